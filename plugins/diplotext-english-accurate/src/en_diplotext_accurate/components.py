"""spaCy components: `encoder` holds the network, `parser` and `ner` write what it says into documents.

The network reads a document once, whichever of the two asks first.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.symbols import IDS  # type: ignore[import-not-found]  # compiled
from spacy.tokens import Doc, Span
from spacy.training import Example
from spacy.vocab import Vocab

from en_diplotext_accurate.blocks import cut, encode
from en_diplotext_accurate.names import best_names
from en_diplotext_accurate.network import Network, Scores
from en_diplotext_accurate.pieces import WordPieces
from en_diplotext_accurate.repairs import brackets, reported_questions, single_subjects
from en_diplotext_accurate.trees import best_heads

PARSED = ("token.tag", "token.pos", "token.morph", "token.dep", "token.head", "token.is_sent_start", "doc.sents")
NAMED = ("doc.ents", "token.ent_iob", "token.ent_type")
ROOT = "ROOT"
FILES = ("encoder.onnx", "relations.onnx", "labels.json", "vocabulary.txt")

Read = list[tuple[list[int], Scores]]
"""For each block the tokens of its words, and their scores."""


class Encoder:
    """Holds the network and what its numbers stand for; changes no document.

    Args:
        name: Its name in the pipeline.
    """

    def __init__(self, name: str = "encoder") -> None:
        self.name = name
        self.labels: dict[str, list[str]] = {"tag": [], "form": [], "relation": []}
        self._graphs: tuple[bytes, bytes] | None = None
        self._split: WordPieces | None = None
        self._network: Network | None = None
        self._last: tuple[Doc, Read] | None = None

    def __call__(self, doc: Doc) -> Doc:
        """The document as it is: the network is computed when a component asks for its scores."""
        return doc

    def scores(self, doc: Doc, *, keep: bool) -> Read:
        """What the network says of a document.

        Args:
            doc: A document; only its tokens count.
            keep: Whether another component will ask about the same document.

        Raises:
            ValueError: The component was made without weights.
        """
        last, found = self._last or (None, None)
        if last is not doc or found is None:
            found = self._read(doc)
        self._last = (doc, found) if keep else None
        return found

    def network(self) -> Network:
        """The network, made ready when it is first needed.

        Raises:
            ValueError: The component was made without weights.
        """
        if self._network is None:
            if self._graphs is None:
                raise ValueError(f"the component {self.name!r} has no weights; load the pipeline en_diplotext_accurate")
            self._network = Network(*self._graphs)
        return self._network

    def _read(self, doc: Doc) -> Read:
        network, split = self.network(), self._split
        assert split is not None
        words = [token.text for token in doc]
        spaces = [bool(token.whitespace_) for token in doc]
        read = []
        for start, end in cut(words, split):
            block = encode(words[start:end], spaces[start:end], split, start)
            if block.tokens:
                read.append((block.tokens, network.read(block)))
        return read

    def __getstate__(self) -> dict[str, Any]:
        """Copies and pickles make the network anew."""
        return {**self.__dict__, "_network": None, "_last": None}

    def to_bytes(self, exclude: Iterable[str] = ()) -> bytes:
        """The weights and labels, for spaCy."""
        parts = list(self._parts().values())
        sizes = json.dumps([len(part) for part in parts]).encode() + b"\n"
        return sizes + b"".join(parts)

    def from_bytes(self, data: bytes, exclude: Iterable[str] = ()) -> Encoder:
        """Take over weights and labels from `to_bytes`."""
        head, _, rest = data.partition(b"\n")
        parts = {}
        for name, size in zip(FILES, json.loads(head), strict=True):
            parts[name], rest = rest[:size], rest[size:]
        return self._take(parts)

    def to_disk(self, path: str | Path, exclude: Iterable[str] = ()) -> None:
        """Write weights and labels to a folder."""
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in self._parts().items():
            (folder / name).write_bytes(content)

    def from_disk(self, path: str | Path, exclude: Iterable[str] = ()) -> Encoder:
        """Read weights and labels from a folder."""
        return self._take({name: (Path(path) / name).read_bytes() for name in FILES})

    def _parts(self) -> dict[str, bytes]:
        graphs = self._graphs or (b"", b"")
        vocabulary = self._split.vocabulary if self._split else ()
        labels = json.dumps(self.labels, ensure_ascii=False, indent=1) + "\n"
        pieces = "".join(f"{piece}\n" for piece in vocabulary)
        return dict(zip(FILES, (*graphs, labels.encode(), pieces.encode()), strict=True))

    def _take(self, parts: dict[str, bytes]) -> Encoder:
        encoder, relations, labels, vocabulary = (parts[name] for name in FILES)
        self.labels = json.loads(labels)
        self._graphs = (encoder, relations) if encoder else None
        self._split = WordPieces(vocabulary.decode().split("\n")[:-1]) if vocabulary else None
        self._network = self._last = None
        return self


class Parser:
    """Writes tags, parts of speech, morphology, arcs and sentences.

    Args:
        vocab: The vocabulary of the pipeline.
        encoder: Gives the scores.
        others: Whether a component behind this one asks for the scores of the same document.
    """

    def __init__(self, vocab: Vocab, encoder: Encoder, others: Callable[[], bool]) -> None:
        self.encoder = encoder
        self._vocab = vocab
        self._others = others
        self._codes: _Codes | None = None

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels of arcs."""
        return tuple(self.encoder.labels["relation"])

    def __call__(self, doc: Doc) -> Doc:
        """Parse a document. Sentence starts that are set before are kept."""
        count = len(doc)
        if not count:
            return doc
        read = self.encoder.scores(doc, keep=self._others())
        if self._codes is None or self._codes.labels is not self.encoder.labels:
            self._codes = _Codes(self._vocab, self.encoder.labels)
        codes, labels = self._codes, self.encoder.labels
        given = doc.to_array("SENT_START").astype(np.int64)
        # White space hangs on the token before it; what stands before the first word, on that word.
        heads = np.maximum(np.arange(count) - 1, 0)
        rows = np.empty((count, 5), dtype=np.uint64)
        rows[:] = codes.space
        for tokens, scores in read:
            place = np.array(tokens)
            starts = np.where(given[place] == 0, scores.starts > 0, given[place] > 0)
            found = best_heads(scores.arcs, starts)
            numbers = self.encoder.network().relations(scores.relation_words, scores.relation_heads[found])
            relations = [
                ROOT if head == 0 else labels["relation"][number] for head, number in zip(found, numbers, strict=True)
            ]
            tags = [labels["tag"][number] for number in scores.tags]
            reported_questions(found, relations, tags)
            single_subjects(found, relations)
            brackets(found, relations, tags)
            rows[place, 0] = codes.tags[scores.tags]
            rows[place, 1] = codes.parts[scores.forms]
            rows[place, 2] = codes.morphs[scores.forms]
            rows[place, 4] = [codes.relations[relation] for relation in relations]
            heads[place] = np.where(found > 0, place[np.maximum(found - 1, 0)], place)
        if read:
            heads[: read[0][0][0]] = read[0][0][0]
        else:
            heads[:1] = 0
            rows[0, 4] = codes.relations[ROOT]
        rows[:, 3] = (heads - np.arange(count)).astype(np.int64).view(np.uint64)
        doc.from_array(["SENT_START"], np.zeros(count, dtype=np.uint64))  # type: ignore[arg-type]
        return doc.from_array(["TAG", "POS", "MORPH", "HEAD", "DEP"], rows)  # type: ignore[arg-type]

    def score(self, examples: Iterable[Example], **options: Any) -> dict[str, Any]:
        """The measures of spaCy's tagger, morphologizer and parser."""
        from spacy.pipeline.dep_parser import parser_score  # type: ignore[import-not-found]
        from spacy.pipeline.morphologizer import morphologizer_score  # type: ignore[import-not-found]
        from spacy.pipeline.tagger import tagger_score  # type: ignore[import-not-found]

        found = list(examples)
        return {
            **tagger_score(found, **options),
            **morphologizer_score(found, **options),
            **parser_score(found, **options),
        }


