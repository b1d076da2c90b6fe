"""Where rules almost found something, and why they did not: for authors of rules, and for anyone who wonders.

An extractor reports a near miss by calling `refused`, which costs next to nothing outside a `Trace`.

    with Trace() as trace:
        document = pipeline.read(text)
    for step in trace.steps:
        print(step.rule, document.view.text[step.start : step.end], step.reason)
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
        rule: Its id, or the common prefix of the ids of several rules that failed for the same reason ("quote.").
        start: Offset of the first character, in the normalised view of the text.
        end: Offset after the last character.
        reason: What was missing or did not fit, such as "no subject".
    """

    rule: str
    start: int
    end: int
    reason: str


class Trace:
    """Collects the near misses of all extractors that run inside its `with` block, in this thread."""

    def __init__(self) -> None:
        self._steps: dict[Step, None] = {}
        self._token: Token[Trace | None] | None = None

    @property
    def steps(self) -> tuple[Step, ...]:
        """The near misses so far, each once."""
        return tuple(self._steps)

    def __enter__(self) -> Self:
        if self._token is not None:
            raise RuntimeError("this Trace is active already; make another one")
        self._token = _current.set(self)
        return self

    def add(self, step: Step) -> None:
        """Keep a near miss."""
        self._steps.setdefault(step)

    def __exit__(self, *_: object) -> None:
        if self._token is not None:
            _current.reset(self._token)
            self._token = None


def refused(rule: str, start: int, end: int, reason: str) -> None:
    """Report that a rule found nothing in a place, and why.

    Args:
        rule: See `Step`.
        start: See `Step`.
        end: See `Step`.
        reason: See `Step`.
    """
    trace = _current.get()
    if trace is not None:
        trace.add(Step(rule, start, end, reason))


def is_traced() -> bool:
    """Whether a `Trace` is active, for reports that are expensive to make."""
    return _current.get() is not None
