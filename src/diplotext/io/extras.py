"""Libraries that an extra of diplotext installs: imported when they are needed, and named if they are missing."""

from __future__ import annotations

import importlib
from typing import Any

from diplotext.errors import MissingExtraError


def library(name: str, extra: str, otherwise: str = "") -> Any:
    """A library, imported.

    Args:
        name: Its name, or that of a module in it.
        extra: The extra that installs it.
        otherwise: What the user can do without it, to end the message.

    Raises:
        MissingExtraError: If it is not installed; the message names the extra.
    """
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise MissingExtraError(f"this needs {name} ({error}): pip install 'diplotext[{extra}]'{otherwise}") from error
