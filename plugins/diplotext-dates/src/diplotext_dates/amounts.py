"""The numbers that tokens and words say: `twenty-four`, `2 1/2`, `1,500`, `the twenty-first`, `nineteen ninety-six`."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache

from diplotext_dates.lexicon import words


@lru_cache(maxsize=4096)
def number(text: str) -> Fraction | None:
    """The number that a phrase says; None for a vague one (`several`).

    Raises:
        ValueError: If it says no number at all.
    """
    phrase = " ".join(text.casefold().replace("-", " ").split())
    if phrase in words("VAGUENUM"):
        return Fraction(2) if "couple" in phrase else None
    if phrase in words("DOZEN"):
        return Fraction(words("DOZEN")[phrase])
    if phrase in ("a", "an", "another", "single"):
        return Fraction(1)
    if phrase.startswith("half a"):
        return Fraction(1, 2)
    if phrase.endswith((" and a half", " and one half")):
        inner = number(re.sub(r" and (?:a|one) half$", "", phrase))
        return None if inner is None else inner + Fraction(1, 2)
    match = re.fullmatch(r"(?:(\d[\d,]*(?:\.\d+)?) ?)??(?:(\d{1,2}) ?/ ?([1-9]\d?))?", phrase)
    if match and phrase:
        whole = Fraction(match[1].replace(",", "")) if match[1] else Fraction(0)
        return whole + (Fraction(int(match[2]), int(match[3])) if match[2] else 0)
    if match := re.fullmatch(r"(\d[\d,]*(?:\.\d+)?) (\w+)", phrase):
        return Fraction(match[1].replace(",", "")) * _spelled(match[2])
    return Fraction(_spelled(phrase))


def ordinal(text: str) -> int:
    """The number of an ordinal or a day of the month: `2nd`, `second`, `twenty-first`, `2`; `last` is -1.

    Raises:
        ValueError: If it is none.
    """
    phrase = " ".join(text.casefold().replace("-", " ").split())
    if phrase in ("last", "final", "closing"):
        return -1
    if phrase == "opening":
        return 1
    if match := re.match(r"\d+", phrase):
        return int(match[0])
    *tens, last = phrase.split()
    found = words("Ord").get(last) or words("ONES").get(last) or words("TEENS").get(last) or words("TENS").get(last)
    if found is None:
        raise ValueError(f"{text!r} is not an ordinal")
    return sum(int(words("TENS").get(word, "0")) for word in tens) + int(found)


def year_number(text: str) -> int:
    """The year that is written or spelled: `1996`, `nineteen ninety-six`, `two thousand and one`, `twenty-ten`.

    Raises:
        ValueError: If it is none.
    """
    phrase = " ".join(text.casefold().replace("-", " ").split())
    if phrase.isdigit():
        return int(phrase)
    if "thousand" in phrase or "hundred" in phrase:
        return _spelled(phrase)
    first, *rest = phrase.split()
    return 100 * _spelled(first) + _spelled(" ".join(word for word in rest if word != "oh"))


def _spelled(phrase: str) -> int:
    total = current = 0
    for word in phrase.split():
        if word == "and":
            continue
        if word in ("a", "an"):
            current = 1
            continue
        found = next((words(name)[word] for name in ("ONES", "TEENS", "TENS", "SCALE") if word in words(name)), None)
        if found is None:
            raise ValueError(f"{phrase!r} is not a number")
        value = int(found)
        if value >= 1000:
            total, current = total + (current or 1) * value, 0
        elif value == 100:
            current = (current or 1) * value
        else:
            current += value
    return total + current
