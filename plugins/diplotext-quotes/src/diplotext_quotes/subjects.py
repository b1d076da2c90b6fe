"""Who reports: the subject of a cue, its own or that of the clause before it.

Where the parse puts a subject inside a quotation, or finds none, the noun phrase next to the verb is taken.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from diplotext import syntax
from diplotext.syntax import FINITE_TAGS, NOMINAL, VERBAL, children_of, own_subjects, role_of
from diplotext_quotes.cues import Found
from diplotext_quotes.lexicon import TIME_WORDS, TIMES, is_adverb, speaker_nouns
from diplotext_quotes.phrases import INSIDE_NAME, MAX_LEVELS_UP, mention_of
from diplotext_quotes.reports import Report
from diplotext_quotes.words import DASHES, STOPS, Range, Sentence, Word

if TYPE_CHECKING:
    from spacy.tokens import Token

MAX_SUBJECT_WORDS = 40
MAX_ASIDE_WORDS = 16
ACTUAL_PREPOSITIONS = frozenset(("after", "before", "by", "in", "of"))
"""Prepositions after which a gerund says what was done: "*by* saying", not "*for* saying"."""
WRITINGS = frozenset(
    (
        *(
            "advertisement",
            "banner",
            "banners",
            "cover",
            "email",
            "emails",
            "flyer",
            "letter",
            "letters",
            "mail",
            "memo",
        ),
        *("memorandum", "message", "messages", "note", "notes", "placard", "placards", "post", "posts", "release"),
        *("communique", "communiqué", "report", "reports"),
        *("sign", "signs", "speech", "statement", "statements", "text", "tweet", "tweets", "video"),
    )
)
"""What one says something in: whoever sends it speaks."""
NAMES = frozenset(("GPE", "NORP", "ORG", "PERSON"))
OF_NOUN_PHRASE = frozenset(("CD", "DT", "HYPH", "JJ", "JJR", "JJS", "NN", "NNP", "NNPS", "NNS", "PDT", "POS", "PRP$"))
"""Tags of the words of a noun phrase."""
QUOTING = frozenset(("cite", "quote"))
QUANTIFIERS = frozenset(("all", "both", "many", "most", "others", "several", "some"))
"""Words that stand for people, without a noun: "*Both* noted the importance of talks"."""
PERSONAL = frozenset(("he", "i", "she", "they", "we", "who"))


@attrs.frozen
class Subject:
    """Who reports.

    Attributes:
        mention: The words that name them, without relative clauses and appositions.
        full: The same with all that depends on it.
        elided: Whether the words are in the clause before.
    """

    mention: Range
    full: Range
    elided: bool = False

    @classmethod
    def of_clause_before(cls, mention: Range) -> Subject:
        """A subject that is left out, and that the clause before has."""
        return cls(mention, mention, elided=True)


def reporting_subject(sentence: Sentence, found: Found, verb: Token, start: int, last: Report | None) -> Subject | None:
    """The subject of a cue that is a verb; None if nobody is named.

    Args:
        sentence: The sentence.
        found: The cue.
        verb: Its verb.
        start: Position of the first word of its verb group.
        last: The report before in the sentence.
    """
    subject = _inverted(sentence, found, start) or subject_of(sentence, verb)
    if subject is not None:
        return _from_comma(sentence, found, subject)
    if (quoted := _quoted_speaker(sentence, verb)) is not None:
        return quoted
    participle = verb.tag_ == "VBG" and start == found.start
    if not participle:
        subject = _adjacent_subject(sentence, found, verb, start)
    if subject is not None:
        return subject
    words = sentence.words
    reporter = Subject.of_clause_before(last.subject) if last is not None and last.subject is not None else None
    if reporter is not None and last is not None and participle and _is_joined(verb, words[last.found.start].token):
        return reporter
    if participle and start > sentence.first and (words[start - 1].text == "," or words[start - 1].quotation):
        return reporter or main_subject(sentence, verb) or shared_subject(sentence, verb)
    if participle and role_of(verb) == "prepositional_object":
        return _actual_subject(sentence, verb, start) if verb.head.lower_ in ACTUAL_PREPOSITIONS else None
    subject = shared_subject(sentence, verb)
    if subject is not None and participle and not _says_itself(sentence, subject.mention):
        subject = main_subject(sentence, verb) or subject
    return subject or (reporter if participle or role_of(verb) == "conjunct" else None)


def _is_joined(verb: Token, before: Token | None) -> bool:
    """Whether a verb is coordinated with the one before: "stressing the truce and *urging* restraint"."""
    return role_of(verb) == "conjunct" and before is not None and verb.head.i == before.i


def _actual_subject(sentence: Sentence, verb: Token, start: int) -> Subject | None:
    """The subject of a gerund after a preposition: the nearest one, after a comma that of the main clause."""
    before = start - 2
    if before >= sentence.first and sentence.words[before].text != ",":
        nearest = shared_subject(sentence, verb)
        if nearest is not None and can_speak(sentence, nearest.mention):
            return nearest
    return main_subject(sentence, verb) or shared_subject(sentence, verb)


def subject_of(sentence: Sentence, verb: Token) -> Subject | None:
    """The subject that depends on the verb itself; None if there is none outside quotations."""
    at = sentence.position(verb)
    for own in own_subjects(verb):
        place = sentence.position(own)
        if place is None or sentence.words[place].quotation or role_of(own) in {"clausal_subject", "root"}:
            continue
        if own.tag_ == "EX" or own.lower_ == "what":
            return None
        if own.lower_ in TIMES:  # "Earlier Tuesday, his manager said"
            continue
        mention = _with_name_before(sentence, verb, mention_of(sentence, own))
        if at is not None and mention[0] > at and _clause_follows(sentence, mention[1]):
            continue  # "one of them, Rell, said *the videos* show": the subject of what is said
        full = mention[0], _before_content(sentence, mention[1], sentence.subtree(own)[1])
        if at is not None and mention[0] <= at < mention[1]:
            return None
        if at is not None and place < at:
            full = full[0], min(full[1], at)
        return Subject(mention, full)
    return None


def _inverted(sentence: Sentence, found: Found, start: int) -> Subject | None:
    """The subject after a cue that follows a clause and its comma: "*The dam* will fill, said *Orlova*, who …".

    A parse may give the cue the subject of the clause.
    """
    words, first, end = sentence.words, sentence.first, sentence.end
    if start != found.start or found.form not in ("past", "third", "base"):
        return None
    if "direct" not in found.cue.frames or "obj" in found.cue.frames:
        return None
    if not first < start < end - 1 or words[start - 1].text != "," or not sentence.has_finite_verb(first, start):
        return None
    subject = _adjacent_nominal(sentence, found.end - 1, 1)
    if subject is None or subject.mention[0] != found.end or not _is_named(words[subject.mention[1] - 1]):
        return None
    after = words[subject.mention[1]].text if subject.mention[1] < end else "."
    return subject if after in STOPS or after in DASHES or after == "," else None


def _from_comma(sentence: Sentence, found: Found, subject: Subject) -> Subject:
    """A subject between a mark and a cue before another mark, with all between: "…, *a number of them* say, …"."""
    words, (start, stop) = sentence.words, subject.mention
    after = words[found.end].text if found.end < sentence.end else "."
    if subject.elided or stop > found.start or not (after in STOPS or after in DASHES or after == ","):
        return subject
    while start > sentence.first and (words[start - 1].tag in OF_NOUN_PHRASE or words[start - 1].low == "of"):
        start -= 1
    before = words[start - 1] if start > sentence.first else None
    if start == stop or before is None or not (before.quotation or before.text in DASHES | {","}):
        return subject
    return Subject((start, stop), (min(start, subject.full[0]), subject.full[1]))


def _with_name_before(sentence: Sentence, verb: Token, mention: Range) -> Range:
    """A subject with the part of it that the parse has made one of its own: "*Trump* lawyer Marc Rell said"."""
    for other in own_subjects(verb):
        place = sentence.position(other)
        if place is not None and place == mention[0] - 1 and sentence.words[place].is_word:
            return sentence.subtree(other)[0], mention[1]
    return mention


def is_quoted_as(verb: Token) -> bool:
    """Whether a verb says what somebody else quotes: "Reuters quoted Rell as *saying* …"."""
    marks = children_of(verb, "mark", "preposition", "adverb")
    by_as = verb.head if verb.head.lower_ != "as" else verb.head.head
    is_as = verb.head.lower_ == "as" or any(mark.lower_ == "as" for mark in marks)
    return verb.tag_ == "VBG" and is_as and by_as.lemma_ in QUOTING


def _quoted_speaker(sentence: Sentence, verb: Token) -> Subject | None:
    """Who is quoted as saying something: the object of the governing verb, or the subject of its passive."""
    if not is_quoted_as(verb):
        return None
    quoting = verb.head if verb.head.lower_ != "as" else verb.head.head
    nouns = [*children_of(quoting, "object"), *(word for word in own_subjects(quoting) if quoting.tag_ == "VBN")]
    places = [place for noun in nouns[:1] if (place := sentence.position(noun)) is not None]
    if not places or sentence.words[places[0]].quotation:
        return None
    mention = mention_of(sentence, nouns[0])
    above = own_subjects(quoting)
    first = sentence.position(above[0].left_edge) if above else None
    return Subject(mention, (min(mention[0], first if first is not None else mention[0]), mention[1]))


def _before_content(sentence: Sentence, start: int, end: int) -> int:
    """Where a noun phrase ends at the latest: before a colon or a quotation that the parse has made depend on it."""
    places = (
        index for index in range(start, end) if sentence.words[index].quotation or sentence.words[index].text == ":"
    )
    return next(places, end)


def shared_subject(sentence: Sentence, verb: Token) -> Subject | None:
    """The subject that a verb takes from the clause before it: "Rell smiled and *said* …", "promised to *say*"."""
    found = syntax.subject(verb)
    place = sentence.position(found) if found is not None else None
    if found is None or place is None or sentence.words[place].quotation:
        return None
    if found.pos_ not in NOMINAL or found.tag_ == "EX":
        return None
    mention, at = mention_of(sentence, found), sentence.position(verb)
    return None if at is not None and mention[0] <= at < mention[1] else Subject.of_clause_before(mention)


def main_subject(sentence: Sentence, verb: Token) -> Subject | None:
    """The subject of the clause that a participle after a comma belongs to: "*Rell* asked them to go, *adding* …".

    The clause is the highest one up to a coordinated clause with a subject of its own, if its subject can speak; else
    the next one below.
    """
    mentions: list[Range] = []
    node, at = verb, sentence.position(verb)
    for _ in range(MAX_LEVELS_UP):
        if node.head.i == node.i:
            break
        node = node.head
        own = subject_of(sentence, node) if node.pos_ in VERBAL else None
        if own is not None:
            if at is None or not own.mention[0] <= at < own.mention[1]:
                mentions.append(own.mention)
            if role_of(node) == "conjunct":
                break
    speaking = [mention for mention in mentions if can_speak(sentence, mention)]
    best = speaking or mentions
    return Subject.of_clause_before(best[-1]) if best else None


def can_speak(sentence: Sentence, mention: Range) -> bool:
    """Whether a noun phrase is a name, a personal pronoun, or has a noun for those who speak."""
    words = sentence.words[slice(*mention)]
    if words[0].low in QUANTIFIERS and (len(words) == 1 or words[1].low == "of"):
        return True
    if len(words) == 1 and words[0].low in PERSONAL:
        return True
    if len(words) == 1 and words[0].token is not None and words[0].tag == "WDT":
        noun = _antecedent(words[0].token)
        return (
            noun is not None and sentence.position(noun) is not None and can_speak(sentence, mention_of(sentence, noun))
        )
    return any(word.low in speaker_nouns() or _is_named(word) or _lemma(word) in speaker_nouns() for word in words)


def _antecedent(pronoun: Token) -> Token | None:
    """The noun that a relative pronoun refers to: "the *ministry*, which denied it"."""
    clause = pronoun.head
    return (
        clause.head
        if role_of(clause) == "relative" and clause.head.pos_ in NOMINAL and clause.head.i < clause.i
        else None
    )


def _lemma(word: Word) -> str:
    """The lemma of a noun in the plural: "*presidents*"."""
    return word.token.lemma_.lower() if word.token is not None and word.token.tag_ == "NNS" else ""


def _is_named(word: Word) -> bool:
    """Whether a word is part of a proper name, by its tag or by what the language model found; an adjective is not."""
    token = word.token
    return token is not None and (token.pos_ == "PROPN" or (token.ent_type_ in NAMES and token.tag_ != "JJ"))


def _says_itself(sentence: Sentence, mention: Range) -> bool:
    """Whether a noun before a participle speaks: not "sent *a letter* saying", "began *the debate* saying"."""
    return can_speak(sentence, mention) and sentence.words[mention[1] - 1].low not in WRITINGS


def _adjacent_subject(sentence: Sentence, found: Found, verb: Token, start: int) -> Subject | None:
    """The noun phrase after an inverted cue, or before the cue, where the parse has no subject."""
    words, subject = sentence.words, None
    before = words[start - 1] if start > sentence.first else None
    after_mark = before is None or before.quotation or before.text in (",", "’", "'") or before.text in DASHES
    if after_mark and "direct" in found.cue.frames and found.end < sentence.end:
        subject = _adjacent_nominal(sentence, found.end - 1, 1)
        if subject is not None and _clause_follows(sentence, subject.full[1]):
            subject = None
    if role_of(verb) == "conjunct":
        return subject
    if subject is None and before is not None and before.token is not None:
        subject = _adjacent_nominal(sentence, _before_aside(sentence, start), -1)
    if subject is None and start > sentence.first and verb.tag_ in FINITE_TAGS:
        places = range(start - 1, sentence.first - 1, -1)
        after = (index + 1 for index in places if words[index].quotation or words[index].text == ",")
        openings = (*after, sentence.first)
        subject = next((s for opening in openings if (s := _leading_nominal(sentence, opening, start))), None)
    return subject


def _before_aside(sentence: Sentence, place: int) -> int:
    """Position of the first mark of an aside that ends right before a word: "Rell*,* the envoy, *said*"."""
    words, opening = sentence.words, {",": ",", ")": "("}.get(sentence.words[place - 1].text)
    if opening is None:
        return place
    places = range(place - 3, max(sentence.first, place - MAX_ASIDE_WORDS) - 1, -1)
    start = next((index for index in places if words[index].text == opening), place)
    return start if not any(word.quotation or word.tag in FINITE_TAGS for word in words[start:place]) else place


def _clause_follows(sentence: Sentence, place: int) -> bool:
    """Whether the noun phrase after a cue is the subject of a clause: "said Rell had left"."""
    word = sentence.words[place] if place < sentence.end else None
    return word is not None and word.tag in FINITE_TAGS and not word.is_name


def _adjacent_nominal(sentence: Sentence, place: int, step: int) -> Subject | None:
    """The noun phrase right before (`step` -1) or after (1) a word."""
    words, first, end = sentence.words, sentence.first, sentence.end
    index = place + step
    while first <= index < end and words[index].token is not None and is_adverb(words[index].low):
        index += step
    token = words[index].token if first <= index < end else None
    if token is None or words[index].low in TIME_WORDS:
        return None
    if step > 0 and token.pos_ in ("ADJ", "DET") and token.head.pos_ in NOMINAL and token.head.i > token.i:
        token = token.head
    if token.pos_ not in NOMINAL:
        return _capitalized(sentence, index, step)
    head = token
    for _ in range(MAX_LEVELS_UP):
        up = head.head
        if up.i == head.i or up.pos_ not in NOMINAL or role_of(head) not in INSIDE_NAME | {"prepositional_object"}:
            break
        where = sentence.position(up)
        if where is None or words[where].quotation or (where - place) * step <= 0:
            break
        head = up
    start, stop = mention_of(sentence, head)
    if step < 0:  # what precedes a quotation does not belong to the phrase
        start = max([start, *(i + 1 for i in range(start, place) if words[i].quotation)])
        while start > first and (before := words[start - 1].token) is not None and before.pos_ in ("ADJ", "DET"):
            start -= 1
    mention = (start, min(stop, place)) if step < 0 else (max(start, place + 1), stop)
    if mention[0] >= mention[1] or any(word.quotation for word in words[slice(*mention)]):
        return None
    return Subject(mention, mention)


def _capitalized(sentence: Sentence, index: int, step: int) -> Subject | None:
    """A row of words with capitals, which the parse does not know for a name."""
    stop, words = index, sentence.words
    while sentence.first <= stop < sentence.end and words[stop].is_name and words[stop].low not in TIME_WORDS:
        stop += step
    mention = (index, stop) if step > 0 else (stop + 1, index + 1)
    return Subject(mention, mention) if mention[0] < mention[1] else None


def _leading_nominal(sentence: Sentence, start: int, verb: int) -> Subject | None:
    """The noun phrase that opens the words before a verb: "*the order* released Friday said"."""
    token = sentence.words[start].token if start < verb else None
    if token is None or verb - start > MAX_SUBJECT_WORDS:
        return None
    head = token
    for _ in range(MAX_LEVELS_UP):
        up = head.head
        place = sentence.position(up)
        if head.pos_ in NOMINAL and (up.pos_ not in NOMINAL or role_of(head) not in ("premodifier", "name_part")):
            break
        if up.i == head.i or place is None or not start <= place < verb:
            break
        head = up
    if head.pos_ not in NOMINAL or head.lower_ in TIMES:
        return None
    first, stop = mention_of(sentence, head)
    mention = max(first, start), min(stop, verb)
    if mention[0] != start or mention[1] <= start or not can_speak(sentence, mention):
        return None
    return Subject(mention, (start, verb))
