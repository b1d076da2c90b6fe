"""The commands `plugins`, `schema` and `legend`: what is installed, and what its output means."""

from __future__ import annotations

import json
import sys

import click

from diplotext.plugin.registry import Registry


@click.command()
@click.option("--json", "as_json", is_flag=True, help="JSON instead of a table.")
def plugins(as_json: bool) -> None:
    """List what is installed: plugins, their extractors, and what these require and provide."""
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
