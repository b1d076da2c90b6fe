"""Quotation marks that lack the space on their outer side: `We agree,”Rell said`, `Rell said:“We agree.”`.

A word that runs into a mark is one token with it, so the parse knows neither word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from diplotext.text.edits import Edit

GLUED = re.compile(
    r"(?P<closing>(?<=\w[.,!?…])”|(?<=[^\W\d_]{2})”)(?=[^\W\d_]{2}|I\b)"
    r"|(?P<opening>(?<=[^\W\d_][:,])“|(?<=[^\W\d_]{2})“(?=[A-Z])|(?<=[^\W\d_]:)\"(?=[A-Z]))(?=\w)"
)


def separated_marks(text: str) -> Iterator[Edit]:
    """Edits that put a space between a quotation mark and the word outside that adjoins it."""
    has_pairs = "“" in text and "”" in text  # where ” opens as well, its shape says nothing
    for match in GLUED.finditer(text) if has_pairs or ':"' in text else ():
        if not has_pairs and match[0] != '"':
            continue
        yield match.start(), match.end(), f"{match[0]} " if match["closing"] else f" {match[0]}"
