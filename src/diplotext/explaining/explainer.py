"""Explaining annotations: where the rule, the evidence, the records and the near misses come from.

What is needed for many explanations (the rules, the index of the gazetteer) is made once.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, cached_property

import attrs

from diplotext.errors import ArticleError, DiplotextError, nearest
from diplotext.explaining.evidence import evidence_of, summary_of
from diplotext.explaining.reading_again import second_reading, sentence_of
from diplotext.explaining.records import Gazetteer, records_of
from diplotext.explaining.values import Explanation, KnownRecord
from diplotext.io.wire import ids_of
from diplotext.model.annotations import Annotation, Entity, Person
from diplotext.model.document import Document
from diplotext.model.references import references_of
from diplotext.pipeline.pipeline import Pipeline, default_pipeline, default_registry
from diplotext.plugin.extractor import Extractor
from diplotext.plugin.registry import Registry, version_of
from diplotext.plugin.rules import Rule

OF_OTHERS = ("content", "reported in", "continues")
"""Evidence that is a stretch of the text with much else in it: near misses in it may concern other values."""


@attrs.frozen(eq=False, slots=False)
class Explainer:
    """Explains annotations.

    Attributes:
        pipeline: The pipeline that found them; by default that of everything installed. It is built, and its language
            model loaded, only to look for near misses.
        considered: Whether to look for what was considered and rejected: each document is then read once more.
        registry: The installed plugins; by default all.
    """

    pipeline: Pipeline | None = None
    considered: bool = attrs.field(default=True, kw_only=True)
    registry: Registry = attrs.field(factory=default_registry, kw_only=True)

    @cached_property
    def _gazetteer(self) -> Gazetteer:
        return Gazetteer(self.pipeline.knowledge if self.pipeline else self.registry.knowledge, self.registry)

    @cached_property
    def _rules(self) -> Mapping[tuple[str, str], Rule]:
        """The rules by extractor and id: those of the pipeline first."""
        found: dict[tuple[str, str], Rule] = {}
        for info in self.registry.extractors:
            found |= _declared(info.extractor, self.registry.rules.get(info.name, ()))
        for extractor in self.pipeline.extractors if self.pipeline else ():
            found |= _declared(type(extractor), extractor.added_rules)
        return found

    @cached_property
    def _versions(self) -> Mapping[str, str]:
        kinds = [info.extractor for info in self.registry.extractors]
        kinds += [type(extractor) for extractor in (self.pipeline.extractors if self.pipeline else ())]
        return {kind.name: version_of(kind) for kind in kinds}

    def rule_of(self, annotation: Annotation) -> Rule | None:
        """The rule that found an annotation; None if no installed extractor declares it."""
        return self._rules.get((annotation.extractor, annotation.rule))

    def explain(self, document: Document, annotation: Annotation | str) -> Explanation:
        """Why a value was found.

        Args:
            document: The document.
            annotation: An annotation of it, or the id of one on the wire, such as `"statement:3"`.

        Raises:
            ArticleError: If the document has no such annotation.
        """
        ids = ids_of(document)
        found = _chosen(document, annotation, ids)
        return self._explained(document, found, ids)

    def explain_all(self, document: Document) -> tuple[Explanation, ...]:
        """The explanations of all annotations of a document, in their order."""
        ids = ids_of(document)
        return tuple(self._explained(document, annotation, ids) for annotation in document.annotations)

    def records_of(self, entity: Entity, id: str) -> tuple[KnownRecord, ...]:
        """The records of the gazetteer that identify an entity.

        Args:
            entity: The entity.
            id: Its id on the wire.
        """
        return self._gazetteer.records_of(entity, id)

    def _explained(self, document: Document, annotation: Annotation, ids: Mapping[Annotation, str]) -> Explanation:
        explanation = Explanation(
            id=ids[annotation],
            kind=annotation.wire_name,
            value=summary_of(annotation),
            spans=annotation.spans,
            sentence=sentence_of(document, annotation.spans[0]) if annotation.spans else None,
            rule_id=annotation.rule,
            rule=self.rule_of(annotation),
            extractor=annotation.extractor,
            extractor_version=annotation.extractor_version,
            confidence=annotation.confidence,
            evidence=evidence_of(annotation, document, ids),
            records=records_of(_entities_of(annotation, ids), self._gazetteer),
            notes=tuple(self._notes(annotation)),
            document=document.id,
        )
        return self._with_near_misses(explanation, document, annotation) if self.considered else explanation

    def _notes(self, annotation: Annotation) -> list[str]:
        notes = []
        if self.rule_of(annotation) is None:
            by = f"the extractor {annotation.extractor!r}" if annotation.extractor else "an extractor"
            notes.append(
                f"no installed extractor declares the rule {annotation.rule!r}: {by} found it; install its plugin, "
                "or give the file of rules or the pipeline that found it"
            )
        installed = self._versions.get(annotation.extractor)
        if installed is not None and annotation.extractor_version not in ("", installed):
            notes.append(
                f"found by version {annotation.extractor_version} of {annotation.extractor!r}; the rule is shown as "
                f"version {installed} has it"
            )
        return notes

    def _with_near_misses(self, explanation: Explanation, document: Document, annotation: Annotation) -> Explanation:
        try:
            again = second_reading(document, self.pipeline or default_pipeline())
        except DiplotextError as error:
            return _noted(explanation, f"what was considered and rejected is not shown: {error}")
        if again.error is not None:
            return _noted(explanation, f"what was considered and rejected is not shown: {again.error}")
        if not again.finds(annotation):
            explanation = _noted(
                explanation,
                "reading the text again does not find this value: the language model, the versions or the options "
                "differ, or the value was added in another way; what was rejected is that of the second reading",
            )
        own = [rule for extractor, rule in self._rules if extractor == annotation.extractor]
        words = [one.span for one in explanation.evidence if one.span and one.role not in OF_OTHERS]
        near_misses = tuple(
            miss
            for miss in again.around(document, annotation)
            if any(rule.startswith(miss.rule) for rule in own) or any(miss.span.overlaps(span) for span in words)
        )
        return attrs.evolve(explanation, near_misses=near_misses)


def explain(
    document: Document, annotation: Annotation | str, *, pipeline: Pipeline | None = None, considered: bool = True
) -> Explanation:
    """Why a value was found; see `Document.explain`."""
    if pipeline is None:
        return _default(considered).explain(document, annotation)
    return Explainer(pipeline, considered=considered).explain(document, annotation)


@cache
def _default(considered: bool) -> Explainer:
    return Explainer(considered=considered)


def _declared(extractor: type[Extractor], added: tuple[Rule, ...]) -> dict[tuple[str, str], Rule]:
    """The rules of an extractor and those added to it; none of its own if it cannot list them."""
    try:
        rules = [*extractor.rules().values(), *added]
    except Exception:  # a plugin can fail in any way; `diplotext rules` reports it
        rules = list(added)
    return {(extractor.name, rule.id): rule for rule in rules}


def _chosen(document: Document, annotation: Annotation | str, ids: Mapping[Annotation, str]) -> Annotation:
    if isinstance(annotation, str):
        by_id = {own: one for one, own in ids.items()}
        if annotation not in by_id:
            raise ArticleError(
                f"document {document.id!r} has no annotation {annotation!r}: {nearest(annotation, by_id)}"
            )
        return by_id[annotation]
    if not isinstance(annotation, Annotation):
        raise TypeError(f"explain takes an annotation of the document or its id, not {annotation!r}")
    if annotation not in ids:
        raise ArticleError(f"{annotation!r} is not an annotation of document {document.id!r}")
    return annotation


def _entities_of(annotation: Annotation, ids: Mapping[Annotation, str]) -> list[tuple[Entity, str]]:
    """The entities that an annotation is or refers to, and the states and organizations of their offices."""
    direct = [annotation, *references_of(annotation)]
    entities = [one for one in direct if isinstance(one, Entity)]
    for person in [one for one in entities if isinstance(one, Person)]:
        entities += [office.of for office in person.offices if office.of is not None]
    return [(entity, ids[entity]) for entity in dict.fromkeys(entities) if entity in ids]


def _noted(explanation: Explanation, note: str) -> Explanation:
    return attrs.evolve(explanation, notes=(*explanation.notes, note))
