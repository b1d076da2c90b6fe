"""Pronouns of the third person: "he", "she", "him", "her", "his", "hers" outside quotation marks.

A pronoun goes to the one person that it can mean: the only compatible one named before it in its sentence, else the
only one, or the one named first, in the sentence before. Where two are equally near, it is left alone, and so it is
where somebody without a name was mentioned since ("a man", "another official").
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Sequence
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from diplotext import Mention, Quotation, Span
from diplotext.syntax import TokenTable, own_subjects, role_of
from diplotext_people.considered import report
from diplotext_people.entities import Individual, index_at
from diplotext_people.lexicon import Gender, words

if TYPE_CHECKING:
    from spacy.tokens import Token

PRONOUN = re.compile(r"\b(?:(?P<male>he|him|his|himself)|(?P<female>she|her|hers|herself))\b", re.IGNORECASE)
WORD = r"[a-z]+(?:-[a-z]+)?"
BEING = re.compile(r"\b(?:is|was|be|been|being|are|were|became|become|as|remains|remained|like)\s$", re.IGNORECASE)
DESCRIBING = re.compile(r",(?: [^.;:!?\n]{0,100}?(?:,| and))? |,? (?:is|was|became|remains|has been) [^.;:!?\n]{0,100}")
FRONTING = re.compile(
    r"\s*(?:Speaking|During|After|Before|In|On|At|Following|While|As|Upon|With|Despite|Since|For|Throughout)\b[^.!?;:]*$"
)
TITLES = re.compile(r" (?:(?:the|[A-Z][\w.'’-]*|of|for|and) ){0,8}")
MAX_FRONTED_CHARS = 80
"""Characters of a fronted phrase after a pronoun."""

ACTING = re.compile(r" (?:will|would|is|was|has|had|then|later|also|met|left|went|flew|[a-z]+ed)\b")
MAX_SENTENCES_BACK = 3
"""Sentences before that of the pronoun in which its antecedent may be."""

MAX_LEVELS_UP = 50
"""Governing words a pronoun in the tree of its sentence that are looked at."""

MAX_CHARS_BETWEEN = 3
"""Characters between the quotations of one speech, and from the last one to who speaks."""

MAX_PERSONS_COMPARED = 50
"""Persons of one sentence that are considered."""


def add_pronouns(
    people: Sequence[Individual], tokens: TokenTable, sentences: Sequence[Span], quotations: Sequence[Quotation]
) -> None:
    """Find the mentions by pronoun."""
    text = tokens.text
    quoted = [(quotation.start, quotation.end) for quotation in quotations]
    starts = [sentence.start for sentence in sentences]
    by_sentence: dict[int, dict[int, int]] = {}
    placed = sorted((start, number) for number, person in enumerate(people) for start in person.mentions)
    for start, number in placed:
        if not _inside(quoted, start):
            by_sentence.setdefault(index_at(starts, start), {}).setdefault(number, start)
    spoken_of = [(start, number) for start, number in placed if people[number].mentions[start].form == "name"]
    strangers = _strangers(text, people, quoted)
    for match in PRONOUN.finditer(text):
        if _inside(quoted, match.start()):
            continue
        gender: Gender = "male" if match["male"] else "female"
        sentence = index_at(starts, match.start())
        referent = _ahead(text, people, placed, starts, sentence, match, gender)
        if referent is None:
            first, last = (bisect_left(spoken_of, (at, 0)) for at in _quoted_before(quoted, match.start()))
            others = {number for _, number in spoken_of[first:last]}  # "“Rell will stay,” he said": not Rell
            referent = _referent(tokens, people, by_sentence, sentence, match.start(), gender, others)
        if referent is not None and _is_stranger(strangers, starts, sentence, match.start(), people[referent]):
            continue
        if referent is not None:
            people[referent].gender = gender
            mention = Mention(match.start(), match.end(), match[0], "pronoun")
            rivals = (person for person in people if person.gender in (None, gender))
            report(tokens, starts, people[referent], mention, rivals)
            people[referent].add(mention)
            by_sentence.setdefault(sentence, {}).setdefault(referent, match.start())


@cache
def _indefinite() -> re.Pattern[str]:
    nouns = "|".join(sorted(words("indefinite_nouns")))
    things = "visits?|trip|tour|statement|talks|meeting|ceremony|residence|dinner|reception|invitation|document|letter"
    return re.compile(
        rf"\b(?:[Aa]n?|[Oo]ne|[Aa]nother) (?:(?:{WORD}|[A-Z][a-z]+) ){{0,3}}?(?:{nouns})\b(?![-'’]| (?:{things})\b)"
    )


def _strangers(text: str, people: Sequence[Individual], quoted: Sequence[tuple[int, int]]) -> list[int]:
    """Where somebody without a name is mentioned: "a man", not "Jane Doe, a diplomat," or "she was a diplomat"."""
    ends = sorted({mention.end for person in people for mention in person.mentions.values()})
    return [
        match.start()
        for match in _indefinite().finditer(text)
        if not _inside(quoted, match.start()) and not _describes(text, ends, match.start())
    ]


def _describes(text: str, ends: Sequence[int], start: int) -> bool:
    """Whether an indefinite noun only says what somebody named before it is: in an apposition, or after "is"."""
    if BEING.search(text, max(0, start - 12), start):
        return True
    index = bisect_left(ends, start + 1) - 1
    return index >= 0 and DESCRIBING.fullmatch(text, ends[index], start) is not None


def _is_stranger(
    strangers: Sequence[int], starts: Sequence[int], sentence: int, offset: int, person: Individual
) -> bool:
    """Whether somebody without a name was mentioned since the person, in the sentence of the pronoun or before it."""
    begin = starts[max(0, sentence - 1)] if starts else 0
    index = bisect_left(strangers, offset) - 1
    if index < 0 or strangers[index] < begin:
        return False
    return not any(start in person.mentions for start in range(strangers[index] + 1, offset))


def _inside(spans: Sequence[tuple[int, int]], offset: int) -> bool:
    index = bisect_left(spans, (offset + 1, 0)) - 1
    return index >= 0 and spans[index][0] <= offset < spans[index][1]


def _is_below_object(
    tokens: TokenTable, people: Sequence[Individual], named: Sequence[tuple[int, int]], offset: int
) -> bool:
    """Whether a pronoun is part of what a verb says to or of its object: "Rell told *Hale* that he was late"."""
    if tokens.text.endswith(", ", 0, offset):
        return False  # "Rell has invited Hale, *he* said"
    above, token = set(), tokens[tokens.at(offset)]
    for _ in range(MAX_LEVELS_UP):
        above.add(token.head.i)
        if token.head.i == token.i:
            break
        token = token.head
    mentions = [mention for start, number in named if (mention := people[number].mentions.get(start))]
    return any(
        role_of(token) in ("object", "indirect_object") and token.head.i in above
        for mention in mentions
        for token in tokens.inside(mention.start, mention.end)
    )


def _is_subject(tokens: TokenTable, mention: Mention | None) -> bool:
    """Whether a mention is the subject of its clause."""
    if mention is None:
        return False
    inside = tokens.inside(mention.start, mention.end)
    return any(role_of(token) == "subject" and not _is_bare(token.head) for token in inside)


def _is_bare(verb: Token) -> bool:
    """Whether a verb is an infinitive, so that its subject is another verb's object: "helped Rell *stay*"."""
    return verb.tag_ == "VB" and not any(role_of(child) == "auxiliary" for child in verb.lefts)


