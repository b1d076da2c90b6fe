"""The engines themselves, on this machine with two workers each: Apache Spark, Ray Data, and processes of Python.

`make test-engines` installs what they need; where something is missing, the tests are skipped.
"""

import importlib.util
import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from tests.engine_extractors import DeadlyExtractor

from diplotext import Pipeline, wire

pa = pytest.importorskip("pyarrow")

from diplotext.arrow import Extraction, arrow_schema  # noqa: E402

ROOT = Path(__file__).parents[1]
ENGINES = {"spark": "pyspark", "ray": "ray"}
WORKERS = 2
BATCH = 5
SECONDS = 600
"""After which an engine is given up that waits for something that does not come."""

TEXT = (
    "Foreign Minister Ana Silva of Chile met Otto Lind in Oslo on Monday. “We agreed on point {},” Silva said. "
    "They meet again on {} May 2023."
)
RECORDS = [{"id": f"a{n:02}", "published": "2023-03-17", "text": TEXT.format(n, n + 1)} for n in range(24)]
POISONED = {4: {"id": "null", "text": None}, 11: {"id": "date", "text": "It rained.", "published": "soon"}}
ERRORS = {
    "date": "published: 'soon' is not a date; write YYYY-MM-DD",
    "null": "the 'text' of this record is null; leave such records out",
}
DEADLY = {"id": "deadly", "text": "DEADLY: they met on 3 May 2023."}

pytestmark = pytest.mark.filterwarnings("default")  # those of engines about each other's versions, and open sockets


def example(name):
    """The functions of an example."""
    spec = importlib.util.spec_from_file_location(name, ROOT / "examples" / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def installed(engine):
    pytest.importorskip(ENGINES[engine], reason=f"{engine} is not installed: make test-engines")
    if engine == "spark" and not shutil.which("java"):
        pytest.skip("no Java for Spark: apt-get install default-jre-headless")


@pytest.fixture(autouse=True)
def limit():
    """An end to what waits for ever, as an engine does for workers that it cannot have."""

    def give_up(number, frame):
        raise TimeoutError(f"not done after {SECONDS} seconds")

    before = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(SECONDS)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    """Articles as JSON Lines, two of which cannot be read."""
    records = list(RECORDS)
    for place, record in POISONED.items():
        records.insert(place, record)
    path = tmp_path_factory.mktemp("articles") / "articles.jsonl"
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def for_workers():
    """An environment in which processes of engines import what this one does."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("PYTHONPATH", os.pathsep.join([str(ROOT), *filter(None, sys.path)]))
        patched.setenv("PYSPARK_PYTHON", sys.executable)
        patched.setenv("RAY_DATA_DISABLE_PROGRESS_BARS", "1")
        yield


@pytest.fixture(scope="module")
def on_spark(for_workers):
    """Run an extraction with Spark; the rows in the order of their ids."""
    installed("spark")
    module = example("with_spark")
    spark = module.on_this_machine(WORKERS)

    def run(path, **options):
        articles = spark.read.schema(module.ARTICLES).json(str(path)).repartition(4)
        return [row.asDict() for row in module.extract(articles, **options).collect()]

    yield run
    spark.stop()


@pytest.fixture(scope="module")
def on_ray(for_workers):
    """The same with Ray."""
    installed("ray")
    module = example("with_ray")
    module.on_this_machine(WORKERS)
    ray = module.ray

    def run(path, **options):
        articles = ray.data.from_arrow([batch_of(batch) for batch in batches_of(path)])
        return module.extract(articles, WORKERS, **options).take_all()

    yield run
    ray.shutdown()


@pytest.fixture(scope="module")
def on_processes():
    """The same with processes of Python."""

    def run(path, **options):
        found = example("with_processes").extract(batches_of(path), Extraction(**options), WORKERS)
        return [row for batch in found for row in batch.to_pylist()]

    return run


def batches_of(path):
    schema = pa.schema({"id": pa.string(), "published": pa.string(), "text": pa.string()})
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return pa.Table.from_pylist(records, schema=schema).to_batches(max_chunksize=BATCH)


def batch_of(batch):
    return pa.Table.from_batches([batch])


@pytest.fixture(params=["processes", "ray", "spark"])
def engine(request):
    return request.getfixturevalue(f"on_{request.param}")


def test_bytes_are_those_of_one_process_and_what_cannot_be_read_fails_alone(engine, path, run):
    result = run("extract", "--input-format", "jsonl", "--format", "jsonl", "--model", "fast", str(path))
    assert result.returncode == 1  # two articles could not be read
    rows = sorted(engine(path, language="en_diplotext"), key=lambda row: row["id"])
    assert [row["document"] for row in rows if row["document"]] == result.stdout.decode().splitlines()
    assert [row["id"] for row in rows] == sorted([*(record["id"] for record in RECORDS), *ERRORS])
    assert {row["id"]: row["error"] for row in rows if row["error"]} == ERRORS


def test_flat_tables(engine, path):
    rows = engine(path, names=["dates"], table="times")
    assert sorted((row["document"], row["value"]) for row in rows if row["error"] is None) == sorted(
        (f"a{n:02}", value) for n in range(24) for value in ("2023-03-13", f"2023-05-{n + 1:02}")
    )
    assert {row["document"]: row["error"] for row in rows if row["error"]} == ERRORS
    assert set(rows[0]) == set(arrow_schema("times").names)


@pytest.mark.parametrize("name", ENGINES)
def test_a_killed_worker_is_replaced_and_nothing_is_lost_or_doubled(name, tmp_path, request):
    engine = request.getfixturevalue(f"on_{name}")
    marker = tmp_path / "killed"
    pipeline = Pipeline([*Pipeline.of("dates").extractors, DeadlyExtractor(str(marker))])
    records = [*RECORDS[:13], DEADLY, *RECORDS[13:]]
    path = tmp_path / "articles.jsonl"
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    rows = engine(path, pipeline=pipeline)
    assert marker.exists()
    expected = [wire.dumps(document) for document in pipeline.stream(records)]
    assert sorted(row["document"] for row in rows) == sorted(expected)


@pytest.mark.parametrize("name", ENGINES)
def test_example(name, for_workers):
    installed(name)
    result = subprocess.run(
        [sys.executable, f"examples/with_{name}.py"],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    assert result.returncode == 0, result.stderr
    assert "wire-1" in result.stdout
    assert "paper-7" in result.stdout
