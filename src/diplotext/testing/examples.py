"""Examples as marked text: what an extractor must find, and what it must not."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

import attrs

from diplotext.errors import nearest
from diplotext.model.annotations import Annotation, Entity, Mention
from diplotext.model.articles import as_document
from diplotext.model.document import Document
from diplotext.pipeline.pipeline import Pipeline
from diplotext.plugin.extractor import Extractor
from diplotext.plugin.rules import PUBLISHED, Rule
from diplotext.testing.bench import companions, made, run
from diplotext.testing.markup import MARK, Mark, MarkupError, joined, read_marks, write_marks
from diplotext.text.spans import Span

Extractors = Extractor | type[Extractor] | Sequence[Extractor | type[Extractor]] | Pipeline
"""What examples are tested with: one extractor or several (instances or classes), or a pipeline."""


def assert_finds(
    extractor: Extractors,
    marked: str,
    *,
    published: datetime.date | str | None = None,
    types: Iterable[type[Annotation]] | None = None,
) -> None:
    """Make sure that an extractor finds everything that is marked in a text, and nothing else.

    Tags enclose the spans of annotations, and the mentions of entities. Attributes are fields, compared as strings;
    dots lead to inner fields (`venue.city`, `speaker.entity.name`, `identifiers.wikidata`). None is the empty string,
    booleans are `true` or `false`, and the values of a tuple are joined by commas. Several tags with the same `id` are
    one annotation with several spans; tags of entities must have the same `id` if they are one entity, and only then.

    Args:
        extractor: An extractor, before which installed providers of what it requires run; several extractors; or a
            pipeline, which runs without additions.
        marked: The text with tags, see `diplotext.testing.markup`. Without any, nothing may be found.
        published: Publication date of the text.
        types: The types that are compared; by default all that the extractor provides (for a pipeline, all of its
            extractors).

    Raises:
        AssertionError: If the markup is not well-formed, or what is found differs; with both texts and each difference.
    """
    pipeline, provided = _prepared(extractor)
    kinds = {kind.wire_name: kind for kind in (provided if types is None else types)}
    text, pieces = read_marks(marked, kinds)
    expected = _expected(pieces, kinds)
    document = run(pipeline, as_document(text, published=published) if published else as_document(text))
    found = _found(document, kinds)
    problems, shown = _compared(text, expected, found)
    if problems:
        wanted = write_marks(text, (mark for mark, _ in expected))
        raise AssertionError(
            f"{_name(extractor)} does not find what is marked\n\n"
            f"  expected  {_indented(wanted)}\n  found     {_indented(write_marks(text, shown))}\n\n  "
            + "\n  ".join(problems)
        )


def assert_finds_nothing(
    extractor: Extractors,
    text: str,
    *,
    published: datetime.date | str | None = None,
    types: Iterable[type[Annotation]] | None = None,
) -> None:
    """Make sure that an extractor finds nothing in a text. Arguments are those of `assert_finds`.

    Raises:
        AssertionError: If it finds something, with the text in which that is marked; or if the text has tags.
    """
    if mark := MARK.search(text):
        raise MarkupError(f"the text has the tag {mark[0]}; use assert_finds for what is to be found")
    assert_finds(extractor, text, published=published, types=types)


def wrong_examples(rule: Rule, pipeline: Pipeline) -> Iterator[str]:
    """What is wrong with the examples and counterexamples of a rule of an extractor of a pipeline, a text each.

    Args:
        rule: The rule, which names its extractor.
        pipeline: A pipeline in which that extractor has it.
    """
    types = tuple(kind for one in pipeline.extractors if one.name == rule.extractor for kind in one.provides)
    for example in rule.examples:
        try:
            assert_finds(pipeline, example, published=PUBLISHED, types=types)
        except AssertionError as error:
            yield f"{rule.id}: {error}"
    for example in rule.counterexamples:
        found = [found for kind in types for found in read(pipeline, example, PUBLISHED).of(kind)]
        if any(annotation.rule == rule.id for annotation in found):
            yield f"{rule.id} finds something in its counterexample {example!r}"


def read(extractor: Extractors, text: str, published: datetime.date | str | None = None) -> Document:
    """Read a text with one extractor, several or a pipeline; its parse is made once per process."""
    return run(_prepared(extractor)[0], as_document(text, **({"published": published} if published else {})))


def _prepared(extractor: Extractors) -> tuple[Pipeline, tuple[type[Annotation], ...]]:
    """The pipeline, and the types that are compared."""
    if isinstance(extractor, Pipeline):
        pipeline, chosen = extractor, extractor.extractors
    else:
        chosen = tuple(map(_made, extractor if isinstance(extractor, Sequence) else (extractor,)))
        pipeline = _pipeline(chosen)
    return pipeline, tuple(dict.fromkeys(kind for one in chosen for kind in one.provides))


def _made(extractor: Any) -> Extractor:
    if isinstance(extractor, type) and issubclass(extractor, Extractor):
        return made(extractor)
    if not isinstance(extractor, Extractor):
        raise TypeError(f"not an extractor: {extractor!r}; pass extractors (instances or classes) or a Pipeline")
    return extractor


@lru_cache(maxsize=64)
def _pipeline(extractors: tuple[Extractor, ...]) -> Pipeline:
    """The extractors, after installed ones that provide what they require and do not provide themselves."""
    given = {extractor.name for extractor in extractors}
    provided = tuple(kind for extractor in extractors for kind in extractor.provides)
    others: dict[str, Extractor] = {}
    for extractor in extractors:
        missing = [k for k in extractor.requires if not any(issubclass(kind, k) for kind in provided)]
        for other in companions(type(extractor), missing) if missing else ():
            if other.name not in given:
                others.setdefault(other.name, other)
    return Pipeline([*others.values(), *extractors])


def _expected(pieces: Iterable[Mark], kinds: Mapping[str, type[Annotation]]) -> list[tuple[Mark, type[Annotation]]]:
    """What is marked: one item for each mention of an entity, and one for each other annotation with all its spans."""
    mentions: list[Mark] = []
    others: list[Mark] = []
    for mark in pieces:
        for name in mark.attributes:
            _check_attribute(kinds[mark.name], name)
        (mentions if issubclass(kinds[mark.name], Entity) else others).append(mark)
    marks = sorted((*mentions, *joined(others)), key=lambda mark: (mark.spans, mark.name))
    return [(mark, kinds[mark.name]) for mark in marks]


def _check_attribute(kind: type[Annotation], name: str) -> None:
    first = name.partition(".")[0]
    known = {field.name for field in attrs.fields(kind)} | ({"form"} if issubclass(kind, Entity) else set())
    if first not in known and not hasattr(kind, first):
        raise AssertionError(f"<{kind.wire_name}> has no attribute {name!r}: {nearest(first, known)}")


@attrs.frozen(eq=False)
class _Thing:
    """A place where something was found: an annotation, or a mention of an entity."""

    mark: Mark
    annotation: Annotation
    mention: Mention | None = None

    def value_of(self, name: str) -> str:
        """A field, as the string that is compared."""
        value: Any = self.annotation
        if name == "form" and self.mention is not None:
            return self.mention.form
        for part in name.split("."):
            value = value.get(part) if isinstance(value, Mapping) else getattr(value, part, None)
        return shown(value)


def shown(value: Any) -> str:
    """A value, as the string that attributes are compared with."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Span):
        return value.text
    if isinstance(value, tuple):
        return ", ".join(map(shown, value))
    if isinstance(value, Mapping):
        return ", ".join(f"{key}: {shown(inner)}" for key, inner in value.items())
    if isinstance(value, Annotation) and not isinstance(value, Entity):
        return value.text
    return str(value)


