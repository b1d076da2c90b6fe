"""Reading where an event takes place: "in Geneva", "at the Palais", "to Riyadh, Saudi Arabia".

A place is read from its first word on, as coarser levels follow finer ones: the site, its city, the country. Whose
place it is, the grammar of the sentence decides: see `circumstances`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

import attrs

from diplotext.events.annotated import AnnotatedTokens, Named
from diplotext.events.words import sites, words
from diplotext.model.annotations import Organization, Person, Place, State
from diplotext.model.meetings import Venue
from diplotext.syntax.tree import role_of
from diplotext.syntax.verbs import FINITE_TAGS
from diplotext.text.spans import Span

LEVELS = ("site", "city", "other", "country")
"""From the finest to the coarsest."""
POSSESSIVE = frozenset(("'s", "’s", "'", "’"))
LONGEST_DESCRIPTION_TOKENS = 6
LONGEST_LIST = 30


@attrs.frozen
class PlaceRead:
    """A place that was read.

    Attributes:
        venue: Its levels.
        first: Index of its first token.
        end: Index after its last.
    """

    venue: Venue
    first: int
    end: int


def is_site_name(text: str) -> bool:
    """Whether a name, such as that of an organization, can be the name of a site."""
    last = text.rsplit(" ", 1)[-1]
    return text.removeprefix("the ") in sites("name") or last in sites("head") or last.lower() in sites("common")


def level_of(named: Named | None) -> str | None:
    """The level of a venue that a mention gives: `site`, `city`, `country`, `other`; None if it is not a place."""
    if named is None or named.mention is None or named.mention.form in ("demonym", "pronoun", "title"):
        return None
    entity, text = named.entity, named.mention.text
    if isinstance(entity, Place):
        category = entity.category
        return "site" if category == "site" else "city" if category in (None, "city", "capital") else "other"
    if isinstance(entity, State):
        if named.mention.form == "metonym":
            return "site" if is_site_name(text) else "city"
        return "country" if named.mention.form in ("name", "acronym") else None
    if isinstance(entity, Organization) and is_site_name(text):
        return "site"
    return None


def is_finer(venue: Venue, other: Venue) -> bool:
    """Whether all levels of a venue are finer than those of another, so that it can lie in it."""
    own, others = _levels(venue), _levels(other)
    return bool(own and others) and max(own) < min(others)


def joined(venue: Venue, other: Venue) -> Venue:
    """Two venues, one in the other, as one."""
    return Venue(**{name: getattr(venue, name) or getattr(other, name) for name in LEVELS})


def _levels(venue: Venue) -> list[int]:
    return [number for number, name in enumerate(LEVELS) if getattr(venue, name) is not None]


class PlaceReader:
    """Reads places of an article from their first token on.

    Args:
        annotated: The tokens with what earlier extractors found.
    """

    def __init__(self, annotated: AnnotatedTokens) -> None:
        self._annotated = annotated
        self._tokens = annotated.tokens

    @cached_property
    def dateline(self) -> Venue | None:
        """The place of the dateline, which "here" means."""
        span = self._annotated.document.frame.dateline
        if span is None:
            return None
        first, last = max(self._tokens.at(span.start), 0), self._tokens.at(span.end - 1)
        found = (self._at(index) for index in range(first, last + 1))
        return next(
            (Venue(**{level: self._span(named)}) for named in found if (level := level_of(named)) and named), None
        )

    def read(self, start: int) -> PlaceRead | None:
        """The place whose words begin at an index, after a preposition or a verb; None if none begins there."""
        index = start
        while index < len(self._tokens) and self._lower(index) in words("before_place") and not self._begins(index):
            index += 1
        index = self._described_city(index) or index
        named = self._begins(index)
        level = level_of(named)
        if named is not None and level:
            if (site := self._named_site(named)) is not None:
                return self._extended(index, site[1], Venue(site=site[0]))
            if not self._has_possessive(named.end) and not self._modifies(named):
                return self._extended(index, named.end, Venue(**{level: self._span(named)}))
        if (described := self._described_site(start)) is not None:
            return self._extended(start, described[1], Venue(site=described[0]))
        return None

    def listed(self, place: PlaceRead) -> list[PlaceRead]:
        """A place and those that a list adds to it: "Bern, Switzerland, Oslo and Lima"."""
        found, index, last = [place], place.end, len(self._tokens)
        while index < last and self._lower(index) in (",", "and", ";") and len(found) < LONGEST_LIST:
            while index < last and self._lower(index) in (",", "and", ";", "then", "to", "in", "later"):
                index += 1
            other = self.read(index)
            if other is None or not self._closes(other.end) or other.venue.site or place.venue.site:
                break
            found.append(other)
            index = other.end
        final = any(self._lower(i) == "and" for i in range(found[-2].end, found[-1].first)) if len(found) > 1 else True
        return found if final else [place]

    def _at(self, index: int) -> Named | None:
        return self._annotated.at(index)

    def _begins(self, index: int) -> Named | None:
        """What begins at an index."""
        named = self._at(index)
        return named if named is not None and named.first == index else None

    def _lower(self, index: int) -> str:
        return self._tokens[index].lower_ if index < len(self._tokens) else ""

    def _span(self, named: Named) -> Span:
        mention = named.mention
        assert mention is not None
        return Span(mention.start, mention.end, mention.text)

    def _text(self, first: int, end: int) -> Span:
        tokens = self._tokens[first:end]
        return Span(tokens.start_char, tokens.end_char, tokens.text)

    def _has_possessive(self, index: int) -> bool:
        return index < len(self._tokens) and self._tokens[index].text in POSSESSIVE

    def _modifies(self, named: Named) -> bool:
        """Whether a name only modifies the noun after it: "in [Malta] talks"."""
        head = self._annotated.head(named)
        governor = head.head
        compound = role_of(head) == "premodifier" and governor.i >= named.end and governor.pos_ in ("NOUN", "PROPN")
        return compound and governor.i < named.end + 3 and level_of(self._at(governor.i)) is None

    def _named_site(self, named: Named) -> tuple[Span, int] | None:
        """A site that bears the name of a place: "the [Erez] checkpoint", "[Geneva] airport"."""
        for index in range(named.end, min(named.end + 2, len(self._tokens))):
            token = self._tokens[index]
            if token.lower_ in sites("common") and token.text.islower():
                return self._text(named.first, index + 1), index + 1
            if not token.text.isalpha() or not token.text.islower() or token.tag_ in FINITE_TAGS or token.pos_ == "ADP":
                return None
        return None

    def _pieces(self, start: int, count: int) -> Iterator[tuple[int, int, Named | None]]:
        """So many tokens and stretches from an index on: first token, end, what it is."""
        index = start
        for _ in range(count):
            if index >= len(self._tokens):
                return
            named = self._at(index)
            end = named.end if named is not None else index + 1
            yield index, end, named
            index = end

    def _described_city(self, start: int) -> int | None:
        """The index of the name in "Swiss city of Geneva", "Saudi capital, Riyadh", "city of Basel"."""
        for index, end, named in self._pieces(start, LONGEST_DESCRIPTION_TOKENS):
            token = self._tokens[index]
            if token.lower_ in words("settlement") and named is None:
                after = end + 1 if self._lower(end) in ("of", ",") else end
                there = self._begins(after)
                return after if level_of(there) in ("city", "other") else None
            demonym = named is not None and named.mention is not None and named.mention.form == "demonym"
            plain = named is None and token.text.isalpha() and token.pos_ in ("ADJ", "NOUN", "PROPN", "ADV")
            if not (demonym or plain or level_of(named) in ("other", "country") or token.text in ("-", *POSSESSIVE)):
                return None
        return None

    def _described_site(self, start: int) -> tuple[Span, int] | None:
        """A site without a name: "the presidential palace", "Berg's private residence"."""
        bare = self._lower(start) in ("a", "an") and self._lower(start + 1) in sites("common")
        if bare:  # "at a house" says nothing of its own
            return None
        for index, end, named in self._pieces(start, LONGEST_DESCRIPTION_TOKENS):
            token = self._tokens[index]
            if named is None and token.lower_ in sites("common") and token.pos_ in ("NOUN", "PROPN"):
                if role_of(token) == "premodifier" and token.head.i > index:  # "at the embassy gate"
                    continue
                first = start + 1 if start < index and self._lower(start) in words("determiner") else start
                return self._text(first, end), end
            names = named is not None and isinstance(named.entity, (Person, State, Organization, Place))
            ordinary = named is None and (token.text.isalpha() or token.text in ("-", *POSSESSIVE))
            if not (names or ordinary) or token.pos_ in ("ADP", "VERB", "AUX", "SCONJ", "CCONJ"):
                return None
        return None

    def _extended(self, first: int, index: int, venue: Venue) -> PlaceRead:
        """Coarser levels that follow: "Bern, Switzerland", "the palace in Riyadh"."""
        while index + 1 < len(self._tokens):
            opens = self._lower(index)
            if opens not in (",", "in", "near"):
                break
            step = index + 1
            while opens == "in" and self._lower(step) in words("before_place") and not self._begins(step):
                step += 1
            step = self._described_city(step) or step
            named = self._begins(step)
            level = level_of(named)
            if named is None or not level or not self._is_coarser(level, venue) or self._modifies(named):
                break
            if self._has_possessive(named.end):
                break
            if opens == "," and not (self._closes(named.end) and self._can_lie_in(index - 1, named)):
                break
            venue, index = attrs.evolve(venue, **{level: self._span(named)}), named.end
        return PlaceRead(venue, first, index)

    def _can_lie_in(self, index: int, state: Named) -> bool:
        """Whether a place can be in the state after its comma, and is not only before it in a list."""
        place = self._at(index)
        if place is None or not isinstance(state.entity, State) or not isinstance(place.entity, Place):
            return True
        code = place.entity.country
        return code == state.entity.identifiers.get("iso3166") if code else level_of(place) != "other"

    @staticmethod
    def _is_coarser(level: str, venue: Venue) -> bool:
        return LEVELS.index(level) > max(_levels(venue))

    def _closes(self, index: int) -> bool:
        """Whether what follows "City, Country" leaves the country a part of the place, not a party or a subject."""
        if index >= len(self._tokens):
            return True
        return not self._has_possessive(index) and self._tokens[index].tag_ not in FINITE_TAGS
