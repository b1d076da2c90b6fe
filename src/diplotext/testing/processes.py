"""Checks in separate interpreters: the result is the same in any environment, and with any number of processes."""

from __future__ import annotations

from collections.abc import Iterable

from diplotext.model.annotations import shortened
from diplotext.model.articles import Article
from diplotext.plugin.extractor import Extractor
from diplotext.testing.bench import bench, difference, packed
from diplotext.testing.children import SURROUNDINGS, children
from diplotext.testing.texts import documents


def is_deterministic(extractor: type[Extractor], texts: Iterable[Article] = ()) -> None:
    """It finds the same with any hash seed, time zone and locale."""
    ready = bench(extractor)
    read = tuple(ready.first(documents(texts)))
    first, *others = children("read", extractor, [packed(ready, document) for document in read], SURROUNDINGS)
    for variables, other in zip(SURROUNDINGS[1:], others, strict=True):
        for document, expected, found in zip(read, first, other, strict=True):
            if where := difference(expected, found):
                one, two = (
                    " ".join(f"{name}={values[name]}" for name in ("PYTHONHASHSEED", "TZ", "LC_ALL"))
                    for values in (SURROUNDINGS[0], variables)
                )
                raise AssertionError(
                    f"{ready} finds one thing with {one} and another with {two}; do not yield in the order of a set, "
                    "do not use the time or the locale, and open files with encoding='utf-8'. In "
                    f"{shortened(document.text)!r}: {where}"
                )


def reads_alike_in_processes(extractor: type[Extractor], texts: Iterable[Article] = ()) -> None:
    """`Pipeline.stream` with two processes finds what it finds with one."""
    ready = bench(extractor)
    read = tuple(ready.first(documents(texts)))
    [answer] = children("stream", extractor, read)
    if not any(result["annotations"] or result["failures"] for result in answer["one"]):
        ready.nothing_found(len(read))
    for document, one, two in zip(read, answer["one"], answer["two"], strict=True):
        for part in ("failures", "annotations"):
            if where := difference(one[part], two[part]):
                raise AssertionError(
                    f"{ready} finds something else in a process started for it; load its data on first use, not when "
                    "a hook is called or another module is imported. In "
                    f"{shortened(document.text)!r}: {where}"
                )
