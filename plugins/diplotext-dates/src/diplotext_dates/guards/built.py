"""What is built from other expressions: modifiers, ranges and bounds."""

from __future__ import annotations

import re

from diplotext_dates.cascade import Node


def day_part(node: Node) -> bool:
    """`Wednesday morning`; not `tonight morning`."""
    day = node.node("day", "day2", "day3", "day4")
    return day is not None and day.word("today") not in ("tonight", "last night", "overnight", "tomorrow night")


def timed(node: Node) -> bool:
    """A clock time next to a day: "2:30 the next day", not "2:30 next week"."""
    day = node.node("day")
    return day is not None and ("Day" in day.classes or "Timed" in day.classes or day.word("unit") == "day")


def timed_range(node: Node) -> bool:
    """`from 9 a.m. to 5 p.m. on Monday`; "and" needs "between"."""
    return " and " not in node.text or node.text.casefold().startswith("between ")


def modified(node: Node) -> bool:
    """`early this year`, `mid-November`; a late person is none (`late last`)."""
    inner = node.node("inner")
    return inner is not None and not (node.word("mod") == "mid" and "-" not in node.text and "Day" in inner.classes)


def earlier(node: Node) -> bool:
    """`earlier this year`; `earlier 2019 figures`, and `a year earlier in 1990`, are none."""
    inner = node.node("inner")
    return inner is not None and not (inner.rule.read == "year" and " in " not in node.text)


def approximate(node: Node) -> bool:
    """`about 2010`, `around noon`; `talks about Thursday` is none."""
    inner = node.node("inner")
    assert inner is not None
    if node.word("mod") in ("about", "around") and "Day" in inner.classes:
        return "month" in inner and node.word("mod") == "around"
    return not ("Month" in inner.classes and node.word("mod") == "about")


def amount(node: Node) -> bool:
    """`over a year` is an amount; `over the last year` begins with a preposition."""
    inner = node.node("inner")
    assert inner is not None
    if node.word("mod") in ("over", "under", "within"):
        return "Span" not in inner.classes and not inner.text.casefold().startswith(
            ("the ", "these ", "those ", "last ", "next ", "past ")
        )
    return not (node.word("mod") in ("some", "about", "around") and inner.text.casefold().startswith(("the ", "its ")))


DASHED = frozenset(("written_date", "month_day", "year", "month_year", "numeric_date", "clock"))
"""What a dash between blanks can join: "2013 - 2017", not "Friday - today"."""


MONTHS = frozenset(("month", "month_year"))


def _joins(dash: str, first: Node, last: Node) -> bool:
    """Whether a dash between blanks makes a range: "2013 - 2017", "March - May 2016"; an em dash joins no months."""
    if first.rule.read in DASHED:
        return True
    return {first.rule.read, last.rule.read} <= MONTHS and "—" not in dash


def interval(node: Node) -> bool:
    """`from March to May`, `between 2007 and 2009`, `2014-2018`; `Monday and Tuesday` are two days."""
    text = node.text.casefold()
    if "and" in node and not text.startswith("between "):
        return False
    first, last = node.node("first"), node.node("last")
    if first is None or last is None:
        return False
    if ("Clock" in first.classes) != ("Clock" in last.classes):
        return False
    if (first.rule.read in ("vague", "vague_span") and first.text.casefold() != "now") or (
        last.rule.read in ("vague", "vague_span") and last.text.casefold() not in ("now", "the present")
    ):
        return False
    if not text.startswith(("from ", "between ")):
        middle = node.site.text[first.end : last.start]
        differ = first.rule.read != last.rule.read and last.rule.read not in ("deictic", "vague")
        if re.search(r"\bto\b", middle) and differ:
            return False  # "told Friday to this week's"
        if re.fullmatch(r"\s[-–—]\s", middle) and not _joins(middle, first, last):
            return False
    return True


def bound(node: Node) -> bool:
    """`since 2019`, `until Friday`; `after Friday's talks` is not a date, nor is `before 2018 elections`."""
    inner = node.node("inner")
    if inner is None or re.match(r"['’]s?\b|-\w", node.right(3)):
        return False
    if inner.rule.read == "ago" or "Amount" in inner.classes:
        return node.word("side") == "since"
    if node.word("side") in ("before", "after", "until", "till", "prior to") and re.match(
        r"\s{1,3}(?:talks|meeting|elections?|vote|summit|deadline|[a-z]+ings?\b)", node.right(14)
    ):
        return False
    return inner.rule.read not in ("vague", "timed")


def bound_after(node: Node) -> bool:
    """`2018 or later`; in `on Friday and later met` a verb follows."""
    inner = node.node("inner", "inner2")
    return (
        inner is not None
        and not re.match(r"\s{1,3}[a-z]", node.right(4))
        and inner.rule.read not in ("ago", "vague", "text_unit")
    )
