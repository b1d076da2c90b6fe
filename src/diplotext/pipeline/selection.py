"""Selecting installed extractors: adding those that others require, and leaving out those that lack a provider."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from diplotext.pipeline.ordering import providers
from diplotext.plugin.extractor import Extractor
from diplotext.plugin.registry import Registry


def pull_in(
    extractors: list[Extractor], registry: Registry, left_out: frozenset[str], options: dict[str, Mapping[str, Any]]
) -> None:
    """Add installed providers of types that are required and not yet provided, and what these require in turn."""
    for extractor in extractors:  # the list grows during the iteration
        for kind in extractor.requires:
            if providers(extractors, kind):
                continue
            extractors.extend(
                registry.create(info.name, **options.pop(info.name, {}))
                for info in registry.extractors
                if info.name not in left_out and any(issubclass(p, kind) for p in info.extractor.provides)
            )


def satisfied(extractors: list[Extractor]) -> list[Extractor]:
    """The extractors whose requirements the others satisfy."""
    while True:
        kept = [e for e in extractors if all(providers(extractors, kind) for kind in e.requires)]
        if len(kept) == len(extractors):
            return kept
        extractors = kept
