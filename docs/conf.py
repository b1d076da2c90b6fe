"""Sphinx configuration of the documentation site."""

from __future__ import annotations

import re
from typing import Any

project = "diplotext"
author = "The diplotext developers"
extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
html_theme = "furo"
html_title = "diplotext"
exclude_patterns = ["_build"]
myst_heading_anchors = 4
autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_default_options = {"members": True, "show-inheritance": True}
napoleon_use_ivar = True

nitpicky = True
nitpick_ignore_regex = [  # of other projects, whose inventories would need a network
    ("py:.*", r"(abc|attrs|collections|datetime|immutabledict|os|pathlib|pluggy|re|spacy|thinc|types|typing)\..*"),
    ("py:.*", r"(diplotext\.[\w.]+\._\w+|date|Doc|Language|Token|Annotated|Literal|TextIO|Any|SpacySpan)"),
    (
        "py:class",
        r"(diplotext\.[\w.]+\.A|TimeKind|Medium|Tense|Mood|Article|OnError|ConfidencesGiven|Missing|Source|Status|PathLike|Traversable)",
    ),  # type variables and aliases
    ("py:.*", r"(pandas|pathlib|polars|pyarrow)\..*"),
    ("py:class", r"diplotext\.scaling\.sources\.Source"),
    ("py:class", r"diplotext\.model\.exports\.DocumentExports"),  # its members are listed where it is inherited
]

OUTSIDE = re.compile(r"\]\((\.\./[^)#]+)\)")


def setup(app: Any) -> None:
    """Let links to files of the repository, which work where it is browsed, lead to copies of these files."""
    app.connect("source-read", _link_outside)


def _link_outside(app: Any, name: str, source: list[str]) -> None:
    source[0] = OUTSIDE.sub(r"](path:\1)", source[0])
