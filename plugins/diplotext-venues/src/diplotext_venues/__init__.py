"""Who met whom, where and at whose event: places and meetings for diplotext.

The plugin contributes two extractors: `places` finds cities, regions and sites, `venues` finds meetings.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from diplotext import hookimpl
from diplotext_venues.extractor import VenueExtractor
from diplotext_venues.places import PlaceExtractor

if TYPE_CHECKING:
    from diplotext import Extractor

__all__ = ["PlaceExtractor", "VenueExtractor", "diplotext_extractors"]


@hookimpl
def diplotext_extractors() -> list[type[Extractor]]:
    """The extractors of this plugin."""
    return [PlaceExtractor, VenueExtractor]
