"""Whom a plural office refers to: "the Norwegian and Ghanaian presidents", "the heads of the two countries".

It is resolved only where the article leaves no doubt: exactly two persons hold such an office, one for each state.
"""

from __future__ import annotations

from collections.abc import Sequence

from diplotext import Document, Participant, Person, State
from diplotext.events import Party
from diplotext_venues.rules import lexicon


class JointParties:
    """The persons of one article by the offices that they hold for states.

    Args:
        document: The article.
    """

    def __init__(self, document: Document) -> None:
        self._document = document
        self._persons: Sequence[Person] = document.of(Person)
        self._holders: Sequence[Person] = [
            person for person in self._persons if any(isinstance(office.of, State) for office in person.offices)
        ]

    def resolved(self, party: Party) -> tuple[Participant, ...]:
        """The two persons that a group stands for; the group itself if that is not clear."""
        mention = party.mention
        if mention is None or party.entity is not None or not party.is_plural:
            return (party.participant(),)
        words = mention.text.lower().replace("’", "'").split()
        office = next((word for word in words if word in lexicon("any_office") or word.endswith("s")), "")
        states = [
            entity for _, entity in self._document.mentions_in(mention.start, mention.end) if isinstance(entity, State)
        ]
        if len(set(states)) == 2:
            found = [person for state in dict.fromkeys(states) for person in self._holding(office, state)]
        elif not states and lexicon("both") & set(words):
            found = self._holding(office, None)
        else:
            return (party.participant(),)
        if len(found) == 2 and _state_of(found[0]) != _state_of(found[1]):
            return tuple(Participant(person.mentions[0], person, _state_of(person)) for person in found)
        if not found and len(self._persons) == 2:  # the only ones of the article
            return tuple(Participant(person.mentions[0], person, _state_of(person)) for person in self._persons)
        return (party.participant(),)

    def _holding(self, office: str, state: State | None) -> list[Person]:
        singular = "" if office in lexicon("any_office") else office.removesuffix("s")
        return [
            person
            for person in self._holders
            if any(
                singular in held.title and isinstance(held.of, State) and state in (None, held.of)
                for held in person.offices
            )
        ]


def _state_of(person: Person) -> State | None:
    return next((office.of for office in person.offices if isinstance(office.of, State)), None)
