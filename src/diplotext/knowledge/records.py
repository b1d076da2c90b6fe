"""Looking names up in records that plugins contribute.

A package that holds only data is a plugin too: it contributes records through the hook `diplotext_knowledge`. The
look-up compiles all records into one trie of words, on first use, and finds the longest names in one pass over a text.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Any, Literal, TypeVar

import attrs
from immutabledict import immutabledict

from diplotext.model.annotations import as_mapping, one_of

T = TypeVar("T")
NameForm = Literal["name", "acronym", "demonym", "metonym"]


@attrs.frozen(kw_only=True)
class Name:
    """One written form of a record's name.

    Attributes:
        text: As it is written, capitals included. A name is found in this case, in capitals throughout if it has four
            letters or more, and with small words capitalized as in a headline; a long acronym also as "Unesco".
        form: What a mention by this name is: `name`, `acronym`, `demonym` ("Russian"), `metonym` ("the Kremlin").
    """

    text: str
    form: NameForm = attrs.field(default="name", validator=one_of(NameForm))


def _several(values: Iterable[T]) -> Iterable[T]:
    if isinstance(values, str):
        raise TypeError(f"{values!r} is one string where several values are expected; write [{values!r}]")
    return values


def _names(values: Iterable[Name | str]) -> tuple[Name, ...]:
    return tuple(Name(text=value) if isinstance(value, str) else value for value in _several(values))


def _ids(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(_several(values))


def _date(_record: Record, attribute: attrs.Attribute[Any], value: Any) -> None:
    if value is not None and not (isinstance(value, str) and re.fullmatch(DATE, value)):
        raise ValueError(f"{attribute.name}: {value!r} is not a day, month or year; write YYYY-MM-DD, YYYY-MM or YYYY")


DAY = len("2021-12-02")
DATE = r"\d{4}(-\d\d(-\d\d)?)?"


@attrs.frozen(kw_only=True)
class Record:
    """Something that texts refer to by name, with what is known of it.

    Attributes:
        id: Unique and stable, such as `organization:osce`. A record of the same id from a plugin that is registered
            later replaces the earlier one.
        kind: `state`, `organization`, `format`, `city`, `region`, `conference` (a series, such as the Munich Security
            Conference), `occurrence` (one meeting of a series), `tenure` (a person in an office), or one of your own.
        name: The canonical English name.
        names: Every form that may occur in a text, the canonical name included; a string is a name of the form `name`.
        category: What kind of organization, place ... it is.
        identifiers: Codes by scheme, such as `{"iso3166": "RU"}`.
        country: ISO 3166 alpha-2 code of the state that a place lies in.
        ambiguous: Whether the name also means something else and needs context ("Georgia", "WHO").
        parent: Id of the record it belongs to: an organ's organization, an occurrence's series, a tenure's state or
            organization.
        members: Ids of the records that belong to it, such as the member states of an organization.
        place: Id of the city where it has its seat or took place.
        title: Of a tenure: the title of the office in lower case, such as `"foreign minister"`.
        since: ISO date, month or year from which on it is as the record says: of a tenure its beginning, of an
            occurrence its first day. None: not known, or always.
        until: The last such day, month or year. None: not known, or still so at `as_of`.
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
    parent: str | None = None
    members: tuple[str, ...] = attrs.field(default=(), converter=_ids)
    place: str | None = None
    title: str | None = None
    since: str | None = attrs.field(default=None, validator=_date)
    until: str | None = attrs.field(default=None, validator=_date)
    source: str
    as_of: str

    def covers(self, day: datetime.date) -> bool:
        """Whether it surely held on a day: since `since`, up to `until` or, where that is unknown, `as_of`.

        A month or year in which it began or ended says nothing of its single days: these are not covered.
        """
        date = day.isoformat()
        if self.since and not (date >= self.since if len(self.since) == DAY else date[: len(self.since)] > self.since):
            return False
        end = self.until or (self.as_of if self.since else None)
        return end is None or (date <= end if len(end) == DAY else date[: len(end)] < end)


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

SPLITTING_WORD = re.compile(f"({WORD.pattern})")

SPELLINGS = (
    (re.compile(r"\bCo-?operation\b"), ("Cooperation", "Co-operation")),
    (re.compile(r"\bOrgani[sz]ation\b"), ("Organization", "Organisation")),
    (re.compile(r"\bDefen[cs]e\b"), ("Defence", "Defense")),
    (re.compile(r"\bLabou?r\b"), ("Labour", "Labor")),
    (re.compile(r"\bProgram(?:me)?\b"), ("Programme", "Program")),
    (re.compile(r"\bCent(?:re|er)\b"), ("Centre", "Center")),
)
"""British and American spellings of words in names of organizations: each stands for the others."""


