"""What can be found in a document: the base class of all annotations, and the entities.

Annotations are immutable values. They refer to each other by value in memory (`statement.speaker.entity.name`) and by
id on the wire. A third party's annotation type is a frozen attrs class that inherits from `Annotation`.
"""

from __future__ import annotations

import math
import re
import reprlib
from collections.abc import Iterable, Mapping
from typing import Any, ClassVar, Literal, get_args

import attrs
from immutabledict import immutabledict

from diplotext.errors import SpanError, nearest
from diplotext.model.above import above
from diplotext.text.spans import Span

NamedBy = Literal["text", "knowledge"]
Form = Literal["name", "acronym", "demonym", "metonym", "title", "description", "pronoun"]

MAX_DEPTH = 64
"""How deep mappings and lists can be nested: what is deeper cannot be sent to another process."""

ADDED: Mapping[str, Any] = immutabledict({"added": True})
"""Metadata of a field added after its type was first released: the wire format does not require it, so that older
documents, which lack it, stay valid. The field needs a default."""


def as_spans(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Converter for fields that hold spans."""
    if isinstance(spans, Span):
        raise SpanError(f"spans takes several spans, not one; write spans=[{spans!r}]")
    values = tuple(spans)
    for value in values:
        if not isinstance(value, Span):
            raise SpanError(
                f"spans holds {value!r}, which is not a Span; an extractor makes one with reading.span(start, end)"
            )
    return values


def as_mentions(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """Converter for fields that hold mentions."""
    if isinstance(mentions, Span):
        raise SpanError(f"mentions takes several mentions, not one; write mentions=[{mentions!r}]")
    values = tuple(mentions)
    for value in values:
        if not isinstance(value, Mention):
            raise SpanError(
                f"mentions holds {value!r}, which is not a Mention"
                "; an extractor makes one with reading.mention(start, end)"
            )
    return values


def as_mapping(value: Mapping[str, Any]) -> Mapping[str, Any]:
    """Converter for mappings: an immutable, hashable copy, nested lists and mappings included.

    Raises:
        TypeError: If it is not a mapping.
        ValueError: If it is nested more than `MAX_DEPTH` deep, or holds a number that is not finite.
    """
    if not isinstance(value, Mapping):
        raise TypeError(f"expected a mapping, such as {{'wikidata': 'Q81299'}}, not {shown(value)}")
    frozen: Mapping[str, Any] = _frozen(value, MAX_DEPTH)
    return frozen


def as_identifiers(value: Mapping[str, str]) -> Mapping[str, str]:
    """Converter for codes by scheme: as `as_mapping`, of strings alone."""
    codes = as_mapping(value)
    for pair in codes.items():
        if not all(isinstance(part, str) for part in pair):
            raise TypeError(f"identifiers: {shown(pair)} is not a pair of strings")
    return codes


def _frozen(value: Any, depth: int) -> Any:
    if isinstance(value, (Mapping, list, tuple)):
        if not depth:
            raise ValueError(f"nested more than {MAX_DEPTH} deep")
        if isinstance(value, Mapping):
            return immutabledict({key: _frozen(inner, depth - 1) for key, inner in value.items()})
        return tuple(_frozen(inner, depth - 1) for inner in value)
    if isinstance(value, float) and not math.isfinite(value):
        raise ValueError(f"{value} is not a number that JSON can hold")
    return value


def one_of(choices: Any) -> Any:
    """Validator: the value is one of a `Literal`'s choices."""
    known = get_args(choices)

    def check(_instance: Any, attribute: attrs.Attribute[Any], value: Any) -> None:
        if value not in known:
            raise ValueError(f"{attribute.name}: {value!r} is not one of its values: {nearest(str(value), known)}")

    return check


@attrs.frozen(repr=False)
class Mention(Span):
    """A span that refers to an entity.

    Attributes:
        form: How it refers to the entity: by `name`, `acronym`, `demonym` ("Russian"), `metonym` ("the Kremlin"),
            `title` ("the minister"), `description` ("both countries") or `pronoun`.
    """

    form: Form = attrs.field(default="name", validator=one_of(Form))

    @classmethod
    def at(cls, span: Span, form: Form = "name") -> Mention:
        """A mention at the position of `span`."""
        return cls(span.start, span.end, span.text, form)


@attrs.frozen(kw_only=True, repr=False, cache_hash=True)
class Annotation:
    """Something found in a document.

    Attributes:
        spans: Where it occurs in the text, in order; more than one where something interrupts it.
        rule: Stable id of the rule that found it, such as `"quote.continuation"`.
        confidence: The precision of that rule, measured on development data, from 0 to 1; None if never measured.
        extractor: Name of the extractor; stamped by the pipeline.
        extractor_version: Version of the distribution that the extractor comes from; stamped by the pipeline.
    """

    wire_name: ClassVar[str] = "annotation"
    """Key of this type on the wire and prefix of its ids; by default the class name in snake case."""

    spans: tuple[Span, ...] = attrs.field(default=(), converter=as_spans)
    rule: str = attrs.field(validator=attrs.validators.min_len(1))
    confidence: float | None = attrs.field(
        default=None, validator=attrs.validators.optional([attrs.validators.ge(0), attrs.validators.le(1)])
    )
    extractor: str = ""
    extractor_version: str = ""

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        if "wire_name" not in cls.__dict__:
            cls.wire_name = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", cls.__name__).lower()

    @property
    def start(self) -> int:
        """Offset of the first character of the first span; -1 for an annotation without spans."""
        return self.spans[0].start if self.spans else -1

    @property
    def end(self) -> int:
        """Offset after the last character of the last span; -1 for an annotation without spans."""
        return self.spans[-1].end if self.spans else -1

    @property
    def text(self) -> str:
        """The text of the spans, joined by an ellipsis where something interrupts them."""
        return " … ".join(span.text for span in self.spans)

    def to_dict(self) -> dict[str, Any]:
        """The annotation as values that JSON can hold: as on the wire, with `annotation`, its type, instead of an id.

        Those that it refers to, for which the wire format has ids, are in the place of these ids.
        """
        record: dict[str, Any] = above("io.wire").annotation_to_dict(self)
        return record

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {shortened(self.text)!r}, {self.rule}>"


@attrs.frozen(kw_only=True, repr=False, cache_hash=True)
class Entity(Annotation):
    """A person or thing that the mentions of one document refer to. Use one of its subclasses, or your own.

    Attributes:
        name: The canonical name, or the fullest name that the text gives.
        mentions: Where the text refers to it, in order. `spans` always mirrors them; an entity made with spans alone
            gets mentions of the form `name`.
        identifiers: Codes by scheme, such as `{"wikidata": "Q81299", "iso3166": "RU"}`; empty if no reference shows
            one.
    """

    name: str = attrs.field(validator=attrs.validators.min_len(1))
    mentions: tuple[Mention, ...] = attrs.field(default=(), converter=as_mentions)
    identifiers: Mapping[str, str] = attrs.field(default=immutabledict(), converter=as_identifiers)

    def __attrs_post_init__(self) -> None:
        if self.mentions:
            spans = tuple(Span(m.start, m.end, m.text) for m in self.mentions)
            object.__setattr__(self, "spans", spans)
        else:
            object.__setattr__(self, "mentions", tuple(Mention.at(span) for span in self.spans))

    def __str__(self) -> str:
        return self.name

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.name!r}, {len(self.mentions)} mention{'s'[: len(self.mentions) != 1]}>"


