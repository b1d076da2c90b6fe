"""Where speech begins and ends in a sentence of news, as far as its attribution tells: for marks that are lost.

These few patterns only mend quotations; who said what is for extractors to find. No part of them repeats without bound,
so none searches longer than the text is.
"""

from __future__ import annotations

import re

_SAYING = (
    r"(?:said|says|say|added|adds|told|tells|asked|asks|noted|notes|stated|states|warned|warns|replied|replies|wrote"
    r"|writes|explained|explains|insisted|insists|argued|argues|continued|continues|concluded|declared|stressed"
    r"|acknowledged|announced|recalled|tweeted|remarked|commented)"
)
_NAME = r"[A-Z][\w.'’-]{0,30}(?: [A-Z][\w.'’-]{0,30}){0,4}"
_SPEAKER = rf"(?:he|she|they|we|I|it|(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er) (?:[\w-]{{1,30}} ){{0,3}}[\w-]{{1,30}}|{_NAME})"
_AFTER_SAYING = (
    r"(?=\s?(?:[.,;:]|$)|\s(?:on|in|at|to|after|before|during|when|as|while|reporters|journalists|the|[A-Z]))"
)
ATTRIBUTION = re.compile(
    rf"[,?!](?=\s{{1,3}}(?:{_SPEAKER} (?:also |later |then |has |had )?{_SAYING}{_AFTER_SAYING}"
    rf"|{_SAYING} {_SPEAKER}\b))"
)
"""The last mark of an utterance: `We agree, he said`."""

NARRATION = re.compile(
    r"[.!?…](?=\s{1,3}(?!(?:And|As|But|I|If|It|Mine|Or|So|That|Then|They|This|We|What|When|Who|You)\b)"
    rf"(?:[HS]he|The (?:[\w-]{{1,30}} ){{0,3}}[\w-]{{1,30}}|{_NAME}) (?:also |later |then )?"
    rf"(?!(?:not|stat)es\b){_SAYING}\b)"
)
"""The last mark of an utterance before a sentence that reports another one: `We agree. He said that`."""

AFTER_SPEECH = re.compile(
    rf",?\s{{0,3}}(?:{_SPEAKER} {_SAYING}|{_SAYING} {_SPEAKER})\b(?:[^.!?:\"“”„«»]{{0,120}}[.!?:]|,)\s{{1,3}}"
    r"(?=[^\W\d_a-z]|[…\d])"
)
"""From a closing mark to the sentence after its attribution: `” he said. `"""

BEFORE_SPEECH = re.compile(rf"\b{_SAYING}(?! that\b)(?: [\w’'-]{{1,30}}){{0,4}}(?:: ?|, )(?=[^\W\d_a-z])")
"""From a verb of saying to the first word of an utterance: `He said: We agree`."""

SPEECH_BEGINS = re.compile(r"[.,:!?…]\s$")
"""What comes before the opening mark of an utterance within a paragraph: `She said, ‘`."""

SAYING_END = re.compile(rf"\b{_SAYING},$")
"""What comes before an opening mark, never before a closing one: `He said,`."""

SAYING_LENGTH = 20
"""Characters in which `SAYING_END` fits."""

ENDS_SPEECH = frozenset(",.!?…")
"""What can come before a closing mark at the end of an utterance: `…,” he said`, `….”`."""
