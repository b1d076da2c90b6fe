"""A benchmark measures nothing once its sentences are in the training data, so those are left out.

Texts overlap when they share 13 words in a row, or a whole sentence of at least four words.
"""

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

RUN = 13
SHORTEST = 4


class Seen:
    """The word sequences of texts that must not be trained on.

    Args:
        texts: The texts.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        self._runs: dict[int, set[tuple[str, ...]]] = {length: set() for length in range(SHORTEST, RUN + 1)}
        for text in texts:
            words = _words(text)
            for length, runs in self._runs.items():
                runs.update(tuple(words[start : start + length]) for start in range(len(words) - length + 1))

    def overlaps(self, text: str) -> bool:
        """Whether a sentence is one of the texts, or shares a long sequence of words with them."""
        words = _words(text)
        if len(words) < SHORTEST:
            return False
        length = min(len(words), RUN)
        return any(
            tuple(words[start : start + length]) in self._runs[length] for start in range(len(words) - length + 1)
        )


def read_texts(folder: Path) -> Iterator[str]:
    """The `text` of every record in the `*.jsonl` files of a folder."""
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            yield json.loads(line)["text"]


def _words(text: str) -> list[str]:
    """The words of a text in lower case, without marks."""
    return re.findall(r"[^\W_]+", text.lower())
