"""A joined meeting, slot by slot: all values, and the documents that have them. A better date repairs a weak one.

A day is weak if the article gives none, gives a longer time, or names a weekday that can be more than one day.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from diplotext.linking.digests import SITE, Days, Met, Party
from diplotext.linking.records import Difference, DifferenceKind, Relation, Slot, Value

Meetings = Sequence[Met]
UNSPECIFIC = {"kind": frozenset({"meeting", "other"}), "medium": frozenset({"unknown"}), "status": frozenset[str]()}
COUNTRY = "country of "
TENSES = frozenset({"held", "ongoing"})
COMPARED: tuple[tuple[str, DifferenceKind], ...] = (
    ("date", "date"),
    ("place", "place"),
    ("status", "status"),
    ("medium", "medium"),
    ("round", "round"),
)


def slots_of(meetings: Meetings) -> tuple[Slot, ...]:
    """The slots of a meeting that several documents report."""
    found = [
        _parties(meetings),
        _dates(meetings),
        _slot("place", meetings, _place, _finer_place),
        *(_slot(name, meetings, _attribute(name), _finer(name)) for name in ("status", "kind", "medium")),
        _slot("host_event", meetings, lambda met: met.host, _never),
        _slot("round", meetings, lambda met: (str(met.round),) * 2 if met.round else None, _never),
    ]
    return tuple(slot for slot in found if slot)


def differences_of(meetings: Meetings, slots: Sequence[Slot]) -> Iterator[Difference]:
    """Where reports of a meeting do not agree: for each two values, the first documents that have them."""
    by_document = {met.report.document: met.report for met in meetings}
    for name, kind in COMPARED:
        slot = next((slot for slot in slots if slot.name == name), None)
        if slot is None or slot.relation != "difference":
            continue
        values = [value for value in slot.values if not value.repaired]
        first = values[0]
        for other in values[1:]:
            if name == "status" and {first.value, other.value} <= TENSES:
                continue
            reports = by_document[first.documents[0]], by_document[other.documents[0]]
            yield Difference(kind, first.value, other.value, reports)
    yield from _party_differences(meetings)


def _slot(
    name: str,
    meetings: Meetings,
    value_of: Callable[[Met], tuple[str, str] | None],
    agrees: Callable[[tuple[str, str], tuple[str, str]], bool],
) -> Slot | None:
    """A slot whose values are keys and names."""
    holders: dict[tuple[str, str], list[str]] = {}
    names: dict[str, str] = {}
    for met in meetings:
        if value := value_of(met):
            key = (value[0], names.setdefault(value[0], value[1]))
            holders.setdefault(key, []).append(met.report.document)
    if not holders:
        return None
    keys = list(holders)
    values = tuple(Value(key[1], tuple(dict.fromkeys(documents))) for key, documents in holders.items())
    agree = all(agrees(one, other) for index, one in enumerate(keys) for other in keys[:index])
    said = sum(len(value.documents) for value in values)
    relation: Relation = "difference" if not agree else "agreement" if len(values) == 1 and said > 1 else "detail"
    return Slot(name, relation, values)


def _attribute(name: str) -> Callable[[Met], tuple[str, str] | None]:
    def value_of(met: Met) -> tuple[str, str] | None:
        value = str(getattr(met, name))
        return None if name == "medium" and value == "unknown" else (value, value)

    return value_of


def _finer(name: str) -> Callable[[tuple[str, str], tuple[str, str]], bool]:
    """Whether two values agree because one of them says less."""

    def agrees(one: tuple[str, str], other: tuple[str, str]) -> bool:
        if name == "status":
            return {one[0], other[0]} <= TENSES or {one[0], other[0]} <= {*TENSES, "planned"}
        return name == "kind" or not UNSPECIFIC[name].isdisjoint((one[0], other[0]))

    return agrees


def _never(_one: tuple[str, str], _other: tuple[str, str]) -> bool:
    return False


def _place(met: Met) -> tuple[str, str] | None:
    if met.city:
        return met.city
    return (f"{COUNTRY}{met.country[0]}", met.country[1]) if met.country else None


def _finer_place(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Whether two places agree: a city and a state can."""
    return any(one[0].startswith(level) != other[0].startswith(level) for level in (COUNTRY, SITE))


