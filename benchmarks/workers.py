"""What a worker of a cluster needs: memory, seconds until it is ready, words per second. One process, one thread.

    python benchmarks/workers.py [--articles corpus/gold.jsonl] [--batch 200]

Prints the table of docs/cluster.md. Times are those of the processor, so that what else runs matters little; each row
is measured in a process of its own, which reads batches of Arrow as an engine hands them over.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
KEYS = ("id", "title", "published", "text")
PIPELINES: dict[str, dict[str, Any]] = {
    "everything, accurate": {"language": "en_diplotext_accurate"},
    "everything, fast": {"language": "en_diplotext"},
    "quotes, fast": {"names": ["quotes"], "language": "en_diplotext"},
    "dates": {"names": ["dates"]},
}
MIB = 1024 * 1024


def main() -> None:
    """Measure each pipeline in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=Path, default=ROOT / "corpus" / "gold.jsonl", help="JSON Lines")
    parser.add_argument("--batch", type=int, default=200, help="articles in a batch")
    parser.add_argument("--measure", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        measure(PIPELINES[options.measure], options.articles, options.batch)
        return
    machine = f"Python {platform.python_version()}, {platform.machine()}"
    print(f"{machine}, {options.articles.name}, batches of {options.batch}")
    print("\n| pipeline | ready after | memory when ready | at most | words per second | JSON per article |")
    print("|---|---|---|---|---|---|")
    for name in PIPELINES:
        command = [sys.executable, __file__, "--measure", name, "--batch", str(options.batch)]
        threads = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
        found = subprocess.run(
            [*command, "--articles", str(options.articles)],
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, **threads},
        )
        row = json.loads(found.stdout)
        print(
            f"| {name} | {row['ready']:.1f} s | {row['memory']:.0f} MB | {row['peak']:.0f} MB | "
            f"{row['words']:,.0f} | {row['json']:.0f} kB |"
        )


def measure(description: dict[str, Any], path: Path, size: int) -> None:
    """Print what one worker needs, as JSON."""
    import pyarrow as pa

    from diplotext.arrow import Extraction

    with path.open(encoding="utf-8") as lines:
        records = [{key: json.loads(line).get(key) for key in KEYS} for line in lines]
    articles = pa.Table.from_pylist(records, schema=pa.schema([(key, pa.string()) for key in KEYS]))
    extraction = Extraction(**description)
    extraction(pa.table({"text": ["Ana Silva said on Monday that ministers met in Oslo."]}))
    ready, memory = time.process_time(), resident()
    characters = 0
    for batch in extraction.stream(articles.to_batches(max_chunksize=size)):
        characters += sum(len(str(line)) for line in batch["document"])
    words = sum(len(record["text"].split()) for record in records)
    row = {
        "ready": ready,
        "memory": memory / MIB,
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / MIB,
        "words": words / (time.process_time() - ready),
        "json": characters / len(records) / 1000,
    }
    print(json.dumps(row))


def resident() -> int:
    """Bytes of memory that this process has now, as Linux says."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


if __name__ == "__main__":
    main()
