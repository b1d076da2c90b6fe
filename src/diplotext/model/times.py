"""Time expressions: dates, durations and the like, with the days that they can mean and the evidence for these."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import ClassVar, Literal

import attrs

from diplotext.model.annotations import Annotation, one_of, shortened

TimeKind = Literal["date", "range", "duration", "time", "set"]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]


def _strings(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(values)


@attrs.frozen
class Timex3:
    """The expression in TIMEX3 (TimeML 1.2.1), the exchange format of the temporal tagging literature.

    Attributes:
        type: `DATE`, `TIME`, `DURATION` or `SET`.
        value: ISO 8601 with the extensions of TIMEX3: `2021-W50`, `XXXX-WXX-4`, `P3M`, `PAST_REF`.
        mod: `START`, `MID`, `END`, `APPROX` ...
    """

    type: TimexType = attrs.field(validator=one_of(TimexType))
    value: str
    mod: str | None = None


@attrs.frozen(kw_only=True, repr=False, cache_hash=True)
class TimeExpression(Annotation):
    """A date, range, duration, time of day or set of times.

    Attributes:
        kind: What it is.
        value: EDTF (ISO 8601-2:2019), such as `2022`, `2022-03`, `199X`, `2019/..`, `2010~`; None if EDTF cannot
            express it.
        timex3: The same in TIMEX3.
        earliest: First day that it can mean; None if unresolved or open.
        latest: Last day that it can mean; None if unresolved or open.
        precision: Unit of the value: `day`, `week`, `month`, `quarter`, `season`, `year`, `decade`, `century` ...
        mod: `start`, `mid`, `end`, `approximate`, `before`, `after`, `less_than`, `more_than`, `at_least`, `at_most`.
        anchor: What a relative expression is counted from: `publication`, `text`, `utterance`; None for an absolute
            one.
        resolved: Whether text and publication date determine the value. An unresolved expression has no bounds.
        candidates: Other EDTF values that it could have, the likeliest first.
    """

    wire_name: ClassVar[str] = "time"

    kind: TimeKind = attrs.field(validator=one_of(TimeKind))
    value: str | None = None
    timex3: Timex3 | None = None
    earliest: datetime.date | None = None
    latest: datetime.date | None = None
    precision: str | None = None
    mod: str | None = None
    anchor: str | None = None
    resolved: bool = True
    candidates: tuple[str, ...] = attrs.field(default=(), converter=_strings)

    def __attrs_post_init__(self) -> None:
        if not self.resolved and (self.earliest or self.latest):
            raise ValueError(f"{self.text!r} is not resolved, yet has bounds {self.earliest}..{self.latest}")
        if self.earliest and self.latest and self.earliest > self.latest:
            raise ValueError(f"{self.text!r}: earliest {self.earliest} is after latest {self.latest}")

    def __repr__(self) -> str:
        value = self.value or (self.timex3.value if self.timex3 else None)
        return f"<TimeExpression {shortened(self.text)!r} = {value}{'' if self.resolved else ' (unresolved)'}>"
