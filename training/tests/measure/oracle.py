"""A pipeline that gives prepared parses, so that measures can be tested without a trained model."""

from collections.abc import Iterable, Mapping
from typing import Any

import spacy
from spacy.language import Language
from spacy.scorer import Scorer, get_ner_prf
from spacy.tokens import Doc, Span
from spacy.training import Example


class Trees:
    """Sets heads, labels and tags by the texts of documents; unknown texts get a flat tree."""

    def __init__(self) -> None:
        self.known: Mapping[str, Doc] = {}

    def __call__(self, doc: Doc) -> Doc:
        known = self.known.get(doc.text)
        heads = [token.head.i for token in known] if known else [0] * len(doc)
        labels = [token.dep_ for token in known] if known else ["ROOT", *["dep"] * (len(doc) - 1)]
        for token, head, label in zip(doc, heads, labels, strict=True):
            token.head, token.dep_ = doc[head], label
            token.tag_ = known[token.i].tag_ if known else "NN"
        return doc

    def score(self, examples: Iterable[Example], **_: Any) -> dict[str, Any]:
        examples = list(examples)
        sentences = Scorer.score_spans(examples, "sents", has_annotation=lambda doc: doc.has_annotation("SENT_START"))
        arcs = Scorer.score_deps(examples, "dep", getter=lambda token, _: token.dep_, ignore_labels=("punct",))
        return sentences | arcs


class Names:
    """Finds fixed names wherever they stand."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self.names = names

    def __call__(self, doc: Doc) -> Doc:
        spans = [
            doc.char_span(doc.text.index(name), doc.text.index(name) + len(name), label)
            for name, label in self.names.items()
            if name in doc.text
        ]
        doc.ents = [span for span in spans if isinstance(span, Span)]
        return doc

    def score(self, examples: Iterable[Example], **_: Any) -> dict[str, Any]:
        return dict(get_ner_prf(list(examples)))


@Language.factory("test_trees", assigns=["token.dep", "token.head", "token.tag"])
def make_trees(nlp: Language, name: str) -> Trees:
    return Trees()


@Language.factory("test_names", assigns=["doc.ents"], default_config={"names": {}})
def make_names(nlp: Language, name: str, names: dict[str, str]) -> Names:
    return Names(names)


def pipeline(docs: Iterable[Doc] = (), names: Mapping[str, str] | None = None) -> Language:
    """A pipeline that knows the trees of some documents and, if given, some names."""
    nlp = spacy.blank("en")
    trees: Any = nlp.add_pipe("test_trees")
    trees.known = {doc.text: doc for doc in docs}
    if names is not None:
        nlp.add_pipe("test_names", config={"names": dict(names)})
    return nlp
