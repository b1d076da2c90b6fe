"""What `diplotext.knowledge.check` finds: a code for each kind of fault, with its severity and remedy."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import attrs

Severity = Literal["error", "warning", "note"]


@attrs.frozen
class Code:
    """A kind of fault.

    Attributes:
        severity: `error`: a fact is wrong or lost; `warning`: names may be missed or confused; `note`: information.
        remedy: What to do about it.
    """

    severity: Severity
    remedy: str


CODES: Mapping[str, Code] = {
    "wrong-type": Code("error", "give the field a value of the type that `diplotext.Record` declares"),
    "id-form": Code("error", "write the id as kind:key, such as organization:osce, and without spaces"),
    "duplicate-id": Code("error", "delete one of the rows or give it another id: only the last one counts"),
    "kind-spelling": Code("warning", "use the known kind, which extractors look for"),
    "empty-name": Code("error", "give the name or delete it"),
    "unmatchable-name": Code(
        "error", "write the name as texts do: words joined by a space, hyphen, slash or apostrophe"
    ),
    "partly-seen-name": Code("warning", "leave out punctuation at the ends of the name: only words are looked up"),
    "lower-case-name": Code("warning", "write the name with its capitals, leave it out, or mark the record ambiguous"),
    "leading-article": Code("warning", 'leave "the" out'),
    "canonical-name": Code("warning", "put the canonical name first among the names, or leave them all out"),
    "shared-name": Code("warning", "mark all of these records but one ambiguous, or leave the name out of the others"),
    "identifier-form": Code("error", "correct the identifier or leave it out: unknown is better than wrong"),
    "shared-identifier": Code(
        "error", "find out which record it belongs to, and join the records if they are the same"
    ),
    "dangling-reference": Code("error", "correct the id, add the record that it names, or install its plugin"),
    "parent-cycle": Code("error", "leave out one of the parents"),
    "unknown-country": Code("error", "use the ISO 3166 alpha-2 code of a state among the records"),
    "date-form": Code("error", "write YYYY, YYYY-MM or YYYY-MM-DD"),
    "period": Code("error", "correct the dates: since must not come after until"),
    "incomplete": Code("warning", "fill in the field: without it the record is of little use"),
    "no-source": Code("warning", "say where the facts come from"),
    "replaces": Code("note", "nothing if it is intended; plugins are ordered by name, and the later record counts"),
}
"""All codes of findings."""


@attrs.frozen(kw_only=True)
class Finding:
    """Something that is wrong with a record, or worth knowing about it.

    Attributes:
        code: The kind of fault: a key of `CODES`.
        record: Id of the record.
        plugin: Name of the plugin that the record comes from.
        message: What is wrong, with the values.
        others: Names of other plugins whose records it concerns too.
    """

    code: str
    record: str
    plugin: str
    message: str
    others: tuple[str, ...] = ()

    @property
    def severity(self) -> Severity:
        """`error`, `warning` or `note`."""
        return CODES[self.code].severity

    @property
    def remedy(self) -> str:
        """What to do about it."""
        return CODES[self.code].remedy

    def __str__(self) -> str:
        return f"{self.severity}: {self.plugin}: {self.record}: {self.message} [{self.code}]"
