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

MAX_NUMBER_CHARS = 18  # a longer number is not a time
MAX_ISLAND_TOKENS = 48  # a longer run of numbers and connectives is cut
MAX_GAP = 3  # characters of white space between two tokens of one expression
TOKEN = re.compile(
    r"""
    ( [^\W\d_]{2,}
    | \d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?(?![\w:])
    | \d{1,3}(?:,\d{3})+(?![\d,])
    | (?<![\d.,])\d+\.\d+(?![.\d])
    | \d+(?:st|nd|rd|th|s)(?!\w) | \d+
    | o['’]clock(?!\w) | [aApP]\.[mM]\.(?!\w) | [aApP]\.?[mM](?!\w) | [bB]\.[cC]\.(?:[eE]\.)?
    | ['’]s(?!\w) | [^\W\d_] | \S )
    \s*
    """,
    re.VERBOSE,
)
"""A token and the white space after it."""
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
        end: Offset after its last.
        text: Its text.
        classes: What it can be in a rule.
        symbol: The character for its classes in the pattern of an island.
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
        word = match[1]
        found = known.get(word)
        if found is None and not run and word[0] not in BEGINNINGS:
            continue
        begin, stop = match.span(1)
        if begin < skip_to:
            continue
        if found is not None:
            raw = found.token(text, begin, stop, end)
        elif word in MARKS:
            raw = (begin, stop, NOTHING, MARKS[word], word in "/:" and bool(run) and "INT" in run[-1][2])
        elif word[0].isdecimal():
            raw = (begin, stop, *digits(word))
        else:
            raw = None
        if raw is None:
            if run and seeded:
                yield _island(text, run)
            run, seeded = [], False
            continue
        seeded = seeded or raw[4]
        if run and (begin - last > MAX_GAP or len(run) >= MAX_ISLAND_TOKENS):
            if seeded:
                yield _island(text, run)
            run, seeded = [], not SEEDS.isdisjoint(raw[2])
        run.append(raw)
        last = skip_to = raw[1]
    if run and seeded:
        yield _island(text, run)


Raw = tuple[int, int, frozenset[str], str, bool]
"""A token before it is known to be of an island: offsets, classes, symbol, whether it makes a time."""
NOTHING: frozenset[str] = frozenset()


@attrs.frozen(eq=False)
class Item:
    """What a word of the vocabulary gives to a token.

    Attributes:
        classes: What it can be in a rule.
        symbol: The symbol of these classes.
        dotted: Whether a following dot belongs to it.
        seeds: Whether it makes a time.
    """

    classes: frozenset[str]
    symbol: str
    dotted: bool
    seeds: bool


@attrs.frozen(eq=False)
class Known:
    """What begins with a word of the vocabulary.

    Attributes:
        word: What the word is alone; None if it only begins phrases.
        phrases: The phrases as one pattern with a group for each, the longest first; None if there are none.
        items: What they are, in the same order.
    """

    word: Item | None
    phrases: re.Pattern[str] | None
    items: tuple[Item, ...]

    def token(self, text: str, start: int, stop: int, end: int) -> Raw | None:
        """The longest phrase or else the word from `start` on; `stop` is the end of the word, `end` of what is read."""
        item = self.word
        if self.phrases is not None and (longest := self.phrases.match(text, start, end)) is not None:
            assert longest.lastindex is not None
            item, stop = self.items[longest.lastindex - 1], longest.end()
        if item is None:
            return None
        if item.dotted and stop < end and text[stop] == ".":
            stop += 1
        return start, stop, item.classes, item.symbol, item.seeds


@cache
def lookup() -> dict[str, Known]:
    """What begins with a word, by the word in lower case, with a capital or in capitals."""
    words, phrases = entries()
    found = {}
    for key in (*words, *phrases):
        pairs = phrases.get(key, ())
        known = Known(
            _item(words[key]) if key in words else None,
            re.compile("|".join(f"({phrase.pattern})" for phrase, _ in pairs), re.I) if pairs else None,
            tuple(_item(entry) for _, entry in pairs),
        )
        for spelling in (key, key.capitalize(), key.upper(), key.title()):
            if spelling.casefold() == key:  # not "ARALIK" of "aralık"
                found[spelling] = known
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
            "ERA",
            "period",
            "future",
            "past",
        ),
    )
)  # what makes a time; an island without one is not looked at


def _island(text: str, run: list[Raw]) -> Island:
    symbols: list[str] = []
    before_end, before_named = 0, False
    for index, (start, end, classes, symbol, _) in enumerate(run):
        if index:
            if start > before_end:
                symbols.append(" ")
            elif before_named and classes and text[start] not in APOSTROPHES:
                symbols.append("·")
        symbols.append(symbol)
        before_end, before_named = end, bool(classes)
    tokens = tuple(Token(start, end, text[start:end], classes, symbol) for start, end, classes, symbol, _ in run)
    return Island(tokens, "".join(symbols))


@lru_cache(maxsize=8192)
def digits(word: str) -> tuple[frozenset[str], str, bool]:
    """What a number can be, the symbol of that, and whether it makes a time."""
    classes = number_classes(word)
    return classes, symbol_of(classes), not SEEDS.isdisjoint(classes)


def number_classes(word: str) -> frozenset[str]:
    """What a number can be."""
    if len(word) > MAX_NUMBER_CHARS and "T" not in word:
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
