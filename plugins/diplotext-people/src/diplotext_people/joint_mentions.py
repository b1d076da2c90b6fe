"""Two persons that a text speaks of together: "the two ministers", "both leaders", "they".

They are the two whom the nearest sentence names together (`diplotext.text.joint_mentions`), or those whose meeting the
text opens with (`principals`). Words that say nothing of a number ("they", "the leaders") mean the two only where no
others can be meant: no plural noun is a subject since, and the text has no other leaders.
"""

from __future__ import annotations

import re
from bisect import bisect_right, insort
from collections.abc import Collection, Sequence

import attrs

from diplotext import Mention, Quotation, Span
from diplotext.syntax import TokenTable, role_of
from diplotext.text import MAX_SENTENCES_BACK, named_together
from diplotext_people.entities import Individual
from diplotext_people.principals import principals

NOUNS = (
    "ministers|presidents|secretaries|chancellors|premiers|leaders|diplomats|officials|politicians|statesmen"
    "|envoys|ambassadors|negotiators|counterparts|men|women"
)
WITH_NOUN = re.compile(
    r"\b(?:[Tt]he two|[Bb]oth|[Tt]hese two|[Tt]he pair of)(?! (?:other|remaining|further|additional|more|new)\b)"
    rf"(?: [a-z]+(?:-[a-z]+)?)? (?P<noun>{NOUNS}|sides)\b"
)
WITHOUT_NOUN = re.compile(
    r"\b[Tt]he (?:two|pair|duo)(?= (?:(?:also|last|then|later|first|again|previously|recently|both|have|had"
    r"|has|will|would|are|were|is|was|be|to|expected|scheduled|due|set|reportedly|[a-z]+ly) ){0,4}"
    r"(?:met|meet|spoke|speak|talked|held|hold|discussed|discuss|agreed|agree|signed|sign|said|shook|exchanged"
    r"|visited)\b)"
)
"""The two without a noun, before a verb of persons: "the two also met"."""
BOTH = re.compile(r"\b[Bb]oth(?= (?:also |have |had |will |would |then |[a-z]+ly )?[a-z]+\b)")
"""The two as a pronoun: "both noted"; the parse must have it as a subject."""
WITHOUT_NUMBER = re.compile(
    r"\b(?:[Tt]hey|[Tt]he (?P<noun>leaders|presidents|ministers|secretaries|principals|parties|sides))\b"
    r"(?!['’-]| (?:of|from)\b)"
)
COUNTED = frozenset(("the", "two", "both", "these"))
"""Words before a plural that do not make it another group."""
TITLED = ("ministers", "presidents", "secretaries", "chancellors", "premiers", "envoys", "ambassadors")
"""Nouns that name an office: one whom the text gives other offices is not meant."""
LEADING = ("leaders", "presidents", "ministers", "secretaries", "principals")
"""Nouns for persons in office, for whom no other plural in between ("Their *teams* met") is taken."""
GENDERS = {"men": "male", "women": "female"}
MAX_RIVAL_CHARS = 1000
"""Characters before a plural in which others are looked for that it can mean."""

PLURALS = frozenset(("NNS", "NNPS"))


