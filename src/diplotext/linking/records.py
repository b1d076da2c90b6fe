"""What is found across documents: who reports what, where reports agree, and where they differ.

A difference is a place to look at. Which of the reports is right is never decided.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from typing import Any, Literal

import attrs

from diplotext.comparison.differences import WordDifference

Relation = Literal["agreement", "detail", "difference"]
DifferenceKind = Literal[
    "speaker", "party", "place", "date", "number", "polarity", "status", "medium", "round", "words"
]

SCHEMA = 1
"""Version of the JSON of a story."""


@attrs.frozen
class StorySource:
    """A document of a story.

    Attributes:
        document: Its id.
        outlet: Who published it, from its `source`; None if unknown.
        published: The day of publication.
        title: Its title.
        copy_of: Id of an earlier document of the story that it is nearly a copy of; it is not a witness of its own.
    """

    document: str
    outlet: str | None = None
    published: datetime.date | None = None
    title: str | None = None
    copy_of: str | None = None

    @property
    def name(self) -> str:
        """The outlet, else the id of the document."""
        return self.outlet or self.document


@attrs.frozen
class Report:
    """A meeting or a statement as one document has it.

    Attributes:
        document: Id of the document.
        annotation: Id of the annotation on the wire, such as `statement:3`.
        start: Offset of the words in the document.
        end: Offset after them.
        text: The words.
        by: Names of those who say it, or meet.
    """

    document: str
    annotation: str
    start: int
    end: int
    text: str
    by: tuple[str, ...] = ()

    @property
    def ref(self) -> str:
        """Document and annotation, with a number sign between them."""
        return f"{self.document}#{self.annotation}"


@attrs.frozen
class Link:
    """Why two reports were joined.

    Attributes:
        first: `ref` of the one.
        second: `ref` of the other.
        score: How much they have in common, from 0 to 1.
        reason: What they have in common, in words.
    """

    first: str
    second: str
    score: float
    reason: str


@attrs.frozen
class Difference:
    """Two reports of one thing that do not agree, to be checked by somebody: neither is judged.

    Attributes:
        kind: `speaker`, `party`, `place`, `date`, `number`, `polarity` (one denies what the other says), `status`,
            `medium`, `round`, or `words` (quoted words differ).
        first: What the one has.
        second: What the other has.
        reports: The two reports, in this order.
    """

    kind: DifferenceKind
    first: str
    second: str
    reports: tuple[Report, Report]

    def __str__(self) -> str:
        one, other = self.reports
        return f"{self.kind}: {self.first} ({one.document}) | {self.second} ({other.document})"


@attrs.frozen
class Value:
    """A value of a slot, and the documents that have it.

    Attributes:
        value: The value, for reading: a name, a day, a status.
        documents: Ids of the documents.
        repaired: Whether it is not what the document says but comes from a better witness; see `from_document`.
        from_document: Id of that witness.
    """

    value: str
    documents: tuple[str, ...]
    repaired: bool = False
    from_document: str | None = None


@attrs.frozen
class Slot:
    """One aspect of a joined meeting.

    Attributes:
        name: `parties`, `date`, `place`, `status`, `kind`, `medium`, `host_event`, `round`.
        relation: `agreement` (two or more say the same), `detail` (only some say it, or some say it more exactly),
            `difference`.
        values: All values.
    """

    name: str
    relation: Relation
    values: tuple[Value, ...]


@attrs.frozen
class JoinedMeeting:
    """A meeting that several documents report.

    Attributes:
        reports: The meeting in each of the documents.
        slots: What they say about it.
        differences: Where they do not agree.
        witnesses: How many of the documents are independent: neither copies nor from one outlet.
        links: Why they were joined.
    """

    reports: tuple[Report, ...]
    slots: tuple[Slot, ...]
    differences: tuple[Difference, ...]
    witnesses: int
    links: tuple[Link, ...]

    def slot(self, name: str) -> Slot | None:
        """The slot of a name; None if no report says anything of it."""
        return next((slot for slot in self.slots if slot.name == name), None)


@attrs.frozen
class Variant:
    """One wording of a joined statement, compared with the first.

    Attributes:
        report: The statement in its document.
        text: The sentence of it that is compared.
        mode: `direct`, `indirect` or `mixed`.
        differences: The words that differ from those of the first variant; empty if they are the same.
    """

    report: Report
    text: str
    mode: str
    differences: tuple[WordDifference, ...] = ()


@attrs.frozen
class JoinedStatement:
    """A statement that several documents report, in the same words or others.

    Attributes:
        variants: The wordings, the first one first: the fullest quotation, else the longest report.
        speakers: Who is cited for it, each with the documents.
        differences: Where they do not agree.
        witnesses: How many of the documents are independent.
        links: Why they were joined.
    """

    variants: tuple[Variant, ...]
    speakers: tuple[Value, ...]
    differences: tuple[Difference, ...]
    witnesses: int
    links: tuple[Link, ...]

    @property
    def reports(self) -> tuple[Report, ...]:
        """The statement in each of the documents."""
        return tuple(variant.report for variant in self.variants)


@attrs.frozen
class Story:
    """What several documents report of the same, side by side.

    Attributes:
        id: Made from the ids of the documents; the same for the same documents.
        sources: The documents, in the order of their dates.
        meetings: Meetings that two or more of them have.
        statements: Statements that two or more of them have.
        alone: Meetings and statements that one document has and no other, by document id.
    """

    id: str
    sources: tuple[StorySource, ...]
    meetings: tuple[JoinedMeeting, ...]
    statements: tuple[JoinedStatement, ...]
    alone: Mapping[str, tuple[Report, ...]] = attrs.field(factory=dict, hash=False)

    @property
    def differences(self) -> tuple[Difference, ...]:
        """All places where documents do not agree."""
        joined: Iterable[JoinedMeeting | JoinedStatement] = (*self.meetings, *self.statements)
        return tuple(difference for one in joined for difference in one.differences)

    @property
    def parties(self) -> tuple[str, ...]:
        """Names of those who meet or speak in it, those of the first reports first."""
        joined: Iterable[JoinedMeeting | JoinedStatement] = (*self.meetings, *self.statements)
        return tuple(dict.fromkeys(name for one in joined for report in one.reports for name in report.by))

    def source(self, document: str) -> StorySource:
        """The source with a document id.

        Raises:
            KeyError: If the story has no such document.
        """
        for source in self.sources:
            if source.document == document:
                return source
        raise KeyError(document)

    def to_dict(self) -> dict[str, Any]:
        """The story as values that JSON can hold."""
        content = attrs.asdict(self, value_serializer=_plain)
        return {"schema": SCHEMA, **content}

    def __str__(self) -> str:
        who = ", ".join(self.parties[:4])
        return f"{len(self.sources)} documents, {len(self.differences)} differences: {who}"


def _plain(_instance: Any, _field: Any, value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime.date) else value
