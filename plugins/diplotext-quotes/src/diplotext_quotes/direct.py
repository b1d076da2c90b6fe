"""Quotations with their attribution in the same sentence, or right before them in the paragraph above.

A quotation continues after its attribution: what follows the comma, and the next sentences if they are nothing but
quotations, are the same utterance.
"""

from __future__ import annotations

from collections.abc import Sequence

from diplotext.model import Mode
from diplotext.syntax import FINITE_TAGS
from diplotext_quotes.contents import content
from diplotext_quotes.drafts import Draft
from diplotext_quotes.lexicon import NOT_CONTENT, RELATIVES, SUBORDINATORS, TIME_WORDS, TIMES
from diplotext_quotes.reports import Report
from diplotext_quotes.words import DASHES, STOPS, Passage, Word, begins_sentence, ends_sentence, length

OF_REPORT = frozenset(
    (
        "after",
        "as",
        "at",
        "before",
        "during",
        "from",
        "in",
        "on",
        "over",
        "when",
        "which",
        "while",
        "who",
        "whose",
        "with",
    )
)
"""Words after an attribution that open what is said about it, or of its speaker."""
MAX_WORDS_TO_TIME = 4
OTHER_CUES = frozenset(
    {"adding", "saying", "noting", "stressing", "insisting", "arguing", "asking", "telling", "declaring", "calling"}
)


def after_cue(words: Sequence[Word], report: Report, end: int) -> Draft | None:
    """The quotation right of its cue: "Orlova said, “…”"."""
    start = report.content[0]
    quotation = words[start].quotation
    if quotation is None:
        return None
    stop = start + 1
    while stop < end and (
        words[stop].quotation or (words[stop].text == "," and stop + 1 < end and words[stop + 1].quotation)
    ):
        stop += 1
    comma = words[start - 1].text in (",", ":")
    alone = stop >= end or words[stop].text in STOPS or words[stop].text == ","
    is_sentence = begins_sentence(quotation) and ends_sentence(quotation) and quotation.span.text[-1:] in "!?"
    if is_sentence or (alone and (comma or ends_sentence(quotation) or begins_sentence(quotation))):
        spans = [(q.span.start, q.span.end) for word in words[start:stop] if (q := word.quotation)]
        return Draft.of(report, spans, "direct", is_extensible=True)
    found = content(words, start, report.content[1])
    if found is None or (length(quotation) < 3 and found[1] == "direct"):
        return None
    return Draft.of(report, *found, is_extensible=True)


def around_cue(words: Sequence[Word], report: Report, first: int, end: int) -> Draft | None:
    """The content left of its cue, and after it: "“…,” Orlova said", "“…,” said Orlova, “…”", "…, Orlova said"."""
    left = report.region[0]
    before = content(words, _after_bracket(words, first, left), left)
    if before is None:
        return None
    spans, mode = before
    draft = Draft.of(report, spans, mode, is_extensible=mode != "indirect")
    if mode == "indirect":
        draft.rule = "quote.indirect-inverted"
    start = _resumption(words, report, first, end, mode)
    after = content(words, start, end) if start is not None else None
    if start is not None and after is not None:
        after = content(words, start, _before_participle(words, start, end)) or after
        draft.spans = spans + after[0]
        draft.mode = mode if mode == after[1] else "mixed"
    return draft


def _resumption(words: Sequence[Word], report: Report, first: int, end: int, mode: Mode) -> int | None:
    """Where the content continues after the attribution in its middle; None if it does not.

    Args:
        words: The words of the passage.
        report: The attribution.
        first: Position of the first word of the sentence.
        end: Position after its last.
        mode: The mode of the content before the attribution.
    """
    right = report.region[1]
    start = right + (right < end and words[right].text in DASHES | {","})
    adjoins = start < end and (start > right or words[right].quotation is not None)
    if adjoins and _resumes(words, report, first, start, end, mode):
        return start
    if right >= end or words[right].text != ",":
        return None
    if mode != "direct":
        before, verbless = range(first, report.region[0]), not _has_verb(words, first, report.region[0])
        places = [i + 1 for i in range(right, end - 1) if words[i].text == "," and words[i + 1].tag in FINITE_TAGS]
        place = next((i for i in places if verbless or _depend(words, before, range(i, end))), None)
        if place is not None or _continues(words, before, range(start, end)):
            return place or start
    return _resumption_after_aside(words, start, end)


