"""Draws the pictures of docs/gallery.md from the examples: charts of the notebook, tables of the command line.

python docs/make_gallery.py           # write
python docs/make_gallery.py --check   # exit status 1 if a picture is not what it would draw
"""

from __future__ import annotations

import contextlib
import io
import json
import re
import runpy
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
PICTURES = ROOT / "docs" / "gallery"
NOTEBOOK = ROOT / "examples" / "who_met_whom_by_month.ipynb"
FIGURES = {"months.svg": "chart", "network.svg": "picture"}
"""Pictures, and the variables of the notebook that hold their figures."""

WIDTH = 92
FONTS = re.compile(r"@font-face \{.*?\}\s*", re.S)
"""Fonts that a picture of rich would load from elsewhere."""


def pictures() -> Mapping[str, str]:
    """The pictures as SVG, by the names of their files."""
    values = of_notebook()
    drawn = {name: figure_as_svg(values[variable]) for name, variable in FIGURES.items()}
    return drawn | {"audit.svg": audit_as_svg(values["documents"])}


def of_notebook() -> dict[str, Any]:
    """The variables of the notebook after its code has run."""
    import matplotlib as mpl

    mpl.use("svg")
    mpl.rcParams.update({"svg.hashsalt": "diplotext", "svg.fonttype": "none", "font.size": 10})
    cells = json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]
    code = "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(NOTEBOOK.parent):
        script = Path(folder) / "notebook.py"
        script.write_text(code, encoding="utf-8")
        with contextlib.redirect_stdout(io.StringIO()):
            return runpy.run_path(str(script))


def figure_as_svg(figure: Any) -> str:
    """A figure of matplotlib as SVG, the same every time."""
    stream = io.StringIO()
    figure.savefig(stream, format="svg", metadata={"Date": None, "Creator": None})
    return tidy(stream.getvalue())


def audit_as_svg(documents: Any) -> str:
    """What `diplotext audit` prints of some documents, as SVG."""
    from rich.console import Console
    from rich.terminal_theme import DIMMED_MONOKAI

    from diplotext.cli.audit_tables import shown_on
    from diplotext.tabular import audit

    console = Console(record=True, width=WIDTH, file=io.StringIO(), highlight=False)
    console.print("$ diplotext audit examples/visits --rows 6\n", style="dim")
    shown_on(console, audit(documents), None, 6)
    svg = console.export_svg(title="diplotext", unique_id="audit", theme=DIMMED_MONOKAI)
    return tidy(FONTS.sub("", svg).replace("Fira Code", "ui-monospace"))


def tidy(svg: str) -> str:
    """The lines of a picture without white space at their ends."""
    return "".join(f"{line.rstrip()}\n" for line in svg.strip().splitlines())


def main() -> int:
    """Draw the pictures, or report those that are out of date."""
    drawn = pictures()
    if sys.argv[1:] != ["--check"]:
        PICTURES.mkdir(exist_ok=True)
        for name, svg in drawn.items():
            (PICTURES / name).write_text(svg, encoding="utf-8")
        return 0
    stale = [name for name, svg in drawn.items() if (PICTURES / name).read_text(encoding="utf-8") != svg]
    for name in stale:
        print(f"docs/gallery/{name} is out of date: run python docs/make_gallery.py")
    return int(bool(stale))


if __name__ == "__main__":
    sys.exit(main())
