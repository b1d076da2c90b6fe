"""spaCy has no notion of weights in half precision, so that they are restored after it has read them."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any, TypedDict, Unpack

import numpy as np
from spacy.language import Language
from spacy.util import load_model_from_path
from spacy.vocab import Vocab
from thinc.api import Config, Model, NumpyOps, Ops

import en_diplotext.boundaries
import en_diplotext.consistency  # noqa: F401  # components of the pipeline
from en_diplotext.fast_ops import NumpyBlasOps
from en_diplotext.fast_tok2vec import accelerate

MODEL = Path(__file__).resolve().parent / "model"
MATRIX_PRODUCT = "EN_DIPLOTEXT_MATRIX_PRODUCT"
"""Environment variable: `numpy` (the default) or `blis`, spaCy's own."""


class Options(TypedDict, total=False):
    """What `spacy.load` takes beside the name; the meaning is the same."""

    vocab: Vocab | bool
    disable: str | Iterable[str]
    enable: str | Iterable[str]
    exclude: str | Iterable[str]
    config: dict[str, Any] | Config
    meta: dict[str, Any]


def load_pipeline(path: Path = MODEL, **options: Unpack[Options]) -> Language:
    """Load a packed pipeline.

    Args:
        path: The folder of the pipeline.
        **options: As in `spacy.load`.

    Returns:
        The pipeline, with weights in single precision.

    Raises:
        OSError: The folder is missing.
        ValueError: The environment names no matrix product.
    """
    fast = _fast_ops()
    nlp = load_model_from_path(path, **options)
    for _, component in nlp.components:  # disabled ones too
        model = getattr(component, "model", None)
        if isinstance(model, Model):
            _restore(model, fast)
            if fast is not None:
                accelerate(model)
    vectors = nlp.vocab.vectors
    if vectors.data.dtype == np.float16:
        vectors.data = vectors.data.astype(np.float32)
    return nlp


def _fast_ops() -> Ops | None:
    """The operations that replace thinc's NumPy ones, or None if the environment wants spaCy's matrix product."""
    product = os.environ.get(MATRIX_PRODUCT, "numpy")
    if product not in {"numpy", "blis"}:
        raise ValueError(f"{MATRIX_PRODUCT} is {product!r}; choose numpy or blis")
    return NumpyBlasOps() if product == "numpy" else None


def _restore(model: Model[Any, Any], fast: Ops | None) -> None:
    """Bring the weights of a model to single precision; models for other devices keep their operations."""
    for node in model.walk():
        if fast is not None and type(node.ops) is NumpyOps:
            node.ops = fast
        for name in node.param_names:
            if node.has_param(name):
                node.set_param(name, node.ops.asarray_f(node.get_param(name)))
