"""Organizations and formats that articles name in full with an acronym, "the X-led Y Group", and that no table has."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable

from ..places import DATA
from ..tenures.states import rows
from .articles import Article

COLUMNS = ("kind", "name", "acronym", "documents", "first", "last", "source")
FIRST_DAY = "2021-01-01"
FEWEST_DOCUMENTS = 3
MOST_WORDS = 9

WITH_ACRONYM = re.compile(
    r"(?P<name>(?:[A-Z][\w’'-]+[ ,]+(?:(?:of|for|on|and|the|in|to|against|&) ){0,3}){1,9}?[A-Z][\w’'-]+) "
    r"\((?:the )?[“\"]?(?P<acronym>[A-Z][A-Z0-9+&-]{1,7})[”\"]?\)"
)
LED = re.compile(
    r"\b(?P<name>[A-Z][\w’'-]+(?:-[A-Z][\w’'-]+)?-(?:led|hosted|chaired) (?:[A-Z][\w’'-]+ ){1,5}"
    r"(?:Group|Forum|Initiative|Coalition|Alliance|Process|Dialogue|Platform|Partnership|Contact Group|Mission))\b"
)
BODY = re.compile(
    r"\b(?:Organi[sz]ation|Union|Council|Commission|Committee|Agency|Authority|Bank|Fund|Court|Tribunal|Forum|Alliance|"
    r"Coalition|Group|Community|Conference|Association|Federation|Institute|Centre|Center|Network|Office|Programme|Mission|"
    r"Initiative|Partnership|Platform|Dialogue|Compact|Facility|Secretariat|Assembly|Board|Consortium|League|Force)\b"
)
"""A word that the name of an organization or format has."""

FORMAT = re.compile(
    r"\b(?:Group|Forum|Initiative|Coalition|Dialogue|Platform|Partnership|Compact|Conference|Process|Network)\b"
)
SMALL = frozenset({"of", "for", "on", "and", "the", "in", "to", "against", "&"})


def letters_agree(name: str, acronym: str) -> bool:
    """Whether an acronym is made of the initials of a name, small words and plural marks aside."""
    words = [word for word in re.split(r"[ ,-]+", name) if word]
    long = "".join(word[0] for word in words if word.lower() not in SMALL).upper()
    every = "".join(word[0] for word in words).upper()
    plain = re.sub(r"[^A-Z]", "", acronym)
    return len(plain) > 1 and plain in (long, every)


def trimmed(name: str, acronym: str) -> str | None:
    """The end of a name whose initials are the acronym; None if there is none."""
    words = name.split()
    for start in range(len(words) - 1):
        rest = " ".join(words[start:])
        if words[start].lower() not in SMALL and letters_agree(rest, acronym) and BODY.search(rest):
            return rest
    return None


def known() -> set[str]:
    """All names in the tables of organizations, formats, conferences and states, in lower case."""
    found: set[str] = set()
    for table in ("organizations", "formats", "conferences", "states"):
        for row in rows(DATA / f"{table}.csv"):
            for column in ("name", "official", "acronym", "aliases", "former"):
                found.update(text.lower() for text in row.get(column, "").split("|") if text)
    return found


def proposals(articles: Iterable[Article], rejected: Collection[str] = ()) -> list[dict[str, str]]:
    """Organizations and formats to review, those that at least `FEWEST_DOCUMENTS` articles name.

    Args:
        articles: Raw articles.
        rejected: Names to which a reviewer has said no.
    """
    names: dict[tuple[str, str], list[Article]] = defaultdict(list)
    have = known() | {name.lower() for name in rejected}
    for article in articles:
        if article.day < FIRST_DAY:
            continue
        for key in {*acronyms(article.text), *led(article.text)}:
            if key[0].lower() not in have and (not key[1] or key[1].lower() not in have):
                names[key].append(Article(article.key, article.day, article.source, "", ""))
    return [row(*key, found) for key, found in sorted(names.items()) if len(found) >= FEWEST_DOCUMENTS]


def acronyms(text: str) -> Iterable[tuple[str, str]]:
    """Names and acronyms in a text."""
    for found in WITH_ACRONYM.finditer(text):
        name = trimmed(found["name"], found["acronym"])
        if name and len(name.split()) <= MOST_WORDS:
            yield name, found["acronym"]


def led(text: str) -> Iterable[tuple[str, str]]:
    """Names such as "UN-led Political Process" in a text."""
    return ((found["name"], "") for found in LED.finditer(text))


def row(name: str, acronym: str, found: list[Article]) -> dict[str, str]:
    """The row of a proposal."""
    days = sorted(article.day for article in found)
    kind = "format" if FORMAT.search(name) or not acronym else "organization"
    sources = Counter(article.source for article in found)
    values = (kind, name, acronym, str(len(found)), days[0], days[-1], "; ".join(sorted(sources)))
    return dict(zip(COLUMNS, values, strict=True))
