"""Texts with inline tags: `met at the <place category="site">Elysee Palace</place>`.

A tag is named after a type on the wire; its attributes say what the annotation's fields must be. Tags nest. Several
tags with the same `id` are one annotation: the pieces of a statement, or the mentions of an entity. `&lt;`, `&gt;`,
`&amp;`, `&quot;` and `&apos;` are the same characters as in HTML. Anything else that looks like markup is an error.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping

import attrs
from immutabledict import immutabledict

from diplotext.errors import nearest

TOKEN = re.compile(
    r"<(?P<name>[a-z][a-z0-9_-]*)(?P<attributes>(?:\s+[A-Za-z_][\w.-]*=\"[^\"]*\")*)\s*>"
    r"|</(?P<end>[a-z][a-z0-9_-]*)\s*>"
    r"|&(?P<entity>[A-Za-z]+|#\w+);"
    r"|(?P<stray><)"
)
MARK = re.compile(r"</?[a-z][^<>]*>")
"""What is meant as a tag, well-formed or not."""
ATTRIBUTE = re.compile(r"([A-Za-z_][\w.-]*)=\"([^\"]*)\"")
ENTITIES = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}
ESCAPES = str.maketrans({"<": "&lt;", ">": "&gt;", "&": "&amp;"})


@attrs.frozen
class Mark:
    """An annotation that must be found in a text, or was found in it.

    Attributes:
        name: Name of the type on the wire.
        spans: Offsets in the text without tags, in order.
        attributes: The values of fields by name.
        id: Id that several tags of one annotation share; empty if there is none.
    """

    name: str
    spans: tuple[tuple[int, int], ...]
    attributes: Mapping[str, str] = immutabledict()
    id: str = ""


class MarkupError(AssertionError):
    """A marked text is not well-formed: a mistake in the test."""


def read_marks(marked: str, names: Collection[str]) -> tuple[str, tuple[Mark, ...]]:
    """The text without its tags, and what they mark, in the order in which they begin.

    Args:
        marked: The marked text.
        names: The names that tags may have.

    Raises:
        MarkupError: If it is not well-formed, or a tag has another name.
    """
    text: list[str] = []
    length = last = 0
    open_marks: list[tuple[int, str, dict[str, str], int]] = []
    pieces: list[tuple[int, Mark]] = []
    for number, token in enumerate(TOKEN.finditer(marked)):
        before = marked[last : token.start()]
        text.append(before)
        length += len(before)
        last = token.end()
        if token["stray"]:
            raise _wrong(marked, token.start(), "a '<' that begins no tag; write &lt; for the character itself")
        if entity := token["entity"]:
            if entity not in ENTITIES:
                raise _wrong(marked, token.start(), f"&{entity}; is unknown: {nearest(entity, ENTITIES)}")
            text.append(ENTITIES[entity])
            length += 1
        elif name := token["name"]:
            if name not in names:
                raise _wrong(marked, token.start(), f"no tag may be named {name!r} here: {nearest(name, names)}")
            open_marks.append((number, name, _attributes(marked, token), length))
        elif not open_marks or open_marks[-1][1] != token["end"]:
            expected = f"</{open_marks[-1][1]}> comes first" if open_marks else "no tag is open"
            raise _wrong(marked, token.start(), f"</{token['end']}> closes nothing: {expected}")
        else:
            begun, name, attributes, start = open_marks.pop()
            if start == length:
                raise _wrong(marked, token.start(), f"<{name}> encloses no text")
            key = attributes.pop("id", "")
            pieces.append((begun, Mark(name, ((start, length),), immutabledict(attributes), key)))
    if open_marks:
        raise _wrong(marked, len(marked), f"<{open_marks[-1][1]}> is not closed")
    text.append(marked[last:])
    return "".join(text), tuple(mark for _, mark in sorted(pieces, key=lambda piece: piece[0]))


def _attributes(marked: str, token: re.Match[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for attribute in ATTRIBUTE.finditer(token["attributes"]):
        name, value = attribute[1], attribute[2]
        if name in found:
            raise _wrong(marked, token.start(), f"the attribute {name!r} occurs twice")
        found[name] = re.sub(r"&(\w+);", lambda match: ENTITIES.get(match[1], match[0]), value)
    return found


def _wrong(marked: str, at: int, problem: str) -> MarkupError:
    return MarkupError(f"the marked text is wrong at {marked[max(0, at - 30) : at + 30]!r}: {problem}")


def joined(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """The marks, with those of the same name and id joined to one with all their spans and attributes.

    Raises:
        MarkupError: If two of them give an attribute different values.
    """
    result: dict[object, Mark] = {}
    for number, mark in enumerate(marks):
        key = (mark.name, mark.id) if mark.id else number
        known = result.get(key)
        if known is None:
            result[key] = mark
            continue
        for name, value in mark.attributes.items():
            if known.attributes.get(name, value) != value:
                raise MarkupError(f'<{mark.name} id="{mark.id}"> gives {name!r} two values')
        spans = tuple(sorted((*known.spans, *mark.spans)))
        result[key] = attrs.evolve(
            known, spans=spans, attributes=immutabledict({**known.attributes, **mark.attributes})
        )
    return tuple(result.values())


def write_marks(text: str, marks: Iterable[Mark]) -> str:
    """The text with tags in it, which `read_marks` can read unless marks cross each other."""
    opening: dict[int, list[tuple[int, int, str]]] = {}
    closing: dict[int, list[tuple[int, int, str]]] = {}
    for number, mark in enumerate(marks):
        attributes = {"id": mark.id} if mark.id else {}
        for piece, (start, end) in enumerate(mark.spans):
            said = attributes if piece else attributes | dict(mark.attributes)
            written = "".join(f' {key}="{_escaped(value)}"' for key, value in said.items())
            opening.setdefault(start, []).append((-end, number, f"<{mark.name}{written}>"))
            closing.setdefault(end, []).append((-start, -number, f"</{mark.name}>"))
    parts: list[str] = []
    last = 0
    for at in sorted({*opening, *closing}):
        parts.append(text[last:at].translate(ESCAPES))
        parts += [tag for *_, tag in sorted(closing.get(at, ()))]
        parts += [tag for *_, tag in sorted(opening.get(at, ()))]
        last = at
    return "".join([*parts, text[last:].translate(ESCAPES)])


def _escaped(value: str) -> str:
    return value.translate(ESCAPES).replace('"', "&quot;")
