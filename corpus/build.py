"""From the annotator's compact format to the wire format of the project. `FORMAT.md` describes both."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import attrs

from corpus.coverage import REASONS, quotations, uncovered
from corpus.errors import ProblemError, Problems
from corpus.spans import Span, find, find_one, is_explicit
from corpus.times import bounds_of, is_value, type_of

KINDS = ("meeting", "talks", "summit", "conference", "visit", "call", "session", "signing", "other")
MEDIA = ("in_person", "phone", "video", "unknown")
STATUSES = ("held", "ongoing", "planned", "proposed", "cancelled")
REALITIES = ("denied", "hypothetical")
ROLES = ("participant", "host", "guest", "mediator", "observer")
MODES = ("direct", "indirect", "mixed")
FLAGS = ("soft", "negated", "asked", "before", "nested")
TIME_MODS = ("START", "MID", "END", "APPROX", "BEFORE", "AFTER", "LESS_THAN", "MORE_THAN")
ORGANIZATIONS = (
    "government",
    "ministry",
    "igo",
    "alliance",
    "format",
    "party",
    "armed",
    "company",
    "media",
    "ngo",
    "court",
    "parliament",
    "other",
)
PLACES = ("city", "site", "region", "water", "other")
LEVEL = {"city": "city", "site": "site", "region": "other", "water": "other", "other": "other"}
IN_PERSON = ("meeting", "summit", "visit", "conference", "session")
# The key under which a mention is written tells its form; under `m` the words tell it.
FORMS: dict[str, str | None] = {
    "m": None,
    "n": "name",
    "acr": "acronym",
    "dem": "demonym",
    "met": "metonym",
    "tit": "title",
    "desc": "description",
    "pron": "pronoun",
}
ENTITY_SECTIONS = {"people": "person", "orgs": "organization", "states": "state", "places": "place", "groups": "group"}
ALLOWED = {
    "annotation": {"id", *ENTITY_SECTIONS, "times", "statements", "meetings", "reject", "note"},
    "entity": {"name", *FORMS, "off", "side", "cat", "of", "in"},
    "time": {"s", "v", "type", "mod", "from", "to"},
    "statement": {"c", "cue", "src", "who", "mode", "f", "k", "in", "t", "to", "at", "note"},
    "meeting": {"k", "m", "kind", "who", "at", "t", "host", "status", "medium", "f", "round", "format", "note"},
}
PRONOUNS = frozenset(
    [
        "I",
        "me",
        "we",
        "us",
        "you",
        "he",
        "him",
        "she",
        "her",
        "it",
        "they",
        "them",
        "who",
        "both",
        "his",
        "their",
        "our",
        "its",
        "my",
        "one",
        "We",
        "You",
        "He",
        "She",
        "It",
        "They",
        "Both",
        "His",
        "Their",
        "Our",
        "Its",
        "My",
        "One",
    ]
)
DETERMINERS = frozenset(
    [
        "the",
        "a",
        "an",
        "his",
        "her",
        "its",
        "their",
        "our",
        "my",
        "this",
        "that",
        "these",
        "those",
        "some",
        "several",
        "two",
        "three",
        "both",
    ]
)


@attrs.define
class Entity:
    """Whom or what mentions stand for.

    Attributes:
        key: What the annotator calls it.
        kind: `person`, `organization`, `state`, `place` or `group`.
        id: Its identifier on the wire.
        fields: What the annotator wrote.
        mentions: The form of each mention.
    """

    key: str
    kind: str
    id: str
    fields: Mapping[str, Any]
    mentions: dict[Span, str] = attrs.field(factory=dict)

    @property
    def side(self) -> str | None:
        """Key of the state or body that it stands for, unless a meeting says otherwise."""
        offices = self.fields.get("off", [])
        return self.fields.get("side") or self.fields.get("of") or next((of for _, of in offices if of), None)


def many(value: Any) -> list[Any]:
    """A list, also where the annotator wrote one thing or nothing.

    Args:
        value: A list, one thing, or None.
    """
    if value is None:
        return []
    return list(value) if isinstance(value, (list, tuple)) else [value]


def form_of(words: str) -> str:
    """The form of a mention, guessed by its words.

    Args:
        words: The mention.
    """
    first = words.split()[0].lower()
    if words in PRONOUNS:
        return "pronoun"
    if re.fullmatch(r"(?:[A-Z]\.?&?){2,}s?", words):
        return "acronym"
    return "description" if first in DETERMINERS or words[0].islower() else "name"


@attrs.define
class Builder:
    """Builds the wire document of one annotated article.

    Attributes:
        article: The record of `articles.jsonl`.
        annotation: What the annotator wrote.
        annotator: Who that was.
        problems: What is wrong in it.
        entities: By key.
        times: Identifiers by key.
    """

    article: Mapping[str, Any]
    annotation: Mapping[str, Any]
    annotator: str
    problems: Problems = attrs.field(factory=Problems)
    entities: dict[str, Entity] = attrs.field(factory=dict)
    times: dict[str, str] = attrs.field(factory=dict)
    _found: dict[str, list[dict[str, Any]]] = attrs.field(factory=dict)
    _covering: dict[str, list[Span]] = attrs.field(factory=lambda: {"quotation": [], "reporting": [], "meeting": []})

    @property
    def text(self) -> str:
        """The text of the article."""
        return str(self.article["text"])

    def build(self) -> dict[str, Any]:
        """The wire document. What is wrong is in `problems` afterwards."""
        self._check_keys("annotation", self.annotation, "annotation")
        if self.annotation.get("id") != self.article["id"]:
            self.problems.add("id", f"is {self.annotation.get('id')!r}, the article is {self.article['id']!r}")
        for kind in ("person", "organization", "state", "place", "time", "statement", "meeting"):
            self._found[kind] = []
        self._read_entities()
        self._read_times()
        self._read_statements()
        self._read_meetings()
        self._write_entities()
        self._read_rejected()
        self._check_coverage()
        return {
            "schema": 1,
            "id": self.article["id"],
            "title": self.article["title"],
            "published": self.article["published"],
            "published_basis": "given",
            "language": "en",
            "source": {
                key: self.article[key]
                for key in ("source", "style", "part", "licence", "attribution", "address")
                if self.article.get(key)
            },
            "frame": dict.fromkeys(("title", "date", "dateline", "place", "agency")),
            "text": self.text,
            "annotations": self._found,
            "failures": [],
        }

    # Entities

    def _read_entities(self) -> None:
        candidates: list[tuple[Entity, Span, str, bool]] = []
        for section, kind in ENTITY_SECTIONS.items():
            for number, (key, value) in enumerate(self.annotation.get(section, {}).items(), 1):
                fields = value if isinstance(value, dict) else {"m": value}
                where = f"{section}.{key}"
                self._check_keys("entity", fields, where)
                if key in self.entities:
                    self.problems.add(where, "the key is used twice")
                entity = self.entities[key] = Entity(key, kind, f"{kind}:{number}", fields)
                for name, form in FORMS.items():
                    for quote in many(fields.get(name)):
                        candidates += [
                            (entity, span, form or form_of(self._words(span)), is_explicit(quote))
                            for span in self._all(quote, f"{where}.{name}")
                        ]
        self._keep_mentions(candidates)
        for entity in self.entities.values():
            self._check_entity(entity)

    def _all(self, quote: str, where: str) -> list[Span]:
        try:
            spans = find(self.text, quote)
        except ProblemError as problem:
            self.problems.add(where, problem)
            return []
        if len(spans) > 1 and not is_explicit(quote) and quote in PRONOUNS:
            self.problems.add(where, f"{quote!r} is {len(spans)} times in the text; say which with #n, <<>>, or #*")
            return []
        return spans

    def _keep_mentions(self, candidates: list[tuple[Entity, Span, str, bool]]) -> None:
        """Words within a longer mention of the same entity, or within another's name, are no mention of their own."""
        owner: dict[Span, Entity] = {}
        for entity, span, form, explicit in candidates:
            inner = not explicit and any(
                other.holds(span) and other != span and (entity is holder or other_form in ("name", "acronym"))
                for holder, other, other_form, _ in candidates
            )
            if inner:
                continue
            if owner.setdefault(span, entity) is not entity:
                self.problems.add(
                    entity.key, f"{self._words(span)!r} at {span.start} is also a mention of {owner[span].key}"
                )
            entity.mentions.setdefault(span, form)

    def _check_entity(self, entity: Entity) -> None:
        allowed = {"organization": ORGANIZATIONS, "place": PLACES}.get(entity.kind)
        if allowed:
            self._enum(entity.fields.get("cat", "other"), allowed, f"{entity.key}.cat")
        for reference in [
            entity.fields.get("side"),
            entity.fields.get("of"),
            *(of for _, of in entity.fields.get("off", [])),
        ]:
            if reference is not None:
                self._entity(reference, entity.key)
        if (country := entity.fields.get("in")) and not re.fullmatch("[A-Z]{2}", country):
            self.problems.add(f"{entity.key}.in", f"{country!r} is no two-letter code of a country")

    def _write_entities(self) -> None:
        for entity in self.entities.values():
            if not entity.mentions:
                self.problems.add(entity.key, "no mention")
                continue
            fields = entity.fields
            record = self._record(entity.kind, entity.id, []) | {"name": self._name(entity)}
            if entity.kind == "group":
                record |= {"of": self._id(fields.get("of")), "mentions": self._mentions(entity)}
                self._found.setdefault("group", []).append(record)
                continue
            record |= {"mentions": self._mentions(entity), "identifiers": {}}
            if entity.kind == "person":
                record |= {
                    "offices": [{"title": title, "of": self._body_id(of)} for title, of in fields.get("off", [])],
                    "named_by": "text",
                }
            elif entity.kind == "organization":
                acronym = next((self._words(span) for span, form in entity.mentions.items() if form == "acronym"), None)
                record |= {"acronym": acronym, "category": fields.get("cat", "other"), "members": []}
            elif entity.kind == "place":
                record |= {"category": fields.get("cat", "other"), "country": fields.get("in")}
            self._found[entity.kind].append(record)

    def _name(self, entity: Entity) -> str:
        if "name" in entity.fields:
            return str(entity.fields["name"])
        by_rank = sorted(
            entity.mentions.items(),
            key=lambda item: (
                ("name", "acronym", "metonym", "title", "description", "demonym", "pronoun").index(item[1]),
                item[0].start - item[0].end,
                item[0],
            ),
        )
        return self._words(by_rank[0][0])

    def _mentions(self, entity: Entity) -> list[dict[str, Any]]:
        return [self._mention(span, form) for span, form in sorted(entity.mentions.items())]

    # Times

    def _read_times(self) -> None:
        for number, (key, value) in enumerate(self.annotation.get("times", {}).items(), 1):
            where = f"times.{key}"
            fields = value if isinstance(value, dict) else dict(zip(("s", "v"), value, strict=False))
            self._check_keys("time", fields, where)
            self.times[key] = f"time:{number}"
            span = self._one(fields.get("s", ""), f"{where}.s")
            timex = fields.get("v")
            if not timex or not is_value(timex):
                self.problems.add(f"{where}.v", f"{timex!r} is no TIMEX3 value")
                continue
            if fields.get("mod"):
                self._enum(fields["mod"], TIME_MODS, f"{where}.mod")
            if span:
                self._found["time"].append(self._time(self.times[key], span, timex, fields))

    def _time(self, identifier: str, span: Span, timex: str, fields: Mapping[str, Any]) -> dict[str, Any]:
        kind = fields.get("type") or type_of(timex)
        bounds = bounds_of(timex)
        days = [
            fields.get("from") or (bounds.earliest and bounds.earliest.isoformat()),
            fields.get("to") or (bounds.latest and bounds.latest.isoformat()),
        ]
        closed = all(days) and kind in ("DATE", "TIME")
        value = timex if bounds.precision in ("day", "month", "year") else f"{days[0]}/{days[1]}" if closed else None
        wire_kind = "range" if "/" in timex else kind.lower()
        return self._record("time", identifier, [span]) | {
            "kind": wire_kind,
            "value": value if closed else None,
            "timex3": {"type": kind, "value": timex, "mod": fields.get("mod")},
            "earliest": days[0] if closed else None,
            "latest": days[1] if closed else None,
            "precision": bounds.precision,
            "mod": fields.get("mod"),
            "anchor": None,
            "resolved": closed,
            "candidates": [],
        }

    # Statements

    def _read_statements(self) -> None:
        written = self.annotation.get("statements", [])
        identifiers = {fields["k"]: f"statement:{number}" for number, fields in enumerate(written, 1) if "k" in fields}
        for number, fields in enumerate(written, 1):
            where = f"statements[{number}]"
            self._check_keys("statement", fields, where)
            contents = [span for quote in many(fields.get("c")) if (span := self._one(quote, f"{where}.c"))]
            if not contents:
                self.problems.add(where, "no content")
                continue
            cue = self._one(fields["cue"], f"{where}.cue", contents) if fields.get("cue") else None
            source = self._one(fields["src"], f"{where}.src", [cue] if cue else contents) if fields.get("src") else None
            speakers = self._speakers(fields, source, where)
            flags = set(many(fields.get("f"))) | ({"nested"} if fields.get("in") else set())
            for flag in sorted(flags):
                self._enum(flag, FLAGS, f"{where}.f")
            mode = fields.get("mode") or self._mode(contents)
            self._enum(mode, MODES, f"{where}.mode")
            inside = fields.get("in")
            if inside and inside not in identifiers:
                self.problems.add(f"{where}.in", f"no statement has the key {inside!r}")
            basis = "cue" if source else "elided" if cue else "continuation"
            identifier = f"statement:{number}"
            self._found["statement"].append(
                self._record("statement", identifier, contents)
                | {
                    "mode": mode,
                    "cue": self._span(cue) if cue else None,
                    "cue_lemma": None,
                    "speakers": [self._attribution(entity, source, basis) for entity in speakers]
                    or [
                        {
                            "mention": self._mention(source) if source else None,
                            "entity": None,
                            "basis": basis,
                            "kind": None,
                        }
                    ],
                    "holder": None,
                    "addressees": [
                        self._attribution(self._entity(key, f"{where}.to"), None, basis)
                        for key in many(fields.get("to"))
                    ],
                    "said_at": self._time_id(fields.get("t"), where),
                    "reported_in": identifiers.get(inside) if inside else None,
                    "continues": None,
                    "repair": None,
                    "negated": "negated" in flags,
                }
            )
            self._found.setdefault("statement-detail", []).append(
                self._record("statement-detail", f"statement-detail:{number}", [])
                | {
                    "of": identifier,
                    "named": bool(speakers) and all(entity.kind != "group" for entity in speakers),
                    "described": [entity.id if entity.kind == "group" else None for entity in speakers],
                    "meeting": self._meeting_id(fields.get("at"), where),
                }
                | {name: name in flags for name in ("soft", "nested", "asked")}
                | {"told_before": "before" in flags}
            )
            self._covering["quotation"] += contents
            self._covering["reporting"] += [cue] if cue else []
            self._covering["meeting"] += [cue] if cue else []

    def _speakers(self, fields: Mapping[str, Any], source: Span | None, where: str) -> list[Entity]:
        named = [entity for key in many(fields.get("who")) if (entity := self._entity(key, f"{where}.who"))]
        if named:
            if source and len(named) == 1 and not any(span.overlaps(source) for span in named[0].mentions):
                named[0].mentions[source] = form_of(self._words(source))
            return named
        if "who" in fields:
            return []
        found = [entity for entity in self.entities.values() if source and source in entity.mentions]
        found = found or [
            entity
            for entity in self.entities.values()
            if source and any(source.holds(span) and span.end == source.end for span in entity.mentions)
        ]
        if not found:
            self.problems.add(where, "say `who` the speaker is; `null` when the text does not say")
        return found[:1]

    def _attribution(self, entity: Entity | None, source: Span | None, basis: str) -> dict[str, Any]:
        if entity is None:
            return {"mention": None, "entity": None, "basis": basis, "kind": None}
        own = [span for span in entity.mentions if source and source.overlaps(span)]
        mention = min(
            own, key=lambda span: (not (source and source.holds(span)), span.start - span.end), default=source
        )
        return {
            "mention": self._mention(mention, entity.mentions.get(mention)) if mention else None,
            "entity": None if entity.kind == "group" else entity.id,
            "basis": basis,
            "kind": entity.kind if entity.kind != "place" else None,
        }

    def _mode(self, contents: Sequence[Span]) -> str:
        marked = quotations(self.text)
        if all(any(quoted.holds(span) for quoted in marked) for span in contents):
            return "direct"
        return "mixed" if any(quoted.overlaps(span) for quoted in marked for span in contents) else "indirect"

    # Meetings

    def _read_meetings(self) -> None:
        written = self.annotation.get("meetings", [])
        identifiers = self._meeting_ids()
        number = {False: 0, True: 0}
        for position, fields in enumerate(written, 1):
            where = f"meetings[{fields.get('k', position)}]"
            self._check_keys("meeting", fields, where)
            reality = next((flag for flag in many(fields.get("f")) if flag in REALITIES), None)
            for flag in many(fields.get("f")):
                self._enum(flag, REALITIES, f"{where}.f")
            number[bool(reality)] += 1
            kind = "no-meeting" if reality else "meeting"
            identifier = f"{kind}:{number[bool(reality)]}"
            mentions = [span for quote in many(fields.get("m")) for span in self._meeting_mentions(quote, where)]
            if not mentions:
                self.problems.add(f"{where}.m", "no mention")
                continue
            record = self._record(kind, identifier, mentions) | self._meeting(fields, mentions[0], identifiers, where)
            if reality:
                record["reality"] = reality
            self._found.setdefault(kind, []).append(record)
            self._covering["meeting"] += mentions
            self._covering["reporting"] += mentions

    def _meeting_mentions(self, quote: str, where: str) -> list[Span]:
        if quote.endswith("#*"):
            return self._all(quote, f"{where}.m")
        span = self._one(quote, f"{where}.m")
        return [span] if span else []

    def _meeting(
        self, fields: Mapping[str, Any], best: Span, identifiers: Mapping[str, str], where: str
    ) -> dict[str, Any]:
        event = fields.get("kind", "")
        self._enum(event, KINDS, f"{where}.kind")
        status = fields.get("status", "held")
        self._enum(status, STATUSES, f"{where}.status")
        medium = fields.get("medium") or (
            "phone" if event == "call" else "in_person" if event in IN_PERSON else "unknown"
        )
        self._enum(medium, MEDIA, f"{where}.medium")
        written = many(fields.get("who"))
        quotes = [item["m"] for item in written if isinstance(item, dict) and item.get("m")]
        plural = {quote for quote in quotes if quotes.count(quote) > 1}
        parties = [party for item in written if (party := self._party(item, best, plural, where))]
        venue, inferred = self._venue(fields.get("at"), best, where)
        host = self._host(fields.get("host"), best, identifiers, where)
        detail = {
            "roles": [role for _, role, _ in parties],
            "described": [group for _, _, group in parties],
            "country_inferred": inferred,
        }
        result = {
            "kind": event,
            "medium": medium,
            "status": status,
            "participants": [participant for participant, _, _ in parties],
            "venue": venue,
            "host_event": host,
            "time": self._time_id(fields.get("t"), where),
            "round": fields.get("round"),
            "format": self._id(fields.get("format")),
        }
        number = len(self._found.setdefault("meeting-detail", [])) + 1
        of = identifiers.get(fields.get("k", "")) if "k" in fields else None
        if of is None:
            self.problems.add(where, "a meeting needs a key `k`")
        self._found["meeting-detail"].append(
            self._record("meeting-detail", f"meeting-detail:{number}", []) | {"of": of} | detail
        )
        return result

    def _party(
        self, item: Any, best: Span, plural: set[str], where: str
    ) -> tuple[dict[str, Any], str, str | None] | None:
        """A participant; words that stand for several participants are no mention of one of them."""
        fields = (
            item
            if isinstance(item, dict)
            else {"e": str(item).partition(":")[0], "role": str(item).partition(":")[2] or "participant"}
        )
        entity = self._entity(fields.get("e"), f"{where}.who")
        if entity is None:
            return None
        role = fields.get("role", "participant")
        self._enum(role, ROLES, f"{where}.who.role")
        mention = self._one(fields["m"], f"{where}.who.m", [best]) if fields.get("m") else self._nearest(entity, best)
        new = mention and fields.get("m") not in plural and not any(span.overlaps(mention) for span in entity.mentions)
        if mention and new:
            entity.mentions[mention] = form_of(self._words(mention))
        side = fields.get("side", entity.side if entity.kind in ("person", "group") else None)
        participant = {
            "mention": self._mention(mention, entity.mentions.get(mention)) if mention else None,
            "entity": None if entity.kind == "group" else entity.id,
            "side": self._id(side),
        }
        return participant, role, entity.id if entity.kind == "group" else None

    def _venue(self, at: Any, best: Span, where: str) -> tuple[dict[str, Any] | None, str | None]:
        levels: dict[str, Span] = {}
        inferred = None
        for item in many(at):
            if isinstance(item, dict):
                for level, quote in item.items():
                    self._enum(level, ("site", "city", "country", "other"), f"{where}.at")
                    if span := self._one(quote, f"{where}.at", [best]):
                        levels[level] = span
                continue
            entity = self._entity(item, f"{where}.at")
            if entity is None:
                continue
            level = (
                "country"
                if entity.kind == "state"
                else LEVEL[entity.fields.get("cat", "other")]
                if entity.kind == "place"
                else "site"
            )
            if level in levels:
                self.problems.add(f"{where}.at", f"two venues of the level {level}")
            if span := self._nearest(entity, best):
                levels[level] = span
            inferred = inferred or entity.fields.get("in")
        if not levels:
            return None, None
        venue = {
            level: self._span(levels[level]) if level in levels else None
            for level in ("site", "city", "country", "other")
        }
        return venue, None if "country" in levels else inferred

    def _host(self, host: Any, best: Span, identifiers: Mapping[str, str], where: str) -> dict[str, Any] | None:
        if host is None:
            return None
        if host in identifiers:
            fields = next(fields for fields in self.annotation["meetings"] if fields.get("k") == host)
            span = self._one(many(fields["m"])[0], f"{where}.host")
            return (
                {"name": self._words(span), "mention": self._span(span), "meeting": identifiers[host]} if span else None
            )
        span = self._one(host, f"{where}.host", [best])
        if span:
            self._covering["meeting"].append(span)
        return {"name": self._words(span), "mention": self._span(span), "meeting": None} if span else None

    # What is rejected, and what nobody has looked at

    def _read_rejected(self) -> None:
        taken = [*self._covering["reporting"], *self._covering["meeting"]]
        number = 0
        for reason, quotes in self.annotation.get("reject", {}).items():
            self._enum(reason, tuple(REASONS), "reject")
            for quote in many(quotes):
                for span in self._all(quote, f"reject.{reason}"):
                    if not is_explicit(quote) and any(span.overlaps(other) for other in taken):
                        continue
                    number += 1
                    for spans in self._covering.values():
                        spans.append(span)
                    self._found.setdefault("rejected", []).append(
                        self._record("rejected", f"rejected:{number}", [span]) | {"reason": reason}
                    )

    def _check_coverage(self) -> None:
        names = [
            span
            for entity in self.entities.values()
            for span, form in entity.mentions.items()
            if form in ("name", "acronym")
        ]
        for spans in self._covering.values():
            spans += names
        for candidate in uncovered(self.text, dict(self._covering)):
            around = self.text[
                max(0, candidate.span.start - 40) : min(candidate.span.end, candidate.span.start + 40) + 30
            ]
            same = [
                span
                for span in find(self.text, self._words(candidate.span))
                if candidate.span.holds(span) or span == candidate.span
            ]
            number = find(self.text, self._words(candidate.span)).index(same[0]) + 1 if same else "?"
            words = self._words(candidate.span)[:60]
            self.problems.add(
                "coverage", f"{candidate.kind} {words!r}#{number} is neither annotated nor rejected: …{around!r}…"
            )

    # Helpers

    def _words(self, span: Span) -> str:
        return self.text[span.start : span.end]

    def _span(self, span: Span) -> dict[str, Any]:
        return {"start": span.start, "end": span.end, "text": self._words(span)}

    def _mention(self, span: Span, form: str | None = None) -> dict[str, Any]:
        return self._span(span) | {"form": form or form_of(self._words(span))}

    def _record(self, kind: str, identifier: str, spans: Sequence[Span]) -> dict[str, Any]:
        return {
            "id": identifier,
            "spans": [self._span(span) for span in spans],
            "extractor": f"annotator-{self.annotator}",
            "extractor_version": "1",
            "rule": "annotated",
            "confidence": None,
        }

    def _one(self, quote: str, where: str, near: Sequence[Span] = ()) -> Span | None:
        try:
            return find_one(self.text, quote, near)
        except ProblemError as problem:
            self.problems.add(where, problem)
            return None

    def _nearest(self, entity: Entity, best: Span) -> Span | None:
        outside = [span for span in entity.mentions if not best.holds(span)] or list(entity.mentions)
        return min(outside, key=lambda span: (span.gap(best), span.start), default=None)

    def _entity(self, key: Any, where: str) -> Entity | None:
        if key not in self.entities:
            self.problems.add(where, f"no entity has the key {key!r}")
            return None
        return self.entities[key]

    def _id(self, key: str | None) -> str | None:
        entity = self.entities.get(key) if key else None
        return entity.id if entity and entity.kind != "group" else None

    def _body_id(self, key: str | None) -> str | None:
        """What an office belongs to; the wire format has no offices of places (a mayor's)."""
        entity = self.entities.get(key) if key else None
        return self._id(key) if entity and entity.kind != "place" else None

    def _time_id(self, key: str | None, where: str) -> str | None:
        if key is not None and key not in self.times:
            self.problems.add(f"{where}.t", f"no time has the key {key!r}")
        return self.times.get(key) if key else None

    def _meeting_ids(self) -> dict[str, str]:
        """Identifiers by key: denied and hypothetical ones are counted apart."""
        number = {"meeting": 0, "no-meeting": 0}
        identifiers: dict[str, str] = {}
        for fields in self.annotation.get("meetings", []):
            kind = "no-meeting" if set(many(fields.get("f"))) & set(REALITIES) else "meeting"
            number[kind] += 1
            identifiers[fields.get("k", "")] = f"{kind}:{number[kind]}"
        return identifiers

    def _meeting_id(self, key: str | None, where: str) -> str | None:
        identifiers = self._meeting_ids()
        if key is not None and key not in identifiers:
            self.problems.add(f"{where}.at", f"no meeting has the key {key!r}")
        return identifiers.get(key) if key else None

    def _enum(self, value: Any, allowed: Sequence[str], where: str) -> None:
        if value not in allowed:
            self.problems.add(where, f"{value!r} is none of {', '.join(allowed)}")

    def _check_keys(self, kind: str, fields: Mapping[str, Any], where: str) -> None:
        for key in sorted(set(fields) - ALLOWED[kind]):
            self.problems.add(where, f"unknown key {key!r}")


