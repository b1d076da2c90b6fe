"""The public names of the event engine, for type checkers and for the lazy import in `__init__.py`."""

from .annotated import AnnotatedTokens, Named
from .circumstances import CircumstanceReader, Circumstances
from .extraction import definitions, event_lexicons, event_rules, events, support_of
from .matching import EventMatch, Matcher, Rules
from .parties import Party, PartyReader
from .rule_files import EventRule
from .status import Verdict, status_of

__all__ = [
    "AnnotatedTokens",
    "CircumstanceReader",
    "Circumstances",
    "EventMatch",
    "EventRule",
    "Matcher",
    "Named",
    "Party",
    "PartyReader",
    "Rules",
    "Verdict",
    "definitions",
    "event_lexicons",
    "event_rules",
    "events",
    "status_of",
    "support_of",
]
