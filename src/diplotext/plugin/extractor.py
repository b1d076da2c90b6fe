"""The contract between the core and extractors: what an extractor declares, gets and yields."""

from __future__ import annotations

import abc
import difflib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

import attrs

from diplotext.errors import nearest
from diplotext.knowledge.records import Knowledge
from diplotext.model.annotations import Annotation, Form, Mention
from diplotext.model.document import Document
from diplotext.plugin.article import SharedArticle
from diplotext.plugin.rules import Rule
from diplotext.text.spans import Span
from diplotext.text.view import TextView

if TYPE_CHECKING:
    from spacy.tokens import Doc

ANNOTATIONS = {
    "token.dep": "DEP",
    "token.tag": "TAG",
    "token.pos": "POS",
    "token.morph": "MORPH",
    "token.lemma": "LEMMA",
    "doc.sents": "SENT_START",
    "doc.ents": "ENT_IOB",
}
"""The names in `Extractor.needs`, with the attributes of a spaCy `Doc` that hold what they name."""

OTHER_NEEDS = frozenset(
    (
        *("doc.cats", "doc.spans", "doc.tensor", "doc.vector", "token.ent_id", "token.ent_iob", "token.ent_type"),
        *("token.head", "token.is_sent_start", "token.norm", "token.sent_start", "token.shape", "token.vector"),
    )
)
"""Further names that spaCy's components declare to assign; they are not misspellings of those above."""

A = TypeVar("A", bound=Annotation)


@attrs.frozen(eq=False)
class Reading:
    """One pass over one document: everything that an extractor may use.

    An extractor reads the normalised view of the text (`diplotext.text.TextView`): plain spaces, composed letters,
    unwrapped lines. All offsets here are those of the view; the pipeline carries what was found back to the original
    text. Where a caller passes a parse, as the spaCy component does, the text is read as it is.

    Attributes:
        document: The document in its view, with what earlier extractors found in it.
        knowledge: The gazetteer.
    """

    document: Document
    knowledge: Knowledge
    _parser: Callable[[], Doc]
    _held: Callable[[], Collection[str]] | None = None
    _view: TextView | None = None
    _article: SharedArticle | None = None

    @cached_property
    def article(self) -> SharedArticle:
        """What all readings of the document share: its token table, words, sentences and gazetteer matches."""
        if self._article is not None:
            return self._article
        return SharedArticle(self.text, self.knowledge, self._parser)

    @property
    def text(self) -> str:
        """The text of the document, in its normalised view."""
        return self.document.text

    @property
    def original(self) -> str:
        """The text as given, for an extractor that needs the white space or characters that the view leaves out."""
        return self.text if self._view is None else self._view.original

    def span_of_original(self, start: int, end: int) -> Span | None:
        """The span, in the view, of a stretch of the original text; None if nothing of it is left in the view."""
        place = (start, end) if self._view is None else self._view.in_view(start, end)
        return self.span(*place) if place else None

    @property
    def parse(self) -> Doc:
        """The spaCy `Doc` of the text: made on first use, shared by all extractors, and not to be changed.

        Character offsets of its tokens are those of the text.
        """
        return self.article.parse

    def holds(self, need: str) -> bool:
        """Whether the parse holds what a name of `Extractor.needs` stands for: `token.dep`, `token.tag`, `doc.sents`.

        For an extractor that works without a parse and better with one: the answer depends on what the language model
        of the pipeline assigns, and no parse is made for it. A reading made without a pipeline examines its parse.

        Raises:
            ValueError: If there is no such name.
        """
        if self._held is not None:
            if need not in self._held() and (meant := meant_need(need)):
                raise ValueError(f"a parse holds no {need!r}: did you mean {meant!r}?")
            return need in self._held()
        if need not in ANNOTATIONS:
            raise ValueError(f"{need!r} is not one of {', '.join(ANNOTATIONS)}")
        return self.parse.has_annotation(ANNOTATIONS[need])

    def sentences(self) -> Iterator[Span]:
        """The sentences of the parse, in order, without white space at their edges."""
        return iter(self.article.sentences)

    def of(self, kind: type[A]) -> tuple[A, ...]:
        """What earlier extractors found of a type."""
        return self.document.of(kind)

    def span(self, start: int, end: int) -> Span:
        """The span from `start` to `end` of the text.

        Raises:
            SpanError: If the offsets do not lie inside the text.
        """
        return Span.of(self.text, start, end)

    def mention(self, start: int, end: int, form: Form = "name") -> Mention:
        """A mention from `start` to `end` of the text.

        Raises:
            SpanError: If the offsets do not lie inside the text.
        """
        return Mention.at(self.span(start, end), form)


