"""Universal Dependencies treebanks come as CoNLL-U, where the written text hides behind multiword and empty tokens.

Reading keeps the syntactic words, the spaces between them, and the document and paragraph starts.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

import attrs

COLUMNS = 10


@attrs.frozen
class Token:
    """A syntactic word of a dependency tree.

    Attributes:
        form: The word as written.
        lemma: Its dictionary form.
        upos: Universal part of speech.
        xpos: Penn Treebank tag.
        feats: Morphological features, `Name=Value|...`, empty if there are none.
        head: Index of the governor within the sentence, from 0; -1 for the root.
        dep: The dependency label.
        space_after: Whether white space follows in the text.
    """

    form: str
    lemma: str
    upos: str
    xpos: str
    feats: str
    head: int
    dep: str
    space_after: bool = True


def _as_tuple(tokens: Iterable[Token]) -> tuple[Token, ...]:
    return tuple(tokens)


@attrs.frozen
class Sentence:
    """A sentence with its tree, and where it stands in its document.

    Attributes:
        id: The `sent_id` of the treebank.
        tokens: The words in order.
        text: The text as the treebank states it, empty if it states none.
        starts_document: Whether a document begins here.
        starts_paragraph: Whether a paragraph begins here.
    """

    id: str
    tokens: tuple[Token, ...] = attrs.field(converter=_as_tuple)
    text: str = ""
    starts_document: bool = False
    starts_paragraph: bool = False

    @property
    def written(self) -> str:
        """The text that the tokens and their spaces make up, without white space at the end."""
        return "".join(token.form + " " * token.space_after for token in self.tokens).rstrip()


def read_file(path: Path) -> Iterator[Sentence]:
    """Read the sentences of a CoNLL-U file.

    Args:
        path: A UTF-8 file.

    Yields:
        Its sentences in order.
    """
    with path.open(encoding="utf-8") as lines:
        yield from read_lines(lines)


def read_lines(lines: Iterable[str]) -> Iterator[Sentence]:
    """Read sentences from CoNLL-U lines.

    Args:
        lines: The lines, with or without their ends.

    Yields:
        The sentences in order.

    Raises:
        ValueError: A line has not ten columns, or a head that is no number.
    """
    comments: list[str] = []
    rows: list[list[str]] = []
    for number, line in enumerate(lines, start=1):
        content = line.rstrip("\r\n")
        if content.startswith("#"):
            comments.append(content[1:].strip())
        elif content:
            row = content.split("\t")
            if len(row) != COLUMNS:
                raise ValueError(f"line {number}: {len(row)} columns instead of {COLUMNS}: {content!r}")
            rows.append(row)
        else:
            if rows:
                yield _sentence(comments, rows)
            comments, rows = [], []
    if rows:
        yield _sentence(comments, rows)


def _sentence(comments: list[str], rows: list[list[str]]) -> Sentence:
    """The sentence that the comments and rows of one block describe."""
    values = dict(_comment(comment) for comment in comments)
    return Sentence(
        id=values.get("sent_id", ""),
        tokens=tuple(_tokens(rows)),
        text=values.get("text", ""),
        starts_document="newdoc" in values or "newdoc id" in values,
        starts_paragraph=any(key in values for key in ("newdoc", "newdoc id", "newpar", "newpar id")),
    )


def _comment(comment: str) -> tuple[str, str]:
    """A comment as key and value; flags such as `newpar` have an empty value."""
    key, _, value = comment.partition("=")
    return key.strip(), value.strip()


def _tokens(rows: list[list[str]]) -> Iterator[Token]:
    """The syntactic words of a block; within a multiword token, only the last word may be followed by a space."""
    last, spaced = 0, True
    for number, form, lemma, upos, xpos, feats, head, dep, _, misc in rows:
        if "." in number:  # an empty node of the enhanced graph
            continue
        space_after = "SpaceAfter=No" not in misc.split("|")
        if "-" in number:
            last, spaced = int(number.partition("-")[2]), space_after
            continue
        position = int(number)
        if position <= last:
            space_after = spaced and position == last
        morphology = "" if feats == "_" else feats
        yield Token(form, lemma, upos, xpos, morphology, int(head) - 1, dep, space_after)
