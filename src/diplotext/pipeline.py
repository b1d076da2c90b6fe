"""Composing extractors, and running them over one document or many.

Everything that can be wrong with a pipeline is found when it is built. Running it yields new documents; one that fails
is told apart from the others.
"""

from __future__ import annotations

import datetime
import difflib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from typing import TYPE_CHECKING, Any, Literal, Self, get_args

import attrs

from diplotext.annotations import Annotation, Entity
from diplotext.document import CORE_TYPES, Document, Failure, split_date
from diplotext.errors import ArticleError, PipelineError, nearest
from diplotext.extractor import Extractor, Reading, wrong_declaration
from diplotext.knowledge import Knowledge
from diplotext.language import load_language, meets, parse, parse_all
from diplotext.merging import with_found
from diplotext.ordering import ordered, providers
from diplotext.registry import Registry, version_of

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

Article = str | Mapping[str, Any] | Document
"""What a pipeline reads: a text, a record with `text` and other keys of the input format, or a document."""

OnError = Literal["raise", "collect"]
RECORD_KEYS = ("id", "text", "title", "published", "source")
BATCH_CHARACTERS = 500_000


class Pipeline:
    """Extractors in the order in which they run, with the language model that they share.

    Args:
        extractors: Instances; the order is kept as far as their requirements allow.
        language: A spaCy `Language`, or the name or path of one; by default diplotext-english where it is installed,
            else blank English with a sentence splitter. Loaded at once if an extractor `needs` something.
        knowledge: Names and what they stand for; by default the records of all installed plugins.

    Raises:
        PipelineError: If two extractors have one name, two types one key on the wire, a requirement has no provider or
            runs in a circle, or the language model does not hold what an extractor needs.
    """

    def __init__(
        self,
        extractors: Iterable[Extractor],
        *,
        language: Language | str | None = None,
        knowledge: Knowledge | None = None,
    ) -> None:
        given = tuple(extractors)
        for extractor in given:
            _check_extractor(extractor)
        _check_types(given)
        self.extractors = ordered(given)
        self._language = language
        self._loaded: Language | None = None
        self._knowledge = knowledge
        self._versions = {extractor.name: version_of(type(extractor)) for extractor in self.extractors}
        if any(extractor.needs for extractor in self.extractors):
            _check_needs(self.extractors, self.language)

    @classmethod
    def of(
        cls,
        *names: str,
        without: Iterable[str] = (),
        options: Mapping[str, Mapping[str, Any]] | None = None,
        language: Language | str | None = None,
        knowledge: Knowledge | None = None,
        registry: Registry | None = None,
    ) -> Self:
        """A pipeline of installed extractors by name; without names, of all that are installed.

        What they require comes along: where nothing named provides a required type, every installed provider of it
        does.

        Args:
            names: Names of extractors.
            without: Names of extractors to leave out. With no `names`, what requires them is left out too.
            options: Options by extractor, such as `{"quotes": {"modes": ("direct",)}}`.
            language: See `Pipeline`.
            knowledge: See `Pipeline`.
            registry: Where to look for plugins; by default everything installed.

        Raises:
            PipelineError: Also if there is no extractor of a name, or it has no such option.
        """
        registry = registry or default_registry()
        left_out = frozenset([without] if isinstance(without, str) else without)
        for name in names:
            if not isinstance(name, str):
                raise PipelineError(f"names of extractors are strings, not {name!r}; Pipeline(...) takes instances")
        for name in left_out:
            registry.info(name)
        everything = (info.name for info in registry.extractors)
        chosen = [name for name in dict.fromkeys(names or everything) if name not in left_out]
        options = dict(options or {})
        extractors = [registry.create(name, **options.pop(name, {})) for name in chosen]
        if names:
            _pull_in(extractors, registry, left_out, options)
        else:
            extractors = _satisfied(extractors)
        if options:
            stray = next(iter(options))
            raise PipelineError(f"options for {stray!r}, which is not in the pipeline: {nearest(stray, chosen)}")
        return cls(extractors, language=language, knowledge=knowledge or registry.knowledge)

    @property
    def language(self) -> Language:
        """The language model, loaded on first use."""
        if self._loaded is None:
            self._loaded = load_language(self._language)
        return self._loaded

    def __getstate__(self) -> dict[str, Any]:
        named = self._language is None or isinstance(self._language, str)
        return {
            **self.__dict__,
            "_loaded": None if named else self._loaded,
        }  # a name is loaded again

    @property
    def knowledge(self) -> Knowledge:
        """Names and what they stand for."""
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
        source: Mapping[str, Any] | None = None,
        on_error: OnError = "raise",
    ) -> Document:
        """Read one article.

        Args:
            article: A text, a record or a document. Annotations that a document has already are kept.
            published: Publication date, to which relative dates refer: a date or `"YYYY-MM-DD"`.
            title: Title, if it is known.
            id: Id; by default made from the text.
            source: What else is known of the article.
            on_error: `raise` what an extractor raises, with notes that name extractor and document; or `collect` it in
                `document.failures`, at the cost of that extractor's output and of those that require it.

        Raises:
            ArticleError: If the article is none.
        """
        given = {"published": published, "title": title, "id": id, "source": source}
        _check_on_error(on_error)
        document = as_document(article, **{key: value for key, value in given.items() if value is not None})
        return self.read_batch([document], on_error)[0]

    def stream(
        self,
        articles: Iterable[Article],
        *,
        processes: int = 1,
        batch_size: int = 32,
        on_error: OnError = "raise",
    ) -> Iterator[Document]:
        """Read many articles, in their order, in constant memory; the input may be endless.

        Args:
            articles: Texts, records or documents; taken one batch at a time, as results are asked for.
            processes: How many processes work. With more than one, the calling script needs the usual
                `if __name__ == "__main__":` guard.
            batch_size: Articles parsed together, at most; long articles make smaller batches.
            on_error: See `read`.

        Raises:
            ArticleError: If an article is none; those before it are read first, and a note says which it is.
            PipelineError: If a number makes no sense, or a process dies.
        """
        if processes < 1 or batch_size < 1:
            raise PipelineError(f"processes and batch_size must be 1 or more, not {processes} and {batch_size}")
        if isinstance(articles, (str, Mapping, Document)):
            raise ArticleError("stream takes many articles; use read for one")
        _check_on_error(on_error)
        batches = _batches(articles, batch_size)
        if processes == 1:
            return (document for batch in batches for document in self.read_batch(batch, on_error))
        from diplotext.processes import run_batches

        return run_batches(self, batches, processes, on_error)

    def read_batch(self, documents: Sequence[Document], on_error: OnError) -> list[Document]:
        """Run all extractors over a batch of documents that fit into memory; see `read` for `on_error`."""
        parsers = self._parsers(documents)
        names = {extractor.name for extractor in self.extractors}
        results = [_without_failures_of(document, names) for document in documents]
        failed: list[set[type[Annotation]]] = [set() for _ in documents]
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
            readings = [Reading(results[index], self.knowledge, parsers[index]) for index in todo]
            for index, outcome in zip(todo, self._outcomes(extractor, readings, on_error), strict=True):
                if isinstance(outcome, Document):
                    results[index] = outcome
                else:
                    message = " ".join(f"{type(outcome).__name__}: {outcome}".split())
                    results[index] = _with_failure(results[index], extractor.name, message)
                    failed[index] |= set(extractor.provides)
        return results

    def _outcomes(
        self, extractor: Extractor, readings: Sequence[Reading], on_error: OnError
    ) -> Iterator[Document | Exception]:
        """For each reading the document with what the extractor found, or what it raised."""
        if type(extractor).extract_batch is not Extractor.extract_batch:
            try:
                batch = [list(found) for found in extractor.extract_batch(readings)]
                if len(batch) == len(readings):
                    for reading, found in zip(readings, batch, strict=True):
                        yield self._outcome(extractor, reading, partial(iter, found), on_error)
                    return
            except Exception:
                if on_error == "raise":
                    raise
        for reading in readings:
            yield self._outcome(extractor, reading, partial(extractor.extract, reading), on_error)

    def _outcome(
        self,
        extractor: Extractor,
        reading: Reading,
        extract: Callable[[], Iterable[Annotation]],
        on_error: OnError,
    ) -> Document | Exception:
        try:
            return with_found(reading.document, extractor, self._versions[extractor.name], extract())
        except Exception as error:
            if on_error == "collect":
                return error
            error.add_note(f"in extractor {extractor.name!r} ({type(extractor).__module__})")
            error.add_note(f"in document {reading.document.id!r}")
            raise

    def _parsers(self, documents: Sequence[Document]) -> list[Callable[[], Doc]]:
        """For each document a function that returns its parse; made in one go where an extractor needs parses."""
        if any(extractor.needs for extractor in self.extractors):
            try:
                docs = list(parse_all(self.language, (document.text for document in documents)))
                return [lambda doc=doc: doc for doc in docs]  # type: ignore[misc]
            except Exception:  # noqa: S110  (one text of the batch failed: each is parsed alone, where it is asked for)
                pass
        return [cache(lambda text=document.text: parse(self.language, text)) for document in documents]

    def __repr__(self) -> str:
        return f"<Pipeline {' -> '.join(extractor.name for extractor in self.extractors) or '(empty)'}>"


