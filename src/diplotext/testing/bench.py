"""Setting up an extractor for checks: after the installed extractors that it requires, with parses made once.

The extractor under test is called directly, without the core's own checks: these would reject much of what the kit is
there to explain, one fault at a time.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, NoReturn

import attrs

from diplotext.errors import DiplotextError
from diplotext.model.annotations import Annotation, shortened
from diplotext.model.document import Document
from diplotext.pipeline.merging import with_found
from diplotext.pipeline.pipeline import Pipeline, default_registry
from diplotext.plugin.extractor import Extractor, Reading, wrong_declaration
from diplotext.plugin.registry import version_of
from diplotext.syntax.language_models import meets, parse
from diplotext.testing.parses import ATTRIBUTES

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

Found = tuple[Annotation, ...]


@lru_cache(maxsize=512)
def parsed(language: Language, text: str) -> Doc:
    """The parse of a text, made once per process. It must not be changed: pass copies on."""
    return parse(language, text)


def run(pipeline: Pipeline, document: Document, parser: Callable[[], Doc] | None = None) -> Document:
    """What a pipeline finds in a document, with a parse made once per process, or by `parser`."""
    text = document.text
    make = parser or (lambda: parsed(pipeline.language, text))
    for extractor in pipeline.extractors:
        reading = Reading(document, pipeline.knowledge, make, lambda: meets(pipeline.language))
        document = with_found(document, extractor, version_of(type(extractor)), extractor.extract(reading))
    return document


def companions(extractor: type[Extractor], kinds: Collection[type[Annotation]]) -> tuple[Extractor, ...]:
    """Installed extractors that provide some types, and those that they require."""
    registry = default_registry()
    names = [
        info.name
        for info in registry.extractors
        if info.name != extractor.name and any(issubclass(p, tuple(kinds)) for p in info.extractor.provides)
    ]
    others = Pipeline.of(*names).extractors if names else ()
    return tuple(other for other in others if other.name != extractor.name)


def checked_class(extractor: Any) -> type[Extractor]:
    """The extractor class, if it is one.

    Raises:
        AssertionError: If it is not an extractor class, or its declarations are wrong.
    """
    if not isinstance(extractor, type):
        raise AssertionError(f"checks take the extractor class: write {type(extractor).__name__}, without options")
    if not issubclass(extractor, Extractor):
        raise AssertionError(f"{extractor.__name__} is not a subclass of diplotext.Extractor")
    if problem := wrong_declaration(extractor):
        raise AssertionError(f"{extractor.__name__}: {problem}")
    return extractor


def made(extractor: type[Extractor]) -> Extractor:
    """An extractor without arguments.

    Raises:
        AssertionError: If it cannot be made.
    """
    checked_class(extractor)
    try:
        return extractor()
    except Exception as error:
        raise AssertionError(
            f"{extractor.__name__} cannot be made without arguments: {error}; give each option a default"
        ) from error


@attrs.frozen
class Packed:
    """A document to be sent to another process.

    Attributes:
        document: The document, with what earlier extractors found.
        parse: The bytes of its parse; None if the other process is to make it.
        held: The names for which `Reading.holds` returns true.
    """

    document: Document
    parse: bytes | None = None
    held: frozenset[str] = frozenset()


class Bench:
    """An extractor, with the extractors and the language model that it needs to run.

    Args:
        extractor: Its class.
        uses: Whether installed providers of what it `uses` run too.

    Raises:
        AssertionError: If it cannot be made, or no pipeline can be built around it.
    """

    def __init__(self, extractor: type[Extractor], *, uses: bool = True) -> None:
        self.extractor: Extractor = made(extractor)
        kinds = {*extractor.requires, *(extractor.uses if uses else ())}
        try:
            self.pipeline: Pipeline = Pipeline([*companions(extractor, kinds), self.extractor])
        except DiplotextError as error:
            raise AssertionError(f"no pipeline can be built with {extractor.__name__}: {error}") from error
        self.before: tuple[Extractor, ...] = self.pipeline.extractors[: self.pipeline.extractors.index(self.extractor)]
        self._earlier = Pipeline(self.before, language=self.pipeline.language) if self.before else None
        self._prepared: dict[Document, Document] = {}
        self._first: dict[Document, Found] = {}

    def __str__(self) -> str:
        return type(self.extractor).__name__

    def parse(self, text: str) -> Doc:
        """A copy of the parse, which may be changed."""
        return parsed(self.pipeline.language, text).copy()

    def prepared(self, document: Document, parser: Callable[[], Doc] | None = None) -> Document:
        """The document with what earlier extractors find; cached, unless a parser is given."""
        if self._earlier is None:
            return document
        if document in self._prepared:
            return self._prepared[document]
        found = run(self._earlier, document, parser)
        if parser is None:
            self._prepared[document] = found
        return found

    def reading(
        self,
        document: Document,
        parser: Callable[[], Doc] | None = None,
        held: Collection[str] | None = None,
    ) -> Reading:
        """What the extractor is given, with its own copy of the parse.

        Args:
            document: The document, without annotations.
            parser: Makes the parse; by default the language model does.
            held: The names for which `Reading.holds` returns true; by default what the language model assigns.
        """
        make = cache(parser or (lambda: self.parse(document.text)))
        holds = (lambda: held) if held is not None else (lambda: meets(self.pipeline.language))
        return Reading(self.prepared(document, parser and make), self.pipeline.knowledge, make, holds)

    def found(self, document: Document, extractor: Extractor | None = None) -> Found:
        """What the extractor (or a copy of it) yields for a document, unchecked."""
        return tuple((extractor or self.extractor).extract(self.reading(document)))

    def first(self, documents: Sequence[Document]) -> dict[Document, Found]:
        """What it yielded for each document when it was first read in this process.

        Raises:
            AssertionError: If it found nothing in any of them, so that a check would prove nothing.
        """
        for document in documents:
            if document not in self._first:
                self._first[document] = self.found(document)
        found = {document: self._first[document] for document in documents}
        if not any(found.values()):
            self.nothing_found(len(documents))
        return found

    def nothing_found(self, number: int) -> NoReturn:
        """Report that a check proves nothing."""
        raise AssertionError(
            f"{self} finds nothing in any of {number} texts, so this check proves nothing; pass texts in which "
            f"it finds something: check({self}, texts=['...'])"
        )


@cache
def bench(extractor: type[Extractor], *, uses: bool = True) -> Bench:
    """The bench of an extractor, set up once per process."""
    return Bench(checked_class(extractor), uses=uses)


def plain(value: Any) -> Any:
    """A value as values that JSON can hold, with the names of types, so that any two can be compared and shown."""
    if isinstance(value, (str, int, float, bool, type(None))):
        return value
    if attrs.has(type(value)):
        fields = {field.name: plain(getattr(value, field.name)) for field in attrs.fields(type(value))}
        return {"type": type(value).__name__, **fields}
    if isinstance(value, Mapping):
        return {str(key): plain(inner) for key, inner in value.items()}
    if isinstance(value, Iterable):
        return [plain(inner) for inner in value]
    return repr(value)


def difference(expected: Any, found: Any) -> str | None:
    """Where two plain values differ, on one line; None if they do not."""
    one, other = json.dumps(expected, ensure_ascii=False), json.dumps(found, ensure_ascii=False)
    if one == other:
        return None
    if isinstance(expected, list) and isinstance(found, list):
        if len(expected) != len(found):
            return f"{len(expected)} annotation{'s'[: len(expected) != 1]}, then {len(found)}"
        index, pair = next((i, p) for i, p in enumerate(zip(expected, found, strict=True)) if p[0] != p[1])
        return f"number {index + 1}: {difference(*pair)}"
    if isinstance(expected, dict) and isinstance(found, dict) and expected.keys() == found.keys():
        name = next((key for key in expected if expected[key] != found[key]), None)
        return f"{name} is {_short(expected[name])}, then {_short(found[name])}" if name else "the order of the keys"
    return f"{_short(expected)}, then {_short(found)}"


def _short(value: Any) -> str:
    return shortened(json.dumps(value, ensure_ascii=False), 120)


def packed(ready: Bench, document: Document) -> Packed:
    """What another process needs to run the extractor as it runs here, without a language model."""
    needs = ready.extractor.needs
    if not needs or not ATTRIBUTES.keys() >= set(needs):
        return Packed(ready.prepared(document))
    return Packed(ready.prepared(document), ready.parse(document.text).to_bytes(), meets(ready.pipeline.language))


def expect_same(expected: Iterable[Annotation], found: Iterable[Annotation], document: Document, problem: str) -> None:
    """Make sure that two runs on a document yielded the same.

    Raises:
        AssertionError: If they did not; with `problem`, the document, and where they differ.
    """
    if where := difference(plain(expected), plain(found)):
        raise AssertionError(f"{problem} In {shortened(document.text)!r}: {where}")
