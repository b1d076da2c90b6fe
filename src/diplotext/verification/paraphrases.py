"""Paraphrases: all that a claim says must be in one statement of its speaker, and nothing may be turned around.

Words can be left out and put into another order, but every content word of the claim needs a partner of the same stem.
Words that only mean the same prove nothing: their opposites would be as near.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from diplotext.comparison.differences import guarded
from diplotext.comparison.wording import Wording, stem
from diplotext.model.document import Document
from diplotext.model.statements import Statement
from diplotext.text.spans import Span
from diplotext.verification.choosing import Candidate, chosen
from diplotext.verification.claims import Claim
from diplotext.verification.context import Contexts, Finding, named, taken_out
from diplotext.verification.index import Index
from diplotext.verification.places import similar_words
from diplotext.verification.verdicts import Evidence, Outcome, Verdict

SIMILAR = 0.6
"""Share of the content words of a claim from which on a statement is about the same."""

CLOSE = 0.8
"""The same from which on it is the statement that the claim is about, and what differs decides."""

MIN_CONTENT = 3
"""Content words that a claim must have for a paraphrase to prove anything."""


def verify_paraphrase(claim: Claim, index: Index, contexts: Contexts, only: int | None) -> Verdict:
    """The verdict on a claim with a paraphrase.

    Args:
        claim: The claim.
        index: The articles.
        contexts: Judges the context.
        only: Number of the only article that counts.
    """
    assert claim.paraphrase is not None
    claimed = Wording.of(claim.paraphrase)
    found: list[Candidate] = []
    seen: set[tuple[int, Statement]] = set()
    for window in index.windows(claimed.keys, only):
        document, whole = index.document(window.document), index.wording(window.document)
        start, end = whole.places[window.first][0], whole.places[window.last - 1][1]
        for statement in document.statements:
            if statement.start < end and start < statement.end and (window.document, statement) not in seen:
                seen.add((window.document, statement))
                found += _judged(claim, claimed, statement, document, contexts)
    if not found:
        found = list(_unsaid(claimed, index, only))
    if not found:
        return Verdict(claim, "not_found", reason="No article has a statement that says this.")
    return chosen(claim, found)


def _unsaid(claimed: Wording, index: Index, only: int | None) -> Iterator[Candidate]:
    """Places where articles have the words of a claim, though no statement was found there."""
    for hit in similar_words(claimed, index, only)[:1]:
        document = index.document(hit.document)
        outcome: Outcome = "altered" if any(one.guard for one in hit.differences) else "ambiguous"
        reason = "the article has such words, but nobody was found who says them"
        if outcome == "altered":
            listed = "; ".join(str(one) for one in hit.differences[:4])
            reason = f"the article has it otherwise, and nobody was found who says it: {listed}"
        span = Span.of(document.text, hit.start, hit.end)
        yield Candidate(outcome, Evidence(document.id, span, None, reason, hit.differences), hit.share)


def _judged(
    claim: Claim, claimed: Wording, statement: Statement, document: Document, contexts: Contexts
) -> Sequence[Candidate]:
    said = Wording.joined(document.text, [(span.start, span.end) for span in statement.spans])
    # What the speaker is called belongs to it: "Norway" in "Norway said that it would".
    nearby = said.content + _named(statement)
    if not claimed.content:
        return []
    common = sum((claimed.content & nearby).values()) / sum(claimed.content.values())
    if common < SIMILAR:
        return []
    span = Span.of(document.text, statement.start, statement.end)
    differences = guarded(claimed, said)
    differences = tuple(one for one in differences if one.guard != "name" or not _is_named(one.claimed, statement))
    missing = claimed.content - nearby

    def candidate(outcome: Outcome, reason: str) -> list[Candidate]:
        return [Candidate(outcome, Evidence(document.id, span, statement, reason, differences), common)]

    finding = contexts.judge(claim, document, [statement])
    if finding is None and (word := taken_out(document, statement.start)) is not None:
        finding = Finding("out_of_context", f"the article has “{word}” before it", statement)
    if differences and common >= CLOSE:
        listed = "; ".join(str(difference) for difference in differences)
        return candidate("altered", f"{named(statement.speakers)} said it otherwise: {listed}")
    if finding and common >= CLOSE:
        return candidate(finding.outcome, finding.reason)
    if differences or missing or finding or sum(claimed.content.values()) < MIN_CONTENT:
        lacking = f": it lacks {_listed(claimed, missing)}" if missing else ""
        return candidate("ambiguous", f"{named(statement.speakers)} said something similar{lacking}")
    if not _in_order(claimed, said):
        return candidate("ambiguous", f"{named(statement.speakers)} said it with the names the other way round")
    outcome: Outcome = "verbatim" if _is_part(claimed.keys, said.keys) else "paraphrase"
    return candidate(outcome, f"{named(statement.speakers)} said it")


def _named(statement: Statement) -> Counter[str]:
    names = [speaker.name for speaker in statement.speakers if speaker.name]
    cue = statement.cue.text if statement.cue else ""
    return Wording.of(" ".join([*names, cue])).content


def _is_named(names: str, statement: Statement) -> bool:
    known = set(Wording.of(" ".join(speaker.name or "" for speaker in statement.speakers)).keys)
    return set(names.split(", ")) <= known


def _listed(claimed: Wording, missing: Counter[str]) -> str:
    keys = dict.fromkeys(key for key in claimed.keys if stem(key) in missing)
    return ", ".join(f"“{key}”" for key in list(keys)[:5])


def _in_order(claimed: Wording, said: Wording) -> bool:
    """Whether the names that both have are in the same order: who did it to whom."""
    names = [key for key in dict.fromkeys(claimed.keys) if key in claimed.names and key in said.keys]
    places = [said.keys.index(key) for key in names]
    return places == sorted(places)


def _is_part(keys: Sequence[str], of: Sequence[str]) -> bool:
    size = len(keys)
    return any(list(of[start : start + size]) == list(keys) for start in range(len(of) - size + 1))
