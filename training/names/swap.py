"""A recognizer that has seen only English names learns names, not contexts; other names in the same place teach both.

Persons, states, cities and now and then organizations change places with others of the same kind, the same within a
document: a surname follows its full name.
"""

import random
from collections.abc import Iterator, Sequence

import attrs
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from training.documents import tokenizer
from training.names.people import Person, Tables
from training.names.scheme import name_scheme

SHARE_OF_PLACES = 0.5
SHARE_OF_ORGANIZATIONS = 0.4
SHARE_OF_MIXED = 0.3
VOWELS = frozenset("AEIOUaeiou")


@attrs.define
class _Choice:
    """Names chosen for one document, so that the same name changes in the same way."""

    rng: random.Random
    tables: Tables
    families: dict[str, Person] = attrs.field(factory=dict)
    givens: dict[str, Person] = attrs.field(factory=dict)
    others: dict[str, str] = attrs.field(factory=dict)

    def learn(self, words: Sequence[str]) -> None:
        """Choose a person for a full name; its first and last word stand for the same person later."""
        if words[-1] not in self.families:
            person = self.rng.choice(self.tables.people)
            if self.rng.random() < SHARE_OF_MIXED:
                other = self.rng.choice(self.tables.people)
                if other.family_first == person.family_first:
                    person = attrs.evolve(person, given=other.given)
            self.families[words[-1]] = person
        self.givens.setdefault(words[0], self.families[words[-1]])

    def person(self, words: Sequence[str]) -> str:
        """The name for a person's name as tokens."""
        if len(words) > 1:
            return self.families[words[-1]].full
        word = words[0]
        if word not in self.families and word in self.givens:
            return self.givens[word].given.split()[0]
        if word not in self.families:
            self.learn([word])
        return self.families[word].family

    def other(self, name: str, names: Sequence[str], share: float) -> str:
        """Another of the names with the same kind of first letter for "a" and "an", or the same name."""
        if name not in self.others:
            swaps = self.rng.random() < share
            chosen = self.rng.choice(names) if swaps else name
            while (chosen[0] in VOWELS) != (name[0] in VOWELS):
                chosen = self.rng.choice(names)
            self.others[name] = chosen
        return self.others[name]


def swapped(doc: Doc, rng: random.Random, tables: Tables) -> Doc:
    """The document with other names in the place of its names.

    Args:
        doc: A document with names; its other annotations are lost.
        rng: Decides about the names.
        tables: Names to swap in.

    Returns:
        A new document with the same labels and unknown tokens; names in capitals stay in capitals.
    """
    choice = _Choice(rng, tables)
    for entity in doc.ents:
        if entity.label_ == "PERSON" and len(_words(entity)) > 1:
            choice.learn(_words(entity))
    words: list[str] = []
    spaces: list[bool] = []
    tags: list[str] = []
    entities: dict[int, Span] = {entity.start: entity for entity in doc.ents}
    position = 0
    while position < len(doc):
        if position not in entities:
            token = doc[position]
            words.append(token.text)
            spaces.append(bool(token.whitespace_))
            tags.append("?" if token.ent_iob == 0 else "O")
            position += 1
            continue
        entity = entities[position]
        pieces = list(_pieces(doc.vocab, _replacement(entity, choice))) or [
            (token.text, bool(token.whitespace_)) for token in entity
        ]
        words += [text for text, _ in pieces]
        spaces += [*(space for _, space in pieces[:-1]), bool(doc[entity.end - 1].whitespace_)]
        tags += [f"B-{entity.label_}", *([f"I-{entity.label_}"] * (len(pieces) - 1))]
        position = entity.end
    made = Doc(doc.vocab, words=words, spaces=spaces, ents=[tag if tag != "?" else "" for tag in tags])
    made.user_data.update(doc.user_data)
    return made


def _has_article(entity: Span) -> bool:
    """Whether an article stands before a name: "the Senate" is not the place for "Adidas"."""
    return entity.start > 0 and entity.doc[entity.start - 1].lower_ in {"the", "a", "an"}


def _replacement(entity: Span, choice: _Choice) -> str:
    """The text for a name; empty if it stays."""
    name, label = entity.text, entity.label_
    scheme = name_scheme()
    new = name
    if label == "PERSON":
        if not name[0].isalpha() or any(token.is_digit or token.like_email or "@" in token.text for token in entity):
            return ""
        new = choice.person(_words(entity))
    elif label == "GPE" and name in choice.tables.states:
        new = choice.other(name, choice.tables.states, SHARE_OF_PLACES)
    elif label == "GPE" and name in scheme.states_and_towns and name in choice.tables.cities:
        new = choice.other(name, choice.tables.cities, SHARE_OF_PLACES)
    elif label == "ORG" and name.isupper() and len(entity) == 1 and name.isalpha():
        new = choice.other(name, choice.tables.acronyms, SHARE_OF_ORGANIZATIONS)
    elif label == "ORG" and (len(entity) > 1 or not _has_article(entity)):
        new = choice.other(name, choice.tables.organizations, SHARE_OF_ORGANIZATIONS)
    if new == name:
        return ""
    if name.isupper() and label == "PERSON" and len(name) > 3:
        return new.upper()
    return new.lower() if name.islower() else new


def _words(entity: Span) -> list[str]:
    """The words of a name, parts joined by hyphens as one."""
    return entity.text.split()


def _pieces(vocab: Vocab, text: str) -> Iterator[tuple[str, bool]]:
    """The tokens of a name and whether a space follows."""
    for token in tokenizer()(text):
        yield token.text, bool(token.whitespace_)
