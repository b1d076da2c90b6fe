"""Whether a language model is better than another is decided by one command, with the same measures for both.

`python -m training.evaluate MODEL --trees PREPARED --treebanks CORPORA --bench BENCH --raw RAW --against OTHER` prints
Markdown tables. Every part runs only if its data is named, and only for models that have the components it needs.
"""

import json
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import click
import spacy
from spacy.language import Language

from training.measure.figures import Table, markdown
from training.measure.listing import listing
from training.measure.names import measure_entities, measure_names
from training.measure.speech import measure_speech
from training.measure.speed import measure_speed
from training.measure.trees import assigning, measure_trees

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


def measure(
    nlp: Language,
    trees: Path | None = None,
    treebanks: Path | None = None,
    bench: Path | None = None,
    names: Sequence[Path] = (),
) -> dict[str, Table]:
    """All measures of one model but speed; those for which data or components are missing are left out.

    Args:
        nlp: The model.
        trees: Folder of gold `.spacy` files of treebanks; `train.spacy` is not read.
        treebanks: Folder that holds `parse/NAME/{dev,test}.conllu`.
        bench: Folder of the measuring kit.
        names: Gold `.spacy` files of names.

    Returns:
        Tables by title.
    """
    tables: dict[str, Table] = {}
    if trees and assigning(nlp, "token.dep"):
        files = sorted(path for path in trees.glob("*.spacy") if path.stem != "train")
        tables["Trees"], tables["LAS F by label"] = measure_trees(nlp, files)
    if treebanks and assigning(nlp, "token.dep"):
        tables["Speech verbs"] = measure_speech(nlp, treebanks)
    if bench and assigning(nlp, "doc.ents"):
        tables["Names in news"] = measure_names(nlp, bench)
    if assigning(nlp, "doc.ents"):
        tables |= {f"Names in {path.stem}": measure_entities(nlp, path) for path in names}
    return tables


def below(tables: Mapping[str, Table], floors: Mapping[str, Table]) -> Iterator[str]:
    """The figures that are below their floors; what was not measured is not judged.

    Args:
        tables: Tables by title.
        floors: The least figures, in the same form.
    """
    for title, rows in floors.items():
        for row, least in rows.items():
            for column, floor in least.items():
                figure = tables.get(title, {}).get(row, {}).get(column, floor)
                if figure < floor:
                    yield f"{title}, {row}, {column}: {figure:g} is below {floor:g}"


@click.command()
@click.argument("model")
@click.option("--against", help="Another model, measured in the same run.")
@click.option("--trees", type=FOLDER, help="Output of training.trees.prepare: trees.")
@click.option("--treebanks", type=FOLDER, help="Folder of the corpora: speech verbs.")
@click.option("--bench", type=FOLDER, help="Folder of the measuring kit: names in news.")
@click.option("--names", type=FILE, multiple=True, help="Gold .spacy file: names by label.")
@click.option("--raw", type=FOLDER, help="Folder of raw text: speed and time to load.")
@click.option("--repeats", default=4, show_default=True, help="Turns of each model in the measure of speed.")
@click.option("--article", "articles", type=FILE, multiple=True, help="Text file whose parse is printed.")
@click.option("--floors", type=FILE, help="TOML file of least figures of MODEL: below them the command fails.")
@click.option("--json", "output", type=click.Path(dir_okay=False, path_type=Path), help="Write all figures here.")
def main(
    model: str,
    against: str | None,
    trees: Path | None,
    treebanks: Path | None,
    bench: Path | None,
    names: tuple[Path, ...],
    raw: Path | None,
    repeats: int,
    articles: tuple[Path, ...],
    floors: Path | None,
    output: Path | None,
) -> None:
    """Measure MODEL, a folder or the name of an installed package, and print Markdown tables."""
    models = [model, against] if against else [model]
    report: dict[str, dict[str, Table]] = {}  # title, model, table
    for name in models:
        nlp = spacy.load(name)
        for title, table in measure(nlp, trees, treebanks, bench, names).items():
            report.setdefault(title, {})[name] = table
        for path in articles:
            click.echo(f"## {path.name}, {name}\n\n{listing(nlp(path.read_text(encoding='utf-8')))}\n")
    if raw:
        report["Speed"] = measure_speed(models, raw, repeats)
    for title, tables in report.items():
        click.echo(markdown(title, tables))
    if output:
        output.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
    if floors:
        measured = {title: tables[model] for title, tables in report.items() if model in tables}
        if faults := list(below(measured, tomllib.loads(floors.read_text(encoding="utf-8")))):
            raise click.ClickException("; ".join(faults))


if __name__ == "__main__":
    main()
