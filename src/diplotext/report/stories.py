"""A page of stories: a column for each outlet, what they agree on in one line, and what differs marked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from os import PathLike
from pathlib import Path

import attrs
from markupsafe import Markup

from diplotext import __version__
from diplotext.comparison.differences import Piece, side_by_side
from diplotext.linking import Difference, JoinedMeeting, JoinedStatement, Report, Story, StorySource
from diplotext.report.page import asset, environment, policy

LABELS = {"host_event": "at", "status": "status", "kind": "called"}
MAX_ALONE = 12


@attrs.frozen
class Cell:
    """What one document has.

    Attributes:
        by: Who is cited.
        pieces: The wording.
        mode: `direct`, `indirect`, `mixed`.
        repaired: Whether the value comes from another document.
    """

    by: str
    pieces: tuple[Piece, ...]
    mode: str = ""
    repaired: bool = False


@attrs.frozen
class Row:
    """A line of the table: one aspect, a cell with what each document has.

    Attributes:
        label: What it is.
        relation: `agreement`, `detail`, `difference`.
        cells: For each document, in the order of the story, what it has.
        checks: Differences to be checked.
    """

    label: str
    relation: str
    cells: tuple[tuple[Cell, ...], ...]
    checks: tuple[Difference, ...] = ()


@attrs.frozen
class StoryView:
    """A story as the template shows it.

    Attributes:
        story: The story.
        sources: Its documents.
        meetings: Rows for each meeting.
        statements: A row for each statement.
        alone: For each document, what no other has, and how much more there is.
    """

    story: Story
    sources: tuple[StorySource, ...]
    meetings: tuple[tuple[Row, ...], ...]
    statements: tuple[Row, ...]
    alone: tuple[tuple[tuple[Report, ...], int], ...]


def render_stories(stories: Iterable[Story], *, title: str | None = None) -> str:
    """Stories as a page of HTML that needs nothing else: the outlets side by side.

    Args:
        stories: The stories, as `diplotext.stories` returns them.
        title: Title of the page; by default the number of stories.

    Returns:
        The page. The same stories give the same page.
    """
    views = [_view(story) for story in stories]
    style = asset("report.css") + asset("stories.css")
    return environment().get_template("stories.html.j2").render(
        title=title or f"{len(views)} {'story' if len(views) == 1 else 'stories'}",
        stories=views,
        policy=policy(style, ""),
        style=Markup(style),  # noqa: S704  (files of this package)
        version=__version__,
    )  # fmt: skip


def write_stories(stories: Iterable[Story], path: str | PathLike[str], *, title: str | None = None) -> None:
    """Write stories to a file; see `render_stories`."""
    Path(path).write_text(render_stories(stories, title=title), encoding="utf-8", newline="\n")


def _view(story: Story) -> StoryView:
    documents = [source.document for source in story.sources]
    alone = []
    for document in documents:
        reports = story.alone.get(document, ())
        alone.append((reports[:MAX_ALONE], max(0, len(reports) - MAX_ALONE)))
    return StoryView(
        story,
        story.sources,
        tuple(tuple(_slots(meeting, documents)) for meeting in story.meetings),
        tuple(_statement(statement, documents) for statement in story.statements),
        tuple(alone),
    )


def _slots(meeting: JoinedMeeting, documents: Sequence[str]) -> Iterator[Row]:
    for slot in meeting.slots:
        cells = tuple(
            tuple(
                Cell("", (Piece(value.value, slot.relation == "difference"),), repaired=value.repaired)
                for value in slot.values
                if document in value.documents
            )
            for document in documents
        )
        checks = tuple(one for one in meeting.differences if one.kind in (slot.name, _kind_of(slot.name)))
        yield Row(LABELS.get(slot.name, slot.name), slot.relation, cells, checks)


def _kind_of(slot: str) -> str:
    return "party" if slot == "parties" else slot


def _statement(statement: JoinedStatement, documents: Sequence[str]) -> Row:
    first = statement.variants[0].text
    cells: dict[str, list[Cell]] = {document: [] for document in documents}
    for number, variant in enumerate(statement.variants):
        pieces = side_by_side(variant.text, first)[0] if number else (Piece(first, differs=False),)
        cells[variant.report.document].append(Cell(" and ".join(variant.report.by), pieces, variant.mode))
    relation = "difference" if statement.differences else "agreement"
    return Row("said", relation, tuple(tuple(cells[document]) for document in documents), statement.differences)
