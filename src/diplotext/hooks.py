"""The hooks that a plugin can implement, and `hookimpl` to mark implementations: see `diplotext.plugin.hooks`."""

from diplotext.plugin.hooks import (
    GROUP,
    diplotext_extractors,
    diplotext_knowledge,
    diplotext_readers,
    diplotext_rules,
    diplotext_writers,
    hookimpl,
    hookspec,
)

__all__ = [
    "GROUP",
    "diplotext_extractors",
    "diplotext_knowledge",
    "diplotext_readers",
    "diplotext_rules",
    "diplotext_writers",
    "hookimpl",
    "hookspec",
]
