"""The public names of verification, for type checkers and for the lazy import in `__init__.py`."""

from .claims import Claim, MeetingClaim, claims_in, read_claims
from .index import Index
from .verdicts import Evidence, Outcome, Verdict
from .verifying import verify

__all__ = [
    "Claim",
    "Evidence",
    "Index",
    "MeetingClaim",
    "Outcome",
    "Verdict",
    "claims_in",
    "read_claims",
    "verify",
]
