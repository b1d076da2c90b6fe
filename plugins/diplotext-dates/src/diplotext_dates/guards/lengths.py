"""Lengths, sets and clock times: ages, rates, ordinals, conjunctions."""

from __future__ import annotations

import re

from diplotext_dates.cascade import Node
from diplotext_dates.guards.surroundings import CAPITALIZED_BEFORE, lead, tagged
from diplotext_dates.lexicon import words

AGE_BEFORE = re.compile(r"\b(?:aged?|turned)\s{1,3}$", re.I)
AGE_AFTER = re.compile(r"(?:-|\s{1,3})(?:olds?|of\s{1,3}age)\b", re.I)
RATE_LEAD = re.compile(
    r"(?:[\d%]|\b(?:hundred|thousand|million|billion|trillion|dollars|euros|pounds|barrels|people|cents|percent|times|tons|once|twice"
    r"|half|deaths|points|meals|hours|days|months|flights|visits|tonnes|bpd))\s{1,3}$",
    re.I,
)
LENGTH_LEAD = re.compile(
    r"\b(?:for|in|within|after|about|nearly|almost|over|than|of|under|least|last|lasted|lasts|spent|took|take|takes|every"
    r"|only|just|around|roughly|is|was|up to|once|offered|gave|give|given|another|until)\s{1,3}"
    r"(?:(?:him|her|them|it|us)\s{1,3})?(?:the\s{1,3})?$",
    re.I,
)
PART_OF = re.compile(r"\b(?:quarter|third|half|part|most) of $", re.I)
COUNTED = re.compile(r"\d\s{1,3}(?!was|is|has|this|as|us|his|says|takes|lasts)[a-zA-Z]{2,}s\s{1,3}$")
BARE_LEAD = re.compile(
    r"\b(?:for|take|takes|took|taken|lasted?|spent|spend|spending|within|after|over the)\s{1,3}$", re.I
)


def ago_unit(node: Node) -> bool:
    """`years earlier`, `the year before`, `a year earlier`; `the year after the war` is none."""
    if PART_OF.search(lead(node)):
        return False
    unit, rel, text = node.word("unit"), node.word("rel"), node.text.casefold()
    if AGE_BEFORE.search(lead(node)):
        return False
    plural = unit in words("Units")
    if text.startswith(("the ", "a ", "an ", "one ")):
        if text.startswith("the "):
            return (
                not plural
                and unit in ("year", "month", "week", "day", "decade")
                and rel != "from now"
                and (rel not in ("before", "after") or not _goes_on(node))
            )
        if rel in ("before", "after"):
            return not plural and not _goes_on(node)
        return not plural
    return plural and rel in ("ago", "earlier") and not re.search(r"\b(?:many|several|few|\d|s)\s{1,3}$", lead(node))


def _goes_on(node: Node) -> bool:
    """Whether a noun phrase or clause follows, that "before" or "after" belongs to."""
    after = node.right(30)
    return re.match(r"\s{1,3}(?:[a-z]|[A-Z]|\d)", after) is not None and not re.match(
        r"\s{1,3}(?:in|on|at|when|and|but|to|for|by|that|as|from|with|because|while|of)\b", after
    )


def ago(node: Node) -> bool:
    """`two days ago`; not the age in `aged two years later`; `two years before the war` is no date."""
    if PART_OF.search(lead(node)):
        return False
    if AGE_BEFORE.search(lead(node)):
        return False
    rel = node.word("rel")
    if rel in ("before", "after", "prior"):
        return not _goes_on(node)
    return rel != "previously" or not _goes_on(node)


def duration(node: Node) -> bool:
    """Not an age (`27 years old`), an ordinal (`a second`), a rate (`$5 a day`) or a sum (`a five-day-old`)."""
    if PART_OF.search(lead(node)):
        return False  # "a quarter of a century"
    unit, quantity, text = node.word("unit", "unit2"), node.word("number"), node.text.casefold()
    left = lead(node)
    article = quantity in ("a", "an")
    singular = unit in words("Unit1")
    if AGE_AFTER.match(node.site.text, node.end) or AGE_BEFORE.search(left) or re.search(r"[$€£]$|\d[.,]$", left):
        return False
    if node.right(1) == "-" and article:
        return False
    if "unit2" in node:
        return True
    if unit == "weekend":
        return not singular or quantity in ("one", "1")
    if unit == "second":
        return not article and "-" in text and quantity.isdigit()
    if "number2" in node:
        return not (singular and "-" not in text and node.word("number2") not in ("two", "more"))
    if article and text.split()[0] in ("a", "an") and "halves" not in node:
        if re.match(r"\s{1,3}(?:ago|earlier|later|before|after|from|hence|and a half)\b", node.right(12)):
            return True
        return (LENGTH_LEAD.search(left) is not None and unit not in ("minute", "quarter")) or "or so" in text
    if quantity in ("one", "1") and unit == "day" and not LENGTH_LEAD.search(left) and "-" not in text:
        return re.match(r"\s{1,3}(?:ago|earlier|later|before|after|from)\b", node.right(12)) is not None
    if quantity in ("some", "many", "few") and (
        singular or (quantity == "few" and not re.search(r"\b(?:the|last|next|past)\s$", text))
    ):
        return quantity == "few" and not singular
    if quantity in words("Ord"):
        return False
    if (
        singular
        and "-" not in text
        and quantity not in ("one", "1", "a", "an", "half a", "half an", "single")
        and not quantity.startswith("half")
    ):
        return (
            (unit not in ("second", "minute", "quarter") and text.startswith(("the ", "a ", "its ", "their ")))
            or re.match(r"\s{1,3}[a-z]", node.right(4)) is not None
            or _before_ago(node)
        )
    return not (unit.startswith("quarter") and "-" in text and quantity in ("three", "one"))


