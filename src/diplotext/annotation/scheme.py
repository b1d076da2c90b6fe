"""What coders can mark: labels of spans, values of a marked span, and links between marked spans.

Label Studio, INCEpTION and brat are configured from the same scheme, and what they export is checked against it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import cache
from importlib import resources

import attrs

TRUE = "true"
"""The only choice of a value that is a flag."""


def _names(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(values)


@attrs.frozen
class Label:
    """A label of spans.

    Attributes:
        name: As tools show it.
        color: Its colour, as in HTML.
        key: The key that selects it.
    """

    name: str
    color: str
    key: str


@attrs.frozen
class Value:
    """A value that a marked span can have.

    Attributes:
        name: As tools show it; unique.
        labels: The labels whose spans have it.
        field: The field of the annotation.
        choices: Its values; none for a free text.
        required: Whether the annotation needs it.
    """

    name: str
    labels: tuple[str, ...] = attrs.field(converter=_names)
    field: str = attrs.field(default=attrs.Factory(lambda value: value.name, takes_self=True))
    choices: tuple[str, ...] = attrs.field(default=(), converter=_names)
    required: bool = False

    @property
    def is_flag(self) -> bool:
        """Whether it is true or not given."""
        return self.choices == (TRUE,)


@attrs.frozen
class LinkType:
    """A type of link from one marked span to another.

    Attributes:
        name: As tools show it.
        sources: The labels at which it can begin.
        targets: The labels at which it can end.
        same: Whether both spans need the same label.
        parts: Whether it joins the parts of one annotation.
    """

    name: str
    sources: tuple[str, ...] = attrs.field(converter=_names)
    targets: tuple[str, ...] = attrs.field(converter=_names)
    same: bool = False
    parts: bool = False

    def fits(self, source: str, target: str) -> bool:
        """Whether it can connect two labels."""
        return source in self.sources and target in self.targets and (source == target or not self.same)


@attrs.frozen
class Scheme:
    """Everything that coders can mark.

    Attributes:
        labels: The labels.
        values: The values of marked spans.
        links: The types of links.
    """

    labels: tuple[Label, ...]
    values: tuple[Value, ...]
    links: tuple[LinkType, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the labels."""
        return tuple(label.name for label in self.labels)

    def values_of(self, label: str) -> tuple[Value, ...]:
        """The values that spans with a label can have."""
        return tuple(value for value in self.values if label in value.labels)

    def value(self, name: str) -> Value | None:
        """The value of this name."""
        return next((value for value in self.values if value.name == name), None)

    def link(self, name: str) -> LinkType | None:
        """The type of links of this name."""
        return next((link for link in self.links if link.name == name), None)

    def links_from(self, label: str) -> tuple[LinkType, ...]:
        """The types of links that can begin at a label."""
        return tuple(link for link in self.links if label in link.sources)


@cache
def scheme() -> Scheme:
    """The scheme of diplotext."""
    data = tomllib.loads((resources.files(__package__) / "data/scheme.toml").read_text(encoding="utf-8"))
    return Scheme(
        tuple(Label(name, **fields) for name, fields in data["label"].items()),
        tuple(Value(**fields) for fields in data["value"]),
        tuple(LinkType(sources=link.pop("from"), targets=link.pop("to"), **link) for link in data["link"]),
    )
