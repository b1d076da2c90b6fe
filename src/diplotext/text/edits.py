"""The edits that make the normalised view of a text."""

from __future__ import annotations

Edit = tuple[int, int, str]
"""Start and end of a stretch, half-open and never empty, and its replacement; edits are in order and never overlap.

A replacement of the same length replaces character by character. In any other, every character corresponds to the whole
stretch.
"""
