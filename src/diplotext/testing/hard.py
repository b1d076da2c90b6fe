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
"""Lengths in characters of the lines that are read one after the other."""
MAX_SLOWDOWN = 12
"""Factor by which the time may grow for a text four times as long: three times linear growth, to allow for noise."""
NEGLIGIBLE_SECONDS = 0.5
"""Processor time too short to be compared."""
MAX_SECONDS = 60.0
"""Processor time that a million characters may take."""


def survives_hard_texts(extractor: type[Extractor], texts: Iterable[Article] = ()) -> None:
    """It raises nothing on texts that are empty, broken, in other scripts or full of quotation marks."""
    ready = bench(extractor)
    found = ready.first(documents(texts))
    sample = next(document for document in found if found[document])
    for label, text in hard_texts(sample.text).items():
        document = Document.from_article(text, published=sample.published)
        reading = ready.reading(document)
        try:
            with deadline(MAX_SECONDS):
                for _ in ready.extractor.extract(reading):
                    pass
        except Exception as error:
            raise AssertionError(
                f"{ready} fails on a hard text ({label}): {type(error).__name__}: {error}. It was "
                f"{shortened(text)!r}; skip what cannot be read, and read the rest of the text"
            ) from error


def takes_linear_time(extractor: type[Extractor], texts: Iterable[Article] = ()) -> None:
    """A line that is four times as long takes about four times as long, up to a million characters.

    The processor time of the extractor is measured, without that of the parse and of earlier extractors.
    """
    ready = bench(extractor)
    found = ready.first(documents(texts))
    sample = next(document for document in found if found[document])
    line = " ".join(sample.text.split()) + " "
    before: float | None = None
    for size in SIZES:
        document = Document.from_article(line * (size // len(line) + 1), published=sample.published)
        seconds = _seconds(ready, document, line)
        if before is not None and seconds > max(NEGLIGIBLE_SECONDS, MAX_SLOWDOWN * before):
            seconds = min(seconds, _seconds(ready, document, line))  # once more: other load may have slowed it down
            if seconds > max(NEGLIGIBLE_SECONDS, MAX_SLOWDOWN * before):
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
        with deadline(MAX_SECONDS):
            began = time.process_time()
            for _ in ready.extractor.extract(reading):
                pass
            return time.process_time() - began
    except TimeoutError:
        raise AssertionError(
            f"{ready} takes more than {MAX_SECONDS:.0f} s for a line of {len(document.text):,} characters; look for "
            "regular expressions that backtrack, and loops over everything found so far"
        ) from None


@contextmanager
def deadline(seconds: float) -> Iterator[None]:
    """Raise `TimeoutError` after so much processor time; on a platform that cannot do this, there is no limit."""
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
