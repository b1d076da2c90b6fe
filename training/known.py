"""Some kinds of names are in no open table that may be used for training: companies, newspapers, parties, clubs, towns.

The TOML files in `known_names` hold such names, typed from general knowledge. They are training material only, and are
never shown to users as facts.
"""

import tomllib
from functools import cache
from pathlib import Path

import attrs

FOLDER = Path(__file__).with_name("known_names")
LABELS = {
    "agencies": "ORG",
    "armed": "ORG",
    "companies": "ORG",
    "events": "EVENT",
    "facilities": "FAC",
    "first_names": "PERSON",
    "groups": "NORP",
    "international": "ORG",
    "media": "ORG",
    "ngos": "ORG",
    "parties": "ORG",
    "persons_single": "PERSON",
    "provinces": "GPE",
    "regions": "LOC",
    "sports": "ORG",
    "surnames": "PERSON",
    "towns": "GPE",
    "universities": "ORG",
}


@attrs.frozen
class KnownNames:
    """The names of one kind.

    Attributes:
        label: The label of the recognizer for them.
        names: Names that hardly mean anything else.
        ambiguous: Names that are also other things, such as common words or places.
    """

    label: str
    names: tuple[str, ...]
    ambiguous: tuple[str, ...]

    @property
    def all(self) -> tuple[str, ...]:
        """All names, each once."""
        return tuple(dict.fromkeys((*self.names, *self.ambiguous)))


@cache
def known_names() -> dict[str, KnownNames]:
    """The names by kind.

    Raises:
        KeyError: A file holds a kind without a label.
    """
    return {
        kind: KnownNames(LABELS[kind], tuple(table["names"]), tuple(table.get("ambiguous", ())))
        for path in sorted(FOLDER.glob("*.toml"))
        for kind, table in tomllib.loads(path.read_text(encoding="utf-8")).items()
    }
