"""Whom else a pronoun or an office could have meant, told to a `Trace`: who was taken, who was not, and where each was.

    taken for Jane Doe (mentioned 1 sentence earlier, subject); also considered: Zork Blatt (…, object)

Nothing is looked up unless a trace is active.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from diplotext import Mention
from diplotext.plugin import is_traced, refused
from diplotext.syntax import TokenTable, role_of
from diplotext_people.entities import Individual

RULE = "person."
MAX_SENTENCES_BACK = 3
"""Sentences before a mention in which others are looked for."""

MAX_OTHERS = 2
"""Others that are named, the nearest first."""

ROLES = {"subject": "subject", "object": "object", "indirect_object": "object", "prepositional_object": "in a phrase"}


def report(
    tokens: TokenTable, starts: Sequence[int], chosen: Individual, mention: Mention, people: Iterable[Individual]
) -> None:
    """Report who was taken for a mention, and who else is mentioned near before it.

    Args:
        tokens: The tokens of the parse.
        starts: Offsets at which the sentences start.
        chosen: The person who is taken to be meant.
        mention: The pronoun or office.
        people: Those who could be meant, too.
    """
    if not is_traced():
        return
    here = bisect_right(starts, mention.start)
    near = [
        (before.start, f"{other.name} ({_place(tokens, starts, before, here)})")
        for other in people
        if other is not chosen and (before := _before(other, mention.start)) is not None
        if here - bisect_right(starts, before.start) <= MAX_SENTENCES_BACK
    ]
    if not near:
        return
    taken = _before(chosen, mention.start)
    where = f" ({_place(tokens, starts, taken, here)})" if taken is not None else ""
    others = "; ".join(told for _, told in sorted(near, reverse=True)[:MAX_OTHERS])
    reason = f"taken for {chosen.name}{where}; also considered: {others}"
    refused(RULE, mention.start, mention.end, reason)


def _before(person: Individual, offset: int) -> Mention | None:
    """The last mention of a person before an offset."""
    start = max((start for start in person.mentions if start < offset), default=None)
    return None if start is None else person.mentions[start]


def _place(tokens: TokenTable, starts: Sequence[int], mention: Mention, here: int) -> str:
    """Where a mention is, seen from a later sentence, and its part in the clause: "2 sentences earlier, subject"."""
    back = here - bisect_right(starts, mention.start)
    inside = tokens.inside(mention.start, mention.end)
    role = next((ROLES[role_of(token)] for token in inside if role_of(token) in ROLES), "")
    where = "mentioned in the same sentence" if back < 1 else f"mentioned {back} sentence{'s' * (back > 1)} earlier"
    return f"{where}, {role}" if role else where
