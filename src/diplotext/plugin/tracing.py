"""What rules looked at, and why they found nothing there: for authors of rules, and for whoever wonders.

An extractor reports a near miss by `refused`. Outside of a `Trace` that costs next to nothing.

    with Trace() as trace:
        pipeline.read(text)
    for step in trace.steps:
        print(step.rule, step.text, step.reason)
"""

from __future__ import annotations

from contextvars import ContextVar, Token
from typing import Self

import attrs

_current: ContextVar[Trace | None] = ContextVar("trace", default=None)


@attrs.frozen
class Step:
    """A place where a rule almost found something.

    Attributes:
        rule: Its id, or the common beginning of the ids of several rules that failed for one reason ("quote.").
        start: Offset of its first character, in the view of the text that was read.
        end: Offset after its last.
        reason: What was missing or did not fit, such as "no subject".
    """

    rule: str
    start: int
    end: int
    reason: str


class Trace:
    """Collects the near misses of all extractors that run inside its `with` block, in this thread."""

    def __init__(self) -> None:
        self.steps: list[Step] = []
        self._token: Token[Trace | None] | None = None

    def __enter__(self) -> Self:
        self._token = _current.set(self)
        return self

    def __exit__(self, *_: object) -> None:
        if self._token is not None:
            _current.reset(self._token)
            self._token = None


def refused(rule: str, start: int, end: int, reason: str) -> None:
    """Report that a rule found nothing at a place, and why.

    Args:
        rule: See `Step`.
        start: See `Step`.
        end: See `Step`.
        reason: See `Step`.
    """
    trace = _current.get()
    if trace is not None:
        step = Step(rule, start, end, reason)
        if step not in trace.steps:
            trace.steps.append(step)


def is_traced() -> bool:
    """Whether anybody asks, for reports that take work to write."""
    return _current.get() is not None
