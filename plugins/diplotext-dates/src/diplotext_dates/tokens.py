"""From text to tokens, and from tokens to islands: runs of words that a time expression could be made of.

A token has classes (`MONTH`, `Num`, `Unit`): those of its word in the vocabulary, its own word where a rule names it,
or what its digits can be. Words without a class end an island, so that rules only ever see a few tokens.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

import attrs

from diplotext_dates.alphabet import symbol_of
from diplotext_dates.lexicon import Entry, entries

LONGEST_NUMBER = 18  # characters; a longer one is no time
LONGEST_ISLAND = 48  # tokens; a longer run of numbers and connectives is cut
GAP = 3  # characters of white space between two tokens of one expression
TOKEN = re.compile(
    r"""
      [^\W\d_]{2,}
    | \d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?(?![\w:])
    | \d{1,3}(?:,\d{3})+(?![\d,])
    | (?<![\d.,])\d+\.\d+(?![.\d])
    | \d+(?:st|nd|rd|th|s)(?!\w) | \d+
    | o['’]clock(?!\w) | [aApP]\.[mM]\.(?!\w) | [aApP]\.?[mM](?!\w) | [bB]\.[cC]\.(?:[eE]\.)?
    | ['’]s(?!\w) | [^\W\d_] | \S
    """,
    re.VERBOSE,
)
MARKS = {mark: mark for mark in ",-/.:()~'><="} | {"–": "-", "—": "-", "’": "'", "‘": "'"}
"""The symbols of marks."""
APOSTROPHES = "'’‘"
BEGINNINGS = frozenset("0123456789" + APOSTROPHES)
"""What an island can begin with, besides words of the vocabulary."""


@attrs.frozen(eq=False)
class Token:
    """A word, number or mark.

    Attributes:
        start: Offset of its first character.
        end: Offset behind its last.
        text: What stands there.
        classes: What it can be in a rule.
        symbol: The character that stands for its classes in the pattern of an island.
    """

    start: int
    end: int
    text: str
    classes: frozenset[str]
    symbol: str


@attrs.frozen(eq=False)
class Island:
    """A run of tokens.

    Attributes:
        tokens: The tokens in order.
        symbols: One character a token, and between two tokens that do not touch a blank, between words that do a dot.
    """

    tokens: tuple[Token, ...]
    symbols: str


def islands(text: str, start: int, end: int) -> Iterator[Island]:
    """The islands between two offsets that hold a word which makes a time."""
    known = lookup()
    run: list[Raw] = []
    seeded = False
    last = skip_to = start
    raw: Raw | None
    for match in TOKEN.finditer(text, start, end):
        word = match[0]
        found = known.get(word)
        if found is None and not run and word[0] not in BEGINNINGS:
            continue
        begin = match.start()
        if begin < skip_to:
            continue
        if found is not None:
            phrases, item = found
            stop = match.end()
            for phrase, longer in phrases:
                if (longest := phrase.match(text, begin, end)) is not None:
                    item, stop = longer, longest.end()
                    break
            if item is None:
                raw = None
            else:
                if item.dotted and stop < end and text[stop] == ".":
                    stop += 1
                skip_to = stop
                seeded = seeded or item.seeds
                raw = (begin, stop, item.classes, item.symbol)
        elif word in MARKS:
            seeded = seeded or (word in "/:" and len(run) > 0 and "INT" in run[-1][2])
            raw = (begin, match.end(), NOTHING, MARKS[word])
        elif word[0].isdecimal():
            classes, symbol, seeds = digits(word)
            seeded = seeded or seeds
            raw = (*match.span(), classes, symbol)
        else:
            raw = None
        if run and (raw is None or raw[0] - last > GAP or len(run) >= LONGEST_ISLAND):
            if seeded:
                yield _island(text, run)
            seeded = raw is not None and not SEEDS.isdisjoint(raw[2])
            run = []
        if raw is not None:
            run.append(raw)
            last = raw[1]
        else:
            seeded = False
    if run and seeded:
        yield _island(text, run)


Raw = tuple[int, int, frozenset[str], str]
"""A token before it is known to be of an island: offsets, classes, symbol."""
NOTHING: frozenset[str] = frozenset()


@attrs.frozen(eq=False)
class Item:
    """What a word of the vocabulary gives to a token.

    Attributes:
        classes: What it can be in a rule.
        symbol: The symbol of these classes.
        dotted: Whether a dot behind it belongs to it.
        seeds: Whether it makes a time.
    """

    classes: frozenset[str]
    symbol: str
    dotted: bool
    seeds: bool


@cache
def lookup() -> dict[str, tuple[tuple[tuple[re.Pattern[str], Item], ...], Item | None]]:
    """For a word in lower case, with a capital or in capitals: the phrases that begin with it, and itself."""
    words, phrases = entries()
    found = {}
    for key in (*words, *phrases):
        items = (
            tuple((phrase, _item(entry)) for phrase, entry in phrases.get(key, ())),
            _item(words[key]) if key in words else None,
        )
        for spelling in (key, key.capitalize(), key.upper(), key.title()):
            if spelling.casefold() == key:  # not "ARALIK" of "aralık"
                found[spelling] = items
    return found


def _item(entry: Entry) -> Item:
    return Item(entry.classes, symbol_of(entry.classes), entry.dotted, not SEEDS.isdisjoint(entry.classes))


SEEDS = frozenset(
    (
        *(
            "MONTH",
            "WEEKDAY",
            "WEEKDAYS",
            "WD",
            "Unit",
            "Year",
            "DECADE",
            "SHORTDECADE",
            "DECADEWORD",
            "DEICTIC",
            "HOLIDAY",
        ),
        *("SEASON", "PART", "PARTS", "FREQ", "VAGUE", "AMPM", "IsoTime", "NOON", "ZONE", "DomOrd", "EOX"),
        *(
            "BC",
            "century",
            "weekend",
            "quarter",
            "half",
            "q",
            "h",
            "TEENS",
            "TENS",
            "OCLOCK",
            "fy",
            "period",
            "future",
            "past",
        ),
    )
)  # what makes a time; an island without one is not looked at


def _island(text: str, run: list[Raw]) -> Island:
    symbols: list[str] = []
    before_end, before_named = 0, False
    for index, (start, end, classes, symbol) in enumerate(run):
        if index:
            if start > before_end:
                symbols.append(" ")
            elif before_named and classes and text[start] not in APOSTROPHES:
                symbols.append("·")
        symbols.append(symbol)
        before_end, before_named = end, bool(classes)
    tokens = tuple(Token(start, end, text[start:end], classes, symbol) for start, end, classes, symbol in run)
    return Island(tokens, "".join(symbols))


@lru_cache(maxsize=8192)
def digits(word: str) -> tuple[frozenset[str], str, bool]:
    """What a number can be, the symbol of that, and whether it makes a time."""
    classes = number_classes(word)
    return classes, symbol_of(classes), not SEEDS.isdisjoint(classes)


def number_classes(word: str) -> frozenset[str]:
    """What a number can be."""
    if len(word) > LONGEST_NUMBER and "T" not in word:
        return frozenset(("LONG",))
    if "T" in word:
        return frozenset(("IsoTime",))
    if "," in word:
        return frozenset(("Num", "BIG"))
    if "." in word:
        whole, part = word.split(".")
        is_clock = len(part) == 2 and int(part) < 60 and int(whole) < 24
        return frozenset(("Num", "DECIMAL", *(("CLOCKDOT",) if is_clock else ())))
    if not word.isdecimal():
        suffix = word.lstrip("0123456789")
        number = int(word[: -len(suffix)])
        if suffix == "s":
            if len(word) == 5 and word[3] == "0" and 1000 <= number <= 2090:
                return frozenset(("DECADE",))
            return frozenset(("SHORTDECADE",) if len(word) == 3 and word[1] == "0" else ("COUNTED",))
        return frozenset(("Ord", *(("Dom", "DomOrd") if 1 <= number <= 31 else ())))
    number, size = int(word) if len(word) <= 9 else 10**9, len(word)
    found = ["Num"]
    if size <= 2:
        found.append("INT")
        found += ["Dom"] * (1 <= number <= 31) + ["MON"] * (1 <= number <= 12)
        found += ["H24"] * (number < 24) + ["H12"] * (1 <= number <= 12)
        found += ["MM", "YY"] * (size == 2 and number < 60) + ["YY"] * (size == 2 and number >= 60)
    if size == 4:
        found += ["Year"] * (1000 <= number <= 2099)
        found += ["FAR"] * (number > 2099)
        found += ["HHMM"] * (number // 100 < 24 and number % 100 < 60)
    return frozenset(found)
