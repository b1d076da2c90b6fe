"""What a sentence says of the treaty in it: who is a party, where and when it was signed."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from diplotext import Organization, Place, Reading, Span, State, TimeExpression
from diplotext.text import Words
from diplotext_example.finding import Candidate, first_from, is_joined, verb_after, verb_before
from diplotext_example.lexicon import words

Party = State | Organization
LONGEST = 60
"""Words that a list of parties may have."""

NO_PARTIES = ("company", "media", "party", "ministry")
"""Categories of organizations that conclude no treaties of their own."""


@attrs.frozen
class Said:
    """What a sentence says of a treaty in it."""

    parties: tuple[Party, ...] = ()
    signed_in: Place | State | None = None
    signed_on: TimeExpression | None = None


@attrs.frozen(eq=False)
class Context:
    """The words of a text with what others found in it.

    Attributes:
        reading: The reading of the document.
        text: Its words.
        parties: States and organizations by the index of the word at which a mention starts: where it ends, and what
            it means; None for persons and for organizations that conclude no treaties.
        ends: The index of the word at which such a mention starts, by the index of its last.
        places: Places by the offset at which a mention starts.
        times: Times by the offset at which they start.
    """

    reading: Reading
    text: Words
    parties: dict[int, tuple[int, Party | None]]
    ends: dict[int, int]
    places: dict[int, Place | State]
    times: dict[int, TimeExpression]

    @classmethod
    def of(cls, reading: Reading, text: Words) -> Context:
        """What was found before, by its position."""
        parties: dict[int, tuple[int, Party | None]] = {}
        places: dict[int, Place | State] = {}
        for mention, entity in reversed(reading.document.mentions):  # of two at one place the longer comes first
            first, last = first_from(text, mention.start), first_from(text, mention.end) - 1
            if isinstance(entity, State | Organization):
                other = isinstance(entity, Organization) and entity.category in NO_PARTIES
                parties[first] = last, None if other else entity
            elif not isinstance(entity, Place):
                parties.setdefault(first, (last, None))
            if isinstance(entity, Place) or (isinstance(entity, State) and mention.form == "name"):
                places[mention.start] = entity
        times = {time.start: time for time in reading.of(TimeExpression) if time.kind == "date"}
        ends = {last: first for first, (last, _) in parties.items()}
        return cls(reading, text, parties, ends, places, times)

    def of_candidate(self, candidate: Candidate, sentence: Span) -> Said:
        """What the sentence around a candidate says of it."""
        first, last = first_from(self.text, candidate.start), first_from(self.text, candidate.end) - 1
        begin, end = first_from(self.text, sentence.start), first_from(self.text, sentence.end)
        active, passive = verb_before(self.text, first), verb_after(self.text, last)
        parties = self._parties_after(last, end)
        if active is not None:
            parties = [*self._subject(active, begin), *parties]
        elif passive is not None:
            parties += self._parties_after(passive, end, "by")
        verb = passive if active is None else active
        if verb is None or not self._is_done(verb, begin):
            return Said(tuple(dict.fromkeys(parties)))
        after = (last if active is not None else verb) + 1
        return Said(tuple(dict.fromkeys(parties)), self._where(after, end), self._when(after, begin, end))

    def _is_done(self, verb: int, begin: int) -> bool:
        """Whether the sentence says that it was signed, not that it will be, or never was."""
        known = words()
        done = self.text.forms[verb] in known["signing"] - {"sign", "signing", "conclude", "concluding"}
        for place in range(verb - 1, max(begin, verb - 5) - 1, -1):
            word = self.text.forms[place]
            if word in known["negation"] or word in ("to", "be", "being", "will", "would", "if", "could", "might"):
                return False
            if word not in known["adverb"] | known["auxiliary"]:
                break
        return done

    def _subject(self, verb: int, begin: int) -> list[Party]:
        """The parties in the subject of a verb, read from right to left; none where it is negated."""
        known = words()
        skipped, around = known["auxiliary"] | known["adverb"], known["official"] | known["determiner"] | known["joint"]
        place, begin = verb - 1, max(begin, verb - LONGEST)
        while place >= begin and self.text.forms[place] in skipped:
            place -= 1
        found: list[Party] = []
        while place >= begin:
            if place in self.ends:
                place = self.ends[place]
                party = self.parties[place][1]
                found += [party] if party else []
            elif self.text.forms[place].lower() not in around or not self._soft(place):
                break
            place -= 1
        return found[::-1]

    def _soft(self, place: int) -> bool:
        """Whether only white space, a comma or a possessive is between a word and the next."""
        if place + 1 >= len(self.text):
            return False
        gap = self.text.gap(place)
        return gap.strip(" \n,’'s") == "" and len(gap) < 6

    def _parties_after(self, last: int, end: int, *further: str) -> list[Party]:
        """The parties after "between", "among", "with" or a further word."""
        known = words()
        before = known["party"].union(further)
        stops = (known["clause"] | known["auxiliary"] | known["signing"]) - before
        for place in range(last + 1, min(end, last + 12)):
            if not is_joined(self.text, place - 1) or self.text.forms[place] in stops:
                return []
            if self.text.forms[place] in before:
                return self._listed(place + 1, end)
        return []

    def _listed(self, place: int, end: int) -> list[Party]:
        """The parties in a list that begins here."""
        known = words()
        end = min(end, place + LONGEST)
        found: list[Party] = []
        while place < end and self._soft(place - 1):
            if place in self.parties:
                last, party = self.parties[place]
                found += [party] if party else []
                place = max(place, last)  # a mention of marks alone ends before it begins
            elif self.text.forms[place].lower() not in known["official"] | known["determiner"] | known["joint"]:
                break
            place += 1
        return found

    def _where(self, after: int, end: int) -> Place | State | None:
        """The first place after "in" or "at", in the same clause."""
        for place in self._clause(after, end):
            if self.text.forms[place - 1] in ("in", "at") and is_joined(self.text, place - 1):
                return self.places.get(self.text.starts[place])
        return None

    def _when(self, after: int, begin: int, end: int) -> TimeExpression | None:
        """The first time after it in the same clause, or the one that opens the sentence if that is all one clause."""
        for place in self._clause(after, end):
            if time := self.times.get(self.text.starts[place]):
                return time
        if after - begin > LONGEST or not words()["clause"].isdisjoint(self.text.forms[begin:after]):
            return None
        opening = (self.times.get(start) for start in self.text.starts[begin : min(begin + 2, after)])
        return next(filter(None, opening), None)

    def _clause(self, place: int, end: int) -> Sequence[int]:
        """Indexes of words up to the end of the clause."""
        stops = words()["clause"]
        first = place
        while place < min(end, first + 20) and self.text.forms[place] not in stops:
            gap = self.text.gap(place - 1)
            if set(gap) & set(';:—–"“”()'):
                break
            place += 1
        return range(first, place)
