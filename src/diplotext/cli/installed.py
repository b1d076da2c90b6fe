"""The commands `plugins`, `schema` and `legend`: what is installed, and what its output means."""

from __future__ import annotations

import json
import sys

import attrs
import click

from diplotext.plugin.registry import Registry


@click.command()
@click.option("--json", "as_json", is_flag=True, help="JSON instead of a table.")
@click.option(
    "--verify", "only_verify", is_flag=True, help="Compare installed models, tables and code with their checksums."
)
def plugins(as_json: bool, only_verify: bool) -> int:
    """List what is installed: plugins, their extractors, and what these require and provide.

    With --verify, check instead that the files of the core, the plugins and the language models are those that were
    released, and that their versions fit; the exit status is 1 if something is wrong.
    """
    if only_verify:
        return _verify(as_json)
    registry = Registry()
    rows = [
        {
            "plugin": plugin.name,
            "distribution": plugin.distribution,
            "version": plugin.version,
            "error": plugin.error,
            "extractors": [
                {
                    "name": info.name,
                    **{
                        attribute: [kind.__name__ for kind in getattr(info.extractor, attribute)]
                        for attribute in ("provides", "requires", "uses")
                    },
                    "needs": list(info.extractor.needs),
                }
                for info in registry.extractors
                if info.plugin.name == plugin.name
            ],
        }
        for plugin in registry.plugins
    ]
    if as_json:
        click.echo(json.dumps(rows, indent=2))
    else:
        from diplotext.io.listings import print_plugins

        print_plugins(rows, sys.stdout)
    return 0


def _verify(as_json: bool) -> int:
    from diplotext.io.listings import print_verified
    from diplotext.plugin.checksums import verify

    found = verify()
    if as_json:
        click.echo(json.dumps([attrs.asdict(one) for one in found], indent=2))
    else:
        print_verified(found, sys.stdout)
    return int(any(one.problems for one in found))


@click.command()
@click.option("--core", is_flag=True, help="Only the types of the core, without those of installed plugins.")
def schema(core: bool) -> None:
    """Print the JSON Schema of the wire format."""
    from diplotext.io.schema import json_schema

    types = [] if core else Registry().annotation_types().values()
    click.echo(json.dumps(json_schema(types), indent=2, ensure_ascii=False))


@click.command()
def legend() -> None:
    """Explain the columns and codes of the tables that `extract` prints."""
    from diplotext.io.terminal import print_legend

    print_legend(sys.stdout)
