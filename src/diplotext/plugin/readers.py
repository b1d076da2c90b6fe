"""The contract of input formats: what `diplotext extract --input-format` can read."""

from __future__ import annotations

import abc
import codecs
from collections.abc import Callable, Iterator, Mapping
from typing import Any, BinaryIO, ClassVar

import attrs

from diplotext.errors import ArticleError

MAX_BYTES_PER_CHARACTER = 12
"""Of JSON, in which a rare character can be written as two escapes; encodings of plain text have four at most."""

OTHER_BYTES = 1_000_000
"""What comes besides the text: a title, other keys of a record, the scripts of a web page."""

Report = Callable[[str], None]
"""Called with one line."""


@attrs.frozen
class ArticleFile:
    """A file, or standard input, that holds one or more articles.

    Attributes:
        name: Its path, or `standard input`.
        stream: Its bytes.
        encoding: The encoding that the user names; None if it is up to the format, as a rule UTF-8.
        report: To be called for each article that cannot be read, with where it is and the reason.
        max_chars: Characters from which on an article is too long to be read; None for no limit. Longer ones are left
            out after they are read; a reader can spare itself their reading.
    """

    name: str
    stream: BinaryIO
    encoding: str | None = None
    report: Report = attrs.field(default=lambda message: None, kw_only=True)
    max_chars: int | None = attrs.field(default=None, kw_only=True)

    @property
    def max_bytes(self) -> int | None:
        """The most bytes that a file, or a line of JSON, with a single article can have; None if there is no limit."""
        return None if self.max_chars is None else self.max_chars * MAX_BYTES_PER_CHARACTER + OTHER_BYTES

    def article(self) -> bytes:
        """All of it, if it can be a single article.

        Raises:
            ArticleError: If it is too long; no more is read than shows that.
        """
        if self.max_bytes is None:
            return self.stream.read()
        data = self.stream.read(self.max_bytes + 1)
        if len(data) > self.max_bytes:
            raise ArticleError(
                f"more than {self.max_bytes:,} bytes, too long for an article of {self.max_chars:,} characters "
                "(--max-chars)"
            )
        return data

    def text(self) -> str:
        """All of it, decoded, without a byte order mark.

        Raises:
            ArticleError: If the bytes are not in the encoding.
        """
        return decoded(self.stream.read(), self.encoding)


@attrs.frozen
class Reader(abc.ABC):
    """Reads articles from a file. A frozen attrs class that can be made without arguments.

    Attributes:
        name: Its name in `diplotext extract --input-format`.
        suffixes: Suffixes, in lower case, of the files of a folder that it can read.
        is_default: Whether files with these suffixes are read in this format if the user names none.
    """

    name: ClassVar[str]
    suffixes: ClassVar[tuple[str, ...]] = ()
    is_default: ClassVar[bool] = True

    @abc.abstractmethod
    def read(self, file: ArticleFile) -> Iterator[tuple[str, Mapping[str, Any]]]:
        """Yield each article: where it is in the file, such as `line 3`, and its record.

        A record has a `text` and, if they are known, an `id`, a `title`, a date `published` and a `source`; other keys
        are added to its `source`. An article that cannot be read is passed to `file.report`, and left out.

        Raises:
            ArticleError: If the file as a whole cannot be read.
        """

    def count(self, file: ArticleFile) -> int:
        """The number of articles in a file, for the progress bar: by default those that `read` yields."""
        return sum(1 for _ in self.read(file))


@attrs.frozen
class ColumnReader(Reader):
    """A reader of records whose columns, or keys, the user can name.

    Attributes:
        columns: For `text`, `id`, `title`, `published` and `source`, the columns that hold them; others keep their
            usual names.
    """

    columns: Mapping[str, str] = attrs.field(factory=dict, kw_only=True)


def decoded(data: bytes, encoding: str | None) -> str:
    """The text of some bytes, without a byte order mark.

    Raises:
        ArticleError: With the offset of the first byte that cannot be decoded.
    """
    encoding = encoding or "utf-8"
    try:
        return data.decode("utf-8-sig" if codecs.lookup(encoding).name == "utf-8" else encoding)
    except UnicodeDecodeError as error:
        raise ArticleError(
            f"not {encoding}: byte 0x{error.object[error.start]:02x} at offset {error.start}; "
            "give the encoding with --encoding (for example latin-1)"
        ) from None
