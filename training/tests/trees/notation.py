"""Hand-made trees for the tests, one word a line: form, UPOS, tag, UD head and label, expected head and label.

Heads count from 1, as in CoNLL-U; the lemma follows the form after a bar where it is not the form in lower case.
"""

from training.trees.conllu import Sentence, read_lines


def conllu(block: str) -> list[str]:
    """The lines of a block as CoNLL-U, in UD heads and labels."""
    lines = []
    for number, row in enumerate(_rows(block), start=1):
        form, _, lemma = row[0].partition("|")
        lines.append(
            "\t".join([str(number), form, lemma or form.lower(), row[1], row[2], "_", row[3], row[4], "_", "_"])
        )
    return lines


def sentence(block: str) -> Sentence:
    """The UD sentence of a block."""
    [only] = read_lines(conllu(block))
    return only


def expected(block: str) -> list[tuple[int, str]]:
    """The expected heads, from 0 with -1 for the root, and labels of a block."""
    return [(int(row[5]) - 1, row[6]) for row in _rows(block)]


def _rows(block: str) -> list[list[str]]:
    return [line.split() for line in block.strip().splitlines()]
