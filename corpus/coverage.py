"""What an annotator has to look at: quotation marks, reporting verbs and words for meetings."""

import re
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

import attrs

from corpus.spans import Span

WORDS = tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))
REASONS: dict[str, str] = WORDS["reasons"]
REPORTING = re.compile(rf"\b(?:{'|'.join(WORDS['reporting'])})\b", re.IGNORECASE)
MEETING = re.compile(rf"\b(?:{'|'.join(WORDS['meeting'])})\b", re.IGNORECASE)
PARAGRAPH = re.compile(r"[^\n]+")
MARK = re.compile(r"[“”\"„«»]")
OPENING, CLOSING = "“„«", "”»"


@attrs.frozen
class Candidate:
    """Something that is annotated or rejected.

    Attributes:
        kind: `quotation`, `reporting` or `meeting`.
        span: Where it is; a quotation without its marks.
    """

    kind: str
    span: Span


def quotations(text: str) -> list[Span]:
    """What stands between double quotation marks.

    A mark that is not closed in its paragraph holds to the end of it: so do long quotations go on.

    Args:
        text: The text of the article.
    """
    found = []
    for paragraph in PARAGRAPH.finditer(text):
        opened: int | None = None
        for mark in MARK.finditer(text, *paragraph.span()):
            closes = mark[0] in CLOSING or (mark[0] == '"' and opened is not None)
            if closes and opened is not None:
                found.append(Span(opened, mark.start()))
                opened = None
            elif not closes and opened is None:
                opened = mark.end()
        if opened is not None and opened < paragraph.end():
            found.append(Span(opened, paragraph.end()))
    return [span for span in found if text[span.start : span.end].strip()]


def candidates(text: str) -> Iterator[Candidate]:
    """Everything that must be annotated or rejected.

    Args:
        text: The text of the article.

    Yields:
        Quotations, reporting verbs and meeting words, each in the order of the text.
    """
    for span in quotations(text):
        yield Candidate("quotation", span)
    for kind, pattern in (("reporting", REPORTING), ("meeting", MEETING)):
        for match in pattern.finditer(text):
            yield Candidate(kind, Span(*match.span()))


def uncovered(text: str, covering: dict[str, Iterable[Span]]) -> list[Candidate]:
    """What is neither annotated nor rejected.

    Args:
        text: The text of the article.
        covering: Spans that account for candidates, by the kind of candidate.
    """
    spans = {kind: list(found) for kind, found in covering.items()}
    return [
        candidate
        for candidate in candidates(text)
        if not any(span.overlaps(candidate.span) for span in spans.get(candidate.kind, ()))
    ]