def _is_distinct(tokens: TokenTable, mention: Mention | None, offset: int) -> bool:
    """Whether subject and object of one verb are a name and a pronoun, and so two persons: "*Rell* thanked *him*".

    So it is where the name is in a phrase that the pronoun governs as subject, "in talks with *Rell*, *he* said"; a
    possessor may be the subject himself: "In *Rell's* speech, he said".
    """
    if mention is None:
        return False
    pronoun = tokens[tokens.at(offset)]
    if role_of(pronoun) in ("object", "indirect_object") and not pronoun.lower_.endswith("self"):
        return any(mention.start <= word.idx < mention.end for word in own_subjects(pronoun.head))
    return role_of(pronoun) == "subject" and _is_fronted(tokens, mention, pronoun)


def _is_fronted(tokens: TokenTable, mention: Mention, pronoun: Token) -> bool:
    """Whether a phrase that holds a name depends on the verb of a pronoun."""
    inside = tokens.inside(mention.start, mention.end)
    token = next((token for token in inside if not mention.start <= token.head.idx < mention.end), None)
    for _ in range(MAX_LEVELS_UP):
        if token is None:
            return False
        role, above = role_of(token), token.head
        if role in ("subject", "premodifier") or above.i == token.i:
            return False
        if above.i == pronoun.head.i:
            return role in ("preposition", "adverbial")
        token = above
    return False


