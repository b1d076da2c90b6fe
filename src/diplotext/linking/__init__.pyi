"""The public names of linking, for type checkers and for the lazy import in `__init__.py`."""

from .records import Difference, JoinedMeeting, JoinedStatement, Link, Report, Slot, Story, StorySource, Value, Variant
from .stories import Linker, stories
from .timelines import Formula, TimelineEntry, formulas, timeline

__all__ = [
    "Difference",
    "Formula",
    "JoinedMeeting",
    "JoinedStatement",
    "Link",
    "Linker",
    "Report",
    "Slot",
    "Story",
    "StorySource",
    "TimelineEntry",
    "Value",
    "Variant",
    "formulas",
    "stories",
    "timeline",
]
