"""Build the gold annotations from two annotations and an adjudicator's decisions: `python -m corpus.merge --help`.

What both annotators have is gold; what they differ in is decided in `adjudication/ID.json`. A gold file is in the
annotator's format and is never edited by hand: it is made again from the decisions.
"""

import copy
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import attrs
import click

from corpus.build import Builder, form_of, many
from corpus.compile import HERE, read_articles
from corpus.coverage import uncovered
from corpus.differences import Difference, differences, listing
from corpus.errors import ProblemError, Problems
from corpus.pairing import loose_mentions, paired_articles, same_but_for_marks
from corpus.resolved import Owner, Resolved, annotation_of, mentions_of, plural_mentions, read_value
from corpus.spans import Span

SIDES = ("a", "b", "both", "neither")
DECISION = {"n", "what", "take", "like", "reject", "patch", "why"}
LISTS = ("statements", "meetings")


@attrs.define
class Merger:
    """Builds the gold annotation of one article.

    Attributes:
        first: Annotation of the first annotator.
        second: Annotation of the second, under common keys.
        article: The record of `articles.jsonl`.
        problems: What keeps it from being built.
    """

    first: Resolved
    second: Resolved
    article: Mapping[str, Any]
    problems: Problems = attrs.field(factory=Problems)
    found: list[Difference] = attrs.field(init=False)
    gold: Resolved = attrs.field(init=False)
    _reasons: dict[Span, str] = attrs.field(factory=dict)
    _loose: set[Span] = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        self.found = differences(self.first, self.second)
        self.gold = copy.deepcopy(self.first)
        for key, fields in self.second.entities.items():
            own = self.gold.entities.setdefault(key, fields)
            own["name"] = own["name"] or fields["name"]
        for key, fields in self.second.statements.items():
            mine = self.gold.statements.get(key)
            contents = same_but_for_marks(self.gold.text, mine["c"], fields["c"]) if mine else None
            if mine and contents and mine["c"] != fields["c"]:
                mine["c"] = contents
        self._loose = loose_mentions(self.first, self.second)
        for span in self._loose:
            self.gold.owners.pop(span, None)

    def build(self, decisions: list[dict[str, Any]]) -> dict[str, Any] | None:
        """The gold annotation in the annotator's format; None if there are problems.

        Args:
            decisions: The adjudicator's, to which `what` was decided is added.
        """
        self._settle(decisions)
        self._keep_what_is_used()
        self._reject()
        if self.problems.found:
            return None
        annotation = annotation_of(self.gold)
        for decision in decisions:
            if "patch" in decision:
                patch(annotation, decision["patch"])
        builder = Builder(self.article, annotation, "gold")
        builder.build()
        self.problems.found += builder.problems.found
        return None if self.problems.found else annotation

    def _settle(self, decisions: list[dict[str, Any]]) -> None:
        decided: dict[int, dict[str, Any]] = {}
        for position, decision in enumerate(decisions, 1):
            where = f"decision {position}"
            for key in sorted(decision.keys() - DECISION):
                self.problems.add(where, f"unknown key {key!r}")
            if not str(decision.get("why", "")).strip():
                self.problems.add(where, "say why")
            numbers = many(decision.get("n"))
            for number in numbers:
                if number in decided:
                    self.problems.add(where, f"{number} is decided twice")
                if not (isinstance(number, int) and 1 <= number <= len(self.found)):
                    self.problems.add(where, f"there is no difference {number}")
                    continue
                decided[number] = decision
            lines = [self.found[n - 1].line for n in numbers if n in decided]
            if decision.setdefault("what", lines) != lines:
                self.problems.add(where, f"was made on {decision['what']}, now it is {lines}; look again")
        for number, difference in enumerate(self.found, 1):
            if number not in decided:
                self.problems.add(f"{number}", f"undecided: {difference.line}")
                continue
            try:
                self._apply(difference, decided[number])
            except (ProblemError, KeyError, ValueError, TypeError, AttributeError) as problem:
                self.problems.add(f"{number}", f"{type(problem).__name__}: {problem}")

    def _apply(self, difference: Difference, decision: Mapping[str, Any]) -> None:
        take = decision.get("take")
        if not (take in SIDES if isinstance(take, str) else isinstance(take, (dict, list))):
            raise ProblemError(f"take is one of {', '.join(SIDES)} or what stands there instead, not {take!r}")
        if difference.section == "owners":
            self._apply_mentions(difference, take)
        elif difference.field:
            self._apply_field(difference, take)
        else:
            self._apply_record(difference, take, decision)

    def _apply_mentions(self, difference: Difference, take: Any) -> None:
        ones, twos = difference.values
        for span in (*ones, *twos):
            self.gold.owners.pop(span, None)
        if isinstance(take, str):
            self.gold.owners |= twos if take in ("b", "both") else {}
            self.gold.owners |= ones if take in ("a", "both") else {}
            return
        fields = dict(take) if isinstance(take, dict) else {"m": take}
        key = str(fields.pop("e", difference.keys[0]))
        if key not in self.gold.entities:
            raise ProblemError(f"no entity has the key {key!r}")
        self.gold.owners |= mentions_of(self.gold, fields, key)

    def _apply_field(self, difference: Difference, take: Any) -> None:
        one, two = difference.values
        field = str(difference.field)
        value: Any
        if take == "both":
            if not isinstance(one, tuple):
                raise ProblemError(f"{field} has but one value")
            value = (*one, *(item for item in two if item not in one))
            if field == "who" and difference.section == "meetings":
                value = tuple({party.key: party for party in reversed(value)}.values())[::-1]
            elif field == "off":
                value = tuple({title.casefold(): (title, of) for title, of in reversed(value)}.values())[::-1]
        elif take == "neither":
            value = () if isinstance(one, tuple) else False if isinstance(one, bool) else None
        elif isinstance(take, str):
            value = one if take == "a" else two
        else:
            value = self._typed(difference.section, difference.keys[0], field, take)
        table = getattr(self.gold, difference.section)
        for key in difference.keys:
            table[key] = table[key] | {field: value}
            if field == "c" and difference.section == "statements":
                mode = self.second if take == "b" else self.first
                table[key]["mode"] = mode.statements[key]["mode"] if isinstance(take, str) else None

    def _typed(self, section: str, key: str, field: str, take: Any) -> Any:
        """What was typed instead: `{"cat": "igo"}`, or the list alone."""
        if isinstance(take, dict):
            if set(take) != {field}:
                raise ProblemError(f"type {{{field!r}: ...}}")
            take = take[field]
        return read_value(self.gold, section, field, take, self._near(section, key))

    def _near(self, section: str, key: str) -> list[Span]:
        record = getattr(self.first, section).get(key) or getattr(self.second, section).get(key) or {}
        return list(record.get("c") or record.get("m") or ())[:1]

    def _apply_record(self, difference: Difference, take: Any, decision: Mapping[str, Any]) -> None:
        """A record whole; `like` says from which one a replacement starts."""
        one, two = difference.values
        key = difference.keys[0]
        table = getattr(self.gold, difference.section)
        if isinstance(take, dict):
            like = two if decision.get("like") == "b" or one is None else one
            changed = {
                name: read_value(self.gold, difference.section, name, value, self._near(difference.section, key))
                for name, value in take.items()
            }
            if unknown := sorted(changed.keys() - like.keys()):
                raise ProblemError(f"unknown key {unknown[0]!r}")
            table[key] = like | changed
            return
        if not isinstance(take, str) or (take == "both" and one and two):
            raise ProblemError("take a, b, neither, or type the fields that differ")
        record = {"a": one, "b": two, "both": one or two}.get(take)
        if record is None:
            table.pop(key, None)
            for fields in (one, two):
                if "reject" in decision and fields:
                    places = [fields.get("cue"), *fields.get("c", ()), *fields.get("m", ())]
                    self._reasons |= {span: decision["reject"] for span in places if span}
        else:
            table[key] = record

    def _keep_what_is_used(self) -> None:
        """Sources and participants are mentions; entities that nothing refers to any more are left out."""
        gold = self.gold
        used: dict[Span, str] = {}
        needed: set[str] = set()
        for fields in gold.statements.values():
            needed |= {*fields["who"], *fields["to"]}
            if fields["src"] and len(fields["who"]) == 1:
                used.setdefault(fields["src"], fields["who"][0])
        for fields in gold.meetings.values():
            needed |= {key for key in (fields["format"], *fields["at"]) if isinstance(key, str)}
            for party in fields["who"]:
                needed |= {party.key} | ({party.side} if party.said_side and party.side else set())
                if party.mention and party.mention not in plural_mentions(fields["who"]):
                    used.setdefault(party.mention, party.key)
        for key in sorted(needed - gold.entities.keys()):
            self.problems.add(key, "is referred to, but no entity has this key")
        needed &= gold.entities.keys()
        gold.owners = {span: owner for span, owner in gold.owners.items() if owner.key in gold.entities}
        for span, key in used.items():
            own = [other for other, owner in gold.owners.items() if owner.key == key]
            if key in needed and span not in gold.owners and not any(span.overlaps(other) for other in own):
                gold.owners[span] = self._owner(span, key)
        for span in sorted(self._loose - gold.owners.keys()):
            for resolved in (self.first, self.second):
                owner = resolved.owners.get(span)
                if owner and owner.key in needed and owner.form != "pronoun":
                    gold.owners.setdefault(span, owner)
        for span, owner in list(gold.owners.items()):
            is_group = gold.entities[owner.key]["section"] == "groups"
            if (is_group and owner.key not in needed) or (owner.form == "pronoun" and span not in used):
                del gold.owners[span]
        named = {owner.key for owner in gold.owners.values()}
        for key in sorted(needed - named):
            for resolved in (self.first, self.second):
                gold.owners |= {s: o for s, o in resolved.owners.items() if o.key == key and s not in gold.owners}
        named = {owner.key for owner in gold.owners.values()}
        for key in sorted(needed - named):
            self.problems.add(key, "is a speaker or participant, but no mention of it is left")
        for key in gold.entities.keys() - named:
            del gold.entities[key]
        for key, fields in gold.entities.items():
            offices = tuple((title, of if of in named else None) for title, of in fields["off"])
            gold.entities[key] = fields | {"off": offices, "side": fields["side"] if fields["side"] in named else None}
        for fields in gold.statements.values():
            if fields["in"] and fields["in"] not in gold.statements:
                fields["in"] = None

    def _owner(self, span: Span, key: str) -> Owner:
        for resolved in (self.first, self.second):
            owner = resolved.owners.get(span)
            if owner and owner.key == key:
                return owner
        return Owner(key, form_of(self.gold.words(span)))

    def _reject(self) -> None:
        """Of what either has rejected, what gold leaves open; both may have given a reason, then the first counts."""
        gold, text = self.gold, self.gold.text
        names = [span for span, owner in gold.owners.items() if owner.form in ("name", "acronym")]
        cues = [fields["cue"] for fields in gold.statements.values() if fields["cue"]]
        events = [span for fields in gold.meetings.values() for span in fields["m"]]
        hosts = [fields["host"] for fields in gold.meetings.values() if isinstance(fields["host"], Span)]
        contents = [span for fields in gold.statements.values() for span in fields["c"]]
        covering = {
            "quotation": [*contents, *names],
            "reporting": [*cues, *events, *names],
            "meeting": [*cues, *events, *hosts, *names],
        }
        left = [candidate.span for candidate in uncovered(text, dict(covering))]
        known = self._reasons | self.second.rejected | self.first.rejected
        gold.rejected = {}
        for span in left:
            if span in gold.rejected or any(span.overlaps(other) for other in gold.rejected):
                continue
            place = next((s for s in known if s == span), None) or next((s for s in known if s.overlaps(span)), None)
            if place:
                gold.rejected[place] = known[place]


