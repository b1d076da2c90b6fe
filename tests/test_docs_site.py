"""The site is built without warnings and documents every public name; links, commands and figures of the pages are right."""

import os
import re
import shutil
import subprocess
import sys
from collections import defaultdict
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import attrs
import pytest

import diplotext
from diplotext import hooks

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = sorted(
    [
        *ROOT.glob("*.md"),
        *DOCS.glob("*.md"),
        *ROOT.glob("plugins/*/README.md"),
        *ROOT.glob("examples/*/README.md"),
        *ROOT.glob("training/README.md"),
    ]
)
FENCE = re.compile(r"^(`{3,}).*?^\1`*$", re.M | re.S)
LINK = re.compile(r"\[[^\]\[]*\]\(<?([^)\s>]+)>?(?: \"[^\"]*\")?\)")


def test_every_public_name_is_in_the_reference(site):
    page = (site / "reference.html").read_text(encoding="utf-8")
    where = {
        "interop": "module-diplotext.interop",
        "schema": "module-diplotext.schema",
        "wire": "module-diplotext.wire",
    }
    page += (site / "spacy.html").read_text(encoding="utf-8")  # interop has its place there
    assert {name for name in diplotext.__all__ if f'id="{where.get(name, f"diplotext.{name}")}"' not in page} == set()


def test_every_hook_is_in_the_reference(site):
    page = (site / "reference.html").read_text(encoding="utf-8")
    found = [name for name in vars(hooks) if name.startswith("diplotext_")]
    assert len(found) >= 3
    for name in found:
        assert f'id="diplotext.hooks.{name}"' in page


@pytest.mark.parametrize(
    "name",
    ["Annotation", "Entity", "Person", "Organization", "State", "Place", "TimeExpression", "Statement", "Meeting", "Rule", "Document", "Record"],
)  # fmt: skip
def test_every_field_is_in_the_reference(site, name):
    page = (site / "reference.html").read_text(encoding="utf-8")
    for field in attrs.fields(getattr(diplotext, name)):
        assert f">{field.name}<" in page, field.name


def test_every_page_is_reached_from_the_index(site):
    index = (site / "index.html").read_text(encoding="utf-8")
    for page in DOCS.glob("*.md"):
        assert page.stem == "index" or f'href="{page.stem}.html"' in index, page.name


def slugs(page):
    """The anchors of the headings of a page, as they are made where it is browsed."""
    text = FENCE.sub("", page.read_text(encoding="utf-8"))
    found = []
    for heading in re.findall(r"^#+ (.+)$", text, re.M):
        slug = re.sub(r"[^\w\- ]", "", re.sub(r"[`*]", "", heading).lower()).replace(" ", "-")
        found.append(f"{slug}-{found.count(slug)}" if slug in found else slug)
    return found


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page):
    text = FENCE.sub("", page.read_text(encoding="utf-8"))
    for link in LINK.findall(re.sub(r"`[^`\n]*`", "", text)):
        if re.match(r"[a-z]+:", link):
            assert link.startswith(("https://", "mailto:")), link
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), link
        assert target == ROOT or ROOT in target.parents, link
        if anchor:
            assert anchor in slugs(target), link


CONSOLE = re.compile(r"^```console\n(.*?)^```", re.M | re.S)
COMMANDED = [
    ROOT / "README.md",
    *(page for page in sorted(DOCS.glob("*.md")) if page.name not in ("knowledge.md", "newcomer.md", "validate.md")),
]
"""Pages whose commands are run; those of the other three have tests of their own, with the files that they write."""

SUMMARY = re.compile(r"^diplotext: \d+ articles in \w+\n", re.M)


def commands(page):
    blocks = CONSOLE.findall(page.read_text(encoding="utf-8"))
    return [line[2:] for block in blocks for line in block.splitlines() if line.startswith("$ diplotext ")]


