"""Time expressions in English news, normalised against the publication date.

`DateExtractor` finds dates, ranges, durations, times of day and sets of times with a grammar that is kept as data,
and says which days each of them means: never more than the text and the publication date determine.
"""

from __future__ import annotations

from collections.abc import Iterable

from diplotext import Extractor, hookimpl
from diplotext_dates.extractor import DateExtractor

__all__ = ["DateExtractor", "diplotext_extractors"]


@hookimpl
def diplotext_extractors() -> Iterable[type[Extractor]]:
    """The extractors of this package."""
    return [DateExtractor]
