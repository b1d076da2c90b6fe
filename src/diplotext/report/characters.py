"""Characters that a page must not act on, made visible.

Direction marks can show a text in another order than it has, control characters and lone surrogates cannot be written
as HTML. Each becomes its code point in brackets, so that a reader sees that it is there.
"""

from __future__ import annotations

import re

UNSAFE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # control characters, without tab and line ends
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # direction marks, embeddings, overrides and isolates
    "\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)


def visible(text: str) -> str:
    """The text with each unsafe character replaced by its code point, such as `[U+202E]`."""
    return UNSAFE.sub(lambda match: f"[U+{ord(match[0]):04X}]", text)
