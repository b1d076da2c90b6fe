"""What one row of a reference table says of a person in an office."""

from __future__ import annotations

from dataclasses import dataclass, field

from .days import Span
from .names import Name

WIKIDATA = "Wikidata"
FACTBOOK = "CIA World Factbook"
LISTS = "every-politician lists"
SPEAKERS = "UN General Debate Corpus"
VISITS = "Office of the Historian: visits"
TRAVELS = "Office of the Historian: travels"
ARCHIGOS = "Archigos"
REIGN = "REIGN"


@dataclass(frozen=True)
class Claim:
    """A person held an office on all days of a span.

    Attributes:
        state: ISO alpha-2 code.
        office: `head_of_state`, `head_of_government`, `foreign_minister`.
        name: Of the person.
        span: The days, as far as the row is sure of them.
        source: The reference.
        outer: All days that it may mean where it gives only a month, a year or a start.
        title: As the row gives it, in lower case.
        item: Wikidata item of the person.
        point: Whether it attests single days only.
        still: Whether the row knows no end.
        starts: Whether the span begins with the real beginning.
        weight: How many rows say so.
    """

    state: str
    office: str
    name: Name
    span: Span
    source: str
    outer: Span | None = field(default=None, compare=False)
    title: str = ""
    item: str = ""
    point: bool = False
    still: bool = False
    starts: bool = False
    weight: int = 1
