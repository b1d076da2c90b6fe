"""Draw the articles of the corpus from raw text that may be passed on: `python -m corpus.draw --help`.

Months are given to the parts first, so that no story is in two of them; then articles are drawn at random within
source, style and part, in turn from each kind of title and evenly over the years. The same files and seed give the same
articles.
"""

import csv
import json
import lzma
import random
import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import attrs
import click

HERE = Path(__file__).parent
PARTS = ("train", "development", "test")
WORD = re.compile(r"\w+(?:['’]\w+)*")
LABEL = re.compile(r"(?m)^(?:[A-Z][\w.’' -]{1,60}: |Q[.:]? |[A-Z][A-Z.’' -]{2,60}: )")
FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e|my)\b")
QUOTED = re.compile(r"[“\"][^”\"]*[”\"]")
# Earlier pages of the White House moved to the archive of the administration.
ARCHIVED_UNTIL = "2025-01-20"


@attrs.frozen
class Article:
    """An article that may be drawn.

    Attributes:
        origin: Its identifier in the raw text.
        file: The file it is from, without the endings; `voa` for one that is in none.
        licence: The licence as stated with the raw text.
        published: Its date.
        title: Its title, or an empty string.
        text: The text, exactly as in the raw file.
    """

    origin: str
    file: str
    licence: str
    published: str
    title: str
    text: str

    @property
    def month(self) -> str:
        """Year and month of publication."""
        return self.published[:7]

    @property
    def year(self) -> str:
        """Year of publication."""
        return self.published[:4]

    @property
    def words(self) -> int:
        """Number of words."""
        return len(self.text.split())


def read_articles(folder: Path, files: Iterable[str]) -> Iterator[Article]:
    """The dated articles of raw files.

    Args:
        folder: Holds `FILE.jsonl.xz`.
        files: Their names without the endings; one that is absent is passed over.

    Yields:
        The articles, in the order of the files.
    """
    for file in files:
        path = folder / f"{file}.jsonl.xz"
        if not path.exists():
            continue
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            for record in map(json.loads, lines):
                if len(record["published"] or "") == len("2001-01-01"):
                    yield _article(record, file)


def _article(record: Mapping[str, Any], file: str) -> Article:
    return Article(
        record["id"], file, record["licence"], record["published"], record.get("title") or "", record["text"]
    )


def read_earlier(path: Path, raw: Mapping[str, Article]) -> list[Article]:
    """The articles that were annotated before the corpus was drawn.

    Args:
        path: JSON Lines with `id`, `licence`, `published`, `title` and `text`.
        raw: The raw articles by identifier; one with the same text is taken from there.
    """
    earlier = []
    for record in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
        known = raw.get(record["id"])
        if known and known.text == record["text"]:
            earlier.append(known)
        else:
            earlier.append(_article(record, record["id"].partition(":")[0]))
    return earlier


def shingles(text: str, size: int) -> set[int]:
    """Hashes of all runs of so many words, without case and marks.

    Args:
        text: Any text.
        size: Words in a run.
    """
    words = [word.lower() for word in WORD.findall(text)]
    return {hash(tuple(words[i : i + size])) for i in range(len(words) - size + 1)}


def title_kind(title: str, patterns: Mapping[str, str]) -> str:
    """What a title announces: `call`, `summit`, `visit`, `press_statement`, `meeting` or `other`.

    Args:
        title: The title.
        patterns: The pattern of each kind, the first that is found wins.
    """
    return next(
        (kind for kind, pattern in patterns.items() if kind != "skip" and re.search(pattern, title)),
        "other",
    )


def style_of(article: Article, kind: str) -> str:
    """How it is written: `news`, `read-out`, `statement` or `transcript`.

    Args:
        article: The article.
        kind: What its title announces.
    """
    if article.file.startswith(("wikinews", "voa")):
        return "news"
    paragraphs = [paragraph for paragraph in article.text.split("\n\n") if paragraph]
    labels = len(LABEL.findall(article.text))
    spoken = re.match(r"(?i)remarks|press (conference|briefing|gaggle)|speech|(weekly )?address", article.title)
    if (labels >= 2 and labels >= 0.3 * len(paragraphs)) or spoken:
        return "transcript"
    if re.match(r"(?i)readout", article.title):
        return "read-out"
    unquoted = QUOTED.sub(" ", article.text)
    first_person = len(FIRST_PERSON.findall(unquoted)) / max(1, len(unquoted.split()))
    if first_person > 0.01 or re.match(r"(?i)(joint )?(press )?statement|declaration", article.title):
        return "statement"
    if kind in ("call", "meeting", "visit", "summit"):
        return "read-out"
    return "news" if article.file.startswith("kremlin") else "statement"


