"""How right the verdicts of `diplotext.verify` are, on claims made by known edits of annotated statements and meetings.

    python benchmarks/verify.py [--results FILE ...] [--errors 20] [--write]

The claims are made from the annotations of the corpus, the articles are read by the pipeline, mistakes included. A
claim that should pass and does not costs work, one that should not and does is a false pass: it counts first. Invented
claims are made from articles that are not searched. Which words are edited depends only on the text.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import attrs

from diplotext import Claim, MeetingClaim, Pipeline, Verdict, verify
from diplotext.comparison.wording import Wording
from diplotext.verification import Index

ROOT = Path(__file__).parents[1]
GOLD = ROOT / "corpus" / "gold.jsonl"
PRECISION = ROOT / "src" / "diplotext" / "verification" / "data" / "precision.toml"
PARTS = ("train", "development")
MIN_KEYS = 6
HELD_OUT = 5  # one article in so many is not searched
NEGATED = re.compile(r"\b(is|are|was|were|will|would|should|can|could|must|has|have|had)\b(?! not)(?!n['’]t)")
NOT = re.compile(r"\b(not|never) |n['’]t\b")
CUT = re.compile(r"…|\.\.|\[")
NUMBER = re.compile(r"(?<![\d.,])\d{1,6}(?![\d.,]?\d)")
UNITS = {"million": "billion", "billion": "million", "percent": "million", "days": "weeks", "weeks": "days"} | {
    "months": "years",
    "years": "months",
    "hours": "days",
}
UNIT = re.compile(rf"\b({'|'.join(UNITS)})\b")
PASSES = frozenset({"verbatim", "repaired", "paraphrase"})

Edit = Callable[[str, "Case"], str | None]


@attrs.frozen
class Case:
    """A claim, and the verdicts that are right for it.

    Attributes:
        kind: The edit that made it.
        claim: The claim.
        right: Verdicts that are right.
    """

    kind: str
    claim: Claim
    right: frozenset[str]


def main() -> None:
    """Make the claims, verify them, print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--results", nargs="*", default=[], help="results of the articles; else the pipeline reads them"
    )
    parser.add_argument("--errors", type=int, default=0, help="show so many wrong verdicts of each edit")
    parser.add_argument("--write", action="store_true", help="write the precision of the verdicts to the package")
    arguments = parser.parse_args()
    gold = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
    gold = [record for record in gold if record["source"]["part"] in PARTS]
    searched = [record for number, record in enumerate(gold) if number % HELD_OUT]
    invented = [record for number, record in enumerate(gold) if not number % HELD_OUT]
    index = Index(_results(arguments.results, {record["id"] for record in searched}) or _read(searched))
    cases = [*_cases(searched), *_invented(invented)]
    found = verify([case.claim for case in cases], index)
    _report(cases, found, arguments.errors)
    if arguments.write:
        _write(cases, found)


def _results(files: Sequence[str], ids: set[str]) -> list[Any]:
    records = (json.loads(line) for file in files for line in Path(file).read_text(encoding="utf-8").splitlines())
    return [record for record in records if record["id"] in ids]


def _read(records: Sequence[Mapping[str, Any]]) -> list[Any]:
    articles = [{key: record[key] for key in ("id", "title", "published", "text")} for record in records]
    return list(Pipeline.of().stream(articles))


def _number(text: str, below: int) -> int:
    """A number that depends only on the text."""
    return int(hashlib.sha256(text.encode()).hexdigest(), 16) % below


def _name(speaker: Mapping[str, Any], names: Mapping[str, str]) -> str | None:
    return names.get(speaker["entity"] or "")


def _cases(records: Sequence[Mapping[str, Any]]) -> Iterator[Case]:
    for record in records:
        found = record["annotations"]
        names = {
            entity["id"]: entity["name"]
            for kind in ("person", "organization", "state")
            for entity in found.get(kind, [])
        }
        people = [entity["name"] for entity in found.get("person", [])]
        quoted: list[tuple[str, str]] = []
        for statement in found.get("statement", []):
            said = [name for speaker in statement["speakers"] if (name := _name(speaker, names))]
            if len(said) != len(statement["speakers"]) or not said or statement["reported_in"]:
                continue
            texts = [span["text"] for span in statement["spans"]]
            if statement["negated"]:
                yield Case("denied", Claim(paraphrase=texts[0], speaker=said[0]), frozenset({"out_of_context"}))
                continue
            if statement["mode"] == "direct":
                texts = [text for text in texts if len(Wording.of(text)) >= MIN_KEYS]
                others = [name for name in people if name not in said]
                for text in texts:
                    yield from _of_quotation(text, said[0], others, quoted)
                    quoted.append((text, said[0]))
            elif statement["mode"] == "indirect" and len(Wording.of(texts[0]).content) > 3:
                yield from _of_report(texts[0], said[0], [name for name in people if name not in said])
        yield from _of_meetings(found, names, people, record)


