"""Cities, regions and sites that a text names.

Names of cities are also names of persons, adjectives and governments ("Nice", "Paris Hilton", "Moscow said"). A name
that something else claims is left to it; one that is ambiguous, or stands for a government too, needs a locative
preposition.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from typing import ClassVar

import attrs

from diplotext import (
    Annotation,
    Extractor,
    Match,
    Mention,
    Organization,
    Person,
    Place,
    Reading,
    Record,
    Rule,
    State,
)
from diplotext_venues.lexicon import WORD, words
from diplotext_venues.located_in import Surroundings, chosen, located_once
from diplotext_venues.named_places import NamedPlace
from diplotext_venues.recognized import recognized_places
from diplotext_venues.rules import confidence, place_rules
from diplotext_venues.sites import named_sites
from diplotext_venues.word_classes import any_of

OPENING = re.compile(r"(?:^|[.!?:\n\"“]\s*)$")
KINDS = ("city", "region")
NAMES = (*KINDS, "state", "organization", "format")


@attrs.frozen
class PlaceExtractor(Extractor):
    """Finds cities and regions by the knowledge records, sites by a small grammar, and the place of the dateline.

    Attributes:
        sites: Whether sites are looked for.
        metonyms: Whether names that also stand for a government need a locative preposition ("in Moscow").
    """

    name: ClassVar[str] = "places"
    provides: ClassVar[tuple[type[Annotation], ...]] = (Place,)
    uses: ClassVar[tuple[type[Annotation], ...]] = (Organization, State, Person)
    needs: ClassVar[tuple[str, ...]] = ("doc.ents",)

    sites: bool = True
    metonyms: bool = True

    @classmethod
    def rules(cls) -> Mapping[str, Rule]:
        """The rules by their ids, from `data/rules.toml`."""
        return place_rules()

    def extract(self, reading: Reading) -> Iterator[Place]:
        """Yield the places, each with all its mentions."""
        text = reading.text
        mentioned = [(mention.start, mention.end) for mention, _ in reading.document.mentions]
        taken = _Taken(mentioned)
        surroundings = Surroundings.of(reading, reading.article.matches(NAMES))
        found: list[NamedPlace] = []
        dateline = reading.document.frame.place
        if dateline:
            found.extend(_in_dateline(reading, dateline.start, dateline.end, surroundings))
            taken.add(dateline.start, dateline.end)
        if self.sites:
            for site in named_sites(text):
                if not taken.overlaps(site.start, site.end):
                    taken.add(site.start, site.end)
                    found.append(site)
        found.extend(self._cities(reading, taken, surroundings))
        taken = _Taken([*mentioned, *((item.start, item.end) for item in found)])
        for name in recognized_places(reading.article):
            start, end = name.start, name.end
            if not taken.overlaps(start, end):
                record = _record(reading, start, end, surroundings)
                weak = record is not None and record.ambiguous and OPENING.search(text, max(0, start - 3), start)
                if not weak and not _of_a_document(text, end):
                    found.append(attrs.evolve(name, record=record))
        found = located_once(sorted(found, key=lambda item: (item.start, item.end)), surroundings)
        yield from _grouped(found, text)

    def _cities(self, reading: Reading, taken: _Taken, surroundings: Surroundings) -> Iterator[NamedPlace]:
        """Matches of cities and regions that nothing else claims and that the surroundings allow."""
        text = reading.text
        codes = {m.end: e.identifiers.get("iso3166") for e in reading.document.states for m in e.mentions}
        last = -1
        for matches in _by_span(reading.article.matches(NAMES)):
            start, end = matches[0].start, matches[0].end
            records = [m.record for m in matches if m.record.kind in KINDS]
            others = [m for m in matches if m.record.kind not in KINDS]
            if not records or taken.overlaps(start, end) or _in_address(text, start, end):
                continue
            if any(m.name.form not in ("metonym", "demonym") for m in others) and not _located(text, start, last):
                continue  # also the name of a state or an organization
            if any(m.record.kind == "state" and m.name.form == "name" for m in others):
                continue
            country = surroundings.country(end)
            possessor = codes.get(start - 3) if text[start - 3 : start] == "'s " else None
            record = chosen(records, country or possessor)
            weak = record.ambiguous or len(records) > 1 or text[start:end].isupper() or (self.metonyms and bool(others))
            located = _located(text, start, last) or country is not None
            if (weak and not located) or _inside_name(text, start, end, located):
                continue
            last = end
            yield NamedPlace(start, end, "place.located" if located else "place.known", record)


def _of_a_document(text: str, end: int) -> bool:
    """Whether a word after a place makes it the name of a treaty or the like: "Geneva [Convention]"."""
    following = WORD.match(text, end + 1) if text[end : end + 1] == " " else None
    return following is not None and following[0][0].isupper() and following[0].lower() in words("document")


def _record(reading: Reading, start: int, end: int, surroundings: Surroundings) -> Record | None:
    """The city or region that a name stands for, where it can be just one."""
    if abbreviated := surroundings.abbreviation(start, end):
        return abbreviated
    records = {r.id: r for r, _ in reading.knowledge.named(reading.text[start:end]) if r.kind in KINDS}
    sure = [record for record in records.values() if not record.ambiguous or len(records) == 1]
    return sure[0] if len(sure) == 1 else None


def _by_span(matches: Iterable[Match]) -> Iterator[list[Match]]:
    group: list[Match] = []
    for match in matches:
        if group and group[0].start != match.start:
            yield group
            group = []
        group.append(match)
    if group:
        yield group


class _Taken:
    """Stretches of the text that other annotations hold."""

    def __init__(self, spans: Sequence[tuple[int, int]]) -> None:
        self._spans = sorted(spans)
        self._longest = max((end - start for start, end in spans), default=0)

    def add(self, start: int, end: int) -> None:
        self._spans.insert(bisect_left(self._spans, (start, end)), (start, end))
        self._longest = max(self._longest, end - start)

    def overlaps(self, start: int, end: int) -> bool:
        index = bisect_left(self._spans, (start - self._longest, 0))
        while index < len(self._spans) and self._spans[index][0] < end:
            if self._spans[index][1] > start:
                return True
            index += 1
        return False


def _in_address(text: str, start: int, end: int) -> bool:
    """Whether the name is a part of a web address or a path."""
    return text[start - 1 : start] in ("/", "@", "_", "#") or text[end : end + 1] in ("/", "@", "_")


def _word_before(text: str, start: int) -> str:
    """The word before an offset, at most 24 characters of it; empty after a mark."""
    part = text[max(0, start - 24) : start]
    if not part or part[-1] not in " \u00a0\n":
        return ""
    part = part.rstrip()
    found = WORD.findall(part)
    return found[-1] if found else ""


def _located(text: str, start: int, last: int) -> bool:
    """Whether a locative preposition comes directly before, with or without an article, or another place in a list."""
    before = _word_before(text, start)
    if before.lower() in ("the", "of"):  # "the city of", "in the Crimea"
        before = _word_before(text, text.rfind(before, 0, start))
    return before.lower() in words("locative") or (0 <= last < start and text[last:start] in (" and ", ", ", ", and "))


def _inside_name(text: str, start: int, end: int, located: bool) -> bool:
    """Whether a capitalized neighbour shows that the place belongs to a longer name: "Minsk Group", "Jack London"."""
    before = _word_before(text, start)
    function = before.lower() in any_of("preposition", "determiner", "clause", also=("and",))
    if not located and before[:1].isupper() and not before.isupper() and not function:
        return True
    following = WORD.match(text, end + 1) if text[end : end + 1] in (" ", "-") else None
    if following is None:
        return False
    word = following[0]
    if not word[0].isupper() or text[start:end].isupper():
        return False
    return word.lower() not in words("calendar")


def _in_dateline(reading: Reading, start: int, end: int, surroundings: Surroundings) -> Iterator[NamedPlace]:
    """The place of the dateline: a known city by its own spelling, else the words as written."""
    matches = list(reading.knowledge.find(reading.text, start, end, kinds=KINDS))
    if not matches:
        yield NamedPlace(start, end, "place.dateline")
    for group in _by_span(matches):
        record = chosen([m.record for m in group], surroundings.country(group[0].end))
        yield NamedPlace(group[0].start, group[0].end, "place.dateline", record)


def _category(name: str) -> str | None:
    """What kind of place a name says that it is: "the Iraqi Kurdistan Region", "the Azov Sea"."""
    last = name.rsplit(None, 1)[-1].lower()
    return "region" if last in words("region noun") else "sea" if last in words("sea noun") else None


def _grouped(found: Sequence[NamedPlace], text: str) -> Iterator[Place]:
    """One place for each record, or for each name without a record."""
    groups: dict[Hashable, list[NamedPlace]] = {}
    for item in found:
        key = item.record.id if item.record else (item.site, item.country, text[item.start : item.end].casefold())
        groups.setdefault(key, []).append(item)
    for items in groups.values():
        first, record = items[0], items[0].record
        mentions = [Mention(item.start, item.end, text[item.start : item.end]) for item in items]
        category = (record.category or record.kind) if record else _category(mentions[0].text)
        yield Place(
            name=record.name if record else mentions[0].text,
            mentions=mentions,
            category="site" if first.site else category,
            country=record.country if record else first.country,
            identifiers=record.identifiers if record else {},
            rule=first.rule,
            confidence=confidence(first.rule),
        )
