"""The name recognizer learns from real text, tokenized as users' articles will be, with names of several corpora mixed.

Names are kept by character, so that text can get other marks and new line breaks before spaCy's tokenizer sees it.
"""

import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import attrs
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from training.documents import grouped
from training.names.gum import read_gum
from training.names.overlap import Seen
from training.names.readers import CROSSNER_DOMAINS, read_crossner, read_re3d, read_uner, read_wikigold
from training.names.text import Name, NamedText, with_other_marks

OTHER_MARKS = 0.5
LONE_PARAGRAPHS = 0.1
BLOCK = 8
SOURCE = "source"


def document(language: Language, text: str, names: Sequence[Name], source: str) -> Doc:
    """Tokenize a text and give it its names.

    Args:
        language: An empty English pipeline.
        text: The text.
        names: Its names and unknown spans, without overlaps; those that start or end within a token are unknown.
        source: The corpus, kept as `doc.user_data["source"]`.

    Returns:
        A document where every token is in a name, outside, or unknown.
    """
    doc = language.make_doc(text)
    entities: list[Span] = []
    missing: list[Span] = []
    used: set[int] = set()
    for name in sorted(names, key=lambda name: (name.label is None, name.start)):
        exact = doc.char_span(name.start, name.end, label=name.label or "", alignment_mode="strict")
        touched = doc.char_span(name.start, name.end, alignment_mode="expand")
        if touched is None:
            raise ValueError(f"a name outside of the text: {name}")
        positions = range(touched.start, touched.end)
        if exact is not None and name.label and used.isdisjoint(positions):
            entities.append(exact)
        else:
            missing.extend(doc[i : i + 1] for i in positions if i not in used and not doc[i].is_space)
        used.update(positions)
    doc.set_ents(entities, missing=missing, default="outside")
    doc.user_data[SOURCE] = source
    return doc


def documents(
    sentences: Iterable[NamedText], language: Language, rng: random.Random, *, other_marks: float
) -> Iterator[Doc]:
    """Put sentences together to documents of one to six, with newlines between paragraphs.

    Args:
        sentences: Sentences of one corpus in order.
        language: An empty English pipeline.
        rng: Decides about lengths, newlines and marks.
        other_marks: Share of the documents with the other kind of marks.
    """
    for group in grouped(sentences, rng):
        yield _joined(group, language, rng, other_marks)


def _joined(group: Sequence[NamedText], language: Language, rng: random.Random, other_marks: float) -> Doc:
    """The document of a group of sentences."""
    text, names = "", []
    change = rng.random() < other_marks
    for sentence in group:
        if text:
            breaks = sentence.starts_paragraph or rng.random() < LONE_PARAGRAPHS
            text += rng.choice(("\n", "\n\n")) if breaks else " "
        names += [attrs.evolve(name, start=name.start + len(text), end=name.end + len(text)) for name in sentence.names]
        text += sentence.text
    return document(language, with_other_marks(text) if change else text, names, group[0].source)


def train_sentences(corpora: Path) -> dict[str, list[NamedText]]:
    """The sentences of each corpus that may be trained on."""
    names, parse = corpora / "names", corpora / "parse"
    crossner = {
        f"crossner_{domain}": [*read_crossner(names, domain, "train"), *read_crossner(names, domain, "dev")]
        for domain in CROSSNER_DOMAINS
    }
    return {
        "uner": list(read_uner(names / "uner_ewt_train.iob2", parse / "ewt" / "train.conllu")),
        **crossner,
        "wikigold": list(read_wikigold(names / "wikigold.txt")),
        "re3d": list(read_re3d(names / "re3d.jsonl")),
        "gum": list(read_gum(parse / "gum" / "train.conllu")),
    }


def gold_documents(
    corpora: Path, seed: int, *, seen: Seen | None = None, left_out: Counter[str] | None = None
) -> list[Doc]:
    """The training documents of all corpora, mixed.

    Args:
        corpora: Holds `names` and `parse`.
        seed: Decides about everything random.
        seen: Texts that must not be trained on; sentences that overlap with them are left out.
        left_out: Gets the number of sentences left out by corpus.

    Returns:
        The documents; `doc.user_data["source"]` names the corpus.
    """
    rng = random.Random(seed)  # noqa: S311  # repeatable on purpose
    language = spacy.blank("en")
    blocks: list[list[Doc]] = []
    for source, sentences in train_sentences(corpora).items():
        kept = [sentence for sentence in sentences if seen is None or not seen.overlaps(sentence.text)]
        if left_out is not None and len(kept) < len(sentences):
            left_out[source] += len(sentences) - len(kept)
        docs = list(documents(kept, language, rng, other_marks=OTHER_MARKS))
        blocks += [docs[start : start + BLOCK] for start in range(0, len(docs), BLOCK)]
    rng.shuffle(blocks)
    return [doc for block in blocks for doc in block]


def dev_documents(corpora: Path, seed: int) -> list[Doc]:
    """The documents for choosing the best weights: the development parts of UNER EWT and GUM, in their own marks."""
    rng = random.Random(seed)  # noqa: S311  # repeatable on purpose
    language = spacy.blank("en")
    names, parse = corpora / "names", corpora / "parse"
    uner = read_uner(names / "uner_ewt_dev.iob2", parse / "ewt" / "dev.conllu")
    gum = read_gum(parse / "gum" / "dev.conllu")
    return [doc for part in (uner, gum) for doc in documents(part, language, rng, other_marks=0.0)]