@attrs.frozen(kw_only=True, repr=False, cache_hash=True)
class State(Entity):
    """A state, or a territory with a government of its own.

    `identifiers` holds `iso3166` (alpha-2) and `wikidata` if a reference shows them.
    """


def _members(members: Iterable[State | Organization]) -> tuple[State | Organization, ...]:
    return tuple(members)


@attrs.frozen(kw_only=True, repr=False, cache_hash=True)
class Organization(Entity):
    """An organization, or a diplomatic format such as the Normandy Format.

    Attributes:
        acronym: Its acronym, from the gazetteer or defined in the text.
        category: `igo`, `alliance`, `court`, `agency`, `regional`, `bank`, `so` (organ of another organization), `ngo`,
            `party`, `armed_movement`, `media`, `company`, `ministry`, `initiative` (such as the Belt and Road
            Initiative), `format` ...; None if unknown.
        members: States and organizations that the text names as its members.
    """

    acronym: str | None = None
    category: str | None = None
    members: tuple[State | Organization, ...] = attrs.field(default=(), converter=_members)


@attrs.frozen
class Office:
    """A post that a person holds, as the text states it.

    Attributes:
        title: The title in lower case, such as `"foreign minister"`.
        of: The state or organization that the post belongs to; None if the text does not say it.
        span: Where the title is in the text that gives the person the post; None if the post is known from elsewhere.
            Offices that differ in it alone are equal.
    """

    title: str
    of: State | Organization | None = None
    span: Span | None = attrs.field(default=None, eq=False, metadata=ADDED)


def _offices(offices: Iterable[Office]) -> tuple[Office, ...]:
    return tuple(offices)


@attrs.frozen(kw_only=True, repr=False, cache_hash=True)
class Person(Entity):
    """A person.

    Attributes:
        offices: The posts that the text gives the person.
        named_by: Where the name comes from, the `text` or only the `knowledge`: "Russia's foreign minister" names
            nobody, but a dated record may say who held the office on the day of publication.
    """

    offices: tuple[Office, ...] = attrs.field(default=(), converter=_offices)
    named_by: NamedBy = attrs.field(default="text", validator=one_of(NamedBy), metadata=ADDED)


@attrs.frozen(kw_only=True, repr=False, cache_hash=True)
class Place(Entity):
    """A place: a city, a region, a site.

    Attributes:
        category: `city`, `region`, `site`, `continent`, `sea` ...; None if unknown.
        country: ISO 3166 alpha-2 code of the state it lies in; None if unknown or if it lies in several.
    """

    category: str | None = None
    country: str | None = None


def shortened(text: str, width: int = 60) -> str:
    """`text` on one line of at most `width` characters."""
    line = " ".join(text.split())
    return line if len(line) <= width else line[: width - 1].rstrip() + "…"


def shown(value: Any) -> str:
    """A value in an error message: on one line, and short however large or deeply nested it is."""
    limited = reprlib.Repr()
    limited.maxstring = limited.maxother = 60
    return shortened(limited.repr(value))
