r"""brat standoff: a text and, in another file, lines with offsets in code points.

Each line of a file `.ann` begins with an id and a tab: `T1` a span (`Statement 0 5;10 15`), `R1` a relation, `A1` an
attribute, `#1` a note, `N1` an identifier. A span cannot contain a line break, so that brat cuts it there; spans that
only white space with a line break separates are joined again.

The browser counts characters above U+FFFF twice, and files are read line by line: such characters and unusual line
breaks are replaced, each by one character, in the text that brat shows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from diplotext.annotation.markup import Link, Markup, Offsets, Region
from diplotext.annotation.scheme import TRUE, Scheme, Value, scheme
from diplotext.errors import AnnotationError

REPLACEMENT = "\ufffd"
LINE_BREAKS = re.compile("[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
CONTROLS = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f\ud800-\udfff]")
UNSHOWN = re.compile(f"{CONTROLS.pattern}|[\U00010000-\U0010ffff]")
NOTE = "AnnotatorNotes"
SEPARATOR = " | "
ESCAPES = {"\\": "\\\\", "|": "\\|", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
UNESCAPED = {escape[1]: character for character, escape in ESCAPES.items()}


def shown_text(text: str) -> str:
    """The text as brat gets it, of the same length."""
    return UNSHOWN.sub(REPLACEMENT, LINE_BREAKS.sub(" ", text))


def region_id(number: str) -> str:
    """The id of a span in a file."""
    return f"T{number}"


def write(text: str, markup: Markup) -> str:
    """The lines of a file `.ann`; spans that contain nothing but line breaks are left out.

    Args:
        text: The text as brat gets it.
        markup: What is marked in it; the ids of its spans are numbers.
    """
    lines: list[str] = []
    attributes = notes = 0
    written = set()
    for region in markup.regions:
        pieces = fragments(text, region.spans)
        if not pieces:
            continue
        written.add(region.id)
        ref = region_id(region.id)
        offsets = ";".join(f"{start} {end}" for start, end in pieces)
        lines.append(f"{ref}\t{region.label} {offsets}\t{' '.join(text[start:end] for start, end in pieces)}")
        note = []
        for value in scheme().values_of(region.label):
            given = region.values.get(value.name)
            if given is None:
                continue
            if value.choices:
                attributes += 1
                lines.append(f"A{attributes}\t{value.name} {ref}{'' if value.is_flag else f' {given}'}")
            else:
                note.append(f"{value.name}: {_escaped(given)}")
        if note:
            notes += 1
            lines.append(f"#{notes}\t{NOTE} {ref}\t{SEPARATOR.join(note)}")
    links = [link for link in markup.links if {link.source, link.target} <= written]
    for number, link in enumerate(links, start=1):
        ends = f"Arg1:{region_id(link.source)} Arg2:{region_id(link.target)}"
        lines.append(f"R{number}\t{link.type} {ends}")
    return "".join(f"{line}\n" for line in lines)


def fragments(text: str, spans: tuple[Offsets, ...]) -> list[Offsets]:
    """Spans cut at line breaks; those that touch or overlap are one, as brat demands."""
    joined: list[list[int]] = []
    for start, end in spans:
        if joined and start <= joined[-1][1]:
            joined[-1][1] = max(joined[-1][1], end)
        else:
            joined.append([start, end])
    return [
        (start + match.start(), start + match.end())
        for start, end in joined
        for match in re.finditer(r"[^\n]+", text[start:end])
    ]


def read(lines: str, text: str) -> Markup:
    """What is marked in a text.

    Args:
        lines: The contents of a file `.ann`.
        text: The text as brat gets it.

    Raises:
        AnnotationError: If lines cannot be read, or do not fit the text; with a line for each fault.
    """
    reader = _Reader(text)
    for number, line in enumerate(lines.split("\n"), start=1):
        if line.strip():
            try:
                reader.read(line.rstrip("\r"))
            except AnnotationError as error:
                reader.faults.append(f"line {number}: {error}")
    return reader.markup()


class _Reader:
    """Reads the lines of one file, in any order."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._spans: dict[str, tuple[str, list[Offsets]]] = {}
        self._values: dict[str, dict[str, str]] = {}
        self._links: list[Link] = []
        self.faults: list[str] = []

    def read(self, line: str) -> None:
        ref, _, rest = line.partition("\t")
        data, _, tail = rest.partition("\t")
        kind = ref[:1]
        if kind == "T":
            self._span(ref, data, tail)
        elif kind == "R":
            self._relation(ref, data)
        elif kind in "AM":
            self._attribute(ref, data)
        elif kind == "#":
            self._note(data, tail)
        elif kind == "N":
            self._identifier(ref, data)
        elif kind in "E*":
            raise AnnotationError(
                f"{ref}: events and equivalences are not in the scheme; use relations, and one `entity`"
            )
        else:
            raise AnnotationError(f"{line[:40]!r} is not a line of brat")

    def _span(self, ref: str, data: str, tail: str) -> None:
        label, _, places = data.partition(" ")
        try:
            pairs = [tuple(map(int, place.split(" "))) for place in places.split(";")]
            spans = [(start, end) for start, end in pairs]
        except ValueError:
            raise AnnotationError(f"{ref}: {places!r} are not offsets, such as 0 5;10 15") from None
        if ref in self._spans:
            raise AnnotationError(f"two spans have the id {ref}")
        for start, end in spans:
            if not 0 <= start < end <= len(self._text):
                raise AnnotationError(
                    f"{ref}: {label} at {start}..{end}, but the text has {len(self._text)} characters"
                )
        words = " ".join(self._text[start:end] for start, end in spans)
        if tail.rstrip() and tail.rstrip() != words.rstrip():
            raise AnnotationError(f"{ref}: the text at {places} is {words!r}, not {tail!r}")
        self._spans[ref] = (label, spans)

    def _relation(self, ref: str, data: str) -> None:
        match = re.fullmatch(r"(\S+) Arg1:(\S+) Arg2:(\S+)\s*", data)
        if match is None:
            raise AnnotationError(f"{ref}: {data!r} is not a relation, such as speaker Arg1:T1 Arg2:T2")
        self._links.append(Link(match[1], match[2], match[3]))

    def _attribute(self, ref: str, data: str) -> None:
        name, *rest = data.split(" ", 2)
        if not rest:
            raise AnnotationError(f"{ref}: {data!r} is not an attribute, such as mode T1 direct")
        if scheme().value(name) is None:
            raise AnnotationError(f"{ref}: no attribute is named {name!r}")
        self._values.setdefault(rest[0], {})[name] = rest[1].strip() if len(rest) > 1 else TRUE

    def _note(self, data: str, tail: str) -> None:
        target = data.partition(" ")[2].strip()
        for part in tail.split(SEPARATOR):
            name, colon, value = part.partition(":")
            known = scheme().value(name.strip())
            if colon and known and not known.choices and value.strip():
                self._values.setdefault(target, {})[known.name] = _unescaped(value.strip())

    def _identifier(self, ref: str, data: str) -> None:
        match = re.fullmatch(r"\S+ (\S+) ([^:\s]+):(\S+)\s*", data)
        if match is None:
            raise AnnotationError(f"{ref}: {data!r} is not an identifier, such as Reference T1 wikidata:Q159")
        values = self._values.setdefault(match[1], {})
        values["identifiers"] = "; ".join(filter(None, [values.get("identifiers"), f"{match[2]}={match[3]}"]))

    def markup(self) -> Markup:
        if self.faults:
            raise AnnotationError("\n".join(self.faults))
        regions = [
            Region(ref, label, _whole(spans, self._text), self._values.get(ref, {}))
            for ref, (label, spans) in self._spans.items()
        ]
        return Markup(tuple(regions), tuple(self._links))


