"""Parsing accuracy: a parser that is always right gets 100, one that knows nothing does not; names play no part."""

from pathlib import Path

from training.documents import blank_vocab
from training.measure.trees import assigning, measure_trees
from training.tests.measure.oracle import pipeline
from training.tests.trees.test_docbin import FIRST, SECOND
from training.trees.docbin import document, pack

GOLD = document(blank_vocab(), [FIRST, SECOND], ["", "\n\n"])


def saved(folder: Path) -> Path:
    path = folder / "sample_test.spacy"
    pack([GOLD]).to_disk(path)
    return path


def test_a_right_parser(tmp_path: Path) -> None:
    accuracies, labels = measure_trees(pipeline([GOLD]), [saved(tmp_path)])
    [figures] = accuracies.values()
    assert [figures[name] for name in ("word UAS", "word LAS", "sentence F", "token F")] == [100.0] * 4
    assert 90 < figures["LAS"] < 100, "spaCy's scorer counts a newline as missed"
    assert labels["nsubj"] == {"sample_test": 100.0, "sample_test n": 2}
    assert list(labels) == sorted(labels)
    assert "punct" not in labels


def test_a_parser_that_knows_nothing(tmp_path: Path) -> None:
    accuracies, labels = measure_trees(pipeline(names={"Geneva": "GPE"}), [saved(tmp_path)])
    assert accuracies["sample_test"]["LAS"] == 0
    assert accuracies["sample_test"]["sentence F"] == 0
    assert labels["nsubj"]["sample_test"] == 0


def test_components_are_found_by_what_they_assign() -> None:
    nlp = pipeline(names={})
    assert assigning(nlp, "token.dep") == ["test_trees"]
    assert assigning(nlp, "doc.ents") == ["test_names"]
    assert assigning(nlp, "doc.tensor") == []
