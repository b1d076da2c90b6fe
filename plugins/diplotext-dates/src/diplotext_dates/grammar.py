"""Finding time expressions: patterns from `data/patterns.toml` over vocabularies, and the words that modify them.

A pattern finds a base expression ("Thursday", "two weeks"). Modifiers before it ("early", "at least") and a clock
time or a part of the day beside it ("10 a.m. on Thursday", "Thursday morning") are joined to it afterwards, so that
no pattern has to list them. Where base expressions overlap the longer wins.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

import attrs

from diplotext_dates.false_friends import GUARDS
from diplotext_dates.vocabulary import alternation, holidays, spellings, words

GAP = r"\s{1,3}"
DATE_READERS = frozenset(
    {
        *("iso", "written_date", "numeric_date", "month_day", "month", "month_year", "year", "spoken_year", "decade"),
        *("century", "weekday", "deictic", "this_part", "this_unit", "text_unit", "quarter", "season", "holiday"),
        "weekend",
    }
)
DAY_READERS = frozenset(("iso", "written_date", "numeric_date", "month_day", "weekday", "deictic", "holiday"))
LENGTH_READERS = frozenset(("duration", "span", "clock", "ago"))
LOOK_BACK = 24  # the longest modifier with its blanks


@attrs.frozen
class Pattern:
    """One way to write a time expression.

    Attributes:
        rule: Id of its rule.
        read: Name of the function that reads a match.
        regex: What it looks like.
        guard: Name of a test that sorts out false friends.
        examples: Expressions that it matches as a whole.
    """

    rule: str
    read: str
    regex: re.Pattern[str]
    guard: str | None
    examples: tuple[str, ...]


@attrs.frozen(eq=False)
class Found:
    """A time expression in a text, not yet read.

    Attributes:
        pattern: What found it.
        match: The match of its base expression.
        start: Offset where it begins, a modifier included.
        end: Offset where it ends, a part of the day included.
        mod: What a modifier before it says: `start`, `mid`, `end`, `earlier`, `later`, `approximate`, `less_than` ...
        part: Part of the day that follows: `MO`, `AF`, `EV`, `NI`.
        clock: A clock time that stands beside it.
    """

    pattern: Pattern
    match: re.Match[str]
    start: int
    end: int
    mod: str | None = None
    part: str | None = None
    clock: re.Match[str] | None = None


@cache
def patterns() -> tuple[Pattern, ...]:
    """All patterns, in the order of the table."""
    table = tomllib.loads(files("diplotext_dates").joinpath("data", "patterns.toml").read_text(encoding="utf-8"))
    return tuple(
        Pattern(row["rule"], row["read"], _compiled(row["regex"]), row.get("guard"), tuple(row["examples"]))
        for row in table["pattern"]
    )


def find(text: str, start: int, end: int) -> list[Found]:
    """The time expressions between two offsets of a text, in order, none overlapping another."""
    if not _trigger().search(text, start, end):
        return []
    candidates: list[tuple[int, int, int, re.Match[str]]] = []
    for index, pattern in enumerate(patterns()):
        guard = GUARDS[pattern.guard] if pattern.guard else None
        candidates += [
            (match.start(), -match.end(), index, match)
            for match in pattern.regex.finditer(text, start, end)
            if guard is None or guard(text, match)
        ]
    base: list[tuple[Pattern, re.Match[str]]] = []
    for _, _, index, match in sorted(candidates, key=lambda candidate: candidate[:3]):
        if not base or match.start() >= base[-1][1].end():
            base.append((patterns()[index], match))
        elif match.start() == base[-1][1].start() or match.end() - match.start() <= len(base[-1][1][0]):
            continue
        else:
            base[-1] = (patterns()[index], match)
    return list(_modified(text, start, end, _joined(text, base, end)))


@cache
def _trigger() -> re.Pattern[str]:
    """Something that every time expression holds: a digit, or a word of a vocabulary."""
    names = ("month", "weekday", "unit", "season", "part_of_day", "decade", "frequency", "vague")
    triggers = "|".join(alternation(name) for name in names).replace(" ", GAP)
    named = "|".join(re.escape(name) for name in holidays())
    more = "today|yesterday|tomorrow|tonight|overnight|centur|noon|midday|midnight|nineteen|o['’]clock"
    return re.compile(rf"\d|(?<!\w)(?:{triggers}|{named}|{more})|half", re.I)


def _joined(text: str, base: list[tuple[Pattern, re.Match[str]]], limit: int) -> Iterator[Found]:
    """Clock times and parts of the day taken to the day beside them."""
    index = 0
    while index < len(base):
        pattern, match = base[index]
        following = base[index + 1] if index + 1 < len(base) else None
        index += 1
        if (
            following
            and _is_time_of(pattern, following[0])
            and JOINT.fullmatch(text, match.end(), following[1].start())
        ):
            index += 1
            yield Found(following[0], following[1], match.start(), following[1].end(), clock=match)
            continue
        if following and _is_time_of(following[0], pattern) and AT.fullmatch(text, match.end(), following[1].start()):
            index += 1
            yield Found(pattern, match, match.start(), following[1].end(), clock=following[1])
            continue
        if pattern.read in DAY_READERS and (part := _part_of_day().match(text, match.end(), limit)):
            yield Found(pattern, match, match.start(), part.end(), part=words("part_of_day")[part["part"].casefold()])
            continue
        yield Found(pattern, match, match.start(), match.end())


def _is_time_of(clock: Pattern, day: Pattern) -> bool:
    return clock.read == "clock" and day.read in DAY_READERS


JOINT = re.compile(r",?\s{1,3}(?:on\s{1,3})?")
AT = re.compile(r",?\s{1,3}(?:at|from|by|around|about)\s{1,3}")


def _modified(text: str, start: int, limit: int, found: Iterator[Found]) -> Iterator[Found]:
    """Expressions with the modifier that stands before them."""
    floor = start
    for item in found:
        name = _modifiers_of(item.pattern.read)
        match = _modifier(name).search(text, max(floor, item.start - LOOK_BACK), item.start) if name else None
        if match and item.pattern.read == "span" and match["modifier"].casefold() in ("over", "under", "within"):
            match = None  # "over the last year" is a preposition, "over a year" an amount
        floor = item.end
        if match is None:
            yield item
        else:
            value = words(name or "").get(" ".join(match["modifier"].casefold().split()), "")
            yield attrs.evolve(item, start=match.start(), mod=value or None)


def _modifiers_of(read: str) -> str | None:
    if read in DATE_READERS:
        return "date_modifier"
    return "duration_modifier" if read in LENGTH_READERS else None


@cache
def _modifier(name: str) -> re.Pattern[str]:
    choices = "|".join(re.escape(word).replace(r"\ ", GAP) for word in spellings(name))
    return re.compile(rf"(?<!\w)(?:the{GAP})?(?P<modifier>{choices})(?:(?<=-)|{GAP})\Z", re.I)


@cache
def _part_of_day() -> re.Pattern[str]:
    return re.compile(rf"{GAP}(?P<part>{alternation('part_of_day')})\b", re.I)


@cache
def _macros() -> dict[str, str]:
    number_word = f"(?:{alternation('number')})"
    weekday = f"(?:{alternation('weekday')})"
    return {
        "MONTH": f"(?:(?:{alternation('month')})(?![a-z]))",
        "WEEKDAY": weekday,
        "WD": rf"(?:(?:{alternation('weekday')}|{alternation('weekday_short')})(?![a-z]),? )?",
        "DAY": r"(?:(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\w%]|[,.:/]\d))",
        "YEAR": r"(?:(?:1\d|20)\d\d(?!\d|[.,]\d))",
        "UNIT": r"(?:(?:second|minute|hour|day|week|fortnight|month|quarter|year|decade)s?|centur(?:y|ies))",
        "NUMBERWORD": number_word,
        "NUM": r"(?:(?<![\w$€£.,:/-])\d{1,3}(?:,\d{3}){0,3}(?:\.\d{1,3})?(?: \d/\d)?|half an?"
        rf"|{alternation('vague_number')}"
        rf"|(?:a (?=hundred|thousand))?{number_word}(?:(?: |-| and ){number_word}){{0,6}}(?: and a half)?|an?)",
        "PART": f"(?:{alternation('part_of_day')})",
        "DECADEWORD": f"(?:{alternation('decade')})",
        "ORDINAL": f"(?:{alternation('ordinal')})",
        "HOLIDAY": "(?:" + "|".join(sorted((re.escape(name) for name in holidays()), key=len, reverse=True)) + ")",
        "VAGUE": f"(?:{alternation('vague')})",
        "FREQUENCY": f"(?:{alternation('frequency')})",
        "ZONE": f"(?:{alternation('zone')})",
    }


def _compiled(source: str) -> re.Pattern[str]:
    regex = (
        re.sub(r"%([A-Z]+)%", lambda match: _macros()[match[1]], source)
        .replace(r"\ ", " ")
        .replace(" ?", r"\s{0,3}")
        .replace(" ", GAP)
    )
    return re.compile(rf"(?<!\w)(?:{regex})(?!\w)", re.I)
