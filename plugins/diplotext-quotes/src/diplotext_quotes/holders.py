"""Whose position a statement is on, where it is not the speaker's: "Orlova reiterated *Kenya's* wish for talks".

A noun for a position with its possessor, or a clause whose subject wants, fears or supports something.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from diplotext import Document, Entity
from diplotext_quotes.drafts import Draft
from diplotext_quotes.lexicon import ATTITUDES, BE, POSITION_NOUNS, POSITION_VERBS
from diplotext_quotes.words import Tokens, Word

MAX_WORDS_TO_NOUN = 4
MAX_WORDS_TO_VERB = 4
OPENERS = frozenset(("the", "that"))
POSSESSIVES = frozenset(("'s", "'", "’"))


def holder_of(document: Document, tokens: Tokens, draft: Draft) -> Entity | None:
    """The entity whose position the content of a statement is; None if it is the speaker's or nobody's."""
    start, end = draft.spans[0]
    words = [tokens.words[index] for index in tokens.between(start, end)]
    place = 1 if words and words[0].low in OPENERS else 0
    if place >= len(words):
        return None
    for mention, entity in document.mentions_in(start, end):
        if mention.start > words[place].start:
            break
        if mention.start not in (words[0].start, words[place].start) or mention.form == "pronoun":
            continue
        after = _after(words, mention.end)
        demonym = mention.form == "demonym"
        if (_has_position(words, after, demonym=demonym) or (not demonym and _takes_position(words, after))) and all(
            speaker.entity is None or speaker.entity.name != entity.name for speaker in draft.speakers
        ):
            return entity
    return None


def _after(words: Sequence[Word], offset: int) -> int:
    """Position of the first word after an offset."""
    return bisect_left([word.start for word in words], offset)


def _has_position(words: Sequence[Word], after: int, *, demonym: bool) -> bool:
    """Whether a noun for a position follows its possessor: "Kenya's *wish*", "the Kenyan *wish*"."""
    if not demonym:
        if after >= len(words) or words[after].low not in POSSESSIVES:
            return False
        after += 1
    nouns = words[after : after + MAX_WORDS_TO_NOUN]
    return any(word.low in POSITION_NOUNS for word in nouns)


def _takes_position(words: Sequence[Word], after: int) -> bool:
    """Whether a verb for a position follows its subject: "Kenya *wants* …", "Kenya is *ready* …"."""
    verbs = [word.token for word in words[after : after + MAX_WORDS_TO_VERB] if word.token is not None]
    lemmas = [token.lemma_.lower() for token in verbs if token.pos_ == "VERB"]
    feels = any(token.lower_ in BE for token in verbs[:2]) and any(token.lower_ in ATTITUDES for token in verbs)
    return feels or (bool(lemmas) and lemmas[0] in POSITION_VERBS)