def _of_quotation(text: str, who: str, others: Sequence[str], before: Sequence[tuple[str, str]]) -> Iterator[Case]:
    words = text.split()
    same, near = frozenset({"verbatim", "repaired"}), frozenset({"altered"})
    yield Case("as it is", Claim(quotation=text, speaker=who), same)
    yield Case("marks and case", Claim(quotation=_other_marks(text), speaker=who), same)
    if len(words) > 12 and not CUT.search(text):
        third = len(words) // 3
        cut = f"{' '.join(words[:third])} … {' '.join(words[2 * third :])}"
        yield Case("marked cut", Claim(quotation=cut, speaker=who), same)
        yield Case("unmarked cut", Claim(quotation=cut.replace(" … ", " "), speaker=who), near)
        halves = f"{' '.join(words[len(words) // 2 :])} {' '.join(words[: len(words) // 2])}"
        yield Case("order", Claim(quotation=halves, speaker=who), near | {"not_found"})
    if not CUT.search(text):  # what is missing beside three dots is what they mark
        for kind, edited in _edited(text):
            yield Case(kind, Claim(quotation=edited, speaker=who), near)
    if others:
        other = others[_number(text, len(others))]
        yield Case("other speaker", Claim(quotation=text, speaker=other), frozenset({"misattributed"}))
    if before and before[-1][1] == who:
        last = before[-1][0]
        yield Case("splice", Claim(quotation=f"{_half(last, 0)} {_half(text, 1)}", speaker=who), near | {"not_found"})
    yield Case("no speaker", Claim(quotation=text), same)


def _half(text: str, which: int) -> str:
    words = text.split()
    middle = (len(words) + 1) // 2
    return " ".join(words[middle:] if which else words[:middle])


def _other_marks(text: str) -> str:
    return (text[:1].swapcase() + text[1:]).replace("’", "'").replace("“", '"').replace("”", '"').rstrip(",.") + "."


def _edited(text: str) -> Iterator[tuple[str, str]]:
    """A text with one word changed, by kinds of change."""
    wording = Wording.of(text)
    content = [index for index, key in enumerate(wording.keys) if key in wording.content and len(key) > 3]
    if len(content) > 2:
        start, end = wording.places[content[1 + _number(text, len(content) - 2)]]
        yield "word dropped", text[:start].rstrip() + text[end:]
        yield "word replaced", f"{text[:start]}marble{text[end:]}"
    if match := NUMBER.search(text):
        yield "number", f"{text[: match.start()]}{int(match[0]) + 1 + _number(text, 7)}{text[match.end() :]}"
    if match := UNIT.search(text):
        yield "unit", f"{text[: match.start()]}{UNITS[match[0]]}{text[match.end() :]}"
    if match := NOT.search(text):
        if not match[0].startswith("n"):
            yield "negation removed", text[: match.start()] + text[match.end() :]
    elif match := NEGATED.search(text):
        yield "negation added", f"{text[: match.end()]} not{text[match.end() :]}"
    names = [index for index in range(len(wording)) if wording.is_name(index)]
    if names:
        start, end = wording.places[names[_number(text, len(names))]]
        yield "name", f"{text[:start]}Ostavia{text[end:]}"


def _of_report(text: str, who: str, others: Sequence[str]) -> Iterator[Case]:
    yield Case("report as it is", Claim(paraphrase=text, speaker=who), PASSES)
    shorter = _without_adverbs(text)
    if shorter != text:
        yield Case("report, shorter", Claim(paraphrase=shorter, speaker=who), PASSES)
    for kind, edited in _edited(text):
        if kind not in ("word dropped", "word replaced"):
            yield Case(f"report, {kind}", Claim(paraphrase=edited, speaker=who), frozenset({"altered"}))
        elif kind == "word replaced":
            yield Case(f"report, {kind}", Claim(paraphrase=edited, speaker=who), frozenset({"altered", "ambiguous"}))
    if others:
        other = others[_number(text, len(others))]
        yield Case("report, other speaker", Claim(paraphrase=text, speaker=other), frozenset({"misattributed"}))


def _without_adverbs(text: str) -> str:
    return re.sub(r"\b(?:also|already|still|very|fully|\w{3,}ly) ", "", text)


