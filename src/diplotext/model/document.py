"""A document: one article, exactly as given, and what was found in it.

A document is an immutable value. Extractors do not change it; a pipeline returns a new one with more annotations.
"""

from __future__ import annotations

import datetime
import hashlib
import math
import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any, Literal, Self, TypeVar

import attrs
from immutabledict import immutabledict

from diplotext.errors import ArticleError, nearest
from diplotext.model.annotations import (
    MAX_DEPTH,
    Annotation,
    Entity,
    Mention,
    Organization,
    Person,
    Place,
    State,
    as_mapping,
    one_of,
    shortened,
    shown,
)
from diplotext.model.exports import DocumentExports
from diplotext.model.meetings import Meeting
from diplotext.model.provenance import Failure, LanguageModel
from diplotext.model.references import copied
from diplotext.model.statements import Statement
from diplotext.model.times import TimeExpression
from diplotext.text.article_header import Frame, body, read_header
from diplotext.text.quotations import Quotation, quotations
from diplotext.text.spans import Span, trimmed
from diplotext.text.view import TextView, view_of

A = TypeVar("A", bound=Annotation)
CORE_TYPES: tuple[type[Annotation], ...] = (Person, Organization, State, Place, TimeExpression, Statement, Meeting)
"""The annotation types of the core, in the order of their keys on the wire."""

Basis = Literal["given", "text"]
"""Where a publication date comes from."""

TOO_LARGE = 10**4300
"""Numbers of as many digits are not read from JSON: Python's own limit."""

PARTIAL_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2]))?")
SURROGATE = re.compile("[\ud800-\udfff]")
SURROGATE_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")


def as_date(value: datetime.date | str | None) -> datetime.date | None:
    """The calendar day of a date, a datetime, or an ISO 8601 string (its date part, as written, in no time zone).

    Raises:
        ArticleError: If the string is not a date of the calendar.
    """
    if value is None or (isinstance(value, datetime.date) and not isinstance(value, datetime.datetime)):
        return value
    if isinstance(value, datetime.datetime):
        return value.date()
    match = re.fullmatch(r"(\d{4}-\d\d-\d\d)(?:[T ].*)?", str(value).strip())
    try:
        return datetime.date.fromisoformat(match[1] if match else "")
    except ValueError:
        raise ArticleError(f"published: {shown(value)} is not a date; write YYYY-MM-DD") from None


def split_date(value: datetime.date | str | None) -> tuple[datetime.date | None, str | None]:
    """A publication date as a day, or, if it lacks one, as written (`"2015-11"`, `"2015"`).

    Raises:
        ArticleError: If it is neither.
    """
    if isinstance(value, str) and PARTIAL_DATE.fullmatch(value.strip()) and not value.strip().startswith("0000"):
        return None, value.strip()
    return as_date(value), None


def as_source(value: Mapping[str, Any] | str) -> Mapping[str, Any]:
    """What is known about an article, as an immutable mapping; a string is its outlet.

    Raises:
        ArticleError: If it is neither, or cannot be written as JSON.
    """
    if isinstance(value, str):
        value = {"outlet": value} if value.strip() else {}
    if not isinstance(value, Mapping):
        raise ArticleError(
            f"source: {shown(value)} is of the wrong type ({_type(value)}); give a mapping: {{'outlet': ...}}"
        )
    _check_json(value, MAX_DEPTH)
    return as_mapping(value)


def _type(value: object) -> str:
    return f"{type(value).__name__}; decode it first" if isinstance(value, bytes) else type(value).__name__


def _check_json(value: Any, depth: int) -> None:
    """Make sure that a value can be written as JSON, read back as the same, and sent to another process."""
    if isinstance(value, (Mapping, list, tuple)):
        if not depth:
            raise ArticleError(f"source: nested more than {MAX_DEPTH} deep")
        for key in value if isinstance(value, Mapping) else ():
            if not isinstance(key, str):
                raise ArticleError(f"source: the key {shown(key)} is not a string")
        for inner in value.values() if isinstance(value, Mapping) else value:
            _check_json(inner, depth - 1)
    elif isinstance(value, int) and abs(value) >= TOO_LARGE:
        raise ArticleError("source: a number has thousands of digits")
    elif not (isinstance(value, (str, int, type(None))) or (isinstance(value, float) and math.isfinite(value))):
        raise ArticleError(f"source: {shown(value)} ({type(value).__name__}) cannot be written as JSON")


def _of_type(kind: type, *, optional: bool = False) -> Any:
    """Validator: a value of the type, or None if that is allowed."""

    def check(_document: Document, attribute: attrs.Attribute[Any], value: Any) -> None:
        if not (isinstance(value, kind) or (optional and value is None)):
            wanted = f"give a {kind.__name__}"
            raise ArticleError(f"{attribute.name}: {shown(value)} is of the wrong type ({_type(value)}); {wanted}")

    return check


