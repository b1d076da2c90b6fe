"""Two annotations of an article under common keys: which records of one are which of the other."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from corpus.agreement import align, jaccard
from corpus.compile import compile_folder
from corpus.resolved import Fields, Owner, Resolved, renamed, resolve
from corpus.spans import Span

# Mentions of these forms are annotated where they are a source or a participant: they come and go with it.
DEPENDENT = ("description", "title", "pronoun")
EDGES = " \n\t.,;:!?\"“”'‘’–—"
CLOSING = frozenset("\"”’'")


def pair(first: Resolved, second: Resolved) -> tuple[Resolved, Resolved]:
    """Both annotations under common keys: the first one's where both have a thing.

    Args:
        first: Annotation of the first annotator.
        second: Annotation of the second.
    """
    own = [spans_by_key(resolved) for resolved in (first, second)]

    def entity(a: str, b: str) -> float:
        left, right = own[0].get(a, set()), own[1].get(b, set())
        shared: float = len(left & right) / max(1, len(left | right))
        same_kind = first.entities[a]["section"] == second.entities[b]["section"]
        overlap: float = jaccard(characters_of(left), characters_of(right))
        return shared + (0.1 * overlap if same_kind else 0.0)

    entities = _common(first.entities, second.entities, entity)
    times = _common(
        first.times,
        second.times,
        lambda a, b: jaccard(characters_of([first.times[a]["s"]]), characters_of([second.times[b]["s"]])),
    )
    statements = _common(
        first.statements, second.statements, lambda a, b: _same_saying(first.statements[a], second.statements[b])
    )
    meetings = _common(
        first.meetings, second.meetings, lambda a, b: _same_event(first.meetings[a], second.meetings[b], entities)
    )
    return first, renamed(second, entities, times, statements, meetings)


def _common(first: Mapping[str, Any], second: Mapping[str, Any], score: Callable[[str, str], float]) -> dict[str, str]:
    """The new key of each thing of the second annotator."""
    names = {b: a for a, b in align(list(first), list(second), score)}
    taken = set(first) | set(names.values())
    for key in second:
        if key not in names:
            new = key
            while new in taken:
                new += "b"
            names[key] = new
            taken.add(new)
    return names


def spans_by_key(resolved: Resolved) -> dict[str, set[Span]]:
    """The mentions of each entity.

    Args:
        resolved: An annotation.
    """
    result: dict[str, set[Span]] = defaultdict(set)
    for span, owner in resolved.owners.items():
        result[owner.key].add(span)
    return result


def characters_of(spans: Iterable[Span]) -> set[int]:
    """The offsets that spans cover.

    Args:
        spans: Spans of an article.
    """
    return {place for span in spans for place in range(span.start, span.end)}


def _same_saying(one: Fields, two: Fields) -> float:
    similarity: float = jaccard(characters_of(one["c"]), characters_of(two["c"]))
    same_cue = bool(one["cue"] and two["cue"] and one["cue"].overlaps(two["cue"]))
    return similarity + 0.5 * same_cue if similarity >= 0.5 or (same_cue and similarity > 0.1) else 0.0


def _same_event(one: Fields, two: Fields, names: Mapping[str, str]) -> float:
    touching = sum(any(x.overlaps(y) for y in two["m"]) for x in one["m"])
    mentions = touching / min(len(one["m"]), len(two["m"]))
    left, right = {party.key for party in one["who"]}, {names[party.key] for party in two["who"]}
    parties = len(left & right) / max(1, len(left | right))
    return 2 * mentions + parties if mentions or parties > 0.6 else 0.0


def dependents(resolved: Resolved) -> dict[Span, Owner]:
    """Mentions that are there because a statement or a meeting is.

    Args:
        resolved: An annotation.
    """
    used = {fields["src"] for fields in resolved.statements.values()}
    used |= {party.mention for fields in resolved.meetings.values() for party in fields["who"]}
    return {
        span: owner
        for span, owner in resolved.owners.items()
        if (span in used and owner.form in DEPENDENT) or resolved.entities[owner.key]["section"] == "groups"
    }


def loose_mentions(first: Resolved, second: Resolved) -> set[Span]:
    """Mentions that differ, and follow from what is decided of statements and meetings.

    Args:
        first: Annotation of the first annotator.
        second: Annotation of the second one, under common keys.
    """
    depending = [dependents(resolved) for resolved in (first, second)]
    return {
        span
        for span in first.owners.keys() | second.owners.keys()
        if first.owners.get(span) != second.owners.get(span)
        and all(
            span in depends or span not in resolved.owners
            for resolved, depends in zip((first, second), depending, strict=True)
        )
    }


def same_but_for_marks(text: str, one: Sequence[Span], two: Sequence[Span]) -> tuple[Span, ...] | None:
    """The content that two contents agree in, where they differ in marks at the edges alone; else None.

    Final punctuation belongs to the content inside quotation marks, and nowhere else.

    Args:
        text: The text of the article.
        one: A content.
        two: Another one.
    """
    inner = [tuple(_without_marks(text, span) for span in spans) for spans in (one, two)]
    if inner[0] != inner[1]:
        return None
    settled = []
    for core, ends in zip(inner[0], zip(one, two, strict=True), strict=True):
        longest = max(end.end for end in ends)
        end = next((e for e in range(core.end, longest + 1) if text[e : e + 1] in CLOSING), core.end)
        settled.append(Span(core.start, end))
    return tuple(settled)


def _without_marks(text: str, span: Span) -> Span:
    part = text[span.start : span.end]
    start = len(part) - len(part.lstrip(EDGES))
    return Span(span.start + start, max(span.start + start + 1, span.start + len(part.rstrip(EDGES))))


def paired_articles(
    names: tuple[str, str], ids: tuple[str, ...], articles: Mapping[str, dict[str, Any]], folder: Path
) -> Iterator[tuple[str, Resolved, Resolved]]:
    """The articles that both annotators have done without faults, under common keys.

    Args:
        names: The two annotators.
        ids: Only these articles; all when empty.
        articles: The articles by identifier.
        folder: Holds a folder an annotator.

    Yields:
        Identifier and both annotations.
    """
    done = [{path.stem for path in (folder / name).glob("*.json")} for name in names]
    common = tuple(sorted((done[0] & done[1]) & (set(ids) or done[0])))
    if not common:
        return
    read = [compile_folder(folder / name, dict(articles), common) for name in names]
    for (identifier, *first), (_, *second) in zip(*read, strict=True):
        for name, (builder, _) in zip(names, (first, second), strict=True):
            if builder.problems.found:
                click.echo(f"{identifier}: left out, {name} has problems: {builder.problems.found[0]}", err=True)
                break
        else:
            yield identifier, *pair(resolve(*first), resolve(*second))