@attrs.frozen
class Diplomacy:
    """Tells articles about dealings between states from others.

    Attributes:
        states: The state that a name, an alias or an adjective stands for.
        pattern: Finds these words.
        subject: Finds words of diplomacy.
        fewest_states: An article names at least so many different states.
        fewest_words: It has at least so many words of diplomacy.
    """

    states: Mapping[str, str]
    pattern: re.Pattern[str]
    subject: re.Pattern[str]
    fewest_states: int
    fewest_words: int

    @classmethod
    def of(cls, table: Path, subject: str, fewest_states: int, fewest_words: int) -> "Diplomacy":
        """Read the names of states.

        Args:
            table: Has the columns `name`, `aliases`, `adjectives` and `category`.
            subject: Pattern for words of diplomacy.
            fewest_states: An article names at least so many different states.
            fewest_words: It has at least so many words of diplomacy.
        """
        states: dict[str, str] = {}
        with table.open(encoding="utf-8", newline="") as rows:
            for row in csv.DictReader(rows):
                if row["category"] == "state":
                    words = (row["name"], *row["aliases"].split("|"), *row["adjectives"].split("|"))
                    states |= {word: row["name"] for word in words if word}
        longest_first = sorted(states, key=lambda word: (-len(word), word))
        pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b")
        return cls(states, pattern, re.compile(subject), fewest_states, fewest_words)

    def is_subject_of(self, text: str, fewest_words: int | None = None) -> bool:
        """Whether a text is about dealings between states.

        Args:
            text: The text of an article.
            fewest_words: Another number of words of diplomacy than usual.
        """
        named = {self.states[word] for word in self.pattern.findall(text)}
        words = self.fewest_words if fewest_words is None else fewest_words
        return len(named) >= self.fewest_states and len(self.subject.findall(text)) >= words


def parts_of_months(months: Iterable[str], fixed: Mapping[str, str], seed: int) -> dict[str, str]:
    """The part of every month: those that are fixed, the others by chance, evenly within each quarter of a year.

    Args:
        months: Years and months.
        fixed: Months whose part is settled.
        seed: Of the random choice.
    """
    chance = random.Random(seed)  # noqa: S311 - nothing secret
    free = sorted(set(months) - set(fixed))
    parts = dict(fixed)
    for start in range(0, len(free), len(PARTS)):
        order = list(PARTS)
        chance.shuffle(order)
        parts |= dict(zip(free[start : start + len(PARTS)], order, strict=False))
    return parts


def split_number(number: int, shares: Mapping[str, float], owed: Counter[str]) -> dict[str, int]:
    """A number in whole parts.

    Args:
        number: What is split.
        shares: The share of each part; they add up to 1.
        owed: What earlier splits owe each part; changed, so that many small numbers keep to the shares as well.
    """
    whole = dict.fromkeys(shares, 0)
    for part, share in shares.items():
        owed[part] += number * share  # type: ignore[assignment]
    for _ in range(number):
        part = max(shares, key=lambda part: owed[part])
        whole[part] += 1
        owed[part] -= 1
    return whole


