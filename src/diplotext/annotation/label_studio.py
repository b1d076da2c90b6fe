"""Label Studio: tasks in JSON with what was found as predictions, the labelling interface in XML, and its JSON export.

Offsets are code points: Label Studio converts those of the browser, which are UTF-16 code units (`charsToCodePoints` in
its editor). Older versions did not; spans of theirs are recognized by their words. A span cannot be interrupted:
its parts are spans of the same label with a relation `part`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import attrs

from diplotext.annotation.markup import Link, Markup, Offsets, Region
from diplotext.annotation.scheme import Scheme, Value, scheme
from diplotext.annotation.utf16 import Utf16Offsets
from diplotext.errors import AnnotationError

LABELS, TEXT = "label", "text"
"""Names of the tags of the labelling interface."""

UNSHOWN = re.compile("[\x00\ud800-\udfff]")
"""What its database cannot store."""

PART = "part"
BREAK = re.compile(r"\\n|\s")
"""Line breaks as in the words of a span, and white space, which a browser may show as less."""


def shown_text(text: str) -> str:
    """The text as Label Studio gets it, of the same length."""
    return UNSHOWN.sub("\ufffd", text)


def region_id(number: str) -> str:
    """The id of a span in a file."""
    return f"r{number}"


def write(text: str, markup: Markup) -> list[dict[str, Any]]:
    """The `result` of a prediction.

    Args:
        text: The text as Label Studio gets it.
        markup: What is marked in it; the ids of its spans are numbers.
    """
    results: list[dict[str, Any]] = []
    for region in markup.regions:
        ids = [region_id(region.id), *(f"{region_id(region.id)}-{n}" for n in range(2, len(region.spans) + 1))]
        for ref, span in zip(ids, region.spans, strict=True):
            results.append(_result(ref, LABELS, "labels", text, span, {"labels": [region.label]}))
        for value in scheme().values_of(region.label):
            if value.name in region.values:
                given = shown_text(region.values[value.name])
                kind, held = ("choices", {"choices": [given]}) if value.choices else ("textarea", {"text": [given]})
                results.append(_result(ids[0], value.name, kind, text, region.spans[0], held))
        results += [_relation(Link(PART, ids[0], ref)) for ref in ids[1:]]
    results += [_relation(Link(link.type, region_id(link.source), region_id(link.target))) for link in markup.links]
    return results


def _result(ref: str, name: str, kind: str, text: str, span: Offsets, held: Mapping[str, Any]) -> dict[str, Any]:
    start, end = span
    value = {"start": start, "end": end, "text": text[start:end], **held}
    return {"id": ref, "from_name": name, "to_name": TEXT, "type": kind, "value": value}


def _relation(link: Link) -> dict[str, Any]:
    return {
        "from_id": link.source,
        "to_id": link.target,
        "type": "relation",
        "direction": "right",
        "labels": [link.type],
    }


def read(results: Iterable[Any], text: str) -> Markup:
    """What is marked in a text.

    Args:
        results: The `result` of an annotation.
        text: The text of the task.

    Raises:
        AnnotationError: If a result cannot be read or does not fit the text; with a line for each fault.
    """
    reader = _Reader(text)
    for result in results:
        try:
            reader.read(result)
        except AnnotationError as error:
            reader.faults.append(str(error))
    return reader.markup()


class _Reader:
    """Reads the results of one annotation."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._utf16: Utf16Offsets | None = None
        self._spans: dict[str, tuple[str, Offsets]] = {}
        self._values: dict[str, dict[str, str]] = {}
        self._links: list[Link] = []
        self.faults: list[str] = []

    def read(self, result: Any) -> None:
        kind = result.get("type") if isinstance(result, Mapping) else None
        if kind is None:
            raise AnnotationError(f"{result!r} is not a result of Label Studio")
        if kind == "relation":
            self._relation(result)
        elif result.get("from_name") == LABELS or str(kind).endswith("labels"):
            self._labels(result)
        else:
            self._value(result)

    def _relation(self, result: Mapping[str, Any]) -> None:
        source, target = str(result.get("from_id")), str(result.get("to_id"))
        if result.get("direction") == "left":
            source, target = target, source
        labels = result.get("labels") or [None]
        self._links += [Link(label, source, target) for label in labels]

    def _labels(self, result: Mapping[str, Any]) -> None:
        ref, value = str(result.get("id")), result.get("value") or {}
        labels = value.get("labels") or value.get(result["type"])
        if not (isinstance(labels, Sequence) and len(labels) == 1):
            raise AnnotationError(f"{ref}: a span needs one label, not {labels!r}")
        if ref in self._spans:
            raise AnnotationError(f"two spans have the id {ref}")
        self._spans[ref] = (str(labels[0]), self._offsets(ref, value))

    def _offsets(self, ref: str, value: Mapping[str, Any]) -> Offsets:
        start, end, words = value.get("start"), value.get("end"), value.get("text")
        if not (isinstance(start, int) and isinstance(end, int)):
            raise AnnotationError(f"{ref}: {start!r}..{end!r} are not offsets; the text must be in a tag Text")
        if not isinstance(words, str) or _same(self._text[start:end], words):
            return start, end
        self._utf16 = self._utf16 or Utf16Offsets(self._text)
        older = self._utf16.in_code_points(start), self._utf16.in_code_points(end)
        if older[0] is not None and older[1] is not None and _same(self._text[older[0] : older[1]], words):
            return older[0], older[1]
        raise AnnotationError(f"{ref}: the text at {start}..{end} is {self._text[start:end]!r}, not {words!r}")

    def _value(self, result: Mapping[str, Any]) -> None:
        known = scheme().value(str(result.get("from_name")))
        if known is None or not isinstance(result.get("value"), Mapping):
            return  # a control that somebody has added to the labelling interface
        held = result["value"].get("choices" if known.choices else "text")
        chosen = [held] if isinstance(held, str) else list(held or ())
        if known.choices and len(chosen) > 1:
            raise AnnotationError(f"{result.get('id')}: {known.name} has {len(chosen)} values, and can have one")
        words = " ".join(str(part) for part in chosen).strip()
        if words:
            self._values.setdefault(str(result.get("id")), {})[known.name] = words

    def markup(self) -> Markup:
        if self.faults:
            raise AnnotationError("\n".join(self.faults))
        regions = [Region(ref, label, [span], self._values.get(ref, {})) for ref, (label, span) in self._spans.items()]
        return Markup(tuple(regions), tuple(self._links))


