"""What two annotators of an article differ in, numbered for an adjudicator: `python -m corpus.differences --help`."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import Any

import attrs
import click

from corpus.compile import HERE, read_articles
from corpus.pairing import (
    DEPENDENT,
    characters_of,
    loose_mentions,
    paired_articles,
    same_but_for_marks,
    spans_by_key,
)
from corpus.resolved import FLAGS, Fields, Owner, Party, Resolved
from corpus.spans import Span

LAYERS = ("entities", "offices", "mentions", "times", "statements", "meetings")
CONTEXT = 45


@attrs.frozen
class Difference:
    """One thing to decide.

    Attributes:
        layer: One of `LAYERS`.
        what: What differs, such as `s5 cue`.
        shown: What each annotator has, in words.
        context: The place in the text.
        section: `entities`, `times`, `statements`, `meetings` or `owners`.
        keys: Keys of the records: several where entities of an article differ in the same way.
        field: Name of the field; None for the whole record and for `owners`.
        values: What each annotator has.
    """

    layer: str
    what: str
    shown: tuple[str, str]
    context: str
    section: str
    keys: tuple[str, ...]
    field: str | None
    values: tuple[Any, Any]

    @property
    def line(self) -> str:
        """The difference on one line, the same on every run."""
        return f"{self.what}: a {self.shown[0]} | b {self.shown[1]}"


def differences(first: Resolved, second: Resolved) -> list[Difference]:
    """Everything that must be decided, in the order of layers, then of the text.

    Args:
        first: Annotation of the first annotator.
        second: Annotation of the second one, under common keys.
    """
    listed = [
        *_entities(first, second),
        *_mentions(first, second),
        *_times(first, second),
        *_statements(first, second),
        *_meetings(first, second),
    ]
    return sorted(listed, key=lambda difference: LAYERS.index(difference.layer))


def _entities(first: Resolved, second: Resolved) -> Iterator[Difference]:
    used = [spans_by_key(resolved) for resolved in (first, second)]
    alike: dict[tuple[str, str | None, str | None], list[str]] = defaultdict(list)
    for key, one in first.entities.items():
        two = second.entities.get(key)
        if two is None or not (used[0].get(key) and used[1].get(key)):
            continue
        where = _context(first, min(used[0][key]))
        name = f"{key} ({first.name(key)})"
        if one["section"] != two["section"]:
            shown = (one["section"], two["section"])
            yield Difference("entities", f"{name} kind", shown, where, "entities", (key,), None, (one, two))
            continue
        for field in ("name", "cat", "in", "side"):
            values = (one[field], two[field])
            differs = all(values) and values[0] != values[1] if field == "name" else values[0] != values[1]
            if differs and not (field == "side" and _side(one) == _side(two)):
                alike[field, *values].append(key)
        offices = [{(title.casefold(), of) for title, of in fields["off"]} for fields in (one, two)]
        if offices[0] != offices[1]:
            shown = (_offices(one["off"]), _offices(two["off"]))
            values = (one["off"], two["off"])
            yield Difference("offices", f"{name} off", shown, where, "entities", (key,), "off", values)
    for (field, ours, theirs), keys in alike.items():
        names = ", ".join(f"{key} ({first.name(key)})" for key in keys)
        where = _context(first, min(used[0][keys[0]]))
        shown = (str(ours or "-"), str(theirs or "-"))
        yield Difference("entities", f"{names} {field}", shown, where, "entities", tuple(keys), field, (ours, theirs))


def _side(fields: Fields) -> str | None:
    return fields["side"] or next((of for _, of in fields["off"] if of), None)


def _offices(offices: Sequence[tuple[str, str | None]]) -> str:
    return ", ".join(f"{title} of {of}" for title, of in offices) or "-"


def _mentions(first: Resolved, second: Resolved) -> Iterator[Difference]:
    """Mentions, those of the same words and entities together."""
    loose = loose_mentions(first, second)
    owners: list[dict[Span, Owner]] = [{}, {}]
    for span in sorted((first.owners.keys() | second.owners.keys()) - loose):
        both = [resolved.owners.get(span) for resolved in (first, second)]
        if both[0] == both[1]:
            continue
        for side, owner in zip(owners, both, strict=True):
            if owner:
                side[span] = owner
    groups: dict[tuple[str, ...], tuple[dict[Span, Owner], dict[Span, Owner]]] = {}
    done: set[Span] = set()
    for span in sorted(owners[0].keys() | owners[1].keys()):
        if span in done:
            continue
        ones = {span: owners[0][span]} if span in owners[0] else {}
        twos = {span: owners[1][span]} if span in owners[1] else {}
        if not (ones and twos):  # one thing with two extents
            mine, other = (ones, owners[1]) if ones else (twos, owners[0])
            overlapping = [
                s for s, o in other.items() if s not in done and s.overlaps(span) and o.key == mine[span].key
            ]
            for rival in overlapping[:1]:
                if (rival in owners[0]) != (rival in owners[1]):
                    (twos if ones else ones)[rival] = other[rival]
        done |= {*ones, *twos}
        for group in (_group(first, ones, twos),):
            left, right = groups.setdefault(group, ({}, {}))
            left.update(ones)
            right.update(twos)
    for group, (ones, twos) in groups.items():
        number = max(len(ones), len(twos))
        places = sorted({*ones, *twos})
        extent = bool(ones and twos) and ones.keys() != twos.keys()
        shown = (
            _owners(first, second, ones, with_words=extent),
            _owners(first, second, twos, with_words=extent),
        )
        what = f"mention {' / '.join(dict.fromkeys(first.words(s) for s in places))!r}" + (
            f" ({number} places)" if number > 1 else ""
        )
        where = "  ".join(_context(first, span) for span in places[:3])
        yield Difference("mentions", what, shown, where, "owners", (group[0],), None, (ones, twos))


def _group(resolved: Resolved, ones: Mapping[Span, Owner], twos: Mapping[Span, Owner]) -> tuple[str, ...]:
    """What the mentions of one decision have in common: entities and words, or the entity alone."""
    owner = next(iter({**twos, **ones}.values()))
    words = sorted({resolved.words(span) for span in (*ones, *twos)})
    if (ones and twos and {o.key for o in ones.values()} != {o.key for o in twos.values()}) or (
        not (ones and twos) and (owner.form in DEPENDENT or owner.key not in resolved.entities)
    ):
        words = []
    return (
        owner.key,
        *(f"a {o.key} {o.form if words else ''}" for o in list(ones.values())[:1]),
        *(f"b {o.key} {o.form if words else ''}" for o in list(twos.values())[:1]),
        *words,
    )


def _owners(first: Resolved, second: Resolved, owners: Mapping[Span, Owner], *, with_words: bool) -> str:
    """Whose mentions they are; with the words where the annotators differ in the extent."""
    listed = []
    for span, owner in owners.items():
        resolved = first if owner.key in first.entities else second
        words = f"{first.words(span)!r} " if with_words else ""
        listed.append(f"{words}{owner.key} ({resolved.name(owner.key)}) {owner.form}")
    return ", ".join(dict.fromkeys(listed)) or "-"


def _times(first: Resolved, second: Resolved) -> Iterator[Difference]:
    def show(resolved: Resolved, fields: Fields) -> str:
        extra = [f"{name} {fields[name]}" for name in ("mod", "from", "to") if fields[name]]
        return " ".join([repr(resolved.words(fields["s"])), fields["v"], fields["type"], *extra])

    for key in _keys(first.times, second.times):
        one, two = first.times.get(key), second.times.get(key)
        if one != two:
            shown = (show(first, one) if one else "-", show(second, two) if two else "-")
            context = _context(first, (one or two or {})["s"])
            yield Difference("times", f"{key} time", shown, context, "times", (key,), None, (one, two))


def _keys(first: Mapping[str, Any], second: Mapping[str, Any]) -> list[str]:
    return list(dict.fromkeys([*first, *second]))


def _statements(first: Resolved, second: Resolved) -> Iterator[Difference]:
    for key in sorted(
        _keys(first.statements, second.statements),
        key=lambda key: (first.statements.get(key) or second.statements[key])["c"],
    ):
        one, two = first.statements.get(key), second.statements.get(key)
        where = _context(first, (one or two or {})["c"][0])
        if one is None or two is None:
            shown = (_saying(first, one) if one else "-", _saying(second, two) if two else "-")
            yield Difference("statements", f"{key} statement", shown, where, "statements", (key,), None, (one, two))
            continue
        for field in ("c", "cue", "src", "who", "mode", *FLAGS, "in", "to", "t", "at"):
            same = one[field] == two[field] or (field in ("who", "to") and set(one[field]) == set(two[field]))
            if field == "c":
                same = same or same_but_for_marks(first.text, one["c"], two["c"]) is not None
            follows = (field == "mode" and one["c"] != two["c"]) or (field == "nested" and one["in"] != two["in"])
            if not same and not follows:
                shown = (_value(first, field, one[field]), _value(second, field, two[field]))
                if field == "c":
                    shown = (_contents(first, one["c"], two["c"]), _contents(second, two["c"], one["c"]))
                values = (one[field], two[field])
                yield Difference("statements", f"{key} {field}", shown, where, "statements", (key,), field, values)


def _saying(resolved: Resolved, fields: Fields) -> str:
    flags = [flag for flag in FLAGS if fields[flag]]
    who = " + ".join(resolved.name(key) for key in fields["who"]) or "?"
    source = resolved.words(fields["src"]) if fields["src"] else "-"
    cue = resolved.words(fields["cue"]) if fields["cue"] else "-"
    content = " + ".join(_shortened(resolved.words(span)) for span in fields["c"])
    return f"[{source} = {who}] [{cue}] {content}" + (f" ({', '.join(flags)})" if flags else "")


def _value(resolved: Resolved, field: str, value: Any) -> str:
    if isinstance(value, Span):
        return repr(resolved.words(value)) + f" @{value.start}"
    if field in ("who", "to"):
        return " + ".join(f"{key} ({resolved.name(key)})" for key in value) or "-"
    if field == "t" and value:
        return repr(resolved.words(resolved.times[value]["s"]))
    if field == "at" and value:
        return repr(resolved.words(resolved.meetings[value]["m"][0]))
    return "-" if value in (None, ()) else str(value)


def _contents(resolved: Resolved, own: Sequence[Span], other: Sequence[Span]) -> str:
    """The content, with marks around what only this annotator has."""
    theirs = characters_of(other)
    shown = []
    for span in own:
        pieces, inside = [], False
        for place in range(span.start, span.end):
            if (place not in theirs) != inside and not resolved.text[place].isspace():
                inside = not inside
                pieces.append("{" if inside else "}")
            pieces.append(resolved.text[place])
        text = " ".join("".join([*pieces, "}" if inside else ""]).split())
        shown.append(_shortened(text) if "{" not in text else _around_marks(text))
    return " + ".join(shown)


def _around_marks(text: str) -> str:
    first, last = text.index("{"), text.rindex("}")
    if last - first > 160:
        text, last = f"{text[: first + 70]} … {text[last - 70 :]}", first + 143
    start = "…" if first > 30 else ""
    return start + text[max(0, first - 30) if start else 0 : last + 30] + ("…" if last + 30 < len(text) else "")


def _shortened(words: str) -> str:
    return words if len(words) <= 110 else f"{words[:65]} … {words[-40:]}"


def _meetings(first: Resolved, second: Resolved) -> Iterator[Difference]:
    for key in _keys(first.meetings, second.meetings):
        one, two = first.meetings.get(key), second.meetings.get(key)
        where = _context(first, (one or two or {})["m"][0])
        if one is None or two is None:
            shown = (_event(first, one) if one else "-", _event(second, two) if two else "-")
            yield Difference("meetings", f"{key} meeting", shown, where, "meetings", (key,), None, (one, two))
            continue
        for field in ("m", "kind", "status", "medium", "f", "who", "at", "t", "host", "round", "format"):
            follows = field == "medium" and one["kind"] != two["kind"]
            if not follows and not _same_field(field, one, two, (first, second)):
                shown = (_event_value(first, field, one, two), _event_value(second, field, two, one))
                values = (one[field], two[field])
                yield Difference("meetings", f"{key} {field}", shown, where, "meetings", (key,), field, values)


def _same_field(field: str, one: Fields, two: Fields, both: tuple[Resolved, Resolved]) -> bool:
    if field == "m":
        return set(one["m"]) == set(two["m"])
    if field == "at":
        a, b = one["venue"], two["venue"]
        return a.keys() == b.keys() and all(a[level].overlaps(b[level]) or one["at"] == two["at"] for level in a)
    if field == "host":
        a, b = one["host_place"], two["host_place"]
        return one["host"] == two["host"] or bool(a and b and a.overlaps(b))
    if field == "who":
        ours, theirs = ({p.key: p for p in fields["who"]} for fields in (one, two))
        return ours.keys() == theirs.keys() and all(_same_party(ours[key], theirs[key], both) for key in ours)
    return bool(one[field] == two[field])


def _same_party(one: Party, two: Party, both: tuple[Resolved, Resolved]) -> bool:
    """Sides that follow from different offices are decided there."""
    if one.role != two.role:
        return False
    said = one.said_side or two.said_side
    sides = [resolved.entities[one.key] for resolved in both if one.key in resolved.entities]
    return one.side == two.side or (not said and len(sides) == 2 and _side(sides[0]) != _side(sides[1]))


def _event(resolved: Resolved, fields: Fields) -> str:
    mentions = ", ".join(resolved.words(span) for span in fields["m"][:3])
    venue = ", ".join(resolved.words(span) for span in fields["venue"].values())
    time = resolved.words(resolved.times[fields["t"]]["s"]) if fields["t"] else ""
    who = " + ".join(_party(resolved, party) for party in fields["who"])
    parts = [fields["kind"], fields["status"], fields["f"], f"[{mentions}]", who, venue, time]
    return ", ".join(part for part in parts if part)


def _party(resolved: Resolved, party: Party) -> str:
    side = f" ({resolved.name(party.side)})" if party.side else ""
    role = f":{party.role}" if party.role != "participant" else ""
    return f"{resolved.name(party.key)}{role}{side}"


def _event_value(resolved: Resolved, field: str, own: Fields, other: Fields) -> str:
    value = own[field]
    if field == "m":
        only = [span for span in value if span not in other["m"]]
        return ", ".join(f"{resolved.words(span)!r} @{span.start}" for span in only) or "- (no others)"
    if field == "who":
        return " + ".join(_party(resolved, party) for party in value) or "-"
    if field == "at":
        return ", ".join(f"{level} {resolved.words(span)!r}" for level, span in own["venue"].items()) or "-"
    if field == "host":
        return repr(resolved.words(own["host_place"])) if value else "-"
    if field == "format" and value:
        return resolved.name(value)
    if field == "t" and value:
        return repr(resolved.words(resolved.times[value]["s"]))
    return "-" if value is None else str(value)


def _context(resolved: Resolved, span: Span) -> str:
    text = resolved.text
    end = min(span.end, span.start + 60)
    before, after = text[max(0, span.start - CONTEXT) : span.start], text[end : end + CONTEXT]
    cut = "…" if end < span.end else "]]"
    return " ".join(f"…{before}[[{text[span.start : end]}{cut}{after}…".split())


def listing(identifier: str, found: Sequence[Difference]) -> Iterator[str]:
    """The differences of an article, to be read.

    Args:
        identifier: The article.
        found: Its differences.

    Yields:
        Lines of text.
    """
    yield f"== {identifier}: {len(found)} differences"
    layer = ""
    for number, difference in enumerate(found, 1):
        if difference.layer != layer:
            layer = difference.layer
            yield f"-- {layer}"
        yield f"{number:>3} {difference.what}   {difference.context}"
        yield f"      a {difference.shown[0]}"
        yield f"      b {difference.shown[1]}"


@click.command()
@click.argument("first", default="a")
@click.argument("second", default="b")
@click.argument("ids", nargs=-1)
@click.option(
    "--articles", "articles_path", type=click.Path(exists=True, path_type=Path), default=HERE / "articles.jsonl"
)
@click.option("--folder", type=click.Path(exists=True, path_type=Path), default=HERE / "annotations")
@click.option("--count", is_flag=True, help="Print only how many there are, by layer.")
def main(first: str, second: str, ids: tuple[str, ...], articles_path: Path, folder: Path, count: bool) -> None:
    """List what FIRST and SECOND differ in, on the articles IDS or on all that both have done."""
    counts: list[Counter[str]] = []
    for identifier, one, two in paired_articles((first, second), ids, read_articles(articles_path), folder):
        found = differences(one, two)
        counts.append(Counter(difference.layer for difference in found))
        if not count:
            click.echo("\n".join(listing(identifier, found)) + "\n")
    if count and counts:
        click.echo("| layer | differences | median an article |\n|---|---|---|")
        for layer in LAYERS:
            click.echo(f"| {layer} | {sum(c[layer] for c in counts)} | {median(c[layer] for c in counts):g} |")
        totals = [sum(c.values()) for c in counts]
        click.echo(f"| all | {sum(totals)} | {median(totals):g} |\n\n{len(counts)} articles")


if __name__ == "__main__":
    main()