class _Codes:
    """spaCy's codes of the labels, by the numbers of the network."""

    def __init__(self, vocab: Vocab, labels: dict[str, list[str]]) -> None:
        self.labels = labels
        strings, morphology = vocab.strings, vocab.morphology
        forms = [form.partition("#")[::2] for form in labels["form"]]
        self.tags = np.array([strings.add(tag) for tag in labels["tag"]], dtype=np.uint64)
        self.parts = np.array([IDS[part] for part, _ in forms], dtype=np.uint64)
        self.morphs = np.array([morphology.add(features) for _, features in forms], dtype=np.uint64)
        self.relations = {relation: np.uint64(strings.add(relation)) for relation in [*labels["relation"], ROOT]}
        self.space = np.array([strings.add("_SP"), IDS["SPACE"], morphology.add(""), 0, strings.add("dep")], np.uint64)


class Names:
    """Writes the names.

    Args:
        encoder: Gives the scores.
    """

    def __init__(self, encoder: Encoder) -> None:
        self.encoder = encoder

    @property
    def labels(self) -> tuple[str, ...]:
        """The kinds of names."""
        from en_diplotext_accurate.names import KINDS

        return KINDS

    def __call__(self, doc: Doc) -> Doc:
        """Set the entities of a document."""
        doc.set_ents(
            [
                Span(doc, tokens[start], tokens[end - 1] + 1, label=kind)
                for tokens, scores in self.encoder.scores(doc, keep=False)
                for start, end, kind in best_names(scores.names)
            ]
        )
        return doc

    def score(self, examples: Iterable[Example], **options: Any) -> dict[str, Any]:
        """The measures of spaCy's recognizer."""
        from spacy.scorer import get_ner_prf

        return get_ner_prf(examples, **options)


@Language.factory("diplotext_encoder")
def make_encoder(nlp: Language, name: str) -> Encoder:
    """The component that holds the network."""
    return Encoder(name)


@Language.factory("diplotext_encoder_parser", assigns=list(PARSED), default_config={"upstream": "encoder"})
def make_parser(nlp: Language, name: str, upstream: str) -> Parser:
    """The parser on the encoder of that name."""
    return Parser(nlp.vocab, _upstream(nlp, name, upstream), _Asks(nlp, name))


@Language.factory("diplotext_encoder_names", assigns=list(NAMED), default_config={"upstream": "encoder"})
def make_names(nlp: Language, name: str, upstream: str) -> Names:
    """The recognizer of names on the encoder of that name."""
    return Names(_upstream(nlp, name, upstream))


class _Asks:
    """Whether a component of the pipeline behind the parser will ask for names."""

    def __init__(self, nlp: Language, name: str) -> None:
        self._nlp, self._name = nlp, name

    def __call__(self) -> bool:
        return any(isinstance(component, Names) for _, component in self._nlp.pipeline)


def _upstream(nlp: Language, name: str, upstream: str) -> Encoder:
    found = dict(nlp.components).get(upstream)
    if not isinstance(found, Encoder):
        raise ValueError(f"the component {name!r} needs the component {upstream!r} before it in the pipeline")
    return found
