"""Reading past the topic of talks: "talks [on Syria] in Geneva", "a dialogue [on trade] between X and Y".

Much of what follows a topic belongs to it: "talks on the war in Syria", "talks on relations with Norway". Only what
cannot be part of it is given to the event.
"""

from __future__ import annotations

from collections.abc import Sequence

from diplotext_venues.false_friends import person_follows
from diplotext_venues.lexicon import words
from diplotext_venues.phrases import POSSESSIVE
from diplotext_venues.timing import is_event_time
from diplotext_venues.triggers import Trigger
from diplotext_venues.units import Unit
from diplotext_venues.venue import place_at
from diplotext_venues.word_classes import any_of

TOPICAL = frozenset({"on", "about", "over", "regarding", "concerning"})
REACH = 12


def topic_at(units: Sequence[Unit], trigger: Trigger, index: int, stop: int) -> int | None:
    """The index of a topic that a word introduces: "on [Syria]", "to discuss [Syria]"; None if it introduces none."""
    word = units[index].lower
    spoken = trigger.lemma in ("meet", "confer", "negotiate", "talk", "speak", "consult")
    if word in TOPICAL and (trigger.part == "noun" or spoken):
        return index + 1
    if word == "to" and index + 1 < stop and units[index + 1].lower in ("discuss", "review"):
        return index + 2
    return None


def after_topic(units: Sequence[Unit], trigger: Trigger, start: int, stop: int) -> int | None:
    """The index where a sentence speaks of the event again after its topic; None if it does not.

    Args:
        units: The sentence.
        trigger: The noun whose topic it is.
        start: Index of the first unit after the preposition of the topic.
        stop: Where to stop at the latest.
    """
    if trigger.kind == "visit" or start >= stop or units[start].time:
        return None
    for index in range(start + 1, min(start + REACH, stop)):
        unit, word = units[index], units[index].lower
        if not unit.is_party and not unit.is_place and not unit.time and not unit.is_word:
            if unit.text in POSSESSIVE or unit.text == "-":
                continue
            return None
        if unit.time:
            day = unit.time.precision == "day" and units[index - 1].lower != "in"
            if day and is_event_time(units, index):
                return index
            continue
        if word in any_of("clause", "speech"):
            return None
        if word in words("happening"):
            return index
        related = units[index - 1].lower in words("relation")
        if word == "between" and not related:
            return index
        if word in ("with", "among") and not related and person_follows(units, index + 1, stop):
            return index
        if word in ("in", "at") and _is_of_event(units, start, index, stop):
            return index
    return None


def _is_of_event(units: Sequence[Unit], start: int, index: int, stop: int) -> bool:
    """Whether a city or a site is where the event takes place: the topic is a bare name, or a day or party follows."""
    place = place_at(units, index + 1)
    if place is None or (place[0].city is None and place[0].site is None):
        return False
    bare = all(unit.is_party or unit.is_place or unit.lower in words("determiner") for unit in units[start:index])
    after = place[1]
    if bare or after >= stop or units[index - 1].lower in any_of("topic", "relation"):
        return bare
    follows = units[after].lower in ("on", "with", "between") and after + 1 < stop
    return units[after].time is not None or (
        follows and (units[after].lower != "on" or units[after + 1].time is not None)
    )
