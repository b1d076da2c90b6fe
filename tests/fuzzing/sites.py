"""Where the source compiles regular expressions, under which names, and which methods it calls on them."""

import ast
from collections import defaultdict

import attrs
from tests.fuzzing.compiled import ROOT, SOURCES

METHODS = ("match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer")
ANCHORED = {"match", "fullmatch"}


@attrs.frozen
class Site:
    """A call of `re.compile`, or of `re.search` and the like.

    Attributes:
        file: The file, relative to the repository.
        lines: The lines of the call.
        name: The name that the pattern gets; None if it has none of its own.
        method: What is called.
        pattern: The pattern, if it is written as one string.
    """

    file: str
    lines: range
    name: str | None
    method: str
    pattern: str | None

    def __str__(self):
        return f"{self.file}:{self.name or self.lines.start}"


def read():
    """All sites, and the methods that are called on the pattern of each name in each file."""
    sites, called, imported = [], defaultdict(set), defaultdict(set)
    for source in SOURCES:
        for path in sorted(source.rglob("*.py")):
            if "template" in path.parts:
                continue
            file = str(path.relative_to(ROOT))
            tree = ast.parse(path.read_text(encoding="utf-8"))
            names = {
                id(node.value): node.targets[0].id
                for node in ast.walk(tree)
                if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
            }
            for node in ast.walk(tree):
                if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.attr in METHODS:
                    called[file, node.value.id].add(node.attr)
                if isinstance(node, ast.ImportFrom) and node.module:
                    for alias in node.names:
                        imported[f"{node.module.replace('.', '/')}.py", alias.name].add(file)
                if isinstance(node, ast.Call) and _is_of_re(node.func):
                    first = node.args[0]
                    pattern = first.value if isinstance(first, ast.Constant) else None
                    lines = range(node.lineno, (node.end_lineno or node.lineno) + 1)
                    sites.append(Site(file, lines, names.get(id(node)), node.func.attr, pattern))
    for (module, name), files in imported.items():
        for file in files:
            for source in SOURCES:
                called[str((source / module).relative_to(ROOT)), name] |= called[file, name]
    return sites, called


def _is_of_re(function):
    is_of_re = isinstance(function, ast.Attribute) and getattr(function.value, "id", None) == "re"
    return is_of_re and function.attr in ("compile", *METHODS)


def how_used(site, called):
    """Whether a search may begin anywhere, or only where it is told to."""
    methods = called.get((site.file, site.name), set()) if site.method == "compile" else {site.method}
    return "match" if methods and methods <= ANCHORED else "search"
