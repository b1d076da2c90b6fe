"""Who met whom in several articles: parties around a ring, and a line for each pair that met.

A ring keeps every name legible and needs no layout that differs from one machine to the next. The table of pairs next
to it holds the same facts.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

import attrs

MAX_PARTIES = 32
"""Parties in the drawing: those in most pairs. The table has all."""

WIDTH = 680
RADIUS = 170
HEIGHT = 2 * RADIUS + 90
MAX_LABEL_CHARS = 24


@attrs.frozen
class Pair:
    """Two parties that met.

    Attributes:
        first: Name of the one that comes first in the alphabet.
        second: Name of the other.
        meetings: For each of their meetings, its link and what it is.
    """

    first: str
    second: str
    meetings: tuple[tuple[str, str], ...]


@attrs.frozen
class Node:
    """A party in the drawing: position, label, where the label is anchored, and the number of its meetings."""

    name: str
    label: str
    x: int
    y: int
    label_x: int
    label_y: int
    anchor: str
    radius: int
    count: int


@attrs.frozen
class Edge:
    """A line of the drawing: the pair, its place among all pairs, a path and how wide it is."""

    pair: Pair
    number: int
    path: str
    width: int


@attrs.frozen
class Network:
    """The drawing, and the pairs that it shows.

    Attributes:
        width: Its width.
        height: Its height.
        nodes: The parties.
        edges: The lines.
        pairs: All pairs, those with most meetings first.
        left_out: Number of parties that are only in the table.
    """

    width: int
    height: int
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    pairs: tuple[Pair, ...]
    left_out: int


def network_of(meetings: Iterable[tuple[Sequence[str], str, str]]) -> Network | None:
    """The network of meetings; None if no two parties met.

    Args:
        meetings: For each meeting, the names of its parties, its link and what it is.
    """
    found: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for names, href, text in meetings:
        for first, second in combinations(sorted(set(names)), 2):
            found.setdefault((first, second), []).append((href, text))
    pairs = [Pair(first, second, tuple(met)) for (first, second), met in found.items()]
    pairs.sort(key=lambda pair: (-len(pair.meetings), pair.first, pair.second))
    if not pairs:
        return None
    weight: Counter[str] = Counter()
    for pair in pairs:
        weight[pair.first] += len(pair.meetings)
        weight[pair.second] += len(pair.meetings)
    chosen = sorted(weight, key=lambda name: (-weight[name], name))[:MAX_PARTIES]
    drawn = [pair for pair in pairs if pair.first in chosen and pair.second in chosen]
    nodes = _placed(_around(chosen, drawn), weight)
    edges = [
        Edge(pair, number, _path(nodes[pair.first], nodes[pair.second]), _width(pair))
        for number, pair in enumerate(pairs)
        if pair.first in nodes and pair.second in nodes
    ]
    return Network(
        WIDTH, HEIGHT, tuple(nodes.values()), tuple(reversed(edges)), tuple(pairs), len(weight) - len(chosen)
    )


def _width(pair: Pair) -> int:
    return min(7, 1 + len(pair.meetings))


def _around(names: Sequence[str], pairs: Sequence[Pair]) -> list[str]:
    """The names in an order in which those that met often are near each other."""
    ties: Counter[tuple[str, str]] = Counter()
    for pair in pairs:
        ties[pair.first, pair.second] = ties[pair.second, pair.first] = len(pair.meetings)
    left = list(names)
    order = [left.pop(0)] if left else []
    while left:
        following = max(left, key=lambda name: (ties[order[-1], name], -left.index(name)))
        left.remove(following)
        order.append(following)
    return order


def _placed(names: Sequence[str], weight: Mapping[str, int]) -> dict[str, Node]:
    nodes = {}
    center_x, center_y = WIDTH // 2, HEIGHT // 2
    for number, name in enumerate(names):
        angle = 2 * math.pi * number / len(names) - math.pi / 2
        x, y = math.cos(angle), math.sin(angle)
        radius = min(13, 5 + weight[name])
        side = "middle" if abs(x) < 0.2 else "start" if x > 0 else "end"
        out = RADIUS + radius + 9
        nodes[name] = Node(
            name=name,
            label=name if len(name) <= MAX_LABEL_CHARS else name[: MAX_LABEL_CHARS - 1].rstrip() + "…",
            x=center_x + round(RADIUS * x),
            y=center_y + round(RADIUS * y),
            label_x=center_x + round(out * x),
            label_y=center_y + round(out * y) + (4 if side != "middle" else 12 if y > 0 else -2),
            anchor=side,
            radius=radius,
            count=weight[name],
        )
    return nodes


def _path(a: Node, b: Node) -> str:
    """A line that bends towards the middle of the ring."""
    bend_x = (3 * (a.x + b.x) + 2 * WIDTH) // 10
    bend_y = (3 * (a.y + b.y) + 2 * HEIGHT) // 10
    return f"M{a.x} {a.y}Q{bend_x} {bend_y} {b.x} {b.y}"
