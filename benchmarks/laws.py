"""Changes of a text that mean nothing, and the records that they change all the same.

    python benchmarks/laws.py --data ARTICLES.jsonl [--limit 60] [--model fast] [--floors laws.toml] [--show]

Articles reach a reader through mail, PDF, web pages and agency feeds: wrapped, indented, with no-break spaces, in
another Unicode form. Nothing of that changes what they say, so nothing of it may change what is found. Each article is
read as it is and after each change, and the records are compared by what they say: white space of any kind counts as
one space; soft hyphens, zero-width marks, hyphens at a line's end and the shape of quotation marks do not count. Only
articles that a change touches are counted.

An article is its headline, where the record has a `title`, and its text. Where the headline's case is changed, only
what lies below it is compared, and names are compared in any case.

The table gives the share (per cent) of the records of the unchanged text that survive, and how many are found in the
changed text alone. Floors stand in a table `[laws]`, by change, for one column or for all of them:

    [laws]
    "CRLF" = 100
    "no-break spaces" = { statements = 98, meetings = 95 }

Exit status 1 if a share is below its floor.
"""

from __future__ import annotations

import argparse
import itertools
import json
import re
import sys
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import attrs

from diplotext import Document, Entity, Pipeline, Span

MODELS = {"accurate": "en_diplotext_accurate", "fast": "en_diplotext"}
WIDTH = 72
"""Columns at which lines are wrapped."""

HYPHENATED = 3
"""Every third line ends with a cut word, if the word that no longer fits into the line can be cut."""

LONG = 9
"""Letters of a word that gets a soft hyphen."""

APPENDED = "\n\nMore photographs can be found in the gallery below."
"""A paragraph in which there is nothing to be found."""

INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
CUT = re.compile(r"(?<=\w)-\s*[\r\n]\s*(?=\w)")
DOUBLE_MARKS = re.compile("[“”„«»]|``|''")
SINGLE_MARKS = re.compile("[‘’‚`]")
OPENING = re.compile(r"(?:(?<=[\s(\[—–-])|^)(?:\"|'(?!\d))", re.MULTILINE)

COLUMNS = ("statements", "with speaker", "meetings", "organizations", "persons", "states", "places", "times")
ALL = "all records"
"""The last column: all kinds together, statements with their speakers."""

Records = dict[str, Counter[Hashable]]


def straight(text: str) -> str:
    """All quotation marks straight."""
    return SINGLE_MARKS.sub("'", DOUBLE_MARKS.sub('"', text))


def curly(text: str) -> str:
    """All quotation marks curly, as word processors make them."""
    opened = OPENING.sub(lambda match: "“" if match[0] == '"' else "‘", text)
    return opened.replace('"', "”").replace("'", "’")


def wrapped(text: str, *, hyphens: bool = False) -> str:
    """Each paragraph in lines of at most 72 columns, blank lines between paragraphs; words cut now and then."""
    paragraphs = (_lines(paragraph, hyphens) for paragraph in text.split("\n") if paragraph.strip())
    return "\n\n".join("\n".join(lines) for lines in paragraphs)


def _lines(paragraph: str, hyphens: bool) -> Iterator[str]:
    words = [word for word in paragraph.split(" ") if word]
    line = words[0]
    number = 1
    for word in words[1:]:
        if len(line) + 1 + len(word) <= WIDTH:
            line += f" {word}"
            continue
        size = min(WIDTH - len(line) - 2, len(word) - 3)
        if hyphens and number % HYPHENATED == 0 and size >= 3 and word.isalpha() and word.islower():
            yield f"{line} {word[:size]}-"
            line = word[size:]
        else:
            yield line
            line = word
        number += 1
    yield line


def every(number: int, replacement: str) -> Callable[[str], str]:
    """A change that replaces every space, or every second, third ... one."""

    def change(text: str) -> str:
        count = itertools.count(1)
        return re.sub(" ", lambda _: " " if next(count) % number else replacement, text)

    return change


def softened(text: str) -> str:
    """A soft hyphen in the middle of each long word."""

    def soft(match: re.Match[str]) -> str:
        middle = len(match[0]) // 2
        return f"{match[0][:middle]}\u00ad{match[0][middle:]}"

    return re.sub(rf"[^\W\d_]{{{LONG},}}", soft, text)


def in_case(change: Callable[[str], str]) -> Callable[[str], str]:
    """A change of case that leaves each character in its place."""
    return lambda text: "".join(new if len(new := change(character)) == 1 else character for character in text)


