"""Which state a row of a reference table is about."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

SPELLED = {
    "korea, republic of": "KR", "korea, south": "KR", "korea": "KR", "korea, north": "KP",
    "china, people’s republic of": "CN", "china (people's republic of china)": "CN", "taiwan (republic of china)": "TW",
    "south korea (republic of korea)": "KR", "north korea (democratic people's republic of korea)": "KP",
    "germany, federal republic of": "DE", "u.s.s.r.": "", "the bahamas": "BS", "the gambia": "GM", "gambia, the": "GM",
    "bahamas, the": "BS", "congo, republic of": "CG", "congo, republic of the": "CG", "republic of the congo": "CG",
    "congo–brazzaville (republic of the congo)": "CG", "congo–kinshasa (democratic republic of the congo)": "CD",
    "congo, democratic republic of": "CD", "congo, democratic republic of the": "CD",
    "democratic republic of the congo (zaire)": "CD", "democratic republic of the congo": "CD",
    "macedonia, former yugoslav republic of": "MK", "republic of ireland": "IE", "cote d’ivoire": "CI", "somoa": "WS",
    "afghanistan (interim authority)": "AF", "burma (myanmar)": "MM", "micronesia, federated states of": "FM",
    "palestinian authority": "PS", "somali republic": "SO", "state of palestine": "PS",
}  # fmt: skip
REPOSITORIES = {
    "czech": "CZ", "uae": "AE", "us": "US", "bosnia-herzegovina": "BA", "united-kingdom": "GB", "turkey": "TR",
}  # fmt: skip
FACTBOOK = {"ri": "RS", "kv": "XK", "we": "PS", "gz": "PS"}
REUSED = frozenset(
    {"Cocos Islands", "Czechoslovakia", "Man, Isle of", "Man, Isle Of", "Pacific Islands, Trust Territory of the"}
)
"""Countries that are none of `states.csv` and have a code in the Factbook's archive that means another today."""

UNITED_NATIONS = {"POR": "PRT"}


def rows(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a table."""
    with path.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


class States:
    """The states of `states.csv`, found by code, name or Wikidata item.

    Args:
        table: The path of `states.csv`.
        folder: Of the reference tables.
    """

    def __init__(self, table: Path, folder: Path) -> None:
        kept = [row for row in rows(table) if row["category"] == "state" and row["iso2"]]
        self.codes = frozenset(row["iso2"] for row in kept)
        self._iso3 = {row["iso3"]: row["iso2"] for row in kept if row["iso3"]}
        self._items = {row["wikidata"]: row["iso2"] for row in kept if row["wikidata"]}
        self._names = dict(SPELLED)
        for row in kept:
            for text in (row["name"], row["official"], *row["aliases"].split("|")):
                if text:
                    self._names[text.lower()] = row["iso2"]
        codes = rows(folder / "states_country_codes.csv")
        self._gec = {row["FIPS"].lower(): row["ISO3166-1-Alpha-2"] for row in codes if len(row["FIPS"]) == 2} | FACTBOOK

    def _known(self, code: str | None) -> str | None:
        return code if code in self.codes else None

    def by_gec(self, code: str) -> str | None:
        """By the code of the Factbook."""
        return self._known(self._gec.get(code))

    def by_factbook(self, code: str, country: str) -> str | None:
        """By code and name in the Factbook, which gave some codes to one country after another."""
        return None if country in REUSED else self.by_name(country) or self.by_gec(code)

    def by_iso3(self, code: str) -> str | None:
        """By ISO alpha-3."""
        return self._known(self._iso3.get(UNITED_NATIONS.get(code, code)))

    def by_name(self, name: str, item: str = "") -> str | None:
        """By Wikidata item, else by name."""
        return self._items.get(item) or self._known(self._names.get(name.lower()))

    def by_repository(self, name: str) -> str | None:
        """By the name of a repository of cabinets."""
        return self._known(REPOSITORIES.get(name)) or self.by_name(name.replace("-", " "))