def _found(document: Document, kinds: Mapping[str, type[Annotation]]) -> list[_Thing]:
    things: list[_Thing] = []
    for number, annotation in enumerate(document.annotations):
        if annotation.wire_name not in kinds:
            continue
        if isinstance(annotation, Entity):
            for mention in annotation.mentions:
                mark = Mark(annotation.wire_name, ((mention.start, mention.end),), id=str(number))
                things.append(_Thing(mark, annotation, mention))
        else:
            spans = tuple((span.start, span.end) for span in annotation.spans)
            things.append(_Thing(Mark(annotation.wire_name, spans), annotation))
    return sorted(things, key=lambda thing: (thing.mark.spans, thing.mark.name))


def _compared(
    text: str, expected: Sequence[tuple[Mark, type[Annotation]]], found: Sequence[_Thing]
) -> tuple[list[str], list[Mark]]:
    """Each difference as a line; and what is found, as tags with the attributes that were asked for."""
    left = list(found)
    pairs: list[tuple[Mark, _Thing]] = []
    problems: list[str] = []
    for mark, _ in expected:
        here = [thing for thing in left if (thing.mark.name, thing.mark.spans) == (mark.name, mark.spans)]
        if not here:
            problems.append(f"missing      {_described(text, mark)}")
            continue
        best = min(here, key=lambda thing: len(_differing(mark, thing)))
        left.remove(best)
        pairs.append((mark, best))
    problems += [f"superfluous  {_described(text, thing.mark)}, by {thing.annotation.rule}" for thing in left]
    problems += [
        f"differs      {_described(text, mark)}: {name} is {thing.value_of(name)!r}, not {mark.attributes[name]!r}"
        for mark, thing in pairs
        for name in _differing(mark, thing)
    ]
    problems += _wrongly_joined(text, pairs)
    several = Counter(mark.id for mark, _ in expected if mark.id)
    names = _ids(pairs, left)
    shown_marks = [
        attrs.evolve(
            thing.mark,
            id=names(thing) if several or len(thing.mark.spans) > 1 else "",
            attributes={name: thing.value_of(name) for name in (mark.attributes if mark else ())},
        )
        for mark, thing in [*pairs, *((None, thing) for thing in left)]
    ]
    return problems, shown_marks


