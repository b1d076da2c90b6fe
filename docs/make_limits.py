"""Updates the figures in docs/limits.md from docs/quality.md, wherever it says "`DATA`: NAME FIGURE; NAME FIGURE".

    python docs/make_limits.py           # write
    python docs/make_limits.py --check   # exit status 1 if a figure is not the one that was measured

The words around the figures ("three of four") are left as they are: read them again.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

QUALITY = Path(__file__).with_name("quality.md")
LIMITS = Path(__file__).with_name("limits.md")
ROW = re.compile(r"^\| \w+ \| (\S+) \| \d+ \| (.*) \|$", re.M)
CITED = re.compile(r"(?<=`)(?P<data>\S+\.dev)`:(?P<figures>[^`]*?\d\.\d(?:;[^`;]*?\d\.\d)*)")
FIGURE = re.compile(r"(?P<name>[^;\s][^;]*?)(?P<gap>\s+)(?P<figure>\d+\.\d)(?=;|$)")


def rewritten(limits: str, quality: str) -> str:
    """The page with the measured figures.

    Raises:
        ValueError: If it cites a figure that is not in the table.
    """
    rows = dict(ROW.findall(quality))

    def cited(match: re.Match[str]) -> str:
        def figure(part: re.Match[str]) -> str:
            name = " ".join(part["name"].split())
            measured = re.search(rf"(?:^|, ){re.escape(name)} (\d+\.\d)(?:,|$)", rows.get(match["data"], ""))
            if measured is None:
                raise ValueError(
                    f"docs/limits.md cites {name!r} of {match['data']}, which docs/quality.md does not have"
                )
            return f"{part['name']}{part['gap']}{measured[1]}"

        return f"{match['data']}`:{FIGURE.sub(figure, match['figures'])}"

    return CITED.sub(cited, limits)


def main() -> int:
    """Write the page, or report that it is out of date."""
    limits = LIMITS.read_text(encoding="utf-8")
    new = rewritten(limits, QUALITY.read_text(encoding="utf-8"))
    if sys.argv[1:] != ["--check"]:
        LIMITS.write_text(new, encoding="utf-8")
    elif new != limits:
        print("docs/limits.md is out of date: run python docs/make_limits.py, and read the words around its figures")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
