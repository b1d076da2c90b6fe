"""The extractor: finds time expressions paragraph by paragraph and reads them in the order of the text.

Order matters, because "the following year" is counted from what was read before, and words inside a quotation are
counted from the day of the utterance, which the text outside of it says.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import ClassVar, Literal

import attrs

from diplotext import Annotation, Document, Extractor, Reading, Rule, TimeExpression, rules_from
from diplotext_dates import lexicon as grammar
from diplotext_dates.agreement import agreed
from diplotext_dates.article import Article, site_of
from diplotext_dates.cascade import Node, find
from diplotext_dates.cascade import Rule as GrammarRule
from diplotext_dates.context import Context, Earlier
from diplotext_dates.partial_dates import days_of, decided
from diplotext_dates.ranges import ends_of
from diplotext_dates.reading import accepts, inside, meant, read, walk
from diplotext_dates.tokens import Token
from diplotext_dates.values import Value

MAX_DAYS_TO_EVENT = 7  # an event day further from publication says nothing about a quotation

End = tuple[Token | Node, Value]
"""An end of a range and what it means."""


@cache
def _rules() -> Mapping[str, Rule]:
    patterns: dict[str, list[str]] = {}
    for stage in grammar.rules():
        for row in stage["rule"]:
            if "id" in row:
                patterns.setdefault(row["id"], []).append(row["pattern"])
    return MappingProxyType(
        {
            name: attrs.evolve(rule, pattern="  |  ".join(patterns[name])) if name in patterns else rule
            for name, rule in rules_from("diplotext_dates").items()
        }
    )


@attrs.frozen
class DateExtractor(Extractor):
    """Dates, ranges, durations, times of day and sets of times, with the days they mean.

    Attributes:
        vague: Whether to yield `now`, `recently`, `in recent weeks`: references without a value.
        durations: Whether to yield durations that are counted from nothing (`three days`) and sets (`every day`).
        ends: Whether to yield the dates at the ends of a range (`from Monday to Thursday`) as well as the range.
        date_order: How `12/2/2021` is read; `auto` looks for dates in the document that leave no doubt, and takes the
            month first where there are none, the other reading being a candidate.
    """

    name = "dates"
    provides: ClassVar[tuple[type[Annotation], ...]] = (TimeExpression,)

    vague: bool = True
    durations: bool = True
    ends: bool = True
    date_order: Literal["auto", "MDY", "DMY"] = attrs.field(
        default="auto", validator=attrs.validators.in_(("auto", "MDY", "DMY"))
    )

    @classmethod
    def rules(cls) -> Mapping[str, Rule]:
        """The rules by their ids, from `data/rules.toml`, with their patterns from `data/grammar.toml`."""
        return _rules()

    def extract(self, reading: Reading) -> Iterator[TimeExpression]:
        """Yield the time expressions of a document in order."""
        days = days_of(reading.document)
        yield from decided(self._found, reading, days) if days else self._found(reading)

    def _found(self, reading: Reading) -> Iterator[TimeExpression]:
        document = reading.document
        blocks = [(block.start, block.end) for block in document.paragraphs]
        if document.frame.date:
            blocks.append((document.frame.date.start, document.frame.date.end))
        site = site_of(reading)
        nodes = [node for start, end in sorted(blocks) for node in find(site, start, end, accepts)]
        if not nodes:
            return
        article = Article(reading, nodes, {"MDY": False, "DMY": True}.get(self.date_order, shown_order(nodes)))
        earlier: list[Earlier] = []
        event_day: datetime.date | None = None
        found: list[tuple[Node, Value, list[End]]] = []
        queue = list(reversed(nodes))
        while queue:
            node = queue.pop()
            quotation = article.quotation_of(node)
            said = (article.said_day(quotation) or event_day) if quotation else None
            context = article.context(node, earlier, said)
            value = read(node, context)
            if value is None:
                queue += reversed(list(inside(node)))
                continue
            earlier.append(Earlier(node.end, value, quotation is not None))
            if event_day is None and quotation is None:
                event_day = _event_day(node, value, context, document)
            found.append((node, value, ends_of(node, context) if self.ends else []))
        values = agreed([(node, value) for node, value, _ in found])
        for (node, _, ends), value in zip(found, values, strict=True):
            yield from self._annotations(reading, node, value, ends)

    def _annotations(self, reading: Reading, node: Node, value: Value, ends: list[End]) -> Iterator[TimeExpression]:
        """The annotations of an expression and of its ends."""
        rule = meant(node).rule
        if self._wanted(rule, value):
            yield value.at(reading.span(node.start, node.end), rule.name)
        for part, end in ends:
            inner = meant(part).rule if isinstance(part, Node) else rule
            if self._wanted(inner, end):
                name = inner.name if isinstance(part, Node) else rule.name_of_ends
                yield end.at(reading.span(part.start, part.end), name)

    def _wanted(self, rule: GrammarRule, value: Value) -> bool:
        if rule.is_vague:
            return self.vague
        return self.durations or value.kind not in ("duration", "set")


def shown_order(nodes: list[Node]) -> bool | None:
    """Whether numeric dates of the document begin with the day; None if none of them shows it or they disagree."""
    shown = set()
    for node in walk(nodes):
        if node.rule.read == "numeric_date":
            first, second = int(node.word("a", "a2")), int(node.word("b", "b2"))
            if max(first, second) > 12:
                shown.add(first > 12)
    return shown.pop() if len(shown) == 1 else None


def _event_day(node: Node, value: Value, context: Context, document: Document) -> datetime.date | None:
    """The day of the reported event: a weekday, "today" or "yesterday" that the article itself says of the past."""
    if node.rule.read not in ("weekday", "deictic", "day_part") or not value.resolved:
        return None
    if not document.published or not value.latest:
        return None
    distance = (document.published - value.latest).days
    return value.latest if 0 <= distance < MAX_DAYS_TO_EVENT and context.direction() == "past" else None