def _ids(pairs: Sequence[tuple[Mark, _Thing]], left: Sequence[_Thing]) -> Callable[[_Thing], str]:
    """Ids for what was found: those of matching tags, else new ones."""
    known: dict[int, str] = {}
    taken: set[str] = set()
    for mark, thing in pairs:
        if mark.id and mark.id not in taken and id(thing.annotation) not in known:
            known[id(thing.annotation)] = mark.id
            taken.add(mark.id)
    new = (str(number) for number in range(1, len(pairs) + len(left) + len(taken) + 1) if str(number) not in taken)
    for thing in [*(thing for mark, thing in pairs if mark.id), *left]:
        if id(thing.annotation) not in known:
            known[id(thing.annotation)] = next(new)
    return lambda thing: known.get(id(thing.annotation), "")


def _wrongly_joined(text: str, pairs: Sequence[tuple[Mark, _Thing]]) -> list[str]:
    """Tags of entities that have the same id and are two entities, or have two ids and are the same entity."""
    problems = []
    with_id = [(mark, thing) for mark, thing in pairs if mark.id and thing.mention is not None]
    for index, (mark, thing) in enumerate(with_id):
        for other, other_thing in with_id[:index]:
            same = thing.annotation is other_thing.annotation
            if mark.name == other.name and same != (mark.id == other.id):
                both = f"{_described(text, other)} and {_described(text, mark)}"
                problems.append(f"differs      {both} are {'one entity' if same else 'two entities'}")
                break
    return problems


def _differing(mark: Mark, thing: _Thing) -> list[str]:
    return [name for name, value in mark.attributes.items() if thing.value_of(name) != value]


def _described(text: str, mark: Mark) -> str:
    slices = " … ".join(text[start:end] for start, end in mark.spans) if mark.spans else "without spans"
    return f"<{mark.name}> {slices!r} at {', '.join(f'{start}..{end}' for start, end in mark.spans)}"


def _indented(text: str) -> str:
    return text.replace("\n", "\n            ")


def _name(extractor: Extractors) -> str:
    if isinstance(extractor, (Extractor, type)):
        return f"extractor {extractor.name!r}"
    return repr(extractor) if isinstance(extractor, Pipeline) else f"extractors {[one.name for one in extractor]}"