def _before_ago(node: Node) -> bool:
    return re.match(r"\s{1,3}(?:ago|from|later|earlier)\b", node.right(9)) is not None


def bare_duration(node: Node) -> bool:
    """`for weeks`, `took months`."""
    if node.word("unit") in ("seconds", "quarters", "weekends"):
        return False
    if re.search(r"\b(?:take|takes|took|time in|follows?|followed)\s$", lead(node)):
        return True
    return BARE_LEAD.search(lead(node)) is not None and not re.match(r"\s{1,3}(?:to|of|ahead)\b|-", node.right(6))


def compound(node: Node) -> bool:
    """`two years and six months`: the second unit is finer."""
    order = {
        "century": 0,
        "decade": 1,
        "year": 2,
        "quarter": 3,
        "month": 4,
        "fortnight": 5,
        "week": 5,
        "weekend": 6,
        "day": 6,
        "hour": 7,
        "minute": 8,
        "second": 9,
    }
    ranks = []
    for name in ("length", "length2", "length3"):
        inner = node.node(name)
        if inner is not None:
            unit = inner.word("unit", "unit2")
            ranks.append(
                order.get(
                    "century" if unit == "centuries" else unit.removesuffix("s") if unit not in order else unit, 99
                )
            )
    return ranks == sorted(set(ranks))


def span(node: Node) -> bool:
    """`the last three years`, `the past year`; without a number "last" and "next" name a calendar unit instead."""
    amount, rel, unit = node.word("number", "number2"), node.word("rel", "rel2"), node.word("unit", "unit2")
    plural = unit in words("Units")
    if rel in ("first", "final") and not amount:
        return False
    if unit in ("second", "seconds", "quarter") and not amount:
        return False
    if amount in ("a", "an"):
        return False
    if not amount and node.right(4) == " of ":
        return False  # "the last year of the war"
    if not amount:
        if plural:
            return False
        if rel in ("previous", "following", "preceding", "next", "last", "upcoming", "coming"):
            return (
                "the" in node
                and rel in ("next", "last", "coming")
                and unit in ("decade", "century", "year", "week", "month", "quarter", "hour", "day", "fortnight")
                and lead(node)
                .rstrip()
                .casefold()
                .endswith(("over", "in", "during", "within", "for", "through", "throughout"))
            )
        return "the" in node or rel == "past"
    if rel == "first" and "the" not in node:
        return True
    return plural or amount in ("one", "1") or unit in ("fortnight", "century") or "-" in node.text


def vague_span(node: Node) -> bool:
    """`recent weeks`, `in the weeks before` something; `past years` only in "in past years"."""
    rel, unit = node.word("rel"), node.word("unit", "unit2", "around")
    if "around" in node:
        in_phrase = re.search(r"\b(?:in|over|during|through|throughout|for)\s$", lead(node), re.I)
        return unit not in ("seconds", "minutes", "hours") and in_phrase is not None
    if unit in ("seconds", "weekends", "quarters") and rel not in ("recent", "coming"):
        return False
    return rel != "past" or lead(node).casefold().endswith("in ")


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
    if not word:
        if re.match(r"\s{1,3}(?:president|prime|minister|leader|two|three|few|several|year|month|week|of)\b", after):
            return False
        in_phrase = re.search(r"\b(?:in|for|from|on|into)\s{1,3}$", left, re.I)
        return in_phrase is not None or not re.match(r"\s{1,3}(?!and\b|or\b|is\b|was\b|to\b)[a-z]", after)
    if word == "soon":
        return not re.match(r"\s{1,3}(?:after|as|enough)\b", after) and not re.search(
            r"\b(?:as|too|how)\s{1,3}$", left, re.I
        )
    return True


def clock_lead(node: Node) -> bool:
    """`22:30` alone is a time after a preposition, in a range or beside a day; else it may be a score or a verse."""
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
    """`High Noon` and `Midnight Express` are no times."""
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
    if "-" in length.text:
        return False
    return "number2" not in length and length.text.casefold().split()[0] not in (
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
