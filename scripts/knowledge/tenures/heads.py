"""Heads of organizations: rows typed one by one, and what articles attest beside them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

from . import writing
from .claims import Claim
from .days import Span, iso, whole
from .names import name, plain
from .persons import best_spelling, persons
from .titles import news_head

Row = dict[str, str]
TABLE = Path(__file__).parent / "organization_heads.csv"
TYPED = "project"


def office_of(title: str) -> str:
    """A title in the form in which titles are compared."""
    return title.replace("-", " ")


def typed_claims() -> list[tuple[Claim, Row]]:
    """The typed rows, with what they claim."""
    found = []
    for row in writing.table(TABLE):
        person = name(row["name"], row["of"])
        span = Span(whole(row["since"]).start, whole(row["until"] or row["as_of"]).end)
        if person:
            found.append((Claim(row["of"], office_of(row["title"]), person, span, TYPED), row))
    return found


def rows(attested: Iterable[Claim]) -> list[Row]:
    """The rows of `tenures.csv` about heads of organizations."""
    offices: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    typed = typed_claims()
    of_row = {id(claim): row for claim, row in typed}
    for claim in (*(claim for claim, _ in typed), *attested):
        offices[claim.state, claim.office].append(claim)
    result: list[Row] = []
    for (of, office), claims in sorted(offices.items()):
        found = []
        for person in persons(claims):
            days = [claim for claim in person.claims if id(claim) not in of_row]
            row = next((of_row[id(claim)] for claim in person.claims if id(claim) in of_row), None)
            found.append(extended(row, days) if row else new(of, office, days))
        result += [written(row) for row in in_turn([row for row in found if row])]
    return result


def extended(row: Row, days: list[Claim]) -> Row:
    """A typed row, extended by the days on which articles attest the person after it."""
    later = [claim for claim in days if not row["until"] and iso(claim.span.end) > row["as_of"]]
    if not later:
        return dict(row)
    sources = sorted({claim.source for claim in later}.difference(row["source"].split("; ")))
    return row | {"as_of": iso(max(claim.span.end for claim in later)), "source": "; ".join([row["source"], *sources])}


def new(of: str, office: str, days: list[Claim]) -> Row | None:
    """The row of somebody whom articles alone attest; None without a full name."""
    spelling = best_spelling(days)
    if spelling is None:
        return None
    row = {"of": of, "name": writing.clean(spelling), "title": news_head(of, office)}
    row |= {"aliases": plain(row["name"]) if plain(row["name"]) != row["name"] else ""}
    row |= {"since": iso(min(claim.span.start for claim in days)), "until": ""}
    row |= {"as_of": iso(max(claim.span.end for claim in days))}
    return row | {"source": "; ".join(sorted({claim.source for claim in days}))}


def in_turn(found: list[Row]) -> list[Row]:
    """The rows in the order of time, each closed before the next one; rows that overlap are cut to their first days."""
    ordered = sorted(found, key=lambda row: row["since"])
    for row, after in pairwise(ordered):
        if not row["until"] or row["until"] >= after["since"]:
            last = min(row["until"] or row["as_of"], iso(whole(after["since"]).start - 1))
            row |= {"until": last, "as_of": last}
    return [row for row in ordered if row["since"] <= (row["until"] or row["as_of"])]


def written(row: Row) -> Row:
    """The row with all columns."""
    key = row["of"].removeprefix("organization:")
    fixed = {
        "id": f"tenure:{key}-head-{row['since'][:4]}-{writing.slug(row['name'], '')}",
        "office": "head",
        "wikidata": "",
    }
    return {column: (row | fixed)[column] for column in writing.COLUMNS}
