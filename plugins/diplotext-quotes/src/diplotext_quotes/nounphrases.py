"""The words around a cue verb: its auxiliaries, the noun phrase before it, the noun phrase after an inverted one.

Without a parse, a subject is what stands between the verb and the nearest clause boundary to its left, if it looks like
a noun phrase: a pronoun, a name, a determiner and what follows it, or a plural that can speak. Asides between subject
and verb ("Orlova, the minister, said") are stepped over.
"""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from diplotext_quotes.grammar import (
    AUXILIARIES,
    BE,
    CLAUSE_WORDS,
    DETERMINERS,
    FRONTING,
    MODALS,
    NEGATIONS,
    OTHER_SUBJECTS,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    REPORTING,
    TIME_MODIFIERS,
    TIME_NOUNS,
    TIME_WORDS,
    is_adverb,
    speaker_nouns,
)
from diplotext_quotes.words import DASHES, Word

CONTRACTING = frozenset({"he", "she", "it", "who", "there", "that", "what"})
LONGEST_PHRASE = 16
LONGEST_ASIDE = 25
Range = tuple[int, int]


@attrs.frozen
class Group:
    """The auxiliaries and adverbs before a verb.

    Attributes:
        start: Index of the first of them, or of the verb.
        auxiliaries: Those found, in lower case.
        infinitive: Whether "to" precedes.
    """

    start: int
    auxiliaries: frozenset[str]
    infinitive: bool = False

    @property
    def negated(self) -> bool:
        """Whether nothing is said: "did not say"."""
        return any(word in NEGATIONS or word.endswith("n't") for word in self.auxiliaries)

    @property
    def hypothetical(self) -> bool:
        """Whether it is only possible: "could say"."""
        return bool(self.auxiliaries & MODALS)

    def is_passive(self, form: str) -> bool:
        """Whether the subject is spoken of, not speaking: "was told"."""
        return form in ("past", "participle") and bool(self.auxiliaries & BE)


def verb_group(words: Sequence[Word], verb: int, first: int) -> Group:
    """The auxiliaries and adverbs before a verb, not before index `first`."""
    start, found = verb, set()
    while start > first:
        low = words[start - 1].low
        if low in AUXILIARIES or low in NEGATIONS:
            if low == "'s" and not (start - 1 > first and words[start - 2].low in CONTRACTING):
                break  # "China's repeated call": a possessive
            found.add(low)
        elif not is_adverb(low) or (start - 1 > first and words[start - 2].text == "," and low in ("however", "too")):
            break
        start -= 1
    while start < verb and words[start].low not in AUXILIARIES and words[start].is_name:
        start += 1  # "Kelly said": a name, no adverb
    infinitive = start > first and words[start - 1].low == "to"
    return Group(start, frozenset(found), infinitive)


def subject_before(words: Sequence[Word], verb: int, first: int) -> Range | None:
    """The noun phrase before the verb group that starts at `verb`, asides stepped over; None if there is none."""
    end = verb
    for _ in range(3):
        end = _before_parenthesis(words, end, first)
        if end <= first:
            return None
        last = words[end - 1]
        if last.low in RELATIVES or (last.low == "that" and verb == end):
            antecedent = end - 1
            if antecedent > first and words[antecedent - 1].text == ",":
                antecedent -= 1
            return None if last.low == "that" else phrase_ending(words, antecedent, first)
        if last.text == "," or last.text in DASHES:
            stepped = _before_aside(words, end - 1, first, last.text)
            if stepped is None:
                return None
            end = stepped
            continue
        return phrase_ending(words, end, first)
    return None


def _before_parenthesis(words: Sequence[Word], end: int, first: int) -> int:
    if end > first and words[end - 1].text in ")]":
        for index in range(end - 2, max(first, end - LONGEST_ASIDE) - 1, -1):
            if words[index].text in "([" and words[index].text:
                return index
    return end


def _before_aside(words: Sequence[Word], comma: int, first: int, mark: str) -> int | None:
    """Index after the phrase that an aside ending with the mark at `comma` belongs to."""
    for index in range(comma - 1, max(first, comma - LONGEST_ASIDE) - 1, -1):
        word = words[index]
        if word.quotation and index == first:
            return None
        if word.text == mark:
            opener = words[index + 1]
            low = opener.low
            fits = (
                low in DETERMINERS
                or low in RELATIVES
                or low in FRONTING
                or low in ("whose", "who", "former", "then", "himself", "herself", "chief", "senior", "as")
                or low.isdigit()
                or low.endswith(("ing", "ed"))
                or low in speaker_nouns()
                or is_adverb(low)
                or mark in DASHES
                or (opener.is_name and index > first and words[index - 1].is_word)
            )
            return index if fits and index > first else None
    return None


def phrase_ending(words: Sequence[Word], end: int, first: int) -> Range | None:
    """The noun phrase whose last word is the one before `end`."""
    end = _before_parenthesis(words, end, first)
    if (
        end > first
        and words[end - 1].low in ("both", "all", "himself", "herself", "itself", "themselves")
        and end - 1 > first
    ):
        end -= 1
    start = end
    while start > first and end - start < LONGEST_PHRASE:
        word = words[start - 1]
        if word.text == ")":
            before = _before_parenthesis(words, start, first)
            if before == start:
                break
            start = before
            continue
        if word.low == "and" and (longer := _coordinated(words, start - 1, first)) is not None:
            return longer, end
        if not word.is_word or word.low in CLAUSE_WORDS or word.low == "and":
            break
        if word.low in REPORTING:
            break
        if word.low in AUXILIARIES and word.low != "'s" and not (word.is_name and word.low == "will"):
            break
        start -= 1
    if end - start >= LONGEST_PHRASE:
        return None
    start = _without_fronting(words, start, end)
    return (start, end) if is_phrase(words, start, end) else None


