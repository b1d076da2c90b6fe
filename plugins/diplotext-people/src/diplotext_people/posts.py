"""Offices that the text gives other than next to a name: in a predicate, or coordinated with another office.

"Jane Doe was Ruritania's [foreign minister]", "Jane Doe, who served as [envoy]", "Jane Doe, president of A and [chief
executive] of B", "[Deputy Prime Minister] and Foreign Minister Jane Doe".
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

import attrs

from diplotext.syntax import appositions, has_to, is_finite, is_negated, modality, predicate, role_of, subject
from diplotext.text import Words
from diplotext_people.entities import Individual, give_title
from diplotext_people.lexicon import APPOINTING, BECOMING, LEAVING
from diplotext_people.offices import Holder
from diplotext_people.phrases import Phrases
from diplotext_people.titles import HELD, Title

if TYPE_CHECKING:
    from spacy.tokens import Token

MAX_HOLDER_WORDS = 8
"""Words of a state or body after a title, with the preposition."""

MAX_TITLES = 4
"""Titles that are coordinated with that next to a name."""


def add_posts(
    phrases: Phrases,
    people: Sequence[Individual],
    titles: Iterable[Title],
    holders: Mapping[int, tuple[Holder | None, int]],
) -> set[int]:
    """Give the persons the offices of predicates, and those coordinated with an office that they have.

    Args:
        phrases: The words of the text, with its parse.
        people: The persons found.
        titles: The titles of the text.
        holders: For the first word of a title, the holder of the office and the index of the first word that names it.

    Returns:
        Index of the first word of each of these titles.
    """
    posts = _Posts(phrases, sorted((m.start, m.end, n) for n, p in enumerate(people) for m in p.mentions.values()))
    spans = phrases.words.spans
    owners = {span.start: person for person in people for span in person.office_spans.values()}
    held = [title for title in titles if title.kind in HELD and not title.plural]
    nouns: dict[int, Title] = {}
    given: set[int] = set()
    for place, title in enumerate(held):
        owner = owners.get(spans[title.first][0])
        if owner is None and posts.named_after(title) is None:
            owner = _coordinated(phrases, title, nouns, held[max(0, place - MAX_TITLES) : place], owners)
            if owner is None and (found := posts.holder_in_clause(title)):
                holder, left = found
                owner, title = people[holder], attrs.evolve(title, former=title.former or left)
            if owner is not None:
                _give(phrases, owner, title, holders, owners)
                given.add(title.first)
        nouns[phrases.noun(title).i] = title
    by_last = {title.last: title for title in held}
    for title in held:
        number = posts.named_after(title)
        for _ in range(MAX_TITLES):
            before = by_last.get(title.first - 2)
            if number is None or before is None or phrases.words.forms[title.first - 1] not in ("and", "&"):
                break
            if _is_another(phrases.words, before):
                break
            if phrases.words.gap(before.last) == phrases.words.gap(before.last + 1) == " ":
                shared = {before.first: holders.get(before.first, holders.get(title.first, (None, 0)))}
                _give(phrases, people[number], before, shared, owners)
                given.add(before.first)
            title = before
    return given


def _is_another(words: Words, title: Title) -> bool:
    """Whether a title that is coordinated with that of a name is somebody else's: "*the President* and Speaker Doe"."""
    return title.first > 0 and words.gap(title.first - 1) == " " and words.forms[title.first - 1] in ("the", "The")


def _give(
    phrases: Phrases,
    person: Individual,
    title: Title,
    holders: Mapping[int, tuple[Holder | None, int]],
    owners: dict[int, Individual],
) -> None:
    span = title.span(phrases.words)
    give_title(person, title, holders.get(title.first, (None, 0))[0], span)
    owners[span.start] = person


def _coordinated(
    phrases: Phrases,
    title: Title,
    nouns: Mapping[int, Title],
    recent: Sequence[Title],
    owners: Mapping[int, Individual],
) -> Individual | None:
    """Who has the office with which a title is coordinated: "Jane Doe, president of A and *chief executive* of B"."""
    words, noun = phrases.words, phrases.noun(title)
    before = phrases.first(title) - 1
    if words.gap(title.first - 1) != " " or before < 0 or words.forms[before] != "and":
        return None
    earlier = nouns.get(noun.head.i) if role_of(noun) == "conjunct" else None
    if earlier is None and words.forms[before + 1] != "the":  # where the parse joins the holders: "president of A and"
        earlier = next((other for other in recent if _is_holder(phrases, other.last + 1, before)), None)
    return owners.get(words.spans[earlier.first][0]) if earlier is not None else None


def _is_holder(phrases: Phrases, start: int, end: int) -> bool:
    """Whether some words are the state or body of an office: "president *of the Border Council*"."""
    words = phrases.words
    forms = words.forms[start:end]
    if not 1 < len(forms) <= MAX_HOLDER_WORDS or forms[0] not in ("of", "for", "at"):
        return False
    joined = all(words.gap(index) == " " for index in range(start - 1, end))
    return joined and all(form[:1].isupper() or form in ("the", "of", "for") for form in forms[1:])


@attrs.frozen(eq=False)
class _Posts:
    """The names of persons in a text, to be found from the words of a clause.

    Attributes:
        phrases: The words of the text, with its parse.
        named: Start, end and number of the person of each mention by name, in order.
    """

    phrases: Phrases
    named: Sequence[tuple[int, int, int]]

    def person_at(self, token: Token) -> int | None:
        """Number of the person whose name holds a token."""
        index = bisect_right(self.named, (token.idx, len(self.phrases.words.text), 0)) - 1
        return self.named[index][2] if index >= 0 and token.idx < self.named[index][1] else None

    def named_after(self, title: Title) -> int | None:
        """Number of the person whose name follows a title directly."""
        words = self.phrases.words
        if title.last + 1 >= len(words) or words.gap(title.last) != " ":
            return None
        start = words.spans[title.last + 1][0]
        index = bisect_right(self.named, (start, len(words.text), 0)) - 1
        return self.named[index][2] if index >= 0 and self.named[index][0] == start else None

    def holder_in_clause(self, title: Title) -> tuple[int, bool] | None:
        """Number of the person of whom a clause says that office, and whether it is said to be over."""
        noun = self.phrases.noun(title)
        role, verb, left = role_of(noun), noun.head, False
        if role == "prepositional_object" and verb.lower_ == "as":
            verb = verb.head
            if verb.lemma_ not in APPOINTING | LEAVING:
                return None
            left = verb.lemma_ in LEAVING
        elif not (
            (role == "predicate" and verb.lemma_ in BECOMING)
            or (role == "object_predicate" and verb.lemma_ in APPOINTING)
            or (role == "subject" and verb.lemma_ == "be")
        ):
            return None
        if not is_finite(verb) or has_to(verb) or is_negated(verb) or modality(verb):
            return None
        said_of = predicate(verb) if role == "subject" else subject(verb)
        if said_of is None:
            return None
        found = (self.person_at(token) for token in (said_of, *appositions(said_of)))
        number = next((number for number in found if number is not None), None)
        return None if number is None else (number, left)
