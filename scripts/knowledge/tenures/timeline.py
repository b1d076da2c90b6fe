"""Who held an office when: from the claims about it to spans without conflict."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from .claims import LISTS, SPEAKERS, Claim
from .days import Span
from .persons import Person
from .titles import FOREIGN

HANDOVER = 3
"""Days for which two persons may be claimed at once around a change: the later one is believed."""

NEAR_START = 60
"""Days between two claimed starts of one term: the later one is believed."""

SILENCE = 400
"""Days between two attestations of a head of state or government for which the person is believed to have stayed."""

LONG_SILENCE = 1200
"""The same for foreign ministers: measured against the cabinets, longer silences bring no more errors."""

DOUBT = 183
"""Days around a speaker in which another person's claim to be foreign minister is not believed."""

WITNESS = 30
"""Days within which two attestations by one reference count as one."""

Check = Callable[[Person, Span], bool]


@dataclass
class Run:
    """A person in an office without interruption."""

    person: Person
    span: Span
    claims: list[Claim] = field(default_factory=list)


@dataclass(frozen=True)
class Piece:
    """A person believed in office on all days of a span."""

    person: int
    span: Span


def backing(claims: Iterable[Claim], span: Span) -> set[str]:
    """The references that claim all days of a span."""
    return {claim.source for claim in claims if claim.span.start <= span.start and span.end <= claim.span.end}


def solve(people: list[Person], refuted: Check, changes: set[int]) -> list[Run]:
    """The runs of all persons in an office.

    Args:
        people: The persons with their claims.
        refuted: Whether a table that serves to check says that a person was not in office.
        changes: Days on which such a table has a new leader.
    """
    trimmed = doubted([trim(person.claims) for person in people])
    dropped = stray(trimmed)
    kept = [[claim for claim in claims if id(claim) not in dropped] for claims in trimmed]
    kept = [[*claims, *early(at, kept)] for at, claims in enumerate(kept)]
    pieces = [piece for piece in segments(kept, changes) if not refuted(people[piece.person], piece.span)]
    pieces = [piece for piece in pieces if not contested(piece, kept)]
    joined = join(pieces, kept, lambda at, gap: refuted_somewhere(people[at], gap, refuted, changes))
    runs = []
    for piece in joined:
        claims = [claim for claim in people[piece.person].claims if (claim.outer or claim.span).overlaps(piece.span)]
        runs.append(Run(people[piece.person], piece.span, claims))
    return runs


def trim(claims: list[Claim]) -> list[Claim]:
    """The claims of a person, each beginning with the latest of the starts that are claimed for the term.

    An end that lies shortly after another reference's end is cut in the same way.
    """
    spans = [claim for claim in claims if not claim.point and claim.span.start <= claim.span.end]
    result = []
    for claim in claims:
        if claim.point or claim not in spans:
            result.append(claim)
            continue
        start = max(
            (o.span.start for o in spans if o.starts and 0 < o.span.start - claim.span.start <= NEAR_START),
            default=claim.span.start,
        )
        if attested_before(claims, start) and start != claim.span.start:
            start = claim.span.start
        result.append(replaced(claim, Span(min(start, claim.span.end), claim.span.end)))
    return result


def attested_before(claims: list[Claim], day: int) -> bool:
    """Whether the person is attested on a single day in the two months before a day."""
    return any(claim.point and day - NEAR_START <= claim.span.end < day for claim in claims)


def replaced(claim: Claim, span: Span) -> Claim:
    """The claim with another span."""
    return Claim(
        claim.state, claim.office, claim.name, span, claim.source, claim.outer, claim.title, claim.item, claim.point,
        claim.still, claim.starts, claim.weight,
    )  # fmt: skip


def stray(people: list[list[Claim]]) -> set[int]:
    """Single days that contradict a span claimed for another person and that nothing else supports."""
    found = set()
    for at, claims in enumerate(people):
        for point in claims:
            if not point.point or any(not c.point and point.span.start in c.span for c in claims):
                continue
            for other_at, others in enumerate(people):
                if other_at == at:
                    continue
                spans = [c for c in others if not c.point and c.span.start < point.span.start < c.span.end]
                if spans and (len({c.source for c in spans}) > 1 or len(witnesses(claims, spans)) < 2):
                    found.add(id(point))
    return found