def _same(text: str, words: str) -> bool:
    """Whether the words of a span are those of the text, but for white space."""
    return BREAK.sub("", text) == BREAK.sub("", words)


@attrs.frozen
class Annotated:
    """What one coder has marked in one task.

    Attributes:
        data: The data of the task.
        coder: The name, address or number of the coder.
        results: What is marked.
    """

    data: Mapping[str, Any]
    coder: str
    results: Sequence[Any]


def annotations_in(export: Any) -> Iterator[Annotated]:
    """The annotations of a JSON export that coders have submitted, in its order.

    Raises:
        AnnotationError: If it is not a JSON export of Label Studio.
    """
    if isinstance(export, Mapping) and "annotations" in export:
        export = [export]
    if not isinstance(export, list):
        raise AnnotationError("not a JSON export of Label Studio, which is a list of tasks")
    for number, task in enumerate(export, start=1):
        if not (isinstance(task, Mapping) and isinstance(task.get("data"), Mapping)):
            raise AnnotationError(f"task {number} has no data; export as JSON, not as JSON-MIN or CSV")
        if not isinstance(task["data"].get(TEXT), str):
            raise AnnotationError(f"task {number} has no text under data.{TEXT}")
        for annotation in task.get("annotations") or task.get("completions") or ():
            if not annotation.get("was_cancelled"):
                yield Annotated(task["data"], _coder(annotation.get("completed_by")), annotation.get("result") or ())


def _coder(who: Any) -> str:
    if isinstance(who, Mapping):
        who = who.get("email") or who.get("id")
    return "unknown" if who in (None, "") else str(who)


def configuration(known: Scheme) -> str:
    """The labelling interface for the scheme, to be pasted into the settings of a project."""
    return "\n".join(_lines(known)) + "\n"


def _lines(known: Scheme) -> Iterator[str]:
    yield "<View>"
    yield f'  <Labels name="{LABELS}" toName="{TEXT}" showInline="true">'
    for label in known.labels:
        yield f'    <Label value="{label.name}" background="{label.color}" hotkey="{label.key.lower()}"/>'
    yield "  </Labels>"
    yield "  <Relations>"
    yield from (f'    <Relation value="{link.name}"/>' for link in known.links)
    yield "  </Relations>"
    yield '  <Header value="$title" size="5"/>'
    yield f'  <Text name="{TEXT}" value="$text" granularity="symbol" saveTextResult="yes"/>'
    for value in known.values:
        yield (
            f'  <View visibleWhen="region-selected" whenTagName="{LABELS}" whenLabelValue="{",".join(value.labels)}">'
        )
        yield f'    <Header value="{value.name}" size="6"/>'
        yield from (f"    {line}" for line in _control(value))
        yield "  </View>"
    yield "</View>"


def _control(value: Value) -> Iterator[str]:
    name = f'name="{value.name}" toName="{TEXT}" perRegion="true"'
    if not value.choices:
        yield f'<TextArea {name} editable="true" maxSubmissions="1" rows="1"/>'
        return
    several = len(value.choices) > 1
    yield f'<Choices {name} choice="{"single-radio" if several else "multiple"}" showInline="true">'
    for choice in value.choices:
        yield f'  <Choice value="{choice}"/>'
    yield "</Choices>"
