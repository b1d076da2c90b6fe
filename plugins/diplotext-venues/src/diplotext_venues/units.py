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
        is_word: Whether it is neither a mention nor a time expression.
        lower: The text in lower case; empty for mentions and time expressions, which no word list holds.
    """

    __slots__ = ("couple", "end", "entity", "gap", "is_word", "lower", "mention", "start", "text", "time")

    def __init__(
        self,
        start: int,
        end: int,
        text: str,
        mention: Mention | None = None,
        entity: Entity | None = None,
        time: TimeExpression | None = None,
        gap: str = "",
        couple: tuple[Entity, ...] = (),
    ) -> None:
        self.start: int = start
        self.end: int = end
        self.text: str = text
        self.mention: Mention | None = mention
        self.entity: Entity | None = entity
        self.time: TimeExpression | None = time
        self.gap: str = gap
        self.couple: tuple[Entity, ...] = couple
        self.is_word: bool = mention is None and time is None
        self.lower: str = text.lower() if self.is_word else ""

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


@attrs.frozen
class Named:
    """A mention or a time expression that becomes one unit.

    Attributes:
        start: Offset of its first character.
        end: Offset after its last.
        mention: The mention.
        time: The time expression.
        entities: What the mention stands for: one entity, or the two of "both countries".
    """

    start: int
    end: int
    mention: Mention | None
    time: TimeExpression | None
    entities: tuple[Entity, ...] = ()

    def unit(self, text: str, after: int) -> Unit:
        """Its unit.

        Args:
            text: The text of the document.
            after: Offset where the unit before it ends.
        """
        entity = self.entities[0] if len(self.entities) == 1 else None
        couple = () if entity is not None else self.entities
        gap, written = text[after : self.start], text[self.start : self.end]
        return Unit(self.start, self.end, written, self.mention, entity, self.time, gap, couple)


class Units:
    """The units of a document, made for one sentence after the other.

    Args:
        document: The document.
    """

    def __init__(self, document: Document) -> None:
        self._text = document.text
        self._dateline = document.frame.dateline
        self._named = named(document)
        self._starts = [name.start for name in self._named]

    def of(self, sentence: Span) -> tuple[Unit, ...]:
        """The units of a sentence; a mention that crosses its end is cut into words, a dateline is left out."""
        text, dateline, result = self._text, self._dateline, list[Unit]()
        at = sentence.start
        if dateline is not None and at <= dateline.start < sentence.end:
            at = min(dateline.end, sentence.end)
        first = bisect.bisect_left(self._starts, sentence.start)
        for name in self._named[first : bisect.bisect_left(self._starts, sentence.end)]:
            if name.start >= at and name.end <= sentence.end:
                _add_words(result, text, at, name.start)
                result.append(name.unit(text, result[-1].end if result else sentence.start))
                at = name.end
        _add_words(result, text, at, sentence.end)
        return tuple(result)


def named(document: Document) -> Sequence[Named]:
    """Mentions and time expressions of a document, in order, none overlapping another; entities before times.

    "Both countries", a mention of two entities, is one of them with both.
    """
    couples: dict[tuple[int, int], list[Entity]] = {}
    found: list[Named] = []
    for mention, entity in document.mentions:
        if mention.form == "description":
            couples.setdefault((mention.start, mention.end), []).append(entity)
        else:
            found.append(Named(mention.start, mention.end, mention, None, (entity,)))
    for (start, end), both in couples.items():
        if len(both) == 2:
            group = Mention(start, end, document.text[start:end], "description")
            found.append(Named(start, end, group, None, tuple(both)))
    found.extend(_first_persons(document))
    found.extend(Named(span.start, span.end, None, time) for time in document.times for span in time.spans)
    found.sort(key=lambda name: (name.start, -name.end, name.time is not None))
    result: list[Named] = []
    for name in found:
        if not result or name.start >= result[-1].end:
            result.append(name)
    return result


def _first_persons(document: Document) -> Iterator[Named]:
    """Who says "I" in a quotation: its speaker, where the text names one."""
    for statement in document.statements:
        speaker = statement.speaker.entity if statement.speaker is not None else None
        if statement.mode == "indirect" or not isinstance(speaker, Person):
            continue
        for span in statement.spans:
            for match in FIRST_PERSON.finditer(document.text, span.start, span.end):
                mention = Mention(match.start(), match.end(), match[0], "pronoun")
                yield Named(mention.start, mention.end, mention, None, (speaker,))


def joined(document: Document, sentences: Iterable[Span]) -> Iterator[Span]:
    """The sentences, two joined that a parse parts inside a name, or in a line without a mark at its end."""
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
    """Whether a name begins before an offset and ends after it."""
    index = bisect.bisect_left(names, (at, 0)) - 1
    return index >= 0 and names[index][1] > at


def _goes_on(text: str, one: Span, other: Span) -> bool:
    return one.text[-1:].isalnum() and "\n" not in text[one.end : other.start]


def _add_words(result: list[Unit], text: str, start: int, end: int) -> None:
    at = start
    for match in WORD.finditer(text, start, end):
        begin, stop = match.span()
        result.append(Unit(begin, stop, match[0], gap=text[at:begin]))
        at = stop


def text_of(units: Sequence[Unit]) -> str:
    """The text from the first of neighbouring units to the last, exactly as in the document."""
    return "".join(unit.gap + unit.text if index else unit.text for index, unit in enumerate(units))


def before(units: Sequence[Unit], index: int) -> Unit | None:
    """The unit before an index."""
    return units[index - 1] if index > 0 else None


def at(units: Sequence[Unit], index: int) -> Unit | None:
    """The unit at an index."""
    return units[index] if 0 <= index < len(units) else None
