"""Composing extractors, and running them on one document or many.

Everything that can be wrong with a pipeline is reported when it is built. Running it yields new documents; an extractor
that fails on one does not affect the others.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar, Self

import attrs

from diplotext.errors import ArticleError, PipelineError, nearest
from diplotext.knowledge.records import Knowledge
from diplotext.model.annotations import Annotation
from diplotext.model.articles import Article, as_document
from diplotext.model.document import Document, changed
from diplotext.model.provenance import Failure, LanguageModel
from diplotext.pipeline import arguments
from diplotext.pipeline.arguments import PARSED, REMEDY, OnError
from diplotext.pipeline.batching import batches
from diplotext.pipeline.confidences import Confidences, ConfidencesGiven
from diplotext.pipeline.ordering import ordered
from diplotext.pipeline.outcomes import Run
from diplotext.pipeline.processes import read_in_processes
from diplotext.pipeline.selection import pull_in, satisfied
from diplotext.pipeline.time_limits import checked_limit
from diplotext.pipeline.viewing import Viewed
from diplotext.plugin.containment import said_by, signal_handlers
from diplotext.plugin.extractor import Extractor, Reading
from diplotext.plugin.registry import Registry, version_of
from diplotext.syntax.language_models import SPLIT, identity, load_language, meets, parse, parse_all

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc


class Pipeline:
    """Extractors in the order in which they run, with the language model that they share.

    Args:
        extractors: Instances; the order is kept as far as their requirements allow.
        language: A spaCy `Language`, or the name or path of one. By default a fast sentence splitter or, if an
            extractor `needs` more, en_diplotext_accurate if it is installed, else en_diplotext. Loaded at once if an
            extractor `needs` something.
        knowledge: The gazetteer; by default the records of all installed plugins.
        confidences: Confidences of rules that replace the shipped ones: a file that `diplotext recalibrate` has
            written, or a mapping by the id of the rule.
        extractor_time_limit: Seconds that an extractor may take for a document; after them, it has failed. By default
            there is no limit. Only in the main thread, on POSIX; code in C that does not return is not interrupted.

    Raises:
        PipelineError: If two extractors have the same name or two types the same key on the wire, if a requirement has
            no provider or requirements form a cycle, or if the language model does not assign what an extractor needs.
    """

    _remedy: ClassVar[str] = REMEDY
    _parse_remedy: ClassVar[str] = PARSED

    def __init__(
        self,
        extractors: Iterable[Extractor],
        *,
        language: Language | str | None = None,
        knowledge: Knowledge | None = None,
        confidences: ConfidencesGiven | None = None,
        extractor_time_limit: float | None = None,
    ) -> None:
        given = arguments.extractors_of(extractors)
        arguments.check_types(given)
        self._language: Language | str | None = arguments.check_given(language, knowledge)
        self.extractors: tuple[Extractor, ...] = ordered(given)
        self._loaded: Language | None = None
        self._holds: frozenset[str] | None = None  # what its parses hold
        self._model: LanguageModel | None = None
        self._knowledge = knowledge
        self._confidences = arguments.check_confidences(confidences, given, default_registry)
        self._extractor_time_limit = checked_limit(extractor_time_limit)
        self._versions = {extractor.name: version_of(type(extractor)) for extractor in self.extractors}
        if any(extractor.needs for extractor in self.extractors):
            arguments.check_needs(self.extractors, self.language, self._remedy)

    @classmethod
    def of(
        cls,
        *names: str,
        without: Iterable[str] = (),
        options: Mapping[str, Mapping[str, Any]] | None = None,
        language: Language | str | None = None,
        knowledge: Knowledge | None = None,
        confidences: ConfidencesGiven | None = None,
        registry: Registry | None = None,
        extractor_time_limit: float | None = None,
    ) -> Self:
        """A pipeline of installed extractors by name; without names, of all that are installed.

        What they require is added: if no named extractor provides a required type, every installed provider of it is.

        Args:
            names: Names of extractors.
            without: Names of extractors to leave out. Without `names`, those that require them are left out too.
            options: Options by extractor, such as `{"quotes": {"modes": ("direct",)}}`.
            language: See `Pipeline`.
            knowledge: See `Pipeline`.
            confidences: See `Pipeline`.
            registry: Where to look for plugins; by default everything installed.
            extractor_time_limit: See `Pipeline`.

        Raises:
            PipelineError: Also if there is no extractor with a name, or it has no such option.
        """
        registry = default_registry() if registry is None else arguments.check_registry(registry, Registry)
        left_out = frozenset([without] if isinstance(without, str) else without)
        for name in names:
            if not isinstance(name, str):
                raise PipelineError(
                    f"names of extractors are strings, not {name!r}; write them one by one; "
                    "Pipeline(...) takes instances"
                )
        for name in sorted(left_out):
            registry.info(name)
        everything = (info.name for info in registry.extractors)
        chosen = [name for name in dict.fromkeys(names or everything) if name not in left_out]
        options = arguments.check_options(options)
        extractors = [registry.create(name, **options.pop(name, {})) for name in chosen]
        if names:
            pull_in(extractors, registry, left_out, options)
        else:
            extractors = satisfied(extractors)
        if options:
            stray = next(iter(options))
            raise PipelineError(f"options for {stray!r}, which is not in the pipeline: {nearest(str(stray), chosen)}")
        checked = arguments.check_confidences(confidences, extractors, lambda: registry)
        pipeline = cls(
            extractors,
            language=language,
            knowledge=knowledge or registry.knowledge,
            extractor_time_limit=extractor_time_limit,
        )
        pipeline._confidences = checked
        return pipeline

    @property
    def language(self) -> Language:
        """The language model, loaded on first use."""
        if self._loaded is None:
            needs = {need for extractor in self.extractors for need in extractor.needs}
            self._loaded = load_language(self._language, needs)
        return self._loaded

    @property
    def confidences(self) -> Confidences | None:
        """The confidences of rules that replace the shipped ones."""
        return self._confidences

    @property
    def extractor_time_limit(self) -> float | None:
        """Seconds that an extractor may take for a document."""
        return self._extractor_time_limit

    def _language_model(self, *, given: bool) -> LanguageModel | None:
        """The language model, if an extractor needs parses; None if the parses were given."""
        if given or not any(one.needs for one in self.extractors):
            return None
        if self._model is None:
            self._model = identity(self.language)  # spaCy puts its description together each time that it is asked
        return self._model

    def __getstate__(self) -> dict[str, Any]:
        named = self._language is None or isinstance(self._language, str)
        return {**self.__dict__, "_loaded": None if named else self._loaded}

    @property
    def knowledge(self) -> Knowledge:
        """The gazetteer."""
        if self._knowledge is None:
            self._knowledge = default_registry().knowledge
        return self._knowledge

    def read(
        self,
        article: Article,
        *,
        published: datetime.date | str | None = None,
        title: str | None = None,
        id: str | None = None,
        source: Mapping[str, Any] | str | None = None,
        on_error: OnError = "raise",
        parse: Doc | None = None,
    ) -> Document:
        """Read one article.

        Args:
            article: A text, a record or a document. Annotations that a document already has are kept.
            published: Publication date, from which relative dates are counted: a date or `"YYYY-MM-DD"`.
            title: Title, if it is known.
            id: Id; by default made from the text.
            source: What else is known about the article; a string is its outlet.
            on_error: `raise` what an extractor raises, with notes that name extractor and document; or `collect` it in
                `document.failures`: then the output of that extractor, and of those that require it, is missing.
            parse: A spaCy parse of the text as given, white space included; by default the language model parses its
                normalised view (`document.view`).

        Raises:
            ArticleError: If the article is not a text, a valid record or a document.
            PipelineError: If the parse is of another text, or does not hold what an extractor needs.
        """
        given = {"published": published, "title": title, "id": id, "source": source}
        arguments.check_on_error(on_error)
        document = as_document(article, **{key: value for key, value in given.items() if value is not None})
        return self.read_batch([document], on_error, None if parse is None else [parse])[0]

    def stream(
        self,
        articles: Iterable[Article],
        *,
        processes: int = 1,
        batch_size: int = 32,
        on_error: OnError = "raise",
        progress: bool = False,
        time_limit: float | None = None,
    ) -> Iterator[Document]:
        """Read many articles, in their order, in constant memory; the input may be endless.

        Args:
            articles: Texts, records or documents; taken one batch at a time, as results are needed.
            processes: Number of processes. With more than one, the calling script needs the usual
                `if __name__ == "__main__":` guard.
            batch_size: Articles parsed together, at most; long articles make smaller batches.
            on_error: See `read`.
            progress: Whether to show a progress bar, in a terminal or a notebook.
            time_limit: Seconds for one article, after which the process that reads it is ended; with a limit, even a
                single process is not this one.

        Raises:
            ArticleError: If an article is not valid; those before it are read first, and a note says which one it is.
            PipelineError: If a number is less than 1; with several processes, if they die on an article (it is named),
                or it takes too long. With `on_error="collect"` the reason is in its failures.
        """
        arguments.check_numbers(processes=processes, batch_size=batch_size)
        if isinstance(articles, (str, Mapping, Document)):
            raise ArticleError("stream takes many articles; use read for one")
        if not isinstance(articles, Iterable):
            raise ArticleError(f"stream takes an iterable of articles, not {type(articles).__name__}")
        arguments.check_on_error(on_error)
        batched = batches(articles, batch_size)
        if processes == 1 and time_limit is None:
            documents: Iterator[Document] = (one for batch in batched for one in self.read_each(batch, on_error))
        else:
            documents = read_in_processes(self.read_each, batched, processes, on_error=on_error, time_limit=time_limit)
        if progress:
            from diplotext.io.progress import with_progress  # imports much of rich

            documents = with_progress(documents, articles)
        return documents

    def read_batch(
        self, documents: Sequence[Document], on_error: OnError, parses: Sequence[Doc] | None = None
    ) -> list[Document]:
        """Run all extractors over a batch of documents that fit into memory; see `read` for `on_error` and `parses`."""
        return list(self.read_each(documents, on_error, parses))

    def read_each(
        self, documents: Sequence[Document], on_error: OnError, parses: Sequence[Doc] | None = None
    ) -> Iterator[Document]:
        """The same, document by document: each is yielded as soon as it is read."""
        held = self._held if parses is None else None  # without it, a reading examines its parse
        viewed = [Viewed.of(document) if parses is None else Viewed.as_given(document) for document in documents]
        views = [view.document for view in viewed]
        parsers = self._parsers(views) if parses is None else self._given(views, parses)
        names = {extractor.name for extractor in self.extractors}
        model = self._language_model(given=parses is not None)
        readings = (
            Reading(_prepared(view.document, names, model), self.knowledge, parser, held, view.view)
            for view, parser in zip(viewed, parsers, strict=True)
        )
        together = any(type(extractor).extract_batch is not Extractor.extract_batch for extractor in self.extractors)
        if together:
            results: Iterable[Document] = self._read(list(readings), on_error)
        else:  # what the readings of an article share is let go before the next one
            results = (document for reading in readings for document in self._read([reading], on_error))
        for view, document in zip(viewed, results, strict=True):
            yield view.restored(document)

    def _read(self, readings: Sequence[Reading], on_error: OnError) -> list[Document]:
        """The documents of some readings after all extractors have run."""
        articles = [reading.article for reading in readings]
        results = [reading.document for reading in readings]
        failed: list[set[type[Annotation]]] = [set() for _ in readings]
        handlers = signal_handlers()
        for extractor in self.extractors:
            todo = []
            for index, document in enumerate(results):
                if missing := sorted(
                    {k.__name__ for k in extractor.requires for lost in failed[index] if issubclass(lost, k)}
                ):
                    reason = f"skipped: what it requires ({', '.join(missing)}) could not be looked for"
                    results[index] = _with_failure(document, extractor.name, reason)
                    failed[index] |= set(extractor.provides)
                else:
                    todo.append(index)
            current = [attrs.evolve(readings[i], document=results[i], article=articles[i]) for i in todo]
            seconds, confidences = self.extractor_time_limit, self.confidences
            run = Run(extractor, self._versions[extractor.name], on_error, handlers, seconds, confidences)
            for index, outcome in zip(todo, run.outcomes(current), strict=True):
                if isinstance(outcome, Document):
                    results[index] = outcome
                else:
                    results[index] = _with_failure(results[index], extractor.name, said_by(outcome))
                    failed[index] |= set(extractor.provides)
        return results

    def _held(self) -> Collection[str]:
        """What the language model assigns in its parses."""
        if self._holds is None:
            plain = self._language is None and not any(extractor.needs for extractor in self.extractors)
            self._holds = SPLIT if plain else meets(self.language)  # of the plain splitter it is known without loading
        return self._holds

    def _parsers(self, documents: Sequence[Document]) -> list[Callable[[], Doc]]:
        """For each document, a function that returns its parse; made in one batch if an extractor needs parses."""
        if any(extractor.needs for extractor in self.extractors):
            try:
                docs = list(parse_all(self.language, (document.text for document in documents)))
                return [lambda doc=doc: doc for doc in docs]  # type: ignore[misc]
            except Exception:  # noqa: S110  (one text of the batch failed: each is parsed alone, when it is needed)
                pass
        return [cache(lambda text=document.text: parse(self.language, text)) for document in documents]

    def _given(self, documents: Sequence[Document], parses: Sequence[Doc]) -> list[Callable[[], Doc]]:
        for document, doc in zip(documents, parses, strict=True):
            arguments.check_parse(self.extractors, document.text, doc, self._parse_remedy)
        return [lambda doc=doc: doc for doc in parses]  # type: ignore[misc]

    def __repr__(self) -> str:
        return f"<Pipeline {' -> '.join(extractor.name for extractor in self.extractors) or '(empty)'}>"


@cache
def default_registry() -> Registry:
    """The registry of everything installed; made once per process."""
    return Registry()


@cache
def default_pipeline() -> Pipeline:
    """The pipeline of all installed extractors; built once per process."""
    return Pipeline.of()


def read(
    text: str,
    *,
    published: datetime.date | str | None = None,
    title: str | None = None,
    id: str | None = None,
    source: Mapping[str, Any] | str | None = None,
) -> Document:
    """Read one article with everything installed.

    Args:
        text: The article as plain text. Its title, date and dateline are recognised.
        published: Publication date, from which relative dates are counted: a date or `"YYYY-MM-DD"`.
        title: Title, if it is known.
        id: Id; by default made from the text.
        source: What else is known about the article; a string is its outlet.

    Returns:
        The document with `statements`, `meetings`, `times`, `organizations`, `states`, `people` and `places`.

    Raises:
        ArticleError: If the text is not a text, or the date is not a date.
    """
    return default_pipeline().read(text, published=published, title=title, id=id, source=source)


def _prepared(document: Document, extractors: set[str], model: LanguageModel | None) -> Document:
    """The document before the extractors run: their earlier failures are removed, the language model is set."""
    kept = tuple(failure for failure in document.failures if failure.extractor not in extractors)
    model = model or document.language_model
    if kept == document.failures and model == document.language_model:
        return document
    return changed(document, failures=kept, language_model=model)


def _with_failure(document: Document, extractor: str, error: str) -> Document:
    return changed(document, failures=(*document.failures, Failure(extractor, error)))
