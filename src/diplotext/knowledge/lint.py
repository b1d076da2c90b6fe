"""Checks of gazetteer records: names that two records share, references to nothing, names that are never found.

Tables of names are written by hand, and their faults are silent: a name that cannot be found is simply not found.
Authors of tables run `diplotext knowledge check`, or call `check` in a test of their own.
"""

from __future__ import annotations

import datetime
import difflib
import re
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

from diplotext.errors import PluginError, nearest
from diplotext.knowledge.findings import CODES, Finding
from diplotext.knowledge.records import DATE, WORD, Knowledge, Name, Record, spelling_variants

__all__ = ["CODES", "Finding", "check"]

KINDS = ("city", "conference", "format", "occurrence", "organization", "region", "state", "tenure")
BODIES = ("format", "organization", "state")
"""Kinds of entities that can act, and that a metonym can therefore refer to."""

NEEDED: Mapping[str, tuple[str, ...]] = {"occurrence": ("parent",), "tenure": ("parent", "title")}
"""Fields without which a record of a kind is useless."""

IDENTIFIERS: Mapping[str, re.Pattern[str]] = {
    "iso3166": re.compile("[A-Z]{2}"),
    "iso3166-alpha3": re.compile("[A-Z]{3}"),
    "wikidata": re.compile("Q[1-9][0-9]*"),
}
"""Schemes that identify one thing each, with the form of their identifiers. Those of other schemes are not checked."""

ID = re.compile(r"(?P<kind>[^\s:]+):[^\s:]+")
PLAIN = re.compile(r"[^\W_]+(?:[ -][^\W_]+)*")
"""A name of words with single spaces or hyphens, which is certain to be found."""

MAX_SHOWN = 5
"""Ids or names that a message lists, at most."""


def check(contributions: Mapping[str, Iterable[Record]], plugin: str | None = None) -> list[Finding]:
    """What is wrong with the records of plugins, each checked together with all others.

    A record that a later plugin replaces is checked only by itself, since it is not used.

    Args:
        contributions: The records of each plugin, by its name, in the order in which they replace each other. Those of
            all installed plugins are `Registry().knowledge_by_plugin`.
        plugin: Return only what concerns the records of this plugin.

    Returns:
        The findings by plugin (in the order given), record and code.

    Raises:
        PluginError: If no plugin with the given name is among them, so that it cannot pass without being checked.
    """
    if plugin is not None and plugin not in contributions:
        raise PluginError(f"no plugin named {plugin!r} contributes records: {nearest(plugin, contributions)}")
    tables = _Tables({name: tuple(records) for name, records in contributions.items()})
    found = [finding for rule in RULES for finding in rule(tables)]
    found.sort(key=lambda finding: (tables.position[finding.plugin], finding.record, finding.code, finding.message))
    return [finding for finding in found if plugin in (None, finding.plugin, *finding.others)]


class _Owned(NamedTuple):
    record: Record
    plugin: str


class _Claim(NamedTuple):
    """A record that a written form may refer to, with the name that allows it."""

    record: Record
    name: Name


class _Tables:
    """The records of all plugins: `broken` cannot be read, `sound` can, and of these `effective` are not replaced."""

    def __init__(self, contributions: Mapping[str, Sequence[Record]]) -> None:
        self.position = {name: position for position, name in enumerate(contributions)}
        self.broken: list[tuple[_Owned, str]] = []
        self.sound: list[_Owned] = []
        for owned in (_Owned(record, name) for name, records in contributions.items() for record in records):
            if problem := wrong_type(owned.record):
                self.broken.append((owned, problem))
            else:
                self.sound.append(owned)
        self.effective = {owned.record.id: owned for owned in self.sound}

    @cached_property
    def claims(self) -> dict[str, list[_Claim]]:
        """The records that each written form, as `Knowledge.find` sees it, may refer to."""
        claims: dict[str, dict[str, _Claim]] = {}
        for record, _ in self.effective.values():
            for name in _names(record):
                for variant in spelling_variants(name.text):
                    words = " ".join(WORD.findall(variant)).replace(".", "")
                    claims.setdefault(words, {}).setdefault(record.id, _Claim(record, name))
        return {words: list(claims[words].values()) for words in claims if words}

    @cached_property
    def ids_by_key(self) -> dict[str, str]:
        """The id for each key, which is its part after the colon."""
        return {known.rpartition(":")[2].casefold(): known for known in sorted(self.effective, reverse=True)}

    def meant(self, reference: str) -> str:
        """A hint at the right id for a wrong one: that with the same key, or of the record with this name."""
        key = reference.rpartition(":")[2]
        claims = self.claims.get(" ".join(WORD.findall(key)).replace(".", ""), [])
        near = self.ids_by_key.get(key.casefold()) or min((claim.record.id for claim in claims), default=None)
        return f"; did you mean {near!r}?" if near else ""

    def concerning(self, code: str, ids: Sequence[str], message: str) -> Finding:
        """A finding about several records, reported for the one contributed last."""
        last = min(ids, key=lambda key: (-self.position[self.effective[key].plugin], key))
        plugin = self.effective[last].plugin
        concerned = {self.effective[other].plugin for other in ids}
        others = tuple(name for name in self.position if name in concerned and name != plugin)
        return Finding(code=code, record=last, plugin=plugin, message=message, others=others)


