"""The forms of verbs: auxiliaries, tense, modality, mood, voice and negation of a verb group."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from diplotext.syntax.tree import (
    LONGEST_CHAIN,
    NOMINAL,
    VERBAL,
    children_of,
    first_word_of,
    governors_of,
    has_to,
    in_order,
    is_one_of,
    is_to,
    node_of,
    own_subjects,
    role_of,
    table,
    verb_of,
)

if TYPE_CHECKING:
    from spacy.tokens import Token

Tense = Literal["past", "present", "future"]
Mood = Literal["imperative", "conditional", "indicative"]
FINITE_TAGS = frozenset(("MD", "VBD", "VBP", "VBZ"))
"""Tags (`tag_`) of finite verbs and modals."""


def verb_group(verb: Token) -> tuple[Token, ...]:
    """The verb with its auxiliaries, "to" and particle, in order: "*did* not *rule out*"."""
    main, found = verb_of(verb), particle(verb)
    return in_order([*auxiliaries_of(verb), main, *([found] if found is not None else [])])


def particle(verb: Token) -> Token | None:
    """The particle of a phrasal verb: "ruled *out*"."""
    return next(iter(children_of(node_of(verb), "particle")), None)


def auxiliaries_of(verb: Token) -> list[Token]:
    """The auxiliaries of a verb with "to", its own or those shared by coordination: "has *met* and signed"."""
    main = verb_of(verb)
    last = main.i if role_of(main) == "copula" else len(verb.doc)  # UD: "is to meet" has "to" on the same word
    for node in governors_of(node_of(verb)):
        words = [child for child in children_of(node, "auxiliary", "mark") if child.i < last]
        own = [word for word in words if role_of(word) == "auxiliary" or is_to(word)]
        shares = role_of(node) == "conjunct" and node.head.i < node.i and main.tag_ not in FINITE_TAGS
        if own or not shares or own_subjects(node):
            return own
    return []


def tense(verb: Token) -> Tense | None:
    """Where a verb group puts what it says: past, present or future.

    The perfect is past ("has met", "may have met"). "Will", "shall", "is going to" and "is to" are future, "was going
    to" and "was to" past. The present progressive is present. None for other modals, bare participles and infinitives.
    """
    return _tense(verb, LONGEST_CHAIN)


def _tense(verb: Token, depth: int) -> Tense | None:
    """The tense, looking at so many governing verbs at most: "is to be to meet"."""
    group, main = verb_group(verb), verb_of(verb)
    governor = _go_or_be(verb)
    if any(is_to(word) for word in group):
        if governor is None and is_one_of(group[0], "be") and group[0].tag_ in FINITE_TAGS:  # "is to be held"
            return "past" if group[0].tag_ == "VBD" else "future"
        asked = governor is not None and governor.lower_ != "going" and depth > 0
        around = _tense(governor, depth - 1) if asked and governor is not None else None
        if governor is not None and governor.lower_ == "going":
            around = "past" if any(word.tag_ == "VBD" for word in auxiliaries_of(governor)) else "future"
        return "future" if around == "present" else around
    if main.lower_ == "going" and any(has_to(child) for child in children_of(node_of(main), "open_complement")):
        return "past" if any(word.tag_ == "VBD" for word in group) else "future"
    if any(is_one_of(word, "future") for word in group):
        return "future"
    auxiliaries = group[: group.index(main)]
    has = any(is_one_of(word, "have") for word in auxiliaries)
    if auxiliaries and main.tag_ == "VBN" and not is_passive(main):
        has = has or auxiliaries[0].lower_ in {"'s", "’s", "'d", "’d"}
    if has:
        return "past"
    first = group[0]
    if first.tag_ in FINITE_TAGS:
        return {"VBD": "past", "VBP": "present", "VBZ": "present"}.get(first.tag_)  # type: ignore[return-value]
    finite = "Fin" in first.morph.get("VerbForm", []) and not first.tag_
    return {"Past": "past", "Pres": "present"}.get("".join(first.morph.get("Tense", []))) if finite else None  # type: ignore[return-value]


def _go_or_be(verb: Token) -> Token | None:
    """The verb of which an infinitive makes a future: "is *going* to meet", "*is* to meet"."""
    node = node_of(verb)
    copulas = children_of(node, "copula")
    if copulas and verb_of(verb).i != copulas[-1].i:
        return copulas[-1]
    if role_of(node) not in {"open_complement", "content"} or not has_to(node):
        return None
    governor = node.head
    if governor.lower_ == "going" and children_of(governor, "auxiliary"):
        return governor
    return governor if is_one_of(governor, "be") and not children_of(governor, "predicate") else None


def modality(verb: Token) -> str | None:
    """The modal verb: can, could, may, might, must, should (also for "ought") or would; None for "will" and "shall"."""
    modals = table("modals")
    for word in auxiliaries_of(verb):
        if word.tag_ in {"MD", ""} and word.lower_ in modals:
            return min(modals[word.lower_])
    return None


def is_finite(verb: Token) -> bool:
    """Whether a verb group has tense, a modal or is an imperative: not "to *meet*", "*meeting*", "*met* by crowds"."""
    group = verb_group(verb)
    if any(is_to(word) for word in group):
        return False
    first = group[0]
    return first.tag_ in FINITE_TAGS or _is_imperative(verb) or "Fin" in first.morph.get("VerbForm", [])


def mood(verb: Token) -> Mood | None:
    """The mood: imperative ("*Leave*!"), conditional ("if they *leave*") or indicative; None without a finite verb."""
    marks = children_of(node_of(verb), "mark")
    if role_of(node_of(verb)) == "adverbial" and any(is_one_of(mark, "conditional_marks") for mark in marks):
        return "conditional"
    if _is_imperative(verb):
        return "imperative"
    return "indicative" if is_finite(verb) else None


def _is_imperative(verb: Token) -> bool:
    node, main = node_of(verb), verb_of(verb)
    if (
        own_subjects(main)
        or role_of(node) not in {"root", "conjunct", "content", "parataxis"}
        or children_of(node, "mark")
    ):
        return False
    group = auxiliaries_of(main)
    return main.tag_ == "VB" and all(is_one_of(word, "do") and word.tag_ != "VBD" for word in group)


def is_passive(verb: Token) -> bool:
    """Whether a verb is in the passive: "was *signed*", "the pact *signed* by both"."""
    for node in governors_of(node_of(verb)):
        dependents = [child.dep_ for child in node.children]
        if any(label.endswith("pass") or label in {"agent", "obl:agent"} for label in dependents):
            return True
        if node.tag_ != "VBN" or children_of(node, "auxiliary", "copula"):
            return False
        if role_of(node) != "conjunct":
            return role_of(node) in {"adnominal", "adverbial", "open_complement", "content"}
    return False


def is_negated(token: Token) -> bool:
    """Whether a verb, predicate or noun is negated: "did not *meet*", "is no longer *ready*", "no *talks*".

    A negated subject negates itself, not the verb: "No *talks* were held".
    """
    if is_one_of(token, "negative_pronouns"):
        return True
    if token.pos_ in NOMINAL and any(is_one_of(child, "negative_determiners") for child in first_word_of(token).lefts):
        return True
    for node in governors_of(node_of(token)):
        dependents = [child for child in node.children if role_of(child) in {"negation", "adverb", "mark", "case", ""}]
        if any(is_one_of(child, "negations") or child.lower_ == "without" for child in dependents):
            return True
        if any(word.lower_ == "longer" and any(child.lower_ == "no" for child in word.lefts) for word in dependents):
            return True
        if role_of(node) == "prepositional_object" and node.head.lower_ == "without":
            return True
        shares = role_of(node) == "conjunct" and node.pos_ in VERBAL and auxiliaries_of(node) and not own_subjects(node)
        contrasts = any(word.lower_ == "but" for word in token.doc[node.head.i : node.i])
        if not shares or contrasts or children_of(node, "auxiliary"):
            return False
    return False