CHANGES: dict[str, Callable[[str], str]] = {
    "straight marks": straight,
    "curly marks": curly,
    "single breaks": lambda text: re.sub(r"\n+", "\n", text),
    "blank lines": lambda text: re.sub(r"\n+", "\n\n", text),
    "paragraph appended": lambda text: text + APPENDED,
    "trailing spaces": lambda text: re.sub(r"(?<=[^\n])(?=\n|\Z)", "  ", text),
    "indented paragraphs": lambda text: re.sub(r"^(?=.)", "    ", text, flags=re.MULTILINE),
    "CRLF": lambda text: text.replace("\n", "\r\n"),
    "CR": lambda text: text.replace("\n", "\r"),
    "NFD": lambda text: unicodedata.normalize("NFD", text),
    "two spaces after a full stop": lambda text: text.replace(". ", ".  "),
    "wrapped": wrapped,
    "wrapped, words cut": lambda text: wrapped(text, hyphens=True),
    "every seventh space no-break": every(7, "\u00a0"),
    "no-break spaces": every(1, "\u00a0"),
    "thin spaces": every(1, "\u2009"),
    "tabs": every(1, "\t"),
    "two spaces": every(1, "  "),
    "soft hyphens": softened,
    "zero-width spaces": every(10, " \u200b"),
}
"""What is done to the whole article, by name."""

HEADLINE_CHANGES: dict[str, Callable[[str], str]] = {
    "headline in capitals": in_case(str.upper),
    "headline in small letters": in_case(str.lower),
}
"""What is done to the headline alone, by name."""


@attrs.frozen
class Article:
    """A headline and the text below it, as one text.

    Attributes:
        text: Both.
        body: Where the text below the headline begins; 0 without a headline.
        published: Publication date.
    """

    text: str
    body: int
    published: str | None

    @classmethod
    def of(cls, record: dict[str, Any]) -> Article:
        """The article of a record; a headline that its text begins with already is not put before it again."""
        text, title = record["text"], record.get("title") or ""
        whole = text if text.startswith(title) else f"{title}\n\n{text}"
        return cls(whole, len(title), record.get("published"))

    def changed(self, name: str) -> Article:
        """The article after a change."""
        if name in HEADLINE_CHANGES:
            return attrs.evolve(self, text=HEADLINE_CHANGES[name](self.text[: self.body]) + self.text[self.body :])
        return attrs.evolve(self, text=CHANGES[name](self.text))


def plain(text: str | None) -> str:
    """A text without what no change is blamed for."""
    composed = INVISIBLE.sub("", unicodedata.normalize("NFC", text or ""))
    return " ".join(straight(CUT.sub("", composed)).split())


def records_of(document: Document, body: int = 0) -> Records:
    """What is found in a document, by column and by what it says; of what lies before `body`, nothing."""

    def parts(spans: Iterable[Span | None]) -> tuple[str, ...]:
        return tuple(plain(span.text) for span in spans if span and span.start >= body)

    def name(value: str | None) -> str:
        return plain(value).casefold() if body else plain(value)

    def entities(found: Iterable[Entity]) -> Counter[Hashable]:
        named = ((name(entity.name), sorted(parts(entity.mentions))) for entity in found)
        return Counter((called, *mentions) for called, mentions in named if mentions)

    statements = [
        ((plain(statement.text), statement.mode, plain(statement.cue_lemma)), statement.speakers)
        for statement in document.statements
        if parts(statement.spans)
    ]
    meetings = [
        (
            meeting.kind,
            meeting.status,
            tuple(sorted(parts(participant.mention for participant in meeting.participants))),
            parts((venue.site, venue.city, venue.country, venue.other)) if (venue := meeting.venue) else (),
        )
        for meeting in document.meetings
        if parts(meeting.spans)
    ]
    return {
        "statements": Counter(key for key, _ in statements),
        "with speaker": Counter((*key, *(name(speaker.name) for speaker in speakers)) for key, speakers in statements),
        "meetings": Counter(meetings),
        "organizations": entities(document.organizations),
        "persons": entities(document.people),
        "states": entities(document.states),
        "places": entities(document.places),
        "times": Counter(
            (plain(time.text), time.value, time.timex3.value if time.timex3 else None)
            for time in document.times
            if parts(time.spans)
        ),
    }


