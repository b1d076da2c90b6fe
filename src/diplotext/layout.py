"""The physical article: where its title, dateline and paragraphs are, and what stands between quotation marks.

Articles arrive as plain text from feeds, crawls and archives: with blank lines or single newlines between paragraphs, a
date before the title, a dateline before the first sentence, and quotation marks that do not always pair. Nothing here
changes the text; every result is a slice of it. The paragraph is the unit of damage: a broken mark in one paragraph
never shifts the pairs of another.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Literal

import attrs

from diplotext.spans import Span

LINE = re.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]+")
BLANK_LINE = re.compile(r"(?:\r\n|[\r\n\u2028\u2029])[^\S\r\n\u2028\u2029]*(?=[\r\n\u2028\u2029])")
SENTENCE_END = re.compile(r"[.!?:;…][\"'”’»)\]]*$")

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"),
            ("february", "feb"),
            ("march", "mar"),
            ("april", "apr"),
            ("may",),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sep", "sept"),
            ("october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}
_MONTH = r"(?P<month>[A-Za-z]{3,9})\.?"
_WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?"
_LABEL = r"(?:(?:date|published|posted|updated|publication date)\s*:?\s+(?:on\s+)?)?"
PREFIX_DATE = re.compile(
    rf"\s*{_LABEL}(?P<date>(?P<iso>\d{{4}}-\d\d-\d\d))(?:[T ]\d\d:\d\d(?::\d\d)?(?:Z| ?[+-]\d\d:?\d\d)?)?(?!\S)", re.I
)
LINE_DATE = re.compile(
    rf"{_LABEL}{_WEEKDAY}(?P<date>(?P<iso>\d{{4}}-\d\d-\d\d)"
    rf"|{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year>\d{{4}})"
    rf"|(?P<day2>\d{{1,2}})(?:st|nd|rd|th)? (?P<month2>[A-Za-z]{{3,9}})\.?,? (?P<year2>\d{{4}}))\.?",
    re.I,
)
_CAPITALS = r"[A-Z][A-Z.'’]+(?:[ -][A-Z][A-Z.'’]+){0,3}"
_CAPITALIZED = r"[A-Z][\w.'’]+(?:[ -][A-Z][\w.'’]+){0,3}"
_REST = r"(?:, ?[A-Z][\w.'’ ]{1,24})?(?:, ?(?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8})\.?(?:,? \d{4})?)?"
DATELINE = re.compile(
    rf"(?:(?P<place>{_CAPITALS}(?:/{_CAPITALS})?){_REST}\s*(?:\((?P<agency>[^()\n]{{2,40}})\))?\s*(?:--?|[–—_])\s+"
    rf"|(?P<place2>{_CAPITALIZED}){_REST}\s*\((?P<agency2>[^()\n]{{2,40}})\)\s*(?:--?|[–—_])\s+"
    rf"|(?P<place3>{_CAPITALS}){_REST}\. ?/(?P<agency3>[A-Z][\w-]{{1,20}})/\.?\s+)"
)
TITLE_LENGTH = 200
HARD_WRAP_WIDTH = 100

Repair = Literal["missing_open_mark", "missing_close_mark"]


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


@attrs.frozen
class Quotation:
    """What stands between a pair of quotation marks, within one paragraph.

    Attributes:
        span: The content, marks outside.
        start: Offset of the opening mark, or of the content where the mark is missing.
        end: Offset after the closing mark, or of the end of the content where it is missing.
        repair: The mark that is missing; None if there are both, or if the quotation goes on in the next paragraph.
        continues: Whether the next paragraph goes on with it (an opening mark there, no closing mark here).
    """

    span: Span
    start: int
    end: int
    repair: Repair | None = None
    continues: bool = False


def paragraphs(text: str) -> tuple[Span, ...]:
    """The paragraphs of a text, in order, white space at their edges left out.

    Blank lines separate paragraphs. Single newlines do so too, unless the lines are hard-wrapped: no line longer than
    100 characters and most of those inside a block ending in the middle of a sentence.
    """
    lines = [line for line in map(_stripped, LINE.finditer(text)) if line]
    if len(lines) < 2:
        return tuple(Span.of(text, *line) for line in lines)
    breaks = [_blank_between(text, a[1], b[0]) for a, b in pairwise(lines)]
    inner = [line for line, is_break in zip(lines, breaks, strict=False) if not is_break]
    open_ended = sum(not SENTENCE_END.search(text, max(a, b - 4), b) for a, b in inner)
    wrapped = len(inner) >= 3 and open_ended > len(inner) / 2 and all(b - a <= HARD_WRAP_WIDTH for a, b in lines)
    blocks: list[tuple[int, int]] = [lines[0]]
    for line, is_break in zip(lines[1:], breaks, strict=True):
        if wrapped and not is_break:
            blocks[-1] = (blocks[-1][0], line[1])
        else:
            blocks.append(line)
    return tuple(Span.of(text, *block) for block in blocks)


def _stripped(match: re.Match[str]) -> tuple[int, int] | None:
    line = match[0]
    start = match.start() + len(line) - len(line.lstrip())
    end = match.end() - len(line) + len(line.rstrip())
    return (start, end) if start < end else None


def _blank_between(text: str, start: int, end: int) -> bool:
    return BLANK_LINE.search(text, start, end) is not None


def read_frame(text: str) -> tuple[Frame, datetime.date | None]:
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
    if prefix and (day := _date_of(prefix)):
        published, date_span = day, Span.of(text, *prefix.span("date"))
        rest = _without_space(text, prefix.end(), first.end)
        if rest and len(blocks) > 1 and len(rest) <= TITLE_LENGTH:
            title = rest
            body = 1
        elif not rest:
            body = 1
    if title is None and body < len(blocks) - 1 and _is_title(text, blocks[body]):
        title = blocks[body]
        body += 1
    if published is None:
        for block in blocks[: body + 1]:
            if (match := LINE_DATE.fullmatch(block.text)) and (day := _date_of(match)):
                published = day
                date_span = Span.of(text, block.start + match.start("date"), block.start + match.end("date"))
                if title == block:
                    title = None
                break
    frame = Frame(title=title, date=date_span)
    for block in blocks[body : body + 3]:
        if match := DATELINE.match(text, block.start, block.end):
            groups = {name: match.span(name) for name, value in match.groupdict().items() if value}
            place = next((span for name, span in groups.items() if name.startswith("place")), None)
            agency = next((span for name, span in groups.items() if name.startswith("agency")), None)
            frame = attrs.evolve(
                frame,
                dateline=_without_space(text, match.start(), match.end()),
                place=Span.of(text, *place) if place else None,
                agency=Span.of(text, *agency) if agency else None,
            )
            break
    return frame, published


def body(text: str, frame: Frame) -> tuple[Span, ...]:
    """The paragraphs of a text without the publication date that stands before them or on a line of its own."""
    date = frame.date
    blocks = paragraphs(text)
    if date is None:
        return blocks
    prefix = PREFIX_DATE.match(text)
    after = prefix.end() if prefix and prefix.start("date") == date.start else None
    rest = (
        block if not block.contains(date) else _without_space(text, after, block.end) if after is not None else None
        for block in blocks
    )
    return tuple(block for block in rest if block)


def _is_title(text: str, line: Span) -> bool:
    return (
        len(line) <= TITLE_LENGTH
        and not re.search(r"[.!;:,…][\"'”’»)\]]*$", line.text)
        and not DATELINE.match(text, line.start, line.end)
        and not LINE_DATE.fullmatch(line.text)
        and any(character.isalpha() for character in line.text)
        and line.text[0] not in "\"“„«‘'"
    )


def _without_space(text: str, start: int, end: int) -> Span | None:
    part = text[start:end]
    start, end = start + len(part) - len(part.lstrip()), end - len(part) + len(part.rstrip())
    return Span.of(text, start, end) if start < end else None


def _date_of(match: re.Match[str]) -> datetime.date | None:
    parts = match.groupdict()
    try:
        if parts.get("iso"):
            return datetime.date.fromisoformat(parts["iso"])
        suffix = "2" if parts.get("day2") else ""
        month = MONTHS.get(parts["month" + suffix].casefold())
        return datetime.date(int(parts["year" + suffix]), month, int(parts["day" + suffix])) if month else None
    except ValueError:  # 31 November is no date
        return None


MARK = re.compile(r"[\"“”„«»]|``|''")
_BEFORE_OPENING = frozenset(" \t\u00a0([{-–—/…:,.‘'")
_OPENING = frozenset("“„«")
_CLOSING = frozenset("”»")


def quotations(text: str, blocks: Sequence[Span]) -> tuple[Quotation, ...]:
    """What stands between double quotation marks (straight, curly, angular, or doubled single ones), paragraph by paragraph.

    Single marks and apostrophes never open or close a quotation here, so `States’` cannot be taken for one. A paragraph
    that begins inside a quotation (its first mark closes) is repaired as `missing_open_mark`; one that ends inside a
    quotation goes on in the next paragraph when that one begins with an opening mark, else it is repaired as
    `missing_close_mark`. A mark that fits nowhere is left alone.
    """
    return tuple(
        quotation
        for index, block in enumerate(blocks)
        for quotation in _in_paragraph(text, block, blocks[index + 1] if index + 1 < len(blocks) else None)
    )


def _in_paragraph(text: str, block: Span, following: Span | None) -> Iterator[Quotation]:
    opened: re.Match[str] | None = None
    seen = False  # whether a mark came before in this paragraph
    for mark in MARK.finditer(text, block.start, block.end):
        if opens(text, mark, block, is_open=opened is not None):
            opened = mark  # an earlier opening mark that nothing closed fits nowhere
        elif opened is not None:
            if content := _without_space(text, opened.end(), mark.start()):
                yield Quotation(content, opened.start(), mark.end())
            opened = None
        elif not seen and (content := _without_space(text, block.start, mark.start())) and _ends_speech(text, mark):
            yield Quotation(content, content.start, mark.end(), repair="missing_open_mark")
        seen = True
    if opened is not None and (content := _without_space(text, opened.end(), block.end)):
        goes_on = following is not None and MARK.match(text, following.start) is not None
        repair: Repair | None = None if goes_on else "missing_close_mark"
        yield Quotation(content, opened.start(), content.end, repair=repair, continues=goes_on)


def opens(text: str, mark: re.Match[str], block: Span, *, is_open: bool) -> bool:
    """Whether a mark opens a quotation: by its own shape where it has one and its surroundings agree, else by these."""
    before = text[mark.start() - 1] if mark.start() > block.start else " "
    after = text[mark.end()] if mark.end() < block.end else " "
    room_before, room_after = before.isspace() or before in _BEFORE_OPENING, after.isspace()
    sign = mark[0]
    if sign == "``":
        return True
    if sign in _OPENING:
        return not (is_open and room_after and not before.isspace())
    if sign in _CLOSING:
        return not is_open and before.isspace() and not room_after
    if room_after:
        return False
    if before.isspace() or mark.start() == block.start:
        return True
    return not is_open and room_before


def _ends_speech(text: str, mark: re.Match[str]) -> bool:
    """Whether the words before a closing mark can be the end of an utterance: `…," he said`, `….”`."""
    return text[mark.start() - 1] in ",.!?…"
