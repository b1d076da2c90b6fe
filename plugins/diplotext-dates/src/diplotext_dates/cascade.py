"""The cascade: rules of the grammar applied to islands of tokens, stage by stage.

A match of a rule becomes a node, which is one symbol in the pattern of the island from then on. Nodes left at
the end are the time expressions, not yet read. After the finite-state cascades of FASTUS (Hobbs et al. 1997).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache, lru_cache
from typing import Any

import attrs

from diplotext_dates.alphabet import symbol_of, symbols_with
from diplotext_dates.lexicon import PIECE, entries, rules
from diplotext_dates.tokens import Token, islands, number_classes

MAX_CHARS_OF_NAME = 60  # before or after a match
Tags = Callable[[int], str]


@attrs.frozen(eq=False)
class Site:
    """Where nodes are found.

    Attributes:
        text: The text of the document.
        tag: The fine part-of-speech tag of the word at an offset; empty without a tagger.
        name_around: The label of a longer name that the words between two offsets are part of; empty without one.
    """

    text: str
    tag: Tags = lambda offset: ""
    name_around: Callable[[int, int], str] = lambda start, end: ""


@attrs.frozen(eq=False)
class Rule:
    """One way to write a time expression, or a part of one.

    Attributes:
        id: The rule that annotations name; None where what is inside of it gives its own.
        regex: What it looks like, over symbols.
        classes: What a match of it can be in rules of later stages.
        symbol: The symbol of these classes.
        read: Name of the function that reads a match.
        guard: Name of a test that sorts out false friends.
        split: Groups each of which is an expression of its own, in order.
        id_of_ends: The rule that annotations of its ends name, where these are bare tokens ("2014" of "2014-2018").
        part: Whether a match alone is not a time expression.
        before: What of the text before a match belongs to it: names, which the vocabulary lacks.
        after: The same after it.
        examples: Expressions that it matches as a whole.
    """

    id: str | None
    regex: re.Pattern[str]
    classes: frozenset[str]
    symbol: str
    read: str
    guard: str | None
    split: tuple[str, ...]
    id_of_ends: str | None
    part: bool
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    examples: tuple[str, ...]

    @property
    def name(self) -> str:
        """The rule that annotations name, of a rule that has one."""
        assert self.id is not None
        return self.id

    @property
    def name_of_ends(self) -> str:
        """The rule that annotations of its ends name, of a rule that joins bare tokens."""
        assert self.id_of_ends is not None
        return self.id_of_ends

    @property
    def is_vague(self) -> bool:
        """Whether it finds references to a time without a value, such as `recently`."""
        return "Vague" in self.classes


@attrs.frozen(eq=False)
class Node:
    """A match of a rule.

    Attributes:
        site: Where it was found.
        rule: What found it.
        start: Offset of its first character.
        end: Offset after its last.
        parts: The tokens and nodes that the groups of the rule hold; of a group of several, its first.
        spans: Offsets of the groups.
    """

    site: Site
    rule: Rule
    start: int
    end: int
    parts: Mapping[str, Token | Node]
    spans: Mapping[str, tuple[int, int]]

    @property
    def classes(self) -> frozenset[str]:
        """What it can be in a rule."""
        return self.rule.classes

    @property
    def symbol(self) -> str:
        """The symbol of its classes."""
        return self.rule.symbol

    @property
    def text(self) -> str:
        """Its text."""
        return self.site.text[self.start : self.end]

    def __contains__(self, name: str) -> bool:
        return name in self.parts

    def part(self, *names: str) -> Token | Node | None:
        """What the first of these groups holds that there is."""
        return next((self.parts[name] for name in names if name in self.parts), None)

    def node(self, *names: str) -> Node | None:
        """The same, where it is a match of a rule itself."""
        found = self.part(*names)
        return found if isinstance(found, Node) else None

    def word(self, *names: str) -> str:
        """The text of the first of these groups in lower case, with single blanks; empty without it."""
        for name in names:
            if span := self.spans.get(name):
                return " ".join(self.site.text[slice(*span)].casefold().split())
        return ""

    def left(self, width: int = 24) -> str:
        """The text before it."""
        return self.site.text[max(0, self.start - width) : self.start]

    def right(self, width: int = 24) -> str:
        """The text after it."""
        return self.site.text[self.end : self.end + width]


@cache
def stages() -> tuple[tuple[Rule, ...], ...]:
    """The rules of every stage, compiled."""
    words, phrases = entries()
    for entry in (*words.values(), *(entry for items in phrases.values() for _, entry in items)):
        symbol_of(entry.classes)
    for word in _numbers():
        symbol_of(number_classes(word))
    table = rules()
    for stage in table:
        for row in stage["rule"]:
            symbol_of(frozenset(row["makes"]))
    return tuple(tuple(_rule(row, stage["name"]) for row in stage["rule"]) for stage in table)


def _numbers() -> Iterator[str]:
    """Numbers of every kind that `digits` distinguishes."""
    yield from (f"{n}" for n in range(3100))
    yield from (f"{n:02}" for n in range(10))
    yield from (f"{n:04}" for n in range(1000))
    yield from (f"{n}{suffix}" for n in range(100) for suffix in ("th", "s"))
    yield from (f"{n}s" for n in range(1000, 2100))
    yield from (f"{whole}.{part}" for whole in ("1", "30") for part in ("1", "30", "75", "123"))
    yield from ("12345", "1,000", "2021-12-02T10:30Z", "100s", "12345s", "1" * 20)


def _rule(row: Mapping[str, Any], stage: str) -> Rule:
    classes = frozenset(row["makes"])
    return Rule(
        id=row.get("id"),
        regex=re.compile(compiled(row["pattern"])),
        classes=classes,
        symbol=symbol_of(classes),
        read=row["read"],
        guard=row.get("guard"),
        split=tuple(row.get("split", ())),
        id_of_ends=row.get("id_of_ends"),
        part=stage == "numbers",
        before=re.compile(row["before"]) if "before" in row else None,
        after=re.compile(row["after"]) if "after" in row else None,
        examples=tuple(row["examples"]),
    )


def compiled(pattern: str) -> str:
    """The pattern of a rule as a regular expression over symbols.

    Raises:
        ValueError: If it names a class that nothing has.
    """

    def piece(match: re.Match[str]) -> str:
        name = match["name"] or match["word"]
        if not name:
            return match[0]
        found = symbols_with(name.replace("’", "'"))
        if not found:
            raise ValueError(f"nothing has the class {name!r} of the pattern {pattern!r}")
        return f"[{found}]" if len(found) > 1 else found

    return PIECE.sub(piece, pattern)


def find(site: Site, start: int, end: int, accepts: Callable[[Node], bool]) -> list[Node]:
    """The time expressions between two offsets of a text, in order, none overlapping another."""
    indexes = range(len(stages()))
    found: list[Node] = []
    for island in islands(site.text, start, end):
        items: list[Token | Node] = list(island.tokens)
        pattern = island.symbols
        for index in indexes:
            if matches := candidates(index, pattern):
                items, pattern = _replaced(site, items, pattern, index, matches, accepts)
        found += [item for item in items if isinstance(item, Node) and not item.rule.part]
    return found


Candidate = tuple[int, int, int, tuple[tuple[str, int, int], ...]]


@cache
def _any_rule(stage: int) -> re.Pattern[str]:
    """A pattern that is in every island in which a rule of a stage matches: the rules as one, without their groups."""
    sources = (re.sub(r"\(\?P<\w+>", "(?:", rule.regex.pattern) for rule in stages()[stage])
    return re.compile("|".join(re.sub(r"\(\?P=\w+\)", ".{1,3}", source) for source in sources))


@lru_cache(maxsize=20_000)
def candidates(stage: int, pattern: str) -> tuple[Candidate, ...]:
    """All matches of the rules of a stage: start, end, rule and groups, the leftmost first, then the longest."""
    if not _any_rule(stage).search(pattern):
        return ()
    found: list[Candidate] = []
    for number, rule in enumerate(stages()[stage]):
        if rule.regex.search(pattern):
            names = tuple(rule.regex.groupindex)
            for match in rule.regex.finditer(pattern):
                groups = tuple((name, *match.span(name)) for name in names if match.start(name) >= 0)
                found.append((*match.span(), number, groups))
    return tuple(sorted(found, key=lambda item: (item[0], -item[1], item[2])))


def _replaced(
    site: Site,
    items: list[Token | Node],
    pattern: str,
    stage: int,
    matches: tuple[Candidate, ...],
    accepts: Callable[[Node], bool],
) -> tuple[list[Token | Node], str]:
    """The items of an island with the matches of a stage in the place of what they hold."""
    places = []
    count = 0
    for character in pattern:
        places.append(count)
        count += character not in " ·"
    places.append(count)
    new_items: list[Token | Node] = []
    new_pattern: list[str] = []
    done = 0
    for start, end, number, groups in matches:
        if start < done:
            continue
        rule = stages()[stage][number]
        parts: dict[str, Token | Node] = {}
        spans: dict[str, tuple[int, int]] = {}
        for name, first, last in groups:
            if held := items[places[first] : places[last]]:
                parts[name], spans[name] = held[0], (held[0].start, held[-1].end)
        held = items[places[start] : places[end]]
        free = max((item.end for item in items[: places[start]] if isinstance(item, Node)), default=0)
        node = Node(site, rule, *_widened(site.text, rule, held[0].start, held[-1].end, free), parts, spans)
        if not accepts(node):
            continue
        nodes = _split(node) if rule.split else [node]
        new_items += [*items[places[done] : places[start]], *nodes]
        new_pattern += [pattern[done:start], " ".join(rule.symbol for _ in nodes)]
        done = end
    if not done:
        return items, pattern
    return [*new_items, *items[places[done] :]], "".join([*new_pattern, pattern[done:]])


def _widened(text: str, rule: Rule, start: int, end: int, free: int) -> tuple[int, int]:
    """The offsets of a match with the names around it that belong to it; what was found ends before `free`."""
    if rule.before is not None and (match := rule.before.search(text, max(free, start - MAX_CHARS_OF_NAME), start)):
        start = match.start()
    if rule.after is not None and (match := rule.after.match(text, end, end + MAX_CHARS_OF_NAME)):
        end = match.end()
    return start, end


def _split(node: Node) -> list[Node]:
    """A node for each of several expressions that share a part: "April 24" and "25" of "April 24 and 25"."""
    names = [name for name in node.rule.split if name in node.parts]
    shared = [name for name in node.parts if name not in node.rule.split]
    found = []
    for index, name in enumerate(names):
        first, last = node.spans[name]
        start = node.start if index == 0 else first
        end = node.end if index == len(names) - 1 else last
        parts = {node.rule.split[0]: node.parts[name]} | {other: node.parts[other] for other in shared}
        spans = {node.rule.split[0]: node.spans[name]} | {other: node.spans[other] for other in shared}
        found.append(Node(node.site, node.rule, start, end, parts, spans))
    return found
