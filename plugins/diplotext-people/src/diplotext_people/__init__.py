"""Persons, the offices they hold, and the surnames, titles and pronouns that refer to them.

Names are found by what surrounds them (a title, an apposition, a reporting verb) and by known first names; a text's
later "Lavrov", "the Russian foreign minister" and "he" are joined to the person they stand for.
"""

from __future__ import annotations

from diplotext import Extractor, hookimpl
from diplotext_people.extractor import PeopleExtractor

__all__ = ["PeopleExtractor", "diplotext_extractors"]


@hookimpl
def diplotext_extractors() -> list[type[Extractor]]:
    """The extractor of persons."""
    return [PeopleExtractor]
