"""From what single articles attest to the rows of `attested.csv`, and to proposals that a person reviews.

A person whom the reference tables know in the office needs no review. All others are proposals: they go into the table
once `reviewed.csv` says `yes`, and are proposed no more once it says `no`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from ..tenures import names, titles
from ..tenures.claims import Claim
from ..tenures.days import Span, ordinal
from ..tenures.persons import Person, best_spelling, persons
from ..tenures.timeline import by_office
from .officials import Attestation

Row = dict[str, str]
Decisions = Mapping[tuple[str, str, str], str]
"""By id of the state or organization, office and name: `yes` or `no`."""

PROPOSED = ("of", "office", "name", "first", "last", "documents", "source", "instead_of", "sentence")
CONFLICTS = ("of", "office", "name", "day", "source", "other", "other_source")
DAYS_BETWEEN = 120
"""Of the days on which a source attests a person, one is kept in so many."""

NOT_SETTLED = ordinal("2021-01-01")
"""The day from which on articles say more of heads of state and government than the tables."""

YEARS_AROUND = 2
"""Years before and after an article within which a minister must be known whom it names without the state."""

NEAR_TERM = 30
"""Days around the term that a table gives within which an article still speaks of the office holder."""


def code_of(id: str) -> str:
    """The ISO alpha-2 code of a state; of an organization, its id."""
    return id.removeprefix("state:")


def id_of(code: str) -> str:
    """The id of a state by its code; of an organization, its id."""
    return code if ":" in code else f"state:{code}"


def claim_of(one: Attestation) -> Claim | None:
    """The claim of one article."""
    person = names.name(one.name, code_of(one.of))
    span = Span(ordinal(one.day), ordinal(one.day))
    return Claim(code_of(one.of), one.office, person, span, one.source, point=True) if person else None


def contradicted(claim: Claim, person: Person, others: Iterable[Person]) -> Claim | None:
    """The claim of a table that puts somebody else in office on the day, unless the person's own term is near it."""
    if any((own.outer or own.span).overlaps(claim.span, NEAR_TERM) for own in person.claims if not own.point):
        return None
    for other in others:
        for known in other.claims:
            if not known.point and known.span.start < claim.span.start < known.span.end:
                return known
    return None


def thinned(days: Iterable[str]) -> list[str]:
    """The first and the last of some days, and between them one in `DAYS_BETWEEN`."""
    ordered = sorted(set(days))
    kept = ordered[:1]
    for day in ordered[1:]:
        if (date.fromisoformat(day) - date.fromisoformat(kept[-1])).days >= DAYS_BETWEEN:
            kept.append(day)
    return kept if kept[-1:] == ordered[-1:] else [*kept, ordered[-1]]


def settled(claim: Claim) -> bool:
    """Whether the tables know enough of the office at that time: heads of state and government in earlier years."""
    return claim.office in (titles.STATE, titles.GOVERNMENT) and claim.span.start < NOT_SETTLED


class Surnames:
    """The state of a foreign minister whom an article names without it, if one minister of those years has the name.

    Args:
        claims: Of foreign ministers, by the reference tables.
    """

    def __init__(self, claims: Iterable[Claim]) -> None:
        self._claims: dict[str, list[Claim]] = defaultdict(list)
        for claim in claims:
            for token in claim.name.family:
                self._claims[token].append(claim)

    def state(self, one: Attestation) -> str | None:
        """Id of the state; None if nobody or several could be meant."""
        day = ordinal(one.day)
        around = Span(day - YEARS_AROUND * 365, day + YEARS_AROUND * 365)
        tokens = names.fold(one.name)
        known = self._claims.get(tokens[-1], []) if tokens else []
        near = [claim for claim in known if (claim.outer or claim.span).overlaps(around)]
        states = {claim.state for claim in near}
        fits = len(tokens) == 1 or any(
            names.alike(claim.name, full) == 3 for claim in near if (full := names.name(one.name, claim.state))
        )
        return id_of(states.pop()) if len(states) == 1 and fits else None


