"""Open corpora of names know mostly English names; diplomacy has people of every state.

Reads full names from the tables of leaders, ministers and speakers in the knowledge folder, which stays outside of the
repository.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import attrs

from training.known import known_names
from training.names.scheme import name_scheme, title_length
from training.tables import plugin_rows, rows

# File, column of the name, column of the country; all may be used for training (class A of the folder's README).
TABLES = (
    ("unga_general_debate_speakers.csv", "speaker", "country"),
    ("foreign_ministers_2022.csv", "person", "country"),
    ("leaders_factbook_1990_2025.csv", "title_and_name", "country"),
    ("foreign_leader_visits_to_us.csv", "visitor", "country"),
    ("leaders_positions_2021_qid.csv", "person", "country"),
    ("ministers_positions_since_2001_qid.csv", "person", "country_repo"),
    ("cabinet_positions_qid_2022.csv", "person", "jurisdiction"),
)
LETTERS = re.compile(r"[A-Z\u00c0-\u017f](?:[a-z\u00c0-\u017f]|[’'-](?=\w)|(?<=c)[A-Z])+|[A-Z]\.")
LONGEST = 4
NOT_NAMES = re.compile(
    r"\b(?:is|by|since|vacant|represented|council|state|presidents?|ministers?|administrator|king|queen|prince|[IVX]+|head|deputy|acting|cabinet|general|government)\b",
    re.IGNORECASE,
)


@attrs.frozen(order=True)
class Person:
    """A person's name.

    Attributes:
        country: Where the tables have it.
        given: Given names, empty if unknown.
        family: The name that stands alone in later sentences.
        family_first: Whether the family name comes first.
    """

    country: str
    given: str
    family: str
    family_first: bool = False

    @property
    def full(self) -> str:
        """The full name in its order."""
        parts = (self.family, self.given) if self.family_first else (self.given, self.family)
        return " ".join(part for part in parts if part)


@attrs.frozen
class Tables:
    """Names to swap in.

    Attributes:
        people: Persons with given and family name.
        states: Names of states.
        cities: Names of cities.
        organizations: Names of organizations that are no acronyms.
        acronyms: Acronyms of organizations.
    """

    people: tuple[Person, ...]
    states: tuple[str, ...]
    cities: tuple[str, ...]
    organizations: tuple[str, ...]
    acronyms: tuple[str, ...]


def read_tables(knowledge: Path) -> Tables:
    """Names to swap in: people from the knowledge folder, the rest from the tables of the plugins.

    Args:
        knowledge: The folder of tables.
    """
    states, cities = plugin_rows("knowledge", "states"), plugin_rows("knowledge", "cities")
    organizations = plugin_rows("knowledge", "organizations")
    kept = [row for row in organizations if not row["ambiguous"]]
    known = [name for kind in known_names().values() if kind.label == "ORG" for name in kind.names]
    full = {row["name"] for row in kept if " " in row["name"]}.union(name for name in known if not name.isupper())
    acronyms = {row["acronym"] for row in kept}.union(name for name in known if name.isupper())
    return Tables(
        people=read_people(knowledge),
        states=tuple(sorted({row["name"] for row in states if row["category"] == "state" and "," not in row["name"]})),
        cities=tuple(sorted({row["name"] for row in cities if not row["ambiguous"]})),
        organizations=tuple(sorted(full)),
        acronyms=tuple(sorted(acronym for acronym in acronyms if acronym.isalnum())),
    )


def read_people(knowledge: Path) -> tuple[Person, ...]:
    """The persons of all tables with given and family name, each once, sorted."""
    first = frozenset(row["word"] for row in plugin_rows("people", "family_first"))
    found = {
        person
        for file, column, country in TABLES
        for row in rows(knowledge / file)
        for person in persons(row[column], row[country], first)
    }
    return tuple(sorted(found))


def persons(text: str, country: str, family_first: Iterable[str] = ()) -> Iterator[Person]:
    """The person in a cell with titles and family names in capitals: "President Ana PETROVA".

    Args:
        text: The cell.
        country: Of which state.
        family_first: Family names that come before the given name.
    """
    cut = re.split(r"[,;(]|\bof\b|\band\b", text)[0].replace("’", "'").strip()
    words = cut.split()
    words = words[title_length(words) :] if words else []
    if not 1 < len(words) <= LONGEST or NOT_NAMES.search(" ".join(words)):
        return
    upper = [word for word in words if word.isupper() and len(word.strip(".")) > 1]
    names = [_titlecased(word) if word.isupper() and len(word.strip(".")) > 1 else word for word in words]
    particles = {row["word"] for row in plugin_rows("people", "particles")}
    if not all(LETTERS.fullmatch(name) or name in particles for name in names) or names[-1].endswith("."):
        return
    if len(upper) == len(words):
        upper = []
    start = words.index(upper[0]) if upper else len(words) - 1
    while not upper and start > 1 and words[start - 1].lower() in particles:
        start -= 1
    eastern = len(names) == 2 and re.fullmatch(r"[A-Z][a-z]+-[a-z]+", names[-1])  # "Park Chung-hee"
    before = (upper and start == 0) or (not upper and (names[0] in family_first or eastern))
    if before:
        size = len(upper) or 1
        yield Person(country, " ".join(names[size:]), " ".join(names[:size]), family_first=True)
    elif start and names[0][0].isupper() and names[0] not in name_scheme().groups:
        yield Person(country, " ".join(names[:start]), " ".join(names[start:]))


def _titlecased(word: str) -> str:
    """A word in capitals as a name: "AL-JUBEIR" as "Al-Jubeir"."""
    return re.sub(
        r"[^\W\d_]+", lambda match: match.group().capitalize() if len(match.group()) > 1 else match.group(), word
    )
