"""The order in which extractors run: all providers of a type before its consumers; else the caller's order."""

from __future__ import annotations

import graphlib
import heapq
from collections import Counter
from collections.abc import Sequence

from diplotext.errors import PipelineError
from diplotext.model.annotations import Annotation
from diplotext.plugin.extractor import Extractor


def ordered(extractors: Sequence[Extractor]) -> tuple[Extractor, ...]:
    """The extractors in an order that satisfies what they require and use.

    Deterministic: of those that may run next, the first in the given order runs. If what extractors use makes a cycle,
    only what they require counts.

    Raises:
        PipelineError: If two have the same name, a required type has no provider, or the requirements form a cycle.
    """
    names = Counter(extractor.name for extractor in extractors)
    if doubled := [name for name, count in names.items() if count > 1]:
        classes = [_class_name(e) for e in extractors if e.name == doubled[0]]
        raise PipelineError(
            f"two extractors are named {doubled[0]!r}: {' and '.join(classes)}; leave one out, or block its plugin"
        )
    try:
        sorter = _prepared(extractors, with_uses=True)
    except graphlib.CycleError:
        try:
            sorter = _prepared(extractors, with_uses=False)
        except graphlib.CycleError as error:
            cycle = " -> ".join(extractors[index].name for index in error.args[1])
            raise PipelineError(
                f"extractors require each other in a cycle: {cycle} (each must run before the next); "
                "leave one out, or let one of them use a type instead of requiring it"
            ) from None
    order: list[Extractor] = []
    ready = list(sorter.get_ready())
    heapq.heapify(ready)
    while ready:
        index = heapq.heappop(ready)
        order.append(extractors[index])
        sorter.done(index)
        for following in sorter.get_ready():
            heapq.heappush(ready, following)
    return tuple(order)


def providers(extractors: Sequence[Extractor], kind: type[Annotation]) -> list[int]:
    """Positions of the extractors that provide a type or a subtype of it."""
    return [
        index
        for index, extractor in enumerate(extractors)
        if any(issubclass(provided, kind) for provided in extractor.provides)
    ]


def _prepared(extractors: Sequence[Extractor], *, with_uses: bool) -> graphlib.TopologicalSorter[int]:
    """The graph of what must run before what, by position. An extractor does not wait for itself."""
    sorter: graphlib.TopologicalSorter[int] = graphlib.TopologicalSorter()
    for index, extractor in enumerate(extractors):
        waits: list[int] = []
        for kind in extractor.requires:
            found = providers(extractors, kind)
            if not found:
                raise PipelineError(
                    f"extractor {extractor.name!r} requires {kind.__name__}, which no extractor of the pipeline "
                    "provides; add one that does (`diplotext plugins` lists what is installed and what it provides)"
                )
            waits += found
        if with_uses:
            for kind in extractor.uses:
                waits += providers(extractors, kind)
        sorter.add(index, *sorted({other for other in waits if other != index}))
    sorter.prepare()
    return sorter


def _class_name(extractor: Extractor) -> str:
    return f"{type(extractor).__module__}.{type(extractor).__qualname__}"
