"""The language model that parses the text for all extractors of a pipeline.

Where tokens and sentences are enough, spaCy's blank English with a rule-based sentence splitter serves; extractors that
need syntax or names get a trained pipeline: of the package en-diplotext-accurate where it is installed, else of
en-diplotext. Any spaCy `Language` can take their place.
"""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from diplotext.errors import PipelineError, nearest
from diplotext.model.provenance import LanguageModel
from diplotext.syntax.spacy_import import import_spacy
from diplotext.text.paragraphs import paragraphs

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

MODELS = {"accurate": "en_diplotext_accurate", "fast": "en_diplotext"}
"""The packages of the trained pipelines; the first that is installed is used where somebody needs a parse."""

NAMES = frozenset(("doc.ents", "token.ent_iob", "token.ent_type"))
CONSISTENCY = "diplotext_consistency"
FINDING_NAMES = ("ner", CONSISTENCY)
"""The components of our trained pipelines that are left out where nobody needs names."""

SPLIT = frozenset(("token.is_sent_start", "doc.sents"))
"""What the parses of blank English with the sentence splitter hold, known without making one."""

SURROGATE = re.compile("[\ud800-\udfff]")
WORD = re.compile(r"[^\W\d_]{2}")
CHUNK = re.compile(r"\S{1,200} ?|\s{1,200}")
UNBROKEN = re.compile(r"\S{200}(?=\S)")
MARKS = re.compile(r"[^\w\s]{200,}")
"""Noise of marks, each of which would be a token for the parser."""

PIECE = 900_000
"""Characters of a text that are parsed at once: spaCy's own limit is a million."""

BATCH = 50_000
"""Characters of several texts that are parsed at once: a network takes up to 15 kB of memory for a token."""

SMALL_PIECE = 100_000
"""Characters of a text that are parsed at once by a language model with spaCy's networks: they take that memory."""


def default_language(needs: Collection[str] = ()) -> Language:
    """The cheapest language model that holds what is needed.

    Args:
        needs: What a parse must hold, as in `Extractor.needs`.

    Returns:
        Blank English with a sentence splitter, several times faster than any parser, where tokens and sentences are
        enough or no trained pipeline is installed; else the most accurate of `MODELS` that is installed, without what
        finds names if they are not needed.
    """
    if SPLIT.issuperset(needs):
        return _splitter()
    installed = [package for package in MODELS.values() if importlib.util.find_spec(package)]
    return _trained(installed[0], () if NAMES.intersection(needs) else FINDING_NAMES) if installed else _splitter()


@cache
def _splitter() -> Language:
    language: Language = import_spacy().blank("en")
    make_splitter_known()
    language.add_pipe("diplotext_sentences")
    return language


@cache
def _trained(package: str, exclude: tuple[str, ...]) -> Language:
    return _load(package, exclude)


def load_language(language: Language | str | None, needs: Collection[str] = ()) -> Language:
    """A language model by name or path; for None the default one that holds what is needed.

    Raises:
        PipelineError: If spaCy cannot load it.
    """
    if language is None:
        return default_language(needs)
    return _load(language) if isinstance(language, str) else language


def _load(name: str, exclude: Sequence[str] = ()) -> Language:
    spacy = import_spacy()
    try:
        language: Language = spacy.load(name, exclude=exclude)
    except (OSError, ValueError, ImportError, KeyError) as error:
        installed = nearest(name, spacy.util.get_installed_models())
        raise PipelineError(
            f"language model {name!r} cannot be loaded: {error} Installed models: {installed}"
        ) from error
    return language


@cache
def make_splitter_known() -> None:
    """Make the sentence splitter known to spaCy, as the component `diplotext_sentences`."""
    from spacy.language import Language

    Language.component("diplotext_sentences", assigns=sorted(SPLIT), func=split_sentences, retokenizes=False)


FINAL_MARKS = re.compile(r"[.!?…]+")
CLOSING = frozenset([*"\"'”’»)]", "''"])
OPENING = frozenset([*"\"“'‘«([", "``", "''"])


def split_sentences(doc: Doc) -> Doc:
    """Set sentence boundaries: at paragraphs, and after final punctuation with the closing marks that follow it.

    A lower-case word after the closing mark continues the sentence (`"Why?" he asked`).
    """
    import numpy as np

    blocks = {block.start for block in paragraphs(doc.text)}
    starts = np.full(len(doc), -1, dtype=np.int64)  # spaCy's "no": a token in the middle of a sentence
    begins = True  # whether the next word begins a sentence
    ended = False  # whether final punctuation came, and only closing marks since
    for token in doc:
        if token.idx in blocks:
            begins, ended = True, False
        if token.is_space:
            continue
        if ended and not (token.text in CLOSING and not _room_before(doc, token.i)):
            begins = not (token.is_lower or token.is_punct) or token.text in OPENING
            ended = False
        if begins:
            starts[token.i] = 1
            begins = False
        if FINAL_MARKS.fullmatch(token.text):
            ended = True
    starts[:1] = 1
    # Setting the tokens one by one would take quadratic time: each looks through the whole text for a parse.
    return doc.from_array(["SENT_START"], starts.view(np.uint64))  # type: ignore[arg-type]


