"""Parses that hold what an extractor declares to need, and nothing more."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

ATTRIBUTES = {
    "token.dep": ("DEP", "HEAD"),
    "token.head": ("DEP", "HEAD"),
    "token.tag": ("TAG",),
    "token.pos": ("POS",),
    "token.morph": ("MORPH",),
    "token.lemma": ("LEMMA",),
    "token.is_sent_start": ("SENT_START",),
    "doc.sents": ("SENT_START",),
    "token.ent_iob": ("ENT_IOB", "ENT_TYPE"),
    "token.ent_type": ("ENT_IOB", "ENT_TYPE"),
    "doc.ents": ("ENT_IOB", "ENT_TYPE"),
    "token.ent_kb_id": ("ENT_KB_ID",),
}
"""The names in `Extractor.needs`, with the attributes of tokens that hold what they name."""


def only_with(parse: Doc, needs: Collection[str]) -> Doc | None:
    """A copy of a parse with only the tokens and what is needed; None if tokens do not hold something needed."""
    from spacy.tokens import Doc

    if any(need not in ATTRIBUTES for need in needs):
        return None
    names = sorted({attribute for need in needs for attribute in ATTRIBUTES[need]})
    if "HEAD" in names and "SENT_START" in names:  # heads determine where sentences begin
        names.remove("SENT_START")
    copy = Doc(parse.vocab, [token.text for token in parse], [bool(token.whitespace_) for token in parse])
    if names and len(parse):
        attributes: list[int | str] = [*names]
        copy.from_array(attributes, parse.to_array(attributes))  # type: ignore[arg-type]
    return copy


def repeated(parse: Doc, times: int) -> Doc:
    """The parse of a text that is repeated several times."""
    from spacy.tokens import Doc

    joined = Doc.from_docs([parse] * times, ensure_whitespace=False, exclude=["tensor", "user_data"])  # type: ignore[call-arg]
    assert joined is not None
    return joined
