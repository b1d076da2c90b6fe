"""Joining: a full name first, later its surname, alone or with a title.

    Jane Doe ... Doe ... Ms. Doe

A surname that several persons of the text bear goes to the one who was named last, of the right gender.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

import attrs

from diplotext import Mention, Office, Person, Span, rules_from
from diplotext.text import Words
from diplotext_people.exclusions import Coverage, Exclusions
from diplotext_people.lexicon import Gender, first_names
from diplotext_people.lexicon import words as word_list
from diplotext_people.names import NUMERALS, Name
from diplotext_people.offices import Holder
from diplotext_people.titles import HELD, Title
from diplotext_people.words import is_capitalized

Key = tuple[str, ...]
NICKNAME = re.compile(r" [\"“‘]([^\"”’]{2,30})[\"”’] ")
COURTESY = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Mme)\.?\s$")
MAX_COMPARED_NAMES = 20
"""Earlier names to compare a name with."""

MONTH_BEFORE = frozenset(("in", "on", "by", "since", "until", "early", "late", "mid", "last", "next", "this", "of"))


@attrs.define(eq=False)
class Individual:
    """A person while the mentions are collected.

    Attributes:
        tokens: The words of the fullest name.
        name: The fullest name as written.
        rule: Id of the rule that found the first mention.
        gender: What titles, first names and pronouns indicate.
        mentions: The mentions, by their start.
        offices: Title and holder of each office, in the order of the text.
        office_spans: Where the title of each office is in the text.
        named_by: Whether the `text` or only the `knowledge` says the name.
        identifiers: Codes by scheme, from the knowledge.
        courtesy: Whether a title of courtesy shows the person ("Mrs. Doe").
        unsupported: Whether nothing but the language model shows the person, by single words.
    """

    tokens: tuple[str, ...]
    name: str
    rule: str
    gender: Gender | None = None
    mentions: dict[int, Mention] = attrs.field(factory=dict)
    offices: dict[str, Holder | None] = attrs.field(factory=dict)
    office_spans: dict[str, Span] = attrs.field(factory=dict)
    named_by: Literal["text", "knowledge"] = "text"
    identifiers: dict[str, str] = attrs.field(factory=dict)
    courtesy: bool = False
    unsupported: bool = False

    def give(self, title: str, holder: Holder | None, span: Span) -> None:
        """Add an office; of several places that give it, the first that says its holder counts, else the first."""
        if title not in self.offices or (self.offices[title] is None and holder is not None):
            self.offices[title], self.office_spans[title] = holder, span

    def add(self, mention: Mention) -> None:
        """Add a mention."""
        self.mentions.setdefault(mention.start, mention)


def plain(token: str) -> str:
    """A word of a name for comparison: no marks on letters, no article "al-", lower case."""
    if not token.isascii():
        token = "".join(c for c in unicodedata.normalize("NFKD", token) if not unicodedata.combining(c))
    word = token.casefold()
    if "-" not in word:
        return word
    head, _, rest = word.partition("-")
    return rest if head in ("al", "el", "as", "an", "ad", "ar", "ash", "bin") else word


def surnames(tokens: Sequence[str]) -> list[Key]:
    """What may stand for the whole name: the last word with its particles ("Le Pen"), in some languages the first."""
    if tokens[-1] in NUMERALS and len(tokens) > 1:
        return [tuple(map(plain, tokens[:-1]))]
    if len(tokens) < 2:
        return [tuple(map(plain, tokens))]
    start = len(tokens) - 1
    while start > 1 and len(tokens[start - 1]) > 1 and tokens[start - 1].casefold() in word_list("particles"):
        start -= 1
    keys = [tuple(map(plain, tokens[start:]))]
    if tokens[start] in ("Ben", "Bin"):
        keys.append((plain(tokens[-1]),))
    if tokens[start].casefold() in ("al", "el", "bin", "ibn") and start + 1 < len(tokens):
        keys.append(tuple(map(plain, tokens[start + 1 :])))
    if tokens[0] in word_list("family_first") and len(tokens) <= 3:
        keys.append((plain(tokens[0]),))
    return keys


def nicknames(name: str) -> list[Key]:
    """What may stand for the whole name because it is in quotation marks inside it: 'Ana "La Jefa" Silva'."""
    return [tuple(map(plain, match[1].split())) for match in NICKNAME.finditer(name)]


def collect(text: str, words: Words, names: Sequence[Name], offices: dict[int, Holder | None]) -> list[Individual]:
    """One individual for each person among the names, in the order of the text.

    Args:
        text: The text.
        words: Its words.
        names: The names found in it.
        offices: For the first word of a title, the state or organization that it belongs to.
    """
    people: list[Individual] = []
    exact: dict[Key, Individual] = {}
    ends: dict[tuple[str, str], list[Individual]] = {}
    bearers: dict[Key, list[tuple[int, int]]] = {}  # by surname: offset of each name, and number of the person
    numbers: dict[int, int] = {}
    first: dict[str, list[Individual]] = {}
    for name in sorted(names, key=lambda name: (len(name.tokens) < 2, name.start)):
        key = tuple(map(plain, name.tokens))
        person = exact.get(key)
        if person is None and len(key) > 1:
            same_ends = ends.get((key[0], key[-1]), [])[-MAX_COMPARED_NAMES:]
            person = next((other for other in same_ends if _compatible(key, other)), None)
        if person is None and key in bearers:
            person = _nearest(bearers[key], people, name)
        if person is None and len(key) == 1 and name.title is not None:
            person = _by_given_name(first.get(key[0], ()), name.title)
        if person is None:
            person = Individual(name.tokens, text[name.start : name.end], name.rule, name.gender)
            person.unsupported = name.unsupported
            numbers[id(person)] = len(people)
            people.append(person)
            ends.setdefault((key[0], key[-1]), []).append(person)
            if len(key) > 1:
                first.setdefault(key[0], []).append(person)
        if len(key) > 1:
            exact.setdefault(key, person)
        for surname in surnames(name.tokens):
            insort(bearers.setdefault(surname, []), (name.start, numbers[id(person)]))
        if len(name.tokens) > len(person.tokens):
            person.tokens, person.name = name.tokens, text[name.start : name.end]
        if person.unsupported:
            person.rule, person.unsupported = name.rule, name.unsupported
        person.gender = person.gender or name.gender
        person.add(Mention(name.start, name.end, text[name.start : name.end], "name"))
        person.courtesy = person.courtesy or COURTESY.search(text, max(0, name.start - 6), name.start) is not None
        if name.title and name.title.kind in HELD:
            give_title(person, name.title, offices.get(name.title.first), name.title.span(words))
    return sorted(people, key=lambda person: min(person.mentions))


def _by_given_name(people: Sequence[Individual], title: Title) -> Individual | None:
    """Who is called by office and given name: "Prime Minister Abiy", of just one who has both."""
    known = [person for person in people[:MAX_COMPARED_NAMES] if title.text in person.offices]
    return known[0] if len(known) == 1 else None


def _nearest(named: Sequence[tuple[int, int]], people: Sequence[Individual], name: Name) -> Individual | None:
    """The bearer of a surname who was named last before a name, else first after it; one of the same gender."""
    place = bisect_left(named, (name.start, 0))
    for _, number in (
        *reversed(named[max(0, place - MAX_COMPARED_NAMES) : place]),
        *named[place : place + MAX_COMPARED_NAMES],
    ):
        if not _conflict(people[number].gender, name.gender):
            return people[number]
    return None


def give_title(person: Individual, title: Title, holder: Holder | None, span: Span) -> None:
    """Give a person the office of a title."""
    text = f"former {title.text}" if title.former else title.text
    if title.plural:
        text = text.removesuffix("s")
    person.give(text, holder, span)


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
        for key in (*surnames(person.tokens), *nicknames(person.name)):
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


def covered(people: Iterable[Individual]) -> Coverage:
    """What the mentions cover."""
    return Coverage.of((mention.start, mention.end) for person in people for mention in person.mentions.values())


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


def supported(people: Iterable[Individual], known: frozenset[str]) -> list[Individual]:
    """Those for whom more speaks than a single word that the language model takes for a name.

    Args:
        people: The persons found, pronouns included.
        known: Surnames of known persons, plain.
    """
    return [
        person
        for person in people
        if not person.unsupported
        or plain(person.tokens[-1]) in known
        or any(mention.form != "name" for mention in person.mentions.values())
    ]


def finished(people: Iterable[Individual]) -> Iterator[Person]:
    """The persons as annotations."""
    for person in people:
        offices = [Office(title, of, person.office_spans.get(title)) for title, of in person.offices.items()]
        yield Person(
            name=person.name,
            mentions=[person.mentions[start] for start in sorted(person.mentions)],
            offices=offices,
            identifiers=person.identifiers,
            named_by=person.named_by,
            rule=person.rule,
            confidence=rules_from("diplotext_people")[person.rule].precision,
        )


def index_at(starts: Sequence[int], offset: int) -> int:
    """Index of the last start at or before `offset`; -1 if there is none."""
    return bisect_right(starts, offset) - 1
