"""The command `diplotext new-plugin`: a package with an extractor, made from the template."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("new-plugin")
@click.argument("name")
@click.option(
    "--directory", type=click.Path(file_okay=False, path_type=Path), default=".", help="Where to make its folder."
)
@click.option("--type", "type_name", metavar="NAME", help="Its annotation type; by default derived from NAME.")
@click.option("--author", help="For its metadata and licence.")
@click.option("--exact-name", is_flag=True, help="Do not put diplotext- before NAME.")
def new_plugin(name: str, directory: Path, type_name: str | None, author: str | None, exact_name: bool = False) -> None:
    """Make a new plugin: a package with an extractor, tables, an export format and passing tests.

    NAME is what it finds, such as sanctions: the distribution is then called diplotext-sanctions, its extractor
    sanctions, and it finds annotations of the type Sanction.
    """
    from diplotext.cli.scaffolding import PREFIX, Names
    from diplotext.cli.scaffolding import new_plugin as make

    if not exact_name and not name.lower().startswith(PREFIX):
        name = f"{PREFIX}{name}"
    names = Names.of(name, type_name)
    folder = make(names, directory, author=author)
    click.echo(f"made {folder}: the extractor {names.extractor!r}, which finds annotations of the type {names.type}")
    click.echo(f"  pip install -e {folder}\n  python -m pytest {folder}")
