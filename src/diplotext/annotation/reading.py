"""Reads what coders have annotated: exports of Label Studio and INCEpTION, and folders of brat, as documents.

Each document is what one coder has marked in one text; its `source` names the coder.
"""

from __future__ import annotations

import io
import json
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any

import attrs

from diplotext.annotation import brat, inception, label_studio
from diplotext.annotation.files import DOCUMENTS, FORMATS, originals
from diplotext.annotation.markup import Markup
from diplotext.annotation.restoring import restored
from diplotext.errors import AnnotationError, DiplotextError, nearest
from diplotext.model.annotations import Annotation
from diplotext.model.document import Document

UNKNOWN = "unknown"
"""The coder, if nothing says who it was."""

TYPE_SYSTEM = "typesystem.xml"
INITIAL = "INITIAL_CAS"
"""The user in whose name INCEpTION keeps what was imported."""

FOLDERS_OF_COPIES = ("source", "annotation_ser", "curation_ser")
"""Folders of an exported project that hold what was imported, or another form of the annotations."""

MAX_UNPACKED_BYTES = 1 << 30
"""Of one archive."""

Report = Callable[[str], None]


@attrs.frozen
class _Piece:
    """What one coder has marked in one text.

    Attributes:
        place: Where it was read, for messages.
        name: What the document is found by: the name of its files, or its id.
        coder: The coder, if the file says it.
        document: The document, if nothing more is known than the file says.
        shown: The text of the file.
        markup: What is marked in it.
        folder: The folder, which may have the name of the coder.
    """

    place: str
    name: str
    coder: str | None
    document: Document
    shown: str
    markup: Markup
    folder: str | None = None


def read_annotated(
    path: Path | str,
    *,
    format: str | None = None,
    documents: Path | str | None = None,
    coder: str | None = None,
    types: Iterable[type[Annotation]] = (),
    report: Report | None = None,
) -> Iterator[Document]:
    """The documents of an annotation project, one for each text and coder.

    Args:
        path: A JSON export of Label Studio, a folder of brat, or an export of INCEpTION: a file `.xmi`, an archive, a
            folder of these.
        format: `labelstudio`, `inception` or `brat`; by default what the path contains.
        documents: The documents before they were annotated, as JSON Lines; by default the file `documents.jsonl` in or
            next to the path, if there is one. What a tool cannot show is taken from them.
        coder: The coder, where the files do not say it.
        types: Annotation types of the documents besides those of the core and of installed plugins.
        report: Called with a line for each fault; the text is skipped. By default a fault is an error.

    Raises:
        AnnotationError: If nothing can be read, or without `report`, if something cannot.
    """
    place = Path(path)
    name = format or _format(place)
    if name not in FORMATS:
        raise AnnotationError(f"no format is named {name!r}: {nearest(name, FORMATS)}")
    given = _given(place, Path(documents) if documents else None, types)
    if name == "labelstudio":
        given = _by_id(given)
    reader = {"labelstudio": _label_studio, "inception": _inception, "brat": _brat}[name]
    for one in reader(place):
        try:
            piece = one()
            yield _document(piece, given, name, coder)
        except AnnotationError as error:
            if report is None:
                raise
            for line in str(error).splitlines():
                report(line)


def _format(path: Path) -> str:
    if not path.exists():
        raise AnnotationError(f"{path}: there is no such file or folder")
    if path.is_dir():
        if any(path.rglob("*.ann")):
            return "brat"
        if any(path.rglob("*.xmi")) or any(path.rglob("*.zip")):
            return "inception"
        raise AnnotationError(f"{path}: there are no files .ann, .xmi or .zip in this folder")
    known = {".json": "labelstudio", ".xmi": "inception", ".zip": "inception", ".ann": "brat"}
    if path.suffix.lower() not in known:
        raise AnnotationError(f"{path}: not an export of an annotation tool: .json, .xmi, .zip, or a folder of .ann")
    return known[path.suffix.lower()]


def _given(path: Path, documents: Path | None, types: Iterable[type[Annotation]]) -> dict[str, Document]:
    if documents is None:
        folder = path if path.is_dir() else path.parent
        documents = folder / DOCUMENTS
        if not documents.is_file():
            return {}
    return originals(documents, types)


def _by_id(given: Mapping[str, Document]) -> dict[str, Document]:
    found: dict[str, Document] = {}
    for document in given.values():
        if document.id in found:
            raise AnnotationError(f"two of the documents have the id {document.id!r}")
        found[document.id] = document
    return found


def _document(piece: _Piece, given: Mapping[str, Document], name: str, coder: str | None) -> Document:
    tool = FORMATS[name]
    document = given.get(piece.name, piece.document)
    if given and piece.name not in given:
        raise AnnotationError(f"{piece.place}: {piece.name!r} is not among the documents: {nearest(piece.name, given)}")
    if tool.shown_text(document.text) != piece.shown:
        at = _first_difference(tool.shown_text(document.text), piece.shown)
        raise AnnotationError(f"{piece.place}: not the text of document {document.id!r}: they differ at character {at}")
    try:
        return restored(document, piece.markup, tool.shown, piece.coder or coder or piece.folder or UNKNOWN)
    except AnnotationError as error:
        raise _placed(piece.place, error) from error


