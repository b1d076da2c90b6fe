"""The tokens of a parse as a table: its columns are read from spaCy's arrays once, and every extractor shares them.

spaCy makes a new object each time that a token is asked for, and decodes a string for each of its attributes. A rule
that walks trees asks for every token many times. Here each token is made once, with its strings and with its head and
children as plain references; it has the names of spaCy's tokens, so that whatever works with one works with the other.
"""

from __future__ import annotations

import itertools
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, cast, overload

import attrs

from diplotext.syntax.tree import role_of_label

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

COLUMNS = ("ORTH", "LOWER", "LEMMA", "TAG", "POS", "DEP", "IDX", "LENGTH", "HEAD", "SENT_START", "ENT_IOB", "ENT_TYPE")
SIGNED = frozenset(("HEAD", "SENT_START"))

NONE: tuple[TableToken, ...] = ()


class TableToken:
    """A token of a `TokenTable`, with spaCy's names for what it holds.

    What is not kept here (`morph`, `is_quote`) is asked of the token of the parse. Beyond spaCy's, it has its `role`:
    see `diplotext.syntax.role_of`.
    """

    __slots__ = (
        *("children", "dep_", "doc", "head", "i", "idx", "is_sent_start", "is_space"),
        *("lemma_", "lower_", "orth", "pos_", "role", "tag_", "text"),
    )

    def __init__(
        self,
        doc: TokenTable,
        i: int,
        idx: int,
        orth: int,
        text: str,
        lower: str,
        lemma: str,
        tag: str,
        pos: str,
        dep: str,
        role: str,
        is_sent_start: bool,
    ) -> None:
        self.doc = doc
        self.i = i
        self.idx = idx
        self.orth = orth
        self.text = text
        self.lower_ = lower
        self.lemma_ = lemma
        self.tag_ = tag
        self.pos_ = pos
        self.dep_ = dep
        self.role: str = role
        self.is_space: bool = text.isspace()
        self.is_sent_start: bool = is_sent_start
        self.head: TableToken = self
        self.children: Sequence[TableToken] = NONE

    @property
    def lefts(self) -> Sequence[TableToken]:
        """The dependents that come before it, in order."""
        return [child for child in self.children if child.i < self.i]

    @property
    def rights(self) -> Sequence[TableToken]:
        """The dependents that come after it, in order."""
        return [child for child in self.children if child.i > self.i]

    @property
    def n_lefts(self) -> int:
        """How many dependents come before it."""
        return len(self.lefts)

    @property
    def n_rights(self) -> int:
        """How many dependents come after it."""
        return len(self.rights)

    @property
    def left_edge(self) -> TableToken:
        """The first token that it governs, directly or not; itself if there is none before it."""
        return self.doc.tokens_of_edges[0][self.i]

    @property
    def right_edge(self) -> TableToken:
        """The last token that it governs, directly or not; itself if there is none after it."""
        return self.doc.tokens_of_edges[1][self.i]

    @property
    def is_punct(self) -> bool:
        """Whether all its characters are punctuation."""
        return all(unicodedata.category(character)[0] == "P" for character in self.text)

    @property
    def ent_type_(self) -> str:
        """The label of the name that it is part of; empty if it is part of none."""
        return self.doc.entity_label(self.i)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") or name in TableToken.__slots__:
            raise AttributeError(name)
        return getattr(self.doc.parse[self.i], name)

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return self.text

    def __len__(self) -> int:
        return len(self.text)


@attrs.frozen(eq=False)
class NamedEntity:
    """What the language model recognized as a name.

    Attributes:
        start: Offset of its first character.
        end: Offset after its last.
        label: The label that the language model gives it, such as `PERSON`.
        text: As written.
        tokens: Its tokens.
    """

    start: int
    end: int
    label: str
    text: str
    tokens: Sequence[Token]

    @property
    def root(self) -> Token:
        """The token that governs the others; of several, the first of those nearest to the root of the sentence."""
        inside = range(self.tokens[0].i, self.tokens[-1].i + 1)
        outer = [token for token in self.tokens if token.head.i == token.i or token.head.i not in inside]
        return min(outer, key=_depth) if len(outer) > 1 else outer[0]


def _depth(token: Token) -> int:
    """How many words are above a token, itself counted unless it is the root."""
    depth = 0
    while token.head.i != token.i:
        token = token.head
        depth += 1
    return depth


