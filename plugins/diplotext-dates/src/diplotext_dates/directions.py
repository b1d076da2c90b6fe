"""Past or future: by the verbs of the parse where there is one, by the words around the expression where not."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Literal

import attrs

from diplotext.syntax import modality, mood, role_of, subject, tense, verb_group, verb_of
from diplotext_dates.lexicon import alternation, words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Direction = Literal["past", "future"]
MAX_CHARS_AFTER = 100  # characters after an expression that are searched for a cue


def of_words(before: str, after: str) -> Direction | None:
    """What the words of a sentence before and after an expression say.

    The cue nearest before it decides (`said Thursday that he will travel` is past, `will travel Thursday` future);
    only where there is none, the first one after it (`On Thursday the two will meet`).
    """
    sides = [side for cue in cue_pattern().finditer(before) if (side := _side(cue))]
    if sides:
        return sides[-1]
    return next((side for cue in cue_pattern().finditer(after[:MAX_CHARS_AFTER]) if (side := _side(cue))), None)


@cache
def cue_pattern() -> re.Pattern[str]:
    """Verbs and phrases that say past or future. A participle after "be", an article or an adverb says neither."""
    infinitives = rf"[a-z]+\s{{1,3}}to\s{{1,3}}(?:{alternation('future_infinitive')})"
    leads = "be|been|being|the|a|an|his|her|its|their|our|of|newly|recently|so-called|by|and|to"
    neutral = rf"(?:{leads})\s{{1,3}}(?:[a-z]+ed|held|met|made|sent|put|taken|given)"
    no_past = "need|indeed|hundred|exceed|proceed|succeed|speed|feed|breed|bleed|heed|seed|greed"
    past = rf"{alternation('past_verb')}|(?!(?:{no_past})\b)[a-z]{{2,}}ed"
    words_of_it = rf"(?<!\w)(?:(?P<future>{alternation('future_cue')}|{infinitives})|{neutral}|(?P<past>{past}))(?!\w)"
    return re.compile(rf"(?P<short>['’]ll\b|\bwon['’]t\b)|{words_of_it}")


def _side(match: re.Match[str]) -> Direction | None:
    return "future" if match["future"] or match["short"] else "past" if match["past"] else None


def of_parse(doc: Doc, start: int, end: int) -> Direction | None:
    """What the verb that governs an expression says; None if it says neither, or no verb governs it.

    The nearest governing verb decides: by its tense and modal, an infinitive by the verb that governs it ("agreed to
    meet"), a participle by itself ("talks scheduled for", "held on") or by the clause it belongs to.
    """
    found = _governing_verb(doc, start, end)
    if found is None or isinstance(found, str):
        return found
    verb, way = found
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is not None and _is_said_before(doc, span.start):
        return "past"
    if span is not None and verb.i > span.start and _is_planned_before(doc, span.start):
        return "future"
    if span is not None and not way.nouns and not way.prepositions and _is_set(span.root, verb):
        return "future"
    return _of_verb(verb, way)


def happened_on(doc: Doc, start: int, end: int) -> bool:
    """Whether an expression says when something happened: it depends on a verb in the past itself, "died on Jan. 6"."""
    found = _governing_verb(doc, start, end)
    if found is None or isinstance(found, str):
        return False
    verb, way = found
    says_when = way.prepositions in (["on"], ["in"])
    return not way.nouns and says_when and tense(verb) == "past" and not _looks_ahead(verb, "past", way)


def is_only_said(doc: Doc, start: int, end: int) -> bool:
    """Whether a verb says only that somebody spoke of what an expression belongs to: "noted the visit in May"."""
    found = _governing_verb(doc, start, end)
    if isinstance(found, str):
        return False
    span = doc.char_span(start, end, alignment_mode="expand")
    verb = climb_to_verb(span.root.head) if span is not None and len(span) else None
    if verb is None or (found is not None and not found[1].nouns):
        return False
    return verb.lower_ in words("saying") or lemma_of(verb) in words("stating_verb")


def is_on(doc: Doc, start: int, end: int) -> bool:
    """Whether an expression says when something is: it depends on "is" or "are" itself, "the visit is in May"."""
    found = _governing_verb(doc, start, end)
    if found is None or isinstance(found, str):
        return False
    verb, way = found
    return not way.nouns and bool(way.prepositions) and lemma_of(verb) == "be" and tense(verb) == "present"


def _governing_verb(doc: Doc, start: int, end: int) -> tuple[Token, Way] | Direction | None:
    """The verb that governs an expression and the way to it; or what a noun on the way says already."""
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None or not len(span):
        return None
    word = span.root
    way = Way()
    measures = False  # whether the noun below is a length of time: "met for two hours on Friday" leads on to nothing
    for _ in range(MAX_WORDS_UP):
        if word.pos_ == "ADP" or word.lower_ == AHEAD:
            way.prepositions.append(word.lower_)
            leads = word.lower_ == AHEAD or (word.lower_ == "for" and not measures)
            way.leads_on = way.leads_on or (way.nouns > 0 and leads)
        if word.i < span.start or word.i >= span.end:
            if word.pos_ in ("VERB", "AUX") and not _is_parenthesis(word):
                return verb_of(word), way
            if word.pos_ in ("NOUN", "PROPN"):
                way.nouns += 1
                measures = word.lower_ in words("Unit1") or word.lower_ in words("Units")
                if said := _of_noun(word, way):
                    return said
                if way.nouns > 1 and not way.leads_on:
                    return None
        if word.head.i == word.i:
            return None
        word = word.head
    return None


def _is_parenthesis(verb: Token) -> bool:
    """Whether a participle only compares: "began as planned on Saturday" says when something began."""
    return verb.tag_ == "VBN" and any(child.lower_ == "as" for child in verb.lefts) and subject(verb) is None


def _of_noun(noun: Token, way: Way) -> Direction | None:
    """What a noun that an expression belongs to says of it; None if it leaves that to the verb.

    Attacks and rulings are reported after the fact, a deadline is ahead, and so is what plans and calls are for.
    """
    lemma = lemma_of(noun)
    if any(child.lower_ in words("planning") or _plans(child) for child in noun.lefts):
        return "future"
    if way.nouns == 1 and lemma in words("unplanned_noun"):
        governor = climb_to_verb(noun.head)
        return None if governor is not None and lemma_of(governor) in words("planning_verb") else "past"
    if way.nouns == 1 and lemma in words("limit_noun") and noun.head.pos_ != "ADP":
        governor = climb_to_verb(noun.head)
        return None if governor is not None and lemma_of(governor) in words("passing_verb") else "future"
    return "future" if way.nouns > 1 and way.leads_on and lemma in words("preparing_noun") else None


def _plans(word: Token) -> bool:
    """Whether a participle before a noun plans what the noun names: "citizens planning protests"."""
    return word.tag_ == "VBG" and lemma_of(word) in words("planning_verb")


def _phrase_start(doc: Doc, first: int) -> int:
    """Where the prepositional phrase of an expression begins, which begins with a token."""
    return first - 1 if first and doc[first - 1].pos_ == "ADP" else first


def _is_said_before(doc: Doc, first: int) -> bool:
    """Whether a phrase is right after a reporting verb in the past, its verb: "said in May the law might"."""
    start = _phrase_start(doc, first)
    return start > 0 and doc[start - 1].tag_ == "VBD" and doc[start - 1].lower_ in words("saying")


def _is_set(day: Token, verb: Token) -> bool:
    """Whether an expression is what somebody planned, not when: "set Friday as the deadline"."""
    return role_of(day) == "object" and lemma_of(verb) in words("planning_verb")


def _is_planned_before(doc: Doc, first: int) -> bool:
    """Whether a phrase belongs to the noun before it, which is planned: "those planning protests on Tuesday were"."""
    start = _phrase_start(doc, first)
    if start == 0 or doc[start - 1].pos_ != "NOUN" or doc[start].head.i < start:
        return False
    head = doc[start - 1].head
    return head.i < start and head.pos_ == "VERB" and tense(head) != "past" and lemma_of(head) in words("planning_verb")


MAX_WORDS_UP = 12  # words between an expression and the verb that decides
AHEAD = "ahead"
"""What is named after this comes after what the verb describes."""
WAITING_MARKS = frozenset(("before", "once", "till", "until"))
TOWARDS = frozenset(("to", "until", "till", "for"))


@attrs.define
class Way:
    """What is between an expression and the verb that governs it.

    Attributes:
        prepositions: The prepositions, the nearest first.
        nouns: How many nouns it says something of: "Friday's ruling" one, "critics of Friday's ruling" two.
        leads_on: Whether the noun is what the verb leads to: "arrived for a summit on Friday", "ahead of the vote".
    """

    prepositions: list[str] = attrs.field(factory=list)
    nouns: int = 0
    leads_on: bool = False


@attrs.frozen(eq=False)
class Clause:
    """A verb on the way from an expression to the verb that decides.

    Attributes:
        verb: The verb.
        way: The way from the expression to it.
        tense: Its tense, if it is finite.
        group: The words of its verb group in lower case.
        governor: The verb that governs it, if there is one.
    """

    verb: Token
    way: Way
    tense: str | None
    group: frozenset[str]
    governor: Token | None

    @classmethod
    def of(cls, verb: Token, way: Way) -> Clause:
        """The clause of a verb."""
        governor = climb_to_verb(verb.head) if verb.head.i != verb.i else None
        return cls(verb, way, tense(verb), _group(verb), governor)

    @property
    def is_infinitive(self) -> bool:
        """Whether the verb is an infinitive with "to"."""
        return self.verb.tag_ in ("VB", "VBN") and "to" in self.group

    @property
    def is_purpose(self) -> bool:
        """Whether it says what for: "came to sign", "an invitation to visit"."""
        return role_of(self.verb) in ("adverbial", "adnominal")

    def is_governed(self, vocabulary: str) -> bool:
        """Whether the governing verb is one of a vocabulary."""
        return self.governor is not None and lemma_of(self.governor) in words(vocabulary)

    @property
    def is_limit(self) -> bool:
        """Whether it says what comes first: "before the court *rules*", "as soon as trading *opens*"."""
        if role_of(self.verb) != "adverbial":
            return False
        marks = [child.lower_ for child in self.verb.lefts if child.tag_ in ("IN", "WRB")]
        return not WAITING_MARKS.isdisjoint(marks) or (marks == ["as"] and self.verb.head.lower_ in ("soon", "long"))

    @property
    def waits(self) -> bool:
        """Whether what it says is ahead with the verb that governs it: "hoped to sell as soon as trading opened"."""
        governor = self.governor
        if governor is None or not self.is_limit or not {"will", "had", "have"}.isdisjoint(_group(governor)):
            return False
        return _of_verb(governor, Way()) == "future"


def _of_verb(verb: Token, way: Way) -> Direction | None:
    for _ in range(MAX_WORDS_UP):
        clause = Clause.of(verb, way)
        if direction := _of_tense(clause):
            return direction
        if modal := modality(verb):
            return _of_modal(modal, lemma_of(verb))
        if clause.tense == "present":
            return _of_present(clause)
        if clause.is_infinitive:
            if clause.is_purpose and verb_of(verb).head.lower_ in words("planning_noun"):
                return "future"  # "accepted an invitation to visit"
            if clause.governor is None or not (clause.is_purpose or clause.is_governed("past_governor")):
                return "future" if clause.is_governed("planning_verb") or not way.nouns else None
        elif verb.tag_ == "VBN":
            return "past"
        if clause.governor is None:
            return None
        verb = clause.governor
    return None


def _of_tense(clause: Clause) -> Direction | None:
    """What the forms of the verb and of its auxiliaries say; None if they leave it open."""
    verb, way = clause.verb, clause.way
    past = clause.tense == "past"
    if clause.is_infinitive and clause.is_governed("scheduling_verb") and _had(clause.governor):
        return "past"  # "had been due to expire"
    if clause.tense == "future" or (past and _was_to(clause)) or _is_looked_forward_to(verb, way):
        return "future"
    if "had" in clause.group:
        return "past"  # "had been scheduled for"
    if _looks_ahead(verb, clause.tense, way):
        return "future"
    if past:
        return "future" if clause.waits else "past"
    return "future" if mood(verb) == "conditional" else None


def _of_present(clause: Clause) -> Direction | None:
    """What a verb in the present says: "arrives on Friday", "is testifying", "the march on Friday is banned"."""
    verb, way = clause.verb, clause.way
    lemma = lemma_of(verb)
    if clause.is_limit:
        return "future"
    if way.nouns:
        return "future" if lemma in words("preventing_verb") else None
    if lemma in words("moving_verb") or verb.tag_ == "VBG":
        return "future"
    return None if lemma in words("stating_verb") or way.prepositions[:1] != ["on"] else "future"


def _of_modal(modal: str, lemma: str) -> Direction | None:
    if modal == "could":
        return "future" if lemma in (*words("moving_verb"), "take") else None  # "talks could take place in May"
    return "future" if modal in FUTURE_MODALS else None


def _looks_ahead(verb: Token, found: str | None, way: Way) -> bool:
    """Whether what a verb in the past or present names is still to come."""
    lemma = lemma_of(verb)
    if lemma in words("planning_verb"):  # "is scheduled for", "talks set for", "planned a march on"
        return verb.tag_ == "VBN" or found == "present" or way.nouns > 0 or lemma in ("plan", "schedule", "slate")
    if lemma in words("shifting_verb") and not way.nouns and way.prepositions[:1] and way.prepositions[0] in TOWARDS:
        return True  # "was postponed to"
    if way.leads_on and found == "past":  # "arrived for a summit on", "met ahead of a vote on"
        return lemma in words("leading_verb") or AHEAD in way.prepositions
    return False


def _was_to(clause: Clause) -> bool:
    """Whether a verb says what was still to come: "was to hold talks", but not "was to have held"."""
    group = clause.group
    return "to" in group and "have" not in group and not PAST_OF_BE.isdisjoint((*group, clause.verb.head.lower_))


def _is_looked_forward_to(verb: Token, way: Way) -> bool:
    """Whether an expression belongs to what somebody waits for: "looks forward to meeting"."""
    awaits = verb.head if verb.head.lower_ == "to" else verb if "to" in way.prepositions else None
    if awaits is None:
        return False
    return any(word.lower_ == "forward" for word in (awaits.head, *awaits.head.children, *awaits.children))


def _had(verb: Token | None) -> bool:
    return verb is not None and "had" in _group(verb)


def _group(verb: Token) -> frozenset[str]:
    return frozenset(word.lower_ for word in verb_group(verb))


PAST_OF_BE = frozenset(("was", "were"))
FUTURE_MODALS = frozenset(("may", "might", "would", "should", "must"))


def lemma_of(verb: Token) -> str:
    """The lemma of a verb in lower case."""
    return verb.lemma_.lower()


def climb_to_verb(word: Token) -> Token | None:
    """The first verb from a word upwards."""
    for _ in range(MAX_WORDS_UP):
        if word.pos_ in ("VERB", "AUX"):
            return verb_of(word)
        if word.head.i == word.i:
            return None
        word = word.head
    return None
