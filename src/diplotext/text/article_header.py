"""What surrounds the body of an article in its text: title, publication date, dateline.

Articles arrive as plain text from feeds, crawls and archives: with a date before the title or below it, and with a
dateline before the first sentence. Nothing here changes the text; every result is a slice of it.
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
TITLE_LENGTH = 200
"""Characters that a title has at most."""

NO_PLACE = re.compile(
    r"\b(?:AMBASSADOR|ANSWER|CHAIRMAN|DR|GEN|GOV|GOVERNOR|MINISTER|MODERATOR|MRS?|MS|PRESIDENT|PRIME|PROF|QUESTION|REP"
    r"|REPORTER|SECRETARY|SEN|SENATOR|SPEAKER|VICE)\b"
)
"""Words in capitals that name a speaker in a transcript, not the place of a dateline."""

HEAD_BLOCKS = 5
"""Paragraphs at the top of an article among which its date is looked for."""


@attrs.frozen
class Frame:
    """What surrounds the body of an article, as found in its text.

    Attributes:
        title: The title line.
        date: The publication date as written; weaker evidence than a date that the caller gives.
        dateline: The dateline as written ("STOCKHOLM (Reuters) -"). A dateline is no venue.
        place: The place in the dateline.
        agency: The news agency in the dateline.
    """

    title: Span | None = None
    date: Span | None = None
    dateline: Span | None = None
    place: Span | None = None
    agency: Span | None = None

    def moved(self, offsets: Move, text: str) -> Frame:
        """The same of another form of the text.

        Args:
            offsets: The offsets there of a start and an end here; None if nothing is left of what is between them.
            text: The other form.
        """
        values = attrs.asdict(self, recurse=False)
        return Frame(**{name: span and moved(span, offsets, text) for name, span in values.items()})


def read_header(text: str) -> tuple[Frame, datetime.date | None]:
    """Title, date and dateline of an article, and the publication date that its text gives.

    A date is read before the title (`2021-12-18 Ministers meet`), or on a line of its own above or below it. The title
    is the first line when it ends without a full stop and more text follows, or what follows an inline date.
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
        if rest and len(blocks) > 1 and len(rest) <= TITLE_LENGTH:
            title = rest
            body = 1
        elif not rest:
            body = 1
    if title is None and body < len(blocks) - 1 and _is_title(text, blocks[body]):
        title = blocks[body]
        body += 1
    if published is None:
        for block in blocks[:HEAD_BLOCKS]:
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

    Without a date or an agency, a few words in capitals before a dash are one only if they can be a place, and if the
    dash is not the first of a pair.
    """
    match = DATELINE.match(text, block.start, block.end)
    if match is None or any(match[name] for name in ("agency", "agency2", "agency3", "agency4")):
        return match
    if match["place4"]:  # a colon also follows labels and speakers: a date must come before it
        return match if re.search(r"\d", match[0]) and not NO_PLACE.search(match["place4"]) else None
    if "," in match[0]:
        return match
    place = match["place"] or ""
    letters = sum(character.isalpha() for character in place)
    sentence = re.split(r"[.!?]\s", text[match.end() : block.end], maxsplit=1)[0]
    paired = re.search(r"\s(?:--?|[–—])\s", sentence)
    return None if letters < 4 or paired or NO_PLACE.search(place) else match


def body(text: str, frame: Frame) -> tuple[Span, ...]:
    """The paragraphs of a text without the publication date that stands before them or on a line of its own."""
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
        len(line) <= TITLE_LENGTH
        and not re.search(r"[.!;:,…][\"'”’»)\]]*$", line.text)
        and not dateline(text, line)
        and not LINE_DATE.fullmatch(line.text)
        and any(character.isalpha() for character in line.text)
        and line.text[0] not in "\"“„«‘'"
    )
