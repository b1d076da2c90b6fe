"""Stories: documents that report the same meetings and statements, side by side.

Documents are read one after the other, and only a digest of each is kept. Nothing is compared with everything: reports
meet in blocks of parties and days.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

import attrs

from diplotext.linking import meetings, slots, statements, wordings
from diplotext.linking.clusters import Pair, clustered
from diplotext.linking.copies import FAR, copies_among, witnesses
from diplotext.linking.digests import Digest, Met, Party, Said, Unit
from diplotext.linking.identities import People
from diplotext.linking.records import JoinedMeeting, JoinedStatement, Link, Report, Story
from diplotext.model.document import Document

MAX_DOCUMENTS = 12
"""Documents of a joined meeting whose statements are all compared with each other."""

MAX_SENTENCES = 40
"""Longer documents, such as transcripts, have chance likenesses: there, statements need more in common."""

LOOSE = 0.2
"""What members of one joined statement have in common at least, if they are not a pair themselves."""

MIN_STATEMENTS = 2
"""Joined statements from which on two documents are of one story though no meeting joins them."""

SURE_WORDS = 8
"""A quotation of as many content words makes a story alone."""

Joined = JoinedMeeting | JoinedStatement


def stories(documents: Iterable[Document] | Document, *, apart: Iterable[tuple[str, str]] = ()) -> tuple[Story, ...]:
    """Join the meetings and statements that documents have in common.

    The documents are not changed, and their order makes no difference.

    Args:
        documents: The documents, as a pipeline has read them; each is looked at once.
        apart: Pairs of reports that are not to be joined, as document and annotation id: `("wire-1#meeting:1",
            "times-2#meeting:1")`. This undoes a join.

    Returns:
        The stories in the order of their dates. A document that has nothing in common with another is in none.
    """
    linker = Linker(apart=apart)
    for document in [documents] if isinstance(documents, Document) else documents:
        linker.add(document)
    return linker.stories()


class Linker:
    """Collects documents, and joins them.

    Args:
        apart: Pairs of reports that are not to be joined; see `stories`.
    """

    def __init__(self, *, apart: Iterable[tuple[str, str]] = ()) -> None:
        self._apart = frozenset(frozenset(pair) for pair in apart)
        self._digests: dict[str, Digest] = {}
        self._people = People()

    def add(self, document: Document) -> None:
        """Add a document; a second one with the same id is left out."""
        if document.id in self._digests:
            return
        digest = self._digests[document.id] = Digest.of(document)
        for individual in digest.people:
            self._people.add(individual)

    def __len__(self) -> int:
        return len(self._digests)

    def digests(self) -> list[Digest]:
        """The documents in the order of their dates and ids, with persons known across documents."""
        keys = self._people.keys()
        ordered = sorted(self._digests.values(), key=lambda one: (one.source.published or FAR, one.source.document))
        return [_with_keys(digest, keys) for digest in ordered]

    def stories(self) -> tuple[Story, ...]:
        """The stories of all documents so far."""
        return _Joining(self.digests(), self._apart).stories()


def _with_keys(digest: Digest, keys: Mapping[str, str]) -> Digest:
    """A digest whose persons have the keys that they have in all documents."""

    def party(one: Party) -> Party:
        return attrs.evolve(one, key=keys[one.key]) if one.key and one.key in keys else one

    def unit(one: Unit) -> Unit:
        return attrs.evolve(one, terms={keys.get(term, term): weight for term, weight in one.terms.items()})

    return attrs.evolve(
        digest,
        meetings=tuple(attrs.evolve(met, parties=tuple(map(party, met.parties))) for met in digest.meetings),
        statements=tuple(
            attrs.evolve(
                said,
                speakers=tuple(map(party, said.speakers)),
                holder=keys.get(said.holder, said.holder) if said.holder else None,
                units=tuple(map(unit, said.units)),
            )
            for said in digest.statements
        ),
    )


class _Joining:
    """Joins what a list of digests has in common."""

    def __init__(self, digests: Sequence[Digest], apart: frozenset[frozenset[str]]) -> None:
        self._digests = digests
        self._apart = apart
        self._by_id = {digest.source.document: digest for digest in digests}
        self._outlets = {digest.source.document: digest.source.outlet for digest in digests}
        self._rank = {digest.source.document: number for number, digest in enumerate(digests)}
        self._met = [meetings.Candidate.of(met, digest.source) for digest in digests for met in digest.meetings]
        self._said = [
            candidate
            for digest in digests
            for said in digest.statements
            for candidate in statements.Candidate.all_of(said, digest.source)
        ]

    def stories(self) -> tuple[Story, ...]:
        met = meetings.join_meetings(self._met, self._apart)
        said = self._join_statements(met)
        groups = [
            *((frozenset(self._documents_met(group)), group, True) for group in met),
            *((frozenset(self._documents_said(group)), group, False) for group in said),
        ]
        found = [self._story(members) for members in _united(groups)]
        kept = [story for story in found if story is not None]
        return tuple(sorted(kept, key=lambda story: (self._rank[story.sources[0].document], story.id)))

    def _documents_met(self, group: Sequence[Pair]) -> set[str]:
        return {self._met[number].met.report.document for pair in group for number in (pair.first, pair.second)}

    def _documents_said(self, group: Sequence[Pair]) -> set[str]:
        return {self._said[number].said.report.document for pair in group for number in (pair.first, pair.second)}

    def _join_statements(self, met: Sequence[Sequence[Pair]]) -> list[list[Pair]]:
        scores: dict[tuple[int, int], float] = {}
        for one, other in statements.candidate_pairs(self._said):
            pair = (min(one, other), max(one, other))
            if pair not in scores:
                scores[pair] = statements.score(self._said[one], self._said[other], "none")
        by_document: defaultdict[str, list[int]] = defaultdict(list)
        for number, candidate in enumerate(self._said):
            by_document[candidate.said.report.document].append(number)
        for (first, second), context in sorted(self._contexts(met, scores).items()):
            long = max(len(by_document[first]), len(by_document[second])) > MAX_SENTENCES
            for one in by_document[first]:
                for other in by_document[second]:
                    found = statements.score(self._said[one], self._said[other], "story" if long else context)
                    scores[min(one, other), max(one, other)] = found
        pairs = [
            Pair(one, other, score, self._reason(one, other))
            for (one, other), score in scores.items()
            if score and frozenset((self._ref(one), self._ref(other))) not in self._apart
        ]
        kept, own = statements.aligned(pairs, self._said)
        return clustered(kept, lambda one, other: self._fits(one, other, own))

    def _contexts(
        self, met: Sequence[Sequence[Pair]], scores: Mapping[tuple[int, int], float]
    ) -> dict[tuple[str, str], statements.Context]:
        """Pairs of documents that have more in common than one statement: a meeting, or several statements."""
        counts: defaultdict[tuple[str, str], int] = defaultdict(int)
        for (one, other), score in scores.items():
            if score:
                first, second = sorted((self._document(one), self._document(other)))
                counts[first, second] += 1
        found: dict[tuple[str, str], statements.Context] = {
            pair: "story" for pair, count in counts.items() if count >= MIN_STATEMENTS
        }
        for group in met:
            for first, second in combinations(sorted(self._documents_met(group))[:MAX_DOCUMENTS], 2):
                found[first, second] = "meeting"
        return found

    def _document(self, number: int) -> str:
        return self._said[number].said.report.document

    def _ref(self, number: int) -> str:
        return self._said[number].said.report.ref

    def _fits(self, one: int, other: int, own: set[int]) -> bool:
        first, second = self._said[one], self._said[other]
        if first.said.report.document == second.said.report.document:
            return one not in own or other not in own
        if frozenset((first.said.report.ref, second.said.report.ref)) in self._apart:
            return False
        return statements.similarity(first.unit, second.unit) >= LOOSE

    def _reason(self, one: int, other: int) -> str:
        first, second = self._said[one], self._said[other]
        common = [term for term in first.unit.terms if term in second.unit.terms]
        rarest = sorted(common, key=lambda term: (-first.unit.terms[term], term))[:4]
        words = ", ".join(term for term in rarest if ":" not in term and "#" not in term)
        who = statements.relation(first, second)
        return f"{who} speaker" + (f"; both have {words}" if words else "")

    def _story(self, members: Sequence[tuple[frozenset[str], list[Pair], bool]]) -> Story | None:
        documents = sorted({name for names, _, _ in members for name in names}, key=self._rank.__getitem__)
        digests = [self._by_id[name] for name in documents]
        met = [group for _, group, is_met in members if is_met]
        said = [group for _, group, is_met in members if not is_met]
        if not met and len(said) < MIN_STATEMENTS and not any(self._is_sure(pair) for group in said for pair in group):
            return None
        copy_of = copies_among(digests)
        sources = tuple(attrs.evolve(digest.source, copy_of=copy_of.get(digest.source.document)) for digest in digests)
        joined_met = sorted((self._joined_met(group, copy_of) for group in met), key=self._place)
        joined_said = sorted((self._joined_said(group, copy_of) for group in said), key=self._place)
        joined: list[Joined] = [*joined_met, *joined_said]
        used = {report.ref for one in joined for report in one.reports}
        alone = {digest.source.document: _unused(digest, used) for digest in digests}
        name = hashlib.sha256("\n".join(sorted(documents)).encode()).hexdigest()[:12]
        return Story(name, sources, tuple(joined_met), tuple(joined_said), alone)

    def _place(self, joined: Joined) -> tuple[tuple[int, int, str], ...]:
        return tuple(sorted((self._rank[one.document], one.start, one.annotation) for one in joined.reports))

    def _is_sure(self, pair: Pair) -> bool:
        fewest = min(len(self._said[number].unit.terms) for number in (pair.first, pair.second))
        return fewest >= SURE_WORDS and pair.score >= statements.OTHER_SPEAKER

    def _joined_met(self, group: Sequence[Pair], copy_of: Mapping[str, str]) -> JoinedMeeting:
        found: list[Met] = [self._met[number].met for number in _numbers(group)]
        links = tuple(
            _link(pair, self._met[pair.first].met.report, self._met[pair.second].met.report) for pair in group
        )
        filled = slots.slots_of(found)
        reports = tuple(met.report for met in found)
        count = witnesses((report.document for report in reports), copy_of, self._outlets)
        return JoinedMeeting(reports, filled, tuple(slots.differences_of(found, filled)), count, links)

    def _joined_said(self, group: Sequence[Pair], copy_of: Mapping[str, str]) -> JoinedStatement:
        found = [self._said[number] for number in _numbers(group)]
        said: list[Said] = [one.said for one in found]
        links = tuple(
            _link(pair, self._said[pair.first].said.report, self._said[pair.second].said.report) for pair in group
        )
        count = witnesses((one.report.document for one in said), copy_of, self._outlets)
        return JoinedStatement(
            wordings.variants_of(found),
            wordings.speakers_of(found),
            tuple(wordings.differences_of(found)),
            count,
            links,
        )


def _unused(digest: Digest, used: set[str]) -> tuple[Report, ...]:
    """The meetings and statements of a document that are not joined."""
    reports = [met.report for met in digest.meetings] + [said.report for said in digest.statements]
    return tuple(report for report in reports if report.ref not in used)


def _numbers(group: Sequence[Pair]) -> list[int]:
    return sorted({number for pair in group for number in (pair.first, pair.second)})


def _link(pair: Pair, first: Report, second: Report) -> Link:
    return Link(first.ref, second.ref, round(pair.score, 3), pair.reason)


def _united(
    groups: Sequence[tuple[frozenset[str], list[Pair], bool]],
) -> Iterator[list[tuple[frozenset[str], list[Pair], bool]]]:
    """Groups that have two documents in common, as one story."""
    leader = list(range(len(groups)))

    def find(number: int) -> int:
        while leader[number] != number:
            leader[number] = leader[leader[number]]
            number = leader[number]
        return number

    holders: dict[tuple[str, ...], int] = {}
    for number, (documents, _, _) in enumerate(groups):
        for pair in combinations(sorted(documents)[:60], 2):
            other = holders.setdefault(pair, number)
            one, two = sorted((find(number), find(other)))
            leader[two] = one
    members: defaultdict[int, list[tuple[frozenset[str], list[Pair], bool]]] = defaultdict(list)
    for number, group in enumerate(groups):
        if len(group[0]) > 1:
            members[find(number)].append(group)
    yield from members.values()