@attrs.define
class Drawing:
    """Draws articles one by one and keeps those apart that resemble each other.

    Attributes:
        limit: Two texts that share so many shingles resemble each other.
        size: Words in a shingle.
        known: Shingles of texts that no drawn article may resemble.
        drawn: Shingles of each drawn article.
        years: How many were drawn from each file and year.
    """

    limit: int
    size: int
    known: set[int] = attrs.field(factory=set)
    drawn: list[set[int]] = attrs.field(factory=list)
    years: Counter[tuple[str, str]] = attrs.field(factory=Counter)

    def is_new(self, text: str) -> bool:
        """Whether the text resembles nothing known or drawn.

        Args:
            text: The text of an article.
        """
        own = shingles(text, self.size)
        return all(len(own & other) < self.limit for other in (self.known, *self.drawn))

    def take(self, candidates: Mapping[str, list[Article]], number: int, preferred: range) -> list[Article]:
        """Draw in turn from each kind, evenly over the years.

        Args:
            candidates: Articles in random order, by kind of title.
            number: How many are wanted.
            preferred: Lengths in words that come first.

        Returns:
            The drawn articles; fewer when there are no more.
        """
        pools = {kind: list(articles) for kind, articles in sorted(candidates.items())}
        taken: list[Article] = []
        while len(taken) < number and any(pools.values()):
            for pool in pools.values():
                while pool and len(taken) < number:
                    best = min(
                        pool,
                        key=lambda article: (self.years[article.file, article.year], article.words not in preferred),
                    )
                    pool.remove(best)
                    if self.is_new(best.text):
                        self.drawn.append(shingles(best.text, self.size))
                        self.years[best.file, best.year] += 1
                        taken.append(best)
                        break
        return taken


def address_of(article: Article, template: str | None) -> str | None:
    """Where the article was published, as far as its identifier tells.

    Args:
        article: The article.
        template: The address with `{tail}` for what follows the first colon of the identifier.
    """
    tail = article.origin.partition(":")[2]
    if template:
        return template.format(tail=tail)
    if dated := re.fullmatch(
        r"(statements-releases|speeches-remarks|briefings-statements)/.*?/(\d{4})-(\d\d)-(\d\d)-(.+)", tail
    ):
        section, year, month, day, slug = dated.groups()
        if article.published < ARCHIVED_UNTIL:
            return f"https://bidenwhitehouse.archives.gov/briefing-room/{section}/{year}/{month}/{day}/{slug}/"
        return f"https://www.whitehouse.gov/{section}/{year}/{month}/{slug}/"
    return None


def record_of(
    article: Article, identifier: str, part: str, earlier: bool, settings: Mapping[str, Any]
) -> dict[str, Any]:
    """The article as it is written to the corpus.

    Args:
        article: The article.
        identifier: Its identifier in the corpus.
        part: Its part.
        earlier: Whether it was annotated before.
        settings: The tables of `draw.toml`.
    """
    source = settings["sources"][article.file]
    address = address_of(article, source.get("address"))
    kind = title_kind(article.title, settings["titles"])
    shown = {"title": article.title, "published": article.published, "address": unquote(address or "")}
    return {
        "id": identifier,
        "origin": article.origin,
        "part": part,
        "source": source["source"],
        "style": style_of(article, kind),
        "title_kind": kind,
        "licence": article.licence,
        "attribution": source["attribution"].format(**shown),
        "address": address,
        "published": article.published,
        "earlier": earlier,
        "title": article.title or None,
        "text": article.text,
    }


def identifiers(articles: Iterable[Article], sources: Mapping[str, Any]) -> Iterator[str]:
    """Short identifiers: source, date, and a letter where there are several.

    Args:
        articles: In the order of the corpus.
        sources: The sources of `draw.toml`.

    Yields:
        An identifier for each.
    """
    seen: Counter[str] = Counter()
    for article in articles:
        stem = f"{sources[article.file]['source']}-{article.published.replace('-', '')}"
        seen[stem] += 1
        yield stem + ("" if seen[stem] == 1 else chr(ord("a") + seen[stem] - 1))


