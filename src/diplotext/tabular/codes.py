"""Codes by which other data sets name states and dates: ISO 3166, Correlates of War, precision of a date."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from functools import cache

from diplotext.knowledge.tables import Table
from diplotext.model.annotations import Entity, State

COW = Table("diplotext.tabular", "cow.csv", columns=("iso2", "abbreviation", "cow", "since"), blank=("since",))

MAX_DAYS_BY_CODE = ((1, 1), (2, 7), (3, 31), (4, 366))
"""Codes of the precision of a date, and the number of days up to which they hold."""
COARSEST = 5


def iso2(entity: Entity | None) -> str | None:
    """ISO 3166 alpha-2 code of a state."""
    return entity.identifiers.get("iso3166") if isinstance(entity, State) else None


def iso3(entity: Entity | None) -> str | None:
    """ISO 3166 alpha-3 code of a state."""
    return entity.identifiers.get("iso3166-alpha3") if isinstance(entity, State) else None


def cow(entity: Entity | None, day: datetime.date | None) -> int | None:
    """Correlates of War code of a state on a day, or, if no day is known, today's."""
    row = _cow_rows().get(iso2(entity) or "")
    if row is None or (day and row["since"] and day.isoformat() < row["since"]):
        return None
    return int(row["cow"])


@cache
def _cow_rows() -> Mapping[str, Mapping[str, str]]:
    return {row["iso2"]: row for row in COW.rows}


def precision_code(earliest: datetime.date | None, latest: datetime.date | None) -> int | None:
    """How exact a date is: 1 a day, 2 up to a week, 3 a month, 4 a year, 5 more; None without both bounds."""
    if not (earliest and latest):
        return None
    days = (latest - earliest).days + 1
    return next((code for code, most in MAX_DAYS_BY_CODE if days <= most), COARSEST)