class TokenTable:
    """The tokens of a parse.

    Args:
        parse: The spaCy `Doc`; it must not be changed afterwards.
        text: Its text, where that is at hand: spaCy puts it together from the tokens each time that it is asked.
    """

    def __init__(self, parse: Doc, text: str | None = None) -> None:
        self.parse = parse
        self.text: str = parse.text if text is None else text
        array = parse.to_array(list(COLUMNS))  # type: ignore[arg-type, unused-ignore]
        signed = array.view("int64")
        columns: dict[str, list[int]] = {
            name: (signed if name in SIGNED else array)[:, number].tolist() for number, name in enumerate(COLUMNS)
        }
        strings = _Strings(parse)
        names = ("ORTH", "LOWER", "LEMMA", "TAG", "POS", "DEP")
        orth, lower, lemma, tag, pos, dep = (columns[name] for name in names)
        self._starts: list[int] = columns["IDX"]
        self._lengths: list[int] = columns["LENGTH"]
        self._entities: tuple[list[int], list[int]] = columns["ENT_IOB"], columns["ENT_TYPE"]
        self._strings = strings
        roles = {label: role_of_label(strings[label]) for label in set(dep)}
        count = len(self._starts)
        tokens = self._tokens = list(
            map(
                TableToken,
                *(itertools.repeat(self, count), range(count), self._starts, orth),
                *(map(strings.__getitem__, column) for column in (orth, lower, lemma, tag, pos, dep)),
                map(roles.__getitem__, dep),
                [start == 1 for start in columns["SENT_START"]],
            )
        )
        children: list[list[TableToken] | None] = [None] * count
        for token, distance in zip(tokens, columns["HEAD"], strict=True):
            if distance:
                place = token.i + distance
                token.head = tokens[place]
                found = children[place]
                if found is None:
                    token.head.children = children[place] = [token]
                else:
                    found.append(token)
        if tokens:
            tokens[0].is_sent_start = True

    @property
    def starts(self) -> Sequence[int]:
        """Offset of the first character of each token."""
        return self._starts

    def at(self, offset: int) -> int:
        """Index of the token that holds the character at an offset, or else of the one before it; -1 before all."""
        return bisect_right(self._starts, offset) - 1

    def inside(self, start: int, end: int) -> Sequence[Token]:
        """The tokens that begin between two offsets."""
        return cast("Sequence[Token]", self._tokens[bisect_left(self._starts, start) : bisect_left(self._starts, end)])

    def between(self, first: int, end: int) -> Sequence[TableToken]:
        """The tokens from an index to another one."""
        return self._tokens[first:end]

    def entity_label(self, index: int) -> str:
        """The label of the name that a token is part of; empty if it is part of none."""
        return self._strings[self._entities[1][index]]

    @cached_property
    def tokens_of_edges(self) -> tuple[list[TableToken], list[TableToken]]:
        """The first and the last token that each token governs, as spaCy finds them in one pass there and back."""
        tokens = self._tokens
        left, right = list(range(len(tokens))), list(range(len(tokens)))
        for i in (*range(len(tokens)), *range(len(tokens) - 1, -1, -1)):
            head = tokens[i].head.i
            left[head] = min(left[head], left[i])
            right[head] = max(right[head], right[i])
        return [tokens[i] for i in left], [tokens[i] for i in right]

    @cached_property
    def entities(self) -> tuple[NamedEntity, ...]:
        """The names that the language model recognized, in order."""
        iob, types = self._entities
        bounds: list[list[int]] = []
        for i, tag in enumerate(iob):
            if tag == 3 or (tag == 1 and not bounds):  # begins; spaCy's codes: 1 inside, 2 outside, 3 begins
                bounds.append([i, i + 1])
            elif tag == 1:
                bounds[-1][1] = i + 1
        return tuple(self._entity(first, end, types[first]) for first, end in bounds if types[first])

    def _entity(self, first: int, end: int, label: int) -> NamedEntity:
        start, stop = self._starts[first], self._starts[end - 1] + self._lengths[end - 1]
        tokens = cast("Sequence[Token]", self._tokens[first:end])
        return NamedEntity(start, stop, self._strings[label], self.text[start:stop], tokens)

    def __len__(self) -> int:
        return len(self._tokens)

    def __iter__(self) -> Iterator[Token]:
        return iter(cast("list[Token]", self._tokens))

    @overload
    def __getitem__(self, place: int) -> Token: ...

    @overload
    def __getitem__(self, place: slice) -> TokenSpan: ...

    def __getitem__(self, place: int | slice) -> Token | TokenSpan:
        if isinstance(place, slice):
            first, end, _ = place.indices(len(self._tokens))
            return TokenSpan(self, first, max(first, end))
        token: Any = self._tokens[place]  # `cast` would be a call for each of very many tokens
        return token  # type: ignore[no-any-return]


@attrs.frozen
class TokenSpan:
    """Neighbouring tokens of a `TokenTable`, with spaCy's names.

    Attributes:
        doc: The table.
        start: Index of the first token.
        end: Index after the last.
    """

    doc: TokenTable = attrs.field(eq=id, repr=False)
    start: int
    end: int

    @property
    def start_char(self) -> int:
        """Offset of its first character."""
        return self.doc[self.start].idx if self.start < len(self.doc) else len(self.doc.text)

    @property
    def end_char(self) -> int:
        """Offset after its last character."""
        if self.start >= self.end:
            return self.start_char
        last = self.doc[self.end - 1]
        return last.idx + len(last.text)

    @property
    def text(self) -> str:
        """As written."""
        return self.doc.text[self.start_char : self.end_char] if self.start < self.end else ""

    def __len__(self) -> int:
        return self.end - self.start

    def __iter__(self) -> Iterator[Token]:
        return iter(cast("list[Token]", self.doc.between(self.start, self.end)))

    def __getitem__(self, place: int) -> Token:
        return self.doc[range(self.start, self.end)[place]]


class _Strings(dict[int, str]):
    """The strings of a vocabulary by their hashes, each decoded once."""

    def __init__(self, parse: Doc) -> None:
        super().__init__({0: ""})
        self._store = parse.vocab.strings

    def __missing__(self, key: int) -> str:
        value = self[key] = self._store[key]
        return value
