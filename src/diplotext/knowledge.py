"""Looking names up in records that plugins contribute.

A package that holds only data is a plugin too: it contributes records through the hook `diplotext_knowledge`. The
look-up compiles all records into one trie of words, on first use, and finds the longest names in one pass over a text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

import attrs
from immutabledict import immutabledict

from diplotext.annotations import as_mapping, one_of

NameForm = Literal["name", "acronym", "demonym", "metonym"]


@attrs.frozen(kw_only=True)
class Name:
    """One written form of a record's name.

    Attributes:
        text: As it is written, capitals included: names are found in this case only, or in capitals throughout.
        form: What a mention by this name is: `name`, `acronym`, `demonym` ("Russian"), `metonym` ("the Kremlin").
    """

    text: str
    form: NameForm = attrs.field(default="name", validator=one_of(NameForm))


def _names(values: Iterable[Name]) -> tuple[Name, ...]:
    return tuple(values)


@attrs.frozen(kw_only=True)
class Record:
    """Something that texts refer to by name, with what is known of it.

    Attributes:
        id: Unique and stable, such as `organization:osce`. A record of the same id from a plugin that is registered
            later replaces the earlier one.
        kind: `state`, `organization`, `format`, `city`, `region`, or a kind of your own.
        name: The canonical English name.
        names: Every form that may stand in a text, the canonical name included.
        category: What kind of organization, place ... it is.
        identifiers: Codes by scheme, such as `{"iso3166": "RU"}`.
        country: ISO 3166 alpha-2 code of the state that a place lies in.
        ambiguous: Whether the name also means something else and needs context ("Georgia", "WHO").
        source: Where the facts come from.
        as_of: Year or day at which they were true.
    """

    id: str
    kind: str
    name: str
    names: tuple[Name, ...] = attrs.field(default=(), converter=_names)
    category: str | None = None
    identifiers: Mapping[str, str] = attrs.field(default=immutabledict(), converter=as_mapping)
    country: str | None = None
    ambiguous: bool = False
    source: str
    as_of: str


@attrs.frozen
class Match:
    """A name found in a text.

    Attributes:
        start: Offset of its first character.
        end: Offset after its last.
        record: What it names.
        name: By which name.
    """

    start: int
    end: int
    record: Record
    name: Name


WORD = re.compile(r"\w+(?:\.\w+)*(?:(?<=\b\w)\.(?!\w))?|[&,]")
"""A word or comma: "U.S." keeps its last full stop, "Co-operation" is two words. The trie knows words without stops."""

SPELLINGS = (
    (re.compile(r"\bCo-?operation\b"), ("Cooperation", "Co-operation")),
    (re.compile(r"\bOrgani[sz]ation\b"), ("Organization", "Organisation")),
    (re.compile(r"\bDefen[cs]e\b"), ("Defence", "Defense")),
    (re.compile(r"\bLabou?r\b"), ("Labour", "Labor")),
    (re.compile(r"\bProgram(?:me)?\b"), ("Programme", "Program")),
    (re.compile(r"\bCent(?:re|er)\b"), ("Centre", "Center")),
)
"""British and American spellings of words in names of organizations: each stands for the others."""


def spelling_variants(text: str) -> tuple[str, ...]:
    """A name in all its spellings: "Organisation" and "Organization", "Cooperation" and "Co-operation"."""
    variants = [text]
    for pattern, spellings in SPELLINGS:
        if pattern.search(text):
            variants = [pattern.sub(spelling, variant) for variant in variants for spelling in spellings]
    return tuple(dict.fromkeys([text, *variants]))


class _Node:
    """One word further in the trie."""

    __slots__ = ("children", "found")

    def __init__(self) -> None:
        self.children: dict[str, _Node] = {}
        self.found: list[tuple[Record, Name]] = []


class Knowledge:
    """Records, and the look-up of their names.

    Args:
        records: The records; of two with one id the later wins.
    """

    def __init__(self, records: Iterable[Record] = ()) -> None:
        self._records = {record.id: record for record in records}
        self._trie: _Node | None = None

    @property
    def records(self) -> tuple[Record, ...]:
        """All records, in the order in which they came."""
        return tuple(self._records.values())

    def get(self, id: str) -> Record | None:
        """The record of an id; None if there is none."""
        return self._records.get(id)

    def of_kind(self, kind: str) -> tuple[Record, ...]:
        """All records of a kind."""
        return tuple(record for record in self._records.values() if record.kind == kind)

    def named(self, text: str, kind: str | None = None) -> tuple[tuple[Record, Name], ...]:
        """The records that `text` as a whole may name."""
        node: _Node | None = self._compiled()
        for word in WORD.findall(text):
            node = node and node.children.get(word.replace(".", ""))
        return tuple(pair for pair in node.found if kind in (None, pair[0].kind)) if node else ()

    def find(self, text: str, start: int = 0, end: int | None = None) -> Iterator[Match]:
        """The longest names in a text, left to right, none inside another; several matches where a name is ambiguous.

        Time is linear in the length of the text.
        """
        trie = self._compiled()
        found = WORD.finditer(text, start, len(text) if end is None else end)
        words = [(match[0].replace(".", ""), match.start(), match.end()) for match in found]
        index = 0
        while index < len(words):
            node, last = trie.children.get(words[index][0]), index
            best: tuple[int, _Node] | None = None
            while node:
                if node.found:
                    best = last, node
                last += 1
                if last == len(words) or not _joined(text, words[last - 1][2], words[last][1]):
                    break
                node = node.children.get(words[last][0])
            if best is None:
                index += 1
                continue
            for record, name in best[1].found:
                yield Match(words[index][1], words[best[0]][2], record, name)
            index = best[0] + 1

    def _compiled(self) -> _Node:
        if self._trie is None:
            trie = _Node()
            for record in self._records.values():
                for name in record.names or (Name(text=record.name),):
                    for variant in spelling_variants(name.text):
                        self._insert(trie, variant, record, name)
            self._trie = trie
        return self._trie

    @staticmethod
    def _insert(trie: _Node, text: str, record: Record, name: Name) -> None:
        for spelling in dict.fromkeys((text, text.upper() if len(text) > 3 else text)):
            node = trie
            for word in WORD.findall(spelling):
                node = node.children.setdefault(word.replace(".", ""), _Node())
            if all(known is not record for known, _ in node.found):
                node.found.append((record, name))

    def __len__(self) -> int:
        return len(self._records)

    def __reduce__(self) -> tuple[type[Knowledge], tuple[tuple[Record, ...]]]:
        return type(self), (self.records,)  # the trie is compiled again where it is needed

    def __repr__(self) -> str:
        return f"<Knowledge of {len(self)} records>"


_JOINTS = re.compile(r"[ \u00a0]?[-–—’'/+]?[ \u00a0]?|(?<=\b[A-Z][a-z])\. |(?<=\b[A-Z][a-z][a-z])\. |[ \t]*\r?\n[ \t]*")


def _joined(text: str, end: int, start: int) -> bool:
    """Whether two words can belong to one name: a space, hyphen, slash or newline between, or "St. " before."""
    return start - end <= 3 and _JOINTS.fullmatch(text, end, start) is not None
