"""What a reader of one expression may look at: the publication date, what was read before, the sentence around.

Everything that decides between past and future, or that a relative expression is counted from, goes through here; no
reader knows the clock.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Sequence

import attrs

from diplotext import Knowledge
from diplotext_dates.cascade import Node
from diplotext_dates.directions import Direction, of_words
from diplotext_dates.values import Value

MAX_CHARS_BACK = 400  # characters from a text-anchored expression back to what it can be counted from
MAX_CHARS_BACK_TO_DAY = 300  # characters from a clock time back to its day
MAX_CHARS_BACK_TO_QUARTER = 4000  # the same for the quarter that an article on results speaks of
AMOUNT_BEFORE = re.compile(
    r"(?:[$€£#%]|\b(?:million|billion|cents|percent|share|earnings|profit|loss|results|revenue|sales|net|income|period|down|up)\b)"
    r"[^.;]{0,40}$",
    re.I,
)
AMOUNT_AFTER = re.compile(
    r",?\s(?:(?:the|its|a|an|company|group|\w+'s)\s){0,3}(?:net|income|revenue|earned|earnings|profit|sales|loss|results)\b",
    re.I,
)
LIMIT_BEFORE = re.compile(r"\b(?:until|till|effective|ahead of)\s", re.I)  # what is ahead when it is said
MAX_CHARS_BACK_IN_HISTORY = 4000  # characters from a month back to the year that the text is about
MAX_CHARS_BACK_IN_NEWS = 150  # the same in news, from one sentence to the next
PERIODS_OF_RESULTS = frozenset(("P6M", "P9M", "P12M"))
DATED = frozenset(("day", "month", "year", "season", "quarter", "hour", "minute"))
YEAR_JOINT = re.compile(r",?\s(?:in|on)\s(?:the\s)?(?:(?:early|late|mid)[\s-])?")
"""What may be between a year and the day or month in it that follows."""
LEADING_LIMIT = re.compile(r"(?:\w+,\s)?(?:Until|Till)\s?\S{0,6}")
"""A limit that its sentence begins with, the beginning of what is within it."""
SINCE_BEFORE = re.compile(r"\bsince\s", re.I)
THROUGH_BEFORE = re.compile(r"\bthrough\s$", re.I)
CREDIT_AFTER = re.compile(r"[^.\n]{0,20}\.?\s?\([^()\n]{0,60}(?:/|\bphoto\b)[^()\n]{0,40}\)", re.I)
"""Whose picture a caption is of, after its date."""
FILE_PICTURE = "FILE "
MAX_CHARS_OF_CAPTION = 400
PLACE_OF_PICTURE = re.compile(r"\b(?:in|at|near|outside|of)\s[^,;:]{2,60}(?:,\s[^,;:]{2,30}){0,2},\s$")
"""What is before the date of a picture: "in Orlando, Florida, June 12"."""
END_OF_CAPTION = re.compile(r"(?:,?\s\d{4})?\.?\s*(?:\n|$)")
MAX_CHARS_TO_CUE = 160  # characters of a sentence that are searched for a cue


@attrs.frozen
class Earlier:
    """An expression read before.

    Attributes:
        end: Where it ends in the text.
        value: What it means.
        quoted: Whether it is in a quotation.
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
        sentence_at: Gives the offsets of the sentence of a stretch of the text.
        base: The day that relative expressions are counted from; None if unknown.
        anchor: What that day is: `publication` or `utterance`.
        weak: Whether the publication date was read from the text.
        day_first: Whether `3/12/2021` is 3 December; None if the document does not show it.
        earlier: What was read before, in order.
        reads: Reads a node that is part of another.
        of_parse: Past or future by the parse; None where there is no parse.
        past_of_parse: Whether something happened then, by the parse; None where there is no parse.
        present_of_parse: Whether "is" says when something is, by the parse; None where there is no parse.
        only_said: Whether a past verb only says that somebody spoke of it, by the parse.
        is_history: Whether the document is a history, whose dates follow each other, rather than news.
        country: The country that a public holiday is of, by the text; it is given the one that mostly has such a day.
        quoted: Whether it is in a quotation.
        knowledge: The records that say who held which office.
        published_month: Year and month of the publication where its day is not known.
    """

    text: str
    start: int
    end: int
    sentence_at: Callable[[int, int], tuple[int, int]]
    base: datetime.date | None
    anchor: str
    weak: bool
    day_first: bool | None
    earlier: Sequence[Earlier]
    reads: Callable[[Node, Context], Value | None]
    of_parse: Callable[[int, int], Direction | None] | None = None
    past_of_parse: Callable[[int, int], bool] | None = None
    present_of_parse: Callable[[int, int], bool] | None = None
    only_said: Callable[[int, int], bool] | None = None
    is_history: bool = False
    country: Callable[[Node, str], str | None] = lambda node, default: default or None
    knowledge: Knowledge | None = None
    published_month: tuple[int, int] | None = None
    quoted: bool = False

    @property
    def sentence(self) -> tuple[int, int]:
        """Offsets of the sentence of the expression."""
        return self.sentence_at(self.start, self.end)

    def value(self, node: Node | None) -> Value | None:
        """What a node inside of the expression means; None without one, or where it means nothing."""
        return None if node is None else self.reads(node, self)

    def before(self) -> str:
        """The sentence before the expression, as far as cues are looked for."""
        return self.text[max(self.sentence[0], self.start - MAX_CHARS_TO_CUE) : self.start]

    def after(self) -> str:
        """The sentence after the expression, as far as cues are looked for."""
        return self.text[self.end : min(self.sentence[1], self.end + MAX_CHARS_TO_CUE)]

    def direction(self) -> Direction | None:
        """Whether the sentence puts the expression into the past or the future; None if it does not say.

        The parse decides where there is one, else the words around.
        """
        if self._follows(LIMIT_BEFORE) and not self._was_limit():
            return "future"
        if self._follows(SINCE_BEFORE) or self.is_of_picture():
            return "past"
        if self.of_parse is not None and (found := self.of_parse(self.start, self.end)):
            return found
        if self.text[self.end : self.end + 2] in ("'s", "’s"):  # "Friday's ruling": the words around say nothing of it
            return None
        return of_words(self.before(), self.after())

    def compares_amounts(self) -> bool:
        """Whether an amount is just before: "$10 million, or 12 cents a share, a year ago"."""
        return AMOUNT_BEFORE.search(self.before()) is not None or AMOUNT_AFTER.match(self.after()) is not None

    def happened(self) -> bool:
        """Whether a verb in the past says what happened then.

        "Died on Jan. 6", "met in May"; not "a dividend payable Jan. 6".
        """
        if self._follows(SINCE_BEFORE) or self.is_of_picture():
            return True
        return self.past_of_parse is not None and self.past_of_parse(self.start, self.end)

    def _was_limit(self) -> bool:
        """Whether something was so up to then: "until Thursday, they had not called"."""
        return LEADING_LIMIT.fullmatch(self.text[self.sentence[0] : self.start + 6]) is not None and (
            of_words("", self.after()) == "past"
        )

    def is_only_said(self) -> bool:
        """Whether a verb in the past reports what somebody said of an event, not the event: "noted the June visit"."""
        return self.only_said is not None and self.only_said(self.start, self.end)

    def is_still_to_be(self) -> bool:
        """Whether a present "is" says when something is: "the visit is in three weeks"."""
        return self.present_of_parse is not None and self.present_of_parse(self.start, self.end)

    def is_of_picture(self) -> bool:
        """Whether it says when a picture was taken, whose caption is in the present: "Traders wait in Bonn, May 3"."""
        if CREDIT_AFTER.match(self.text, self.end):
            return True
        ends = END_OF_CAPTION.match(self.text, self.end) is not None
        if not ends and self.text.find(FILE_PICTURE, max(0, self.start - MAX_CHARS_OF_CAPTION), self.start) < 0:
            return False
        start = self.sentence[0]
        if self.text.startswith(FILE_PICTURE, start):
            return True
        opens = start == 0 or "\n" in self.text[max(0, start - 2) : start]
        return ends and opens and PLACE_OF_PICTURE.search(self.text, start, self.start) is not None

    def ends_span(self) -> bool:
        """Whether something lasts up to it: "loans through January"; what is so long that it is mostly near."""
        return THROUGH_BEFORE.search(self.text, max(0, self.start - 12), self.start) is not None

    def _follows(self, pattern: re.Pattern[str]) -> bool:
        """Whether a word is right before an expression, or begins it."""
        return pattern.search(self.text[max(0, self.start - 12) : self.start + 10]) is not None

    def antecedent(self, *precisions: str, counted: bool = True, max_chars: int = MAX_CHARS_BACK) -> Value | None:
        """The last date before that is resolved and of one of the precisions; None if it is too far away.

        Without `counted`, dates that were themselves counted from the text are passed over: two comparisons with "a
        year earlier" in a row are made with the same year.
        """
        for item in reversed(self.earlier):
            if self.start - item.end > (MAX_CHARS_BACK_IN_HISTORY if self.is_history else max_chars):
                return None
            if self.is_history and item.value.anchor == "publication":
                continue
            if not counted and item.value.anchor == "text":
                continue
            if (
                max_chars == MAX_CHARS_BACK_TO_QUARTER
                and self.base
                and item.value.latest
                and item.value.latest > self.base
            ):
                continue  # no results yet
            if (
                item.value.resolved
                and item.value.earliest
                and item.value.precision in precisions
                and item.value.kind != "duration"
            ):
                return item.value
        return None

    def day_just_read(self) -> datetime.date | None:
        """The day that the paragraph spoke of just before; none in a quotation, which has times of its own."""
        if self.quoted or not self.earlier:
            return None
        dated = ("day", "hour", "minute")
        for item in reversed(self.earlier):
            if self.start - item.end > MAX_CHARS_BACK_TO_DAY or "\n" in self.text[item.end : self.start]:
                return None
            value = item.value
            if value.precision in dated and value.kind in ("date", "time") and not item.quoted and value.latest:
                return value.earliest if value.resolved else None
        return None

    def speaks_of_months(self) -> bool:
        """Whether the paragraph spoke of a length of several months, and of no quarter since: "for the nine months"."""
        for item in reversed(self.earlier):
            if self.start - item.end > MAX_CHARS_BACK or "\n" in self.text[item.end : self.start]:
                return False
            if item.value.precision == "quarter" and item.value.kind != "duration":
                return False
            if item.value.timex in PERIODS_OF_RESULTS:
                return True
        return False

    def dated_since(self, offset: int, precision: str) -> bool:
        """Whether an expression of a precision, resolved or not, was read from an offset on."""
        for item in reversed(self.earlier):
            if item.end < offset:
                return False
            if item.value.precision == precision:
                return True
        return False

    def told_year(self) -> int | None:
        """The year that a history is about: that of the last date with a year of its own, if it is long past.

        "In 1943 they landed in Sicily. In September, they crossed to the mainland."
        """
        return self._year_before(MAX_CHARS_BACK_IN_HISTORY) if self.is_history else None

    def aside_year(self) -> int | None:
        """The same in news, after a sentence with an old date: the next may be about that year still, or not."""
        return None if self.is_history else self._year_before(MAX_CHARS_BACK_IN_NEWS)

    def _year_before(self, max_chars: int) -> int | None:
        if self.base is None:
            return None
        for item in reversed(self.earlier):
            if self.start - item.end > max_chars:
                return None
            value = item.value
            if value.kind in ("duration", "set") or not value.resolved or value.earliest is None or item.quoted:
                continue
            if value.precision not in DATED or value.anchor not in (None, "text"):
                continue
            year = (value.latest or value.earliest).year
            return year if year < self.base.year - 1 else None
        return None

    def year_just_read(self) -> int | None:
        """The year that was read right before: "last year in March", "two years ago, on 20 March"."""
        if not self.earlier:
            return None
        item = self.earlier[-1]
        value = item.value
        if value.precision != "year" or value.kind != "date" or value.earliest is None:
            return None
        return value.earliest.year if YEAR_JOINT.fullmatch(self.text, item.end, self.start) else None

    def year_of(self, month: int) -> int | None:
        """The year of a month that is named alone, where all that is known of the publication is that month."""
        return self.published_month[0] if self.published_month and self.published_month[1] == month else None

    def unresolved(self, timex: str, precision: str | None = None, value: str | None = None) -> Value:
        """A value that stays partial."""
        return Value("date", "DATE", timex, value, precision=precision, resolved=False)

    def resolved(self, value: Value) -> Value:
        """A value that was counted from the base."""
        return attrs.evolve(value, anchor=self.anchor)
