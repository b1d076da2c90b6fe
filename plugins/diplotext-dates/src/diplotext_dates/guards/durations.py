"""Lengths of time: ages, ordinals, rates and sums look like them.

`27 years old`, `a second chance`, `$5 a day` and `two five-day-old puppies` hold a number and a unit, or an article and
a unit, and are not lengths. A length is judged by small tests in order; the first that has an opinion decides.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

import attrs

from diplotext_dates.cascade import Node
from diplotext_dates.guards.surroundings import AGE_BEFORE, PART_OF, lead
from diplotext_dates.lexicon import words
from diplotext_dates.units import unit_code

AGE_AFTER = re.compile(r"(?:-|\s{1,3})(?:olds?|of\s{1,3}age)\b", re.I)
SUM_BEFORE = re.compile(r"[$€£]$|\d[.,]$")
LENGTH_LEAD = re.compile(
    r"\b(?:for|in|within|after|about|nearly|almost|over|than|of|under|least|last|lasted|lasts|spent|took|take|takes|every"
    r"|only|just|around|roughly|is|was|up to|once|offered|gave|give|given|another|until)\s{1,3}"
    r"(?:(?:him|her|them|it|us)\s{1,3})?(?:the\s{1,3})?$",
    re.I,
)
TAKING_LEAD = re.compile(r"\b(?:take|takes|took|time in|follows?|followed)\s$")
BARE_LEAD = re.compile(
    r"\b(?:for|take|takes|took|taken|lasted?|spent|spend|spending|within|after|over the|in(?: just| only)?)\s{1,3}$",
    re.I,
)
AFTER_LEAD = re.compile(r"\b(?:after|following)\s{1,3}$", re.I)
OF_AFTER = re.compile(r"\sof\s")
EVENT_AFTER = re.compile(r"\s(?:after|before)\s")
QUANTITY_BEFORE = re.compile(
    r"(?:\d|\b(?:the|many|several|few|some|more|first|last|final|early|those|these|of|their|his|her|its|all|\w+ty|\w+teen))\s$",
    re.I,
)
COUNTED_AFTER_ARTICLE = re.compile(r"\s{1,3}(?:ago|earlier|later|before|after|from|hence|and a half)\b")
COUNTED_AFTER_ONE = re.compile(r"\s{1,3}(?:ago|earlier|later|before|after|from)\b")
COUNTED_AFTER_NUMBER = re.compile(r"\s{1,3}(?:ago|from|later|earlier)\b")
LOWER_CASE_AFTER = re.compile(r"\s{1,3}[a-z]")
IN_PHRASE = re.compile(r"\b(?:in|over|during|through|throughout|for)\s$", re.I)
COMPLEMENT_AFTER = re.compile(r"\s{1,3}(?:to|of|ahead)\b|-")

ONE: Final = ("one", "1")
ARTICLES: Final = ("a", "an")
MOMENTS: Final = ("second", "minute", "quarter")
"""Units that are mostly something else with an article or ordinal: "a minute", "the second quarter"."""
LEADING_OF_SPAN: Final = ("over", "in", "during", "within", "for", "through", "throughout")
CALENDAR_UNITS: Final = (
    "decade", "century", "year", "week", "month", "quarter", "hour", "day", "fortnight",
)  # fmt: skip
RANKS: Final = {
    code: rank
    for rank, codes in enumerate(
        (("C",), ("E",), ("Y",), ("Q",), ("M",), ("F", "W"), ("WE", "D"), ("H",), ("TM",), ("S",))
    )
    for code in codes
}
"""Codes of units, the longest first."""


@attrs.frozen(eq=False)
class Length:
    """What tests of a length look at.

    Attributes:
        node: The match.
        unit: Its unit.
        quantity: Its number, article or vague quantity.
        text: Its text in lower case.
        left: The text before it.
        is_singular: Whether the unit is in the singular.
    """

    node: Node
    unit: str
    quantity: str
    text: str
    left: str
    is_singular: bool

    @classmethod
    def of(cls, node: Node) -> Length:
        """The length of a match."""
        unit = node.word("unit", "unit2")
        return cls(node, unit, node.word("number"), node.text.casefold(), lead(node), unit in words("Unit1"))

    @property
    def has_article(self) -> bool:
        """Whether the quantity is an article."""
        return self.quantity in ARTICLES

    @property
    def has_hyphen(self) -> bool:
        """Whether it is an attribute: "two-week"."""
        return "-" in self.text


Verdict = bool | None
"""Whether a match may remain; None from a test that does not apply to it."""


def _age_or_sum(length: Length) -> Verdict:
    """`27 years old`, `aged 27 years`, `$5 years`."""
    is_age = AGE_AFTER.match(length.node.site.text, length.node.end) or AGE_BEFORE.search(length.left)
    return False if is_age or SUM_BEFORE.search(length.left) else None


def _article_of_attribute(length: Length) -> Verdict:
    """`a year-end rally`: the article belongs to the noun."""
    return False if length.has_article and length.node.right(1) == "-" else None


def _long_attribute(length: Length) -> Verdict:
    """`decades-long`."""
    return True if "unit2" in length.node else None


def _weekend(length: Length) -> Verdict:
    """`two weekends`; `a weekend` is mostly a date."""
    return not length.is_singular or length.quantity in ONE if length.unit == "weekend" else None


def _second(length: Length) -> Verdict:
    """`a 30-second spot`; else `second` is an ordinal."""
    if length.unit != "second":
        return None
    return not length.has_article and length.has_hyphen and length.quantity.isdigit()


def _two_numbers(length: Length) -> Verdict:
    """`two to three weeks`, `a year or two`."""
    if "number2" not in length.node:
        return None
    return not length.is_singular or length.has_hyphen or length.node.word("number2") in ("two", "more")


def _article(length: Length) -> Verdict:
    """`for a year`, `a year or so`; `a year` alone is mostly a rate."""
    if not (length.has_article and length.text.split()[0] in ARTICLES) or "halves" in length.node:
        return None
    if length.unit == "fortnight" or COUNTED_AFTER_ARTICLE.match(length.node.right(12)):
        return True
    return (LENGTH_LEAD.search(length.left) is not None and length.unit not in MOMENTS) or "or so" in length.text


def _one_day(length: Length) -> Verdict:
    """`One day, they left` is a day of a story."""
    if length.quantity not in ONE or length.unit != "day" or length.has_hyphen or LENGTH_LEAD.search(length.left):
        return None
    return COUNTED_AFTER_ONE.match(length.node.right(12)) is not None


def _vague_quantity(length: Length) -> Verdict:
    """`few days`; `some day` and `many a day` are not lengths."""
    if length.quantity == "few":
        return not length.is_singular
    return False if length.is_singular and length.quantity in ("some", "many") else None


def _ordinal(length: Length) -> Verdict:
    """`second year`."""
    return False if length.quantity in words("Ord") else None


def _number_of_singular(length: Length) -> Verdict:
    """`two year plan`, `the 10 year bond`: a singular after a number needs a noun that it is an attribute of."""
    is_one = length.quantity in (*ONE, *ARTICLES, "single") or length.quantity.startswith("half")
    if not length.is_singular or length.has_hyphen or is_one:
        return None
    node = length.node
    return (
        (length.unit not in MOMENTS and length.text.startswith(("the ", "a ", "its ", "their ")))
        or LOWER_CASE_AFTER.match(node.right(4)) is not None
        or COUNTED_AFTER_NUMBER.match(node.right(9)) is not None
    )


def _quarters(length: Length) -> Verdict:
    """`three-quarters` is a fraction."""
    return not (length.unit.startswith("quarter") and length.has_hyphen and length.quantity in ("three", "one"))


TESTS: Final[tuple[Callable[[Length], Verdict], ...]] = (
    *(_age_or_sum, _article_of_attribute, _long_attribute, _weekend, _second, _two_numbers, _article, _one_day),
    *(_vague_quantity, _ordinal, _number_of_singular, _quarters),
)


def duration(node: Node) -> bool:
    """Not an age (`27 years old`), an ordinal (`a second`), a rate (`$5 a day`) or a sum (`a five-day-old`)."""
    length = Length.of(node)
    if PART_OF.search(length.left):
        return False  # "a quarter of a century"
    return next(verdict for test in TESTS if (verdict := test(length)) is not None)


def bare_duration(node: Node) -> bool:
    """`for weeks`, `took months`."""
    if node.word("unit") in ("seconds", "quarters", "weekends"):
        return False
    if TAKING_LEAD.search(lead(node)):
        return True
    if EVENT_AFTER.match(node.right(8)) and not QUANTITY_BEFORE.search(lead(node)):
        return True
    if AFTER_LEAD.search(lead(node)) and OF_AFTER.match(node.right(4)):
        return True  # "after years of debate"
    return BARE_LEAD.search(lead(node)) is not None and not COMPLEMENT_AFTER.match(node.right(6))


def compound(node: Node) -> bool:
    """`two years and six months`: the second unit is finer."""
    lengths = [length for name in ("length", "length2", "length3") if (length := node.node(name))]
    ranks = [RANKS[unit_code(length.word("unit", "unit2"))] for length in lengths]
    return ranks == sorted(set(ranks))


def span(node: Node) -> bool:
    """`the last three years`, `the past year`; without a number "last" and "next" name a calendar unit instead."""
    amount, unit = node.word("number", "number2"), node.word("unit", "unit2")
    if not amount:
        return _span_of_one(node, node.word("rel", "rel2"), unit)
    if amount in ARTICLES:
        return False
    if node.word("rel", "rel2") == "first" and "the" not in node:
        return True
    return unit in words("Units") or amount in ONE or unit in ("fortnight", "century") or "-" in node.text


def _span_of_one(node: Node, rel: str, unit: str) -> bool:
    """`the past year`; `over the last year`, not `the last year of the war`."""
    if unit == "fortnight":
        return "the" in node or rel == "past"
    if rel in ("first", "final") or unit in ("second", "quarter") or unit in words("Units"):
        return False
    if node.right(4) == " of ":
        return False
    if rel in ("next", "last", "coming"):
        led = lead(node).rstrip().casefold().endswith(LEADING_OF_SPAN)
        return "the" in node and unit in CALENDAR_UNITS and led
    if rel in ("previous", "following", "preceding", "upcoming"):
        return False
    return "the" in node or rel == "past"


def vague_span(node: Node) -> bool:
    """`recent weeks`, `in the weeks before` something; `past years` only in "in past years"."""
    rel, unit = node.word("rel"), node.word("unit", "unit2", "around")
    if "around" in node:
        return unit not in ("seconds", "minutes", "hours") and IN_PHRASE.search(lead(node)) is not None
    if unit in ("seconds", "weekends", "quarters") and rel not in ("recent", "coming"):
        return False
    return rel != "past" or lead(node).casefold().endswith("in ")
