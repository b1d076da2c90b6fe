"""The public names for authors of plugins, for type checkers and for the lazy import in `__init__.py`."""

from . import lexicons
from .article import NamedEntity, SharedArticle, TokenTable
from .extractor import Extractor, Reading
from .hooks import hookimpl
from .lexicons import Table, WordSet
from .readers import ArticleFile, ColumnReader, Reader
from .registry import ExtractorInfo, Plugin, Registry
from .rules import Rule, rules_from
from .tracing import Step, Trace, is_traced, refused
from .writers import Writer

__all__ = [
    "ArticleFile",
    "ColumnReader",
    "Extractor",
    "ExtractorInfo",
    "NamedEntity",
    "Plugin",
    "Reader",
    "Reading",
    "Registry",
    "Rule",
    "SharedArticle",
    "Step",
    "Table",
    "TokenTable",
    "Trace",
    "WordSet",
    "Writer",
    "hookimpl",
    "is_traced",
    "lexicons",
    "refused",
    "rules_from",
]
