"""Most words of a text occur again, and their embeddings follow from their attributes: compute each word type once.

The attributes are those that the embedding tables read, and the word form, which the static vectors need. The
embeddings come from the model itself, called with word types in place of a document.
"""

from collections.abc import Sequence
from threading import Lock
from typing import Any

import numpy as np
from spacy.attrs import ORTH, intify_attr  # type: ignore[import-not-found]  # compiled
from spacy.tokens import Doc
from spacy.vocab import Vocab
from thinc.api import Model

from en_diplotext.fast_encoder import Floats, UnsuitableError

CAPACITY = 50_000
"""Word types that are kept; a table of width 96 then has 19 MB."""

LEAVES = frozenset(
    [
        "extract_features",
        "list2ragged",
        "ints-getitem",
        "hashembed",
        "static_vectors",
        "maxout",
        "layernorm",
        "dropout",
        "ragged2list",
    ]
)
"""Layers that treat every word by itself."""


class WordTypes:
    """What spaCy's feature extractor and static vectors ask of a document, answered for a list of word types."""

    def __init__(self, vocab: Vocab, columns: list[int], features: np.ndarray[Any, np.dtype[np.uint64]]) -> None:
        self.vocab, self.columns, self.features = vocab, columns, features

    def __len__(self) -> int:
        return len(self.features)

    def to_array(self, attributes: int | Sequence[int | str]) -> np.ndarray[Any, np.dtype[np.uint64]]:
        """The values of one attribute (a row) or of several (types x attributes)."""
        if isinstance(attributes, int):
            return self.features[:, self.columns.index(attributes)]
        return self.features[:, [self.columns.index(intify_attr(name)) for name in attributes]]


class TypeEmbedding:
    """The prediction of a `spacy.MultiHashEmbed`, remembered by word type.

    Args:
        model: The embedding layer.
        vocab: The vocabulary whose vectors it reads.

    Raises:
        UnsuitableError: The embedding of a word depends on more than its attributes, or its vectors may change.
    """

    def __init__(self, model: Model[Any, Any], vocab: Vocab) -> None:
        leaves = [node for node in model.walk() if not node.layers]
        unknown = sorted({node.name for node in leaves} - LEAVES)
        if unknown:
            raise UnsuitableError(f"the embedding has a layer {unknown[0]!r}")
        static = any(node.name == "static_vectors" for node in leaves)
        if static and getattr(vocab.vectors, "mode", None) != "floret":
            raise UnsuitableError("the static vectors are not of floret, so that they may grow")
        if static and vocab.vectors.strings is not vocab.strings:
            # spaCy pickles the store of strings twice, and the vectors' copy never hears of new words.
            vocab.vectors.strings = vocab.strings
        named = [name for node in leaves if node.name == "extract_features" for name in node.attrs["columns"]]
        self._columns = list(dict.fromkeys([ORTH, *map(intify_attr, named)]))
        self._model = model
        self._vocab = vocab
        self._rows: dict[bytes, int] = {}
        self._table = np.zeros((0, 0), dtype=np.float32)
        self._lock = Lock()

    def __call__(self, docs: Sequence[Doc]) -> Floats:
        """Embed the words of documents.

        Args:
            docs: The documents, of the vocabulary given above.

        Returns:
            The embeddings of all words, words x width.
        """
        features = np.concatenate([doc.to_array(self._columns) for doc in docs])
        keys: list[bytes] = features.view(f"V{features.shape[1] * features.itemsize}").ravel().tolist()
        with self._lock:
            self._learn(keys)
            return self._table[np.fromiter(map(self._rows.__getitem__, keys), dtype=np.intp, count=len(keys))]

    def _learn(self, keys: list[bytes]) -> None:
        """Compute what is not in the table; a full table is emptied first."""
        new = dict.fromkeys(key for key in keys if key not in self._rows)
        if not new:
            return
        if len(self._rows) + len(new) > CAPACITY:
            self._rows.clear()
            new = dict.fromkeys(keys)
        features = np.frombuffer(b"".join(new), dtype=np.uint64).reshape(len(new), -1)
        computed = self._model.predict([WordTypes(self._vocab, self._columns, features)])[0]
        first, end = len(self._rows), len(self._rows) + len(new)
        if end > len(self._table):
            grown = np.zeros((max(end, 2 * len(self._table)), computed.shape[1]), dtype=np.float32)
            grown[:first] = self._table[:first].reshape(first, computed.shape[1])
            self._table = grown
        self._table[first:end] = computed
        self._rows.update(zip(new, range(first, end), strict=True))
