"""The name recognizer is trained on files in spaCy's binary format, made from corpora that live outside the repository.

`python -m training.names.prepare CORPORA KNOWLEDGE OUTPUT` writes them and says how much is in them.
"""

import random
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import click
from spacy.tokens import Doc, DocBin

from training.documents import NAME_ATTRIBUTES
from training.names.frus import frus_documents
from training.names.gold import SOURCE, dev_documents, gold_documents
from training.names.made import made_documents
from training.names.overlap import Seen, read_texts
from training.names.people import read_tables
from training.names.swap import swapped

MADE = 10_000  # documents of made sentences


def write(docs: Sequence[Doc], path: Path) -> None:
    """Write documents with their names, and print how many there are by source and label."""
    DocBin(attrs=NAME_ATTRIBUTES, docs=docs).to_disk(path)
    click.echo(f"{path.name}: {len(docs)} documents, {sum(map(len, docs))} tokens")
    for source in sorted({doc.user_data[SOURCE] for doc in docs}):
        own = [doc for doc in docs if doc.user_data[SOURCE] == source]
        labels = Counter(entity.label_ for doc in own for entity in doc.ents)
        unknown = sum(token.ent_iob == 0 for doc in own for token in doc)
        counts = " ".join(f"{label} {number}" for label, number in sorted(labels.items()))
        click.echo(f"  {source}: {len(own)} documents, {sum(map(len, own))} tokens, {unknown} unknown; {counts}")


@click.command()
@click.argument("corpora", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("knowledge", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("output", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--exclude",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder of *.jsonl benchmarks; sentences that overlap with their texts are left out of training.",
)
@click.option("--frus-words", default=300_000, show_default=True, help="About how many words of FRUS to take.")
@click.option("--seed", default=0, show_default=True, help="Same seed, same files.")
def main(corpora: Path, knowledge: Path, output: Path, exclude: Path | None, frus_words: int, seed: int) -> None:
    """Write names_gold, names_dev, names_made and names_swapped.spacy to OUTPUT.

    CORPORA holds `names`, `parse` and `raw`, KNOWLEDGE the tables of leaders, ministers and speakers.
    """
    output.mkdir(parents=True, exist_ok=True)
    left_out: Counter[str] = Counter()
    seen = Seen(read_texts(exclude)) if exclude else None
    gold = gold_documents(corpora, seed, seen=seen, left_out=left_out)
    counts = ", ".join(f"{source} {number}" for source, number in sorted(left_out.items()))
    click.echo(f"sentences left out of training because a benchmark has them: {counts or 'none'}")
    write(gold, output / "names_gold.spacy")
    write(dev_documents(corpora, seed), output / "names_dev.spacy")
    frus = frus_documents(corpora / "raw", frus_words, seed)
    rng = random.Random(seed)  # noqa: S311  # repeatable on purpose
    tables = read_tables(knowledge)
    click.echo(f"{len(tables.people)} persons to swap in")
    with_names = [doc for doc in (*gold, *frus) if any(entity.label_ == "PERSON" for entity in doc.ents)]
    write(list(made_documents(MADE, seed)), output / "names_made.spacy")
    write([swapped(doc, rng, tables) for doc in with_names], output / "names_swapped.spacy")


if __name__ == "__main__":
    main()
