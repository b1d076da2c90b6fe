"""Speakers named by layout alone: "Orlova: Talks Will Go On" in a headline, a name after a dash below a quotation."""

from __future__ import annotations

from collections.abc import Sequence

from diplotext import Document, Organization, Person, State
from diplotext_quotes.contents import content
from diplotext_quotes.drafts import Draft
from diplotext_quotes.speakers import attributions
from diplotext_quotes.words import DASHES, Passage, Word

MAX_NAME_WORDS = 8
MAX_SIGNATURE_WORDS = 16
PARTICLES = frozenset(("al", "de", "of", "van", "von"))
MIN_HEADLINE_WORDS = 4
"""With the colon."""


def headline(document: Document, passage: Passage) -> Draft | None:
    """The statement of a headline; None unless a known speaker is named before its colon."""
    words = passage.words
    colon = next((i for i in range(1, min(len(words), MAX_NAME_WORDS + 1)) if words[i].text == ":"), None)
    if colon is None or colon + 1 == len(words) or words[colon].end == words[colon + 1].start:
        return None
    if any(not word.is_word and word.text != "," for word in words[:colon]):
        return None
    speakers = attributions(document, words, (0, colon))
    if not all(isinstance(speaker.entity, (Person, Organization, State)) for speaker in speakers):
        return None
    found = content(words, colon + 1, len(words))
    short = len(words) - colon < MIN_HEADLINE_WORDS and not any(word.quotation for word in words[colon:])
    if found is None or short:
        return None
    mark = (words[colon].start, words[colon].end)
    return Draft(*found, "quote.headline", cue=mark, lemma=":", speakers=speakers, frame=(words[0].start, mark[1]))


def is_named(draft: Draft) -> bool:
    """Whether a name and a colon attribute a whole quotation, in a paragraph of its own: "Ana Rell: “…”"."""
    return draft.mode == "direct" and all(isinstance(speaker.entity, Person) for speaker in draft.speakers)


def signature(document: Document, words: Sequence[Word], first: int, end: int) -> Draft | None:
    """The statement of a sentence that is a quotation, a dash and a name: "“…” — Anna Orlova, teacher"."""
    quotation = words[first].quotation
    if quotation is None or end - first < 3 or words[first + 1].text not in DASHES or not words[first + 2].is_name:
        return None
    stop = min(end, _end_of_name(words, first + 2))
    if stop - first > MAX_NAME_WORDS or not (stop == end or words[stop].text in ",.("):
        return None
    dash = words[first + 1]
    return Draft(
        [(quotation.span.start, quotation.span.end)],
        "direct",
        "quote.signature",
        cue=(dash.start, dash.end),
        lemma=dash.text,
        speakers=attributions(document, words, (first + 2, stop)),
    )


def signs(document: Document, passage: Passage, draft: Draft) -> bool:
    """Attribute a quotation without a cue to the name in a paragraph of its own below it: "— Anna Orlova"."""
    words = passage.words
    if draft.cue is not None or draft.speakers or len(words) < 2 or words[0].text not in DASHES:
        return False
    stop = _end_of_name(words, 1)
    rest = [word for word in words[stop:] if word.is_word]
    if stop == 1 or len(words) > MAX_SIGNATURE_WORDS or (rest and words[stop].text not in (",", "(")):
        return False
    draft.cue, draft.lemma, draft.rule = (words[0].start, words[0].end), words[0].text, "quote.signature"
    draft.is_continuation = False
    draft.speakers = attributions(document, words, (1, stop))
    return True


def _end_of_name(words: Sequence[Word], start: int) -> int:
    """Position after a row of names and particles."""
    stop = start
    while stop < len(words) and (words[stop].is_name or (stop > start and words[stop].low in PARTICLES)):
        stop += 1
    return stop
