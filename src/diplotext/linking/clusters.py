"""Pairs that belong together, as groups: by complete link, so that no chain joins what does not fit."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import attrs


@attrs.frozen(order=True)
class Pair:
    """Two things that may be one.

    Attributes:
        first: Number of the one.
        second: Number of the other, which is greater.
        score: How likely it is, from 0 to 1.
        reason: Why, in words.
    """

    first: int
    second: int
    score: float
    reason: str


def clustered(pairs: Sequence[Pair], fits: Callable[[int, int], bool]) -> list[list[Pair]]:
    """Groups in which each member fits each other, as the pairs that made them; the best pairs first.

    Args:
        pairs: Pairs that may be joined.
        fits: Whether two members may be in one group.
    """
    group_of: dict[int, int] = {}
    members: dict[int, list[int]] = {}
    links: dict[int, list[Pair]] = {}
    for pair in sorted(pairs, key=lambda pair: (-pair.score, pair.first, pair.second)):
        one = group_of.setdefault(pair.first, pair.first)
        other = group_of.setdefault(pair.second, pair.second)
        left, right = members.setdefault(one, [one]), members.setdefault(other, [other])
        if one == other:
            links[one].append(pair)
            continue
        if not all(fits(a, b) for a in left for b in right if (a, b) != (pair.first, pair.second)):
            continue
        members[one] = left + right
        links[one] = [*links.get(one, ()), *links.pop(other, ()), pair]
        for number in members.pop(other):
            group_of[number] = one
    found = [sorted(group, key=lambda pair: (pair.first, pair.second)) for group in links.values() if group]
    return sorted(found, key=lambda group: (group[0].first, group[0].second))