def _of_meetings(
    found: Mapping[str, Any], names: Mapping[str, str], people: Sequence[str], record: Mapping[str, Any]
) -> Iterator[Case]:
    times = {time["id"]: time for time in found.get("time", [])}
    denied = {detail["of"] for detail in found.get("meeting-detail", []) if detail.get("denied")}
    met = {names.get(one["entity"] or "") for meeting in found.get("meeting", []) for one in meeting["participants"]}
    for meeting in found.get("meeting", []):
        parties = tuple(name for one in meeting["participants"] if (name := names.get(one["entity"] or "")))[:2]
        if len(parties) < 2 or meeting["id"] in denied:
            continue
        status = meeting["status"]
        held = status in ("held", "ongoing")
        claim = Claim(meeting=MeetingClaim(parties=parties), source=record["id"])
        right = PASSES if held else frozenset({"out_of_context"})
        yield Case("meeting" if held else "meeting, a plan", claim, right)
        outsiders = [name for name in people if name not in met]
        if outsiders and held:
            other = outsiders[_number(parties[0], len(outsiders))]
            swapped = MeetingClaim(parties=(parties[0], other))
            yield Case(
                "meeting, other party", attrs.evolve(claim, meeting=swapped), frozenset({"altered", "not_found"})
            )
        time = times.get(meeting["time"] or "")
        if held and time and time["earliest"] and time["earliest"] == time["latest"]:
            day = attrs.evolve(claim.meeting, date=time["earliest"])  # type: ignore[type-var]
            yield Case("meeting, day", attrs.evolve(claim, meeting=day), PASSES)
            year = attrs.evolve(day, date=f"{int(time['earliest'][:4]) - 1}{time['earliest'][4:8]}15")
            yield Case("meeting, other day", attrs.evolve(claim, meeting=year), frozenset({"wrong_date"}))


def _invented(records: Sequence[Mapping[str, Any]]) -> Iterator[Case]:
    for record in records:
        for statement in record["annotations"].get("statement", []):
            text = statement["spans"][0]["text"]
            if len(Wording.of(text)) >= MIN_KEYS:
                kind = "quotation" if statement["mode"] == "direct" else "paraphrase"
                yield Case("invented", Claim.of({kind: text}), frozenset({"not_found"}))


def _report(cases: Sequence[Case], found: Sequence[Verdict], errors: int) -> None:
    rows: defaultdict[str, Counter[str]] = defaultdict(Counter)
    passed: Counter[bool] = Counter()
    by_verdict: defaultdict[str, Counter[bool]] = defaultdict(Counter)
    shown: Counter[str] = Counter()
    for case, verdict in zip(cases, found, strict=True):
        right = verdict.verdict in case.right
        rows[case.kind][verdict.verdict] += 1
        rows[case.kind]["right"] += right
        by_verdict[verdict.verdict][right] += 1
        if not case.right & PASSES:
            passed[verdict.passed] += 1
        if not right and shown[case.kind] < errors:
            shown[case.kind] += 1
            print(f"{case.kind}: {verdict.verdict}\n  {verdict.claim.to_dict()}\n  {verdict.reason}")
            if verdict.evidence:
                print(f"  {verdict.evidence.document}: {verdict.evidence.span.text[:300]!r}")
    print("| claims | number | right | verdicts |\n|---|---|---|---|")
    for kind, row in rows.items():
        total = sum(count for outcome, count in row.items() if outcome != "right")
        listed = ", ".join(f"{outcome} {count}" for outcome, count in row.most_common() if outcome != "right" and count)
        print(f"| {kind} | {total} | {100 * row['right'] / total:.1f} | {listed} |")
    print("\n| verdict | number | precision |\n|---|---|---|")
    for outcome, counts in sorted(by_verdict.items()):
        print(f"| {outcome} | {counts.total()} | {100 * counts[True] / counts.total():.1f} |")
    altered = [verdict for case, verdict in zip(cases, found, strict=True) if case.right == frozenset({"altered"})]
    caught = sum(verdict.verdict == "altered" for verdict in altered)
    print(f"\nclaims: {len(cases)}; false passes: {passed[True]} of {passed.total()}", end=" ")
    print(f"({100 * passed[True] / passed.total():.2f} %); recall of altered: {100 * caught / len(altered):.1f} %")


def _write(cases: Sequence[Case], found: Sequence[Verdict]) -> None:
    """Write for each kind of claim and each verdict how often it was right."""
    counts: defaultdict[str, defaultdict[str, Counter[bool]]] = defaultdict(lambda: defaultdict(Counter))
    for case, verdict in zip(cases, found, strict=True):
        claim = verdict.claim
        kind = "quotation" if claim.quotation else "paraphrase" if claim.paraphrase else "meeting"
        counts[kind][verdict.verdict][verdict.verdict in case.right] += 1
    lines = [
        "# Verdicts that were right, of all of a kind, on claims made by known edits; benchmarks/verify.py writes it.\n"
    ]
    for kind in sorted(counts):
        lines.append(f"\n[{kind}]\n")
        for outcome, row in sorted(counts[kind].items()):
            lines.append(f"{outcome} = {{ right = {row[True]}, of = {row.total()} }}\n")
    PRECISION.write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
