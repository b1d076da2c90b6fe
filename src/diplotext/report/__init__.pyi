"""The public names, for type checkers and for the lazy import in `__init__.py`."""

from .compact import compact
from .evaluations import render_evaluation, write_evaluation
from .page import render, write
from .stories import render_stories, write_stories
from .verdicts import render_verdicts, write_verdicts
from .writer import HtmlWriter

__all__ = [
    "HtmlWriter",
    "compact",
    "render",
    "render_evaluation",
    "render_stories",
    "render_verdicts",
    "write",
    "write_evaluation",
    "write_stories",
    "write_verdicts",
]