def _first_difference(text: str, other: str) -> int:
    pairs = enumerate(zip(text, other, strict=False))
    return next((at for at, (one, two) in pairs if one != two), min(len(text), len(other)))


def _placed(place: str, error: Exception) -> AnnotationError:
    """The error with the place on each of its lines."""
    return AnnotationError("\n".join(f"{place}: {line}" for line in str(error).splitlines()))


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise AnnotationError(f"{path}: {error.strerror or error}") from error


def _text(path: Path) -> str:
    try:
        return _bytes(path).decode("utf-8")
    except UnicodeDecodeError as error:
        raise AnnotationError(f"{path}: not UTF-8 at byte {error.start}") from error


Pieces = Iterator[Callable[[], _Piece]]
"""What was annotated; each is read when it is called, so that one fault does not keep the others from being read."""


def _label_studio(path: Path) -> Pieces:
    try:
        export = json.loads(_text(path))
        annotations = list(label_studio.annotations_in(export))
    except (ValueError, RecursionError) as error:
        raise _placed(str(path), error) from error
    for number, annotation in enumerate(annotations, start=1):
        yield partial(_task, path, number, annotation)


def _task(path: Path, number: int, annotation: label_studio.Annotated) -> _Piece:
    data = annotation.data
    text, ref = data[label_studio.TEXT], data.get("id")
    place = f"{path}, {f'annotation {number}' if ref is None else f'document {ref}'}"
    try:
        known: dict[str, Any] = {"id": str(ref)} if ref is not None else {}
        document = Document(
            text,
            title=data.get("title") or None,
            published=data.get("published"),
            source=data.get("source") or {},
            **known,
        )
        markup = label_studio.read(annotation.results, text)
    except DiplotextError as error:
        raise _placed(place, error) from error
    return _Piece(place, document.id, annotation.coder, document, text, markup)


def _brat(path: Path) -> Pieces:
    files = sorted(path.rglob("*.ann")) if path.is_dir() else [path]
    for file in files:
        yield partial(_standoff, file, path)


def _standoff(file: Path, root: Path) -> _Piece:
    text = _text(file.with_suffix(".txt"))
    try:
        markup = brat.read(_text(file), text)
    except AnnotationError as error:
        raise error if str(file) in str(error) else _placed(str(file), error) from error
    folder = file.parent.name if root.is_dir() and file.parent != root else None
    return _Piece(str(file), file.stem, None, Document(text, id=file.stem), text, markup, folder)


def _inception(path: Path) -> Pieces:
    files = sorted([*path.rglob("*.xmi"), *path.rglob("*.zip")]) if path.is_dir() else [path]
    for file in files:
        name = PurePosixPath(file.relative_to(path) if path.is_dir() else file.name)
        if file.suffix.lower() == ".zip":
            yield from _archive(file.read_bytes, str(file), name)
        else:
            yield partial(_file, file, name)


def _file(file: Path, name: PurePosixPath) -> _Piece:
    types = next((other for other in sorted(file.parent.iterdir()) if other.name.lower() == TYPE_SYSTEM), None)
    return _xmi(_bytes(file), _bytes(types) if types else None, str(file), name)


def _archive(data: Callable[[], bytes], place: str, name: PurePosixPath, *, depth: int = 1) -> Pieces:
    """The files of an archive, and of the archives in it: an exported project has one for each coder and document."""
    try:
        contents = _unpacked(data(), place)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError) as error:
        yield partial(_failed, AnnotationError(f"{place}: not a ZIP archive that can be read: {error}"))
        return
    except AnnotationError as error:
        yield partial(_failed, error)
        return
    types = next((contents[entry] for entry in contents if PurePosixPath(entry).name.lower() == TYPE_SYSTEM), None)
    for entry, held in contents.items():
        inside = PurePosixPath(entry)
        if inside.parts[0] in FOLDERS_OF_COPIES or inside.stem == INITIAL:
            continue
        whole = name.parent / inside if len(inside.parts) == 1 else inside
        if inside.suffix.lower() == ".zip" and depth:
            yield from _archive(partial(bytes, held), f"{place}/{entry}", whole, depth=depth - 1)
        elif inside.suffix.lower() == ".xmi":
            yield partial(_xmi, held, types, f"{place}/{entry}", whole)


def _unpacked(data: bytes, place: str) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > MAX_UNPACKED_BYTES:
            raise AnnotationError(f"{place}: unpacked, it has more than {MAX_UNPACKED_BYTES} bytes")
        wanted = [entry for entry in sorted(archive.namelist()) if entry.lower().endswith((".xmi", ".zip", ".xml"))]
        return {entry: archive.read(entry) for entry in wanted}


def _failed(error: AnnotationError) -> _Piece:
    raise error


def _xmi(xmi: bytes, types: bytes | None, place: str, path: PurePosixPath) -> _Piece:
    try:
        found = inception.read(xmi, types)
    except AnnotationError as error:
        raise _placed(place, error) from error
    name, coder = path.name, None
    if path.parent.suffix.lower() == ".xmi" or path.parts[0] in ("annotation", "curation"):
        name, coder = path.parent.name, path.stem  # a folder for each document, a file for each coder
    name = (found.document or name).removesuffix(".xmi")
    text = found.text
    return _Piece(place, name, found.coder or coder, Document(text, id=name), text, found.markup)
