"""How much a word says: the rarer, the more. The counts come from a table, so two articles can be compared."""

from __future__ import annotations

import math
import re
from functools import cache, lru_cache

from diplotext.comparison.wording import calendar, function_words, singular, stem, words_of
from diplotext.knowledge.tables import Table

STEMS = Table("diplotext.linking", "stems.csv", columns=("stem", "sentences"))
ALL = "*"
TOWARDS = re.compile(r"(?<=st|th)wards?$")  # "eastward"
MIN_WEIGHT = 0.5
MAX_WEIGHT = 6.0
NAME_WEIGHTS = {"person": 3.0, "state": 2.5, "organization": 4.0, "place": 4.0}
NUMBER_WEIGHT = 4.0


@cache
def _counts() -> dict[str, int]:
    return {row["stem"]: int(row["sentences"]) for row in STEMS.rows}


@lru_cache(maxsize=100_000)
def weight_of(term: str) -> float:
    """The weight of a stem: the logarithm of how rare it is."""
    if term[0].isdigit():
        return NUMBER_WEIGHT
    counts = _counts()
    return min(MAX_WEIGHT, max(MIN_WEIGHT, math.log(counts[ALL] / (1 + counts.get(term, 0))) - 1))


@lru_cache(maxsize=100_000)
def term_of(key: str) -> str | None:
    """The stem of a key that says something; None of a function word, a negation or a name of the calendar."""
    if key in function_words() or key in calendar() or singular(key) in words_of("negations"):
        return None
    return stem(TOWARDS.sub("", key))
