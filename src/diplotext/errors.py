"""Every error that diplotext raises on purpose, in one module that imports nothing of the package.

Catch `DiplotextError` to catch them all. Messages state the value, the choices and, where there is one, a remedy.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable


class DiplotextError(Exception):
    """Base class of all errors raised by diplotext itself."""


class SpanError(DiplotextError, ValueError):
    """A span is not a slice of its text."""


class ArticleError(DiplotextError, ValueError):
    """An article cannot be read: no text, no such date, not the declared encoding."""


class ArticleWarning(UserWarning):
    """Something that was given with an article is not used."""


class PluginError(DiplotextError):
    """An installed plugin cannot be used: it fails to import, or breaks the hook specifications."""


class PipelineError(DiplotextError, ValueError):
    """A pipeline cannot be built: unknown names, missing providers, cycles, unmet needs."""


class ContractError(DiplotextError):
    """An extractor broke the contract while it ran: a type it does not provide, a span outside the text."""


class FolderError(DiplotextError, ValueError):
    """A folder cannot take the results of a run: it holds others, or another run is writing there."""


class TimeLimitError(DiplotextError):
    """An extractor took longer for a document than it was given."""


class WireError(DiplotextError, ValueError):
    """A JSON document does not follow the wire format."""


class MissingExtraError(DiplotextError, ImportError):
    """A library that only some functions need is not installed; the message names the extra that installs it."""


class ClaimError(DiplotextError, ValueError):
    """A claim cannot be checked: it claims nothing, has an unknown key, or a value of the wrong type."""


class AnnotationError(DiplotextError, ValueError):
    """What a coder has annotated cannot be read: an unknown label, a span that is not in the text, another format."""


class SampleError(DiplotextError, ValueError):
    """A sample cannot be drawn, or its sheets cannot be evaluated: wrong names, answers, or too few units."""


MAX_CHOICES = 40
"""Choices that a hint lists if one of them is close to what was written."""


def nearest(name: str, choices: Iterable[str]) -> str:
    """A hint for a misspelled name: the close match if there is one, and the choices unless there are too many.

    Returns:
        A hint such as `"did you mean 'quotes'? choose from dates, people, quotes"`.
    """
    known = sorted(choices)
    close = difflib.get_close_matches(name, known, n=1)
    if close and len(known) > MAX_CHOICES:
        return f"did you mean {close[0]!r}?"
    hint = f"did you mean {close[0]!r}? " if close else ""
    return f"{hint}choose from {', '.join(known)}" if known else "there is nothing to choose from"