RESPELLED = ("Coop", "Co-op", "Organi", "Defen", "Lab", "Prog", "Cent")
"""What is in every name that has a word with several spellings."""


def spelling_variants(text: str) -> tuple[str, ...]:
    """A name in all its spellings: "Organisation" and "Organization", "Cooperation" and "Co-operation"."""
    if not any(part in text for part in RESPELLED):
        return (text,)
    variants = [text]
    for pattern, spellings in SPELLINGS:
        if pattern.search(text):
            variants = [pattern.sub(spelling, variant) for variant in variants for spelling in spellings]
    return tuple(dict.fromkeys([text, *variants]))


SMALL = frozenset(("a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"))
"""Words that headlines may capitalize: "Organization For Security And Co-operation In Europe"."""


@attrs.frozen(eq=False)
class _Entry:
    """A name at the end of its path through the trie.

    Attributes:
        words: Its words as they are written, without full stops.
        record: What it names.
        name: The form.
    """

    words: tuple[str, ...]
    record: Record
    name: Name

    def fits(self, written: Sequence[str]) -> bool:
        """Whether words of a text, the same but for their case, are this name."""
        if self.words == tuple(written):
            return True
        size = sum(map(len, self.words))
        if size < 4:
            return False
        if all(word.isupper() or not word.isalpha() for word in written):
            return True
        if self.name.form == "acronym" and size > 4:  # "Unesco"
            return not self.record.ambiguous and [word.capitalize() for word in self.words] == written
        return all(own == word or own in SMALL for own, word in zip(self.words, written, strict=True))


_Split = tuple[Sequence[str], Sequence[int], Sequence[int]]
"""The words of a text without full stops, where each starts and where it ends."""

_Named = tuple[int, int, list[_Entry]]
"""Index of the last word of a name, the offset after it, and the entries that the words may be."""

_Place = tuple[int, int, list[_Named]]
"""Index and offset of a word with which names begin, and these names, the longest first."""


@attrs.frozen(eq=False)
class NamesInText:
    """The names of all kinds in a text, those inside others included; see `Knowledge.names_in`."""

    _places: Sequence[_Place]

    def matches(self, kinds: Collection[str] | None = None) -> Iterator[Match]:
        """The longest names of some kinds, or of all, left to right, as `Knowledge.find` yields them."""
        kinds = (kinds,) if isinstance(kinds, str) else kinds
        free = 0
        for index, start, names in self._places:
            if index < free:
                continue
            for last, end, entries in names:
                counted = [entry for entry in entries if kinds is None or entry.record.kind in kinds]
                for entry in counted:
                    yield Match(start, end, entry.record, entry.name)
                if counted:
                    free = last + 1
                    break


ENTRIES = ""
"""Key of a node of the trie under which the names that end there are kept; no word is empty."""


