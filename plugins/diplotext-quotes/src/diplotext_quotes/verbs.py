"""Reports with a verb for a cue: "Orlova said that …", "“…,” said Orlova", "…, but added …", "was denounced by"."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from diplotext import syntax
from diplotext.plugin import is_traced, refused
from diplotext.syntax import FINITE_TAGS, VERBAL, children_of, is_to, role_of
from diplotext_quotes.asides import around, as_clause, is_as_clause
from diplotext_quotes.complements import Complement, complement
from diplotext_quotes.cues import Found, Lexicon
from diplotext_quotes.deeds import is_deed
from diplotext_quotes.lexicon import AUXILIARIES, PASSIVE_AUXILIARIES, PLEASED, SHOWING, SPEAKING_UP, is_adverb
from diplotext_quotes.phrases import mention_of
from diplotext_quotes.reports import NOMINAL_KINDS, Report
from diplotext_quotes.subjects import Subject, can_speak, is_quoted_as, reporting_subject, subject_of
from diplotext_quotes.words import DASHES, Sentence, begins_sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

RULES = {
    "direct": "quote.cue-before",
    "that": "quote.that-clause",
    "bare": "quote.clause",
    "wh": "quote.question",
    "to": "quote.infinitive",
    "np": "quote.noun-phrase",
}
CARRIED_OUT = frozenset(("continue", "go", "proceed"))
"""Verbs whose infinitive says what was done: "went on to *say*"."""
MAX_NAME_WORDS = 6
MAX_WORDS_TO_CONTENT = 4
"""From a cue in the future to "that" or a quotation."""
FUTURE = frozenset(("'ll", "will", "’ll"))
NOBODY = frozenset(("neither", "nobody", "none"))
NAMING = frozenset(("identified", "named"))
TOPICAL = frozenset(("comment on", "elaborate on", "speak", "write"))
CONJUNCTIONS = frozenset(("and", "but", "by", "or", "then"))


def verb_report(sentence: Sentence, found: Found, lexicon: Lexicon, last: Report | None) -> Report | None:
    """The report of a cue that is a verb; None if nothing is reported.

    Args:
        sentence: The sentence.
        found: The cue.
        lexicon: All cues.
        last: The report before in the sentence.
    """
    verb = sentence.words[found.start].token
    if verb is None or not (verb.pos_ in VERBAL or _occurs_as_verb(sentence, found)):
        return _refused(sentence, found, "the cue is not a verb here")
    group = syntax.verb_group(verb)
    if not _is_factual(sentence, found, verb, group):
        return _refused(sentence, found, "the verb group does not say that something was said")
    past = _is_past_tense(found, verb, group)
    if found.cue.kind != "phrase" and not past and _is_passive(sentence, found, verb, group):
        return _passive(sentence, found, verb, lexicon)
    if not past and verb.tag_ == "VBN" and len(group) == 1 and role_of(verb) in {"adnominal", "premodifier"}:
        return _refused(sentence, found, "the cue is a participle that modifies a noun")
    places = [place for word in group if (place := sentence.position(word)) is not None]
    start = min([found.start, *(place for place in places if sentence.words[place].low in AUXILIARIES)])
    subject = reporting_subject(sentence, found, verb, start, last)
    if subject is None or (_length(subject) == 1 and _is_demonstrative(sentence, subject)):
        return _refused(sentence, found, "the cue has no subject that can speak")
    if subject.elided and found.cue.lemma == "ask" and found.form == "past" and start == sentence.first:
        return _passive(sentence, found, verb, lexicon)  # "Asked whether …, Rell nodded"
    return _active(sentence, found, verb, subject, start, lexicon, last)


def _is_demonstrative(sentence: Sentence, subject: Subject) -> bool:
    """Whether a subject is "this" or "that", and no relative pronoun: not "a message *that* said …"."""
    word = sentence.words[subject.mention[0]]
    return word.low == "this" or (
        word.low == "that" and not (word.tag == "WDT" and can_speak(sentence, subject.mention))
    )


def _refused(sentence: Sentence, found: Found, reason: str) -> Report | None:
    """No report, and for whoever traces the rules the reason."""
    if is_traced():
        refused("quote.", sentence.words[found.start].start, sentence.words[found.end - 1].end, reason)
    return None


def _is_factual(sentence: Sentence, found: Found, verb: Token, group: tuple[Token, ...]) -> bool:
    """Whether a verb group says that something was said: not "to say", "could say", "if he says", "Did he say …?".

    What will be said is, if its words are known already: "will *stress that* …".
    """
    if any(is_to(word) for word in group) and not _is_carried_out(verb):
        return False
    if any(word.tag_ == "MD" for word in group) and not _will_say(sentence, found, group):
        return False
    if any(mark.lower_ in ("if", "unless") for mark in children_of(verb, "mark")):
        return False
    return not (len(group) > 1 and group[0].is_sent_start and group[0].lemma_ == "do")


def _will_say(sentence: Sentence, found: Found, group: tuple[Token, ...]) -> bool:
    """Whether the article says beforehand what somebody will say: "that" or a quotation follows the cue."""
    if not any(word.lower_ in FUTURE for word in group) or sentence.words[sentence.end - 1].text == "?":
        return False
    rest = sentence.words[found.end : found.end + MAX_WORDS_TO_CONTENT]
    return any(word.low == "that" or (word.quotation and begins_sentence(word.quotation)) for word in rest)


def _active(
    sentence: Sentence, found: Found, verb: Token, subject: Subject, start: int, lexicon: Lexicon, last: Report | None
) -> Report | None:
    """The report of a verb in the active voice with its subject, whose verb group begins at `start`."""
    inverted = not subject.elided and subject.mention[0] >= found.end
    if inverted:
        subject = _whole(sentence, subject)
    left = start if subject.elided else min(start, subject.full[0])
    right = max(found.end, subject.full[1]) if inverted else found.end
    if found.cue.frames == {"as"} or (is_as_clause(verb) and "as" in found.cue.frames):
        aside = as_clause(sentence, found, subject, left, right)
        if aside is not None or found.cue.frames == {"as"}:
            return aside
    following = complement(sentence, found, right, lexicon)
    negated = syntax.is_negated(verb)
    planned = any(word.lower_ in FUTURE for word in syntax.verb_group(verb))
    if planned and (negated or following.kind not in ("that", "direct")):
        return _refused(sentence, found, "nobody knows yet what will be said")
    aside = around(sentence, found, subject, left, following)
    if aside is not None:
        return _refused(sentence, found, "the cue is negated") if negated else aside
    if inverted and following.kind != "direct" and not _opens_with_cue(sentence, left, right, following):
        return _refused(sentence, found, "the subject follows the cue, but no quotation does")
    if _is_nobody(sentence, subject):
        return _refused(sentence, found, "the subject says that nobody speaks")
    if _is_topic(sentence, found, subject, following):
        return _refused(sentence, found, "the phrase that opens the sentence says what it is about")
    if following.kind == "none":
        return _open(sentence, found, subject, left, following)
    if (negated and following.kind not in ("np", "wh")) or not _fits(sentence, found, verb, subject, following):
        return _refused(sentence, found, "what follows the cue is not what its subject said")
    if _is_second_cue(sentence, subject, left, following, last) and last is not None and last.subject is not None:
        subject = Subject.of_clause_before(last.subject)
    report = _before(sentence, found, subject, left, following, negated=negated)
    return attrs.evolve(report, planned=planned)


def _is_topic(sentence: Sentence, found: Found, subject: Subject, following: Complement) -> bool:
    """Whether a participle opens the sentence and says what it is about: "*Speaking of* the border, Rell said"."""
    return (
        subject.elided
        and found.form == "ing"
        and found.start == sentence.first
        and following.kind == "np"
        and (found.cue.lemma in TOPICAL)
    )


def _is_nobody(sentence: Sentence, subject: Subject) -> bool:
    """Whether the subject says that nobody reports: "*nobody* said", "*no one* said"."""
    first, last = (sentence.words[subject.mention[i] - i].low for i in (0, 1))
    return first in NOBODY or (first == "no" and last == "one")


def _fits(sentence: Sentence, found: Found, verb: Token, subject: Subject, following: Complement) -> bool:
    """Whether what follows a cue may be what its subject said."""
    words = sentence.words
    if following.kind == "np":
        speaks = can_speak(sentence, subject.mention) or words[subject.mention[0]].low == "it"
        if not speaks and (found.cue.lemma in SHOWING or words[subject.mention[0]].tag == "WDT"):
            return False  # "all signs point to peace"
        if is_deed(sentence, found, subject.mention, (following.start, following.end)):
            return False
    if found.cue.lemma == "cite" and any(is_quoted_as(child) for child in verb.rights):
        return False  # "cited Rell as saying"
    asks = found.cue.lemma == "ask"  # "asked not to be named"
    return not (asks and any(word.low in NAMING for word in words[following.start : following.end]))


def _before(
    sentence: Sentence, found: Found, subject: Subject, left: int, following: Complement, *, negated: bool
) -> Report:
    """The report of a cue before its content."""
    if following.cue_end is not None:
        found = attrs.evolve(found, end=following.cue_end)
    start = _with_conjunction(sentence, left) if subject.elided else left
    return Report(
        found,
        RULES[following.kind],
        "before",
        following.kind,
        (following.start, following.end),
        (start, following.start),
        subject.mention,
        subject.elided,
        following.addressee,
        negated,
        is_nominal=following.kind in NOMINAL_KINDS,
    )


def _open(sentence: Sentence, found: Found, subject: Subject, left: int, following: Complement) -> Report | None:
    """A report whose colon ends the sentence: its content is the quotation of the next paragraph."""
    after, end = following.after, sentence.end
    if after + 1 != end or sentence.words[after].text != ":" or "direct" not in found.cue.frames:
        return None
    rule = RULES["direct"]
    return Report(found, rule, "open", "direct", (end, end), (left, end), subject.mention, subject.elided)


def _is_second_cue(sentence: Sentence, subject: Subject, left: int, following: Complement, last: Report | None) -> bool:
    """Whether a verb continues the report before, though the parse has put it under what was reported.

    "Orlova said that Okoro was late, and *added* that …": Orlova added it.
    """
    if not subject.elided or last is None or last.position != "before":
        return False
    inside = last.content[0] <= subject.mention[0] < last.content[1]
    mark = sentence.words[left - 2].text if left - 2 >= sentence.first else ""
    return inside and (following.kind in ("that", "bare", "wh", "direct") or mark == ",")


def _opens_with_cue(sentence: Sentence, left: int, right: int, following: Complement) -> bool:
    """Whether an inverted report opens its sentence: "Said Orlova: it is late"."""
    return left == sentence.first and following.kind == "bare" and sentence.words[right].text in (":", ",")


def _length(subject: Subject) -> int:
    return subject.mention[1] - subject.mention[0]


def _occurs_as_verb(sentence: Sentence, found: Found) -> bool:
    """Whether a cue that the parse takes for a noun closes an attribution: "“…,” *Rell concludes*."."""
    words, start = sentence.words, found.start
    if found.form not in ("base", "past", "third") or (found.end < sentence.end and words[found.end].is_word):
        return False
    while start > max(sentence.first, found.start - MAX_NAME_WORDS) and words[start - 1].is_word:
        if sentence.is_verb(start - 1):
            return False
        start -= 1
    return sentence.first < start < found.start and words[start - 1].quotation is not None


def _whole(sentence: Sentence, subject: Subject) -> Subject:
    """An inverted subject with the names that the parse has left out of it: "said *Oslo University* professor Rell"."""
    stop = subject.mention[1]
    if stop != subject.full[1]:
        return subject
    while stop < sentence.end and (token := sentence.words[stop].token) is not None:
        if not (token.pos_ in ("NOUN", "PROPN") or (sentence.words[stop].is_name and token.is_alpha)):
            break
        stop += 1
    return attrs.evolve(subject, mention=(subject.mention[0], stop), full=(subject.full[0], stop))


def _is_past_tense(found: Found, verb: Token, group: tuple[Token, ...]) -> bool:
    """Whether the parse has taken a past tense for a participle: one with an object is none.

    In "the party chairman *called for* a vote", nobody calls for the chairman.
    """
    if verb.tag_ != "VBN" or len(group) > 1 or role_of(verb) != "adnominal" or found.form != "past":
        return False
    return found.end - found.start > 1 or bool(children_of(verb, "object"))


def _is_carried_out(verb: Token) -> bool:
    """Whether an infinitive says what was done: "went on to *say*", "pleased to *announce*", "rose to *say*"."""
    role, above = role_of(verb), verb.head
    if role not in {"open_complement", "content", "adverbial"}:
        return False
    if above.lemma_ in CARRIED_OUT or above.lower_ in PLEASED:
        return True
    return role != "content" and above.lemma_ in SPEAKING_UP and _is_past(above)


def _is_past(verb: Token) -> bool:
    """Whether a verb says what has happened: "took", "has taken"."""
    return verb.tag_ == "VBD" or (verb.tag_ == "VBN" and any(word.lemma_ == "have" for word in syntax.verb_group(verb)))


def _is_passive(sentence: Sentence, found: Found, verb: Token, group: tuple[Token, ...]) -> bool:
    """Whether a verb is passive: a form of "be" or "get" says so, or it is a participle without a subject of its own.

    A past tense that the parse takes for a participle has a subject: "“…,” one user *commented*".
    """
    if not syntax.is_passive(verb):
        return False
    if any(word.lower_ in PASSIVE_AUXILIARIES for word in group):
        return True
    active = found.form == "past" and syntax.agent(verb) is None and subject_of(sentence, verb) is not None
    return verb.tag_ not in FINITE_TAGS and not active


def _passive(sentence: Sentence, found: Found, verb: Token, lexicon: Lexicon) -> Report | None:
    """A passive: "the plan was *denounced* by Orlova", "it was *reported* that …", "*Asked* whether …"."""
    agent = syntax.agent(verb) or next((noun for _, noun in syntax.prepositional_objects(verb, "by")), None)
    placed = agent is not None and sentence.position(agent) is not None
    speaker = mention_of(sentence, agent) if agent is not None and placed else None
    following = complement(sentence, found, found.end, lexicon)
    content = following.start, following.end
    if speaker is not None and "that" in found.cue.frames and _follows_as(sentence, found):
        return as_clause(sentence, found, Subject(speaker, speaker), found.start, max(found.end, speaker[1]))
    own = subject_of(sentence, verb) or _subject_above(sentence, verb)
    if own is None:
        if following.kind not in ("wh", "np") or found.cue.lemma != "ask":
            return None
        stops = speaker[:1] if speaker and speaker[0] > following.start else ()
        words = sentence.words
        comma = min([*stops, next((i for i in range(*content) if words[i].text == ","), following.end)])
        if comma > following.start + 1 and words[comma - 1].low == "by":
            comma -= 1
        region = found.start, following.start
        return Report(found, "quote.asked", "before", following.kind, (following.start, comma), region, speaker)
    if following.kind == ("to" if found.cue.lemma == "ask" else "that"):
        region = own.full[0], following.start
        return Report(found, "quote.passive", "before", following.kind, content, region, speaker)
    if speaker is None or "np" not in found.cue.frames or is_deed(sentence, found, speaker, own.full):
        return None
    return Report(found, "quote.passive", "before", "np", own.full, (found.start, found.end), speaker)


def _follows_as(sentence: Sentence, found: Found) -> bool:
    """Whether a participle follows "as": "*As* first *reported* by the Tribune, …"."""
    before = sentence.words[max(sentence.first, found.start - 2) : found.start]
    return any(word.low == "as" for word in before) and (before[-1].low == "as" or is_adverb(before[-1].low))


def _subject_above(sentence: Sentence, verb: Token) -> Subject | None:
    """The subject of a passive that the parse has put under it: "*Reports that he left* were denied by Rell"."""
    noun = verb.head
    auxiliaries = [place for child in children_of(verb, "auxiliary") if (place := sentence.position(child)) is not None]
    first = sentence.position(noun.left_edge)
    if noun.pos_ not in ("NOUN", "PROPN") or role_of(noun) != "root" or not auxiliaries or first is None:
        return None
    whole = first, min(auxiliaries)
    return Subject(whole, whole) if noun.i < verb.i and whole[0] < whole[1] else None


def _with_conjunction(sentence: Sentence, place: int) -> int:
    """Position of the comma and conjunction before a second verb: "…*, but* added"."""
    words = sentence.words
    while place > sentence.first and (words[place - 1].low in CONJUNCTIONS or words[place - 1].text in DASHES | {","}):
        place -= 1
    return place
