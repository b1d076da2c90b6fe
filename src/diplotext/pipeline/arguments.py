"""Checks of a pipeline and its arguments when it is built. Each raises `PipelineError` with a remedy."""

from __future__ import annotations

import inspect
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, TypeVar, get_args

import attrs

from diplotext.errors import PipelineError, nearest
from diplotext.knowledge.records import Knowledge
from diplotext.model.annotations import Annotation, Entity, shortened
from diplotext.model.document import CORE_TYPES
from diplotext.pipeline.confidences import Confidences, ConfidencesGiven, confidences_of
from diplotext.plugin.extractor import ANNOTATIONS, Extractor, meant_need, wrong_declaration
from diplotext.plugin.registry import Registry
from diplotext.syntax.language_models import SURROGATE, meets

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

R = TypeVar("R")
OnError = Literal["raise", "collect"]

REMEDY = "install en-diplotext, or pass language=spacy.load(...) with a model that does"
PARSED = "parse the text with a pipeline that does, such as spacy.load('en_diplotext')"


def check_on_error(value: str) -> None:
    """Check the value of `on_error`."""
    if value not in get_args(OnError):
        raise PipelineError(f"on_error is {value!r}: {nearest(str(value), get_args(OnError))}")


def check_numbers(**numbers: Any) -> None:
    """Check that numbers are whole, and 1 or more."""
    for name, value in numbers.items():
        if not isinstance(value, int) or value < 1:
            raise PipelineError(f"{name} must be a whole number, 1 or more, not {value!r}")


def check_given(language: Any, knowledge: Any) -> Any:
    """Check a language model and knowledge if they are given; the path of a model is returned as a string."""
    if not (language is None or isinstance(language, str | os.PathLike) or hasattr(language, "pipe_names")):
        raise PipelineError(f"language is {language!r}; pass a spaCy Language, or the name or path of one")
    if not (knowledge is None or isinstance(knowledge, Knowledge)):
        raise PipelineError(f"knowledge is {shortened(repr(knowledge))}; make it with Knowledge(records)")
    return os.fspath(language) if isinstance(language, os.PathLike) else language


def check_registry(registry: Any, kind: type[R]) -> R:
    """Check that a registry is one."""
    if not isinstance(registry, kind):
        raise PipelineError(f"registry is {registry!r}; make one with Registry(plugins=...)")
    return registry


def check_confidences(
    given: ConfidencesGiven | None, extractors: Sequence[Extractor], registry: Callable[[], Registry]
) -> Confidences | None:
    """Check that confidences are of rules of these extractors, or else of other installed ones, and return them."""
    if given is None:
        return None
    confidences = confidences_of(given)
    known = {rule for one in extractors for rule in (*type(one).rules(), *(added.id for added in one.added_rules))}
    if not known.issuperset(confidences.rules):
        installed = registry()
        known.update(rule for info in installed.extractors for rule in info.extractor.rules())
        known.update(rule.id for rules in installed.rules.values() for rule in rules)
    confidences.check(known)
    return confidences


def check_options(options: Any) -> dict[str, Mapping[str, Any]]:
    """Check options given by extractor, and return a copy."""
    if not isinstance(options, Mapping | None):
        raise PipelineError(
            f"options are given by extractor, such as {{'quotes': {{'min_words': 2}}}}, not {options!r}"
        )
    for name, values in (options or {}).items():
        if not isinstance(values, Mapping):
            raise PipelineError(f"options of {name!r} must be a mapping such as {{'option': value}}, not {values!r}")
    return dict(options or {})


def extractors_of(values: Any) -> tuple[Extractor, ...]:
    """Check the extractors of a pipeline, and return them."""
    if isinstance(values, Extractor | str) or not isinstance(values, Iterable):
        raise PipelineError(f"a pipeline takes several extractors, not {values!r}; write {_instead(values)}")
    given = tuple(values)
    for value in given:
        check_extractor(value)
    return given


def _instead(value: Any) -> str:
    if isinstance(value, str):
        return f"Pipeline.of({value!r})"
    return f"Pipeline([{value!r}])" if isinstance(value, Extractor) else "Pipeline([...])"


def check_extractor(value: Any) -> None:
    """Check that a value is an instance of an extractor class with valid declarations."""
    if not isinstance(value, Extractor):
        hint = "; make an instance of it" if isinstance(value, type) else ""
        hint = f"; Pipeline.of({value!r}) takes names" if isinstance(value, str) else hint
        raise PipelineError(f"not an extractor: {value!r}{hint}")
    if problem := wrong_declaration(type(value)):
        raise PipelineError(f"extractor class {type(value).__qualname__}: {problem}")


def check_types(extractors: Sequence[Extractor]) -> None:
    """Check that each key on the wire belongs to one type, and that every type can be written."""
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
    from diplotext.io.schema import json_schema

    known = attrs.fields_dict(kind)
    try:
        declared = inspect.get_annotations(kind)
        if fields := [name for name, hint in declared.items() if name not in known and "ClassVar" not in str(hint)]:
            raise PipelineError(
                f"annotation type {kind.__qualname__}: {', '.join(fields)} is not a field; "
                "write @attrs.frozen(kw_only=True) above it"
            )
        json_schema([kind])
    except (TypeError, NameError) as error:
        raise PipelineError(f"annotation type {kind.__qualname__} cannot be written: {error}") from error


def check_needs(extractors: Sequence[Extractor], language: Language, remedy: str = REMEDY) -> None:
    """Check that a language model assigns what the extractors need."""
    held = meets(language)
    for extractor in extractors:
        if missing := [need for need in extractor.needs if need not in held]:
            if meant := next(filter(None, map(meant_need, missing)), None):
                remedy = f"did you mean {meant!r}?"
            name = f"{language.meta.get('lang', '')}_{language.meta.get('name', '')}"
            raise PipelineError(
                f"extractor {extractor.name!r} needs {', '.join(missing)}, which the language model {name!r} does not "
                f"hold; {remedy}"
            )


def check_parse(extractors: Sequence[Extractor], text: str, parse: Doc, remedy: str) -> None:
    """Check that a parse is of this text, and holds what the extractors need."""
    if not hasattr(parse, "has_annotation"):
        raise PipelineError(f"parse is {parse!r}; pass the spaCy Doc of the text")
    if parse.text != SURROGATE.sub("\ufffd", text):
        raise PipelineError("the parse is of another text than the document; parse document.text")
    needs = {need for extractor in extractors for need in extractor.needs if need in ANNOTATIONS}
    lacking = {need for need in needs if not parse.has_annotation(ANNOTATIONS[need])}
    for extractor in extractors if lacking else ():
        if missing := [need for need in extractor.needs if need in lacking]:
            raise PipelineError(
                f"extractor {extractor.name!r} needs {', '.join(missing)}, which the parse does not hold; {remedy}"
            )
