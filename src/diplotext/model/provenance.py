"""What a document says of its own making: the language model that was used, and the extractors that failed."""

from __future__ import annotations

import attrs


@attrs.frozen
class Failure:
    """An extractor that failed on a document, or was skipped.

    Attributes:
        extractor: Its name.
        error: The error on one line, or why it was not run.
    """

    extractor: str
    error: str


@attrs.frozen
class LanguageModel:
    """The spaCy pipeline whose parse was used; another pipeline, or another version, may give other results.

    Attributes:
        name: Its name, such as `en_diplotext`.
        version: Its version.
    """

    name: str
    version: str
