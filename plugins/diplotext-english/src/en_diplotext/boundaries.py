"""Some sentence boundaries are told by the layout of a text, before any parse: this component sets them for the parser.

A blank line ends a sentence. A closing mark belongs to the sentence before it. What follows a closing mark goes on with
the sentence if a comma stood before the mark (`"…," the envoy said`) or if it is written small (`"Why?" he asked`).
All other boundaries are left to the parser, which keeps those that are set.
"""

from collections.abc import Sequence

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

STARTS, CONTINUES = 1, -1
"""spaCy's values of a sentence start; 0 is not known."""

CLOSING = frozenset(["”", "»", "''", ")", "]"])
EITHER = frozenset(['"', "’", "'"])
"""Marks that open or close: their spaces tell."""

LONGEST_ROW = 4
"""Closing marks in a row that are looked past; more are no punctuation of prose."""


@Language.component("diplotext_boundaries", assigns=["token.is_sent_start"], retokenizes=False)
def boundaries(doc: Doc) -> Doc:
    """Set the sentence starts that the layout decides, and leave the others as they are.

    Args:
        doc: A document without a parse.

    Returns:
        The same document.
    """
    text = doc.text
    starts = doc.to_array("SENT_START").astype(np.int64)
    tokens = [token for token in doc if not token.is_space]
    words = [token.text for token in tokens]
    ends = [token.idx + len(token) for token in tokens]
    gaps = [text[end : token.idx] for end, token in zip([0, *ends], tokens, strict=False)] + [
        text[ends[-1] :] if ends else ""
    ]
    for position, token in enumerate(tokens):
        if position == 0:
            starts[1 : token.i + 1] = CONTINUES  # white space at the head of a text is no sentence of its own
        elif gaps[position].count("\n") > 1:
            starts[token.i] = STARTS
        elif _closes(words, gaps, position):
            starts[token.i] = CONTINUES
            if position + 1 < len(words) and (_comma_before(words, position) or words[position + 1][:1].islower()):
                starts[token.i + 1 : tokens[position + 1].i + 1] = CONTINUES
    # Setting tokens one by one would take quadratic time.
    return doc.from_array(["SENT_START"], starts.view(np.uint64))  # type: ignore[arg-type]


def _closes(words: Sequence[str], gaps: Sequence[str], position: int) -> bool:
    """Whether a word is a mark that closes something: it touches the word before it and not a word after it."""
    word = words[position]
    if gaps[position] or (word not in CLOSING and word not in EITHER):
        return False
    if word in CLOSING:
        return True
    return bool(gaps[position + 1]) or position + 1 == len(words) or not words[position + 1][:1].isalnum()


def _comma_before(words: Sequence[str], position: int) -> bool:
    """Whether a comma stands before a closing mark, or before a few of them."""
    for before in range(position - 1, max(-1, position - 1 - LONGEST_ROW), -1):
        if words[before] not in CLOSING | EITHER:
            return words[before] == ","
    return False
