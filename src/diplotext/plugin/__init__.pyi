"""The public names for authors of plugins, for type checkers and for the lazy import in `__init__.py`."""

from .article import NamedEntity, SharedArticle, TokenTable
from .extractor import Extractor, Reading
from .hooks import hookimpl
from .registry import ExtractorInfo, Plugin, Registry
from .rules import Rule, rules_from
from .writers import Writer

__all__ = [
    "Extractor",
    "ExtractorInfo",
    "NamedEntity",
    "Plugin",
    "Reading",
    "Registry",
    "Rule",
    "SharedArticle",
    "TokenTable",
    "Writer",
    "hookimpl",
    "rules_from",
]
