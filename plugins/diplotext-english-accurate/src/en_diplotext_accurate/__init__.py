"""spaCy loads a pipeline by the name of its package: `spacy.load("en_diplotext_accurate")` calls `load` here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from en_diplotext_accurate.checksums import PACKAGE, verify

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
        The pipeline.

    Raises:
        OSError: The package was installed without its weights.
    """
    from spacy.util import load_model_from_path

    from en_diplotext import boundaries, consistency  # noqa: F401
    from en_diplotext_accurate import components  # noqa: F401  # all register components of the pipeline

    return load_model_from_path(PACKAGE / "model", **options)