def _whole(spans: list[Offsets], text: str) -> list[Offsets]:
    """Spans that only white space with a line break separates, joined."""
    result: list[Offsets] = []
    for start, end in sorted(spans):
        gap = text[result[-1][1] : start] if result else ""
        if result and "\n" in gap and not gap.strip():
            result[-1] = (result[-1][0], end)
        else:
            result.append((start, end))
    return result


def _escaped(value: str) -> str:
    escaped = re.sub(r"[\\|\n\r\t]", lambda match: ESCAPES[match[0]], value)
    return CONTROLS.sub(REPLACEMENT, LINE_BREAKS.sub(" ", escaped))


def _unescaped(value: str) -> str:
    return re.sub(r"\\([\\|nrt])", lambda match: UNESCAPED[match[1]], value)


def configuration(known: Scheme) -> Mapping[str, str]:
    """The files that configure brat for the scheme, by name."""
    return {
        "annotation.conf": "\n".join(_annotation_conf(known)) + "\n",
        "visual.conf": "\n".join(_visual_conf(known)) + "\n",
    }


def _annotation_conf(known: Scheme) -> Iterator[str]:
    yield from ("[entities]", "", *known.names, "", "[relations]", "")
    for link in known.links:
        if link.parts:
            continue  # spans of brat can be interrupted
        yield f"{link.name}\tArg1:{'|'.join(link.sources)}, Arg2:{'|'.join(link.targets)}"
    yield "<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>"
    yield from ("", "[events]", "", "[attributes]", "")
    for value in known.values:
        if value.choices:
            yield f"{value.name}\tArg:{'|'.join(value.labels)}{_choices(value)}"


def _choices(value: Value) -> str:
    return "" if value.is_flag else f", Value:{'|'.join(value.choices)}"


def _visual_conf(known: Scheme) -> Iterator[str]:
    yield from ("[labels]", "", "[drawing]", "")
    for label in known.labels:
        yield f"{label.name}\tbgColor:{label.color}, fgColor:black, borderColor:darken"
    for value in known.values:
        if value.is_flag:
            yield f"{value.name}\tbox:dashed"
