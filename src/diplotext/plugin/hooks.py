"""The hooks that a plugin can implement, and `hookimpl` to mark implementations.

A plugin is a module (or another object) named by an entry point of the group `diplotext`:

```toml
[project.entry-points.diplotext]
palaces = "diplotext_palaces"
```

Each hook is called once for each registry, when its results are first needed. A function marked with `hookimpl` whose
name is not that of a hook is an error.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import pluggy

if TYPE_CHECKING:
    from diplotext.knowledge.records import Record
    from diplotext.plugin.extractor import Extractor
    from diplotext.plugin.readers import Reader
    from diplotext.plugin.rules import Rule
    from diplotext.plugin.writers import Writer

GROUP = "diplotext"
"""Group of the entry points, and name of the project for pluggy."""

hookspec: pluggy.HookspecMarker = pluggy.HookspecMarker(GROUP)
hookimpl: pluggy.HookimplMarker = pluggy.HookimplMarker(GROUP)
"""Marks a function of a plugin as the implementation of a hook."""


@hookspec
def diplotext_extractors() -> Iterable[type[Extractor]]:  # type: ignore[empty-body]
    """Extractors that the plugin contributes.

    Returns:
        Extractor classes (not instances), each of which can be made without arguments.
    """


@hookspec
def diplotext_knowledge() -> Iterable[Record]:  # type: ignore[empty-body]
    """Records for the gazetteer.

    Returns:
        Records; one with the id of an earlier plugin's record replaces it (plugins are ordered by name).
    """


@hookspec
def diplotext_rules() -> Iterable[Rule]:  # type: ignore[empty-body]
    """Rules that the plugin adds to extractors, its own or those of other plugins.

    Returns:
        Rules that name their `extractor` and have a `match` function. Those for extractors that are not installed are
        ignored.
    """


@hookspec
def diplotext_writers() -> Iterable[type[Writer]]:  # type: ignore[empty-body]
    """Export formats for `diplotext extract --format`.

    Returns:
        Writer classes, each of which can be made without arguments.
    """


@hookspec
def diplotext_readers() -> Iterable[type[Reader]]:  # type: ignore[empty-body]
    """Input formats for `diplotext extract --input-format`.

    Returns:
        Reader classes, each of which can be made without arguments.
    """