def doubted(people: list[list[Claim]]) -> list[list[Claim]]:
    """The claims of all persons, without what a speaker in the general debate puts in doubt."""
    speakers = [[claim for claim in claims if claim.source == SPEAKERS] for claims in people]
    result = []
    for at, claims in enumerate(people):
        days = [day.span.start for by, group in enumerate(speakers) if by != at for day in group]
        kept = claims
        for day in days:
            kept = without_doubt(kept, day)
        result.append(kept)
    return result


def without_doubt(claims: list[Claim], day: int) -> list[Claim]:
    """The claims of a person when somebody else speaks in the general debate for the office on a day.

    Of a head of state or government, a span that one reference alone gives keeps only the longer side: a speaker
    late in it may be a successor whom the reference misses. Of a foreign minister, the time around the day is cut
    out, as far as the person is not attested there; what lists alone say is dropped.
    """
    hit = [claim for claim in claims if not claim.point and claim.span.start < day < claim.span.end]
    if not hit:
        return claims
    if hit[0].office == FOREIGN:
        cut = [part for claim in hit if claim.source != LISTS for part in cut_out(claim, around(claims, day))]
    elif len(hit) == 1:
        cut = [replaced(hit[0], longer_side(hit[0].span, claims, day))]
    else:
        return claims
    return [*(claim for claim in claims if claim not in hit), *cut]


def around(claims: list[Claim], day: int) -> Span:
    """The days around a day on which a person is not attested, half a year to each side at most."""
    points = [claim.span for claim in claims if claim.point]
    before = max((one.end for one in points if day - DOUBT <= one.end < day), default=day - DOUBT)
    after = min((one.start for one in points if day < one.start <= day + DOUBT), default=day + DOUBT)
    return Span(before + 1, after - 1)


def cut_out(claim: Claim, gap: Span) -> list[Claim]:
    """What is left of a claim before and after a gap."""
    parts = Span(claim.span.start, gap.start - 1), Span(gap.end + 1, claim.span.end)
    return [replaced(claim, part) for part in parts if part.start <= part.end]


