"""Who a noun phrase is: from the words of a subject to attributions that refer to the entities of the document.

The entity must be the head of the phrase: "Lavrov's spokeswoman" and "a spokesman for Lavrov" are not Lavrov. A person
wins over an organization, an organization over a state; a state speaks by its name, its capital or seat of government,
or through those who act for it ("US officials").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import cast

from diplotext import Attribution, Document, Entity, Mention, Organization, Person, State
from diplotext.model import Form, SourceKind
from diplotext.syntax import FINITE_TAGS, role_of
from diplotext_quotes.antecedents import body_of
from diplotext_quotes.lexicon import (
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    TIME_WORDS,
    agents_of_states,
    speaker_kinds,
)
from diplotext_quotes.representing import author_of
from diplotext_quotes.words import Range, Word

AFTER_HEAD = re.compile(r"\s*(?:$|[,(]|(?:of|from|in|at|for|himself|herself|itself|and|jr|sr)\b)", re.I)
NOT_BEFORE_HEAD = re.compile(
    r"\b(?:for|to|by|with|from|about|against|between|at|in|on|of|close to)\s+(?:[a-z]+\s+){0,2}"
    r"(?:[A-Z]\w+\.?\s+(?:and\s+)?){0,3}$"
)
MAX_LEVELS_UP_TO_ANTECEDENT = 4
ONE = frozenset(("a", "an", "another", "one"))
LONGEST_NAME = 80
"""Characters after a phrase in which a name in apposition to it can end."""
TITLES = re.compile(r"(?:the\s+)?(?:[A-Z][\w.]*\s+){0,3}")
TITLE_OF = re.compile(r"\b(?:of|for|at|in|to)\s+(?:the\s+)?(?:[A-Z][\w.]*\s+)+$")


def attributions(
    document: Document, words: Sequence[Word], subject: Range, basis: str = "cue"
) -> tuple[Attribution, ...]:
    """The speakers that a noun phrase names, one for each part of a coordination."""
    subject = _whole(document, words, subject)
    names = [mention for mention, _ in document.mentions_in(words[subject[0]].start, words[subject[1] - 1].end)]
    parts = [words[first:last] for first, last in _parts(words, *subject, names)]
    named = [part for part in parts if not (len(part) == 1 and part[0].low in TIME_WORDS)]
    return tuple(attribution for part in named or parts for attribution in _attributions(document, part, basis))


def _whole(document: Document, words: Sequence[Word], subject: Range) -> Range:
    """A noun phrase without a verb that the parse puts in, and with all words of a title or name that it cuts."""
    first, end = subject
    verbs = (i for i in range(first + 1, end) if words[i].tag in FINITE_TAGS and words[i].text.islower())
    end = next(verbs, end)
    start, stop = words[first].start, words[end - 1].end
    for mention, entity in document.mentions_in(start - LONGEST_NAME, stop + LONGEST_NAME):
        if (
            isinstance(entity, Person)
            and mention.start < stop
            and start < mention.end
            and mention.form != "description"
        ):
            while first > 0 and mention.start < words[first].start:
                first -= 1
            while end < len(words) and words[end - 1].end < mention.end:
                end += 1
    if first != subject[0] and first > 0 and words[first - 1].low == "the":
        first -= 1
    return first, end


def _attributions(document: Document, phrase: Sequence[Word], basis: str) -> Iterator[Attribution]:
    """The speaker that a noun phrase names, or each of the two whom "the two ministers" means."""
    start, end = phrase[0].start, phrase[-1].end
    if document.text[max(0, start - 5) : start].lower() == "both ":  # "both countries"
        start -= len("both ")
    group = [e for m, e in document.mentions_in(start, end) if (m.start, m.end, m.form) == (start, end, "description")]
    if len(group) > 1:
        mention = Mention(start, end, document.text[start:end], "description")
        yield from (Attribution(mention, entity, basis, _kind(phrase, entity)) for entity in group)
    else:
        yield _attribution(document, phrase, basis)


def _parts(words: Sequence[Word], start: int, end: int, names: Sequence[Mention]) -> Iterator[Range]:
    first = start
    for index in range(start, end):
        if any(name.start < words[index].start and words[index].end < name.end for name in names):
            continue  # "Trinidad *and* Tobago"
        if (
            words[index].low == "and"
            and 0 < index - first < end - first - 1
            and _is_inside_phrase(words[first:end], index - first)
        ):
            continue  # "the leaders of Kenya *and* Sweden"
        is_list = words[index].low == "and" or (words[index].text == "," and end - index > 2)
        if is_list and first <= index < end - 1 and _can_stand_alone(words, index + 1):
            if first < index:
                yield first, index
            first = index + 1
    if words[first].low == "and" and first + 1 < end:
        first += 1
    yield first, end


def _is_inside_phrase(words: Sequence[Word], place: int) -> bool:
    """Whether a conjunction joins the objects of a preposition that is one of the words.

    After a plural it does even where the parse joins the object and the plural: "the *leaders* of Kenya and Sweden".
    """
    inside = {word.token.i for word in words if word.token is not None}
    conjunction, before, after = (words[index].token for index in (place, place - 1, place + 1))
    if conjunction is None or before is None or after is None:
        return False
    noun = conjunction.head
    if role_of(noun) == "prepositional_object":
        return noun.head.i in inside
    is_object = role_of(before) == "prepositional_object" and before.head.i in inside
    return is_object and before.head.head.tag_ == "NNS" and before.pos_ == after.pos_ == "PROPN"


def _can_stand_alone(words: Sequence[Word], index: int) -> bool:
    return words[index].is_name or words[index].low in DETERMINERS or words[index].low == "and"


def _attribution(document: Document, phrase: Sequence[Word], basis: str) -> Attribution:
    start, end = phrase[0].start, phrase[-1].end
    only = phrase[0].low if len(phrase) == 1 else ""
    entity, form = _head(document, start, end, only)
    if entity is None and not only and (named := _in_apposition(document, phrase)):
        mention, entity = named
        return Attribution(mention, entity, basis, _kind(phrase, entity))
    if entity is None and not only:
        entity = author_of(document, phrase) or body_of(document, phrase)
    if only in RELATIVES and (antecedent := _antecedent(phrase[0])):
        entity, form = _head(document, *antecedent, "")[0], "pronoun"
    return Attribution(Mention(start, end, document.text[start:end], form), entity, basis, _kind(phrase, entity))


def _antecedent(pronoun: Word) -> Range | None:
    """Offsets of the noun phrase that a relative pronoun stands for: "*Orlova*, who said"."""
    token = pronoun.token
    for _ in range(MAX_LEVELS_UP_TO_ANTECEDENT):
        if token is None or token.head.i == token.i:
            return None
        if role_of(token) == "relative":
            noun = token.head
            return noun.left_edge.idx, noun.idx + len(noun)
        token = token.head
    return None


def _kind(phrase: Sequence[Word], entity: Entity | None) -> SourceKind | None:
    """What kind of source a noun phrase is: by its entity, else by its head noun; None if neither shows it."""
    if entity is not None:
        return "person" if isinstance(entity, Person) else "state" if isinstance(entity, State) else "organization"
    inside = {word.token.i for word in phrase if word.token is not None}
    heads = [word for word in phrase if word.token is not None and word.token.head.i not in inside]
    kind = speaker_kinds().get(heads[0].low) if heads else None
    if kind == "document" and heads[0].is_name and len(phrase) > 1:
        return None  # "the Financial Post"
    return cast("SourceKind | None", kind)


def _in_apposition(document: Document, phrase: Sequence[Word]) -> tuple[Mention, Person | Organization] | None:
    """Who is named between commas after a phrase: "Chile's foreign minister, *Ana Silva*, said"."""
    text, end = document.text, phrase[-1].end
    if text[end : end + 2] != ", ":
        return None
    for mention, entity in document.mentions_in(end + 2, end + LONGEST_NAME):
        if not TITLES.fullmatch(text, end + 2, mention.start):
            break
        closes = not text[mention.end : mention.end + 1].strip(",.;:\n")
        if isinstance(entity, Person) and mention.form in ("name", "title") and closes:
            return mention, entity
        body = isinstance(entity, Organization) and mention.form in ("name", "acronym")
        if body and closes and text[mention.end : mention.end + 1] == "," and _kind(phrase, None) != "person":
            return mention, cast("Organization", entity)
    return None


def _head(document: Document, start: int, end: int, only: str) -> tuple[Entity | None, Form]:
    text = document.text
    pairs = document.mentions_in(start, end)
    for kind in (Person, Organization, State):
        for mention, entity in pairs:
            if isinstance(entity, kind) and mention.form != "demonym" and _is_head(text, mention, start, end):
                if kind is not Person and mention.form == "pronoun" and only not in PRONOUNS:
                    continue
                return entity, mention.form
    if only in PRONOUNS:
        return None, "pronoun"
    last = text[start:end].rsplit(None, 1)[-1].lower()
    if last in agents_of_states() and not _is_unnamed(text[start:end]):
        states = [(m, e) for m, e in pairs if isinstance(e, State) and not _preposition().search(text[start : m.start])]
        if len(states) == 1:
            return states[0][1], "description"
    return None, "name" if _is_name(text[start:end]) else "description"


def _is_unnamed(phrase: str) -> bool:
    """Whether one person is meant whom nobody names: "*a* Turkish official" is not Turkey."""
    words = phrase.lower().split()
    return words[0] in ONE and speaker_kinds().get(words[-1]) == "person"


def _is_head(text: str, mention: Mention, start: int, end: int) -> bool:
    if not AFTER_HEAD.match(text, mention.end, end):
        return False
    before = text[start : mention.start]
    if not before.strip():
        return True
    if NOT_BEFORE_HEAD.search(before):
        return mention.end == end and mention.form == "name" and bool(TITLE_OF.search(before)) and before[:1].isupper()
    return True


@cache
def _preposition() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(sorted(PREPOSITIONS))})\b", re.I)


def _is_name(phrase: str) -> bool:
    words = phrase.split()
    return (
        words[-1][:1].isupper()
        and words[0].lower() not in DETERMINERS
        and not any(w.lower() in PREPOSITIONS for w in words)
    )
