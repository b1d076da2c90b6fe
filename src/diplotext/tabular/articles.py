"""What the rows of all tables need of a document, computed once: ids, sentences, who speaks for whom."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from functools import cached_property

from diplotext.io.wire import ids_of
from diplotext.model.annotations import Annotation, Entity, Organization, Person, Place, State
from diplotext.model.document import Document
from diplotext.model.meetings import Meeting, Participant
from diplotext.tabular.codes import iso2
from diplotext.text.sentences import sentences_of
from diplotext.text.spans import Span

SEPARATOR = " | "
"""What separates the values of a cell that holds several."""


def joined(values: Iterable[str]) -> str | None:
    """Values in one cell; None if there are none."""
    return SEPARATOR.join(values) or None


class ArticleRows:
    """A document, and what several tables need of it.

    Args:
        document: The document.
    """

    def __init__(self, document: Document) -> None:
        self.document = document

    @cached_property
    def ids(self) -> Mapping[Annotation, str]:
        """The ids of the annotations on the wire."""
        return ids_of(self.document)

    def id_of(self, annotation: Annotation | None) -> str | None:
        """The id of an annotation that is unique among all articles; None for None, or for one of another document."""
        name = None if annotation is None else self.ids.get(annotation)
        return None if name is None else f"{self.document.id}#{name}"

    @cached_property
    def _sentences(self) -> tuple[tuple[int, int], ...]:
        return tuple(sentences_of(self.document.text, self.document.paragraphs))

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return tuple(start for start, _ in self._sentences)

    def sentence_of(self, spans: Iterable[Span | None]) -> str | None:
        """The sentences in which some spans lie, with an ellipsis between those that are not adjacent."""
        found: set[int] = set()
        for span in spans:
            if span and self._sentences:
                first = max(0, bisect_right(self._starts, span.start) - 1)
                found.update(range(first, max(first + 1, bisect_right(self._starts, span.end - 1))))
        parts: list[str] = []
        for number in sorted(found):
            start, end = self._sentences[number]
            parts.append("" if not parts else " " if number - 1 in found else " … ")
            parts.append(self.document.text[start:end].strip())
        return "".join(parts) or None

    def country_of(self, meeting: Meeting) -> str | None:
        """ISO 3166 code of the country in which a meeting takes place, as its venue shows."""
        venue = meeting.venue
        if venue is None:
            return None
        for span in (venue.country, venue.city, venue.site, venue.other):
            for _, entity in self.document.mentions_in(span.start, span.end) if span else ():
                code = entity.country if isinstance(entity, Place) else iso2(entity)
                if code:
                    return code
        return None


def side_of(participant: Participant) -> Entity | None:
    """The state or organization that a participant is or represents."""
    if participant.side is not None:
        return participant.side
    entity = participant.entity
    return entity if isinstance(entity, State | Organization) else None


def represented(entity: Entity | None) -> State | Organization | None:
    """The state or organization that a source is or represents: itself, or that of the first office held."""
    if isinstance(entity, State | Organization):
        return entity
    if isinstance(entity, Person):
        return next((office.of for office in entity.offices if office.of is not None), None)
    return None


def words_in(texts: Iterable[str]) -> int:
    """Number of words: what white space separates, if it has a letter or a digit."""
    return sum(any(map(str.isalnum, word)) for text in texts for word in text.split())
