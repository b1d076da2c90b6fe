"""What the value of a time expression rests on: its anchor, its bounds, and the other values that it could have."""

from __future__ import annotations

from collections.abc import Iterator

from diplotext.explaining.values import Evidence
from diplotext.model.document import Document
from diplotext.model.times import TimeExpression

REFERENCES = {
    "PAST_REF": "some time before",
    "PRESENT_REF": "the present",
    "FUTURE_REF": "some time after",
}
"""Values of TIMEX3 for times without a date, and what they mean."""

MODS = {
    "start": "its beginning",
    "mid": "its middle",
    "end": "its end",
    "approximate": "approximately",
    "before": "before it",
    "after": "after it",
    "less_than": "less than that",
    "more_than": "more than that",
    "at_least": "at least that",
    "at_most": "at most that",
}


def evidence_of_time(time: TimeExpression, document: Document) -> Iterator[Evidence]:
    """What the value of a time expression rests on."""
    yield Evidence("anchor", basis=anchor_of(time, document))
    if time.value or time.timex3:
        shown = time.value or (time.timex3.value if time.timex3 else "")
        yield Evidence("value", value=shown, basis="in EDTF" if time.value else _of_timex3(shown))
    if (time.earliest or time.latest) and bounds_of(time) != time.value:
        yield Evidence("bounds", value=bounds_of(time), basis="the days that it can mean")
    if time.precision:
        yield Evidence("precision", value=time.precision)
    if time.mod:
        yield Evidence("modifier", value=time.mod, basis=MODS.get(time.mod))
    for other in time.candidates:
        yield Evidence("other candidate", value=other, basis="considered, and less likely")


def _of_timex3(value: str) -> str:
    """What a value in TIMEX3 means, as far as EDTF has none for it."""
    meaning = REFERENCES.get(value) or ("X marks what is not known" if "X" in value else "EDTF cannot express it")
    return f"in TIMEX3: {meaning}"


def bounds_of(time: TimeExpression) -> str:
    """The first and the last day that a time can mean; an open side is two full stops."""
    first, last = (str(day) if day else ".." for day in (time.earliest, time.latest))
    return first if first == last else f"{first} to {last}"


def anchor_of(time: TimeExpression, document: Document) -> str:
    """What a time expression is counted from, in a sentence."""
    if not time.resolved:
        if document.published is None:
            return "unresolved: no publication date is given, or found in the text, from which it could be counted"
        return f"unresolved: neither the text nor the day of publication, {_published(document)}, determines it"
    if time.anchor is None and time.kind in ("duration", "set"):
        return f"none: a {time.kind} is counted from no day"
    if time.anchor is None:
        return "none: the words determine the value without another date"
    if time.anchor == "publication":
        return f"counted from the day of publication, {_published(document)}"
    if time.anchor == "utterance":
        return "counted from the day on which the quotation was said"
    if time.anchor == "text":
        return "counted from another date of the text"
    return f"counted from: {time.anchor}"


def _published(document: Document) -> str:
    basis = "read from the text, which is weaker evidence" if document.published_basis == "text" else "given"
    return f"{document.published} ({basis})" if document.published else "not known"
