"""From the tree of the parse to words of the passage: noun phrases, subjects, addressees, adverbials.

Where the parse puts a subject inside a quotation, or finds none, the nominal beside the verb is taken.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import attrs

from diplotext import syntax
from diplotext.syntax.tree import NOMINAL, children_of, own_subjects, role_of
from diplotext_quotes.grammar import (
    ADVERBS,
    RELATIVES,
    TIME_MODIFIERS,
    TIME_NOUNS,
    TIME_WORDS,
    is_adverb,
    speaker_nouns,
)
from diplotext_quotes.words import DASHES, Passage, Range

if TYPE_CHECKING:
    from spacy.tokens import Token

ADVERBIAL = frozenset(("adverb", "unmarked", "preposition", "oblique", "particle", "negation", "auxiliary"))
"""Roles of the dependents of a verb that say when, where and how."""
ADVERBIAL_CLAUSES = frozenset(("adverbial", "relative", "apposition", "adnominal"))
INSIDE_NAME = frozenset(("conjunct", "conjunction", "preposition", "noun_modifier", "name_part", "premodifier", "case"))
LONGEST_CLIMB = 50
LONGEST_SUBJECT = 40


@attrs.frozen
class Subject:
    """Who reports.

    Attributes:
        mention: The words that name them, without relative clauses and appositions.
        full: The same with all that hangs on it.
        elided: Whether the words stand in the clause before.
    """

    mention: Range
    full: Range
    elided: bool = False


def mention_of(part: Passage, noun: Token) -> Range:
    """The words of a noun phrase up to its first relative clause or apposition: "*Ana Rell*, the minister, who …"."""
    last = noun
    for child in noun.rights:
        role = role_of(child)
        if child.is_punct or child.is_quote or role not in INSIDE_NAME or _is_clause_between(child):
            if child.text == "," and any(role_of(other) == "conjunct" for other in noun.rights if other.i > child.i):
                continue
            break
        if role == "conjunct":
            last = _last_of(child)
            break
        last = child if role == "conjunction" else child.right_edge
    if role_of(last) == "conjunction":
        last = noun.doc[last.i - 1]
    start, end = part.between(noun.left_edge, last)
    words = part.words
    at = part.position(noun)
    start = max([start, *(i + 1 for i in range(start, at or start) if words[i].text == ":")])
    while end - start > 1 and (
        words[start].low in ("both", "even", "only", "but", "and", "-") or not _opens(words[start])
    ):
        start += 1
    while end - start > 1 and not (words[end - 1].is_word or words[end - 1].text == ")" or words[end - 1].quotation):
        end -= 1
    return start, end


def _opens(word: object) -> bool:
    return bool(getattr(word, "is_word", False) or getattr(word, "quotation", None))


def _is_clause_between(child: Token) -> bool:
    return role_of(child) == "conjunct" and child.pos_ not in NOMINAL


def _last_of(noun: Token) -> Token:
    """The last word of a coordinated noun phrase."""
    last = noun
    for child in noun.rights:
        role = role_of(child)
        if role == "conjunct" and not _is_clause_between(child):
            return _last_of(child)
        if child.is_punct and any(
            role_of(o) == "conjunct" and not _is_clause_between(o) for o in noun.rights if o.i > child.i
        ):
            continue
        if child.is_punct or role not in INSIDE_NAME or role in ("conjunct", "conjunction"):
            if role == "conjunction":
                continue
            break
        last = child.right_edge
    return last


def subject_of(part: Passage, verb: Token, first: int, end: int) -> Subject | None:
    """The subject of a verb inside the sentence from `first` to `end`; None if there is none outside quotations."""
    at = part.position(verb)
    for own in own_subjects(verb):
        place = part.position(own)
        if place is None or not first <= place < end or part.words[place].quotation:
            continue
        if role_of(own) == "clausal_subject" or own.dep_ == "ROOT":
            continue
        if own.tag_ == "EX" or own.lower_ == "what":
            return None
        if own.lower_ in TIME_WORDS | TIME_NOUNS and "poss" not in own.dep_:  # "Earlier Tuesday, his manager said"
            continue
        mention, full = mention_of(part, own), part.subtree(own)
        if at is not None and mention[0] <= at < mention[1]:
            return None
        if at is not None and place < at:
            full = full[0], min(full[1], at)
        return Subject(mention, full)
    return None


def shared_subject(part: Passage, verb: Token, first: int, end: int) -> Subject | None:
    """The subject that a verb takes from the clause before it: "Rell left, *saying* …", "Rell smiled and *said* …"."""
    found = syntax.subject(verb)
    place = part.position(found) if found is not None else None
    if found is None or place is None or not first <= place < end or part.words[place].quotation:
        return None
    if found.pos_ not in NOMINAL or found.tag_ == "EX":
        return None
    mention = mention_of(part, found)
    at = part.position(verb)
    if at is not None and mention[0] <= at < mention[1]:
        return None
    return Subject(mention, mention, elided=True)


def main_subject(part: Passage, verb: Token, first: int, end: int) -> Subject | None:
    """The subject of the clause that a participle after a comma belongs to: "*Rell* asked them to go, *adding* …".

    The clause is the highest one up to a coordinated clause with a subject of its own, if its subject can speak; else
    the next one below.
    """
    found: list[Subject] = []
    node = verb
    for _ in range(LONGEST_CLIMB):
        if node.head.i == node.i:
            break
        node = node.head
        if node.pos_ not in ("VERB", "AUX"):
            continue
        own = subject_of(part, node, first, end)
        if own is not None:
            found.append(attrs.evolve(own, full=own.mention, elided=True))
            if role_of(node) == "conjunct":
                break
    at = part.position(verb)
    found = [s for s in found if at is None or not s.mention[0] <= at < s.mention[1]]
    return next((s for s in reversed(found) if can_speak(part, s.mention)), found[-1] if found else None)


def can_speak(part: Passage, mention: Range) -> bool:
    """Whether a noun phrase is a name, a personal pronoun, or has a noun for those who speak."""
    words = part.words[slice(*mention)]
    if len(words) == 1 and words[0].low in ("he", "she", "they", "who", "we", "i"):
        return True
    return any(word.low in speaker_nouns() or (word.token is not None and word.token.pos_ == "PROPN") for word in words)


def nominal_beside(part: Passage, place: int, step: int, first: int, end: int) -> Subject | None:
    """The noun phrase right before (`step` -1) or after (1) a word, where the parse has no subject."""
    words = part.words
    index = place + step
    while first <= index < end and words[index].token is not None and is_adverb(words[index].low):
        index += step
    if not first <= index < end or (token := words[index].token) is None:
        return None
    if token.pos_ not in NOMINAL:
        return _capitalized(part, index, step, first, end)
    if words[index].low in TIME_WORDS:
        return None
    head = token
    for _ in range(LONGEST_CLIMB):
        up = head.head
        if up.i == head.i or up.pos_ not in NOMINAL or role_of(head) not in INSIDE_NAME | {"prepositional_object"}:
            break
        where = part.position(up)
        if where is None or not first <= where < end or words[where].quotation or (where - place) * step < 0:
            break
        head = up
    mention = mention_of(part, head)
    if step < 0 and mention[1] > place:
        mention = mention[0], place
    if step > 0 and mention[0] <= place:
        mention = place + 1, mention[1]
    mention = max(mention[0], first), min(mention[1], end)
    if mention[0] >= mention[1] or any(word.quotation for word in words[slice(*mention)]):
        return None
    return Subject(mention, mention)


def _capitalized(part: Passage, index: int, step: int, first: int, end: int) -> Subject | None:
    """A row of words with capitals, which the parse does not know for a name."""
    stop = index
    while first <= stop < end and part.words[stop].is_name and part.words[stop].low not in TIME_WORDS:
        stop += step
    mention = (index, stop) if step > 0 else (stop + 1, index + 1)
    return Subject(mention, mention) if mention[0] < mention[1] else None


def leading_nominal(part: Passage, start: int, verb: int) -> Subject | None:
    """The noun phrase that opens the words before a verb: "*the order* released Friday said"."""
    words = part.words
    token = words[start].token if start < verb else None
    if token is None or verb - start > LONGEST_SUBJECT:
        return None
    head = token
    for _ in range(LONGEST_CLIMB):
        place = part.position(head.head)
        if head.pos_ in NOMINAL and (
            head.head.pos_ not in NOMINAL or role_of(head) not in ("premodifier", "name_part")
        ):
            break
        if head.head.i == head.i or place is None or not start <= place < verb:
            break
        head = head.head
    if head.pos_ not in NOMINAL or head.lower_ in TIME_WORDS | TIME_NOUNS:
        return None
    mention = mention_of(part, head)
    mention = max(mention[0], start), min(mention[1], verb)
    if mention[0] != start or mention[1] <= start or not can_speak(part, mention):
        return None
    return Subject(mention, (start, verb))


def branch_of(token: Token, tops: frozenset[int]) -> Token | None:
    """The dependent of one of the top words under which a word stands; None if it stands under none."""
    for _ in range(LONGEST_CLIMB):
        if token.head.i in tops:
            return token if token.i not in tops else None
        if token.head.i == token.i:
            return None
        token = token.head
    return None


def is_below(token: Token, top: Token, without: Token | None = None) -> bool:
    """Whether a word stands under another one, not through a third."""
    for _ in range(2 * LONGEST_CLIMB):
        if without is not None and token.i == without.i:
            return False
        if token.i == top.i:
            return True
        if token.head.i == token.i:
            return False
        token = token.head
    return False


def after_adverbials(part: Passage, place: int, end: int, tops: frozenset[int], *, clauses: bool = False) -> int:
    """Position after the adverbs, times and prepositional phrases of a verb that begin at `place`.

    Args:
        part: The passage.
        place: Where to begin.
        end: End of the sentence.
        tops: The words of the cue.
        clauses: Whether clauses count as well: "said *as he left*".
    """
    words = part.words
    while place < end:
        word = words[place]
        if word.quotation or word.token is None or not (word.is_word or word.text == "("):
            break
        branch = branch_of(word.token, tops)
        role = role_of(branch) if branch is not None else ""
        allowed = role in ADVERBIAL or (clauses and role in ADVERBIAL_CLAUSES)
        if branch is None or not allowed:
            if word.low in TIME_WORDS or (word.low in ADVERBS and word.low not in ("so", "there")):
                place += 1
                continue
            if word.low in TIME_MODIFIERS and place + 1 < end and words[place + 1].low in TIME_WORDS | TIME_NOUNS:
                place += 2
                continue
            break
        stop = next((i for i in range(place, part.subtree(branch)[1]) if words[i].quotation), part.subtree(branch)[1])
        if stop <= place:
            break
        place = min(stop, end)
    return place


def before_adverbials(part: Passage, place: int, first: int, tops: frozenset[int]) -> int:
    """Position of the first of the adverbials of a verb that end right before `place`: "On Friday, *Rell* said"."""
    words = part.words
    while place > first:
        index = place - 1
        if words[index].text == "," and index > first:
            index -= 1
        token = words[index].token
        if token is None or words[index].quotation or not words[index].is_word:
            break
        branch = branch_of(token, tops)
        if branch is None or role_of(branch) not in ADVERBIAL | {"adverbial"}:
            break
        start = max(first, part.subtree(branch)[0])
        if start >= place or any(word.quotation for word in words[start:place]):
            break
        place = start
    return place


def complements_of(tokens: list[Token], after: Token) -> Iterator[Token]:
    """The dependents of the words of a cue that stand right of it."""
    inside = {token.i for token in tokens}
    found = {
        child.i: child for token in tokens for child in token.rights if child.i > after.i and child.i not in inside
    }
    yield from (found[index] for index in sorted(found))


def is_relative_pronoun(low: str) -> bool:
    """Whether a word is a pronoun that opens a relative clause."""
    return low in RELATIVES


def is_dash(text: str) -> bool:
    """Whether a word is a dash."""
    return text in DASHES


__all__ = [
    "Subject",
    "after_adverbials",
    "before_adverbials",
    "branch_of",
    "children_of",
    "complements_of",
    "is_below",
    "mention_of",
    "nominal_beside",
    "shared_subject",
    "subject_of",
]
