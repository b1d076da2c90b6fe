"""The properties by which samples are stratified and figures are grouped: of a record, and of its article."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from diplotext.errors import SampleError, nearest
from diplotext.model.annotations import Annotation
from diplotext.model.document import Document

EDGES = (0.5, 0.7, 0.8, 0.9, 0.95)
"""Where the bins of confidences end."""

OF_RECORDS = ("rule", "extractor", "confidence", "mode", "status", "kind", "medium", "precision", "category")
"""Fields of records; `confidence` is that of a bin."""

OF_DOCUMENTS = ("outlet", "style", "month", "year", "language_model")
"""Properties of articles; any other key of the source is written `source.KEY`."""

SOURCE = "source."
NONE = "-"
"""The value where there is none."""


def check_fields(names: Sequence[str], *, of_records: bool) -> None:
    """Check the names of properties.

    Raises:
        SampleError: If there is no property of such a name, or only records have it and documents are drawn.
    """
    known = (*(OF_RECORDS if of_records else ()), *OF_DOCUMENTS)
    for name in names:
        if name in known or (name.startswith(SOURCE) and len(name) > len(SOURCE)):
            continue
        if name in OF_RECORDS:
            raise SampleError(f"{name!r} is a property of records, and documents are drawn: {nearest(name, known)}")
        raise SampleError(f"there is no property {name!r}: {nearest(name, (*known, 'source.KEY'))}")


def value_of(name: str, document: Document, record: Annotation | None) -> str:
    """The value of a property, as a text; `-` if there is none."""
    if record is not None and name in OF_RECORDS:
        if name == "confidence":
            return bin_of(record.confidence)
        value = getattr(record, name, None)
    elif name == "language_model":
        value = document.language_model.name if document.language_model else None
    elif name in ("month", "year"):
        value = period_of(str(document.published or ""), name)
    else:
        value = document.source.get(name.removeprefix(SOURCE))
    return NONE if value is None or value == "" else " ".join(str(value).split())


def period_of(day: str, name: str) -> str:
    """The month or the year of a day in ISO 8601."""
    return day[: 7 if name == "month" else 4]


def bin_of(confidence: float | None) -> str:
    """The bin of a confidence, such as `0.80-0.90`: its lower end belongs to it."""
    if confidence is None:
        return NONE
    low = max((edge for edge in EDGES if edge <= confidence), default=0.0)
    high = min((edge for edge in EDGES if edge > confidence), default=1.0)
    return f"{low:.2f}-{high:.2f}"


def stratum_of(values: Mapping[str, str]) -> str:
    """The name of the stratum with some values."""
    return " / ".join(values.values()) or "all"
