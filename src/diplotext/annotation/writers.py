"""The formats `labelstudio`, `inception` and `brat`: documents for annotation by hand.

They are contributed through the same hook as those of plugins.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, TextIO

import attrs

from diplotext import __version__
from diplotext.annotation import brat, inception, label_studio
from diplotext.annotation.files import DOCUMENTS, FORMATS, configurations, named, new_folder
from diplotext.annotation.marking import marked
from diplotext.annotation.markup import Markup
from diplotext.errors import DiplotextError
from diplotext.io import wire
from diplotext.model.document import Document
from diplotext.plugin.hooks import hookimpl
from diplotext.plugin.writers import Writer


@attrs.frozen
class AnnotationWriter(Writer):
    """Writes a folder for a tool: its files, its configuration, and the documents themselves for the way back.

    Attributes:
        predictions: Whether what was found is marked; else coders get the texts alone.
    """

    predictions: bool = True

    def write(self, documents: Iterable[Document], stream: TextIO) -> None:
        """These formats are several files.

        Raises:
            DiplotextError: Always.
        """
        raise DiplotextError(f"{self.name} is several files: give --output FOLDER")

    def write_to(self, documents: Iterable[Document], path: Path) -> None:
        """Write an empty or new folder.

        Raises:
            AnnotationError: If there is something in it.
            MissingExtraError: If a library is not installed.
        """
        files = configurations(self.name)
        folder = new_folder(path)
        for name, contents in files.items():
            (folder / name).write_text(contents, encoding="utf-8", newline="\n")
        with (folder / DOCUMENTS).open("w", encoding="utf-8", newline="\n") as lines:
            self._write_files(self._noted(documents, lines), folder)

    def _write_files(self, documents: Iterator[tuple[str, Document]], folder: Path) -> None:
        for name, document in documents:
            self._write_document(folder, name, document)

    def _write_document(self, folder: Path, name: str, document: Document) -> None:
        raise NotImplementedError

    def _noted(self, documents: Iterable[Document], lines: TextIO) -> Iterator[tuple[str, Document]]:
        """The documents with the names of their files, each written to the file of documents."""
        for name, document in named(map(self._given, documents)):
            lines.write(wire.dumps(document) + "\n")
            yield name, document

    def _given(self, document: Document) -> Document:
        """The document as the coder gets it."""
        return document if self.predictions else attrs.evolve(document, annotations=(), failures=())

    def _shown(self, document: Document) -> tuple[str, Markup]:
        return FORMATS[self.name].shown_text(document.text), marked(document).markup


@attrs.frozen
class LabelStudioWriter(AnnotationWriter):
    """Label Studio: tasks in JSON, with what was found as predictions, and the labelling interface in XML."""

    name = "labelstudio"

    def write(self, documents: Iterable[Document], stream: TextIO) -> None:
        """Write the tasks alone, each as soon as its document arrives."""
        self._write_tasks(map(self._given, documents), stream)

    def write_to(self, documents: Iterable[Document], path: Path) -> None:
        """Write a folder, or the tasks alone to a file whose name ends in `.json`."""
        if path.suffix != ".json":
            super().write_to(documents, path)
            return
        with path.open("w", encoding="utf-8", newline="\n") as stream:
            self.write(documents, stream)

    def _write_files(self, documents: Iterator[tuple[str, Document]], folder: Path) -> None:
        with (folder / "tasks.json").open("w", encoding="utf-8", newline="\n") as stream:
            self._write_tasks((document for _, document in documents), stream)

    def _write_tasks(self, documents: Iterable[Document], stream: TextIO) -> None:
        separator = "[\n"
        for document in documents:
            stream.write(separator + json.dumps(self._task(document), ensure_ascii=True))
            stream.flush()
            separator = ",\n"
        stream.write("[]\n" if separator == "[\n" else "\n]\n")

    def _task(self, document: Document) -> dict[str, Any]:
        text, markup = self._shown(document)
        record = wire.to_dict(document)
        title = label_studio.shown_text(document.title or "")
        data = {"text": text, "title": title, **{key: record[key] for key in ("id", "published", "source")}}
        results = label_studio.write(text, markup)
        found = [{"model_version": f"diplotext {__version__}", "result": results}] if self.predictions else []
        return {"data": data, "predictions": found}


@attrs.frozen
class InceptionWriter(AnnotationWriter):
    """INCEpTION: a file of UIMA XMI for each document. Needs dkpro-cassis, which the extra `annotation` installs."""

    name = "inception"

    def _write_document(self, folder: Path, name: str, document: Document) -> None:
        (folder / f"{name}.xmi").write_bytes(inception.write(*self._shown(document)))


@attrs.frozen
class BratWriter(AnnotationWriter):
    """Brat: a text and a file of standoff annotation for each document, and the configuration of the collection."""

    name = "brat"

    def _write_document(self, folder: Path, name: str, document: Document) -> None:
        text, markup = self._shown(document)
        for suffix, contents in ((".txt", text), (".ann", brat.write(text, markup))):
            (folder / f"{name}{suffix}").write_text(contents, encoding="utf-8", newline="")


WRITERS: Mapping[str, type[AnnotationWriter]] = {
    writer.name: writer for writer in (BratWriter, InceptionWriter, LabelStudioWriter)
}
"""The formats by name."""


@hookimpl
def diplotext_writers() -> list[type[Writer]]:
    """The formats of annotation tools."""
    return list(WRITERS.values())
