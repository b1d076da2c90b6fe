"""The form of a verb group in words that rules can name: "past perfect", "future progressive", "could have"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diplotext.syntax import is_to, mood, own_subjects, role_of, tense
from diplotext.syntax.tree import is_one_of, node_of, verb_of
from diplotext.syntax.verbs import auxiliaries_of, modality

if TYPE_CHECKING:
    from spacy.tokens import Token

NONFINITE = frozenset(("infinitive", "gerund", "participle", "base"))


def form_of(verb: Token) -> str:
    """The form of a verb group.

    Returns:
        A tense or a modal, with " perfect" or " have" and " progressive" where they apply; "is to", "was to" and
        "was to have"; "imperative"; of verbs without tense "infinitive", "gerund", "participle", "base".
    """
    auxiliaries = auxiliaries_of(verb)
    main = verb_of(verb)
    progressive = " progressive" if _is_progressive(main, auxiliaries) else ""
    perfect = any(_is_have(word) for word in auxiliaries)
    if any(is_to(word) for word in auxiliaries):
        return _infinitive(auxiliaries, perfect)
    modal = modality(verb)
    if modal is not None:
        return f"{modal} have" if perfect else f"{modal}{progressive}"
    first = auxiliaries[0] if auxiliaries else main
    if first.tag_ == "VBG":
        return "perfect gerund" if perfect else "gerund"
    found = tense(verb)
    if found is None:
        imperative = role_of(node_of(verb)) == "root" and mood(verb) == "imperative"
        return "imperative" if imperative else _untensed(main, auxiliaries)
    if perfect and found == "past":
        past = first.tag_ == "VBD" or first.lower_ in {"'d", "’d"}
        return f"{'past' if past else 'present'} perfect{progressive}"
    return f"{found} perfect" if perfect else f"{found}{progressive}"


def _is_progressive(main: Token, auxiliaries: list[Token]) -> bool:
    active = main.tag_ == "VBG" and any(is_one_of(word, "be") for word in auxiliaries)
    return active or any(word.lower_ == "being" for word in auxiliaries)


def _is_have(word: Token) -> bool:
    return is_one_of(word, "have") or (word.lower_ in {"'s", "’s", "'d", "’d"} and word.lemma_ == "have")


def _infinitive(auxiliaries: list[Token], perfect: bool) -> str:
    first = auxiliaries[0]
    if is_one_of(first, "be") and first.tag_ in {"VBD", "VBP", "VBZ"}:
        if first.tag_ != "VBD":
            return "is to"
        return "was to have" if perfect else "was to"
    return "perfect infinitive" if perfect else "infinitive"


def _untensed(main: Token, auxiliaries: list[Token]) -> str:
    if main.tag_ == "VBN" and not auxiliaries:
        return "participle"
    headline = main.tag_ == "VB" and role_of(node_of(main)) == "root" and bool(own_subjects(main))
    return "present" if headline else "base"
