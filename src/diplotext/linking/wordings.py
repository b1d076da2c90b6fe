"""A joined statement: its wordings side by side, who is cited for it, and where the reports do not agree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from diplotext.comparison.differences import WordDifference, align
from diplotext.comparison.wording import Wording
from diplotext.linking.records import Difference, Value, Variant
from diplotext.linking.slots import shown_days
from diplotext.linking.statements import Candidate, denies, relation

MODES = {"direct": 0, "mixed": 1, "indirect": 2}
MIN_QUOTED = 2


def variants_of(found: Sequence[Candidate]) -> tuple[Variant, ...]:
    """The wordings, the fullest quotation first, each compared with it."""
    ordered = sorted(found, key=lambda one: (MODES.get(one.said.mode, 3), -len(one.unit.text), one.said.report.ref))
    first = Wording.of(ordered[0].unit.text)
    return tuple(
        Variant(one.said.report, one.unit.text, one.said.mode, () if one is ordered[0] else _words(one, first))
        for one in ordered
    )


def _words(one: Candidate, first: Wording) -> tuple[WordDifference, ...]:
    aligned = align(Wording.of(one.unit.text), first)
    if aligned is None:
        return (WordDifference(one.unit.text, first.text),)
    return aligned.differences


def speakers_of(found: Sequence[Candidate]) -> tuple[Value, ...]:
    """Who is cited, each with the documents that cite them."""
    documents: dict[str, list[str]] = {}
    names: dict[str, str] = {}
    for one in found:
        for party in one.said.speakers:
            key = party.key or f"group:{party.name.casefold()}"
            if len(party.name) > len(names.get(key, "")):
                names[key] = party.name
            documents.setdefault(key, []).append(one.said.report.document)
    return tuple(Value(names[key], tuple(dict.fromkeys(holders))) for key, holders in documents.items())


def differences_of(found: Sequence[Candidate]) -> Iterator[Difference]:
    """Where reports of a statement do not agree; each pair of values once, from the first documents that have them."""
    seen: set[tuple[str, frozenset[str]]] = set()
    for index, other in enumerate(found):
        for one in found[:index]:
            if one.said.report.document == other.said.report.document:
                continue
            for difference in _between(one, other):
                pair = (difference.kind, frozenset((difference.first, difference.second)))
                if pair not in seen:
                    seen.add(pair)
                    yield difference


def _between(one: Candidate, other: Candidate) -> Iterator[Difference]:
    reports = one.said.report, other.said.report
    if relation(one, other) == "other":
        yield Difference("speaker", _listed(one.said.report.by), _listed(other.said.report.by), reports)
    first, second = one.unit, other.unit
    if first.places and second.places and not first.places.keys() & second.places.keys():
        yield Difference("place", _named(first.places), _named(second.places), reports)
    if (left := first.numbers - second.numbers) and (right := second.numbers - first.numbers):
        yield Difference("number", _listed(sorted(left)), _listed(sorted(right)), reports)
    if denies(one) != denies(other):
        yield Difference("polarity", _shown(one), _shown(other), reports)
    yield from _days(one, other)
    if one.said.mode == "mixed" == other.said.mode:
        yield from _quoted(one, other)


def _days(one: Candidate, other: Candidate) -> Iterator[Difference]:
    reports = one.said.report, other.said.report
    if one.said.day and other.said.day and one.said.day != other.said.day:
        yield Difference("date", shown_days(one.said.day), shown_days(other.said.day), reports)
    first, second = one.unit.dates, other.unit.dates
    if first and second and not any(a[0] <= b[1] and b[0] <= a[1] for a, _ in first for b, _ in second):
        yield Difference("date", shown_days(first[0][0]), shown_days(second[0][0]), reports)


def _quoted(one: Candidate, other: Candidate) -> Iterator[Difference]:
    """Words in quotation marks of the one that are not those of the other."""
    shown = [" … ".join(side.said.quoted) for side in (one, other)]
    first, second = (Wording.of(text).keys for text in shown)
    if min(len(first), len(second)) < MIN_QUOTED or _is_part(first, second) or _is_part(second, first):
        return
    yield Difference("words", f"“{shown[0]}”", f"“{shown[1]}”", (one.said.report, other.said.report))


def _is_part(keys: Sequence[str], of: Sequence[str]) -> bool:
    size = len(keys)
    return any(list(of[start : start + size]) == list(keys) for start in range(len(of) - size + 1))


def _shown(one: Candidate) -> str:
    text = one.unit.text
    return f"denied: {text}" if one.said.denied else text


def _named(places: Mapping[str, str]) -> str:
    return _listed(sorted(places.values()))


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names) or "nobody by name"
