"""Comparing names in two records: articles, possessives and common short forms of states do not count."""

from __future__ import annotations

import re

DETERMINER = re.compile(r"(?:the|an?|its|his|her|their|our|this|that)\s+", re.IGNORECASE)
POSSESSIVE = re.compile(r"['’]s?$")
CLOSES_HEAD = re.compile(
    r"\s*(?:,|\(|\b(?:of|from|for|in|at|to|on|with|and|who|representing)\b)",
    re.IGNORECASE,
)
WORD = re.compile(r"[^\W_][\w'’.-]*")
SHORT_FORMS = {
    "united states": "us u.s u.s. usa u.s.a u.s.a. america united_states_of_america",
    "united kingdom": "uk u.k u.k. britain great_britain",
    "russia": "russian_federation",
    "china": "prc people's_republic_of_china",
    "north korea": "dprk",
    "south korea": "rok republic_of_korea",
    "czech republic": "czechia",
    "united arab emirates": "uae u.a.e.",
    "european union": "eu e.u.",
    "united nations": "un u.n u.n.",
}
FULL = {short.replace("_", " "): name for name, shorts in SHORT_FORMS.items() for short in shorts.split()}


def plain(name: str) -> str:
    """A name in lower case, without article and possessive; for a state, its usual name.

    Args:
        name: The name as it occurs in the text.
    """
    words = " ".join(name.split()).casefold()
    if article := DETERMINER.match(words):
        words = words[article.end() :]
    words = POSSESSIVE.sub("", words)
    return FULL.get(words, words)


def head(name: str) -> str:
    """The last word before the first preposition or comma: `ministers` in "ministers from five states".

    Args:
        name: The name as it occurs in the text.
    """
    words = plain(name)
    stop = CLOSES_HEAD.search(words)
    found = WORD.findall(words[: stop.start()] if stop and stop.start() else words)
    return found[-1].rstrip(".") if found else ""


def last_word(name: str) -> str:
    """The last word of a person's name, in lower case.

    Args:
        name: The name as it occurs in the text.
    """
    found = re.findall(r"[\w'’-]+", name.casefold())
    return found[-1] if found else ""


def is_part(one: str, two: str) -> bool:
    """Whether all words of one name are in the other.

    Args:
        one: A name.
        two: Another.
    """
    words = [set(plain(name).split()) for name in (one, two)]
    return bool(words[0] and words[1]) and (words[0] <= words[1] or words[1] <= words[0])


def is_long_part(one: str, two: str) -> bool:
    """Whether `is_part` holds with two words or more: "Security Council" in "UN Security Council", not "Korea".

    Args:
        one: A name.
        two: Another.
    """
    return is_part(one, two) and min(len(plain(name).split()) for name in (one, two)) >= 2
