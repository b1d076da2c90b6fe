"""The office alone: "the Ruritanian foreign minister" for the one person to whom the text gives that office."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import attrs

from diplotext import Mention
from diplotext.text import Words
from diplotext_people.entities import Individual, covered
from diplotext_people.exclusions import Coverage
from diplotext_people.lexicon import office_of, stands_for
from diplotext_people.lexicon import words as word_list
from diplotext_people.offices import Holder
from diplotext_people.titles import Title
from diplotext_people.words import is_capitalized


def add_titles(
    words: Words,
    people: Sequence[Individual],
    titles: Sequence[Title],
    offices: Mapping[int, tuple[Holder | None, int]],
) -> None:
    """Find the mentions by office alone.

    Args:
        words: The words of the text.
        people: The persons found.
        titles: The titles of the text.
        offices: For the first word of a title, the holder of the office and the index of the first word that names it.
    """
    holders: dict[str, list[Individual]] = {}
    for person in people:
        for held in person.offices:
            holders.setdefault(office_of(held), []).append(person)
    if not holders:
        return
    first_mention = {id(person): min(person.mentions) for person in people}
    for alone in titles_alone(words, titles, offices, covered(people)):
        title, holder = alone.title.text, alone.holder
        known = [p for p in holders.get(office_of(title), ()) if holder is None or _holds(p, title, holder)]
        if not known and holder is not None:
            known = [person for person in people if _is_less_specific(title, holder, person)]
        if not known and holder is not None:
            known = [person for person in people if _is_general(title, holder, person)]
        if holder is None:
            named = [person for person in known if first_mention[id(person)] < alone.start]
            capital = words.forms[alone.title.first][0].isupper()
            known = named or (known if capital and len(known) == 1 and _is_long(alone.title) else [])
            known = known or _holders_of_longer(title, people, first_mention, alone.start, capital=capital)
        if len(known) != 1:
            continue
        known[0].add(Mention(alone.start, alone.end, words.text[alone.start : alone.end], "title"))


def _holds(person: Individual, title: str, holder: Holder) -> bool:
    """Whether the text may say that a person holds an office of a state or organization."""
    return any(office_of(held) == office_of(title) and of in (None, holder) for held, of in person.offices.items())


def _is_less_specific(title: str, holder: Holder, person: Individual) -> bool:
    """Whether a title says less of an office that the person has: "the German minister" of its foreign minister."""
    return any(office.endswith(f" {title}") and of is holder for office, of in person.offices.items())


def _is_general(title: str, holder: Holder, person: Individual) -> bool:
    """Whether a general word stands for an office that the person has: "the Ruritanian leader" for its president."""
    holders = (holder, None) if " " in title else (holder,)
    return any(of in holders and stands_for(title, office) for office, of in person.offices.items())


def _is_long(title: Title) -> bool:
    """Whether a title has several words: "the Prime Minister" may come before the name, "the President" may be any."""
    return title.last > title.first


def _holders_of_longer(
    title: str, people: Sequence[Individual], first_mention: Mapping[int, int], offset: int, *, capital: bool
) -> list[Individual]:
    """Whose office a short title stands for: "the Minister" for the one minister of whatever, named before.

    With a capital it is that of the house, whom the text names first.
    """
    known = sorted(
        (first_mention[id(person)], number)
        for number, person in enumerate(people)
        if first_mention[id(person)] < offset and any(_is_more_specific(office, title) for office in person.offices)
    )
    return [people[number] for _, number in known[:1]] if len(known) == 1 or capital else []


LESSER = frozenset(("prime", "deputy", "vice", "former", "ex", "assistant"))


def _is_more_specific(office: str, title: str) -> bool:
    """Whether an office is one of those that a short title can stand for; a prime minister is not a "minister"."""
    if not LESSER.isdisjoint(office.split()):
        return False
    return office.endswith(f" {title}") or office.startswith((f"{title} of ", f"{title} for "))


@attrs.frozen
class Alone:
    """A title that names one person without the name.

    Attributes:
        title: The title.
        holder: The state or organization of the office; None if the text does not say it.
        start: Offset of the title, or of the state before it.
        end: Offset after it.
    """

    title: Title
    holder: Holder | None
    start: int
    end: int


def titles_alone(
    words: Words,
    titles: Sequence[Title],
    offices: Mapping[int, tuple[Holder | None, int]],
    taken: Coverage,
) -> Iterator[Alone]:
    """The titles that stand for one person in office and do not name somebody: "the Ruritanian president".

    Args:
        words: The words of the text.
        titles: The titles of the text.
        offices: For the first word of a title, the holder of the office and the index of the first word that names it.
        taken: What mentions of persons cover.
    """
    for title in titles:
        holder, first = offices.get(title.first, (None, title.first))
        if title.former or title.plural or _names_somebody(words, title, taken):
            continue
        start, end = words.spans[min(first, title.first)][0], words.spans[title.last][1]
        definite = holder is not None or (title.first and words.forms[title.first - 1] in ("the", "The"))
        if not definite or taken.holds(start):
            continue
        if _is_indefinite(words, min(first, title.first), title):
            continue
        of_another = words.gap(title.last) == " " and words.forms[title.last + 1] in ("of", "for", "to", "in")
        if of_another and not (holder is not None and first == title.first and not _leads_to_name(words, title, taken)):
            continue
        yield Alone(title, holder, start, end)


def _is_indefinite(words: Words, first: int, title: Title) -> bool:
    """Whether a word before a title makes it another's or nobody's: "any", "the next Ruritanian president"."""
    inside = words.forms[first : title.first]
    before = words.forms[first - 1].casefold() if first and words.gap(first - 1) == " " else ""
    return before in word_list("indefinite_words") or not word_list("indefinite_words").isdisjoint(inside)


def _leads_to_name(words: Words, title: Title, taken: Coverage) -> bool:
    """Whether a name follows the state or organization of an office: "Director of the Border Council Jane Doe"."""
    index = title.last + 1
    while index < len(words) and words.gap(index - 1) in (" ", " (", ") "):
        if taken.holds(words.spans[index][0]):
            return True
        if not (is_capitalized(words.forms[index]) or words.forms[index] in ("of", "the", "and", "for", "on")):
            return False
        index += 1
    return False


def _names_somebody(words: Words, title: Title, taken: Coverage) -> bool:
    """Whether a name follows the title, or precedes it, so that the title is in apposition to it."""
    following = title.last + 1
    if following < len(words) and words.gap(title.last) in (" ", ", ", ". "):
        if words.gap(title.last) == " " and is_capitalized(words.forms[following]):
            return True
        if taken.holds(words.spans[following][0]):
            return True
    index = title.first - 1
    for _ in range(6):
        if index < 0 or words.gap(index) not in (" ", "'s ", "’s ", ", ", "-"):
            return False
        if words.gap(index) == ", ":
            return taken.holds(words.spans[index][0])
        index -= 1
    return False
