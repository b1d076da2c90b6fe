"""Arrow batches of articles in, Arrow batches of documents or rows out: what every engine relies on."""

import datetime
import decimal
import json
import math
import pickle
import subprocess
import sys

import attrs
import pytest
from benchmarks import workers
from tests.engine_extractors import FailingExtractor, UnwritableExtractor

import diplotext
from diplotext import Extractor, PipelineError, Place, tabular, wire
from diplotext.errors import ArticleError
from diplotext.pipeline.pipeline import Pipeline

pa = pytest.importorskip("pyarrow")

from diplotext.arrow import (  # noqa: E402
    Extraction,
    arrow_schema,
    extract_batches,
    extraction,
    spark_schema,
    tabulate_batches,
)

TEXT = "Ana Silva met Otto Lind in Oslo on Monday. They meet again on {} May 2023."
RECORDS = [
    {"id": f"a{number}", "published": "2023-03-17", "source": {"outlet": "The Paper"}, "text": TEXT.format(number + 1)}
    for number in range(20)
]
SCHEMA = pa.schema(
    [("id", "string"), ("published", "string"), ("source", pa.struct([("outlet", pa.string())])), ("text", "string")]
)


def table_of(records=RECORDS, schema=SCHEMA):
    return pa.Table.from_pylist(records, schema=schema)


def rows_of(batches):
    return [row for batch in batches for row in batch.to_pylist()]


def extracted(records=RECORDS, schema=SCHEMA, **options):
    return rows_of(extract_batches(table_of(records, schema).to_batches(), **{"names": ["dates"], **options}))


def written_by_the_command(run, records, *arguments):
    lines = "".join(json.dumps(record) + "\n" for record in records).encode()
    result = run("extract", "--input-format", "jsonl", "--format", "jsonl", *arguments, "-", input=lines)
    assert result.returncode == 0, result.stderr
    return result.stdout.decode().splitlines()


def test_bytes_are_those_of_the_command(run):
    expected = written_by_the_command(run, RECORDS, "--with", "dates")
    assert [row["document"] for row in extracted()] == expected
    assert [row["id"] for row in extracted()] == [record["id"] for record in RECORDS]


def test_bytes_are_those_of_the_command_with_everything_installed(run, articles):
    records = [{"id": name, "text": text} for name, text in articles.items()]
    schema = pa.schema([("id", "string"), ("text", "string")])
    assert [row["document"] for row in extracted(records, schema, names=())] == written_by_the_command(run, records)


def test_text_in_the_wrong_encoding_is_repaired_as_the_command_does(run):
    records = [{"id": "a", "text": "Ana Silva said: â€œWe met on 3 May 2023.â€\x9d"}]
    schema = pa.schema([("id", "string"), ("text", "string")])
    expected = written_by_the_command(run, records, "--with", "dates")
    with pytest.warns(diplotext.ArticleWarning, match="article 'a': text decoded with the wrong encoding is repaired"):
        assert [row["document"] for row in extracted(records, schema, without=["quotes"])] == expected
    assert "â€œ" in extracted(records, schema, repairs=False)[0]["document"]


def test_an_article_that_cannot_be_read_costs_its_own_row():
    records = [*RECORDS[:2], {"id": "null"}, {"id": "date", "text": "It rained.", "published": "soon"}, RECORDS[2]]
    rows = extracted(records)
    assert [row["id"] for row in rows] == ["a0", "a1", "null", "date", "a2"]
    assert [row["error"] for row in rows] == [
        None,
        None,
        "the 'text' of this record is null; leave such records out",
        "published: 'soon' is not a date; write YYYY-MM-DD",
        None,
    ]
    assert [row["document"] is None for row in rows] == [False, False, True, True, False]
    assert rows[0]["document"] == extracted(RECORDS[:1])[0]["document"]


def test_bytes_that_are_not_text_cost_one_row():
    raw = pa.array([b"It rained on 3 May 2023.", b"\xff\xfe", None], pa.binary())
    text = pa.Array.from_buffers(pa.string(), 3, raw.buffers())  # as a file of another program may hold it
    [batch] = extract_batches([pa.record_batch({"id": ["a", "b", "c"], "text": text})], names=["dates"])
    found = batch.to_pylist()
    assert [row["document"] is None for row in found] == [False, True, True]
    assert found[1]["error"].startswith("text: UnicodeDecodeError")


