"""Changes of a text that mean nothing, and the records that they change all the same.

    python benchmarks/laws.py --data ARTICLES.jsonl [--limit 60] [--model fast] [--floors laws.toml] [--show]

Articles reach a reader through mail, PDF, web pages and agency feeds: wrapped, indented, with no-break spaces, in
another Unicode form. Nothing of that changes what they say, so nothing of it may change what is found. Each article is
read as it is and after each change, and the records are compared by what they say: white space of any kind counts as
one space; soft hyphens, zero-width marks, hyphens at a line's end and the shape of quotation marks do not count. Only
articles that a change touches are counted.

An article is its headline, where the record has a `title`, and its text. Where the headline's case is changed, only
what lies below it is compared, and names are compared in any case. Where a person gets another surname, it is taken
back before the comparison; where the publication date moves, so may the days that are counted from it, as far. For the
order of paragraphs, the first paragraphs of several articles are put together to one, and are read in reverse.

The table gives the share (per cent) of the records of the unchanged text that survive, and how many are found in the
changed text alone. Floors stand in a table `[laws]`, by change, for one column or for all of them:

    [laws]
    "CRLF" = 100
    "no-break spaces" = { statements = 98, meetings = 95 }

Exit status 1 if a share is below its floor.
"""

from __future__ import annotations

import argparse
import datetime
import itertools
import json
import re
import sys
import tomllib
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import attrs
from law_records import ALL, COLUMNS, Row, as_it_is, moved_times, records_of
from text_changes import CHANGES, HEADLINE_CHANGES, NOTICE

from diplotext import Document, Pipeline

MODELS = {"accurate": "en_diplotext_accurate", "fast": "en_diplotext"}

SURNAMES = ("Halvorsen", "Marchetti", "Okonjo", "Brandauer", "Delacroix", "Takamura", "Sandoval", "Whitcombe")
"""One of which a person is given instead of their own."""

DAYS_LATER = 7

LEADS = 5
"""First paragraphs of articles that are put together to one article."""

LEAD = re.compile(
    r"(?!(?:He|She|They|It|This|That|These|Those|His|Her|Their|At the|During the|The two|In this|Speaking)\b)"
    r"[A-Z].{100,}\."
)
"""A paragraph that needs no other one to be understood."""


@attrs.frozen
class Article:
    """A headline and the text below it, as one text.

    Attributes:
        text: Both.
        body: Where the text below the headline begins; 0 without a headline.
        published: Publication date.
    """

    text: str
    body: int = 0
    published: str | None = None

    @classmethod
    def of(cls, record: dict[str, Any]) -> Article:
        """The article of a record; a headline that its text begins with already is not put before it again."""
        text, title = record["text"], record.get("title") or ""
        whole = text if text.startswith(title) else f"{title}\n\n{text}"
        return cls(whole, len(title), record.get("published"))


def as_they_are(articles: Sequence[Article]) -> Sequence[Article]:
    """The articles themselves."""
    return articles


def roundups(articles: Sequence[Article]) -> Sequence[Article]:
    """Articles of the first paragraphs of several articles each, which have nothing to do with each other."""
    blocks = (article.text[article.body :].strip().split("\n", 1)[0] for article in articles)
    leads = [block for block in blocks if LEAD.fullmatch(block)]
    published = articles[0].published if articles else None
    groups = (leads[at : at + LEADS] for at in range(0, len(leads) - LEADS + 1, LEADS))
    return [Article("\n\n".join(group), 0, published) for group in groups]


def in_reverse(article: Article, _: Document) -> Article:
    """The paragraphs of an article in reverse order."""
    return attrs.evolve(article, text="\n\n".join(reversed(article.text.split("\n\n"))))


def later(article: Article, _: Document) -> Article:
    """An article that was published a week later."""
    if article.published is None:
        return article
    day = datetime.date.fromisoformat(article.published) + datetime.timedelta(DAYS_LATER)
    return attrs.evolve(article, published=day.isoformat())


def surnames(document: Document) -> tuple[str, str] | None:
    """The surname of the person that an article mentions most, and the one that they are given.

    Persons whom the gazetteer knows stay who they are: their offices and origins would change with the name.
    """
    words = set(re.findall(r"\w+", document.text))
    for person in sorted(document.people, key=lambda person: (-len(person.mentions), person.name or "")):
        first, _, last = (person.name or "").rpartition(" ")
        if first and last.isalpha() and len(last) > 3 and not person.identifiers and last.lower() not in words:
            fresh = [surname for surname in SURNAMES if surname not in words]
            return last, fresh[len(document.text) % len(fresh)]
    return None


def renamed(article: Article, document: Document) -> Article:
    """An article in which a person has another surname."""
    names = surnames(document)
    if names is None:
        return article
    old, new = names
    text = re.sub(rf"\b{old}\b", new, article.text)
    body = len(re.sub(rf"\b{old}\b", new, article.text[: article.body]))
    return attrs.evolve(article, text=text, body=body)


def name_back(document: Document) -> Callable[[str], str]:
    """Takes the new surname back."""
    names = surnames(document)
    if names is None:
        return as_it_is
    old, new = names
    return lambda text: re.sub(rf"\b{new}\b", old, text)


def below_headline(article: Article, _: Document) -> Article:
    """An article with a notice between its headline and its text."""
    if not article.body:
        return article
    text = f"{article.text[: article.body]}\n\n{NOTICE}\n\n{article.text[article.body :].lstrip()}"
    return attrs.evolve(article, text=text)


