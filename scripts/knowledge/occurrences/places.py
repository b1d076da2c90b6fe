"""Which city a place in a reference table is."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

from .references import fold, rows

VIRTUAL = "virtual meeting"
"""The place of a meeting that was held by video."""


def country_codes(data: Path, here: Path) -> dict[str, str]:
    """ISO codes by folded name, with the spellings of the reference tables."""
    codes = {fold(row["name"]): row["country"] for row in rows(here / "countries.csv")}
    for row in rows(data / "states.csv"):
        if row["iso2"]:
            names = (row["name"], row["official"], *row["aliases"].split("|"))
            codes |= {fold(name): row["iso2"] for name in names if name and fold(name) not in codes}
    return codes


class Places:
    """The cities of the table, with the spellings of the reference tables.

    Args:
        data: The folder with `cities.csv`.
        here: The folder with `spellings.csv`.
    """

    def __init__(self, data: Path, here: Path) -> None:
        self.country: dict[str, str] = {}
        self._spellings: dict[str, set[str]] = defaultdict(set)
        for row in rows(data / "cities.csv"):
            self.country[row["id"]] = row["country"]
            self._spellings[row["id"]] |= {fold(name) for name in (row["name"], *row["aliases"].split("|")) if name}
        for row in rows(here / "spellings.csv"):
            self._spellings[row["city"]] |= {fold(name) for name in row["spellings"].split("|")}

    def find(self, text: str, country: str) -> str:
        """The city that a text names; blank if none of the country."""
        for part in [text, *re.split(r"[,(/]| - | & |, ", text)]:
            name = fold(part).strip(" )")
            for city, spellings in self._spellings.items():
                if name in spellings and self.country[city] == country:
                    return city
        return ""

    def names(self, text: str, city: str, place: str) -> bool:
        """Whether a text names the city, or the place that is no city of the table; a blank text may."""
        folded = fold(text)
        if place == VIRTUAL:
            return bool(re.search(r"virtual|video|tele|chairs venue", folded))
        spellings = self._spellings[city] if city else {fold(place)}
        return not folded or any(re.search(rf"\b{re.escape(name)}\b", folded) for name in spellings)
