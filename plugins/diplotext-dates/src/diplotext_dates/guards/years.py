"""Years and their parts: numbers that count or number something, finals, names."""

from __future__ import annotations

import re

from diplotext_dates.amounts import ordinal, year_number
from diplotext_dates.cascade import Node
from diplotext_dates.guards.days import part_of_name
from diplotext_dates.guards.surroundings import CAPITALIZED_BEFORE, QUANTITY, in_name, lead
from diplotext_dates.relativeyears import has_relative_year

YEAR_LEAD = re.compile(
    r"\b(?:in|since|by|until|till|from|of|during|after|before|between|early|late|mid|year|through|throughout|for|the|and|to|than|"
    r"this|that|his|her|its|their|our|a|late|around|about|with|under|versus|vs\.?|on|circa|into|or|towards?|within|c\.)[\s-]{1,3}$",
    re.I,
)
STRONG_YEAR_LEAD = re.compile(
    r"\b(?:in|since|by|until|till|during|early|late|mid|year|fiscal|between|around|about|circa|c\.)[\s-]{1,3}$", re.I
)
LISTED_NUMBER = re.compile(
    r"\b(?:resolutions?|res\.|decrees?|laws?|orders?|bills?|articles|sections)\s(?:(?:nos?\.|numbers?)\s)?"
    r"(?:\d{1,4}(?:\s\(\d{4}\))?,?\s(?:and\s|or\s)?)*$",
    re.I,
)
"""Numbers of documents: "resolutions 1929, 1803 and 1747"."""
MEASURE_LEAD = re.compile(
    r"(?:\b(?:No\.?|number|room|page|flight|article|section|resolution|some|route|channel|resolutions|nearly|almost|over|box|train|bus|windows|gate|suite|unit|highway|paragraph|line|postcode|(?:crowd|total|force|group|army|number|fleet|population|toll)\s{1,3}of)\s{1,3}|[$€£#])$",
    re.I,
)
PREPOSITION_BEFORE = re.compile(
    r"\b(?:on|in|at|for|by|since|before|after|until|the|and|between|of|last|next|this|to|from|during|over|with)\s{1,3}$",
    re.I,
)


PART_OF_NUMBER_BEFORE = re.compile(r"[$€£#%.,:/+=&?_<>]$|\d\s?-$|\w-$|\w$")
PREFIX_BEFORE = re.compile(r"\b(?:mid|post|pre|early|late|pre)-$|[a-z]\.$", re.I)
PART_OF_NUMBER_AFTER = re.compile(r"[%/]|:\S|[.,]\d|-\d|\w|_|\s?(?:°|km\b)|[\s-]year\b")
YEAR_PREFIX = re.compile(r"\b(?:mid|post|pre)-$", re.I)
IN_OR_SINCE = re.compile(r"\b(?:in|since)\s{1,3}$", re.I)
OF_NUMBER_AFTER = re.compile(r"\sof\s\d")
LOWER_CASE_BEFORE = re.compile(r"[a-z]\s$")
PLURAL_AFTER = re.compile(r"\s[a-z]{2,}s\b")
ADDRESS_BEFORE = re.compile(r"\bat\s$")
CLAUSE_BEFORE = re.compile(r"(?:[,;(\[–—~-]\s?|^\s?|\n|[a-z.?!:]['\"”’]?\s)$")


def year(node: Node) -> bool:
    """A number of four digits is a year unless it counts or numbers something; before 1700 it needs a preposition."""
    left = lead(node)
    part = node.part("year")
    assert part is not None
    if _is_part_of_number(node, left):
        return False
    if part.start != node.start or YEAR_PREFIX.search(left):
        return True
    if not node.word("year").isdigit():
        plain = "SpelledYear" in part.classes and "hundred" not in node.text
        return plain or STRONG_YEAR_LEAD.search(left) is not None
    return not _counts(node, left) and _is_led_as_year(node, left, year_number(node.word("year")))


def _is_part_of_number(node: Node, left: str) -> bool:
    """Whether the digits belong to a longer number, a sum or a code."""
    if PART_OF_NUMBER_BEFORE.search(left) and not PREFIX_BEFORE.search(left):
        return True
    return PART_OF_NUMBER_AFTER.match(node.right(5)) is not None


def _counts(node: Node, left: str) -> bool:
    """Whether the number counts or numbers something: `resolution 1973`, `2000 people`."""
    if LISTED_NUMBER.search(lead(node, 80)) or OF_NUMBER_AFTER.match(node.right(6)) or MEASURE_LEAD.search(left):
        return True
    return QUANTITY.match(node.site.text, node.end) is not None and not IN_OR_SINCE.search(left)


def _is_led_as_year(node: Node, left: str, number: int) -> bool:
    """Whether what is before the number makes it a year."""
    text, end = node.site.text, node.end
    if text[end : end + 1] == "-":
        return text[end + 1 : end + 2].isalpha() and YEAR_LEAD.search(left) is not None
    if number < 1700:
        return STRONG_YEAR_LEAD.search(left) is not None and not QUANTITY.match(text, end)
    if number > 2099:
        return False
    if YEAR_LEAD.search(left):
        return True
    if LOWER_CASE_BEFORE.search(left) and PLURAL_AFTER.match(text[end : end + 24]):
        return False  # "counted 2019 tanks"
    if ADDRESS_BEFORE.search(left):
        return False  # "the office at 1995 Broadway"
    return CLAUSE_BEFORE.search(left) is not None


