"""Attributing clauses with a reporting verb: who reports, and on which side of the clause the content stands.

The content follows ("Orlova said that …", "said: “…”"), surrounds the clause ("…, Orlova said", "“…,” said Orlova,
“…”"), or comes in the next paragraph ("Orlova added:").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from diplotext_quotes.cues import Found, Lexicon
from diplotext_quotes.following import Following, ends_attribution, following, is_clause, skip_adverbials
from diplotext_quotes.grammar import BE, CLAUSE_STARTERS, FRONTING, HAVE, TIME_WORDS, is_adverb
from diplotext_quotes.nounphrases import Group, Range, subject_after, subject_before, verb_group
from diplotext_quotes.phrases import according, as_clause
from diplotext_quotes.reports import Report
from diplotext_quotes.subjects import agrees, is_speaker, is_sure_speaker, is_title_case, sentence_subject
from diplotext_quotes.words import DASHES, STOPS, Word

WRITINGS = frozenset(
    {
        "statement",
        "letter",
        "email",
        "e-mail",
        "report",
        "tweet",
        "message",
        "note",
        "memo",
        "post",
        "speech",
        "release",
    }
)


def reports(words: Sequence[Word], first: int, end: int, lexicon: Lexicon) -> Iterator[Report]:
    """The reports of a sentence, in order."""
    last: Report | None = None
    index = first
    while index < end:
        report = None
        for found in lexicon.at(words, index, end):
            if "according" in found.cue.frames:
                report = according(words, found, first, end)
            elif found.cue.kind == "phrase" and "headline" in found.cue.frames:
                continue
            else:
                report = _verb(words, found, first, end, lexicon, last)
            if report:
                break
        if report:
            yield report
            last = report
            index = max(report.found.end, index + 1)
        else:
            index += 1


def _verb(
    words: Sequence[Word], found: Found, first: int, end: int, lexicon: Lexicon, last: Report | None
) -> Report | None:
    group = verb_group(words, found.start, first)
    if found.start > first and words[found.start].is_name and not is_title_case(words, first, end):
        return None  # "the Senate Reports"
    if found.start > first and words[found.start - 1].low == "united":
        return None  # "the United States"
    if group.negated or group.infinitive or group.hypothetical or group.is_passive(found.form):
        return None
    if found.form == "participle" and not group.auxiliaries & (HAVE | {"'s", "'d"}):
        return None
    if "as" in found.cue.frames:
        return as_clause(words, found, group, first, end)
    if inverted := _inverted(words, found, group, first, end):
        return inverted
    right = following(words, found, end, lexicon)
    participle = found.form == "ing" and not group.auxiliaries & (BE | {"'s"})
    if participle:
        return _participle(words, found, group, right, first, end, last)
    subject = subject_before(words, group.start, first)
    if subject is None:
        return _elided(words, found, group, right, first, end, last)
    if not agrees(words, subject, found, group):
        return None
    if "noun" in found.cue.frames and found.form in ("base", "third") and not is_sure_speaker(words, subject):
        return None
    if words[subject[0] - 1].low == "what" and subject[0] > first and right.kind in ("bare", "that"):
        return None
    if subject[0] > first and words[subject[0] - 1].low == "as" and right.kind in ("none", "np"):
        return as_clause(words, found, group, first, end)
    left = _left_mark(words, subject[0], first)
    if left is not None and "direct" in found.cue.frames:
        after = skip_adverbials(words, right.addressee[1] if right.addressee else found.end, end)
        quoted = words[left - 1].quotation
        if quoted and quoted.span.text.rstrip("'’")[-1:] == "," and right.kind != "direct":
            return Report(found, subject, "around", right, (left, after))
        if ends_attribution(words, after, end) and (right.kind == "none" or quoted):
            return Report(found, subject, "around", right, (left, after))
    if right.kind == "none":
        after = skip_adverbials(words, right.addressee[1] if right.addressee else found.end, end)
        if after + 1 == end and words[after].text == ":" and "direct" in found.cue.frames:
            return Report(found, subject, "open", right, (subject[0], end))
        return None
    if right.kind in ("np", "to") and not is_speaker(words, subject):
        return None
    return Report(found, subject, "before", right, (subject[0], right.start))


def _left_mark(words: Sequence[Word], subject: int, first: int) -> int | None:
    """Index of the comma or dash between content and attribution; after a quotation, where the attribution begins."""
    start = subject
    while start > first and words[start - 1].is_word and subject - start < 4:
        if not (is_adverb(words[start - 1].low) or words[start - 1].low in FRONTING | TIME_WORDS):
            return None
        start -= 1
    if start <= first:
        return None
    mark = words[start - 1]
    if mark.quotation:
        return start
    if mark.text == "," or mark.text in DASHES:
        has_content = start - 1 > first and (
            words[start - 2].is_word or words[start - 2].quotation or words[start - 2].text in ")%’'"
        )
        return start - 1 if has_content else None
    return start if mark.text in "’'?!…" and start - 1 > first else None


def _inverted(words: Sequence[Word], found: Found, group: Group, first: int, end: int) -> Report | None:
    """The cue before its subject, after a comma or a quotation: "…, said the minister"."""
    if found.form not in ("past", "third", "base") or group.auxiliaries or "direct" not in found.cue.frames:
        return None
    start = group.start
    if start <= first:
        return _inverted_first(words, found, end)
    mark = words[start - 1]
    if not (mark.quotation or mark.text in {",", "’", "'"} | DASHES):
        return None
    subject = subject_after(words, found.end, end)
    if subject is None:
        return None
    after = skip_adverbials(words, subject[1], end)
    if not ends_attribution(words, after, end) and not (
        after < end and words[after].low in ("who", "as", "when", "while", "in", "after", "to")
    ):
        return None
    if (
        mark.text == ","
        and not (start - 2 >= first and words[start - 2].quotation)
        and subject_before(words, start, first) is not None
    ):
        return None
    left = start if mark.quotation else start - 1
    return Report(found, subject, "around", Following("none", end), (left, after))


def _inverted_first(words: Sequence[Word], found: Found, end: int) -> Report | None:
    """The cue at the beginning of a sentence: "Said Orlova: “…”"."""
    subject = subject_after(words, found.end, end)
    if subject is None or subject[1] + 1 >= end:
        return None
    if words[subject[1]].text not in (":", ",") or not words[subject[1] + 1].quotation:
        return None
    place = subject[1] + 1
    return Report(found, subject, "before", Following("direct", place), (found.start, place))


def _participle(
    words: Sequence[Word], found: Found, group: Group, right: Following, first: int, end: int, last: Report | None
) -> Report | None:
    """A participle, whose subject is that of the clause before: "…, adding that …"."""
    if right.kind in ("none", "to") or group.start <= first:
        return None
    before = words[group.start - 1]
    start = group.start - (before.text == "," or before.text in DASHES or before.low in ("and", "but", "by"))
    if start < group.start and start > first and words[start - 1].text == ",":
        start -= 1
    if before.low in ("and", "but", "by") or before.text == "," or before.quotation or before.text in DASHES:
        subject = last.subject if last else sentence_subject(words, first, group.start)
    elif right.kind == "direct" and before.is_name:
        subject = subject_before(words, group.start, first)
    elif right.kind in ("that", "direct") or (right.kind == "bare" and before.low in WRITINGS):
        subject = sentence_subject(words, first, group.start)
    else:
        return None
    if subject is None or found.cue.lemma in ("cite", "refer to"):
        return None
    return Report(found, subject, "before", right, (start, right.start), elided=True)


def _elided(
    words: Sequence[Word], found: Found, group: Group, right: Following, first: int, end: int, last: Report | None
) -> Report | None:
    """A coordinated verb without a subject of its own: "…, but added that …"."""
    start = group.start
    if start <= first or words[start - 1].low not in ("and", "but", "or", "then") or right.kind == "none":
        return None
    if found.form == "base":
        return None
    start -= 1
    if start > first and words[start].text != "," and words[start - 1].text == ",":
        start -= 1
    if start > first and words[start - 1].low in ("and", "but"):
        start -= 1
    if last is not None and last.position in ("before", "around") and last.subject:
        subject: Range | None = last.subject
    elif right.kind in ("that", "direct", "bare") or found.form == "past":
        subject = sentence_subject(words, first, start)
    else:
        return None
    if subject is None or (right.kind in ("np", "to") and not is_speaker(words, subject)):
        return None
    return Report(found, subject, "before", right, (start, right.start), elided=True)


def is_attribution_only(words: Sequence[Word], first: int, end: int, lexicon: Lexicon) -> bool:
    """Whether a sentence is nothing but the attribution of the quotation before it: "Orlova asked."."""
    for index in range(first, min(end, first + 14)):
        found = lexicon.first(words, index, end)
        if found is None or "direct" not in found.cue.frames or found.form not in ("past", "third", "base"):
            continue
        subject = subject_after(words, found.end, end) if index == first else subject_before(words, index, first)
        if subject is None or (index > first and subject[0] != first):
            return False
        after = subject[1] if index == first else following(words, found, end, lexicon).addressee
        place = after if isinstance(after, int) else after[1] if after else found.end
        place = skip_adverbials(words, place, end)
        return (
            place >= end
            or words[place].text in STOPS
            or words[place].low in FRONTING | CLAUSE_STARTERS
            or (words[place].text == "," and not is_clause(words, place + 1, end))
        )
    return False
