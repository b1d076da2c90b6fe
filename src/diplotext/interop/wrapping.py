"""Wrapping any spaCy component or pipeline as an extractor: its labels become annotation types.

`SpacyExtractor` is the base class for plugins; `spacy_extractor` makes an extractor in one call, for a pipeline that is
composed in a script or notebook.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, ClassVar, TypeAlias

import attrs
from immutabledict import immutabledict

from diplotext.errors import PipelineError, nearest
from diplotext.model.annotations import Annotation
from diplotext.plugin.extractor import Extractor, Reading
from diplotext.syntax.language_models import load_language, parse_all
from diplotext.text.spans import trimmed

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.tokens import Span as SpacySpan

    Source: TypeAlias = Language | Callable[[Doc], Doc] | str | None

MADE = frozenset(("spans", "rule", "name"))
"""The fields that the wrapper fills."""


@attrs.frozen
class SpacyExtractor(Extractor):
    """Yields what spaCy finds as annotations. A subclass declares the labels, and where they come from.

    The text of a span becomes the `name` of an annotation whose type has one; its rule is the extractor's name and the
    label, such as `treaties.TREATY`.

    Attributes:
        labels: The annotation type for each label to be used; other labels are ignored.
        group: The span group to be read; None for the named entities.
    """

    labels: ClassVar[Mapping[str, type[Annotation]]] = immutabledict()
    group: ClassVar[str | None] = None

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        if "labels" in cls.__dict__:
            _check_labels(cls)
            if "provides" not in cls.__dict__:
                type.__setattr__(cls, "provides", tuple(dict.fromkeys(cls.labels.values())))

    def source(self) -> Source:
        """Where the labels come from: called once per extractor and process, so that it may load something.

        Returns:
            A spaCy pipeline, or its name or path, which parses the text itself. Or a component, which gets a copy of
            the parse that all extractors share, without entities and span groups unless `needs` names them. Or None,
            to use that parse itself.
        """
        return None

    def fields(self, found: SpacySpan) -> Mapping[str, Any]:
        """Further fields of the annotation made from a spaCy span; none by default."""
        return {}

    def extract(self, reading: Reading) -> Iterator[Annotation]:
        """Yield what spaCy finds in a document."""
        [found] = self.extract_batch([reading])
        yield from found

    def extract_batch(self, readings: Sequence[Reading]) -> Iterator[Iterable[Annotation]]:
        """Yield what spaCy finds in each of several documents, read in one batch."""
        for reading, doc in zip(readings, self._docs(readings), strict=True):
            yield list(self._annotations(reading, doc))

    def _docs(self, readings: Sequence[Reading]) -> Iterator[Doc]:
        from spacy.language import Language

        source = _source_of(self)
        if source is None:
            yield from (reading.parse for reading in readings)
        elif isinstance(source, Language):
            yield from parse_all(source, (reading.text for reading in readings))
        else:
            yield from (source(_copy(reading.parse, source, self.needs)) for reading in readings)

    def _annotations(self, reading: Reading, doc: Doc) -> Iterator[Annotation]:
        if self.group is None:
            spans: Iterable[SpacySpan] = doc.ents
        else:
            if doc.spans and self.group not in doc.spans:
                raise PipelineError(
                    f"extractor {self.name!r} reads the span group {self.group!r}, which is not in the parse: "
                    f"{nearest(self.group, doc.spans)}"
                )
            spans = doc.spans.get(self.group) or ()
        for found in spans:
            kind: Any = self.labels.get(found.label_)
            span = trimmed(reading.text, found.start_char, found.end_char)
            if kind is None or span is None:
                continue
            values: dict[str, Any] = {"spans": [span], "rule": f"{self.name}.{found.label_}"}
            if "name" in attrs.fields_dict(kind):
                values["name"] = " ".join(span.text.split())
            yield kind(**{**values, **self.fields(found)})


def spacy_extractor(
    name: str,
    labels: Mapping[str, type[Annotation]],
    source: Source = None,
    *,
    group: str | None = None,
    needs: Collection[str] | None = None,
    fields: Callable[[SpacySpan], Mapping[str, Any]] | None = None,
) -> SpacyExtractor:
    """An extractor of what a spaCy component or pipeline finds.

    Args:
        name: Name of the extractor.
        labels: The annotation type for each label to be used, such as `{"LAW": Treaty}`.
        source: A spaCy pipeline, or its name or path, which parses the text itself. Or a component, such as an entity
            ruler, which gets a copy of the parse that all extractors share. Or None, for what the language model of the
            pipeline finds.
        group: The span group to be read; None for the named entities.
        needs: What the parse must hold for the component, see `Extractor.needs`; by default nothing, or without a
            `source` what is read. A component gets the entities and span groups of the parse only if these are named.
        fields: A function that gives further fields of the annotation made from a spaCy span. For several processes it
            must be defined in a module.

    Raises:
        PipelineError: If the component does not have a label, or its type has required fields that are not filled.
    """
    if needs is None:
        needs = () if source is not None else ("doc.ents",) if group is None else ("doc.spans",)
    kind = _wrapper(name, tuple(labels.items()), group, tuple(needs), fields is None)
    made: SpacyExtractor = kind(source, fields)  # type: ignore[call-arg, arg-type]
    if not isinstance(source, str):
        _check_source(name, labels, source)
    return made


@cache
def _wrapper(
    name: str, labels: tuple[tuple[str, type[Annotation]], ...], group: str | None, needs: tuple[str, ...], plain: bool
) -> type[SpacyExtractor]:
    """The class of such an extractor: one for each declaration, so that equal extractors compare equal."""
    further = {} if plain else {"fields": lambda self, found: self.made_fields(found)}
    body = {"name": name, "labels": immutabledict(labels), "group": group, "needs": needs, "__doc__": _Wrapped.__doc__}
    return attrs.frozen(type("SpacyExtractor", (_Wrapped,), {**body, **further, "__module__": __name__}))


def _identity(source: Any) -> Any:
    """What a source is compared by: models and components by identity, not by their contents."""
    return source if isinstance(source, str | None) else id(source)


@attrs.frozen
class _Wrapped(SpacyExtractor):
    """What a spaCy component or pipeline finds, as annotations."""

    made_from: Any = attrs.field(default=None, eq=_identity)
    made_fields: Any = None

    def source(self) -> Source:
        made_from: Source = self.made_from
        return made_from

    def __reduce__(self) -> Any:
        labels = dict(self.labels)
        return _rebuilt, (self.name, labels, self.made_from, self.group, self.needs, self.made_fields)


def _rebuilt(name: str, labels: Any, source: Any, group: str | None, needs: Any, fields: Any) -> SpacyExtractor:
    return spacy_extractor(name, labels, source, group=group, needs=needs, fields=fields)


@lru_cache(maxsize=32)
def _source_of(extractor: SpacyExtractor) -> Language | Callable[[Doc], Doc] | None:
    source = extractor.source()
    if isinstance(source, str):
        source = load_language(source)
    _check_source(extractor.name, extractor.labels, source)
    return source


def _check_source(name: str, labels: Mapping[str, type[Annotation]], source: Any) -> None:
    """Check that a source is a pipeline or component, and has the labels if it declares any."""
    if source is None:
        return
    if not callable(source):
        raise PipelineError(
            f"extractor {name!r}: {source!r} is not a spaCy pipeline or component, nor the name or path of a pipeline"
        )
    pipes = getattr(source, "pipe_labels", None)
    known = [label for labels in pipes.values() for label in labels] if pipes else getattr(source, "labels", ())
    for label in labels:
        if known and label not in known:
            raise PipelineError(
                f"extractor {name!r} uses the label {label!r}, which the spaCy component does not have: "
                f"{nearest(label, set(known))} (add the patterns of a ruler before it is wrapped)"
            )


def _check_labels(extractor: type[SpacyExtractor]) -> None:
    """Check that labels are mapped to annotation types that can be made from a span."""
    name = getattr(extractor, "name", extractor.__qualname__)
    for label, kind in extractor.labels.items():
        given: Any = kind
        if not (isinstance(given, type) and issubclass(given, Annotation)):
            raise PipelineError(
                f"extractor {name!r}: the label {label!r} is mapped to {kind!r}, which is not an annotation type"
            )
        missing = [field for field in _required(kind) if field not in MADE]
        if missing and extractor.fields is SpacyExtractor.fields:
            raise PipelineError(
                f"extractor {name!r}: a {kind.__name__} needs {', '.join(missing)}; give these with `fields`"
            )


def _required(kind: Any) -> tuple[str, ...]:
    """The fields of an annotation type that have no default."""
    return tuple(field.name for field in attrs.fields(kind) if field.default is attrs.NOTHING)


def _copy(doc: Doc, component: Any, needs: Collection[str]) -> Doc:
    """A copy of a parse for a component, in the vocabulary of that component."""
    from spacy.tokens import Doc

    owner = component if hasattr(component, "vocab") else getattr(component, "nlp", doc)  # a ruler knows its pipeline
    copy = Doc(owner.vocab).from_bytes(doc.to_bytes(exclude=["user_data"]))
    if "doc.ents" not in needs:
        copy.set_ents([])
    if "doc.spans" not in needs:
        copy.spans.clear()
    return copy
