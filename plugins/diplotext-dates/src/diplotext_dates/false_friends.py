"""Words that look like time expressions and are none: `may` the verb, `a second round`, `2,000 people`.

A guard is a test of one match: it says whether the match may stand. Rules name their guard in the grammar. Where the
text has part-of-speech tags a guard may ask for them; without tags they are empty and the words around decide.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Final

from diplotext_dates.amounts import ordinal, year_number
from diplotext_dates.cascade import Node
from diplotext_dates.vocabulary import alternation, words

Guard = Callable[[Node], bool]

WORDS_THAT_ARE_MONTHS = frozenset(("may", "march", "mar", "jan", "april", "june", "august", "dec", "sep", "jun"))
MONTH_LEAD = re.compile(
    r"\b(?:in|since|until|till|last|next|this|of|from|to|through|early|late|mid|during|for|between|before|after|and|or"
    r"|by(?! May)|around|each|every|on|a|the|that|than|until)[\s-]{1,3}$|[,(–-]\s?$",
    re.I,
)
YEAR_LEAD = re.compile(
    r"\b(?:in|since|by|until|till|from|of|during|after|before|between|early|late|mid|year|through|throughout|for|the|and|to|than|"
    r"this|that|his|her|its|their|our|a|late|around|about|with|under|versus|vs\.?|on|circa|into|or|towards?|within|c\.)[\s-]{1,3}$",
    re.I,
)
STRONG_YEAR_LEAD = re.compile(
    r"\b(?:in|since|by|until|till|during|early|late|mid|year|fiscal|between|around|about|circa|c\.)[\s-]{1,3}$", re.I
)
QUANTITY = re.compile(
    r"\s{1,3}(?:(?:[a-z]+\s{1,3})?(?:people|troops|persons?|men|women|dollars?|euros?|pounds?|percent|per\s?cent|miles?|kilomet(?:er|re)s"
    r"|met(?:er|re)s|feet|tons?|tonnes?|points?|votes?|hours|days|jobs|cases|soldiers|barrels|acres|shares|members|pieces"
    r"|rubles?|yen|million|billion|times|degrees|km|kg|mw|civilians|refugees|delegates|fighters|workers|students|others|more)\b|%)"
)
MEASURE_LEAD = re.compile(
    r"(?:\b(?:No\.?|number|room|page|flight|article|section|resolution|some|route|channel|resolutions|nearly|almost|over)\s{1,3}|[$€£#])$",
    re.I,
)
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
COUNTED = re.compile(r"\d\s{1,3}(?!was|is|has|this|as|us|his|says|takes|lasts)[a-zA-Z]{2,}s\s{1,3}$")
ORDINAL_BEFORE = re.compile(r"\b(?:first|second|third|fourth|last|every|each)\s{1,3}$", re.I)
BARE_LEAD = re.compile(
    r"\b(?:for|take|takes|took|taken|lasted?|spent|spend|spending|within|after|over the)\s{1,3}$", re.I
)
PREPOSITION_BEFORE = re.compile(
    r"\b(?:on|in|at|for|by|since|before|after|until|the|and|between|of|last|next|this|to|from)\s{1,3}$", re.I
)
NOT_BEFORE = re.compile(r"(?:\bnot|n['’]t|\bnever)(?:\s\w{1,12}){1,3}\s$")
CAPITALIZED_BEFORE = re.compile(r"\b[A-Z][\w’'-]*\s{1,3}$")
DIGITS_AROUND = re.compile(r"[\w.,:/$€£-]$")
PRONOUNS_AFTER = re.compile(
    r"\s{1,3}(?:the|his|her|its|their|a|an|they|he|she|it|we|you|i|being|this|that|these)\b|\s{1,3}[A-Z]", re.M
)
DAY_LEAD = re.compile(r"\b(?:on|by|until|till|since|from|before|after|around|for|of)\s{1,3}$", re.I)


def lead(node: Node, width: int = 24) -> str:
    """The text before a match."""
    return node.left(width)


def _tagged(node: Node, name: str, *tags: str) -> bool:
    """Whether the word of a group has one of the tags; false without tags."""
    part = node.part(name)
    return part is not None and node.site.tag(part.start) in tags


def month_word(node: Node) -> bool:
    """A month beside a number or "last": a lower-case word is one only if it is no common word (`march`, `may`)."""
    part = node.part("month", "month2", "month3")
    assert part is not None
    name = node.site.text[part.start : part.end]
    return name[0].isupper() or name.casefold().rstrip(".") not in WORDS_THAT_ARE_MONTHS


def month_day(node: Node) -> bool:
    """`March 10` but not `march 10 miles`; nothing that goes on as a number (`May 2,000`, `June 3%`)."""
    after = node.right(3)
    return _month_case(node) and not re.match(r"%|[.,:/]\d|-\d|[a-zA-Z]", after)


def _month_case(node: Node) -> bool:
    """Lower case is read where a day stands beside it, unless it is a verb that takes a number."""
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
    if part is not None and part.start == node.start and re.search(r"[\w.,:/$€£-]$", left):
        return False
    return month_word(node) or (spelled and node.word("month") not in ("may", "march"))


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
        return (
            part.start == node.start
            and month_word(node)
            and not CAPITALIZED_BEFORE.search(node.right(0) or "")
            and node.word("month3") != "may"
        )
    return month_word(node) or bool(re.search(r"\b(?:in|of|since|by)\s$", lead(node)))


def rel_month(node: Node) -> bool:
    """`last March`; `this may` is no month."""
    return month_word(node)


def bare_month(node: Node) -> bool:
    """A month alone. Names of persons and verbs (`May said`, `March on`) need a preposition before."""
    part = node.part("month")
    assert part is not None
    text = node.site.text
    name = text[part.start : part.end]
    stem = name.casefold().rstrip(".")
    left = lead(node)
    if name.islower():
        strong = re.search(
            r"\b(?:in|since|until|last|next|this|early|late|mid|by|during|of)\s{1,3}(?:the\s{1,3})?$", left
        )
        if stem in ("may", "march", "mar", "sep", "dec", "jan", "jun") or len(stem) < 4:
            return (
                stem in ("may", "march")
                and re.search(r"\b(?:in|since|until|last|next)\s{1,3}$", left) is not None
                and not _tagged(node, "month", "MD", "VB", "VBP")
            )
        return strong is not None or stem not in WORDS_THAT_ARE_MONTHS - {"april", "june", "august"}
    if "relyear" in node:
        return True
    if _tagged(node, "month", "MD", "VB", "VBP"):
        return False
    if re.match(r"\s?[-–]\s?(?:[A-Z][a-z]{2}|\d)", text[node.end : node.end + 6]) and stem != "may":
        return True
    if len(stem) < 5 and stem not in ("may", "june", "july") and not MONTH_LEAD.search(left):
        return False
    if re.match(r"-(?![A-Z])", text[node.end : node.end + 2]) and stem in WORDS_THAT_ARE_MONTHS:
        return False
    if stem not in WORDS_THAT_ARE_MONTHS:
        return True
    if re.match(r"\s{1,3}(?:[A-Z][a-z]|I\b)", text[node.end : node.end + 5]) and stem != "june":
        return bool(re.search(r"\b(?:in|since|until|last|next|this|early|late|mid)[\s-]{1,3}$", left))
    return MONTH_LEAD.search(left) is not None


def year(node: Node) -> bool:
    """A number of four digits is a year unless it counts or numbers something; before 1700 it needs a preposition."""
    left, text, end = lead(node), node.site.text, node.end
    part = node.part("year")
    assert part is not None
    if re.search(r"[$€£#%.,:/+=&?_<>]$|\d\s?-$|\w-$|\w$", left) and not re.search(
        r"\b(?:mid|post|pre|early|late|pre)-$|[a-z]\.$", left, re.I
    ):
        return False
    if re.match(r"[%:/]|[.,]\d|-\d|\w|_|\s?(?:°|km\b)", text[end : end + 4]):
        return False
    spelled = not node.word("year").isdigit()
    if part.start != node.start or re.search(r"\b(?:mid|post|pre)-$", left, re.I):
        return True
    if spelled:
        return STRONG_YEAR_LEAD.search(left) is not None or "SpelledYear" in part.classes
    if MEASURE_LEAD.search(left) or (
        QUANTITY.match(text, end) and not re.search(r"\b(?:in|since)\s{1,3}$", left, re.I)
    ):
        return False
    if text[end : end + 1] == "-":
        return text[end + 1 : end + 2].isalpha() and YEAR_LEAD.search(left) is not None
    if year_number(node.word("year")) < 1700:
        return STRONG_YEAR_LEAD.search(left) is not None and not QUANTITY.match(text, end)
    if year_number(node.word("year")) > 2099:
        return False
    return (
        YEAR_LEAD.search(left) is not None
        or re.search(r"(?:[,;(\[–—~-]\s?|^\s?|\n|[a-z.?!:]['\"”’]?\s)$", left) is not None
    )


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
        or re.search(r"\b(?:on|by|until|till|since|from|between|to|before|after)\s$", lead(node), re.I) is not None
    )


def day_of_month(node: Node) -> bool:
    """`the 15th of the month`; `the second of this month`."""
    return ordinal(node.word("day", "day2")) <= 31


def weekday_day(node: Node) -> bool:
    """`Friday the 13th`, `Mon 13th`; a number without its ending may count something."""
    part, day = node.part("weekday"), node.part("day", "day2")
    assert part is not None
    assert day is not None
    if "ORDWORD" in day.classes:
        return "day2" in node and not re.match(r"\s{1,3}[a-z]", node.right(4))
    if "NUMWORDS" in day.classes or (
        node.word("weekday").rstrip(".") in ("sat", "sun", "wed") and not node.site.text[part.start].isupper()
    ):
        return False
    if "DomOrd" in day.classes:
        return (
            not re.match(r"\s{1,3}[a-z]", node.right(4))
            or re.match(r"\s{1,3}(?:and|or|of|at|in|from|when|to)\b", node.right(8)) is not None
        )
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
    """`between 3 and 5 May` is a range, `3 and 5 May` are two days; what stands before is no part of a number."""
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
    """`the nineties` needs its article; people in their fifties are no decade."""
    if "short" in node:
        return re.search(r"\w$", lead(node)) is None
    text = node.text.casefold()
    return text.startswith(("the", "nineteen")) or lead(node).casefold().endswith(("mid-", "late ", "early "))


def weekday(node: Node) -> bool:
    """Not in a name (`Black Friday`, `the Sunday Times`), nor a first name (`Tuesday Weld`)."""
    text, left = node.site.text, lead(node)
    part = node.part("weekday")
    assert part is not None
    name = text[part.start : part.end]
    if name.islower() and name[:3] in ("sun", "sat") and len(name) <= 5:
        return False
    before = re.search(r"([\w]+)\s{1,3}$", left) if part.start == node.start else None
    after = re.match(r"\s{1,3}([A-Z]\w+(?: [A-Z]\w+)?)", node.right(40))
    if before and before[1][0].isupper() and before[1].casefold() in words("name_before"):
        return False
    return not (after and _is_name_part(after[1]))


def _is_name_part(name: str) -> bool:
    return name.casefold() in words("name_after") or name.split()[0].casefold() in words("name_after")


def today(node: Node) -> bool:
    """Not in a name: `USA Today`, `Russia Today`; not in `will not happen overnight`."""
    text = node.text
    word = node.word("today")
    if word == "overnight" and NOT_BEFORE.search(lead(node, 40)):
        return False
    return not (text[:1].isupper() and text.istitle() and re.search(r"\b[A-Z]\w+ $", lead(node)))


def this_part(node: Node) -> bool:
    """`the night` alone is none; `last night` is a word of its own, `last morning` none."""
    return node.word("rel") != "last" or node.word("part") in ("evening", "night")


def this_unit(node: Node) -> bool:
    """`current year` without article only before nothing else; a quarter has no `Quarter Pounder`."""
    rel = node.word("rel")
    if rel in ("current", "coming", "previous", "past"):
        return node.text.islower() and lead(node).casefold().endswith(
            ("its ", "their ", "for ", "in ", "during ", "of ")
        )
    if rel == "last" and node.right(4) == " of ":
        return False  # "the last week of May"
    if node.word("unit") in ("day", "second", "minute", "hour", "fortnight"):
        return False
    quoted = re.search(r"[\"“'‘]$", lead(node)) and re.match(r"[,.]?[\"”’']|\s{1,3}With\b", node.right(6))
    return not (quoted and node.text.startswith("This"))  # the programme "This Week"


def edge(node: Node) -> bool:
    """`the end of the day` is mostly a figure of speech, `end of day` too."""
    return node.word("unit", "unit2") not in ("second", "minute", "hour") and node.word("rel") != "each"


def weekend(node: Node) -> bool:
    """`the weekend`, `that weekend`; without a determiner it is mostly an attribute."""
    text = node.text.casefold()
    return " " in text


def text_unit(node: Node) -> bool:
    """`that year`; `the same day` as what follows is still that day."""
    unit, rel = node.word("unit"), node.word("rel")
    if unit in ("second", "minute", "hour", "quarter") and rel != "that":
        return unit == "quarter"
    return unit not in ("second", "minute", "fortnight")


def bare_text_unit(node: Node) -> bool:
    """`the previous week`; `next week` is another rule, `same day` an attribute."""
    rel = node.word("rel")
    if rel in ("next", "same"):
        return False
    return node.text.casefold().startswith("the ") or (rel == "following" and lead(node).endswith("the "))


def ago_unit(node: Node) -> bool:
    """`years earlier`, `the year before`, `a year earlier`; `the year after the war` is none."""
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
    if AGE_BEFORE.search(lead(node)):
        return False
    rel = node.word("rel")
    if rel in ("before", "after", "prior"):
        return not _goes_on(node)
    return rel != "previously" or not _goes_on(node)


def quarter(node: Node) -> bool:
    """A half needs its year (sport has halves too); a final is no quarter."""
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


def the_unit(node: Node) -> bool:
    """`for the year`, `the week's talks`: the year or week of publication; `the day` mostly says nothing."""
    unit = node.word("unit")
    if unit == "day" or re.match(r"\s{1,3}(?:[a-z]+ed|which|who|old|round|ahead|away)\b", node.right(14)):
        return False
    if node.word("kind") or re.match(r"['’]s\b", node.right(2)):
        return "kind" in node or unit == "week"
    return (
        re.search(
            r"\b(?:for|during|of|through|throughout|over|in|into|within|later in|earlier in)\s$", lead(node), re.I
        )
        is not None
    )


def the_quarter(node: Node) -> bool:
    """`the quarter`, of results; not a part of a town."""
    if "period" in node.text.casefold():
        return node.word("latest") in ("latest", "most recent")
    return not re.match(r"s|-final| final| of|-", node.right(7)) and not re.search(
        r"\b(?:Latin|Jewish|French)\s$", lead(node)
    )


def season(node: Node) -> bool:
    """`the fall of the city` and `the spring` of a watch are no seasons; `last fall` is one."""
    rel = node.word("rel")
    if "relyear" in node:
        return True
    if re.match(r"\s{1,3}of\b|-|\s{1,3}(?:Games|Olympic|Palace|Offensive|Olympics)", node.right(12)):
        return False
    if rel in ("the", "that"):
        return bool(
            re.search(r"\b(?:in|during|by|until|since|over|for|early in|late in|of|through)\s{1,3}$", lead(node), re.I)
        )
    return True


def holiday(node: Node) -> bool:
    """Named days are no surnames, and `Christmas Island` is no day."""
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
        return "rel" in node
    named = (
        CAPITALIZED_BEFORE.search(left) and not PREPOSITION_BEFORE.search(left) and not re.search(r"['’]s?\s$", left)
    )
    known = node.word("holiday").endswith(("day", "fitr", "adha"))
    if named and "rel" not in node and part.start == node.start and not known:
        return False
    return not re.match(r"\s{1,3}(?:Island|Carol|Eve\b|Rising|Offensive|Party)|-", node.right(12))


def duration(node: Node) -> bool:
    """Not an age (`27 years old`), an ordinal (`a second`), a rate (`$5 a day`) or a sum (`a five-day-old`)."""
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
    """`recent weeks`; `later years` of a life are none."""
    rel, unit = node.word("rel"), node.word("unit", "unit2")
    if unit in ("seconds", "weekends", "quarters") and rel not in ("recent", "coming"):
        return False
    if rel in ("future", "early", "later", "earlier", "past"):
        return (
            rel == "past" and node.text.casefold().startswith("the") is False and lead(node).casefold().endswith("in ")
        )
    return True


def vague(node: Node) -> bool:
    """`now that`, `the past president`, `as soon as`: no reference to a time."""
    word = node.word("word")
    after, left = node.right(12), lead(node)
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
    """`High Noon` is no time."""
    return not lead(node).casefold().endswith("high ")


def frequency(node: Node) -> bool:
    """Not in a name: `the Daily Mail`, `Weekly Standard`; `annual` says how often only of what recurs."""
    word = node.word("frequency")
    if word in ("annual", "monthly", "weekly", "quarterly", "biennial") and _tagged(node, "frequency", "NNP"):
        return False
    if word == "annual" or word == "quarterly":
        return False
    if re.search(
        r"\b(?:party|newspaper|business|state|owned|run|the|French|German|leading|English-language)\s$",
        lead(node),
        re.I,
    ) and re.match(r"\s{1,3}[A-Z]", node.right(4)):
        return False  # "the party daily Granma"
    if node.text[0].islower():
        return True
    return not (CAPITALIZED_BEFORE.search(lead(node)) or re.match(r"\s{1,3}[A-Z]", node.right(4)))


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
    if node.word("quantifier") == "each":
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
        and set(weekday.parts) == {"weekday"}
        and week.word("rel") in ("ago", "from now", "hence", "in")
    )


def numeric_range(node: Node) -> bool:
    """`5/1-5/7`: after a preposition, or with a year."""
    if re.search(r"[\w$€£.,:/-]$", lead(node)) or re.match(r"[/%\w-]|[.,]\d", node.right(2)):
        return False
    return "year" in node or "year2" in node or node.text.casefold().startswith(("from", "between"))


def bound_after(node: Node) -> bool:
    """`2018 or later`; `on Friday and later met` goes on with a verb."""
    inner = node.node("inner", "inner2")
    return (
        inner is not None
        and not re.match(r"\s{1,3}[a-z]", node.right(4))
        and inner.rule.read not in ("ago", "vague", "text_unit")
    )


def nth_unit(node: Node) -> bool:
    """`the first week of 2021`; `the second of May` is a day."""
    unit = node.word("unit")
    return unit not in ("second", "seconds", "minute", "minutes", "hour", "hours") and not (
        node.text[:1].islower() and node.word("nth") == "last" and unit == "second"
    )


def nth_length(node: Node) -> bool:
    """`the first two weeks of 2021`."""
    length = node.node("length")
    return length is not None and length.text.casefold().removeprefix("the ").startswith(
        ("first ", "last ", "final ", "initial ", "next ")
    )


def day_part(node: Node) -> bool:
    """`Wednesday morning`; not `tonight morning`."""
    day = node.node("day", "day2", "day3")
    return day is not None and day.word("today") not in ("tonight", "last night", "overnight", "tomorrow night")


def timed(node: Node) -> bool:
    """A clock beside a day: "2:30 the next day", not "2:30 next week"."""
    day = node.node("day")
    return day is not None and ("Day" in day.classes or "Timed" in day.classes or day.word("unit") == "day")


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


def interval(node: Node) -> bool:
    """`from March to May`, `between 2007 and 2009`, `2014-2018`; `Monday and Tuesday` are two days."""
    text = node.text.casefold()
    if "and" in node and not text.startswith("between "):
        return False
    first, last = node.node("first"), node.node("last")
    if first is None or last is None:
        return False
    both = {kind for item in (first, last) for kind in ("Clock",) if kind in item.classes}
    if both and first.classes != last.classes:
        return False
    if (first.rule.read in ("vague", "vague_span") and first.text.casefold() != "now") or (
        last.rule.read in ("vague", "vague_span") and last.text.casefold() not in ("now", "the present")
    ):
        return False
    if not text.startswith(("from ", "between ")):
        middle = node.site.text[first.end : last.start]
        if re.search(r"[a-z]", middle) and re.search(r"\bto\b", middle) and first.rule.read != last.rule.read:
            return False  # "told Friday to this week's"
        if (
            re.fullmatch(r"\s?[-–—]{1,2}\s?", middle)
            and re.search(r"\s[-–—]\s", middle)
            and first.rule.read not in ("written_date", "month_day", "year", "month_year", "numeric_date", "clock")
        ):
            return False
    return True


def bound(node: Node) -> bool:
    """`since 2019`, `until Friday`; `after Friday's talks` is no date, `before 2018 elections` neither."""
    inner = node.node("inner")
    if inner is None or re.match(r"['’]s?\b|-\w", node.right(3)):
        return False
    if inner.rule.read == "ago" or "Amount" in inner.classes:
        return node.word("side") == "since"
    if node.word("side") in ("before", "after", "until", "till", "prior to") and re.match(
        r"\s{1,3}(?:talks|meeting|elections?|vote|summit|deadline|[a-z]+ings?\b)", node.right(14)
    ):
        return False
    return inner.rule.read not in ("vague", "timed") or False


GUARDS: Final[dict[str, Guard]] = {
    guard.__name__: guard
    for guard in (
        *(month_day, day_month, listed, month_year, rel_month, bare_month, year, year_range, spelled_year, numbers),
        *(numeric_day, day_of_month, weekday_day, the_day, between, decade_number, decade, weekday, today),
        *(this_part, this_unit, edge, weekend, text_unit, bare_text_unit, ago_unit, ago, quarter, quarter_code),
        *(
            the_unit,
            the_quarter,
            season,
            holiday,
            duration,
            bare_duration,
            compound,
            span,
            vague_span,
            vague,
            clock_lead,
            clock,
        ),
        *(frequency, recurring, rate, from_day, nth_unit, nth_length, day_part, timed, modified, earlier, approximate),
        *(amount, interval, bound, ahead, weekday_in, numeric_range, bound_after),
    )
}
"""The tests by the name that rules use."""


@cache
def _of_month() -> re.Pattern[str]:
    months = alternation("MONTH")
    return re.compile(rf"\s{{1,3}}(?:of|in)\s{{1,3}}(?:each|every|the\s{{1,3}}month|{months})(?!\w)", re.I)
