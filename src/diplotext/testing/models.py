"""A language model that recognizes the names that a test lists, whatever the installed model recognizes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from diplotext.syntax.language_models import make_splitter_known

if TYPE_CHECKING:
    from spacy.language import Language


def recognizing(**names: str) -> Language:
    """A blank English pipeline that recognizes given names, as in `recognizing(PERSON="Ana Silva|Silva", ORG="OECD")`.

    It assigns `doc.sents` and `doc.ents`, so that extractors that need these run with it, and recognizes nothing else.

    Args:
        names: For each label the names, separated by `|`.
    """
    import spacy

    language = spacy.blank("en")
    make_splitter_known()
    language.add_pipe("diplotext_sentences")
    ruler: Any = language.add_pipe("entity_ruler")
    patterns = [{"label": label, "pattern": name} for label, listed in names.items() for name in listed.split("|")]
    nothing = {"label": "ORG", "pattern": "\N{REPLACEMENT CHARACTER}"}  # spaCy warns of a ruler without patterns
    ruler.add_patterns(patterns or [nothing])
    return language
