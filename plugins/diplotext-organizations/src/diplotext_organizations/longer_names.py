"""Names inside the name of something else: "[UN] Resolution 12", "[FIFA] World Cup", "the [ASEAN] Outlook on the Sea".

The capitalized words after the name end in a noun of treaties, documents, events, prizes or products.
"""

from __future__ import annotations

from functools import cache

from diplotext.text import Words
from diplotext_organizations.lexicon import person_titles
from diplotext_organizations.lexicon import words as word_list
from diplotext_organizations.words import is_capitalized

MAX_TOKENS_AFTER = 5
INSIDE = (" ", "\u00a0", "'s ", "’s ", "' ", "’ ")
EVENTS_OF_MEMBERS = frozenset(("Summit",))
"""What takes place under the name of its host, which is a mention: "the [NATO] Summit"."""


def begins_longer_name(words: Words, last: int) -> bool:
    """Whether a name is continued by the name of something else.

    Args:
        words: The words of the text.
        last: Index of the last word of the name.
    """
    forms, gaps = words.forms, words.gaps
    if gaps[last] != " " or not forms[last + 1][0].isupper() or words.in_headline(words.spans[last][0]):
        return False
    index, heads, titles = last, _nouns(), person_titles()
    while index - last < MAX_TOKENS_AFTER and (index == last or gaps[index] in INSIDE):
        following = index + 1
        if following < len(forms) and index > last and forms[following] == "of" and gaps[following] == " ":
            following += 1
        if following >= len(forms) or not is_capitalized(forms[following]):
            break
        if forms[following] in titles:
            return False
        index = following
    return forms[index] in heads and index > last


@cache
def _nouns() -> frozenset[str]:
    return word_list("other_nouns") - person_titles() - EVENTS_OF_MEMBERS
