"""Attributing clauses: who reports, and on which side of the clause the content stands.

The content follows ("Orlova said that …", "said: “…”"), surrounds the clause ("…, Orlova said", "“…,” said Orlova,
“…”"), or comes in the next paragraph ("Orlova added:"). Subjects and complements come from the parse; which side counts
where both could is decided by the marks beside the clause.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import attrs

from diplotext import syntax
from diplotext.syntax.tree import children_of, is_to, role_of
from diplotext_quotes.complements import Complement, complement
from diplotext_quotes.cues import Cue, Found, Lexicon
from diplotext_quotes.grammar import ATTITUDES, AUXILIARIES, BE, PRONOUNS, PURPOSES
from diplotext_quotes.phrases import (
    Subject,
    after_adverbials,
    before_adverbials,
    can_speak,
    is_below,
    leading_nominal,
    main_subject,
    mention_of,
    nominal_beside,
    shared_subject,
    subject_of,
)
from diplotext_quotes.reports import Report
from diplotext_quotes.words import DASHES, STOPS, Passage, Range, Word, begins_sentence, length

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
AROUND = "quote.around"
VERBS = frozenset(("VERB", "AUX"))
SHORTEST_LEFT = 2
NEAREST_THAT = 2
LONGEST_FRAGMENT = 4
SHORTEST_PARTIAL = 2
FAREST_VERB = 16
NAMING = frozenset(("identified", "named"))
CONTENT_ROLES = frozenset(("object", "predicate", "content", "open_complement", "object_predicate"))
PASSIVE_AUXILIARIES = BE | {"get", "gets", "getting", "got"}
CARRIED_OUT = frozenset(("continue", "go", "proceed"))
ACTUAL_PREPOSITIONS = frozenset(("after", "before", "by", "in", "of"))
"""Prepositions after which a gerund says what was done: "*by* saying", not "*for* saying"."""
FINITE_TAGS = frozenset(("MD", "VBD", "VBP", "VBZ"))


def reports(part: Passage, first: int, end: int, lexicon: Lexicon) -> Iterator[Report]:
    """The reports of a sentence, in order."""
    last: Report | None = None
    index = first
    while index < end:
        report = None
        if part.words[index].token is not None:
            for found in lexicon.at(part.words, index, end):
                if "according" in found.cue.frames:
                    report = according(part, found, first, end)
                elif found.cue.kind == "noun":
                    report = _noun(part, found, first, end, lexicon)
                elif "headline" not in found.cue.frames:
                    report = _verb(part, found, first, end, lexicon, last)
                if report:
                    break
        if report:
            yield from _contrasted(part, report)
            last = report
            index = max(report.found.end, index + 1)
        else:
            index += 1


def introduction(part: Passage, first: int, end: int) -> Report | None:
    """A clause without a known cue whose colon introduces a quotation: "Orlova had one message: “…”".

    Without a quotation in the sentence, the colon introduces the next paragraph.
    """
    words = part.words
    colon = next((i for i in range(first + 1, end) if words[i].text == ":"), None)
    if colon is None or any(
        word.quotation and length(word.quotation) > LONGEST_FRAGMENT for word in words[first:colon]
    ):
        return None
    quoted = colon + 1 < end and words[colon + 1].quotation is not None
    if not (quoted or colon + 1 == end):
        return None
    for index in range(colon - 1, first - 1, -1):
        token = words[index].token
        if (
            token is None
            or token.tag_ not in ("VBD", "VBZ", "VBP")
            or role_of(token) not in ("root", "conjunct", "content")
        ):
            continue
        subject = subject_of(part, token, first, end)
        if subject is None or subject.mention[0] > index or not can_speak(part, subject.mention):
            continue
        found = Found(Cue(token.lemma_.lower(), "verb", frozenset(("direct",))), index, index + 1, "past")
        content = (colon + 1, _row_of_quotations(part, colon + 1, end))
        region = (subject.full[0], colon + 1)
        return Report(
            found, "quote.introduced", "before" if quoted else "open", "direct", content, region, subject.mention
        )
    return None


def beside_quotation(part: Passage, first: int, end: int) -> Report | None:
    """A clause without a known cue right after a quotation with a comma: "“…,” Orlova beamed"."""
    words = part.words
    for index in range(first, end - 2):
        quotation = words[index].quotation
        if quotation is None or quotation.span.text.rstrip("'’ ")[-1:] not in (",", "?", "!") or length(quotation) < 3:
            continue
        for place in range(index + 1, min(end, index + FAREST_VERB)):
            token = words[place].token
            if token is None:
                break
            if token.pos_ != "VERB" or token.tag_ not in ("VBD", "VBZ", "VBP"):
                continue
            subject = subject_of(part, token, first, end)
            if subject is None or not can_speak(part, subject.mention):
                break
            before = subject.full[0] == index + 1 and subject.mention[1] <= place
            after = place == index + 1 and subject.mention[0] == place + 1
            right = max(place + 1, subject.full[1])
            if (
                not (before or after)
                or syntax.is_negated(token)
                or (
                    right < end and words[right].is_word and role_of(words[right].token) in CONTENT_ROLES  # type: ignore[arg-type]
                )
            ):
                break
            found = Found(Cue(token.lemma_.lower(), "verb", frozenset(("direct",))), place, place + 1, "past")
            tops = frozenset((token.i,))
            stop = after_adverbials(part, right, end, tops)
            return Report(found, "quote.beside", "around", "none", (stop, end), (index + 1, stop), subject.mention)
    return None


def quoted_words(part: Passage, first: int, end: int) -> Iterator[Report]:
    """Words between marks in what a clause without a cue says of its subject: "Orlova wants “a new start”".

    Of a form of "be" it must be a state of mind that is quoted: "Kenya is “deeply worried” about the border".
    """
    words = part.words
    for index in range(first + 1, end):
        quotation = words[index].quotation
        if quotation is None or length(quotation) < SHORTEST_PARTIAL or begins_sentence(quotation):
            continue
        place = next((i for i in range(index - 1, first - 1, -1) if _is_finite_verb(words[i])), None)
        token = words[place].token if place is not None else None
        if place is None or token is None or syntax.is_passive(token):
            continue
        subject = subject_of(part, token, first, end)
        if subject is None or subject.mention[0] > place or not can_speak(part, subject.mention):
            continue
        inside = [word for word in token.doc[token.i : token.right_edge.i + 1] if part.position(word) == index]
        copula = token.pos_ == "AUX"
        if copula and not (role_of(token) != "auxiliary" and any(word.lower_ in ATTITUDES for word in inside)):
            continue
        if inside:
            cue = Cue(token.lemma_.lower(), "verb", frozenset(("direct",)))
            start = place if copula else place + 1
            content = start, min(part.subtree(token)[1], end)
            found = Found(cue, place, place + 1, "past")
            yield Report(
                found, "quote.quoted-words", "before", "np", content, (subject.full[0], start), subject.mention
            )


def _is_finite_verb(word: Word) -> bool:
    """Whether a word is a finite verb and no modal."""
    return word.token is not None and word.token.tag_ in ("VBD", "VBP", "VBZ") and word.token.pos_ in VERBS


def _row_of_quotations(part: Passage, start: int, end: int) -> int:
    """Position after the quotations that follow each other from `start` on."""
    stop = start
    while stop < end and part.words[stop].quotation:
        stop += 1
    return stop


def _verb(part: Passage, found: Found, first: int, end: int, lexicon: Lexicon, last: Report | None) -> Report | None:
    words, frames = part.words, found.cue.frames
    token = words[found.start].token
    if token is None or token.pos_ not in VERBS:
        return None
    group = syntax.verb_group(token)
    if any(is_to(word) for word in group) and not _is_carried_out(token):
        return None
    if syntax.modality(token) is not None or syntax.tense(token) == "future":
        return None
    negated = syntax.is_negated(token)
    if found.cue.kind != "phrase" and _is_passive(token, group):
        return _passive(part, found, token, first, end, lexicon)
    if token.tag_ == "VBN" and len(group) == 1 and role_of(token) in {"adnominal", "premodifier"}:
        return None
    tops = frozenset(w.token.i for w in words[found.start : found.end] if w.token is not None)
    start = min(
        [
            found.start,
            *(p for w in group if (p := part.position(w)) is not None and first <= p and words[p].low in AUXILIARIES),
        ]
    )
    subject = subject_of(part, token, first, end)
    participle = token.tag_ == "VBG" and len(group) == 1
    if subject is None and not participle:
        beside = words[start - 1] if start > first else None
        after_mark = beside is None or beside.quotation or beside.text in (",", "’", "'") or beside.text in DASHES
        if after_mark and "direct" in frames and found.end < end:
            subject = nominal_beside(part, found.end - 1, 1, first, end)
            if subject is not None and _clause_follows(part, subject.full[1], end):
                subject = None
        if subject is None and beside is not None and beside.token is not None and role_of(token) != "conjunct":
            subject = nominal_beside(part, start, -1, first, end)
        if subject is None and start > first and token.tag_ in FINITE_TAGS and role_of(token) != "conjunct":
            opening = next((i + 1 for i in range(start - 1, first - 1, -1) if words[i].quotation), first)
            subject = leading_nominal(part, opening, start)
    after_comma = start > first and (words[start - 1].text == "," or words[start - 1].quotation is not None)
    if subject is None and participle and after_comma:
        if last is not None and last.subject is not None:
            subject = Subject(last.subject, last.subject, elided=True)
        else:
            subject = main_subject(part, token, first, end)
    if subject is None and participle and role_of(token) == "prepositional_object":
        if words[start - 1].low not in ACTUAL_PREPOSITIONS:
            return None
        subject = main_subject(part, token, first, end)
    if subject is None:
        subject = shared_subject(part, token, first, end)
        if (
            subject is None
            and last is not None
            and last.subject is not None
            and (participle or role_of(token) == "conjunct")
        ):
            subject = Subject(last.subject, last.subject, elided=True)
    if subject is None:
        return None
    if subject.mention[1] - subject.mention[0] == 1 and words[subject.mention[0]].low in ("this", "that"):
        return None
    inverted = not subject.elided and subject.mention[0] >= found.end
    if inverted:
        subject = _whole(part, subject, end)
    left = start if subject.elided else min(start, subject.full[0])
    right = max(found.end, subject.full[1]) if inverted else found.end
    if frames == {"as"} or _is_as_clause(part, token):
        if "as" not in frames:
            return None
        return _as_clause(part, found, subject, left, right, first, end, tops)
    following = complement(part, found, right, end, lexicon)
    around = _around(part, found, token, subject, left, following, first, end, tops)
    if around is not None:
        return None if negated else around
    if inverted and following.kind != "direct":
        if left == first and following.kind == "bare" and words[right].text in (":", ","):
            pass
        else:
            return None
    if following.kind == "none":
        after = following.after
        if after < end and words[after].text == ":" and after + 1 == end and "direct" in frames:
            return Report(
                found, "quote.cue-before", "open", "direct", (end, end), (left, end), subject.mention, subject.elided
            )
        return None
    if negated and following.kind not in ("np", "wh"):
        return None
    if found.cue.lemma == "ask" and any(word.low in NAMING for word in words[following.start : following.end]):
        return None  # "asked not to be named"
    if subject.elided and last is not None and last.subject is not None and last.position == "before":
        inside = last.content[0] <= subject.mention[0] < last.content[1]
        spoken = following.kind in ("that", "bare", "wh", "direct")
        if inside and spoken and (words[start - 1].low == "but" or not can_speak(part, subject.mention)):
            subject = Subject(last.subject, last.subject, elided=True)
    if following.cue_end is not None:
        found = Found(found.cue, found.start, following.cue_end, found.form)
    region = (_with_conjunction(part, left, first) if subject.elided else left), following.start
    return Report(
        found,
        RULES[following.kind],
        "before",
        following.kind,
        (following.start, following.end),
        region,
        subject.mention,
        subject.elided,
        following.addressee,
        negated,
    )


def _whole(part: Passage, subject: Subject, end: int) -> Subject:
    """An inverted subject with the names that the parse has left out of it: "said *Oslo University* professor Rell"."""
    stop = subject.mention[1]
    if stop != subject.full[1]:
        return subject
    while stop < end and (token := part.words[stop].token) is not None and token.pos_ in ("NOUN", "PROPN"):
        stop += 1
    return attrs.evolve(subject, mention=(subject.mention[0], stop), full=(subject.full[0], stop))


def _is_passive(verb: Token, group: tuple[Token, ...]) -> bool:
    """Whether a verb is passive, and a form of "be" or "get" says so where it is finite."""
    if not syntax.is_passive(verb):
        return False
    return verb.tag_ not in FINITE_TAGS or any(word.lower_ in PASSIVE_AUXILIARIES for word in group)


def _contrasted(part: Passage, report: Report) -> Iterator[Report]:
    """The claims of a reported clause that "but" parts: "said *that prices rose*, but *that wages fell*"."""
    words = part.words
    start, end = report.content
    if report.position == "before" and report.kind in ("that", "bare"):
        for index in range(start + 2, end - 2):
            if words[index].low != "but" or words[index - 1].text != ",":
                continue
            begin = index + 1 + (words[index + 1].low == "that")
            token = words[begin].token
            if token is None or not (begin == index + 2 or _opens_clause(part, begin, end)):
                continue
            yield attrs.evolve(report, content=(start, index - 1))
            yield attrs.evolve(report, content=(begin, end))
            return
    yield report


def _opens_clause(part: Passage, start: int, end: int) -> bool:
    """Whether a subject and its finite verb follow, with nothing but the subject's own words between."""
    for word in part.words[start:end]:
        token = word.token
        if token is None or word.text == ",":
            return False
        if token.tag_ in FINITE_TAGS:
            return any(p is not None and start <= p for p in map(part.position, children_of(token, "subject"))) or (
                role_of(token) == "auxiliary"
                and any(p is not None and start <= p for p in map(part.position, children_of(token.head, "subject")))
            )
    return False


