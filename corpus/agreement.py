"""How far two annotators agree, layer by layer: `python -m corpus.agreement --help`."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import attrs
import click

from corpus.compile import HERE, compile_folder, read_articles

Document = Mapping[str, Any]
Record = Mapping[str, Any]
Place = tuple[int, int]
STATEMENT_LABELS = ("mode", "named", "soft", "nested", "asked", "told_before", "negated")
MEETING_LABELS = ("kind", "medium", "status")


@attrs.define
class Count:
    """Agreement of sets: what both have, and what each has.

    Attributes:
        both: Things that both have.
        first: Things that the first has.
        second: Things that the second has.
    """

    both: float = 0
    first: int = 0
    second: int = 0

    @property
    def f1(self) -> float | None:
        """F1 in per cent; the same whoever is taken for right."""
        return 200 * self.both / (self.first + self.second) if self.first + self.second else None

    def add(self, both: float, first: int, second: int) -> None:
        """Count a document.

        Args:
            both: Things that both have.
            first: Things that the first has.
            second: Things that the second has.
        """
        self.both += both
        self.first += first
        self.second += second


def alpha(pairs: Sequence[tuple[Hashable, Hashable]]) -> float | None:
    """Krippendorff's alpha of two annotators for nominal labels.

    Args:
        pairs: The two labels of each thing.

    Returns:
        1 for agreement, 0 for chance; None without things, 1 where there is but one label.
    """
    if not pairs:
        return None
    values = Counter(label for pair in pairs for label in pair)
    total = sum(values.values())
    expected = total * total - sum(count * count for count in values.values())
    if not expected:
        return 1.0
    observed = 2 * sum(first != second for first, second in pairs)
    return 1 - (total - 1) * observed / expected


def characters(spans: Iterable[Mapping[str, Any] | None]) -> set[int]:
    """The offsets that spans cover.

    Args:
        spans: Spans of the wire format.
    """
    return {place for span in spans if span for place in range(span["start"], span["end"])}


def align(first: Sequence[Any], second: Sequence[Any], score: Callable[[Any, Any], float]) -> list[tuple[Any, Any]]:
    """Pairs of things, one to one, the most similar ones first.

    Args:
        first: Things of the first annotator.
        second: Things of the second.
        score: How similar two are; 0 for no pair.
    """
    scored = sorted(
        ((score(a, b), -i, -j) for i, a in enumerate(first) for j, b in enumerate(second) if score(a, b) > 0),
        reverse=True,
    )
    left, right, pairs = set(), set(), []
    for _, i, j in scored:
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
            pairs.append((first[-i], second[-j]))
    return pairs


def jaccard(first: set[int], second: set[int]) -> float:
    """Shared characters over all characters.

    Args:
        first: Offsets.
        second: Offsets.
    """
    return len(first & second) / len(first | second) if first | second else 0.0


def places(spans: Iterable[Mapping[str, Any] | None]) -> set[Place]:
    """The offsets of spans.

    Args:
        spans: Spans of the wire format.
    """
    return {(span["start"], span["end"]) for span in spans if span}


def _half(first: set[int], second: set[int]) -> float:
    """The similarity of contents that may be the same: half of the characters."""
    similarity = jaccard(first, second)
    return similarity if similarity >= 0.5 else 0.0


@attrs.define
class Agreement:
    """Agreement over all documents.

    Attributes:
        counts: By layer, and whether spans are compared exactly.
        labels: The labels of each matched thing, by layer and label.
        shares: How many matched things agree, and how many there are.
    """

    counts: dict[tuple[str, str], Count] = attrs.field(factory=lambda: defaultdict(Count))
    labels: dict[tuple[str, str], list[tuple[Hashable, Hashable]]] = attrs.field(factory=lambda: defaultdict(list))
    shares: dict[tuple[str, str], list[bool]] = attrs.field(factory=lambda: defaultdict(list))

    def add(self, first: Document, second: Document) -> None:
        """Compare two annotations of one article.

        Args:
            first: Wire document of the first annotator.
            second: Wire document of the second.
        """
        one, two = first["annotations"], second["annotations"]
        names = [{r["id"]: r for kind in found.values() for r in kind} for found in (one, two)]
        known = _same_entities(one, two)
        self._entities(one, two)
        self._times(one["time"], two["time"])
        self._statements(_detailed(one, "statement"), _detailed(two, "statement"), known)
        self._meetings(one, two, names, known)

    def _spans(self, layer: str, first: Sequence[Sequence[Mapping[str, Any]]], second: Sequence[Sequence[Any]]) -> None:
        exact = Counter(map(_frozen, first)) & Counter(map(_frozen, second))
        self.counts[layer, "exact"].add(exact.total(), len(first), len(second))
        pairs = align([characters(s) for s in first], [characters(s) for s in second], jaccard)
        self.counts[layer, "overlap"].add(len(pairs), len(first), len(second))

    def _entities(self, one: Document, two: Document) -> None:
        for kind in ("person", "organization", "state", "place", "group"):
            mentions = [[m for record in found.get(kind, []) for m in record["mentions"]] for found in (one, two)]
            self._spans(f"{kind} mentions", [[m] for m in mentions[0]], [[m] for m in mentions[1]])
            forms = [{(m["start"], m["end"]): m["form"] for m in found} for found in mentions]
            self.labels["mentions", "form"] += [(forms[0][s], forms[1][s]) for s in forms[0].keys() & forms[1].keys()]
        chains = [
            {
                place: frozenset(places(record["mentions"]))
                for kind in ("person", "organization", "state", "place", "group")
                for record in found.get(kind, [])
                for place in places(record["mentions"])
            }
            for found in (one, two)
        ]
        shared = chains[0].keys() & chains[1].keys()
        for place in sorted(shared):
            first, second = chains[0][place] & shared, chains[1][place] & shared
            self.counts["coreference", "B-cubed"].add(2 * len(first & second) / (len(first) + len(second)), 1, 1)
        offices = [
            {(r["name"], o["title"].lower(), o["of"] is not None) for r in found["person"] for o in r["offices"]}
            for found in (one, two)
        ]
        self.counts["offices", "exact"].add(len(offices[0] & offices[1]), len(offices[0]), len(offices[1]))

    def _times(self, one: Sequence[Record], two: Sequence[Record]) -> None:
        self._spans("times", [t["spans"] for t in one], [t["spans"] for t in two])
        for a, b in align(one, two, lambda x, y: jaccard(characters(x["spans"]), characters(y["spans"]))):
            self.labels["times", "type"].append((a["timex3"]["type"], b["timex3"]["type"]))
            self.shares["times", "value"].append(a["timex3"]["value"] == b["timex3"]["value"])
            self.shares["times", "bounds"].append((a["earliest"], a["latest"]) == (b["earliest"], b["latest"]))

    def _statements(self, one: Sequence[Record], two: Sequence[Record], known: Mapping[str, str]) -> None:
        self._spans("statement contents", [s["spans"] for s in one], [s["spans"] for s in two])
        self._spans("cues", [[s["cue"]] for s in one if s["cue"]], [[s["cue"]] for s in two if s["cue"]])
        sources = [[[p["mention"]] for s in found for p in s["speakers"] if p["mention"]] for found in (one, two)]
        self._spans("sources", *sources)
        pairs = align(one, two, lambda x, y: _half(characters(x["spans"]), characters(y["spans"])))
        self.counts["statements", "content half shared"].add(len(pairs), len(one), len(two))
        for a, b in pairs:
            for label in STATEMENT_LABELS:
                self.labels["statements", label].append((a[label], b[label]))
            self.shares["statements", "resolved speaker"].append(_same_speakers(a, b, known))

    def _meetings(self, one: Document, two: Document, names: list[dict[str, Record]], known: Mapping[str, str]) -> None:
        first, second = _detailed(one, "meeting"), _detailed(two, "meeting")
        first += _detailed(one, "no-meeting")
        second += _detailed(two, "no-meeting")
        pairs = align(first, second, lambda x, y: _same_event(x, y, known))
        self.counts["meetings", "matched"].add(len(pairs), len(first), len(second))
        parties: Count = self.counts["meeting participants", "same entity"]
        equal_tuples = equal_dated = 0
        for a, b in pairs:
            for label in MEETING_LABELS:
                self.labels["meetings", label].append((a[label], b[label]))
            self.labels["meetings", "reality"].append((a.get("reality"), b.get("reality")))
            same = len(align(a["participants"], b["participants"], lambda x, y: float(_same_party(x, y, known))))
            parties.both += same
            venue, time = _venue(a) == _venue(b), _days(a, names[0]) == _days(b, names[1])
            self.shares["meetings", "venue"].append(venue)
            self.shares["meetings", "time"].append(time)
            self.shares["meetings", "host event"].append(_host(a) == _host(b))
            whole = same == len(a["participants"]) == len(b["participants"])
            equal = whole and venue and a["status"] == b["status"] and a.get("reality") == b.get("reality")
            equal_tuples += equal
            equal_dated += equal and time
        parties.first += sum(len(meeting["participants"]) for meeting in first)
        parties.second += sum(len(meeting["participants"]) for meeting in second)
        self.counts["meeting tuples", "participants, venue, status"].add(equal_tuples, len(first), len(second))
        self.counts["meeting tuples", "and time"].add(equal_dated, len(first), len(second))

    def table(self) -> str:
        """All figures as a Markdown table."""
        rows = ["| layer | measure | agreement | things |", "|---|---|---|---|"]
        rows += [
            f"| {layer} | F1, {how} | {_shown(count.f1)} | {count.first} and {count.second} |"
            for (layer, how), count in self.counts.items()
        ]
        rows += [
            f"| {layer} | accuracy, {what} | {_shown(100 * sum(same) / len(same))} | {len(same)} |"
            for (layer, what), same in self.shares.items()
            if same
        ]
        for (layer, label), pairs in self.labels.items():
            value = alpha(pairs)
            rows.append(
                f"| {layer} | alpha, {label} | {_shown(None if value is None else 100 * value)} | {len(pairs)} |"
            )
        return "\n".join(rows)


def _frozen(spans: Sequence[Mapping[str, Any]]) -> tuple[Place, ...]:
    return tuple((span["start"], span["end"]) for span in spans)


def _detailed(found: Mapping[str, Any], kind: str) -> list[dict[str, Any]]:
    details = {detail["of"]: detail for detail in found.get(f"{kind}-detail", [])}
    skipped = ("id", "spans", "of")
    return [
        {**record, **{key: value for key, value in details.get(record["id"], {}).items() if key not in skipped}}
        for record in found.get(kind, [])
    ]


def _same_entities(one: Mapping[str, Any], two: Mapping[str, Any]) -> dict[str, str]:
    """Which entity of the second annotator is which of the first: those that share most mentions."""
    kinds = ("person", "organization", "state", "place", "group")
    first, second = ([record for kind in kinds for record in found.get(kind, [])] for found in (one, two))

    def shared(a: Record, b: Record) -> float:
        left, right = places(a["mentions"]), places(b["mentions"])
        return len(left & right) / len(left | right)

    return {a["id"]: b["id"] for a, b in align(first, second, shared)}


def _same_speakers(a: Record, b: Record, same: Mapping[str, str]) -> bool:
    first, second = (
        [attribution["entity"] or group for attribution, group in zip(s["speakers"], s["described"], strict=False)]
        for s in (a, b)
    )
    return sorted(same.get(speaker, "another") for speaker in first if speaker) == sorted(filter(None, second))


def _same_party(x: Record, y: Record, same: Mapping[str, str]) -> bool:
    if x["entity"] and y["entity"]:
        return bool(same.get(x["entity"]) == y["entity"])
    return jaccard(characters([x["mention"]]), characters([y["mention"]])) > 0


def _same_event(x: Record, y: Record, same: Mapping[str, str]) -> float:
    shared = len(characters(x["spans"]) & characters(y["spans"]))
    parties = len(align(x["participants"], y["participants"], lambda a, b: float(_same_party(a, b, same))))
    largest = max(len(x["participants"]), len(y["participants"]), 1)
    return (2 if shared else 0) + parties / largest if shared or parties / largest > 0.5 else 0.0


def _venue(meeting: Record) -> tuple[str, Place] | None:
    venue = meeting["venue"] or {}
    return next(
        (
            (level, next(iter(places([venue[level]]))))
            for level in ("site", "city", "country", "other")
            if venue.get(level)
        ),
        None,
    )


def _days(meeting: Record, names: Mapping[str, Record]) -> tuple[str, str, str] | None:
    time = names.get(meeting["time"] or "")
    return (time["earliest"], time["latest"], time["timex3"]["value"]) if time else None


def _host(meeting: Record) -> str | None:
    return str(meeting["host_event"]["name"]) if meeting["host_event"] else None


def _shown(value: float | None) -> str:
    return "-" if value is None else f"{value:.1f}"


@click.command()
@click.argument("first", default="a")
@click.argument("second", default="b")
@click.option("--articles", "path", type=click.Path(exists=True, path_type=Path), default=HERE / "articles.jsonl")
@click.option("--folder", type=click.Path(exists=True, path_type=Path), default=HERE / "annotations")
def main(first: str, second: str, path: Path, folder: Path) -> None:
    """Compare the annotators FIRST and SECOND on the articles that both have done."""
    articles = read_articles(path)
    ids = tuple(
        sorted({p.stem for p in (folder / first).glob("*.json")} & {p.stem for p in (folder / second).glob("*.json")})
    )
    if not ids:
        raise click.ClickException("no article is annotated twice")
    found = [{i: d for i, _, d in compile_folder(folder / who, articles, ids)} for who in (first, second)]
    agreement = Agreement()
    for identifier in ids:
        agreement.add(found[0][identifier], found[1][identifier])
    click.echo(f"{len(ids)} articles\n\n{agreement.table()}")


if __name__ == "__main__":
    main()
