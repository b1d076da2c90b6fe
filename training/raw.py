"""Raw diplomatic text is the larger part of what the pipeline learns from: vectors and names come out of it.

The folder holds `*.jsonl.xz` files of documents with `id`, `source`, `published`, `title` and `text`.
"""

import json
import lzma
from collections.abc import Iterator
from pathlib import Path

import attrs

# Documents published in this year are kept for testing on names that training has never seen.
HELD_OUT_YEAR = "2026"
# Read-outs and statements; the rest of this source is mostly transcripts of domestic briefings.
WHITE_HOUSE = "whitehouse_2021_2026"
READ_OUTS = ("wh:statements-releases/", "wh:briefings-statements/")


@attrs.frozen
class RawDocument:
    """A document without annotation.

    Attributes:
        id: Its identifier, unique in the folder.
        file: The file it is from, without the endings.
        published: Date or year of publication, or an empty string.
        title: The title, or an empty string.
        text: Paragraphs with blank lines between them.
    """

    id: str
    file: str
    published: str
    title: str
    text: str

    @property
    def held_out(self) -> bool:
        """Whether training must not see the document."""
        return self.published.startswith(HELD_OUT_YEAR)

    @property
    def is_news(self) -> bool:
        """Whether it is third-person prose of the kind that users read, rather than a transcript or history."""
        if self.file == WHITE_HOUSE:
            return self.id.startswith(READ_OUTS)
        return self.file.startswith(("kremlin", "state_dept", "wikinews"))


def read_raw(folder: Path, *, held_out: bool = False) -> Iterator[RawDocument]:
    """The documents of all files, in order of file name.

    Args:
        folder: Holds the `*.jsonl.xz` files of documents.
        held_out: Give the documents that are kept from training, and only them.

    Yields:
        The documents.
    """
    for path in sorted(folder.glob("*.jsonl.xz")):
        if path.name.endswith(".spans.jsonl.xz"):
            continue
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                record = json.loads(line)
                document = RawDocument(
                    record["id"],
                    path.name.removesuffix(".jsonl.xz"),
                    record["published"] or "",
                    record["title"] or "",
                    record["text"],
                )
                if document.held_out is held_out:
                    yield document


def marked_persons(folder: Path) -> dict[str, list[tuple[int, int]]]:
    """The persons that editors marked, as spans of characters by the identifier of the document.

    Args:
        folder: Holds the `*_persons.spans.jsonl.xz` files.
    """
    marked = {}
    for path in sorted(folder.glob("*_persons.spans.jsonl.xz")):
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                record = json.loads(line)
                marked[record["id"]] = [(start, end) for start, end in record["persons"]]
    return marked