@pytest.fixture(scope="module")
def ran(tmp_path_factory):
    """What a command returned, said and printed: each is run once, whichever pages show it, behind those before it."""
    folder = tmp_path_factory.mktemp("commands")
    shutil.copytree(ROOT / "examples/articles", folder / "articles")
    (folder / "docs").mkdir()
    shutil.copy(DOCS / "crossing.txt", folder / "docs")
    shutil.copy(DOCS / "crossing.txt", folder / "article.txt")
    shutil.copy(DOCS / "stories.jsonl", folder / "articles.jsonl")
    shutil.copy(ROOT / "examples/sanctions.toml", folder)
    shutil.copytree(ROOT / "tests/inputs", folder / "exports")
    (folder / "articles.csv").write_text("id,date,body\n1,2023-03-16,It rained on Monday.\n", encoding="utf-8")
    (folder / "table.csv").write_text("nr;tag;artikel\n1;16.03.2023;It rained on Monday.\n", encoding="utf-8")
    claim = '{"quotation": "We want the crossing open before the summer.", "speaker": "Marko Vidmar"}\n'
    (folder / "claims.jsonl").write_text(claim, encoding="utf-8")
    draft = "Marko Vidmar, the Slovenian foreign minister, said: “We want the crossing open before the summer.”\n"
    (folder / "draft.txt").write_text(draft, encoding="utf-8")
    (folder / "in.jsonl").write_text('{"text": "Anna Berg said that it rained."}\n', encoding="utf-8")
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    environment = {**os.environ, "PATH": path, "PYTHONIOENCODING": "utf-8"}

    @cache
    def ran(command):
        if "--resume" in command:  # each page has articles of its own
            shutil.rmtree(folder / "out", ignore_errors=True)
        shell = ["bash", "-c", command]
        result = subprocess.run(shell, capture_output=True, text=True, check=False, cwd=folder, env=environment)
        return result.returncode, SUMMARY.sub("", result.stderr), result.stdout

    return ran


@pytest.mark.parametrize("page", [page for page in COMMANDED if commands(page)], ids=lambda page: page.name)
def test_commands_of_a_page_run(page, ran):
    for line in commands(page):
        command = line.partition("  #")[0].rstrip()
        returned, said, printed = ran(command)
        assert (returned, said) == (0, ""), command
        assert printed or ">" in command or "--output" in command or " -o " in command, command


def made(script):
    """What a script says of the pages that it makes: nothing if they are fresh."""
    command = [sys.executable, str(DOCS / script), "--check"]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    return result.returncode, result.stdout, result.stderr


def test_figures_of_the_limits_are_those_that_were_measured():
    assert made("make_limits.py") == (0, "", "")


def test_all_figures_of_the_limits_are_cited(monkeypatch):
    monkeypatch.syspath_prepend(DOCS)
    import make_limits

    limits, quality = (path.read_text(encoding="utf-8") for path in (make_limits.LIMITS, make_limits.QUALITY))
    other = re.sub(r"\d+\.\d", "12.3", quality)
    assert set(re.findall(r"\d+\.\d", make_limits.rewritten(limits, other))) == {"12.3"}
    with pytest.raises(ValueError, match="cites 'attributed' of polnear.dev"):
        make_limits.rewritten(limits, quality.replace("attributed", "other"))


def test_the_readme_is_short_and_shows_a_picture():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert len(text.splitlines()) < 150
    assert re.search(r"!\[[^\]]{20,}\]\(docs/crossing\.svg\)", text)


@pytest.mark.parametrize("script", ["make_picture.py", "make_gallery.py", "make_tables.py"])
def test_what_a_script_makes_is_fresh(script):
    assert made(script) == (0, "", "")


def words_by_line(svg):
    """The words of a picture of a terminal, line by line."""
    lines = defaultdict(dict)
    for text in ElementTree.fromstring(svg).iter("{http://www.w3.org/2000/svg}text"):
        if "clip-path" in text.attrib:  # not the title
            lines[float(text.get("y"))][float(text.get("x"))] = text.text or ""
    return [" ".join(part for _, part in sorted(line.items())).split() for _, line in sorted(lines.items())]


def test_the_picture_shows_what_the_command_prints(run_process):
    told, *shown = (line for line in words_by_line((DOCS / "crossing.svg").read_text(encoding="utf-8")) if line)
    assert told[:3] == ["$", "diplotext", "extract"]
    printed = run_process("extract", str(ROOT / told[3]), *told[4:], COLUMNS="92", PYTHONIOENCODING="utf-8")
    assert (printed.returncode, printed.stderr) == (0, b"")
    assert shown == [line.split() for line in printed.stdout.decode().splitlines() if line.strip()]


def test_the_picture_loads_nothing():
    svg = (DOCS / "crossing.svg").read_text(encoding="utf-8")
    assert "url(http" not in svg
    assert "@font-face" not in svg
    assert len(svg) < 25_000
