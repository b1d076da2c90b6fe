"""Sites: palaces, hotels, airports and other buildings, by the last word of their names or from a short list.

A site that is only described ("the presidential palace") has no name of its own and is not a place, but can be a venue.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from diplotext_venues.lexicon import sites
from diplotext_venues.named_places import NamedPlace

AT = "[Aa]t|[Ii]n|[Nn]ear|[Oo]utside|[Ii]nside|visit(?:s|ed|ing)?|toured"
"""Words that a site follows."""


@cache
def _named() -> re.Pattern[str]:
    heads = "|".join(sorted(sites("head"), key=lambda head: (-len(head), head)))
    return re.compile(
        rf"\b(?P<at>{AT}|[Tt]o) (?:the |his |her |their |its )?"
        rf"(?P<name>[A-Z][\w.'’-]*(?: (?:[A-Z][\w.'’-]*|of|de|des|la|and|the)){{0,5}}? (?:{heads}))\b"
    )


@cache
def _known() -> re.Pattern[str]:
    names = "|".join(sorted(map(re.escape, sites("name")), key=lambda name: (-len(name), name)))
    return re.compile(
        rf"\b(?:{AT}|(?<!ccording )[Tt]o) (?:the |his |her |their )?"
        rf"(?P<name>{names})\b"
    )


def named_sites(text: str) -> Iterator[NamedPlace]:
    """Sites with a name after a preposition of place."""
    for match in _known().finditer(text):
        yield NamedPlace(*match.span("name"), "place.site-known", site=True)
    for match in _named().finditer(text):
        yield NamedPlace(*match.span("name"), "place.site-head", site=True)
