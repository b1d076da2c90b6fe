"""Interoperation with spaCy, in both directions.

`nlp.add_pipe("diplotext")` runs extractors as a component of a spaCy pipeline, on its parse; `spacy_extractor` and
`SpacyExtractor` make an extractor of any spaCy component or pipeline. Importing this package does not load spaCy.
"""

from diplotext.interop.storing import document_of
from diplotext.interop.wrapping import SpacyExtractor, spacy_extractor

__all__ = ["SpacyExtractor", "document_of", "spacy_extractor"]
