"""Joining: a full name first, later a part of it, alone or with a title.

    Jane Doe ... Doe ... Ms. Doe           Srettha Thavisin ... Mr. Srettha ... Srettha

A surname that several persons of the text bear goes to the one who was named last, of the right gender. Another part of
a name stands for the one person who bears it, and for nobody where two do.
"""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice

from diplotext import Mention
from diplotext.text import Words
from diplotext_people.entities import Individual, covered, give_title
from diplotext_people.exclusions import Exclusions
from diplotext_people.lexicon import Gender, first_names, office_of
from diplotext_people.lexicon import words as word_list
from diplotext_people.names import Name
from diplotext_people.offices import Holder
from diplotext_people.short_forms import Key, is_short_form, nicknames, parts, plain, surnames
from diplotext_people.titles import HELD, Title
from diplotext_people.words import is_capitalized

COURTESY = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Mme)\.?\s$")
KNOWN_AS = re.compile(r"(?:,| \() ?(?:[a-z]+ ){0,2}(?:known|called|nicknamed|dubbed)(?: [a-z]+)?(?: as)? [\"“‘]?$")
"""Between a name and another name of the same person: "Jane Doe, *better known as* La Jefa"."""

MAX_KNOWN_AS_CHARS = 50
MAX_COMPARED_NAMES = 20
"""Earlier names to compare a name with."""

MONTH_BEFORE = frozenset(("in", "on", "by", "since", "until", "early", "late", "mid", "last", "next", "this", "of"))


def collect(text: str, words: Words, names: Iterable[Name], offices: Mapping[int, Holder | None]) -> list[Individual]:
    """One individual for each person among the names, in the order of the text.

    Args:
        text: The text.
        words: Its words.
        names: The names found in it.
        offices: For the first word of a title, the state or organization that it belongs to.
    """
    register = _Register()
    for name in sorted(names, key=lambda name: (len(name.tokens) < 2, name.start)):
        person = register.bearer(name) or _known_as(text, register.people, name)
        if person is None:
            person = Individual(name.tokens, text[name.start : name.end], name.rule, name.gender)
            person.unsupported = name.unsupported
        register.enter(person, name)
        if len(name.tokens) > len(person.tokens):
            person.tokens, person.name = name.tokens, text[name.start : name.end]
        if person.unsupported:
            person.rule, person.unsupported = name.rule, name.unsupported
        person.gender = person.gender or name.gender
        person.add(Mention(name.start, name.end, text[name.start : name.end], "name"))
        person.courtesy = person.courtesy or COURTESY.search(text, max(0, name.start - 6), name.start) is not None
        if name.title and name.title.kind in HELD:
            give_title(person, name.title, offices.get(name.title.first), name.title.span(words))
    return sorted(register.people, key=lambda person: min(person.mentions))


def _known_as(text: str, people: Iterable[Individual], name: Name) -> Individual | None:
    """Who is said to be known by a name of one word."""
    match = KNOWN_AS.search(text, max(0, name.start - MAX_KNOWN_AS_CHARS), name.start)
    if match is None or len(name.tokens) > 1:
        return None
    return next((p for p in people if any(mention.end == match.start() for mention in p.mentions.values())), None)


def add_short_names(people: Iterable[Individual], forms: Iterable[str]) -> None:
    """Let single words that are part of just one person's name stand for that person, wherever they occur.

    Args:
        people: The persons found.
        forms: The words.
    """
    bearers: dict[str, list[Individual]] = {}
    for person in people:
        for part in parts(person.tokens):
            bearers.setdefault(part, []).append(person)
    for form in sorted(forms):
        known = bearers.get(plain(form), [])
        if len(known) == 1:
            known[0].short_names.add(plain(form))


