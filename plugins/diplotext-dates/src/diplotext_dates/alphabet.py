"""Symbols: one character for every set of classes that a token or a match of a rule can have.

Rules are regular expressions over these characters. They are private-use code points, given in a fixed order.
"""

from __future__ import annotations

_SYMBOLS: dict[frozenset[str], str] = {}
FIRST = 0xE000


def symbol_of(classes: frozenset[str]) -> str:
    """The character for a set of classes."""
    symbol = _SYMBOLS.get(classes)
    if symbol is None:
        symbol = _SYMBOLS[classes] = chr(FIRST + len(_SYMBOLS))
    return symbol


def symbols_with(name: str) -> str:
    """The characters of all sets that hold a class, as registered so far."""
    return "".join(symbol for classes, symbol in _SYMBOLS.items() if name in classes)
