"""The graphs become a spaCy pipeline, with the components of the small pipeline around them.

`python -m training.encoder.assemble ENCODER SMALL OUTPUT` writes it.
"""

from pathlib import Path

import click
import spacy
from spacy.language import Language
from spacy.pipeline import Lemmatizer

import en_diplotext_accurate.components  # noqa: F401  # all register components
import training.lemmas  # noqa: F401  # the configuration of the small pipeline names its function
from en_diplotext_accurate.components import Encoder


def assemble(encoder: Path, small: str | None) -> Language:
    """Put the components together.

    Args:
        encoder: A folder written by `training.encoder.export`.
        small: The name or folder of a trained pipeline that brings the lemmatizer; or None for one without.

    Returns:
        The pipeline.
    """
    nlp = spacy.blank("en")
    nlp.add_pipe("diplotext_boundaries")
    component = nlp.add_pipe("diplotext_encoder", name="encoder")
    assert isinstance(component, Encoder)
    component.from_disk(encoder)
    nlp.add_pipe("diplotext_encoder_parser", name="parser")
    nlp.add_pipe("diplotext_encoder_names", name="ner")
    if small is not None:
        given = spacy.load(small).get_pipe("lemmatizer")
        assert isinstance(given, Lemmatizer)
        lemmatizer = nlp.add_pipe("lemmatizer", config={"mode": given.mode})
        assert isinstance(lemmatizer, Lemmatizer)
        lemmatizer.from_bytes(given.to_bytes(exclude=["vocab"]))
    nlp.add_pipe("diplotext_consistency")
    return nlp


@click.command()
@click.argument("encoder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("small")
@click.argument("output", type=click.Path(file_okay=False, path_type=Path))
def main(encoder: Path, small: str, output: Path) -> None:
    """Put the graphs in ENCODER and the lemmatizer of SMALL together and write the pipeline to OUTPUT."""
    assemble(encoder, small).to_disk(output)


if __name__ == "__main__":
    main()
