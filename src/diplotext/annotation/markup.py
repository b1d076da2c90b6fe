"""What a coder has marked in a text, in the terms of no tool: labelled spans with values, and links between them.

Every format is written from this form and read back into it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import attrs
from immutabledict import immutabledict

from diplotext.annotation.scheme import LinkType, Scheme
from diplotext.errors import AnnotationError, nearest

Offsets = tuple[int, int]


def _pairs(values: Iterable[Offsets]) -> tuple[Offsets, ...]:
    return tuple(sorted(values))


def _frozen(values: Mapping[str, str]) -> Mapping[str, str]:
    return immutabledict(values)


@attrs.frozen
class Region:
    """A marked span.

    Attributes:
        id: Its id in the file.
        label: Its label.
        spans: Start and end, in code points; several where something interrupts it.
        values: Its values by name.
    """

    id: str
    label: str
    spans: tuple[Offsets, ...] = attrs.field(converter=_pairs)
    values: Mapping[str, str] = attrs.field(default=immutabledict(), converter=_frozen)


@attrs.frozen
class Link:
    """A link from one marked span to another.

    Attributes:
        type: Its type; None if the coder gave none.
        source: Id of the span at which it begins.
        target: Id of the span at which it ends.
    """

    type: str | None
    source: str
    target: str


@attrs.frozen
class Markup:
    """What is marked in one text.

    Attributes:
        regions: The marked spans.
        links: The links between them.
    """

    regions: tuple[Region, ...] = ()
    links: tuple[Link, ...] = ()


def checked(markup: Markup, text: str, scheme: Scheme) -> Markup:
    """The same, in the terms of the scheme: links point from source to target, parts of one annotation are joined.

    Raises:
        AnnotationError: If a span is not in the text, or something is not in the scheme; with a line for each fault.
    """
    faults = [fault for region in markup.regions for fault in _faults(region, text, scheme)]
    if faults:
        raise AnnotationError("\n".join(faults))
    labels = {region.id: region.label for region in markup.regions}
    links = []
    for link in markup.links:
        try:
            links.append(_directed(link, labels, scheme))
        except AnnotationError as error:
            faults.append(str(error))
    if faults:
        raise AnnotationError("\n".join(faults))
    return _joined(markup.regions, links, scheme)


def _faults(region: Region, text: str, scheme: Scheme) -> Iterator[str]:
    if region.label not in scheme.names:
        yield f"{region.id}: no label is named {region.label!r}: {nearest(region.label, scheme.names)}"
        return
    if not region.spans:
        yield f"{region.id}: {region.label} without a span"
    for start, end in region.spans:
        if not 0 <= start < end <= len(text):
            yield f"{region.id}: {region.label} at {start}..{end}, but the text has {len(text)} characters"
    for value in scheme.values_of(region.label):
        given = region.values.get(value.name)
        if given is not None and value.choices and given not in value.choices:
            yield f"{region.id}: {value.name} is {given!r}: {nearest(given, value.choices)}"


def _directed(link: Link, labels: Mapping[str, str], scheme: Scheme) -> Link:
    """The link in the direction of its type, and with the only type that fits if it has none."""
    for end in (link.source, link.target):
        if end not in labels:
            raise AnnotationError(f"{link.type or 'link'} {link.source} to {link.target}: there is no {end}")
    source, target = labels[link.source], labels[link.target]
    types = scheme.links if link.type is None else (_type(link.type, scheme),)
    forwards = [kind for kind in types if kind.fits(source, target)]
    backwards = [kind for kind in types if kind.fits(target, source)]
    where = f"{link.source} to {link.target}"
    if len(forwards) == 1 or (forwards and link.type):
        return Link(forwards[0].name, link.source, link.target)
    if not forwards and len(backwards) == 1:
        return Link(backwards[0].name, link.target, link.source)
    if link.type is None:
        choices = [kind.name for kind in forwards or backwards]
        known = f"name it: {', '.join(choices)}" if choices else f"none connects {source} and {target}"
        raise AnnotationError(f"a link without a name, {where}; {known}")
    [kind] = types
    raise AnnotationError(
        f"{link.type} from {source} to {target}, {where}; it connects {_list(kind.sources)} to {_list(kind.targets)}"
    )


def _type(name: str, scheme: Scheme) -> LinkType:
    kind = scheme.link(name)
    if kind is None:
        raise AnnotationError(f"no link is named {name!r}: {nearest(name, [link.name for link in scheme.links])}")
    return kind


def _list(names: Iterable[str]) -> str:
    return " or ".join(names)


def _joined(regions: Iterable[Region], links: Iterable[Link], scheme: Scheme) -> Markup:
    """Parts become spans of the annotation that they belong to."""
    joining = {link.name for link in scheme.links if link.parts}
    owner = {link.target: link.source for link in links if link.type in joining}

    def first(ref: str) -> str:
        seen = {ref}
        while ref in owner and owner[ref] not in seen:
            ref = owner[ref]
            seen.add(ref)
        return ref

    heads: dict[str, Region] = {}
    for region in sorted(regions, key=lambda region: first(region.id) != region.id):
        head = first(region.id)
        if head == region.id or head not in heads:
            heads[region.id] = region
        else:
            known = heads[head]
            values = {**region.values, **known.values}
            heads[head] = attrs.evolve(known, spans=[*known.spans, *region.spans], values=values)
    order = [region.id for region in regions if region.id in heads]
    kept = {Link(link.type, first(link.source), first(link.target)): None for link in links if link.type not in joining}
    return Markup(tuple(heads[ref] for ref in order), tuple(kept))