@attrs.define
class Row:
    """How the records of several articles stood a change.

    Attributes:
        articles: How many articles the change touched.
        known: Records in them as they are, by column.
        kept: Those of them that are found after the change.
        extra: Records that are found only after the change.
        differences: Each record that was lost or is extra, as a line.
    """

    articles: int = 0
    known: Counter[str] = attrs.Factory(Counter)
    kept: Counter[str] = attrs.Factory(Counter)
    extra: int = 0
    differences: list[str] = attrs.Factory(list)

    def add(self, before: Records, after: Records) -> None:
        """Count the records of an article."""
        self.articles += 1
        for column in COLUMNS:
            self._count(column, before[column], after[column])
            if column == "statements":  # they are among all records once, with their speakers
                continue
            self._count(ALL, before[column], after[column])
            lost, extra = before[column] - after[column], after[column] - before[column]
            self.extra += extra.total()
            self.differences += (f"- {column}: {key}" for key in lost.elements())
            self.differences += (f"+ {column}: {key}" for key in extra.elements())

    def _count(self, column: str, before: Counter[Hashable], after: Counter[Hashable]) -> None:
        self.known[column] += before.total()
        self.kept[column] += (before & after).total()

    def share(self, column: str) -> float:
        """The share (per cent) of a column's records that survived; all of them, where there were none."""
        return 100 * self.kept[column] / self.known[column] if self.known[column] else 100.0


def measured(pipeline: Pipeline, articles: Sequence[Article], names: Iterable[str]) -> Iterator[tuple[str, Row]]:
    """How the records stand each change, as they come."""
    before = list(_read(pipeline, articles))
    for name in names:
        row = Row()
        touched = [
            (changed, document)
            for article, document in zip(articles, before, strict=True)
            if (changed := article.changed(name)) != article
        ]
        after = _read(pipeline, [article for article, _ in touched])
        for (article, document), again in zip(touched, after, strict=True):
            body = article.body if name in HEADLINE_CHANGES else 0
            row.add(records_of(document, body), records_of(again, body))
        yield name, row


def _read(pipeline: Pipeline, articles: Iterable[Article]) -> Iterator[Document]:
    return pipeline.stream({"text": article.text, "published": article.published} for article in articles)


def below(name: str, row: Row, least: float | dict[str, float]) -> Iterator[str]:
    """The shares of a change that are below their floors."""
    floors = least if isinstance(least, dict) else dict.fromkeys((*COLUMNS, ALL), least)
    for column, floor in floors.items():
        if row.share(column) < floor:
            yield f"{name}: {column} {row.share(column):.1f}, below the floor of {floor}"


def as_floors(path: Path, names: Iterable[str]) -> dict[str, float | dict[str, float]]:
    """The floors by change; a change or a column that is misspelled ends the program."""
    floors: dict[str, float | dict[str, float]] = tomllib.loads(path.read_text(encoding="utf-8"))["laws"]
    columns = {column for least in floors.values() if isinstance(least, dict) for column in least}
    if unknown := sorted((floors.keys() - set(names)) | (columns - {*COLUMNS, ALL})):
        sys.exit(f"{path}: no change or column is called {', '.join(map(repr, unknown))}")
    return floors


def main() -> int:
    """Measure, print, check."""
    names = (*CHANGES, *HEADLINE_CHANGES)
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="JSON Lines with text, published and title")
    parser.add_argument("--limit", type=int, help="how many articles are read; by default all")
    parser.add_argument("--model", choices=MODELS, help="the language model; by default the default one")
    parser.add_argument("--change", action="append", choices=names, metavar="NAME", help="this change; all by default")
    parser.add_argument("--floors", type=Path, help="least shares, as TOML")
    parser.add_argument("--show", action="store_true", help="also print what is lost (-) and what is extra (+)")
    options = parser.parse_args()
    floors = as_floors(options.floors, names) if options.floors else {}
    with options.data.open(encoding="utf-8") as lines:
        articles = [Article.of(json.loads(line)) for line in itertools.islice(lines, options.limit)]
    pipeline = Pipeline.of(language=MODELS.get(options.model))
    print(f"| change | articles | {' | '.join(COLUMNS)} | {ALL} | extra |")
    print(f"|---{'|---:' * (len(COLUMNS) + 3)}|")
    faults: list[str] = []
    differences: list[str] = []
    for name, row in measured(pipeline, articles, options.change or names):
        shares = " | ".join(f"{row.share(column):.1f}" for column in (*COLUMNS, ALL))
        print(f"| {name} | {row.articles} | {shares} | {row.extra} |", flush=True)
        faults += below(name, row, floors.get(name, 0))
        differences += (f"{name}: {difference}" for difference in row.differences)
    print(*differences if options.show else (), *faults, sep="\n")
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main())
