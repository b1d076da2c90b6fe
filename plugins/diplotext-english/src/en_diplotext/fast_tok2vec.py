"""A small pipeline spends much of its time in token-to-vector models; this computes their predictions faster.

`accelerate` replaces the forward pass of a `spacy.Tok2Vec` model that has a `spacy.MultiHashEmbed` and a
`spacy.MaxoutWindowEncoder`, through thinc's public `Model.replace_callbacks`. Layers and weights stay where they are,
so that the model is written, copied and trained as before. The first training step restores thinc's forward pass for
good, because optimizers change weights in place, which could not be noticed here.
"""

import logging
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from spacy.tokens import Doc
from thinc.api import Model

from en_diplotext.fast_embedding import TypeEmbedding
from en_diplotext.fast_encoder import Floats, UnsuitableError, WindowEncoder
from en_diplotext.fast_ops import NumpyBlasOps

logger = logging.getLogger(__name__)

Forward = Callable[..., tuple[Any, Callable[..., Any]]]


def accelerate(model: Model[Any, Any]) -> None:
    """Give fast predictions to the token-to-vector models within a model.

    Args:
        model: The model of a component. What is not built as expected keeps thinc's forward pass; the log (level debug)
            says why.
    """
    for node in list(model.walk()):
        if node.has_ref("embed") and node.has_ref("encode"):
            # thinc has no public reader for what replace_callbacks sets.
            node.replace_callbacks(FastForward(node._func), init=node.init)


class FastForward:
    """A forward pass for thinc: fast for predictions, the given one for training.

    Args:
        plain: The forward pass of the model.
    """

    def __init__(self, plain: Forward) -> None:
        self._plain = plain
        self._prediction: _Prediction | None = None

    def __reduce__(self) -> tuple[type["FastForward"], tuple[Forward]]:
        """Copies and pickles begin with nothing computed."""
        return FastForward, (self._plain,)

    def __call__(
        self,
        model: Model[Any, Any],
        X: Sequence[Doc],  # noqa: N803  # thinc looks for this name
        is_train: bool,
    ) -> tuple[Any, Callable[..., Any]]:
        """The vectors of the documents' words and the callback for gradients; thinc calls it."""
        if is_train:
            self._give_up(model, "it is being trained")
            return self._plain(model, X, is_train)
        if not any(len(doc) for doc in X):
            return self._plain(model, X, is_train)
        prediction = self._prediction
        if prediction is None or not prediction.holds(model, X[0]):
            try:
                prediction = self._prediction = _Prediction(model, X[0])
            except UnsuitableError as error:
                self._give_up(model, str(error))
                return self._plain(model, X, is_train)
        return prediction(X), _no_gradient

    def _give_up(self, model: Model[Any, Any], reason: str) -> None:
        logger.debug("token-to-vector model %d keeps thinc's forward pass: %s", model.id, reason)
        self._prediction = None
        model.replace_callbacks(self._plain, init=model.init)


class _Prediction:
    """The prediction of one model with the weights and vectors it has now."""

    def __init__(self, model: Model[Any, Any], doc: Doc) -> None:
        nodes = list(model.walk())
        if not all(isinstance(node.ops, NumpyBlasOps) for node in nodes):
            raise UnsuitableError("it runs with other operations")
        if model.layers != [model.get_ref("embed"), model.get_ref("encode")]:
            raise UnsuitableError("it is not a chain of an embedding and an encoder")
        self._model = model
        self._weights = [
            (node, name, node.get_param(name)) for node in nodes for name in node.param_names if node.has_param(name)
        ]
        self._vectors = doc.vocab.vectors
        self._vectors_data = getattr(self._vectors, "data", None)
        self._embed = TypeEmbedding(model.get_ref("embed"), doc.vocab)
        self._encode = WindowEncoder(model.get_ref("encode"))

    def holds(self, model: Model[Any, Any], doc: Doc) -> bool:
        """Whether the model still has the weights, and the document the vectors, of this prediction."""
        return (
            model is self._model
            and doc.vocab.vectors is self._vectors
            and getattr(self._vectors, "data", None) is self._vectors_data
            and all(node.get_param(name) is weights for node, name, weights in self._weights)
        )

    def __call__(self, docs: Sequence[Doc]) -> list[Floats]:
        """The vectors of the words, an array for each document."""
        embedded = self._embed(docs)
        ends = np.cumsum([len(doc) for doc in docs])[:-1]
        return [self._encode(vectors) for vectors in np.split(embedded, ends)]


def _no_gradient(_: Any) -> list[Any]:
    raise ValueError("a prediction has no gradient; call the model with is_train=True")
