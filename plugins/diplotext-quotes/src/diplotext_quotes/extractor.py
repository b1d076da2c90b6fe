"""Statements: paragraph by paragraph first, then the quotations that nobody is named for, then what they report."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, ClassVar

import attrs

from diplotext import (
    Annotation,
    Extractor,
    Organization,
    Person,
    Reading,
    Rule,
    Span,
    State,
    Statement,
    TimeExpression,
)
from diplotext.model import Mode
from diplotext.text import Quotation
from diplotext_quotes import continuation
from diplotext_quotes.antecedents import follow
from diplotext_quotes.attribution import is_attribution_only
from diplotext_quotes.continuation import Paragraph
from diplotext_quotes.cues import Lexicon, lexicon
from diplotext_quotes.drafting import Drafter
from diplotext_quotes.drafts import Draft
from diplotext_quotes.finishing import finish
from diplotext_quotes.headline import headline, is_named
from diplotext_quotes.interviews import interview
from diplotext_quotes.live import entries
from diplotext_quotes.paragraphs import drafted
from diplotext_quotes.printed import printed
from diplotext_quotes.rules import rules
from diplotext_quotes.turns import draft as draft_of
from diplotext_quotes.turns import turns
from diplotext_quotes.words import Passage, Tokens, passage

MODES: tuple[Mode, ...] = ("direct", "indirect", "mixed")


def _modes(values: Iterable[Mode]) -> tuple[Mode, ...]:
    given: Any = [values] if isinstance(values, str) else values
    return tuple(sorted(set(given)))


def _tuple(values: Iterable[str]) -> tuple[str, ...]:
    return (values,) if isinstance(values, str) else tuple(values)


def _are_words(_: QuoteExtractor, field: attrs.Attribute[tuple[str, ...]], values: tuple[str, ...]) -> None:
    for value in values:
        if not re.fullmatch(r"[a-z][a-z'-]+(?: [a-z'-]+)*", value):
            raise ValueError(f"{field.name} takes lemmas in lower case such as 'opine', not {value!r}")


@attrs.frozen
class QuoteExtractor(Extractor):
    """Who said what: direct, indirect and mixed statements.

    Attributes:
        modes: The modes wanted.
        min_words: Words that the content of a statement needs.
        min_orphan_words: Words that a quotation without a cue needs to be a statement of its own.
        partial_quotes: Whether a few quoted words in a clause without a cue ("Orlova wants “a new start”") are wanted.
        attitudes: Whether what somebody thinks, wants or fears ("Orlova believes that …") counts as a statement.
        extra_cues: Further verbs (lemmas, regularly inflected) that take a quotation or a clause.
    """

    name = "quotes"
    provides: ClassVar[tuple[type[Annotation], ...]] = (Statement,)
    requires: ClassVar[tuple[type[Annotation], ...]] = (Person,)
    uses: ClassVar[tuple[type[Annotation], ...]] = (Organization, State, TimeExpression)
    needs: ClassVar[tuple[str, ...]] = ("token.dep", "token.pos", "token.tag", "token.lemma", "doc.sents")

    modes: tuple[Mode, ...] = attrs.field(
        default=MODES, converter=_modes, validator=attrs.validators.deep_iterable(attrs.validators.in_(MODES))
    )
    min_words: int = attrs.field(default=1, validator=attrs.validators.ge(1))
    min_orphan_words: int = attrs.field(default=3, validator=attrs.validators.ge(1))
    partial_quotes: bool = True
    attitudes: bool = False
    extra_cues: tuple[str, ...] = attrs.field(default=(), converter=_tuple, validator=_are_words)

    @classmethod
    def rules(cls) -> Mapping[str, Rule]:
        """The rules by their ids, from `data/rules.toml`."""
        return rules()

    def extract(self, reading: Reading) -> Iterator[Statement]:
        """Yield the statements of a document."""
        drafter = Drafter(reading, lexicon(self.extra_cues, attitudes=self.attitudes), Tokens(reading.article.tokens))
        found: list[Paragraph] = []
        labelled = turns(reading.document)
        labelled = {**(labelled or interview(reading.document)), **printed(reading.document, labelled)}
        begun = entries(reading.document.paragraphs)
        for index, (block, quotations) in enumerate(_blocks(reading)):
            if index in labelled:
                turn = labelled[index]
                found.append(Paragraph([] if turn is None else [draft_of(reading.document, turn)]))
                continue
            part = _joined(passage(drafter.tokens, block, quotations), drafter.cues)
            before = found[-1] if found and index not in begun else None
            paragraph = drafted(drafter, part, before, self.min_orphan_words)
            paragraph.begins_entry = index in begun
            if not paragraph.drafts and (draft := headline(reading.document, part)) and (index == 0 or is_named(draft)):
                paragraph.drafts.append(draft)
            found.append(paragraph)
        continuation.join(found)
        continuation.chain(found)
        continuation.attribute(reading.document, found)
        inner = _inner(reading, whole=bool(labelled))
        drafts = [draft for paragraph in found for draft in paragraph.drafts]
        follow(reading.document, reading.article.sentences, drafts)
        drafts += [nested for draft in drafts for nested in drafter.nested(draft, inner)]
        yield from finish(reading, drafter.tokens, [draft for draft in drafts if self._is_wanted(reading, draft)])

    def _is_wanted(self, reading: Reading, draft: Draft) -> bool:
        if draft.mode not in self.modes or (draft.quoted_words_only and not self.partial_quotes):
            return False
        if self.min_words == 1:
            return True
        words = sum(len(reading.text[start:end].split(None, self.min_words)) for start, end in draft.spans)
        return words >= self.min_words


def _blocks(reading: Reading) -> Iterator[tuple[Span, list[Quotation]]]:
    """Paragraphs without a dateline, each with its quotations."""
    quotations = reading.document.quotations
    dateline = reading.document.frame.dateline
    at = 0
    for paragraph in reading.document.paragraphs:
        block = paragraph
        if dateline and paragraph.contains(dateline) and dateline.end + 1 < paragraph.end:
            block = reading.span(dateline.end + 1, paragraph.end)
        inside = []
        while at < len(quotations) and quotations[at].start < block.end:
            inside.append(quotations[at])
            at += 1
        yield block, inside


def _inner(reading: Reading, *, whole: bool) -> tuple[Quotation, ...]:
    """The quotations inside quotations, in order; where turns have no marks of their own (`whole`), all quotations."""
    if whole:
        return tuple(reading.document.quotations)
    return tuple(
        Quotation(span, span.start - 1, span.end + 1)
        for quotation in reading.document.quotations
        for span in quotation.inner
    )


def _joined(part: Passage, cues: Lexicon) -> Passage:
    """A quotation that ends like a sentence, and the attribution that follows it, are one sentence."""
    sentences: list[tuple[int, int]] = []
    for first, end in part.sentences:
        if sentences and _may_belong_to(part, sentences[-1][0], first) and is_attribution_only(part, first, end, cues):
            sentences[-1] = (sentences[-1][0], end)
        else:
            sentences.append((first, end))
    return attrs.evolve(part, sentences=tuple(sentences))


def _may_belong_to(part: Passage, before: int, first: int) -> bool:
    """Whether a sentence may attribute the quotation that ends the one before it.

    A sentence that begins with a quotation of its own does so only if nothing but quotations precedes it.
    """
    words = part.words
    if words[first - 1].quotation is None:
        return False
    return words[first].quotation is None or all(word.quotation for word in words[before:first])
