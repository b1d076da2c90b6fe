"""Checks with texts that nobody wants, and that every archive contains."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from diplotext.model.annotations import shortened
from diplotext.model.articles import Article
from diplotext.model.document import Document
from diplotext.plugin.extractor import Extractor
from diplotext.testing.bench import Bench, bench
from diplotext.testing.parses import repeated
from diplotext.testing.texts import documents, hard_texts

if TYPE_CHECKING:
    from spacy.tokens import Doc

SIZES = (16_000, 64_000, 256_000, 1_000_000)
"""Characters of the lines that are read one after the other."""
SLOWER = 12
"""How many times as long four times the text may take: three times what is linear, for all that disturbs a clock."""
NEGLIGIBLE = 0.5
BUDGET = 60.0
"""Seconds of the processor: what is too short to be compared, and what a million characters may take at most."""


def survives_hard_texts(extractor: type[Extractor], texts: Iterable[Article] = ()) -> None:
    """It raises nothing on texts that are empty, broken, in other scripts or full of quotation marks."""
    ready = bench(extractor)
    found = ready.first(documents(texts))
    sample = next(document for document in found if found[document])
    for label, text in hard_texts(sample.text).items():
        document = Document.from_article(text, published=sample.published)
        reading = ready.reading(document)
        try:
            with deadline(BUDGET):
                for _ in ready.extractor.extract(reading):
                    pass
        except Exception as error:
            raise AssertionError(
                f"{ready} fails on a hard text ({label}): {type(error).__name__}: {error}. It was "
                f"{shortened(text)!r}; skip what cannot be read, and read the rest of the text"
            ) from error


def takes_linear_time(extractor: type[Extractor], texts: Iterable[Article] = ()) -> None:
    """Four times as long a line takes about four times as long, up to one of a million characters.

    Measured is what the extractor takes of the processor, without the parse and without the extractors before.
    """
    ready = bench(extractor)
    found = ready.first(documents(texts))
    sample = next(document for document in found if found[document])
    line = " ".join(sample.text.split()) + " "
    before: float | None = None
    for size in SIZES:
        document = Document.from_article(line * (size // len(line) + 1), published=sample.published)
        seconds = _seconds(ready, document, line)
        if before is not None and seconds > max(NEGLIGIBLE, SLOWER * before):
            seconds = min(seconds, _seconds(ready, document, line))  # once more: something else may have disturbed it
            if seconds > max(NEGLIGIBLE, SLOWER * before):
                raise AssertionError(
                    f"{ready} takes {seconds:.1f} s for a line of {size:,} characters, and {before:.2f} s for a "
                    "quarter of it: more than linear. Look for regular expressions that backtrack, slices of the rest "
                    "of the text, and loops over everything found so far"
                )
        before = seconds


def _seconds(ready: Bench, document: Document, line: str) -> float:
    def parse() -> Doc:
        return repeated(ready.parse(line), len(document.text) // len(line))

    reading = ready.reading(document, parse)
    if ready.extractor.needs:
        reading.parse  # noqa: B018  (made before the clock runs)
    try:
        with deadline(BUDGET):
            began = time.process_time()
            for _ in ready.extractor.extract(reading):
                pass
            return time.process_time() - began
    except TimeoutError:
        raise AssertionError(
            f"{ready} takes more than {BUDGET:.0f} s for a line of {len(document.text):,} characters; look for regular "
            "expressions that backtrack, and loops over everything found so far"
        ) from None


@contextmanager
def deadline(seconds: float) -> Iterator[None]:
    """Raise `TimeoutError` when the processor has worked so long; where the platform cannot, wait for ever."""
    able = hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()
    if not able:
        yield
        return

    def stop(*_: object) -> None:
        raise TimeoutError(f"it takes more than {seconds:.0f} s")

    former = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, former)
