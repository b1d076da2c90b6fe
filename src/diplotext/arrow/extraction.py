"""Extraction from Arrow batches, as engines that spread work over processes want it.

Such an engine pickles a function, and calls it in each process with batch after batch. What is pickled here is a
description of a pipeline; the pipeline is built, and its language model loaded, once in each process. Of an article
that cannot be read only its own row is lost, not the batch, and not the job.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

import attrs
from immutabledict import immutabledict

from diplotext.arrow.rows import Row, Unread, batches_like, described, pieces_of, records_of, table_of
from diplotext.arrow.schemas import table_schema
from diplotext.errors import ArticleError, ArticleWarning, DiplotextError, PipelineError
from diplotext.io.inputs import MAX_CHARS, InputOptions, document_of_record
from diplotext.io.notices import Notices
from diplotext.model.document import Document, split_date
from diplotext.pipeline.confidences import ConfidencesGiven, confidences_of
from diplotext.pipeline.pipeline import Pipeline
from diplotext.tabular.frames import library

if TYPE_CHECKING:
    import pyarrow
    from spacy.language import Language

MAX_ARTICLES = 200
"""Articles whose results are held at once: an engine may hand over ten thousand."""

MAX_ARTICLES_PARSED = 32
"""Articles read together."""

MAX_PIPELINES = 4
"""Pipelines that a process keeps."""


def _strings(values: Iterable[str] | str) -> tuple[str, ...]:
    return (values,) if isinstance(values, str) else tuple(values)


@attrs.define(kw_only=True, eq=False)  # not frozen: engines add attributes in subclasses
class Extraction:
    """What to look for in articles, and in which shape to return it: a function of a batch that can be pickled.

    Called with a `RecordBatch` or `Table` of articles, it returns the same kind of batch, with the columns of
    `arrow_schema`. It is what Ray's `map_batches` takes as a class, and what a pool of processes maps. The pipeline is
    built on the first call in each process.

    Attributes:
        names: Names of extractors; see `Pipeline.of`. By default all that are installed *in the process that runs it*.
        without: Names of extractors to leave out.
        options: Options by extractor.
        language: The name or path of a spaCy pipeline, or one that is loaded.
        confidences: Confidences of rules that replace the shipped ones; a file of them is read at once, and need not be
            there for the workers.
        extractor_time_limit: Seconds that an extractor may take for an article. It needs the main thread of a process,
            which Spark and pools of processes use, and Ray does not.
        pipeline: A pipeline to be used instead of those six. It is pickled with all that it holds, and has to load its
            language model again wherever it is unpickled: prefer names.
        table: The name of a flat table; by default a row for each article, with its document as a line of JSON.
        text: Whether the table has columns with words of the articles.
        columns: For `text`, `id`, `title`, `published` and `source`, the column that holds it.
        published: Publication date of articles that have none.
        date_format: The form of dates, as for `datetime.strptime`.
        repairs: Whether text that was decoded wrongly (`â€œ` for “) is repaired.
        max_chars: Characters from which on an article is too long to be read; None for no limit.

    Raises:
        PipelineError: If both a pipeline and a description of one are given, or confidences are not valid.
        ArticleError: If `columns` names something else, or `published` is not a date.
        ValueError: If no table has this name.
        MissingExtraError: If pyarrow is not installed.
    """

    names: tuple[str, ...] = attrs.field(default=(), converter=_strings)
    without: tuple[str, ...] = attrs.field(default=(), converter=_strings)
    options: Mapping[str, Mapping[str, Any]] | None = None
    language: Language | str | None = None
    confidences: ConfidencesGiven | None = attrs.field(
        default=None, converter=attrs.converters.optional(confidences_of)
    )
    extractor_time_limit: float | None = None
    pipeline: Pipeline | None = None
    table: str | None = None
    text: bool = True
    columns: Mapping[str, str] = attrs.field(default=immutabledict(), converter=immutabledict)
    published: str | None = None
    date_format: str | None = None
    repairs: bool = True
    max_chars: int | None = MAX_CHARS

    def __attrs_post_init__(self) -> None:
        library("pyarrow")
        table_schema(self.table, text=self.text)
        self._input()
        split_date(self.published)
        if self.pipeline is not None and any(self._description()):
            raise PipelineError(
                "give either a pipeline, or what one is built from: names, without, options, language, confidences, "
                "extractor_time_limit"
            )

    def __call__(self, batch: pyarrow.RecordBatch | pyarrow.Table) -> pyarrow.RecordBatch | pyarrow.Table:
        """Extract from a batch of articles.

        Args:
            batch: Articles: the column `text`, and where they are known `id`, `title`, `published` and `source`. Other
                columns are added to the source.

        Returns:
            A batch of the same kind, with the columns of `arrow_schema`.

        Raises:
            ArticleError: If it has no column of that name.
            PipelineError: If the pipeline cannot be built.
        """
        found = list(batches_like(batch, table_of(self._results(batch), self.table, text=self.text)))
        if len(found) > 1:
            raise DiplotextError("the results of this batch exceed what a record batch can hold; make batches smaller")
        return found[0]

    def stream(
        self, batches: Iterable[pyarrow.RecordBatch | pyarrow.Table]
    ) -> Iterator[pyarrow.RecordBatch | pyarrow.Table]:
        """The same for many batches, each when it is asked for; see `extract_batches`."""
        for batch in batches:
            for piece in pieces_of(batch, MAX_ARTICLES):
                yield from batches_like(batch, table_of(self._results(piece), self.table, text=self.text))

    def _description(self) -> tuple[Any, ...]:
        """What a pipeline is built from."""
        return (
            self.names,
            self.without,
            self.options,
            self.language,
            self.confidences,
            self.extractor_time_limit,
        )

    def _input(self) -> InputOptions:
        return InputOptions(
            {},
            columns=self.columns,
            published=self.published,
            date_format=self.date_format,
            repairs=self.repairs,
            max_chars=self.max_chars,
        )

    def _results(self, batch: pyarrow.RecordBatch | pyarrow.Table) -> Iterator[Document | Unread]:
        """For each row the document with what was found, or why it could not be read."""
        worker = _worker(self)
        rows = enumerate(records_of(batch, self.columns))
        options = self._input()
        while part := list(islice(rows, MAX_ARTICLES_PARSED)):
            articles = [_article(row, name, record, options, worker.notices) for row, (name, record) in part]
            found = iter(_found(worker.pipeline, [one for one in articles if isinstance(one, Document)]))
            for article in articles:
                yield next(found) if isinstance(article, Document) else article


def extract_batches(
    batches: Iterable[pyarrow.RecordBatch | pyarrow.Table],
    *,
    names: Iterable[str] = (),
    without: Iterable[str] = (),
    options: Mapping[str, Mapping[str, Any]] | None = None,
    language: Language | str | None = None,
    confidences: ConfidencesGiven | None = None,
    extractor_time_limit: float | None = None,
    pipeline: Pipeline | None = None,
    table: str | None = None,
    text: bool = True,
    columns: Mapping[str, str] = immutabledict(),
    published: str | None = None,
    date_format: str | None = None,
    repairs: bool = True,
    max_chars: int | None = MAX_CHARS,
) -> Iterator[pyarrow.RecordBatch | pyarrow.Table]:
    """Extract from batches of articles; what Spark's `mapInArrow` runs, once for each partition.

    No type is inferred: the schema is always `arrow_schema(table)`. An article without a text, or on which anything
    fails, becomes a row with the reason in `error`. If extractors fail, their output is missing, and the column
    `failures`, in a table a row with `error`, names them.

    Args:
        batches: Batches, taken one by one: the column `text`, and where they are known `id`, `title`, `published` and
            `source`. Other columns are added to the source.
        names: See `Extraction`.
        without: See `Extraction`.
        options: See `Extraction`.
        language: See `Extraction`.
        confidences: See `Extraction`.
        extractor_time_limit: See `Extraction`.
        pipeline: See `Extraction`.
        table: See `Extraction`.
        text: See `Extraction`.
        columns: See `Extraction`.
        published: See `Extraction`.
        date_format: See `Extraction`.
        repairs: See `Extraction`.
        max_chars: See `Extraction`.

    Yields:
        For each batch one of the same kind, even if it is empty; for one of more than 200 articles, several.

    Raises:
        ArticleError: If a batch has no column of the text.
        PipelineError: If the pipeline cannot be built.
    """
    extraction = Extraction(
        names=names,
        without=without,
        options=options,
        language=language,
        confidences=confidences,
        extractor_time_limit=extractor_time_limit,
        pipeline=pipeline,
        table=table,
        text=text,
        columns=columns,
        published=published,
        date_format=date_format,
        repairs=repairs,
        max_chars=max_chars,
    )
    return extraction.stream(batches)


@attrs.frozen
class _Worker:
    """What a process keeps: a pipeline by its description, and what its user has been warned of."""

    description: tuple[Any, ...]
    pipeline: Pipeline
    notices: Notices


_workers: list[_Worker] = []
"""The pipelines that this process has built, the latest last."""


def _worker(extraction: Extraction) -> _Worker:
    """The pipeline of this process for an extraction; built if it has none."""
    if extraction.pipeline is not None:
        return _Worker((), extraction.pipeline, Notices(_warned))
    description = extraction._description()
    for worker in _workers:
        if worker.description == description:
            return worker
    pipeline = Pipeline.of(
        *extraction.names,
        without=extraction.without,
        options=extraction.options,
        language=extraction.language,
        confidences=extraction.confidences,
        extractor_time_limit=extraction.extractor_time_limit,
    )
    _workers.append(_Worker(description, pipeline, Notices(_warned)))
    del _workers[:-MAX_PIPELINES]
    return _workers[-1]


def _warned(message: str) -> None:
    warnings.warn(message, ArticleWarning, stacklevel=3)


def _article(
    row: int, name: str | None, record: Row | ArticleError, options: InputOptions, notices: Notices
) -> Document | Unread:
    """The article of a row, as `diplotext extract` reads a line of JSON."""
    if isinstance(record, ArticleError):
        return Unread(name, described(record))
    place = f"row {row + 1}" if name is None else f"article {name!r}"
    try:
        return document_of_record(record, options, place, notices)
    except Exception as error:
        return Unread(name, described(error))


def _found(pipeline: Pipeline, documents: Sequence[Document]) -> Sequence[Document | Unread]:
    """Documents with what is found in them; if that fails for all together, each is tried alone."""
    try:
        return list(pipeline.stream(documents, batch_size=MAX_ARTICLES_PARSED, on_error="collect"))
    except Exception:
        return [_alone(pipeline, document) for document in documents]


def _alone(pipeline: Pipeline, document: Document) -> Document | Unread:
    try:
        return pipeline.read(document, on_error="collect")
    except Exception as error:
        return Unread(document.id, described(error))
