"""The extractor: candidates, the known names first, with what the sentence says of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar, cast

import attrs

from diplotext import (
    Annotation,
    Extractor,
    Organization,
    Person,
    Place,
    Reading,
    Rule,
    Span,
    State,
    TimeExpression,
    rules_from,
)
from diplotext_example.annotations import Category, Treaty
from diplotext_example.finding import Candidate, find
from diplotext_example.knowledge import KIND
from diplotext_example.lexicon import heads
from diplotext_example.signing import Context

PLACES = ("city", "region", "state")


@attrs.frozen
class TreatyExtractor(Extractor):
    """Finds treaties and agreements.

    Attributes:
        open_names: Whether to find names that the knowledge does not hold.
        unnamed: Whether to find treaties without a name that somebody signs.
    """

    name = "treaties"
    provides: ClassVar[tuple[type[Annotation], ...]] = (Treaty,)
    requires: ClassVar[tuple[type[Annotation], ...]] = (State,)
    uses: ClassVar[tuple[type[Annotation], ...]] = (Organization, Person, Place, TimeExpression)
    needs: ClassVar[tuple[str, ...]] = ("doc.sents",)

    open_names: bool = True
    unnamed: bool = True

    @classmethod
    def rules(cls) -> Mapping[str, Rule]:
        """The rules of this extractor, see `data/rules.toml`."""
        return rules_from("diplotext_example")

    def extract(self, reading: Reading) -> Iterator[Treaty]:
        """Yield each place where the text speaks of a treaty."""
        candidates = self._candidates(reading)
        if not candidates:
            return
        article = reading.article
        context = Context.of(reading, article.words)
        for candidate in candidates:
            sentence = article.sentences[max(0, article.sentence_at(candidate.start))]
            said = context.of_candidate(candidate, sentence)
            if said.parties or not candidate.needs_party:
                yield Treaty(
                    name=candidate.name,
                    category=candidate.category,
                    spans=[reading.span(candidate.start, candidate.end)],
                    rule=candidate.rule,
                    confidence=self.rules()[candidate.rule].precision,
                    **attrs.asdict(said, recurse=False),
                )

    def _candidates(self, reading: Reading) -> list[Candidate]:
        """Candidates in order, none overlapping another; a known name counts more than another, and that than none."""
        found = list(_known(reading))
        lower = reading.text.lower()
        if any(head in lower for head in heads()):
            is_place = _Places(reading)
            found += [
                candidate
                for candidate in find(reading.article.words, is_place.names)
                if (self.unnamed if candidate.name is None else self.open_names)
            ]
        kept: list[Candidate] = []
        last: Span | None = None
        for candidate in sorted(found, key=lambda c: (c.start, not c.known, -c.end)):
            if last is None or candidate.start >= last.end:
                kept.append(candidate)
            elif candidate.known and not kept[-1].known:
                kept[-1] = candidate
            last = reading.span(kept[-1].start, kept[-1].end)
        return kept


def _known(reading: Reading) -> Iterator[Candidate]:
    """Names that the knowledge holds, unless they are part of a longer name of something else."""
    for match in reading.article.matches():
        record = match.record
        if record.kind == KIND and record.category and not record.ambiguous:
            category = cast("Category", record.category)
            yield Candidate(match.start, match.end, category, "treaty.known", record.name, known=True)


@attrs.frozen(eq=False)
class _Places:
    """What names a place here: what others found, and what the knowledge holds."""

    reading: Reading

    def names(self, start: int, end: int) -> bool:
        """Whether the text from `start` to `end` names a place or state; an adjective of one does not."""
        here = [(m, e) for m, e in self.reading.document.mentions_in(start, end) if (m.start, m.end) == (start, end)]
        if here:
            return any(isinstance(e, Place | State) and m.form in ("name", "acronym", "metonym") for m, e in here)
        return any(
            record.kind in PLACES and name.form != "demonym"
            for record, name in self.reading.knowledge.named(self.reading.text[start:end])
        )
