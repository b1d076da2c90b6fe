"""Meetings: the same parties, and nothing that contradicts place, day or status."""

from __future__ import annotations

from collections.abc import Iterator

from diplotext.comparison.differences import WordDifference
from diplotext.comparison.identity import Identities, Identity, words_of
from diplotext.comparison.wording import Wording
from diplotext.model.annotations import Place
from diplotext.model.document import Document
from diplotext.model.meetings import Meeting
from diplotext.text.spans import Span
from diplotext.verification.choosing import Candidate, chosen
from diplotext.verification.claims import Claim, MeetingClaim
from diplotext.verification.context import Contexts, check_date
from diplotext.verification.index import Index
from diplotext.verification.verdicts import Evidence, Outcome, Verdict

MAX_DOCUMENTS = 200
"""Articles with the names of the parties that are looked at."""


def verify_meeting(claim: Claim, index: Index, contexts: Contexts, only: int | None) -> Verdict:
    """The verdict on a claim with a meeting.

    Args:
        claim: The claim.
        index: The articles.
        contexts: Judges the context.
        only: Number of the only article that counts.
    """
    assert claim.meeting is not None
    found = [
        candidate
        for number in _likely(claim.meeting, index, only)
        for meeting in index.document(number).meetings
        if (candidate := _judged(claim.meeting, meeting, index.document(number), contexts.identities))
    ]
    if not found:
        return Verdict(claim, "not_found", reason="No article has a meeting of these parties.")
    return chosen(claim, found)


def _likely(meeting: MeetingClaim, index: Index, only: int | None) -> Iterator[int]:
    """The articles that have the last word of the name of some party, those with most of them first."""
    counts: dict[int, int] = {}
    for party in meeting.parties:
        keys = Wording.of(party).keys
        numbers = {number for key in keys[-1:] for number, _ in index.exact([key], only)}
        for number in numbers:
            counts[number] = counts.get(number, 0) + 1
    ranked = sorted(counts, key=lambda number: (-counts[number], number))
    yield from ranked[:MAX_DOCUMENTS]


def _judged(claimed: MeetingClaim, meeting: Meeting, document: Document, identities: Identities) -> Candidate | None:
    answers = [_takes_part(party, meeting, document, identities) for party in claimed.parties]
    present = answers.count("same")
    if not present or present + answers.count("unclear") < len(answers) - (len(answers) > 2):
        return None
    span = meeting.spans[0] if meeting.spans else Span.of(document.text, 0, 0)

    def candidate(outcome: Outcome, reason: str, *differences: WordDifference) -> Candidate:
        return Candidate(outcome, Evidence(document.id, span, meeting, reason, differences), present / len(answers))

    if "different" in answers:
        missing = claimed.parties[answers.index("different")]
        who = ", ".join(str(participant) for participant in meeting.participants)
        return candidate(
            "altered", f"{missing} is not among those who met: {who}", WordDifference(missing, who, "name")
        )
    if "unclear" in answers:
        return candidate("ambiguous", f"whether {claimed.parties[answers.index('unclear')]} took part is left open")
    if claimed.status in ("held", "ongoing") and meeting.status not in ("held", "ongoing"):
        return candidate("out_of_context", f"the article has the meeting as {meeting.status}")
    if claimed.status != meeting.status and {claimed.status, meeting.status} != {"held", "ongoing"}:
        return candidate(
            "altered",
            f"the article has the meeting as {meeting.status}",
            WordDifference(claimed.status, meeting.status),
        )
    if claimed.place and (finding := _place(claimed.place, meeting, document, identities)):
        return candidate(*finding)
    if claimed.date and (wrong := check_date(claimed.date, meeting.time, document, "held")):
        return candidate(wrong.outcome, wrong.reason)
    return candidate("paraphrase", "the article has the meeting")


def _takes_part(party: str, meeting: Meeting, document: Document, identities: Identities) -> Identity:
    parties = [(participant.entity, participant.mention) for participant in meeting.participants]
    if not parties:
        return "different"
    answer = identities.same_any(party, parties, document)
    if answer != "same" and any(identities.represents(party, participant.side) for participant in meeting.participants):
        return "same"
    return answer


def _place(
    place: str, meeting: Meeting, document: Document, identities: Identities
) -> tuple[Outcome, str] | tuple[Outcome, str, WordDifference] | None:
    venue = meeting.venue
    levels = [level for level in (venue.site, venue.city, venue.other, venue.country) if level] if venue else []
    if not levels:
        return "ambiguous", "the article does not say where"
    wanted = set(words_of(place))
    if any(wanted & set(words_of(level.text)) for level in levels):
        return None
    inside = {
        entity.country
        for level in levels
        for _, entity in document.mentions_in(level.start, level.end)
        if isinstance(entity, Place) and entity.country
    }
    states = [state for state in document.states if state.identifiers.get("iso3166") in inside]
    if any(identities.represents(place, state) for state in states):
        return None
    return "altered", f"the article has it in {venue}", WordDifference(place, str(venue), "name")