@attrs.frozen(eq=False)
class _Text:
    """What decides who is meant.

    Attributes:
        people: The persons found.
        tokens: The tokens of the parse.
        starts: Offsets at which the sentences start.
        quoted: What is in quotation marks.
        joint: Where persons are meant together.
        others: By noun, whether the text has another group of it.
    """

    people: Sequence[Individual]
    tokens: TokenTable
    starts: Sequence[int]
    quoted: Sequence[Quotation]
    joint: set[int] = attrs.field(factory=set)
    others: dict[str, bool] = attrs.field(factory=dict)

    def means_others(self, match: re.Match[str]) -> bool:
        """Whether a plural without a number can mean somebody else than two persons."""
        start = match.start()
        index = bisect_right(self.quoted, start, key=lambda quotation: quotation.start) - 1
        if (index >= 0 and start < self.quoted[index].end) or self._has_others(match["noun"]):
            return True
        sentence = bisect_right(self.starts, start) - 1
        if match[0] == "they" and self.starts:
            begin = max(self.starts[max(0, sentence)], start - MAX_RIVAL_CHARS)
            inside = self.tokens.inside(begin, start)
            if any(token.tag_ in PLURALS and token.left_edge.idx not in self.joint for token in inside):
                return True
        if match["noun"] in LEADING:
            return False
        begin = max(self.starts[max(0, sentence - 1)] if self.starts else 0, start - MAX_RIVAL_CHARS)
        subjects = (token for token in self.tokens.inside(begin, start) if role_of(token) == "subject")
        plurals = (token for token in subjects if token.tag_ in PLURALS or token.lower_ == "they")
        return any(token.left_edge.idx not in self.joint for token in plurals)

    def is_subject(self, match: re.Match[str]) -> bool:
        """Whether a word is the subject of a verb, and not part of a phrase."""
        token = self.tokens[self.tokens.at(match.start())]
        return role_of(token) == "subject" and token.left_edge.i == token.right_edge.i

    def _has_others(self, noun: str | None) -> bool:
        """Whether the text has another group of a noun: "*five* leaders"."""
        if noun is None:
            return False
        if noun not in self.others:
            words = re.findall(rf"(?:(?<![\w.’'-])|(?<= {noun}))([\w.’'-]++) {noun}\b", self.tokens.text)
            self.others[noun] = any(word.casefold() not in COUNTED for word in words)
        return self.others[noun]


def add_joint_mentions(
    people: Sequence[Individual],
    tokens: TokenTable,
    sentences: Sequence[Span],
    quoted: Sequence[Quotation],
    taken: Collection[int],
) -> None:
    """Find the mentions of two persons together; each of them gets the mention.

    Args:
        people: The persons found.
        tokens: The tokens of the parse.
        sentences: The sentences.
        quoted: What is in quotation marks.
        taken: Where mentions of states start, such as "both sides".
    """
    if len(people) < 2:
        return
    text = tokens.text
    inside = _Text(people, tokens, [sentence.start for sentence in sentences], quoted)
    named: dict[str, list[tuple[int, int]]] = {}
    opening = principals(people, tokens, inside.starts)
    found = [match for rule in (WITH_NOUN, WITHOUT_NOUN, BOTH, WITHOUT_NUMBER) for match in rule.finditer(text)]
    free = 0
    for match in sorted(found, key=lambda match: (match.start(), -match.end())):
        if match.start() < free or match.start() in taken:
            continue
        if match.re is WITHOUT_NUMBER and inside.means_others(match):
            continue
        if match.re is BOTH and not inside.is_subject(match):
            continue
        noun = match.groupdict().get("noun") or ""
        if noun not in named:
            named[noun] = sorted(
                (start, number)
                for number, person in enumerate(people)
                if _can_be(person, noun)
                for start, mention in person.mentions.items()
                if mention.form in ("name", "title") or start in inside.joint
            )
        sentences_back = 1 if match[0].casefold() == "they" else MAX_SENTENCES_BACK
        meant = named_together(named[noun], inside.starts, match.start(), sentences_back) or ()
        if not meant and opening is not None and match[0].casefold() != "they":
            meant = opening if all(_can_be(people[number], noun) for number in opening) else ()
        for number in meant:
            people[number].add(Mention(match.start(), match.end(), match[0], "description"))
            for known in named.values():
                insort(known, (match.start(), number))
        if meant:
            inside.joint.add(match.start())
            free = match.end()


def _can_be(person: Individual, noun: str) -> bool:
    """Whether a person may be one of "the two ministers": nobody whom the text calls otherwise."""
    if noun in GENDERS:
        return person.gender == GENDERS[noun]
    if noun not in TITLED or not person.offices:
        return True
    office = noun.removesuffix("ies") + "y" if noun.endswith("ies") else noun.removesuffix("s")
    kindred = {office, "secretary"} if office == "minister" else {office}  # a secretary of state is a foreign minister
    return any(not kindred.isdisjoint(title.split()) for title in person.offices)
