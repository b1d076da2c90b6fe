"""What a person, or two states, said and did, day by day; and formulas: words that a speaker uses again and again."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator

import attrs

from diplotext.comparison.identity import without_title, words_of
from diplotext.comparison.wording import Wording, function_words
from diplotext.linking.digests import Digest, Met, Party, Said
from diplotext.linking.records import Report
from diplotext.linking.stories import Linker
from diplotext.model.document import Document

MIN_WORDS = 5
MIN_CONTENT_WORDS = 3
MAX_WORDS = 12
MIN_DOCUMENTS = 3


@attrs.frozen
class TimelineEntry:
    """A statement or a meeting of a timeline.

    Attributes:
        day: The day that the article gives, else that of its publication; None if it has neither.
        basis: `text`, `publication`, or `unknown`.
        kind: `statement` or `meeting`.
        report: Where it is.
        parties: Names of those who speak or meet.
    """

    day: datetime.date | None
    basis: str
    kind: str
    report: Report
    parties: tuple[str, ...]


@attrs.frozen
class Formula:
    """Words that a speaker repeats.

    Attributes:
        speaker: Name of the speaker.
        words: The words, as one of the statements has them.
        reports: The statements, by date.
    """

    speaker: str
    words: str
    reports: tuple[Report, ...]


def timeline(documents: Iterable[Document], *parties: str) -> tuple[TimelineEntry, ...]:
    """What parties said, and when they met, by day.

    Args:
        documents: The documents.
        parties: One name, of a person, a state or an organization: its statements and meetings. Two or more: the
            meetings at which all of them were present, or represented.

    Raises:
        ValueError: If no party is named.
    """
    if not parties:
        raise ValueError("name a party, or several")
    wanted = [without_title(words_of(name)) for name in parties]
    entries = [entry for digest in _digests(documents) for entry in _entries(digest, wanted)]
    return tuple(sorted(entries, key=lambda one: (one.day or datetime.date.max, one.report.document, one.report.start)))


def _digests(documents: Iterable[Document]) -> list[Digest]:
    linker = Linker()
    for document in documents:
        linker.add(document)
    return linker.digests()


def _entries(digest: Digest, wanted: list[tuple[str, ...]]) -> Iterator[TimelineEntry]:
    for met in digest.meetings:
        if all(any(_means(one, party) for party in met.parties) for one in wanted):
            yield _entry(digest, met, met.parties)
    if len(wanted) == 1:
        for said in digest.statements:
            if any(_means(wanted[0], party) for party in said.speakers) and not said.second_hand:
                yield _entry(digest, said, said.speakers)


def _entry(digest: Digest, found: Met | Said, parties: tuple[Party, ...]) -> TimelineEntry:
    days = found.days if isinstance(found, Met) else found.day
    day = days[0] if days else digest.source.published
    basis = "text" if days else "publication" if day else "unknown"
    kind = "meeting" if isinstance(found, Met) else "statement"
    return TimelineEntry(day, basis, kind, found.report, tuple(party.name for party in parties))


def _means(wanted: tuple[str, ...], party: Party) -> bool:
    """Whether a name is that of a party, or of what it acts for."""
    if party.kind == "group":
        return False
    known = without_title(words_of(party.name))
    if wanted == known or (party.kind == "person" and len(wanted) == 1 and known[-1:] == wanted):
        return True
    return party.side_name is not None and words_of(party.side_name) == wanted


def formulas(documents: Iterable[Document], *, min_documents: int = MIN_DOCUMENTS) -> tuple[Formula, ...]:
    """Words that a speaker uses in several documents of different days, the most frequent first.

    Args:
        documents: The documents.
        min_documents: In how many documents they must be.
    """
    found: defaultdict[tuple[str, tuple[str, ...]], list[tuple[Digest, Said]]] = defaultdict(list)
    shown: dict[tuple[str, tuple[str, ...]], tuple[str, str]] = {}
    for digest in _digests(documents):
        for said in digest.statements:
            for party in said.speakers:
                for keys, words in _runs(said) if party.key else ():
                    key = (str(party.key), keys)
                    if not any(other.source.document == digest.source.document for other, _ in found[key]):
                        found[key].append((digest, said))
                    shown.setdefault(key, (party.name, words))
    kept = [
        (key, rows)
        for key, rows in found.items()
        if len(rows) >= min_documents and len({digest.source.published for digest, _ in rows}) >= 2
    ]
    kept.sort(key=lambda row: (-len(row[0][1]) * len(row[1]), row[0]))
    return tuple(_longest(kept, shown))


def _longest(
    kept: list[tuple[tuple[str, tuple[str, ...]], list[tuple[Digest, Said]]]],
    shown: dict[tuple[str, tuple[str, ...]], tuple[str, str]],
) -> Iterator[Formula]:
    """Formulas that are not mostly those of a more frequent one in the same statements."""
    taken: defaultdict[str, set[tuple[str, ...]]] = defaultdict(set)
    for (speaker, keys), rows in kept:
        runs = {keys[start : start + MIN_WORDS - 1] for start in range(len(keys) - MIN_WORDS + 2)}
        if runs & taken[speaker]:
            continue
        taken[speaker] |= runs
        name, words = shown[speaker, keys]
        yield Formula(name, words, tuple(said.report for _, said in rows))


def _runs(said: Said) -> Iterator[tuple[tuple[str, ...], str]]:
    for unit in said.units:
        wording = Wording.of(unit.text)
        content = [key not in function_words() for key in wording.keys]
        for size in range(MIN_WORDS, MAX_WORDS + 1):
            for start in range(len(wording) - size + 1):
                inside = content[start : start + size]
                if inside[0] and inside[-1] and sum(inside) >= MIN_CONTENT_WORDS:
                    yield tuple(wording.keys[start : start + size]), wording.words(start, start + size)
