"""From drafts to statements: checked spans, the time of the utterance, references between statements."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from diplotext import Entity, Reading, Statement, TimeExpression
from diplotext.syntax import role_of
from diplotext_quotes.drafts import Draft
from diplotext_quotes.holders import holder_of
from diplotext_quotes.lexicon import SPEAKING
from diplotext_quotes.phrases import MAX_LEVELS_UP
from diplotext_quotes.representing import represented
from diplotext_quotes.rules import confidence
from diplotext_quotes.words import Tokens

REFUSING = frozenset(("decline", "refuse"))


def finish(reading: Reading, tokens: Tokens, drafts: Sequence[Draft]) -> Iterator[Statement]:
    """The statements of a document, each after those that it refers to."""
    times = reading.of(TimeExpression)
    starts = [time.start for time in times]
    wanted = {id(draft) for draft in drafts}
    made: dict[int, Statement] = {}

    def statement(draft: Draft | None) -> Statement | None:
        if draft is None or id(draft) not in wanted:
            return None
        return made.get(id(draft))

    begun: dict[int, Statement | None] = {}  # by draft: the first part of what it continues
    for draft in _ordered(drafts):
        begun[id(draft)] = begun.get(id(draft.continues)) or statement(draft.continues)
        made[id(draft)] = Statement(
            spans=tuple(reading.span(*span) for span in sorted(draft.spans)),
            mode=draft.mode,
            rule=draft.rule,
            # The development data do not annotate consistently what others are quoted to have said.
            confidence=confidence(draft.rule) if draft.reported_in is None else None,
            cue=reading.span(*draft.cue) if draft.cue else None,
            cue_lemma=draft.lemma,
            speakers=draft.speakers,
            holder=_holder(reading, tokens, draft) if draft.reported_in is None else None,
            addressees=draft.addressees,
            said_at=_time(draft, times, starts, tokens),
            medium=draft.medium,
            factive=draft.factive,
            negated=draft.negated or _is_refusal(reading, draft),
            asked=draft.asked or (draft.mode == "direct" and reading.text[: draft.end].rstrip("'’” ").endswith("?")),
            planned=draft.planned,
            reported_in=statement(draft.reported_in),
            continues=begun[id(draft)],
            repair=draft.repair,
        )
    yield from made.values()


def _holder(reading: Reading, tokens: Tokens, draft: Draft) -> Entity | None:
    """Whose position a statement is on, where it is not the speaker's."""
    return holder_of(reading.document, tokens, draft) or represented(reading.document, draft)


def _is_refusal(reading: Reading, draft: Draft) -> bool:
    """Whether somebody refuses to speak: "declined *to say whether …*"."""
    words = reading.text[slice(*draft.spans[0])].split(None, 2)
    return draft.lemma in REFUSING and len(words) > 1 and words[0] == "to" and words[1].strip(".,;") in SPEAKING


def _ordered(drafts: Sequence[Draft]) -> list[Draft]:
    """Drafts with those that they refer to before them."""
    wanted = {id(draft) for draft in drafts}
    result: dict[int, Draft] = {}
    for draft in drafts:
        path = [draft]
        while path:
            current = path[-1]
            inner = next(
                (
                    other
                    for other in (current.reported_in, current.continues)
                    if other is not None and id(other) in wanted and id(other) not in result and other not in path
                ),
                None,
            )
            if inner is None:
                result.setdefault(id(current), path.pop())
            else:
                path.append(inner)
    return list(result.values())


def _time(
    draft: Draft, times: Sequence[TimeExpression], starts: Sequence[int], tokens: Tokens
) -> TimeExpression | None:
    """The first time in a report that is not in a clause on somebody or part of a name."""
    if draft.frame is None:
        return None
    start, end = draft.frame
    for index in range(bisect_left(starts, start), len(times)):
        if times[index].start >= end:
            return None
        time = times[index]
        if time.end <= end and time.kind in ("date", "time", "range") and not _is_aside(time, draft, tokens):
            return time
    return None


def _is_aside(time: TimeExpression, draft: Draft, tokens: Tokens) -> bool:
    """Whether a time belongs to an addressee or to a clause on somebody: "Rell, who arrived *on Sunday*, said"."""
    mentions = [speaker.mention for speaker in draft.addressees if speaker.mention is not None]
    if any(mention.start <= time.start < mention.end for mention in mentions):
        return True
    token = next((tokens.words[index].token for index in tokens.between(time.start, time.end)), None)
    cue = draft.cue[0] if draft.cue else time.start
    for _ in range(MAX_LEVELS_UP):
        if token is None or token.head.i == token.i or token.idx == cue:
            return False
        if role_of(token) in {"relative", "adnominal"}:
            return True
        token = token.head
    return False