def as_document(article: Article, **given: Any) -> Document:
    """A document from what a pipeline reads; keywords win over a record's keys.

    What else a record holds is kept in the document's `source`.

    Raises:
        ArticleError: If a record has no text or a misspelled key, or the article is of another type.
    """
    if isinstance(article, Document):
        if "published" in given:
            day, partial = split_date(given["published"])
            given |= {"published": day, "published_basis": "given" if day else None}
            if partial:
                given["source"] = {**article.source, **given.get("source", {}), "published": partial}
        return attrs.evolve(article, **given) if given else article
    if isinstance(article, str):
        return Document.from_article(article, **given)
    if not isinstance(article, Mapping):
        raise ArticleError(f"an article is a text, a record or a document, not {type(article).__name__}")
    if article.get("text") is None:
        raise ArticleError(f"a record needs a 'text'; this one has {', '.join(map(repr, article)) or 'nothing'}")
    values = {key: article[key] for key in RECORD_KEYS if article.get(key) is not None} | given
    others = {key: value for key, value in article.items() if key not in RECORD_KEYS}
    for key in others:
        if close := difflib.get_close_matches(str(key), RECORD_KEYS, n=1, cutoff=0.8):
            raise ArticleError(f"unknown key {key!r}: did you mean {close[0]!r}?")
    if others and isinstance(values.get("source", {}), Mapping):
        values["source"] = others | dict(values.get("source", {}))
    return Document.from_article(values.pop("text"), **values)


