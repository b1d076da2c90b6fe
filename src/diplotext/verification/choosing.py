"""Of what several places in articles say of a claim, the verdict that follows."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from diplotext.verification.claims import Claim
from diplotext.verification.verdicts import PASSED, Evidence, Outcome, Verdict

PREFERENCE: tuple[Outcome, ...] = (
    *("verbatim", "repaired", "paraphrase", "wrong_date", "out_of_context", "ambiguous", "altered", "misattributed"),
    "not_found",
)
"""The verdicts, the one that is nearest to the claim first."""

MAX_OTHERS = 5
"""Further places that are kept as evidence."""


@attrs.frozen
class Candidate:
    """What one place says of a claim.

    Attributes:
        outcome: The verdict that would follow from it alone.
        evidence: The place.
        closeness: How near its wording is to the claim, from 0 to 1.
        contradicts: Whether it surely has another speaker for the same words, so that it counts against others.
    """

    outcome: Outcome
    evidence: Evidence
    closeness: float = 1.0
    contradicts: bool = False


def chosen(claim: Claim, candidates: Sequence[Candidate]) -> Verdict:
    """The verdict that follows from all places together.

    The nearest decides. If one place supports the claim and another, in another article, has the same words of somebody
    else, the articles differ, and the verdict is `ambiguous`.
    """
    if not candidates:
        return Verdict(claim, "not_found", reason="No article has these words.")
    ranked = sorted(candidates, key=lambda one: (PREFERENCE.index(one.outcome), -one.closeness))
    best, rest = ranked[0], ranked[1:]
    others = tuple(one.evidence for one in rest[:MAX_OTHERS])
    if best.outcome in PASSED:
        against = [one for one in rest if one.contradicts and one.evidence.document != best.evidence.document]
        if against:
            sides = " but ".join(f"{one.reason} ({one.document})" for one in (best.evidence, against[0].evidence))
            return Verdict(claim, "ambiguous", best.evidence, others, f"The articles differ: {sides}.")
    return Verdict(claim, best.outcome, best.evidence, others, _sentence(best.evidence.reason))


def _sentence(reason: str) -> str:
    return f"{reason[:1].upper()}{reason[1:]}."
