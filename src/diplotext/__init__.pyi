"""The public names, for type checkers and for the lazy import in `__init__.py`: the one list of them."""

from . import interop, schema, wire
from .errors import (
    AnnotationError,
    ArticleError,
    ArticleWarning,
    ClaimError,
    ContractError,
    DiplotextError,
    FolderError,
    MissingExtraError,
    PipelineError,
    PluginError,
    SampleError,
    SpanError,
    TimeLimitError,
    WireError,
)
from .events import event_rules
from .io.inputs import load_articles
from .knowledge import Knowledge, Match, Name, Record
from .linking import Difference, Story, stories
from .model.annotations import (
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
from .model.document import Document
from .model.events import Argument, Event
from .model.meetings import HostEvent, Meeting, Participant, Venue
from .model.provenance import Failure, LanguageModel
from .model.statements import Attribution, Mode, Statement
from .model.times import TimeExpression, Timex3
from .pipeline.pipeline import Pipeline, read
from .plugin.extractor import Extractor, Reading
from .plugin.hooks import hookimpl
from .plugin.readers import ArticleFile, Reader
from .plugin.registry import Registry
from .plugin.rules import Rule, rules_from
from .plugin.writers import Writer
from .tabular.tables import tables
from .text.article_header import Frame
from .text.quotations import Quotation
from .text.spans import Span
from .verification import Claim, Evidence, MeetingClaim, Verdict, verify

__version__: str

__all__ = [
    "Annotation",
    "AnnotationError",
    "Argument",
    "ArticleError",
    "ArticleFile",
    "ArticleWarning",
    "Attribution",
    "Claim",
    "ClaimError",
    "ContractError",
    "Difference",
    "DiplotextError",
    "Document",
    "Entity",
    "Event",
    "Evidence",
    "Extractor",
    "Failure",
    "FolderError",
    "Form",
    "Frame",
    "HostEvent",
    "Knowledge",
    "LanguageModel",
    "Match",
    "Meeting",
    "MeetingClaim",
    "Mention",
    "MissingExtraError",
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
    "Reader",
    "Reading",
    "Record",
    "Registry",
    "Rule",
    "SampleError",
    "Span",
    "SpanError",
    "State",
    "Statement",
    "Story",
    "TimeExpression",
    "TimeLimitError",
    "Timex3",
    "Venue",
    "Verdict",
    "WireError",
    "Writer",
    "event_rules",
    "hookimpl",
    "interop",
    "load_articles",
    "read",
    "rules_from",
    "schema",
    "stories",
    "tables",
    "verify",
    "wire",
]