def _check_id(_document: Document, _: attrs.Attribute[Any], value: str) -> None:
    if not value:
        raise ArticleError("id: it is empty; without one, it is made from the text")
    if found := SURROGATE.search(value):
        raise ArticleError(f"id: a lone surrogate at offset {found.start()}, which UTF-8 cannot hold")


def _text(value: str) -> str:
    if not isinstance(value, str):
        raise ArticleError(f"text: expected a string, not {_type(value)}")
    if pair := SURROGATE_PAIR.search(value):
        raise ArticleError(
            f"text: a surrogate pair instead of a character at offset {pair.start()}; decode it as UTF-16"
        )
    return value


def _check_kind(kind: Any) -> None:
    """Make sure that the argument of `Document.of` is an annotation class."""
    if isinstance(kind, type) and issubclass(kind, Annotation):
        return
    hint = f"; write document.of({type(kind).__name__})" if isinstance(kind, Annotation) else ""
    if isinstance(kind, str):
        names = [known.__name__ for known in CORE_TYPES]
        hint = f"; pass the class itself: {nearest(kind, names)}"
    raise TypeError(f"document.of takes an annotation type, not {kind!r}{hint}")


def _id(document: Document) -> str:
    return hashlib.sha256(document.text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _in_order(values: Iterable[Annotation]) -> tuple[Annotation, ...]:
    return tuple(sorted(values, key=lambda annotation: (annotation.start, annotation.end, annotation.wire_name)))


def _quotations(text: str, frame: Frame, blocks: Iterable[Span]) -> tuple[Quotation, ...]:
    dateline = frame.dateline
    rest = [
        trimmed(text, dateline.end, block.end) if dateline and block.contains(dateline) else block for block in blocks
    ]
    return quotations(text, [block for block in rest if block])


def _failures(values: Iterable[Failure]) -> tuple[Failure, ...]:
    return tuple(values)


@attrs.frozen(repr=False)
class Document(DocumentExports):
    """One article, and what was found in it.

    Use `Document.from_article` for an article from a file or a feed; the constructor does not look for a title or a
    date in the text.

    Attributes:
        text: The article, exactly as given. All offsets refer to it, in Unicode code points.
        id: Its id; by default the first 16 digits of the SHA-256 of its text.
        title: Its title.
        published: The day of publication, from which relative dates are counted; a `datetime.date` or `"YYYY-MM-DD"`.
        published_basis: `given` by the caller, or found in the `text` (weaker evidence); None without a date.
        language: BCP 47 code; only `en` is supported.
        source: What else the caller knows about it (outlet, address, licence); kept, not interpreted. A string is taken
            as the outlet: `{"outlet": ...}`.
        frame: Where the title, date and dateline are in the text.
        annotations: What was found, in the order of the text.
        failures: Extractors that failed or were skipped.
        language_model: The language model whose parse the extractors last used; None if none of them needed a parse,
            or if the parse was given.

    Raises:
        ArticleError: If the text is not a string or holds surrogate pairs, the date is not a date, or another value is
            of the wrong type.
    """

    text: str = attrs.field(converter=_text)
    id: str = attrs.field(
        default=attrs.Factory(_id, takes_self=True), validator=[_of_type(str), _check_id], kw_only=True
    )
    title: str | None = attrs.field(default=None, validator=_of_type(str, optional=True), kw_only=True)
    published: datetime.date | None = attrs.field(default=None, converter=as_date, kw_only=True)
    published_basis: Basis | None = attrs.field(validator=attrs.validators.optional(one_of(Basis)), kw_only=True)
    language: str = attrs.field(default="en", validator=_of_type(str), kw_only=True)
    source: Mapping[str, Any] = attrs.field(default=immutabledict(), converter=as_source, kw_only=True)
    frame: Frame = attrs.field(default=Frame(), kw_only=True)
    annotations: tuple[Annotation, ...] = attrs.field(default=(), converter=_in_order, kw_only=True)
    failures: tuple[Failure, ...] = attrs.field(default=(), converter=_failures, kw_only=True)
    language_model: LanguageModel | None = attrs.field(
        default=None, validator=_of_type(LanguageModel, optional=True), kw_only=True, metadata={"added": True}
    )

    @published_basis.default
    def _given(self) -> Basis | None:
        return "given" if self.published else None

    @classmethod
    def from_article(
        cls,
        raw: str,
        *,
        id: str | None = None,
        title: str | None = None,
        published: datetime.date | str | None = None,
        language: str = "en",
        source: Mapping[str, Any] | str | None = None,
    ) -> Self:
        """A document whose title, date and dateline are looked for in its text.

        What the caller gives takes precedence over what the text says; a publication date found in the text has
        `published_basis="text"`. A date without a day (`"2015-11"`, `"2015"`) is kept as `source["published"]`:
        only what it decides can be counted from it, such as "last year".

        Raises:
            ArticleError: If `raw` is not a string or holds surrogate pairs, or `published` is not a date.
        """
        view = view_of(_text(raw))
        read, found = read_header(view.text)
        given, partial = split_date(published)
        if partial:
            source = {**as_source(source or {}), "published": partial}
            found = found if found and found.isoformat().startswith(partial) else None
        if title is None and read.title:
            title = read.title.text
        document = cls(
            raw,
            title=title,
            published=given or found,
            published_basis="given" if given else "text" if found else None,
            language=language,
            source={} if source is None else source,
            frame=read.moved(view.in_original, raw),
        )
        document = document if id is None else attrs.evolve(document, id=id)
        object.__setattr__(document, "view", view)  # so that it need not be made again
        return document

    @cached_property
    def view(self) -> TextView:
        """The normalised text that extractors read, with its offsets in `text`."""
        return view_of(self.text)

    @cached_property
    def paragraphs(self) -> tuple[Span, ...]:
        """The paragraphs in order, including the title and without the publication date (`frame.date`)."""
        view = self.view
        if view.is_original:
            return body(self.text, self.frame)
        blocks = body(view.text, self.frame.moved(view.in_view, view.text))
        return tuple(Span.of(self.text, *view.in_original(block.start, block.end)) for block in blocks)

    @cached_property
    def quotations(self) -> tuple[Quotation, ...]:
        """The quotations in order; a dateline is never inside one."""
        if self.view.is_original:
            return _quotations(self.text, self.frame, self.paragraphs)
        view = self.view
        frame = self.frame.moved(view.in_view, view.text)
        found = _quotations(view.text, frame, body(view.text, frame))
        return tuple(quotation.moved(view.in_original, self.text) for quotation in found)

    @cached_property
    def _by_type(self) -> dict[type[Annotation], tuple[Annotation, ...]]:
        return {}

    def of(self, kind: type[A]) -> tuple[A, ...]:
        """All annotations of a type, its subtypes included, in the order of the text.

        Raises:
            TypeError: If `kind` is not an annotation type.
        """
        found = self._by_type.get(kind)
        if found is None:
            _check_kind(kind)
            found = tuple(annotation for annotation in self.annotations if isinstance(annotation, kind))
            self._by_type[kind] = found
        return found  # type: ignore[return-value]

    @property
    def statements(self) -> tuple[Statement, ...]:
        """Who said what."""
        return self.of(Statement)

    @property
    def meetings(self) -> tuple[Meeting, ...]:
        """Who met whom, where."""
        return self.of(Meeting)

    @property
    def times(self) -> tuple[TimeExpression, ...]:
        """Dates, ranges, durations, times of day."""
        return self.of(TimeExpression)

    @property
    def organizations(self) -> tuple[Organization, ...]:
        """Organizations and diplomatic formats."""
        return self.of(Organization)

    @property
    def states(self) -> tuple[State, ...]:
        """States and territories."""
        return self.of(State)

    @property
    def people(self) -> tuple[Person, ...]:
        """Persons."""
        return self.of(Person)

    @property
    def places(self) -> tuple[Place, ...]:
        """Places."""
        return self.of(Place)

    @cached_property
    def mentions(self) -> tuple[tuple[Mention, Entity], ...]:
        """Every mention with its entity, in the order of the text; of those with the same start, the longest first."""
        pairs = [(mention, entity) for entity in self.of(Entity) for mention in entity.mentions]
        return tuple(sorted(pairs, key=lambda pair: (pair[0].start, -pair[0].end)))

    def mentions_in(self, start: int, end: int) -> tuple[tuple[Mention, Entity], ...]:
        """The mentions that lie inside a stretch of the text, with their entities."""
        starts = self._mention_starts
        inside = self.mentions[bisect_left(starts, start) : bisect_left(starts, end)]
        return tuple(pair for pair in inside if pair[0].end <= end)

    @cached_property
    def _mention_starts(self) -> list[int]:
        return [mention.start for mention, _ in self.mentions]

    def __repr__(self) -> str:
        name = self.title or shortened(self.text, 40)
        return f"<Document {self.id!r}, {shortened(name)!r}, {len(self.annotations)} annotations>"


CACHED = ("view", "paragraphs", "quotations")
"""Properties that depend only on the text and its frame, and are computed once."""


def changed(document: Document, **changes: Any) -> Document:
    """A document with other annotations, failures or another language model; what is known of its text is kept.

    For values that come from documents: they are converted and put in order, the rest is taken as it is.
    """
    new = copied(document)
    fields = attrs.fields_dict(Document)
    for name, value in changes.items():
        converter: Any = fields[name].converter
        object.__setattr__(new, name, converter(value) if converter else value)
    for name in CACHED:
        try:
            value = object.__getattribute__(document, name)
        except AttributeError:  # nobody has asked for it
            continue
        object.__setattr__(new, name, value)
    return new
