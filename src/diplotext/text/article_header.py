"""What surrounds the body of an article in its text: title, publication date, dateline.

Articles come as plain text from feeds, crawls and archives, with a date before the title or below it, and a dateline
before the first sentence. Nothing here changes the text; every result is a slice of it.
"""

from __future__ import annotations

import datetime
import re

import attrs

from diplotext.text.header_dates import LINE_DATE, PREFIX_DATE, date_of
from diplotext.text.paragraphs import paragraphs
from diplotext.text.spans import Move, Span, moved, trimmed

_CAPITALS = r"[A-Z][A-Z.'’]+(?:[ -][A-Z][A-Z.'’]+){0,3}"
_CAPITALIZED = r"[A-Z][\w.'’]+(?:[ -][A-Z][\w.'’]+){0,3}"
_REST = r"(?:, ?[A-Z][\w.'’ ]{1,24})?(?:, ?(?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8})\.?(?:,? \d{4})?)?"
DATELINE = re.compile(
    rf"(?:(?P<place>{_CAPITALS}(?:/{_CAPITALS})?){_REST}\s*(?:\((?P<agency>[^()\n]{{2,40}})\))?\s*(?:--?|[–—_])\s+"
    rf"|(?P<place2>{_CAPITALIZED}){_REST}\s*\((?P<agency2>[^()\n]{{2,40}})\)\s*(?:--?|[–—_])\s+"
    rf"|(?P<place3>{_CAPITALS}){_REST}\. ?/(?P<agency3>[A-Z][\w-]{{1,20}})/\.?\s+"
    rf"|(?P<place4>{_CAPITALS}){_REST}\s*(?:\((?P<agency4>[^()\n]{{2,40}})\))?:\s+)"
)
MAX_TITLE_CHARACTERS = 200

SPEAKER_LABEL = re.compile(
    r"\b(?:AMBASSADOR|ANSWER|CHAIRMAN|DR|GEN|GOV|GOVERNOR|MINISTER|MODERATOR|MRS?|MS|PRESIDENT|PRIME|PROF|QUESTION|REP"
    r"|REPORTER|SECRETARY|SEN|SENATOR|SPEAKER|VICE)\b"
)
"""Words in capitals that introduce a speaker in a transcript, and are not the place of a dateline."""

MAX_PARAGRAPHS_TO_DATE = 5
"""Paragraphs at the top of an article in which its date is looked for."""


@attrs.frozen
class Frame:
    """The title, date and dateline of an article, as found in its text.

    Attributes:
        title: The title line.
        date: The publication date as written; weaker evidence than a date that the caller gives.
        dateline: The dateline as written ("STOCKHOLM (Reuters) -"). A dateline is not a venue.
        place: The place in the dateline.
        agency: The news agency in the dateline.
    """

    title: Span | None = None
    date: Span | None = None
    dateline: Span | None = None
    place: Span | None = None
    agency: Span | None = None

    def moved(self, offsets: Move, text: str) -> Frame:
        """The same frame in another form of the text.

        Args:
            offsets: Maps a start and an end to those in the other form; None if nothing of the stretch is left there.
            text: The other form of the text.
        """
        values = attrs.asdict(self, recurse=False)
        return Frame(**{name: span and moved(span, offsets, text) for name, span in values.items()})


def read_header(text: str) -> tuple[Frame, datetime.date | None]:
    """The title, date and dateline of an article, and the publication date that its text gives.

    A date is recognized before the title (`2021-12-18 Ministers meet`), or on a line of its own above or below it. The
    title is what follows a date on the same line, or the first line if it ends without a full stop and more text
    follows.
    """
    blocks = paragraphs(text)
    if not blocks:
        return Frame(), None
    title: Span | None = None
    date_span: Span | None = None
    published: datetime.date | None = None
    body = 0
    first = blocks[0]
    prefix = PREFIX_DATE.match(text, 0, first.end)
    if prefix and (day := date_of(prefix)):
        published, date_span = day, Span.of(text, *prefix.span("date"))
        rest = trimmed(text, prefix.end(), first.end)
        if rest and len(blocks) > 1 and len(rest) <= MAX_TITLE_CHARACTERS:
            title = rest
            body = 1
        elif not rest:
            body = 1
    if title is None and body < len(blocks) - 1 and _is_title(text, blocks[body]):
        title = blocks[body]
        body += 1
    if published is None:
        for block in blocks[:MAX_PARAGRAPHS_TO_DATE]:
            if (match := LINE_DATE.fullmatch(block.text)) and (day := date_of(match)):
                published = day
                date_span = Span.of(text, block.start + match.start("date"), block.start + match.end("date"))
                if title == block:
                    title = None
                break
    frame = Frame(title=title, date=date_span)
    for block in blocks[body : body + 3]:
        if match := dateline(text, block):
            groups = {name: match.span(name) for name, value in match.groupdict().items() if value}
            place = next((span for name, span in groups.items() if name.startswith("place")), None)
            agency = next((span for name, span in groups.items() if name.startswith("agency")), None)
            frame = attrs.evolve(
                frame,
                dateline=trimmed(text, match.start(), match.end()),
                place=Span.of(text, *place) if place else None,
                agency=Span.of(text, *agency) if agency else None,
            )
            break
    return frame, published


def dateline(text: str, block: Span) -> re.Match[str] | None:
    """The dateline at the beginning of a paragraph.

    Without a date or an agency, a few words in capitals before a dash are a dateline only if they can be a place and
    the dash is not the first of a pair.
    """
    match = DATELINE.match(text, block.start, block.end)
    if match is None or any(match[name] for name in ("agency", "agency2", "agency3", "agency4")):
        return match
    if match["place4"]:  # a colon also follows labels and speakers: a date must come before it
        return match if re.search(r"\d", match[0]) and not SPEAKER_LABEL.search(match["place4"]) else None
    if "," in match[0]:
        return match
    place = match["place"] or ""
    letters = sum(character.isalpha() for character in place)
    sentence = re.split(r"[.!?]\s", text[match.end() : block.end], maxsplit=1)[0]
    paired = re.search(r"\s(?:--?|[–—])\s", sentence)
    return None if letters < 4 or paired or SPEAKER_LABEL.search(place) else match


def body(text: str, frame: Frame) -> tuple[Span, ...]:
    """The paragraphs of a text without the publication date, which comes before them or on a line of its own."""
    date = frame.date
    blocks = paragraphs(text)
    if date is None:
        return blocks
    prefix = PREFIX_DATE.match(text)
    after = prefix.end() if prefix and prefix.start("date") == date.start else None
    rest = (
        block if not block.contains(date) else trimmed(text, after, block.end) if after is not None else None
        for block in blocks
    )
    return tuple(block for block in rest if block)


def _is_title(text: str, line: Span) -> bool:
    return (
        len(line) <= MAX_TITLE_CHARACTERS
        and not re.search(r"[.!;:,…][\"'”’»)\]]*$", line.text)
        and not dateline(text, line)
        and not LINE_DATE.fullmatch(line.text)
        and any(character.isalpha() for character in line.text)
        and line.text[0] not in "\"“„«‘'"
    )
