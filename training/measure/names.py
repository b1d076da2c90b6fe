"""Names are found in news that no treebank resembles, and every data set counts organizations, places, persons its way.

So the counting is left to the project's measuring kit: `doc.ents` are written in the wire format of diplotext, and its
`measure.py organizations --wire` compares them (exact spans, every mention, determiners and final 's dropped, nested
gold spans are alternatives). Only what a pipeline calls ORG, PERSON, GPE, LOC or FAC counts; places of all kinds are
compared as locations.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.scorer import Scorer
from spacy.tokens import Doc

from training.documents import read_docs
from training.measure.figures import Table
from training.measure.trees import compared

KINDS = {"ORG": "organization", "PERSON": "person", "GPE": "place", "LOC": "place", "FAC": "place"}
DATASETS = ("dwie", "ieer", "crossner", "uner", "re3d")
VIEWS = ("organization", "political organization", "person", "location")


def wire_document(identifier: str, doc: Doc) -> dict[str, Any]:
    """A document in the wire format, with every named entity as an annotation of its own."""
    annotations: dict[str, list[dict[str, Any]]] = {kind: [] for kind in sorted(set(KINDS.values()))}
    for entity in doc.ents:
        kind = KINDS.get(entity.label_)
        if kind is None:
            continue
        span = {"start": entity.start_char, "end": entity.end_char, "text": entity.text}
        annotations[kind].append(
            {
                "id": f"{kind}:{len(annotations[kind]) + 1}",
                "name": entity.text,
                "spans": [span],
                "mentions": [span | {"form": "name"}],
                "extractor": "spacy",
                "rule": entity.label_,
                "confidence": None,
            }
        )
    return {"schema": 1, "id": identifier, "text": doc.text, "annotations": annotations}


def compare(bench: Path, gold: Path, wire: Path) -> dict[str, dict[str, float]]:
    """The figures of the measuring kit for a wire file.

    Args:
        bench: Folder that holds `measure.py`.
        gold: The annotated documents.
        wire: The predictions.

    Returns:
        For each view its P, R and F1 in per cent, and more.

    Raises:
        RuntimeError: The kit failed, or calls the wire file wrong.
    """
    command = [sys.executable, str(bench / "measure.py"), "organizations", "--json"]
    done = subprocess.run(  # noqa: S603
        [*command, "--data", str(gold), "--wire", str(wire)], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(f"{gold.name}: {done.stderr[-2000:] or json.loads(done.stdout)['violations'][:3]}")
    figures: dict[str, dict[str, float]] = json.loads(done.stdout)["figures"]
    return figures


def measure_names(nlp: Language, bench: Path) -> Table:
    """Measure names in annotated news, found by the pipeline alone.

    Components that set neither entities nor vectors, such as the parser, do not run; those that declare nothing do.

    Args:
        nlp: A pipeline with names.
        bench: Folder of the measuring kit, with `data/organizations/*.dev.jsonl`.

    Returns:
        For each data set and view P, R and F1 by exact span, F1 by overlap and the number of gold names.
    """
    needed = {"doc.ents", "doc.tensor"}
    idle = [name for name in nlp.pipe_names if (sets := set(nlp.get_pipe_meta(name).assigns)) and not sets & needed]
    table: Table = {}
    with nlp.select_pipes(disable=idle), tempfile.TemporaryDirectory() as folder:
        for dataset in DATASETS:
            gold = bench / "data" / "organizations" / f"{dataset}.dev.jsonl"
            records = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
            docs = nlp.pipe(record["text"] for record in records)
            lines = [
                json.dumps(wire_document(record["id"], doc)) + "\n" for record, doc in zip(records, docs, strict=True)
            ]
            wire = Path(folder) / "wire.jsonl"
            wire.write_text("".join(lines), encoding="utf-8")
            figures = compare(bench, gold, wire)
            for view in VIEWS:
                if view in figures:
                    exact, overlap = figures[view], figures[f"{view}, overlap"]
                    table[f"{dataset}: {view}"] = {name: exact[name] for name in ("P", "R", "F1")} | {
                        "overlap F1": overlap["F1"],
                        "gold": exact["gold"],
                    }
    return table


def measure_entities(nlp: Language, path: Path) -> Table:
    """Measure names on a gold `.spacy` file with spaCy's scorer: P, R and F1 by label in per cent."""
    scores = Scorer(nlp).score(compared(nlp, read_docs(path, nlp.vocab)))
    by_label = {"all": {key: scores[f"ents_{key}"] for key in "prf"}} | (scores["ents_per_type"] or {})
    return {
        label: {name: round(100 * values[key], 1) for name, key in (("P", "p"), ("R", "r"), ("F1", "f"))}
        for label, values in sorted(by_label.items())
    }
