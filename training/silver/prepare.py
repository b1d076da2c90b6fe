"""Open name corpora are small, so that names are learnt from raw text with labels that tables and rules give.

`python -m training.silver.prepare CORPORA KNOWLEDGE OUTPUT` writes shards `silver_000.spacy`, ... A token whose label
is not certain has none, so that training neither rewards nor punishes what is predicted for it.
"""

import random
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import click
import spacy
from spacy.tokens import Doc, DocBin

from training.documents import NAME_ATTRIBUTES
from training.raw import WHITE_HOUSE, RawDocument, marked_persons, read_raw
from training.silver.document import Labeller
from training.silver.gazetteer import gazetteer
from training.silver.rules import Rules
from training.silver.runs import Scanner
from training.silver.sample import Counts, chunks, paragraphs, training_doc
from training.silver.words import common_words, words

SHARD = 250_000
LONGEST = 25_000  # characters of a document that are read
COMMON_EVERY = 8  # of so many documents, one is counted for common words
# Share of the words, and the most words taken from one document.
SHARES = {
    "kremlin_en": (0.22, 350),
    "state_dept_2021_2022": (0.12, 600),
    WHITE_HOUSE: (0.21, 350),
    "wikinews_2019_2020": (0.05, 1500),
    "un_general_debate_1993_2024": (0.13, 300),
    "frus_1969_1980": (0.10, 300),
    "australia_pm_1992_2018": (0.06, 300),
    "whitehouse_2009_2015": (0.03, 250),
    "whitehouse_2017": (0.02, 300),
    "transcripts": (0.03, 250),
    "state_historian": (0.03, 800),
}


def group(document: RawDocument) -> str:
    """The key of a document in `SHARES`: its file, or transcripts of the White House apart from its read-outs."""
    return "transcripts" if document.file == WHITE_HOUSE and not document.is_news else document.file


def silver(corpora: Path, knowledge: Path, size: int, seed: int, counts: Counts) -> Iterator[Doc]:
    """Make silver documents.

    Args:
        corpora: Folder that holds `raw/*.jsonl.xz`.
        knowledge: Folder of the reference tables.
        size: About how many words.
        seed: Decides what is taken.
        counts: Is told what was made.

    Yields:
        Documents with entities and open spans, the files mixed.
    """
    rng = random.Random(seed)  # noqa: S311  # repeatable on purpose
    raw = corpora / "raw"
    groups: dict[str, list[RawDocument]] = defaultdict(list)
    for document in read_raw(raw):
        groups[group(document)].append(document)
    everything = [document for name in sorted(groups) for document in groups[name]]
    common = common_words("\n" + document.text for document in everything[::COMMON_EVERY])
    labeller = Labeller(Rules(Scanner(gazetteer(knowledge), words(common))))
    marked = marked_persons(raw)
    language = spacy.blank("en")
    for documents in groups.values():
        rng.shuffle(documents)
    queues = {name: iter(documents) for name, documents in sorted(groups.items()) if name in SHARES}
    written = dict.fromkeys(queues, 0)
    while queues:
        name = min(queues, key=lambda key: written[key] / SHARES[key][0])  # the one furthest behind
        drawn = next(queues[name], None)
        if drawn is None or written[name] >= SHARES[name][0] * size:
            del queues[name]
            continue
        text = drawn.text[:LONGEST]
        doc = language.make_doc(text.rpartition("\n\n")[0] if len(drawn.text) > LONGEST else text)
        labels = labeller.label(doc, marked.get(drawn.id, ()))
        found = list(chunks(paragraphs(doc, labels), rng))
        rng.shuffle(found)
        taken = 0
        for chunk in found:
            if taken >= SHARES[name][1]:
                break
            made = training_doc(doc, chunk, language.vocab, counts)
            if made is not None:
                taken += len(made)
                yield made
        written[name] += taken


def write(docs: Iterator[Doc], output: Path) -> int:
    """Write documents as shards; returns how many shards there are."""
    output.mkdir(parents=True, exist_ok=True)
    shard = DocBin(attrs=NAME_ATTRIBUTES)
    size = number = 0
    for doc in docs:
        shard.add(doc)
        size += len(doc)
        if size >= SHARD:
            shard.to_disk(output / f"silver_{number:03}.spacy")
            shard, size, number = DocBin(attrs=NAME_ATTRIBUTES), 0, number + 1
    if size:
        shard.to_disk(output / f"silver_{number:03}.spacy")
        number += 1
    return number


def report(counts: Counts) -> None:
    """Print what was written."""
    click.echo(f"{counts.documents} documents, {counts.words} words")
    share = 100 * counts.missing / max(counts.capitalised, 1)
    click.echo(
        f"{share:.1f} % of {counts.capitalised} capitalised words left open; {counts.capped} mentions of frequent names"
    )
    for label, number in counts.labels.most_common():
        forms = sum(key[0] == label for key in counts.names)
        top = max(amount for key, amount in counts.names.items() if key[0] == label)
        click.echo(f"{label}: {number} mentions, {forms} different, the most frequent {100 * top / number:.2f} %")
        for (kind, evidence), amount in counts.evidence.most_common():
            if kind == label:
                click.echo(f"  {evidence}: {amount}")


@click.command()
@click.argument("corpora", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("knowledge", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("output", type=click.Path(file_okay=False, path_type=Path))
@click.option("--words", "size", default=2_500_000, show_default=True, help="About how many words to write.")
@click.option("--seed", default=0, show_default=True, help="Same seed, same files.")
def main(corpora: Path, knowledge: Path, output: Path, size: int, seed: int) -> None:
    """Write silver training files to OUTPUT from the raw text in CORPORA and the tables in KNOWLEDGE."""
    counts = Counts()
    write(silver(corpora, knowledge, size, seed, counts), output)
    report(counts)


if __name__ == "__main__":
    main()
