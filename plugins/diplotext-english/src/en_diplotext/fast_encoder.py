"""thinc computes a window encoder layer by layer over all words; in blocks that fit the processor's cache it is faster.

The arithmetic is that of `spacy.MaxoutWindowEncoder`: each layer takes a word with its neighbours, keeps the largest of
some linear maps, normalizes it and adds it to the word. Every document is computed on its own, in blocks whose sizes
follow from its length alone, so that its vectors are the same bits in any batch, even if a row of a product depends on
its place in the block.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.lib.stride_tricks import as_strided
from thinc.api import Model

LEAVES = ["expand_window", "maxout", "layernorm", "dropout"]
EPSILON = np.float32(1e-8)
"""What thinc adds to a variance."""
BLOCK = 128
"""Rows that are computed at once."""
STEP = 8
"""The rows of a last block are filled up to a multiple of this."""

Floats = np.ndarray[Any, np.dtype[np.float32]]


class UnsuitableError(ValueError):
    """A model is not built as the fast path expects."""


class Layer(NamedTuple):
    """The weights of one layer; the columns are ordered by maxout piece, then by dimension."""

    weights: Floats
    bias: Floats
    gain: Floats
    shift: Floats
    pieces: int


class WindowEncoder:
    """The prediction of a `spacy.MaxoutWindowEncoder`.

    Args:
        model: The encoder.

    Raises:
        UnsuitableError: The model is another encoder.
    """

    def __init__(self, model: Model[Any, Any]) -> None:
        if not model.name.startswith("with_array(") or "pad" not in model.attrs:
            raise UnsuitableError(f"the encoder is {model.name!r}, not a spacy.MaxoutWindowEncoder")
        self.padding: int = model.attrs["pad"]
        stack = model.layers[0]
        # A stack of one layer is that layer: it holds nothing but what the residual connection bridges.
        parts = stack.layers if len(stack.layers) > 1 else [stack]
        self.layers: list[Layer] = []
        for part in parts:
            self.window, layer = _layer(part)
            self.layers.append(layer)
        if not self.layers or self.padding < self.window * len(self.layers):
            raise UnsuitableError("the encoder's padding is smaller than what its layers see")

    def __call__(self, vectors: Floats) -> Floats:
        """Encode one document.

        Args:
            vectors: The embedded words, words x width.

        Returns:
            The encoded words, words x width, in an array of their own.
        """
        count, width = vectors.shape
        begin, end = self.window, self.window + count + 2 * self.padding
        # The outer rows stay zero: they stand for the neighbours of the first and the last row.
        current = np.zeros((end + self.window, width), dtype=np.float32)
        following = np.zeros_like(current)
        current[begin + self.padding : end - self.padding] = vectors
        windows = np.zeros((BLOCK, (2 * self.window + 1) * width), dtype=np.float32)
        for layer in self.layers:
            for start in range(begin, end, BLOCK):
                stop = min(start + BLOCK, end)
                _convolve(layer, current, following, windows, start, stop, self.window)
            current, following = following, current
        return current[begin + self.padding : end - self.padding].copy()


def _layer(model: Model[Any, Any]) -> tuple[int, Layer]:
    """The window size and the weights of a residual layer."""
    leaves = [node for node in model.walk(order="dfs_pre") if not node.layers]
    if not model.name.startswith("residual(") or [node.name for node in leaves] != LEAVES:
        raise UnsuitableError(f"a layer of the encoder is {model.name!r}")
    expand, maxout, normalize, _ = leaves
    weights, bias, gain, shift = (
        np.asarray(node.get_param(name))
        for node, name in ((maxout, "W"), (maxout, "b"), (normalize, "G"), (normalize, "b"))
    )
    width, pieces, inputs = weights.shape
    window: int = expand.attrs["window_size"]
    if inputs != (2 * window + 1) * width:
        raise UnsuitableError(f"a layer of the encoder takes {inputs} values and gives {width}")
    columns = weights.transpose(1, 0, 2).reshape(pieces * width, inputs)
    return window, Layer(np.ascontiguousarray(columns.T), bias.T.reshape(-1), gain, shift, pieces)


def _convolve(
    layer: Layer, current: Floats, following: Floats, windows: Floats, start: int, stop: int, window: int
) -> None:
    """Write rows `start` to `stop` of the layer's output into `following`; `windows` is a place to work in."""
    rows, width = stop - start, current.shape[1]
    filled = -(-rows // STEP) * STEP
    row, value = current.strides
    windows[:rows] = as_strided(current[start - window :], (rows, windows.shape[1]), (row, value), writeable=False)
    maps = np.matmul(windows[:filled], layer.weights)[:rows]
    maps += layer.bias
    best = maps[:, :width]
    for piece in range(1, layer.pieces):
        np.maximum(best, maps[:, piece * width : (piece + 1) * width], out=best)
    best -= best.mean(axis=1, keepdims=True)
    deviation = np.einsum("ij,ij->i", best, best)
    deviation /= width
    deviation += EPSILON
    np.sqrt(deviation, out=deviation)
    best /= deviation[:, None]
    best *= layer.gain
    best += layer.shift
    np.add(best, current[start:stop], out=following[start:stop])
