"""Quotations, found by their quotation marks in the text alone.

Marks are straight, curly, angular or doubled; they face the wrong way, are separated from their words, and get lost.
Damage is confined to its paragraph: a broken mark never shifts the pairs in another one. Of all interpretations of the
marks of a paragraph as opening, closing or neither, the one is taken that departs least from their shapes and from the
space around them. Single marks are paired after that, since most of them are apostrophes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from itertools import pairwise, zip_longest
from typing import Literal

import attrs

from diplotext.text.double_marks import MARK, SIGNS, Event, Mark, is_crowded, read_marks
from diplotext.text.repair_cues import AFTER_SPEECH, ATTRIBUTION, ENDS_SPEECH, NARRATION, SPEECH_BEGINS
from diplotext.text.sentences import SENTENCE_END
from diplotext.text.single_marks import Single, pairs, single_mark, single_marks
from diplotext.text.spans import Span, trimmed

Repair = Literal["missing_open_mark", "missing_close_mark"]


@attrs.frozen
class Quotation:
    """What is between a pair of quotation marks, within one paragraph.

    Attributes:
        span: The content, without the marks.
        start: Offset of the opening mark, or of the content if the mark is missing.
        end: Offset after the closing mark, or after the content if the mark is missing.
        repair: The mark that is missing; None if there are both, or if the quotation continues in the next paragraph.
        continues: Whether the next paragraph continues it: it has no closing mark here, and the next paragraph begins
            with an opening mark, or begins inside a quotation (its first mark closes).
        inner: The contents of the quotations inside it, in order: ‘domestic’ in “There are ‘domestic’ problems”.
    """

    span: Span
    start: int
    end: int
    repair: Repair | None = None
    continues: bool = False
    inner: tuple[Span, ...] = ()

    def moved(self, offsets: Callable[[int, int], tuple[int, int]], text: str) -> Quotation:
        """The quotation in another form of the text.

        Args:
            offsets: Maps a start and an end to those in the other form; nothing may be lost there.
            text: The other form of the text.
        """
        start, end = offsets(self.start, self.end)
        span, *inner = (Span.of(text, *offsets(one.start, one.end)) for one in (self.span, *self.inner))
        return attrs.evolve(self, span=span, start=start, end=end, inner=tuple(inner))


SIGN = re.compile(f"[{re.escape(SIGNS)}]")
"""Anything that can be a quotation mark or a part of one."""
MAX_PARAGRAPHS_BETWEEN = 6
"""Paragraphs without marks inside a quotation of which only the first and the last mark are there."""


def quotations(text: str, blocks: Sequence[Span]) -> tuple[Quotation, ...]:
    """The quotations of a text, in order; none crosses the end of a paragraph.

    Straight, curly, angular and doubled marks pair by their shape and by the space around them. Single marks pair if
    they cannot be apostrophes; inside other marks their contents are `Quotation.inner`. An opening mark that nothing
    closes is repaired as `missing_close_mark`: its quotation ends before an attribution (`“We agree, he said`) or
    another report (`She said: “We agree. She added that`), else with its sentence or paragraph. A closing mark that
    nothing opens is repaired as `missing_open_mark`: its quotation begins after an attribution, else with the
    paragraph. If a quotation is opened within a paragraph and closed at the end of another, the paragraphs between are
    quoted too. A mark that fits nowhere is ignored.

    Args:
        text: The text of a document.
        blocks: Its paragraphs, in order.
    """
    found = [
        _in_paragraph(text, block, blocks[index + 1] if index + 1 < len(blocks) else None)
        for index, block in enumerate(blocks)
    ]
    for (block, before), (following, after) in pairwise(zip(blocks, found, strict=True)):
        if before and after and _continues(block, before[-1], following, after[0]):
            before[-1] = attrs.evolve(before[-1], repair=None, continues=True)
        elif before and before[-1].continues and text[before[-1].start] in "‘'":
            _close(text, following, after)
    _bridge(blocks, found)
    return tuple(quotation for part in found for quotation in part)


def _close(text: str, block: Span, found: list[Quotation]) -> None:
    """End the last paragraph of a quotation in single marks with the paragraph if its closing mark is lost."""
    content = trimmed(text, block.start + 1, block.end)
    if content and text[block.start] in "‘'" and not found:
        found.append(Quotation(content, block.start, block.end, repair="missing_close_mark"))


def _bridge(blocks: Sequence[Span], found: Sequence[list[Quotation]]) -> None:
    """Take the paragraphs without marks for quoted between one that ends and one that begins inside a quotation."""
    marked = [index for index, inside in enumerate(found) if inside]
    for before, after in pairwise(marked):
        between = range(before + 1, after)
        if not 0 < len(between) <= MAX_PARAGRAPHS_BETWEEN or any(MARK.search(blocks[i].text) for i in between):
            continue
        opened, closed = found[before][-1], found[after][0]
        is_introduced = opened.start > blocks[before].start and closed.end == blocks[after].end
        if is_introduced and _continues(blocks[before], opened, blocks[after], closed):
            found[before][-1] = attrs.evolve(opened, repair=None, continues=True)
            for index in between:
                found[index].append(Quotation(blocks[index], blocks[index].start, blocks[index].end, continues=True))


def _continues(block: Span, last: Quotation, following: Span, first: Quotation) -> bool:
    """Whether a paragraph ends, and the next begins, inside a quotation."""
    unclosed = last.repair == "missing_close_mark" and last.end == block.end
    return unclosed and first.repair == "missing_open_mark" and first.start == following.start


def _in_paragraph(text: str, block: Span, following: Span | None) -> list[Quotation]:
    if len(block) < len("“a”") or not SIGN.search(text, block.start, block.end) or is_crowded(text, block):
        return []
    begins_next = following is not None and MARK.match(text, following.start, following.end) is not None
    events = read_marks(text, block, begins_next=begins_next)
    doubles = list(_quotations(text, block, events, begins_next=begins_next))
    return _with_singles(text, block, doubles, following)


def _quotations(text: str, block: Span, events: Sequence[Event], *, begins_next: bool) -> Iterator[Quotation]:
    opened: Mark | None = None
    nested: Mark | None = None
    inner: list[Span] = []
    for role, mark in events:
        if role == "nests":
            nested = mark
        elif role == "closes" and nested:
            if content := trimmed(text, nested.end, mark.start):
                inner.append(content)
            nested = None
        elif mark.lost_opening is not None and role == "unopened":
            if content := trimmed(text, mark.lost_opening, mark.start):
                yield Quotation(content, content.start, mark.end, repair="missing_open_mark")
        else:
            if opened and role == "closes":
                yield from _closed(text, opened, mark, inner)
            elif opened and role == "reopens":
                yield from _unclosed(text, opened, block, mark.start, inner)
            opened = mark if role in ("opens", "reopens") else None
            inner = []
    if opened is not None:
        yield from _at_the_end(text, opened, block, inner, begins_next=begins_next)


def _closed(text: str, opened: Mark, mark: Mark, inner: Sequence[Span]) -> Iterator[Quotation]:
    content = trimmed(text, opened.end, mark.start)
    if content is None:
        return
    if len(inner) == 1 and content.text[0] == opened.sign and len(content) == len(inner[0]) + 2:
        content, inner = inner[0], ()  # doubled as in CSV: ""We agree,"" he said
    yield Quotation(content, opened.start, mark.end, inner=tuple(inner))


def _unclosed(text: str, opened: Mark, block: Span, end: int, inner: Sequence[Span]) -> Iterator[Quotation]:
    """A quotation that another opening mark follows: it ends before its attribution, or with its sentence."""
    utterance = _end_of_utterance(text, opened, end, inside=opened.start > block.start)
    content = trimmed(text, opened.end, utterance.end() if utterance else end)
    if content and (utterance or content.text[-1] in ".!?…"):
        yield _cut(opened, content, inner)


def _end_of_utterance(text: str, opened: Mark, end: int, *, inside: bool) -> re.Match[str] | None:
    """The end of an unclosed quotation: its attribution or, if it begins within a paragraph, another report.

    One that begins with its paragraph may well report itself what others said.
    """
    attribution = ATTRIBUTION.search(text, opened.end, end)
    if not inside:
        return attribution
    return NARRATION.search(text, opened.end, attribution.start() if attribution else end) or attribution


def _at_the_end(
    text: str, opened: Mark, block: Span, inner: Sequence[Span], *, begins_next: bool
) -> Iterator[Quotation]:
    """A quotation that nothing in its paragraph closes."""
    inside = opened.start > block.start and not begins_next
    if utterance := _end_of_utterance(text, opened, block.end, inside=inside):
        if content := trimmed(text, opened.end, utterance.end()):
            yield _cut(opened, content, inner)
    elif content := trimmed(text, opened.end, _end_of_speech(text, opened, block, begins_next=begins_next)):
        quotation = _cut(opened, content, inner)
        yield attrs.evolve(quotation, repair=None, continues=True) if begins_next else quotation


def _end_of_speech(text: str, opened: Mark, block: Span, *, begins_next: bool) -> int:
    """The end of an unclosed quotation: that of its sentence if it begins within one (`a “so-called plan`)."""
    if begins_next or not text[opened.end : opened.end + 1].islower():
        return block.end
    sentence = SENTENCE_END.search(text, opened.end, block.end)
    return sentence.end("mark") if sentence else block.end


def _cut(opened: Mark, content: Span, inner: Sequence[Span]) -> Quotation:
    inside = tuple(span for span in inner if content.contains(span))
    return Quotation(content, opened.start, content.end, repair="missing_close_mark", inner=inside)


def _with_singles(text: str, block: Span, doubles: Sequence[Quotation], following: Span | None) -> list[Quotation]:
    """The quotations of a paragraph with those in single marks, be they inside, around or next to the others."""
    outside: list[Single] = []
    inside: list[list[Single]] = [[] for _ in doubles]
    at = 0
    for mark in single_marks(text, block):
        while at < len(doubles) and doubles[at].end <= mark.offset:
            at += 1
        (inside[at] if at < len(doubles) and doubles[at].start <= mark.offset else outside).append(mark)
    result = [_with_inner(text, double, marks) for double, marks in zip(doubles, inside, strict=True)]
    if not outside:
        return result
    if outside[0].offset == block.start and _reopens(text, following):
        outside = [mark for mark in outside if mark.role != "may_close"]  # it needs no partner here
    paired = pairs(outside)
    outer = [Quotation(span, start, end + 1) for start, end in paired if (span := trimmed(text, start + 1, end))]
    outer += _with_lost_mark(text, block, outside, paired, following)
    return _combined(result, sorted(outer, key=lambda quotation: quotation.start))


def _with_inner(text: str, quotation: Quotation, marks: Sequence[Single]) -> Quotation:
    """A quotation with those in single marks inside it; of two that overlap, the outer or earlier one."""
    if not marks:
        return quotation
    paired = pairs(marks)
    quotation = _repaired(text, quotation, marks, {offset for pair in paired for offset in pair})
    added = [span for start, end in paired if (span := trimmed(text, start + 1, end))]
    inner: list[Span] = []
    for span in sorted([*quotation.inner, *added], key=lambda span: (span.start, -span.end)):
        if quotation.span.contains(span) and (not inner or inner[-1].end <= span.start):
            inner.append(span)
    return attrs.evolve(quotation, inner=tuple(inner))


def _repaired(text: str, quotation: Quotation, marks: Sequence[Single], taken: Container[int]) -> Quotation:
    """A quotation in which a single mark was written for the missing double one, by a slip: “We agree,’ he said."""
    if quotation.repair == "missing_open_mark":
        first = marks[0]
        if first.role != "opens" or first.offset in taken or first.offset != quotation.start:
            return quotation
        content = trimmed(text, first.offset + 1, quotation.span.end)
        return attrs.evolve(quotation, span=content, repair=None) if content else quotation
    if not _is_broken(quotation):
        return quotation
    end = next((mark.offset for mark in marks if mark.role == "closes" and mark.offset not in taken), None)
    content = trimmed(text, quotation.span.start, end) if end is not None else None
    if end is None or content is None:
        return quotation
    return attrs.evolve(quotation, span=content, end=end + 1, repair=None, continues=False)


def _with_lost_mark(
    text: str, block: Span, marks: Sequence[Single], paired: Sequence[tuple[int, int]], following: Span | None
) -> Iterator[Quotation]:
    """The quotations of a paragraph that lack one of their single marks, recognized by the words around the other."""
    taken = {offset for pair in paired for offset in pair}
    before: int | None = None
    for mark, next_mark in zip_longest(marks, marks[1:]):
        quotation: Quotation | None = None
        if mark.role == "opens" and mark.offset not in taken:
            end = next_mark.offset if next_mark else block.end
            quotation = _unclosed_single(text, block, mark.offset, end, None if next_mark else following)
        elif mark.role == "closes" and mark.offset not in taken:
            quotation = _unopened_single(text, block, mark.offset, before)
        if quotation:
            yield quotation
        before = mark.offset


def _unclosed_single(text: str, block: Span, offset: int, end: int, following: Span | None) -> Quotation | None:
    if offset > block.start and not SPEECH_BEGINS.search(text, max(block.start, offset - 2), offset):
        return None
    if attribution := ATTRIBUTION.search(text, offset, end):
        content = Span.of(text, offset + 1, attribution.end())
        return Quotation(content, offset, content.end, repair="missing_close_mark")
    if following is None or following.text[0] != text[offset] or not _reopens(text, following):
        return None
    return Quotation(Span.of(text, offset + 1, end), offset, end, continues=True)


def _reopens(text: str, following: Span | None) -> bool:
    """Whether the next paragraph begins with a single mark, as inside a quotation of several paragraphs."""
    return following is not None and single_mark(text, following, following.start) is not None


def _unopened_single(text: str, block: Span, offset: int, before: int | None) -> Quotation | None:
    """A quotation of which only the closing mark is left.

    Args:
        text: The text of the document.
        block: The paragraph.
        offset: Offset of the closing mark.
        before: Offset of the single mark before it; None if there is none.
    """
    if text[offset - 1] not in ENDS_SPEECH:
        return None
    if before is None:
        start = None if MARK.search(text, block.start, offset) else block.start
    else:
        attribution = AFTER_SPEECH.match(text, before + 1, offset)
        start = attribution.end() if attribution else None
    if start is None or start == offset:
        return None
    return Quotation(Span.of(text, start, offset), start, offset + 1, repair="missing_open_mark")


def _is_broken(quotation: Quotation) -> bool:
    return quotation.repair is not None or quotation.continues


def _combined(doubles: Sequence[Quotation], outer: Iterable[Quotation]) -> list[Quotation]:
    """The quotations in double marks and in single marks, in order.

    Single marks may enclose double ones; where the two cross, or the double ones are broken, the single ones are
    ignored.
    """
    result: list[Quotation] = []
    at = 0
    for quotation in outer:
        while at < len(doubles) and doubles[at].start < quotation.start:
            result.append(doubles[at])
            at += 1
        if result and result[-1].end > quotation.start:
            continue
        first = at
        while at < len(doubles) and doubles[at].start < quotation.end:
            at += 1
        enclosed = doubles[first:at]
        if any(map(_is_broken, enclosed)) or (enclosed and enclosed[-1].end > quotation.end):
            result += enclosed
        else:
            result.append(attrs.evolve(quotation, inner=tuple(double.span for double in enclosed)))
    return [*result, *doubles[at:]]
