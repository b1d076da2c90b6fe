"""Which country a place lies in, by what follows it: "Paris, [Texas]", "Rome, [N.Y.]", "TRIPOLI, [Lebanon]".

The second name decides, where it is not the first of the next clause ("In London, Texas officials said") or another
item of a list. A place that is written so once keeps its country in the whole text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

import attrs

from diplotext import Match, Reading, Record
from diplotext_venues.lexicon import subdivisions
from diplotext_venues.named_places import NamedPlace

ABBREVIATION = re.compile(r"[A-Z][A-Za-z]{0,4}\b\.?(?:[A-Z][a-z]?\.?)*")
CLOSED = re.compile(
    r"\.?(?:\s*(?:[,.;:)\]”\"–—]|--)|\s-\s|\s*$|\s*\n|\s*\()"
    r"|\s(?:on|in|at|by|for|from|to|after|before|where|when|and|that|until|this|last|next)\b"
)
"""What follows a name that closes an address: a mark, or a word that begins another phrase."""

LISTED = re.compile(r",? (?:and |or )?[A-Z]|, (?:and|or) ")
"""What follows a name in a list."""


@attrs.frozen(eq=False)
class Surroundings:
    """What follows the names of a text after a comma.

    Attributes:
        text: The text.
        states: Start of the name of a state -> its code and the end of the name.
        regions: Start of the name of a region, or of its abbreviation, -> its record and the end of the name.
        abbreviated: Where an abbreviation starts.
        cities: Where the name of a city starts.
    """

    text: str
    states: Mapping[int, tuple[str, int]]
    regions: Mapping[int, tuple[Record, int]]
    abbreviated: frozenset[int]
    cities: frozenset[int]

    @classmethod
    def of(cls, reading: Reading, matches: Sequence[Match]) -> Surroundings:
        """The surroundings of the names in a text.

        Args:
            reading: The reading, whose states are known.
            matches: The names of records in it.
        """
        states = {
            mention.start: (state.identifiers["iso3166"], mention.end)
            for state in reading.document.states
            for mention in state.mentions
            if "iso3166" in state.identifiers and mention.form != "metonym"
        }
        regions = {match.start: (match.record, match.end) for match in matches if match.record.kind == "region"}
        cities = frozenset(match.start for match in matches if match.record.kind == "city")
        found = {start: (end, reading.knowledge.get(region)) for start, end, region in abbreviations(reading.text)}
        regions |= {start: (record, end) for start, (end, record) in found.items() if record}
        return cls(reading.text, states, regions, frozenset(found), cities)

    def country(self, end: int) -> str | None:
        """The country that a name after a comma gives to the place before it."""
        if self.text[end : end + 2] != ", ":
            return None
        if found := self.states.get(end + 2):
            return found[0]
        region = self.regions.get(end + 2)
        return region[0].country if region else None

    def abbreviation(self, start: int, end: int) -> Record | None:
        """The region that an abbreviation stands for: "Rome, [N.Y.]"."""
        region = self.regions.get(start) if start in self.abbreviated else None
        return region[0] if region and region[1] == end else None

    def decides(self, end: int, *, is_known: bool) -> bool:
        """Whether the name after the comma belongs to the one before, even if no such place is known.

        Args:
            end: Offset after the place.
            is_known: Whether there is a place of that name in another country.
        """
        if is_known and end + 2 in self.cities:
            return False  # "Beijing, Washington and Moscow"
        found = self.regions.get(end + 2) or self.states.get(end + 2)
        if found is None or self.text[end : end + 2] != ", ":
            return False
        after = found[1]
        if end + 2 in self.regions and end + 2 not in self.states:
            return CLOSED.match(self.text, after) is not None
        return CLOSED.match(self.text, after) is not None and LISTED.match(self.text, after) is None


def abbreviations(text: str) -> Iterable[tuple[int, int, str]]:
    """Abbreviated states and provinces after a comma: start, end, and the id of the region."""
    known = subdivisions()
    for comma in re.finditer(r"(?<=\w), (?=[A-Z])", text):
        match = ABBREVIATION.match(text, comma.end())
        if match is None:
            continue
        for form in (match[0], match[0].rstrip(".")):
            if form in known:
                yield match.start(), match.start() + len(form), known[form]
                break


def chosen(records: Sequence[Record], country: str | None) -> Record:
    """The record in the country that the text names, else the unambiguous one, else the first."""
    same = [record for record in records if country and record.country == country]
    return (same or [record for record in records if not record.ambiguous] or list(records))[0]


def located_once(found: Sequence[NamedPlace], surroundings: Surroundings) -> list[NamedPlace]:
    """The places with the country that the text gives them in one mention, and no record of another country.

    Args:
        found: The places, in order.
        surroundings: What follows them.
    """
    text = surroundings.text
    given: dict[str, NamedPlace] = {}
    for place in found:
        name, country, record = text[place.start : place.end].casefold(), surroundings.country(place.end), place.record
        if country is None or place.site or (record is not None and record.kind == "region"):
            continue
        if record is not None and record.country == country:
            given.setdefault(name, place)
        elif surroundings.decides(place.end, is_known=record is not None):
            given.setdefault(name, attrs.evolve(place, record=None, country=country))
    return [
        attrs.evolve(place, record=meant.record, country=meant.country)
        if (meant := given.get(text[place.start : place.end].casefold())) and not place.site
        else place
        for place in found
    ]
