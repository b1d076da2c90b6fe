"""Two states that a text speaks of together: "both countries", "the two sides" (`diplotext.text.joint_mentions`)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from diplotext import Organization, Span, State
from diplotext.text import MAX_SENTENCES_BACK, named_together

PAIR = re.compile(
    r"\b(?:[Tt]he two|[Bb]oth|[Tt]hese two|[Tt]hose two)(?! (?:other|remaining|further|additional|more|new|main)\b)"
    r"(?: [a-z]+(?:-[a-z]+)?)?"
    r" (?:(?P<states>countries|nations|states|governments|neighbou?rs|powers|capitals|republics)"
    r"|(?P<sides>sides))\b"
)


def pairs(
    text: str, entities: Sequence[State | Organization], sentences: Sequence[Span]
) -> Iterator[tuple[int, int, tuple[State, State]]]:
    """Offsets of each pair of states, and the two; "sides" only right after the two are named.

    Args:
        text: The text.
        entities: What it names.
        sentences: Its sentences.
    """
    states = [entity for entity in entities if isinstance(entity, State)]
    if len(states) < 2:
        return
    named = sorted((mention.start, index) for index, state in enumerate(states) for mention in state.mentions)
    starts = [sentence.start for sentence in sentences]
    for match in PAIR.finditer(text):
        found = named_together(named, starts, match.start(), MAX_SENTENCES_BACK if match["states"] else 1)
        if found:
            yield match.start(), match.end(), (states[found[0]], states[found[1]])
