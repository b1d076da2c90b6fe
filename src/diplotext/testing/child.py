"""A separate interpreter: it reads tasks from standard input, and writes each answer as a line of JSON."""

from __future__ import annotations

import contextlib
import importlib
import importlib.machinery
import importlib.util
import json
import locale
import os
import pickle
import sys
from collections.abc import Callable, Sequence
from functools import cache
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

    from diplotext.model.document import Document
    from diplotext.plugin.extractor import Extractor
    from diplotext.testing.bench import Packed

HEAVY = frozenset(
    (
        *(
            "dateparser",
            "duckdb",
            "gensim",
            "jax",
            "matplotlib",
            "nltk",
            "numpy",
            "pandas",
            "polars",
            "pyarrow",
            "scipy",
        ),
        *("sklearn", "spacy", "stanza", "tensorflow", "thinc", "torch", "transformers"),
    )
)
"""Libraries that take a tenth of a second or more to import."""
CODE = (*importlib.machinery.all_suffixes(), ".pyi")
REACHING = ("socket.connect", "socket.getaddrinfo", "subprocess.Popen", "os.system")


def importing(module: str) -> dict[str, list[str]]:
    """Import a module; report the heavy libraries that it loads, the data of its package that it reads, its effects."""
    folder = _folder(module)
    opened: set[str] = set()
    reached: set[str] = set()

    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        if event in REACHING:
            reached.add(event)
        elif event == "open" and isinstance(arguments[0], (str, os.PathLike)):
            path = Path(arguments[0]).absolute()
            if folder and folder in path.parents and not path.name.endswith(CODE):
                opened.add(str(path.relative_to(folder.parent)))

    before = set(sys.modules)
    sys.addaudithook(watch)
    importlib.import_module(module)
    heavy = {name.partition(".")[0] for name in set(sys.modules) - before} & HEAVY
    return {"heavy": sorted(heavy), "opened": sorted(opened), "reached": sorted(reached)}


def _folder(module: str) -> Path | None:
    """The folder of the package of a module; None for a module outside packages."""
    found = importlib.machinery.PathFinder.find_spec(module.partition(".")[0])
    if found is None:  # an editable install may find its modules through another finder
        found = importlib.util.find_spec(module.partition(".")[0])
    places = list(found.submodule_search_locations or ()) if found else []
    return Path(places[0]).absolute() if places else None


def unpacked(parse: bytes) -> Doc:
    """A parse from its bytes."""
    from spacy.tokens import Doc

    return Doc(_vocabulary()).from_bytes(parse)


@cache
def _vocabulary() -> Vocab:
    import spacy

    return spacy.blank("en").vocab


def reading(extractor: type[Extractor], documents: Sequence[Packed]) -> list[Any]:
    """What an extractor finds in each of several documents."""
    from diplotext.pipeline.pipeline import default_registry
    from diplotext.plugin.extractor import Reading
    from diplotext.syntax.language_models import default_language, meets, parse
    from diplotext.testing.bench import plain

    def found(item: Packed) -> Any:
        def parser() -> Doc:
            if item.parse is None:
                return parse(default_language(extractor.needs), item.document.text)
            return unpacked(item.parse)

        def held() -> frozenset[str]:
            return item.held if item.parse else meets(default_language(extractor.needs))

        return plain(made.extract(Reading(item.document, default_registry().knowledge, cache(parser), held)))

    made = extractor()
    return [found(item) for item in documents]


def streaming(extractor: type[Extractor], documents: Sequence[Document]) -> dict[str, list[Any]]:
    """What a pipeline finds in one process and in two, both times with a pickled copy of the extractor."""
    from diplotext.pipeline.pipeline import Pipeline
    from diplotext.testing.bench import bench, plain

    ready = bench(extractor)
    copy = pickle.loads(pickle.dumps(ready.extractor))  # noqa: S301  (our own bytes)
    pipeline = Pipeline([*ready.before, copy])

    def found(processes: int) -> list[Any]:
        results = pipeline.stream(documents, processes=processes, batch_size=2, on_error="collect")
        return [
            {
                "annotations": plain(a for a in document.annotations if a.extractor == extractor.name),
                "failures": plain(f for f in document.failures if f.extractor == extractor.name),
            }
            for document in results
        ]

    return {"one": found(1), "two": found(2)}


TASKS: dict[str, Callable[[type[Extractor], Sequence[Any]], Any]] = {"read": reading, "stream": streaming}


def done(task: str, module: str, name: str, documents: bytes) -> tuple[Any, str | None]:
    """What a task finds, and what went wrong."""
    try:
        if task == "import":
            return importing(module), None
        extractor = attrgetter(name)(importlib.import_module(module))
        return TASKS[task](extractor, pickle.loads(documents)), None  # noqa: S301  (from the process that asks)
    except Exception as error:
        return None, f"{type(error).__name__}: {error}"


def main() -> None:
    """Do tasks until there are no more."""
    with contextlib.suppress(locale.Error):
        locale.setlocale(locale.LC_ALL, "")
    with os.fdopen(os.dup(0), "rb") as orders, os.fdopen(os.dup(1), "wb") as answers:
        nowhere = os.open(os.devnull, os.O_RDWR)
        # Nothing that an extractor, or a process that it starts, reads or prints must interfere with tasks and answers.
        os.dup2(nowhere, 0)
        os.dup2(nowhere, 1)
        os.close(nowhere)
        while True:
            try:
                order = pickle.load(orders)  # noqa: S301
            except EOFError:
                return
            answers.write(json.dumps(done(*order)).encode("ascii") + b"\n")
            answers.flush()


if __name__ == "__main__":
    main()
