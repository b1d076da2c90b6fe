"""Extract from articles in several processes, with nothing but Python and pyarrow.

python examples/with_processes.py [ARTICLES.jsonl]
"""

import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import pyarrow as pa
from pyarrow import json

from diplotext.arrow import Extraction

ARTICLES = pa.schema({"id": pa.string(), "title": pa.string(), "published": pa.string(), "text": pa.string()})


def extract(batches: Iterable[pa.RecordBatch], extraction: Extraction, workers: int = 2) -> Iterator[pa.RecordBatch]:
    """For each batch of articles one of documents, in order."""
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        yield from pool.map(extraction, batches)


if __name__ == "__main__":
    path = sys.argv[1] if len(sys.argv) > 1 else "docs/stories.jsonl"
    articles = json.read_json(path, parse_options=json.ParseOptions(explicit_schema=ARTICLES))
    for batch in extract(articles.to_batches(max_chunksize=200), Extraction(names=["dates"])):
        for row in batch.to_pylist():
            print(row["id"], row["error"] or f"{len(row['document'])} characters of JSON")
