"""What a time expression means, and how that becomes an annotation: EDTF value, days, precision, TIMEX3.

Every unit has one constructor that gives all four at once, so that they never contradict each other. EDTF is ISO
8601-2:2019 (levels 0 to 2); TIMEX3 is TimeML 1.2.1. A partial value has no days.
"""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Iterable
from fractions import Fraction
from typing import Final

import attrs

from diplotext import Span, TimeExpression, Timex3, rules_from
from diplotext.model import TimeKind, TimexType

DAY = datetime.timedelta(days=1)
SEASON_NAMES: Final = ("SP", "SU", "FA", "WI")
SEASON_MONTHS: Final = ((3, 5), (6, 8), (9, 11), (12, 2))
TIMEX_MODS: Final = {
    "start": "START",
    "mid": "MID",
    "end": "END",
    "approximate": "APPROX",
    "less_than": "LESS_THAN",
    "more_than": "MORE_THAN",
    "at_least": "EQUAL_OR_MORE",
    "at_most": "EQUAL_OR_LESS",
    "before": "BEFORE",
    "after": "AFTER",
}


def _strings(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(values)


@attrs.frozen
class Value:
    """The meaning of a time expression; the fields are those of `TimeExpression` and `Timex3`."""

    kind: TimeKind
    type: TimexType
    timex: str
    value: str | None = None
    earliest: datetime.date | None = None
    latest: datetime.date | None = None
    precision: str | None = None
    mod: str | None = None
    anchor: str | None = None
    resolved: bool = True
    candidates: tuple[str, ...] = attrs.field(default=(), converter=_strings)

    def __attrs_post_init__(self) -> None:
        if self.earliest and self.latest and self.earliest > self.latest:
            raise ValueError(f"earliest {self.earliest} is after latest {self.latest}")

    def at(self, span: Span, rule: str) -> TimeExpression:
        """The annotation at a place of the text."""
        return TimeExpression(
            spans=[span],
            rule=rule,
            confidence=rules_from("diplotext_dates")[rule].precision,
            kind=self.kind,
            value=self.value,
            timex3=Timex3(self.type, self.timex, TIMEX_MODS.get(self.mod or "")),
            earliest=self.earliest,
            latest=self.latest,
            precision=self.precision,
            mod=self.mod,
            anchor=self.anchor,
            resolved=self.resolved,
            candidates=self.candidates,
        )


def _date(value: str, timex: str, first: datetime.date, last: datetime.date, precision: str) -> Value:
    return Value("date", "DATE", timex, value, first, last, precision)


def of_day(day: datetime.date) -> Value:
    """A day."""
    return _date(day.isoformat(), day.isoformat(), day, day, "day")


def of_week(day: datetime.date) -> Value:
    """The ISO week that a day lies in. EDTF has no weeks: its value is the interval of its days."""
    first = day - day.weekday() * DAY
    last = first + 6 * DAY
    year, week, _ = day.isocalendar()
    return attrs.evolve(_date(f"{first}/{last}", f"{year:04}-W{week:02}", first, last, "week"), kind="range")


def of_weekend(day: datetime.date) -> Value:
    """The weekend of the ISO week that a day lies in."""
    first = day - day.weekday() * DAY + 5 * DAY
    year, week, _ = day.isocalendar()
    return attrs.evolve(
        _date(f"{first}/{first + DAY}", f"{year:04}-W{week:02}-WE", first, first + DAY, "weekend"), kind="range"
    )


def of_month(year: int, month: int) -> Value:
    """A month."""
    first, last = month_bounds(year, month)
    text = f"{year:04}-{month:02}"
    return _date(text, text, first, last, "month")


def of_quarter(year: int, quarter: int) -> Value:
    """A quarter of a year, 1 to 4. EDTF level 2: 33 to 36."""
    first, _ = month_bounds(year, 3 * quarter - 2)
    return _date(
        f"{year:04}-{32 + quarter}", f"{year:04}-Q{quarter}", first, month_bounds(year, 3 * quarter)[1], "quarter"
    )


def of_half(year: int, half: int) -> Value:
    """A half of a year, 1 or 2. EDTF level 2: 40 and 41."""
    first, _ = month_bounds(year, 6 * half - 5)
    return _date(f"{year:04}-{39 + half}", f"{year:04}-H{half}", first, month_bounds(year, 6 * half)[1], "half")


def of_season(year: int, season: int) -> Value:
    """A northern season, spring being 1; winter begins in December of its year. EDTF level 1: 21 to 24."""
    start, end = SEASON_MONTHS[season - 1]
    first, last = month_bounds(year, start)[0], month_bounds(year + (end < start), end)[1]
    return _date(f"{year:04}-{20 + season}", f"{year:04}-{SEASON_NAMES[season - 1]}", first, last, "season")


def of_year(year: int) -> Value:
    """A year."""
    return _date(f"{year:04}", f"{year:04}", datetime.date(year, 1, 1), datetime.date(year, 12, 31), "year")


def of_decade(year: int) -> Value:
    """The decade that a year lies in: `199X`."""
    first = year - year % 10
    text = f"{first:04}"[:3] + "X"
    return _date(text, text, datetime.date(first or 1, 1, 1), datetime.date(first + 9, 12, 31), "decade")


def of_century(year: int) -> Value:
    """The century that a year lies in, as EDTF counts: `19XX` is 1900 to 1999."""
    first = year - year % 100
    text = f"{first:04}"[:2] + "XX"
    return _date(text, text, datetime.date(first or 1, 1, 1), datetime.date(first + 99, 12, 31), "century")


def of_interval(first: Value, last: Value) -> Value:
    """From the beginning of one value to the end of another."""
    text = f"{first.value}/{last.value}"
    return Value(
        "range",
        "DATE",
        text,
        text,
        first.earliest,
        last.latest,
        first.precision,
        resolved=first.resolved and last.resolved,
    )


def of_duration(amount: Fraction | None, unit: str) -> Value:
    """A length of time: `P3D`; `PXD` for a vague one, which is not resolved."""
    code = duration_code(amount, unit)
    return Value("duration", "DURATION", code, precision=UNIT_NAMES[unit], resolved=amount is not None)


def partial(timex: str, precision: str | None = None, value: str | None = None, type: TimexType = "DATE") -> Value:
    """What text and publication date leave open."""
    kind: TimeKind = "time" if type == "TIME" else "date"
    return Value(kind, type, timex, value, precision=precision, resolved=False)


def recurring(timex: str) -> Value:
    """A set of times. EDTF cannot say it."""
    return Value("set", "SET", timex)


UNIT_NAMES: Final = {
    "S": "second",
    "TM": "minute", "H": "hour", "D": "day", "W": "week", "F": "week", "WE": "weekend", "M": "month", "Q": "quarter",
    "Y": "year",
    "E": "decade", "C": "century",
}  # fmt: skip


def duration_code(amount: Fraction | None, unit: str) -> str:
    """ISO 8601 duration: `P2Y6M`, `PT30M`; X for an amount that is not said."""
    if unit == "Q" and (amount is None or amount.denominator == 1):
        return f"P{'X' if amount is None else amount}Q"
    if unit in ("F", "E", "C", "Q", "WE"):
        if unit == "WE":
            return f"P{'X' if amount is None else f'{float(amount):g}'}WE"
        factor, unit = {"F": (2, "W"), "E": (10, "Y"), "C": (100, "Y"), "Q": (3, "M")}[unit]
        amount = amount * factor if amount is not None else None
    prefix, letter = ("PT", unit[-1]) if unit in ("S", "TM", "H") else ("P", unit)
    if amount is None:
        return f"{prefix}X{letter}"
    whole, rest = divmod(amount, 1)
    if not rest:
        return f"{prefix}{whole}{letter}"
    finer = {"Y": (12, "M"), "TM": (60, "S"), "H": (60, "M"), "D": (24, "H"), "W": (7, "D")}.get(unit)
    if finer and (part := rest * finer[0]).denominator == 1:
        join = "T" if unit == "D" else ""
        return f"{prefix}{f'{whole}{letter}' if whole else ''}{join}{part}{finer[1]}"
    return f"{prefix}{float(amount):g}{letter}"


def month_bounds(year: int, month: int) -> tuple[datetime.date, datetime.date]:
    """First and last day of a month."""
    return datetime.date(year, month, 1), datetime.date(year, month, calendar.monthrange(year, month)[1])


def shifted(day: datetime.date, months: int) -> datetime.date:
    """The same day some months away, or the last of that month.

    Raises:
        ValueError: If that is outside the calendar.
    """
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return datetime.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def modified(value: Value, mod: str, published: datetime.date | None) -> Value:
    """A value with its modifier: bounds narrow to the part of it that is meant.

    Early, mid and late are thirds (of a year: four months each; of a month: days 1 to 10, 11 to 20, 21 to the end).
    "Earlier this year" ends, and "later this year" begins, on the day of publication.
    """
    first, last = value.earliest, value.latest
    if mod in ("earlier", "later"):
        if value.kind in ("duration", "set", "time") or not first or not last or not published or first == last:
            return value
        if first <= published <= last and value.anchor == "publication":
            return (
                attrs.evolve(value, latest=published) if mod == "earlier" else attrs.evolve(value, earliest=published)
            )
        return value
    if value.kind in ("duration", "set", "time") or mod not in ("start", "mid", "end"):
        approximate = (
            value.value + "~" if mod == "approximate" and value.value and value.precision == "year" else value.value
        )
        return attrs.evolve(value, mod=mod, value=approximate)
    if not first or not last or first == last:
        return attrs.evolve(value, mod=mod)
    first, last = third(first, last, mod)
    return attrs.evolve(value, mod=mod, earliest=first, latest=last)


def third(first: datetime.date, last: datetime.date, mod: str) -> tuple[datetime.date, datetime.date]:
    """The early, middle or late third of some days, in whole years or months where these divide it."""
    days = (last - first).days + 1
    index = ("start", "mid", "end").index(mod)
    if days == 7:  # a working week: to Wednesday, Tuesday to Thursday, from Thursday on
        return first + (0, 1, 3)[index] * DAY, first + (2, 3, 6)[index] * DAY
    if days < 3:
        return (first, last) if mod == "mid" else (first, first) if mod == "start" else (last, last)
    if days <= 10:
        cuts = [0, days // 3, days - days // 3, days]
        return first + cuts[index] * DAY, first + (cuts[index + 1] - 1) * DAY
    if days <= 31:
        return first + 10 * index * DAY, last if index == 2 else first + (10 * index + 9) * DAY
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    step = months // 3 if months < 120 else 12 * round(months / 36)
    start = shifted(first, step * index)
    return start, last if index == 2 else shifted(first, step * (index + 1)) - DAY


def with_part(value: Value, part: str) -> Value:
    """A day with its part of the day. EDTF says the day, TIMEX3 the part."""
    return attrs.evolve(value, kind="time", type="TIME", timex=f"{value.timex}T{part}")
