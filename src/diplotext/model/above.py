"""What builds on the model, for its methods that need it: imported by name, and only when they are called."""

from __future__ import annotations

import importlib
from typing import Any


def above(module: str) -> Any:
    """A module of a higher layer.

    Args:
        module: Its name inside `diplotext`, such as `"io.wire"`.
    """
    return importlib.import_module(f"diplotext.{module}")
