"""INCEpTION: UIMA CAS as XMI, with a type system whose types are custom layers.

A label is a span layer (`custom.Statement`), a value a feature of it, and a link a feature with links to other spans,
as INCEpTION defines them: an array of `custom.StatementSpeakerLink` with `role` and `target`. Offsets are UTF-16 code
units; dkpro-cassis converts them. Spans cannot be interrupted: their parts are spans of one layer, linked by `part`.

XML cannot hold control characters: each is replaced by one character in the text that INCEpTION shows.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from io import BytesIO
from typing import Any

import attrs

from diplotext.annotation.markup import Link, Markup, Offsets, Region
from diplotext.annotation.scheme import TRUE, LinkType, Scheme, scheme
from diplotext.errors import AnnotationError, MissingExtraError
from diplotext.io import extras

EXTRA = "annotation"
LAYER = re.compile(r"(?:webanno\.)?custom\.(\w+)")
"""Names of custom layers; those of WebAnno and older projects begin with `webanno`."""

METADATA = "de.tudarmstadt.ukp.clarin.webanno.api.type.CASMetadata"
"""Where INCEpTION notes the document and the coder."""

UNSHOWN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML cannot hold."""

FIRST_ID = 10
"""Ids below it are those of the text itself."""

PART = "part"
ANNOTATION, ARRAY, TOP = "uima.tcas.Annotation", "uima.cas.FSArray", "uima.cas.TOP"
STRING, BOOLEAN = "uima.cas.String", "uima.cas.Boolean"


def library(name: str) -> Any:
    """A library, imported.

    Raises:
        MissingExtraError: If it is not installed; the message names the extra.
    """
    return extras.library(name, EXTRA)


def shown_text(text: str) -> str:
    """The text as INCEpTION gets it, of the same length."""
    return UNSHOWN.sub("\ufffd", text)


def region_id(number: str) -> str:
    """The id of a span in a file."""
    return str(int(number) + FIRST_ID)


@cache
def type_system(known: Scheme) -> Any:
    """The type system of the scheme, not to be changed; `to_xml` makes the file that INCEpTION imports as layers."""
    types = library("cassis").TypeSystem()
    for label in known.labels:
        types.create_type(f"custom.{label.name}", supertypeName=ANNOTATION)
    for label in known.labels:
        layer = f"custom.{label.name}"
        for value in known.values_of(label.name):
            types.create_feature(layer, value.name, rangeType=BOOLEAN if value.is_flag else STRING)
        for link in known.links_from(label.name):
            name = _link_type(label.name, link.name)
            types.create_type(name, supertypeName=TOP)
            types.create_feature(name, "role", rangeType=STRING)
            types.create_feature(name, "target", rangeType=_target(link))
            types.create_feature(layer, link.name, rangeType=ARRAY, elementType=name)
    return types


def _link_type(label: str, link: str) -> str:
    return f"custom.{label}{link[0].upper()}{link[1:]}Link"


def _target(link: LinkType) -> str:
    return f"custom.{link.targets[0]}" if len(link.targets) == 1 else ANNOTATION


def write(text: str, markup: Markup) -> bytes:
    """A text and what is marked in it, as XMI.

    Args:
        text: The text as INCEpTION gets it.
        markup: What is marked in it; the ids of its spans are numbers.
    """
    return _Writer(text, markup).xmi()


class _Writer:
    """Writes one text."""

    def __init__(self, text: str, markup: Markup) -> None:
        cassis = library("cassis")
        self._types = type_system(scheme())
        self._cas = cassis.Cas(typesystem=self._types, sofa_string=text)
        self._array = self._types.get_type(ARRAY)
        self._layers: dict[str, str] = {}
        self._features: dict[str, Any] = {}
        self._next = FIRST_ID + len(markup.regions) + 1
        for region in markup.regions:
            values = {
                value.name: True if value.is_flag else UNSHOWN.sub("\ufffd", region.values[value.name])
                for value in scheme().values_of(region.label)
                if value.name in region.values
            }
            self._add(region_id(region.id), region.label, region.spans[0], values)
        links: dict[tuple[str, str], list[str]] = {}
        for region in markup.regions:
            for span in region.spans[1:]:
                links.setdefault((region_id(region.id), PART), []).append(self._part(region.label, span))
        for link in markup.links:
            links.setdefault((region_id(link.source), str(link.type)), []).append(region_id(link.target))
        for (source, name), targets in links.items():
            made = [self._link(source, name, target) for target in targets]
            setattr(self._features[source], name, self._array(elements=made))

    def _add(self, ref: str, label: str, span: Offsets, values: Mapping[str, Any]) -> None:
        layer = self._types.get_type(f"custom.{label}")
        self._layers[ref] = label
        self._features[ref] = feature = layer(begin=span[0], end=span[1], xmiID=int(ref), **values)
        self._cas.add(feature)

    def _id(self) -> str:
        self._next += 1
        return str(self._next)

    def _part(self, label: str, span: Offsets) -> str:
        ref = self._id()
        self._add(ref, label, span, {})
        return ref

    def _link(self, source: str, name: str, target: str) -> Any:
        kind = self._types.get_type(_link_type(self._layers[source], name))
        return kind(role=name, target=self._features[target], xmiID=int(self._id()))

    def xmi(self) -> bytes:
        xml: str = self._cas.to_xmi()
        return xml.encode("utf-8")


