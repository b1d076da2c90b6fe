"""What the user should know of the articles that were read, without a line for each of a million of them."""

from __future__ import annotations

from collections import Counter

from diplotext.plugin.readers import Report

SUMMARIES = {
    "double": "ids occurred more than once",
    "partial": "articles have a publication date without a day",
    "repaired": "texts and titles were repaired",
    "unnamed": "ids were empty",
}


class Notices:
    """Warnings, of each kind the first one as soon as it comes, and at the end how many there were.

    Args:
        report: Called with one line.
    """

    def __init__(self, report: Report) -> None:
        self._report = report
        self._seen: Counter[str] = Counter()
        self._unused: dict[str, None] = {}

    def warn(self, kind: str, message: str) -> None:
        """A warning; only the first of its kind is reported at once."""
        self._seen[kind] += 1
        if self._seen[kind] == 1:
            self._report(message)

    def unused(self, key: str) -> None:
        """A key of a record that is only kept."""
        self._unused[key] = None

    def finish(self) -> None:
        """Report how many warnings of each kind there were, and the keys that are only kept."""
        for kind, number in self._seen.items():
            if number > 1 and kind in SUMMARIES:
                self._report(f"{number} {SUMMARIES[kind]}")
        silent = [key for key in self._unused if f"key {key}" not in self._seen]
        if silent:
            self._report(f"kept in 'source' and not used: {', '.join(silent)}")
