"""Extract from articles with Apache Spark: pip install 'diplotext[spark]', and Java 17 or later.

python examples/with_spark.py [ARTICLES.jsonl]
"""

import os
import sys
from functools import partial
from typing import Any

from pyspark.sql import DataFrame, SparkSession

from diplotext.arrow import extract_batches, spark_schema

ARTICLES = "id STRING, title STRING, published STRING, source MAP<STRING, STRING>, text STRING"


def extract(articles: DataFrame, **options: Any) -> DataFrame:
    """A row for each article: its id, the document as a line of JSON, and what went wrong."""
    return articles.mapInArrow(partial(extract_batches, **options), spark_schema(options.get("table")))


def on_this_machine(workers: int = 2) -> SparkSession:
    """Spark with some workers; a task whose worker dies is tried four times, as on a cluster."""
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.master(f"local[{workers},4]").config("spark.ui.enabled", "false")
    return builder.config("spark.sql.execution.arrow.maxRecordsPerBatch", 200).getOrCreate()


if __name__ == "__main__":
    spark = on_this_machine()
    articles = spark.read.schema(ARTICLES).json(sys.argv[1] if len(sys.argv) > 1 else "docs/stories.jsonl")
    documents = extract(articles.repartition(2), names=["dates"])  # one partition or more for each worker
    for row in documents.collect():  # or documents.write.parquet("out")
        print(row.id, row.error or f"{len(row.document)} characters of JSON")
    spark.stop()
