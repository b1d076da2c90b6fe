"""Past or future: by the verbs of the parse where there is one, by the words around the expression where not."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Literal

from diplotext.syntax import modality, tense, verb_group
from diplotext.syntax.tree import role_of, verb_of
from diplotext_dates.vocabulary import alternation, words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Direction = Literal["past", "future"]


def of_words(before: str, after: str) -> Direction | None:
    """What the words of a sentence before and after an expression say.

    The cue nearest before it decides (`said Thursday that he will travel` is past, `will travel Thursday` future);
    only where there is none, the first one after it (`On Thursday the two will meet`).
    """
    sides = [side for cue in cue_pattern().finditer(before) if (side := _side(cue))]
    if sides:
        return sides[-1]
    return next((side for cue in cue_pattern().finditer(after[:100]) if (side := _side(cue))), None)


@cache
def cue_pattern() -> re.Pattern[str]:
    """Verbs and phrases that say past or future. A participle after "be", an article or an adverb says neither."""
    future = f"{alternation('future_cue')}|[a-z]+s\\s{{1,3}}to\\s{{1,3}}(?:{alternation('future_infinitive')})"
    leads = "be|been|being|the|a|an|his|her|its|their|our|of|newly|recently|so-called|by|and|to"
    neutral = rf"(?:{leads})\s{{1,3}}(?:[a-z]+ed|held|met|made|sent|put|taken|given)"
    return re.compile(
        rf"(?<![\w])(?:(?P<future>{future})|{neutral}|(?P<past>{alternation('past_verb')}|[a-z]{{2,}}ed))(?!\w)"
    )


def _side(match: re.Match[str]) -> Direction | None:
    return "future" if match["future"] else "past" if match["past"] else None


def of_parse(doc: Doc, start: int, end: int) -> Direction | None:
    """What the verb above an expression says; None if it says neither, or nothing is above it.

    The nearest verb above decides: by its tense and modal, an infinitive by the verb that governs it ("agreed to
    meet"), a participle by itself ("talks scheduled for", "held on") or by the clause it belongs to.
    """
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None or not len(span):
        return None
    word = span.root
    nouns = 0  # that it says something of: "Friday's ruling" one, "critics of Friday's ruling" two
    for _ in range(LONGEST_WAY):
        if word.i < span.start or word.i >= span.end:
            if word.pos_ in ("VERB", "AUX"):
                return _of_verb(verb_of(word), nouns > 0)
            if word.pos_ in ("NOUN", "PROPN"):
                nouns += 1
                if any(child.lower_ in words("planning") for child in word.lefts):
                    return "future"
                if nouns > 1:
                    return None
        if word.head.i == word.i:
            return None
        word = word.head
    return None


LONGEST_WAY = 12  # words between an expression and the verb that decides


def _of_verb(verb: Token, attribute: bool) -> Direction | None:
    for _ in range(LONGEST_WAY):
        found, lemma = tense(verb), verb.lemma_.lower()
        if found == "future":
            return "future"
        if any(word.lower_ == "had" for word in verb_group(verb)):
            return "past"  # "had been scheduled for"
        if lemma in words("planning_verb") and (
            verb.tag_ == "VBN" or found == "present" or attribute or lemma in ("plan", "schedule", "slate")
        ):
            return "future"  # "is scheduled for", "talks set for", "planned a march on"
        if found == "past":
            return "past"
        modal = modality(verb)
        if modal is not None:
            return "future" if modal in FUTURE_MODALS else None
        if found == "present":
            moves = lemma in words("moving_verb") and not attribute
            return "future" if moves else None
        governor = climb_to_verb(verb.head) if verb.head.i != verb.i else None
        if verb.tag_ == "VB" and any(word.lower_ == "to" for word in verb_group(verb)):
            if governor is not None and any(word.lower_ == "had" for word in verb_group(governor)):
                return "past"  # "had been due to expire"
            purpose = role_of(verb) in ("adverbial", "adnominal")
            if governor is None or (lemma_of(governor) not in words("past_governor") and not purpose):
                return None if attribute else "future"
        elif verb.tag_ == "VBN" and not any(word.lower_ == "to" for word in verb_group(verb)):
            return "past"
        if governor is None:
            return None
        verb = governor
    return None


FUTURE_MODALS = frozenset(("may", "might", "would", "should", "must"))


def lemma_of(verb: Token) -> str:
    """The lemma of a verb in lower case."""
    return verb.lemma_.lower()


def climb_to_verb(word: Token) -> Token | None:
    """The first verb from a word upwards."""
    for _ in range(LONGEST_WAY):
        if word.pos_ in ("VERB", "AUX"):
            return verb_of(word)
        if word.head.i == word.i:
            return None
        word = word.head
    return None
