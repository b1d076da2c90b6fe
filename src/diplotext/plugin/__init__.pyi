"""The public names for authors of plugins, for type checkers and for the lazy import in `__init__.py`."""

from . import lexicons
from .extractor import Extractor, Reading
from .hooks import hookimpl
from .lexicons import Table, WordSet
from .registry import ExtractorInfo, Plugin, Registry
from .rules import Rule, rules_from
from .writers import Writer

__all__ = [
    "Extractor",
    "ExtractorInfo",
    "Plugin",
    "Reading",
    "Registry",
    "Rule",
    "Table",
    "WordSet",
    "Writer",
    "hookimpl",
    "lexicons",
    "rules_from",
]
