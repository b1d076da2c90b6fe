"""Extract from articles with Ray Data: pip install 'diplotext[ray]'.

python examples/with_ray.py [ARTICLES.jsonl]
"""

import sys
from typing import Any

import pyarrow as pa
import ray
from pyarrow import json

from diplotext.arrow import Extraction

ARTICLES = pa.schema({"id": pa.string(), "title": pa.string(), "published": pa.string(), "text": pa.string()})


def extract(articles: ray.data.Dataset, workers: int = 2, **options: Any) -> ray.data.Dataset:
    """A row for each article: its id, the document as a line of JSON, and what went wrong."""
    return articles.map_batches(
        Extraction,  # made once for each worker, which so loads its language model once
        fn_constructor_kwargs=options,
        batch_format="pyarrow",  # the default, NumPy, makes floats of whole numbers where one is missing
        batch_size=200,
        compute=ray.data.ActorPoolStrategy(size=workers),
        num_cpus=1,
    )


def on_this_machine(workers: int = 2) -> None:
    """Ray with a processor for each worker, and one for what feeds them: without it, they wait for ever."""
    ray.init(num_cpus=workers + 1, include_dashboard=False, logging_level="error")


if __name__ == "__main__":
    on_this_machine()
    path = sys.argv[1] if len(sys.argv) > 1 else "docs/stories.jsonl"
    articles = json.read_json(path, parse_options=json.ParseOptions(explicit_schema=ARTICLES))
    for row in extract(ray.data.from_arrow(articles), names=["dates"]).take_all():  # or .write_parquet("out")
        print(row["id"], row["error"] or f"{len(row['document'])} characters of JSON")
    ray.shutdown()
