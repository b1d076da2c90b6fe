"""Ruritania and its neighbours: a package of data alone, one table."""

import csv
from importlib.resources import files

from diplotext import Name, Record, hookimpl

FORMS = {"aliases": "name", "acronyms": "acronym", "demonyms": "demonym", "metonyms": "metonym"}
"""Columns of names, and what a mention by such a name is."""


@hookimpl
def diplotext_knowledge():
    """One record a row of `records.csv`."""
    with files("diplotext_ruritania").joinpath("records.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            yield record(row)


def record(row):
    """The record of a row; a blank cell is unknown, and several values stand with `|` between them."""
    names = [Name(text=row["name"])]
    names += [Name(text=text, form=form) for column, form in FORMS.items() for text in values(row[column])]
    single = ("category", "country", "parent", "place", "title", "since", "until")
    return Record(
        id=row["id"],
        kind=row["id"].partition(":")[0],
        name=row["name"],
        names=names,
        identifiers={scheme: row[scheme] for scheme in ("iso3166", "wikidata") if row[scheme]},
        ambiguous=row["ambiguous"] == "yes",
        members=values(row["members"]),
        source=row["source"],
        as_of=row["as_of"],
        **{column: row[column] or None for column in single},
    )


def values(cell):
    """The values of a cell."""
    return [value for value in cell.split("|") if value]
