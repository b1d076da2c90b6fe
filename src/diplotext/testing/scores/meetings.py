"""Meetings: who met whom, where, when, at whose event.

Records are aligned one to one, by the greatest total of shared mentions (weight 2), shared participants (1), the same
venue (0.5) and the same date (0.5). Two records may be aligned if a mention overlaps, or if half of the participants,
the status, and the venue or the date agree.

meetings       aligned records
participants   the names agree, or the heads of names of persons or groups, or the spans overlap
venue          the finest level that is stated is the same, and so is the place
tuples         aligned, with two participants (or all if fewer), finest venue and status right: a usable fact
denied or hypothetical, reported   of the meetings that the text denies or supposes, those that are reported as held,
               ongoing or planned. They are false meetings; reported as proposed or cancelled they do not count
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from diplotext.testing.scores.counting import Finding, Tally, best_pairs, shared
from diplotext.testing.scores.names import head, is_long_part, is_part, plain
from diplotext.testing.scores.records import LEVELS, Event, Named, Party
from diplotext.testing.scores.values import days_of, spelled
from diplotext.text.spans import Span

UNREAL = "denied or hypothetical, reported"
HEADLINES = ("meetings", "participants", "venue", "date", "status accuracy", "tuples", UNREAL)
ASSERTED = ("held", "ongoing", "planned")


def score(
    document: str,
    gold: Sequence[Event],
    found: Sequence[Event],
    unreal: Sequence[Event] = (),
    left_open: Sequence[Span] = (),
) -> Tally:
    """Compare the meetings of one document.

    Args:
        document: Its id.
        gold: The right meetings.
        found: The predicted ones.
        unreal: The meetings that it denies or only supposes.
        left_open: Mentions that annotators left undecided: a prediction there is neither right nor wrong.
    """
    tally = Tally()
    pairs = aligned(gold, found)
    paired = {f for _, f in pairs}
    imagined = [mention for event in unreal for mention in event.mentions]
    excused = {
        f
        for f, event in enumerate(found)
        if f not in paired
        and (_touches(event, left_open) or (event.status not in ASSERTED and _touches(event, imagined)))
    }
    kept = [event for f, event in enumerate(found) if f not in excused]
    for event in unreal:
        reported = any(
            f not in paired and guess.status in ASSERTED and _touches(guess, event.mentions)
            for f, guess in enumerate(found)
        )
        tally.rate(UNREAL, reported)
    tally.count("meetings", len(pairs), len(kept), len(gold))
    right: Counter[str] = Counter()
    for g, f in pairs:
        right += _compare(gold[g], found[f], tally, document)
    stated = [_stated(side) for side in (kept, gold)]
    for name in stated[0]:
        tally.count(name, right[name], stated[0][name], stated[1][name])
    matched = {g for g, _ in pairs}
    tally.findings += [_finding("MISSED meeting", document, e) for g, e in enumerate(gold) if g not in matched]
    tally.findings += [
        _finding("FALSE meeting", document, e) for f, e in enumerate(found) if f not in paired and f not in excused
    ]
    return tally


def right_ones(gold: Sequence[Event], found: Sequence[Event]) -> set[int]:
    """Positions of the predicted meetings that are aligned, with the right status and no wrong participant."""
    return {
        f
        for g, f in aligned(gold, found)
        if gold[g].status == found[f].status and _shared_parties(gold[g], found[f]) == len(found[f].parties)
    }


def aligned(gold: Sequence[Event], found: Sequence[Event]) -> list[tuple[int, int]]:
    """Positions of the right and the predicted meetings that are aligned."""
    return best_pairs([[_affinity(a, b) for b in found] for a in gold])


def _stated(events: Sequence[Event]) -> dict[str, int]:
    """For each measure, the number of records that state what it compares."""
    finest = sum(event.finest is not None for event in events)
    return {
        "participants": sum(len(event.parties) for event in events),
        "venue": finest,
        "venue, any level": finest,
        **{f"venue {level}": sum(level in event.venue for event in events) for level in LEVELS},
        "host event": sum(event.host is not None for event in events),
        "date": sum(event.date is not None for event in events),
        "round": sum(event.round is not None for event in events),
        "format": sum(event.format is not None for event in events),
        "tuples": len(events),
    }


def _compare(gold: Event, found: Event, tally: Tally, document: str) -> Counter[str]:
    """For each measure, how many items of an aligned record are right."""
    parties = _shared_parties(gold, found)
    place = gold.finest
    differing = [name for name in ("status", "kind", "medium") if getattr(gold, name) != getattr(found, name)]
    for name in ("status", "kind", "medium"):
        tally.rate(f"{name} accuracy", name not in differing)
    same_date = _same_date(gold.date, found.date)
    if gold.date:
        tally.rate("date accuracy", same_date)
    venue = _same_venue(gold, found)
    if not venue:
        differing.append("venue")
    if gold.date and not same_date:
        differing.append(f"date {gold.date}, found {found.date}")
    if parties < max(len(gold.parties), len(found.parties)):
        differing.append("participants " + " + ".join(party.name or "?" for party in found.parties))
    if differing:
        tally.findings.append(_finding("DIFFERS meeting", document, gold, ", ".join(differing)))
    right = {
        "participants": parties,
        "venue": place is not None and venue,
        "venue, any level": place is not None and any(_same_place(place[1], span) for span in found.venue.values()),
        "host event": _same_named(gold.host, found.host),
        "date": same_date,
        "round": gold.round is not None and gold.round == found.round,
        "format": _same_named(gold.format, found.format),
        "tuples": parties >= min(2, len(gold.parties)) and venue and "status" not in differing,
    }
    for level in LEVELS:
        both = level in gold.venue and level in found.venue
        right[f"venue {level}"] = both and _same_place(gold.venue[level], found.venue[level])
    return Counter({name: int(hits) for name, hits in right.items()})


def _affinity(gold: Event, found: Event) -> float:
    touched = sum(_touches(found, [mention]) for mention in gold.mentions)
    mentions = min(1.0, touched / max(1, min(len(gold.mentions), len(found.mentions))))
    size = len(gold.parties) + len(found.parties)
    parties = 2 * _shared_parties(gold, found) / size if size else 0.0
    venue = gold.finest is not None and _same_venue(gold, found)
    date = _same_date(gold.date, found.date)
    alike = parties >= 0.5 and gold.status == found.status and (venue or date)
    return 2 * mentions + parties + 0.5 * venue + 0.5 * date if mentions or alike else 0.0


def _touches(event: Event, spans: Sequence[Span]) -> bool:
    return any(shared(mention, span) for mention in event.mentions for span in spans)


def _shared_parties(gold: Event, found: Event) -> int:
    return len(best_pairs([[float(_same_party(a, b)) for b in found.parties] for a in gold.parties]))


def _same_party(gold: Party, found: Party) -> bool:
    """Whether two participants are the same; the heads decide for persons and groups only, not for the two Koreas."""
    if gold.mention and found.mention and shared(gold.mention, found.mention):
        return True
    ours = [name for name in (gold.name, gold.mention and gold.mention.text) if name]
    theirs = [name for name in (found.name, found.mention and found.mention.text, *found.aliases) if name]
    by_head = gold.kind == found.kind and gold.kind in ("person", "group")
    return any(
        plain(a) == plain(b) or (head(a) == head(b) != "" if by_head else is_long_part(a, b))
        for a in ours
        for b in theirs
    )


def _same_place(one: Span, two: Span) -> bool:
    return bool(shared(one, two)) or plain(one.text) == plain(two.text) or is_part(one.text, two.text)


def _same_venue(gold: Event, found: Event) -> bool:
    one, two = gold.finest, found.finest
    if one is None or two is None:
        return one is two
    return one[0] == two[0] and _same_place(one[1], two[1])


def _same_date(one: str | None, two: str | None) -> bool:
    if not (one and two):
        return False
    days = days_of(one)
    return spelled(one) == spelled(two) or (days is not None and days == days_of(two))


def _same_named(one: Named | None, two: Named | None) -> bool:
    if one is None or two is None:
        return False
    if one.mention and two.mention and shared(one.mention, two.mention):
        return True
    return bool(one.name and two.name) and (
        plain(one.name or "") == plain(two.name or "") or is_part(one.name or "", two.name or "")
    )


def _finding(kind: str, document: str, event: Event, note: str = "") -> Finding:
    place = event.mentions[0] if event.mentions else None
    who = " + ".join(party.name or "?" for party in event.parties)
    described = f"{event.kind}, {event.status}, {who or 'nobody'}, rule {event.rule}"
    return Finding(kind, document, place.start if place else 0, place.end if place else 0, note or described)