def _passive(part: Passage, found: Found, token: Token, first: int, end: int, lexicon: Lexicon) -> Report | None:
    """A passive: "the plan was *denounced* by Orlova", "Asked whether …"."""
    words = part.words
    agent = syntax.agent(token)
    place = part.position(agent) if agent is not None else None
    speaker = mention_of(part, agent) if agent is not None and place is not None and first <= place < end else None
    own = subject_of(part, token, first, end)
    following = complement(part, found, found.end, end, lexicon)
    if own is None:
        if following.kind not in ("wh", "np") or found.cue.lemma != "ask":
            return None
        comma = next((i for i in range(following.start, following.end) if words[i].text == ","), following.end)
        content = following.start, comma
        return Report(found, "quote.asked", "before", following.kind, content, (found.start, following.start), speaker)
    if following.kind == ("to" if found.cue.lemma == "ask" else "that"):
        content = following.start, following.end
        region = own.full[0], following.start
        return Report(found, "quote.passive", "before", following.kind, content, region, speaker)
    if speaker is None or "np" not in found.cue.frames:
        return None
    return Report(found, "quote.passive", "before", "np", own.full, (found.start, found.end), speaker)


def _is_carried_out(verb: Token) -> bool:
    """Whether an infinitive says what was done: "went on to *say*", "continued to *insist*"."""
    return role_of(verb) in {"open_complement", "content", "adverbial"} and verb.head.lemma_ in CARRIED_OUT


