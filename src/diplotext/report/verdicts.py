"""A page of verdicts: each claim next to the place in an article that decided, with the differences marked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from os import PathLike
from pathlib import Path

import attrs
from markupsafe import Markup

from diplotext import __version__
from diplotext.comparison.differences import Piece, side_by_side
from diplotext.model.document import Document
from diplotext.report.page import asset, environment, policy
from diplotext.text.sentences import sentence_around
from diplotext.verification.choosing import PREFERENCE
from diplotext.verification.claims import Claim
from diplotext.verification.verdicts import Evidence, Outcome, Verdict

MAX_CONTEXT_CHARACTERS = 400
"""Characters of the sentence around the words that are shown."""


@attrs.frozen
class Row:
    """A claim and what is shown next to it.

    Attributes:
        number: Its number on the page, from 1.
        verdict: The verdict.
        label: The outcome in words.
        claim: The words of the claim in pieces.
        details: What else is claimed, by name.
        before: What the article has before the words.
        source: The words of the article in pieces.
        after: What it has after them.
        title: The title of the article, or its id.
        published: When it was published.
    """

    number: int
    verdict: Verdict
    label: str
    claim: tuple[Piece, ...]
    details: tuple[tuple[str, str], ...]
    before: str = ""
    source: tuple[Piece, ...] = ()
    after: str = ""
    title: str = ""
    published: str = ""


def render_verdicts(verdicts: Iterable[Verdict], documents: Mapping[str, Document], *, title: str | None = None) -> str:
    """Verdicts as a page of HTML that needs nothing else.

    Args:
        verdicts: The verdicts.
        documents: The articles that the evidence is in, by id.
        title: Title of the page; by default the number of claims.

    Returns:
        The page. The same verdicts give the same page.
    """
    rows = [_row(number, verdict, documents) for number, verdict in enumerate(verdicts, start=1)]
    counts = Counter(row.verdict.verdict for row in rows)
    style = asset("report.css") + asset("verdicts.css")
    return environment().get_template("verdicts.html.j2").render(
        title=title or f"{len(rows)} claim{'s'[: len(rows) != 1]}",
        rows=rows,
        supported=sum(row.verdict.passed for row in rows),
        counts=[(_label(outcome), counts[outcome]) for outcome in PREFERENCE if counts[outcome]],
        policy=policy(style, ""),
        style=Markup(style),  # noqa: S704  (files of this package)
        version=__version__,
    )  # fmt: skip


def write_verdicts(
    verdicts: Iterable[Verdict],
    documents: Mapping[str, Document],
    path: str | PathLike[str],
    *,
    title: str | None = None,
) -> None:
    """Write verdicts to a file; see `render_verdicts`."""
    Path(path).write_text(render_verdicts(verdicts, documents, title=title), encoding="utf-8", newline="\n")


def _row(number: int, verdict: Verdict, documents: Mapping[str, Document]) -> Row:
    claim, evidence = verdict.claim, verdict.evidence
    words = claim.quotation or claim.paraphrase or _meeting(claim)
    row = Row(number, verdict, _label(verdict.verdict), (Piece(words, differs=False),), tuple(_details(claim)))
    document = documents.get(evidence.document) if evidence else None
    if evidence is None or document is None:
        return row
    ours, theirs = _compared(words, evidence, claim)
    start, end = evidence.span.start, evidence.span.end
    first, last = sentence_around(document.text, start, end, MAX_CONTEXT_CHARACTERS)
    return attrs.evolve(
        row,
        claim=ours,
        before=document.text[first:start],
        source=theirs,
        after=document.text[end:last],
        title=document.title or document.id,
        published=str(document.published or ""),
    )


def _compared(words: str, evidence: Evidence, claim: Claim) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    if claim.meeting:
        return (Piece(words, differs=False),), (Piece(evidence.span.text, differs=False),)
    return side_by_side(words, evidence.span.text)


def _label(outcome: Outcome) -> str:
    return outcome.replace("_", " ")


def _meeting(claim: Claim) -> str:
    assert claim.meeting
    return f"Meeting of {' and '.join(claim.meeting.parties)}"


def _details(claim: Claim) -> Sequence[tuple[str, str]]:
    meeting = claim.meeting
    given = [
        ("claim", claim.id),
        ("speaker", claim.speaker),
        ("to", claim.addressee),
        ("date", claim.date or (meeting and meeting.date)),
        ("place", meeting and meeting.place),
        ("status", meeting and meeting.status),
        ("article", claim.source),
    ]
    return [(name, value) for name, value in given if value]
