"""What an explanation consists of: immutable values that can be printed, compared and written as JSON."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import attrs

from diplotext.plugin.rules import NOT_DATA, Rule
from diplotext.text.spans import Span


@attrs.frozen
class Link:
    """One step from the words of a mention to what they refer to.

    Attributes:
        kind: What the step is: the form of a mention (`pronoun`, `name`, `demonym`, `title` ...), `office`, the kind of
            entity that an office belongs to (`state`, `organization`), or `unknown`.
        text: The words, or the name if the text does not give it.
        span: Where the words are; None if they are not in the text.
        note: What else is to be said of the step, such as the entity that the words refer to; None if nothing is.
    """

    kind: str
    text: str
    span: Span | None = None
    note: str | None = None

    def __str__(self) -> str:
        quoted = f"“{self.text}”" if self.span else self.text
        place = f" at {self.span.start}" if self.span else ""
        return f"{quoted} ({self.kind}{place}{f'; {self.note}' if self.note else ''})"


@attrs.frozen
class Evidence:
    """The words that one argument or field of an annotation rests on.

    Attributes:
        role: The argument: `cue`, `speaker`, `participant`, `venue city`, `time`, or the name of the field.
        span: The words; None if the value is in no words of its own.
        value: What they are taken to be; None if that is what they say.
        id: Id on the wire of the annotation that they refer to; None if they refer to none.
        basis: Why, in a sentence; None if the rule says it all.
        chain: The steps from the words to what they refer to: pronoun, name, office, state. Empty for other words.
    """

    role: str
    span: Span | None = None
    value: str | None = None
    id: str | None = None
    basis: str | None = None
    chain: tuple[Link, ...] = ()

    @property
    def form(self) -> str | None:
        """The form of the mention, if the words are one that a chain begins with."""
        begins = self.chain and self.span is not None and self.chain[0].span == self.span
        return self.chain[0].kind if begins else None

    @property
    def rest(self) -> tuple[Link, ...]:
        """The steps of the chain after the words themselves."""
        return self.chain[1:] if self.form else self.chain


@attrs.frozen
class KnownRecord:
    """A record of the gazetteer that identifies an entity.

    Attributes:
        id: Id of the record, such as `state:FI`; `diplotext knowledge show` prints all of it.
        kind: Its kind.
        name: Its canonical name.
        source: Where its facts come from.
        as_of: Year or day at which they were true.
        plugin: The plugin that contributes it.
        entity: Id on the wire of the entity that it identifies.
        basis: How the two were brought together: by a code that both have, or by the name.
        since: From when on it holds; None if that is not known, or always.
        until: Until when; None if that is not known, or still so.
        title: Title of the office, for the record of somebody who held one.
    """

    id: str
    kind: str
    name: str
    source: str
    as_of: str
    plugin: str
    entity: str
    basis: str
    since: str | None = None
    until: str | None = None
    title: str | None = None


@attrs.frozen
class NearMiss:
    """What was considered in the same sentence and rejected.

    Attributes:
        rule: Id of the rule, or the common prefix of several.
        span: Where, in the original text.
        reason: What was missing, or did not fit.
    """

    rule: str
    span: Span
    reason: str


def grouped(misses: Iterable[NearMiss]) -> list[tuple[Span, list[tuple[str, list[str]]]]]:
    """Near misses by their words, and for each reason the rules that give it."""
    places: dict[Span, dict[str, list[str]]] = {}
    for miss in misses:
        rule = f"{miss.rule}…" if miss.rule.endswith(".") else miss.rule
        places.setdefault(miss.span, {}).setdefault(miss.reason, []).append(rule)
    return [(span, list(reasons.items())) for span, reasons in places.items()]


@attrs.frozen
class Explanation:
    """Why a value was found.

    Attributes:
        id: Id of the annotation on the wire, such as `statement:3`.
        kind: Its type on the wire, such as `statement`.
        value: What was found, in one line.
        spans: Where it is in the text.
        sentence: The sentence in which it begins; None for an annotation without spans.
        rule_id: Id of the rule that found it.
        rule: The rule with its examples and measured precision; None if no installed extractor declares it.
        extractor: Name of the extractor.
        extractor_version: Its version.
        confidence: The confidence of the annotation.
        evidence: The words that matched, argument by argument, and the values without words of their own.
        records: The records of the gazetteer that identify what it refers to.
        near_misses: What was considered and rejected in the same sentence, by rules of the same extractor or of
            the same words; None if that was not looked for.
        notes: What this explanation leaves out, and why.
        document: Id of the document.
    """

    id: str
    kind: str
    value: str
    spans: tuple[Span, ...]
    sentence: Span | None
    rule_id: str
    rule: Rule | None
    extractor: str
    extractor_version: str
    confidence: float | None
    evidence: tuple[Evidence, ...] = ()
    records: tuple[KnownRecord, ...] = ()
    near_misses: tuple[NearMiss, ...] | None = None
    notes: tuple[str, ...] = ()
    document: str = ""

    def to_dict(self) -> dict[str, Any]:
        """The explanation as values that JSON can hold."""
        fields = attrs.fields(Explanation)
        values = attrs.asdict(self, filter=attrs.filters.exclude(fields.rule), value_serializer=_plain)
        values["rule"] = None if self.rule is None else rule_dict(self.rule)
        return values

    def __str__(self) -> str:
        from diplotext.explaining.printing import as_text

        return as_text(self)


def rule_dict(rule: Rule) -> dict[str, Any]:
    """The fields of a rule that JSON can hold."""
    return attrs.asdict(
        rule, filter=lambda field, _: field.name not in NOT_DATA, value_serializer=lambda _, __, value: _listed(value)
    )


def _plain(_instance: Any, _field: Any, value: Any) -> Any:
    if isinstance(value, Span):
        return {"start": value.start, "end": value.end, "text": value.text}
    return _listed(value)


def _listed(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value
