"""Whether an event was held, is ongoing, planned, proposed, cancelled, or is denied: read off the parse.

From the word that names the event, its governors are visited up to where the sentence speaks of something else.
Each may say something of the event: by its meaning ("*postponed* talks"), its form ("*will* meet") or what negates it.
"""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, cast

import attrs

from diplotext.events.annotated import AnnotatedTokens
from diplotext.events.chains import Link, links
from diplotext.events.evidence import Evidence, Found, combined, is_settled
from diplotext.model.meetings import Status
from diplotext.model.times import TimeExpression
from diplotext.syntax import NOMINAL

if TYPE_CHECKING:
    from spacy.tokens import Token

ONE_DAY = datetime.timedelta(days=1)
"""How much later than its publication a text may date what it puts in the past: time zones differ."""
INHERITED = {"held": "held", "ongoing": "ongoing", "planned": "planned", "proposed": "planned"}
"""The status of a summit by that of a speech at it."""


ORDINALS = frozenset(("first", "second", "third", "fourth", "fifth", "last", "latest", "only", "youngest", "oldest"))


@attrs.frozen
class Verdict:
    """The status of an event, and what it rests on.

    Attributes:
        status: The status; None if the text denies the event, or only supposes it.
        explicit: Whether a cue, the tense or the time says it.
        cue: Index of the first token of the cue and index after its last; None without cue.
        rule: Id of the rule that decided.
    """

    status: Status | None
    explicit: bool
    cue: tuple[int, int] | None
    rule: str


def status_of(
    annotated: AnnotatedTokens,
    trigger: Token,
    support: Token | None,
    *,
    time: TimeExpression | None = None,
    published: datetime.date | None = None,
) -> Verdict:
    """The status of the event that a word names.

    Args:
        annotated: The tokens of the article.
        trigger: The verb or noun that names the event.
        support: The verb that says with the noun that the event takes place ("*held* talks"), if it is known.
        time: When the event takes place.
        published: When the article was published.
    """
    token = annotated.tokens[trigger.i]
    found = _walk(token, Evidence(None if support is None else support.i))
    return _timed(found, time, published)


def _walk(trigger: Token, evidence: Evidence) -> Found | None:
    """What a trigger and its governors say."""
    if not evidence.climbs():
        return None
    found = evidence.of_event(trigger)
    governed = False
    if found is not None and is_settled(found):
        return found
    for link in links(trigger):
        if link.kind == "same":
            found = found or evidence.of_coordination(link)
            continue
        said = evidence.of_governor(link)
        if said is not None:
            found, governed = combined(found, said), True
            if found is not None and is_settled(found):
                break
            continue
        said = evidence.of_marker(link)
        if said is not None:
            return combined(found, _inherited(link, evidence, said) if said.status == "inherited" else said)
        said = evidence.of_setting(link)
        if said is not None:
            return combined(found, _inherited(link, evidence, said))
        light = evidence.of_light(link, governed=governed)
        if light is None:
            found = found or _infinitive(link, evidence)
            break
        found = combined(found, light) if light.status != "neutral" else found
    return found


def _infinitive(link: Link, evidence: Evidence) -> Found | None:
    """What holds of an infinitive that nothing decides: of purpose ("flew to Oslo to *meet* them"), or of a noun."""
    if link.kind == "infinitive" and link.upper.pos_ in NOMINAL:
        ordinal = any(child.lower_ in ORDINALS for child in (link.upper, *link.upper.children))
        return None if ordinal else Found("planned", "tense.infinitive")  # "Berg to meet Mensah", "the first to visit"
    if link.kind != "purpose":
        return None
    return _inherited(link, evidence, Found("inherited", "tense.purpose")) or Found("planned", "tense.purpose")


def _inherited(link: Link, evidence: Evidence, said: Found) -> Found | None:
    """What holds of an event since it holds of what happens at it or after it."""
    upper = _walk(link.upper, evidence)
    if upper is None:
        return None
    status = INHERITED.get(upper.status)
    if upper.status == "cancelled" and upper.rule.startswith("tense."):
        status = "planned"  # "will not attend the summit"
    return None if status is None else Found(cast("Status", status), said.rule, said.cue or upper.cue)


def _timed(found: Found | None, time: TimeExpression | None, published: datetime.date | None) -> Verdict:
    """The verdict, after a look at when the event takes place."""
    verdict = _verdict(found)
    if published is None or time is None:
        if time is not None and found is not None and found.form == "present":
            return attrs.evolve(verdict, status="planned", explicit=True, rule="time.present")
        return verdict
    if verdict.status in {"held", "ongoing"} and time.earliest is not None:
        past = found is not None and found.form.startswith(("past", "present perfect", "participle"))
        if time.earliest - published > (ONE_DAY if past else datetime.timedelta()):
            return attrs.evolve(verdict, status="planned", explicit=True, rule="time.after_publication")
    if verdict.status == "planned" and time.latest is not None and time.latest < published:
        return attrs.evolve(verdict, status="held", explicit=True, rule="time.before_publication")
    return verdict


def _verdict(found: Found | None) -> Verdict:
    if found is None or found.status in {"neutral", "inherited"}:
        return Verdict("held", explicit=False, cue=None, rule="default")
    status = None if found.status == "denied" else cast("Status", found.status)
    return Verdict(status, explicit=True, cue=found.cue, rule=found.rule)
