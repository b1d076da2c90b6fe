"""What a cue reports: the clause, infinitive, noun phrase or quotation that follows it, by the tree of the parse.

A quotation right after the cue and its adverbials is its content whatever the parse makes of it. After verbs of saying,
what looks like a clause is one even where the parse has attached it elsewhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from diplotext.syntax.tree import children_of, has_to, own_subjects, role_of
from diplotext_quotes.cues import Found, Lexicon
from diplotext_quotes.grammar import OBJECT_PRONOUNS, QUESTION_WORDS, TIME_NOUNS, TIME_WORDS
from diplotext_quotes.phrases import ADVERBIAL, after_adverbials, branch_of, complements_of, mention_of
from diplotext_quotes.reports import Kind
from diplotext_quotes.words import DASHES, STOPS, Passage, Range, Word, ends_sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

WRITING = frozenset(("post", "read", "sing", "write"))
FINITE_TAGS = frozenset(("MD", "VBD", "VBP", "VBZ"))
FAREST_THAT = 40
SAYING = frozenset(("add", "argue", "claim", "insist", "say", "tell"))
"""Verbs after which a clause needs no "that", so that what looks like one is one."""
NOUN_COMPLEMENTS = frozenset(("object", "object_predicate", "predicate"))
LATER_COMPLEMENTS = NOUN_COMPLEMENTS | {"preposition", "open_complement", "content", "adverbial", "particle", "oblique"}
COMPLEMENT_PREPOSITIONS = frozenset(
    ("about", "against", "as", "by", "for", "from", "into", "like", "of", "on", "over", "that", "to", "with")
)
LATE_PREPOSITIONS = frozenset(("as", "for", "of"))
LONGEST_GAP = 8
CLAUSE_ROLES = frozenset(
    ("content", "open_complement", "adverbial", "parataxis", "adnominal", "relative", "clausal_subject")
)


@attrs.frozen
class Complement:
    """What follows a cue.

    Attributes:
        kind: What it is; `none` if nothing that a cue can report.
        start: Position of its first word.
        end: Position after its last.
        after: Position after the addressee and adverbials of the cue, where no content follows.
        addressee: To whom, as words.
        cue_end: Position after the last word of the cue, a preposition that belongs to it included.
    """

    kind: Kind
    start: int
    end: int
    after: int
    addressee: Range | None = None
    cue_end: int | None = None


def complement(part: Passage, found: Found, start: int, end: int, lexicon: Lexicon) -> Complement:
    """What a cue reports to its right.

    Args:
        part: The passage.
        found: The cue.
        start: Where to look from: after the cue, or after an inverted subject.
        end: End of the sentence.
        lexicon: All cues.
    """
    words, frames = part.words, found.cue.frames
    tokens = [word.token for word in words[found.start : found.end] if word.token is not None]
    tops = frozenset(token.i for token in tokens)
    last = words[start - 1].token or tokens[-1]
    children = [child for child in complements_of(tokens, last) if (p := part.position(child)) is not None and p < end]
    addressee = _addressee(part, children, frames, start, end) if "obj" in frames else None
    place = after_adverbials(part, addressee[1] if addressee else start, end, tops)
    if addressee is None and "obj" in frames and place == start:
        addressee = None
    mark = place + 1 if place < end and words[place].text in (",", ":") else place
    quoted = mark < end and words[mark].quotation is not None and not _holds_verb(part, start, mark)
    clause = _clause(part, children, frames, start, end)
    if quoted and found.cue.lemma in WRITING and words[mark - 1].text not in (",", ":"):
        quoted = False  # "read “Hamlet” on the train"
    if quoted and "direct" in frames and (clause is None or clause[1] >= mark):
        return Complement("direct", mark, _quotations_end(part, clause, mark, end), place, addressee)
    if clause is not None and clause[0] in ("that", "bare", "wh") and clause[2] < end:
        clause = clause[0], clause[1], _content_end(part, tokens[0], clause[2], end), clause[3]
    if clause is not None and (":" not in (w.text for w in words[start : clause[1]]) or clause[1] <= place + 1):
        kind, first, stop, infinitive_object = clause
        if infinitive_object:
            addressee = infinitive_object
        return Complement(kind, first, stop, place, addressee)
    if "that" in frames and (that := _far_that(part, start, end, lexicon)) is not None:
        return Complement("that", that + 1, end, place, addressee)
    if place < end and words[place].text == ":" and "direct" in frames and place + 1 < end:
        return Complement("bare", place + 1, end, place, addressee)
    if "bare" in frames and found.cue.lemma in SAYING:
        for begin in dict.fromkeys((place, addressee[1] if addressee else start)):
            if _looks_like_clause(part, begin, end):
                return Complement("bare", begin, end, place, addressee)
    for name in sorted(frames):
        if name.startswith("p:") and (prepositional := _prepositional(part, children, name[2:], start, end, found)):
            return attrs.evolve(prepositional, after=place)
    phrase = _noun_phrase(part, children, start, end) if {"np", "oprd"} & frames else None
    if phrase and ("np" in frames or _is_predicated(part, children, phrase, found, tokens[0])):
        return Complement("np", *phrase, place)
    return Complement("none", end, end, place, addressee)


def _holds_verb(part: Passage, start: int, end: int) -> bool:
    """Whether there is another verb between a cue and a quotation: "responded by *calling* him “…”"."""
    return any(word.token is not None and word.token.pos_ == "VERB" for word in part.words[start:end])


def _content_end(part: Passage, verb: Token, place: int, end: int) -> int:
    """Where a reported clause ends: what hangs on the reporting verb goes on with it, a second main clause does not.

    A second clause with "that" is content as well: "said that prices rose and *that* wages fell".
    """
    words = part.words
    last = place
    while place < end:
        word = words[place]
        place += 1
        if word.quotation:
            last = place
            continue
        if word.token is None or not (word.is_word or word.text in ")%"):
            continue
        branch = branch_of(word.token, frozenset((verb.i,)))
        role = role_of(branch) if branch is not None else ""
        second = role == "conjunct" and branch is not None and branch.pos_ in ("VERB", "AUX")
        if branch is None or role == "subject" or (second and not _has_that(branch)):
            break
        if role != "conjunction":
            last = place
    return last


def _has_that(verb: Token) -> bool:
    return any(mark.lower_ == "that" for mark in children_of(verb, "mark"))


def _quotations_end(part: Passage, clause: tuple[Kind, int, int, Range | None] | None, mark: int, end: int) -> int:
    """Where direct speech after a cue ends: with the clause that holds it, else with the last quotation in a row."""
    words = part.words
    stop = mark + 1
    while stop < end and (
        words[stop].quotation or (words[stop].text == "," and stop + 1 < end and words[stop + 1].quotation)
    ):
        stop += 1
    quotation = words[mark].quotation
    if stop < end and quotation is not None and not ends_sentence(quotation) and words[stop].is_word:
        return max(stop, clause[2]) if clause is not None else end
    return stop


def _addressee(part: Passage, children: list[Token], frames: frozenset[str], start: int, end: int) -> Range | None:
    """The object to whom something is said: "told *reporters* that"."""
    for child in children:
        if role_of(child) in {"object", "indirect_object"} or (
            role_of(child) == "content" and children_of(child, "subject") and has_to(child)
        ):
            noun = child if role_of(child) != "content" else children_of(child, "subject")[0]
            place = part.position(noun)
            if place is None or part.words[place].quotation or not start <= place < end:
                return None
            mention = mention_of(part, noun)
            return (mention[0], min(mention[1], end)) if mention[0] == start else None
    return (start, start + 1) if start < end and part.words[start].low in OBJECT_PRONOUNS else None


def _clause(
    part: Passage, children: list[Token], frames: frozenset[str], start: int, end: int
) -> tuple[Kind, int, int, Range | None] | None:
    """Kind, first word and end of the clause that a cue governs, and the object that acts in an infinitive."""
    candidates = list(children)
    if "obj" in frames:
        objects = [child for child in children if role_of(child) in {"object", "indirect_object"}]
        candidates += [
            c for noun in objects for c in children_of(noun, "relative", "adnominal", "content") if c.i > noun.i
        ]
    for child in sorted(candidates, key=lambda token: token.i):
        role = role_of(child)
        if role not in CLAUSE_ROLES:
            continue
        first, stop = part.subtree(child)
        first = max(first, start)
        stop = min(stop, end)
        if first >= stop:
            continue
        kind = _kind(part, child, first, role)
        if kind is None or kind not in frames:
            continue
        if kind == "to":
            acting = _acting_object(part, children, child, start, end)
            if acting is not None:
                return "to", acting[0], stop, acting
            return "to", first, stop, None
        if kind == "that":
            that = next((i for i in range(first, stop) if part.words[i].low == "that"), None)
            if that is None:
                continue
            first = that + 1
        return kind, first, stop, None
    return None


def _kind(part: Passage, clause: Token, first: int, role: str) -> Kind | None:
    """What kind of content a clause is; None if it is none."""
    marks = [mark.lower_ for mark in children_of(clause, "mark")]
    if has_to(clause) and role in {"content", "open_complement", "adnominal"}:
        head = part.words[first]
        return "wh" if head.low in QUESTION_WORDS else "to"
    if "whether" in marks or "if" in marks or part.words[first].low in QUESTION_WORDS:
        return (
            "wh"
            if role in {"content", "adverbial"}
            and not (role == "adverbial" and part.words[first].low in ("when", "where"))
            else None
        )
    if role in {"relative", "adnominal"}:
        that = part.words[first].low == "that" and any(s.lower_ != "that" for s in own_subjects(clause))
        return "that" if that else None
    if "that" in marks:
        return "that"
    if role == "content":
        return "bare" if clause.tag_ != "VBG" or own_subjects(clause) else None
    if role == "parataxis":
        before = part.words[first - 1].text if first else ""
        return "bare" if before == ":" else None
    return None


def _acting_object(part: Passage, children: list[Token], clause: Token, start: int, end: int) -> Range | None:
    """Who is to act: "urged *the parties* to talk"."""
    nouns = [child for child in children if role_of(child) in {"object", "indirect_object"} and child.i < clause.i]
    nouns += [child for child in own_subjects(clause) if child.i < clause.i]
    for noun in nouns:
        mention = mention_of(part, noun)
        if start <= mention[0] < mention[1] <= end:
            return mention
    return None


def _far_that(part: Passage, start: int, end: int, lexicon: Lexicon) -> int | None:
    """The "that" of a content clause which the parse has attached elsewhere: "made it clear at the lunch, …, that"."""
    words = part.words
    for index in range(start, min(end, start + FAREST_THAT)):
        word = words[index]
        if word.quotation or word.text in STOPS or word.text == ":" or word.text in DASHES:
            return None
        if word.low == "that" and word.token is not None:
            if word.token.tag_ == "IN" and index + 1 < end and not _is_verb(words[index + 1]):
                return index
            continue
        if index > start and (found := lexicon.first(words, index, end)) and "that" in found.cue.frames:
            return None
    return None


def _is_verb(word: Word) -> bool:
    """Whether a word is a verb, as after a relative pronoun."""
    return word.token is not None and word.token.pos_ in ("VERB", "AUX")


def _looks_like_clause(part: Passage, start: int, end: int) -> bool:
    """Whether words with a finite verb follow that are no list of adverbials."""
    words = part.words
    if end - start < 3 or words[start].quotation or words[start].low in ("so", "of", "as", "about", "to", "for"):
        return False
    if not words[start].is_word:
        return False
    return any(w.quotation or (w.token is not None and w.token.tag_ in FINITE_TAGS) for w in words[start + 1 : end])


def _noun_phrase(part: Passage, children: list[Token], start: int, end: int) -> Range | None:
    """The object of a cue with what is said of it: "called *the vote a farce*", "accused *Rell of theft*"."""
    words = part.words
    begin = stop = None
    for child in children:
        first, last = part.subtree(child)
        first, last = max(first, start), min(last, end)
        if first >= last:
            continue
        if stop is None:
            if _is_object(child, first == start):
                begin, stop = (None, None) if is_time(part, child) else (first, last)
            elif role_of(child) not in {"adverb", "particle", "unmarked"}:
                return None
        elif _goes_with_object(part, child, first, last) and (
            first <= stop + 1 or (child.lower_ in LATE_PREPOSITIONS and first - stop <= LONGEST_GAP)
        ):
            stop = last
        elif role_of(child) not in ADVERBIAL or words[first - 1].text == ",":
            break
    if begin is None or stop is None:
        return None
    if stop < end and words[stop].quotation:
        stop += 1
    elif stop + 1 < end and words[stop].low in ("as", "a", "an", "the", ",", ":") and words[stop + 1].quotation:
        stop += 2
    return begin, stop


def _is_object(child: Token, follows: bool) -> bool:
    """Whether a dependent of a cue can be what is reported."""
    role = role_of(child)
    return (
        role in NOUN_COMPLEMENTS
        or (role == "content" and not has_to(child))
        or (role == "prepositional_object" and follows)
        or (role == "open_complement" and child.tag_ == "VBG")
    )


def _goes_with_object(part: Passage, child: Token, first: int, last: int) -> bool:
    """Whether a dependent of a cue says something of its object: "accused Rell *of theft*"."""
    role = role_of(child)
    if part.words[first - 1].text == "," or role not in LATER_COMPLEMENTS or is_time(part, child):
        return False
    if role in {"preposition", "oblique"}:
        return child.lower_ in COMPLEMENT_PREPOSITIONS
    if role == "adverbial":
        return has_to(child) or part.words[first].low in LATE_PREPOSITIONS
    return True


def _is_predicated(part: Passage, children: list[Token], phrase: Range, found: Found, verb: Token) -> bool:
    """Whether something is said of the object: "called *the vote a farce*", "what he called *a farce*"."""
    words = part.words[slice(*phrase)]
    if any(word.quotation for word in words):
        return True
    inside = [child for child in children if (p := part.position(child)) is not None and phrase[0] <= p < phrase[1]]
    if len(inside) > 1 and any(role_of(child) in {"object_predicate", "predicate"} for child in inside):
        return True
    if any(role_of(child) in {"object", "object_predicate"} and child.tag_ in {"WP", "WDT"} for child in verb.lefts):
        return True
    return any(word.low in ("a", "an", "the", "his", "her", "their") for word in words[1:]) and not any(
        word.low in ("of", "in", "on", "for", "at", "to", "about", "with", "from") for word in words
    )


def is_time(part: Passage, child: Token) -> bool:
    """Whether a phrase says when: "on Friday", "last week"."""
    if role_of(child) == "unmarked":
        return True
    first, last = part.subtree(child)
    return last - first <= 4 and any(w.low in TIME_WORDS | TIME_NOUNS for w in part.words[first:last])


def _prepositional(
    part: Passage, children: list[Token], preposition: str, start: int, end: int, found: Found
) -> Complement | None:
    """The object of a preposition that goes with the cue: "spoke of *peace*"."""
    for child in children:
        if role_of(child) not in {"preposition"} or child.lower_ != preposition:
            continue
        place = part.position(child)
        first, last = part.subtree(child)
        if place is None or place + 1 >= min(last, end) or first < start or is_time(part, child):
            continue
        return Complement("np", place + 1, min(last, end), start, None, place + 1 if place == found.end else None)
    return None


__all__ = ["Complement", "branch_of", "complement", "is_time"]
