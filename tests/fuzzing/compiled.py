"""Prints each regular expression that diplotext and its plugins compile, as JSON: pattern, flags, places in the source.

Run as a program of its own, so that nothing is compiled before it looks: `python -m tests.fuzzing.compiled`.
"""

import importlib
import inspect
import json
import pkgutil
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCES = (ROOT / "src", *sorted((ROOT / "plugins").glob("*/src")))
SKIPPED = ("diplotext.__main__", "diplotext.template", "diplotext.testing.child")
found = {}
_compile = re._compile


def recorded(pattern, flags):
    compiled = _compile(pattern, flags)
    frame = sys._getframe(1)
    while frame and frame.f_code.co_filename.endswith("/re/__init__.py"):
        frame = frame.f_back
    path = Path(frame.f_code.co_filename if frame else "")
    if any(path.is_relative_to(source) for source in SOURCES):
        place = f"{path.relative_to(ROOT)}:{frame.f_lineno}"
        found.setdefault((compiled.pattern, compiled.flags), set()).add(place)
    return compiled


def make_patterns(module):
    """Call the functions of a module that make a pattern from data and take nothing."""
    for function in vars(module).values():
        made = getattr(function, "__wrapped__", function)
        is_own = inspect.isfunction(made) and made.__module__ == module.__name__
        if (
            is_own
            and made.__annotations__.get("return") == "re.Pattern[str]"
            and not inspect.signature(made).parameters
        ):
            function()


def main():
    re._compile = recorded
    names = sorted(path.name for source in SOURCES for path in source.iterdir() if (path / "__init__.py").exists())
    for name in names:
        package = importlib.import_module(name)
        for module in pkgutil.walk_packages(package.__path__, f"{name}."):
            if not module.name.startswith(SKIPPED):
                make_patterns(importlib.import_module(module.name))
    from tests.fuzzing.hostile import ARTICLES

    from diplotext import Pipeline

    pipeline = Pipeline.of(language="en_diplotext")
    for text in ARTICLES:
        pipeline.read(text)
    texts = ((pattern, flags, sorted(places)) for (pattern, flags), places in found.items() if isinstance(pattern, str))
    json.dump(sorted(texts), sys.stdout)


if __name__ == "__main__":
    main()
