"""Speed, memory and start: the whole table of what reading articles costs.

    OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 python benchmarks/performance.py [ARTICLES.jsonl ...] [--documents 100000]

On a machine that others use, too, absolute figures wander by half within minutes; ratios stand if both of their sides
meet the same noise. So the parts of an article are measured one after the other, by processor time: the parse, the
extractors, each of which keeps its own time, then JSON; and the language models take turns article by article. All
articles are read in rounds, none twice in a row, so that no cache of the last text helps; the least time of each part
counts, and the spread is that between rounds. What many articles share is warm. Commands run in processes of their own.
"""

from __future__ import annotations

import argparse
import gc
import itertools
import json
import multiprocessing
import os
import platform
import random
import shlex
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import attrs

from diplotext import Extractor, Pipeline, wire
from diplotext.syntax.language_models import MODELS

EXAMPLES = Path(__file__).parents[1] / "examples" / "articles"
KEYS = ("id", "text", "title", "published")
WARMING = 10
"""Articles that are read once before the measurement."""

PARSE, REST, JSON = "parse", "views, checks, merging", "JSON"
SENTENCE = "Norwegian Foreign Minister Eva Lund met her Ghanaian counterpart in Accra on Monday, she said.\n"
STARTS = 5
"""How often each command is started."""

LONG_ARTICLE = 60_000
"""Characters of a long article; nearly all are shorter."""

MEGABYTES_TO_READ = 1
SHARE_OF_NEW_WORDS = 0.02
WORDS_IN_A_MILLION_ARTICLES = 600 * 1_000_000
MIB = 1024

Article = Mapping[str, Any]
Seconds = dict[str, float]
"""Processor time by part."""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="*", help="articles as JSON Lines; by default the examples")
    parser.add_argument("--model", choices=MODELS, action="append", help="a language model; by default all")
    parser.add_argument("--without", action="append", default=[], metavar="NAME", help="an extractor to leave out")
    parser.add_argument("--limit", type=int, help="how many articles of each file are read; by default all")
    parser.add_argument("--rounds", type=int, default=3, help="how often each article is read")
    parser.add_argument("--documents", type=int, default=0, help="how many documents are streamed to watch memory")
    parser.add_argument("--largest", type=int, default=100, help="the longest text to watch growth with, in kB")
    parser.add_argument("--only", choices=SECTIONS, action="append", help="a section; by default all")
    options = parser.parse_args()
    options.model = options.model or sorted(MODELS, reverse=True)
    if os.environ.get("OPENBLAS_NUM_THREADS") != "1":
        print("the parse may take several processors: set OPENBLAS_NUM_THREADS=1 for figures to compare\n")
    print(f"    {shlex.join(sys.argv)}\n\n{_machine()}\n")
    articles = [article for path in options.files for article in _articles(path, options.limit)] or [
        {"text": path.read_text(encoding="utf-8")} for path in sorted(EXAMPLES.glob("*.txt"))
    ]
    for section in options.only or SECTIONS:
        SECTIONS[section](articles, options)
        print(flush=True)


def _articles(path: Path, limit: int | None) -> Iterator[Article]:
    """The articles of a file; what else is known of them would only be copied to JSON."""
    with path.open(encoding="utf-8") as lines:
        for line in itertools.islice(lines, limit):
            record = json.loads(line)
            yield {key: record[key] for key in KEYS if record.get(key) is not None}


def _machine() -> str:
    """The machine, in words."""
    names = [line.partition(":")[2].strip() for line in _lines("/proc/cpuinfo") if line.startswith("model name")]
    load = f"; load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    processor = names[0] if names else platform.processor() or platform.machine()
    return f"{processor}, {os.cpu_count()} processors, {platform.system()}, Python {platform.python_version()}{load}"


def _lines(path: str) -> list[str]:
    try:
        return Path(path).read_text(encoding="utf-8").splitlines()
    except OSError:
        return []


class TimedPipeline(Pipeline):
    """A pipeline that notes what the parse and each extractor take.

    Args:
        pipeline: The pipeline to be timed.
    """

    def __init__(self, pipeline: Pipeline) -> None:
        self.spent: Seconds = defaultdict(float)
        self.names = [extractor.name for extractor in pipeline.extractors]
        extractors = [_timed(extractor, self.spent) for extractor in pipeline.extractors]
        super().__init__(extractors, language=pipeline.language, knowledge=pipeline.knowledge)

    def _parsers(self, documents: Any) -> Any:
        began = time.process_time()
        parsers = super()._parsers(documents)
        for parser in parsers:
            parser()
        self.spent[PARSE] += time.process_time() - began
        return parsers

    def parts(self, article: Article) -> Seconds:
        """Processor time of each part of reading an article."""
        self.spent.clear()
        began = time.process_time()
        document = self.read(article)
        extracted = time.process_time()
        wire.dumps(document)
        written = time.process_time()
        return {**self.spent, REST: extracted - began - sum(self.spent.values()), JSON: written - extracted}


