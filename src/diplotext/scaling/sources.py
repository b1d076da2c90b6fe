"""Articles numbered in the order of the input, so that all runs, and all jobs that share the input, divide them alike.

What cannot be read has a number as well: how an input is divided does not depend on what is in it.
"""

from __future__ import annotations

import abc
import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

import attrs

from diplotext.errors import ArticleError
from diplotext.io import wire
from diplotext.io.inputs import STDIN, InputOptions, count_articles, placed_articles
from diplotext.io.notices import Notices
from diplotext.model.articles import Article, as_document
from diplotext.model.document import Document
from diplotext.plugin.readers import ColumnReader

NumberTest = Callable[[int], bool]


@attrs.frozen
class SetAside:
    """An article for which there is no result.

    Attributes:
        place: Where it is in the input, such as `big.jsonl, line 17`.
        reason: Why there is none.
        id: Its id, if it could be read.
    """

    place: str
    reason: str
    id: str | None = None


@attrs.frozen
class Item:
    """An article of the input.

    Attributes:
        number: Its number in the input, from 0.
        place: Where it is.
        article: The document, or why it cannot be read.
        digest: A hash of what was given; empty if the input as a whole has one.
    """

    number: int
    place: str
    article: Document | SetAside
    digest: bytes = b""


class Source(abc.ABC):
    """Articles, and what identifies them as a whole.

    Attributes:
        identity: What must be the same in a later run, as values that JSON can hold.
    """

    identity: Mapping[str, Any]

    @property
    @abc.abstractmethod
    def total(self) -> int | None:
        """How many articles there are; None if it is not known."""

    @abc.abstractmethod
    def items(self, wanted: NumberTest, is_done: NumberTest) -> Iterator[Item]:
        """The articles that are wanted. Those that are done are left out if that is possible without reading them."""


class FileSource(Source):
    """Articles in files, of which a hash is made first.

    Args:
        files: Paths; see `diplotext.io.inputs.find_files`.
        options: How they are read.
        notices: What the user should know of them.

    Raises:
        ArticleError: If one of them is standard input.
    """

    def __init__(self, files: Sequence[str], options: InputOptions, notices: Notices) -> None:
        self._files, self._options, self._notices = files, options, notices
        self.identity: Mapping[str, Any] = {"sha256": _hash_of(files, options), "options": _given(options)}

    @property
    def total(self) -> int | None:
        """How many articles there are."""
        return count_articles(self._files, self._options)

    def items(self, wanted: NumberTest, is_done: NumberTest) -> Iterator[Item]:
        """The articles that are wanted and not done; records of others are not looked into."""
        counter = _Counter(lambda number: wanted(number) and not is_done(number))
        found = placed_articles(
            self._files, self._options, report=counter.report, notices=self._notices, wanted=counter.take
        )
        for document, place in found:
            yield from counter.unread()
            yield Item(counter.taken(), place, document)
        yield from counter.unread()


class _Counter:
    """Numbers what comes from readers: records, and what is reported instead of a record."""

    def __init__(self, wanted: NumberTest) -> None:
        self._wanted = wanted
        self._next = 0
        self._open: int | None = None  # the number of a record that may still be reported
        self._unread: list[Item] = []

    def take(self) -> bool:
        """Count a record, and say whether it is wanted."""
        number = self._next
        self._next += 1
        self._open = number if self._wanted(number) else None
        return self._open is not None

    def taken(self) -> int:
        """The number of the last record."""
        number, self._open = self._open, None
        assert number is not None
        return number

    def report(self, message: str) -> None:
        """Note what cannot be read: the last record, or something that is counted now."""
        if self._open is None and not self.take():
            return
        place, _, reason = message.partition(": ")
        self._unread.append(Item(self.taken(), place, SetAside(place, reason)))

    def unread(self) -> Iterator[Item]:
        """What has been reported since."""
        yield from self._unread
        self._unread.clear()


class GivenSource(Source):
    """Any articles. Those that are done are taken again, to make sure that they are the same."""

    def __init__(self, articles: Iterable[Article]) -> None:
        self._articles = articles
        self.identity: Mapping[str, Any] = {}

    @property
    def total(self) -> int | None:
        """How many articles there are, if they have a length."""
        return len(self._articles) if isinstance(self._articles, Sequence) else None

    def items(self, wanted: NumberTest, is_done: NumberTest) -> Iterator[Item]:
        """The articles that are wanted, be they done or not."""
        for number, given in enumerate(self._articles):
            if not wanted(number):
                continue
            place = f"article {number + 1}"
            article: Document | SetAside
            try:
                article = as_document(given)
                digest = _hash_of_article(article)
            except ArticleError as error:
                article = SetAside(place, str(error))
                digest = hashlib.sha256(str(error).encode("utf-8", "surrogatepass")).digest()
            yield Item(number, place, article, digest)


def _hash_of_article(document: Document) -> bytes:
    values = wire.to_dict(document)
    return hashlib.sha256(json.dumps(values, sort_keys=True).encode()).digest()


def _hash_of(files: Iterable[str], options: InputOptions) -> str:
    """A hash of the contents of files, and of their names where these become ids."""
    total = hashlib.sha256()
    for name in files:
        if name == STDIN:
            raise ArticleError("standard input can be read only once: put the articles into a file")
        try:
            with open(name, "rb") as stream:
                total.update(hashlib.file_digest(stream, "sha256").digest())
        except OSError as error:
            raise ArticleError(f"{name}: {error.strerror or error}") from error
        if not isinstance(options.reader(name), ColumnReader):
            total.update(name.encode("utf-8", "surrogateescape"))
    return total.hexdigest()


def _given(options: InputOptions) -> dict[str, Any]:
    """What the user has said of the files."""
    names = ("input_format", "encoding", "published", "date_format", "repairs", "max_chars")
    return {name: getattr(options, name) for name in names} | {"columns": dict(options.columns)}
