"""The commands `diplotext rules ...`: list rules, trace them in a sentence, measure their precision."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import attrs
import click

from diplotext.errors import PluginError, nearest
from diplotext.events import event_rules
from diplotext.plugin.registry import ExtractorInfo, Registry
from diplotext.plugin.rules import NOT_DATA, PUBLISHED, Rule

if TYPE_CHECKING:
    from diplotext.testing.scores.rules import RuleFigures


class _Rules(click.Group):
    """`diplotext rules quotes` lists the rules of an extractor, as `diplotext rules list quotes` does."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] not in self.commands:
            args = ["list", *args]
        return super().resolve_command(ctx, args)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        wants_help = any(argument in ctx.help_option_names for argument in args[:1])
        if not wants_help and (not args or args[0] not in self.commands):
            args = ["list", *args]
        return super().parse_args(ctx, args)


@click.group(cls=_Rules)
def rules() -> None:
    """The rules of extractors: list them, trace them in a sentence, measure them.

    `diplotext rules [EXTRACTOR]` is short for `diplotext rules list [EXTRACTOR]`.
    """


@rules.command("list")
@click.argument("extractor", required=False)
@click.option("--format", "output_format", type=click.Choice(["table", "json"]), default="table", show_default=True)
def list_rules(extractor: str | None, output_format: str) -> None:
    """List the rules of all extractors, or those of EXTRACTOR with their examples.

    An annotation names the rule that found it; its confidence is the precision of that rule, the share of its findings
    that were right among the cases on which it was measured. JSON has the examples of all rules.
    """
    registry = Registry()
    infos = registry.extractors if extractor is None else (registry.info(extractor),)
    declared = {info.name: rules_of(info, registry) for info in infos}
    _warn(registry)
    if output_format == "json":
        rows = [{"extractor": name, **_plain(rule)} for name, found in declared.items() for rule in found.values()]
        click.echo(json.dumps(rows, indent=2, ensure_ascii=False))
        return
    from diplotext.io.listings import print_rules

    print_rules(declared, sys.stdout, examples=extractor is not None)


added: Callable[[Any], Any] = click.option(
    "--rules", "files", multiple=True, metavar="FILE", help="Add the event rules of this file."
)
"""The option of commands that take files of event rules."""


@rules.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False))
def check(files: tuple[str, ...]) -> int:
    """Check FILES of event rules: that they can be read, and that each rule finds its examples and nothing else."""
    from diplotext.pipeline.pipeline import Pipeline
    from diplotext.testing.examples import wrong_examples

    registry = Registry()
    wrong = 0
    for file in files:
        options = options_of((), (file,), registry)
        pipeline = Pipeline.of(options=options, registry=registry)
        found = [rule for name in options for rule in options[name]["added_rules"]]
        problems = [problem for rule in found for problem in wrong_examples(rule, pipeline)]
        for problem in problems:
            click.echo(problem)
        without = sum(not rule.examples for rule in found)
        lacking = f", {without} without examples" if without else ""
        click.echo(f"{file}: {len(found)} rules, {len(problems)} problems{lacking}")
        wrong += len(problems)
    return 1 if wrong else 0


@rules.command()
@added
@click.argument("text")
@click.option("--published", metavar="YYYY-MM-DD", default=PUBLISHED, show_default=True, help="Publication date.")
@click.option("--extractor", "chosen", multiple=True, metavar="NAME", help="Only the rules of this extractor.")
@click.option("--rule", "wanted", metavar="ID", help="Only this rule, or those whose ids begin with this.")
def trace(text: str, published: str, chosen: tuple[str, ...], wanted: str | None, files: tuple[str, ...]) -> None:
    """Show which rules find something in TEXT, and where others almost did, with what was missing."""
    from diplotext.io.listings import print_trace
    from diplotext.pipeline.pipeline import Pipeline
    from diplotext.plugin.tracing import Trace

    registry = Registry()
    pipeline = Pipeline.of(*chosen, options=options_of((), files, registry), registry=registry)
    with Trace() as found:
        document = pipeline.read(text, published=published)
    _warn(registry)
    shown = [
        annotation
        for annotation in document.annotations
        if (not chosen or annotation.extractor in chosen) and annotation.rule.startswith(wanted or "")
    ]
    prefix = wanted or ""
    steps = [step for step in found.steps if step.rule.startswith(prefix) or prefix.startswith(step.rule)]
    print_trace(document, shown, steps, sys.stdout)


