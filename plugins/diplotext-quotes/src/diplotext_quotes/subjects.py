"""What a subject may be: its agreement with the verb form, whether it can speak, and where an elided one is found."""

from __future__ import annotations

from collections.abc import Sequence

from diplotext_quotes.cues import Found
from diplotext_quotes.grammar import (
    AUXILIARIES,
    BE,
    CLAUSE_WORDS,
    DETERMINERS,
    FRONTING,
    PREPOSITIONS,
    PRONOUNS,
    is_adverb,
    speaker_nouns,
)
from diplotext_quotes.nounphrases import Group, Range, is_phrase
from diplotext_quotes.words import Word

PLURALS = frozenset({"people", "police", "many", "some", "others", "both", "several", "most", "few"})


def sentence_subject(words: Sequence[Word], first: int, end: int) -> Range | None:
    """The noun phrase that a sentence begins with, as far as it can be told without its verb; None if there is none."""
    start = first
    while start < end and (
        words[start].low in ("but", "and", "so") or (is_adverb(words[start].low) and start == first)
    ):
        start += 1
    if start < end and words[start].low in FRONTING:
        comma = next((i for i in range(start, min(end, start + 25)) if words[i].text == ","), None)
        if comma is None:
            return None
        start = comma + 1
    if start < end and words[start].low in PRONOUNS - {"i", "you", "we"}:
        return start, start + 1
    stop = start
    while stop < end and stop - start < 12:
        word = words[stop]
        named = (
            word.is_name
            or word.low in speaker_nouns()
            or word.low in ("'s", "and", "of", "for")
            or (word.low in DETERMINERS and (stop == start or words[stop - 1].low in ("of", "for")))
        )
        if not named and not (stop > start and words[start].low in DETERMINERS and _leads_to_speaker(words, stop, end)):
            break
        stop += 1
    while stop > start and words[stop - 1].low in ("and", "of", "for", "'s"):
        stop -= 1
    return (
        (start, stop) if stop > start and is_phrase(words, start, stop) and is_speaker(words, (start, stop)) else None
    )


def _leads_to_speaker(words: Sequence[Word], index: int, end: int) -> bool:
    for i in range(index, min(end, index + 4)):
        low = words[i].low
        if low in speaker_nouns() or words[i].is_name:
            return True
        if not words[i].is_word or low in AUXILIARIES | PREPOSITIONS | CLAUSE_WORDS or low.endswith("ed"):
            return False
    return False


def agrees(words: Sequence[Word], subject: Range, found: Found, group: Group) -> bool:
    """Whether the verb form can go with the subject: "officials claim", not "the false claim"."""
    head = words[subject[1] - 1].low
    if found.form == "base" and not group.auxiliaries:
        plural = head in PLURALS or (head.endswith("s") and not head.endswith("ss"))
        return plural or any(words[i].low == "and" for i in range(*subject))
    if found.form == "third":
        return head not in PLURALS
    return found.form != "ing" or bool(group.auxiliaries & (BE | {"'s"}))


def is_speaker(words: Sequence[Word], subject: Range) -> bool:
    """Whether a noun phrase names somebody who can speak, for cues that have other meanings too."""
    if subject[1] - subject[0] == 1 and words[subject[0]].low in PRONOUNS:
        return words[subject[0]].low not in ("it", "you")
    return any(
        (words[i].is_name and words[i].low not in DETERMINERS) or words[i].low in speaker_nouns()
        for i in range(*subject)
    )


def is_sure_speaker(words: Sequence[Word], subject: Range) -> bool:
    """Whether the last word of a noun phrase is somebody who can speak, for verb forms that are also nouns."""
    last = words[subject[1] - 1]
    return (
        last.is_name or last.low in speaker_nouns() or last.low in PRONOUNS or last.low in PLURALS or last.text == ")"
    )


def is_title_case(words: Sequence[Word], first: int, end: int) -> bool:
    """Whether most long words of a sentence are capitalized, as in a headline."""
    long = [word for word in words[first:end] if len(word.low) > 3 and word.is_word]
    return 2 * sum(word.is_name for word in long) > len(long) + 2