def known_texts(folder: Path) -> Iterator[str]:
    """All texts of the measuring data.

    Args:
        folder: Holds `*/*.jsonl` with `text`, and plain `*.txt`.

    Yields:
        The texts.
    """
    for path in sorted(folder.rglob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.strip() and (text := json.loads(line).get("text")):
                yield text
    for path in sorted(folder.rglob("*.txt")):
        yield path.read_text(encoding="utf-8")


def draw(
    raw: Iterable[Article], earlier: list[Article], drawing: Drawing, diplomacy: Diplomacy, settings: Mapping[str, Any]
) -> list[tuple[Article, str]]:
    """Draw the corpus.

    Args:
        raw: All articles.
        earlier: Those that are in it anyway. Their months are in train unless `draw.toml` says otherwise.
        drawing: Knows what no article may resemble.
        diplomacy: Tells what is of interest.
        settings: The tables of `draw.toml`.

    Returns:
        The articles and their parts.
    """
    first, last = settings["years"]
    months = [f"{year}-{month:02}" for year in range(int(first), int(last) + 1) for month in range(1, 13)]
    fixed = {article.month: "train" for article in earlier} | settings["months"]
    parts = parts_of_months(months, fixed, settings["seed"])
    shortest, longest = settings["words"]
    preferred = range(settings["preferred_words"][0], settings["preferred_words"][1] + 1)
    skip = re.compile(settings["titles"]["skip"])
    taken_before = {article.origin for article in earlier}
    pools: dict[tuple[str, str, str], dict[str, list[Article]]] = defaultdict(lambda: defaultdict(list))
    for article in raw:
        source = settings["sources"][article.file]
        if (
            article.origin in taken_before
            or not first <= article.published[:4] <= last
            or not shortest <= article.words <= longest
            or skip.search(article.title)
            or not article.origin.startswith(tuple(source.get("ids", [""])))
            or not diplomacy.is_subject_of(article.text, source.get("fewest_words"))
        ):
            continue
        kind = title_kind(article.title, settings["titles"])
        pools[article.file, style_of(article, kind), parts[article.month]][kind].append(article)
    chosen = [(article, parts[article.month]) for article in earlier]
    drawing.drawn += [shingles(article.text, drawing.size) for article in earlier]
    owed: Counter[str] = Counter()
    for file, source in settings["sources"].items():
        for style, number in source["draw"].items():
            for part, wanted in split_number(number, settings["shares"], owed).items():
                candidates = pools[file, style, part]
                chance = random.Random(f"{settings['seed']} {file} {style} {part}")  # noqa: S311
                for articles in candidates.values():
                    articles.sort(key=lambda article: article.origin)
                    chance.shuffle(articles)
                taken = drawing.take(candidates, wanted, preferred)
                if len(taken) < wanted:
                    click.echo(f"{file}, {style}, {part}: {len(taken)} of {wanted}", err=True)
                chosen += [(article, part) for article in taken]
    return chosen


@click.command()
@click.option("--raw", "raw_folder", type=click.Path(exists=True, path_type=Path), required=True, help="Raw text.")
@click.option(
    "--earlier", type=click.Path(exists=True, path_type=Path), required=True, help="Articles annotated before."
)
@click.option("--known", type=click.Path(exists=True, path_type=Path), required=True, help="Texts to stay away from.")
@click.option("--states", type=click.Path(exists=True, path_type=Path), required=True, help="Table of states.")
@click.option(
    "--output", type=click.Path(path_type=Path), default=HERE / "articles.jsonl", show_default="articles.jsonl"
)
def main(raw_folder: Path, earlier: Path, known: Path, states: Path, output: Path) -> None:
    """Draw the articles of the corpus."""
    settings = tomllib.loads((HERE / "draw.toml").read_text(encoding="utf-8"))
    raw = list(read_articles(raw_folder, settings["sources"]))
    before = read_earlier(earlier, {article.origin: article for article in raw})
    before_texts = {article.text for article in before}
    drawing = Drawing(settings["shared_shingles"], settings["shingle"])
    for text in known_texts(known):
        if text not in before_texts:
            drawing.known |= shingles(text, drawing.size)
    diplomacy = Diplomacy.of(states, **settings["diplomacy"])
    chosen = draw(raw, before, drawing, diplomacy, settings)
    chosen.sort(key=lambda pair: (settings["sources"][pair[0].file]["source"], pair[0].published, pair[0].origin))
    origins = {article.origin for article in before}
    names = identifiers((article for article, _ in chosen), settings["sources"])
    with output.open("w", encoding="utf-8") as lines:
        for (article, part), name in zip(chosen, names, strict=True):
            record = record_of(article, name, part, article.origin in origins, settings)
            lines.write(json.dumps(record, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