@attrs.frozen
class Law:
    """A change of articles that means nothing.

    Attributes:
        change: Changes an article, which was read as the document; the same article if it does not touch it.
        of: Makes the articles that it changes.
        is_headline: Whether only the headline changes, so that what is found below it counts.
        undo: By document: takes back in each text what was changed on purpose.
        days: By how many days the publication date moves.
    """

    change: Callable[[Article, Document], Article]
    of: Callable[[Sequence[Article]], Sequence[Article]] = as_they_are
    is_headline: bool = False
    undo: Callable[[Document], Callable[[str], str]] = lambda _: as_it_is
    days: int = 0

    @classmethod
    def of_text(cls, change: Callable[[str], str]) -> Law:
        """A change of the whole text."""
        return cls(lambda article, _: attrs.evolve(article, text=change(article.text)))

    @classmethod
    def of_headline(cls, change: Callable[[str], str]) -> Law:
        """A change of the headline."""

        def changed(article: Article, _: Document) -> Article:
            return attrs.evolve(article, text=change(article.text[: article.body]) + article.text[article.body :])

        return cls(changed, is_headline=True)

    def compare(self, row: Row, article: Article, before: Document, after: Document) -> None:
        """Count the records of an article."""
        body = article.body if self.is_headline else 0
        known, found = records_of(before, body), records_of(after, body, self.undo(before))
        if self.days:
            found["times"] = moved_times(before, after, self.days)
        row.add(known, found)


LAWS: dict[str, Law] = {
    **{name: Law.of_text(change) for name, change in CHANGES.items()},
    **{name: Law.of_headline(change) for name, change in HEADLINE_CHANGES.items()},
    "paragraph put below the headline": Law(below_headline),
    "person renamed": Law(renamed, undo=name_back),
    "published a week later": Law(later, days=DAYS_LATER),
    "paragraphs in reverse": Law(in_reverse, of=roundups),
}
"""The changes by name, in the order of the table."""


def measured(pipeline: Pipeline, articles: Sequence[Article], names: Iterable[str]) -> Iterator[tuple[str, Row]]:
    """How the records stand each change, as they come."""
    read: dict[Any, tuple[Sequence[Article], list[Document]]] = {}
    for name in names:
        law, row = LAWS[name], Row()
        if law.of not in read:
            made = law.of(articles)
            read[law.of] = made, list(_read(pipeline, made))
        touched = [
            (article, changed, document)
            for article, document in zip(*read[law.of], strict=True)
            if (changed := law.change(article, document)) != article
        ]
        after = _read(pipeline, [changed for _, changed, _ in touched])
        for (article, _, document), again in zip(touched, after, strict=True):
            law.compare(row, article, document, again)
        yield name, row


def _read(pipeline: Pipeline, articles: Iterable[Article]) -> Iterator[Document]:
    return pipeline.stream({"text": article.text, "published": article.published} for article in articles)


def below(name: str, row: Row, least: float | dict[str, float]) -> Iterator[str]:
    """The shares of a change that are below their floors."""
    floors = least if isinstance(least, dict) else dict.fromkeys((*COLUMNS, ALL), least)
    for column, floor in floors.items():
        if row.share(column) < floor:
            yield f"{name}: {column} {row.share(column):.1f}, below the floor of {floor}"


def as_floors(path: Path) -> dict[str, float | dict[str, float]]:
    """The floors by change; a change or a column that is misspelled ends the program."""
    floors: dict[str, float | dict[str, float]] = tomllib.loads(path.read_text(encoding="utf-8"))["laws"]
    columns = {column for least in floors.values() if isinstance(least, dict) for column in least}
    if unknown := sorted((floors.keys() - LAWS.keys()) | (columns - {*COLUMNS, ALL})):
        sys.exit(f"{path}: no change or column is called {', '.join(map(repr, unknown))}")
    return floors


def main() -> int:
    """Measure, print, check."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="JSON Lines with text, published and title")
    parser.add_argument("--limit", type=int, help="how many articles are read; by default all")
    parser.add_argument("--model", choices=MODELS, help="the language model; by default the default one")
    parser.add_argument("--change", action="append", choices=LAWS, metavar="NAME", help="this change; all by default")
    parser.add_argument("--floors", type=Path, help="least shares, as TOML")
    parser.add_argument("--show", action="store_true", help="also print what is lost (-) and what is extra (+)")
    options = parser.parse_args()
    floors = as_floors(options.floors) if options.floors else {}
    with options.data.open(encoding="utf-8") as lines:
        articles = [Article.of(json.loads(line)) for line in itertools.islice(lines, options.limit)]
    pipeline = Pipeline.of(language=MODELS.get(options.model))
    print(f"| change | articles | {' | '.join(COLUMNS)} | {ALL} | extra |")
    print(f"|---{'|---:' * (len(COLUMNS) + 3)}|")
    faults: list[str] = []
    differences: list[str] = []
    for name, row in measured(pipeline, articles, options.change or LAWS):
        shares = " | ".join(f"{row.share(column):.1f}" for column in (*COLUMNS, ALL))
        print(f"| {name} | {row.articles} | {shares} | {row.extra} |", flush=True)
        faults += below(name, row, floors.get(name, 0))
        differences += (f"{name}: {difference}" for difference in row.differences)
    print(*differences if options.show else (), *faults, sep="\n")
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main())
