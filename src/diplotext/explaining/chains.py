"""From the words of a mention to what they refer to: pronoun, name, office, state.

A reader who checks "he said" wants to see where the text gives the name, and where it gives the office.
"""

from __future__ import annotations

from collections.abc import Iterator

from diplotext.explaining.values import Link
from diplotext.model.annotations import Entity, Mention, Office, Person, shortened
from diplotext.text.spans import Span

MAX_OFFICES = 3
"""Offices of one person that a chain shows."""

MAX_OFFICE_CHARS = 60
"""Characters between the title of an office and the mention of the state or organization that it belongs to."""


def chain_of(mention: Span | None, entity: Entity | None, side: Entity | None = None) -> tuple[Link, ...]:
    """The steps from a mention to its entity, the offices of a person, and the states that these belong to.

    Args:
        mention: The words; None if the text has none.
        entity: What they refer to; None if that is not known.
        side: What a participant represents, if that is known.
    """
    return tuple(_links(mention, entity, side))


def _links(mention: Span | None, entity: Entity | None, side: Entity | None) -> Iterator[Link]:
    form = _form_of(mention, entity)
    if mention is not None:
        yield Link(form, shortened(mention.text), Span(mention.start, mention.end, mention.text))
    if entity is None:
        if mention is not None:
            yield Link("unknown", "the text does not say who or what that is")
        return
    if named := _naming(entity, mention, form):
        yield named
    ends = [entity]
    for office in entity.offices[:MAX_OFFICES] if isinstance(entity, Person) else ():
        yield Link("office", office.title, office.span, None if office.span else "not in the text")
        if office.of is not None:
            ends.append(office.of)
            yield _holder(office.of, office)
    if side is not None and side not in ends:
        yield Link(side.wire_name, side.name, _nearest(side, mention), "the side that it represents")


def _form_of(mention: Span | None, entity: Entity | None) -> str:
    if isinstance(mention, Mention):
        return mention.form
    for known in entity.mentions if entity and mention else ():
        if mention is not None and (known.start, known.end) == (mention.start, mention.end):
            return known.form
    return "words"


def _naming(entity: Entity, mention: Span | None, form: str) -> Link | None:
    """The step to the name: the nearest one before a mention of another form, else the first after it."""
    if isinstance(entity, Person) and entity.named_by == "knowledge":
        return Link(
            "name", entity.name, None, "from a dated record of the gazetteer: the text does not name the person"
        )
    if form == "name" and mention is not None:
        return None if mention.text == entity.name else _named_as(entity, mention)
    names = [known for known in entity.mentions if known.form == "name"]
    at = mention.start if mention is not None else 0
    before = [known for known in names if known.start < at]
    if found := before[-1] if before else names[0] if names else None:
        where = "the nearest before" if before and mention is not None else None
        note = "; ".join(filter(None, (where, f"in full {entity.name}" if found.text != entity.name else None)))
        return Link("name", found.text, Span(found.start, found.end, found.text), note or None)
    return Link("name", entity.name, None, f"the name of this {entity.wire_name}, not in these words in the text")


def _named_as(entity: Entity, mention: Span) -> Link | None:
    """The step from a short name to the full one; None if the full one is part of the mention."""
    full = [known for known in entity.mentions if known.text == entity.name]
    if any(mention.contains(known) for known in full):
        return None
    before = [known for known in full if known.start < mention.start]
    if found := before[-1] if before else full[0] if full else None:
        return Link("name", found.text, Span(found.start, found.end, found.text), "the full name")
    return Link("name", entity.name, None, "the full name, as the gazetteer or other mentions give it")


def _holder(holder: Entity, office: Office) -> Link:
    """The step from an office to the state or organization that it belongs to."""
    near = _nearest(holder, office.span, MAX_OFFICE_CHARS)
    form = _form_of(near, holder) if near else holder.wire_name
    return Link(form, near.text if near else holder.name, near, f"{holder.wire_name} {holder.name}" if near else None)


def _nearest(entity: Entity, place: Span | None, max_chars: int | None = None) -> Span | None:
    """The mention of an entity that is nearest to a place; None if it is farther away than `max_chars`."""
    if place is None or not entity.mentions:
        return None
    found = min(entity.mentions, key=lambda known: (_distance(known, place), known.start))
    if max_chars is not None and _distance(found, place) > max_chars:
        return None
    return Span(found.start, found.end, found.text)


def _distance(a: Span, b: Span) -> int:
    return max(a.start - b.end, b.start - a.end, 0)
