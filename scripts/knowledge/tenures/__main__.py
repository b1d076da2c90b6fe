"""Write `tenures.csv`: `python -m scripts.knowledge.tenures TABLES`, where TABLES holds the reference tables."""

from __future__ import annotations

import sys
from collections import defaultdict
from dataclasses import replace
from pathlib import Path

from ..places import DATA
from . import attested, checking, factbook, heads, names, sources, titles, writing
from .claims import FACTBOOK, Claim
from .days import Span
from .persons import Person, letters, persons
from .states import States
from .timeline import Run, by_office, solve


def table_claims(folder: Path, states: States) -> list[Claim]:
    """The claims of all reference tables that may be shipped."""
    found = [
        *factbook.claims(folder, states),
        *sources.cabinets(folder, states),
        *sources.foreign_ministers(folder, states),
        *sources.leaders(folder, states),
        *sources.speakers(folder, states),
        *sources.visits(folder, states),
        *sources.travels(folder, states),
    ]
    found = [news_spelling(claim) for claim in at_home(found)]
    monarchies = {c.state for c in found if c.title in titles.MONARCHS and c.office == titles.STATE}
    return [
        claim
        for claim in found
        if (claim.state, claim.office) not in factbook.JOINT
        and not (claim.state in monarchies and claim.office == titles.STATE and claim.title == "president")
    ]


def news_spelling(claim: Claim) -> Claim:
    """The claim with the name as English news writes it, if a reference is known to write it otherwise."""
    news = writing.news_names().get((claim.state, writing.clean(claim.name.text)))
    found = names.name(news, claim.state) if news else None
    return replace(claim, name=found) if found else claim


def at_home(claims: list[Claim]) -> list[Claim]:
    """The claims without hosts who are known by their full name as leaders of another state only."""
    homes: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        if not claim.point and len(claim.name.tokens) > 1:
            homes[letters(claim.name.text)].add(claim.state)
    return [
        claim
        for claim in claims
        if not claim.point or claim.state in homes.get(letters(claim.name.text), {claim.state})
    ]


def prolonged(runs: list[Run], group: list[Person], checker: checking.Checker, state: str) -> list[Run]:
    """The runs, each up to the eve of the Factbook's next person if the tables that serve to check confirm it."""
    result = []
    for at, run in enumerate(runs):
        limit = min((later.span.start - 1 for later in runs[at + 1 :]), default=0)
        possible = [claim.outer.end for claim in run.claims if claim.outer and claim.source == FACTBOOK]
        end = max(possible, default=0)
        more = Span(run.span.end + 1, end)
        free = run.span.end < end <= limit and not any(
            claim.span.start <= claim.span.end and claim.span.overlaps(more)
            for person in group
            for claim in person.claims
            if person is not run.person
        )
        if free and checker.confirmed(state, run.person, more):
            result.append(Run(run.person, Span(run.span.start, end), run.claims))
        else:
            result.append(run)
    return result


def rows(folder: Path) -> list[dict[str, str]]:
    """The rows of the table."""
    attestations = list(attested.claims())
    of_states = (claim for claim in attestations if ":" not in claim.state)
    claims = [*table_claims(folder, States(DATA / "states.csv", folder)), *of_states]
    people = {key: persons(found) for key, found in by_office(claims).items()}
    checker = checking.Checker(checking.read(folder, claims), people)
    with_items = by_office(claim for claim in claims if claim.item)
    result = []
    for (state, office), group in people.items():

        def refuted(person: Person, span: Span, state: str = state, office: str = office) -> bool:
            return checker.refuted(state, office, person, span)

        runs = prolonged(solve(group, refuted, checker.cuts(state)), group, checker, state)
        others = [claim for key, found in with_items.items() if key[0] == state for claim in found]
        usual = writing.usual_title(claim for person in group for claim in person.claims)
        made = [writing.row(run, state, office, usual, at == len(runs) - 1, others) for at, run in enumerate(runs)]
        result += [one for one in made if one]
    return writing.unique([*result, *heads.rows(claim for claim in attestations if ":" in claim.state)])


def main() -> None:
    """Write the table."""
    writing.write(rows(Path(sys.argv[1])), DATA / "tenures.csv")


if __name__ == "__main__":
    main()