def patch(value: dict[str, Any], changes: Mapping[str, Any]) -> None:
    """Change an annotation in place by a JSON merge patch (RFC 7386).

    Args:
        value: An annotation; its statements and meetings are addressed by their keys, and rejected words are added.
        changes: What is added or changed; null takes away.
    """
    for key, change in changes.items():
        if key in LISTS and isinstance(change, dict):
            records = {record["k"]: record for record in value.get(key, [])}
            patch(records, {k: v if v is None else {"k": k} | v for k, v in change.items()})
            value[key] = list(records.values())
        elif key == "reject" and isinstance(change, dict):
            rejected = value.setdefault(key, {})
            for reason, quotes in change.items():
                rejected[reason] = [*many(rejected.get(reason)), *many(quotes)]
        elif change is None:
            value.pop(key, None)
        elif isinstance(change, dict) and isinstance(value.get(key), dict):
            patch(value[key], change)
        else:
            value[key] = change


def written(value: Mapping[str, Any]) -> str:
    """An annotation as JSON, one line an entry.

    Args:
        value: An annotation.
    """
    lines = []
    for key, section in value.items():
        if isinstance(section, dict) and section:
            inner = ",\n".join(f"  {_json(k)}: {_json(v)}" for k, v in section.items())
            lines.append(f" {_json(key)}: {{\n{inner}\n }}")
        elif isinstance(section, list) and section:
            inner = ",\n".join(f"  {_json(item)}" for item in section)
            lines.append(f" {_json(key)}: [\n{inner}\n ]")
        else:
            lines.append(f" {_json(key)}: {_json(section)}")
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def read_decisions(path: Path) -> list[dict[str, Any]]:
    """The decisions on an article, none if there is no file.

    Args:
        path: JSON: a list of decisions.

    Raises:
        click.ClickException: It is no such list.
    """
    if not path.exists():
        return []
    try:
        decisions = json.loads(path.read_text(encoding="utf-8"))
    except json.JSONDecodeError as error:
        raise click.ClickException(f"{path}: {error}") from error
    if not (isinstance(decisions, list) and all(isinstance(decision, dict) for decision in decisions)):
        raise click.ClickException(f"{path}: a list of decisions is needed")
    return decisions


def decisions_written(decisions: Sequence[Mapping[str, Any]]) -> str:
    """Decisions as JSON, one a line, with what was decided.

    Args:
        decisions: The decisions.
    """
    order = ("n", "what", "take", "like", "reject", "patch", "why")
    lines = [
        _json({key: decision[key] for key in order if decision.get(key) not in (None, [])}) for decision in decisions
    ]
    return "[\n" + ",\n".join(f" {line}" for line in lines) + "\n]\n"


def merged(
    names: tuple[str, str], ids: tuple[str, ...], articles: Mapping[str, dict[str, Any]], folder: Path, decided: Path
) -> Iterator[tuple[str, Merger, list[dict[str, Any]], dict[str, Any] | None]]:
    """Merge the articles that both annotators have done.

    Args:
        names: The two annotators.
        ids: Only these articles; all when empty.
        articles: The articles by identifier.
        folder: Holds a folder an annotator.
        decided: Holds the decisions.

    Yields:
        Identifier, merger with problems, decisions, and gold annotation if there are no problems.
    """
    for identifier, first, second in paired_articles(names, ids, articles, folder):
        merger = Merger(first, second, articles[identifier])
        decisions = read_decisions(decided / f"{identifier}.json")
        yield identifier, merger, decisions, merger.build(decisions)