def _continues(words: Sequence[Word], before: range, after: range) -> bool:
    """Whether words after an attribution are part of the clause before it: "Prices rose, Orlova said, *by a third*"."""
    opener = words[after.start] if after else None
    if opener is None or opener.token is None or opener.low.endswith("ing"):
        return bool(after) and _depend(words, before, after)
    near = words[after.start : after.start + MAX_WORDS_TO_TIME]
    if opener.low in OF_REPORT or any(word.low in TIMES or word.low in TIME_WORDS for word in near):
        return _depend(words, before, after)
    return _depend(words, before, after) or _depend(words, after, before)


def _depend(words: Sequence[Word], below: range, above: range) -> bool:
    """Whether one of some words depends on one of others."""
    governors = {token.i for index in above if (token := words[index].token) is not None}
    tokens = (words[index].token for index in below)
    return any(token.head.i in governors and not token.is_punct for token in tokens if token is not None)


def _resumes(words: Sequence[Word], report: Report, first: int, start: int, end: int, mode: Mode) -> bool:
    """Whether the content continues right after the attribution."""
    opener = words[start]
    conjunction = opener.low in ("and", "but")
    if opener.quotation or (conjunction and start + 1 < end and words[start + 1].quotation):
        return True
    subject_first = report.found.start > (report.subject or (0, 0))[0]
    if mode == "direct" or not subject_first or opener.low in RELATIVES:
        return False
    if _lacks_main_clause(words, first, report.region[0]) and _has_verb(words, start, end):
        return True
    if opener.low in NOT_CONTENT or opener.low.endswith("ing"):
        return False
    return conjunction or _has_verb(words, start, end)


def _lacks_main_clause(words: Sequence[Word], first: int, left: int) -> bool:
    """Whether a main clause must follow: "*In May*, Orlova said, …", "*Though prices rose*, Orlova said, …"."""
    if not _has_verb(words, first, left):
        return True
    return words[first].low in SUBORDINATORS and all(word.text != "," for word in words[first : left - 1])


def _resumption_after_aside(words: Sequence[Word], start: int, end: int) -> int | None:
    """Where the content continues after an aside: "“…,” Orlova said, turning to the press, *“…”*"."""
    comma = next((i for i in range(start, end - 1) if words[i].text == "," and words[i + 1].quotation), None)
    quotation = words[comma + 1].quotation if comma is not None else None
    if comma is None or quotation is None or any(word.low in OTHER_CUES for word in words[start:comma]):
        return None
    return comma + 1 if words[start].low.endswith("ing") or not begins_sentence(quotation) else None


def _after_bracket(words: Sequence[Word], first: int, left: int) -> int:
    """Position after a bracket that is still open before an attribution: "… (“…,” Orlova wrote)"."""
    for index in range(left - 1, first - 1, -1):
        if words[index].text == ")":
            return first
        if words[index].text == "(":
            return index + 1
    return first


def _has_verb(words: Sequence[Word], start: int, end: int) -> bool:
    """Whether words hold a finite verb, or a quotation that may."""
    return any(w.quotation is not None or w.tag in FINITE_TAGS for w in words[start:end])


def _before_participle(words: Sequence[Word], start: int, end: int) -> int:
    for index in range(start + 1, end - 1):
        if words[index].text == "," and words[index - 1].quotation and words[index + 1].low.endswith("ing"):
            return index
    return end


def extend(passage: Passage, sentence: int, draft: Draft, taken: set[int]) -> None:
    """Add the following sentences that are quotations alone."""
    for index in range(sentence + 1, len(passage.sentences)):
        spans = quotations_alone(passage, index)
        if not spans:
            return
        draft.spans += spans
        taken.add(index)


def quotations_alone(passage: Passage, sentence: int) -> list[tuple[int, int]]:
    """Spans of the quotations of a sentence that holds nothing else; empty if it holds more or none."""
    first, end = passage.sentences[sentence]
    words = passage.words[first:end]
    if any(word.is_word for word in words):
        return []
    return [(word.quotation.span.start, word.quotation.span.end) for word in words if word.quotation]
