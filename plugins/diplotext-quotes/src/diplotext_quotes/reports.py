"""A report: a cue with its subject, what it reports, and the words of the sentence that are not content."""

from __future__ import annotations

from typing import Literal

import attrs

from diplotext_quotes.cues import Found
from diplotext_quotes.words import Range

Position = Literal["before", "around", "as", "open"]
Kind = Literal["direct", "that", "bare", "wh", "to", "np", "none"]

NOMINAL_KINDS = frozenset[Kind](("np", "to"))
"""Content that is a noun phrase or an infinitive."""


@attrs.frozen(eq=False)
class Report:
    """A cue with its subject.

    Attributes:
        found: The cue.
        rule: Id of the rule that found it.
        position: Where the content is: after it (the report comes `before`), `around` it, around an `as`-clause, or
            in the next paragraph (`open`).
        kind: What the content is: a quotation (`direct`), a clause with `that`, without (`bare`) or with a question
            word (`wh`), an infinitive (`to`), a noun phrase (`np`); `none` where it is around.
        content: The words of the content after the cue.
        region: The words that are not content, from the first word of the attribution to its end.
        subject: Who reports, as words; None if nobody is named.
        elided: Whether the subject is that of the clause before.
        addressee: To whom.
        negated: Whether it is not said: "did not say whether …".
        planned: Whether it is reported before it is said: "will stress that".
        is_nominal: Whether a noun phrase or an infinitive is reported, or a noun reports: "*denied* the attack", "his
            *promise* to leave".
        quoted_words_only: Whether nothing but the quotation marks shows that somebody is quoted: "wants “a new start”".
    """

    found: Found
    rule: str
    position: Position
    kind: Kind
    content: Range
    region: Range
    subject: Range | None = None
    elided: bool = False
    addressee: Range | None = None
    negated: bool = False
    planned: bool = False
    is_nominal: bool = False
    quoted_words_only: bool = False
