"""What follows a cue: an addressee, adverbials, and then a quotation, a clause, an infinitive or a noun phrase.

"told reporters in Vienna on Friday that …", "said in a statement: “…”", "promised to …", "reiterated the call for …".
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import attrs

from diplotext_quotes.cues import Cue, Found, Lexicon
from diplotext_quotes.grammar import (
    AUXILIARIES,
    DETERMINERS,
    FINITE,
    MEDIA_NOUNS,
    OBJECT_PRONOUNS,
    PREPOSITIONS,
    PRONOUNS,
    QUESTION_WORDS,
    TIME_MODIFIERS,
    TIME_NOUNS,
    TIME_WORDS,
    is_adverb,
    speaker_nouns,
)
from diplotext_quotes.nounphrases import Range
from diplotext_quotes.words import DASHES, STOPS, Word, length

FAREST_THAT = 40
CONTRACTED = frozenset({"'s", "'re", "'ve", "'d", "'ll", "'m"})
Kind = Literal["direct", "that", "bare", "wh", "to", "np", "none"]


@attrs.frozen
class Following:
    """What follows a cue.

    Attributes:
        kind: The frame; `none` if no content follows.
        start: Index of the first word of the content.
        addressee: To whom, as a range of words.
    """

    kind: Kind
    start: int
    addressee: Range | None = None


def following(words: Sequence[Word], found: Found, end: int, lexicon: Lexicon) -> Following:
    """The frame of a cue, seen from what stands right of it up to the end of the sentence."""
    frames, start = found.cue.frames, found.end
    addressee = _addressee(words, start, end) if "obj" in frames else None
    after = addressee[1] if addressee else start
    if after < end and words[after].low == "of" and found.cue.lemma == "say":
        after = _prepositional_phrase(words, after, end)  # "said of the plan: “…”"
    skipped = skip_adverbials(words, after, end)
    direct = _quotation(words, skipped, end)
    if direct is not None and "direct" in frames and (skipped == start or words[direct - 1].text or addressee):
        return Following("direct", direct, addressee)
    if "that" in frames and (that := _that(words, start, end, found.cue, addressee, lexicon)) is not None:
        return Following("that", that + 1, addressee)
    if skipped >= end or words[skipped].text in STOPS:
        return Following("none", end, addressee)
    mark = words[skipped]
    if mark.text == ":" and "direct" in frames and skipped + 1 < end:
        return Following("bare", skipped + 1, addressee)
    if mark.text == ",":
        if skipped + 1 < end and words[skipped + 1].quotation and "direct" in frames:
            return Following("direct", skipped + 1, addressee)
        return Following("none", end, addressee)
    if "wh" in frames and mark.low in QUESTION_WORDS:
        return Following("wh", skipped, addressee)
    if "to" in frames and mark.low == "to" and skipped + 1 < end:
        return Following("to", skipped, addressee)
    if "obj" in frames and addressee and mark.low == "to":
        return Following("to", skipped, addressee)
    if "bare" in frames:
        if found.cue.lemma == "say" and is_adverb(mark.low) and skipped > start:
            return Following("bare", skipped, addressee)
        for place in dict.fromkeys((skipped, after)):
            if (
                found.cue.lemma == "say"
                and end - place > 3
                and words[place].low not in ("so", "of", "as", "about", "to")
            ):
                return Following("bare", place, addressee)
            if is_clause(words, place, end):
                return Following("bare", place, addressee)
    if "np" in frames and words[start].low not in ("by", "as") and words[start].text not in ",;:":
        return Following("np", start)
    return Following("none", end, addressee)


def _quotation(words: Sequence[Word], index: int, end: int) -> int | None:
    if index < end and words[index].quotation:
        return index
    if index + 1 < end and words[index].text in (",", ":") and words[index + 1].quotation:
        return index + 1
    return None


def _addressee(words: Sequence[Word], start: int, end: int) -> Range | None:
    if start >= end:
        return None
    first = words[start]
    if first.low in OBJECT_PRONOUNS:
        return start, start + 1
    if first.low in MEDIA_NOUNS or first.low in speaker_nouns():
        return start, start + 1
    if not (first.is_name or first.low in DETERMINERS):
        return None
    stop = start + 1
    names = first.is_name
    while stop < end and stop - start < 9:
        word = words[stop]
        if word.quotation and length(word.quotation) <= 4 and words[stop - 1].low == "'s":
            stop += 1
            break
        if not word.is_word or word.low in PRONOUNS or word.low in AUXILIARIES - {"'s"} or word.low in QUESTION_WORDS:
            break
        if word.low in ("that", "to") or word.low in DETERMINERS or word.low in TIME_WORDS:
            break
        if word.low in PREPOSITIONS and word.low != "of":
            break
        if names and not word.is_name and word.low not in ("of", "'s", "and") and word.low not in speaker_nouns():
            break
        stop += 1
    return start, stop


def skip_adverbials(words: Sequence[Word], index: int, end: int) -> int:
    """Index after adverbs, times and prepositional phrases: "on Friday", "in an interview with the paper", "again"."""
    while index < end:
        low = words[index].low
        time = index + (low in TIME_MODIFIERS)
        if low in TIME_WORDS | TIME_MODIFIERS and time + 1 < end and words[time + 1].low == "'s":
            break  # "said Monday's vote was fair"
        if low == "the" and index + 1 < end and words[index + 1].low in TIME_WORDS:
            break  # "said the May vote was fair"
        if (
            (low in TIME_NOUNS and index and words[index - 1].low in TIME_WORDS)
            or low in TIME_WORDS
            or (is_adverb(low) and low not in ("there", "both", "all"))
        ):
            index += 1
        elif low in TIME_MODIFIERS and index + 1 < end and words[index + 1].low in TIME_WORDS | TIME_NOUNS:
            index += 2
        elif low in PREPOSITIONS and low not in ("of", "like", "as", "per"):
            stop = _prepositional_phrase(words, index, end)
            if stop == index + 1:
                break
            if stop + 1 < end and words[stop].low == "of":  # "on condition of anonymity"
                stop = max(stop, _prepositional_phrase(words, stop, end))
            index = stop
        elif words[index].text.isdigit() and index and words[index - 1].low in TIME_WORDS:
            index += 1
        else:
            break
    return index


def _prepositional_phrase(words: Sequence[Word], index: int, end: int) -> int:
    """Index after a preposition and the noun phrase that it takes."""
    stop = index + 1
    if stop < end and (words[stop].low in TIME_WORDS or words[stop].text.isdigit()):
        return stop + 1
    while (
        stop < end
        and words[stop].low in TIME_MODIFIERS
        and stop + 1 < end
        and words[stop + 1].low in TIME_WORDS | TIME_NOUNS
    ):
        return stop + 2
    began = stop
    if stop < end and (words[stop].low in DETERMINERS or words[stop].low in ("earlier", "separate", "recent")):
        stop += 1
    seen_lower = False
    while stop < end and stop - began < 10:
        word = words[stop]
        if word.quotation and length(word.quotation) <= 4:
            stop += 1
            continue
        if not word.is_word or word.low in PRONOUNS or word.low in DETERMINERS or word.low == "that":
            break
        if word.low in AUXILIARIES and word.low != "'s":
            break
        if word.low in PREPOSITIONS or word.low in QUESTION_WORDS or word.low in TIME_WORDS:
            break
        if word.is_name and seen_lower and words[stop - 1].low not in ("'s", "and"):
            break
        seen_lower = seen_lower or not (word.is_name or word.low in ("'s", "and") or word.text.isdigit())
        stop += 1
    return stop


def _that(
    words: Sequence[Word], start: int, end: int, cue: Cue, addressee: Range | None, lexicon: Lexicon
) -> int | None:
    """Index of the "that" that introduces the content, near or far; None if there is none."""
    if start < end and words[start].low == "that":
        return None if _is_relative(words, start, end) or _is_demonstrative(words, start, end) else start
    if start >= end:
        return None
    first = words[start]
    begins_well = (
        first.low in PREPOSITIONS or first.low in TIME_WORDS or first.low in TIME_MODIFIERS or is_adverb(first.low)
    )
    if not (begins_well or addressee or first.text == "," or "it clear" in cue.lemma):
        return None
    comma = first.text == ","
    for index in range(start, min(end, start + FAREST_THAT)):
        word = words[index]
        if word.quotation:
            if length(word.quotation) > 4:
                return None
        elif word.low == "that" and not _is_relative(words, index, end):
            return index if not comma or words[index - 1].text == "," else None
        elif (
            word.text in STOPS
            or word.text == ":"
            or (word.low in PRONOUNS - {"it"} and index > start + 1)
            or word.text in DASHES
        ):
            return None
        elif word.text == ",":
            comma = True
        elif (
            index > start
            and (found := lexicon.first(words, index, end))
            and "that" in found.cue.frames
            and found.form in ("past", "third")
        ):
            return None
    return None


def _is_relative(words: Sequence[Word], that: int, end: int) -> bool:
    following = words[that + 1] if that + 1 < end else None
    return following is not None and following.low in AUXILIARIES


def _is_demonstrative(words: Sequence[Word], that: int, end: int) -> bool:
    """Whether "that" is a pronoun: "said that.", "said that, too"."""
    return that + 1 >= end or (words[that + 1].text in STOPS and not words[that + 1].quotation)


def is_clause(words: Sequence[Word], start: int, end: int) -> bool:
    """Whether a clause with a subject and a verb begins here: "Russia would …", "he had …", "there was …"."""
    if start >= end:
        return False
    first = words[start]
    if first.low in PRONOUNS or first.low == "there":
        return True
    if first.quotation:
        return True
    if not (first.is_word and first.text[:1].isalnum()) or first.low in PREPOSITIONS - {
        "in",
        "if",
        "under",
        "with",
        "despite",
        "after",
    }:
        return False
    for index in range(start + 1, min(end, start + 25)):
        word = words[index]
        if word.text in STOPS:
            return False
        if word.low in AUXILIARIES and word.low not in ("'s", "be", "been", "being"):
            return True
        if word.low.endswith("ed") and word.low not in ("united", "so-called") and index > start:
            return True
        if word.low in FINITE or word.quotation:
            return True
        if (
            words[index - 1].is_name
            and not word.is_name
            and word.low.endswith("s")
            and not word.low.endswith(("ss", "'s"))
        ):
            return True
    return first.low in ("if", "when")


def ends_attribution(words: Sequence[Word], index: int, end: int) -> bool:
    """Whether an attribution is over: the sentence ends, or a comma or dash comes."""
    return (
        index >= end
        or words[index].text in STOPS
        or words[index].text in (",", ")", "(")
        or words[index].text in DASHES
    )


__all__ = ["CONTRACTED", "Following", "ends_attribution", "following", "is_clause", "skip_adverbials"]
