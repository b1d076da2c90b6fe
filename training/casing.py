"""Headlines and old wire copy come in capitals; a pipeline that has only seen ordinary sentences fails on them.

The documents made here have other forms and the same annotation: lemmas, tags, trees, sentence starts and names stay.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, cast

from spacy.tokens import Doc

# Words that headlines in title case keep small, but for the first word: articles, conjunctions, short prepositions.
ARTICLES_AND_CONJUNCTIONS = ("a", "an", "and", "as", "but", "nor", "or", "the")
PREPOSITIONS = (
    "at",
    "by",
    "for",
    "from",
    "in",
    "into",
    "of",
    "on",
    "onto",
    "over",
    "per",
    "to",
    "up",
    "via",
    "vs",
    "with",
)
SMALL = frozenset((*ARTICLES_AND_CONJUNCTIONS, *PREPOSITIONS))
CLITIC = re.compile(r"(?:['’]\w{1,2}|n['’]t)", re.IGNORECASE)


def with_forms(doc: Doc, forms: Sequence[str]) -> Doc:
    """The document with other forms for its tokens and the same annotation.

    Args:
        doc: A document with any annotation.
        forms: A form for each token.
    """
    made = Doc(doc.vocab, words=list(forms), spaces=[bool(token.whitespace_) for token in doc])
    kept: list[int | str] = ["TAG", "POS", "MORPH", "LEMMA", "ENT_IOB", "ENT_TYPE"]
    if doc.has_annotation("DEP"):
        kept += ["HEAD", "DEP"]
    elif doc.has_annotation("SENT_START"):
        kept.append("SENT_START")
    made.from_array(kept, cast("Any", doc.to_array(kept)))
    made.user_data.update(doc.user_data)
    return made


def headline_case(doc: Doc) -> Doc:
    """The document with capitals as in headlines: "Ministers Meet in Geneva"."""
    forms: list[str] = []
    for token in doc:
        first = token.i == 0 or doc[token.i - 1].is_space or bool(token.is_sent_start)
        small = CLITIC.fullmatch(token.text) or (token.lower_ in SMALL and not first)
        forms.append(token.text if small else token.text[0].upper() + token.text[1:])
    return with_forms(doc, forms)


def upper_case(doc: Doc) -> Doc:
    """The document in capitals."""
    return with_forms(doc, [_same_length(token.text, token.text.upper()) for token in doc])


def lower_case(doc: Doc) -> Doc:
    """The document in small letters."""
    return with_forms(doc, [_same_length(token.text, token.text.lower()) for token in doc])


def _same_length(text: str, changed: str) -> str:
    """The changed text, or the text where a letter has become two."""
    return changed if len(changed) == len(text) else text


CASES: Mapping[str, Callable[[Doc], Doc]] = {"headline": headline_case, "upper": upper_case, "lower": lower_case}
