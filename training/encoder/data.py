"""The encoder learns from trees and from names that lie in different files; here both become numbers.

A text is kept as its tokens' pieces, so that it can be cut into other blocks in every epoch.
"""

import random
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import attrs
from spacy.tokens import Doc

from en_diplotext_accurate.blocks import ENDS, LIMIT, SPACE_AFTER, SPACE_BEFORE, Block, cut, encode
from en_diplotext_accurate.names import SEQUENCE_LABELS
from en_diplotext_accurate.pieces import LATER, Shape, WordPieces
from training.casing import SMALL
from training.documents import blank_vocab, read_docs

UNKNOWN = -100
"""What is no label: nothing is learned from it. The value that torch leaves out of its losses."""

SHORTEST = 40
"""Pieces of the shortest block that a text is cut into by chance."""

LETTERS = frozenset([Shape.LOWER, Shape.TITLE, Shape.UPPER, Shape.SINGLE, Shape.MIXED])

NEWLINE = 3
JOINED = 0.3
"""Share of documents of trees that are joined with up to four that follow."""

STEP = 16
"""Blocks are filled up to a multiple of this."""

ROOM = 4
"""Line breaks that are put into a block at most."""


@attrs.define(eq=False)
class Sample:
    """One block with what is to be learned from it: a value for each word.

    Attributes:
        block: What the encoder reads.
        small: Whether a headline writes the word small.
        labels: Numbers of labels by task; `UNKNOWN` where there is none. Tasks are tag, form (part of speech and
            morphology), head (0 for the root, else the number of the head in the block, from 1), relation, start
            (1 where a sentence begins) and name.
    """

    block: Block
    small: list[bool]
    labels: dict[str, list[int]]

    def __len__(self) -> int:
        return len(self.block.pieces)


@attrs.define
class Labels:
    """The labels of the trees, by number: those of the training part."""

    tag: list[str] = attrs.field(factory=list)
    form: list[str] = attrs.field(factory=list)
    relation: list[str] = attrs.field(factory=list)

    @classmethod
    def of(cls, docs: Iterable[Doc]) -> "Labels":
        """All labels of documents, in order."""
        tags, forms, relations = set(), set(), set()
        for doc in docs:
            for token in doc:
                if not token.is_space:
                    tags.add(token.tag_)
                    forms.add(form(token.pos_, str(token.morph)))
                    relations.add(token.dep_)
        return cls(sorted(tags), sorted(forms), sorted(relations))


def form(pos: str, morph: str) -> str:
    """Part of speech and features as one label."""
    return f"{pos}#{morph}"


