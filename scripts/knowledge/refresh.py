"""Make the tables of diplotext-knowledge again from reference tables and raw articles.

    python -m scripts.knowledge.refresh --tables TABLES [--raw ARTICLES] [--report]

Neither folder is part of the repository. Without `--raw`, what articles attest is taken from `attested.csv`, which the
last run with it wrote. The result is the same however often it is run. What it does not decide alone it lists: persons
and organizations to review in `proposals.csv` and `organization_proposals.csv`, conflicts in `conflicts.csv` and
`contradicted.csv`, typed rows without evidence in `unattested.csv`.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from . import attest, report
from .corpora.articles import articles
from .corpora.organizations import COLUMNS, proposals
from .members.__main__ import write as write_members
from .occurrences.__main__ import build as build_occurrences
from .places import DATA
from .tenures import __main__ as tenures
from .tenures.states import States, rows
from .tenures.writing import write as write_tenures

HERE = Path(__file__).parent
CONFLICTS = HERE / "conflicts.csv"
UNATTESTED = HERE / "unattested.csv"
ORGANIZATIONS = HERE / "organization_proposals.csv"


def refresh(tables: Path, raw: Path | None) -> None:
    """Write all tables.

    Args:
        tables: Folder of the reference tables.
        raw: Folder of the articles; None to keep what `attested.csv` says.
    """
    if raw:
        attest.run(tables, raw)
        rejected = {row["name"] for row in rows(attest.REVIEWED) if row["decision"] == "no" and not row["of"]}
        report.write(ORGANIZATIONS, COLUMNS, proposals(articles(raw), rejected))
    write_members(tables)
    build_occurrences(tables)
    write_tenures(tenures.rows(tables), DATA / "tenures.csv")
    contradictions = report.conflicts(tenures.table_claims(tables, States(DATA / "states.csv", tables)))
    report.write(CONFLICTS, report.CONFLICTS, contradictions)
    if raw:
        report.write(UNATTESTED, report.UNATTESTED, report.unattested(tables, articles(raw)))


def main(arguments: Sequence[str] | None = None) -> int:
    """Refresh the tables, or say what is known."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tables", type=Path, help="the folder of the reference tables")
    parser.add_argument("--raw", type=Path, help="the folder of raw articles")
    parser.add_argument(
        "--report", action="store_true", help="print what is known, what lacks evidence, what is in conflict"
    )
    given = parser.parse_args(arguments)
    if given.tables:
        refresh(given.tables, given.raw)
    if given.report or not given.tables:
        print(*report.lines(list(rows(UNATTESTED)), list(rows(CONFLICTS))), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
