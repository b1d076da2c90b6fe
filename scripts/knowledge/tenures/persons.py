"""Which claims are about one person."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from .claims import FACTBOOK, LISTS, SPEAKERS, TRAVELS, VISITS, WIKIDATA, Claim
from .days import Span
from .names import Name, alike, damaged, plain
from .titles import MONARCHS

ORDER = {WIKIDATA: 0, LISTS: 1, FACTBOOK: 2, TRAVELS: 3, VISITS: 4, SPEAKERS: 5}
NEAR = 60


def rank(source: str) -> int:
    """How clear the claims of a source are: the lower, the clearer; raw articles come last."""
    return ORDER.get(source, len(ORDER))


@dataclass
class Person:
    """The claims about one person in one office."""

    claims: list[Claim] = field(default_factory=list)

    @property
    def items(self) -> set[str]:
        """Wikidata items."""
        return {claim.item for claim in self.claims if claim.item}

    def fits(self, claim: Claim) -> int:
        """How well a claim fits; 0 if it is about somebody else."""
        if claim.item and self.items:
            return 10 if claim.item in self.items else 0
        best = 0
        full = [own for own in self.claims if len(own.name.tokens) > 1]
        for own in full or self.claims:
            score = alike(own.name, claim.name)
            near = meets(own, claim)
            if score >= 2:
                best = max(best, 2 * score + near)
            elif score == 1 and near and not own.name.fathers and not (own.point and claim.point):
                within = (own.outer or own.span).overlaps(claim.outer or claim.span)
                best = max(best, int(within))
        return best


def meets(one: Claim, other: Claim) -> bool:
    """Whether two claims are about nearly the same time."""
    if one.point or other.point:
        return (one.outer or one.span).overlaps(other.outer or other.span, NEAR)
    first, second = one.outer or one.span, other.outer or other.span
    return abs(first.start - second.start) <= NEAR or abs(first.end - second.end) <= NEAR


def persons(claims: Iterable[Claim]) -> list[Person]:
    """The persons of one office, the clearest claims first."""
    found: list[Person] = []
    for claim in sorted(
        claims, key=lambda one: (rank(one.source), not one.item, one.span, -len(one.name.tokens), one.name.text)
    ):
        scored = [(person.fits(claim), at) for at, person in enumerate(found)]
        best = max(scored, default=(0, -1), key=lambda pair: (pair[0], -pair[1]))
        if best[0]:
            found[best[1]].claims.append(claim)
        else:
            found.append(Person([claim]))
    return found


def spellings(claims: Iterable[Claim]) -> Counter[str]:
    """Spellings of a person's full name and how often they stand in the tables."""
    counts: Counter[str] = Counter()
    for claim in claims:
        if len(claim.name.tokens) > 1 or claim.title in MONARCHS:
            counts[claim.name.text] += claim.weight
    return counts


def letters(text: str) -> str:
    """The letters of a name in lower case, without accents, marks and initials."""
    words = [word for word in plain(text).lower().split() if not re.fullmatch(r"\w\.?", word)]
    return "".join(char for char in "".join(words) if char.isalpha())


def initials(text: str) -> int:
    """How many initials a name has."""
    return len(re.findall(r"\b\w\.", text))


def cut_off(text: str, other: str) -> bool:
    """Whether a name is another one without its last letters, as some editions of the Factbook have it."""
    return text != other and other.startswith(text) and len(other) - len(text) <= 5 and " " not in other[len(text) :]


def best_spelling(claims: Iterable[Claim]) -> str | None:
    """The spelling that English news is likeliest to use: that of Wikidata, else the commonest sound one."""
    claims = list(claims)
    for claim in claims:
        if claim.item and (len(claim.name.tokens) > 1 or claim.title in MONARCHS or not spellings(claims)):
            return claim.name.text
    counts = spellings(claims)
    groups: dict[str, int] = defaultdict(int)
    for text, count in counts.items():
        groups[letters(text)] += count
    sound = [text for text in counts if not damaged(text)] or list(counts)
    ranks = {claim.name.text: rank(claim.source) for claim in claims}
    best = max(sound, key=lambda text: (groups[letters(text)], -initials(text), ranks[text], text), default=None)
    return best and max((text for text in counts if text == best or cut_off(best, text)), key=len)


def same_name(one: Name, other: Name) -> bool:
    """Whether two names are alike throughout: enough to take over an item from another office of the state."""
    return alike(one, other) == 3 and len(one.tokens) > 1


def covers(claims: Iterable[Claim], span: Span) -> list[Claim]:
    """The claims about any day of a span."""
    return [claim for claim in claims if (claim.outer or claim.span).overlaps(span)]
