"""The public names for authors of plugins, for type checkers and for the lazy import in `__init__.py`."""

from .article import SharedArticle
from .extractor import Extractor, Reading
from .hooks import hookimpl
from .registry import ExtractorInfo, Plugin, Registry
from .rules import Rule, rules_from
from .tracing import Step, Trace, is_traced, refused
from .writers import Writer

__all__ = [
    "Extractor",
    "ExtractorInfo",
    "Plugin",
    "Reading",
    "Registry",
    "Rule",
    "SharedArticle",
    "Step",
    "Trace",
    "Writer",
    "hookimpl",
    "is_traced",
    "refused",
    "rules_from",
]
