"""Who met whom, where and at whose event: places and meetings for diplotext.

The plugin contributes three extractors: `places` finds cities, regions and sites, `venues` meetings, and `events` finds
events of other types by rules that are added to it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from diplotext import hookimpl
from diplotext_venues.events import EventExtractor
from diplotext_venues.extractor import VenueExtractor
from diplotext_venues.places import PlaceExtractor

if TYPE_CHECKING:
    from diplotext import Extractor

__all__ = ["EventExtractor", "PlaceExtractor", "VenueExtractor", "diplotext_extractors"]


@hookimpl
def diplotext_extractors() -> list[type[Extractor]]:
    """The extractors of this plugin."""
    return [PlaceExtractor, VenueExtractor, EventExtractor]
