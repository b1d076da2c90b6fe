"""On many processors the BLIS kernels in spaCy's wheels multiply matrices several times slower than NumPy does.

thinc, spaCy's machine learning library, does its arithmetic through an `Ops` object. The one here multiplies with NumPy
(OpenBLAS, or Accelerate on macOS) and is registered with thinc as `numpy_blas`. `en_diplotext.load` gives it to the
models of its own pipeline; to use it for others too, set it before they are loaded:

    import en_diplotext.fast_ops
    from thinc.api import get_ops, set_current_ops

    set_current_ops(get_ops("numpy_blas"))

The products are small, so that several threads of OpenBLAS cost more than they bring: `OPENBLAS_NUM_THREADS=1`.

NumPy's libraries choose their kernel by the shape of the matrices, so that the last digits of a word's vector would
depend on how many words are read with it. Here the rows are multiplied in blocks of one size: a text read alone gets
the same bits as in a batch.
"""

from typing import Any

import numpy as np
from thinc.api import NumpyOps, registry

BLOCK = 128
"""Rows of a product that are computed at once; the last block is filled up."""


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
            trans1: Transpose `x` first. Gradients need this, over all words at once, and are not cut in blocks.
            trans2: Transpose `y` first.

        Returns:
            The product.
        """
        if trans1:
            return super().gemm(x, y, out=out, trans1=trans1, trans2=trans2)
        right = y.T if trans2 else y
        if out is None:
            out = np.empty((len(x), right.shape[1]), dtype=np.result_type(x, y))
        whole = len(x) - len(x) % BLOCK
        for start in range(0, whole, BLOCK):
            np.matmul(x[start : start + BLOCK], right, out=out[start : start + BLOCK])
        if whole < len(x):
            last = np.zeros((BLOCK, x.shape[1]), dtype=x.dtype)
            last[: len(x) - whole] = x[whole:]
            out[whole:] = np.matmul(last, right)[: len(x) - whole]
        return out
