"""What is replaced in a text to make its view."""

from __future__ import annotations

Edit = tuple[int, int, str]
"""Start and end of a stretch, half open and never empty, and what replaces it; edits come in order and never overlap.

A replacement of the same length replaces character by character; else all its characters are those of the stretch.
"""
