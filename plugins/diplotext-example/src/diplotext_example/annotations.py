"""What this plugin finds: the annotation type that is its own."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, get_args

import attrs

from diplotext import Annotation, Organization, Place, State, TimeExpression

Category = Literal[
    "treaty", "convention", "protocol", "agreement", "accord", "memorandum", "pact", "charter", "armistice"
]


def _parties(parties: Iterable[State | Organization]) -> tuple[State | Organization, ...]:
    return tuple(parties)


@attrs.frozen(kw_only=True, repr=False, cache_hash=True)
class Treaty(Annotation):
    """One place where the text speaks of a treaty or agreement.

    Attributes:
        name: Its canonical name, or the name that the text gives it; None where the text gives none.
        category: What it calls itself, by its head noun; of a deal `agreement`.
        parties: The states and organizations that the text says sign it, or that it is "between" or "with".
        signed_in: The city or site of the signing, or the state where only that is said; None where the text does not
            say it, or does not say that it was signed.
        signed_on: When it was signed; None where the text does not say it, or does not say that it was signed.
    """

    name: str | None = None
    category: Category = attrs.field(validator=attrs.validators.in_(get_args(Category)))
    parties: tuple[State | Organization, ...] = attrs.field(default=(), converter=_parties)
    signed_in: Place | State | None = None
    signed_on: TimeExpression | None = None