def listing(document: Mapping[str, Any]) -> Iterator[str]:
    """What was understood, to be read by the annotator.

    Args:
        document: The wire document.

    Yields:
        Lines of text.
    """
    names = {
        record["id"]: record["name"] for kind in document["annotations"].values() for record in kind if "name" in record
    }
    for kind in ("person", "organization", "state", "place", "group"):
        for record in document["annotations"].get(kind, []):
            yield f"{record['id']} {record['name']}: " + ", ".join(
                f"{m['text']}@{m['start']}" for m in record["mentions"]
            )
    for time in document["annotations"]["time"]:
        days = f"{time['earliest']}..{time['latest']}"
        yield f"{time['id']} {time['spans'][0]['text']!r} {time['timex3']['value']} {days}"
    for statement in document["annotations"]["statement"]:
        who = ", ".join(
            f"{(s['mention'] or {}).get('text')} = {names.get(s['entity'], '?')}" for s in statement["speakers"]
        )
        cue = statement["cue"] and f"{statement['cue']['text']}@{statement['cue']['start']}"
        yield f"{statement['id']} {statement['mode']} [{who}] [{cue}] " + " | ".join(
            span["text"] for span in statement["spans"]
        )
    for meeting in (*document["annotations"]["meeting"], *document["annotations"].get("no-meeting", [])):
        who = "; ".join(
            f"{(p['mention'] or {}).get('text')} ({names.get(p['side'], '-')})" for p in meeting["participants"]
        )
        venue = {level: span["text"] for level, span in (meeting["venue"] or {}).items() if span}
        mentions = [mention["text"] for mention in meeting["spans"]]
        yield f"{meeting['id']} {meeting['kind']} {meeting['status']} {mentions} [{who}] {venue} {meeting['time']}"
