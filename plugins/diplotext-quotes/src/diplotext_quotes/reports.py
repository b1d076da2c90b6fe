"""A report: a cue with its subject, and the words of the sentence that are no content."""

from __future__ import annotations

from typing import Literal

import attrs

from diplotext_quotes.cues import Found
from diplotext_quotes.following import Following
from diplotext_quotes.nounphrases import Range

Position = Literal["before", "around", "as", "open"]


@attrs.frozen(eq=False)
class Report:
    """A cue with its subject.

    Attributes:
        found: The cue.
        subject: Who reports; None if it has to be taken from the clause before.
        position: Where the content is: after it (the report stands `before`), `around` it, around an `as`-clause, or in
            the next paragraph (`open`).
        following: What follows the cue.
        region: The words that are no content: from the comma before the attribution to its end.
        elided: Whether the subject is that of the clause before.
    """

    found: Found
    subject: Range | None
    position: Position
    following: Following
    region: Range
    elided: bool = False
