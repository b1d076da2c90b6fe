"""The public names, for type checkers and for the lazy import in `__init__.py`."""

from .explainer import Explainer, explain
from .values import Evidence, Explanation, KnownRecord, Link, NearMiss

__all__ = ["Evidence", "Explainer", "Explanation", "KnownRecord", "Link", "NearMiss", "explain"]
