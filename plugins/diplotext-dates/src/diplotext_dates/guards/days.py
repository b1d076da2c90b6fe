"""Days and months: `may` the verb, `March` the street, scores and telephone numbers."""

from __future__ import annotations

import re

from diplotext_dates.amounts import ordinal
from diplotext_dates.cascade import Node
from diplotext_dates.guards.surroundings import QUANTITY, in_name, lead, tagged
from diplotext_dates.lexicon import words
from diplotext_dates.relativeyears import has_relative_year

WORDS_THAT_ARE_MONTHS = frozenset(("may", "march", "mar", "jan", "april", "june", "august", "dec", "sep", "jun"))
VERBS_THAT_ARE_MONTHS = WORDS_THAT_ARE_MONTHS - {"april", "june", "august"}  # in lower case
MONTH_LEAD = re.compile(
    r"\b(?:in|since|until|till|last|next|this|of|from|to|through|early|late|mid|during|for|between|before|after|and|or"
    r"|by(?! May)|around|each|every|on|a|the|that|than|until|its|their|his|her|our|my)[\s-]{1,3}$|['’]s\s$|[,(–-]\s?$",
    re.I,
)
NOT_BEFORE = re.compile(r"(?:\bnot|n['’]t|\bnever)(?:\s\w{1,12}){1,3}\s$")
LISTED_WEEKDAY_AFTER = re.compile(
    r"(?:,?\s(?:and|or|to|through|until)\s|\s?[-–]\s?(?=[A-Z])|,\s(?=[A-Z]))"
    r"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*\.?,?\s)?(?:the\s)?\d{1,2}\b"
)
"""Another day of a list or range after "Tuesday 9": "and Wednesday 10"."""
DAY_LEAD = re.compile(r"\b(?:on|by|until|till|since|from|before|after|around|for|of)\s{1,3}$", re.I)


def month_word(node: Node) -> bool:
    """A month next to a number or "last": a lower-case word is one only if it is not a common word (`march`, `may`)."""
    part = node.part("month", "month2", "month3")
    assert part is not None
    name = node.site.text[part.start : part.end]
    return name[0].isupper() or name.casefold().rstrip(".") not in VERBS_THAT_ARE_MONTHS


def month_day(node: Node) -> bool:
    """`March 10` but not `march 10 miles`; nothing that continues as a number (`May 2,000`, `June 3%`)."""
    after = node.right(3)
    return _month_case(node) and not re.match(r"%|[.,:/]\d|-\d|[a-zA-Z]", after)


def _month_case(node: Node) -> bool:
    """Lower case is read where a day is next to it, unless it is a verb that takes a number."""
    if month_word(node):
        return True
    return (
        node.word("month") not in ("may", "march")
        or "Ord" in getattr(node.part("day"), "classes", ())
        or "weekday" in node
    )


def day_month(node: Node) -> bool:
    """`10 March`, `the second of May`; not `chapter 10 May`, `20.15 March`, `the second March`."""
    left = lead(node)
    part = node.part("day")
    spelled = part is not None and "ORDWORD" in part.classes
    if spelled and "of" not in node.text.casefold().split():
        return False
    if part is not None and "NUMWORDS" in part.classes:
        return False
    if part is not None and part.start == node.start and re.search(r"[\w.,:/$€£]$|[^a-z]-$", left):
        return False
    return month_word(node) or (spelled and node.word("month") not in ("may", "march"))


def spelled_day(node: Node) -> bool:
    """`the twenty-first of May 2021`; `one of November 2017` is a thing of that month."""
    part = node.part("day")
    cardinal = part is not None and "NUMWORDS" in part.classes and "ORDWORD" not in part.classes
    return not (cardinal and " of " in node.text.casefold())


def listed(node: Node) -> bool:
    """`April 24 and 25`: both are days, and the second counts nothing."""
    return (
        _month_case(node)
        and not re.match(r"[%\w-]|[.,:/]\d", node.right(3))
        and not QUANTITY.match(node.site.text, node.end)
        and ("ORDWORD" not in getattr(node.part("day"), "classes", ()) or "of" in node.text.split())
    )