def _timed(extractor: Extractor, spent: Seconds) -> Extractor:
    """The extractor, adding the processor time that it takes to `spent` under its name."""
    kind = type(extractor)

    def clocked(find: Callable[[], list[Any]]) -> list[Any]:
        began = time.process_time()
        found = find()
        spent[kind.name] += time.process_time() - began
        return found

    def extract(self: Extractor, reading: Any) -> list[Any]:
        return clocked(lambda: list(kind.extract(self, reading)))

    def extract_batch(self: Extractor, readings: Any) -> list[Any]:
        return clocked(lambda: [list(found) for found in kind.extract_batch(self, readings)])

    alone = kind.extract_batch is Extractor.extract_batch
    methods: dict[str, Any] = {"extract": extract} if alone else {"extract_batch": extract_batch}
    subclass = type(kind.__name__, (kind,), {**methods, "__module__": kind.__module__})
    values = {field.alias: getattr(extractor, field.name) for field in attrs.fields(kind) if field.init}
    timed: Extractor = subclass(**values)
    return timed


def shares(articles: Sequence[Article], options: argparse.Namespace) -> None:
    """What each part costs beside the parse, words a second, and what a million articles cost."""
    pipelines = {
        model: TimedPipeline(Pipeline.of(language=MODELS[model], without=options.without)) for model in options.model
    }
    for article, pipeline in itertools.product(articles[:WARMING], pipelines.values()):
        pipeline.parts(article)
    gc.freeze()  # as the command line does
    taken: dict[str, list[list[Seconds]]] = {model: [] for model in pipelines}
    for _ in range(options.rounds):
        for times in taken.values():
            times.append([])
        for article in articles:
            for model, pipeline in pipelines.items():
                taken[model][-1].append(pipeline.parts(article))
    words = sum(len(article["text"].split()) for article in articles)
    for model, pipeline in pipelines.items():
        _print_shares(model, [PARSE, *pipeline.names, REST, JSON], taken[model], words)
    print(f"{len(articles)} articles, {words:,} words, {options.rounds} rounds")


def _print_shares(model: str, parts: Sequence[str], rounds: Sequence[Sequence[Seconds]], words: int) -> None:
    """Shares of the parse and words a second, one row a part."""
    by_article = list(zip(*rounds, strict=True))
    least = {part: sum(min(times[part] for times in article) for article in by_article) for part in parts}
    whole = sum(least.values())
    ratios = [sum(sum(t.values()) for t in times) / sum(t[PARSE] for t in times) for times in rounds]
    print(f"| {model} model | share of the parse, % | words/s |\n|---|---:|---:|")
    rows = [*least.items(), ("**extraction, merging and JSON**", whole - least[PARSE]), ("**whole**", whole)]
    for part, seconds in rows:
        print(f"| {part} | {100 * seconds / least[PARSE]:.1f} | {words / seconds:,.0f} |")
    hours = WORDS_IN_A_MILLION_ARTICLES * whole / words / 3600
    print(f"\nwhole pipeline / parse: {whole / least[PARSE]:.2f} (rounds: {min(ratios):.2f} to {max(ratios):.2f})")
    print(f"a million articles of 600 words: {hours:.0f} core-hours\n")


@attrs.frozen
class Finished:
    """What a command took: seconds by the clock, of the processor, and memory at the peak in MiB."""

    seconds: float
    processor: float
    peak: float


def _run(*arguments: str) -> Finished:
    """Run the command line in a process of its own."""
    began = time.perf_counter()
    command = [sys.executable, "-m", "diplotext", *arguments]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{shlex.join(command)} ended with {process.returncode}")
    return Finished(time.perf_counter() - began, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / MIB)


