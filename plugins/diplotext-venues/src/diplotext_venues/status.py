"""Whether a meeting was held, continues, is planned or proposed, or was cancelled: from tense and from cue words.

Seen from the article's own time. The cue nearest to the trigger decides; without one a date after publication says so.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from functools import cache
from typing import cast

import attrs

from diplotext import TimeExpression
from diplotext.model import Status
from diplotext.plugin.lexicons import several
from diplotext_venues.lexicon import STATUS, words
from diplotext_venues.triggers import Trigger
from diplotext_venues.units import Unit
from diplotext_venues.word_classes import any_of

BEFORE, BEFORE_NOUN, AFTER, FAR, REPORTED = 9, 16, 8, 16, 16
NEGATIONS = ("not", "n't", "never", "didn't", "didn’t", "hasn't", "hasn’t", "haven't", "haven’t", "without")
STRENGTH: dict[Status, int] = {"cancelled": 3, "proposed": 2, "planned": 2, "ongoing": 2, "held": 1}


@attrs.frozen
class Verdict:
    """A status and what it rests on.

    Attributes:
        status: The status; None for a meeting that the text says did not happen.
        explicit: Whether a cue says it.
    """

    status: Status | None
    explicit: bool


def stays_away(units: Sequence[Unit], governor: int) -> bool:
    """Whether the verb that governs a noun says that somebody does not come: "will not attend", "skipped"."""
    if units[governor].lower in ("skip", "skips", "skipped", "skipping", "boycott", "boycotted"):
        return True
    attends = units[governor].lower in ("attend", "attends", "attended", "attending", "join", "joined")
    return attends and any(unit.lower in NEGATIONS for unit in units[max(0, governor - 3) : governor])


@cache
def _cues() -> dict[str, list[tuple[tuple[str, ...], Status]]]:
    """Cues by their first word: their words and their status."""
    table: dict[str, list[tuple[tuple[str, ...], Status]]] = {}
    for row in STATUS.rows:
        for cue in several(row["cues"]):
            parts = tuple(cue.split())
            table.setdefault(parts[0], []).append((parts, cast("Status", row["status"])))
    return table


def status_of(
    units: Sequence[Unit],
    trigger: Trigger,
    first: int,
    clause: int,
    time: TimeExpression | None,
    published: datetime.date | None,
    end: int = 0,
) -> Verdict:
    """The status of the event that a trigger names.

    Args:
        units: The sentence.
        trigger: The trigger.
        first: Index of the first unit of its phrase (verb group or noun phrase).
        clause: Index of the first unit of its clause.
        time: When the event takes place.
        published: Publication date.
        end: Index after what was read of the event.
    """
    low = max(clause, trigger.start - BEFORE) if trigger.part == "verb" else max(clause, first - BEFORE_NOUN)
    if (
        trigger.part == "noun"
        and first > 0
        and units[first - 1].lower in ("at", "during", "attend", "attended", "skip", "skipped")
    ):
        low = max(
            low, first - (1 if units[first - 1].lower == "during" else 4)
        )  # what those who come do does not concern the event
    if trigger.part == "noun" and _was_done(units, first):
        return Verdict("held", explicit=True)
    window = [unit.lower for unit in units[low : trigger.start]]
    window = _threats_softened(window)
    if trigger.part == "noun" and first > 0 and stays_away(units, first - 1):
        window = []
    if trigger.part == "verb" and any(word in NEGATIONS for word in window[-3:]):
        future = any(word in ("will", "would", "to") for word in window[-4:])
        return Verdict("cancelled" if future else None, explicit=True)
    found = _nearest([*window, *trigger.form.split()] if trigger.part == "verb" else window)
    if found is None and "would" in window:
        found = "planned" if _is_reported(units, first) else "proposed"
    if found == "cancelled":
        last = max((p for p, word in enumerate(window) if word in ("after", "following", "since", "amid")), default=-1)
        found = _nearest(window[last + 1 :]) or ("held" if last >= 0 else None)  # "was cancelled after a meeting with"
    if found in (None, "planned") and trigger.part == "noun":
        following = _predicate(units, trigger.end)
        later = _nearest(following[:AFTER], forward=True)
        if later is None and _nearest(following, forward=True) == "planned":
            later = "planned"  # "a meeting among the leaders of X, Y and Z is scheduled"
        if later is None and end > trigger.end + AFTER:  # after a long list of partners
            following = _predicate(units, end)[:AFTER]
            later = _nearest(following, forward=True)
        later = None if later == "proposed" else later  # "talks on a proposal"
        if later == "cancelled" or _nearest(following, forward=True) == "cancelled":
            found = "cancelled"
        found = "proposed" if found != "cancelled" and _is_possible(following) else found or later
    if trigger.part == "verb" and trigger.form in ("met", "visited", "spoke", "hosted", "received", "flew", "traveled"):
        found = found if found in ("cancelled", "planned", "proposed") and window[-1:] == ["have"] else "held"
    if trigger.part == "verb" and found is None and window[-1:] == ["to"]:
        done = any(word in words("went") for word in window) or "first" in window  # "the first president to visit"
        found = "held" if done else "planned"
    begins = time.earliest if time is not None else None
    if found in ("held", None) and begins is not None and published is not None and begins > published:
        return Verdict("planned", explicit=True)
    ended = time.latest if time is not None else None
    if found == "planned" and ended is not None and published is not None and ended < published:
        return Verdict("held", explicit=True)  # "before a meeting in Lima last year"
    return Verdict(found or "held", explicit=found is not None)


def _threats_softened(window: list[str]) -> list[str]:
    """The words before a trigger, what is only threatened left out: "threatened to call off"."""
    for index in range(len(window) - 1):
        if window[index] in ("threatened", "threatens", "threatening") and window[index + 1] == "to":
            return window[: index + 2]
    return window


def _was_done(units: Sequence[Unit], first: int) -> bool:
    """Whether the verb right before the phrase says that it was held: "Before the dinner, they held talks"."""
    if first < 2 or units[first - 1].lower not in words("done"):
        return False
    return not any(unit.lower in any_of("modal", also=NEGATIONS) for unit in units[max(0, first - 4) : first - 1])


def _predicate(units: Sequence[Unit], start: int) -> list[str]:
    """The words after a noun, up to the next clause."""
    result = []
    for unit in units[start : start + FAR]:
        if unit.text in (";", ":", ".") or unit.lower in words("clause"):
            break
        result.append(unit.lower)
    return result


def _is_possible(following: Sequence[str]) -> bool:
    """Whether an event may take place: "the next summit could be held in"."""
    for index, word in enumerate(following[:-1]):
        if (word, following[index + 1]) in (("under", "discussion"), ("being", "discussed"), ("being", "considered")):
            return True
        if word in ("could", "might", "may") and following[index + 1] in ("be", "take", "happen", "come", "also"):
            return True
    return False


def _is_reported(units: Sequence[Unit], first: int) -> bool:
    """Whether somebody is reported to have said it, so that "would" stands for "will": "said that he would meet"."""
    return any(unit.lower in words("speech") for unit in units[max(0, first - REPORTED) : first])


def _nearest(window: Sequence[str], *, forward: bool = False) -> Status | None:
    """The status of the cue nearest to the trigger; a strong cue wins over a weak one that is nearer."""
    best: tuple[int, int, Status] | None = None
    cues = _cues()
    for index, word in enumerate(window):
        for cue, status in cues.get(word, ()):
            if tuple(window[index : index + len(cue)]) == cue:
                distance = index if forward else len(window) - index - len(cue)
                key = (-STRENGTH[status], distance, status)
                if best is None or key[:2] < best[:2]:
                    best = key
    return best[2] if best else None
