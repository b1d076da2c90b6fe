"""Files of annotation projects: the formats by name, names of files for documents, and the documents next to them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

import attrs

from diplotext.annotation import brat, inception, label_studio
from diplotext.annotation.markup import Markup
from diplotext.annotation.scheme import scheme
from diplotext.errors import AnnotationError, WireError
from diplotext.io import wire
from diplotext.model.annotations import Annotation
from diplotext.model.document import Document

DOCUMENTS = "documents.jsonl"
"""The documents as they were before they were annotated, in the folder that is written for a tool."""

MAX_CHARACTERS_OF_NAME = 80


@attrs.frozen
class Format:
    """The format of a tool.

    Attributes:
        name: Its name.
        shown_text: Makes the text that the tool gets: of the same length, without what the tool cannot hold.
        region_id: Makes the id of a span in a file from its number.
        unchanged: Writes and reads what is marked in a text.
    """

    name: str
    shown_text: Callable[[str], str]
    region_id: Callable[[str], str]
    unchanged: Callable[[str, Markup], Markup]

    def shown(self, document: Document, markup: Markup) -> tuple[Markup, Callable[[str], str]]:
        """What comes back from a coder who changes nothing, and the id that each span has there."""
        return self.unchanged(self.shown_text(document.text), markup), self.region_id


def _labelled(text: str, markup: Markup) -> Markup:
    return label_studio.read(label_studio.write(text, markup), text)


def _through_xmi(text: str, markup: Markup) -> Markup:
    return inception.read(inception.write(text, markup)).markup


def _standoff(text: str, markup: Markup) -> Markup:
    return brat.read(brat.write(text, markup), text)


FORMATS: Mapping[str, Format] = {
    name: Format(name, tool.shown_text, tool.region_id, unchanged)
    for name, tool, unchanged in (
        ("labelstudio", label_studio, _labelled),
        ("inception", inception, _through_xmi),
        ("brat", brat, _standoff),
    )
}
"""The formats by name."""


def named(documents: Iterable[Document]) -> Iterator[tuple[str, Document]]:
    """The documents, each with the name of its files: its id, as far as a file can have it, and unique."""
    taken: set[str] = set()
    for document in documents:
        plain = (
            re.sub(r"[^\w.-]+", "_", document.id.removesuffix(".txt"), flags=re.ASCII)[:MAX_CHARACTERS_OF_NAME].strip(
                "._"
            )
            or "article"
        )
        name, number = plain, 1
        while name.lower() in taken:  # some file systems do not distinguish capitals
            number += 1
            name = f"{plain}-{number}"
        taken.add(name.lower())
        yield name, document


def new_folder(path: Path) -> Path:
    """A folder to be written for a tool.

    Raises:
        AnnotationError: If there is something in it: coders may have worked there.
    """
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        raise AnnotationError(f"{path} is not an empty folder; what coders have annotated there would be overwritten")
    path.mkdir(parents=True, exist_ok=True)
    return path


def originals(path: Path, types: Iterable[type[Annotation]] = ()) -> dict[str, Document]:
    """The documents of a file of JSON Lines, by the names of their files.

    Args:
        path: The file.
        types: Annotation types besides those of the core and of installed plugins.

    Raises:
        AnnotationError: If the file cannot be read.
    """
    try:
        with path.open("rb") as lines:
            return dict(named(wire.read_lines(lines, types)))
    except OSError as error:
        raise AnnotationError(f"{path}: {error.strerror or error}") from error
    except WireError as error:
        raise AnnotationError(f"{path}: {error}") from error


def configurations(name: str) -> dict[str, str]:
    """The files that configure a tool for the scheme of diplotext, by name.

    Args:
        name: The format.
    """
    if name == "labelstudio":
        return {"interface.xml": label_studio.configuration(scheme())}
    if name == "brat":
        return dict(brat.configuration(scheme()))
    return {"TypeSystem.xml": inception.type_system(scheme()).to_xml()}