def test_an_extractor_that_fails_costs_its_own_output():
    records = [RECORDS[0], {"id": "bad", "text": "FAIL on 3 May 2023."}, RECORDS[1]]
    pipeline = Pipeline([*Pipeline.of("dates").extractors, FailingExtractor()])
    rows = extracted(records, names=(), pipeline=pipeline)
    assert [row["failures"] for row in rows] == [None, "failing: ValueError: cannot read this", None]
    assert [row["error"] for row in rows] == [None] * 3
    assert [len(wire.loads(row["document"]).times) for row in rows] == [2, 1, 2]


def test_a_document_that_cannot_be_written_costs_its_own_row():
    records = [RECORDS[0], {"id": "bad", "text": "UNWRITABLE."}]
    rows = extracted(records, names=(), pipeline=Pipeline([UnwritableExtractor()]))
    assert [row["document"] is None for row in rows] == [False, True]
    assert rows[1]["id"] == "bad"
    assert rows[1]["error"].startswith("WireError")


class FragilePipeline(Pipeline):
    """Fails as a whole on a word, not in an extractor."""

    def stream(self, articles, **options):
        return super().stream([checked(article) for article in articles], **options)

    def read(self, article, **options):
        return super().read(checked(article), **options)


def checked(article):
    if "FAIL" in article.text:
        raise RecursionError("too deep")
    return article


def test_a_pipeline_that_fails_as_a_whole_reads_each_article_alone():
    pipeline = FragilePipeline(Pipeline.of("dates").extractors)
    rows = extracted([RECORDS[0], {"id": "bad", "text": "FAIL"}, RECORDS[1]], names=(), pipeline=pipeline)
    assert [row["error"] for row in rows] == [None, "RecursionError: too deep", None]


@pytest.mark.parametrize("table", [None, *tabular.SCHEMA])
@pytest.mark.parametrize("kind", ["record batch", "table", "nothing"])
def test_an_empty_batch_has_the_schema(table, kind):
    empty = table_of([])
    batch = {"record batch": pa.RecordBatch.from_pylist([], schema=SCHEMA), "table": empty, "nothing": pa.table({})}
    [found] = extract_batches([batch[kind]], names=["dates"], table=table)
    assert found.schema.equals(arrow_schema(table), check_metadata=True)
    assert (type(found), found.num_rows) == (type(batch[kind]), 0)


@pytest.mark.parametrize("table", [None, *tabular.SCHEMA])
def test_what_is_found_has_the_schema(table):
    for records in (RECORDS, [{"id": "b", "text": "It rained."}], [{"id": "c"}]):
        for found in extract_batches(table_of(records).to_batches(), names=["dates"], table=table):
            assert found.schema.equals(arrow_schema(table), check_metadata=True)
    assert not any(pa.types.is_nested(field.type) for field in arrow_schema(table))


def test_rows_of_a_table():
    records = [RECORDS[0], {"id": "null"}, {"id": "bad", "text": "FAIL on 3 May 2023."}, RECORDS[1]]
    pipeline = Pipeline([*Pipeline.of("dates").extractors, FailingExtractor()])
    rows = extracted(records, names=(), pipeline=pipeline, table="times")
    assert [(row["document"], row["value"], row["error"]) for row in rows] == [
        ("a0", "2023-03-13", None),
        ("a0", "2023-05-01", None),
        ("null", None, "the 'text' of this record is null; leave such records out"),
        ("bad", "2023-05-03", None),
        ("bad", None, "failing: ValueError: cannot read this"),
        ("a1", "2023-03-13", None),
        ("a1", "2023-05-02", None),
    ]
    documents = [wire.loads(row["document"]) for row in extracted(RECORDS[:2])]
    expected = list(diplotext.tables(documents, names=["times"])["times"].rows())
    found = [{key: value for key, value in row.items() if key != "error"} for row in rows if row["error"] is None]
    assert found[:2] + found[3:] == expected
    documents = extracted(records, names=(), pipeline=pipeline, table="documents", text=False)
    assert [(row["id"], row["failures"] is None, row["error"] is None) for row in documents] == [
        ("a0", True, True),
        ("null", True, False),
        ("bad", False, True),
        ("a1", True, True),
    ]
    assert "title" not in documents[0]


