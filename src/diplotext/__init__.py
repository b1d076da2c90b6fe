"""Typed, checkable facts from English diplomatic and political news.

    import diplotext

    document = diplotext.read(text, published="2021-12-02")
    for statement in document.statements:
        print(statement.speaker, "|", statement.cue, "|", statement.text)

Importing this package loads no spaCy and no plugin.
"""

from diplotext.annotations import (
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
from diplotext.document import Document, Failure
from diplotext.errors import (
    ArticleError,
    ContractError,
    DiplotextError,
    PipelineError,
    PluginError,
    SpanError,
    WireError,
)
from diplotext.extractor import Extractor, Reading
from diplotext.hooks import hookimpl
from diplotext.knowledge import Knowledge, Match, Name, Record
from diplotext.layout import Frame, Quotation
from diplotext.meetings import HostEvent, Meeting, Participant, Venue
from diplotext.pipeline import Pipeline, read
from diplotext.registry import Registry
from diplotext.spans import Span
from diplotext.statements import Attribution, Statement
from diplotext.times import TimeExpression, Timex3
from diplotext.writers import Writer

__version__ = "0.1.0"

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
    "Match",
    "Meeting",
    "Mention",
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
    "read",
]