@cache
def default_registry() -> Registry:
    """Everything installed; looked for once a process."""
    return Registry()


@cache
def default_pipeline() -> Pipeline:
    """All installed extractors; built once a process."""
    return Pipeline.of()


def read(
    text: str,
    *,
    published: datetime.date | str | None = None,
    title: str | None = None,
    id: str | None = None,
    source: Mapping[str, Any] | None = None,
) -> Document:
    """Read one article with everything installed.

    Args:
        text: The article as plain text. Its title, date and dateline are recognised.
        published: Publication date, to which relative dates refer: a date or `"YYYY-MM-DD"`.
        title: Title, if it is known.
        id: Id; by default made from the text.
        source: What else is known of the article.

    Returns:
        The document with `statements`, `meetings`, `times`, `organizations`, `states`, `people` and `places`.

    Raises:
        ArticleError: If the text is no text, or the date is no date.
    """
    return default_pipeline().read(text, published=published, title=title, id=id, source=source)


def _check_on_error(value: str) -> None:
    if value not in get_args(OnError):
        raise PipelineError(f"on_error is {value!r}: {nearest(value, get_args(OnError))}")


def _check_extractor(value: Any) -> None:
    if not isinstance(value, Extractor):
        hint = "; make an instance of it" if isinstance(value, type) else ""
        raise PipelineError(f"not an extractor: {value!r}{hint}")
    if problem := wrong_declaration(type(value)):
        raise PipelineError(f"extractor class {type(value).__qualname__}: {problem}")


