"""Text that was encoded as UTF-8 and decoded as Windows-1252: `â€œ` for “, `Ã©` for é.

It happens to collections on their way through spreadsheets and databases, and no quotation is found in them. Only
unmistakable cases are repaired: sequences of characters whose bytes in Windows-1252 are one character in UTF-8, of the
kinds that English news uses.
"""

from __future__ import annotations

import re

MAX_ROUNDS = 3
"""How many times a text may have been decoded wrongly."""


def _bytes_of() -> dict[str, int]:
    """For each character, its byte in Windows-1252; where that has none, as in Latin-1."""
    table = {chr(byte): byte for byte in range(0x80, 0x100)}
    for byte in range(0x80, 0xA0):
        try:
            table[bytes([byte]).decode("cp1252")] = byte
        except UnicodeDecodeError:
            continue
    return table


BYTES = _bytes_of()
FOLLOWING = "[" + re.escape("".join(sorted(character for character, byte in BYTES.items() if byte < 0xC0))) + "]"
SEQUENCE = re.compile(f"[\xc2-\xdf]{FOLLOWING}|[\xe0-\xef]{FOLLOWING}{{2}}|[\xf0-\xf4]{FOLLOWING}{{3}}")
EVIDENCE = re.compile(f"â€{FOLLOWING}|â€(?=\\s|$)|[\xc2\xc3][\xa0-\xbf]|Ã¢â|ðŸ")
"""What no English text holds that was decoded rightly."""

LOST_LAST = re.compile(r"â€(?=[\s.,;:!?)]|$)")
"""A closing quotation mark whose last byte, which Windows-1252 does not assign, was dropped."""

PLAUSIBLE = ((0x80, 0x2FF), (0x1E00, 0x1EFF), (0x2000, 0x206F), (0x20A0, 0x20CF), (0x2100, 0x2193), (0xFB00, 0xFB06))
"""Ranges of the characters that are expected: Latin letters, punctuation, currencies, fractions, ligatures."""


def repaired(text: str) -> str:
    """The text with characters that were decoded wrongly replaced; the same object if there are none."""
    for _ in range(MAX_ROUNDS):
        if not EVIDENCE.search(text):
            break
        new = SEQUENCE.sub(_character, LOST_LAST.sub("”", text))
        if new == text:
            break
        text = new
    return text


def _character(match: re.Match[str]) -> str:
    """The character that a sequence was, if it is one that is expected."""
    try:
        character = bytes(BYTES[one] for one in match[0]).decode("utf-8")
    except UnicodeDecodeError:
        return match[0]
    code = ord(character)
    is_expected = code >= 0x1F000 or code == 0xFEFF or any(first <= code <= last for first, last in PLAUSIBLE)
    return character if is_expected else match[0]
