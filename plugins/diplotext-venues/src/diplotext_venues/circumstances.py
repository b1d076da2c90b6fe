"""Reading what follows a trigger: with whom, between whom, where, when, at whose event.

The words after it are read one phrase after another, as long as they belong to the event; the first word that opens a
topic, a clause or something unknown ends it. So "in Syria" of "met to discuss the war in Syria" is never reached.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

import attrs

from diplotext import HostEvent, Organization, TimeExpression, Venue
from diplotext_venues.false_friends import person_follows
from diplotext_venues.host_event import host_at
from diplotext_venues.lexicon import words
from diplotext_venues.participants import Party, parties
from diplotext_venues.timing import is_event_time
from diplotext_venues.topics import after_topic, topic_at
from diplotext_venues.triggers import Trigger, triggers
from diplotext_venues.units import Unit
from diplotext_venues.venue import PREPOSITIONS, place_at, unnamed_place
from diplotext_venues.word_classes import any_of

REACH = 60
BODIES = ("igo", "alliance", "regional", "so", "format", "court")
GUEST = frozenset({"host", "receive", "welcome"})
BY_AGENT = GUEST | {"sign", "signing"}
HONOURS = frozenset({"ceremony", "dinner"})
"""Occasions that are held for somebody: "a state dinner for X"."""
STOPS = frozenset({".", ";", ":", "—", "–", "“", "”", '"', "(", "!", "?"})


@attrs.define
class Circumstances:
    """What was found after a trigger.

    Attributes:
        partners: After `with`, or as the object of a verb.
        members: After `between`, `of`, `by`.
        venue: Where.
        host: At whose event.
        time: When.
        medium_phone: Whether it was by phone.
        medium_video: Whether it was by video.
        pattern: The preposition, or what is like it, that introduced the parties; None if there are none.
        absorbed: Indices of triggers that name the same event ("met for talks").
        end: Index after the last word that was read.
    """

    partners: list[Party] = attrs.Factory(list)
    members: list[Party] = attrs.Factory(list)
    venue: Venue | None = None
    host: HostEvent | None = None
    time: TimeExpression | None = None
    medium_phone: bool = False
    medium_video: bool = False
    pattern: Literal["with", "between", "of", "by"] | None = None
    absorbed: list[int] = attrs.Factory(list)
    end: int = 0


def read_after(units: Sequence[Unit], trigger: Trigger, start: int, *, members: bool) -> Circumstances:
    """What follows a trigger.

    Args:
        units: The sentence.
        trigger: The trigger.
        start: Index of the first unit to read.
        members: Whether `of` introduces parties (nouns), rather than a topic.
    """
    result = Circumstances()
    index, stop = start, min(len(units), start + REACH)
    nouns = {t.start: t for t in triggers(units, start, stop)}
    while index < stop:
        unit, word = units[index], units[index].lower
        if unit.text in STOPS:
            bracket = _bracket(units, index, stop)
            if bracket is None:
                break
            index = bracket
            continue
        if unit.time:
            if result.time is None and is_event_time(units, index):
                result.time = unit.time
            index += 1
            continue
        if word == "ahead" and index + 1 < stop and units[index + 1].lower == "of":
            break  # what follows is of another event
        if word in ("phone", "telephone"):
            result.medium_phone = True
        if word in words("remote"):
            result.medium_video = True
        if unit.text == "," and index + 1 < stop and host_at(units, index + 1):
            index += 1  # "talks began, on the sidelines of"
        following = _phrase(units, trigger, index, stop, result, members=members)
        if following is not None:
            index = following
            continue
        if word in ("which", "that") and (host_verb := _who_hosts(units, index + 1, stop)):
            index = host_verb
            continue
        topic = topic_at(units, trigger, index, stop)
        if topic is not None and (resumed := after_topic(units, trigger, topic, stop)):
            index = resumed
            continue
        purpose = _purpose(units, nouns, index, stop)
        if purpose is not None and _same_event(units, trigger, nouns[purpose], start, purpose):
            result.absorbed.append(purpose)
            index = nouns[purpose].end
            continue
        if index in nouns and nouns[index].part == "verb" and word not in ("held", "hosted"):
            break
        if word in ("to", "for", "from") and units[min(index + 1, stop - 1)].time:
            index += 1
            continue
        if word == "from" or word == "until":
            break
        if word in words("filler") or (
            word in ("in", "at", "during", "before", "from") and _time_follows(units, index + 1, stop)
        ):
            if word == "to" and units[min(index + 1, stop - 1)].lower not in ("be", "have", "take"):
                break
            index += 1
            continue
        break
    result.end = index
    return result


def _phrase(
    units: Sequence[Unit], trigger: Trigger, index: int, stop: int, result: Circumstances, *, members: bool
) -> int | None:
    """Read one phrase into the result and say where it ends; None if none begins here."""
    word = units[index].lower
    after = index + 1
    if (
        word == "with"
        or (word == "for" and trigger.lemma in HONOURS)
        or (word == "to" and (trigger.kind == "call" or trigger.lemma in ("speak", "talk")))
    ):
        found, end = parties(units, after, stop)
        if end > after and not result.partners:
            result.partners, result.pattern = found, result.pattern or "with"
        return end if end > after else None
    if word in ("between", "among", "involving", "gathering", "including"):
        found, end = parties(units, after, stop, subject=True)
        if found and not result.members:
            result.members, result.pattern = found, "between"
        return end if found else None
    if (
        word == "of"
        and trigger.kind == "visit"
        and after < stop
        and person_follows(units, after, min(after + 10, stop))
    ):
        found, end = parties(units, after, stop, subject=True)
        if found:  # "the visit of Foreign Minister X to Y"
            result.members, result.pattern = result.members or found, result.pattern or "by"
            return end
    if word == "by" or (
        word in ("led", "chaired", "attended", "hosted") and after < stop and units[after].lower == "by"
    ):
        begin = after if word == "by" else after + 1
        found, end = parties(units, begin, stop, subject=trigger.part == "noun")
        if found and (trigger.kind == "visit" or word != "by" or trigger.lemma in BY_AGENT):
            result.members, result.pattern = result.members or found, result.pattern or "by"
        return end if found else None
    of_body = word == "for" and after < stop and _is_body(units, after)
    if (word == "of" or of_body) and members and not result.members:
        found, end = parties(units, after, stop, subject=True)
        if found:
            result.members, result.pattern = found, "of"
            return end
        return _after_unknown(units, after, stop)
    if word in ("during", "on", "at") and (place := _visited(units, after, stop)):
        if result.venue is None:
            result.venue = place[0]
        return place[1]
    if host := host_at(units, index):
        result.host = result.host or host.event
        return host.end
    goes = word in ("to", "into", "back") and (trigger.kind == "visit" or trigger.lemma in GUEST)
    goes = goes or (word == "of" and trigger.lemma == "tour")
    if word in PREPOSITIONS or goes:
        place = place_at(units, after)
        bare = word == "at" and units[min(after, stop - 1)].lower != "the"  # "at the Vatican", no other country
        if place and not (bare and place[0].site is None and place[0].city is None):
            venue, end = place
            if result.venue is None:
                result.venue = venue
            return end
    if word == "in" and (unnamed := unnamed_place(units, after)):
        return unnamed
    if word == "at" and units[min(after, stop - 1)].lower in words("determiner"):
        return _after_unknown(units, after + 1, stop)  # "at a border post in"
    return None


def _who_hosts(units: Sequence[Unit], start: int, stop: int) -> int | None:
    """The index after "the President will host" of a relative clause."""
    _, end = parties(units, start, stop, subject=True)
    for index in range(end, min(end + 4, stop)):
        if units[index].lower in words("hosting"):
            return index + 1
        if units[index].lower not in words("auxiliary"):
            return None
    return None


def _after_unknown(units: Sequence[Unit], start: int, stop: int) -> int | None:
    """The index of the preposition after a phrase that names nobody known: "a meeting of the so-called quartet at"."""
    for index in range(start, min(start + 7, stop)):
        word = units[index].lower
        if word in ("in", "at", "on") and index > start:
            return index
        if index == start and isinstance(units[index].entity, Organization):
            continue
        if not units[index].is_word or not (word.isalpha() or word == "-") or word in words("preposition"):
            return None
        if word in any_of("finite", "clause", "auxiliary") and units[index - 1].text != "-":
            return index if word in words("filler") else None
    return None


def _is_body(units: Sequence[Unit], index: int) -> bool:
    """Whether an organization follows whose meeting it is: "a meeting for the [OSCE]"."""
    if units[index].lower == "the" and index + 1 < len(units):
        index += 1
    entity = units[index].entity
    return isinstance(entity, Organization) and entity.category in BODIES


def _visited(units: Sequence[Unit], start: int, stop: int) -> tuple[Venue, int] | None:
    """The place of a visit during which it happens: "at the end of a short visit to Malta"."""
    for index in range(start, min(start + 9, stop - 2)):
        word = units[index].lower
        if word in ("visit", "trip", "tour") and units[index + 1].lower in ("to", "of", "in"):
            return place_at(units, index + 2)
        if units[index].text in STOPS or word in words("finite") or word in ("with", "in"):
            return None
    return None


def _bracket(units: Sequence[Unit], index: int, stop: int) -> int | None:
    """The index after a bracket that opens here; None if none does."""
    if units[index].text != "(":
        return None
    return next((end + 1 for end in range(index, min(index + 12, stop)) if units[end].text == ")"), None)


def _purpose(units: Sequence[Unit], nouns: Mapping[int, Trigger], index: int, stop: int) -> int | None:
    """The index of a noun at an index or after a preposition and adjectives there: "for a new round of [talks]"."""
    if index in nouns:
        return index
    if units[index].lower not in ("for", "in", "over"):
        return None
    for position in range(index + 1, min(index + 7, stop)):
        if position in nouns:
            return position if nouns[position].part == "noun" else None
        if not units[position].text.replace("-", "a").isalpha() or units[position].mention is not None:
            return None
        if units[position].lower in any_of("preposition", without=("of",)):
            return None
    return None


def _same_event(units: Sequence[Unit], trigger: Trigger, other: Trigger, start: int, index: int) -> bool:
    """Whether a noun after a verb names the same event: "met for talks", "sat down for a meeting"."""
    if trigger.part != "verb" or other.part != "noun" or other.kind == "visit" or trigger.kind == "visit":
        return False
    return any(unit.lower in ("for", "in", "over") for unit in units[max(start, index - 6) : index])


def _time_follows(units: Sequence[Unit], index: int, stop: int) -> bool:
    while index < stop and units[index].lower in ("the", "late", "early", "mid", "a", "this", "next", "last"):
        index += 1
    return index < stop and units[index].time is not None