def wrong_type(record: Record) -> str | None:
    """What is wrong with the first value in a record whose type is not that of `Record`; None if all are right."""
    for field, wanted in _TYPES.items():
        if not isinstance(value := getattr(record, field), wanted):
            return f"{field}: {value!r} is not of the type {' or '.join(kind.__name__ for kind in wanted)}"
    names: Iterable[object] = record.names
    texts: Iterable[object] = (*record.members, *record.identifiers, *record.identifiers.values())
    for name in names:
        if not (isinstance(name, Name) and isinstance(name.text, str)):
            return f"names: {name!r} is not a Name(text=...)"
    for text in texts:
        if not isinstance(text, str):
            return f"members, identifiers: {text!r} is not of the type str"
    return None


_TYPES: Mapping[str, tuple[type, ...]] = {
    **dict.fromkeys(("id", "kind", "name", "source", "as_of"), (str,)),
    **dict.fromkeys(("category", "country", "parent", "place", "title", "since", "until"), (str, type(None))),
    "ambiguous": (bool,),
}


def _names(record: Record) -> tuple[Name, ...]:
    return record.names or (Name(text=record.name),)


def _listed(values: Iterable[str]) -> str:
    """The first values, quoted, and how many more there are."""
    every = list(values)
    more = f" and {len(every) - MAX_SHOWN} more" if len(every) > MAX_SHOWN else ""
    return ", ".join(map(repr, every[:MAX_SHOWN])) + more


def _broken(tables: _Tables) -> Iterator[Finding]:
    """Records that cannot be read."""
    for owned, problem in tables.broken:
        yield Finding(code="wrong-type", record=str(owned.record.id), plugin=owned.plugin, message=problem)


def _by_itself(tables: _Tables) -> Iterator[Finding]:
    """Faults that a record shows by itself."""
    for record, plugin in tables.sound:
        for rule in (_form, _spellings, _dates, _codes, _gaps):
            for code, message in rule(record):
                yield Finding(code=code, record=record.id, plugin=plugin, message=message)


def _form(record: Record) -> Iterator[tuple[str, str]]:
    """Id, kind and canonical name."""
    match = ID.fullmatch(record.id)
    if match is None:
        yield "id-form", f"id: {record.id!r} is not of the form kind:key"
    elif match["kind"] != record.kind:
        yield "id-form", f"id: {record.id!r} begins with another kind than {record.kind!r}"
    if record.kind not in KINDS and (close := _nearest_kind(record.kind)):
        yield "kind-spelling", f"kind: did you mean {close!r} instead of {record.kind!r}?"
    if not record.name.strip():
        yield "empty-name", "name: the canonical name is empty"
    elif record.names and all(name.text != record.name for name in record.names):
        yield "canonical-name", f"names: the canonical name {record.name!r} is not among them"


@lru_cache
def _nearest_kind(kind: str) -> str | None:
    return next(iter(difflib.get_close_matches(kind, KINDS, n=1, cutoff=0.85)), None)


