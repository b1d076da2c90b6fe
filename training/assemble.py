"""The parser and the recognizer are trained apart on different corpora; users want one pipeline.

`python -m training.assemble CORE NAMES OUTPUT` puts them together, with the component that sets the sentence
boundaries which the layout decides.
"""

from pathlib import Path

import click
import spacy
from spacy.language import Language

import en_diplotext.boundaries
import en_diplotext.consistency  # noqa: F401  # both register components
import training.augment
import training.lemmas  # noqa: F401  # the configurations name functions of both


def assemble(core: Path, names: Path) -> Language:
    """Put the recognizer behind the parser and the layout's boundaries before it.

    Args:
        core: A trained pipeline with tok2vec, tagger, morphologizer, parser and lemmatizer.
        names: A trained pipeline with ner; its vectors are those of the other.

    Returns:
        The pipeline.
    """
    nlp = spacy.load(core)
    nlp.add_pipe("diplotext_boundaries", first=True)
    nlp.add_pipe("ner", source=spacy.load(names))
    nlp.add_pipe("diplotext_consistency")
    return nlp


@click.command()
@click.argument("core", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("names", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("output", type=click.Path(file_okay=False, path_type=Path))
def main(core: Path, names: Path, output: Path) -> None:
    """Put the pipelines CORE and NAMES together and write them to OUTPUT."""
    assemble(core, names).to_disk(output)


if __name__ == "__main__":
    main()
