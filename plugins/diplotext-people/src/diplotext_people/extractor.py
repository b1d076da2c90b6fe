"""The extractor: titles and names, joined into persons, then surnames, offices and pronouns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import ClassVar

import attrs

from diplotext import Annotation, Extractor, Mention, Organization, Person, Reading, Rule, State, rules_from
from diplotext_people import entities, joining
from diplotext_people.counterparts import add_counterparts
from diplotext_people.descriptions import add_titles
from diplotext_people.exclusions import Coverage, Exclusions
from diplotext_people.incumbents import (
    Incumbents,
    add_identifiers,
    add_incumbents,
    add_known_offices,
    gazetteer_names,
    gazetteer_surnames,
)
from diplotext_people.joint_mentions import add_joint_mentions
from diplotext_people.names import find_names
from diplotext_people.offices import Holder, holders_of, with_former
from diplotext_people.phrases import Phrases
from diplotext_people.posts import add_posts
from diplotext_people.pronouns import add_pronouns
from diplotext_people.recognized import parts_of_names, recognized_persons
from diplotext_people.titles import find_titles

PLACES = ("city", "region", "state")
TENURES = ("tenure",)


@attrs.frozen
class PeopleExtractor(Extractor):
    """Persons with all their mentions and the offices that the text gives them.

    Attributes:
        incumbents: Whether "Russia's foreign minister" is a mention of the one whom the knowledge says to hold that
            office on the day of publication, where the text does not say who it is.
        titles_alone: Whether "the Ruritanian foreign minister" is a mention of the person who holds that office.
        couples: Whether "the two ministers" is a mention of the two persons who are named together last before.
        pronouns: Whether "he" and "she" are mentions.
    """

    name: ClassVar[str] = "people"
    provides: ClassVar[tuple[type[Annotation], ...]] = (Person,)
    uses: ClassVar[tuple[type[Annotation], ...]] = (Organization, State)
    needs: ClassVar[tuple[str, ...]] = ("token.dep", "token.pos", "token.tag", "doc.ents", "doc.sents")

    incumbents: bool = True
    titles_alone: bool = True
    couples: bool = True
    pronouns: bool = True

    @classmethod
    def rules(cls) -> Mapping[str, Rule]:
        """The rules by their ids, from `data/rules.toml`."""
        return rules_from("diplotext_people")

    def extract(self, reading: Reading) -> Iterator[Person]:
        """Yield the persons of a document."""
        article = reading.article
        words = article.words
        phrases = Phrases(words, article.tokens)
        mentions = _holders(reading)
        titles = list(find_titles(words))
        offices = {
            words.spans[title.last][1] for title in titles if title.last > title.first and phrases.is_named(title)
        }
        doubtful = _parts_of_names(mentions, parts_of_names(article.named_entities, words))
        exclusions = Exclusions(
            Coverage.of(
                (mention.start, mention.end)
                for mention, holder in mentions
                if mention.form != "metonym" and holder.name not in doubtful and mention.end not in offices
            ),
            {m.start: m.end for m in article.matches(PLACES)},
        )
        titles = [title for title in titles if not exclusions.covers(*words.spans[title.last])]
        holders = holders_of(phrases, titles, mentions)
        titles = with_former(words, titles, holders)
        recognized = [
            *gazetteer_names(words, article.matches(TENURES)),
            *recognized_persons(article.named_entities, words),
        ]
        names = find_names(phrases, titles, exclusions, recognized)
        people = joining.collect(reading.text, words, names, {first: held[0] for first, held in holders.items()})
        given = add_posts(phrases, people, titles, holders)
        titles = [title for title in titles if title.first not in given]
        add_counterparts(words, people, mentions, article.sentences)
        joining.add_short_names(people, doubtful)
        joining.add_surnames(words, people, exclusions)
        known = Incumbents(reading.knowledge, reading.document.published)
        if self.incumbents:
            add_known_offices(people, titles, reading.of(State), known)
        if self.titles_alone:
            add_titles(phrases, people, titles, holders)
        if self.incumbents:
            add_incumbents(phrases, people, titles, holders, known)
            add_identifiers(people, [*reading.of(State), *reading.of(Organization)], known)
        sentences = article.sentences
        if self.pronouns and people:
            add_pronouns(people, article.tokens, sentences, reading.document.quotations)
        people = entities.supported(people, gazetteer_surnames(reading.knowledge))
        if self.couples:
            states = {mention.start for mention, _ in mentions if mention.form == "description"}
            add_joint_mentions(people, article.tokens, sentences, reading.document.quotations, states)
        yield from entities.finished(people)


def _holders(reading: Reading) -> list[tuple[Mention, Holder]]:
    """The mentions of states and organizations, in order."""
    found: list[tuple[Mention, Holder]] = []
    for state in reading.of(State):
        found += [(mention, state) for mention in state.mentions]
    for organization in reading.of(Organization):
        found += [(mention, organization) for mention in organization.mentions]
    return sorted(found, key=lambda pair: (pair[0].start, pair[0].end))


def _parts_of_names(mentions: Iterable[tuple[Mention, Holder]], parts: Mapping[str, int]) -> set[str]:
    """Names of unknown organizations that consist of a word which was part of a person's name before."""
    first: dict[str, int] = {}
    for mention, holder in mentions:
        if isinstance(holder, Organization) and not holder.identifiers:
            first.setdefault(holder.name, mention.start)
    return {name for name, start in first.items() if parts.get(name, start + 1) <= start}