def _spellings(record: Record) -> Iterator[tuple[str, str]]:
    """Names as they are written."""
    for text in sorted({name.text for name in _names(record)}):
        words = list(WORD.finditer(text))
        if not text.strip():
            if record.names:
                yield "empty-name", "names: one of them is empty"
        elif not words:
            yield "unmatchable-name", f"names: {text!r} holds no word and is never found"
        elif not PLAIN.fullmatch(text):
            yield from _unmatched(text, words[0].start(), words[-1].end())
        if text.isalpha() and text.islower() and not record.ambiguous:
            yield "lower-case-name", f"names: {text!r} is found wherever this word occurs"


def _unmatched(text: str, start: int, end: int) -> Iterator[tuple[str, str]]:
    """Whether a name with other characters than words, spaces and hyphens is found, and as a whole."""
    alone = Knowledge([Record(id="-", kind="-", name=text, source="-", as_of="-")])
    match = next(alone.find(text), None)
    if match is None or (match.start, match.end) != (start, end):
        yield "unmatchable-name", f"names: {text!r} is never found"
    elif text[:start].strip(" '‘’") or text[end:].strip(" .'’"):
        yield "partly-seen-name", f"names: of {text!r} only {text[start:end]!r} is looked up"


def _dates(record: Record) -> Iterator[tuple[str, str]]:
    """Dates and their order."""
    wrong = False
    for field in ("as_of", "since", "until"):
        value = getattr(record, field)
        if value is not None and not _is_date(value):
            wrong = True
            yield "date-form", f"{field}: {value!r} is not a date"
    if record.since and record.until and not wrong:
        known = min(len(record.since), len(record.until))  # 2024-05 to 2024 is not a contradiction
        if record.since[:known] > record.until[:known]:
            yield "period", f"since {record.since} comes after until {record.until}"


def _is_date(text: str) -> bool:
    if not re.fullmatch(DATE, text):
        return False
    try:
        datetime.date.fromisoformat(f"{text}-01-01"[:10])
    except ValueError:
        return False
    return True


def _codes(record: Record) -> Iterator[tuple[str, str]]:
    """Identifiers of known schemes."""
    for scheme, form in IDENTIFIERS.items():
        value = record.identifiers.get(scheme)
        if value is not None and not form.fullmatch(value):
            yield "identifier-form", f"identifiers: {value!r} is not an identifier of the scheme {scheme}"


def _gaps(record: Record) -> Iterator[tuple[str, str]]:
    """Fields that should not be empty."""
    for field in NEEDED.get(record.kind, ()):
        if not getattr(record, field):
            yield "incomplete", f"{field}: a record of the kind {record.kind} should have one"
    if not record.source.strip():
        yield "no-source", "source: is empty"


def _duplicates(tables: _Tables) -> Iterator[Finding]:
    """Records with the same id: a mistake within a plugin; across plugins, the later one replaces the earlier."""
    times = Counter((record.id, plugin) for record, plugin in tables.sound)
    plugins: dict[str, list[str]] = {}
    for (key, plugin), count in times.items():
        plugins.setdefault(key, []).append(plugin)
        if count > 1:
            message = f"id: {count} records of this plugin have it"
            yield Finding(code="duplicate-id", record=key, plugin=plugin, message=message)
    for key, (*earlier, last) in plugins.items():
        if earlier:
            message = f"replaces the record of {', '.join(earlier)}"
            yield Finding(code="replaces", record=key, plugin=last, message=message, others=tuple(earlier))


def _articles(tables: _Tables) -> Iterator[Finding]:
    """Names with an article that is not part of them, unlike that of "The Hague"."""
    canonical = {record.name for record, _ in tables.effective.values()}
    for record, plugin in tables.sound:
        texts = {name.text for name in _names(record)}
        for text in sorted(texts):
            article, _, rest = text.partition(" ")
            belongs = text in canonical or rest in texts or record.name.startswith("The ")
            if article == "the" or (article == "The" and not belongs):
                message = f"names: {text!r} begins with an article"
                yield Finding(code="leading-article", record=record.id, plugin=plugin, message=message)


