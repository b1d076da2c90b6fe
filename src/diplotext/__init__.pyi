"""The public names, for type checkers and for the lazy import in `__init__.py`: the one list of them."""

from . import interop, schema, wire
from .annotations import (
    Annotation,
    Entity,
    Form,
    Mention,
    Office,
    Organization,
    Person,
    Place,
    State,
)
from .document import Document, Failure, LanguageModel
from .errors import (
    ArticleError,
    ContractError,
    DiplotextError,
    PipelineError,
    PluginError,
    SpanError,
    WireError,
)
from .extractor import Extractor, Reading
from .hooks import hookimpl
from .knowledge import Knowledge, Match, Name, Record
from .layout import Frame
from .meetings import HostEvent, Meeting, Participant, Venue
from .pipeline import Pipeline, read
from .quotations import Quotation
from .registry import Registry
from .rules import Rule, rules_from
from .spans import Span
from .statements import Attribution, Mode, Statement
from .times import TimeExpression, Timex3
from .writers import Writer

__version__: str

__all__ = [
    "Annotation",
    "ArticleError",
    "Attribution",
    "ContractError",
    "DiplotextError",
    "Document",
    "Entity",
    "Extractor",
    "Failure",
    "Form",
    "Frame",
    "HostEvent",
    "Knowledge",
    "LanguageModel",
    "Match",
    "Meeting",
    "Mention",
    "Mode",
    "Name",
    "Office",
    "Organization",
    "Participant",
    "Person",
    "Pipeline",
    "PipelineError",
    "Place",
    "PluginError",
    "Quotation",
    "Reading",
    "Record",
    "Registry",
    "Rule",
    "Span",
    "SpanError",
    "State",
    "Statement",
    "TimeExpression",
    "Timex3",
    "Venue",
    "WireError",
    "Writer",
    "hookimpl",
    "interop",
    "read",
    "rules_from",
    "schema",
    "wire",
]
