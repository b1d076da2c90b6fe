"""Writes the pages on rules: docs/rules.md, and the table in the README of each plugin.

    python docs/make_rules.py           # write
    python docs/make_rules.py --check   # exit status 1 if a page is out of date

In a README the tables are between `<!-- rules of NAME -->`, with the name of an extractor, and `<!-- end of rules -->`.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from diplotext import Registry, Rule
from diplotext.plugin.rules import PUBLISHED

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs/rules.md"
READMES = {
    "quotes": "diplotext-quotes",
    "venues": "diplotext-venues",
    "places": "diplotext-venues",
    "dates": "diplotext-dates",
    "organizations": "diplotext-organizations",
    "people": "diplotext-people",
}
"""The plugins by extractor, in the order of the page."""

OPEN = re.compile(r'<(?P<name>\w+)(?P<attributes>(?: \w+="[^"]*")*)>')
CLOSE = re.compile(r"</\w+>")
BY_OTHERS = re.compile(r'<(\w+) rule="[^"]*">([^<]*)</\1>')
"""What another rule finds in an example; it is marked, so that an example is complete."""


INTRODUCTION = f"""\
# Rules

Every annotation names the rule that found it; `diplotext rules` lists the rules, and `Extractor.rules()` returns them
as data, from which `docs/make_rules.py` generates this page. What a rule finds is in **bold**; examples are read with
{PUBLISHED} as their publication date, and tests check each of them.

Precision is the share of right findings among those that were judged, on development data annotated by others; it is
the `confidence` of annotations. Rules with fewer than fifty cases (of meetings, thirty) have none. The rules were
written while reading errors in some of these data: [expect slightly lower precision elsewhere](quality.md).
"""


def main() -> int:
    """Write the pages, or report which are out of date."""
    check = sys.argv[1:] == ["--check"]
    stale = [path for path, text in pages().items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    for path in stale:
        if check:
            print(f"{path.relative_to(ROOT)} is out of date: run python docs/make_rules.py")
        else:
            path.write_text(pages()[path], encoding="utf-8")
    return int(check and bool(stale))


def pages() -> dict[Path, str]:
    """What the pages should contain, by their paths."""
    registry = Registry()
    rules = {name: registry.info(name).extractor.rules() for name in READMES}
    found = {PAGE: "\n".join([INTRODUCTION, *(part for name in rules for part in _section(name, rules[name]))])}
    for name, distribution in READMES.items():
        path = ROOT / "plugins" / distribution / "README.md"
        begin, end = f"<!-- rules of {name} -->\n", "<!-- end of rules -->"
        before, _, rest = (found.get(path) or path.read_text(encoding="utf-8")).partition(begin)
        _, _, after = rest.partition(end)
        if not after:
            raise SystemExit(f"{path.relative_to(ROOT)} has no lines {begin.strip()} and {end}")
        found[path] = before + begin + "".join(f"{row}\n" for row in _table(rules[name])) + end + after
    return found


def _section(name: str, rules: Mapping[str, Rule]) -> Iterator[str]:
    """The rules of an extractor, with all that is known about them."""
    yield f"## {name}\n\nFrom [{READMES[name]}](../plugins/{READMES[name]}/README.md).\n"
    for rule in rules.values():
        finds = rule.finds[0].upper() + rule.finds[1:]
        yield f"### `{rule.id}`\n\n{finds}. {_measured(rule)}\n"
        if rule.examples:
            yield "".join(f"- {_bold(example)}{_attributes(example)}\n" for example in rule.examples)


def _measured(rule: Rule) -> str:
    cases = f"{rule.cases:,} case{'s'[: rule.cases != 1]}"
    if rule.precision is not None:
        return f"Precision {_share(rule.precision)}, {cases} ({rule.source})."
    return f"No precision: {cases} ({rule.source})." if rule.cases else "Not measured."


def _table(rules: Mapping[str, Rule]) -> Iterator[str]:
    yield "| rule | finds | examples | cases | precision |"
    yield "|---|---|---|---|---|"
    for rule in rules.values():
        examples = "<br>".join(_bold(example) + _value(example) for example in rule.examples)
        cases = f"{rule.cases:,}" if rule.cases else ""
        row = f"| `{rule.id}` | {rule.finds} | {examples} | {cases} | {_share(rule.precision)} |"
        yield row.replace("|  |", "| |").replace("|  |", "| |")


def _share(precision: float | None) -> str:
    return "" if precision is None else f"{precision:.2f}".removeprefix("0")


def _bold(example: str) -> str:
    """An example with what is found in bold, as Markdown on one line."""
    own = BY_OTHERS.sub(r"\2", example)
    return CLOSE.sub("**", OPEN.sub("**", own)).replace("|", "\\|").replace("\n\n", " ¶ ").replace("\n", " ↵ ")


def _tags(example: str) -> list[dict[str, str]]:
    """The attributes of each tag; those of tags that are equal only once."""
    found: list[dict[str, str]] = []
    for tag in OPEN.finditer(BY_OTHERS.sub(r"\2", example)):
        attributes = dict(re.findall(r'(\w+)="([^"]*)"', tag["attributes"]))
        attributes.pop("id", None)
        if attributes not in found:
            found.append(attributes)
    return found


def _value(example: str) -> str:
    """The values of the times in an example."""
    values = [attributes["value"] for attributes in _tags(example) if "value" in attributes]
    return f" `{', '.join(values)}`" if values else ""


def _attributes(example: str) -> str:
    """The attributes of what an example marks, as lines below it."""
    lines = ["; ".join(f"{key}: `{value}`" for key, value in tag.items()) for tag in _tags(example) if tag]
    return "".join(f"\\\n  {line}" for line in lines)


if __name__ == "__main__":
    sys.exit(main())