def _references(tables: _Tables) -> Iterator[Finding]:
    """References to records that do not exist."""
    countries = {record.identifiers.get("iso3166") for record, _ in tables.effective.values() if record.kind == "state"}
    for record, plugin in tables.effective.values():
        for field, ids in (("parent", (record.parent,)), ("place", (record.place,)), ("members", record.members)):
            if missing := [key for key in ids if key is not None and key not in tables.effective]:
                hint = tables.meant(missing[0])
                message = f"{field}: no record has the id {_listed(missing)}{hint}"
                yield Finding(code="dangling-reference", record=record.id, plugin=plugin, message=message)
        if record.country is not None and record.country not in countries:
            message = f"country: no state has the code {record.country!r}"
            yield Finding(code="unknown-country", record=record.id, plugin=plugin, message=message)


def _cycles(tables: _Tables) -> Iterator[Finding]:
    """Records that are their own ancestors."""
    done: set[str] = set()
    for start in sorted(tables.effective):
        path: list[str] = []
        onward: str | None = start
        while onward in tables.effective and onward not in done:
            path.append(onward)
            done.add(onward)
            onward = tables.effective[onward].record.parent
        if onward in path:
            cycle = path[path.index(onward) :]
            yield tables.concerning("parent-cycle", cycle, f"parent: a cycle of {_listed(cycle)}")


def _identities(tables: _Tables) -> Iterator[Finding]:
    """Identifiers that several records of a kind have; tenures are exempt, since one person may have several."""
    holders: dict[tuple[str, str, str], list[str]] = {}
    for record, _ in tables.effective.values():
        for scheme in IDENTIFIERS:
            if scheme in record.identifiers and record.kind != "tenure":
                holders.setdefault((record.kind, scheme, record.identifiers[scheme]), []).append(record.id)
    for (_, scheme, value), ids in holders.items():
        if len(ids) > 1:
            yield tables.concerning("shared-identifier", ids, f"{scheme} {value!r} belongs to {_listed(sorted(ids))}")


def _shared_names(tables: _Tables) -> Iterator[Finding]:
    """Ambiguous written forms; one finding for all the forms that the same records share."""
    shared: dict[tuple[str, ...], set[str]] = {}
    for claims in tables.claims.values():
        if len(claims) > 1:
            for rivals in _rivals(claims):
                ids = tuple(sorted(claim.record.id for claim in rivals))
                text = min((claim.name.text for claim in rivals), key=lambda text: (len(text), text))
                shared.setdefault(ids, set()).add(text)
    for ids, texts in shared.items():
        yield tables.concerning("shared-name", ids, f"names: {_listed(sorted(texts))} may mean each of {_listed(ids)}")


def _rivals(claims: Sequence[_Claim]) -> Iterator[list[_Claim]]:
    """Claims to one written form that nothing distinguishes; records marked as ambiguous make no claims.

    "Moscow" is a city and, as a metonym, Russia: this is normal, and extractors decide by the context. But a body with
    the same name would always be preferred to a metonym, and two states cannot share one.
    """
    claims = [claim for claim in claims if not claim.record.ambiguous]
    metonyms = [claim for claim in claims if claim.name.form == "metonym"]
    names = [claim for claim in claims if claim.name.form != "metonym"]
    bodies = [claim for claim in names if claim.record.kind in BODIES] if metonyms else []
    for rivals in (names, [*metonyms, *bodies]):
        if len(set(_referents(rivals))) > 1:
            yield rivals


def _referents(claims: Sequence[_Claim]) -> Iterator[Hashable]:
    """What each claim lets the form refer to; equal if the difference does not matter, or other facts decide it."""
    bodies = [record.id for record, _ in claims if record.kind in ("format", "organization")]
    series: dict[str, str] = {}
    places: Counter[tuple[str, str]] = Counter()
    for record, name in claims:
        if name.form == "demonym":
            yield "a people"  # "Congolese", "Korean": the language has no other word, and the context decides
        elif record.kind == "tenure":
            yield "a person"  # one person in several offices, or title and date decide between persons
        elif record.kind in ("conference", "occurrence"):
            own = (record.kind == "occurrence" and record.parent) or record.id  # the date decides which occurrence
            if own not in series:
                series[own] = bodies.pop() if bodies else own  # the World Health Assembly is a body and its meetings
            yield series[own]
        elif record.kind in ("city", "region") and record.country:
            places[record.kind, record.country] += 1  # a city and the region around it; two cities differ
            yield record.country, places[record.kind, record.country]
        else:
            yield record.id


RULES = (_broken, _by_itself, _duplicates, _articles, _references, _cycles, _identities, _shared_names)
