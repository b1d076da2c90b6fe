"""Names of organizations that no table holds: capitalized words around a noun that heads such names.

    [modifiers] NOUN [of|for|on ... complement]     Anti-Corruption Commission, Ministry of Energy and Trade,
                                                    Institute for War Studies, Left Party, Bank of Ruritania

A ministry without its nation is the name ("the Ruritanian [Foreign Ministry]": the nation is a state of its own); other
names keep it ("[Ruritanian Medical Association]").
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from diplotext.text import Words
from diplotext_organizations.candidates import Candidate, blocking
from diplotext_organizations.lexicon import HeadNoun, head_nouns, not_organizations
from diplotext_organizations.lexicon import words as word_list
from diplotext_organizations.longer_names import begins_longer_name
from diplotext_organizations.words import NAME_SPACE, SPACE, is_capitalized

MAX_NAME_TOKENS = 9
PLURAL_OWNERS = ("People", "Peoples", "Women", "Children", "Men")
REGIONS = ("Europe", "Asia", "Africa", "America", "Americas", "Agriculture")
NATIONWIDE = ("Federal", "National", "Royal")
"""Words with which the name of a body begins, whatever nation precedes it."""
COMPANY_STOP = ("Corp", "Inc", "Ltd", "Co", "Cos")


@attrs.frozen(eq=False)
class _Text:
    """The words of a text, and which of them known names cover."""

    words: Words
    nations: dict[int, Candidate]  # first word -> the state it names
    lasts: dict[int, int]  # last word of a known name -> its first word
    persons: frozenset[int]  # where names of persons start


def open_names(words: Words, known: Iterable[Candidate], persons: Iterable[tuple[int, int]] = ()) -> list[Candidate]:
    """Names of organizations by their head nouns, known names included where they are part of a longer one.

    Args:
        words: The words of the text.
        known: Mentions that the knowledge shows.
        persons: Spans of names of persons (`personal_names`).
    """
    nations: dict[int, Candidate] = {}
    lasts: dict[int, int] = {}
    for candidate in known:
        first = words.at(candidate.start)
        lasts[words.before(candidate.end)] = first
        if candidate.kind == "state" and not candidate.is_blocker and candidate.form != "metonym":
            nations[first] = candidate
    text = _Text(words, nations, lasts, frozenset(start for start, _ in persons))
    return [*_names(text), *_partnerships(text)]


def _partnerships(text: _Text) -> Iterator[Candidate]:
    """Names of firms that join their founders: "Marks & Spencer", "Duff & Phelps"."""
    words, stops = text.words, word_list("stop_words")

    def fits(index: int) -> bool:
        return 0 <= index < len(words) and is_capitalized(words.forms[index]) and words.forms[index] not in stops

    for index in words.places(("&",)):
        if not (fits(index - 1) and fits(index + 1)) or words.in_capitals(words.spans[index][0]):
            continue
        if words.gap(index - 1) != " " or words.gap(index) != " ":
            continue
        first, last = index - 1, index + 1
        while (
            fits(first - 1) and words.gap(first - 1) == " " and index - first < 3 and not words.begins_sentence(first)
        ):
            first -= 1
        while fits(last + 1) and words.gap(last) == " " and last - index < 3:
            last += 1
        if words.forms[last] in word_list("other_nouns"):
            continue
        start, end = words.spans[first][0], words.spans[last][1]
        name = " ".join(words.text[start:end].split())
        yield Candidate(start, end, "organization", name.casefold(), name, "organization.company", category="company")


def _names(text: _Text) -> Iterator[Candidate]:
    words, nouns = text.words, head_nouns()
    free = 0
    for place in words.places(nouns):
        if place < free or words.in_capitals(words.spans[place][0]):
            continue
        index, noun = place, nouns[words.forms[place]]
        if noun.noun == "International" and words.gap(place) == " " and words.forms[place + 1][:1].isupper():
            continue  # "Ministry of Foreign Affairs and International Cooperation"
        following = index + 1
        while (
            following < len(words) and words.forms[following] in nouns and SPACE.fullmatch(words.gap(following - 1))
        ):  # "Bar Association Council": the last noun is the head
            noun, index, following = nouns[words.forms[following]], following, following + 1
        if candidate := _name(text, index, noun):
            yield candidate
            index = words.before(candidate.end)
        free = index + 1


def _name(text: _Text, head: int, noun: HeadNoun) -> Candidate | None:
    words = text.words
    first, owner = _modifiers(text, head, noun)
    last = _complement(text, head, noun, is_modified=first < head and not _only_nation(text, first, head))
    if first == head and last == head and not _is_plural_party(text, head, noun):
        return None
    if first < head and last == head and not noun.national and _only_nation(text, first, head):
        return None
    if noun.noun == "Alliance" and last == head and _are_nations_joined(text, first, head):
        return None
    start, end = words.spans[first][0], words.spans[last][1]
    following = words.forms[last + 1] if last + 1 < len(words) and words.gap(last) == " " else ""
    whole = words.text[start : words.spans[last + 1][1]] if following else ""
    if {words.text[start:end], whole} & not_organizations("name") or following in not_organizations("after"):
        return None
    is_blocker = begins_longer_name(words, last)
    if words.forms[last] in COMPANY_STOP and words.text[end : end + 1] == ".":
        end += 1
    name = " ".join(words.text[start:end].split())
    if noun.of_state and (state := _state_after(text, last)):
        name = f"{name} of {state.name}"
    elif owner and noun.category == "ministry":
        name = f"{name} of {owner.name}" if last > head else f"{words.text[owner.start : owner.end]} {name}"
    rule = "organization.company" if noun.category == "company" else "organization.head-noun"
    found = Candidate(start, end, "organization", name.casefold(), name, rule, category=noun.category, head=noun.noun)
    return blocking(found) if is_blocker else found


def _modifiers(text: _Text, head: int, noun: HeadNoun) -> tuple[int, Candidate | None]:
    """Index of the first word of the name, and the nation that owns a ministry."""
    words, stops, topics = text.words, word_list("stop_words"), word_list("name_words")
    first = head
    while first > 0 and head - first < MAX_NAME_TOKENS:
        form = words.forms[first - 1]
        gap = words.gap(first - 1)
        if form in ("and", "&") and gap == " ":
            if noun.category == "initiative" and (start := _named_by_two(words, first - 2)) is not None:
                first = start
                break
            joined = first > 1 and words.gap(first - 2) in (" ", ", ")
            if joined and (form == "&" or (words.forms[first - 2] in topics and words.forms[first] in topics)):
                first -= 2
                continue
            break
        if gap == ", " and form in topics and words.forms[first] in (*topics, "and") and _listed(words, first):
            first -= 1
            continue
        if not NAME_SPACE.fullmatch(gap) and not (gap in ("'s ", "’s ") and form in PLURAL_OWNERS):
            break
        if gap in ("' ", "’ ") and not form.endswith("s"):
            break
        if form in stops or not is_capitalized(form) or "'" in form[:2]:
            break
        first -= 1
    first = _without_opening(text, first, head)
    owner = None
    if noun.category == "ministry" or words.forms[first] in ("US", "U.S.", "UK", "U.K."):
        nation = text.nations.get(first)
        rest = words.before(nation.end) + 1 if nation else first
        if nation and rest <= head and (noun.category == "ministry" or words.forms[rest] in NATIONWIDE):
            owner, first = nation, rest
    if owner is None and noun.category == "ministry" and first > 0 and words.gap(first - 1) in ("'s ", "’s ", "’ "):
        owner = text.nations.get(text.lasts.get(first - 1, -1))
    return first, owner


def _named_by_two(words: Words, last: int) -> int | None:
    """The first of the capitalized words from "the" to a word: "the [Belt and Road] Initiative"."""
    first = last + 1
    while first > 0 and last - first < MAX_NAME_TOKENS and words.gap(first - 1) == " ":
        if not is_capitalized(words.forms[first - 1]) or words.forms[first - 1] in word_list("stop_words"):
            break
        first -= 1
    if first > last or first == 0:
        return None
    opened = words.forms[first - 1] in ("the", "The") and words.gap(first - 1) == " "
    return first if opened or words.gap(first - 1) in ("'s ", "’s ") else None


def _listed(words: Words, index: int) -> bool:
    """Whether a list of topics continues to an "and": "Social, Environmental, and Economic Council"."""
    return "and" in words.forms[index : index + 4]


def _without_opening(text: _Text, first: int, head: int) -> int:
    """The first word without one that is capitalized only because it opens the sentence, or the line is a headline."""
    words, topics = text.words, word_list("name_words")
    while first < head:
        form = words.forms[first]
        known = form in topics or first in text.nations or form.isupper() or "-" in form
        opens = words.begins_sentence(first) or words.in_headline(words.spans[first][0])
        if known or not opens or not (form.lower() in words.vocabulary or words.in_headline(words.spans[first][0])):
            break
        first += 1
    return first


def _only_nation(text: _Text, first: int, head: int) -> bool:
    nation = text.nations.get(first)
    return nation is not None and words_after(text.words, nation) >= head


def _are_nations_joined(text: _Text, first: int, head: int) -> bool:
    """Whether nothing but two nations is before the head: "the U.S.-Japan Alliance" is a relation, not a body."""
    joined = text.words.text[text.words.spans[first][0] : text.words.spans[head][0]].strip()
    return first in text.nations and "-" in joined and " " not in joined


def words_after(words: Words, candidate: Candidate) -> int:
    """Index of the first word after a candidate."""
    return words.before(candidate.end) + 1


def _state_after(text: _Text, last: int) -> Candidate | None:
    """The state that "of" joins to the name of one of its bodies."""
    words = text.words
    if words.gap(last) != " " or words.forms[last + 1] != "of" or words.gap(last + 1) != " ":
        return None
    return text.nations.get(last + 2) or (text.nations.get(last + 3) if words.forms[last + 2] == "the" else None)


def _is_plural_party(text: _Text, head: int, noun: HeadNoun) -> bool:
    """Whether a plural alone names a party: "talks with the [Liberals]", "[Republicans]"."""
    words = text.words
    if noun.category != "party" or not noun.noun.endswith("s") or words.in_headline(words.spans[head][0]):
        return False
    following = words.forms[head + 1] if words.gap(head) == " " else ""
    return not words.begins_sentence(head) and not following[:1].isupper()


def _is_of_nation(text: _Text, noun: HeadNoun, first: int, last: int) -> bool:
    """Whether a complement says no more than whose body of a state it is: "the [Foreign Ministry] of Mali"."""
    nation = text.nations.get(first)
    if nation is None or nation.form == "demonym" or words_after(text.words, nation) <= last:
        return False
    return noun.of_state


def _is_of_body(text: _Text, first: int, last: int) -> bool:
    """Whether a complement is the name of a larger body: "the [Press Department] of the [Audit Office]"."""
    words = text.words
    if words.forms[first - 1] != "the":
        return False
    noun = head_nouns().get(words.forms[last])
    return text.lasts.get(last) == first or (last > first and noun is not None)


def _complement(text: _Text, head: int, noun: HeadNoun, *, is_modified: bool) -> int:
    """Index of the last word of the name: "... of Foreign Affairs", "... for Peace and Reform"."""
    words, last = text.words, head
    for _ in range(3):
        following = last + 1
        preposition = words.forms[following] if following < len(words) and words.gap(last) == " " else ""
        first_word = words.forms[following + 1] if following + 1 < len(words) else ""
        if last == head:
            allowed = preposition in noun.complements
        else:
            allowed = preposition in ("of", "for") or (preposition == "in" and first_word in REGIONS)
        if not allowed:
            break
        after = following + 1
        if words.forms[after : after + 1] in (["the"], ["All"]) and words.gap(following) == " ":
            after += 1
        if preposition == "for" and last in text.lasts and _is_title_of(words, text.lasts[last]):
            break
        end = _noun_phrase(text, after, noun)
        if end is None or words.gap(after - 1) != " " or _is_origin(text, after, end):
            break
        if words.gap(end) in ("'s ", "’s ") and words.forms[end + 1][0].isupper():
            break  # "the Communist Party of the People's Republic of China"
        # "the [NATO Council of Russia]": with an acronym before the noun, it is not the body of one state.
        is_name = preposition == "of" and (last > head or is_modified) and not _follows_acronym(words, head)
        if is_name and (_is_of_nation(text, noun, after, end) or _is_of_body(text, after, end)):
            break
        last = end
    return last


def _follows_acronym(words: Words, head: int) -> bool:
    """Whether the word before a noun is an acronym."""
    before = words.forms[head - 1] if head and words.gap(head - 1) == " " else ""
    return len(before) > 1 and before.isupper() and not words.in_capitals(words.spans[head][0])


def _is_title_of(words: Words, first: int) -> bool:
    """Whether a known name follows the title of one who serves it: "High Representative of the [European Union]"."""
    before = first - 1
    if before > 0 and words.forms[before] == "the" and words.gap(before) == " ":
        before -= 1
    return before > 0 and words.forms[before] == "of" and words.forms[before - 1] in not_organizations("title")


def _is_origin(text: _Text, first: int, last: int) -> bool:
    """Whether a complement is an adjective of a common noun: "a member of the Parliament of [Palestinian] descent"."""
    words, nation = text.words, text.nations.get(first)
    if nation is None or nation.form != "demonym" or words_after(words, nation) <= last or words.gap(last) != " ":
        return False
    return words.forms[last + 1][0].islower() and words.forms[last + 1] not in word_list("stop_words")


def _noun_phrase(text: _Text, index: int, head: HeadNoun) -> int | None:
    """Index of the last of the capitalized words from `index` on, joined by commas and "and"; None if none is there."""
    words, stops, topics = text.words, word_list("stop_words"), word_list("name_words")
    titles, allowed = not_organizations("title"), frozenset[str]()
    if head.noun == "Office":
        titles, allowed = allowed, titles
    elif head.noun in ("Council", "Committee", "Conference"):
        allowed = frozenset(("Ministers",))

    def fits(place: int) -> bool:
        form = words.forms[place] if place < len(words) else "."
        if place > index and words.spans[place][0] in text.persons:
            return False
        return is_capitalized(form) and form not in titles and (form not in stops or form in allowed)

    if not fits(index):
        return None
    last = index
    while last - index < MAX_NAME_TOKENS:
        gap = words.gap(last)
        if last > index and _ends(words.forms[last]) and SPACE.fullmatch(gap) and not _ends(words.forms[last + 1]):
            break  # "the Office of the Foreign Affairs Commission | Yang Jiechi"
        if (SPACE.fullmatch(gap) and fits(last + 1)) or (
            gap == ", " and fits(last + 1) and words.forms[last + 1] in topics and _listed(words, last + 1)
        ):
            last += 1
        elif SPACE.fullmatch(gap) and words.forms[last + 1] in ("and", "&") and words.gap(last + 1) == " ":
            joins = words.forms[last + 1] == "&" or bool(
                {words.forms[last], *words.forms[last + 2 : last + 3]} & topics
            )
            if not (joins and fits(last + 2)) or _heads_later(words, last + 2):
                break
            last += 2
        else:
            break
    return last


def _ends(form: str) -> bool:
    """Whether a noun ends the name of an organization."""
    return form in head_nouns() and form != "International"


def _heads_later(words: Words, index: int) -> bool:
    """Whether the capitalized words from `index` on are a name of their own: they end in a head noun or in capitals."""
    if words.forms[index].isupper():
        return True
    last = index
    while last - index < MAX_NAME_TOKENS and words.gap(last) == " " and words.forms[last + 1][0].isupper():
        last += 1
    return words.forms[last] in head_nouns()
