"""From runs to rows of the table."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from . import titles
from .claims import FACTBOOK, LISTS, SPEAKERS, TRAVELS, VISITS, WIKIDATA, Claim
from .days import iso
from .names import damaged, plain
from .persons import best_spelling, cut_off, same_name, spellings
from .timeline import Run

HERE = Path(__file__).parent
COLUMNS = ("id", "name", "aliases", "office", "title", "of", "since", "until", "wikidata", "source", "as_of")
ALLOWED = re.compile(r"[\u0020-\u024f\u1e00-\u1eff’–]+")
ALIAS = re.compile(r"[A-ZÀ-ÖØ-Þ][^\s]*(?: [^\s]+)+")
DEFAULTS = {
    titles.STATE: "head of state",
    titles.GOVERNMENT: "head of government",
    titles.FOREIGN: "foreign minister",
    titles.DEFENCE: "defence minister",
}
FEWEST_DAYS = 28
"""Days of a row at least; whom articles alone attest has been reviewed, and is kept for a single day."""

TABLES = frozenset({FACTBOOK, LISTS, SPEAKERS, TRAVELS, VISITS, WIKIDATA})
"""The sources that are reference tables."""

MOST_ALIASES = 4


MARKS = str.maketrans("'ʻʼʿʾ‘`ə", "’’’’’’’a")
"""Marks and letters that the tables write otherwise."""


def clean(text: str) -> str:
    """A name in the letters of the tables."""
    return " ".join(text.translate(MARKS).split())


SURNAME_FIRST = frozenset({"CN", "TW", "KR", "KP", "VN", "KH"})
"""States whose names keep the family name first in English news."""


def slug(text: str, state: str) -> str:
    """The family name, or the first name of a monarch, for an id."""
    words = [re.sub(r"[^a-z-]", "", plain(word).lower()).strip("-") for word in text.split()]
    words = [word for word in words if word] or ["unknown"]
    numbered = len(words) > 1 and re.fullmatch("[ivx]+|jr|sr", words[-1])
    return words[0] if state in SURNAME_FIRST else words[-2] if numbered else words[-1]


def usual_title(claims: Iterable[Claim]) -> str:
    """The commonest title of an office, for persons of whom the references give none."""
    counts = Counter(claim.title for claim in claims if claim.title and not claim.title.startswith("acting "))
    return max(counts, key=lambda title: (counts[title], title), default="")


def title_of(run: Run, state: str, office: str, usual: str) -> str:
    """The commonest title that the references give the person in the run."""
    counts: Counter[str] = Counter()
    for claim in run.claims:
        if claim.title:
            counts[claim.title] += claim.weight if claim.source == FACTBOOK else 1
    best = max(counts, key=lambda title: (counts[title], title), default=usual)
    return titles.news_title(state, office, best) if best or office == titles.FOREIGN else DEFAULTS[office]


def known_person(run: Run, others: Iterable[Claim]) -> tuple[str | None, str]:
    """Name and Wikidata item: of the run's claims, else of another office of the state if the names are alike."""
    item = next((claim.item for claim in run.claims if claim.item), "")
    if item:
        return best_spelling([claim for claim in run.claims if claim.item]), item
    for other in others:
        if any(same_name(claim.name, other.name) for claim in run.claims if not damaged(claim.name.text)):
            return other.name.text, other.item
    return best_spelling(run.claims), ""


def aliases(run: Run, name: str) -> str:
    """Other spellings of the full name."""
    found: dict[str, int] = {}
    if plain(name) != name:
        found[clean(plain(name))] = 1000
    for text, count in spellings(run.claims).items():
        text = clean(text)
        usual = 1 < len(text.split()) <= 5 and ALIAS.fullmatch(text) and ALLOWED.fullmatch(text) and not damaged(text)
        if (
            usual
            and count > 1
            and not re.search(r"\d", text)
            and text.upper() != text
            and not re.search(r"(?:^|\s)[a-z’]+$", text)
        ):
            found[text] = found.get(text, 0) + count
    found.pop(name, None)
    found = {text: count for text, count in found.items() if not any(cut_off(text, one) for one in (name, *found))}
    return "|".join(sorted(sorted(found, key=lambda text: (-found[text], text))[:MOST_ALIASES]))


def references(run: Run) -> str:
    """The references of a run."""
    order = (FACTBOOK, WIKIDATA, LISTS, SPEAKERS, VISITS, TRAVELS)
    backed = {
        claim.source for claim in run.claims if claim.span.start <= claim.span.end and claim.span.overlaps(run.span)
    }
    backed |= {claim.source for claim in run.claims if claim.outer and claim.outer.overlaps(run.span)}
    return "; ".join([*(source for source in order if source in backed), *sorted(backed.difference(order))])


@cache
def news_names() -> dict[tuple[str, str], str]:
    """Names that the references write as English news does not, by state and spelling."""
    return {(one["state"], one["name"]): one["news"] for one in table(HERE / "news_names.csv")}


def table(path: Path) -> list[dict[str, str]]:
    """The rows of a table made by hand."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def row(run: Run, state: str, office: str, usual: str, last: bool, others: Iterable[Claim]) -> dict[str, str] | None:
    """The row of a run; None if it is too short or has no full name."""
    name, item = known_person(run, others)
    spelled = {text for (of, _), text in news_names().items() if of == state} & {c.name.text for c in run.claims}
    news = min(spelled, default=None) if not item else None
    news = news or news_names().get((state, name or ""))
    name = clean(news or name or "")
    fewest = FEWEST_DAYS if any(claim.source in TABLES for claim in run.claims) else 0
    days = run.span.end - run.span.start
    title = title_of(run, state, office, usual)
    single = " " not in name and title.removeprefix("acting ") not in titles.MONARCHS and not item
    if not name or single or not ALLOWED.fullmatch(name) or days < fewest:
        return None
    since, until = iso(run.span.start), iso(run.span.end)
    return {
        "id": f"tenure:{state.lower()}-{office.replace('_', '-')}-{since[:4]}-{slug(name, state)}",
        "name": name,
        "aliases": aliases(run, name),
        "office": office,
        "title": title,
        "of": f"state:{state}",
        "since": since,
        "until": "" if last and is_open(run) else until,
        "wikidata": item,
        "source": references(run),
        "as_of": until,
    }


def is_open(run: Run) -> bool:
    """Whether the last that is known of the person is being in office."""
    closing = [claim for claim in run.claims if claim.span.end == run.span.end]
    return any(claim.still or claim.point for claim in closing) or not closing


def unique(rows: Iterable[dict[str, str]]) -> list[dict[str, str]]:
    """Rows with their ids made unique: a second term within a year gets the month too."""
    rows = list(rows)
    counts = Counter(one["id"] for one in rows)
    for one in rows:
        if counts[one["id"]] > 1:
            one["id"] = re.sub(r"(?<=-)(\d{4})(?=-)", one["since"][:7], one["id"], count=1)
    return sorted(rows, key=lambda one: one["id"])


def write(rows: Iterable[dict[str, str]], path: Path) -> None:
    """Writes the table."""
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
