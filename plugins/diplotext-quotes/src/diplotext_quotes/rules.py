"""The rules: what each finds, examples, and how often it was right on development data (`data/rules.toml`)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType

import attrs

from diplotext.statements import Mode

__all__ = ["Example", "Rule", "confidence", "rules"]


@attrs.frozen
class Example:
    """A text in which a rule finds a statement.

    Attributes:
        text: The text.
        mode: How the content is reported.
        content: The content; where it is cut in several spans, " … " joins them.
        speaker: Name of the first speaker; None if nobody is named.
        cue: The words that attribute it; None if there are none.
    """

    text: str
    mode: Mode
    content: str
    speaker: str | None = None
    cue: str | None = None


@attrs.frozen
class Rule:
    """A rule of the extractor.

    Attributes:
        id: What a statement carries as `rule`.
        finds: What it finds.
        examples: Texts in which it finds a statement.
        cases: The statements it found in the development data, those not counted that other statements report.
        precision: Share of them with the right content (overlap of half or more) and the right speaker; None where
            there were fewer than 50 cases, or where the data cannot tell.
    """

    id: str
    finds: str
    examples: tuple[Example, ...]
    cases: int
    precision: float | None = None


@cache
def rules() -> Mapping[str, Rule]:
    """All rules by id, in the order of the table."""
    table = resources.files("diplotext_quotes").joinpath("data/rules.toml").read_text(encoding="utf-8")
    return MappingProxyType(
        {
            name: Rule(
                id=name,
                finds=row["finds"],
                examples=tuple(Example(**example) for example in row["examples"]),
                cases=row["cases"],
                precision=row.get("precision"),
            )
            for name, row in tomllib.loads(table).items()
        }
    )


def confidence(rule: str) -> float | None:
    """The measured precision of a rule; None where it was not measured.

    Args:
        rule: Id of the rule.

    Raises:
        KeyError: If there is no rule of that id.
    """
    return rules()[rule].precision
