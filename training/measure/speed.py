"""Speed is only comparable within one run, as other work on a machine slows everything: so models take turns.

Every turn is a process of its own with one thread for the matrix product: it loads the model and reads the same texts.
"""

import json
import lzma
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import click
import spacy

from training.measure.figures import Table

ROOT = Path(__file__).resolve().parent.parent.parent
ONE_THREAD = {f"{library}_NUM_THREADS": "1" for library in ("OMP", "OPENBLAS", "MKL", "BLIS")}
WORDS = 40_000
LONGEST = 600  # words of one document: about the length of an article


def sample(raw: Path, words: int = WORDS) -> list[str]:
    """The beginnings of the first documents of every file of a folder, the same share of each.

    Args:
        raw: Holds `*.jsonl.xz` files of documents with a `text`.
        words: About how many words in all.

    Returns:
        The texts, cut after the paragraph in which they get longer than an article.
    """
    paths = [path for path in sorted(raw.glob("*.jsonl.xz")) if not path.name.endswith(".spans.jsonl.xz")]
    texts = []
    for path in paths:
        left = words / len(paths)
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                if left <= 0:
                    break
                paragraphs: list[str] = []
                length = 0
                for paragraph in json.loads(line)["text"].split("\n\n"):
                    if length >= LONGEST:
                        break
                    paragraphs.append(paragraph)
                    length += len(paragraph.split())
                texts.append("\n\n".join(paragraphs))
                left -= length
    return texts


def turn(model: str, texts: Path) -> dict[str, float]:
    """Load a model in a new process and let it read texts; seconds of each, and words a second."""
    path = str(Path(model).resolve()) if Path(model).exists() else model
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-m", "training.measure.speed", path, str(texts.resolve())],
        cwd=ROOT,
        env=os.environ | ONE_THREAD,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    result: dict[str, float] = json.loads(done.stdout)
    return result


def measure_speed(models: Sequence[str], raw: Path, repeats: int = 4) -> dict[str, Table]:
    """Let models take turns and compare the medians.

    Args:
        models: Paths or names of packages; the last one is what the others are compared with.
        raw: Folder of raw text.
        repeats: How many turns each model gets.

    Returns:
        For each model the words per second of CPU time and of wall time, and the seconds to load, with best and worst,
        and how many times as fast as the last model it is.
    """
    with tempfile.TemporaryDirectory() as folder:
        texts = Path(folder) / "texts.json"
        texts.write_text(json.dumps(sample(raw)), encoding="utf-8")
        turns: dict[str, list[dict[str, float]]] = {model: [] for model in models}
        for repeat in range(repeats):
            for model in models if repeat % 2 == 0 else reversed(models):  # A B B A: nobody is always first
                turns[model].append(turn(model, texts))
    tables: dict[str, Table] = {}
    for model, results in turns.items():
        tables[model] = {}
        for name in results[0]:
            values, others = ([result[name] for result in side] for side in (results, turns[models[-1]]))
            median, reference = statistics.median(values), statistics.median(others)
            row = {"median": median, "lowest": min(values), "highest": max(values), "ratio": median / reference}
            tables[model][name] = {column: round(value, 2) for column, value in row.items()}
    return tables


@click.command()
@click.argument("model")
@click.argument("texts", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def main(model: str, texts: Path) -> None:
    """One turn: load MODEL, read the JSON list in TEXTS, print JSON. A word is a token that is no white space."""
    began = time.perf_counter()
    nlp = spacy.load(model)
    loaded = time.perf_counter() - began
    articles = json.loads(texts.read_text(encoding="utf-8"))
    list(nlp.pipe(articles[:2]))  # the first documents pay for what is made on demand
    wall, cpu = time.perf_counter(), time.process_time()
    words = sum(not token.is_space for doc in nlp.pipe(articles) for token in doc)
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    click.echo(
        json.dumps(
            {"words/s of CPU time": round(words / cpu), "words/s": round(words / wall), "seconds to load": loaded}
        )
    )


if __name__ == "__main__":
    main()
