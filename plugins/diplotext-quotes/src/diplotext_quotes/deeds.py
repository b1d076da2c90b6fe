"""What is done and not said, though the verb can report: "drones attacked the ship", "declared independence".

A verb that is also one of fighting reports words if a person is its subject, or a reason follows its object. A verb
that takes a clause reports no person: "leaders proposed her". Who is welcomed is a guest, what is welcomed is praised.
Some things come about by being declared.
"""

from __future__ import annotations

from collections.abc import Sequence

from diplotext_quotes.cues import Found
from diplotext_quotes.lexicon import DECLARED, DETERMINERS, FIGHTING, OBJECT_PRONOUNS, RAISED, speaker_kinds
from diplotext_quotes.words import Range, Sentence, Word

REASONS = frozenset(("as", "because", "for", "over"))
PERSON_OR_UNKNOWN = ("", "PERSON")
"""Types that the language model gives to the name of a person."""
PERSONAL = frozenset(("he", "i", "she", "who"))


def is_deed(sentence: Sentence, found: Found, subject: Range, content: Range) -> bool:
    """Whether a cue with a noun phrase for its object says what was done.

    Args:
        sentence: The sentence.
        found: The cue.
        subject: Its subject, as words.
        content: Its object.
    """
    words = sentence.words[slice(*content)]
    if any(word.quotation for word in words):
        return False
    if found.cue.lemma in FIGHTING:
        return not (_is_person(sentence, subject) or any(word.low in REASONS for word in words))
    if found.cue.lemma == "welcome":
        return _is_guest(words) and all(word.low not in REASONS for word in words)
    if found.cue.lemma == "raise":
        is_it = sentence.words[subject[0]].low == "it"
        return is_it or found.form == "ing" or all(word.low not in RAISED for word in words)
    if found.cue.lemma == "declare":
        return any(word.low in DECLARED for word in words)
    takes_clause = bool({"that", "bare", "direct"} & found.cue.frames)
    return takes_clause and len(words) == 1 and words[0].low in OBJECT_PRONOUNS and words[0].low not in ("it", "that")


def _is_guest(words: Sequence[Word]) -> bool:
    """Whether people are welcomed, and not what they did or said."""
    inside = {word.token.i for word in words if word.token is not None}
    heads = [word for word in words if word.token is not None and word.token.head.i not in inside]
    if not heads or heads[0].token is None:
        return False
    head, token = heads[0], heads[0].token
    types = ("ORG", "PERSON") if words[0].low in DETERMINERS else ("", "ORG", "PERSON")
    is_someone = token.ent_type_ in types and token.pos_ == "PROPN"
    return is_someone or head.low in OBJECT_PRONOUNS or speaker_kinds().get(head.low) in ("group", "person")


def _is_person(sentence: Sentence, subject: Range) -> bool:
    """Whether a subject is a person, by name, by pronoun or by title."""
    kinds = speaker_kinds()
    return any(
        word.low in PERSONAL
        or kinds.get(word.low) == "person"
        or (word.token is not None and word.token.pos_ == "PROPN" and word.token.ent_type_ in PERSON_OR_UNKNOWN)
        for word in sentence.words[slice(*subject)]
    )