def longer_side(span: Span, claims: list[Claim], day: int) -> Span:
    """The longer side of a span cut at a day; the earlier one ends where the person is last attested."""
    if day - span.start <= span.end - day:
        return Span(day + 1, span.end)
    heard = [c.span.end for c in claims if c.source == SPEAKERS and span.start <= c.span.start < day]
    return Span(span.start, max(heard, default=max(span.start, day - SILENCE // 2)))


def witnesses(claims: list[Claim], spans: list[Claim]) -> set[tuple[str, int]]:
    """References and years in which single days of a person lie within spans of another."""
    return {
        (claim.source, claim.span.start // WITNESS)
        for claim in claims
        if claim.point and any(claim.span.start in span.span for span in spans)
    }


def early(at: int, people: list[list[Claim]]) -> list[Claim]:
    """Claims from the first single days of a person within a predecessor's span to the span claimed for the person.

    They contradict the predecessor's: neither is believed.
    """
    found = []
    spans = [claim for claim in people[at] if not claim.point and claim.span.start <= claim.span.end]
    for own in spans:
        for other_at, others in enumerate(people):
            for other in others:
                if other_at == at or other.point or not 0 <= own.span.start - other.span.end <= NEAR_START:
                    continue
                days = [c for c in people[at] if c.point and other.span.start < c.span.start <= other.span.end]
                days = [c for c in days if not any(c.span.start in span.span for span in spans)]
                if days and other.span.end - min(c.span.start for c in days) < 2 * SILENCE:
                    first = min(days, key=lambda c: c.span.start)
                    found.append(replaced(first, Span(first.span.start, own.span.start - 1)))
    return found


def segments(people: list[list[Claim]], changes: set[int]) -> list[Piece]:
    """The stretches in which exactly one person is believed in office."""
    sound = [claim.span for claims in people for claim in claims if claim.span.start <= claim.span.end]
    cuts = sorted({edge for span in sound for edge in (span.start, span.end + 1)} | changes)
    pieces = []
    for start, after in pairwise(cuts):
        span = Span(start, after - 1)
        backed = {at: sources for at, claims in enumerate(people) if (sources := backing(claims, span))}
        winner = decide(backed, people, span)
        if winner is not None:
            pieces.append(Piece(winner, span))
    return pieces


def decide(backed: dict[int, set[str]], people: list[list[Claim]], span: Span) -> int | None:
    """The one person whom the references put in office; None if nobody or if they disagree."""
    if len(backed) < 2:
        return next(iter(backed), None)
    begins = {at: max(c.span.start for c in people[at] if c.span.start <= span.start <= c.span.end) for at in backed}
    ends = {at: max(c.span.end for c in people[at] if c.span.start <= span.start <= c.span.end) for at in backed}
    latest = max(begins, key=lambda at: begins[at])
    others = [at for at in backed if at != latest]
    if all(begins[at] < begins[latest] and ends[at] - begins[latest] <= HANDOVER for at in others):
        return latest
    counts = sorted(((len(sources - {LISTS}), at) for at, sources in backed.items()), reverse=True)
    if counts[0][0] >= 2 and counts[1][0] <= 1 and len(counts) == 2:
        return counts[0][1]
    return None


def contested(piece: Piece, people: list[list[Claim]]) -> bool:
    """Whether days of another person, on which several references or years agree, enclose the stretch."""
    own = people[piece.person]
    if len(backing(own, piece.span)) > 1:
        return False
    for at, claims in enumerate(people):
        if at == piece.person:
            continue
        days = [claim for claim in claims if claim.point]
        before = [claim for claim in days if 0 <= piece.span.start - claim.span.end <= SILENCE]
        after = [claim for claim in days if 0 <= claim.span.start - piece.span.end <= SILENCE]
        inside = [claim for claim in days if piece.span.start < claim.span.start < piece.span.end]
        if inside or (before and after and not any(claim.point and claim.span.overlaps(piece.span) for claim in own)):
            return True
    return False


def refuted_somewhere(person: Person, gap: Span, refuted: Check, changes: set[int]) -> bool:
    """Whether a table that serves to check puts somebody else in office for a part of a gap."""
    edges = sorted({gap.start, gap.end + 1} | {day for day in changes if gap.start < day <= gap.end})
    return any(refuted(person, Span(start, after - 1)) for start, after in pairwise(edges))


def join(pieces: list[Piece], people: list[list[Claim]], refuted: Callable[[int, Span], bool]) -> list[Piece]:
    """Stretches of a person joined where nobody else is attested between them."""
    ordered = sorted(pieces, key=lambda piece: piece.span)
    result: list[Piece] = []
    for piece in ordered:
        last = result[-1] if result else None
        same = last is not None and last.person == piece.person
        if (
            last
            and same
            and believable(last.span, piece.span, people, piece.person)
            and not (
                piece.span.start - last.span.end > 1
                and refuted(piece.person, Span(last.span.end + 1, piece.span.start - 1))
            )
        ):
            result[-1] = Piece(piece.person, Span(last.span.start, max(last.span.end, piece.span.end)))
        else:
            result.append(piece)
    return result


def believable(before: Span, after: Span, people: list[list[Claim]], person: int) -> bool:
    """Whether a person attested before and after a gap was surely in office in it."""
    gap = after.start - before.end - 1
    if gap <= 0:
        return True
    between = Span(before.end + 1, after.start - 1)
    if any(claim.span.start <= claim.span.end and claim.span.overlaps(between)
           for at, claims in enumerate(people) if at != person for claim in claims):  # fmt: skip
        return False
    if any(not claim.point and claim.outer and claim.outer.start <= before.end and claim.outer.end >= after.start
           for claim in people[person]):  # fmt: skip
        return gap <= LONG_SILENCE
    return gap <= (LONG_SILENCE if people[person][0].office == FOREIGN else SILENCE)


def by_office(claims: Iterable[Claim]) -> dict[tuple[str, str], list[Claim]]:
    """Claims by state and office."""
    grouped: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        grouped[claim.state, claim.office].append(claim)
    return grouped