def _room_before(doc: Doc, index: int) -> bool:
    return index > 0 and bool(doc[index - 1].whitespace_ or doc[index - 1].is_space)


def identity(language: Language) -> LanguageModel:
    """Name and version of a language model."""
    meta = language.meta
    return LanguageModel(f"{meta['lang']}_{meta['name']}", str(meta["version"]))


def meets(language: Language) -> frozenset[str]:
    """What the parses of a language model hold, in spaCy's words for what its components assign: `token.dep`."""
    assigned = {attribute for name in language.pipe_names for attribute in language.get_pipe_meta(name).assigns}
    if "attribute_ruler" in language.pipe_names and "token.tag" in assigned:  # maps tags to these
        assigned |= {"token.pos", "token.morph"}
    return frozenset(assigned)


def parse(language: Language, text: str) -> Doc:
    """Parse a text of any length; lone surrogates are parsed as replacement characters, so that offsets stay."""
    clean = SURROGATE.sub("\ufffd", text)
    if not WORD.search(clean):  # nothing but marks and figures: there is no grammar to be found
        return split_sentences(_chunks(language, clean))
    size = _piece(language)
    if len(clean) <= size:
        return language(_tokens(language, clean))
    pieces = [_tokens(language, piece) for piece in _pieces(clean, size)]
    if CONSISTENCY not in language.pipe_names:
        return _joined(language, [language(piece) for piece in pieces])
    joined = _joined(language, [language(piece, disable=[CONSISTENCY]) for piece in pieces])
    return language.get_pipe(CONSISTENCY)(joined)  # it compares the names of a whole text


def parse_all(language: Language, texts: Iterable[str]) -> Iterator[Doc]:
    """Parse several texts in one go; each like `parse`."""
    batch = [SURROGATE.sub("\ufffd", text) for text in texts]
    if any(len(text) > _piece(language) or not WORD.search(text) for text in batch):
        yield from (parse(language, text) for text in batch)
        return
    for together in _by_size(batch):
        yield from language.pipe(_tokens(language, text) for text in together)


def _piece(language: Language) -> int:
    """Characters of a text that a language model parses at once."""
    return min(PIECE, SMALL_PIECE) if "tok2vec" in language.pipe_names else PIECE


def _by_size(texts: Sequence[str]) -> Iterator[list[str]]:
    """The texts in order, in batches of `BATCH` characters or a single longer text."""
    batch: list[str] = []
    size = 0
    for text in texts:
        if batch and size + len(text) > BATCH:
            yield batch
            batch, size = [], 0
        batch.append(text)
        size += len(text)
    if batch:
        yield batch


def _tokens(language: Language, text: str) -> Doc:
    """The tokens of a text; noise is cut into long pieces, for which spaCy would take very long."""
    docs: list[Doc] = []
    done = 0
    for match in MARKS.finditer(text):
        docs += [*_cut(language, text[done : match.start()]), _chunks(language, match[0])]
        done = match.end()
    docs += _cut(language, text[done:])
    return docs[0] if len(docs) == 1 else _joined(language, docs)


def _cut(language: Language, text: str) -> Iterator[Doc]:
    """The tokens of a text; what has no space in it for too long is cut, as spaCy takes quadratic time for it."""
    cuts = [match.end() for match in UNBROKEN.finditer(text)]
    for start, end in pairwise([0, *cuts, len(text)]):
        yield language.make_doc(text[start:end])


def _chunks(language: Language, text: str) -> Doc:
    """A text without words, in long pieces instead of tokens."""
    from spacy.tokens import Doc

    pieces = [match[0] for match in CHUNK.finditer(text)]
    spaces = [piece.endswith(" ") and not piece.isspace() for piece in pieces]
    words = [piece[:-1] if space else piece for piece, space in zip(pieces, spaces, strict=True)]
    return Doc(language.vocab, words=words, spaces=spaces)


def _joined(language: Language, docs: Sequence[Doc]) -> Doc:
    from spacy.tokens import Doc

    return Doc.from_docs(list(docs), ensure_whitespace=False) or language.make_doc("")


def _pieces(text: str, size: int) -> Iterator[str]:
    """The text in pieces that end with a paragraph, or where that is impossible with a word."""
    start = 0
    while len(text) - start > size:
        end = text.rfind("\n", start, start + size) + 1
        if end <= start:
            end = text.rfind(" ", start, start + size) + 1
        if end <= start:
            end = start + size
        yield text[start:end]
        start = end
    yield text[start:]
