"""Counted times, vague ones, sets and clock times: ages, rates, ordinals and conjunctions look like them."""

from __future__ import annotations

import re

from diplotext_dates.cascade import Node
from diplotext_dates.guards.surroundings import AGE_BEFORE, CAPITALIZED_BEFORE, PART_OF, lead, tagged
from diplotext_dates.lexicon import words

RATE_LEAD = re.compile(
    r"(?:[\d%]|\b(?:hundred|thousand|million|billion|trillion|dollars|euros|pounds|barrels|people|cents|percent|times|tons|once|twice"
    r"|half|deaths|points|meals|hours|days|months|flights|visits|tonnes|bpd))\s{1,3}$",
    re.I,
)
COUNTED = re.compile(r"\d\s{1,3}(?!was|is|has|this|as|us|his|says|takes|lasts)[a-zA-Z]{2,}s\s{1,3}$")
NUMBER_LEAD = re.compile(r"\b(?:many|several|few|\d|s)\s{1,3}$")
COMPLEMENT_AFTER = re.compile(r"\s{1,3}(?:[a-z]|[A-Z]|\d)")
CONNECTIVE_AFTER = re.compile(r"\s{1,3}(?:in|on|at|when|and|but|to|for|by|that|as|from|with|because|while|of)\b")


def ago_unit(node: Node) -> bool:
    """`years earlier`, `the year before`, `a year earlier`; not `the year after the war`."""
    if PART_OF.search(lead(node)) or AGE_BEFORE.search(lead(node)):
        return False
    unit, rel, text = node.word("unit"), node.word("rel"), node.text.casefold()
    plural = unit in words("Units")
    continues = rel in ("before", "after") and _continues(node)
    if text.startswith(("the ", "a ", "an ", "one ")):
        if text.startswith("the "):
            return unit in ("year", "month", "week", "day", "decade") and rel != "from now" and not continues
        return not plural and not continues
    return plural and rel in ("ago", "earlier") and not NUMBER_LEAD.search(lead(node))


def _continues(node: Node) -> bool:
    """Whether a noun phrase or clause follows, that "before" or "after" belongs to."""
    after = node.right(30)
    return COMPLEMENT_AFTER.match(after) is not None and not CONNECTIVE_AFTER.match(after)


def ago(node: Node) -> bool:
    """`two days ago`; not the age in `aged two years later`; `two years before the war` is not a date."""
    if PART_OF.search(lead(node)) or AGE_BEFORE.search(lead(node)):
        return False
    return node.word("rel") not in ("before", "after", "prior", "previously") or not _continues(node)


def vague(node: Node) -> bool:
    """`now that`, `the past president`, `as soon as`: no reference to a time; `in the near term` is one."""
    word = node.word("word")
    after, left = node.right(12), lead(node)
    if word in ("the near term", "the short term"):
        return re.search(r"\b(?:in|over|for)\s{1,3}$", left, re.I) is not None
    if word == "a later date":
        return re.search(r"\b(?:at|on|for|to|till|until)\s{1,3}$", left, re.I) is not None
    if word.endswith(" date"):
        return not re.match(r"\s?[\d=]", after) and not left.endswith(("equals ", "equal "))
    if word == "now":
        if left.casefold().endswith(("every ", "until ")) and after.startswith(" and "):
            return False
        return not re.match(r"-", after)
    if word == "now" and re.search(r"\b(?:years|months|weeks|decades|days)\s$", left):
        return False  # "for many months now"
    if word == "recently" and left.casefold().endswith("as ") and after.startswith(" as"):
        return False  # "as recently as Tuesday"
    if not word:
        if re.match(r"\s{1,3}(?:president|prime|minister|leader|two|three|few|several|year|month|week|of)\b", after):
            return False
        bare = node.text.casefold() in ("the future", "the past")
        in_phrase = re.search(rf"\b(?:in|from|into{'' if bare else '|for|on'})\s{{1,3}}$", left, re.I)
        return in_phrase is not None
    if word == "soon":
        return not re.match(r"\s{1,3}(?:after|as|enough)\b", after) and not re.search(
            r"\b(?:as|too|how)\s{1,3}$", left, re.I
        )
    return True


def clock_lead(node: Node) -> bool:
    """`22:30` alone is a time after a preposition, in a range or next to a day; else it may be a score or a verse."""
    if re.search(r"[\w$€£.,:/-]$", lead(node)) or re.match(r"[\w:/%]|-\d", node.right(2)):
        return False
    return (
        re.search(
            r"\b(?:at|by|until|till|from|around|about|before|after|since|between|to|day|today|tomorrow|\d{4})\s{1,3}$",
            lead(node),
            re.I,
        )
        is not None
    )


def clock(node: Node) -> bool:
    """`High Noon` and `Midnight Express` are names."""
    if node.text[0].isupper() and re.match(r"\s{1,3}[A-Z]", node.right(4)):
        return False
    return not lead(node).casefold().endswith("high ")


def frequency(node: Node) -> bool:
    """Not in a name: `the Daily Mail`, `Weekly Standard`."""
    word = node.word("frequency")
    if word in ("monthly", "weekly", "biennial") and tagged(node, "frequency", "NNP"):
        return False
    if re.match(r"\s{1,3}[A-Z]", node.right(4)):
        return False  # "the party daily Granma"
    if word == "annually" and re.search(r"[\d%]|\b(?:million|billion)\b", lead(node)):
        return False  # a rate: "by 20 percent annually"
    if node.text[0].islower():
        return True
    return CAPITALIZED_BEFORE.search(lead(node)) is None


def recurring(node: Node) -> bool:
    """`every day`; `each second` and `each quarter` are mostly none."""
    day = node.node("day")
    if day is not None and set(day.parts) != {"weekday"}:
        return False
    if node.word("number") in words("Ord") and node.word("quantifier") == "each":
        return False
    return node.word("unit") not in ("second", "seconds")


def rate(node: Node) -> bool:
    """`a year` says how often after a number or a counted noun (`$5 a day`); else it is a length or nothing."""
    after = node.right(12)
    if re.match(r"-|\s{1,3}(?:ago|earlier|later|before|after|or|and|from|old)\b", after):
        return False
    left = lead(node)
    if node.word("quantifier") == "per":
        return not left.endswith("as ")
    return RATE_LEAD.search(left) is not None or COUNTED.search(left) is not None


def from_day(node: Node) -> bool:
    """`two days after tomorrow`; `for three days from Monday` is a length and a start, but reads the same."""
    length = node.node("length")
    return (
        length is not None
        and length.word("unit") not in ("hours", "minutes", "seconds", "hour", "minute", "second", "")
        and "number2" not in length
    )


def ahead(node: Node) -> bool:
    """`in two weeks`; `in three hours` has no day, `in a year` of something is a length."""
    length = node.node("length")
    if length is None or length.word("unit") in (
        "hours",
        "minutes",
        "seconds",
        "hour",
        "minute",
        "second",
        "decade",
        "century",
    ):
        return False
    if "-" in length.text and "number2" not in length:
        return False
    return length.text.casefold().split()[0] not in (
        "the",
        "its",
        "these",
        "another",
        "their",
        "his",
        "her",
    )


def weekday_in(node: Node) -> bool:
    """`Monday two weeks ago`."""
    weekday, week = node.node("weekday", "weekday2"), node.node("week", "week2")
    return (
        weekday is not None
        and week is not None
        and (set(weekday.parts) == {"weekday"} or weekday.word("today") == "today")
        and (week.word("rel") in ("ago", "from now", "hence", "in") or week.rule.read == "from_day")
    )
