"""Step 1 of the refresh: what raw articles attest, written to `attested.csv`, and to `proposals.csv` for review."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path

from .corpora.articles import Article, articles
from .corpora.attesting import CONFLICTS, PROPOSED, Attesting
from .corpora.officials import HEAD, Attestation, Lexicon, Reader
from .places import DATA
from .tenures import __main__ as tenures
from .tenures import attested, heads
from .tenures.claims import TRAVELS
from .tenures.sources import FIRST_YEAR
from .tenures.states import States, rows

HERE = Path(__file__).parent
REVIEWED = HERE / "reviewed.csv"
PROPOSALS = HERE / "proposals.csv"
CONTRADICTED = HERE / "contradicted.csv"
"""Days on which an article names another head of state or government than the tables."""


def remarks(tables: Path) -> Iterator[Article]:
    """The remarks on the travels of US officials, as articles."""
    for row in rows(tables / "us_leader_trips_abroad.csv"):
        if row["start_date"] >= FIRST_YEAR:
            yield Article("travel", row["start_date"], TRAVELS, "", row["remarks"])


def attestations(found: Iterable[Article]) -> Iterator[Attestation]:
    """What articles attest of states and organizations."""
    readers = (
        Reader(Lexicon.of_states(DATA / "states.csv")),
        Reader(Lexicon.of_organizations(DATA / "organizations.csv"), HEAD),
    )
    for article in found:
        for reader in readers:
            yield from reader.attestations(article)


def reviewed(path: Path = REVIEWED) -> dict[tuple[str, str, str], str]:
    """The decisions of reviewers."""
    return {(row["of"], row["office"], row["name"]): row["decision"] for row in rows(path)}


def attest(tables: Path, raw: Path) -> Attesting:
    """What the articles of a folder, and the remarks in the reference tables, attest."""
    found = attestations((*remarks(tables), *articles(raw)))
    known = [
        *tenures.table_claims(tables, States(DATA / "states.csv", tables)),
        *(claim for claim, _ in heads.typed_claims()),
    ]
    return Attesting(found, known, reviewed())


def write(path: Path, columns: tuple[str, ...], found: Iterable[dict[str, str]]) -> None:
    """Write a table with its rows sorted."""
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(sorted(found, key=lambda row: tuple(row.values())))


def run(tables: Path, raw: Path) -> Attesting:
    """Write what is found."""
    found = attest(tables, raw)
    write(attested.TABLE, attested.COLUMNS, found.accepted)
    write(PROPOSALS, PROPOSED, found.proposals)
    write(CONTRADICTED, CONFLICTS, found.conflicts)
    return found