class _Register:
    """The persons found so far, by what their names have in common.

    Attributes:
        people: The persons.
    """

    def __init__(self) -> None:
        self.people: list[Individual] = []
        self._numbers: dict[int, int] = {}
        self._exact: dict[Key, Individual] = {}
        self._ends: dict[tuple[str, str], dict[int, Individual]] = {}
        self._bearers: dict[Key, list[tuple[int, int]]] = {}  # by surname: offset of each name, number of the person
        self._parts: dict[str, dict[int, Individual]] = {}

    def bearer(self, name: Name) -> Individual | None:
        """The person whom a name means; None if it is somebody new."""
        key = tuple(map(plain, name.tokens))
        if known := self._exact.get(key):
            return known
        if len(key) > 1:
            same_ends = [*islice(reversed(self._ends.get((key[0], key[-1]), {}).values()), MAX_COMPARED_NAMES)][::-1]
            if known := next((other for other in same_ends if _compatible(key, other)), None):
                return known
        if key in self._bearers and (known := self._nearest(self._bearers[key], name)):
            return known
        return self._by_part(name)

    def enter(self, person: Individual, name: Name) -> None:
        """Note a name of a person."""
        if id(person) not in self._numbers:
            self._numbers[id(person)] = len(self.people)
            self.people.append(person)
        key = tuple(map(plain, name.tokens))
        self._ends.setdefault((key[0], key[-1]), {}).setdefault(id(person), person)
        if len(key) > 1:
            self._exact.setdefault(key, person)
            for part in parts(name.tokens):
                self._parts.setdefault(part, {}).setdefault(id(person), person)
        elif person.tokens != name.tokens:
            person.short_names.add(key[0])
        for surname in (*surnames(name.tokens), *nicknames(person.name)):
            insort(self._bearers.setdefault(surname, []), (name.start, self._numbers[id(person)]))

    def _nearest(self, named: Sequence[tuple[int, int]], name: Name) -> Individual | None:
        """The bearer of a surname who was named last before a name, else first after it; one of the same gender."""
        place = bisect_left(named, (name.start, 0))
        for _, number in (
            *reversed(named[max(0, place - MAX_COMPARED_NAMES) : place]),
            *named[place : place + MAX_COMPARED_NAMES],
        ):
            if not _conflict(self.people[number].gender, name.gender):
                return self.people[number]
        return None

    def _by_part(self, name: Name) -> Individual | None:
        """The one person whose full name has the words of a shorter or longer name: "Prime Minister Abiy"."""
        own = parts(name.tokens)
        known = list(islice(self._parts.get(own[0], {}).values(), MAX_COMPARED_NAMES)) if own else []
        longer = [person for person in known if is_short_form(name.tokens, person.tokens)]
        if len(longer) == 1 and _may_hold(longer[0], name.title):
            differs = len(name.tokens) == 1 and _conflict(longer[0].gender, name.gender)
            return None if differs else longer[0]
        if len(name.tokens) < 2 or longer:
            return None
        shorter = [person for person in known if len(person.tokens) > 1 and is_short_form(person.tokens, name.tokens)]
        return shorter[0] if len(shorter) == 1 else None


def _may_hold(person: Individual, title: Title | None) -> bool:
    """Whether somebody named with a title can be a person whose offices are known: one of them must be the same."""
    if title is None or title.kind != "office" or not person.offices:
        return True
    wanted = office_of(title.text)
    held = {office_of(office.removeprefix("former ")) for office in person.offices}
    return any(wanted == office or office.endswith(f" {wanted}") or wanted.endswith(f" {office}") for office in held)


def _compatible(key: Key, other: Individual) -> bool:
    """Whether two names with one first and one last word can be one: "John F. Kennedy" and "John Kennedy"."""
    known = set(map(plain, other.tokens))
    return set(key) <= known or known <= set(key)


def _conflict(one: Gender | None, other: Gender | None) -> bool:
    return one is not None and other is not None and one != other


def add_surnames(words: Words, people: Iterable[Individual], exclusions: Exclusions) -> None:
    """Find the mentions by surname alone."""
    bearers: dict[Key, list[Individual]] = {}
    for person in people:
        short_names = ((short,) for short in sorted(person.short_names))
        for key in (*surnames(person.tokens), *nicknames(person.name), *short_names):
            bearers.setdefault(key, []).append(person)
    heads = {key[0] for key in bearers}
    longest = max((len(key) for key in bearers), default=0)
    taken = covered(people)
    last_named: dict[Key, Individual] = {}
    by_start = {start: person for person in people for start in person.mentions}
    particles = word_list("particles")
    opening = {form for form in words.distinct if (form in particles or is_capitalized(form)) and plain(form) in heads}
    free = 0
    for index, (form, start) in enumerate(zip(words.forms, words.starts, strict=True)):
        if index < free or not (form in opening or start in by_start):
            continue
        if named := by_start.get(start):
            for key in surnames(named.tokens):
                last_named[key] = named
        if form in opening and not taken.holds(start):
            for length in range(min(longest, len(words) - index), 0, -1):
                key = tuple(map(plain, words.forms[index : index + length]))
                if key in bearers and _stands_alone(words, index, index + length - 1, exclusions):
                    known = bearers[key]
                    bearer = known[0] if len(known) == 1 else last_named.get(key, known[0])
                    end = words.spans[index + length - 1][1]
                    bearer.add(Mention(start, end, words.text[start:end], "name"))
                    last_named[key] = bearer
                    free = index + length
                    break


def _stands_alone(words: Words, first: int, last: int, exclusions: Exclusions) -> bool:
    """Whether a surname is here on its own: not part of another name, not a month or common word."""
    start, end = words.spans[first][0], words.spans[last][1]
    if (
        exclusions.covers(start, end)
        or words.in_capitals(start)
        or any(" " not in g and g not in ("-",) for g in _gaps(words, first, last))
    ):
        return False
    form = words.forms[last]
    if not is_capitalized(form):
        return False
    after = words.forms[last + 1] if last + 1 < len(words) and words.gap(last) == " " else ""
    before = words.forms[first - 1] if first and words.gap(first - 1) == " " else ""
    if form == "May" and (after[:1].isdigit() or before.casefold() in MONTH_BEFORE):
        return False
    if after in word_list("not_name_words") and not words.in_headline(start):
        return False
    if before in first_names() or after in word_list("never_after_names"):
        return False
    return not (words.begins_sentence(first) and first == last and form.casefold() in words.vocabulary)


def _gaps(words: Words, first: int, last: int) -> list[str]:
    return [words.gap(index) for index in range(first, last)]
