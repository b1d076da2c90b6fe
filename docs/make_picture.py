"""Draws docs/crossing.svg: what `diplotext extract docs/crossing.txt --published 2023-03-17` prints on a terminal.

python docs/make_picture.py           # write
python docs/make_picture.py --check   # exit status 1 if the picture is not what it would draw
"""

from __future__ import annotations

import io
import re
import sys
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import DIMMED_MONOKAI

from diplotext import Document, read
from diplotext.io.terminal import Legend, print_document

ARTICLE = Path(__file__).with_name("crossing.txt")
PICTURE = ARTICLE.with_suffix(".svg")
PUBLISHED = "2023-03-17"
WIDTH = 100
FONTS = re.compile(r"@font-face \{.*?\}\s*", re.S)
"""Fonts that a picture of rich would load from elsewhere."""


def picture() -> str:
    """The picture as SVG."""
    return drawn(read(ARTICLE.read_text(encoding="utf-8"), published=PUBLISHED))


def drawn(document: Document) -> str:
    """The tables of a document as SVG."""
    console = Console(record=True, width=WIDTH, file=io.StringIO(), highlight=False)
    console.print(f"$ diplotext extract docs/{ARTICLE.name} --published {PUBLISHED}\n", style="dim")
    legend = Legend()
    print_document(document, console, legend)
    legend.print(console)
    svg = console.export_svg(title="diplotext", unique_id="diplotext", theme=DIMMED_MONOKAI)
    svg = FONTS.sub("", svg).replace("Fira Code", "ui-monospace")
    return "".join(f"{line.rstrip()}\n" for line in svg.strip().splitlines())


def main() -> int:
    """Draw the picture, or report that it is out of date."""
    svg = picture()
    if sys.argv[1:] != ["--check"]:
        PICTURE.write_text(svg, encoding="utf-8")
    elif not PICTURE.exists() or PICTURE.read_text(encoding="utf-8") != svg:
        print(f"docs/{PICTURE.name} is out of date: run python docs/make_picture.py")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
