"""One place decides how a stage is trained, so that every run gets the same seed, matrix product and code.

`python -m training.train CONFIG OUTPUT --train FILE --dev FILE` trains one stage with spaCy and writes `model-best` and
`model-last`. Settings of the configuration are changed with `--set section.key=value`.
"""

import importlib
import json
from pathlib import Path
from typing import Any

import click
from spacy.cli.init_config import fill_config
from spacy.cli.train import train as spacy_train
from spacy.util import load_config
from thinc.api import NumpyOps, set_current_ops

# Modules that register functions which the configurations name.
CODE = ("training.augment", "training.lemmas")


def override(text: str) -> tuple[str, Any]:
    """`section.key=value` as a key and a value; the value is JSON if it can be read as that, else text."""
    key, _, value = text.partition("=")
    try:
        return key, json.loads(value)
    except json.JSONDecodeError:
        return key, value


def use_numpy_product() -> None:
    """Let NumPy multiply the matrices in this process: it is faster than BLIS on most processors."""
    set_current_ops(NumpyOps(use_blis=False))


@click.command()
@click.argument("config", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("output", type=click.Path(file_okay=False, path_type=Path))
@click.option("--train", "train_path", required=True, help="A .spacy file, or a folder of them.")
@click.option("--dev", "dev_path", required=True, help="The .spacy file that decides which checkpoint is best.")
@click.option("--vectors", default=None, help="A pipeline folder that holds static vectors.")
@click.option("--set", "settings", multiple=True, help="Change a setting: section.key=value.")
def main(
    config: Path, output: Path, train_path: str, dev_path: str, vectors: str | None, settings: tuple[str, ...]
) -> None:
    """Train the stage that CONFIG describes and write its checkpoints to OUTPUT."""
    for name in CODE:
        importlib.import_module(name)
    use_numpy_product()
    output.mkdir(parents=True, exist_ok=True)
    filled = output / "config.cfg"
    paths = {"paths.train": train_path, "paths.dev": dev_path, "paths.vectors": vectors}
    load_config(config, overrides=paths | dict(map(override, settings))).to_disk(filled)
    fill_config(filled, filled, silent=True)
    spacy_train(filled, output)


if __name__ == "__main__":
    main()