def _with_conjunction(part: Passage, place: int, first: int) -> int:
    """Position of the comma and conjunction before a second verb: "…*, but* added"."""
    words = part.words
    while place > first and (
        words[place - 1].low in ("and", "but", "or", "then", "by")
        or words[place - 1].text == ","
        or words[place - 1].text in DASHES
    ):
        place -= 1
    return place


def _clause_follows(part: Passage, place: int, end: int) -> bool:
    """Whether the noun phrase after a cue is the subject of a clause: "said Rell had left"."""
    return place < end and part.words[place].token is not None and _tag(part.words[place]) in FINITE_TAGS


def _tag(word: Word) -> str:
    return word.token.tag_ if word.token is not None else ""


def _is_as_clause(part: Passage, verb: Token) -> bool:
    """Whether a verb stands in an aside: "*as* Rell said"."""
    return role_of(verb) == "adverbial" and any(
        mark.lower_ == "as" and mark.i < verb.i for mark in children_of(verb, "mark", "adverb")
    )


def _around(
    part: Passage,
    found: Found,
    token: Token,
    subject: Subject,
    left: int,
    following: Complement,
    first: int,
    end: int,
    tops: frozenset[int],
) -> Report | None:
    """A report that stands in or after its content."""
    words = part.words
    if "direct" not in found.cue.frames or subject.elided:
        return None
    begin = before_adverbials(part, left, first, tops)
    for place in dict.fromkeys((begin, left)):
        if place - first < 1:
            continue
        mark = words[place - 1]
        has_left = place - 1 > first and any(word.is_word or word.quotation for word in words[first : place - 1])
        quoted = mark.quotation is not None
        if not (quoted or ((mark.text == "," or mark.text in DASHES or mark.text in "’'?!…") and has_left)):
            continue
        if mark.text and mark.text in DASHES | {","} and not has_left:
            continue
        right = following.after
        ends = (
            right >= end
            or words[right].text in STOPS
            or words[right].text in (",", ")", "(")
            or words[right].text in DASHES
        )
        if quoted:
            comma = mark.quotation.span.text.rstrip("'’ ")[-1:] if mark.quotation else ""
            if (
                following.kind in ("none", "np", "to")
                or comma == ","
                or (following.kind == "direct" and ends_like_speech(comma))
            ):
                pass
            else:
                continue
        elif not (ends and following.kind in ("none", "direct")):
            governs_left = any(
                part.position(child) is not None and part.subtree(child)[0] < place - 1
                for child in children_of(token, "content")
            )
            interrupts = mark.text == "," and right < end and words[right].text == ","
            if not ((governs_left or interrupts) and ends):
                continue
        elif following.kind not in ("none", "direct"):
            continue
        stop = place if quoted or mark.text not in DASHES | {","} else place - 1
        if sum(word.is_word or word.quotation is not None for word in words[first:stop]) < SHORTEST_LEFT and not quoted:
            continue
        if not quoted and not {"that", "bare"} & found.cue.frames:
            continue
        if not quoted and not any(_is_finite(word) for word in words[first:stop]):
            if not any(_is_finite(word) for word in words[right:end]):
                continue
            resumed = words[following.start].quotation if following.kind == "direct" else None
            if resumed is not None and begins_sentence(resumed):
                continue  # "As for the border, Orlova said, “We are ready.”"
        inverted = subject.mention[0] >= found.end
        after = right
        if inverted or quoted:
            after = max(after, found.end)
        return Report(
            found,
            AROUND,
            "around",
            "none",
            (after, end),
            (stop, after),
            subject.mention,
            addressee=following.addressee,
        )
    return None


