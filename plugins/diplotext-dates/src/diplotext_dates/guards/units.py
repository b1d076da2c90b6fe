"""Calendar units: figures of speech, attributes, programmes."""

from __future__ import annotations

import re

from diplotext_dates.cascade import Node
from diplotext_dates.guards.surroundings import lead

OVER_THE = re.compile(r"\b(?:over|in|during|within|for|through|throughout)\sthe\s$", re.I)


def this_unit(node: Node) -> bool:
    """`current year` without article only before nothing else; a quarter has no `Quarter Pounder`."""
    rel = node.word("rel")
    if rel in ("current", "coming", "previous", "past"):
        return node.text.islower() and lead(node).casefold().endswith(
            ("its ", "their ", "for ", "in ", "during ", "of ")
        )
    if rel == "last" and re.match(r"\sof\s(?!US\$|[$€£])", node.right(8)):
        return False  # "the last week of May", "the last year of the war"
    if rel == "last" and node.word("unit") in ("year", "month", "week") and OVER_THE.search(lead(node)):
        return False  # "over the last year" is a length
    if rel == "the latest":
        return "kind" in node and node.word("unit") == "year"
    if node.word("unit") in ("day", "second", "minute", "hour", "fortnight"):
        return False
    quoted = re.search(r"[\"“'‘]$", lead(node)) and re.match(r"[,.]?[\"”’']|\s{1,3}With\b", node.right(6))
    return not (quoted and node.text.startswith("This"))  # the programme "This Week"


def the_unit(node: Node) -> bool:
    """`for the year`, `the week's talks`: the year or week of publication; `the day` mostly says nothing."""
    unit = node.word("unit")
    if unit == "day" or re.match(r"\s{1,3}(?:[a-z]+ed|which|who|old|round|ahead|away)\b", node.right(14)):
        return False
    if node.word("kind") or re.match(r"['’]s\b", node.right(2)):
        return "kind" in node or unit == "week"
    return (
        re.search(
            r"\b(?:for|during|of|through|throughout|over|in|into|within|later in|earlier in)\s$", lead(node), re.I
        )
        is not None
    )


def edge(node: Node) -> bool:
    """`the end of the day` is mostly a figure of speech, `end of day` too."""
    return node.word("unit", "unit2") not in ("second", "minute", "hour")


def weekend(node: Node) -> bool:
    """`the weekend`, `that weekend`; without a determiner it is mostly an attribute."""
    text = node.text.casefold()
    return " " in text


def text_unit(node: Node) -> bool:
    """`that year`; `the same day` as what follows is still that day."""
    unit, rel = node.word("unit"), node.word("rel")
    if unit in ("second", "minute", "hour", "quarter") and rel != "that":
        return unit == "quarter"
    return unit not in ("second", "minute", "fortnight")


def bare_text_unit(node: Node) -> bool:
    """`the previous week`; `next week` is another rule, `same day` an attribute."""
    rel = node.word("rel")
    if rel in ("next", "same"):
        return False
    if rel == "past" or node.word("unit") == "quarter":
        return not node.text.casefold().startswith("the ") and lead(node).endswith((" for ", " in ", " during "))
    return node.text.casefold().startswith("the ") or lead(node).endswith((" for ", " in ", " during "))


def of_event(node: Node) -> bool:
    """`the second day of the summit`; not `the last day of May`, which is a date, nor of a period of its own."""
    after = re.match(r"\sof\s(?:the|a|an|its|their|his|her|this|[a-z]+)\s", node.right(20))
    return after is not None and not re.match(
        r"\sof\s(?:the\s)?(?:week|month|year|century|decade|school)\b", node.right(24)
    )


def nth_unit(node: Node) -> bool:
    """`the first week of 2021`; `the second of May` is a day."""
    unit = node.word("unit")
    return unit not in ("second", "seconds", "minute", "minutes", "hour", "hours")


def nth_length(node: Node) -> bool:
    """`the first two weeks of 2021`."""
    length = node.node("length")
    return length is not None and length.text.casefold().removeprefix("the ").startswith(
        ("first ", "last ", "final ", "initial ", "next ")
    )