def _check_types(extractors: Sequence[Extractor]) -> None:
    """One type a key on the wire, and no type that cannot be written."""
    keys: dict[str, type[Annotation]] = {kind.wire_name: kind for kind in CORE_TYPES}
    for extractor in extractors:
        for kind in (*extractor.provides, *extractor.requires, *extractor.uses):
            if kind in (Annotation, Entity):
                continue
            if kind not in CORE_TYPES:
                _check_writable(kind)
            if keys.setdefault(kind.wire_name, kind) is not kind:
                other = keys[kind.wire_name]
                raise PipelineError(
                    f"two annotation types share the key {kind.wire_name!r} on the wire: {other.__module__}."
                    f"{other.__qualname__} and {kind.__module__}.{kind.__qualname__}; set wire_name on one of them"
                )


def _check_writable(kind: type[Annotation]) -> None:
    from diplotext.schema import json_schema

    try:
        json_schema([kind])
    except (TypeError, NameError) as error:
        raise PipelineError(f"annotation type {kind.__qualname__} cannot be written: {error}") from error


def _check_needs(extractors: Sequence[Extractor], language: Language) -> None:
    held = meets(language)
    for extractor in extractors:
        if missing := [need for need in extractor.needs if need not in held]:
            name = f"{language.meta.get('lang', '')}_{language.meta.get('name', '')}"
            raise PipelineError(
                f"extractor {extractor.name!r} needs {', '.join(missing)}, which the language model {name!r} does not "
                "hold; install diplotext-english, or pass language=spacy.load(...) with a model that does"
            )


def _pull_in(
    extractors: list[Extractor], registry: Registry, left_out: frozenset[str], options: dict[str, Mapping[str, Any]]
) -> None:
    """Add installed providers of what is required and not yet provided, and what these require."""
    for extractor in extractors:  # the list grows while it is read
        for kind in extractor.requires:
            if providers(extractors, kind):
                continue
            extractors.extend(
                registry.create(info.name, **options.pop(info.name, {}))
                for info in registry.extractors
                if info.name not in left_out and any(issubclass(p, kind) for p in info.extractor.provides)
            )


def _satisfied(extractors: list[Extractor]) -> list[Extractor]:
    """Those whose requirements the others meet."""
    while True:
        kept = [e for e in extractors if all(providers(extractors, kind) for kind in e.requires)]
        if len(kept) == len(extractors):
            return kept
        extractors = kept


def _without_failures_of(document: Document, extractors: set[str]) -> Document:
    """The document as it is before these extractors run (again)."""
    kept = tuple(failure for failure in document.failures if failure.extractor not in extractors)
    return document if kept == document.failures else attrs.evolve(document, failures=kept)


def _with_failure(document: Document, extractor: str, error: str) -> Document:
    return attrs.evolve(document, failures=(*document.failures, Failure(extractor, error)))


def _batches(articles: Iterable[Article], size: int) -> Iterator[list[Document]]:
    """Batches of at most `size` documents and about half a million characters."""
    batch: list[Document] = []
    characters = 0
    for number, article in enumerate(articles, start=1):
        try:
            document = as_document(article)
        except ArticleError as error:
            if batch:
                yield batch
            error.add_note(f"in article {number} of the stream")
            raise
        batch.append(document)
        characters += len(document.text)
        if len(batch) == size or characters >= BATCH_CHARACTERS:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch
