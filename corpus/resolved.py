"""Annotations with their places found, to be compared and merged, and written in the annotator's format again.

Everything is as in the annotator's format, with spans for the words and with nothing left to a default. Statements have
keys here even where the annotator gave none.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import attrs

from corpus.build import ENTITY_SECTIONS, FORMS, REALITIES, Builder, form_of, many
from corpus.spans import Span, find, find_one
from corpus.times import type_of

Fields = dict[str, Any]
KEYS = {form: key for key, form in FORMS.items() if form}
SECTIONS = {kind: section for section, kind in ENTITY_SECTIONS.items()}
FLAGS = ("soft", "negated", "asked", "before", "nested")


@attrs.frozen
class Owner:
    """Whose mention a place in the text is.

    Attributes:
        key: Key of the entity.
        form: Form of the mention.
    """

    key: str
    form: str


@attrs.frozen
class Party:
    """A participant of a meeting.

    Attributes:
        key: Key of the entity.
        role: Its role.
        side: Key of its side, as it results from all that is said.
        said_side: Whether the annotator gave the side here.
        mention: The place.
    """

    key: str
    role: str
    side: str | None
    said_side: bool = attrs.field(eq=False)
    mention: Span | None = attrs.field(eq=False)


@attrs.define
class Resolved:
    """One annotation of one article, by spans and keys.

    Attributes:
        text: The text of the article.
        id: Identifier of the article.
        entities: Fields of each entity: `section`, `name`, `cat`, `in`, `side`, `off`.
        owners: Whose mention each place is.
        times: Fields of each time expression: `s`, `v`, `type`, `mod`, `from`, `to`.
        statements: Fields of each statement: as written, with all flags apart.
        meetings: Fields of each meeting.
        rejected: The reason for each place.
    """

    text: str
    id: str
    entities: dict[str, Fields] = attrs.field(factory=dict)
    owners: dict[Span, Owner] = attrs.field(factory=dict)
    times: dict[str, Fields] = attrs.field(factory=dict)
    statements: dict[str, Fields] = attrs.field(factory=dict)
    meetings: dict[str, Fields] = attrs.field(factory=dict)
    rejected: dict[Span, str] = attrs.field(factory=dict)

    def words(self, span: Span) -> str:
        """The text of a span on one line.

        Args:
            span: A span of the article.
        """
        return " ".join(self.text[span.start : span.end].split())

    def name(self, key: str) -> str:
        """The longest name of an entity, else its longest mention, else its key.

        Args:
            key: Key of the entity.
        """
        own = [(span, owner.form) for span, owner in self.owners.items() if owner.key == key]
        best = max(own, key=lambda item: (item[1] == "name", item[0].end - item[0].start), default=None)
        return self.words(best[0]) if best else key

    def quote(self, span: Span) -> str:
        """The words of a span, written so that they mean no other place.

        Args:
            span: A span of the article.
        """
        words = self.words(span)
        return f"{words}#{find(self.text, f'{words}#*').index(span) + 1}"


def resolve(builder: Builder, document: Mapping[str, Any]) -> Resolved:
    """The annotation that a builder has read.

    Args:
        builder: After `build`, without problems.
        document: What it built.
    """
    written, found = builder.annotation, document["annotations"]
    result = Resolved(builder.text, str(document["id"]))
    keys = {entity.id: key for key, entity in builder.entities.items()}
    for key, entity in builder.entities.items():
        fields = entity.fields
        result.entities[key] = {
            "section": SECTIONS[entity.kind],
            "name": fields.get("name"),
            "cat": fields.get("cat", "other") if entity.kind in ("organization", "place") else None,
            "in": fields.get("in"),
            "side": fields.get("side") or fields.get("of"),
            "off": tuple((title, of) for title, of in fields.get("off", [])),
        }
        for span, form in entity.mentions.items():
            result.owners.setdefault(span, Owner(key, form))
    numbers = {f"time:{number}": key for number, key in enumerate(written.get("times", {}), 1)}
    for record in found["time"]:
        fields = many(written["times"][numbers[record["id"]]])[0]
        fields = fields if isinstance(fields, dict) else {}
        timex = record["timex3"]
        result.times[numbers[record["id"]]] = {
            "s": _span(record["spans"][0]),
            "v": timex["value"],
            "type": timex["type"],
            "mod": timex["mod"],
            "from": fields.get("from"),
            "to": fields.get("to"),
        }
    _resolve_statements(result, builder, found, keys)
    _resolve_meetings(result, builder, found, keys)
    result.rejected = {_span(record["spans"][0]): record["reason"] for record in found.get("rejected", [])}
    return result


def _span(record: Mapping[str, Any]) -> Span:
    return Span(record["start"], record["end"])


def _resolve_statements(result: Resolved, builder: Builder, found: Mapping[str, Any], keys: Mapping[str, str]) -> None:
    written = builder.annotation.get("statements", [])
    inner = {fields["k"]: f"s{number}" for number, fields in enumerate(written, 1) if "k" in fields}
    for number, (fields, record, detail) in enumerate(
        zip(written, found["statement"], found.get("statement-detail", []), strict=True), 1
    ):
        contents = tuple(_span(span) for span in record["spans"])
        cue = _span(record["cue"]) if record["cue"] else None
        source = find_one(builder.text, fields["src"], [cue] if cue else contents) if fields.get("src") else None
        speakers = [a["entity"] or group for a, group in zip(record["speakers"], detail["described"], strict=False)]
        result.statements[f"s{number}"] = {
            "c": contents,
            "cue": cue,
            "src": source,
            "who": tuple(keys[speaker] for speaker in speakers if speaker),
            "mode": record["mode"],
            "soft": detail["soft"],
            "negated": record["negated"],
            "asked": detail["asked"],
            "before": detail["told_before"],
            "nested": detail["nested"],
            "in": inner.get(fields.get("in", "")),
            "to": tuple(many(fields.get("to"))),
            "t": fields.get("t"),
            "at": fields.get("at"),
        }


def _resolve_meetings(result: Resolved, builder: Builder, found: Mapping[str, Any], keys: Mapping[str, str]) -> None:
    written = builder.annotation.get("meetings", [])
    known = {fields["k"] for fields in written}
    records = {record["id"]: record for kind in ("meeting", "no-meeting") for record in found.get(kind, [])}
    for fields, detail in zip(written, found.get("meeting-detail", []), strict=True):
        record = records[detail["of"]]
        parties = []
        for item, party, role, group in zip(
            many(fields.get("who")), record["participants"], detail["roles"], detail["described"], strict=True
        ):
            parties.append(
                Party(
                    keys[party["entity"] or group],
                    role,
                    keys.get(party["side"] or ""),
                    isinstance(item, dict) and "side" in item,
                    _span(party["mention"]) if party["mention"] else None,
                )
            )
        venue = {level: _span(span) for level, span in (record["venue"] or {}).items() if span}
        host = fields.get("host")
        result.meetings[fields["k"]] = {
            "m": tuple(dict.fromkeys(_span(span) for span in record["spans"])),
            "kind": record["kind"],
            "status": record["status"],
            "medium": record["medium"],
            "f": next((flag for flag in many(fields.get("f")) if flag in REALITIES), None),
            "who": tuple(parties),
            "at": tuple(
                item if isinstance(item, str) else tuple((level, venue[level]) for level in item)
                for item in many(fields.get("at"))
            ),
            "venue": venue,
            "t": fields.get("t"),
            "host": host if host in known else _span(record["host_event"]["mention"]) if host else None,
            "host_place": _span(record["host_event"]["mention"]) if host else None,
            "round": fields.get("round"),
            "format": fields.get("format"),
        }


def renamed(
    resolved: Resolved,
    entity: Mapping[str, str],
    time: Mapping[str, str],
    statement: Mapping[str, str],
    meeting: Mapping[str, str],
) -> Resolved:
    """The same annotation under other keys.

    Args:
        resolved: An annotation.
        entity: The new key of each entity.
        time: The new key of each time.
        statement: The new key of each statement.
        meeting: The new key of each meeting.
    """

    def new(names: Mapping[str, str], key: str | None) -> str | None:
        return names[key] if key is not None else None

    statements = {
        statement[key]: fields
        | {
            "who": tuple(entity[k] for k in fields["who"]),
            "to": tuple(entity[k] for k in fields["to"]),
            "in": new(statement, fields["in"]),
            "t": new(time, fields["t"]),
            "at": new(meeting, fields["at"]),
        }
        for key, fields in resolved.statements.items()
    }
    meetings = {
        meeting[key]: fields
        | {
            "who": tuple(attrs.evolve(p, key=entity[p.key], side=new(entity, p.side)) for p in fields["who"]),
            "at": tuple(entity[item] if isinstance(item, str) else item for item in fields["at"]),
            "t": new(time, fields["t"]),
            "host": meeting[fields["host"]] if isinstance(fields["host"], str) else fields["host"],
            "format": new(entity, fields["format"]),
        }
        for key, fields in resolved.meetings.items()
    }
    entities = {
        entity[key]: fields
        | {"side": new(entity, fields["side"]), "off": tuple((title, new(entity, of)) for title, of in fields["off"])}
        for key, fields in resolved.entities.items()
    }
    owners = {span: attrs.evolve(owner, key=entity[owner.key]) for span, owner in resolved.owners.items()}
    times = {time[key]: fields for key, fields in resolved.times.items()}
    return Resolved(resolved.text, resolved.id, entities, owners, times, statements, meetings, dict(resolved.rejected))


def annotation_of(resolved: Resolved) -> dict[str, Any]:
    """The annotation in the annotator's format, every place written so that it can mean no other.

    Args:
        resolved: An annotation.
    """
    result: dict[str, Any] = {"id": resolved.id}
    quote = resolved.quote
    for key, fields in resolved.entities.items():
        spans = sorted((span, owner.form) for span, owner in resolved.owners.items() if owner.key == key)
        entity: Fields = {"name": fields["name"]} if fields["name"] else {}
        for span, form in spans:
            entity.setdefault(KEYS[form], []).append(quote(span))
        entity |= {name: fields[name] for name in ("cat", "in") if fields[name]}
        if fields["side"]:
            entity["of" if fields["section"] == "groups" else "side"] = fields["side"]
        if fields["off"]:
            entity["off"] = [list(office) for office in fields["off"]]
        result.setdefault(fields["section"], {})[key] = entity
    for key, fields in sorted(resolved.times.items(), key=lambda item: item[1]["s"]):
        days = {name: fields[name] for name in ("mod", "from", "to") if fields[name]}
        if fields["type"] != type_of(fields["v"]):
            days["type"] = fields["type"]
        short = [quote(fields["s"]), fields["v"]]
        result.setdefault("times", {})[key] = {"s": short[0], "v": short[1], **days} if days else short
    by_place = sorted(resolved.statements.items(), key=lambda item: (item[1]["c"], item[0]))
    if by_place:
        result["statements"] = [_statement(key, fields, quote) for key, fields in by_place]
    if resolved.meetings:
        result["meetings"] = [_meeting(key, fields, resolved) for key, fields in resolved.meetings.items()]
    for span, reason in sorted(resolved.rejected.items()):
        result.setdefault("reject", {}).setdefault(reason, []).append(quote(span))
    return result


def _statement(key: str, fields: Fields, quote: Callable[[Span], str]) -> dict[str, Any]:
    written: dict[str, Any] = {"k": key, "c": [quote(span) for span in fields["c"]]}
    written |= {name: quote(fields[name]) for name in ("cue", "src") if fields[name]}
    written |= {"who": list(fields["who"]) or None, "mode": fields["mode"]}
    if flags := [flag for flag in FLAGS if fields[flag]]:
        written["f"] = flags
    return written | {name: _listed(fields[name]) for name in ("in", "to", "t", "at") if fields[name]}


def _meeting(key: str, fields: Fields, resolved: Resolved) -> dict[str, Any]:
    quote = resolved.quote
    written: dict[str, Any] = {"k": key, "m": [quote(span) for span in fields["m"]]}
    written |= {name: fields[name] for name in ("kind", "status", "medium")}
    if fields["who"]:
        plural = plural_mentions(fields["who"])
        written["who"] = [_party(party, plural, resolved) for party in fields["who"]]
    if fields["at"]:
        written["at"] = [
            item if isinstance(item, str) else {level: quote(span) for level, span in item} for item in fields["at"]
        ]
    if fields["host"]:
        written["host"] = fields["host"] if isinstance(fields["host"], str) else quote(fields["host"])
    return written | {name: fields[name] for name in ("t", "f", "round", "format") if fields[name]}


def plural_mentions(parties: Iterable[Party]) -> set[Span]:
    """Mentions that stand for several participants, such as `the two presidents`: no mentions of one of them.

    Args:
        parties: The participants of a meeting.
    """
    spans = [party.mention for party in parties if party.mention]
    return {span for span in spans if spans.count(span) > 1}


def _party(party: Party, plural: set[Span], resolved: Resolved) -> str | dict[str, Any]:
    """A mention is written where it is one of the entity's; else the nearest is taken when the file is read."""
    written: dict[str, Any] = {"e": party.key}
    owner = resolved.owners.get(party.mention) if party.mention else None
    if party.mention and (party.mention in plural or (owner and owner.key == party.key)):
        written["m"] = resolved.quote(party.mention)
    if party.said_side:
        written["side"] = party.side
    if party.role != "participant":
        written["role"] = party.role
    return written if len(written) > 1 else party.key


def _listed(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def read_value(resolved: Resolved, section: str, field: str, value: Any, near: Iterable[Span] = ()) -> Any:
    """A value that an adjudicator typed, as it stands in a resolved annotation.

    Args:
        resolved: What is being made, for the text.
        section: `entities`, `times`, `statements` or `meetings`.
        field: Name of the field.
        value: The value in the annotator's format.
        near: Places near which a quote is looked for.
    """
    places = list(near)

    def one(quote: str) -> Span:
        return find_one(resolved.text, quote, places)

    if field in ("c", "m"):
        return tuple(span for quote in many(value) for span in _several(resolved.text, quote, one))
    if field in ("cue", "src", "s"):
        return one(value) if value else None
    if field == "host":
        return value if value is None or value in resolved.meetings else one(value)
    if field == "off":
        return tuple((title, of) for title, of in value or [])
    if (section, field) == ("meetings", "who"):
        return tuple(_typed_party(item, one) for item in many(value))
    if (section, field) == ("meetings", "at"):
        return tuple(
            item if isinstance(item, str) else tuple((level, one(quote)) for level, quote in item.items())
            for item in many(value)
        )
    return tuple(many(value)) if field in ("who", "to") else value


def _several(text: str, quote: str, one: Callable[[str], Span]) -> list[Span]:
    return find(text, quote) if quote.endswith("#*") else [one(quote)]


def _typed_party(item: Any, one: Callable[[str], Span]) -> Party:
    if isinstance(item, dict):
        mention = one(item["m"]) if item.get("m") else None
        return Party(item["e"], item.get("role", "participant"), item.get("side"), "side" in item, mention)
    key, _, role = item.partition(":")
    return Party(key, role or "participant", None, said_side=False, mention=None)


def mentions_of(resolved: Resolved, fields: Mapping[str, Any], key: str) -> dict[Span, Owner]:
    """The mentions that an adjudicator typed for an entity.

    Args:
        resolved: What is being made, for the text.
        fields: Mentions by `m`, `n`, `acr` ...
        key: Key of the entity.
    """
    return {
        span: Owner(key, FORMS[name] or form_of(resolved.words(span)))
        for name, quotes in fields.items()
        for quote in many(quotes)
        for span in find(resolved.text, quote)
    }
