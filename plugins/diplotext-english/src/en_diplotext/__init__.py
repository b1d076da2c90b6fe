"""spaCy loads a trained pipeline by the name of its package: `spacy.load("en_diplotext")` calls `load` here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from en_diplotext.checksums import verify

if TYPE_CHECKING:
    from typing import Unpack

    from spacy.language import Language

    from en_diplotext.loading import Options

__all__ = ["load", "verify"]


def load(**options: Unpack[Options]) -> Language:
    """Load the pipeline.

    Args:
        **options: `vocab`, `disable`, `enable`, `exclude`, `config` and `meta` as in `spacy.load`.

    Returns:
        The pipeline, with weights in single precision.

    Raises:
        OSError: The package was installed without its weights.
        ValueError: `EN_DIPLOTEXT_MATRIX_PRODUCT` names no matrix product.
    """
    from en_diplotext.loading import load_pipeline

    return load_pipeline(**options)
