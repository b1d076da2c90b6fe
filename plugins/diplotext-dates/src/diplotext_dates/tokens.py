"""From text to tokens, and from tokens to islands: runs of words that a time expression could be made of.

A token has classes (`MONTH`, `Num`, `Unit`): those of its word in the vocabulary, its own word where a rule names it,
or what its digits can be. Words without a class end an island, so that rules only ever see a few tokens.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import attrs

from diplotext_dates.alphabet import symbol_of
from diplotext_dates.vocabulary import entries

LONGEST_ISLAND = 48  # tokens; a longer run of numbers and connectives is cut
GAP = 3  # characters of white space between two tokens of one expression
TOKEN = re.compile(
    r"""
      \d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?(?![\w:])
    | \d{1,3}(?:,\d{3})+(?![\d,])
    | (?<![\d.,])\d+\.\d+(?![.\d])
    | \d+(?:st|nd|rd|th|s)(?!\w) | \d+
    | o['’]clock(?!\w) | [aApP]\.[mM]\.(?!\w) | [aApP]\.?[mM](?!\w) | [bB]\.[cC]\.(?:[eE]\.)?
    | ['’]s(?!\w) | [^\W\d_]+ | \S
    """,
    re.VERBOSE,
)
PUNCTUATION = frozenset(",-–—/.:()~'’‘>=<")


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
    words, phrases = entries()
    run: list[Token] = []
    seeded = False
    last = start
    skip_to = start
    for match in TOKEN.finditer(text, start, end):
        begin = match.start()
        if begin < skip_to:
            continue
        word = match[0]
        token: Token | None = None
        entry = words.get(word.casefold())
        if entry is None and word in PUNCTUATION:
            if not run and word not in "'’‘":
                continue
            token = Token(begin, match.end(), word, frozenset(), "-" if word in "–—" else "'" if word in "’‘" else word)
        elif word[0].isdigit():
            classes = digits(word)
            token = Token(begin, match.end(), word, classes, symbol_of(classes))
        else:
            stop = match.end()
            first = word.casefold()
            for phrase, item in phrases.get(first, ()):
                if (found := phrase.match(text, begin, end)) is not None:
                    entry, stop = item, found.end()
                    break
            if entry is not None:
                if entry.dotted and text[stop : stop + 1] == "." and stop < end:
                    stop += 1
                token = Token(begin, stop, text[begin:stop], entry.classes, symbol_of(entry.classes))
                skip_to = stop
        if run and (token is None or begin - last > GAP or len(run) >= LONGEST_ISLAND):
            if seeded:
                yield _island(run)
            run, seeded = [], False
        if token is not None:
            run.append(token)
            seeded = (
                seeded
                or not SEEDS.isdisjoint(token.classes)
                or (word in "/:" and len(run) > 1 and "INT" in run[-2].classes)
            )
            last = token.end
    if run and seeded:
        yield _island(run)


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
        *("SEASON", "SEASONS", "PART", "PARTS", "FREQ", "VAGUE", "AMPM", "IsoTime", "NOON", "ZONE", "DomOrd", "EOX"),
        *("BC", "century", "weekend", "quarter", "half", "q", "h", "TEENS", "TENS", "OCLOCK", "future", "past"),
    )
)  # what makes a time; an island without one is not looked at


def _island(run: list[Token]) -> Island:
    symbols: list[str] = []
    for index, token in enumerate(run):
        if index:
            before = run[index - 1]
            if token.start > before.end:
                symbols.append(" ")
            elif token.classes and before.classes and token.text[0] not in "'’":
                symbols.append("·")
        symbols.append(token.symbol)
    return Island(tuple(run), "".join(symbols))


@lru_cache(maxsize=8192)
def digits(word: str) -> frozenset[str]:
    """What a number can be."""
    if "T" in word:
        return frozenset(("IsoTime",))
    if "," in word:
        return frozenset(("Num", "BIG"))
    if "." in word:
        whole, part = word.split(".")
        is_clock = len(part) == 2 and int(part) < 60 and int(whole) < 24
        return frozenset(("Num", "DECIMAL", *(("CLOCKDOT",) if is_clock else ())))
    if not word.isdigit():
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
        found += ["HHMM"] * (number // 100 < 24 and number % 100 < 60)
    return frozenset(found)
