"""A trained pipeline is too large for a repository and full of traces of the training; a package needs neither.

`python -m training.package MODEL plugins/diplotext-english --version 0.1.0` writes the pipeline in the folder MODEL to
the package: weights and vectors in half precision, no training settings and paths, only the strings that labels need,
and checksums of all files. `en_diplotext.load` restores single precision. The graphs of an encoder are taken as they
are. The same pipeline gives the same bytes.
A pipeline that is refused leaves the package as it was. Sections of the model card can be filled in the same run.
"""

import json
import re
import shutil
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path, PurePath
from typing import Any

import click
import numpy as np
import spacy
import srsly  # type: ignore[import-untyped]
from spacy.language import Language
from spacy.strings import StringStore
from thinc.api import Config

from en_diplotext.checksums import CHECKSUMS, as_lines, checksums

LIMIT = 25_000_000
"""Bytes: larger packages are refused."""

SPACY = re.compile(r"spacy\s*([<>=~!].*)")
# What the training left in the configuration. Users who train further get spaCy's own settings.
TRAINING_SECTIONS = ("paths", "system", "corpora", "training", "initialize", "pretraining")
# What the training left in the metadata: the build of spaCy, and measures of single stages on data of their own.
TRAINING_META = ("spacy_git_version", "performance")
META = {"author": "The diplotext developers", "email": "", "license": "CC BY-SA 4.0", "url": ""}


def halved(value: Any) -> Any:
    """A structure with its single precision arrays in half precision.

    Args:
        value: Lists, dictionaries, arrays and plain values.

    Raises:
        ValueError: A number is too large for half precision, or none at all.
    """
    if isinstance(value, dict):
        return {key: halved(item) for key, item in value.items()}
    if isinstance(value, list):
        return [halved(item) for item in value]
    if not isinstance(value, np.ndarray) or value.dtype != np.float32:
        return value
    with np.errstate(over="ignore"):
        half = value.astype("<f2")
    if not np.isfinite(half).all():
        raise ValueError(f"half precision cannot hold weights up to {np.abs(value).max():g}")
    return half


def halve_model(path: Path) -> None:
    """Rewrite a file of thinc weights in half precision; names, dimensions and attributes stay."""
    content = srsly.msgpack_loads(path.read_bytes())
    content["params"] = halved(content["params"])
    path.write_bytes(srsly.msgpack_dumps(content))


def halve_vectors(path: Path) -> None:
    """Rewrite a table of static vectors in half precision."""
    table = halved(np.load(path))
    with path.open("wb") as out:
        np.save(out, table)


def label_strings(nlp: Language) -> list[str]:
    """The strings that a pipeline cannot do without: its labels and their parts, in order.

    All others come back when a text is read.
    """
    labels = {label for _, component in nlp.components for label in getattr(component, "labels", ())}
    parts = {part for label in labels for feature in label.split("|") for part in (feature, *feature.split("="))}
    return sorted(labels | parts)


def clean_config(config: Config) -> Config:
    """The configuration without what the training left.

    Args:
        config: The configuration of a trained pipeline.

    Raises:
        ValueError: A component or the pipeline depends on a file outside.
    """
    clean = config.interpolate()
    for section in TRAINING_SECTIONS:
        clean.pop(section, None)
    paths = sorted({text for text in _texts(clean) if len(text) > 1 and PurePath(text).is_absolute()})
    if paths:
        raise ValueError(f"the configuration names files: {', '.join(paths)}")
    defaults = Language.default_config
    return Config({**clean, **{section: defaults[section] for section in TRAINING_SECTIONS if section in defaults}})


def _texts(value: Any) -> Iterator[str]:
    """All texts within a structure."""
    if isinstance(value, dict):
        for item in value.values():
            yield from _texts(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, str):
        yield value


def clean_meta(meta: dict[str, Any], project: dict[str, Any]) -> dict[str, Any]:
    """The metadata of a pipeline without what the training left.

    Args:
        meta: What spaCy tells about the pipeline.
        project: The table `project` of the distribution's pyproject.toml: name, description, version and the range of
            spaCy.

    Raises:
        ValueError: The distribution does not require a range of spaCy.
    """
    kept = {key: value for key, value in meta.items() if key not in TRAINING_META}
    ranges = [found[1] for dependency in project["dependencies"] if (found := SPACY.fullmatch(dependency))]
    if len(ranges) != 1:
        raise ValueError("pyproject.toml must require spacy once, with a range of versions")
    told = {"name": project["name"].removeprefix("en-").replace("-", "_"), "description": project["description"]}
    return {**kept, **META, **told, "version": project["version"], "spacy_version": ranges[0]}


