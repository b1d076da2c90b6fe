"""Claims: what somebody says that articles say. They come from dicts, from files of other tools, or from a draft."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import attrs

from diplotext.comparison.wording import Wording
from diplotext.errors import ClaimError, nearest
from diplotext.io.json_text import parsed
from diplotext.model.annotations import one_of
from diplotext.model.document import Document
from diplotext.model.meetings import Meeting, Status
from diplotext.model.statements import Statement
from diplotext.text.spans import Span

DAY = len("2021-12-02")


def _text(value: Any, key: str) -> str | None:
    if value is None:
        return None
    if not isinstance(value, str):
        raise ClaimError(f"{key}: {value!r} is not a string")
    return value.strip() or None


def _as_text(value: Any, _instance: Any, field: attrs.Attribute[Any]) -> str | None:
    return _text(value, field.name)


def _as_day(value: Any, _instance: Any, field: attrs.Attribute[Any]) -> str | None:
    """A day, a month or a year as ISO 8601 writes it."""
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, datetime.date):
        return value.isoformat()
    text = _text(value, field.name)
    if text is None:
        return None
    text = text.partition("T")[0]
    full = text + "-01-01"[len(text) - DAY :] if len(text) in (4, 7) else text
    try:
        datetime.date.fromisoformat(full)
    except ValueError:
        raise ClaimError(f"{field.name}: {value!r} is not a date; write YYYY-MM-DD, YYYY-MM or YYYY") from None
    return text


def _as_names(value: Any, _instance: Any, field: attrs.Attribute[Any]) -> tuple[str, ...]:
    if isinstance(value, str) or not isinstance(value, Iterable):
        raise ClaimError(f"{field.name}: {value!r} is not a list of names; write [{value!r}]")
    return tuple(name for item in value if (name := _text(item, field.name)))


def _text_field() -> Any:
    return attrs.field(default=None, converter=attrs.Converter(_as_text, takes_self=True, takes_field=True))


def _names_field() -> Any:
    return attrs.field(default=(), converter=attrs.Converter(_as_names, takes_self=True, takes_field=True))


def _day_field() -> Any:
    return attrs.field(default=None, converter=attrs.Converter(_as_day, takes_self=True, takes_field=True))


@attrs.frozen(kw_only=True)
class MeetingClaim:
    """That parties met.

    Attributes:
        parties: Who met: names of people, states or organizations.
        place: Where.
        date: When: a day, a month or a year in ISO 8601.
        status: `held`, `ongoing`, `planned`, `proposed` or `cancelled`.
    """

    parties: tuple[str, ...] = _names_field()
    place: str | None = _text_field()
    date: str | None = _day_field()
    status: Status = attrs.field(default="held", validator=one_of(Status))

    @classmethod
    def of(cls, record: Any) -> MeetingClaim:
        """The claim that a mapping states.

        Raises:
            ClaimError: If it is not a mapping, has an unknown key, or a value cannot be used.
        """
        made: MeetingClaim = _made(cls, record, "meeting")
        return made


def _as_meeting(value: Any) -> MeetingClaim | None:
    return value if value is None or isinstance(value, MeetingClaim) else MeetingClaim.of(value)


@attrs.frozen(kw_only=True)
class Claim:
    """What somebody says that articles say.

    Attributes:
        quotation: Words that are given as somebody's own.
        paraphrase: What somebody is said to have said, in other words.
        speaker: Who is said to have said it: a name, an office, a state, an organization.
        addressee: To whom.
        date: When it was said: a day, a month or a year in ISO 8601.
        meeting: A meeting that is said to have taken place, or to be planned.
        source: Id of the only document that counts; None for all.
        id: What the caller calls the claim.
        span: Where a draft makes the claim; None if it does not come from a draft.

    Raises:
        ClaimError: If it claims nothing, or a value cannot be used.
    """

    quotation: str | None = _text_field()
    paraphrase: str | None = _text_field()
    speaker: str | None = _text_field()
    addressee: str | None = _text_field()
    date: str | None = _day_field()
    meeting: MeetingClaim | None = attrs.field(default=None, converter=_as_meeting)
    source: str | None = _text_field()
    id: str | None = _text_field()
    span: Span | None = None

    def __attrs_post_init__(self) -> None:
        given = [name for name in ("quotation", "paraphrase", "meeting") if getattr(self, name) is not None]
        if len(given) != 1:
            found = " and ".join(given) or "none of them"
            raise ClaimError(f"a claim has a quotation, a paraphrase or a meeting; this one has {found}")
        wording = self.quotation or self.paraphrase
        if wording is not None and not Wording.of(wording).keys:
            raise ClaimError(f"{given[0]}: {wording!r} has no words")
        if self.meeting and len(self.meeting.parties) == 0:
            raise ClaimError("meeting: it has no parties")

    @classmethod
    def of(cls, record: Any) -> Claim:
        """The claim that a mapping states, such as `{"quotation": "We agree", "speaker": "Ana Haas"}`.

        Raises:
            ClaimError: If it is not a mapping, has an unknown key, claims nothing, or a value cannot be used.
        """
        return record if isinstance(record, Claim) else _made(cls, record, "claim")

    def to_dict(self) -> dict[str, Any]:
        """The claim as values that JSON can hold, without what it does not say."""
        values = attrs.asdict(self, filter=lambda _, value: value is not None and value != ())
        if self.meeting:
            values["meeting"]["parties"] = list(self.meeting.parties)
        return values


def _made(kind: type[Any], record: Any, noun: str) -> Any:
    if not isinstance(record, Mapping):
        raise ClaimError(f"a {noun} is a mapping, not {record!r}")
    known = [field.name for field in attrs.fields(kind) if field.name != "span"]
    for key in record:
        if key not in known:
            raise ClaimError(f"a {noun} has no key {key!r}: {nearest(str(key), known)}")
    try:
        return kind(**record)
    except ValueError as error:
        raise ClaimError(f"{noun}: {error}") from None


def read_claims(lines: Iterable[str], name: str = "claims") -> Iterator[Claim]:
    """Claims from JSON Lines, a line each; also what langextract writes, and Web Annotations of the W3C.

    A document of langextract has its extractions as claims: the attributes `speaker`, `addressee` and `date` are taken,
    the text is a quotation. An annotation of the W3C has the exact words of its target, and, in its body, a speaker.

    Args:
        lines: The lines.
        name: What to call them in error messages.

    Raises:
        ClaimError: With the number of the line.
    """
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            yield from _claims_of(parsed(line))
        except ValueError as error:  # ClaimError, or what is wrong with the JSON
            raise ClaimError(f"{name}, line {number}: {error}") from None


def _claims_of(record: Any) -> Iterator[Claim]:
    if isinstance(record, Mapping) and "extractions" in record:
        yield from _of_langextract(record)
    elif isinstance(record, Mapping) and "target" in record:
        yield from _of_web_annotation(record)
    else:
        yield Claim.of(record)


def _of_langextract(record: Mapping[str, Any]) -> Iterator[Claim]:
    for extraction in record["extractions"] or ():
        if not isinstance(extraction, Mapping) or not isinstance(extraction.get("extraction_text"), str):
            raise ClaimError("an extraction has no extraction_text")
        attributes = extraction.get("attributes") or {}
        given = {key: attributes[key] for key in ("speaker", "addressee", "date") if attributes.get(key)}
        yield Claim(quotation=extraction["extraction_text"], source=record.get("document_id"), **given)


def _of_web_annotation(record: Mapping[str, Any]) -> Iterator[Claim]:
    target = record["target"]
    for one in target if isinstance(target, Sequence) and not isinstance(target, str) else [target]:
        selectors = one.get("selector") if isinstance(one, Mapping) else None
        listed = selectors if isinstance(selectors, list) else [selectors]
        exact = next((part["exact"] for part in listed if isinstance(part, Mapping) and "exact" in part), None)
        if exact is None:
            raise ClaimError("the target of the annotation has no TextQuoteSelector with the exact words")
        body = record.get("body")
        speaker = body.get("value") if isinstance(body, Mapping) and body.get("purpose") == "identifying" else None
        yield Claim(quotation=exact, speaker=speaker, source=one.get("source"), id=record.get("id"))


def claims_in(draft: Document) -> tuple[Claim, ...]:
    """What a draft claims: its quotations, what it reports in other words, and its meetings.

    Args:
        draft: The draft, read by a pipeline. Its own statements and meetings are the claims; each has a `span`.
    """
    found: list[tuple[int, int, Claim]] = []
    for number, statement in enumerate(draft.statements, start=1):
        if not statement.reported_in:
            found += ((claim.span.start, number, claim) for claim in _of_statement(statement, draft) if claim.span)
    for number, meeting in enumerate(draft.meetings, start=1):
        if (claim := _of_meeting(meeting)) and claim.span:
            found.append((claim.span.start, number, claim))
    in_order = [claim for _, _, claim in sorted(found, key=lambda row: row[:2])]
    return tuple(attrs.evolve(claim, id=f"draft:{number}") for number, claim in enumerate(in_order, start=1))


def _of_statement(statement: Statement, draft: Document) -> Iterator[Claim]:
    """A claim for the words in quotation marks, or one for a report without any."""
    speaker = statement.speaker.name if statement.speaker else None
    addressee = statement.addressees[0].name if statement.addressees else None
    said = statement.said_at.earliest if statement.said_at else None
    day = said.isoformat() if said and statement.said_at and said == statement.said_at.latest else None
    common: dict[str, Any] = {"speaker": speaker, "addressee": addressee, "date": day}
    if statement.mode == "indirect":
        words = " ".join(span.text for span in statement.spans)
        if Wording.of(words).keys and not (statement.negated or statement.asked):
            yield Claim(paraphrase=words, span=statement.spans[0], **common)
        return
    for words, span in _quoted(statement, draft):
        if Wording.of(words).keys:
            yield Claim(quotation=words, span=span, **common)


def _quoted(statement: Statement, draft: Document) -> Iterator[tuple[str, Span]]:
    """The parts of a statement that are in quotation marks, and where they are."""
    if statement.mode == "direct":
        yield " … ".join(span.text for span in statement.spans), statement.spans[0]
        return
    for quotation in draft.quotations:
        if any(span.start <= quotation.span.start and quotation.span.end <= span.end for span in statement.spans):
            yield quotation.span.text, quotation.span


def _of_meeting(meeting: Meeting) -> Claim | None:
    parties = tuple(party.name for party in meeting.participants if party.name)
    if not parties or not meeting.spans:
        return None
    venue, time = meeting.venue, meeting.time
    levels = (venue.site, venue.city, venue.other, venue.country) if venue else ()
    place = next((level.text for level in levels if level), None)
    day = time.earliest.isoformat() if time and time.earliest and time.earliest == time.latest else None
    claim = MeetingClaim(parties=parties, place=place, date=day, status=meeting.status)
    return Claim(meeting=claim, span=meeting.spans[0])
