"""The editors of Foreign Relations of the United States tagged 46,501 persons in diplomatic papers: names of real use.

They tagged only who is in a volume's list of persons. So tagged names are names, and other capitalised words unknown.
"""

import random
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import spacy
from spacy.tokens import Doc

from training.names.gold import document
from training.names.readers import capitals
from training.names.rules import without_dates, without_titles
from training.names.text import Name, settled, trimmed, with_other_marks
from training.raw import marked_persons, read_raw

FILE = "frus_1969_1980"
LONGEST = 3
LONGEST_PARAGRAPH = 1200
DENSEST = 25
OTHER_MARKS = 0.5


def frus_documents(raw: Path, limit_words: int, seed: int) -> list[Doc]:
    """Documents of one to three paragraphs with tagged persons.

    Args:
        raw: Folder of raw documents that holds the spans too.
        limit_words: About how many words to give.
        seed: Decides which paragraphs are taken, and about marks.

    Returns:
        Documents where tagged persons are PERSON, other words with a capital are unknown and the rest is outside.
    """
    rng = random.Random(seed)  # noqa: S311  # repeatable on purpose
    language = spacy.blank("en")
    groups = [group for text, spans in _tagged(raw) for group in _groups(text, spans, rng)]
    rng.shuffle(groups)
    docs: list[Doc] = []
    words = 0
    for text, names in groups:
        if words >= limit_words:
            break
        docs.append(document(language, with_other_marks(text) if rng.random() < OTHER_MARKS else text, names, "frus"))
        words += len(docs[-1])
    return docs


def person(text: str, start: int, end: int) -> Name | None:
    """The name in a tagged span, without titles and stray words; None if it is not clear."""
    name = trimmed(text, Name(start, end, "PERSON"))
    if name is None:
        return None
    parts = text[name.start : name.end].split()
    clear = parts[0][0].isupper() and parts[-1][0].isupper() and not any(mark in " ".join(parts) for mark in ",;:()[]")
    stray = parts[-1] in {"IN", "AND", "ON", "TO", "OF"} or "\n" in text[name.start : name.end]
    return name if clear and not stray else None


def paragraph_names(text: str, spans: Sequence[tuple[int, int]]) -> tuple[Name, ...]:
    """The names of a paragraph: tagged persons, and everything else with a capital as unknown.

    Args:
        text: The paragraph.
        spans: What is tagged as person in it.
    """
    tagged = [person(text, start, end) or Name(start, end, None) for start, end in spans]
    others = [Name(*word.span(), None) for word in capitals(text)]
    return settled(without_dates(text, without_titles(text, [*tagged, *_not_within(others, tagged)])))


def _not_within(others: Sequence[Name], tagged: Sequence[Name]) -> list[Name]:
    """The unknown words outside of the tagged names."""
    return [name for name in others if not any(t.start < name.end and name.start < t.end for t in tagged)]


def _tagged(raw: Path) -> Iterator[tuple[str, list[tuple[int, int]]]]:
    """The texts with their tagged spans."""
    spans = marked_persons(raw)
    for doc in read_raw(raw):
        if doc.file == FILE and doc.id in spans:
            yield doc.text, spans[doc.id]


def _groups(text: str, spans: Sequence[tuple[int, int]], rng: random.Random) -> Iterator[tuple[str, list[Name]]]:
    """One to three neighbouring paragraphs, all with tagged persons."""
    breaks = [0, *(match.end() for match in re.finditer(r"\n+", text)), len(text)]
    group, names, size = "", [], rng.randint(1, LONGEST)
    count = 0
    for start, end in pairwise(breaks):
        inside = [(a - start, b - start) for a, b in spans if start <= a and b <= end]
        paragraph = text[start:end].rstrip()
        if not inside or not DENSEST * len(inside) <= len(paragraph) <= LONGEST_PARAGRAPH:
            continue
        gap = "\n\n" if group else ""
        shift = len(group) + len(gap)
        names += [Name(n.start + shift, n.end + shift, n.label) for n in paragraph_names(paragraph, inside)]
        group += gap + paragraph
        count += 1
        if count >= size:
            yield group, names
            group, names, size, count = "", [], rng.randint(1, LONGEST), 0
    if group:
        yield group, names
