"""The command `diplotext rules`: which rules the installed extractors have, what each finds, how good it is."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping

import attrs
import click

from diplotext.errors import PluginError
from diplotext.plugin.registry import ExtractorInfo, Registry
from diplotext.plugin.rules import Rule


@click.command()
@click.argument("extractor", required=False)
@click.option("--format", "output_format", type=click.Choice(["table", "json"]), default="table", show_default=True)
def rules(extractor: str | None, output_format: str) -> None:
    """List the rules of all extractors, or those of EXTRACTOR with their examples.

    An annotation names the rule that found it; its confidence is the precision of that rule, the share of right ones
    among the cases in which it was measured. JSON has the examples of all.
    """
    registry = Registry()
    infos = registry.extractors if extractor is None else (registry.info(extractor),)
    for plugin in registry.failures:
        click.echo(f"diplotext: warning: plugin {plugin} cannot be used: {plugin.error}", err=True)
    declared = {info.name: _rules(info) for info in infos}
    if output_format == "json":
        rows = [
            {"extractor": name, **attrs.asdict(rule)} for name, found in declared.items() for rule in found.values()
        ]
        click.echo(json.dumps(rows, indent=2, ensure_ascii=False))
        return
    from diplotext.io.terminal import print_rules

    print_rules(declared, sys.stdout, examples=extractor is not None)


def _rules(info: ExtractorInfo) -> Mapping[str, Rule]:
    """The rules of an extractor.

    Raises:
        PluginError: If it cannot tell them.
    """
    try:
        return info.extractor.rules()
    except PluginError:
        raise
    except Exception as error:  # a plugin can fail in any way
        message = " ".join(f"{type(error).__name__}: {error}".split())
        raise PluginError(
            f"extractor {info.name!r} of plugin {info.plugin} cannot tell its rules: {message}"
        ) from error
