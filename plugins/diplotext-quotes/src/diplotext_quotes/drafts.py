"""Statements while they are being found: later cues may still cut, chain or nest them."""

from __future__ import annotations

from typing import Self

import attrs

from diplotext import Attribution
from diplotext.model import Medium, Mode
from diplotext_quotes.reports import Report

Offsets = tuple[int, int]


@attrs.define(eq=False)
class Draft:
    """A statement in the making.

    Attributes:
        spans: Offsets of its content.
        mode: How it is reported.
        rule: Id of the rule that found it.
        cue: Offsets of the cue.
        lemma: Lemma of the cue.
        speakers: Who said it.
        addressees: To whom.
        frame: Offsets of the sentence part that attributes it, searched for a time.
        medium: Where it was said.
        factive: Whether the cue presupposes that it is true.
        negated: Whether it is not said: "did not say whether …".
        asked: Whether it is a question.
        planned: Whether it is reported before it is said: "will stress that".
        repair: How a missing mark of its quotation was repaired.
        continues: The statement that it continues.
        reported_in: The statement that reports it.
        is_continuation: Whether it is a quotation without an attribution of its own.
        is_extensible: Whether the sentences after it that are nothing but quotations belong to it.
        is_nominal_report: Whether a noun phrase or an infinitive is reported, or a noun reports.
        quoted_words_only: Whether nothing but the quotation marks shows that somebody is quoted.
    """

    spans: list[Offsets]
    mode: Mode
    rule: str
    cue: Offsets | None = None
    lemma: str | None = None
    speakers: tuple[Attribution, ...] = ()
    addressees: tuple[Attribution, ...] = ()
    frame: Offsets | None = None
    medium: Medium | None = None
    factive: bool = False
    negated: bool = False
    asked: bool = False
    planned: bool = False
    repair: str | None = None
    continues: Draft | None = None
    reported_in: Draft | None = None
    is_continuation: bool = False
    is_extensible: bool = False
    is_nominal_report: bool = False
    quoted_words_only: bool = False

    @classmethod
    def of(cls, report: Report, spans: list[Offsets], mode: Mode, *, is_extensible: bool = False) -> Self:
        """The statement of a report, found by the same rule."""
        return cls(
            spans,
            mode,
            report.rule,
            is_extensible=is_extensible,
            is_nominal_report=report.is_nominal,
            quoted_words_only=report.quoted_words_only,
        )

    @property
    def speaker(self) -> Attribution | None:
        """The first speaker; None if nobody is named."""
        return self.speakers[0] if self.speakers else None

    @property
    def start(self) -> int:
        """Offset of the first character of the content."""
        return self.spans[0][0]

    @property
    def end(self) -> int:
        """Offset after the last."""
        return self.spans[-1][1]

    def covers(self, start: int, end: int) -> bool:
        """Whether a stretch lies inside one of the spans."""
        return any(a <= start and end <= b for a, b in self.spans)

    def cut(self, start: int, end: int) -> None:
        """Take a stretch out of the content; nothing is done if nothing would be left."""
        parts = [part for a, b in self.spans for part in ((a, min(b, start)), (max(a, end), b)) if part[0] < part[1]]
        if parts:
            self.spans = parts
