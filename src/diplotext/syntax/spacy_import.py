"""Importing spaCy takes longer than reading an article, most of it for what our language models do not need.

spaCy imports its own command line, with clients for downloads, for the sake of one function. Its library Thinc imports
PyTorch wherever that is installed, for models that are made with it. The command line of this package, in whose
processes nobody else uses spaCy, does without both.
"""

from __future__ import annotations

import importlib
import importlib.util
import os
import sys
from types import ModuleType

LEAN = "DIPLOTEXT_LEAN_SPACY"
"""Environment variable, set to 1 by the command line for itself and its worker processes, unless it is set to 0: spaCy
is imported without its command line, and without PyTorch if none of `TORCH_USERS` is installed."""

TORCH_USERS = ("spacy_curated_transformers", "spacy_llm", "spacy_transformers")
"""Packages with which models for spaCy use PyTorch."""


def make_lean() -> None:
    """Import spaCy without what our language models do not need, in this process and those that it starts."""
    os.environ.setdefault(LEAN, "1")


def import_spacy() -> ModuleType:
    """spaCy, imported once."""
    if "spacy" in sys.modules or os.environ.get(LEAN) != "1":
        return importlib.import_module("spacy")
    unneeded: dict[str, ModuleType | None] = {name: ModuleType(name) for name in ("spacy.cli", "spacy.cli.info")}
    vars(unneeded["spacy.cli.info"])["info"] = None
    if "torch" not in sys.modules and not any(map(importlib.util.find_spec, TORCH_USERS)):
        unneeded["torch"] = None  # as if it were not installed
    sys.modules.update(unneeded)  # type: ignore[arg-type]
    try:
        return importlib.import_module("spacy")
    finally:
        for name in unneeded:  # who imports them later gets them as usual
            del sys.modules[name]
