"""The year that words next to a day, a month or a season say: `20 March two years ago`, `May of the following year`.

"March two years ago" is one time, not the latest March and a year. The year may also have been read just before: "last
year in March". Counted from the text, or from publication.
"""

from __future__ import annotations

from fractions import Fraction

import attrs

from diplotext_dates.amounts import number
from diplotext_dates.cascade import Node
from diplotext_dates.context import Context
from diplotext_dates.units import step_of

GROUPS = ("relyear", "comma", "far", "years")
"""Groups of rules that hold such words."""
DEICTIC = frozenset(("this", "last", "next"))
FAR_STEPS = {"the year before last": -2, "the year after next": 2}
BACK = frozenset(("ago", "earlier"))


@attrs.frozen
class RelativeYear:
    """The year that is meant.

    Attributes:
        year: The year; None if the words leave it open, or nothing says what they are counted from.
        anchor: What it was counted from.
    """

    year: int | None
    anchor: str


def has_relative_year(node: Node) -> bool:
    """Whether words next to an expression say its year."""
    return any(name in node for name in GROUPS)


def relative_year(node: Node, context: Context) -> RelativeYear | None:
    """The year that words inside of an expression or right before it say; None if there are none."""
    if has_relative_year(node):
        step, from_text = _step(node)
        if from_text:
            before = context.antecedent("day", "month", "quarter", "season", "year")
            start, anchor = (before.earliest if before else None), "text"
        else:
            start, anchor = context.base, context.anchor
        return RelativeYear(start.year + step if start and step is not None else None, anchor)
    if (year := context.year_just_read()) is not None:
        return RelativeYear(year, "text")
    return None


def _step(node: Node) -> tuple[int | None, bool]:
    """How many years away the year is, None if the words leave it open; and whether it is counted from the text."""
    if far := node.word("far"):
        return FAR_STEPS[far], False
    if relyear := node.word("relyear", "comma"):
        return step_of(relyear), relyear not in DEICTIC
    way = node.word("way")
    said: Fraction | None = number(node.word("years"))
    if "couple" in node.word("years") or said is None or said.denominator != 1:
        return None, way not in ("ago", "hence", "from now")
    return (-int(said) if way in BACK else int(said)), way not in ("ago", "hence", "from now")
