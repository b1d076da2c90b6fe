"""For people who live in spaCy, both ways.

`nlp.add_pipe("diplotext")` runs extractors as a component of a spaCy pipeline, over the parse that is there already;
`spacy_extractor` and `SpacyExtractor` make an extractor of any spaCy component or pipeline. Importing this package
loads no spaCy.
"""

from diplotext.interop.storing import document_of
from diplotext.interop.wrapping import SpacyExtractor, spacy_extractor

__all__ = ["SpacyExtractor", "document_of", "spacy_extractor"]