def _quoted_before(quoted: Sequence[tuple[int, int]], offset: int) -> tuple[int, int]:
    """The quotations that end right before an offset, as one stretch; an empty one if there are none."""
    index = bisect_left(quoted, (offset, offset)) - 1
    start = offset
    while index >= 0 and start - quoted[index][1] <= MAX_CHARS_BETWEEN:
        start = quoted[index][0]
        index -= 1
    return start, offset


def _in_apposition(text: str, person: Individual, start: int, offset: int) -> bool:
    """Whether a pronoun is part of an apposition to a name, and so means somebody else: "Ana Silva, her deputy,"."""
    mention = person.mentions.get(start)
    return mention is not None and text[mention.end : offset] == ", "


def _ahead(
    text: str,
    people: Sequence[Individual],
    placed: Sequence[tuple[int, int]],
    starts: Sequence[int],
    sentence: int,
    match: re.Match[str],
    gender: Gender,
) -> int | None:
    """Number of the person after a fronted phrase without another name: "During his visit, Ana Silva said"."""
    start = starts[sentence] if starts else 0
    comma = text.find(",", match.end(), match.end() + MAX_FRONTED_CHARS)
    if comma < 0 or not FRONTING.match(text, start, match.start()):
        return None
    index = bisect_left(placed, (start, -1))
    if index >= len(placed) or not comma < placed[index][0] or not TITLES.fullmatch(text, comma + 1, placed[index][0]):
        return None
    number = placed[index][1]
    return number if people[number].gender in (None, gender) else None


def _referent(
    tokens: TokenTable,
    people: Sequence[Individual],
    by_sentence: dict[int, dict[int, int]],
    sentence: int,
    offset: int,
    gender: Gender,
    others: Collection[int],
) -> int | None:
    """Number of the person that a pronoun means, who is none of some others; None where it is not clear."""
    text = tokens.text
    for back in range(MAX_SENTENCES_BACK + 1):
        fitting = sorted(
            (start, n)
            for n, start in islice(by_sentence.get(sentence - back, {}).items(), MAX_PERSONS_COMPARED)
            if start < offset
            and n not in others
            and people[n].gender in (None, gender)
            and not _in_apposition(text, people[n], start, offset)
            and not (back == 0 and _is_distinct(tokens, people[n].mentions.get(start), offset))
        )
        known = [number for _, number in fitting]
        if not known:
            continue
        sure = [number for number in known if people[number].gender == gender]
        if back == 0 and len(known) > 1 and text.endswith(", where ", 0, offset):
            acts = [n for start, n in fitting if (m := people[n].mentions.get(start)) and ACTING.match(text, m.end)]
            return acts[-1] if acts else None  # "Blatt said Hentzau would go to Zenda, where he ..."
        subjects = [n for start, n in fitting if _is_subject(tokens, people[n].mentions.get(start))]
        clear = back == 1 or (back == 0 and not _is_below_object(tokens, people, fitting, offset))
        if clear and len(known) > 1 and len(set(subjects)) == 1:
            return subjects[0]
        if len(known) == 1 or len(sure) == 1:
            return (sure or known)[0]
        return known[0] if back == 1 and known[0] in (sure or known) else None
    return None