def _is_finite(word: Word) -> bool:
    """Whether a word is a finite verb, or a quotation that may hold one."""
    return word.quotation is not None or (word.token is not None and word.token.tag_ in FINITE_TAGS)


def ends_like_speech(mark: str) -> bool:
    """Whether a mark can stand at the end of a quotation before its attribution."""
    return mark in (",", "?", "!", "…", "-", "–", "—", ".")


def _as_clause(
    part: Passage,
    found: Found,
    subject: Subject,
    left: int,
    right: int,
    first: int,
    end: int,
    tops: frozenset[int],
) -> Report | None:
    """An aside between commas or dashes: "as the president put it"."""
    words = part.words
    start = next((i for i in range(left - 1, max(first, left - 4) - 1, -1) if words[i].low == "as"), None)
    if start is None or subject.elided:
        return None
    after = after_adverbials(part, right, end, tops)
    if after < end and words[after].is_word:
        return None
    if start > first and (words[start - 1].text == "," or words[start - 1].text in DASHES):
        start -= 1
    if after < end and (words[after].text == "," or words[after].text in DASHES):
        after += 1
    return Report(found, "quote.as-clause", "as", "none", (after, end), (start, after), subject.mention)


def _noun(part: Passage, found: Found, first: int, end: int, lexicon: Lexicon) -> Report | None:
    """A noun with its possessor: "Orlova's claim that …", "his call for …"."""
    words = part.words
    token = words[found.end - 1].token
    if token is None or token.pos_ != "NOUN":
        return None
    owners = [child for child in token.lefts if "poss" in child.dep_]
    if not owners:
        return None
    owner = owners[0]
    place = part.position(owner)
    if place is None or words[place].quotation or owner.lower_ in ("its", "whose"):
        return None
    mention = mention_of(part, owner)
    if mention[1] <= mention[0] or mention[0] < first:
        return None
    while mention[1] - mention[0] > 1 and words[mention[1] - 1].low in ("'s", "'"):
        mention = mention[0], mention[1] - 1
    following = complement(part, found, found.end, end, lexicon)
    if following.kind not in ("that", "to") or following.start - found.end > NEAREST_THAT:
        return None
    return Report(
        found,
        "quote.noun",
        "before",
        following.kind,
        (following.start, following.end),
        (mention[0], following.start),
        mention,
    )


