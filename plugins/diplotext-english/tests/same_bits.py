"""A program for tests: read texts alone and in batches, and multiply rows in any order, with the kernels of this process.

It prints a JSON object: `core`, the kernels that OpenBLAS runs, or null if NumPy has another library; and lists of what
came out differently, `texts`, `products` and `uneven` (products whose tiles needed another library).
"""

import ctypes
import json
from pathlib import Path

import numpy as np

from en_diplotext import load
from en_diplotext.fast_ops import GROUP, TILE, NumpyBlasOps, tiles_are_even

NAMES = ["scipy_openblas_get_corename64_", "scipy_openblas_get_corename", "openblas_get_corename64_"]
WORDS = "the of envoy Vienna Anna Berger said that talks will go on with Überlingen Monday , . 2,000 u.s. and Chile not"
ATTRIBUTES = ["TAG", "POS", "MORPH", "LEMMA", "HEAD", "DEP", "SENT_START", "ENT_IOB", "ENT_TYPE"]


def core() -> str | None:
    """What OpenBLAS calls its kernels."""
    package = Path(np.__file__).parent
    for library in [*package.parent.glob("numpy.libs/*openblas*"), *package.glob(".dylibs/*openblas*")]:
        loaded = ctypes.CDLL(str(library))
        for name in NAMES:
            if hasattr(loaded, name):
                function = getattr(loaded, name)
                function.restype = ctypes.c_char_p
                return function().decode()
    return None


def texts(generator: np.random.Generator) -> list[str]:
    """Known and made-up words; the lengths are around the sizes of tiles and blocks."""
    made = ["".join(generator.choice(list("aeiknorst"), size=5)).title() for _ in range(300)]
    words = [*WORDS.split(), *made, "\n\n"]
    return [" ".join(generator.choice(words, size=size)) for size in (1, 5, 17, 8, 125, 2, 33, 16, 260, 40)]


def differing_texts(shapes: set[tuple[int, int]]) -> list[int]:
    """The texts with another tensor or other labels in a batch than alone; `shapes` takes inner sizes and columns."""
    multiply = NumpyBlasOps.gemm

    def gemm(self, x, y, *, trans2=False, **options):
        shapes.add((x.shape[1], y.shape[0 if trans2 else 1]))
        return multiply(self, x, y, trans2=trans2, **options)

    found = texts(np.random.default_rng(0))
    NumpyBlasOps.gemm = gemm
    try:
        together, single = load(), load()  # each computes the word types of its own texts, in its own order
        batch = list(together.pipe(found, batch_size=64))
        small = list(together.pipe(found[::-1], batch_size=3))[::-1]
        alone = [single(text) for text in found[::-1]][::-1]
    finally:
        NumpyBlasOps.gemm = multiply
    results = [
        [(doc.tensor.tobytes(), doc.to_array(ATTRIBUTES).tolist()) for doc in docs] for docs in (batch, small, alone)
    ]
    return [index for index, (one, *others) in enumerate(zip(*results, strict=True)) if others != [one, one]]


def differing_products(shapes: set[tuple[int, int]]) -> list[list[int]]:
    """Shapes (rows, inner, columns) of products with a row that depends on other rows."""
    generator = np.random.default_rng(0)
    ops = NumpyBlasOps()
    counts = [1, 7, TILE, TILE + 1, TILE * GROUP + 5]
    cases = [(rows, inner, columns) for inner, columns in sorted(shapes) for rows in counts]
    cases += [tuple(case) for case in generator.integers(1, 130, size=(400, 3), endpoint=True).tolist()]
    cases += [(20, inner, columns) for inner in (1, 2, 3, 8) for columns in range(1, 40)]
    different = []
    for rows, inner, columns in cases:
        x = generator.normal(size=(rows, inner)).astype("f")
        y = generator.normal(size=(columns, inner)).astype("f")
        order = generator.integers(rows, size=generator.integers(1, 2 * TILE))
        product = ops.gemm(x, y, trans2=True)
        if not np.array_equal(ops.gemm(x[order], y.T.copy()), product[order]):
            different.append([rows, inner, columns])
    return different


def main() -> None:
    shapes: set[tuple[int, int]] = set()
    found = {"core": core(), "texts": differing_texts(shapes), "products": differing_products(shapes)}
    single = np.dtype(np.float32)
    uneven = [[columns, inner] for inner, columns in sorted(shapes) if not tiles_are_even(columns, inner, single)]
    print(json.dumps({**found, "shapes": sorted(shapes), "uneven": uneven}))


if __name__ == "__main__":
    main()