@attrs.frozen
class Read:
    """What an XMI file holds.

    Attributes:
        text: The text.
        markup: What is marked in it.
        document: The name of the document, if INCEpTION has noted it.
        coder: The name of the coder, likewise.
    """

    text: str
    markup: Markup
    document: str | None = None
    coder: str | None = None


def read(xmi: bytes, types: bytes | None = None) -> Read:
    """What an XMI file holds.

    Args:
        xmi: Its contents.
        types: The type system that was exported with it; by default that of the scheme, besides which nothing is read.

    Raises:
        AnnotationError: If the file cannot be read, or offsets are wrong.
    """
    for data in filter(None, (xmi, types)):
        if b"<!DOCTYPE" in data or b"<!ENTITY" in data or b"\x00" in data:
            raise AnnotationError("declares entities, or is not in UTF-8, which XMI of INCEpTION is")
    cas = _cas(xmi, types)
    if cas.sofa_string is None:
        raise AnnotationError("contains no text")
    features = sorted(cas.select_all_annotations(), key=lambda feature: int(feature.xmiID))
    [document, coder] = ["", ""]
    regions: list[Region] = []
    links: list[Link] = []
    for feature in features:
        layer = LAYER.fullmatch(feature.type.name)
        if feature.type.name == METADATA:
            document, coder = _value(feature, "sourceDocumentName"), _value(feature, "username")
        elif layer:
            regions.append(_region(feature, layer[1]))
            links += _links(feature, layer[1])
    return Read(cas.sofa_string, Markup(tuple(regions), tuple(links)), document or None, coder or None)


def _cas(xmi: bytes, types: bytes | None) -> Any:
    failure: Exception | None = None
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            known = _loaded(types) if types else type_system(scheme())
            cas = library("cassis").load_cas_from_xmi(BytesIO(xmi), typesystem=known, lenient=True)
        except MissingExtraError:
            raise
        except Exception as error:  # of the XML parser, or of what relies on the form of the file
            failure = error
    for warning in caught:
        message = str(warning.message)
        if "offset" in message:
            raise AnnotationError(message)
        if "[custom." in message or "[webanno.custom." in message:
            raise AnnotationError(f"{message} It is not a layer of the scheme")
    if failure:
        known_as = " ".join(str(failure).split()) or type(failure).__name__
        raise AnnotationError(f"not UIMA XMI: {known_as}") from failure
    return cas


@lru_cache(maxsize=4)
def _loaded(types: bytes) -> Any:
    """An exported type system: an archive has the same one for each of its documents."""
    return library("cassis").load_typesystem(BytesIO(types))


def _value(feature: Any, name: str) -> str:
    found = getattr(feature, name, None)
    return TRUE if found is True else "" if found in (None, False) else str(found).strip()


def _region(feature: Any, label: str) -> Region:
    names = [value.name for value in scheme().values_of(label)]
    values = {name: found for name in names if (found := _value(feature, name))}
    return Region(str(feature.xmiID), label, [(feature.begin, feature.end)], values)


def _links(feature: Any, label: str) -> Iterator[Link]:
    for link in scheme().links_from(label):
        slots = getattr(feature, link.name, None)
        for slot in getattr(slots, "elements", None) or ():
            if slot is not None and slot.target is not None:
                yield Link(link.name, str(feature.xmiID), str(slot.target.xmiID))
