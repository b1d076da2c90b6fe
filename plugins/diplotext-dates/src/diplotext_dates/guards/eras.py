"""Times of an office holder: `during the Obama presidency`; the body, and a presidency of nobody, say no time."""

from __future__ import annotations

import re
from typing import Final

from diplotext_dates.cascade import Node
from diplotext_dates.lexicon import words

NUMBERS: Final = {"first": 0, "second": 1}
BACK: Final = frozenset(("previous", "former", "last", "preceding", "prior"))
STEPS: Final = frozenset((*BACK, *NUMBERS))
NAME_WORD = re.compile(r"[A-Z][\w’'-]*(?:\.[A-Z]\.?)*\.?")
NO_NAMES: Final = frozenset(("The", "President", "Chancellor", "Prime", "Minister"))
BODY_LEAD = re.compile(r"\b(?:under|during|since|throughout|before|after)\s$", re.I)
OFFICE_LEAD = re.compile(r"\b(?:under|during|since|throughout|before|after|in|over|of)\s$", re.I)


def era(node: Node) -> bool:
    """`during the Obama presidency`; an administration is also a body: `he served in the Obama administration`."""
    is_body = node.word("era") == "administration"
    if (BODY_LEAD if is_body else OFFICE_LEAD).search(node.left(12)) is None:
        return False
    return bool(name_of(node)) or (is_body and step_of(node) in BACK)


def step_of(node: Node) -> str:
    """The word that says which of several is meant: `previous`, `first`; empty without one."""
    return next((word.casefold() for word in _words(node) if word.casefold() in STEPS), "")


def name_of(node: Node) -> str:
    """The capitalized words of an expression, of a person or a state; empty without any."""
    return " ".join(
        word
        for word in _words(node)
        if NAME_WORD.fullmatch(word) and word.casefold() not in words("ERA") and word not in NO_NAMES
    )


def _words(node: Node) -> list[str]:
    return re.sub(r"[’']s\b", "", node.text).split()