def month_year(node: Node) -> bool:
    """`May of 87`, `December 2021`; `2021 May` only where it cannot be the verb."""
    if re.match(r"[.,]\d|%", node.right(3)):
        return False
    part = node.part("year2")
    if part is not None:
        return part.start == node.start and month_word(node) and node.word("month3") != "may"
    return month_word(node) or bool(re.search(r"\b(?:in|of|since|by)\s$", lead(node)))


def rel_month(node: Node) -> bool:
    """`last March`; `this may` is not a month."""
    return month_word(node)


RANGE_AFTER = re.compile(r"\s?[-–]\s?(?:[A-Z][a-z]{2}|\d)")
VERB_MONTH_LEAD = re.compile(r"\b(?:in|since|until|last|next)\s{1,3}$")
PERSON_MONTH_LEAD = re.compile(r"\b(?:in|since|until|last|next|this|early|late|mid)[\s-]{1,3}$")
COMPOUND_AFTER = re.compile(r"-(?![A-Z])")
NAME_AFTER = re.compile(r"\s{1,3}(?:[A-Z][a-z]|I\b)")
VERB_TAGS = ("MD", "VB", "VBP")


def bare_month(node: Node) -> bool:
    """A month alone. Names of persons and verbs (`May said`, `March on`) need a preposition before."""
    part = node.part("month")
    assert part is not None
    is_range = RANGE_AFTER.match(node.right(6)) is not None
    if not has_relative_year(node) and not is_range and (in_name(node) or part_of_name(node)):
        return False
    name = node.site.text[part.start : part.end]
    stem = name.casefold().rstrip(".")
    if name.islower():
        return _is_lower_month(node, stem)
    if has_relative_year(node):
        return True
    if tagged(node, "month", *VERB_TAGS):
        return False
    return (is_range and stem != "may") or _is_capitalized_month(node, stem)


def _is_lower_month(node: Node, stem: str) -> bool:
    """A month in lower case: `in may` by its preposition, where it is not tagged as a verb."""
    if stem in VERBS_THAT_ARE_MONTHS or len(stem) < 4:
        is_led = VERB_MONTH_LEAD.search(lead(node)) is not None
        return stem in ("may", "march") and is_led and not tagged(node, "month", *VERB_TAGS)
    return True


def _is_capitalized_month(node: Node, stem: str) -> bool:
    """A month with a capital: `March` alone may be a verb, a name or an abbreviation of something else."""
    left, after = lead(node), node.right(5)
    if len(stem) < 5 and stem not in ("may", "june", "july") and not MONTH_LEAD.search(left):
        return False
    if stem not in WORDS_THAT_ARE_MONTHS:
        return True
    if COMPOUND_AFTER.match(after[:2]):
        return False
    if NAME_AFTER.match(after) and stem != "june":
        return PERSON_MONTH_LEAD.search(left) is not None
    return MONTH_LEAD.search(left) is not None


def numbers(node: Node) -> bool:
    """A numeric date that is not part of a longer number, address or code."""
    return not re.search(r"[\d$€£.,:/]$|\d-$|[a-z]/$", lead(node)) and not re.match(
        r"[/\d]|-\d|[.,:]\d|\w", node.right(3)
    )


def numeric_day(node: Node) -> bool:
    """`10/25` after a weekday, or after a preposition that takes a day."""
    if re.search(r"[\w$€£.,:/-]$", lead(node)) or re.match(r"[/%\w-]|[.,]\d", node.right(2)):
        return False
    return (
        "a" in node
        or re.search(
            r"\d/\d\d?,?\s(?:or\s|and\s)?$|\b(?:on|by|until|till|since|from|between|to|before|after)\s$",
            lead(node),
            re.I,
        )
        is not None
    )


def numeric_range(node: Node) -> bool:
    """`5/1-5/7`: after a preposition, or with a year."""
    if re.search(r"[\w$€£.,:/-]$", lead(node)) or re.match(r"[/%\w-]|[.,]\d", node.right(2)):
        return False
    return "year" in node or "year2" in node or node.text.casefold().startswith(("from", "between"))


def day_of_month(node: Node) -> bool:
    """`the 15th of the month`; `the second of this month`."""
    return ordinal(node.word("day", "day2")) <= 31


