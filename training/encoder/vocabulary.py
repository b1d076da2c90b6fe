"""Of the 30,522 pieces of the pretrained model many never occur in English news; those are left out of the weights.

`python -m training.encoder.vocabulary PRETRAINED RAW OUTPUT` counts pieces in the raw text and writes the ones that
are kept, one a line, the special ones first.
"""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import click

from en_diplotext_accurate.pieces import CONTINUES, SPECIAL, WordPieces
from training.encoder.pretrained import checked
from training.raw import read_raw

ENOUGH = 15
"""Occurrences in the raw text that keep a piece."""

LAST_CHARACTER = "\u052f"
"""Single letters and marks up to this one (Latin, Greek, Cyrillic) are kept, so that all words have pieces."""

MARKS = range(0x2010, 0x20C0)
"""Dashes, quotation marks and signs of currencies, which are kept too."""


def used(text: Iterable[str], vocabulary: list[str]) -> Counter[str]:
    """How often each piece of a vocabulary occurs in texts.

    Args:
        text: Texts; words are taken to be what stands between white space.
        vocabulary: The pieces, special ones first.
    """
    words: Counter[str] = Counter()
    for part in text:
        words.update(part.split())
    split = WordPieces(vocabulary)
    pieces: Counter[str] = Counter()
    for word, count in words.items():
        for number in split(word):
            pieces[vocabulary[number]] += count
    return pieces


def is_basic(piece: str) -> bool:
    """Whether a piece is a single character that any text may need."""
    character = piece.removeprefix(CONTINUES)
    return len(character) == 1 and (character <= LAST_CHARACTER or ord(character) in MARKS)


def ordered(pieces: list[str]) -> list[str]:
    """The special entries first, as `WordPieces` wants them; the unused ones of the pretrained model left out."""
    return [*SPECIAL, *(piece for piece in pieces if piece not in SPECIAL and not piece.startswith("["))] + [
        piece for piece in pieces if piece == "["
    ]


@click.command()
@click.argument("pretrained", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("raw", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("output", type=click.Path(dir_okay=False, path_type=Path))
def main(pretrained: Path, raw: Path, output: Path) -> None:
    """Write to OUTPUT the pieces of the model in PRETRAINED that the texts in RAW use."""
    pieces = (checked(pretrained) / "vocab.txt").read_text(encoding="utf-8").split("\n")[:-1]
    counts = used((document.text for document in read_raw(raw)), ordered(pieces))
    kept = [piece for piece in ordered(pieces) if piece in SPECIAL or is_basic(piece) or counts[piece] >= ENOUGH]
    output.write_text("".join(f"{piece}\n" for piece in kept), encoding="utf-8")
    click.echo(f"{len(kept)} of {len(pieces)} pieces are kept")


if __name__ == "__main__":
    main()
