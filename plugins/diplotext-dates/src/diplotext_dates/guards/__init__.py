"""Words that look like time expressions but are not: `may` the verb, `a second round`, `2,000 people`.

A guard is a test of one match: it says whether the match is kept. Rules name their guard in the grammar. Where the
text has part-of-speech tags a guard may ask for them; without tags they are empty and the words around decide.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from diplotext_dates.cascade import Node
from diplotext_dates.guards import built, days, durations, eras, lengths, units, years

Guard = Callable[[Node], bool]

GUARDS: Final[dict[str, Guard]] = {
    guard.__name__: guard
    for guard in (
        *(
            days.month_day,
            days.day_month,
            days.listed,
            days.spelled_day,
            days.month_year,
            days.rel_month,
            days.bare_month,
            days.numbers,
            days.numeric_day,
            days.numeric_range,
            days.day_of_month,
            days.weekday_day,
            days.the_day,
            days.between,
            days.weekday,
            days.today,
            days.this_part,
        ),
        *(
            years.year,
            years.year_range,
            years.spelled_year,
            years.decade_number,
            years.decade,
            years.quarter,
            years.quarter_code,
            years.the_quarter,
            years.season,
            years.holiday,
            eras.era,
        ),
        *(
            units.this_unit,
            units.the_unit,
            units.edge,
            units.weekend,
            units.text_unit,
            units.bare_text_unit,
            units.of_event,
            units.nth_unit,
            units.nth_length,
        ),
        *(
            lengths.ago_unit,
            lengths.ago,
            durations.duration,
            durations.bare_duration,
            durations.compound,
            durations.span,
            durations.vague_span,
            lengths.vague,
            lengths.clock_lead,
            lengths.clock,
            lengths.frequency,
            lengths.recurring,
            lengths.rate,
            lengths.from_day,
            lengths.ahead,
            lengths.weekday_in,
        ),
        *(
            built.day_part,
            built.timed,
            built.timed_range,
            built.modified,
            built.earlier,
            built.approximate,
            built.amount,
            built.interval,
            built.bound,
            built.bound_after,
        ),
    )
}
"""The tests by the name that rules use."""
