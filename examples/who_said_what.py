"""Print who said what in an article, with the offsets that prove it.

python examples/who_said_what.py [FILE]
"""

import sys
from pathlib import Path

import diplotext

path = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent / "articles" / "planned_talks.txt"
document = diplotext.read(path.read_text(encoding="utf-8"))

for statement in document.statements:
    speakers = ", ".join(map(str, statement.speakers)) or "(unknown)"
    print(f"{statement.start:5}-{statement.end:<5} {statement.mode:8} {speakers}: {statement.text}")
