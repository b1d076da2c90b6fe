"""The office of a counterpart: "Foreign Minister Jane Doe met [her Syldavian counterpart], Zork Blatt"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from diplotext import Mention, Span, State
from diplotext.text import Words
from diplotext_people.entities import Individual, index_at
from diplotext_people.offices import Holder

MAX_WORDS_TO_POSSESSIVE = 3
POSSESSIVES = frozenset(("his", "her", "their", "its"))


def add_counterparts(
    words: Words,
    people: Sequence[Individual],
    mentions: Sequence[tuple[Mention, Holder]],
    sentences: Sequence[Span],
) -> None:
    """Give those who are called a counterpart the office of the person named before, for their own state.

    Args:
        words: The words of the text.
        people: The persons found.
        mentions: The mentions of states and organizations.
        sentences: The sentences.
    """
    states = {mention.end: holder for mention, holder in mentions if isinstance(holder, State)}
    named = sorted((start, number) for number, person in enumerate(people) for start in person.mentions)
    by_start = dict(named)
    starts = [sentence.start for sentence in sentences]
    for index in words.places(("counterpart",)):
        following = index + 1
        if index < 2 or following >= len(words) or words.gap(index) not in (" ", ", "):
            continue
        number = by_start.get(words.spans[following][0])
        state = states.get(words.spans[index - 1][1])
        possessive = POSSESSIVES.intersection(words.forms[max(0, index - MAX_WORDS_TO_POSSESSIVE) : index])
        if number is None or state is None or not possessive or people[number].offices:
            continue
        place = words.spans[index][0]
        begin = starts[max(0, index_at(starts, place))] if starts else 0
        before = named[bisect_left(named, (begin, -1)) : bisect_left(named, (place, -1))]
        if title := _last_office(people, before, number, state):
            people[number].give(title, state, Span.of(words.text, *words.spans[index]))


def _last_office(people: Sequence[Individual], named: Sequence[tuple[int, int]], own: int, state: State) -> str | None:
    """The office of the last of some persons who holds one of another state."""
    for _, number in reversed(named):
        offices: Mapping[str, Holder | None] = people[number].offices
        held = [title for title, of in offices.items() if of is not state and not title.startswith("former ")]
        if number != own and held:
            return held[0]
    return None
