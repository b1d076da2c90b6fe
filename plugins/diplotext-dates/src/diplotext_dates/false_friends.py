"""Words that look like time expressions and are none: `may` the verb, `a second round`, `2,000 people`.

A guard is a test of one match in its text: it says whether the match may stand. Patterns name their guard in the
data.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Final

from diplotext_dates.vocabulary import alternation, words

Guard = Callable[[str, re.Match[str]], bool]

WORDS_THAT_ARE_MONTHS = frozenset(("may", "march", "mar", "jan", "april", "june", "august", "dec", "sep", "jun"))
MONTH_LEAD = re.compile(
    r"\b(?:in|since|until|till|last|next|this|of|from|to|through|early|late|mid|during|for|between|before|after|and|or"
    r"|by(?! May)|around|each|every|on|a|the|that|than)[\s-]{1,3}$|[,(–-]\s?$"
)
YEAR_LEAD = re.compile(
    r"\b(?:in|since|by|until|till|from|of|during|after|before|between|early|late|mid|year|through|for|the|and|to|than|"
    r"this|that|his|her|its|their|our|a|late|around|about|with|under|versus|vs\.?)[\s-]{1,3}$",
    re.I,
)
STRONG_YEAR_LEAD = re.compile(r"\b(?:in|since|by|until|till|during|early|late|mid|year|fiscal)[\s-]{1,3}$", re.I)
QUANTITY = re.compile(
    r"\s{1,3}(?:(?:[a-z]+\s{1,3})?(?:people|troops|persons?|men|women|dollars?|euros?|pounds?|percent|per\s?cent|miles?|kilomet(?:er|re)s"
    r"|met(?:er|re)s|feet|tons?|tonnes?|points?|votes?|hours|days|years?|jobs|cases|soldiers|barrels|acres|shares|members"
    r"|rubles?|yen|million|billion|times|degrees|km|kg|mw|civilians|refugees|delegates|fighters|workers|students)\b|%)"
)
MEASURE_LEAD = re.compile(
    r"(?:\b(?:No\.?|number|room|page|flight|article|section|resolution|some|route|channel)\s{1,3}|[$€£#])$", re.I
)
AGE_BEFORE = re.compile(r"\b(?:aged?|turned)\s{1,3}$", re.I)
AGE_AFTER = re.compile(r"(?:-|\s{1,3})(?:olds?|of\s{1,3}age)\b", re.I)
RATE_LEAD = re.compile(
    r"(?:[\d%]|\b(?:hundred|thousand|million|billion|trillion|dollars|euros|pounds|barrels|people|cents|percent|times|tons|once|twice"
    r"|half|deaths|points|meals|hours|days|months))\s{1,3}$",
    re.I,
)
LENGTH_LEAD = re.compile(
    r"\b(?:for|in|within|after|about|nearly|almost|over|than|of|under|least|last|lasted|lasts|spent|took|take|takes|every|only|just|"
    r"around|roughly|is|was|up to|once)\s{1,3}(?:the\s{1,3})?$",
    re.I,
)
COUNTED = re.compile(r"\d\s{1,3}(?!was|is|has|this|as|us|his|says|takes|lasts)[a-zA-Z]{2,}s\s{1,3}$")
ORDINAL_BEFORE = re.compile(r"\b(?:first|second|third|fourth|last|every|each)\s{1,3}$", re.I)
BARE_LEAD = re.compile(r"\b(?:for|take|takes|took|taken|lasted?|spent|spend|spending|within|after)\s{1,3}$", re.I)
PREPOSITION_BEFORE = re.compile(r"\b(?:on|in|at|for|by|since|before|after|until|the|and|between)\s{1,3}$", re.I)
NOT_BEFORE = re.compile(r"(?:\bnot|n['’]t|\bnever)(?:\s\w{1,12}){1,3}\s$")
CAPITALIZED_BEFORE = re.compile(r"\b[A-Z][\w’'-]*\s{1,3}$")


def _left(text: str, match: re.Match[str], width: int = 24) -> str:
    return text[max(0, match.start() - width) : match.start()]


def _group(match: re.Match[str], *names: str) -> str:
    groups = match.groupdict()
    return next((groups[name] for name in names if groups.get(name)), "")


def month(text: str, match: re.Match[str]) -> bool:
    """A month beside a number or "last": a lower-case word is one only if it is no common word (`march`, `may`)."""
    name = _group(match, "month")
    return name[0].isupper() or name.casefold().rstrip(".") not in WORDS_THAT_ARE_MONTHS


def bare_month(text: str, match: re.Match[str]) -> bool:
    """A month alone. Names of persons and verbs (`May said`, `March on`) need a preposition before."""
    name = _group(match, "month")
    if not month(text, match) or (name.islower() and len(name) < 5):
        return False
    stem = name.casefold().rstrip(".")
    if match["relyear"]:
        return True
    if len(stem) < 5 and stem not in ("may", "june", "july") and not MONTH_LEAD.search(_left(text, match)):
        return False
    if text[match.end() : match.end() + 1] == "-" and stem in WORDS_THAT_ARE_MONTHS:
        return False
    if stem not in WORDS_THAT_ARE_MONTHS:
        return True
    if re.match(r"\s{1,3}(?:[A-Z][a-z]|I\b)", text[match.end() : match.end() + 5]) and stem != "june":
        return bool(re.search(r"\b(?:in|since|until|last|next|this|early|late|mid)[\s-]{1,3}$", _left(text, match)))
    return MONTH_LEAD.search(_left(text, match)) is not None


def year(text: str, match: re.Match[str]) -> bool:
    """A number of four digits is a year unless it counts or numbers something; before 1700 it needs a preposition."""
    left = _left(text, match)
    if match[0] != match["year"] or left.endswith(("mid-", "post-", "pre-")):
        return True
    if MEASURE_LEAD.search(left) or (
        QUANTITY.match(text, match.end()) and not re.search(r"\b(?:in|since)\s{1,3}$", left, re.I)
    ):
        return False
    if text[match.end() : match.end() + 1] == "-":
        return text[match.end() + 1 : match.end() + 2].isalpha()
    if int(match["year"]) < 1700:
        return STRONG_YEAR_LEAD.search(left) is not None and not QUANTITY.match(text, match.end())
    return YEAR_LEAD.search(left) is not None or re.search(r"(?:[,;(\[–—-]\s?|^\s?|\n|[a-z.]\s)$", left) is not None


def decade(text: str, match: re.Match[str]) -> bool:
    """`the nineties` needs its article; people in their fifties are no decade."""
    return (
        bool(match["short"])
        or match[0][:3].casefold() == "the"
        or _left(text, match).casefold().endswith(("mid-", "late ", "early "))
    )


def weekday(text: str, match: re.Match[str]) -> bool:
    """Not in a name (`Black Friday`, `the Sunday Times`), nor counted within a month (`the last Monday of March`)."""
    if _of_month().match(text, match.end()) and (match["rel"] or ORDINAL_BEFORE.search(_left(text, match))):
        return False
    if match["weekday"].islower() and match["weekday"][:3] in ("sun", "sat"):
        return len(match["weekday"]) > 5
    before = re.search(r"([\w]+)\s{1,3}$", _left(text, match))
    after = re.match(r"\s{1,3}([A-Z]\w+(?: [A-Z]\w+)?)", text[match.end() : match.end() + 40])
    if before and before[1][0].isupper() and before[1].casefold() in words("name_before"):
        return False
    return not (after and _is_name_part(after[1]))


@cache
def _of_month() -> re.Pattern[str]:
    months = alternation("month")
    return re.compile(rf"\s{{1,3}}(?:of|in)\s{{1,3}}(?:each|every|the\s{{1,3}}month|{months})(?!\w)", re.I)


def _is_name_part(name: str) -> bool:
    return name.casefold() in words("name_after") or name.split()[0].casefold() in words("name_after")


def today(text: str, match: re.Match[str]) -> bool:
    """Not in a name: `USA Today`, `Russia Today`; not in `will not happen overnight`."""
    word = match["word"] or ""
    if word.casefold() == "overnight" and NOT_BEFORE.search(_left(text, match, 40)):
        return False
    return not (word[:1].isupper() and word.istitle() and re.search(r"\b[A-Z]\w+ $", _left(text, match)))


def ago(text: str, match: re.Match[str]) -> bool:
    """`two days ago`, `years earlier`; not the age in `aged two years later`, nor a bare `year later`."""
    left = _left(text, match)
    if match["number"]:
        return not AGE_BEFORE.search(left)
    return match["unit"].casefold().endswith("s") and match["rel"].casefold() in ("ago", "earlier")


def quarter(text: str, match: re.Match[str]) -> bool:
    """A half needs its year (sport has halves too); a final is no quarter."""
    groups = match.groupdict()
    if text[match.end() : match.end() + 7].casefold().startswith(("-final", " final")):
        return False
    if groups["ordinal"][0] in "hH" and groups["ordinal"][1:].isdigit():
        return groups["year"] is not None
    if (groups.get("unit") or "").casefold() == "half":
        return any(groups.get(name) for name in ("year", "rel", "yearbefore"))
    return not re.match(r"\s{1,3}of\s{1,3}the\s{1,3}(?:game|match)", text[match.end() : match.end() + 20])


def season(text: str, match: re.Match[str]) -> bool:
    """`the fall of the city` and `the spring` of a watch are no seasons; `last fall` is one."""
    word, rel = match["season"].casefold(), match["rel"].casefold()
    if re.match(r"\s{1,3}of\b|-|\s{1,3}(?:Games|Olympic|Palace|Offensive)", text[match.end() : match.end() + 12]):
        return False
    if rel == "the":
        return word in ("summer", "winter", "autumn", "spring", "fall") and bool(
            re.search(
                r"\b(?:in|during|by|until|since|over|for|early in|late in|of|through)\s{1,3}$", _left(text, match), re.I
            )
        )
    return True


def capitalized(text: str, match: re.Match[str]) -> bool:
    """Named days are written with a capital, and are no surnames."""
    left = _left(text, match)
    named = CAPITALIZED_BEFORE.search(left) and not PREPOSITION_BEFORE.search(left)
    return match["holiday"][0].isupper() and not (named and match["rel"] is None)


def duration(text: str, match: re.Match[str]) -> bool:
    """Not an age (`27 years old`), an ordinal (`a second`), a rate (`$5 a day`) or a sum (`a five-day-old`)."""
    quantity, unit = match["number"].casefold(), match["unit"].casefold()
    left = _left(text, match)
    article = quantity in ("a", "an")
    if AGE_AFTER.match(text, match.end()) or AGE_BEFORE.search(left) or re.search(r"[$€£]$", left):
        return False
    if text[match.end() : match.end() + 1] == "-" and article:
        return False
    if unit == "second":
        return not article and "-" in match[0] and quantity.isdigit()
    if article and match[0].casefold().split()[0] in ("a", "an") and match.groupdict().get("half") is None:
        return (LENGTH_LEAD.search(left) is not None and unit not in ("minute", "quarter")) or "or so" in match[0]
    if quantity == "one" and unit == "day" and not LENGTH_LEAD.search(left) and "-" not in match[0]:
        return False
    if quantity in ("some", "many") and not unit.endswith("s"):
        return False
    return not (unit.startswith("quarter") and "-" in match[0] and quantity in ("three", "one"))


def bare_duration(text: str, match: re.Match[str]) -> bool:
    """`for weeks`, `took months`."""
    return BARE_LEAD.search(_left(text, match)) is not None


def span(text: str, match: re.Match[str]) -> bool:
    """`the last three years`, `the past year`; without a number "last" and "next" name a calendar unit instead."""
    number, rel, unit = match["number"], match["rel"].casefold(), match["unit"].casefold()
    if unit in ("second", "seconds", "quarter") and not number:
        return False
    if number in ("a", "an"):
        return False
    if number is None:
        if unit.endswith("s") and unit != "centuries":
            return False
        if rel in ("previous", "following", "preceding"):
            return False
        return match["the"] is not None
    return True


def vague(text: str, match: re.Match[str]) -> bool:
    """`now that`, `the past president`, `as soon as`: no reference to a time."""
    word = match[0].casefold()
    after = text[match.end() : match.end() + 12]
    if word == "now":
        if _left(text, match).casefold().endswith(("every ", "until ")) and after.startswith(" and "):
            return False
        return not re.match(r"\s{1,3}that\b|-", after)
    if word in ("the past", "the future", "the recent past"):
        if re.match(r"\s{1,3}(?:president|prime|minister|leader|two|three|few|several|year|month|week|of)\b", after):
            return False
        in_phrase = re.search(r"\b(?:in|for|from|on)\s{1,3}$", _left(text, match), re.I)
        return in_phrase is not None or not re.match(r"\s{1,3}(?!and\b|or\b|is\b|was\b|to\b)[a-z]", after)
    if word == "soon":
        return not re.match(r"\s{1,3}(?:after|as|enough)\b", after) and not re.search(
            r"\b(?:as|too|how)\s{1,3}$", _left(text, match), re.I
        )
    return True


def clock_lead(text: str, match: re.Match[str]) -> bool:
    """`22:30` alone is a time after a preposition; else it may be a score or a verse."""
    return (
        re.search(r"\b(?:at|by|until|till|from|around|about|before|after|since)\s{1,3}$", _left(text, match), re.I)
        is not None
    )


def clock(text: str, match: re.Match[str]) -> bool:
    """`High Noon` is no time."""
    return not _left(text, match).casefold().endswith("high ")


def frequency(text: str, match: re.Match[str]) -> bool:
    """Not in a name: `the Daily Mail`, `Weekly Standard`."""
    if match[0][0].islower():
        return True
    return not (
        CAPITALIZED_BEFORE.search(_left(text, match)) or re.match(r"\s{1,3}[A-Z]", text[match.end() : match.end() + 4])
    )


def rate(text: str, match: re.Match[str]) -> bool:
    """`a year` says how often after a number or a counted noun (`$5 a day`); else it is a length or nothing."""
    after = text[match.end() : match.end() + 12]
    if re.match(r"-|\s{1,3}(?:ago|earlier|later|before|after|or|and|from|old)\b", after):
        return False
    left = _left(text, match)
    return RATE_LEAD.search(left) is not None or COUNTED.search(left) is not None


GUARDS: Final[dict[str, Guard]] = {
    guard.__name__: guard
    for guard in (
        *(month, bare_month, year, decade, weekday, today, ago, quarter, season, capitalized, duration, bare_duration),
        *(span, vague, clock, clock_lead, frequency, rate),
    )
}
"""The tests by the name that patterns use."""