class Attesting:
    """The rows that articles give, beside what the tables say.

    Args:
        found: What articles attest.
        tables: The claims of the reference tables.
        reviewed: What reviewers decided.

    Attributes:
        accepted: Rows of `attested.csv`.
        proposals: Persons whom no table and no reviewer knows.
        conflicts: Days on which a table gives the office of a head of state or government to somebody else.
    """

    def __init__(self, found: Iterable[Attestation], tables: Iterable[Claim], reviewed: Decisions) -> None:
        self._reviewed = reviewed
        self.accepted: list[Row] = []
        self.proposals: list[Row] = []
        self.conflicts: list[Row] = []
        sentences: dict[int, Attestation] = {}
        claims = []
        tables = list(tables)
        ministers = Surnames(claim for claim in tables if claim.office == titles.FOREIGN)
        for one in found:
            of = one.of or (ministers.state(one) if one.office == titles.FOREIGN else None)
            claim = claim_of(replace(one, of=of)) if of else None
            if claim:
                sentences[id(claim)] = one
                claims.append(claim)
        known = by_office(tables)
        for key, own in sorted(by_office(claims).items()):
            self._office(own, known.get(key, []), sentences)
        self.accepted.sort(key=lambda row: tuple(row.values()))

    def _office(self, own: list[Claim], known: list[Claim], sentences: Mapping[int, Attestation]) -> None:
        group = persons([*known, *own])
        for person in group:
            new = [claim for claim in person.claims if id(claim) in sentences]
            others = [other for other in group if other is not person]
            if not new:
                continue
            kept = [claim for claim in new if not self._conflict(claim, person, others)]
            if not kept:
                continue
            if len(new) < len(person.claims):
                self._accept(claim for claim in kept if not settled(claim))
            else:
                self._review(kept, others, sentences)

    def _conflict(self, claim: Claim, person: Person, others: list[Person]) -> bool:
        other = contradicted(claim, person, others) if claim.office in (titles.STATE, titles.GOVERNMENT) else None
        if other:
            day = date.fromordinal(claim.span.start).isoformat()
            values = (
                id_of(claim.state),
                claim.office,
                claim.name.text,
                day,
                claim.source,
                other.name.text,
                other.source,
            )
            self.conflicts.append(dict(zip(CONFLICTS, values, strict=True)))
        return other is not None

    def _accept(self, claims: Iterable[Claim]) -> None:
        grouped: dict[tuple[str, str, str, str], list[str]] = defaultdict(list)
        for one in claims:
            key = (one.state, one.office, one.name.text, one.source)
            grouped[key].append(date.fromordinal(one.span.start).isoformat())
        for (code, office, name, source), days in grouped.items():
            row = {"of": id_of(code), "office": office, "name": name, "first": min(days), "last": max(days)}
            row |= {"documents": str(len(days)), "days": "|".join(thinned(days)), "source": source}
            self.accepted.append(row)

    def _review(self, claims: list[Claim], others: list[Person], sentences: Mapping[int, Attestation]) -> None:
        of, office = id_of(claims[0].state), claims[0].office
        decided = {self._reviewed.get((of, office, claim.name.text)) for claim in claims}
        if "yes" in decided:
            self._accept(claim for claim in claims if self._reviewed.get((of, office, claim.name.text)) != "no")
            return
        name = best_spelling(claims)
        if name is None or "no" in decided:
            return
        days = sorted(date.fromordinal(claim.span.start).isoformat() for claim in claims)
        last = max(claims, key=lambda claim: claim.span)
        instead = {
            best_spelling(other.claims) or ""
            for other in others
            if any((known.outer or known.span).overlaps(last.span, DAYS_BETWEEN) for known in other.claims)
        }
        row = {"of": of, "office": office, "name": name, "first": days[0], "last": days[-1]}
        row |= {"documents": str(len(days)), "source": "; ".join(sorted({claim.source for claim in claims}))}
        row |= {"instead_of": "|".join(sorted(instead - {""})), "sentence": sentences[id(last)].sentence}
        self.proposals.append(row)
