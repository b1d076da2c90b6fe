"""Named days and periods: Christmas, Easter, Ramadan, Ukraine's Independence Day.

Fixed days and weekdays of a month are in `data/named_days.csv`. Easter is Western and comes from dateutil; days of the
Islamic calendar from hijridate (Umm al-Qura; other countries may differ by a day, hence `approximate`); public holidays
of a country from holidays. Which country is meant the text must say, else the day stays open.
"""

from __future__ import annotations

import datetime
import warnings
from functools import lru_cache

import attrs

from diplotext_dates import values
from diplotext_dates.cascade import Node
from diplotext_dates.context import Context
from diplotext_dates.lexicon import NamedDay, named_days
from diplotext_dates.relativeyears import relative_year
from diplotext_dates.units import of_unit
from diplotext_dates.values import DAY, Value

MAX_DAYS_AHEAD = 31  # a named day so near ahead is meant where nothing says past or future


def holiday(node: Node, context: Context) -> Value | None:
    """`Christmas`, `Thanksgiving 2019`, `last Easter`, `the weekend of Halloween`."""
    name = node.word("holiday", "holiday2").replace("’", "'")
    record = named_days().get(name)
    if record is None:  # a spelling that only ignoring case makes one: "Eid al-Fıtr"
        return None
    named = None
    if record.rule == "election":  # every country has one
        named = context.country(node, "")
    if named is None and (record.rule == "country" or record.country):
        named = context.country(node, record.country)
    country = named or ""
    if record.country and named != record.country and record.rule != "country":
        return context.unresolved("XXXX-XX-XX", "day")  # "Election Day in Brazil"
    value = _holiday(node, context, record, country)
    if value is None:
        fixed = record.rule == "fixed"
        text = f"XXXX-{record.month:02}-{record.day:02}" if fixed else "XXXX-XX-XX"
        return context.unresolved(text, "day", text if fixed else None)
    around = node.word("weekend", "weekend2") or ("weekend" if "holiday2" in node else "")
    if around and value.earliest:
        day = value.earliest
        if around == "weekend" and day.isoweekday() == 1:  # the weekend that the day lies in or ends
            day -= DAY
        return attrs.evolve(of_unit(day, around), anchor=value.anchor)
    return value


def _holiday(node: Node, context: Context, record: NamedDay, country: str) -> Value | None:
    if said := node.word("year", "year2"):
        return next(iter(in_year(record, int(said), country)), None)
    if context.base is None:
        return None
    base = context.base
    if meant := relative_year(node, context):
        found = next(iter(in_year(record, meant.year, country)), None) if meant.year else None
        return attrs.evolve(found, anchor=meant.anchor) if found else None
    near = [found for step in (-2, -1, 0, 1, 2) for found in in_year(record, base.year + step, country)]
    past = [found for found in near if found.earliest and found.earliest <= base]
    ahead = [found for found in near if found.earliest and found.earliest > base]
    rel = node.word("rel")
    if rel == "this":
        this = [found for found in near if found.earliest and found.earliest.year == base.year]
        return context.resolved(this[0]) if this else None
    running = bool(past) and past[-1].latest is not None and past[-1].latest >= base
    future = rel in ("next", "following", "the following") or (not rel and not running and _is_ahead(context, ahead))
    chosen = ahead[:1] if future else past[-1:]
    return context.resolved(chosen[0]) if chosen else None


def _is_ahead(context: Context, ahead: list[Value]) -> bool:
    """Whether the coming such day is meant: the sentence says so, or says nothing and it is near."""
    direction = context.direction()
    if direction is not None or not ahead or ahead[0].earliest is None or context.base is None:
        return direction == "future"
    return (ahead[0].earliest - context.base).days <= MAX_DAYS_AHEAD


def in_year(record: NamedDay, year: int, country: str | None) -> list[Value]:
    """A named day of a year, of the Islamic calendar also twice; none where nothing says when it was."""
    if not 1 <= year <= 9998:
        return []
    if record.rule == "fixed":
        return [values.of_day(datetime.date(year, record.month, record.day))]
    if record.rule == "nth":
        return [values.of_day(nth_weekday(year, record.month, record.day, record.nth))]
    if record.rule == "election":  # the Tuesday after the first Monday in November of even years
        return [values.of_day(nth_weekday(year, 11, 1, 1) + DAY)] if year % 2 == 0 else []
    if record.rule == "easter":
        from dateutil.easter import easter

        return [_of_days(easter(year) + record.day * DAY, record.days)] if 1583 <= year <= 4099 else []
    if record.rule == "hijri":
        return _hijri(record, year)
    found = _public(country, year, record.official) if country else None
    return [found] if found else []


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> datetime.date:
    """The nth of a weekday in a month, -1 being the last."""
    first, last = values.month_bounds(year, month)
    if nth < 0:
        return last - (last.isoweekday() - weekday) % 7 * DAY
    return first + ((weekday - first.isoweekday()) % 7 + 7 * (nth - 1)) * DAY


def _of_days(first: datetime.date, days: int) -> Value:
    if days <= 1:
        return values.of_day(first)
    return values.of_interval(values.of_day(first), values.of_day(first + (days - 1) * DAY))


@lru_cache(maxsize=256)
def _hijri(record: NamedDay, year: int) -> list[Value]:
    from hijridate import Gregorian, Hijri

    found = []
    try:
        begins = Gregorian(year, 1, 1).to_hijri().year
        for number in (begins, begins + 1):
            day = Hijri(number, record.month, record.day)
            first = datetime.date(*day.to_gregorian().datetuple())
            if first.year == year:
                found.append(attrs.evolve(_of_days(first, record.days or day.month_length()), mod="approximate"))
    except (ValueError, OverflowError):  # outside of the tables: 1924 to 2077
        return []
    return found


@lru_cache(maxsize=256)
def _public(country: str, year: int, name: str) -> Value | None:
    import holidays

    with warnings.catch_warnings():  # of years for which a calendar is not complete
        warnings.simplefilter("ignore")
        try:
            days = holidays.country_holidays(country, years=year, observed=False, language="en_US")
        except NotImplementedError:
            return None
    found = sorted(day for day, names in days.items() if any(part == name for part in names.split("; ")))
    found = found or sorted(day for day, names in days.items() if name in names)
    return values.of_day(found[0]) if found else None
