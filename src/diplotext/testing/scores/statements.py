"""Statements: who said what.

attributed     a predicted statement counts if its content shares half of the characters with a right one
               (intersection over union, one to one) and the speaker's mention overlaps: a right quotation with a wrong
               speaker is two errors. If the right one has no mention, the name decides
content iou5   the same without the speaker; overlap .3, .8: shared characters over the length of the right content
exact          each span of a role, without punctuation and quotation marks at its edges
"""

from __future__ import annotations

from collections.abc import Sequence

from diplotext.testing.scores.counting import Finding, Tally, characters
from diplotext.testing.scores.names import last_word
from diplotext.testing.scores.records import Said
from diplotext.text.spans import Span

HEADLINES = ("attributed", "content iou5", "resolved speaker", "mode accuracy", "recall, clauses", "recall, soft")
EDGE = "\"“”'’‘`«»,.;:!?()[]—–-… \n\t\r\f\v\u00a0"


def score(text: str, document: str, gold: Sequence[Said], found: Sequence[Said]) -> Tally:
    """Compare the statements of one document.

    Args:
        text: Its text.
        document: Its id.
        gold: The right statements.
        found: The predicted ones.
    """
    tally = Tally()
    sizes = (len(found), len(gold))
    for role in ("source", "cue", "content"):
        right, guessed = ({_trimmed(text, span) for s in side for span in getattr(s, role)} for side in (gold, found))
        tally.count(f"{role} exact", len(right & guessed), len(guessed), len(right))
    contents = [[characters(s.content) for s in side] for side in (gold, found)]
    for name, least in (("overlap .3", 0.3), ("overlap .8", 0.8)):
        pairs = _paired(contents[0], contents[1], least, union=False)
        tally.count(name, len(pairs), *sizes)
    pairs = _paired(contents[0], contents[1], 0.5, union=True)
    tally.count("content iou5", len(pairs), *sizes)
    attributed = {(g, f): _same_speaker(gold[g], found[f]) for g, f in pairs}
    tally.count("attributed", sum(attributed.values()), *sizes)
    for (g, f), same in attributed.items():
        right_one, guess = gold[g], found[f]
        tally.rate("speaker accuracy", same)
        tally.rate("cue accuracy", _words(right_one.cue) == _words(guess.cue))
        tally.rate("mode accuracy", right_one.mode == guess.mode)
        if right_one.named and right_one.names:
            tally.rate("resolved speaker", _same_names(right_one.names, guess.names))
        if not same:
            note = f"right: {_words(right_one.source) or '-'}, found: {_words(guess.source) or '-'}, rule {guess.rule}"
            tally.findings.append(_finding("WRONG SPEAKER", document, right_one, note))
    paired = {g for g, _ in pairs}
    for g, statement in enumerate(gold):
        tally.rate(f"recall, {statement.mode}", g in paired)
        if statement.soft is not None:
            tally.rate("recall, soft" if statement.soft else "recall, clauses", g in paired)
        if g not in paired:
            note = f"{statement.mode}, cue {_words(statement.cue) or '-'}"
            tally.findings.append(_finding("MISSED statement", document, statement, note))
    used = {f for _, f in pairs}
    tally.findings += [
        _finding("FALSE statement", document, s, f"cue {_words(s.cue) or '-'}, rule {s.rule}")
        for f, s in enumerate(found)
        if f not in used
    ]
    return tally


def decided(gold: Sequence[Said], found: Sequence[Said], left_open: Sequence[Span]) -> list[Said]:
    """The predicted statements without those that lie, half or more, where annotators left open what is a statement.

    Args:
        gold: The right statements; their words are not open.
        found: The predicted ones.
        left_open: What is left open.
    """
    undecided = characters(left_open) - characters(span for said in gold for span in said.content)
    return [said for said in found if not undecided or _share(characters(said.content), undecided) < 0.5]


def _share(words: frozenset[int], others: frozenset[int]) -> float:
    return len(words & others) / len(words) if words else 0.0


def paired(gold: Sequence[Said], found: Sequence[Said]) -> set[int]:
    """Positions of the predicted statements whose content and speaker are right: those that `attributed` counts."""
    return {f for g, f in aligned(gold, found) if _same_speaker(gold[g], found[f])}


def aligned(gold: Sequence[Said], found: Sequence[Said]) -> list[tuple[int, int]]:
    """Positions of the right and the predicted statements that have the same content: those of `content iou5`."""
    contents = [[characters(said.content) for said in side] for side in (gold, found)]
    return _paired(contents[0], contents[1], 0.5, union=True)


def _trimmed(text: str, span: Span) -> tuple[int, int]:
    words = text[span.start : span.end]
    start = span.start + len(words) - len(words.lstrip(EDGE))
    return start, max(start, span.start + len(words.rstrip(EDGE)))


def _paired(
    gold: Sequence[frozenset[int]], found: Sequence[frozenset[int]], least: float, *, union: bool
) -> list[tuple[int, int]]:
    """Each right content is paired with the best one that is left, as in the Gender Gap Tracker."""
    pairs: list[tuple[int, int]] = []
    left = dict(enumerate(found))
    for g, right in enumerate(gold):
        shares = {
            f: len(right & guess) / len(right | guess if union else right)
            for f, guess in left.items()
            if right and guess
        }
        enough = [f for f, share in shares.items() if share and (share >= least if union else share > least)]
        if enough:
            best = max(enough, key=lambda f: (shares[f], -f))
            pairs.append((g, best))
            del left[best]
    return pairs


def _same_speaker(gold: Said, found: Said) -> bool:
    right, guess = characters(gold.source), characters(found.source)
    if not right and gold.names:
        return _same_names(gold.names, found.names or tuple(span.text for span in found.source))
    return bool(right & guess) or not (right or guess)


def _same_names(gold: Sequence[str], found: Sequence[str]) -> bool:
    return {last_word(name) for name in gold} <= {last_word(name) for name in found} - {""}


def _words(spans: Sequence[Span]) -> str:
    return " ".join(span.text for span in spans).casefold()


def _finding(kind: str, document: str, statement: Said, note: str) -> Finding:
    spans = statement.content or statement.cue
    return Finding(kind, document, spans[0].start if spans else 0, spans[-1].end if spans else 0, note)