def test_tables_from_documents():
    records = [RECORDS[0], {"id": "null"}, *RECORDS[1:5]]
    batches = list(extract_batches(table_of(records).to_batches(), names=["dates"]))
    for table in ("times", "documents"):
        assert rows_of(tabulate_batches(batches, table)) == extracted(records, table=table)
    broken = pa.table({"id": ["b", "c"], "document": ["{", None]})
    assert [row["error"][:12] for row in rows_of(tabulate_batches([broken], "times"))] == [
        "WireError: n",
        "no document",
    ]
    assert rows_of(tabulate_batches([broken.slice(0, 0), pa.table({})], "times")) == []
    with pytest.raises(ArticleError, match="no column is named 'document'"):
        list(tabulate_batches([table_of()], "times"))
    with pytest.raises(ValueError, match="did you mean 'times'"):
        tabulate_batches([], "time")


def test_batches_are_taken_and_yielded_one_by_one():
    taken = []

    def batches():
        for number in range(3):
            taken.append(number)
            yield table_of(RECORDS[number : number + 1])

    stream = extract_batches(batches(), names=["dates"])
    assert taken == []
    assert next(stream)["id"].to_pylist() == ["a0"]
    assert taken == [0]
    assert rows_of(stream)[-1]["id"] == "a2"


def test_large_batches_are_cut_and_no_row_is_lost(monkeypatch):
    monkeypatch.setattr(extraction, "MAX_ARTICLES", 7)
    monkeypatch.setattr(extraction, "MAX_ARTICLES_PARSED", 3)
    whole = table_of()
    assert [batch.num_rows for batch in extract_batches([whole], names=["dates"])] == [7, 7, 6]
    assert rows_of(extract_batches([whole], names=["dates"])) == Extraction(names=["dates"])(whole).to_pylist()


def test_columns_of_other_names_and_types():
    day = datetime.date(2023, 3, 17)
    table = pa.table(
        {
            "key": [7, None],
            "body": pa.array(["They met on Monday.", "They met on Tuesday."], pa.large_string()),
            "date": pa.array([datetime.datetime.combine(day, datetime.time(9))] * 2, pa.timestamp("us", "UTC")),
            "paper": pa.array(["The Paper", None]).dictionary_encode(),
            "score": [math.nan, 0.5],
            "seen": [day, None],
            "price": pa.array([decimal.Decimal("1.50"), None]),
            "tags": pa.array([[("a", 1), ("b", None)], None], pa.map_(pa.string(), pa.int64())),
            "links": [["x", None], []],
        }
    )
    columns = {"id": "key", "text": "body", "published": "date", "source": "paper"}
    first, second = rows_of(extract_batches([table], names=["dates"], columns=columns))
    document = wire.loads(first["document"])
    assert (first["id"], document.published, [str(time.value) for time in document.times]) == ("7", day, ["2023-03-13"])
    assert dict(document.source) == {
        "outlet": "The Paper",
        "seen": "2023-03-17",
        "price": "1.50",
        "tags": {"a": 1},
        "links": ("x", None),
    }
    document = wire.loads(second["document"])
    assert (second["id"], dict(document.source)) == (document.id, {"score": 0.5, "links": ()})
    assert len(document.id) == 16


def test_a_value_that_python_cannot_hold_costs_one_row():
    times = pa.array([0, 2**62], pa.int64()).cast(pa.timestamp("us"))  # the second is in the year 148107
    rows = rows_of(extract_batches([pa.table({"text": ["a", "b"], "published": times})], names=["dates"]))
    assert [row["error"] is None for row in rows] == [True, False]
    assert rows[1]["error"].startswith("published: ")


def test_a_batch_without_the_column_of_the_text_is_refused():
    with pytest.raises(ArticleError, match=r'columns={"text": ...}: choose from body'):
        extracted([{"body": "It rained."}], pa.schema([("body", "string")]))
    with pytest.raises(ArticleError, match=r"no column is named 'words' \(for text\): choose from id, published"):
        extracted(columns={"text": "words"})


