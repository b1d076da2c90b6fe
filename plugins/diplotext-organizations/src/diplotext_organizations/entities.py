"""From candidates to entities: mentions of one thing become one `Organization` or `State` with its canonical name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import cast

import attrs
from immutabledict import immutabledict

from diplotext import Annotation, Mention, Organization, Record, Span, State, rules_from
from diplotext.model import replaced
from diplotext.text import Words
from diplotext_organizations.acronyms import Definition, initials, is_acronym
from diplotext_organizations.candidates import Candidate, Kind
from diplotext_organizations.lexicon import head_nouns
from diplotext_organizations.members import members
from diplotext_organizations.pairs import pairs

ACRONYM_RULES: Mapping[Kind, str] = immutabledict({"organization": "organization.acronym", "state": "state.acronym"})
"""Rules of an acronym, by what it stands for."""

CONTENT = re.compile(r"[^\W_]+")


def entities(words: Words, chosen: Sequence[Candidate], acronyms: dict[str, str]) -> list[State | Organization]:
    """One entity for each key among the candidates.

    Args:
        words: The words of the text.
        chosen: Candidates that do not overlap, in order.
        acronyms: Acronyms that the text defines: key -> acronym.
    """
    groups: dict[str, list[Candidate]] = {}
    for candidate in chosen:
        groups.setdefault(candidate.key, []).append(candidate)
    made: dict[str, State | Organization] = {
        key: _entity(words.text, group, acronyms.get(key)) for key, group in groups.items()
    }
    belonging: set[str] = set()
    for index, listed in members(words.text, chosen).items():
        key = chosen[index].key
        entity = made[key]
        others = [made[k] for k in dict.fromkeys(c.key for c in listed if c.key != key)]
        nested = key in belonging or any(isinstance(other, Organization) and other.members for other in others)
        if isinstance(entity, Organization) and not entity.members and not nested:
            made[key] = attrs.evolve(entity, members=others)
            belonging.update(candidate.key for candidate in listed)
    return list(made.values())


def with_pairs(
    text: str, found: Sequence[State | Organization], sentences: Sequence[Span]
) -> list[State | Organization]:
    """The entities, with "both countries" as a mention of each of the two states that it means."""
    added: dict[str, list[Mention]] = {}
    for start, end, two in pairs(text, found, sentences):
        for state in two:
            added.setdefault(state.name, []).append(Mention(start, end, text[start:end], "description"))
    if not added:
        return list(found)
    larger: dict[Annotation, Annotation] = {}
    for entity in found:
        if isinstance(entity, State) and entity.name in added:
            mentions = sorted([*entity.mentions, *added[entity.name]], key=lambda mention: mention.start)
            larger[entity] = attrs.evolve(entity, mentions=mentions)
    return [cast("State | Organization", larger.get(entity) or replaced(entity, larger)) for entity in found]


def _entity(text: str, group: Sequence[Candidate], acronym: str | None) -> State | Organization:
    first = group[0]
    record = next((candidate.record for candidate in group if candidate.record), None)
    mentions = [Mention(c.start, c.end, text[c.start : c.end], c.form) for c in group]
    identifiers = record.identifiers if record else {}
    measured = rules_from("diplotext_organizations")[first.rule].precision
    if first.kind == "state":
        return State(name=first.name, mentions=mentions, identifiers=identifiers, rule=first.rule, confidence=measured)
    return Organization(
        name=first.name,
        mentions=mentions,
        identifiers=identifiers,
        rule=first.rule,
        confidence=measured,
        acronym=acronym or (_known_acronym(record) if record else None),
        category=_category(record) if record else next((c.category for c in group if c.category), None),
    )


def _category(record: Record) -> str | None:
    return "format" if record.kind == "format" else record.category


def _known_acronym(record: Record) -> str | None:
    return next((name.text for name in record.names if name.form == "acronym"), None)


def defined_acronyms(
    candidates: Sequence[Candidate], found: Iterable[Definition], text: str
) -> tuple[list[Candidate], dict[str, Candidate]]:
    """The candidates with the long forms that are not candidates yet, and what each defined acronym stands for."""
    added = list(candidates)
    meaning: dict[str, Candidate] = {}
    ending: dict[int, list[Candidate]] = {}
    for candidate in candidates:
        if candidate.kind == "organization" or (candidate.form == "name" and not candidate.is_blocker):
            ending.setdefault(candidate.end, []).append(candidate)
    for definition in found:
        start, end = definition.long_start, definition.long_end
        covering = [
            candidate
            for candidate in ending.get(end, ())
            if candidate.start <= start and (candidate.kind == "organization" or start - candidate.start <= len("the "))
        ]
        if covering:
            long = max(covering, key=lambda candidate: (candidate.end - candidate.start, candidate.record is not None))
        else:
            name = " ".join(text[start:end].split())
            long = Candidate(start, end, "organization", name.casefold(), name, "organization.definition")
            added.append(long)
        meaning[definition.acronym] = long
    return added, meaning


def joined(chosen: Sequence[Candidate]) -> list[Candidate]:
    """The candidates with one key for what is surely one thing: a permuted name, or a part of just one longer name."""
    names: dict[str, Candidate] = {}
    for candidate in chosen:
        if candidate.kind == "organization" and candidate.form == "name" and " " in candidate.name:
            names.setdefault(candidate.key, candidate)
    bags: dict[tuple[str, ...], Candidate] = {}
    target: dict[str, Candidate] = {}
    for candidate in sorted(names.values(), key=lambda candidate: candidate.record is None):
        bag = tuple(sorted(word.casefold() for word in CONTENT.findall(candidate.name) if word.islower() is False))
        kept = bags.setdefault(bag, candidate)
        if kept is not candidate and candidate.record is None:
            target[candidate.key] = kept
    wholes: dict[str, dict[str, Candidate]] = {}
    for candidate in names.values():
        for part in _parts(candidate.name):
            wholes.setdefault(part, {})[candidate.key] = candidate
    for candidate in names.values():
        longer = wholes.get(candidate.name, {})
        is_open = candidate.record is None and candidate.category != "ministry"
        if is_open and candidate.key not in target and len(longer) == 1:
            (target[candidate.key],) = longer.values()
    return [_renamed(candidate, target) for candidate in chosen]


def _parts(name: str) -> Iterator[str]:
    """Parts by which a longer name is also called: "Ruritanian Green Party" is "Green Party"."""
    for space in re.finditer(" ", name):
        yield name[space.end() :]
        if name.startswith(("of ", "on ", "for "), space.end()):
            yield name[: space.start()]


def _renamed(candidate: Candidate, target: dict[str, Candidate]) -> Candidate:
    whole = target.get(candidate.key)
    if whole is None or candidate.kind == "state":
        return candidate
    return attrs.evolve(candidate, key=whole.key, name=whole.name, record=whole.record, category=whole.category)


def short_forms(words: Words, chosen: Sequence[Candidate]) -> Iterator[Candidate]:
    """Mentions by head noun alone: "the Commission" for the one organization before whose name ends so."""
    heads: dict[str, dict[str, Candidate]] = {}
    taken = {candidate.start for candidate in chosen}
    position = 0
    for index in words.places(head_nouns()):
        form, (start, end) = words.forms[index], words.spans[index]
        while position < len(chosen) and chosen[position].end <= start:
            candidate = chosen[position]
            position += 1
            if candidate.kind == "organization" and " " in candidate.name and candidate.form == "name":
                heads.setdefault(_head(candidate), {})[candidate.key] = candidate
        if start in taken or words.in_headline(start) or words.in_capitals(start):
            continue
        known = heads.get(form, {})
        if len(known) != 1 or not index or words.forms[index - 1] not in ("the", "The") or words.gap(index - 1) != " ":
            continue
        if position < len(chosen) and chosen[position].start < end:
            continue
        following = words.forms[index + 1] if index + 1 < len(words) and words.gap(index) == " " else ""
        if following[:1].isupper() or following in ("of", "for"):
            continue
        (whole,) = known.values()
        yield attrs.evolve(whole, start=start, end=end, rule="organization.short-form", form="name", is_blocker=False)


def _head(candidate: Candidate) -> str:
    if candidate.head:
        return candidate.head
    before = re.split(r" (?:of|for|on|against|to) ", candidate.name)[0]
    return before.rsplit(" ", 1)[-1]


def by_initials(chosen: Sequence[Candidate]) -> dict[str, Candidate]:
    """Acronyms of three letters and more that the names in the text would have: "General Motors" gives none."""
    found: dict[str, list[Candidate]] = {}
    keys: set[tuple[str, str]] = set()
    for candidate in chosen:
        if candidate.kind == "organization" and candidate.form == "name" and candidate.name.count(" ") >= 2:
            acronym = initials(candidate.name)
            if len(acronym) >= 3 and is_acronym(acronym) and (acronym, candidate.key) not in keys:
                keys.add((acronym, candidate.key))
                found.setdefault(acronym, []).append(candidate)
    return {acronym: group[0] for acronym, group in found.items() if len(group) == 1}


def only_by_acronym(chosen: Sequence[Candidate], text: str) -> set[str]:
    """Acronyms of known organizations that the text names in no other way: a name in the text may have them, too."""
    forms: dict[str, set[str]] = {}
    for candidate in chosen:
        if candidate.record and candidate.kind == "organization":
            forms.setdefault(candidate.key, set()).add(text[candidate.start : candidate.end])
    return {form for (form, *others) in forms.values() if not others and is_acronym(form)}


def unexplained(found: Iterable[tuple[str, int, int]], chosen: Sequence[Candidate]) -> dict[str, Candidate]:
    """Acronyms that only a neighbour shows to be organizations: each is an organization of that name."""
    covered = {place for c in chosen for place in (c.start, c.end - 1)}
    return {
        acronym: Candidate(start, end, "organization", acronym, acronym, "organization.acronym-neighbour", "acronym")
        for acronym, start, end in found
        if start not in covered
    }


def explained(meaning: Candidate, start: int, end: int) -> Candidate:
    """A mention by an acronym of what it stands for."""
    rule = meaning.rule if meaning.form == "acronym" else ACRONYM_RULES[meaning.kind]
    return attrs.evolve(meaning, start=start, end=end, form="acronym", rule=rule, is_blocker=False)