def start(articles: Sequence[Article], options: argparse.Namespace) -> None:
    """How long the command takes for one sentence, and its memory."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "sentence.txt")
        path.write_text(SENTENCE, encoding="utf-8")
        commands = {f"{model} model": ["extract", "--model", model, str(path)] for model in options.model}
        commands |= {"dates alone": ["extract", "--with", "dates", str(path)], "--help": ["--help"]}
        taken: dict[str, list[Finished]] = {name: [] for name in commands}
        for _ in range(STARTS):
            for name, command in commands.items():
                taken[name].append(_run(*command))
    print("| start of the command | median, s | from, to | processor, s | peak, MiB |\n|---|---:|---:|---:|---:|")
    for name, runs in taken.items():
        seconds, processor = [run.seconds for run in runs], min(run.processor for run in runs)
        spread = f"{min(seconds):.2f}, {max(seconds):.2f}"
        print(f"| {name} | {statistics.median(seconds):.2f} | {spread} | {processor:.2f} | {runs[0].peak:.0f} |")


def memory(articles: Sequence[Article], options: argparse.Namespace) -> None:
    """Memory at the peak for the same text as long articles and as single paragraphs; and over many documents."""
    text = _prose(articles, MEGABYTES_TO_READ * 1_000_000)
    kinds = {"long articles": _pieces(text, LONG_ARTICLE), "paragraphs": text.split("\n\n"), "a sentence": [SENTENCE]}
    print("| peak memory, MiB |", " | ".join(options.model), "|\n|---|" + "---:|" * len(options.model))
    with tempfile.TemporaryDirectory() as folder:
        for kind, texts in kinds.items():
            path = Path(folder, "articles.jsonl")
            path.write_text("".join(json.dumps({"text": one}) + "\n" for one in texts), encoding="utf-8")
            peaks = [_run("extract", "--format", "jsonl", "--model", model, str(path)).peak for model in options.model]
            print(f"| {len(texts)} {kind} |", " | ".join(f"{peak:.0f}" for peak in peaks), "|", flush=True)
    if options.documents:
        print(f"\nmemory over {options.documents:,} documents, of which 2 % of the words were never seen before")
        context = multiprocessing.get_context("spawn")
        watch = context.Process(target=_watch, args=(articles, options.documents, MODELS[options.model[0]]))
        watch.start()
        watch.join()


def _watch(articles: Sequence[Article], count: int, model: str) -> None:
    """Stream made-up documents and print the memory in use at ten points."""
    paragraphs = _prose(articles, MEGABYTES_TO_READ * 1_000_000).split("\n\n")
    pipeline = Pipeline.of(language=model)
    began, first = time.perf_counter(), 0.0
    for number, _ in enumerate(pipeline.stream(_documents(paragraphs, count)), start=1):
        if number % max(1, count // 10) == 0:
            used = _in_use()
            first = first or used
            rate = number / (time.perf_counter() - began)
            print(f"{number:>9,}: {used:.0f} MiB, {used / first - 1:+.1%}, {rate:.1f} documents/s", flush=True)


def _documents(paragraphs: Sequence[str], count: int) -> Iterator[str]:
    """Documents of paragraphs in another order, in which some words are new."""
    chance = random.Random(1)  # noqa: S311  (no secret)
    for number in range(count):
        words = "\n\n".join(chance.sample(paragraphs, 3)).split(" ")
        for place in range(len(words)):
            if chance.random() < SHARE_OF_NEW_WORDS:
                words[place] = f"{words[place][:1]}a{number:x}e{place:x}"
        yield " ".join(words)


def _in_use() -> float:
    """Memory in use by this process, in MiB."""
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE") / MIB**2


def growth(articles: Sequence[Article], options: argparse.Namespace) -> None:
    """Processor time a character by the length of one text: the same in all columns if growth is linear."""
    sizes = [size for size in (1, 10, 100, 1_000, 10_000) if size <= options.largest]
    pipelines = {model: Pipeline.of(language=MODELS[model]) for model in options.model}
    prose = _prose(articles, 1_000 * sizes[-1])
    print("| microseconds a character |", " | ".join(f"{size:,} kB" for size in sizes))
    print("|---|" + "---:|" * len(sizes))
    for model, pipeline in pipelines.items():
        for name, text_of in TEXTS.items():
            row = []
            for size in sizes:
                text = text_of(prose, 1_000 * size)
                rounds = 3 if size <= 10 else 1
                row.append(min(_seconds(pipeline, text) for _ in range(rounds)) / len(text) * 1e6)
            print(f"| {name}, {model} model |", " | ".join(f"{cost:.1f}" for cost in row), "|", flush=True)


def _seconds(pipeline: Pipeline, text: str) -> float:
    began = time.process_time()
    wire.dumps(pipeline.read(text))
    return time.process_time() - began


def _prose(articles: Iterable[Article], size: int) -> str:
    """The texts of articles one after the other, again and again until they are long enough."""
    joined = "\n\n".join(article["text"] for article in articles) + "\n\n"
    return (joined * (size // len(joined) + 1))[:size]


def _pieces(text: str, size: int) -> list[str]:
    return [text[start : start + size] for start in range(0, len(text), size)]


TEXTS: Mapping[str, Callable[[str, int], str]] = {
    "news prose": lambda prose, size: prose[:size],
    "one paragraph": lambda prose, size: " ".join(prose[:size].split()),
    "opening marks alone": lambda prose, size: "“" * size,
    "brackets alone": lambda prose, size: "(" * size,
    "a sentence and opening marks": lambda prose, size: SENTENCE + "“" * size,
    "a sentence and brackets": lambda prose, size: SENTENCE + "(" * size,
    "opening marks in prose": lambda prose, size: prose[:size].replace(" ", " “"),
    "brackets in prose": lambda prose, size: prose[:size].replace(" ", " ("),
}
"""Kinds of text with which growth is watched, made from prose and a number of characters."""

SECTIONS: Mapping[str, Callable[[Sequence[Article], argparse.Namespace], None]] = {
    "shares": shares,
    "start": start,
    "memory": memory,
    "growth": growth,
}

if __name__ == "__main__":
    main()
