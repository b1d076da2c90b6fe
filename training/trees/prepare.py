"""The pipeline is trained on files in spaCy's binary format, made from treebanks that live outside the repository.

`python -m training.trees.prepare CORPORA OUTPUT` writes train, dev and test files and says how much is in them.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import attrs
import click

from training.documents import blank_vocab
from training.trees.clear_labels import convert
from training.trees.conllu import Sentence, read_file
from training.trees.docbin import documents, pack
from training.trees.grafts import grafts
from training.trees.tree import Tree

TREEBANKS = ("ewt", "gum")


@attrs.define
class Counts:
    """What was converted.

    Attributes:
        sentences: Number of sentences.
        tokens: Number of words.
        crossing: Number of words whose arc is not projective.
        labels: Number of words by label.
    """

    sentences: int = 0
    tokens: int = 0
    crossing: int = 0
    labels: Counter[str] = attrs.field(factory=Counter)

    def add(self, sentence: Sentence) -> None:
        """Count a converted sentence."""
        tree = Tree(sentence.tokens)
        self.sentences += 1
        self.tokens += len(tree)
        self.crossing += len(tree.crossing())
        self.labels.update(tree.labels)

    def __str__(self) -> str:
        share = 100 * self.crossing / max(self.tokens, 1)
        return f"{self.sentences} sentences, {self.tokens} words, {share:.2f} % non-projective arcs"


def treebank(corpora: Path, name: str, part: str) -> list[Sentence]:
    """The UD sentences of one part of a treebank: `CORPORA/parse/NAME/PART.conllu`."""
    return list(read_file(corpora / "parse" / name / f"{part}.conllu"))


def write(sentences: Iterable[Sentence], path: Path, seed: int, other_marks: float = 0.0) -> Counts:
    """Convert sentences and write them as documents.

    Args:
        sentences: UD sentences.
        path: The file to write.
        seed: Decides about lengths, newlines and marks.
        other_marks: Share of the documents in the other kind of marks.

    Returns:
        What was written.
    """
    counts = Counts()
    converted = [convert(sentence) for sentence in sentences]
    for sentence in converted:
        counts.add(sentence)
    pack(documents(converted, blank_vocab(), seed, other_marks=other_marks)).to_disk(path)
    return counts


def prepare(corpora: Path, output: Path, graft_count: int, seed: int, names: Sequence[str] = TREEBANKS) -> None:
    """Write `train.spacy` and `dev.spacy` of all treebanks together, and `NAME_test.spacy` of each.

    Args:
        corpora: Folder that holds `parse/NAME/{train,dev,test}.conllu`.
        output: Folder to write to; made if missing.
        graft_count: How many quotation grafts the training file gets.
        seed: Decides about everything random.
        names: The treebanks.
    """
    output.mkdir(parents=True, exist_ok=True)
    train = [sentence for name in names for sentence in treebank(corpora, name, "train")]
    made = [sentence for graft in grafts(train, graft_count, seed) for sentence in graft.sentences]
    parts = {
        "train": (train + made, 0.5),
        "dev": ([sentence for name in names for sentence in treebank(corpora, name, "dev")], 0.0),
        **{f"{name}_test": (treebank(corpora, name, "test"), 0.0) for name in names},
    }
    for part, (sentences, other_marks) in parts.items():
        counts = write(sentences, output / f"{part}.spacy", seed, other_marks)
        click.echo(f"{part}: {counts}")
        click.echo("  " + " ".join(f"{label} {number}" for label, number in counts.labels.most_common()))


@click.command()
@click.argument("corpora", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("output", type=click.Path(file_okay=False, path_type=Path))
@click.option("--grafts", "graft_count", default=2500, show_default=True, help="Quotation grafts in the training file.")
@click.option("--seed", default=0, show_default=True, help="Same seed, same files.")
def main(corpora: Path, output: Path, graft_count: int, seed: int) -> None:
    """Write spaCy training files to OUTPUT from the treebanks in CORPORA."""
    prepare(corpora, output, graft_count, seed)


if __name__ == "__main__":
    main()
