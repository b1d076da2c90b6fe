"""How many sentences have each stem, counted in open texts of foreign offices and heads of government.

    python -m scripts.stem_frequencies TEXTS.jsonl.xz ... > src/diplotext/linking/data/stems.csv

`diplotext.linking` weighs words by it, so that a word means as much in two articles as in two thousand.
"""

from __future__ import annotations

import json
import lzma
import re
import sys
from collections import Counter

from diplotext.comparison.wording import Wording, function_words, stem

PER_FILE = 1500
MAX_STEMS = 7000
SENTENCE = re.compile(r"(?<=[.!?])[”\"']?\s+")


def main() -> None:
    """Count, and write the commonest stems."""
    counts: Counter[str] = Counter()
    sentences = 0
    for name in sys.argv[1:]:
        with lzma.open(name, "rt", encoding="utf-8") as stream:
            rows = [json.loads(line)["text"] for line in stream]
        for text in rows[:: max(1, len(rows) // PER_FILE)]:
            for sentence in SENTENCE.split(text[:6000]):
                sentences += 1
                keys = set(Wording.keys_of(sentence)) - function_words()
                counts.update({stem(key) for key in keys if not key[0].isdigit()})
    print("stem,sentences")
    print(f"*,{sentences}")
    for key, count in sorted(counts.items(), key=lambda row: (-row[1], row[0]))[:MAX_STEMS]:
        print(f"{key},{count}")


if __name__ == "__main__":
    main()
