"""Rules as objects: what each rule of an extractor finds, with examples, counterexamples and its measured precision.

An extractor declares them (`Extractor.rules`), `diplotext rules` lists them, tests execute their examples, and each can
be switched off (`Extractor.disabled_rules`). A rule that has a function of its own (`Rule.match`) can be added to any
extractor, by a caller (`Extractor.added_rules`) or by a plugin (the hook `diplotext_rules`).

The descriptions of rules are kept in a data file of the plugin, next to its code, and read by `rules_from`:

```toml
["treaty.signed"]
finds = "the name of a treaty that somebody signs"
examples = ['Chile signed the <treaty name="Atacama Water Treaty">Atacama Water Treaty</treaty>.']
counterexamples = ["Chile signed the Messi contract."]
precision = 0.93
cases = 120
source = "the development half of our own 300 articles"
```
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import attrs

from diplotext.errors import PluginError, nearest

if TYPE_CHECKING:
    from diplotext.model.annotations import Annotation
    from diplotext.plugin.extractor import Reading

FILE = "data/rules.toml"
"""The default path of a plugin's rules, relative to its package."""

PUBLISHED = "2021-12-02"
"""The publication date of examples, from which "last week" is counted."""

ID = re.compile(r"[a-z][a-z0-9]*(?:[.-][a-z0-9]+)*")


def _texts(values: Iterable[str]) -> tuple[str, ...]:
    if isinstance(values, str):
        raise ValueError(f"examples is a list of texts, not one text: write [{values!r}]")
    return tuple(values)


def _is_id(_: Rule, __: attrs.Attribute[str], value: str) -> None:
    if not ID.fullmatch(value):
        raise ValueError(f"id {value!r} must be lower-case words joined by '.' and '-', such as 'treaty.signed'")


def _is_sentence(_: Rule, __: attrs.Attribute[str], value: str) -> None:
    if not value.strip():
        raise ValueError("finds is empty: say in one sentence what the rule finds")


def _is_share(_: Rule, field: attrs.Attribute[float | None], value: float | None) -> None:
    if value is not None and not 0 <= value <= 1:
        raise ValueError(f"{field.name} must be a share from 0 to 1, not {value!r}")


def _are_enough(rule: Rule, _: attrs.Attribute[int], value: int) -> None:
    if value < 0 or (value == 0 and rule.precision is not None):
        raise ValueError(f"cases is {value}, but precision is {rule.precision}: say in how many cases it was measured")


@attrs.frozen
class Rule:
    """A rule by which an extractor finds something.

    Its id is a label for people: nothing that an extractor finds may depend on it.

    Attributes:
        id: The `rule` of its annotations: lower case, such as `quote.continuation`.
        finds: What it finds, in one sentence.
        examples: Texts in which it finds what is marked, in the markup of `diplotext.testing.assert_finds`: a tag for
            each annotation, named after its type on the wire, with some of its fields as attributes. The tag of an
            annotation that another rule finds names that rule (`rule="date.year"`). The publication date is
            `diplotext.plugin.rules.PUBLISHED`.
        counterexamples: Texts that look like its examples, and in which it finds nothing.
        precision: Share of its findings that were right on development data, from 0 to 1; None if it was not measured,
            if there were too few cases, or if the data do not show it. It is the `confidence` of its annotations.
        cases: How many of its findings were judged.
        coverage: Share of the annotated items that it finds, from 0 to 1; None if never measured.
        source: The data that it was measured on; None if it was not measured.
        pattern: The pattern that it uses, for people to read; None if it is written as code.
        match: The function that finds its annotations in a document, for a rule added to an extractor; None for a
            rule of the extractor itself.
        extractor: Name of the extractor that a plugin adds it to through the hook `diplotext_rules`.
        definition: What the extractor makes its function from, for a rule that is data; None for others.
    """

    id: str = attrs.field(validator=[attrs.validators.instance_of(str), _is_id])
    finds: str = attrs.field(validator=[attrs.validators.instance_of(str), _is_sentence])
    examples: tuple[str, ...] = attrs.field(
        default=(),
        converter=_texts,
        validator=attrs.validators.deep_iterable(attrs.validators.instance_of(str)),
    )
    counterexamples: tuple[str, ...] = attrs.field(
        default=(),
        kw_only=True,
        converter=_texts,
        validator=attrs.validators.deep_iterable(attrs.validators.instance_of(str)),
    )
    precision: float | None = attrs.field(
        default=None,
        validator=[attrs.validators.optional(attrs.validators.instance_of((int, float))), _is_share],
    )
    cases: int = attrs.field(default=0, validator=[attrs.validators.instance_of(int), _are_enough])
    coverage: float | None = attrs.field(
        default=None,
        kw_only=True,
        validator=[attrs.validators.optional(attrs.validators.instance_of((int, float))), _is_share],
    )
    source: str | None = attrs.field(
        default=None, validator=attrs.validators.optional(attrs.validators.instance_of(str))
    )
    pattern: str | None = attrs.field(
        default=None, kw_only=True, validator=attrs.validators.optional(attrs.validators.instance_of(str))
    )
    match: Callable[[Reading], Iterable[Annotation]] | None = attrs.field(
        default=None, kw_only=True, validator=attrs.validators.optional(attrs.validators.is_callable())
    )
    extractor: str | None = attrs.field(
        default=None, kw_only=True, validator=attrs.validators.optional(attrs.validators.instance_of(str))
    )

    definition: object | None = attrs.field(default=None, kw_only=True, repr=False)

    @property
    def is_executable(self) -> bool:
        """Whether it can be added to an extractor, as it has a function, or data that the extractor compiles."""
        return self.match is not None or self.definition is not None

    @property
    def example(self) -> str:
        """The first example; empty if there is none."""
        return self.examples[0] if self.examples else ""


