"""Symbols: one character for every set of classes that a token or a match of a rule can have.

Rules are regular expressions over these characters, which are private-use code points. A set gets its character when
it is first seen, so that characters mean nothing outside of a process.
"""

from __future__ import annotations

import threading

_SYMBOLS: dict[frozenset[str], str] = {}
_LOCK = threading.Lock()
FIRST_CODE_POINT = 0xE000


def symbol_of(classes: frozenset[str]) -> str:
    """The character for a set of classes."""
    symbol = _SYMBOLS.get(classes)
    if symbol is None:
        with _LOCK:
            symbol = _SYMBOLS.setdefault(classes, chr(FIRST_CODE_POINT + len(_SYMBOLS)))
    return symbol


def symbols_with(name: str) -> str:
    """The characters of all sets that hold a class, as registered so far."""
    with _LOCK:
        return "".join(symbol for classes, symbol in _SYMBOLS.items() if name in classes)
