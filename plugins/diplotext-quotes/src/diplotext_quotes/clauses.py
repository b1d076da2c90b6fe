"""Reported clauses: which clause a cue governs, of what kind it is, and where it begins and ends.

`diplotext.syntax.content_clause` and `content_spans` answer from the tree alone. Where both find a clause, they
agree on its bounds in two of three cases (news, fast language model). The others differ because a quotation is one word
here, though the parse may have a sentence inside it; because an infinitive includes its actor ("urged *Rell to go*");
and because `_end`, `_before_contrast` and `_before_second_report` part what is said from what follows it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import attrs

from diplotext.syntax import FINITE_TAGS, VERBAL, children_of, has_to, is_negated, own_subjects, role_of
from diplotext_quotes.cues import Found, Lexicon
from diplotext_quotes.lexicon import QUESTION_WORDS, SUBORDINATORS
from diplotext_quotes.phrases import branch_of, mention_of
from diplotext_quotes.reports import Kind
from diplotext_quotes.words import DASHES, STOPS, Range, Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

CLAUSAL = frozenset(
    ("adnominal", "adverbial", "clausal_subject", "content", "open_complement", "parataxis", "relative")
)
OBJECTS = frozenset(("object", "indirect_object"))
NOT_A_CLAUSE = frozenset(("about", "as", "for", "of", "so", "to"))
BEFORE_NO_NOUN = frozenset(("DT", "EX", "NNP", "PRP", "PRP$"))
"""Tags before which "that" is not a determiner."""
CONTRASTS = frozenset(("whereas", "while"))
MAX_WORDS_TO_THAT = 40
MIN_CLAUSE_WORDS = 3


@attrs.frozen
class Clause:
    """A clause that a cue governs.

    Attributes:
        kind: What it is.
        start: Position of its first word, after "that".
        end: Position after its last.
        actor: Who is to act, in an infinitive: "urged *the parties* to talk".
    """

    kind: Kind
    start: int
    end: int
    actor: Range | None = None


def governed_clause(sentence: Sentence, found: Found, children: Sequence[Token], start: int) -> Clause | None:
    """The first clause among the dependents of a cue that fits one of its frames.

    Args:
        sentence: The sentence.
        found: The cue.
        children: The dependents of its words that follow it.
        start: Where the content may begin.
    """
    candidates = list(children)
    if "obj" in found.cue.frames:  # the parse may hang it on the addressee: "told a crowd that …"
        objects = [child for child in children if role_of(child) in OBJECTS]
        candidates += [
            clause
            for noun in objects
            for clause in children_of(noun, "relative", "adnominal", "content")
            if clause.i > noun.i
        ]
    for child in sorted(candidates, key=lambda token: token.i):
        if any(_surrounds(other, child) for other in candidates):
            continue
        clause = _clause(sentence, found, children, child, start) if role_of(child) in CLAUSAL else None
        if clause is not None:
            return clause
    return None


def _surrounds(clause: Token, other: Token) -> bool:
    """Whether a clause surrounds what the parse takes for another: "said *the plan*, announced in May, *was late*"."""
    if role_of(clause) != "content" or role_of(other) != "content" or clause.i <= other.i or own_subjects(other):
        return False
    return any(subject.i < other.left_edge.i for subject in own_subjects(clause))


def _clause(sentence: Sentence, found: Found, children: Sequence[Token], child: Token, start: int) -> Clause | None:
    first, stop = sentence.subtree(child)
    first = max(first, start)
    kind = _kind(sentence, child, first) if first < stop else None
    if first == start == found.end and sentence.words[first].low == "when" and is_negated(child.head):
        kind = "wh"  # "did not say when"
    if kind == "bare" and sentence.words[first].low == "that" and sentence.words[first].tag in ("IN", "WDT"):
        kind = "that"
    if kind is None or kind not in found.cue.frames:
        return None
    if kind == "to":
        actor = _actor(sentence, children, child, start)
        return Clause("to", actor[0] if actor else first, stop, actor)
    if kind == "that":
        that = next((i for i in range(first, stop) if sentence.words[i].low == "that"), None)
        if that is None:
            return None
        first = that + 1
    verb = sentence.words[found.start].token
    if stop < sentence.end and verb is not None:
        stop = _end(sentence, verb, stop)
    if verb is not None:
        stop = _before_second_report(sentence, verb, child, stop)
    if kind == "bare" and "obj" not in found.cue.frames and first > start == found.end:
        first = _with_subject(sentence, children, first)
    return Clause(kind, first, _before_addition(sentence, first, _before_contrast(sentence, first, stop)))


def _with_subject(sentence: Sentence, children: Sequence[Token], first: int) -> int:
    """Where a clause begins whose subject the parse has made the object of the cue: "argued *the plan* would fail"."""
    if sentence.words[first].tag not in FINITE_TAGS:
        return first
    objects = (sentence.subtree(child) for child in children if role_of(child) in OBJECTS)
    return next((start for start, stop in objects if start < stop == first), first)


def _kind(sentence: Sentence, clause: Token, first: int) -> Kind | None:
    """What kind of content a clause is; None if it is none."""
    role, opener = role_of(clause), sentence.words[first].low
    marks = [mark.lower_ for mark in children_of(clause, "mark")]
    if has_to(clause) and role in {"content", "open_complement", "adnominal"}:
        return "wh" if opener in QUESTION_WORDS else "to"
    if "whether" in marks or "if" in marks or opener in QUESTION_WORDS:
        temporal = role == "adverbial" and opener in ("when", "where")
        return "wh" if role in {"content", "adverbial"} and not temporal else None
    if role in {"relative", "adnominal"}:
        return "that" if opener == "that" and any(s.lower_ != "that" for s in own_subjects(clause)) else None
    if "that" in marks:
        return "that"
    if role == "content":
        return "bare" if clause.tag_ != "VBG" or own_subjects(clause) else None
    return "bare" if role == "parataxis" and first and sentence.words[first - 1].text == ":" else None


def _actor(sentence: Sentence, children: Sequence[Token], clause: Token, start: int) -> Range | None:
    """Who is to act: "urged *the parties* to talk"."""
    nouns = [child for child in children if role_of(child) in OBJECTS and child.i < clause.i]
    nouns += [child for child in own_subjects(clause) if child.i < clause.i]
    mentions = (mention_of(sentence, noun) for noun in nouns)
    return next((mention for mention in mentions if start <= mention[0] < mention[1]), None)


def _end(sentence: Sentence, verb: Token, place: int) -> int:
    """Where a reported clause ends: what depends on the reporting verb continues it, a second main clause does not.

    A second clause with "that" is content as well: "said that prices rose and *that* wages fell".
    """
    last, tops = place, frozenset((verb.i,))
    for index in range(place, sentence.end):
        word = sentence.words[index]
        if word.text == ";" or (word.low in CONTRASTS and sentence.words[index - 1].text == ","):
            break
        if word.quotation:
            last = index + 1
        elif word.token is not None and (word.is_word or word.text in ")%"):
            branch = branch_of(word.token, tops)
            role = role_of(branch) if branch is not None else ""
            second = branch is not None and role == "conjunct" and branch.pos_ in VERBAL
            if branch is None or role == "subject" or (second and not _has_that(branch)):
                break
            if role != "conjunction":
                last = index + 1
    return last


def _before_second_report(sentence: Sentence, verb: Token, clause: Token, stop: int) -> int:
    """Where a clause ends before a report like its own: "Rell said it rose *and Tesk said it fell*"."""
    for second in children_of(clause, "conjunct"):
        subjects = [word for word in own_subjects(second) if word.pos_ == "PROPN"]
        place = sentence.position(subjects[0].left_edge) if subjects else None
        if (second.lemma_, second.tag_) == (verb.lemma_, verb.tag_) and place is not None and place < stop:
            return place
    return stop


def _before_contrast(sentence: Sentence, start: int, end: int) -> int:
    """Where a clause ends before ", while": what follows is said by somebody else, or by nobody."""
    words = sentence.words
    places = (
        index - 1 for index in range(start + 1, end) if words[index].low in CONTRASTS and words[index - 1].text == ","
    )
    return next(places, end)


def _before_addition(sentence: Sentence, start: int, end: int) -> int:
    """Where a clause ends before what the article adds on a person named last: "met Ana Rell*, a former minister*"."""
    words = sentence.words
    for index in range(start + 2, end - 1):
        name, opener = words[index - 1].token, words[index + 1].token
        if words[index].text != "," or name is None or opener is None or name.ent_type_ != "PERSON":
            continue
        branch = branch_of(opener, frozenset((name.i,)))
        if branch is None or branch.pos_ == "NUM" or role_of(branch) not in ("apposition", "relative"):
            continue
        if sentence.subtree(branch)[1] >= end and not any(word.quotation for word in words[index:end]):
            return index
    return end


def _has_that(verb: Token) -> bool:
    return any(mark.lower_ == "that" for mark in children_of(verb, "mark"))


def far_that(sentence: Sentence, start: int, lexicon: Lexicon) -> int | None:
    """The "that" of a content clause which the parse has attached elsewhere: "made it clear at the lunch, …, that"."""
    words, end = sentence.words, sentence.end
    for index in range(start, min(end, start + MAX_WORDS_TO_THAT)):
        word = words[index]
        if word.quotation or word.text in STOPS | DASHES | {":"}:
            return None
        if word.low == "that":
            if index == start and index + 1 < end and (words[index + 1].quotation or words[index + 1].text == ","):
                return index  # "saying that “…”"
            following = words[index + 1] if index + 1 < end else None
            if following is not None and (
                (word.tag in ("IN", "WDT") and not sentence.is_verb(index + 1)) or following.tag in BEFORE_NO_NOUN
            ):
                return index
        elif (
            index > start
            and word.low in lexicon.first_words
            and (found := lexicon.first(words, index, end))
            and "that" in found.cue.frames
        ):
            return None
    return None


def looks_like_clause(sentence: Sentence, start: int) -> bool:
    """Whether the rest of a sentence reads like a clause: a word, and a finite verb after it."""
    if sentence.end - start < MIN_CLAUSE_WORDS:
        return False
    first = sentence.words[start]
    if first.low in SUBORDINATORS and all(word.text != "," for word in sentence.words[start : sentence.end]):
        return False  # "told a reporter *before* the envoys left"
    return first.is_word and first.low not in NOT_A_CLAUSE and sentence.has_finite_verb(start + 1, sentence.end)
