"""Names that the language model recognizes as organizations: no table holds them and no noun heads them.

    [Siemens] said     the carmaker [Borgward]     the daily [La Stampa]     [Syriza] party

What the model calls an organization is linked with the knowledge where that holds the name: the model has read the
sentence, which is the context that an ambiguous name needs. What it takes for something else is an organization where a
common noun adjacent to one of the mentions says so ("the airline Spicejet").
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from diplotext import Knowledge
from diplotext.plugin import NamedEntity
from diplotext.text import Words
from diplotext_organizations.appositions import apposed_names
from diplotext_organizations.candidates import Candidate
from diplotext_organizations.finder import Finder, bare
from diplotext_organizations.lexicon import apposed
from diplotext_organizations.lexicon import words as word_list
from diplotext_organizations.senses import Senses
from diplotext_organizations.words import occurrences

LABEL, PERSON = "ORG", "PERSON"
DOUBTFUL = ("PERSON", "GPE", "FAC", "PRODUCT", "WORK_OF_ART", "LOC")
"""Labels of names that an adjacent common noun can show to be organizations."""

LISTED = ("GPE", "PRODUCT", "WORK_OF_ART", "LOC")
"""Labels of names that are organizations in a list of such."""

NEXT_WORD = re.compile(r" ([a-z]+)")
NOT_A_VERB = ("said", "says", "and", "or")
UNKNOWN = Senses()
MAX_ACRONYM_CHARS = 8
Span = tuple[int, int]


def recognized_names(
    entities: Sequence[NamedEntity],
    words: Words,
    knowledge: Knowledge,
    known: Sequence[Candidate],
    persons: frozenset[Span] = frozenset(),
    senses: Senses = UNKNOWN,
) -> list[Candidate]:
    """The organizations that the language model recognizes, in order.

    Args:
        entities: What the model recognizes as names.
        words: The words of the text.
        knowledge: Names of organizations and places.
        known: Mentions that the knowledge shows.
        persons: Spans of names of persons (`personal_names`).
        senses: What the sentences say that names are (`senses_of`).
    """
    nations = {c.start: c.end for c in known if c.kind == "state" and not c.is_blocker and c.form != "metonym"}
    finder = Finder(words, knowledge, nations, persons, senses)
    found = []
    doubtful: list[Span] = []
    surnames = {e.tokens[-1].text for e in entities if e.label == PERSON and len(e.tokens) > 1}
    for entity in entities:
        span = entity.start, entity.end
        if len(entity.tokens) == 1 and entity.text in surnames:
            continue
        if entity.label == LABEL:
            if candidate := finder.candidate(*span, "organization.recognized", by_model_alone=True):
                found.append(candidate)
        elif entity.label in DOUBTFUL:
            doubtful.append(bare(words.text, *span))
    found += _shown(finder, doubtful, _listed(words.text, entities, known))
    others = {words.text[start:end] for start, end in doubtful if " " in words.text[start:end]} - {
        words.text[c.start : c.end] for c in found
    }
    apposed_spans = [
        span for span in apposed_names(words, known) if words.text[span[0] : span[1]] not in others | surnames
    ]
    found += filter(
        None, (finder.candidate(start, end, "organization.apposition", kind) for start, end, kind in apposed_spans)
    )
    treaties = {c.name for c in found if _follows_treaty(words, c)}
    names = sorted((c.start, c.end) for c in known if c.kind == "organization" and not c.is_blocker)
    return [c for c in found if c.record or not (c.name in treaties or _is_better_known(c, names, nations))]


def _follows_treaty(words: Words, candidate: Candidate) -> bool:
    """Whether it is the acronym in brackets of something else: "the Nuclear Test Ban Treaty (NTBT)"."""
    first = words.at(candidate.start)
    if candidate.form != "acronym" or not first or words.gap(first - 1) != " (":
        return False
    return words.forms[first - 1] in word_list("other_nouns")


def _is_better_known(candidate: Candidate, names: Sequence[Span], nations: dict[int, int]) -> bool:
    """Whether it only strings several known names together, or adds its nation to a ministry.

    Args:
        candidate: A name that the language model has found.
        names: Sorted spans of names that the knowledge or their head nouns show.
        nations: Where a state is named: start and end.
    """
    first = bisect_left(names, (candidate.start, 0))
    last = bisect_left(names, (candidate.end, 0))
    inside = [(start, end) for start, end in names[first:last] if end <= candidate.end]
    nation = nations.get(candidate.start)
    return len(inside) > 1 or any(
        nation is not None and end == candidate.end and start - nation in (1, 3) for start, end in inside
    )


def _listed(text: str, entities: Sequence[NamedEntity], known: Sequence[Candidate]) -> set[str]:
    """Names in a list of organizations: the first is one, or a nation owns them ("Rosen AG and Mali's [Enku]")."""
    listed = [entity for entity in entities if entity.label in LISTED and entity.root.dep_ == "conj"]
    if not listed:
        return set()
    organizations = {(c.start, c.end) for c in known if c.kind == "organization" and not c.is_blocker}
    roots = {entity.root.i: entity for entity in entities if entity.label in (LABEL, *LISTED)}
    found = set()
    for entity in listed:
        token, shown, is_first = entity.root, False, False
        while token.dep_ == "conj" and token.head.i != token.i and (other := roots.get(token.head.i)):
            token = token.head
            is_first = other.label == LABEL or (other.start, other.end) in organizations
            shown = shown or is_first
        if is_first or (shown and text[entity.start - 3 : entity.start] in ("'s ", "’s ")):
            found.add(entity.text)
    return found


def _shown(finder: Finder, spans: Sequence[Span], listed: set[str]) -> Iterator[Candidate]:
    """Names that the model takes for something else and that a noun next to a mention, or capitals, show to be ones.

    Args:
        finder: What names them.
        spans: Where they are.
        listed: Names in lists of organizations.
    """
    words = finder.words
    shown = {words.text[start:end] for start, end in spans if start < end and _has_defining_context(words, start, end)}
    shown = {name for name in shown if " " not in name or not _clause_follows(words, name)}
    shown |= finder.senses.organizations | listed
    for start, end in spans:
        candidate = None
        if words.text[start:end] in shown:
            candidate = finder.candidate(start, end, "organization.apposition")
        elif _is_acronym(words, start, end):
            candidate = finder.candidate(start, end, "organization.capitals", by_model_alone=True)
        if candidate:
            yield candidate


def _clause_follows(words: Words, name: str) -> bool:
    """Whether a name of several words begins a clause after a noun: "the company [John Smith] founded failed"."""
    for _, end in occurrences(words.text, (name,), not_before="", not_after=""):
        following = NEXT_WORD.match(words.text, end)
        if following and following[1] not in word_list("stop_words") and following[1] not in NOT_A_VERB:
            return True
    return False


def _is_acronym(words: Words, start: int, end: int) -> bool:
    name = words.text[start:end]
    if not (3 <= len(name) <= MAX_ACRONYM_CHARS and name.isalpha() and name.isupper()) or words.in_capitals(start):
        return False
    return words.text[end : end + 1] != ":"  # who speaks next, in a transcript


def _has_defining_context(words: Words, start: int, end: int) -> bool:
    """Whether a common noun adjacent to a name says that it is an organization."""
    first, last = words.at(start), words.before(end)
    if (
        first > 0
        and words.gap(first - 1) in (" ", ' "', " “", " '", " ‘")
        and words.forms[first - 1] in apposed("before")
    ):
        return True
    return last >= 0 and words.gap(last) in (" ", '" ', "” ") and words.forms[last + 1] in apposed("after")
