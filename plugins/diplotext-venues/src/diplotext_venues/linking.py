"""Linking a meeting with the record of the event that hosts it, where the article has one."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from diplotext import HostEvent, Meeting


def with_hosts(records: Sequence[Meeting]) -> list[Meeting]:
    """The records, each with a host event that refers to the record of that event if there is one.

    Args:
        records: All records of a document.
    """
    hosts = [_host_of(record, records) for record in records]
    linked: dict[int, Meeting] = {}
    for start in range(len(records)):
        chain = [start]  # a host may have a host of its own; it is linked first
        while (host := hosts[chain[-1]]) is not None and host not in chain and host not in linked:
            chain.append(host)
        for index in reversed(chain):
            above = hosts[index]
            linked[index] = _linked(records[index], None if above is None else linked.get(above))
    return [linked[index] for index in range(len(records))]


def _linked(record: Meeting, host: Meeting | None) -> Meeting:
    if record.host_event is None or host is None:
        return record
    return attrs.evolve(record, host_event=attrs.evolve(record.host_event, meeting=host))


def _host_of(record: Meeting, records: Sequence[Meeting]) -> int | None:
    """The index of the record of the event that hosts a meeting: one that its words name, or one of the same name."""
    event = record.host_event
    if event is None:
        return None
    others = [index for index, other in enumerate(records) if other is not record and other.kind != "visit"]
    named = (index for index in others if _is_named(records[index], event))
    same = (
        index for index in others if any(span.text.casefold() == event.name.casefold() for span in records[index].spans)
    )
    return next(named, next(same, None))


def _is_named(record: Meeting, event: HostEvent) -> bool:
    """Whether the words of a host event are among those that name a record."""
    mention = event.mention
    return mention is not None and any(span.start < mention.end and mention.start < span.end for span in record.spans)
