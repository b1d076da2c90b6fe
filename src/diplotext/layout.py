"""The physical article: where its title, date, dateline and paragraphs are.

Articles arrive as plain text from feeds, crawls and archives: with blank lines or single newlines between paragraphs, a
date before the title, and a dateline before the first sentence. Nothing here changes the text; every result is a slice
of it.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

import attrs

from diplotext.spans import Span, trimmed

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
_TIME_OF_DAY = r"(?:,? (?:at )?\d{1,2}[:.]\d\d(?: ?[ap]\.?m\.?)?(?: ?[A-Z]{2,5})?)?"
_LABEL = r"(?:(?:date|published|posted|updated|publication date)\s*:?\s+(?:on\s+)?)?"
PREFIX_DATE = re.compile(
    rf"\s*{_LABEL}(?P<date>(?P<iso>\d{{4}}-\d\d-\d\d))(?:[T ]\d\d:\d\d(?::\d\d)?(?:Z| ?[+-]\d\d:?\d\d)?)?(?!\S)", re.I
)
LINE_DATE = re.compile(
    rf"{_LABEL}{_WEEKDAY}(?P<date>(?P<iso>\d{{4}}-\d\d-\d\d)"
    rf"|{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year>\d{{4}})"
    rf"|(?P<day2>\d{{1,2}})(?:st|nd|rd|th)? (?P<month2>[A-Za-z]{{3,9}})\.?,? (?P<year2>\d{{4}}))\.?{_TIME_OF_DAY}",
    re.I,
)
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
HARD_WRAP_WIDTHS = range(50, 161)
"""Lengths of the longest line of a text that was wrapped at a fixed width."""

DANGLING = re.compile(
    r"\b(?:an?|and|as|at|but|by|for|from|ha[sd]|have|he|her|his|if|in|into|is|its?|not|of|on|or|our|she|that|the|their|they"
    r"|this|to|was|we|were|when|which|who|whose|will|with|would)$"
)
"""Words with which no paragraph ends."""

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


@lru_cache(maxsize=2)  # of one document they are asked for twice in a row
def paragraphs(text: str) -> tuple[Span, ...]:
    """The paragraphs of a text, in order, white space at their edges left out.

    Blank lines separate paragraphs. Single newlines do so too, unless a line was wrapped: the next one goes on in lower
    case, or it ends with a word that ends no paragraph, or its block is wrapped at a fixed width.
    """
    lines = [line for line in map(_stripped, LINE.finditer(text)) if line]
    result: list[tuple[int, int]] = []
    for block in _blocks(text, lines):
        width = _wrap_width(text, block)
        previous: tuple[int, int] | None = None
        for line in block:
            if previous and _goes_on(text, previous, line, width):
                result[-1] = (result[-1][0], line[1])
            else:
                result.append(line)
            previous = line
    return tuple(Span.of(text, *bounds) for bounds in result)


def _blocks(text: str, lines: Sequence[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """The lines between blank lines."""
    block: list[tuple[int, int]] = []
    for line in lines:
        if block and BLANK_LINE.search(text, block[-1][1], line[0]):
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def _wrap_width(text: str, block: Sequence[tuple[int, int]]) -> int | None:
    """The width at which most lines of a block were wrapped: the first word of the next line would not have fitted."""
    sizes = [end - start for start, end in block if " " in text[start:end]]
    if len(block) < 3 or not sizes or max(sizes) not in HARD_WRAP_WIDTHS:
        return None
    width = max(sizes)
    inner = [line for line, next_line in pairwise(block) if _is_full(text, line, next_line, width)]
    open_ended = [line for line in inner if not _ends_sentence(text, line)]
    return width if len(inner) > (len(block) - 1) / 2 and len(open_ended) > len(inner) / 2 else None


def _is_full(text: str, line: tuple[int, int], following: tuple[int, int], width: int) -> bool:
    word = text[following[0] : following[1]].split(None, 1)[0]
    return line[1] - line[0] + 1 + len(word) > width


def _ends_sentence(text: str, line: tuple[int, int]) -> bool:
    return SENTENCE_END.search(text, max(line[0], line[1] - 4), line[1]) is not None


def _goes_on(text: str, line: tuple[int, int], following: tuple[int, int], width: int | None) -> bool:
    """Whether a line break inside a block is only a wrap."""
    first, second = text[slice(*line)], text[slice(*following)]
    if LINE_DATE.fullmatch(first) or LINE_DATE.fullmatch(second):
        return False
    if _ends_sentence(text, line):
        return width is not None and _is_full(text, line, following, width)
    if second[0].islower() or DANGLING.search(first[-8:]):
        return True
    return width is not None and _is_full(text, line, following, width)


def _stripped(match: re.Match[str]) -> tuple[int, int] | None:
    line = match[0]
    start = match.start() + len(line) - len(line.lstrip())
    end = match.end() - len(line) + len(line.rstrip())
    return (start, end) if start < end else None


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
            if (match := LINE_DATE.fullmatch(block.text)) and (day := _date_of(match)):
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
