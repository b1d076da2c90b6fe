"""Extract from articles in several processes, with nothing but the standard library and pyarrow.

python examples/with_processes.py [ARTICLES.jsonl]
"""

import multiprocessing
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor

import pyarrow as pa
import pyarrow.json

from diplotext.arrow import Extraction


def extract(batches: list[pa.RecordBatch], extraction: Extraction, processes: int = 2) -> Iterator[pa.RecordBatch]:
    """One batch of documents for each batch of articles, in order."""
    with ProcessPoolExecutor(processes, mp_context=multiprocessing.get_context("spawn")) as pool:
        yield from pool.map(extraction, batches)


if __name__ == "__main__":
    articles = pyarrow.json.read_json(sys.argv[1] if len(sys.argv) > 1 else "examples/articles.jsonl")
    for batch in extract(articles.to_batches(max_chunksize=200), Extraction(names=["dates"])):
        for id, document, error in zip(batch["id"], batch["document"], batch["error"], strict=True):
            print(id, error if error.is_valid else f"{len(str(document))} bytes of JSON")
