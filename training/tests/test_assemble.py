"""One pipeline out of two."""

from pathlib import Path

import pytest
import spacy

pytest.importorskip("en_diplotext.boundaries", reason="diplotext-english is not installed")


def saved(path: Path, *names: str) -> Path:
    """A pipeline of untrained components."""
    nlp = spacy.blank("en")
    for name in names:
        nlp.add_pipe(name)
    nlp.initialize()
    nlp.to_disk(path)
    return path


def test_the_order_of_the_components(tmp_path: Path) -> None:
    from training.assemble import assemble

    nlp = assemble(saved(tmp_path / "core", "sentencizer"), saved(tmp_path / "names", "ner"))
    assert nlp.pipe_names == ["diplotext_boundaries", "sentencizer", "ner", "diplotext_consistency"]
    assert [sentence.text for sentence in nlp("Ana left. She won.").sents] == ["Ana left.", "She won."]
