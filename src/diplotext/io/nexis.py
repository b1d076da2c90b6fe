"""The layouts of Nexis: that of Nexis Uni and Lexis Advance, and that of LexisNexis Academic.

Today's exports have the title, the source and the date on lines of their own, labelled fields, the line `Body`, the
article, the line `Classification` with more fields, and `End of Document`. The older one begins each article with
`3 of 25 DOCUMENTS`, centres source and date, and labels its fields in capitals.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from diplotext.io.fields import Fields, first_date

END = re.compile(r"\s*End of Document\s*", re.I)
COUNTER = re.compile(r"\s*\d+ of \d+ DOCUMENTS?\s*")
BODY = re.compile(r"\s*Body\s*")
LABEL = re.compile(
    r"\s*(?P<name>Section|Length|Byline|Highlight|Dateline|Series|Edition|Distribution|Language|Publication-Type"
    r"|Subject|Company|Organization|Person|City|State|Country|Geographic|Industry|Load-Date|Graphic|Correction-Date"
    r"|Journal Code|Acc-No|Type|Document-Type|Ticker)\s*:\s*(?P<value>.*)",
    re.I,
)
COPYRIGHT = re.compile(r"\s*(?:Copyright|\(c\)|©)\s", re.I)
AFTER_BODY = re.compile(
    r"\s*(?:Classification|Graphic|Notes|(?:Load-Date|Language|Publication-Type):.*|Copyright (?:\d{4}|©|\(c\)).*)\s*",
    re.I,
)
AFTER_OLD_BODY = re.compile(
    r"\s*(?:(?:LOAD-DATE|LANGUAGE|GRAPHIC|PUBLICATION-TYPE|DOCUMENT-TYPE|SUBJECT|JOURNAL-CODE|ACC-NO|CORRECTION-DATE"
    r"|CORRECTION):.*|Copyright (?:\d{4}|©|\(c\)).*)"
)
KEPT = ("section", "byline", "highlight", "dateline", "length", "edition", "graphic", "load-date")
"""Fields that are kept in the source of an article."""


def is_export(lines: Sequence[str]) -> bool:
    """Whether the lines are those of an export of Nexis."""
    if any(END.fullmatch(line) for line in lines) and any(BODY.fullmatch(line) for line in lines):
        return True
    return any(COUNTER.fullmatch(line) for line in lines) and any(AFTER_OLD_BODY.fullmatch(line) for line in lines)


def articles(lines: Sequence[str]) -> Iterator[Fields | None]:
    """The fields of each article; None for one whose body is not found."""
    if any(END.fullmatch(line) for line in lines):
        for chunk in _chunks(lines):
            yield _fields(chunk)
    else:
        starts = [number for number, line in enumerate(lines) if COUNTER.fullmatch(line)]
        for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
            yield _old_fields(lines[start + 1 : end])


def _chunks(lines: Sequence[str]) -> Iterator[Sequence[str]]:
    start = 0
    for number, line in enumerate(lines):
        if END.fullmatch(line):
            yield lines[start:number]
            start = number + 1
    if any(BODY.fullmatch(line) for line in lines[start:]):  # the last one, cut off
        yield lines[start:]


def _fields(lines: Sequence[str]) -> Fields | None:
    at = next((number for number, line in enumerate(lines) if BODY.fullmatch(line)), None)
    if at is None:
        return None
    head = [line.strip() for line in lines[:at] if line.strip()]
    dated = [number for number, line in enumerate(head) if first_date(line) and number >= 2 and not LABEL.match(line)]
    copied = next((number for number, line in enumerate(head) if COPYRIGHT.match(line)), len(head))
    dated = [number for number in dated if number < copied] or dated
    day = dated[-1] if dated else None
    title = head[day - 2] if day is not None else head[0] if head else ""
    rest = lines[at + 1 :]
    end = next((number for number, line in enumerate(rest) if AFTER_BODY.fullmatch(line)), len(rest))
    others = _labelled(head) | _labelled(rest[end:])
    if graphic := _after(rest[end:], "graphic"):
        others["graphic"] = graphic
    return Fields(
        title=re.sub(r"^\d+\.\s+", "", title),
        outlet=head[day - 1] if day is not None else None,
        published=first_date(head[day]) if day is not None else None,
        body=rest[:end],
        others=_kept(others),
    )


def _after(lines: Sequence[str], heading: str) -> str | None:
    """The lines after a heading, up to the next one."""
    found: list[str] | None = None
    for line in (line.strip() for line in lines):
        if found is not None and (AFTER_BODY.fullmatch(line) or LABEL.match(line)):
            break
        if found is not None and line:
            found.append(line)
        elif line.casefold() == heading:
            found = []
    return " ".join(found) if found else None


def _old_fields(lines: Sequence[str]) -> Fields | None:
    day = next((number for number, line in enumerate(lines) if first_date(line) and not LABEL.match(line)), None)
    if day is None:
        return None
    before = [line.strip() for line in lines[:day] if line.strip() and not COPYRIGHT.match(line)]
    before = [line for line in before if not line.casefold().endswith("all rights reserved")]
    labelled = [number for number in range(day + 1, len(lines)) if LABEL.match(lines[number])]
    if not labelled:
        return None
    ended = next((number for number in range(day, labelled[0]) if not lines[number].strip()), day + 1)
    title = " ".join(line.strip() for line in lines[ended : labelled[0]] if line.strip())  # an edition is left out
    trailing = [number for number in range(day + 1, len(lines)) if AFTER_OLD_BODY.fullmatch(lines[number])]
    end = trailing[0] if trailing else len(lines)
    start = max((number for number in labelled if number < end), default=labelled[0]) + 1
    while start < end and lines[start].strip():  # a field may continue on the next line
        start += 1
    return Fields(
        title=title,
        outlet=before[-1] if before else None,
        published=first_date(lines[day]),
        body=lines[start:end],
        others=_kept(_labelled(lines[day + 1 : start]) | _labelled(lines[end:])),
    )


def _labelled(lines: Sequence[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in lines:
        if (match := LABEL.match(line)) and match["value"].strip():
            found.setdefault(match["name"].casefold(), " ".join(match["value"].split()))
    return found


def _kept(fields: Mapping[str, str]) -> Mapping[str, str]:
    return {name.replace("-", "_"): fields[name] for name in KEPT if name in fields}
