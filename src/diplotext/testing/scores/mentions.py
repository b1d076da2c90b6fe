"""Names of persons, organizations, states and places.

Only mentions by name and acronym are compared: demonyms, metonyms, titles, descriptions and pronouns are not names.
Leading articles and a final 's are dropped on both sides. `overlap` requires a shared character, one to one. Spans of
the same kind that contain each other are one name with several right extents.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from diplotext.testing.scores.counting import Finding, Tally, pairs_of_spans
from diplotext.testing.scores.names import DETERMINER, POSSESSIVE
from diplotext.testing.scores.records import Name
from diplotext.text.spans import Span

HEADLINES = ("person", "organization", "state", "place", "location")
VIEWS = {
    "person": ("person",),
    "organization": ("organization",),
    "state": ("state",),
    "place": ("place",),
    "location": ("state", "place"),
}


def score(document: str, gold: Sequence[Name], found: Sequence[Name]) -> Tally:
    """Compare the names of one document.

    Args:
        document: Its id.
        gold: The right names.
        found: The predicted ones.
    """
    tally = Tally()
    for view, kinds in VIEWS.items():
        _score_view(tally, document, view, _bare(gold, kinds), _bare(found, kinds))
    return tally


def _score_view(tally: Tally, document: str, view: str, gold: Sequence[Span], found: Sequence[Span]) -> None:
    names = _nests(gold)
    pairs = pairs_of_spans(names, found)
    used = {f for _, f, _ in pairs}
    twice = {f for f, span in enumerate(found) if f not in used and any(span in nest for nest in names)}
    sizes = (len(found) - len(twice), len(names))
    tally.count(view, sum(same for *_, same in pairs), *sizes)
    tally.count(f"{view}, overlap", len(pairs), *sizes)
    if view == "location":
        return
    paired = {g for g, *_ in pairs}
    for g, nest in enumerate(names):
        if g not in paired:
            tally.findings.append(Finding(f"MISSED {view}", document, nest[0].start, nest[0].end))
    for g, f, same in pairs:
        if not same:
            note = f"right: {names[g][0].text!r}"
            tally.findings.append(Finding(f"BOUNDARY {view}", document, found[f].start, found[f].end, note))
    for f, span in enumerate(found):
        if f not in used and f not in twice:
            tally.findings.append(Finding(f"FALSE {view}", document, span.start, span.end))


def _bare(names: Sequence[Name], kinds: Collection[str]) -> list[Span]:
    """The spans in order, without article and possessive."""
    found = set()
    for name in names:
        if name.kind in kinds:
            words = name.span.text
            article = DETERMINER.match(words)
            start = article.end() if article else 0
            possessive = POSSESSIVE.search(words[start:])
            end = start + possessive.start() if possessive else len(words)
            if start < end:
                found.add(Span(name.span.start + start, name.span.start + end, words[start:end]))
            else:
                found.add(name.span)
    return sorted(found, key=lambda span: (span.start, span.end))


def _nests(spans: Sequence[Span]) -> list[list[Span]]:
    """Groups of spans, of which the first contains the others."""
    nests: list[list[Span]] = []
    for span in sorted(spans, key=lambda s: (-len(s), s.start)):
        nest = next((n for n in nests if n[0].contains(span)), None)
        if nest:
            nest.append(span)
        else:
            nests.append([span])
    return nests
