"""The public names of the text as characters, for type checkers and for the lazy import in `__init__.py`."""

from .article_header import Frame
from .joint_mentions import MAX_SENTENCES_BACK, named_together
from .paragraphs import paragraphs
from .quotations import Quotation, quotations
from .sentences import SENTENCE_END, ends_between, sentence_around, sentences_of
from .spans import Span, trimmed
from .view import TextView, view_of
from .words import WORD, Words, trimmed_name

__all__ = [
    "MAX_SENTENCES_BACK",
    "SENTENCE_END",
    "WORD",
    "Frame",
    "Quotation",
    "Span",
    "TextView",
    "Words",
    "ends_between",
    "named_together",
    "paragraphs",
    "quotations",
    "sentence_around",
    "sentences_of",
    "trimmed",
    "trimmed_name",
    "view_of",
]
