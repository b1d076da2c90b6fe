"""Patterns that show where quoted speech begins and ends if a quotation mark is missing.

These few patterns serve only to repair quotations; who said what is for extractors to find. No part of them repeats
without bound, so their running time stays linear in the length of the text.
"""

from __future__ import annotations

import re

_REPORTING = (
    r"(?:said|says|say|added|adds|told|tells|asked|asks|noted|notes|stated|states|warned|warns|replied|replies|wrote"
    r"|writes|explained|explains|insisted|insists|argued|argues|continued|continues|concluded|declared|stressed"
    r"|acknowledged|announced|recalled|tweeted|remarked|commented)"
)
_NAME = r"[A-Z][\w.'’-]{0,30}(?: [A-Z][\w.'’-]{0,30}){0,4}"
_SPEAKER = rf"(?:he|she|they|we|I|it|(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er) (?:[\w-]{{1,30}} ){{0,3}}[\w-]{{1,30}}|{_NAME})"
_AFTER_REPORTING = (
    r"(?=\s?(?:[.,;:]|$)|\s(?:on|in|at|to|after|before|during|when|as|while|reporters|journalists|the|[A-Z]))"
)
ATTRIBUTION = re.compile(
    rf"[,?!](?=\s{{1,3}}(?:{_SPEAKER} (?:also |later |then |has |had )?{_REPORTING}{_AFTER_REPORTING}"
    rf"|{_REPORTING} {_SPEAKER}\b))"
)
"""The punctuation mark that ends an utterance before its attribution: `We agree, he said`."""

NARRATION = re.compile(
    r"[.!?…](?=\s{1,3}(?!(?:And|As|But|I|If|It|Mine|Or|So|That|Then|They|This|We|What|When|Who|You)\b)"
    rf"(?:[HS]he|The (?:[\w-]{{1,30}} ){{0,3}}[\w-]{{1,30}}|{_NAME}) (?:also |later |then )?"
    rf"(?!(?:not|stat)es\b){_REPORTING}\b)"
)
"""The punctuation mark that ends an utterance before a sentence that reports another: `We agree. He said that`."""

AFTER_SPEECH = re.compile(
    rf",?\s{{0,3}}(?:{_SPEAKER} {_REPORTING}|{_REPORTING} {_SPEAKER})\b(?:[^.!?:\"“”„«»]{{0,120}}[.!?:]|,)\s{{1,3}}"
    r"(?=[^\W\d_a-z]|[…\d])"
)
"""From a closing quotation mark to the sentence after its attribution: `” he said. `"""

BEFORE_SPEECH = re.compile(rf"\b{_REPORTING}(?! that\b)(?: [\w’'-]{{1,30}}){{0,4}}(?:: ?|, )(?=[^\W\d_a-z])")
"""From a reporting verb to the first word of an utterance: `He said: We agree`."""

SPEECH_BEGINS = re.compile(r"[.,:!?…]\s$")
"""What comes before the opening quotation mark of an utterance within a paragraph: `She said, ‘`."""

REPORTING_END = re.compile(rf"\b{_REPORTING},$")
"""What comes before an opening quotation mark, never before a closing one: `He said,`."""

MAX_REPORTING_CHARACTERS = 20
"""Length of what `REPORTING_END` matches, at most."""

ENDS_SPEECH = frozenset(",.!?…")
"""What can come before a closing quotation mark at the end of an utterance: `…,” he said`, `….”`."""
