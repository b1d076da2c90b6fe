"""Annotated articles for measurements: documents in the wire format, with annotations that the core has no field for.

    from diplotext.testing import corpus, scores

    documents = corpus.load("gold.jsonl", part="development")
    print(scores.score(documents, pipeline))

What the corpus annotates beyond the types of the core has its own types here, so that it is read, written and pickled
in the same way: `Group`, `StatementDetail`, `MeetingDetail`, `NoMeeting`, `Rejected`, `LeftOpen`.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar, Literal

import attrs

from diplotext.errors import WireError
from diplotext.io import wire
from diplotext.model.annotations import Annotation, Entity, Mention, Organization, as_mentions
from diplotext.model.document import Document
from diplotext.model.meetings import Channel, HostEvent, Meeting, MeetingKind, Participant, Status, Venue
from diplotext.model.statements import Statement
from diplotext.model.times import TimeExpression

PARTS = ("train", "development", "test")


@attrs.frozen(kw_only=True, repr=False, cache_hash=True)
class Group(Annotation):
    """Unnamed persons who speak or take part ("two senior officials").

    Attributes:
        name: The description.
        of: The state or organization that it represents; None if not stated.
        mentions: Where the text refers to it.
    """

    name: str
    of: Entity | None = None
    mentions: tuple[Mention, ...] = attrs.field(default=(), converter=as_mentions)


@attrs.frozen(kw_only=True, repr=False, cache_hash=True)
class NoMeeting(Annotation):
    """A meeting that the text denies or only supposes: the fields of a meeting, and which of the two.

    Attributes:
        kind: See `Meeting`.
        medium: See `Meeting`.
        status: See `Meeting`.
        participants: See `Meeting`.
        venue: See `Meeting`.
        host_event: See `Meeting`.
        time: See `Meeting`.
        round: See `Meeting`.
        format: See `Meeting`.
        reality: `denied` or `hypothetical`.
    """

    wire_name: ClassVar[str] = "no-meeting"

    kind: MeetingKind
    medium: Channel = "unknown"
    status: Status
    participants: tuple[Participant, ...] = ()
    venue: Venue | None = None
    host_event: HostEvent | None = None
    time: TimeExpression | None = None
    round: int | None = None
    format: Organization | None = None
    reality: Literal["denied", "hypothetical"]


@attrs.frozen(kw_only=True, repr=False, cache_hash=True)
class StatementDetail(Annotation):
    """What the corpus says about a statement beyond its fields.

    Attributes:
        of: The statement.
        named: Whether all speakers are named in the text.
        soft: Whether the content is only a noun phrase, an infinitive or a small clause.
        nested: Whether it is reported inside another statement.
        asked: Whether the content is a question.
        told_before: Whether it is announced beforehand ("will say").
        described: For each speaker, the group that it is, or None.
        meeting: The meeting at which it was said.
    """

    wire_name: ClassVar[str] = "statement-detail"

    of: Statement
    named: bool = True
    soft: bool = False
    nested: bool = False
    asked: bool = False
    told_before: bool = False
    described: tuple[Group | None, ...] = ()
    meeting: Meeting | NoMeeting | None = None


@attrs.frozen(kw_only=True, repr=False, cache_hash=True)
class MeetingDetail(Annotation):
    """What the corpus says about a meeting beyond its fields.

    Attributes:
        of: The meeting.
        roles: For each participant, `participant`, `host`, `guest`, `mediator` or `observer`.
        described: For each participant, the group that it is, or None.
        country_inferred: Code of the country of the venue, if the text does not name it.
    """

    wire_name: ClassVar[str] = "meeting-detail"

    of: Meeting | NoMeeting
    roles: tuple[str, ...] = ()
    described: tuple[Group | None, ...] = ()
    country_inferred: str | None = None


@attrs.frozen(kw_only=True, repr=False, cache_hash=True)
class Rejected(Annotation):
    """Words that look like a statement or a meeting, and are not.

    Attributes:
        reason: The reason, in a word.
    """

    reason: str


@attrs.frozen(kw_only=True, repr=False, cache_hash=True)
class LeftOpen(Annotation):
    """Words that annotators left undecided: what is found there is neither right nor wrong.

    Attributes:
        kind: `meeting`, for any that is named there; or `statement`, for one of which half is there.
    """

    wire_name: ClassVar[str] = "left-open"

    kind: Literal["statement", "meeting"] = "meeting"


TYPES: tuple[type[Annotation], ...] = (Group, NoMeeting, StatementDetail, MeetingDetail, Rejected, LeftOpen)
"""The types of the corpus besides those of the core, to be passed to `diplotext.wire.from_dict`."""


def load(
    path: str | Path, part: str | Iterable[str] | None = None, style: str | Iterable[str] | None = None
) -> list[Document]:
    """The annotated articles of a file.

    Args:
        path: JSON Lines in the wire format.
        part: Only these parts: `train`, `development` or `test`. The test part is for measurements before a release;
            developers do not read its articles.
        style: Only these styles: `news`, `read-out`, `statement`, `transcript`.

    Raises:
        WireError: If a line does not follow the format, or no article is left.
    """
    parts, styles = ({value} if isinstance(value, str) else set(value or ()) for value in (part, style))
    with Path(path).open(encoding="utf-8") as lines:
        documents = [
            document
            for document in wire.read_lines(lines, TYPES)
            if (not parts or document.source.get("part") in parts)
            and (not styles or document.source.get("style") in styles)
        ]
    if not documents:
        raise WireError(f"{path} contains no article of part {part!r} and style {style!r}")
    return documents


def unread(document: Document) -> Document:
    """The article without annotations, as it is given to a system under test.

    Args:
        document: An annotated article.
    """
    return Document(document.text, id=document.id, title=document.title, published=document.published)


def details(document: Document) -> dict[Statement, StatementDetail]:
    """What the corpus says about each statement beyond its fields.

    Args:
        document: An annotated article.
    """
    return {detail.of: detail for detail in document.of(StatementDetail)}