def write_pipeline(nlp: Language, target: Path, project: dict[str, Any]) -> None:
    """Write a pipeline in half precision.

    Args:
        nlp: The trained pipeline.
        target: The folder to write to.
        project: The table `project` of the distribution's pyproject.toml.

    Raises:
        ValueError: The weights or the configuration are not fit for a package.
    """
    config, meta = clean_config(nlp.config), clean_meta(nlp.meta, project)
    nlp.to_disk(target)
    config.to_disk(target / "config.cfg", interpolate=False)
    _write_json(target / "meta.json", meta)
    StringStore(label_strings(nlp)).to_disk(target / "vocab" / "strings.json")
    for path in sorted(target.rglob("model")):
        halve_model(path)
    if nlp.vocab.vectors.size:
        halve_vectors(target / "vocab" / "vectors")


def _write_json(path: Path, content: Any) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def package(source: Path, plugin: Path, version: str) -> int:
    """Write a pipeline and its checksums into the package; one that is refused leaves the old one there.

    Args:
        source: The folder of a trained pipeline.
        plugin: The folder of the distribution.
        version: The version of both.

    Returns:
        The size of the pipeline in bytes.

    Raises:
        ValueError: The versions differ, or the pipeline is not fit for a package.
    """
    project = tomllib.loads((plugin / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    if project["version"] != version:
        raise ValueError(f"pyproject.toml says version {project['version']}, not {version}")
    target = plugin / "src" / project["name"].replace("-", "_")
    # On the same disk, so that the files can be moved; outside of `src`, which goes into the distribution.
    with tempfile.TemporaryDirectory(prefix=".packing-", dir=plugin) as folder:
        made = Path(folder)
        write_pipeline(spacy.load(source), made / "model", project)
        shutil.copyfile(made / "model" / "meta.json", made / "meta.json")  # where `spacy info` looks for it
        (made / CHECKSUMS).write_text(as_lines(checksums(made)), encoding="utf-8", newline="\n")
        size = _checked_size(made / "model")
        if (target / "model").exists():
            shutil.rmtree(target / "model")
        for path in sorted(made.iterdir()):
            path.replace(target / path.name)
    return size


def _checked_size(model: Path) -> int:
    """Print the size of each file of a pipeline, and refuse one that is too large."""
    sizes = {path: path.stat().st_size for path in sorted(model.rglob("*")) if path.is_file()}
    for path, size in sizes.items():
        click.echo(f"{size:>10,}  {path.relative_to(model.parent)}")
    total = sum(sizes.values())
    if total > LIMIT:
        raise ValueError(f"{total:,} bytes; at most {LIMIT:,} are allowed")
    return total


def fill_card(card: Path, tables: Path) -> list[str]:
    """Fill sections of a model card, each between `<!-- NAME -->` and `<!-- /NAME -->`.

    Args:
        card: The model card; rewritten.
        tables: A folder of files NAME.md.

    Returns:
        The names of the sections that no file fills.

    Raises:
        ValueError: A file has no section.
    """
    text = card.read_text(encoding="utf-8")
    names = re.findall(r"^<!-- ([a-z-]+) -->$", text, re.MULTILINE)
    for path in sorted(tables.glob("*.md")):
        if path.stem not in names:
            raise ValueError(f"the model card has no section {path.stem!r}, but: {', '.join(names)}")
        begin, end = f"<!-- {path.stem} -->\n", f"<!-- /{path.stem} -->"
        before, _, rest = text.partition(begin)
        after = rest.partition(end)[2]
        text = f"{before}{begin}{path.read_text(encoding='utf-8').strip()}\n{end}{after}"
    card.write_text(text, encoding="utf-8")
    return [name for name in names if not (tables / f"{name}.md").exists()]


@click.command()
@click.argument("source", metavar="MODEL", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("plugin", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--version", required=True, help="Version of the pipeline; the one in pyproject.toml.")
@click.option(
    "--tables",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder of NAME.md files for the sections of the model card, README.md.",
)
def main(source: Path, plugin: Path, version: str, tables: Path | None) -> None:
    """Write the trained pipeline in MODEL into the distribution PLUGIN."""
    try:
        click.echo(f"{package(source, plugin, version):>10,}  bytes")
        if tables is not None:
            for name in fill_card(plugin / "README.md", tables):
                click.echo(f"not filled: {name}")
    except ValueError as error:
        raise click.ClickException(str(error)) from error


if __name__ == "__main__":
    main()