class Knowledge:
    """Records, and the look-up of their names.

    Args:
        records: The records; of two with one id the later wins.
    """

    def __init__(self, records: Iterable[Record] = ()) -> None:
        self._records: dict[str, Record] = {}
        record: Any
        for record in _several(records):
            if not isinstance(record, Record):
                raise TypeError(f"knowledge is made of instances of Record, not {record!r}; write Record(id=...)")
            self._records[record.id] = record
        self._trie: dict[str, Any] | None = None
        self._heads: dict[str, dict[str, Any]] = {}  # first words of names as they may be written
        self._children: dict[str, list[Record]] | None = None

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

    def belonging(self, parent: str, kind: str | None = None, on: datetime.date | None = None) -> tuple[Record, ...]:
        """The records that belong to another one, in the order in which they came.

        So `belonging("state:RU", "tenure", on=day)` are those who surely held an office of Russia on a day, and
        `belonging("conference:g7-summit", "occurrence")` the summits.

        Args:
            parent: Id of the other record.
            kind: Only records of this kind; None for all.
            on: Only records that cover this day, see `Record.covers`; None for all.
        """
        if self._children is None:
            children: dict[str, list[Record]] = {}
            for record in self._records.values():
                if record.parent:
                    children.setdefault(record.parent, []).append(record)
            self._children = children
        return tuple(
            record
            for record in self._children.get(parent, ())
            if kind in (None, record.kind) and (on is None or record.covers(on))
        )

    def named(self, text: str, kind: str | None = None) -> tuple[tuple[Record, Name], ...]:
        """The records that `text` as a whole may name."""
        node: dict[str, Any] | None = self._compiled()
        written = _words(text)
        for word in written:
            node = node and node.get(word.lower())
        entries = node.get(ENTRIES, ()) if node and written else ()
        return tuple((e.record, e.name) for e in _fitting(entries, written) if kind in (None, e.record.kind))

    def find(
        self, text: str, start: int = 0, end: int | None = None, *, kinds: Collection[str] | None = None
    ) -> Iterator[Match]:
        """The longest names in a text, left to right, none inside another; several matches where a name is ambiguous.

        Time is linear in the length of the text.

        Args:
            text: The text.
            start: Offset from which to look.
            end: Offset up to which to look; None for all of the text.
            kinds: Kinds of records that count, so that "G20" is found in "G20 summit"; None for all.
        """
        yield from self.names_in(text, start, end).matches(kinds)

    def names_in(self, text: str, start: int = 0, end: int | None = None) -> NamesInText:
        """The names of all kinds in a text or, see `find`, a part of it: one pass, with `matches` for any kinds."""
        self._compiled()
        heads = self._heads
        words, starts, ends = _split(text, start, end)
        count = len(words)
        found: list[_Place] = []
        for index, word in enumerate(words):
            node, last = heads.get(word), index
            if node is None:
                continue
            names: list[_Named] = []
            while node:
                if ENTRIES in node and (entries := _fitting(node[ENTRIES], words[index : last + 1])):
                    names.append((last, ends[last], entries))
                last += 1
                if last == count or not _joined(text, ends[last - 1], starts[last]):
                    break
                node = node.get(words[last].lower())
            if names:
                found.append((index, starts[index], names[::-1]))
        return NamesInText(found)

    def _compiled(self) -> dict[str, Any]:
        if self._trie is None:
            trie: dict[str, Any] = {}
            for record in self._records.values():
                for name in record.names or (Name(text=record.name),):
                    for variant in spelling_variants(name.text):
                        words = tuple(_words(variant))
                        node = trie
                        for word in words:
                            node = node.setdefault(word.lower(), {})
                        if words:
                            node.setdefault(ENTRIES, []).append(_Entry(words, record, name))
                            for form in (words[0], words[0].upper(), words[0].capitalize()):
                                self._heads[form] = trie[words[0].lower()]
            self._trie = trie
        return self._trie

    def __len__(self) -> int:
        return len(self._records)

    def __reduce__(self) -> tuple[type[Knowledge], tuple[tuple[Record, ...]]]:
        return type(self), (self.records,)  # the trie is compiled again where it is needed

    def __repr__(self) -> str:
        return f"<Knowledge of {len(self)} records>"


def _split(text: str, start: int, end: int | None) -> _Split:
    if start or end is not None:
        found = list(WORD.finditer(text, start, len(text) if end is None else end))
        words = [match[0] for match in found]
        starts, ends = [match.start() for match in found], [match.end() for match in found]
    else:  # faster for many words
        parts = SPLITTING_WORD.split(text)
        offsets = list(accumulate(map(len, parts), initial=0))
        words, starts, ends = parts[1::2], offsets[1::2], offsets[2::2]
    return [word.replace(".", "") for word in words] if "." in text else words, starts, ends


def _words(text: str) -> list[str]:
    """The words of a name, without full stops."""
    return [word.replace(".", "") for word in WORD.findall(text)]


def _fitting(entries: Iterable[_Entry], written: Sequence[str]) -> list[_Entry]:
    """The entries that fit what is written, each record once: names in this very case come first."""
    fitting = [entry for entry in entries if entry.fits(written)]
    if len(fitting) < 2:
        return fitting
    fitting.sort(key=lambda entry: entry.words != tuple(written))
    return list({entry.record.id: entry for entry in reversed(fitting)}.values())[::-1]


_JOINTS = re.compile(r"[ \u00a0]?[-–—’'/+]?[ \u00a0]?|(?<=\b[A-Z][a-z])\. |(?<=\b[A-Z][a-z][a-z])\. |[ \t]*\r?\n[ \t]*")


def _joined(text: str, end: int, start: int) -> bool:
    """Whether two words can belong to one name: a space, hyphen, slash or newline between, or "St. " before."""
    if start - end == 1 and text[end] == " ":
        return True
    return start - end <= 3 and _JOINTS.fullmatch(text, end, start) is not None
