"""A sentence as a row of units: a mention of an entity or a time expression is one unit, every other word another.

Patterns over units need not know how many words a name has. Where mentions overlap the longer one counts.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Iterator, Sequence

import attrs

from diplotext import (
    Document,
    Entity,
    Mention,
    Organization,
    Person,
    Place,
    Span,
    State,
    TimeExpression,
)

WORD = re.compile(r"(?:[^\W\d_]\.){2,}|['’]s\b|\w+(?:['’](?!s\b)\w+)*|[^\w\s]")
"""A word, an abbreviation with full stops, the possessive ending, or one mark."""


FIRST_PERSON = re.compile(r"\b(?:I|[Mm]y)\b(?!['’]?s\b)")


@attrs.frozen
class Unit:
    """A word, a mark, a mention or a time expression.

    Attributes:
        start: Offset of its first character.
        end: Offset after its last.
        text: As written.
        mention: The mention that it is.
        entity: What the mention stands for.
        time: The time expression that it is.
        gap: The white space before it.
        couple: The two entities that it stands for together: "the two ministers", "both countries".
    """

    start: int
    end: int
    text: str
    mention: Mention | None = None
    entity: Entity | None = None
    time: TimeExpression | None = None
    gap: str = ""
    couple: tuple[Entity, ...] = ()

    @property
    def lower(self) -> str:
        """The text in lower case; empty for mentions and time expressions, which no word list holds."""
        return self.text.lower() if self.is_word else ""

    @property
    def is_word(self) -> bool:
        """Whether it is neither a mention nor a time expression."""
        return self.mention is None and self.time is None

    @property
    def is_capitalized(self) -> bool:
        """Whether it is a word that begins with a capital."""
        return self.is_word and self.text[:1].isupper()

    @property
    def is_demonym(self) -> bool:
        """Whether it is a mention such as "Russian"."""
        return self.mention is not None and self.mention.form == "demonym"

    @property
    def is_possessive(self) -> bool:
        """Whether it is a pronoun such as "his", resolved or not."""
        pronoun = self.mention is None or self.mention.form == "pronoun"
        return pronoun and self.text.lower() in ("his", "her", "their", "its", "our", "my", "your")

    @property
    def is_party(self) -> bool:
        """Whether it is a person, or a state or organization by its name."""
        return bool(self.couple) or (isinstance(self.entity, (Person, State, Organization)) and not self.is_demonym)

    @property
    def is_place(self) -> bool:
        """Whether it is a place, or a state by its name."""
        return isinstance(self.entity, Place) or (isinstance(self.entity, State) and not self.is_demonym)


def units_of(document: Document, sentence: Span, names: Sequence[tuple[int, int, Unit]]) -> tuple[Unit, ...]:
    """The units of a sentence.

    Args:
        document: The document.
        sentence: The stretch of its text.
        names: The mentions and time expressions of the sentence, from `named_units`.
    """
    result: list[Unit] = []
    dateline = document.frame.dateline
    at = dateline.end if dateline is not None and sentence.start <= dateline.start < sentence.end else sentence.start
    at = min(at, sentence.end)
    for start, end, unit in names:
        if start < at:
            continue
        result.extend(_words(document.text, at, start))
        after = result[-1].end if result else sentence.start
        result.append(attrs.evolve(unit, gap=document.text[after:start]))
        at = end
    result.extend(_words(document.text, at, sentence.end))
    return tuple(result)


def named_units(document: Document) -> tuple[tuple[int, int, Unit], ...]:
    """Mentions and time expressions of a document, in order, none overlapping another; entities before times.

    "Both countries", a mention of two entities, is one unit with both.
    """
    couples: dict[tuple[int, int], list[Entity]] = {}
    for mention, entity in document.mentions:
        if mention.form == "description":
            couples.setdefault((mention.start, mention.end), []).append(entity)
    found: list[tuple[int, int, int, Unit]] = [
        (m.start, -m.end, 0, Unit(m.start, m.end, m.text, mention=m, entity=e))
        for m, e in document.mentions
        if m.form != "description"
    ]
    for (start, end), both in couples.items():
        if len(both) == 2:
            text = document.text[start:end]
            group = Mention(start, end, text, "description")
            found.append((start, -end, 0, Unit(start, end, text, mention=group, couple=tuple(both))))
    found.extend(_first_persons(document))
    for time in document.times:
        found.extend((s.start, -s.end, 1, Unit(s.start, s.end, s.text, time=time)) for s in time.spans)
    found.sort(key=lambda item: item[:3])
    result: list[tuple[int, int, Unit]] = []
    reached = 0
    for start, negative, _, unit in found:
        if start >= reached:
            result.append((start, -negative, unit))
            reached = -negative
    return tuple(result)


def _first_persons(document: Document) -> Iterator[tuple[int, int, int, Unit]]:
    """Who says "I" in a quotation: its speaker, where the text tells who that is."""
    for statement in document.statements:
        speaker = statement.speaker.entity if statement.speaker is not None else None
        if statement.mode == "indirect" or not isinstance(speaker, Person):
            continue
        for span in statement.spans:
            for match in FIRST_PERSON.finditer(document.text, span.start, span.end):
                mention = Mention(match.start(), match.end(), match[0], "pronoun")
                yield match.start(), -match.end(), 0, Unit(match.start(), match.end(), match[0], mention, speaker)


def sentences_of(document: Document, sentences: Iterator[Span]) -> Iterator[tuple[Span, tuple[Unit, ...]]]:
    """Each sentence with its units; a mention that crosses the end of a sentence is cut into words."""
    names = named_units(document)
    index = 0
    for sentence in sentences:
        while index < len(names) and names[index][0] < sentence.start:
            index += 1
        inside = []
        while index < len(names) and names[index][0] < sentence.end:
            if names[index][1] <= sentence.end:
                inside.append(names[index])
            index += 1
        yield sentence, units_of(document, sentence, inside)


def joined(document: Document, sentences: Iterable[Span]) -> Iterator[Span]:
    """The sentences, two joined that a parse parts inside a name, or in a line where no mark stands."""
    names = sorted((mention.start, mention.end) for mention, _ in document.mentions)
    last: Span | None = None
    for sentence in sentences:
        if last is not None and (_goes_on(document.text, last, sentence) or _is_cut(names, sentence.start)):
            last = Span.of(document.text, last.start, sentence.end)
            continue
        if last is not None:
            yield last
        last = sentence
    if last is not None:
        yield last


def _is_cut(names: Sequence[tuple[int, int]], at: int) -> bool:
    """Whether a name begins before an offset and ends behind it."""
    index = bisect.bisect_left(names, (at, 0)) - 1
    return index >= 0 and names[index][1] > at


def _goes_on(text: str, one: Span, other: Span) -> bool:
    return one.text[-1:].isalnum() and "\n" not in text[one.end : other.start]


def _words(text: str, start: int, end: int) -> Iterator[Unit]:
    at = start
    for match in WORD.finditer(text, start, end):
        yield Unit(match.start(), match.end(), match[0], gap=text[at : match.start()])
        at = match.end()


def text_of(units: Sequence[Unit]) -> str:
    """The text from the first of neighbouring units to the last, exactly as it stands in the document."""
    return "".join(unit.gap + unit.text if index else unit.text for index, unit in enumerate(units))
