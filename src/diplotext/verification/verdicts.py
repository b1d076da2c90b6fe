"""What became of a claim, with the evidence. A verdict is a finding about the articles, never about the truth."""

from __future__ import annotations

from functools import cache
from typing import Any, Literal

import attrs

from diplotext.comparison.differences import WordDifference
from diplotext.knowledge.tables import toml
from diplotext.model.annotations import Annotation
from diplotext.text.spans import Span
from diplotext.verification.claims import Claim

Outcome = Literal[
    "verbatim",
    "repaired",
    "paraphrase",
    "altered",
    "misattributed",
    "out_of_context",
    "wrong_date",
    "ambiguous",
    "not_found",
]
"""What can become of a claim; see `Verdict`."""

PASSED: frozenset[Outcome] = frozenset({"verbatim", "repaired", "paraphrase"})


@attrs.frozen
class Evidence:
    """A place in an article that speaks for or against a claim.

    Attributes:
        document: Id of the article.
        span: The words.
        annotation: The statement or meeting that the words belong to; None if they belong to none.
        reason: How they bear on the claim.
        differences: Where the wording of the claim differs from them.
    """

    document: str
    span: Span
    annotation: Annotation | None
    reason: str
    differences: tuple[WordDifference, ...] = ()


@attrs.frozen
class Verdict:
    """What became of a claim.

    Attributes:
        claim: The claim.
        verdict: `verbatim` (the same words, of that speaker), `repaired` (the same but for marks, case, spacing,
            brackets, or a cut that is marked), `paraphrase` (the article says it in other words; of a meeting, that it
            has it), `altered` (words differ), `misattributed` (another speaker, or nobody, says it), `out_of_context`
            (the article denies it, asks it, reports it at second hand, or speaks of a plan), `wrong_date`, `ambiguous`
            (it depends on what the article leaves open, or articles differ), `not_found`.
        evidence: The place that decided; None if there is none.
        others: Further places, the nearest first.
        reason: Why, in a sentence.
        score: The share of verdicts of this kind that were right when they were measured, from 0 to 1; None if there
            were too few to measure.
    """

    claim: Claim
    verdict: Outcome
    evidence: Evidence | None = None
    others: tuple[Evidence, ...] = ()
    reason: str = ""
    score: float | None = None

    @property
    def passed(self) -> bool:
        """Whether the articles support the claim."""
        return self.verdict in PASSED

    def to_dict(self) -> dict[str, Any]:
        """The verdict as values that JSON can hold."""
        return {
            "schema": 1,
            "claim": self.claim.to_dict(),
            "verdict": self.verdict,
            "passed": self.passed,
            "reason": self.reason,
            "score": self.score,
            "evidence": _plain(self.evidence) if self.evidence else None,
            "others": [_plain(other) for other in self.others],
        }

    def __str__(self) -> str:
        return f"{self.verdict}: {self.reason}"


def _plain(evidence: Evidence) -> dict[str, Any]:
    annotation = evidence.annotation
    return {
        "document": evidence.document,
        "span": attrs.asdict(evidence.span),
        "annotation": annotation
        and {
            "type": annotation.wire_name,
            "start": annotation.start,
            "end": annotation.end,
            "text": annotation.text,
            "rule": annotation.rule,
        },
        "reason": evidence.reason,
        "differences": [attrs.asdict(difference) for difference in evidence.differences],
    }


@cache
def score_of(kind: str, outcome: Outcome) -> float | None:
    """The measured precision of a verdict on claims of a kind: `quotation`, `paraphrase` or `meeting`."""
    measured = toml("diplotext.verification", "precision.toml").get(kind, {}).get(outcome)
    return None if measured is None or measured["of"] < MIN_CASES else round(measured["right"] / measured["of"], 2)


MIN_CASES = 30
"""Fewer verdicts than these are too few to measure a precision."""