@rules.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, allow_dash=False))
@click.option("--part", "parts", multiple=True, metavar="NAME", help="Only articles of this part of a corpus.")
@click.option("--extractor", "chosen", multiple=True, metavar="NAME", help="Only the rules of this extractor.")
@click.option("--format", "output_format", type=click.Choice(["table", "json"]), default="table", show_default=True)
@click.option("--language", metavar="MODEL", help="Name or path of a spaCy pipeline to use instead of the default one.")
def measure(
    files: tuple[str, ...],
    parts: tuple[str, ...],
    chosen: tuple[str, ...],
    output_format: str,
    language: str | None,
) -> None:
    """Measure the rules on annotated articles: FILES are JSON Lines in the wire format.

    Precision is the share of a rule's findings that are right; coverage is the share of the annotated items that it
    finds; overlaps is the number of its findings that another rule made in the same place.
    """
    from diplotext.io.listings import print_measured
    from diplotext.pipeline.pipeline import Pipeline
    from diplotext.testing import corpus
    from diplotext.testing.scores.rules import measured

    registry = Registry()
    for name in chosen:
        registry.info(name)
    documents = [document for file in files for part in (parts or (None,)) for document in corpus.load(file, part=part)]
    pipeline = Pipeline.of(*chosen, language=language, registry=registry)
    _warn(registry)
    declared = {
        info.name: rules_of(info, registry)
        for info in registry.extractors
        if info.name in {extractor.name for extractor in pipeline.extractors} and (not chosen or info.name in chosen)
    }
    figures = measured(documents, pipeline)
    ids = [rule for found in declared.values() for rule in found]
    if output_format == "json":
        rows = [_measured(figures[rule]) for rule in ids if rule in figures]
        click.echo(json.dumps(rows, indent=2, ensure_ascii=False))
        return
    print_measured(declared, figures, len(documents), sys.stdout)


def _measured(figures: RuleFigures) -> dict[str, Any]:
    return {**attrs.asdict(figures), "precision": figures.precision, "coverage": figures.coverage}


def options_of(disabled: Sequence[str], files: Sequence[str], registry: Registry) -> dict[str, dict[str, Any]]:
    """Options of extractors that add the rules of files and switch rules off.

    Args:
        disabled: Ids of the rules to switch off.
        files: Files of event rules.
        registry: The installed extractors.

    Raises:
        click.BadParameter: If no extractor has such a rule, or the extractor of a file is not installed.
    """
    options: dict[str, dict[str, Any]] = {}
    names = [info.name for info in registry.extractors]
    owners = {rule: info.name for info in registry.extractors for rule in rules_of(info, registry)} if disabled else {}
    for file in files:
        for rule in event_rules(file):
            if rule.extractor not in names:
                advice = nearest(str(rule.extractor), names)
                raise click.BadParameter(f"{file} has rules for the extractor {rule.extractor!r}: {advice}")
            owners[rule.id] = str(rule.extractor)
            options.setdefault(str(rule.extractor), {}).setdefault("added_rules", []).append(rule)
    for rule_id in disabled:
        if rule_id not in owners:
            raise click.BadParameter(f"no extractor has a rule {rule_id!r}: {nearest(rule_id, owners)}")
        options.setdefault(owners[rule_id], {}).setdefault("disabled_rules", []).append(rule_id)
    return options


def _warn(registry: Registry) -> None:
    for plugin in registry.failures:
        click.echo(f"diplotext: warning: plugin {plugin} cannot be used: {plugin.error}", err=True)


def _plain(rule: Rule) -> dict[str, Any]:
    """The fields of a rule in JSON."""
    return attrs.asdict(rule, filter=lambda field, _: field.name not in NOT_DATA)


def rules_of(info: ExtractorInfo, registry: Registry) -> Mapping[str, Rule]:
    """The rules of an extractor, followed by those that plugins add to it.

    Raises:
        PluginError: If its rules cannot be listed.
    """
    try:
        own = info.extractor.rules()
    except PluginError:
        raise
    except Exception as error:  # a plugin can fail in any way
        message = " ".join(f"{type(error).__name__}: {error}".split())
        raise PluginError(
            f"extractor {info.name!r} of plugin {info.plugin} cannot list its rules: {message}"
        ) from error
    return {**own, **{rule.id: rule for rule in registry.rules.get(info.name, ())}}