@cache
def meant_need(need: str) -> str | None:
    """The name that a misspelled name in `Extractor.needs` stands for; None if it is right, or unlike any."""
    close = difflib.get_close_matches(need, ANNOTATIONS, n=1, cutoff=0.8)
    return None if need in ANNOTATIONS or need in OTHER_NEEDS or not close else close[0]


def wrong_declaration(extractor: type[Extractor]) -> str | None:
    """What is wrong with the declarations of an extractor class; None if nothing is."""
    name = getattr(extractor, "name", None)
    if not (isinstance(name, str) and name):
        return "no 'name'; give it a unique one in lower case"
    if not getattr(extractor, "provides", None):
        return "no 'provides'; name the annotation types that it yields, such as provides = (Place,)"
    for attribute in ("provides", "requires", "uses", "needs"):
        values: Any = getattr(extractor, attribute)
        if not isinstance(values, tuple):
            return f"{attribute} must be a tuple, not {values!r}; write {attribute} = ({_shown(values)},)"
        for value in values:
            if attribute == "needs" and not isinstance(value, str):
                return f"needs names {value!r}, which is not a string"
            if attribute != "needs" and not (isinstance(value, type) and issubclass(value, Annotation)):
                return f"{attribute} names {value!r}, which is not an annotation type"
    return None


def _shown(value: Any) -> str:
    return value.__name__ if isinstance(value, type) else repr(value)


def _ids(values: Iterable[str]) -> frozenset[str]:
    return frozenset([values] if isinstance(values, str) else values)


def _check_disabled(extractor: Extractor, _: attrs.Attribute[frozenset[str]], values: frozenset[str]) -> None:
    declared = [*type(extractor).rules(), *(rule.id for rule in extractor.added_rules)] if values else []
    for value in sorted(values, key=str):
        if value not in declared:
            raise ValueError(f"extractor {extractor.name!r} has no rule {value!r}: {nearest(str(value), declared)}")


def _check_added(extractor: Extractor, _: attrs.Attribute[tuple[Rule, ...]], rules: tuple[Rule, ...]) -> None:
    ids = list(type(extractor).rules()) if rules else []
    for rule in rules:
        if not isinstance(rule, Rule):
            raise ValueError(f"added_rules holds {rule!r}, which is not a Rule")
        if not rule.is_executable:
            raise ValueError(f"rule {rule.id!r} has no 'match': give the function that yields what it finds")
        if rule.id in ids:
            raise ValueError(f"extractor {extractor.name!r} already has a rule {rule.id!r}; choose another id")
        ids.append(rule.id)


@attrs.frozen
class Extractor(abc.ABC):
    """Reads a document and yields annotations; a plugin contributes one or more.

    A subclass is a frozen attrs class: its options are typed fields with defaults, so that it can be made without
    arguments, compared and pickled. It keeps no state between documents, never changes what it reads, and never uses
    the clock, the network or the locale.

    Attributes:
        name: Unique among installed extractors; lower case.
        provides: The annotation types that it yields; it yields no others.
        requires: Annotation types that other extractors must have looked for before.
        uses: Annotation types that it takes into account if other extractors in the pipeline look for them; these run
            before it, unless that makes a cycle.
        needs: What the parse must hold, by spaCy's names: `"token.dep"`, `"doc.ents"`, `"doc.sents"`.
        disabled_rules: Ids of rules that are switched off and find nothing. Every extractor has this option.
        added_rules: Rules with a function of their own, or a definition that the extractor compiles, that find more of
            what it provides.
    """

    name: ClassVar[str]
    provides: ClassVar[tuple[type[Annotation], ...]]
    requires: ClassVar[tuple[type[Annotation], ...]] = ()
    uses: ClassVar[tuple[type[Annotation], ...]] = ()
    needs: ClassVar[tuple[str, ...]] = ()

    disabled_rules: frozenset[str] = attrs.field(
        default=frozenset(), converter=_ids, validator=_check_disabled, kw_only=True, repr=False
    )
    added_rules: tuple[Rule, ...] = attrs.field(
        default=(), converter=tuple, validator=_check_added, kw_only=True, repr=False
    )

    @classmethod
    def rules(cls) -> Mapping[str, Rule]:
        """The rules of the extractor by id, in the order in which they are to be listed.

        Every annotation that it yields has one of these ids as `rule`. Empty unless a subclass declares them, most
        easily from a data file: see `diplotext.rules_from`.
        """
        return MappingProxyType({})

    @abc.abstractmethod
    def extract(self, reading: Reading) -> Iterable[Annotation]:
        """Yield the annotations found in the document."""

    def extract_batch(self, readings: Sequence[Reading]) -> Iterator[Iterable[Annotation]]:
        """Yield the annotations found in each of several documents, in order. Override it if bulk work is faster."""
        for reading in readings:
            yield self.extract(reading)
