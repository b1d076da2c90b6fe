"""On many processors the BLIS kernels in spaCy's wheels multiply matrices several times slower than NumPy does.

thinc, spaCy's machine learning library, does its arithmetic through an `Ops` object. The one here multiplies with NumPy
(OpenBLAS, or Accelerate on macOS) and is registered with thinc as `numpy_blas`. `en_diplotext.load` gives it to the
models of its own pipeline; to use it for others too, set it before they are loaded:

    import en_diplotext.fast_ops
    from thinc.api import get_ops, set_current_ops

    set_current_ops(get_ops("numpy_blas"))

The products are small, so that several threads of OpenBLAS cost more than they bring: `OPENBLAS_NUM_THREADS=1`.

A text must get the same bits alone as in a batch, but NumPy's libraries promise nothing of the kind. Their kernels cut
a product into tiles and may add up the terms of a sum in another order in another tile: with OpenBLAS on a processor
with AVX2 and without AVX-512, the last digits of a row depend on where it stands, even if no shape ever changes.

Here every call of the library has the same form. It multiplies a part of the right matrix, transposed, by exactly
`TILE` words, which stand in columns; missing ones are zeros. Kernels hold such columns side by side in vector registers
of 4, 8 or 16 numbers. 16 words fill the registers, so that none is left to the code for remainders, and are few enough
for all to pass through the same instructions; the kernels for AVX2 make a difference from 24 on. The parts follow from
the shape of the right matrix alone. They have two rows at least, because the product with a single one would be left to
kernels for vectors, and are so small that the library does not divide the work among threads.

Before the first product of a shape, equal words are multiplied to make sure. If a library should treat them unequally
all the same, the products of that shape are those of BLIS, which fills up every tile to one size.
"""

from functools import cache
from itertools import pairwise
from typing import Any

import numpy as np
from thinc.api import NumpyOps, registry

TILE = 16
"""Words that are multiplied by one call of the library."""
GROUP = 32
"""Tiles that are laid out at once; they fit a processor's cache."""
PART = 2**18
"""Multiplications of one call: with more, OpenBLAS would use several threads."""

BLIS = NumpyOps(use_blis=True)


@registry.ops("NumpyBlasOps")
class NumpyBlasOps(NumpyOps):  # type: ignore[misc]  # thinc does not type it
    """thinc's NumPy operations with NumPy's own matrix product."""

    name = "numpy_blas"

    def __init__(self, device_type: str = "cpu", device_id: int = -1, *, use_blis: bool = False) -> None:
        super().__init__(device_type, device_id, use_blis=use_blis)

    def gemm(self, x: Any, y: Any, *, out: Any = None, trans1: bool = False, trans2: bool = False) -> Any:
        """The product of two matrices; a row of it depends on that row of `x` and on `y` alone.

        Args:
            x: The left matrix, a row for each word unless `trans1` is set.
            y: The right matrix.
            out: Where to write the product, or None for a new array.
            trans1: Transpose `x` first. Gradients need this, over all words at once, and are not cut in tiles.
            trans2: Transpose `y` first.

        Returns:
            The product.
        """
        if trans1:
            return super().gemm(x, y, out=out, trans1=trans1, trans2=trans2)
        weights = np.ascontiguousarray(y if trans2 else y.T)
        if out is None:
            out = np.empty((len(x), len(weights)), dtype=np.result_type(x, y))
        if tiles_are_even(*weights.shape, out.dtype):
            _multiply(x, weights, out)
        else:
            out[...] = BLIS.gemm(x, weights, trans2=True)
        return out


@cache
def tiles_are_even(columns: int, inner: int, dtype: np.dtype[Any]) -> bool:
    """Whether equal words get equal bits, wherever they stand in a tile.

    Args:
        columns: The columns of the product.
        inner: The length of the sums.
        dtype: The type of the product.
    """
    generator = np.random.default_rng(0)
    words = np.repeat(generator.random((1, inner)).astype(dtype) - 0.5, TILE, axis=0)
    weights = generator.random((columns, inner), dtype=np.float32).astype(dtype) - 0.5
    product = np.empty((TILE, columns), dtype=dtype)
    _multiply(words, weights, product)
    return bool((product == product[0]).all())


def _multiply(x: Any, weights: Any, out: Any) -> None:
    """Write the product of words (rows of `x`) and `weights` (a row for each column of the product) to `out`."""
    columns, inner = weights.shape
    if columns == 1:
        twice = np.empty((len(x), 2), dtype=out.dtype)
        _multiply(x, np.repeat(weights, 2, axis=0), twice)
        out[...] = twice[:, :1]
        return
    parts = max(1, -(-columns // max(PART // (TILE * max(inner, 1)), 4)))
    ends = [columns * part // parts for part in range(parts + 1)]
    group = min(GROUP, -(-len(x) // TILE))
    words = np.empty((group, inner, TILE), dtype=x.dtype)
    room = np.empty((group, -(-columns // parts), TILE), dtype=out.dtype)
    for start in range(0, len(x), TILE * GROUP):
        rows, target = x[start : start + TILE * GROUP], out[start : start + TILE * GROUP]
        tiles, rest = divmod(len(rows), TILE)
        whole = tiles * TILE
        words[:tiles] = rows[:whole].reshape(tiles, TILE, inner).transpose(0, 2, 1)
        if rest:
            words[tiles, :, :rest] = rows[whole:].T
            words[tiles, :, rest:] = 0
        filled = tiles + (rest > 0)
        tiled = target[:whole].reshape(tiles, TILE, columns)
        for begin, end in pairwise(ends):
            product = np.matmul(weights[begin:end], words[:filled], out=room[:filled, : end - begin])
            tiled[:, :, begin:end] = product[:tiles].transpose(0, 2, 1)
            if rest:
                target[whole:, begin:end] = product[tiles].T[:rest]
