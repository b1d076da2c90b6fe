"""The extractor: known names, open names and defined acronyms, decided together and joined into entities."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

import attrs

from diplotext import Annotation, Extractor, Organization, Reading, Rule, State, rules_from
from diplotext.text import Words
from diplotext_organizations import acronyms, entities
from diplotext_organizations.acting import ActingNames, Span, acting_governments
from diplotext_organizations.candidates import Candidate, blocking, longest
from diplotext_organizations.companies import short_names
from diplotext_organizations.credits import without_credits
from diplotext_organizations.gazetteer import KINDS, gazetteer_mentions, with_usual_order
from diplotext_organizations.grammar import open_names
from diplotext_organizations.persons import personal_names
from diplotext_organizations.recognized import recognized_names
from diplotext_organizations.senses import Senses, senses_of


@attrs.frozen
class OrganizationExtractor(Extractor):
    """Organizations, diplomatic formats and states, each with all its mentions.

    Attributes:
        open_names: Whether to look for organizations that the knowledge does not hold.
        pairs: Whether "both countries" is a mention of the two states that are named together last before.
        demonyms: Whether "Russian" is a mention of Russia.
        metonyms: Whether "Moscow" may be a mention of Russia, where its surroundings show it.
    """

    name: ClassVar[str] = "organizations"
    provides: ClassVar[tuple[type[Annotation], ...]] = (Organization, State)
    needs: ClassVar[tuple[str, ...]] = ("doc.ents", "doc.sents")

    open_names: bool = True
    pairs: bool = True
    demonyms: bool = True
    metonyms: bool = True

    @classmethod
    def rules(cls) -> Mapping[str, Rule]:
        """The rules by their ids, from `data/rules.toml`."""
        return rules_from("diplotext_organizations")

    def extract(self, reading: Reading) -> Iterator[Organization | State]:
        """Yield the organizations and states of a document."""
        article = reading.article
        words, named = article.words, article.named_entities
        has_tree = reading.holds("token.dep")
        acting = ActingNames(named) if self.metonyms and has_tree else frozenset[Span]()
        persons = personal_names(named, words, reading.knowledge) if has_tree else frozenset()
        senses = senses_of(named, words) if has_tree else Senses()
        persons = frozenset(span for span in persons if words.text[slice(*span)] not in senses.things)
        dateline = reading.document.frame.place
        places = [(dateline.start, dateline.end)] if dateline else []
        known = gazetteer_mentions(
            words,
            article.matches(KINDS),
            acting=acting,
            places=places,
            persons=persons,
            knowledge=reading.knowledge,
        )
        opened = open_names(words, known, persons) if self.open_names else []
        opened = [blocking(c) if c.name in senses.sites else c for c in opened]
        candidates = [*known, *(with_usual_order(candidate, reading.knowledge) for candidate in opened)]
        if self.open_names:
            candidates += recognized_names(named, words, reading.knowledge, candidates, persons, senses)
        if has_tree:
            candidates = list(acting_governments(candidates, words, article.tokens, reading.knowledge))
        defined = acronyms.definitions(words, candidates, places)
        if not self.open_names:
            spans = {(candidate.start, candidate.end) for candidate in known}
            defined = [d for d in defined if (d.long_start, d.long_end) in spans]
        candidates, meaning = entities.defined_acronyms(candidates, defined, reading.text)
        chosen = self._decided(words, candidates, meaning)
        chosen = entities.joined(chosen)
        short = entities.short_forms(words, chosen) if self.open_names else ()
        firms = list(short_names(words, chosen, named, reading.knowledge)) if self.open_names else []
        replaced = {(firm.start, firm.end) for firm in firms}
        chosen = [candidate for candidate in chosen if (candidate.start, candidate.end) not in replaced]
        chosen = sorted((*chosen, *short, *firms), key=lambda candidate: candidate.start)
        keys = {(c.start, c.end): c.key for c in chosen}
        stated = {
            keys[(long.start, long.end)]: acronym
            for acronym, long in reversed(meaning.items())
            if (long.start, long.end) in keys
        }
        found = entities.entities(words, [c for c in chosen if self._wanted(c)], stated)
        yield from entities.with_pairs(words.text, found, article.sentences) if self.pairs else found

    def _decided(self, words: Words, candidates: list[Candidate], meaning: dict[str, Candidate]) -> list[Candidate]:
        """The longest candidates, with the mentions of the acronyms that they explain."""
        first = longest(candidates)
        taken = {words.text[c.start : c.end] for c in first if c.record or not c.by_model_alone}
        if self.open_names:
            spelled = entities.by_initials(first)
            taken -= entities.only_by_acronym(first, words.text)
            guessed = entities.unexplained(acronyms.unexplained(words), first) | spelled
            meaning = {a: c for a, c in guessed.items() if a not in taken} | meaning
        linked = [
            entities.explained(meaning[acronym], start, end)
            for acronym, start, end in acronyms.mentions(words, meaning)
        ]
        return without_credits(words.text, [c for c in longest([*linked, *candidates]) if not c.is_blocker])

    def _wanted(self, candidate: Candidate) -> bool:
        return (self.demonyms or candidate.form != "demonym") and (self.metonyms or candidate.form != "metonym")
