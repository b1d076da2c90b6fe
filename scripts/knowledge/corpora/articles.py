"""Raw articles: one JSON object a line with `id`, `published`, `title` and `text`, compressed with xz or not."""

from __future__ import annotations

import json
import lzma
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

SOURCES = {
    "australia_pm": "Prime Minister of Australia",
    "kremlin": "President of Russia",
    "state_dept": "State Department",
    "un_general_debate": "UN General Debate Corpus: texts",
    "whitehouse": "White House",
    "wikinews": "Wikinews",
}
"""What the column `source` says, by the beginning of a file's name; other files are not read."""

DEBATE_DAY = "-09-25"
"""A day of the general debate, whose speeches give the year alone."""


@dataclass(frozen=True)
class Article:
    """An article with a day of publication.

    Attributes:
        key: Its id.
        day: ISO date.
        source: As the tables call it.
        title: Its title, or "".
        text: Its text.
    """

    key: str
    day: str
    source: str
    title: str
    text: str


def source_of(path: Path) -> str | None:
    """What the column `source` says of a file; None if it is not read."""
    return next((source for start, source in SOURCES.items() if path.name.startswith(start)), None)


def articles(folder: Path) -> Iterator[Article]:
    """The dated articles of all files of a folder, in the order of the files' names."""
    for path in sorted(folder.glob("*.jsonl*")):
        source = source_of(path)
        if source is None:
            continue
        with (lzma.open if path.suffix == ".xz" else open)(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                found = json.loads(line)
                day = found["published"] or ""
                day += DEBATE_DAY if len(day) == 4 and source == SOURCES["un_general_debate"] else ""
                if len(day) == 10:
                    yield Article(found["id"], day, source, found["title"] or "", found["text"])
