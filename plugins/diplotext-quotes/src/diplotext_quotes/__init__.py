"""Statements: who said what, in whose words, and by which cue."""

from __future__ import annotations

from diplotext import Extractor, hookimpl
from diplotext_quotes.extractor import QuoteExtractor

__all__ = ["QuoteExtractor", "diplotext_extractors"]


@hookimpl
def diplotext_extractors() -> list[type[Extractor]]:
    """The extractor of this package."""
    return [QuoteExtractor]
