"""What a reader of one expression may look at: the publication date, what was read before, the sentence around.

Everything that decides between past and future, or that a relative expression is counted from, goes through here; no
reader knows the clock.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from functools import cache
from typing import Literal

import attrs

from diplotext_dates.values import Value
from diplotext_dates.vocabulary import alternation

Direction = Literal["past", "future"]
REACH = 400  # characters from a text-anchored expression back to what it can be counted from
WINDOW = 160  # characters of a sentence that are searched for a cue


@attrs.frozen
class Earlier:
    """An expression read before.

    Attributes:
        end: Where it ends in the text.
        value: What it means.
        quoted: Whether it stands in a quotation.
    """

    end: int
    value: Value
    quoted: bool


@attrs.frozen(eq=False)
class Context:
    """The surroundings of one expression.

    Attributes:
        text: The text of the document.
        start: Where the expression begins.
        end: Where it ends.
        sentence: Offsets of its sentence.
        base: The day that relative expressions are counted from; None if unknown.
        anchor: What that day is: `publication` or `utterance`.
        weak: Whether the publication date was read from the text.
        day_first: Whether `3/12/2021` is 3 December; None if the document does not show it.
        earlier: What was read before, in order.
    """

    text: str
    start: int
    end: int
    sentence: tuple[int, int]
    base: datetime.date | None
    anchor: str
    weak: bool
    day_first: bool | None
    earlier: Sequence[Earlier]

    def before(self) -> str:
        """The sentence before the expression, at most 160 characters of it."""
        return self.text[max(self.sentence[0], self.start - WINDOW) : self.start]

    def after(self) -> str:
        """The sentence after the expression, at most 160 characters of it."""
        return self.text[self.end : min(self.sentence[1], self.end + WINDOW)]

    def direction(self) -> Direction | None:
        """Whether the sentence puts the expression into the past or the future; None if it does not say.

        The cue nearest before it decides (`said Thursday that he will travel` is past, `will travel Thursday` future);
        only where there is none, the first one after it (`On Thursday the two will meet`).
        """
        sides = [side for cue in cue_pattern().finditer(self.before()) if (side := _side(cue))]
        if sides:
            return sides[-1]
        return next((side for cue in cue_pattern().finditer(self.after()[:100]) if (side := _side(cue))), None)

    def antecedent(self, *precisions: str, counted: bool = True) -> Value | None:
        """The last date before that is resolved and of one of the precisions; None if it is too far away.

        Without `counted`, dates that were themselves counted from the text are passed over: two comparisons with "a
        year earlier" in a row are made with the same year.
        """
        for item in reversed(self.earlier):
            if self.start - item.end > REACH:
                return None
            if not counted and item.value.anchor == "text":
                continue
            if (
                item.value.resolved
                and item.value.earliest
                and item.value.precision in precisions
                and item.value.kind != "duration"
            ):
                return item.value
        return None

    def unresolved(self, timex: str, precision: str | None = None, value: str | None = None) -> Value:
        """A value that stays partial."""
        return Value("date", "DATE", timex, value, precision=precision, resolved=False)

    def resolved(self, value: Value) -> Value:
        """A value that was counted from the base."""
        return attrs.evolve(value, anchor=self.anchor)


@cache
def cue_pattern() -> re.Pattern[str]:
    """Verbs and phrases that say past or future. A participle after "be", an article or an adverb says neither."""
    future = f"{alternation('future_cue')}|[a-z]+s to (?:{alternation('future_infinitive')})".replace(" ", r"\s{1,3}")
    past = alternation("past_verb").replace(" ", r"\s{1,3}")
    leads = "be|been|being|the|a|an|his|her|its|their|our|of|newly|recently|so-called|by|and|to"
    neutral = rf"(?:{leads})\s{{1,3}}(?:[a-z]+ed|held|met|made|sent|put|taken|given)"
    return re.compile(rf"(?<![\w])(?:(?P<future>{future})|{neutral}|(?P<past>{past}|[a-z]{{2,}}ed))(?!\w)")


def _side(match: re.Match[str]) -> Direction | None:
    return "future" if match["future"] else "past" if match["past"] else None