def _parties(meetings: Meetings) -> Slot | None:
    documents: dict[str, list[str]] = {}
    names: dict[str, str] = {}
    for met in meetings:
        for party in met.parties:
            key = party.key or f"group:{party.name.casefold()}"
            if len(party.name) > len(names.get(key, "")):
                names[key] = party.name
            documents.setdefault(key, []).append(met.report.document)
    if not documents:
        return None
    values = tuple(Value(names[key], tuple(dict.fromkeys(holders))) for key, holders in documents.items())
    everywhere = all(len(value.documents) == len({met.report.document for met in meetings}) for value in values)
    return Slot("parties", "agreement" if everywhere else "detail", values)


def _party_differences(meetings: Meetings) -> Iterator[Difference]:
    """Where two reports name different persons for one side."""
    seen: set[frozenset[str]] = set()
    for index, met in enumerate(meetings):
        for earlier in meetings[:index]:
            for one, other in _rivals(earlier.parties, met.parties):
                pair = frozenset((str(one.key), str(other.key)))
                if pair not in seen:
                    seen.add(pair)
                    yield Difference("party", one.name, other.name, (earlier.report, met.report))


def _rivals(first: Sequence[Party], second: Sequence[Party]) -> Iterator[tuple[Party, Party]]:
    for one in first:
        for other in second:
            if one.side and one.side == other.side and one.key != other.key and one.kind == other.kind == "person":
                alike = {party.key for party in first} & {party.key for party in second}
                if one.key not in alike and other.key not in alike:
                    yield one, other


def shown_days(days: Days) -> str:
    """One day, or the first and the last."""
    return days[0].isoformat() if days[0] == days[1] else f"{days[0]}/{days[1]}"


def _dates(meetings: Meetings) -> Slot | None:
    witness = _best_dated(meetings)
    holders: dict[Days, list[str]] = {}
    repaired: list[str] = []
    for met in meetings:
        if witness and _is_weak(met, witness):
            repaired.append(met.report.document)
        elif met.days:
            holders.setdefault(met.days, []).append(met.report.document)
    if not holders:
        return None
    values = [Value(shown_days(days), tuple(dict.fromkeys(documents))) for days, documents in holders.items()]
    apart = _are_apart(list(holders))
    said = sum(len(value.documents) for value in values)
    relation: Relation = "difference" if apart else "agreement" if len(values) == 1 and said > 1 else "detail"
    if repaired and witness and witness.days:
        documents = tuple(dict.fromkeys(repaired))
        values.append(Value(shown_days(witness.days), documents, repaired=True, from_document=witness.report.document))
    return Slot("date", relation, tuple(values))


def _are_apart(days: Sequence[Days]) -> bool:
    return any(one[1] < other[0] or other[1] < one[0] for index, one in enumerate(days) for other in days[:index])


def _best_dated(meetings: Meetings) -> Met | None:
    """The report with the best date: a day that does not depend on the publication, else any day; None without one."""
    with_day = [met for met in meetings if met.days and met.days[0] == met.days[1]]
    return min(with_day, key=lambda met: (not met.exact, met.report.ref)) if with_day else None


def _is_weak(met: Met, witness: Met) -> bool:
    """Whether the date of a report is to be repaired by that of a witness."""
    if met is witness or not witness.days:
        return False
    if met.days is None:
        return True
    day = witness.days[0]
    if met.days[0] < met.days[1]:
        return met.days[0] <= day <= met.days[1]
    return not met.exact and witness.exact and met.days[0] != day and day in met.candidates