def _coordinated(words: Sequence[Word], conjunction: int, first: int) -> int | None:
    """Where a coordinated subject begins whose "and" is given: "Smith and Jones", "the minister and his deputy"."""
    start = conjunction
    if start > first and words[start - 1].is_name and words[start - 1].low not in TIME_WORDS:
        while start > first and (words[start - 1].is_name or words[start - 1].low in ("of", "the", "'s")):
            start -= 1
        while start > first + 1 and words[start - 1].text == "," and words[start - 2].is_name:
            start -= 2
            while start > first and words[start - 1].is_name:
                start -= 1
    elif start > first and words[start - 1].low in speaker_nouns():
        while start > first and words[start - 1].is_word and words[start - 1].low not in CLAUSE_WORDS | DETERMINERS:
            start -= 1
        if start > first and words[start - 1].low in DETERMINERS:
            start -= 1
    if start == conjunction or conjunction - start > 10:
        return None
    at_boundary = start == first or not words[start - 1].is_word or words[start - 1].low in CLAUSE_WORDS
    return start if at_boundary else None


def _without_fronting(words: Sequence[Word], start: int, end: int) -> int:
    """Index of the phrase's first word after what may stand before it: "On Thursday", "Earlier", "In Vienna"."""
    if end - start > 1 and words[end - 1].low in PRONOUNS:
        return end - 1
    while start < end - 1:
        low = words[start].low
        if (
            low in ("and", "but", "so", "while", "still", "then", "both")
            or (is_adverb(low) and not low.endswith("ly"))
            or (is_adverb(low) and (start + 1 < end and not words[start].is_name))
        ):
            start += 1
        elif low in TIME_WORDS or (low in ("last", "this", "next") and words[start + 1].low in TIME_WORDS | TIME_NOUNS):
            start += 1 + (words[start + 1].low in TIME_WORDS | TIME_NOUNS)
        else:
            break
    start = min(start, end - 1)
    if words[start].low not in FRONTING:
        return start
    for index in range(end - 1, start, -1):
        word = words[index]
        if word.low in DETERMINERS and words[index - 1].low not in PREPOSITIONS:
            return index
        if word.low in TIME_WORDS or word.low in TIME_NOUNS:
            return index + 1
        if word.low in PREPOSITIONS and index + 1 < end:  # everything after may belong to this preposition
            following = words[index + 1]
            return index + 2 if following.is_name and index + 2 < end else index + 1
    return start + 2 if words[start + 1].is_name and start + 2 < end else start + 1


def is_phrase(words: Sequence[Word], start: int, end: int) -> bool:
    """Whether words can be a noun phrase that speaks."""
    if start >= end:
        return False
    first, last = words[start], words[end - 1]
    if end - start == 1:
        return (
            first.low in PRONOUNS
            or first.low in OTHER_SUBJECTS
            or first.low in speaker_nouns()
            or (first.is_name and first.low not in DETERMINERS | TIME_WORDS | FRONTING and not is_adverb(first.low))
            or first.low.endswith(("ists", "ians", "ers", "ors"))
        )
    if last.low in DETERMINERS | PREPOSITIONS or last.low == "'s" or last.low == "to":
        return last.low in OTHER_SUBJECTS and first.low not in PREPOSITIONS
    if first.low in PREPOSITIONS or first.low in ("'s", "to", "there"):
        return False
    if last.low.endswith(("ing", "ed")) and last.low not in speaker_nouns() and not last.is_name:
        return False
    if first.low in DETERMINERS or first.is_name:
        return True
    return any(word.low in speaker_nouns() or word.is_name for word in words[start:end])


def subject_after(words: Sequence[Word], verb_end: int, end: int) -> Range | None:
    """The noun phrase right after an inverted cue: "said the minister", "said Anna Orlova"."""
    start = stop = verb_end
    if start >= end:
        return None
    head = words[start]
    if head.low in PRONOUNS:
        return (start, start + 1) if head.low not in ("i", "you") else None
    if not (
        head.low in DETERMINERS
        or head.is_name
        or head.low in speaker_nouns()
        or head.low in ("senior", "former", "one")
    ):
        return None
    if head.low in TIME_WORDS or (head.low in TIME_MODIFIERS and _is_time(words, start, end)):
        return None
    while stop < end and stop - start < LONGEST_PHRASE:
        word = words[stop]
        if not word.is_word or word.low in CLAUSE_WORDS | RELATIVES or (word.low in AUXILIARIES and word.low != "'s"):
            break
        if word.low in PREPOSITIONS and word.low not in ("of", "for", "from"):
            break
        if word.low in TIME_WORDS or (word.low in ("last", "this", "late", "early") and stop > start):
            break
        if word.low == "and" and not (
            stop + 1 < end and (words[stop + 1].is_name or words[stop + 1].low in DETERMINERS)
        ):
            break
        if stop > start and word.low in PRONOUNS:
            break
        if is_adverb(word.low) and not word.is_name and stop > start:
            break
        stop += 1
    return (start, stop) if is_phrase(words, start, stop) else None


def _is_time(words: Sequence[Word], start: int, end: int) -> bool:
    return start + 1 < end and words[start + 1].low in TIME_WORDS | TIME_NOUNS | {"few"}


__all__ = ["Group", "Range", "is_phrase", "phrase_ending", "subject_after", "subject_before", "verb_group"]
