"""What the rules propose before anything is decided: a stretch of the text, and what it may name.

Names overlap ("NATO" in "NATO-Russia Council"); the longest one counts, and what lies inside it is not a mention.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import attrs

from diplotext import Form, Record

Kind = Literal["organization", "state"]


@attrs.frozen
class Candidate:
    """A possible mention.

    Attributes:
        start: Offset of its first character.
        end: Offset after its last.
        kind: What it would be a mention of.
        key: Candidates of one key name the same thing.
        name: Name of that thing.
        rule: Id of the rule that found it.
        form: How it refers to it.
        record: What is known of it.
        category: Category of an organization without a record.
        head: The noun that heads the name.
        by_model_alone: Whether nothing but the language model shows it.
        is_blocker: Whether it only keeps others from matching inside it.
    """

    start: int
    end: int
    kind: Kind
    key: str
    name: str
    rule: str
    form: Form = "name"
    record: Record | None = None
    category: str | None = None
    head: str | None = None
    by_model_alone: bool = False
    is_blocker: bool = False


def blocking(candidate: Candidate) -> Candidate:
    """A candidate that is not an organization, and whose parts are not mentions, either."""
    return attrs.evolve(candidate, kind="state", rule="-", is_blocker=True)


def longest(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Those that no longer one overlaps, in the order of the text; of two equally long the earlier given wins."""
    ranked = sorted(candidates, key=lambda candidate: candidate.start - candidate.end)
    taken: set[int] = set()
    kept = []
    for candidate in ranked:
        if taken.isdisjoint(range(candidate.start, candidate.end)):
            taken.update(range(candidate.start, candidate.end))
            kept.append(candidate)
    return sorted(kept, key=lambda candidate: candidate.start)
