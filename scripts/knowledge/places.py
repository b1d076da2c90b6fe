"""Where the tables of the package are."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parents[2]
DATA = ROOT / "plugins" / "diplotext-knowledge" / "src" / "diplotext_knowledge" / "data"
