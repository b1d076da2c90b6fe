"""Who is quoted, how often, with how many words: what newsrooms count by hand.

A source is counted by its name over all articles. "Unresolved" is a value of its own: where it is not known to whom a
pronoun refers, the source is not thereby anonymous.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, Literal

import attrs

from diplotext.model.annotations import Organization, Person, State
from diplotext.model.document import Document
from diplotext.model.statements import Attribution, Statement
from diplotext.tabular.articles import represented, words_in
from diplotext.tabular.gender import gender_of
from diplotext.tabular.levels import level_of_title

Naming = Literal["named", "unnamed", "unresolved"]
UNKNOWN = "(unknown)"
UNNAMED_KINDS = ("group", "document")
ARTICLES_OF_NOUNS = ("a", "an", "the")

GROUPINGS = ("kind", "naming", "office", "level", "state", "organization", "gender", "outlet")
"""By what sources can be grouped."""

Key = tuple[str, str | None, str]
"""What tells sources apart: naming, kind, and name in small letters."""


@attrs.frozen(kw_only=True)
class Counts:
    """What is counted of a source, a group of sources, or all of them.

    Attributes:
        articles: Number of articles in which they are quoted.
        statements: Number of statements, without those that they are reported not to have made.
        direct: Those in their own words.
        indirect: Those that are reported.
        mixed: Those that are reported, with quoted parts.
        second_hand: Those that somebody else who is quoted attributes to them.
        declined: Statements that they are reported not to have made, such as a refusal to comment.
        words: Number of words of the statements.
        direct_words: Number of words of the direct ones.
    """

    articles: int = 0
    statements: int = 0
    direct: int = 0
    indirect: int = 0
    mixed: int = 0
    second_hand: int = 0
    declined: int = 0
    words: int = 0
    direct_words: int = 0


@attrs.frozen(kw_only=True)
class Source(Counts):
    """A source, and how often it is quoted.

    Attributes:
        name: Its name; of an unnamed one, the words that refer to it.
        kind: `person`, `organization`, `state`, `group` or `document`; None if unknown.
        naming: `named`, `unnamed` ("a senior official"), or `unresolved`: the text may name it elsewhere.
        office: The office that the articles give most often.
        level: The level of that office, as in the table `dyads`.
        state: The state that it is or represents.
        organization: The organization that it is or represents.
        gender: `female` or `male` if the articles give it by a pronoun or a title; None if not, or if they disagree.
        wikidata: Its Wikidata item.
    """

    name: str
    kind: str | None = None
    naming: Naming
    office: str | None = None
    level: str | None = None
    state: str | None = None
    organization: str | None = None
    gender: str | None = None
    wikidata: str | None = None


@attrs.frozen(kw_only=True)
class Group(Counts):
    """Sources that have something in common, and how often they are quoted.

    Attributes:
        by: What they have in common, such as `state`.
        value: Its value; None for those of which it is not known.
        sources: Number of sources.
    """

    by: str
    value: str | None
    sources: int


@attrs.frozen(repr=False)
class Audit:
    """Who is quoted in some articles.

    Attributes:
        documents: Number of articles.
        total: What is counted over all of them; a statement of several speakers counts once.
        sources: The sources, the most often quoted first.
    """

    documents: int
    total: Counts
    sources: tuple[Source, ...]
    _groups: Mapping[str, tuple[Group, ...]] = attrs.field(alias="groups")

    def groups(self, by: str) -> tuple[Group, ...]:
        """The counts of all statements whose speakers have the same value, the most often quoted first.

        The value is that of the article in which the statement is: a minister who is later a president counts for both
        offices. A statement of several speakers counts once for each value that they have.

        Args:
            by: One of `kind`, `naming`, `office`, `level`, `state`, `organization`, `gender`, `outlet`.

        Raises:
            ValueError: If sources are not grouped by that.
        """
        if by not in self._groups:
            raise ValueError(f"sources are not grouped by {by!r}; choose from {', '.join(self._groups)}")
        return self._groups[by]

    def to_dict(self) -> dict[str, Any]:
        """The audit as values that JSON can hold."""
        return {
            "documents": self.documents,
            "total": attrs.asdict(self.total),
            "sources": [attrs.asdict(source) for source in self.sources],
            "groups": {by: [attrs.asdict(group) for group in groups] for by, groups in self._groups.items()},
        }

    def __repr__(self) -> str:
        return f"<Audit: {self.documents} documents, {self.total.statements} statements, {len(self.sources)} sources>"


def audit(documents: Iterable[Document]) -> Audit:
    """Count who is quoted in some articles, how often, and with how many words.

    Args:
        documents: The articles, with the statements found in them; even a long stream, of which only the counts are
            kept.
    """
    ledger = _Ledger()
    for document in documents:
        ledger.add(document)
    return ledger.closed()


@attrs.define
class _Tally:
    """Counts that grow, and the articles that they come from."""

    counts: Counter[str] = attrs.field(factory=Counter)
    last: int = -1

    def add(self, article: int, counted: Mapping[str, int]) -> None:
        self.counts.update(counted)
        if article != self.last:
            self.last = article
            self.counts["articles"] += 1

    def fields(self) -> dict[str, int]:
        return {field.name: self.counts[field.name] for field in attrs.fields(Counts)}


@attrs.define
class _Members:
    """The sources of a group, and its counts."""

    keys: set[Key] = attrs.field(factory=set)
    tally: _Tally = attrs.field(factory=_Tally)


@attrs.define
class _Entry:
    """What is known of a source so far."""

    name: str
    kind: str | None
    naming: Naming
    tally: _Tally = attrs.field(factory=_Tally)
    seen: dict[str, Counter[str]] = attrs.field(factory=dict)

    def note(self, **values: str | None) -> None:
        for name, value in values.items():
            if value:
                self.seen.setdefault(name, Counter())[value] += 1

    def most(self, name: str) -> str | None:
        """The value that was given most often, the first of them if there are several."""
        found = self.seen.get(name)
        return max(found, key=lambda value: found[value]) if found else None

    def only(self, name: str) -> str | None:
        """The value that was given, if it was always the same."""
        found = self.seen.get(name, Counter())
        return next(iter(found)) if len(found) == 1 else None

    def closed(self) -> Source:
        return Source(
            name=self.name,
            kind=self.kind,
            naming=self.naming,
            office=self.most("office"),
            level=self.most("level"),
            state=self.most("state"),
            organization=self.most("organization"),
            gender=self.only("gender"),
            wikidata=self.only("wikidata"),
            **self.tally.fields(),
        )


class _Ledger:
    """The counts of all articles so far."""

    def __init__(self) -> None:
        self._documents = 0
        self._total = _Tally()
        self._entries: dict[Key, _Entry] = {}
        self._groups: dict[str, dict[str | None, _Members]] = {by: {} for by in GROUPINGS}

    def add(self, document: Document) -> None:
        self._documents += 1
        outlet = document.source.get("outlet")
        outlet = outlet if isinstance(outlet, str) else None
        genders: dict[Person, str | None] = {}
        for statement in document.statements:
            counted = _counted(statement)
            self._total.add(self._documents, counted)
            quoted: dict[Key, dict[str, str | None]] = {}
            for speaker in statement.speakers or (Attribution(basis="unknown"),):
                quoted |= self._noted(speaker, document.text, genders)
            for key in quoted:
                self._entries[key].tally.add(self._documents, counted)
            for by, groups in self._groups.items():
                for key, values in quoted.items():
                    groups.setdefault(outlet if by == "outlet" else values[by], _Members()).keys.add(key)
                for value in dict.fromkeys([outlet] if by == "outlet" else [values[by] for values in quoted.values()]):
                    groups[value].tally.add(self._documents, counted)

    def _noted(
        self, speaker: Attribution, text: str, genders: dict[Person, str | None]
    ) -> dict[Key, dict[str, str | None]]:
        """A source by its key, with what this article says of it."""
        name, kind, naming = _identity(speaker)
        key = (naming, kind, name.casefold())
        entry = self._entries.setdefault(key, _Entry(name, kind, naming))
        entity = speaker.entity
        side = represented(entity)
        values = {
            "state": side.name if isinstance(side, State) else None,
            "organization": side.name if isinstance(side, Organization) else None,
            "office": None,
            "level": None,
            "gender": None,
        }
        if isinstance(entity, Person):
            if entity not in genders:
                genders[entity] = gender_of(entity, text)
            values["gender"] = genders[entity]
            if entity.offices:
                office = entity.offices[0]
                values |= {"office": office.title, "level": level_of_title(office.title, office.of)}
        entry.note(**values, wikidata=entity.identifiers.get("wikidata") if entity else None)
        return {key: {"kind": kind, "naming": naming, **values}}

    def closed(self) -> Audit:
        sources = sorted(
            (entry.closed() for entry in self._entries.values()),
            key=lambda source: (-source.statements, -source.words, source.name, source.kind or "", source.naming),
        )
        groups = {
            by: sorted(
                (
                    Group(by=by, value=value, sources=len(members.keys), **members.tally.fields())
                    for value, members in found.items()
                ),
                key=lambda group: (-group.statements, -group.words, group.value or ""),
            )
            for by, found in self._groups.items()
        }
        return Audit(
            self._documents,
            Counts(**self._total.fields()),
            tuple(sources),
            {by: tuple(found) for by, found in groups.items()},
        )


def _counted(statement: Statement) -> dict[str, int]:
    """What a statement adds to the counts of its speakers."""
    if statement.negated:
        return {"declined": 1}
    words = words_in(span.text for span in statement.spans)
    counted = {"statements": 1, statement.mode: 1, "words": words}
    if statement.mode == "direct":
        counted["direct_words"] = words
    if statement.reported_in is not None:
        counted["second_hand"] = 1
    return counted


def _identity(speaker: Attribution) -> tuple[str, str | None, Naming]:
    """Name, kind and naming of a source."""
    entity = speaker.entity
    if entity is not None:
        kind = speaker.kind or entity.wire_name
        known = isinstance(entity, Person) and entity.named_by == "knowledge"
        return entity.name, kind, "unnamed" if known or kind in UNNAMED_KINDS else "named"
    if speaker.mention is None or speaker.mention.form == "pronoun":
        return UNKNOWN, speaker.kind, "unresolved"
    words = speaker.mention.text.split()
    if words and words[0].lower() in ARTICLES_OF_NOUNS and len(words) > 1:
        words = words[1:]
    return " ".join(words), speaker.kind, "unnamed"
