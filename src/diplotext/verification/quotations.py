"""Quotations: the same words, of the same speaker, in the same sense."""

from __future__ import annotations

from collections.abc import Sequence

from diplotext.comparison.differences import WordDifference
from diplotext.comparison.wording import Wording
from diplotext.model.statements import Statement
from diplotext.text.spans import Span
from diplotext.verification.choosing import Candidate, chosen
from diplotext.verification.claims import Claim
from diplotext.verification.context import Contexts, named, taken_out
from diplotext.verification.index import Index
from diplotext.verification.places import Hit, Quoted, covering, is_quoted, same_words, similar_words
from diplotext.verification.verdicts import Evidence, Outcome, Verdict

MIN_CONTRADICTING_KEYS = 6
"""Keys of a quotation from which on two articles that give it to two speakers contradict each other."""

MAX_HITS = 50
"""Places with the same words that are looked at."""


def verify_quotation(claim: Claim, index: Index, contexts: Contexts, only: int | None) -> Verdict:
    """The verdict on a claim with a quotation.

    Args:
        claim: The claim.
        index: The articles.
        contexts: Judges the context.
        only: Number of the only article that counts.
    """
    assert claim.quotation is not None
    quoted = Quoted.of(claim.quotation)
    found: list[Candidate] = []
    for hit, _ in zip(same_words(quoted, index, only), range(MAX_HITS), strict=False):
        found += _judged(claim, hit, index, contexts, len(quoted.keys))
    if not found:
        claimed = Wording.of(claim.quotation)
        for hit in similar_words(claimed, index, only)[:3]:
            found += _judged(claim, hit, index, contexts, len(quoted.keys))
    return chosen(claim, found)


def _judged(claim: Claim, hit: Hit, index: Index, contexts: Contexts, size: int) -> Sequence[Candidate]:
    document = index.document(hit.document)
    span = Span.of(document.text, hit.start, hit.end)
    statements = [hit.statement] if hit.statement else covering(document, hit.start, hit.end)

    def candidate(
        outcome: Outcome, reason: str, statement: Statement | None, differences: Sequence[WordDifference] = ()
    ) -> list[Candidate]:
        evidence = Evidence(document.id, span, statement, reason, (*hit.differences, *differences))
        against = outcome == "misattributed" and size >= MIN_CONTRADICTING_KEYS and bool(statements)
        return [Candidate(outcome, evidence, hit.share, against and not hit.differences)]

    first = statements[0] if statements else None
    if hit.differences:
        listed = "; ".join(str(difference) for difference in hit.differences[:4])
        said = f", said by {named(first.speakers)}" if first else ""
        return candidate("altered", f"the words differ from those of the article{said}: {listed}", first)
    if not statements and claim.speaker is not None:
        verb = "quotes" if is_quoted(document, hit.start, hit.end) else "has"
        return candidate("ambiguous", f"the article {verb} the words, but nobody was found who says them", None)
    finding = contexts.judge(claim, document, statements) if statements else None
    if finding:
        return candidate(finding.outcome, finding.reason, finding.statement or first, finding.differences)
    if (word := taken_out(document, hit.start)) is not None:
        return candidate("out_of_context", f"the article has “{word}” before the words", first)
    if first and not is_quoted(document, hit.start, hit.end):
        reason = f"the article reports it, but does not quote it ({named(first.speakers)})"
        return candidate("paraphrase", reason, first)
    who = f"said by {named(first.speakers)}" if first else "nobody is claimed to have said them"
    if hit.literal:
        return candidate("verbatim", f"the words are in the article, {who}", first)
    return candidate("repaired", f"the words are in the article but for marks, case or a marked cut, {who}", first)
