"""Tables and rules leave many names in the raw text undecided; two recognizers that agree decide more of them.

`python -m training.silver.self_training SILVER OUTPUT MODEL MODEL` reads silver documents and fills what is missing in
them. Only names that both models, trained on different data, find with the same words and label count:

- A silver name is given up if both give its very words another label: these words become missing. Otherwise it is kept.
- A name is added if at least one of its words is missing and none belongs to a name that is kept. Words that were
  decided to be outside of names can become part of it.

Method: co-training (A. Blum and T. Mitchell, 1998) in one round.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import click
import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin, Span
from spacy.vocab import Vocab

import training.augment  # noqa: F401  # the configurations of the models name its function
from training.documents import NAME_ATTRIBUTES, blank_vocab, read_docs
from training.train import use_numpy_product

MISSING = 0
"""spaCy's code of a token whose label is unknown."""

RECOGNIZING = frozenset(["tok2vec", "encoder", "ner"])
"""The components that have a part in finding names."""

Name = tuple[int, int, str]


def recognizer(model: str) -> Language:
    """The components of a pipeline that find names, and no others.

    Args:
        model: The folder or the name of a pipeline: of the recognizer on vectors, or of the encoder.
    """
    nlp = spacy.load(model)
    nlp.select_pipes(enable=[name for name in nlp.pipe_names if name in RECOGNIZING])
    return nlp


def agreed(docs: Sequence[Doc], models: Sequence[Language]) -> Iterator[set[Name]]:
    """The names that all models find, as (start, end, label) in tokens, for each document."""
    read = [model.pipe([without_names(doc, model.vocab) for doc in docs]) for model in models]
    for predictions in zip(*read, strict=True):
        found = [{(name.start, name.end, name.label_) for name in prediction.ents} for prediction in predictions]
        yield set.intersection(*found)


def without_names(doc: Doc, vocab: Vocab) -> Doc:
    """The words of a document without annotation, for a vocabulary with other vectors."""
    return Doc(vocab, words=[token.text for token in doc], spaces=[bool(token.whitespace_) for token in doc])


def filled(doc: Doc, found: set[Name]) -> tuple[Doc, Counter[str]]:
    """Decide names of a silver document.

    Args:
        doc: A document in which some tokens have no known label.
        found: The names that the models agree on.

    Returns:
        A new document, and how many names were kept, added and given up.
    """
    counts: Counter[str] = Counter()
    by_span = {(start, end): label for start, end, label in found}
    kept: list[Name] = []
    missing = {token.i for token in doc if token.ent_iob == MISSING}
    for name in doc.ents:
        other = by_span.pop((name.start, name.end), name.label_)
        if other == name.label_:
            kept.append((name.start, name.end, name.label_))
            counts["kept"] += 1
        else:
            missing.update(range(name.start, name.end))
            counts["given up"] += 1
    taken = {index for start, end, _ in kept for index in range(start, end)}
    undecided = frozenset(missing)
    for (start, end), label in sorted(by_span.items()):
        words = range(start, end)
        if undecided.intersection(words) and not taken.intersection(words):
            kept.append((start, end, label))
            taken.update(words)
            counts["added"] += 1
    made = without_names(doc, doc.vocab)
    names = [Span(made, start, end, label=label) for start, end, label in sorted(kept)]
    unknown = [made[index : index + 1] for index in sorted(missing - taken)]
    made.set_ents(names, missing=unknown, default="outside")
    return made, counts


@click.command()
@click.argument("silver", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("output", type=click.Path(file_okay=False, path_type=Path))
@click.argument("models", nargs=2)
def main(silver: Path, output: Path, models: tuple[str, str]) -> None:
    """Fill the documents in SILVER by what both MODELS find, and write them to OUTPUT."""
    use_numpy_product()
    output.mkdir(parents=True, exist_ok=True)
    vocab = blank_vocab()
    pipelines = [recognizer(model) for model in models]
    for path in sorted(silver.glob("*.spacy")):
        counts: Counter[str] = Counter()
        docs = read_docs(path, vocab)
        written = DocBin(attrs=NAME_ATTRIBUTES)
        for doc, found in zip(docs, agreed(docs, pipelines), strict=True):
            made, changes = filled(doc, found)
            written.add(made)
            counts.update(changes)
        written.to_disk(output / path.name)
        click.echo(f"{path.name}: " + ", ".join(f"{count} {what}" for what, count in sorted(counts.items())))


if __name__ == "__main__":
    main()
