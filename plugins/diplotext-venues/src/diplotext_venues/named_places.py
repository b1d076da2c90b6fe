"""A stretch of the text that names a place, before mentions of one place are joined."""

from __future__ import annotations

import attrs

from diplotext import Record


@attrs.frozen
class NamedPlace:
    """A stretch of the text that names a place.

    Attributes:
        start: Offset of its first character.
        end: Offset after its last.
        rule: Id of the rule that found it.
        record: The city or region of the knowledge that it names; None if it has none.
        site: Whether it is a site, such as a palace.
        country: Code of the country that the text gives it, where it has no record.
    """

    start: int
    end: int
    rule: str
    record: Record | None = None
    site: bool = False
    country: str | None = None
