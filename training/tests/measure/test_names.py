"""Names: the wire format of what a pipeline finds, the call of the measuring kit, and spaCy's own count."""

import json
from pathlib import Path

import pytest
import spacy
from spacy.tokens import DocBin

from training.measure.names import DATASETS, compare, measure_entities, measure_names, wire_document
from training.tests.measure.oracle import pipeline

TEXT = "Ana Rell of the Tesk Council met envoys in Geneva on Monday."
NAMES = {"Ana Rell": "PERSON", "Tesk Council": "ORG", "Geneva": "GPE", "Monday": "DATE"}
# Stands for the measuring kit: says how many annotations of each kind the wire file has.
KIT = """
import json, sys
option = dict(zip(sys.argv[3::2], sys.argv[4::2]))
found = {"organization": 0, "person": 0, "place": 0}
for line in open(option["--wire"], encoding="utf-8"):
    for kind, items in json.loads(line)["annotations"].items():
        found[kind] += len(items)
if found["place"] > 5:
    print(json.dumps({"violations": ["too many places"]}))
    sys.exit(1)
figures = {"P": 50.0, "R": 40.0, "F1": 44.4}
print(json.dumps({"figures": {
    name + overlap: figures | {"gold": found[kind]}
    for name, kind in {"person": "person", "organization": "organization", "location": "place"}.items()
    for overlap in ("", ", overlap")
}}))
"""


@pytest.fixture
def bench(tmp_path: Path) -> Path:
    (tmp_path / "measure.py").write_text(KIT, encoding="utf-8")
    folder = tmp_path / "data" / "organizations"
    folder.mkdir(parents=True)
    for dataset in DATASETS:
        lines = [json.dumps({"id": f"{dataset}-{number}", "text": TEXT, "entities": []}) + "\n" for number in range(2)]
        (folder / f"{dataset}.dev.jsonl").write_text("".join(lines), encoding="utf-8")
    return tmp_path


def test_names_in_the_wire_format() -> None:
    wire = wire_document("a", pipeline(names=NAMES)(TEXT))
    assert (wire["schema"], wire["id"], wire["text"]) == (1, "a", TEXT)
    found = {kind: [item["name"] for item in items] for kind, items in wire["annotations"].items()}
    assert found == {"organization": ["Tesk Council"], "person": ["Ana Rell"], "place": ["Geneva"]}
    [person] = wire["annotations"]["person"]
    assert person["mentions"] == [{"start": 0, "end": 8, "text": "Ana Rell", "form": "name"}]


def test_every_data_set_is_measured(bench: Path) -> None:
    table = measure_names(pipeline(names=NAMES), bench)
    assert list(table) == [f"{d}: {view}" for d in DATASETS for view in ("organization", "person", "location")]
    assert table["dwie: person"] == {"P": 50.0, "R": 40.0, "F1": 44.4, "overlap F1": 44.4, "gold": 2}


def test_a_violation_is_an_error(bench: Path) -> None:
    wire = bench / "wire.jsonl"
    wire.write_text(json.dumps({"annotations": {"place": [0] * 6}}) + "\n", encoding="utf-8")
    with pytest.raises(RuntimeError, match="too many places"):
        compare(bench, bench / "data" / "organizations" / "dwie.dev.jsonl", wire)


def test_names_by_label(tmp_path: Path) -> None:
    gold = pipeline(names=NAMES)(TEXT)
    path = tmp_path / "names.spacy"
    DocBin(attrs=["ORTH", "SPACY", "ENT_IOB", "ENT_TYPE"], docs=[gold]).to_disk(path)
    table = measure_entities(pipeline(names={"Ana Rell": "PERSON", "Geneva": "ORG"}), path)
    assert table["all"] == {"P": 50.0, "R": 25.0, "F1": 33.3}
    assert table["PERSON"] == {"P": 100.0, "R": 100.0, "F1": 100.0}
    assert table["ORG"]["F1"] == 0
    assert spacy.blank("en")(TEXT).ents == ()
