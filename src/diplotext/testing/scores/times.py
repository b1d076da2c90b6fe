"""Time expressions: found, and given the right value (after TempEval-3).

strict, relaxed  the same span, any overlap (one to one); `trimmed`: without leading prepositions and articles
type, value      relaxed, and the same type, or the same value in any spelling
bounds           relaxed, and the same first and last day
invented         of the pairs whose predicted value has bounds, those whose right value leaves them open
overprecise, wrong day   within the right interval but finer; disjoint from it
"DATE: ..."      the same for expressions of type DATE alone
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from diplotext.testing.scores.counting import Finding, Tally, pairs_of_spans
from diplotext.testing.scores.records import Timed
from diplotext.testing.scores.values import days_of, spelled
from diplotext.text.spans import Span

HEADLINES = ("time strict", "time relaxed", "time value", "time bounds", "invented", "wrong day")
LEADING = re.compile(
    r"(?:(?:on|in|at|by|of|from|since|until|till|during|before|after|for|to|between|around|about|over|within|"
    r"the|an?|this|that)\s+)+(?=\S)",
    re.IGNORECASE,
)


def score(text: str, document: str, gold: Sequence[Timed], found: Sequence[Timed]) -> Tally:
    """Compare the time expressions of one document.

    Args:
        text: Its text.
        document: Its id.
        gold: The right expressions.
        found: The predicted ones.
    """
    tally = Tally()
    _score(tally, text, document, gold, found, "time ")
    dates = [[time for time in side if time.type == "DATE"] for side in (gold, found)]
    _score(tally, text, document, dates[0], dates[1], "DATE: ")
    return tally


def _score(tally: Tally, text: str, document: str, gold: Sequence[Timed], found: Sequence[Timed], view: str) -> None:
    sizes = (len(found), len(gold))
    pairs = pairs_of_spans([[time.span] for time in gold], [time.span for time in found])
    bare = pairs_of_spans([[_trimmed(text, time.span)] for time in gold], [_trimmed(text, time.span) for time in found])
    tally.count(f"{view}relaxed", len(pairs), *sizes)
    tally.count(f"{view}strict", sum(same for *_, same in pairs), *sizes)
    tally.count(f"{view}strict, trimmed", sum(same for *_, same in bare), *sizes)
    tally.count(f"{view}type", sum(gold[g].type == found[f].type for g, f, _ in pairs), *sizes)
    values = bounds = 0
    for g, f, _ in pairs:
        answers = gold[g].values or (gold[g].value,)
        guess, days = found[f].value, days_of(found[f].value)
        spans = [answer for answer in map(days_of, answers) if answer]
        same = spelled(guess) in map(spelled, answers)
        values += same
        bounds += same or (days is not None and days in spans)
        if days and view == "time ":
            finer = any(days != span and span[0] <= days[0] and days[1] <= span[1] for span in spans)
            tally.rate("invented", not spans and not same)
            tally.rate("overprecise", finer and not same)
            tally.rate("wrong day", bool(spans) and all(s[1] < days[0] or days[1] < s[0] for s in spans))
        if not same and view == "time ":
            note = f"right: {gold[g].type} {' | '.join(answers)}, found: {found[f].type} {guess}"
            tally.findings.append(Finding("VALUE time", document, found[f].span.start, found[f].span.end, note))
    tally.count(f"{view}value", values, *sizes)
    tally.count(f"{view}bounds", bounds, *sizes)
    tally.rate(f"{view}value accuracy", values, len(pairs))
    if view == "time ":
        paired, used = {g for g, *_ in pairs}, {f for _, f, _ in pairs}
        for kind, side, known in (("MISSED", gold, paired), ("FALSE", found, used)):
            tally.findings += [
                Finding(f"{kind} time", document, t.span.start, t.span.end, f"{t.type} {t.value}, rule {t.rule}")
                for i, t in enumerate(side)
                if i not in known
            ]


def _trimmed(text: str, span: Span) -> Span:
    start, end = span.start, span.end
    leading = LEADING.match(text, start, end)
    if leading and leading.end() < end:
        start = leading.end()
    end = start + max(1, len(text[start:end].rstrip(" \n\t.,;:)('\"")))
    return Span.of(text, start, end)
