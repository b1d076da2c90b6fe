"""The rows of the tables that hold what is found: articles, statements, meetings, participants, times, mentions."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Any

from diplotext.model.annotations import Annotation, Entity, Organization, Person, Place, State
from diplotext.model.meetings import Meeting, Participant
from diplotext.model.statements import Statement
from diplotext.model.times import TimeExpression
from diplotext.tabular.articles import ArticleRows, joined, represented, side_of, words_in
from diplotext.tabular.codes import cow, iso2, iso3, precision_code
from diplotext.tabular.levels import level_of, level_of_title, offices_of

Row = dict[str, Any]
"""The cells of a row by column."""


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _provenance(annotation: Annotation) -> Row:
    return {"extractor": annotation.extractor, "rule": annotation.rule, "confidence": annotation.confidence}


def _plain(value: Any) -> Any:
    """A value as JSON has it."""
    if isinstance(value, Mapping):
        return {key: _plain(inner) for key, inner in value.items()}
    return [_plain(inner) for inner in value] if isinstance(value, tuple) else value


def outlet_of(article: ArticleRows) -> str | None:
    """The outlet, if the source of the article names one."""
    outlet = article.document.source.get("outlet")
    return outlet if isinstance(outlet, str) else None


def documents(article: ArticleRows) -> Iterator[Row]:
    """The one row of an article."""
    document = article.document
    model = document.language_model
    yield {
        "id": document.id,
        "title": document.title,
        "published": document.published,
        "published_basis": document.published_basis,
        "language": document.language,
        "outlet": outlet_of(article),
        "source": json.dumps(_plain(document.source), ensure_ascii=False) if document.source else None,
        "language_model": f"{model.name} {model.version}" if model else None,
        "characters": len(document.text),
        "text_sha256": _sha256(document.text),
        "statements": len(document.statements),
        "meetings": len(document.meetings),
        "failures": joined(f"{failure.extractor}: {failure.error}" for failure in document.failures),
        "text": document.text,
    }


def statements(article: ArticleRows) -> Iterator[Row]:
    """A row for each statement."""
    for said in article.document.statements:
        when = said.said_at
        yield {
            "id": article.id_of(said),
            "document": article.document.id,
            "published": article.document.published,
            "start": said.start,
            "end": said.end,
            "mode": said.mode,
            "cue": said.cue.text if said.cue else None,
            "cue_lemma": said.cue_lemma,
            **_speaker(article, said),
            "speakers": joined(speaker.name for speaker in said.speakers if speaker.name),
            "holder": said.holder.name if said.holder else None,
            "addressees": joined(addressee.name for addressee in said.addressees if addressee.name),
            "said_earliest": when.earliest if when else None,
            "said_latest": when.latest if when else None,
            "reported_in": article.id_of(said.reported_in),
            "continues": article.id_of(said.continues),
            **{name: getattr(said, name) for name in ("negated", "asked", "planned", "factive", "medium", "repair")},
            "words": words_in(span.text for span in said.spans),
            "text_sha256": _sha256(said.text),
            **_provenance(said),
            "text": said.text,
            "sentence": article.sentence_of([*said.spans, said.cue]),
        }


def _speaker(article: ArticleRows, said: Statement) -> Row:
    speaker = said.speaker
    if speaker is None:
        return {}
    entity = speaker.entity
    side = represented(entity)
    office = entity.offices[0] if isinstance(entity, Person) and entity.offices else None
    state = side if isinstance(side, State) else None
    return {
        "speaker": speaker.name,
        "speaker_entity": article.id_of(entity),
        "speaker_kind": speaker.kind,
        "speaker_basis": speaker.basis,
        "speaker_office": office.title if office else None,
        "speaker_level": level_of_title(office.title, office.of or side) if office else None,
        "speaker_state": state.name if state else None,
        "speaker_iso2": iso2(state),
        "speaker_iso3": iso3(state),
        "speaker_cow": cow(state, article.document.published),
        "speaker_organization": side.name if isinstance(side, Organization) else None,
    }


def meetings(article: ArticleRows) -> Iterator[Row]:
    """A row for each meeting."""
    for meeting in article.document.meetings:
        venue = meeting.venue
        levels = {name: getattr(venue, name) for name in ("site", "city", "country", "other")} if venue else {}
        texts = {name: span.text for name, span in levels.items() if span}
        yield {
            "id": article.id_of(meeting),
            "document": article.document.id,
            "published": article.document.published,
            "start": meeting.start,
            "end": meeting.end,
            "kind": meeting.kind,
            "medium": meeting.medium,
            "status": meeting.status,
            "participants": joined(participant.name for participant in meeting.participants if participant.name),
            "participant_count": len(meeting.participants),
            "date": meeting.time.value if meeting.time else None,
            **dates_of(meeting.time),
            "site": texts.get("site"),
            "city": texts.get("city"),
            "region": texts.get("other"),
            "country": texts.get("country"),
            "place": place_of(meeting),
            "place_iso2": article.country_of(meeting),
            "host_event": meeting.host_event.name if meeting.host_event else None,
            "round": meeting.round,
            "format": meeting.format.name if meeting.format else None,
            **_provenance(meeting),
            "text": meeting.text,
            "sentence": article.sentence_of(meeting.spans),
        }


def place_of(meeting: Meeting) -> str | None:
    """The venue, the smallest place first."""
    return str(meeting.venue) or None if meeting.venue else None


def dates_of(time: TimeExpression | None) -> Row:
    """The bounds of a time, and how exact they are."""
    earliest, latest = (time.earliest, time.latest) if time else (None, None)
    return {
        "earliest": earliest,
        "latest": latest,
        "precision": time.precision if time else None,
        "precision_code": precision_code(earliest, latest),
    }


def participants(article: ArticleRows) -> Iterator[Row]:
    """A row for each participant of each meeting."""
    for meeting in article.document.meetings:
        for position, participant in enumerate(meeting.participants, start=1):
            yield {
                "id": f"{article.id_of(meeting)}/{position}",
                "document": article.document.id,
                "meeting": article.id_of(meeting),
                "position": position,
                **_participant(article, participant),
            }


def _participant(article: ArticleRows, participant: Participant) -> Row:
    entity, mention, side = participant.entity, participant.mention, side_of(participant)
    offices = offices_of(entity, side) if isinstance(entity, Person) else ()
    return {
        "name": participant.name,
        "kind": entity.wire_name if entity else None,
        "entity": article.id_of(entity),
        "start": mention.start if mention else None,
        "end": mention.end if mention else None,
        "form": mention.form if mention else None,
        "office": offices[0].title if offices else None,
        "level": level_of(entity, side, mention.text if mention else ""),
        "side": side.name if side else None,
        "side_kind": side.wire_name if side else None,
        **_state_codes(article, side),
        "wikidata": entity.identifiers.get("wikidata") if entity else None,
    }


def _state_codes(article: ArticleRows, entity: Entity | None) -> Row:
    return {"iso2": iso2(entity), "iso3": iso3(entity), "cow": cow(entity, article.document.published)}


def times(article: ArticleRows) -> Iterator[Row]:
    """A row for each time expression."""
    for time in article.document.times:
        timex3 = time.timex3
        yield {
            "id": article.id_of(time),
            "document": article.document.id,
            "start": time.start,
            "end": time.end,
            "kind": time.kind,
            "value": time.value,
            "timex3_type": timex3.type if timex3 else None,
            "timex3_value": timex3.value if timex3 else None,
            "timex3_mod": timex3.mod if timex3 else None,
            **dates_of(time),
            "mod": time.mod,
            "anchor": time.anchor,
            "resolved": time.resolved,
            "candidates": joined(time.candidates),
            **_provenance(time),
            "text": time.text,
        }


def mentions(article: ArticleRows) -> Iterator[Row]:
    """A row for each mention of an entity, in the order of the text."""
    for mention, entity in article.document.mentions:
        yield {
            "id": f"{article.id_of(entity)}@{mention.start}-{mention.end}",
            "document": article.document.id,
            "entity": article.id_of(entity),
            "kind": entity.wire_name,
            "name": entity.name,
            "form": mention.form,
            "start": mention.start,
            "end": mention.end,
            "category": entity.category if isinstance(entity, Organization | Place) else None,
            "country": entity.country if isinstance(entity, Place) else None,
            "offices": joined(office.title for office in entity.offices) if isinstance(entity, Person) else None,
            "named_by": entity.named_by if isinstance(entity, Person) else None,
            **_state_codes(article, entity),
            "wikidata": entity.identifiers.get("wikidata"),
            **_provenance(entity),
            "text": mention.text,
        }
