"""Live blogs: entries under the time at which they were written, each a small article of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from diplotext import Span

TIME = re.compile(
    r"(?:[01]?\d|2[0-3])[:.h][0-5]\d[ ]?(?:[ap]\.?m\b\.?)?(?:[ ](?:[A-Z]{2,4}|local[ ]time))?"
    r"(?=$|[ ]?[-–—|:]|[ ]+[“\"‘«„A-Z])"
)
MIN_ENTRIES = 2


def entries(paragraphs: Sequence[Span]) -> frozenset[int]:
    """Numbers of the paragraphs that begin an entry of a live blog; empty if the text is none."""
    found = [number for number, paragraph in enumerate(paragraphs) if TIME.match(paragraph.text)]
    return frozenset(found if len(found) >= MIN_ENTRIES else ())
