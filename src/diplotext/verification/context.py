"""Whether what an article says around some words agrees with a claim: who said it, when, and whether it was said."""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Sequence

import attrs

from diplotext.comparison.differences import WordDifference
from diplotext.comparison.identity import Identities
from diplotext.comparison.wording import Wording, singular, stem, words_of
from diplotext.model.document import Document
from diplotext.model.statements import Attribution, Statement
from diplotext.model.times import TimeExpression
from diplotext.verification.claims import Claim
from diplotext.verification.verdicts import Outcome

MAX_KEYS_BEFORE = 6
"""Keys before some words in which a negation or a condition takes them out of their context."""

CONDITIONS = frozenset({"if", "unless", "whether"})
BREAKS = frozenset(".?!;:,—–\n")


@attrs.frozen
class Finding:
    """What is wrong with the context of some words; see `Verdict` for the outcomes.

    Attributes:
        outcome: The verdict that follows.
        reason: Why, in a sentence without a full stop.
        statement: The statement that decided.
        differences: What differs besides words.
    """

    outcome: Outcome
    reason: str
    statement: Statement | None = None
    differences: tuple[WordDifference, ...] = ()


def days_of(date: str) -> tuple[datetime.date, datetime.date]:
    """The first and the last day of a day, a month or a year in ISO 8601."""
    parts = [int(part) for part in date.split("-")]
    year, month = parts[0], parts[1] if len(parts) > 1 else None
    if month is None:
        return datetime.date(year, 1, 1), datetime.date(year, 12, 31)
    if len(parts) == 2:
        return datetime.date(year, month, 1), datetime.date(year, month, calendar.monthrange(year, month)[1])
    return datetime.date(*parts), datetime.date(*parts)


def check_date(claimed: str, time: TimeExpression | None, document: Document, verb: str) -> Finding | None:
    """What is wrong with a date; None if the article has the same.

    Args:
        claimed: A day, month or year.
        time: When the article says that it was.
        document: The article.
        verb: What happened then, for the reason: "said", "met".
    """
    first, last = days_of(claimed)
    if time is not None and (time.earliest or time.latest):
        earliest, latest = time.earliest or datetime.date.min, time.latest or datetime.date.max
        if first <= latest and earliest <= last:
            return None
        return Finding("wrong_date", f"the article says “{time.text}”, which is {time.value or earliest}")
    if document.published and first > document.published:
        return Finding("wrong_date", f"the article is older: it was published on {document.published}")
    return Finding("ambiguous", f"the article does not say on which day it was {verb}")


class Contexts:
    """Judges the context of words in articles.

    Args:
        identities: Answers whether two names mean the same.
    """

    def __init__(self, identities: Identities) -> None:
        self.identities = identities

    def judge(self, claim: Claim, document: Document, statements: Sequence[Statement]) -> Finding | None:
        """What is wrong with the context of some words; None if nothing is.

        Args:
            claim: The claim.
            document: The article.
            statements: The statements that hold the words, the innermost first.
        """
        statement, finding = self._speaker(claim, document, statements)
        if finding or statement is None:
            return finding
        if statement.negated:
            return Finding("out_of_context", "the article says that it was not said", statement)
        if self._denied(claim, statement):
            return Finding("out_of_context", f"{named(statement.speakers)} denies it", statement)
        if statement.planned:
            return Finding("out_of_context", "the article announces what will be said", statement)
        if claim.paraphrase and statement.asked:
            return Finding("out_of_context", "the article has it as a question", statement)
        finding = self._addressee(claim, document, statement)
        if finding is None and claim.date:
            finding = check_date(claim.date, statement.said_at, document, "said")
        return finding and attrs.evolve(finding, statement=statement)

    def _denied(self, claim: Claim, statement: Statement) -> bool:
        """Whether the speaker says that it is not so, and the claim does not."""
        denials = words_of("denials")
        if statement.mode == "direct" or statement.cue_lemma not in denials:
            return False
        said = Wording.of(claim.quotation or claim.paraphrase or "")
        return not said.content.keys() & {stem(verb) for verb in denials}

    def _speaker(
        self, claim: Claim, document: Document, statements: Sequence[Statement]
    ) -> tuple[Statement | None, Finding | None]:
        """The statement of the claimed speaker, or what is wrong with the speaker."""
        if claim.speaker is None:
            return (statements[0] if statements else None), None
        unclear: Statement | None = None
        for statement in statements:
            answer = self._says(claim.speaker, statement, document)
            if answer == "same" and statement.reported_in is not None:
                who = named(statement.reported_in.speakers)
                return statement, Finding("out_of_context", f"the article has it at second hand, from {who}", statement)
            if answer == "same":
                return statement, None
            if answer == "unclear":
                unclear = unclear or statement
        if unclear is not None:
            who = named(unclear.speakers)
            reason = f"the article gives it to {who}; whether that is {claim.speaker} it does not say"
            return unclear, Finding("ambiguous", reason, unclear)
        who = named(statements[0].speakers)
        return statements[0], Finding("misattributed", f"the article gives it to {who}", statements[0])

    def _says(self, name: str, statement: Statement, document: Document) -> str:
        parties = [(speaker.entity, speaker.mention) for speaker in statement.speakers]
        answer = self.identities.same_any(name, parties, document)
        if answer == "different" and self._acts_for(name, statement):
            return "unclear"
        return answer

    def _acts_for(self, name: str, statement: Statement) -> bool:
        """Whether a name is that of the state or body that a speaker acts for: "Norway" for its minister."""
        sides = [
            office.of
            for speaker in statement.speakers
            for office in getattr(speaker.entity, "offices", ())
            if office.of is not None
        ]
        return any(self.identities.represents(name, side) for side in (*sides, statement.holder))

    def _addressee(self, claim: Claim, document: Document, statement: Statement) -> Finding | None:
        if claim.addressee is None:
            return None
        if not statement.addressees:
            return Finding("ambiguous", "the article does not say to whom it was said")
        parties = [(one.entity, one.mention) for one in statement.addressees]
        answer = self.identities.same_any(claim.addressee, parties, document)
        who = named(statement.addressees)
        if answer == "same":
            return None
        if answer == "unclear":
            return Finding("ambiguous", f"it was said to {who}; whether that is {claim.addressee} is left open")
        difference = WordDifference(claim.addressee, who, "name")
        return Finding("altered", f"the article has it said to {who}", differences=(difference,))


def named(speakers: Sequence[Attribution]) -> str:
    """The names of speakers, for a sentence."""
    return " and ".join(speaker.name or "somebody without a name" for speaker in speakers) or "nobody by name"


def taken_out(document: Document, start: int) -> str | None:
    """The word before some words that turns what they say around: "not", "never", "if"; None if there is none.

    Args:
        document: The article.
        start: Offset of the words.
    """
    text = document.text
    wording = Wording.of(text, max(0, start - 80), start)
    for index in range(len(wording) - 1, max(-1, len(wording) - 1 - MAX_KEYS_BEFORE), -1):
        end = wording.places[index][1]
        following = wording.places[index + 1][0] if index + 1 < len(wording) else start
        if BREAKS & set(text[end:following]) or any(mark in text[end:following] for mark in '“”"‘'):
            return None
        key = wording.keys[index]
        if singular(key) in words_of("negations") or key in CONDITIONS:
            return key
    return None
