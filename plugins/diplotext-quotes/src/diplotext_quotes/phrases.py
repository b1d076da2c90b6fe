"""From the tree of the parse to words of a sentence: noun phrases, adverbials, the dependents of a cue.

`mention_of` differs from `diplotext.syntax.noun_phrase`, the base noun phrase, in one of ten cases: speakers are named
with their "of" phrases and with all members of a coordination, and quotations are never part of their names.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from diplotext.syntax import NOMINAL, VERBAL, role_of
from diplotext_quotes.lexicon import ADVERBS, SUBORDINATORS, TIME_MODIFIERS, TIME_WORDS, TIMES
from diplotext_quotes.words import Range, Sentence, Word

if TYPE_CHECKING:
    from spacy.tokens import Token

ADVERBIAL = frozenset(("adverb", "unmarked", "preposition", "oblique", "particle", "negation", "auxiliary"))
"""Roles of the dependents of a verb that say when, where and how."""
INSIDE_NAME = frozenset(("conjunct", "conjunction", "preposition", "noun_modifier", "name_part", "premodifier", "case"))
MAX_LEVELS_UP = 50


def mention_of(sentence: Sentence, noun: Token) -> Range:
    """The words of a noun phrase up to its first relative clause or apposition: "*Ana Rell*, the minister, who …"."""
    last = noun
    for child in noun.rights:
        role = role_of(child)
        if child.text == "," and _is_coordinated_after(noun, child):
            continue
        if _begins_list(noun, child):
            last = _last_of(child)
            break
        if child.is_punct or role not in INSIDE_NAME or (role == "conjunct" and child.pos_ not in NOMINAL):
            break
        if role == "preposition" and any(word.lower_ in TIME_WORDS for word in child.rights):
            break  # "Kenya *on Monday* said"
        if role == "conjunct":
            last = _last_of(child)
            break
        if role != "conjunction":
            last = child.right_edge
    start, end = sentence.between(noun.left_edge, last)
    words, place = sentence.words, sentence.position(noun)
    start = max([start, *(i + 1 for i in range(start, place or start) if words[i].text in (",", ":"))])
    while end - start > 1 and (
        words[start].low in ("and", "both", "but", "even", "only") or not _can_open(sentence, start)
    ):
        start += 1
    while end - start > 1 and not (words[end - 1].is_word or words[end - 1].text == ")" or words[end - 1].quotation):
        end -= 1
    return start, end


def _last_of(noun: Token) -> Token:
    """The last word of the last part of a coordinated noun phrase."""
    last = noun
    for child in noun.rights:
        role = role_of(child)
        if role == "conjunct" and child.pos_ in NOMINAL:
            return _last_of(child)
        if role == "conjunction" or (child.is_punct and _is_coordinated_after(noun, child)):
            continue
        if child.is_punct or role not in INSIDE_NAME or role == "conjunct":
            break
        last = child.right_edge
    return last


def _is_coordinated_after(noun: Token, mark: Token) -> bool:
    """Whether another noun is coordinated with a noun after a mark: "Rell*,* Tesk and Hale"."""
    return any(
        (role_of(child) == "conjunct" and child.pos_ in NOMINAL) or _begins_list(noun, child)
        for child in noun.rights
        if child.i > mark.i
    )


def _begins_list(noun: Token, child: Token) -> bool:
    """Whether names are listed that the parse has put in apposition: "Ana Rell, *Bo Tesk and Cy Hale* said"."""
    if not (noun.pos_ == child.pos_ == "PROPN") or role_of(child) == "conjunct":
        return False
    last = _last_of(child)
    follows = last.doc[last.i + 1] if last.i + 1 < len(last.doc) else None
    listed = all(other.pos_ == "PROPN" or other.lower_ in (",", "and") for other in last.doc[noun.i : last.i + 1])
    return listed and last.pos_ == "PROPN" and last.i != child.i and (follows is None or follows.text != ",")


def _can_open(sentence: Sentence, place: int) -> bool:
    word = sentence.words[place]
    return word.is_word or word.quotation is not None


def branch_of(token: Token, tops: frozenset[int]) -> Token | None:
    """The dependent of one of the top words that governs a word or is it; None if none does."""
    for _ in range(MAX_LEVELS_UP):
        if token.head.i in tops:
            return token if token.i not in tops else None
        if token.head.i == token.i:
            return None
        token = token.head
    return None


def after_adverbials(sentence: Sentence, place: int, tops: frozenset[int]) -> int:
    """Position after the adverbs, times and prepositional phrases of a cue that begin at `place`.

    Args:
        sentence: The sentence.
        place: Where to begin.
        tops: The words of the cue, by position in the parse.
    """
    words, end = sentence.words, sentence.end
    while place < end:
        word = words[place]
        if word.token is None or not (word.is_word or word.text == "("):
            break
        branch = branch_of(word.token, tops)
        if branch is not None and role_of(branch) in ADVERBIAL:
            last = sentence.subtree(branch)[1]
            stop = next((i for i in range(place, last) if words[i].quotation), last)
            if stop <= place:
                break
            place = stop
        elif word.low in TIME_WORDS or (word.low in ADVERBS and not _opens_clause(word)):
            place += 1
        elif word.low in TIME_MODIFIERS and place + 1 < end and words[place + 1].low in TIMES:
            place += 2
        else:
            break
    return place


def _opens_clause(word: Word) -> bool:
    """Whether an adverb may open a clause: "*so* he left", "*there* is hope", "*since* nobody came"."""
    return word.low in ("so", "there") or (word.token is not None and role_of(word.token) == "mark")


def after_subordinate_clause(sentence: Sentence, place: int) -> int:
    """Position after an adverbial clause that begins at `place` without a comma: "Rell said *as the envoys left*"."""
    token = sentence.words[place].token if place < sentence.end else None
    if token is None or token.lower_ not in SUBORDINATORS or token.head.i <= token.i:
        return place
    clause = token.head
    return sentence.subtree(clause)[1] if role_of(clause) == "adverbial" and clause.pos_ in VERBAL else place


def before_adverbials(sentence: Sentence, place: int, tops: frozenset[int]) -> int:
    """Position of the first of the adverbials of a cue that end right before `place`: "*On Friday*, Rell said"."""
    words = sentence.words
    while place > sentence.first:
        index = place - 1
        if words[index].text == "," and index > sentence.first:
            index -= 1
        token = words[index].token
        branch = branch_of(token, tops) if token is not None and words[index].is_word else None
        if branch is None or role_of(branch) not in ADVERBIAL | {"adverbial"}:
            break
        start = sentence.subtree(branch)[0]
        if start >= place or any(word.quotation for word in words[start:place]):
            break
        place = start
    return place


def complements_of(tokens: Sequence[Token], after: Token) -> Iterator[Token]:
    """The dependents of the words of a cue after a word."""
    inside = {token.i for token in tokens}
    found = {
        child.i: child for token in tokens for child in token.rights if child.i > after.i and child.i not in inside
    }
    yield from (found[index] for index in sorted(found))
