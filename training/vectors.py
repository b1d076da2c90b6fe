"""Static vectors tell the pipeline about the words that its small treebanks lack.

They are floret vectors (https://github.com/explosion/floret): subwords are hashed into one small table, so that a name
that was never seen has a vector too. `python -m training.vectors RAW OUTPUT` writes the words of the raw text, one
paragraph a line, trains on them with one thread (several give other vectors on every run), and writes a pipeline that
holds nothing but the vectors.
"""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import click
import spacy
from spacy.training.initialize import convert_vectors

from training.documents import tokenizer
from training.raw import WHITE_HOUSE, RawDocument, read_raw

# Share of the documents taken from files that would otherwise drown the others; news is always taken.
SHARES = {WHITE_HOUSE: 0.35, "whitehouse_2009_2015": 0.7}
# A narrow window tells more of grammar and less of topics. The seed of floret is fixed.
SETTINGS = {
    "model": "skipgram",
    "mode": "floret",
    "hashCount": 2,
    "bucket": 50_000,
    "dim": 96,
    "minn": 4,
    "maxn": 5,
    "minCount": 10,
    "ws": 3,
    "neg": 5,
    "epoch": 4,
    "lr": 0.05,
    "thread": 1,
}


def taken(document: RawDocument) -> bool:
    """Whether vectors are trained on a document; the same answer on every run."""
    share = 1.0 if document.is_news else SHARES.get(document.file, 1.0)
    return hashlib.sha256(document.id.encode()).digest()[0] < share * 256


def paragraphs(folder: Path) -> Iterator[str]:
    """Paragraphs as words with a space between, as spaCy's English tokenizer sees them."""
    english = tokenizer()
    for document in read_raw(folder):
        if taken(document):
            for paragraph in (document.title, *document.text.split("\n\n")):
                words = [token.text for token in english(paragraph) if not token.is_space]
                if words:
                    yield " ".join(words)


def write_words(folder: Path, path: Path) -> int:
    """Write the paragraphs; returns how many words there are. A broken run leaves no file at the path."""
    count = 0
    part = path.with_suffix(".part")
    with part.open("w", encoding="utf-8") as out:
        for line in paragraphs(folder):
            out.write(line + "\n")
            count += line.count(" ") + 1
    part.replace(path)
    return count


def train_vectors(words: Path, table: Path) -> None:
    """Train on a file of words and write the table of subword vectors in floret's text format."""
    import floret

    part = table.with_suffix(".part")
    floret.train_unsupervised(str(words), **SETTINGS).save_floret_vectors(str(part))
    part.replace(table)


@click.command()
@click.argument("raw", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("output", type=click.Path(file_okay=False, path_type=Path))
def main(raw: Path, output: Path) -> None:
    """Train vectors on the raw text in RAW and write a pipeline with them to OUTPUT/pipeline."""
    output.mkdir(parents=True, exist_ok=True)
    words, table = output / "words.txt", output / "vectors.floret"
    if not words.exists():
        click.echo(f"{write_words(raw, words)} words")
    if not table.exists():
        train_vectors(words, table)
    nlp = spacy.blank("en")
    convert_vectors(nlp, table, truncate=0, prune=-1, mode="floret")
    nlp.to_disk(output / "pipeline")


if __name__ == "__main__":
    main()
