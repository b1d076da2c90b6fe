"""Unions of word lists that rules ask for at every word: each is made once."""

from __future__ import annotations

from functools import cache

from diplotext_venues.lexicon import words


@cache
def any_of(*roles: str, also: tuple[str, ...] = (), without: tuple[str, ...] = ()) -> frozenset[str]:
    """The words of several roles of `words.csv` together, in lower case.

    Args:
        *roles: The roles.
        also: Further words.
        without: Words that are left out.
    """
    return frozenset(also).union(*map(words, roles)).difference(without)