@attrs.define
class Tree:
    """A document of a treebank, cut anew for every epoch."""

    words: list[str]
    spaces: list[bool]
    starts: list[int]
    sizes: list[int]
    rows: dict[str, list[int]]
    heads: list[int]

    @classmethod
    def of(cls, doc: Doc, labels: "LabelNumbers", split: WordPieces) -> "Tree":
        """The numbers of a gold document."""
        words = [token.text for token in doc]
        starts = sorted({0, *(token.i for token in doc if token.is_sent_start)})
        rows = {
            "tag": [labels.tag.get(token.tag_, UNKNOWN) for token in doc],
            "form": [labels.form.get(form(token.pos_, str(token.morph)), UNKNOWN) for token in doc],
            "relation": [labels.relation.get(token.dep_, UNKNOWN) for token in doc],
        }
        sizes = [("\n" in word) if word.isspace() else len(split(word)) for word in words]
        return cls(words, [bool(token.whitespace_) for token in doc], starts, sizes, rows, [t.head.i for t in doc])

    def followed_by(self, other: "Tree", *, paragraph: bool) -> "Tree":
        """Both documents as one text, with a blank line between them or without."""
        gap = ["\n\n"] if paragraph else []
        shift = len(self.words) + len(gap)
        return Tree(
            self.words + gap + other.words,
            [*self.spaces[:-1], not paragraph, *[False for _ in gap], *other.spaces],
            self.starts + [start + shift for start in other.starts],
            self.sizes + [1 for _ in gap] + other.sizes,
            {task: row + [UNKNOWN for _ in gap] + other.rows[task] for task, row in self.rows.items()},
            self.heads + [len(self.words) for _ in gap] + [head + shift for head in other.heads],
        )

    def samples(self, split: WordPieces, limit: int) -> Iterator[Sample]:
        """Blocks of whole sentences, at most so many pieces long if the sentences allow it."""
        first, total = 0, 0
        for start, end in zip(self.starts, [*self.starts[1:], len(self.words)], strict=True):
            size = sum(self.sizes[start:end])
            if total and total + size > limit - ENDS:
                yield from self._sample(first, start, split)
                first, total = start, 0
            total += size
        yield from self._sample(first, len(self.words), split)

    def _sample(self, start: int, end: int, split: WordPieces) -> Iterator[Sample]:
        block = encode(self.words[start:end], self.spaces[start:end], split, start)
        if not block.tokens or len(block.pieces) > 2 * LIMIT:
            return
        number = {token: place for place, token in enumerate(block.tokens, start=1)}
        opening = set(self.starts)
        begins, fresh, known = [], False, set(block.tokens)
        for token in range(start, end):
            fresh = fresh or token in opening or token == start
            if token in known:
                begins.append(int(fresh))
                fresh = False
        labels = {task: [row[token] for token in block.tokens] for task, row in self.rows.items()}
        labels["head"] = [
            0 if self.heads[token] == token else number.get(self.heads[token], UNKNOWN) for token in block.tokens
        ]
        labels["start"] = begins
        yield Sample(block, small(self.words, block.tokens), labels)


@attrs.frozen
class LabelNumbers:
    """The numbers of labels."""

    tag: dict[str, int]
    form: dict[str, int]
    relation: dict[str, int]

    @classmethod
    def of(cls, labels: Labels) -> "LabelNumbers":
        """The numbers of the labels in a list."""
        return cls(*({label: number for number, label in enumerate(row)} for row in attrs.astuple(labels)))


def small(words: Sequence[str], tokens: Sequence[int]) -> list[bool]:
    """Whether headlines write the words small."""
    return [words[token].lower() in SMALL or words[token][0] in "'’" for token in tokens]


def read_trees(path: Path, labels: Labels | None, split: WordPieces) -> tuple[list[Tree], Labels]:
    """Read a `.spacy` file of trees.

    Args:
        path: The file.
        labels: The labels to number by, or None to take those of the file.
        split: Gives the pieces of words.
    """
    docs = read_docs(path, blank_vocab())
    labels = labels or Labels.of(docs)
    numbers = LabelNumbers.of(labels)
    return [Tree.of(doc, numbers, split) for doc in docs], labels


def read_names(path: Path, split: WordPieces) -> list[Sample]:
    """Read a `.spacy` file of names, cut into the blocks that the pipeline will read.

    Tokens without a label, and names of other kinds, have no label here.
    """
    numbers = {label: number for number, label in enumerate(SEQUENCE_LABELS)}
    samples = []
    for doc in read_docs(path, blank_vocab()):
        labels = [numbers["O"] if token.ent_iob_ == "O" else UNKNOWN for token in doc]
        for entity in doc.ents:
            inner = [token.i for token in entity if not token.is_space]
            for place, token in enumerate(inner):
                part = "S" if len(inner) == 1 else "B" if place == 0 else "E" if place == len(inner) - 1 else "I"
                labels[token] = numbers.get(f"{part}-{entity.label_}", UNKNOWN)
        words = [token.text for token in doc]
        spaces = [bool(token.whitespace_) for token in doc]
        for start, end in cut(words, split):
            block = encode(words[start:end], spaces[start:end], split, start)
            if block.tokens and len(block.pieces) <= 2 * LIMIT:
                chosen = {"name": [labels[token] for token in block.tokens]}
                samples.append(Sample(block, small(words, block.tokens), chosen))
    return samples


