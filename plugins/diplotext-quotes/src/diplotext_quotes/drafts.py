"""Statements while they are being found: later cues may still cut, chain or nest them."""

from __future__ import annotations

import attrs

from diplotext import Attribution
from diplotext.model.statements import Medium, Mode

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
        repair: How a broken mark of its quotation was mended.
        continues: The statement that it goes on with.
        reported_in: The statement that reports it.
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
    repair: str | None = None
    continues: Draft | None = None
    reported_in: Draft | None = None

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
