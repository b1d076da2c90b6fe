"""Silver labels start from names that tables know: states, cities, regions, organizations, peoples and public persons.

Tables of the plugins and the reference tables that may be used for training are put into one index of token sequences.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Generic, TypeVar

import attrs

from training.documents import tokenizer
from training.known import known_names
from training.tables import plugin_rows, rows, several

Value = TypeVar("Value")
WORDS = Path(__file__).with_name("words.toml")
SHORTEST_ACRONYM = 2
LARGE = 300_000  # inhabitants from which a city of Natural Earth is taken
PERSON_NAME = re.compile(r"[^\W\d_][\w'’.\-]*(?: [\w'’.\-]+)+")
TITLED = re.compile(
    r"^(?:(?:Acting|Interim|Vice|Deputy|First|Prime|Foreign|Crown|Supreme|Federal|Chief|Governor|General|State|Grand|Head|"
    r"of|the)\s)*"
    r"(?:President|Minister|Premier|Chancellor|King|Queen|Prince|Emir|Amir|Sultan|Chairman|Chairperson|Secretary|Leader|"
    r"Captain|Taoiseach|Councilor|General|Emperor|Princess|Mr\.|Mrs\.|Ms\.|Sir|Dr\.|Counselor|Executive|Government)\s"
    r"(?:of the State\s)?"
)


@attrs.frozen
class Entry:
    """What a table says about a name.

    Attributes:
        label: The label of its mentions, or an empty string where the tables or the usage leave it open.
        doubtful: Whether the words have other meanings, so that the context must support the label.
    """

    label: str
    doubtful: bool = False


class Names(Generic[Value]):
    """Token sequences with a value each, to be found at a position of a text."""

    def __init__(self) -> None:
        self._tree: dict[str, Any] = {}

    def add(self, tokens: Sequence[str], value: Value, *, replace: bool = False) -> None:
        """Add a name; the first value of a name stays unless it shall be replaced."""
        node = self._tree
        for token in tokens:
            node = node.setdefault(token, {})
        if replace or "" not in node:
            node[""] = value

    def longest(self, words: Sequence[str], start: int) -> tuple[int, Value] | None:
        """The end and the value of the longest name that begins at a position."""
        node = self._tree
        found: tuple[int, Value] | None = None
        position = start
        while position < len(words) and words[position] in node:
            node = node[words[position]]
            position += 1
            if "" in node:
                found = (position, node[""])
        return found


@attrs.frozen
class Gazetteer:
    """Names and single words that tables know.

    Attributes:
        names: All names.
        first_names: Given names.
        surnames: Last words of the names of public persons.
        adjectives: Words for nationalities and groups.
    """

    names: Names[Entry]
    first_names: frozenset[str]
    surnames: frozenset[str]
    adjectives: frozenset[str]


@cache
def settings() -> Mapping[str, list[str]]:
    """The word lists of `words.toml`."""
    return tomllib.loads(WORDS.read_text(encoding="utf-8"))


def tokens(name: str) -> tuple[str, ...]:
    """The tokens of a name, with straight apostrophes."""
    return tuple(token.text for token in tokenizer()(straight(name)))


def straight(text: str) -> str:
    """The text with straight apostrophes."""
    return text.replace("’", "'").replace("‘", "'")


def gazetteer(knowledge: Path) -> Gazetteer:
    """Read the tables.

    Args:
        knowledge: Folder of the reference tables; a missing table only means fewer names.

    Returns:
        The names.
    """
    names: Names[Entry] = Names()
    first_names = frozenset(row["name"] for row in plugin_rows("people", "first_names"))
    persons = sorted(set(_persons(knowledge)))
    surnames = {name.split()[-1] for name in persons}

    def add(found: Iterable[str], label: str, *, doubtful: bool = False, replace: bool = False) -> None:
        for name in found:
            plain = straight(name.removeprefix("The ").strip())
            if plain:
                unsure = doubtful or (label in {"GPE", "LOC"} and (plain in first_names))
                names.add(tokens(plain), Entry(label, unsure), replace=replace)

    words = settings()
    add(words["undecided"], "")
    for label, key in (
        ("GPE", "places"),
        ("ORG", "organizations"),
        ("NORP", "groups"),
        ("LOC", "locations"),
        ("EVENT", "events"),
        ("FAC", "facilities"),
    ):
        add(words[key], label)
    _add_states(add)
    _add_places(add, knowledge, frozenset(surnames))
    _add_organizations(add)
    for known in known_names().values():
        if known.label != "PERSON":
            add(known.names, known.label)
    add(persons, "PERSON")
    adjectives = set(words["groups"])
    for row in plugin_rows("knowledge", "states"):
        adjectives.update(several(row["adjectives"]), several(row["demonyms"]))
    return Gazetteer(names, first_names, frozenset(surnames), frozenset(adjectives))


def _add_states(add: Any) -> None:
    for row in plugin_rows("knowledge", "states"):
        add([row["name"], row["official"], *several(row["aliases"])], "GPE")
        add([*several(row["adjectives"]), *several(row["demonyms"])], "NORP")
        add([row["capital"]], "GPE", doubtful=row["ambiguous"] == "yes")


def _add_places(add: Any, knowledge: Path, surnames: frozenset[str]) -> None:
    natural = frozenset(settings()["natural_regions"])
    for row in plugin_rows("knowledge", "regions"):
        governed = row["category"] in {"region", "disputed"} and row["country"] and row["name"] not in natural
        places = [row["name"], *several(row["aliases"])]
        add(
            [place for place in places if place[0].isupper() and place.split()[-1][0].isupper()],
            "GPE" if governed else "LOC",
        )
    cities = {
        name: row["ambiguous"] == "yes" and row["capital"] != "yes"
        for row in plugin_rows("knowledge", "cities")
        for name in (row["name"], *several(row["aliases"]))
    }
    for name, doubtful in cities.items():
        add([name], "GPE", doubtful=doubtful or (name in surnames and " " not in name))
    for row in _rows_if_any(knowledge / "cities_naturalearth.csv"):
        if float(row["pop_max"] or 0) >= LARGE:
            add([row["name"], row["name_ascii"]], "GPE", doubtful=True)


def _add_organizations(add: Any) -> None:
    for row in plugin_rows("knowledge", "organizations"):
        doubtful = row["ambiguous"] == "yes"
        for name in (row["name"], row["acronym"], *several(row["aliases"])):
            if name and (" " in name or name.isupper() or not doubtful):
                acronym = name.isupper() and " " not in name
                add([name], "ORG", doubtful=doubtful and (acronym or " " not in name))
    for row in plugin_rows("knowledge", "formats"):  # meetings, groups and processes: usage differs
        add([row["name"], *several(row["aliases"])], "")


def _persons(knowledge: Path) -> Iterator[str]:
    """Names of at least two words from the reference tables, in the order of English prose."""
    for table, column in (
        ("unga_general_debate_speakers", "speaker"),
        ("foreign_leader_visits_to_us", "visitor"),
        ("us_leader_trips_abroad", "name"),
        ("leaders_positions_2021_qid", "person"),
        ("ministers_positions_since_2001_qid", "person"),
        ("foreign_ministers_2022", "person"),
        ("cabinet_positions_qid_2022", "person"),
        ("leaders_factbook_1990_2025", "title_and_name"),
    ):
        for row in _rows_if_any(knowledge / f"{table}.csv"):
            name = re.split(r"[,(;]| of | and ", row[column])[0].strip()
            name = straight(TITLED.sub("", name))
            if PERSON_NAME.fullmatch(name):
                yield " ".join(_cased(word) for word in name.split())


def _rows_if_any(path: Path) -> list[dict[str, str]]:
    return rows(path) if path.is_file() else []


def _cased(word: str) -> str:
    """The Factbook writes surnames in capitals: `al-ALIMI`."""
    if word.isupper() and len(word) > SHORTEST_ACRONYM and "." not in word:
        return "-".join(part.capitalize() for part in word.split("-"))
    return re.sub(r"\b[A-Z]{3,}\b", lambda match: match[0].capitalize(), word)
