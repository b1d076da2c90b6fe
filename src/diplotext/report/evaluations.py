"""A page of an evaluation: every figure with its interval, drawn and in words, and the calibration curve."""

from __future__ import annotations

from collections.abc import Sequence
from os import PathLike
from pathlib import Path

import attrs
from markupsafe import Markup

from diplotext import __version__
from diplotext.evaluation.estimates import Corrected, Estimate
from diplotext.evaluation.printing import grouped, heading, label
from diplotext.evaluation.results import ALL, Bin, Evaluation, Figure
from diplotext.report.page import asset, environment, policy

SIDE = 320
"""Width and height of the plot of the calibration curve, in its own units."""

BAR = 160
"""Width of the drawing of an interval, in its own units."""


@attrs.frozen
class Line:
    """A figure in a table, with the places of its drawing.

    Attributes:
        group: The group, such as a rule.
        measure: The measure in words.
        estimate: The estimate.
        low: Where the interval begins.
        width: How long it is.
        at: Where the estimate is.
    """

    group: str
    measure: str
    estimate: Estimate
    low: float
    width: float
    at: float


@attrs.frozen
class Block:
    """A table of figures.

    Attributes:
        by: The property by which figures are grouped.
        grouped: Whether they are.
        lines: The figures.
    """

    by: str
    grouped: bool
    lines: tuple[Line, ...]


@attrs.frozen
class Point:
    """A bin in the plot of the calibration curve.

    Attributes:
        bin: The bin.
        x: Where it is, from the left.
        y: Where it is, from the top.
        top: The upper end of the interval, from the top.
        bottom: The lower end.
    """

    bin: Bin
    x: float
    y: float
    top: float
    bottom: float


def render_evaluation(evaluation: Evaluation, means: Sequence[Corrected] = (), *, title: str | None = None) -> str:
    """An evaluation as a page of HTML that needs nothing else.

    Args:
        evaluation: The evaluation.
        means: Corrected means.
        title: Title of the page.

    Returns:
        The page. The same evaluation gives the same page.
    """
    style = asset("report.css") + asset("evaluation.css")
    return environment().get_template("evaluation.html.j2").render(
        title=title or f"How good the {'results' if evaluation.of == 'documents' else evaluation.of} are",
        evaluation=evaluation,
        heading=heading(evaluation),
        blocks=[_block(by, figures) for by, figures in grouped(evaluation.figures)],
        points=[_point(one) for one in evaluation.calibration],
        means=means,
        side=SIDE,
        bar=BAR,
        label=label,
        policy=policy(style, ""),
        style=Markup(style),  # noqa: S704  (files of this package)
        version=__version__,
    )  # fmt: skip


def write_evaluation(
    evaluation: Evaluation,
    path: str | PathLike[str],
    means: Sequence[Corrected] = (),
    *,
    title: str | None = None,
) -> None:
    """Write an evaluation to a file; see `render_evaluation`."""
    Path(path).write_text(render_evaluation(evaluation, means, title=title), encoding="utf-8", newline="\n")


def _block(by: str, figures: Sequence[Figure]) -> Block:
    return Block(by, by != ALL, tuple(_line(one) for one in figures))


def _line(figure: Figure) -> Line:
    one = figure.estimate
    low, high = (round(BAR * min(1.0, max(0.0, end)), 1) for end in (one.low, one.high))
    return Line(
        figure.group, label(figure.measure), one, low, round(max(1.0, high - low), 1), round(BAR * one.value, 1)
    )


def _point(one: Bin) -> Point:
    places = (
        SIDE * one.stated,
        *(SIDE * (1 - share) for share in (one.estimate.value, one.estimate.high, one.estimate.low)),
    )
    x, y, top, bottom = (round(place, 1) for place in places)
    return Point(one, x, y, top, bottom)