NOT_DATA = ("match", "extractor", "definition")
"""The fields of a rule that a data file does not give."""

FIELDS = [field.name for field in attrs.fields(Rule) if field.name not in ("id", *NOT_DATA)]


def rules_from(package: str, prefix: str = "", *, file: str = FILE) -> Mapping[str, Rule]:
    """The rules in a data file of a plugin, read once.

    Args:
        package: Name of the plugin's package, such as `"diplotext_quotes"`.
        prefix: Only the rules whose ids begin with this, such as `"place."`, if several extractors share a file.
        file: Path of the TOML file, relative to the package. It has a table for each rule, named by its id, with the
            fields of `Rule`.

    Returns:
        The rules by id, in the order of the file; read-only.

    Raises:
        PluginError: If there is no such file, it is not TOML, or a rule in it lacks a field, has an unknown one or a
            wrong value.
    """
    return _selected(package, prefix, file)


@cache
def _selected(package: str, prefix: str, file: str) -> Mapping[str, Rule]:
    return MappingProxyType({name: rule for name, rule in _all(package, file).items() if name.startswith(prefix)})


@cache
def _all(package: str, file: str) -> Mapping[str, Rule]:
    where = f"{file} of {package}"
    try:
        text = resources.files(package).joinpath(file).read_text(encoding="utf-8")
        tables = tomllib.loads(text)
    except FileNotFoundError as error:
        raise PluginError(f"there is no {where}: rules are read from it, so it must be part of the package") from error
    except ValueError as error:  # not TOML, or not UTF-8
        raise PluginError(f"{where} cannot be read: {error}") from error
    return {name: _rule(name, table, f"{where}: rule {name!r}") for name, table in tables.items()}


def _rule(id: str, table: Any, where: str) -> Rule:
    if not isinstance(table, dict):
        raise PluginError(f"{where} is not a table: write it as [{id!r}] with finds and examples below")
    for field, value in table.items():
        if field not in FIELDS:
            remedy = nearest(field, FIELDS)
            if isinstance(value, dict):  # an id without quotation marks makes tables within tables
                remedy = f'put an id with a full stop in quotation marks: ["{id}.{field}"]'
            raise PluginError(f"{where} has no field {field!r}: {remedy}")
    if "finds" not in table:
        raise PluginError(f'{where} does not say what it finds: add finds = "…"')
    try:
        return Rule(id=id, **table)
    except (TypeError, ValueError) as error:
        raise PluginError(f"{where}: {error.args[0]}") from error