def year_range(node: Node) -> bool:
    """`2014-2018`; not in a longer number, a date or a sum."""
    return (
        not re.search(r"[\w$€£#.,:/-]$", lead(node))
        and not re.match(r"[/%-]|[.,]\d|\w", node.right(3))
        and not re.search(r"\b(?:No\.?|page|room|pages|date\?)\s$", lead(node))
    )


def spelled_year(node: Node) -> bool:
    """`nineteen ninety-six`, from 1100 to 2099."""
    try:
        return 1100 <= year_number(node.text) <= 2099
    except ValueError:
        return False


def decade_number(node: Node) -> bool:
    """`1990s`, `the 1970's`; `1990's budget` is of that year."""
    left = lead(node)
    if re.search(r"[$€£#.,\w]$", left):
        return False
    if "decade" in node:
        return True
    return (
        node.word("year").endswith("0")
        and node.text[:3].casefold() == "the"
        and not re.match(r"\s{1,3}[a-z]", node.right(4))
    )


def decade(node: Node) -> bool:
    """`the nineties` needs its article; people in their fifties are not a decade."""
    if re.search(r"\b(?:temperatures?|degrees|aged?|scores?|polls?)\b", lead(node, 60), re.I):
        return False
    if "short" in node:
        return re.search(r"\w$", lead(node)) is None
    text = node.text.casefold()
    return text.startswith(("the", "nineteen")) or lead(node).casefold().endswith(("mid-", "late ", "early "))


def quarter(node: Node) -> bool:
    """A half needs its year (sport has halves too); a final is not a quarter."""
    after = node.right(20)
    if after[:7].casefold().startswith(("-final", " final")):
        return False
    if node.word("unit") == "half":
        return any(name in node for name in ("year", "rel", "yearbefore"))
    if (
        "ordinal" in node
        and node.word("ordinal") in ("last", "final")
        and not any(name in node for name in ("year", "yearbefore"))
    ):
        return False
    return ordinal(node.word("ordinal")) <= 4 and not re.match(
        r"\s{1,3}of\s{1,3}(?:the\s{1,3}(?:game|match)|an?\b)", after
    )


def quarter_code(node: Node) -> bool:
    """`Q3 2021`; a half needs its year."""
    part = node.part("unit", "unit2", "unit3")
    assert part is not None
    if node.site.text[part.start].islower() and "year" not in node and "year2" not in node and "year3" not in node:
        return False
    half = node.word("unit", "unit2", "unit3") == "h"
    return not half or any(name in node for name in ("year", "year2", "year3"))


def the_quarter(node: Node) -> bool:
    """`the quarter`, of results; not a part of a town."""
    if "period" in node.text.casefold():
        return node.word("latest") in ("latest", "most recent")
    return not re.match(r"s|-final| final| of|-", node.right(7)) and not re.search(
        r"\b(?:Latin|Jewish|French)\s$", lead(node)
    )


def season(node: Node) -> bool:
    """`the fall of the city` and `the spring` of a watch are not seasons; `last fall` is one."""
    rel = node.word("rel")
    if has_relative_year(node):
        return True
    if re.match(r"\s{1,3}of\b|-|\s{1,3}(?:Games|Olympic|Palace|Offensive|Olympics)", node.right(12)):
        return False
    if rel == "that":
        return True
    if rel == "the":
        return bool(
            re.search(
                r"\b(?:in|into|during|by|until|since|over|for|early in|late in|of|through|throughout)\s{1,3}$",
                lead(node),
                re.I,
            )
        )
    return True


def holiday(node: Node) -> bool:
    """Named days are not surnames, and `Christmas Island` is not a day."""
    if "rel" not in node and (in_name(node) or part_of_name(node)):
        return False
    left = lead(node)
    part = node.part("holiday", "holiday2")
    assert part is not None
    text = node.site.text
    first = text[part.start]
    if (
        first.islower()
        and len(node.word("holiday", "holiday2").split()) == 1
        and node.word("holiday", "holiday2")
        not in ("christmas", "easter", "thanksgiving", "halloween", "ramadan", "diwali", "hanukkah", "passover")
    ):
        return False
    if first.islower() and node.word("holiday", "holiday2") in (
        "new year",
        "the new year",
        "may day",
        "unity day",
        "national day",
    ):
        return "rel" in node or re.search(r"\b(?:before|after|in|of|for)\s$", left) is not None
    named = (
        CAPITALIZED_BEFORE.search(left) and not PREPOSITION_BEFORE.search(left) and not re.search(r"['’]s?\s$", left)
    )
    known = node.word("holiday").endswith(("day", "fitr", "adha"))
    if named and "rel" not in node and part.start == node.start and not known:
        return False
    return not re.match(r"\s{1,3}(?:Island|Carol|Eve\b|Rising|Offensive|Party)|-", node.right(12))
