"""Pairs of states that meet, and the events of PLOVER that they are.

One row for each meeting and each pair of states among its sides. State A is the one whose code comes first in the
alphabet, so that the same pair has the same key in all articles; who travels to whom is in a column of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import combinations
from typing import Any

import attrs

from diplotext.knowledge.tables import toml
from diplotext.model.annotations import Person, State
from diplotext.model.meetings import Meeting, Participant
from diplotext.model.statements import Statement
from diplotext.tabular.articles import ArticleRows, joined, represented, side_of
from diplotext.tabular.codes import cow, iso2, iso3, precision_code
from diplotext.tabular.levels import highest, level_of
from diplotext.tabular.rows import Row, dates_of, outlet_of, place_of

TRAVELLERS = ("head_of_state", "head_of_government", "minister")
"""Levels of those who, abroad, are on a visit: envoys and officials may be posted there."""

BILATERAL = 2


@attrs.frozen
class Side:
    """A state that takes part in a meeting.

    Attributes:
        state: The state.
        participants: Those who represent it, or that it is itself.
    """

    state: State
    participants: tuple[Participant, ...]

    @property
    def key(self) -> str:
        """The code that orders the states of a pair and names it; of a state without code, its name."""
        return iso3(self.state) or self.state.name

    @property
    def level(self) -> str | None:
        """The highest level at which it is represented."""
        return highest(
            level_of(one.entity, self.state, one.mention.text if one.mention else "") for one in self.participants
        )

    @property
    def persons(self) -> Sequence[str]:
        """Names of the persons who represent it."""
        return tuple(dict.fromkeys(one.entity.name for one in self.participants if isinstance(one.entity, Person)))


def sides_of(meeting: Meeting) -> tuple[Side, ...]:
    """The states that take part in a meeting, in the order of their keys."""
    found: dict[State, list[Participant]] = {}
    for participant in meeting.participants:
        side = side_of(participant)
        if isinstance(side, State):
            found.setdefault(side, []).append(participant)
    sides = (Side(state, tuple(those)) for state, those in found.items())
    return tuple(sorted(sides, key=lambda side: (side.key, side.state.name)))


def dyads(article: ArticleRows) -> Iterator[Row]:
    """A row for each pair of states of each meeting."""
    for meeting in article.document.meetings:
        sides = sides_of(meeting)
        for a, b in combinations(sides, 2):
            yield _dyad(article, meeting, a, b, len(sides))


def _dyad(article: ArticleRows, meeting: Meeting, a: Side, b: Side, states: int) -> Row:
    country = article.country_of(meeting)
    direction = _direction(meeting, a, b, country)
    coded = _coded_meeting(meeting, direction, multilateral=states > BILATERAL)
    return {
        "id": f"{article.id_of(meeting)}/{a.key}-{b.key}",
        "document": article.document.id,
        "outlet": outlet_of(article),
        "published": article.document.published,
        "meeting": article.id_of(meeting),
        "dyad": f"{a.key}-{b.key}",
        **_side(article, a, "a"),
        **_side(article, b, "b"),
        **dates_of(meeting.time),
        "kind": meeting.kind,
        "medium": meeting.medium,
        "status": meeting.status,
        "direction": direction,
        "place": place_of(meeting),
        "place_iso2": country,
        "host_event": meeting.host_event.name if meeting.host_event else None,
        "states": states,
        "plover_event": coded.get("event"),
        "plover_mode": coded.get("mode"),
        "extractor": meeting.extractor,
        "rule": meeting.rule,
        "confidence": meeting.confidence,
        "sentence": article.sentence_of(meeting.spans),
    }


def _side(article: ArticleRows, side: Side, name: str) -> Row:
    return {
        f"state_{name}": side.state.name,
        f"iso2_{name}": iso2(side.state),
        f"iso3_{name}": iso3(side.state),
        f"cow_{name}": cow(side.state, article.document.published),
        f"level_{name}": side.level,
        f"persons_{name}": joined(side.persons),
    }


def _direction(meeting: Meeting, a: Side, b: Side, country: str | None) -> str | None:
    """Who travels to whom: known if they meet in person, the country of the venue is known, and so are both states."""
    codes = iso2(a.state), iso2(b.state)
    if meeting.medium != "in_person" or country is None or None in codes:
        return None
    if country not in codes:
        return "third_place"
    guest = b if country == codes[0] else a
    if meeting.kind != "visit" and guest.level not in TRAVELLERS:
        return None
    return "b_to_a" if guest is b else "a_to_b"


def _coded_meeting(meeting: Meeting, direction: str | None, *, multilateral: bool) -> Mapping[str, str]:
    """Event, mode and CAMEO code of a meeting; empty where PLOVER has no unambiguous type for it."""
    setting = "multilateral" if multilateral else {"a_to_b": "visit", "b_to_a": "visit"}.get(str(direction), direction)
    for entry in _coding()["meeting"] if meeting.kind in _coding()["kinds"] else ():
        if (
            meeting.status in entry["status"]
            and entry.get("channel", meeting.medium) == meeting.medium
            and entry.get("setting", setting) == setting
        ):
            return {name: entry[name] for name in ("event", "mode", "cameo") if name in entry}
    return {}


@cache
def _coding() -> Mapping[str, Any]:
    return toml("diplotext.tabular", "plover.toml")


def plover(article: ArticleRows) -> Iterator[Row]:
    """A row for each event of PLOVER: for each pair of states that meet, and each request of one to another."""
    for meeting in article.document.meetings:
        sides = sides_of(meeting)
        for a, b in combinations(sides, 2):
            country = article.country_of(meeting)
            direction = _direction(meeting, a, b, country)
            coded = _coded_meeting(meeting, direction, multilateral=len(sides) > BILATERAL)
            if coded:
                actor, recipient = (b, a) if direction == "b_to_a" else (a, b)
                yield {
                    "id": f"{article.id_of(meeting)}/{a.key}-{b.key}",
                    "document": article.document.id,
                    **coded,
                    **_actors(actor.state, recipient.state),
                    "location": place_of(meeting),
                    "location_iso2": country,
                    **_bounds(dates_of(meeting.time)),
                    "sentence": article.sentence_of(meeting.spans),
                }
    for said in article.document.statements:
        yield from _request(article, said)


def _actors(actor: State, recipient: State) -> Row:
    return {
        "actor": actor.name,
        "actor_iso3": iso3(actor),
        "recipient": recipient.name,
        "recipient_iso3": iso3(recipient),
    }


def _bounds(dates: Row) -> Row:
    return {name: dates[name] for name in ("earliest", "latest", "precision_code")}


def _request(article: ArticleRows, said: Statement) -> Iterator[Row]:
    """The row of a statement by which one state asks another for something."""
    entry = next((entry for entry in _coding()["statement"] if said.cue_lemma in entry["lemmas"]), None)
    if entry is None or said.negated or said.planned or len(said.speakers) != 1 or len(said.addressees) != 1:
        return
    actor, recipient = (represented(one.entity) for one in (said.speakers[0], said.addressees[0]))
    if not (isinstance(actor, State) and isinstance(recipient, State)) or actor == recipient:
        return
    earliest, latest = (said.said_at.earliest, said.said_at.latest) if said.said_at else (None, None)
    yield {
        "id": article.id_of(said),
        "document": article.document.id,
        "event": entry["event"],
        "mode": None,
        "cameo": entry["cameo"],
        **_actors(actor, recipient),
        "earliest": earliest,
        "latest": latest,
        "precision_code": precision_code(earliest, latest),
        "sentence": article.sentence_of([*said.spans, said.cue]),
    }
