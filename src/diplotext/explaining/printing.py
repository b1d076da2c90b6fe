"""An explanation as text for people, without escape sequences, at most some 100 characters wide."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from diplotext.explaining.values import Evidence, Explanation, KnownRecord, grouped
from diplotext.model.annotations import shortened
from diplotext.plugin.rules import Rule

WIDTH = 100
MARGIN = "  "
MAX_EXAMPLES = 2
MAX_CHARS = 160
"""Characters of a quoted stretch of the text."""


def as_text(explanation: Explanation) -> str:
    """The text of an explanation, without a newline at its end."""
    lines = [*_heading(explanation), *_rule(explanation), *_evidence(explanation), *_records(explanation)]
    return "\n".join([*lines, *_near_misses(explanation), *_notes(explanation)])


def printable(text: str) -> str:
    """The text without control characters and lone surrogates, which a terminal would act on or reject."""
    return "".join(c if c.isprintable() else " " if c.isspace() else "\ufffd" for c in text)


def _wrapped(text: str, first: str, rest: str) -> Iterator[str]:
    yield from textwrap.wrap(
        printable(text), WIDTH, initial_indent=first, subsequent_indent=rest, break_long_words=False,
        break_on_hyphens=False,
    ) or [first.rstrip()]  # fmt: skip


def _row(label: str, text: str, width: int) -> Iterator[str]:
    yield from _wrapped(text, f"{MARGIN}{label:<{width}}  ", MARGIN + " " * (width + 2))


def _heading(explanation: Explanation) -> Iterator[str]:
    place = f" at {explanation.spans[0].start}" if explanation.spans else ""
    yield from _wrapped(f"{explanation.id}{place}: {explanation.value}", "", MARGIN)
    if explanation.sentence is not None:
        yield from _wrapped(f"in: {shortened(explanation.sentence.text, 2 * MAX_CHARS)}", MARGIN, MARGIN)


def _rule(explanation: Explanation) -> Iterator[str]:
    yield ""
    by = f"{explanation.extractor} {explanation.extractor_version}".strip()
    yield f"Rule {explanation.rule_id}{f' of {by}' if by else ''}"
    if explanation.rule is not None:
        yield from _row("finds", explanation.rule.finds, 9)
        yield from _row("precision", precision_of(explanation.rule, explanation.confidence), 9)
        for example in explanation.rule.examples[:MAX_EXAMPLES]:
            yield from _row("example", example, 9)
        for example in explanation.rule.counterexamples[:1]:
            yield from _row("not in", example, 9)
        if explanation.rule.pattern:
            yield from _row("pattern", shortened(explanation.rule.pattern, 2 * MAX_CHARS), 9)


def precision_of(rule: Rule, confidence: float | None) -> str:
    """The measured precision of a rule, in a sentence."""
    if rule.precision is None:
        judged = f": only {rule.cases} cases were judged" if rule.cases else ""
        return f"not measured{judged}" + ("" if confidence is None else f"; recalibrated to {confidence:.2f}")
    told = f"{rule.precision:.2f}: the share of {rule.cases} findings that were right"
    told += f" ({rule.source})" if rule.source else ""
    if confidence is None:
        return f"{told}; this value has no confidence of its own"
    return told if confidence == rule.precision else f"{told}; recalibrated to {confidence:.2f}"


def _evidence(explanation: Explanation) -> Iterator[str]:
    if not explanation.evidence:
        return
    yield ""
    yield "Words that matched"
    width = max(len(one.role) for one in explanation.evidence)
    for one in explanation.evidence:
        yield from _row(one.role, _told(one), width)
        if one.rest:
            yield from _row("", "".join(f"→ {link} " for link in one.rest), width)
        if one.basis and (one.span is not None or one.value is not None):
            yield from _row("", one.basis, width)


def _told(one: Evidence) -> str:
    form = f"{one.form} " if one.form else ""
    words = f"“{shortened(one.span.text, MAX_CHARS)}” ({form}at {one.span.start})" if one.span is not None else ""
    value = one.value or ("" if words else one.basis or "")
    if one.span is not None and value == one.span.text:
        value = ""
    known = f" [{one.id}]" if one.id else ""
    return f"{words}{' = ' if words and value else ''}{value}{known}"


def _records(explanation: Explanation) -> Iterator[str]:
    if explanation.records:
        yield ""
        yield "Records of the gazetteer"
        width = max(len(record.id) for record in explanation.records)
        for record in explanation.records:
            yield from _row(record.id, record_told(record), width)


def record_told(record: KnownRecord) -> str:
    """A record in one line: what it says, since when, its source and date."""
    title = f", {record.title}" if record.title else ""
    dates = ""
    if record.since or record.until:
        dates = f" ({record.since or '..'} to {record.until or '..'})"
    of = f"{record.entity} by {record.basis}"
    return f"{record.name}{title}{dates}; {of}; source: {record.source}, as of {record.as_of}; plugin {record.plugin}"


def _near_misses(explanation: Explanation) -> Iterator[str]:
    if explanation.near_misses is None:
        return
    yield ""
    if not explanation.near_misses:
        yield "Considered and rejected: nothing that a rule reports in this sentence"
        return
    yield "Considered and rejected in this sentence"
    for span, reasons in grouped(explanation.near_misses):
        lines = [f"{reason} ({', '.join(rules)})" for reason, rules in reasons]
        words = f"“{shortened(span.text, 60)}” at {span.start}:"
        if len(lines) == 1:
            yield from _wrapped(f"{words} {lines[0]}", MARGIN, MARGIN * 2)
        else:
            yield from _wrapped(words, MARGIN, MARGIN * 2)
            for line in lines:
                yield from _wrapped(line, MARGIN * 2, MARGIN * 3)


def _notes(explanation: Explanation) -> Iterator[str]:
    if explanation.notes or explanation.near_misses is None:
        yield ""
    for note in explanation.notes:
        yield from _wrapped(f"Note: {note}", "", MARGIN)
    if explanation.near_misses is None and not any("rejected" in note for note in explanation.notes):
        yield "Note: what was considered and rejected was not looked for"
