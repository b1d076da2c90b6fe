"""What guards look at around a match."""

from __future__ import annotations

import re

from diplotext_dates.cascade import Node

QUANTITY = re.compile(
    r"\s{1,3}(?:(?:[a-z]+\s{1,3})?(?:people|troops|persons?|men|women|dollars?|euros?|pounds?|percent|per\s?cent|miles?|kilomet(?:er|re)s"
    r"|met(?:er|re)s?|feet|tanks|guns|ballots|roubles?|seats|tons?|tonnes?|points?|votes?|hours|days|jobs|cases|soldiers|barrels|acres|shares|members|pieces"
    r"|rubles?|yen|million|billion|times|degrees|km|kg|mw|civilians|refugees|delegates|fighters|workers|students|others|more)\b|%)"
)
AGE_BEFORE = re.compile(r"\b(?:aged?|turned)\s{1,3}$", re.I)
PART_OF = re.compile(r"\b(?:quarter|third|half|part|most) of $", re.I)
CAPITALIZED_BEFORE = re.compile(r"\b[A-Z][\w’'-]*\s{1,3}$")


def lead(node: Node, width: int = 24) -> str:
    """The text before a match."""
    return node.left(width)


def in_name(node: Node, *labels: str) -> bool:
    """Whether a match is part of a longer name with one of the labels (any, if none is given), by the parse."""
    label = node.site.name_around(node.start, node.end)
    return bool(label) and (not labels or label in labels)


def tagged(node: Node, name: str, *tags: str) -> bool:
    """Whether the word of a group has one of the tags; false without tags."""
    part = node.part(name)
    return part is not None and node.site.tag(part.start) in tags
