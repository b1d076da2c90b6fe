"""What can be sampled and judged: `data/kinds.toml` says what coders are asked about each kind of record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import attrs
from immutabledict import immutabledict

from diplotext.errors import SampleError, nearest
from diplotext.knowledge.tables import toml
from diplotext.model.annotations import Annotation, Entity, Mention, Organization, Person, Place, State
from diplotext.model.document import Document
from diplotext.model.meetings import Meeting
from diplotext.model.statements import Statement
from diplotext.model.times import TimeExpression
from diplotext.tabular.articles import ArticleRows, joined
from diplotext.tabular.cells import Value
from diplotext.tabular.tables import MAKERS

Row = dict[str, Value]
"""The cells of a row by column."""

YES, NO, UNSURE = "yes", "no", "unsure"
ANSWERS = (YES, NO, UNSURE)

TYPES: Mapping[str, type[Annotation]] = immutabledict(
    {kind.wire_name: kind for kind in (Statement, Meeting, TimeExpression, Organization, State, Person, Place)}
)


@attrs.frozen
class Question:
    """A question that is answered with yes, no or unsure.

    Attributes:
        name: The column of the answers.
        ask: The question.
        decides: Whether the record is wrong if the answer is no.
    """

    name: str
    ask: str
    decides: bool = True


@attrs.frozen
class Correction:
    """A field of which a coder chooses the right value, if the one found is wrong.

    Attributes:
        name: The field.
        ask: The question.
        values: All values.
        decides: Whether the record is wrong if the value is.
    """

    name: str
    ask: str
    values: tuple[str, ...] = attrs.field(converter=tuple)
    decides: bool = False

    @property
    def column(self) -> str:
        """The column of the answers."""
        return f"{self.name}_is"


@attrs.frozen
class Kind:
    """A kind of record.

    Attributes:
        name: Its name, such as `statements`.
        type: The type of its annotations.
        noun: What one is called.
        shown: The fields that coders see.
        questions: What they are asked.
        corrections: The fields that they correct.
    """

    name: str
    type: type[Annotation]
    noun: str
    shown: tuple[str, ...]
    questions: tuple[Question, ...]
    corrections: tuple[Correction, ...]

    @property
    def answers(self) -> tuple[str, ...]:
        """The columns that coders fill in."""
        return (*(one.name for one in self.questions), *(one.column for one in self.corrections))


@cache
def kinds() -> Mapping[str, Kind]:
    """All kinds by name, in order."""
    data: Mapping[str, Any] = toml("diplotext.evaluation", "kinds.toml")
    return immutabledict({name: _kind(name, table) for name, table in data.items()})


def _kind(name: str, table: Mapping[str, Any]) -> Kind:
    return Kind(
        name,
        TYPES[table["type"]],
        table["noun"],
        tuple(table["shown"]),
        tuple(Question(**question) for question in table["questions"]),
        tuple(Correction(**correction) for correction in table.get("corrections", ())),
    )


def kind_of(name: str) -> Kind:
    """The kind of a name.

    Raises:
        SampleError: If there is none.
    """
    try:
        return kinds()[name]
    except KeyError:
        raise SampleError(f"there are no records called {name!r}: {nearest(name, kinds())}") from None


def records_of(document: Document, kind: Kind) -> tuple[Annotation, ...]:
    """The records of a kind that were found in a document, in order."""
    return document.of(kind.type)


def rows_of(article: ArticleRows, kind: Kind) -> Iterator[Row]:
    """The rows of the records of a kind, in the same order: what `diplotext tables` has of each."""
    if kind.name in MAKERS:
        yield from MAKERS[kind.name](article)
        return
    for entity in records_of(article.document, kind):
        assert isinstance(entity, Entity)
        first = named_first(entity)
        yield {
            "id": article.id_of(entity),
            "document": article.document.id,
            "start": first.start if first else None,
            "end": first.end if first else None,
            "text": first.text if first else None,
            "name": entity.name,
            "category": entity.category if isinstance(entity, Organization | Place) else None,
            "country": entity.country if isinstance(entity, Place) else None,
            "offices": joined(office.title for office in entity.offices) if isinstance(entity, Person) else None,
            "rule": entity.rule,
            "confidence": entity.confidence,
        }


def named_first(entity: Entity) -> Mention | None:
    """The first mention of an entity by name, else its first mention: the one that is judged."""
    return next((mention for mention in entity.mentions if mention.form == "name"), next(iter(entity.mentions), None))
