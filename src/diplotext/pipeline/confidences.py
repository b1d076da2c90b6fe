"""Confidences of rules that replace the shipped ones: measured on a user's own articles, and kept in a TOML file.

```toml
corpus = "Elbe Wire, 2021"

["quote.clause"]
confidence = 0.874
right = 41
cases = 45
shipped = 0.9
```
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Mapping
from os import PathLike
from pathlib import Path
from typing import Any, TypeAlias

import attrs
from immutabledict import immutabledict

from diplotext.errors import PipelineError, nearest
from diplotext.model.annotations import Annotation
from diplotext.plugin.rules import Rule

CORPUS = "corpus"


def _is_share(_: Any, field: attrs.Attribute[Any], value: Any) -> None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise PipelineError(f"{field.name} must be a share from 0 to 1, not {value!r}")


@attrs.frozen
class Measured:
    """The confidence of a rule, and what it rests on.

    Attributes:
        confidence: The share of its findings that are right, from 0 to 1.
        right: How many of the judged findings were right; None if that is not known.
        cases: How many were judged; None if that is not known.
        shipped: The confidence that it replaces; None if there was none.
    """

    confidence: float = attrs.field(validator=_is_share)
    right: int | None = None
    cases: int | None = None
    shipped: float | None = attrs.field(default=None, validator=attrs.validators.optional(_is_share))


@attrs.frozen
class Confidences:
    """Confidences by rule.

    Attributes:
        corpus: What they were measured on.
        rules: What was measured, by the id of the rule.
    """

    corpus: str
    rules: Mapping[str, Measured] = attrs.field(converter=immutabledict)

    def to_toml(self) -> str:
        """The file that `Pipeline.of(confidences=...)` and `diplotext extract --confidences` take."""
        lines = ["# Confidences of rules, measured on a judged sample by `diplotext recalibrate`."]
        lines.append(f"{CORPUS} = {json.dumps(self.corpus, ensure_ascii=False)}")
        for rule, one in self.rules.items():
            lines += ["", f'["{rule}"]']
            lines += [f"{name} = {value}" for name, value in attrs.asdict(one).items() if value is not None]
        return "\n".join(lines) + "\n"

    def check(self, rules: Iterable[str]) -> None:
        """Check that all rules exist.

        Raises:
            PipelineError: If one does not; the message names the nearest.
        """
        known = frozenset(rules)
        for rule in self.rules:
            if rule not in known:
                raise PipelineError(f"confidences of {self.corpus}: no rule is called {rule!r}: {nearest(rule, known)}")

    def applied(self, annotation: Annotation, shipped: Mapping[str, Rule]) -> Annotation:
        """An annotation with the confidence of its rule, unless the extractor gave it none though the rule has one."""
        one = self.rules.get(annotation.rule)
        rule = shipped.get(annotation.rule)
        if one is None or (annotation.confidence is None and rule is not None and rule.precision is not None):
            return annotation
        return attrs.evolve(annotation, confidence=one.confidence)


ConfidencesGiven: TypeAlias = Confidences | Mapping[str, float] | str | PathLike[str]
"""How confidences are given to a pipeline: measured ones, shares by rule, or a file."""


def confidences_of(given: ConfidencesGiven) -> Confidences:
    """Confidences as they are given to a pipeline: read from a file, or by the id of the rule.

    Raises:
        PipelineError: If it is not a file of confidences, or one is not a share.
    """
    if isinstance(given, Confidences):
        return given
    if isinstance(given, Mapping):
        return Confidences("the caller", {rule: Measured(value) for rule, value in given.items()})
    path = Path(given)
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        rules = {rule: Measured(**table) for rule, table in data.items() if rule != CORPUS}
    except OSError as error:
        raise PipelineError(f"confidences: {path}: {error.strerror or error}") from None
    except (ValueError, TypeError) as error:
        raise PipelineError(f"confidences: {path} cannot be read: {error}") from None
    if not isinstance(data.get(CORPUS), str):
        raise PipelineError(f'confidences: {path} does not name what they were measured on: add corpus = "..."')
    return Confidences(data[CORPUS], rules)