@click.command()
@click.argument("first", default="a")
@click.argument("second", default="b")
@click.argument("ids", nargs=-1)
@click.option(
    "--articles", "articles_path", type=click.Path(exists=True, path_type=Path), default=HERE / "articles.jsonl"
)
@click.option("--folder", type=click.Path(exists=True, path_type=Path), default=HERE / "annotations")
@click.option("--decisions", type=click.Path(path_type=Path), default=HERE / "adjudication")
@click.option("--list", "show", is_flag=True, help="List the differences of the articles that are not yet decided.")
def main(
    first: str, second: str, ids: tuple[str, ...], articles_path: Path, folder: Path, decisions: Path, show: bool
) -> None:
    """Merge FIRST and SECOND into the annotator `gold`, on the articles IDS or on all that both have done."""
    built = left = 0
    for identifier, merger, entries, gold in merged(
        (first, second), ids, read_articles(articles_path), folder, decisions
    ):
        path = folder / "gold" / f"{identifier}.json"
        if gold is None:
            left += 1
            path.unlink(missing_ok=True)
            if show:
                click.echo("\n".join(listing(identifier, merger.found)) + "\n")
            for problem in merger.problems.found:
                click.echo(f"{identifier}: {problem}")
            continue
        built += 1
        path.parent.mkdir(exist_ok=True)
        path.write_text(written(gold), encoding="utf-8")
        if entries:
            (decisions / f"{identifier}.json").write_text(decisions_written(entries), encoding="utf-8")
    click.echo(f"{built} articles are gold, {left} are not")
    if left:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
