"""Pages and code say what they say in the words of the literature: no phrase of docs/prose.toml occurs in them.

    python tests/test_prose.py           # print what is found, and what to say instead
    python tests/test_prose.py --write   # write docs/prose-allowance.toml, the hits that files of the code still have

Code may keep the hits that the allowance counts, no more and no fewer: who removes some lowers the count.
"""

from __future__ import annotations

import ast
import io
import re
import sys
import tokenize
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
import pytest

ROOT = Path(__file__).parents[1]
ALLOWANCE = ROOT / "docs/prose-allowance.toml"
GENERATED = ("rules.md", "limits.md")
PAGES = [
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    *(page for page in sorted((ROOT / "docs").glob("*.md")) if page.name not in GENERATED),
]
CODE = sorted([*ROOT.glob("src/**/*.py"), *ROOT.glob("plugins/*/src/**/*.py")])

FENCE = re.compile(r"^ *(`{3,}).*?^ *\1`*$", re.M | re.S)
CITED = re.compile(r'`[^`]{1,200}`|“[^”]{1,200}”|"[^"]{1,200}"')
"""Code spans, and examples in quotation marks."""


def _as_typed(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern.replace(" ", r"\s"), re.I)


@attrs.frozen
class Phrase:
    """A phrase that is not to be used.

    Attributes:
        pattern: Finds it; a space is any white space.
        say: What to say instead.
        found: Examples with a hit.
        allowed: Examples without one.
        names: Whether it is looked for in the names that code defines, and not in prose.
    """

    pattern: re.Pattern[str] = attrs.field(converter=_as_typed)
    say: str
    found: list[str]
    allowed: list[str]
    names: bool = False


PHRASES = [Phrase(**entry) for entry in tomllib.loads((ROOT / "docs/prose.toml").read_text("utf-8"))["phrase"]]


def plain(text: str) -> str:
    """The text without code and examples, its lines without indentation; lines stay lines."""
    for hidden in (FENCE, CITED):
        text = hidden.sub(lambda match: re.sub(r"\S", "·", match[0]), text)
    return re.sub(r"[ \t]*\n[ \t]*", "\n", re.sub(r"[ \t]+", " ", text))


def prose_of(path: Path) -> Iterator[tuple[int, str]]:
    """The prose of a page, or the docstrings, comments and strings of a module, each with its first line."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".md":
        yield 1, text
        return
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and " " in node.value:  # else a word of data
            yield node.lineno, node.value
    yield from comments(text)


def comments(code: str) -> Iterator[tuple[int, str]]:
    """The comments of a module, those on lines that follow each other as one."""
    lines: list[str] = []
    last = 0
    for token in tokenize.generate_tokens(io.StringIO(code).readline):
        if token.type != tokenize.COMMENT:
            continue
        if lines and token.start[0] > last + 1:
            yield last - len(lines) + 1, "\n".join(lines)
            lines = []
        last = token.start[0]
        lines.append(token.string.lstrip("# "))
    if lines:
        yield last - len(lines) + 1, "\n".join(lines)


def names_of(path: Path) -> Iterator[tuple[int, str]]:
    """The names that a module defines, each where it is first defined."""
    seen: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case (
                ast.Name(id=name, ctx=ast.Store())
                | ast.arg(arg=name)
                | ast.FunctionDef(name=name)
                | ast.ClassDef(name=name)
            ) if name not in seen:
                seen.add(name)
                yield node.lineno, name


def hits(path: Path) -> list[str]:
    """What is found in a file, by line: "FILE:LINE: 'WORDS': say ..."."""
    prose = [(line, plain(text)) for line, text in prose_of(path)]
    names = list(names_of(path)) if path.suffix == ".py" else []
    found = [
        (line + text.count("\n", 0, match.start()), " ".join(match[0].split()), phrase.say)
        for phrase in PHRASES
        for line, text in (names if phrase.names else prose)
        for match in phrase.pattern.finditer(text)
    ]
    return [f"{path.relative_to(ROOT)}:{line}: {words!r}: say {say}" for line, words, say in sorted(found)]


def allowance() -> dict[str, int]:
    """The hits that files of the code still have, by path."""
    table: dict[str, Any] = tomllib.loads(ALLOWANCE.read_text(encoding="utf-8"))
    return dict(table["hits"])


def test_every_phrase_has_examples_that_hold() -> None:
    assert len({phrase.pattern for phrase in PHRASES}) == len(PHRASES)
    for phrase in PHRASES:
        assert phrase.say
        assert phrase.found
        assert phrase.allowed
        assert [text for text in phrase.found if not phrase.pattern.search(text)] == []
        assert [text for text in phrase.allowed if phrase.pattern.search(text)] == []


def test_code_and_examples_are_not_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules[__name__], "ROOT", tmp_path)
    page, module = tmp_path / "page.md", tmp_path / "module.py"
    page.write_text("It is `no` “beside” it.\n\n```text\nbeside\n```\n\nIt stands\nthere.\n", encoding="utf-8")
    assert hits(page) == ["page.md:7: 'stands': say occurs, is"]
    module.write_text(
        'WORDS = ["beside"]\n"""What\n\n    goes\n    on."""\n\n# It is\n# no x.\n\nbehind = 1\n', "utf-8"
    )
    assert [line.partition(": say")[0] for line in hits(module)] == [
        "module.py:4: 'goes on'",
        "module.py:7: 'is no x.'",
        "module.py:10: 'behind'",
    ]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_pages(page: Path) -> None:
    found = hits(page)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("module", CODE, ids=lambda module: str(module.relative_to(ROOT)))
def test_code_has_the_hits_that_it_is_allowed(module: Path) -> None:
    found, allowed = hits(module), allowance().get(str(module.relative_to(ROOT)), 0)
    assert len(found) <= allowed, "\n".join([f"{len(found)} hits, {allowed} allowed", *found])
    assert len(found) == allowed, f"{len(found)} hits, {allowed} allowed: run python tests/test_prose.py --write"


def test_the_allowance_names_only_files_with_hits() -> None:
    modules = {str(module.relative_to(ROOT)) for module in CODE}
    assert sorted(path for path, count in allowance().items() if path not in modules or count < 1) == []


def main() -> int:
    """Print what is found, or write the allowance."""
    if sys.argv[1:] != ["--write"]:
        found = [line for path in (*PAGES, *CODE) for line in hits(path)]
        print("\n".join([*found, f"{len(found)} hits"]))
        return int(bool(found))
    counts = {str(path.relative_to(ROOT)): len(hits(path)) for path in CODE}
    header = ALLOWANCE.read_text(encoding="utf-8").partition("[hits]")[0]
    header = re.sub(r"\A# NOT WRITTEN YET.*\n#\n", "", header)
    rows = [f'"{path}" = {count}' for path, count in counts.items() if count]
    ALLOWANCE.write_text("\n".join([f"{header}[hits]", *rows]) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
