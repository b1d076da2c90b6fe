"""A parser is judged from raw text, where wrong tokens and sentence boundaries cost accuracy, as they do in use.

The figures are those of spaCy's scorer, over gold documents of one to six sentences by `training.trees.prepare`. It
counts the newlines of a gold document as missed, whatever is predicted, so even a perfect parse gets less than 100
where there are some: "word UAS" and "word LAS" leave them out.
"""

from collections import Counter
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.scorer import Scorer
from spacy.tokens import Doc
from spacy.training import Example

from training.documents import read_docs
from training.measure.figures import Table

# Columns of the table and the names of spaCy's scorer.
SCORES = {
    "tag": "tag_acc",
    "pos": "pos_acc",
    "morph": "morph_acc",
    "lemma": "lemma_acc",
    "UAS": "dep_uas",
    "LAS": "dep_las",
    "sentence F": "sents_f",
    "token F": "token_f",
}
IGNORED = "punct"  # a label that the scorer leaves out


def assigning(nlp: Language, attribute: str) -> list[str]:
    """The components of a pipeline that say they set an attribute, such as `token.dep` or `doc.ents`."""
    return [name for name in nlp.pipe_names if attribute in nlp.get_pipe_meta(name).assigns]


def compared(nlp: Language, gold: list[Doc]) -> list[Example]:
    """What a pipeline makes of the raw text of gold documents, beside those documents."""
    docs = nlp.pipe(doc.text for doc in gold)
    return [Example(doc, expected) for doc, expected in zip(docs, gold, strict=True)]


def without_newlines(examples: list[Example]) -> dict[str, Any]:
    """The scores of the arcs of words, without the newlines; changes the gold documents."""
    for example in examples:
        for token in example.reference:
            if token.is_space:
                token.dep_ = IGNORED
    return Scorer.score_deps(examples, "dep", getter=lambda token, _: token.dep_, ignore_labels=(IGNORED,))


def measure_trees(nlp: Language, files: list[Path]) -> tuple[Table, Table]:
    """Measure everything but names.

    Args:
        nlp: A pipeline with ClearNLP labels.
        files: Gold `.spacy` files.

    Returns:
        Accuracies by file, and LAS F-scores by label and file with the label's number in the gold files; in per cent.
    """
    accuracies: Table = {}
    labels: Table = {}
    for path in files:
        gold = read_docs(path, nlp.vocab)
        with nlp.select_pipes(disable=assigning(nlp, "doc.ents")):
            examples = compared(nlp, gold)
            scores = Scorer(nlp).score(examples)
        accuracies[path.stem] = {
            column: round(100 * scores[name], 1) for column, name in SCORES.items() if scores.get(name) is not None
        }
        counts = Counter(token.dep_ for doc in gold for token in doc if not token.is_space)
        words = without_newlines(examples)
        accuracies[path.stem] |= {
            f"word {name}": round(100 * words[f"dep_{name.lower()}"], 1) for name in ("UAS", "LAS")
        }
        by_label = scores.get("dep_las_per_type") or {}
        for label in by_label.keys() & counts.keys():
            labels.setdefault(label, {})[path.stem] = round(100 * by_label[label]["f"], 1)
            labels[label][f"{path.stem} n"] = counts[label]
    return accuracies, dict(sorted(labels.items()))
