"""The words that matched, argument by argument, for annotations of any type.

Fields are read from the attrs class, so that the types of third parties are explained without any work of theirs: a
span is the words of an argument, another annotation is what it refers to, a helper class with a mention and an entity
is a party.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from diplotext.explaining.chains import chain_of
from diplotext.explaining.times import anchor_of, bounds_of, evidence_of_time
from diplotext.explaining.values import Evidence
from diplotext.model.annotations import Annotation, Entity, Mention, Office, Person, shortened
from diplotext.model.document import Document
from diplotext.model.meetings import Meeting
from diplotext.model.statements import Statement
from diplotext.model.times import TimeExpression
from diplotext.text.spans import Span

COMMON = frozenset(field.name for field in attrs.fields(Annotation))
"""Fields that all annotations have: an explanation shows them in places of their own."""

ONE_OF = {
    "speakers": "speaker",
    "addressees": "addressee",
    "participants": "participant",
    "arguments": "argument",
    "mentions": "mention",
    "offices": "office",
    "members": "member",
    "identifiers": "code",
}
"""Names of fields that hold several values, and what one of them is called."""

BASIS = {
    "cue": "the argument of the cue, as the grammar of the sentence shows",
    "elided": "the subject of the preceding clause, which the cue shares",
    "continuation": "nobody is named here: the speaker of the adjacent statement continues",
    "speaker": "a first person inside a quotation, which refers to the quoted speaker",
    "unknown": "the text does not say who it is",
}
"""What an attribution rests on, by its `basis`."""

MAX_MENTIONS = 20
"""Mentions of one entity that are shown; those of the same words and form count once."""

PLAIN = (str, int, float, datetime.date)


def evidence_of(annotation: Annotation, document: Document, ids: Mapping[Annotation, str]) -> tuple[Evidence, ...]:
    """The words that an annotation rests on, and its values without words of their own.

    Args:
        annotation: The annotation.
        document: The document that it is in.
        ids: Ids of the document's annotations on the wire.
    """
    return tuple(_Walk(document, ids).of(annotation))


@attrs.frozen
class _Walk:
    document: Document
    ids: Mapping[Annotation, str]

    def of(self, annotation: Annotation) -> Iterator[Evidence]:
        if not isinstance(annotation, Entity):
            role = "content" if isinstance(annotation, Statement) else "words"
            for span in annotation.spans:
                yield Evidence(role, span)
        if isinstance(annotation, TimeExpression):
            yield Evidence("kind", value=annotation.kind)
            yield from evidence_of_time(annotation, self.document)
            return
        kind: Any = type(annotation)
        for field in attrs.fields(kind):
            value = getattr(annotation, field.name)
            if field.name not in COMMON and not (isinstance(value, PLAIN) and value == field.default):
                yield from self._field(field.name, value, annotation)

    def _field(self, name: str, value: Any, owner: Annotation) -> Iterator[Evidence]:
        if name == "mentions" and isinstance(owner, Entity):
            yield from self._mentions(owner)
            return
        role = ONE_OF.get(name, name).replace("_", " ")
        for one in value if isinstance(value, tuple) else (value,):
            yield from self._value(role, one, owner)

    def _value(self, role: str, value: Any, owner: Annotation) -> Iterator[Evidence]:
        if value is None or value is False or value == "":
            return
        if value is True:
            yield Evidence(role, value="yes")
        elif isinstance(value, PLAIN):
            yield Evidence(role, value=str(value))
        elif isinstance(value, Span):
            yield Evidence(role, value, value.form if isinstance(value, Mention) else None)
        elif isinstance(value, Annotation):
            yield self._reference(role, value)
        elif isinstance(value, Mapping):
            for key, inner in value.items():
                yield from self._value(f"{role} {key}", inner, owner)
        elif isinstance(value, tuple):
            for inner in value:
                yield from self._value(role, inner, owner)
        elif isinstance(value, Office):
            of = None if value.of is None else self.ids.get(value.of)
            yield Evidence(role, value.span, self._office(value), of)
        elif attrs.has(type(value)):
            yield from self._helper(role, value, owner)

    def _reference(self, role: str, value: Annotation) -> Evidence:
        basis = anchor_of(value, self.document) if isinstance(value, TimeExpression) else None
        chain = chain_of(value.mentions[0] if value.mentions else None, value) if isinstance(value, Person) else ()
        span = value.spans[0] if value.spans else None
        return Evidence(role, span, summary_of(value), self.ids.get(value), basis, chain)

    def _helper(self, role: str, value: Any, owner: Annotation) -> Iterator[Evidence]:
        """An attribution, participant or argument; or a helper class of another kind, field by field."""
        if hasattr(value, "mention") and hasattr(value, "entity"):
            yield self._party(getattr(value, "role", role), value, has_cue=getattr(owner, "cue", None) is not None)
            return
        kind: Any = type(value)
        for field in attrs.fields(kind):
            inner = getattr(value, field.name)
            if field.name == "name" and getattr(value, "mention", None) is not None:
                continue  # the mention says it
            shown = role if field.name in ("name", "mention") else f"{role} {field.name}".replace("_", " ")
            if not (isinstance(inner, PLAIN) and inner == field.default):
                yield from self._value(shown, inner, owner)

    def _party(self, role: str, value: Any, *, has_cue: bool) -> Evidence:
        entity, side = value.entity, getattr(value, "side", None)
        basis = BASIS.get(getattr(value, "basis", ""), getattr(value, "basis", None))
        if getattr(value, "basis", "") == "cue" and not has_cue:
            basis = "the subject of the clause, which has no cue"
        if kind := getattr(value, "kind", None):
            basis = f"{basis}; a source of the kind {kind}" if basis else str(kind)
        mention = value.mention
        span = None if mention is None else Span(mention.start, mention.end, mention.text)
        name = entity.name if entity is not None else None
        shown = f"{name}, for {side.name}" if name and side is not None and side.name != name else name
        known = None if entity is None else self.ids.get(entity)
        return Evidence(str(role), span, shown, known, basis, chain_of(mention, entity, side))

    def _mentions(self, entity: Entity) -> Iterator[Evidence]:
        shown: dict[tuple[str, str], Mention] = {}
        for mention in entity.mentions:
            shown.setdefault((mention.text, mention.form), mention)
        for mention in list(shown.values())[:MAX_MENTIONS]:
            chain = chain_of(mention, entity)[: 1 if mention.form == "name" else 2]
            yield Evidence("mention", Span(mention.start, mention.end, mention.text), chain=chain)
        if (more := len(shown) - MAX_MENTIONS) > 0:
            yield Evidence("mention", value=f"and {more} other forms")

    def _office(self, office: Office) -> str:
        return f"{office.title} of {office.of.name}" if office.of else office.title


def summary_of(annotation: Annotation) -> str:
    """What was found, in one line."""
    if isinstance(annotation, Entity):
        return annotation.name
    if isinstance(annotation, TimeExpression):
        value = annotation.value or (annotation.timex3.value if annotation.timex3 else "no value")
        bounds = bounds_of(annotation) if annotation.earliest or annotation.latest else value
        days = f", {bounds}" if bounds != value else ""
        return f"{annotation.text} = {value}{days}{'' if annotation.resolved else ' (unresolved)'}"
    if isinstance(annotation, Statement):
        who = " and ".join(map(str, annotation.speakers)) or "(unknown)"
        return f"{who}, {annotation.mode}: {shortened(annotation.text, 100)}"
    if isinstance(annotation, Meeting):
        who = ", ".join(map(str, annotation.participants)) or "(unknown)"
        where = f" in {annotation.venue}" if annotation.venue and str(annotation.venue) else ""
        return f"{annotation.kind}, {annotation.status}: {who}{where}"
    name = annotation.wire_name.replace("_", " ")
    return f"{name}: {shortened(annotation.text, 100)}" if annotation.spans else name