def tree_samples(trees: Sequence[Tree], split: WordPieces, rng: random.Random | None = None) -> list[Sample]:
    """The blocks of treebank documents, each alone and as long as the pipeline's.

    With `rng` some are joined with those that follow them, as documents of treebanks are short, and some cut shorter.
    """
    made: list[Sample] = []
    place = 0
    while place < len(trees):
        tree = trees[place]
        place += 1
        if rng is not None and rng.random() < JOINED:
            for _ in range(rng.randint(1, 4)):
                if place < len(trees):
                    tree = tree.followed_by(trees[place], paragraph=rng.random() < 0.5)
                    place += 1
        limit = rng.randint(SHORTEST, LIMIT) if rng is not None and rng.random() < 0.3 else LIMIT
        made.extend(tree.samples(split, limit))
    return made


def bucket(length: int) -> int:
    """The length to which a block is filled up: few ones, as torch prepares its products anew for every shape."""
    return -(-length // STEP) * STEP


def batches(samples: Iterable[Sample], size: int, rng: random.Random) -> list[list[Sample]]:
    """Group blocks of nearly the same length.

    Args:
        samples: The blocks.
        size: Pieces of a batch, with what fills up the shorter blocks.
        rng: Decides the order.

    Returns:
        The batches in any order; each block is in one of them.
    """
    shuffled = list(samples)
    rng.shuffle(shuffled)
    made: list[list[Sample]] = []
    open_batches: dict[int, list[Sample]] = {}
    for sample in shuffled:
        length = bucket(len(sample) + ROOM)
        batch = open_batches.setdefault(length, [])
        batch.append(sample)
        if len(batch) >= rows(length, size):
            made.append(open_batches.pop(length))
    made.extend(open_batches.values())
    rng.shuffle(made)
    return made


def rows(length: int, size: int) -> int:
    """How many blocks of a length make a batch."""
    return max(1, size // length)


def varied(sample: Sample, rng: random.Random, small_letters: float) -> Block:
    """A block as another writer may have typed it: headlines, capitals, small letters, odd line breaks.

    The pieces have no case, so that only the shapes change.

    Args:
        sample: The block.
        rng: Decides.
        small_letters: Share of blocks in small letters.
    """
    block = sample.block
    chance = rng.random()
    if chance < 0.07 + small_letters:
        kind = "headline" if chance < 0.04 else "capitals" if chance < 0.07 else "small"
        block = attrs.evolve(block, shapes=_shapes(sample, kind))
    return _broken(block, rng) if rng.random() < 0.05 else block


def _shapes(sample: Sample, kind: str) -> list[int]:
    shapes = list(sample.block.shapes)
    small_words = dict(zip(sample.block.first, sample.small, strict=True))
    keep = False
    for place, code in enumerate(shapes):
        later = LATER if code >= LATER else 0
        base = Shape(code - later)
        if not later:
            keep = small_words.get(place, False) and place != sample.block.first[0]
        if base not in LETTERS:
            continue
        if kind == "capitals":
            base = Shape.SINGLE if base == Shape.SINGLE else Shape.UPPER
        elif kind == "small":
            base = Shape.LOWER
        elif base == Shape.LOWER and not keep:
            base = Shape.TITLE
        shapes[place] = base + later
    return shapes


def _broken(block: Block, rng: random.Random) -> Block:
    """The block with some line breaks at odd places."""
    at = sorted(place for place in block.first[1:] if rng.random() < 0.03)[:ROOM]
    pieces, shapes, gaps, first = list(block.pieces), list(block.shapes), list(block.gaps), list(block.first)
    for place in reversed(at):
        pieces.insert(place, NEWLINE)
        shapes.insert(place, Shape.BREAK)
        gaps.insert(place, SPACE_BEFORE + SPACE_AFTER)
        gaps[place - 1] |= SPACE_AFTER
        gaps[place + 1] |= SPACE_BEFORE
    shift = 0
    broken = set(at)
    for word, place in enumerate(block.first):
        shift += place in broken
        first[word] = place + shift
    return attrs.evolve(block, pieces=pieces, shapes=shapes, gaps=gaps, first=first)
