"""Organizations, diplomatic formats, states and their acronyms.

Known names come from the records of `reading.knowledge`; names that no table holds are found by the nouns that head
them ("Ministry of ...", "... Council") and by the acronyms that a text defines.
"""

from __future__ import annotations

from diplotext import Extractor, hookimpl
from diplotext_organizations.extractor import OrganizationExtractor

__all__ = ["OrganizationExtractor", "diplotext_extractors"]


@hookimpl
def diplotext_extractors() -> list[type[Extractor]]:
    """The extractor of organizations and states."""
    return [OrganizationExtractor]
