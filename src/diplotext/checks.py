"""What can be wrong with a pipeline, found when it is built. Each check raises `PipelineError` with a remedy."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal, get_args

from diplotext.annotations import Annotation, Entity
from diplotext.document import CORE_TYPES
from diplotext.errors import PipelineError, nearest
from diplotext.extractor import ANNOTATIONS, Extractor, wrong_declaration
from diplotext.language import SURROGATE, meets

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

OnError = Literal["raise", "collect"]

REMEDY = "install en-diplotext, or pass language=spacy.load(...) with a model that does"


def check_on_error(value: str) -> None:
    """A word that says what to do with errors."""
    if value not in get_args(OnError):
        raise PipelineError(f"on_error is {value!r}: {nearest(value, get_args(OnError))}")


def check_extractor(value: Any) -> None:
    """An instance of an extractor class that declares itself rightly."""
    if not isinstance(value, Extractor):
        hint = "; make an instance of it" if isinstance(value, type) else ""
        raise PipelineError(f"not an extractor: {value!r}{hint}")
    if problem := wrong_declaration(type(value)):
        raise PipelineError(f"extractor class {type(value).__qualname__}: {problem}")


def check_types(extractors: Sequence[Extractor]) -> None:
    """One type a key on the wire, and no type that cannot be written."""
    keys: dict[str, type[Annotation]] = {kind.wire_name: kind for kind in CORE_TYPES}
    for extractor in extractors:
        for kind in (*extractor.provides, *extractor.requires, *extractor.uses):
            if kind in (Annotation, Entity):
                continue
            if kind not in CORE_TYPES:
                _check_writable(kind)
            if keys.setdefault(kind.wire_name, kind) is not kind:
                other = keys[kind.wire_name]
                raise PipelineError(
                    f"two annotation types share the key {kind.wire_name!r} on the wire: {other.__module__}."
                    f"{other.__qualname__} and {kind.__module__}.{kind.__qualname__}; set wire_name on one of them"
                )


def _check_writable(kind: type[Annotation]) -> None:
    from diplotext.schema import json_schema

    try:
        json_schema([kind])
    except (TypeError, NameError) as error:
        raise PipelineError(f"annotation type {kind.__qualname__} cannot be written: {error}") from error


def check_needs(extractors: Sequence[Extractor], language: Language, remedy: str = REMEDY) -> None:
    """A language model that holds what the extractors need."""
    held = meets(language)
    for extractor in extractors:
        if missing := [need for need in extractor.needs if need not in held]:
            name = f"{language.meta.get('lang', '')}_{language.meta.get('name', '')}"
            raise PipelineError(
                f"extractor {extractor.name!r} needs {', '.join(missing)}, which the language model {name!r} does not "
                f"hold; {remedy}"
            )


def check_parse(extractors: Sequence[Extractor], text: str, parse: Doc, remedy: str = REMEDY) -> None:
    """A parse of this very text that holds what the extractors need."""
    if parse.text != SURROGATE.sub("\ufffd", text):
        raise PipelineError("the parse is of another text than the document; parse document.text")
    for extractor in extractors:
        checked = (need for need in extractor.needs if need in ANNOTATIONS)
        if missing := [need for need in checked if not parse.has_annotation(ANNOTATIONS[need])]:
            raise PipelineError(
                f"extractor {extractor.name!r} needs {', '.join(missing)}, which the parse does not hold; {remedy}"
            )
