"""Disabled and added rules: what an extractor yields, without findings of the former and with those of the latter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from diplotext.errors import ContractError
from diplotext.model.annotations import Annotation
from diplotext.model.references import references_of
from diplotext.pipeline.merging import listed
from diplotext.plugin.extractor import Extractor, Reading
from diplotext.plugin.rules import Rule


def ruled(found: Iterable[Annotation], extractor: Extractor, reading: Reading) -> Iterable[Annotation]:
    """The annotations of an extractor, subject to its options `disabled_rules` and `added_rules`.

    An annotation that refers to one of a disabled rule is left out as well.

    Args:
        found: What the extractor yields.
        extractor: The extractor.
        reading: What it reads.
    """
    if functions := [rule for rule in extractor.added_rules if rule.match is not None]:
        found = chain(found, *(_matches(rule, extractor, reading) for rule in functions))
    if not extractor.disabled_rules:
        return found
    annotations = listed(found, extractor)
    if not all(isinstance(annotation, Annotation) for annotation in annotations):
        return annotations  # what is wrong with them is reported where they are checked
    kept = [annotation for annotation in annotations if annotation.rule not in extractor.disabled_rules]
    gone = {annotation for annotation in annotations if annotation.rule in extractor.disabled_rules}
    while lost := [annotation for annotation in kept if not gone.isdisjoint(references_of(annotation))]:
        gone.update(lost)
        kept = [annotation for annotation in kept if annotation not in gone]
    return kept


def _matches(rule: Rule, extractor: Extractor, reading: Reading) -> Iterator[Annotation]:
    """What an added rule finds; an error names the rule."""
    assert rule.match is not None
    try:
        for annotation in listed(rule.match(reading), extractor):
            if getattr(annotation, "rule", rule.id) != rule.id:
                raise ContractError(
                    f"rule {rule.id!r} yielded {annotation!r} as found by {annotation.rule!r}; write rule={rule.id!r}"
                )
            yield annotation
    except Exception as error:
        error.add_note(f"in rule {rule.id!r}, added to extractor {extractor.name!r}")
        raise
