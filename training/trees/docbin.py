"""spaCy trains on Doc objects, while treebanks are lists of sentences without the line breaks of real articles.

Sentences become documents of one to six sentences with newline tokens between paragraphs, some in the other marks.
"""

import random
from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Doc, DocBin
from spacy.vocab import Vocab

from training.documents import grouped
from training.trees.conllu import Sentence
from training.trees.marks import curled, has_curly, straightened

ATTRIBUTES = ("ORTH", "SPACY", "TAG", "POS", "MORPH", "LEMMA", "HEAD", "DEP", "SENT_START")
# Universal features that the trained pipeline predicts; the treebanks disagree about the others.
NOMINAL_FEATURES = ("Case", "Definite", "Degree", "Gender", "NumType", "Number", "Person", "Poss", "PronType", "Reflex")
FEATURES = frozenset((*NOMINAL_FEATURES, "Mood", "Polarity", "Tense", "VerbForm", "Voice"))


def morphology(feats: str) -> str:
    """The features that the pipeline predicts, out of all features of a word."""
    return "|".join(feature for feature in feats.split("|") if feature.partition("=")[0] in FEATURES)


def document(vocab: Vocab, sentences: Sequence[Sentence], breaks: Sequence[str] = ()) -> Doc:
    """Put sentences together to a spaCy document.

    Args:
        vocab: The vocabulary of the pipeline.
        sentences: Sentences with ClearNLP labels, in order.
        breaks: For each sentence the newlines before it, or an empty string for a space.

    Returns:
        The document with tags, parts of speech, morphology, lemmas, heads, labels and sentence starts.
    """
    words: list[str] = []
    spaces: list[bool] = []
    rows: list[tuple[str, str, str, str, int, str]] = []  # tag, pos, morphology, lemma, head, label
    for position, sentence in enumerate(sentences):
        newlines = breaks[position] if breaks else ""
        if words:
            spaces[-1] = not newlines
            if newlines:  # a white-space token belongs to the sentence before it
                rows.append(("_SP", "SPACE", "", newlines, len(words) - 1, "dep"))
                words.append(newlines)
                spaces.append(False)
        start = len(words)
        for index, token in enumerate(sentence.tokens):
            head = start + (index if token.head == -1 else token.head)
            rows.append((token.xpos, token.upos, morphology(token.feats), token.lemma, head, token.dep))
            words.append(token.form)
            spaces.append(token.space_after)
    tags, pos, morphs, lemmas, heads, deps = (list(column) for column in zip(*rows, strict=True))
    return Doc(
        vocab,
        words=words,
        spaces=spaces,
        tags=tags,
        pos=pos,
        morphs=morphs,
        lemmas=lemmas,
        heads=heads,
        deps=deps,
    )


def documents(
    sentences: Iterable[Sentence], vocab: Vocab, seed: int, *, other_marks: float = 0.0, newlines: bool = True
) -> Iterator[Doc]:
    """Turn sentences into documents.

    Args:
        sentences: Sentences with ClearNLP labels, in order.
        vocab: The vocabulary of the pipeline.
        seed: Decides about lengths, newlines and marks.
        other_marks: Share of the documents, 0 to 1, whose straight marks become curly or the other way round.
        newlines: Whether newline tokens stand between paragraphs.

    Yields:
        The documents.
    """
    rng = random.Random(seed)  # noqa: S311  # repeatable on purpose
    for group in grouped(sentences, rng):
        marked = group
        if rng.random() < other_marks:
            change = straightened if any(has_curly(sentence) for sentence in group) else curled
            marked = [change(sentence) for sentence in group]
        breaks = [rng.choice(("\n", "\n\n")) if newlines and s.starts_paragraph else "" for s in marked]
        yield document(vocab, marked, breaks)


def pack(docs: Iterable[Doc]) -> DocBin:
    """The documents with the attributes that training needs."""
    return DocBin(attrs=ATTRIBUTES, docs=docs)
