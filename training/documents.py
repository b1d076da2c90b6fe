"""Stages hand documents to each other as spaCy's binary files, so that all read and write them the same way."""

import random
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Protocol, TypeVar

import spacy
from spacy.tokens import Doc, DocBin
from spacy.vocab import Vocab

# What the files of the name recognizer hold. A token whose label is unknown has the code 0 as ENT_IOB.
NAME_ATTRIBUTES = ("ORTH", "SPACY", "ENT_IOB", "ENT_TYPE")
LONGEST = 6


class InDocument(Protocol):
    """A sentence that knows whether it is the first one of a document."""

    @property
    def starts_document(self) -> bool:
        """Whether a document begins here."""


Sentence = TypeVar("Sentence", bound=InDocument)


def blank_vocab() -> Vocab:
    """The vocabulary of an empty English pipeline."""
    return spacy.blank("en").vocab


@cache
def tokenizer() -> Callable[[str], Doc]:
    """The tokenizer of English, which users' articles will meet too."""
    return spacy.blank("en").tokenizer


def grouped(sentences: Iterable[Sentence], rng: random.Random) -> Iterator[list[Sentence]]:
    """Split sentences into groups of one to six, never across the start of a document."""
    group: list[Sentence] = []
    size = rng.randint(1, LONGEST)
    for sentence in sentences:
        if group and (sentence.starts_document or len(group) >= size):
            yield group
            group, size = [], rng.randint(1, LONGEST)
        group.append(sentence)
    if group:
        yield group


def read_docs(path: Path, vocab: Vocab) -> list[Doc]:
    """The documents of a `.spacy` file."""
    return list(DocBin().from_disk(path).get_docs(vocab))
