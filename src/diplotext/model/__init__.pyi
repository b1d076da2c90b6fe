"""The public names of what is found, for type checkers and for the lazy import in `__init__.py`."""

from .annotations import (
    Annotation,
    Entity,
    Form,
    Mention,
    NamedBy,
    Office,
    Organization,
    Person,
    Place,
    State,
)
from .articles import Article, as_document
from .document import CORE_TYPES, Document
from .events import Argument, Event
from .meetings import Channel, HostEvent, Meeting, MeetingKind, Participant, Status, Venue
from .provenance import Failure, LanguageModel
from .references import references_of, replaced, spans_of
from .statements import Attribution, Medium, Mode, SourceKind, Statement
from .times import TimeExpression, TimeKind, Timex3, TimexType

__all__ = [
    "CORE_TYPES",
    "Annotation",
    "Argument",
    "Article",
    "Attribution",
    "Channel",
    "Document",
    "Entity",
    "Event",
    "Failure",
    "Form",
    "HostEvent",
    "LanguageModel",
    "Medium",
    "Meeting",
    "MeetingKind",
    "Mention",
    "Mode",
    "NamedBy",
    "Office",
    "Organization",
    "Participant",
    "Person",
    "Place",
    "SourceKind",
    "State",
    "Statement",
    "Status",
    "TimeExpression",
    "TimeKind",
    "Timex3",
    "TimexType",
    "Venue",
    "as_document",
    "references_of",
    "replaced",
    "spans_of",
]