def according(part: Passage, found: Found, first: int, end: int) -> Report | None:
    """A source before, after or inside its content: "according to the ministry"."""
    words = part.words
    stop = found.end
    while stop < end and stop - found.end < 25 and not (words[stop].text in STOPS or words[stop].text in (",", ")")):
        if words[stop].quotation or words[stop].text in DASHES:
            break
        stop += 1
    if stop == found.end or words[found.end].low in PURPOSES or words[stop - 1].low in PURPOSES:
        return None
    preposition = words[found.end - 1].token
    nouns = children_of(preposition, "prepositional_object") if preposition is not None else []
    subject: Range = (found.end, stop)
    if nouns and (mention := mention_of(part, nouns[0]))[0] == found.end and mention[1] <= stop:
        subject = mention
    opens = found.start == first or (
        found.start == first + 1 and not words[first].quotation and words[first].low in ("but", "and")
    )
    if opens:
        while stop + 1 < end and words[stop].text == "," and _is_apposition(part, stop + 1, end):
            stop = next(i for i in range(stop + 1, end) if words[i].text == ",")
        if stop + 1 >= end or words[stop].text != ",":
            return None
        return Report(found, "quote.according-to", "before", "bare", (stop + 1, end), (first, stop + 1), subject)
    start = found.start
    if words[start - 1].text == "," or words[start - 1].text in DASHES:
        start -= 1
    token = words[found.start].token
    if token is not None:
        stop = max(stop, min(part.subtree(token)[1], end))
    return Report(found, "quote.according-to", "around", "none", (stop, end), (start, stop), subject)