def weekday_day(node: Node) -> bool:
    """`Friday the 13th`, `Mon 13th`; a number without its ending may count something."""
    part, day = node.part("weekday"), node.part("day", "day2")
    assert part is not None
    assert day is not None
    if "ORDWORD" in day.classes:
        return "the" in node.text.split() and not re.match(r"\s{1,3}[a-z]", node.right(4))
    if "NUMWORDS" in day.classes or (
        node.word("weekday").rstrip(".") in ("sat", "sun", "wed") and not node.site.text[part.start].isupper()
    ):
        return False
    if "DomOrd" in day.classes:
        return (
            not re.match(r"\s{1,3}[a-z]", node.right(4))
            or re.match(r"\s{1,3}(?:and|or|of|at|in|from|when|to)\b", node.right(8)) is not None
        )
    if LISTED_WEEKDAY_AFTER.match(node.right(28)):
        return True
    return re.match(r"\s*(?:[.,;!?)]\s|[.!?]?$)", node.right(4)) is not None and not re.match(
        r"\s*[,.]\d", node.right(4)
    )


def the_day(node: Node) -> bool:
    """`on the 18th`, and nothing that it numbers after it."""
    after = node.right(16)
    if re.match(
        r"\s{1,3}(?!and\b|or\b|to\b|at\b|in\b|as\b|when\b|with\b|for\b|by\b|from\b|but\b|that\b|he\b|she\b|they\b|this\b)[a-zA-Z-]|-|\s{1,3}[A-Z]|\s{1,3}in\s{1,3}(?:a\b|the\b)",
        after,
    ):
        return False
    return DAY_LEAD.search(lead(node)) is not None and not lead(node).endswith("of ")


def between(node: Node) -> bool:
    """`between 3 and 5 May` is a range, `3 and 5 May` are two days; what is before is not part of a number."""
    text = node.text.casefold()
    if " and " in text and not text.startswith("between "):
        return False
    if re.search(r"[\w$€£.,:/-]$", lead(node)) or re.match(r"[%/]|[.,:]\d|-\d", node.right(2)):
        return False
    for name in ("month", "month2"):
        part = node.part(name)
        if part is not None and node.site.text[part.start].islower() and node.word(name) in ("may", "march"):
            return False
    return True


def weekday(node: Node) -> bool:
    """Not in a name (`Black Friday`, `the Sunday Times`), nor a first name (`Tuesday Weld`)."""
    if "rel" not in node:
        trailing = re.match(r"\s{1,3}[A-Z]", node.right(4)) is None and re.search(r"[a-z]\s[A-Z]\w+\s$", lead(node))
        if part_of_name(node) or (in_name(node) and not trailing):  # "met with Sununu Sunday"
            return False
    part = node.part("weekday")
    assert part is not None
    name = node.site.text[part.start : part.end]
    return not (name.islower() and name[:3] in ("sun", "sat") and len(name) <= 5)


def part_of_name(node: Node) -> bool:
    """Whether the words next to a match make a name of it: `Black Friday`, `the Sunday Times`, `October Revolution`."""
    before = re.search(r"(\w+)\s{1,3}$", lead(node))
    if before and before[1][0].isupper() and before[1].casefold() in words("name_before"):
        return True
    after = re.match(r"\s{1,3}([A-Z]\w+(?: [A-Z]\w+)?)", node.right(40))
    return after is not None and _is_name_part(after[1])


def _is_name_part(name: str) -> bool:
    return name.casefold() in words("name_after") or name.split()[0].casefold() in words("name_after")


def today(node: Node) -> bool:
    """Not in a name: `USA Today`, `Russia Today`; not in `will not happen overnight`."""
    text = node.text
    word = node.word("today")
    if word == "tomorrow" and re.search(r"(?<!\bas)\sof\s$", lead(node)):
        return False  # "the leaders of tomorrow"
    if word == "overnight" and NOT_BEFORE.search(lead(node, 40)):
        return False
    return not (text[:1].isupper() and text.istitle() and re.search(r"\b[A-Z]\w+ $", lead(node)))


def this_part(node: Node) -> bool:
    """`the night` alone is none; `last night` is a word of its own, `last morning` none."""
    return node.word("rel") != "last" or node.word("part") in ("evening", "night")
