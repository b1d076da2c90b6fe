"""The layouts of Factiva: with the codes of the fields (`HD`, `WC`, `PD` ...), and without.

Without codes, the lines before the body come in a fixed order: section, title, author, number of words, date, time,
source, its code, page, language, copyright. Each article ends with its id: `Document EXW0000020230316ej3g0001x`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from diplotext.io.fields import Fields, first_date

END = re.compile(r"\s*(?:AN[\s|]+)?Document\s+(?P<id>[A-Z0-9]{3,}[a-z0-9]{6,})[\s|]*")
WORDS = re.compile(r"\s*[\d,.]+ words?\s*", re.I)
TIME = re.compile(r"\s*\d{1,2}:\d{2}(?::\d{2})?(?:\s*[AP]M)?(?:\s+[A-Z]{2,5})?\s*", re.I)
CODE = re.compile(r"\s*[A-Z0-9]{2,10}\s*")
PAGE = re.compile(r"\s*(?:page\s+)?[A-Z]{0,3}-?\d{1,4}\s*|\s*Volume .*|\s*\(.{1,40}\)\s*", re.I)
LANGUAGE = re.compile(r"\s*[A-Z][a-z]+(?: - [A-Z][a-z]+)?\s*")
COPYRIGHT = re.compile(r"\s*(?:\(c\)|©|copyright|all rights reserved).*", re.I)
AUTHOR = re.compile(r"\s*By\s+\S.*", re.I)
CODES = (
    *("SE", "HD", "BY", "CR", "WC", "PD", "ET", "SN", "SC", "ED", "PG", "VOL", "LA", "CY", "LP", "TD", "CT", "RF"),
    *("ART", "CO", "IN", "NS", "RE", "IPD", "IPC", "PUB", "AN", "DE", "CLM"),
)
CODED = re.compile(rf"\s*(?P<code>{'|'.join(CODES)})(?:[ ]{{2,}}|\s*\t\s*|\s*\|\s*|\s*$)(?P<value>.*)")
REQUIRED = frozenset(("HD", "PD", "SN"))
"""Codes that every article with codes has."""


def is_export(lines: Sequence[str]) -> bool:
    """Whether the lines are those of an export of Factiva."""
    return any(END.fullmatch(line) for line in lines) and any(
        WORDS.fullmatch(line) or ((match := CODED.fullmatch(line)) and match["code"] == "WC") for line in lines
    )


def articles(lines: Sequence[str]) -> Iterator[Fields | None]:
    """The fields of each article; None for one whose body is not found."""
    start = 0
    for number, line in enumerate(lines):
        if match := END.fullmatch(line):
            chunk = lines[start:number]
            codes = {found["code"] for line in chunk if (found := CODED.fullmatch(line))}
            yield _coded(chunk, match["id"]) if codes >= REQUIRED else _plain(chunk, match["id"])
            start = number + 1


def _coded(lines: Sequence[str], id: str) -> Fields:
    values: dict[str, list[str]] = {}
    current: list[str] = []
    for line in lines:
        if match := CODED.fullmatch(line):
            current = values.setdefault(match["code"], [])
            line = match["value"]
        current.append(line.strip(" \t|"))
    others = {"section": "SE", "byline": "BY", "edition": "ED", "page": "PG"}
    return Fields(
        title=_joined(values.get("HD", [])),
        outlet=_joined(values.get("SN", [])) or None,
        published=first_date(_joined(values.get("PD", []))),
        body=[*values.get("LP", []), "", *values.get("TD", [])],
        id=id,
        others={name: value for name, code in others.items() if (value := _joined(values.get(code, [])))},
    )


def _joined(lines: Sequence[str]) -> str:
    return " ".join(" ".join(lines).split())


def _plain(lines: Sequence[str], id: str) -> Fields | None:
    at = next((number for number, line in enumerate(lines) if WORDS.fullmatch(line)), None)
    if at is None:
        return None
    above = [line.strip() for line in lines[:at] if line.strip()]
    byline = above.pop() if len(above) > 1 and AUTHOR.fullmatch(above[-1]) else None
    title = max(above, key=len, default="")
    if len(above) > 1 and byline is None and above.index(title) < len(above) - 1:
        byline = above[-1]
    day, outlet, start = _header(lines, at + 1)
    section = above[0] if len(above) > 1 and above[0] != title else None
    others = {name: value for name, value in (("section", section), ("byline", byline)) if value}
    return Fields(title=title, outlet=outlet, published=day, body=lines[start:], id=id, others=others)


def _header(lines: Sequence[str], at: int) -> tuple[str | None, str | None, int]:
    """The date and the source after the number of words, and where the body begins."""
    day: str | None = None
    outlet: str | None = None
    has_code = False
    while at < len(lines):
        line = lines[at].strip()
        if not line:
            pass
        elif day is None and (found := first_date(line)):
            day = found
        elif COPYRIGHT.fullmatch(line):
            return day, outlet, _after_copyright(lines, at)
        elif outlet is None and not TIME.fullmatch(line):
            outlet = line
        elif outlet is not None and not has_code and CODE.fullmatch(line):
            has_code = True
        elif not (TIME.fullmatch(line) or PAGE.fullmatch(line) or LANGUAGE.fullmatch(line)):
            return day, outlet, at
        at += 1
    return day, outlet, at


def _after_copyright(lines: Sequence[str], at: int) -> int:
    """Where the lines after a notice of copyright begin."""
    at += 1
    while at < len(lines) and (COPYRIGHT.fullmatch(lines[at]) or not lines[at].strip()):
        at += 1
    return at