def _is_apposition(part: Passage, start: int, end: int) -> bool:
    """Whether an apposition and a comma follow: "according to Orlova, the minister, …"."""
    words = part.words
    if words[start].low not in ("a", "an", "the", "who", "which", "his", "her", "their", "its"):
        return False
    for index in range(start + 1, min(end, start + 12)):
        if words[index].text == ",":
            return True
        if words[index].low in AUXILIARIES and words[start].low not in ("who", "which"):
            return False
    return False


def is_attribution_only(part: Passage, first: int, end: int, lexicon: Lexicon) -> bool:
    """Whether a sentence is nothing but the attribution of the quotation before it: "Orlova asked."."""
    words = part.words
    for index in range(first, min(end, first + 14)):
        found = lexicon.first(words, index, end)
        if found is None or "direct" not in found.cue.frames or found.form not in ("past", "third", "base"):
            continue
        token = words[index].token
        if token is None:
            return False
        subject = subject_of(part, token, first, end) or nominal_beside(
            part, index if index > first else found.end - 1, -1 if index > first else 1, first, end
        )
        if subject is None or (index > first and subject.full[0] > first + 2):
            return False
        right = max(found.end, subject.full[1])
        following = complement(part, found, right, end, lexicon)
        after = following.after
        return following.kind in ("none",) and (after >= end or not words[after].is_word)
    return False


__all__ = ["PRONOUNS", "according", "is_attribution_only", "is_below", "reports"]
