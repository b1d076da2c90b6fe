"""The office alone: "the Ruritanian foreign minister" for the one person to whom the text gives that office."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

import attrs

from diplotext import Mention
from diplotext.syntax import children_of, is_to
from diplotext.text import Words
from diplotext_people.considered import report
from diplotext_people.entities import Individual, covered
from diplotext_people.exclusions import Coverage
from diplotext_people.lexicon import office_of, stands_for
from diplotext_people.lexicon import words as word_list
from diplotext_people.offices import Holder
from diplotext_people.phrases import Phrases
from diplotext_people.titles import Title
from diplotext_people.words import is_capitalized


def add_titles(
    phrases: Phrases,
    people: Sequence[Individual],
    titles: Sequence[Title],
    offices: Mapping[int, tuple[Holder | None, int]],
) -> None:
    """Find the mentions by office alone.

    Args:
        phrases: The words of the text, with its parse.
        people: The persons found.
        titles: The titles of the text.
        offices: For the first word of a title, the holder of the office and the index of the first word that names it.
    """
    words = phrases.words
    holders: dict[str, list[Individual]] = {}
    for person in people:
        for office in dict.fromkeys((*map(office_of, person.offices), *person.known_offices)):
            holders.setdefault(office, []).append(person)
    if not holders:
        return
    first_mention = {id(person): min(person.mentions) for person in people}
    starts = [token.idx for token in phrases.tokens if token.is_sent_start]
    for alone in titles_alone(phrases, titles, offices, covered(people)):
        title, holder = alone.title.text, alone.holder
        bearers = holders.get(office_of(title), [])
        known = [p for p in bearers if holder is None or _holds(p, title, holder)]
        if not known and holder is not None:
            known = [person for person in people if _is_less_specific(title, holder, person)]
        if not known and holder is not None:
            known = [person for person in people if _is_general(title, holder, person)]
        if holder is None:
            named = [person for person in known if first_mention[id(person)] < alone.start]
            capital = words.forms[alone.title.first][0].isupper()
            if len(named) > 1 and capital:
                named = [min(named, key=lambda person: first_mention[id(person)])]  # the one of the house
            sure = capital and len(known) == 1 and (_is_long(alone.title) or office_of(title) in known[0].known_offices)
            known = named or (known if sure else [])
            known = known or _holders_of_longer(title, people, first_mention, alone.start, capital=capital)
        if len(known) != 1:
            continue
        mention = Mention(alone.start, alone.end, words.text[alone.start : alone.end], "title")
        report(phrases.tokens, starts, known[0], mention, bearers)
        known[0].add(mention)
        if not any(office_of(held) == office_of(title) for held in known[0].offices):
            _give_known(words, known[0], alone.title)


def _give_known(words: Words, person: Individual, title: Title) -> None:
    """Give a person the office that the text calls the person by and the knowledge confirms."""
    if (state := person.known_offices.get(office_of(title.text))) is not None:
        person.give(title.text, state, title.span(words))


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


RANKS = frozenset(("prime", "deputy", "vice", "former", "ex", "assistant"))


def _is_more_specific(office: str, title: str) -> bool:
    """Whether an office is one of those that a short title can stand for; a prime minister is not a "minister"."""
    if not RANKS.intersection(office.split()) <= set(title.split()):
        return False
    if office != title and " " in title and stands_for(title, office):  # "the foreign minister" for a foreign secretary
        return True
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
    phrases: Phrases,
    titles: Sequence[Title],
    offices: Mapping[int, tuple[Holder | None, int]],
    taken: Coverage,
) -> Iterator[Alone]:
    """The titles that stand for one person in office and do not name somebody: "the Ruritanian president".

    Args:
        phrases: The words of the text, with its parse.
        titles: The titles of the text.
        offices: For the first word of a title, the holder of the office and the index of the first word that names it.
        taken: What mentions of persons cover.
    """
    words, definites = phrases.words, set[int]()
    for title in titles:
        holder, first = offices.get(title.first, (None, title.first))
        if title.former or title.plural or _names_somebody(words, title, taken):
            continue
        start, end = words.spans[min(first, title.first)][0], words.spans[title.last][1]
        if not (holder is not None or _is_definite(words, title, definites)) or taken.holds(start):
            continue
        if _is_indefinite(words, min(first, title.first), title):
            continue
        ours = holder is not None and first == title.first and not _leads_to_name(words, title, taken)
        if not ours and _is_of_another(phrases, title):
            continue
        definites.add(title.last)
        yield Alone(title, holder, start, end)


def _is_definite(words: Words, title: Title, definites: Collection[int]) -> bool:
    """Whether a title has an article, its own or that of the title before: "the Secretary and *Prime Minister*"."""
    before = title.first - 1
    if before < 0 or words.gap(before) != " ":
        return False
    form = words.forms[before]
    return form in ("the", "The") or (form == "and" and before - 1 in definites and words.gap(before - 1) == " ")


def _is_of_another(phrases: Phrases, title: Title) -> bool:
    """Whether a phrase after a title says whose office it is: "the minister *for Trade*", not "told her *to go*"."""
    words, following = phrases.words, title.last + 1
    if words.gap(title.last) != " " or words.forms[following] not in ("of", "for", "to", "in"):
        return False
    preposition = phrases.token(following)
    if preposition.lower_ == "of":
        return True
    if is_to(preposition) or preposition.head.i != phrases.noun(title).i:
        return False
    nouns = children_of(preposition, "prepositional_object")
    return not nouns or nouns[0].pos_ == "PROPN" or nouns[0].lower_ in word_list("portfolios")


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