def test_an_article_that_is_too_long_costs_its_own_row():
    rows = extracted([RECORDS[0], {"id": "long", "text": "word " * 100}], max_chars=200)
    assert [row["error"] is None for row in rows] == [True, False]
    assert rows[1]["error"].startswith("500 characters, more than the 200")


def test_confidences_are_read_at_once(tmp_path):
    made = Extraction(names=["dates"], confidences={"date.weekday": 0.25})
    document = wire.loads(pickle.loads(pickle.dumps(made))(table_of())["document"][0].as_py())
    assert [time.confidence for time in document.times if time.rule == "date.weekday"] == [0.25]
    with pytest.raises(PipelineError, match="missing"):
        Extraction(confidences=str(tmp_path / "missing.json"))


def test_wrong_options_are_refused_at_once():
    with pytest.raises(ValueError, match="no table is named 'tims': did you mean 'times'"):
        extract_batches([], table="tims")
    with pytest.raises(ArticleError, match="a record has no key 'body'"):
        extract_batches([], columns={"body": "x"})
    with pytest.raises(ArticleError, match="published: 'soon'"):
        extract_batches([], published="soon")
    with pytest.raises(PipelineError, match="either a pipeline, or what one is built from: names"):
        extract_batches([], names=["dates"], pipeline=Pipeline([]))
    with pytest.raises(PipelineError, match="did you mean 'dates'"):
        extracted(names=["date"])


def test_a_process_builds_a_pipeline_once(monkeypatch):
    built = []

    class Counting(Pipeline):
        def __init__(self, *arguments, **options):
            built.append(options)
            super().__init__(*arguments, **options)

    monkeypatch.setattr(extraction, "Pipeline", Counting)
    monkeypatch.setattr(extraction, "_workers", [])
    made = Extraction(names=["dates"], options={"dates": {}})
    for _ in range(3):
        assert pickle.loads(pickle.dumps(made))(table_of()).num_rows == len(RECORDS)
    assert len(built) == 1
    Extraction(names=["quotes"])
    assert len(built) == 1  # nothing is built before it is needed
    assert len(pickle.dumps(made)) < 1_000


def test_nothing_needs_pyarrow_until_it_is_used():
    code = (
        "import sys; sys.modules['pyarrow'] = None\n"
        "from diplotext.arrow import Extraction, arrow_schema, spark_schema\n"
        "spark_schema()\n"
        "for use in (Extraction, arrow_schema):\n"
        "    try: use()\n"
        "    except ImportError as error: print(error)\n"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.count("pip install 'diplotext[tables]'") == 2


def test_schema_of_spark():
    assert spark_schema() == "`id` STRING, `document` STRING, `error` STRING, `failures` STRING"
    times = spark_schema("times", text=False)
    assert times.startswith("`id` STRING, `document` STRING, `start` BIGINT, ")
    assert "`earliest` DATE" in times
    assert "`resolved` BOOLEAN" in times
    assert times.endswith("`confidence` DOUBLE, `error` STRING")


def test_an_extractor_of_the_caller():
    @attrs.frozen
    class OsloExtractor(Extractor):
        name = "oslo"
        provides = (Place,)

        def extract(self, reading):
            start = reading.text.index("Oslo")
            yield Place(name="Oslo", rule="oslo.word", spans=[reading.span(start, start + 4)])

    [row] = extracted(RECORDS[:1], names=(), pipeline=Pipeline([OsloExtractor()]))
    assert [place.name for place in wire.loads(row["document"]).places] == ["Oslo"]


@pytest.mark.skipif(sys.platform != "linux", reason="memory is read from /proc")
def test_what_a_worker_needs_is_measured(tmp_path, capsys):
    path = tmp_path / "articles.jsonl"
    path.write_text("".join(json.dumps(record) + "\n" for record in RECORDS), encoding="utf-8")
    workers.measure({"names": ["dates"]}, path, 5)
    measured = json.loads(capsys.readouterr().out)
    assert set(measured) == {"ready", "memory", "peak", "words", "json"}
    assert min(measured.values()) > 0
