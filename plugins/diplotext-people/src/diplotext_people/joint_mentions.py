"""Two persons that a text speaks of together: "the two ministers", "both leaders" (`diplotext.text.joint_mentions`)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from diplotext import Mention, Span
from diplotext.text import MAX_SENTENCES_BACK, named_together
from diplotext_people.entities import Individual

WITH_NOUN = re.compile(
    r"\b(?:[Tt]he two|[Bb]oth|[Tt]hese two|[Tt]he pair of)(?! (?:other|remaining|further|additional|more|new)\b)"
    r"(?: [a-z]+(?:-[a-z]+)?)?"
    r" (?P<noun>ministers|presidents|secretaries|chancellors|premiers|leaders|diplomats|officials|politicians|statesmen"
    r"|envoys|ambassadors|negotiators|counterparts|men|women)\b"
)
WITHOUT_NOUN = re.compile(
    r"\b(?:[Tt]he (?:two|pair|duo)|They)(?= (?:(?:also|last|then|later|first|again|previously|recently|both|have|had"
    r"|has|will|would|are|were|is|was|be|to|expected|scheduled|due|set|reportedly|[a-z]+ly) ){0,4}"
    r"(?:met|meet|spoke|speak|talked|held|hold|discussed|discuss|agreed|agree|signed|sign|said|shook|exchanged"
    r"|visited)\b)"
)
"""The two without a noun, before a verb of persons: "the two also met"."""
TITLED = ("ministers", "presidents", "secretaries", "chancellors", "premiers", "envoys", "ambassadors")
"""Nouns that name an office: one whom the text gives other offices is not meant."""


GENDERS = {"men": "male", "women": "female"}


def add_joint_mentions(text: str, people: Sequence[Individual], sentences: Sequence[Span]) -> None:
    """Find the mentions of two persons together; each of them gets the mention."""
    if len(people) < 2:
        return
    starts = [sentence.start for sentence in sentences]
    named: dict[str, list[tuple[int, int]]] = {}
    found = sorted([*WITH_NOUN.finditer(text), *WITHOUT_NOUN.finditer(text)], key=lambda match: match.start())
    for match in found:
        noun = match.groupdict().get("noun", "")
        if noun not in named:
            named[noun] = sorted(
                (start, number)
                for number, person in enumerate(people)
                if _can_be(person, noun)
                for start, mention in person.mentions.items()
                if mention.form in ("name", "title")
            )
        sentences_back = 1 if match[0] == "They" else MAX_SENTENCES_BACK
        for number in named_together(named[noun], starts, match.start(), sentences_back) or ():
            people[number].add(Mention(match.start(), match.end(), match[0], "description"))


def _can_be(person: Individual, noun: str) -> bool:
    """Whether a person may be one of "the two ministers": nobody whom the text calls otherwise."""
    if noun in GENDERS:
        return person.gender == GENDERS[noun]
    if noun not in TITLED or not person.offices:
        return True
    office = noun.removesuffix("ies") + "y" if noun.endswith("ies") else noun.removesuffix("s")
    kindred = {office, "secretary"} if office == "minister" else {office}  # a secretary of state is a foreign minister
    return any(not kindred.isdisjoint(title.split()) for title in person.offices)
