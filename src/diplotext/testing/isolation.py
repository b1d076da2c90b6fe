"""Checks that an extractor is isolated: it keeps no state, leaves its inputs alone, uses only what it declares."""

from __future__ import annotations

import pickle
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, Any

from diplotext.model.annotations import shortened
from diplotext.model.articles import Article
from diplotext.model.document import Document
from diplotext.plugin.extractor import Extractor
from diplotext.testing.bench import bench, difference, expect_same, plain
from diplotext.testing.parses import only_with
from diplotext.testing.texts import documents

if TYPE_CHECKING:
    from spacy.language import Language


def pickles(extractor: type[Extractor], texts: Iterable[Article] = ()) -> None:
    """It can be pickled, is equal afterwards, and finds the same."""
    ready = bench(extractor)
    try:
        copy = pickle.loads(pickle.dumps(ready.extractor))  # noqa: S301  (our own bytes)
    except Exception as error:
        raise AssertionError(
            f"{ready} cannot be pickled: {error}; define it at the top level of a module, and keep only values in its "
            "fields: no functions, no open files, no spaCy objects"
        ) from error
    if copy != ready.extractor:
        raise AssertionError(f"{ready} is {copy!r} after pickling, and was {ready.extractor!r}")
    for document in ready.first(documents(texts)):
        expected = ready.found(document)
        problem = f"{ready} finds something else after pickling; keep nothing in it that pickling leaves out."
        expect_same(expected, ready.found(document, copy), document, problem)


def keeps_no_state(extractor: type[Extractor], texts: Iterable[Article] = ()) -> None:
    """It finds the same in a text whichever it read before: all are read twice, and in the opposite order."""
    ready = bench(extractor)
    first = ready.first(documents(texts))
    problem = (
        f"what {ready} finds depends on what it read before ({{}}); keep nothing between documents in the extractor, "
        "its class or a module, and do not change what a cached function returns."
    )
    for order, way in ((list(first), "the same texts once more"), (list(first)[::-1], "the texts in another order")):
        for document in order:
            expect_same(first[document], ready.found(document), document, problem.format(way))


def batches_like_single_documents(extractor: type[Extractor], texts: Iterable[Article] = ()) -> None:
    """`extract_batch` yields for each document of a batch what `extract` yields for it alone."""
    ready = bench(extractor)
    read = list(ready.first(documents(texts)))
    alone = [ready.found(document) for document in read]
    for size in (len(read), 2, 0):
        for start in range(0, max(len(read), 1), size or len(read)):
            part = read[start : start + size]
            readings = [ready.reading(document) for document in part]
            together = [tuple(found) for found in ready.extractor.extract_batch(readings)]
            if len(together) != len(part):
                raise AssertionError(
                    f"{ready}.extract_batch yields {len(together)} results for a batch of {len(part)}; yield one for "
                    "each reading, in order, and an empty one where nothing is found"
                )
            problem = f"{ready}.extract_batch finds something else in a batch of {len(part)} than extract."
            for document, expected, found in zip(part, alone[start:], together, strict=False):
                expect_same(expected, found, document, problem)


def leaves_inputs_alone(extractor: type[Extractor], texts: Iterable[Article] = ()) -> None:
    """It does not change the document, the parse or the knowledge."""
    ready = bench(extractor)
    knowledge = ready.pipeline.knowledge
    records = knowledge.records
    for document in ready.first(documents(texts)):
        parses: list[tuple[Any, bytes]] = []

        def parse(text: str = document.text, parses: list[tuple[Any, bytes]] = parses) -> Any:
            made = ready.parse(text)
            parses.append((made, made.to_bytes()))
            return made

        reading = ready.reading(document, parse)
        before = plain(reading.document)
        list(ready.extractor.extract(reading))
        where = f"in {shortened(document.text)!r}"
        if change := difference(before, plain(reading.document)):
            raise AssertionError(f"{ready} changes the document ({change}) {where}; yield what is found instead")
        for made, held in parses:
            if _bytes(made) != held:
                raise AssertionError(
                    f"{ready} changes the parse {where}, which other extractors share; work on reading.parse.copy(), "
                    "or keep data on tokens in a dictionary of your own"
                )
        if records != knowledge.records:
            raise AssertionError(
                f"{ready} changes the knowledge {where}; contribute records through the hook diplotext_knowledge"
            )


def _bytes(parse: Any) -> bytes:
    try:
        held: bytes = parse.to_bytes()
    except Exception:  # something that was put into it cannot be written
        return b""
    return held


def needs_what_it_reads(extractor: type[Extractor], texts: Iterable[Article] = ()) -> None:
    """It works with a parse that holds only what it `needs`, and uses nothing else without calling `Reading.holds`.

    It finds the same in a parse that holds more, as long as `Reading.holds` returns false for the rest.
    """
    ready = bench(extractor)
    held = frozenset(extractor.needs)
    declared = ", ".join(extractor.needs) or "nothing"
    remedy = "add what it reads to 'needs', or call reading.holds(...) first if it can do without"
    for document in ready.first(documents(texts)):
        full = ready.parse(document.text) if extractor.needs else None
        less = only_with(full, extractor.needs) if full is not None else None
        parser = (lambda less=less: less) if less is not None else _bare(document)
        if full is not None and less is None:
            return  # something that a component of the user assigns: where it is kept is not known
        try:
            found = tuple(ready.extractor.extract(ready.reading(document, parser, held)))
        except Exception as error:
            raise AssertionError(
                f"{ready} fails with a parse that holds only what it needs ({declared}): {type(error).__name__}: "
                f"{error}; {remedy}"
            ) from error
        expected = tuple(ready.extractor.extract(ready.reading(document, held=held)))
        problem = f"{ready} needs {declared}, and finds something else in a parse that holds more; {remedy}."
        expect_same(expected, found, document, problem)


def _bare(document: Document) -> Any:
    """A function that makes a parse of tokens alone."""

    def parse() -> Any:
        return _tokenizer().make_doc(document.text)

    return parse


@cache
def _tokenizer() -> Language:
    import spacy

    return spacy.blank("en")


def does_without_what_it_uses(extractor: type[Extractor], texts: Iterable[Article] = ()) -> None:
    """It works in a pipeline that has only providers of what it `requires`."""
    ready = bench(extractor)
    first = ready.first(documents(texts))
    alone = bench(extractor, uses=False)
    used = ", ".join(kind.__name__ for kind in extractor.uses)
    found = 0
    for document in first:
        try:
            found += len(alone.found(document))
        except Exception as error:
            raise AssertionError(
                f"{ready} fails if nothing provides what it uses ({used or 'nothing is declared'}): "
                f"{type(error).__name__}: {error} (document {document.id!r}); do without, or move the type to "
                "'requires'"
            ) from error
    if not found:
        raise AssertionError(
            f"{ready} finds nothing if nothing provides what it uses ({used}); move the type to 'requires'"
        )
