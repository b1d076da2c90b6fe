"""How well a pipeline does on annotated articles: statements, meetings, names and times, with confidence intervals.

    from diplotext.testing import corpus, scores

    documents = corpus.load("gold.jsonl", part="development")
    print(scores.score(documents, pipeline))

The docstring of each module says how it counts. Figures are in per cent: F1, or a share, with a 95 % bootstrap interval
over documents; a change within the interval proves nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

import attrs

from diplotext.model.document import Document
from diplotext.pipeline.pipeline import Pipeline
from diplotext.testing.corpus import LeftOpen, unread
from diplotext.testing.scores import meetings, mentions, records, statements, times
from diplotext.testing.scores.counting import RESAMPLES, SEED, Figure, Finding, Tally, figures

__all__ = ["HEADLINES", "Figure", "Finding", "Scores", "compare", "score", "tally_of"]

HEADLINES = (*statements.HEADLINES, *meetings.HEADLINES, *mentions.HEADLINES, *times.HEADLINES)
"""The measures to watch."""

OPEN = ("statement", "meeting")


@attrs.frozen
class Scores:
    """What was measured.

    Attributes:
        documents: Number of documents.
        figures: Every measure by name.
        findings: The disagreements. Developers do not read those on test articles.
    """

    documents: int
    figures: Mapping[str, Figure]
    findings: Sequence[Finding] = attrs.field(repr=False)

    def table(self, measures: Iterable[str] = HEADLINES) -> str:
        """The figures as a Markdown table.

        Args:
            measures: The measures to show, in order; those without any cases are left out.
        """
        rows = ["| measure | F1 or share | P | R | right ones |", "|---|---|---|---|---|"]
        for name in measures:
            if figure := self.figures.get(name):
                sides = ["-" if side is None else f"{side:.1f}" for side in (figure.precision, figure.recall)]
                rows.append(f"| {name} | {figure} | {' | '.join(sides)} | {figure.gold} |")
        return "\n".join(rows)

    def __str__(self) -> str:
        return f"{self.documents} documents\n\n{self.table()}"


def score(
    documents: Iterable[Document],
    system: Pipeline | Callable[[Document], Document],
    *,
    resamples: int = RESAMPLES,
    seed: int = SEED,
) -> Scores:
    """Let a system read the articles of annotated documents, and compare the results.

    Args:
        documents: Annotated articles, as `diplotext.testing.corpus.load` returns them.
        system: A pipeline, or a function that gets a document without annotations and returns one with them.
        resamples: Number of bootstrap samples for the intervals.
        seed: The same seed gives the same intervals.
    """
    gold = list(documents)
    articles = [unread(document) for document in gold]
    found = list(system.stream(articles) if isinstance(system, Pipeline) else map(system, articles))
    return compare(gold, found, resamples=resamples, seed=seed)


def compare(
    gold: Sequence[Document], found: Sequence[Document], *, resamples: int = RESAMPLES, seed: int = SEED
) -> Scores:
    """Compare annotated documents with what was found in their texts.

    Args:
        gold: Annotated documents.
        found: The same articles in the same order, as read by a system.
        resamples: Number of bootstrap samples for the intervals.
        seed: The same seed gives the same intervals.

    Raises:
        ValueError: If the texts are not the same.
    """
    tallies = [tally_of(right, guess) for right, guess in zip(gold, found, strict=True)]
    findings = [finding for tally in tallies for finding in tally.findings]
    return Scores(len(tallies), figures(tallies, resamples, seed), findings)


def tally_of(gold: Document, found: Document) -> Tally:
    """The counts of one document, and the disagreements.

    Args:
        gold: The annotated document.
        found: The same article, as read by a system.

    Raises:
        ValueError: If the texts are not the same.
    """
    if gold.text != found.text:
        raise ValueError(f"{gold.id!r} and {found.id!r} are not the same text")
    text, key = gold.text, gold.id
    left_open = {kind: [s for one in gold.of(LeftOpen) if one.kind == kind for s in one.spans] for kind in OPEN}
    said = statements.decided(records.statements(gold), records.statements(found), left_open["statement"])
    tally = statements.score(text, key, records.statements(gold), said)
    unreal = records.unreal_meetings(gold)
    tally.add(meetings.score(key, records.meetings(gold), records.meetings(found), unreal, left_open["meeting"]))
    tally.add(mentions.score(key, records.names(gold), records.names(found)))
    tally.add(times.score(text, key, records.times(gold), records.times(found)))
    return tally
