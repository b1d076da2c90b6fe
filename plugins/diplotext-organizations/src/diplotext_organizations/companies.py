"""Short names of companies: "[Mahan]" once the text has named "Mahan Air"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from diplotext import Knowledge
from diplotext.plugin import NamedEntity
from diplotext.text import Words
from diplotext_organizations.candidates import Candidate
from diplotext_organizations.lexicon import company_words, head_nouns
from diplotext_organizations.lexicon import words as word_list

PERSON = "PERSON"
MIN_CHARS = 3


def short_names(
    words: Words, chosen: Sequence[Candidate], named: Sequence[NamedEntity], knowledge: Knowledge
) -> Iterator[Candidate]:
    """Mentions of companies by the first word of their name, where it means nothing else.

    They take the place of mentions that are found at the same words.

    Args:
        words: The words of the text.
        chosen: The mentions that are found, in order.
        named: What the language model recognizes as names.
        knowledge: Names of organizations, places and persons.
    """
    wholes: dict[str, dict[str, Candidate]] = {}
    for candidate in chosen:
        if candidate.kind == "organization" and candidate.form == "name" and (short := _short(words, candidate)):
            wholes.setdefault(short, {}).setdefault(candidate.key, candidate)
    if not wholes:
        return
    surnames = {token.text for entity in named if entity.label == PERSON for token in entity.tokens[1:]}
    meant = {
        short: next(iter(found.values()))
        for short, found in wholes.items()
        if len(found) == 1 and short not in surnames and not knowledge.named(short)
    }
    # A mention that only the language model shows, and of which nothing else is known, is that of the company.
    others = [c for c in chosen if not (c.by_model_alone and c.record is None and words.text[c.start : c.end] in meant)]
    taken = {index for c in others for index in range(words.at(c.start), words.before(c.end) + 1)}
    for index in words.places(meant):
        start, end = words.spans[index]
        is_part = words.gap(index) == " " and words.forms[index + 1][0].isupper()
        if index in taken or is_part or words.in_headline(start) or words.in_capitals(start):
            continue
        whole = meant[words.forms[index]]
        if whole.start < start:
            yield attrs.evolve(whole, start=start, end=end, rule="organization.short-form", is_blocker=False)


def _short(words: Words, candidate: Candidate) -> str | None:
    """The first word of the name, if all others only say that it is a company: "Mahan" of "Mahan Air"."""
    if candidate.name.rpartition(" ")[2].rstrip(".") not in company_words():
        return None
    forms = words.forms[words.at(candidate.start) : words.before(candidate.end) + 1]
    short, *others = forms or [""]
    if not others or len(short) < MIN_CHARS or not short[0].isupper() or short.casefold() in words.vocabulary:
        return None
    if short in word_list("name_words") or short in word_list("stop_words") or short in head_nouns():
        return None
    return short if all(form in company_words() for form in others) else None
