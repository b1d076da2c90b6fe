"""Flat tables: one schema, the same values in every library and file, ids that are unique, nothing that runs."""

import csv
import datetime
import io
import json
import subprocess
import sys
import tracemalloc

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import diplotext
from diplotext import Document, MissingExtraError, Registry, Statement, tabular
from diplotext.tabular import SCHEMA, batches, csv_cell, from_csv_cell
from diplotext.tabular.articles import ArticleRows
from diplotext.tabular.frames import library
from diplotext.tabular.tables import MAKERS
from diplotext.tabular.writers import CsvWriter, ParquetWriter

PYTHON_TYPES = {"string": str, "integer": int, "number": float, "boolean": bool, "date": datetime.date}


@pytest.fixture(scope="module")
def read(articles):
    """The example articles, read, one of them twice under other ids, and an empty one."""
    records = [{"id": f"{name}.txt", "text": text, "source": {"outlet": "Wire"}} for name, text in articles.items()]
    return list(diplotext.Pipeline.of().stream([*records, {"id": "empty", "text": ""}]))


@pytest.fixture(scope="module")
def found(read):
    return diplotext.tables(read)


def test_every_row_has_the_columns_of_the_schema_and_no_others(read):
    seen = {name: set() for name in SCHEMA}
    for document in read:
        article = ArticleRows(document)
        for name, maker in MAKERS.items():
            seen[name] |= {column for row in maker(article) for column in row}
    assert {name: sorted(columns - set(SCHEMA[name].names)) for name, columns in seen.items()} == {
        name: [] for name in SCHEMA
    }
    assert {name: sorted(set(SCHEMA[name].names) - columns) for name, columns in seen.items()} == {
        name: [] for name in SCHEMA
    }
    assert list(MAKERS) == list(SCHEMA)


def test_every_value_is_of_the_type_and_the_values_of_its_column(found, full_document):
    for table in (*found.values(), *diplotext.tables(full_document).values()):
        for column in table.schema.columns:
            values = {value for value in table.columns[column.name] if value is not None}
            assert {type(value) for value in values} <= {PYTHON_TYPES[column.type]}, (table.name, column.name)
            assert not column.values or values <= set(column.values), (table.name, column.name)
            assert "" not in values


def test_the_schema_is_complete():
    assert list(SCHEMA) == [
        "documents", "statements", "meetings", "participants", "times", "mentions", "dyads", "plover",
    ]  # fmt: skip
    for table in SCHEMA.values():
        assert table.about.endswith(".")
        assert table.names[0] == "id"
        assert len(set(table.names)) == len(table.names)
        assert all(column.about and column.about[0].isupper() for column in table.columns)
        assert [column.name for column in table.columns if column.text] == [
            name for name in table.names if name in ("title", "text", "sentence")
        ]


def test_ids_are_unique_and_refer_to_rows(found):
    for table in found.values():
        assert len(set(table.columns["id"])) == len(table), table.name
    ids = {name: set(table.columns["id"]) for name, table in found.items()}
    entities = set(found["mentions"].columns["entity"])
    assert set(found["participants"].columns["meeting"]) <= ids["meetings"]
    assert set(found["dyads"].columns["meeting"]) <= ids["meetings"]
    assert set(found["statements"].columns["speaker_entity"]) - {None} <= entities
    assert set(found["participants"].columns["entity"]) - {None} <= entities
    assert set(found["statements"].columns["reported_in"]) - {None} <= ids["statements"]
    for name in set(SCHEMA) - {"documents"}:
        assert set(found[name].columns["document"]) <= ids["documents"]


def test_offsets_give_the_words(read, found):
    texts = {document.id: document.text for document in read}
    for row in found["mentions"].rows():
        assert texts[row["document"]][row["start"] : row["end"]] == row["text"]
    for row in found["statements"].rows():
        assert row["text"].split(" … ")[0] in row["sentence"]
        assert row["words"] == len(row["text"].replace(" … ", " ").replace(" – ", " ").split())


def test_ids_do_not_depend_on_the_other_documents(read, found):
    alone = diplotext.tables(read[1])
    rows = [row for row in found["statements"].rows() if row["document"] == read[1].id]
    assert list(alone["statements"].rows()) == rows


def test_tables_without_text_hold_no_words_of_the_article_at_length(read, found):
    bare = diplotext.tables(read, text=False)
    for name, table in bare.items():
        assert not {"text", "sentence", "title"} & set(table.columns)
        for column, values in table.columns.items():
            assert list(values) == list(found[name].columns[column])
    sentences = {value for value in found["statements"].columns["text"] if len(value) > 40}
    kept = {value for table in bare.values() for values in table.columns.values() for value in values}
    assert sentences
    assert not sentences & kept


def test_data_frames_of_all_libraries_hold_the_same(found):
    for table in found.values():
        rows = list(table.rows())
        assert table.to_arrow().to_pylist() == rows
        assert table.to_polars().to_dicts() == rows
        frame = table.to_pandas()
        assert list(frame.columns) == list(table.columns)
        for name, values in table.columns.items():
            got = frame[name].astype(object).where(frame[name].notna(), None)
            days = [value.date() if isinstance(value, datetime.datetime) else value for value in got]
            assert days == list(values), (table.name, name)


def test_types_do_not_depend_on_what_is_found(found):
    empty = diplotext.tables([])
    for name, table in found.items():
        assert empty[name].to_pandas().dtypes.to_dict() == table.to_pandas().dtypes.to_dict()
        assert empty[name].to_arrow().schema.equals(table.to_arrow().schema, check_metadata=True)
        assert empty[name].to_polars().schema == table.to_polars().schema
    field = empty["dyads"].to_arrow().schema.field("precision_code")
    assert b"ACLED" in field.metadata[b"about"]


def test_batches_hold_the_same_rows_as_one_table(read, found):
    parts = list(batches(read, size=2))
    assert len(parts) == 2
    for name, table in found.items():
        assert [row for part in parts for row in part[name].rows()] == list(table.rows())
    assert [len(part["documents"]) for part in batches([])] == [0]


def test_memory_does_not_grow_with_the_number_of_documents(full_document, tmp_path):
    text = full_document.text + " " * 20_000  # 20 MB in all, if they were kept
    stream = (attrs.evolve(full_document, id=str(n), text=text) for n in range(1_000))
    tracemalloc.start()
    CsvWriter(tables=["documents", "statements"]).write_to(stream, tmp_path)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 8_000_000


@pytest.fixture(scope="module")
def folder(read, tmp_path_factory):
    """The tables as files of both formats."""
    path = tmp_path_factory.mktemp("tables")
    CsvWriter().write_to(read, path)
    ParquetWriter().write_to(read, path)
    return path


def test_parquet_gives_back_the_rows(folder, found):
    import pyarrow.parquet

    for name, table in found.items():
        got = pyarrow.parquet.read_table(folder / f"{name}.parquet")
        assert got.to_pylist() == list(table.rows())
        assert got.schema.equals(table.to_arrow().schema, check_metadata=True)


def test_csv_gives_back_the_rows(folder, found):
    for name, table in found.items():
        with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
            header, *rows = csv.reader(lines)
        assert tuple(header) == table.schema.names
        text = [column.type == "string" for column in table.schema.columns]
        got = [
            [from_csv_cell(c) if is_text else c or None for c, is_text in zip(row, text, strict=True)] for row in rows
        ]
        assert got == [
            [value if isinstance(value, str) or value is None else csv_cell(value) for value in row.values()]
            for row in table.rows()
        ]


@pytest.mark.parametrize("suffix", ["csv", "parquet"])
def test_duckdb_reads_the_files(folder, found, suffix):
    import duckdb

    database = duckdb.connect()
    database.execute("SET autoinstall_known_extensions = false; SET autoload_known_extensions = false;")
    for name, table in found.items():
        source = f"read_{suffix if suffix == 'parquet' else 'csv'}('{folder / name}.{suffix}'"
        rows = database.execute(f"SELECT * FROM {source}{', all_varchar = true' if suffix == 'csv' else ''})")
        assert [column[0] for column in rows.description] == list(table.schema.names)
        assert len(rows.fetchall()) == len(table), name
    query = f"SELECT dyad, earliest, level_a FROM read_{suffix}('{folder / 'dyads'}.{suffix}') WHERE precision_code = 1"
    assert database.execute(query).fetchall() == [("FIN-SVN", datetime.date(2023, 3, 15), "minister")]


def test_pandas_and_polars_read_the_files(folder, found):
    import pandas
    import polars

    for name, table in found.items():
        csv_file, parquet = folder / f"{name}.csv", folder / f"{name}.parquet"
        assert len(pandas.read_csv(csv_file)) == len(polars.read_csv(csv_file, infer_schema=False)) == len(table)
        assert len(pandas.read_parquet(parquet)) == len(polars.read_parquet(parquet)) == len(table)


def test_files_are_the_same_every_time(read, folder, tmp_path):
    CsvWriter().write_to(read, tmp_path)
    ParquetWriter().write_to(read, tmp_path)
    for file in sorted(folder.iterdir()):
        assert file.read_bytes() == (tmp_path / file.name).read_bytes(), file.name


FORMULAS = ["=1+1", "+1", "-1", "@sum", "\t=1", "\r=1", "\n=1", "'=1", "''=1", "＝1", "=cmd|' /C calc'!A0"]


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_begins_like_a_formula(text):
    cell = csv_cell(text)
    assert cell == f"'{text}"
    assert from_csv_cell(cell) == text


@pytest.mark.parametrize("text", ["a", "'a", "'", "1-1", "“=1”", "a=b"])
def test_other_cells_are_as_they_are(text):
    assert csv_cell(text) == text
    assert from_csv_cell(text) == text


@given(st.text(alphabet="'=+-@\t\r\na ＝") | st.text())
def test_neutralised_cells_can_be_read_back(text):
    cell = csv_cell(text)
    assert cell[:1] not in set("=+-@\t\r\n＝＋－＠")
    assert from_csv_cell(cell) == (text or None)


def test_values_of_other_types_are_written_as_they_are():
    assert [csv_cell(value) for value in (None, True, False, 3, 0.5, datetime.date(2023, 3, 1))] == [
        "", "true", "false", "3", "0.5", "2023-03-01",
    ]  # fmt: skip


def test_formulas_in_an_article_are_neutralised(run):
    record = {"id": "=1+1", "text": "“+49 is the number,” Ana Silva said.", "title": "@all", "source": {"outlet": "-x"}}
    result = run("extract", "--input-format", "jsonl", "--format", "csv", "--table", "statements", "-", "--with", "quotes",
                 input=json.dumps(record).encode())  # fmt: skip
    rows = list(csv.DictReader(io.StringIO(result.stdout.decode(), newline="")))
    assert (rows[0]["id"], rows[0]["document"]) == ("'=1+1#statement:1", "'=1+1")
    assert rows[0]["text"] == "'+49 is the number,"


def test_half_characters_are_replaced_in_files(tmp_path):
    text = "A \ud800 b \udfff."
    document = Document(text, id="a")
    CsvWriter(tables=["documents"]).write_to([document], tmp_path / "a.csv")
    ParquetWriter(tables=["documents"]).write_to([document], tmp_path / "a.parquet")
    assert "A \ufffd b \ufffd." in (tmp_path / "a.csv").read_text(encoding="utf-8")
    [row] = diplotext.tables(document)["documents"].rows()
    assert row["text"] == "A \ufffd b \ufffd."
    assert row["characters"] == len(text)


def test_one_table_is_written_to_a_stream_or_a_file(full_document, tmp_path):
    stream = io.StringIO()
    CsvWriter(tables=["meetings"], text=False).write([full_document], stream)
    CsvWriter(tables=["meetings"], text=False).write_to([full_document], tmp_path / "m.csv")
    assert stream.getvalue() == (tmp_path / "m.csv").read_text(encoding="utf-8")
    assert stream.getvalue().splitlines()[0] == ",".join(SCHEMA["meetings"].without_text().names)
    assert len(stream.getvalue().splitlines()) == 2


def test_rows_are_written_as_soon_as_a_document_arrives(full_document):
    stream = io.StringIO()
    lengths = []

    def arriving():
        for number in range(3):
            lengths.append(len(stream.getvalue()))
            yield attrs.evolve(full_document, id=str(number))

    CsvWriter(tables=["statements"]).write(arriving(), stream)
    assert lengths == sorted(set(lengths))


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--format", "csv"], "csv has 8 tables: give --output FOLDER, or one table, such as --table statements"),
        (["--format", "csv", "--table", "speakers"], "no table is named 'speakers'"),
        (["--format", "parquet"], "parquet is not text: give --output FOLDER"),
        (
            ["--format", "jsonl", "--table", "dyads"],
            "--table is for formats that write tables, such as csv, not for jsonl",
        ),
        (["--format", "json", "--without-text"], "--without-text is for formats that write tables"),
        (["--format", "csv", "--output", "FILE"], "is a file; csv writes 8 tables into a folder"),
    ],
)
def test_what_cannot_be_written_is_said_in_a_line(run, arguments, message, tmp_path):
    file = tmp_path / "file.txt"
    file.write_text("They met.", encoding="utf-8")
    result = run(
        "extract", str(file), "--with", "dates", *(str(file) if part == "FILE" else part for part in arguments)
    )
    assert result.returncode == 2
    assert message in result.stderr.decode()
    assert result.stdout == b""


def test_the_command_writes_a_folder(run, tmp_path):
    article = tmp_path / "a.txt"
    article.write_text("Anna Berg said that it rained.", encoding="utf-8")
    result = run("extract", str(article), "--format", "csv", "--output", str(tmp_path / "new" / "tables"))
    assert (result.returncode, result.stdout, result.stderr) == (0, b"", b"")
    assert sorted(file.stem for file in (tmp_path / "new" / "tables").iterdir()) == sorted(SCHEMA)


def test_results_that_were_written_earlier_become_tables(run, full_document, tmp_path):
    results = tmp_path / "results.jsonl"
    results.write_text(diplotext.wire.dumps(full_document) + "\n", encoding="utf-8")
    printed = run("tables", str(results), "--table", "participants").stdout.decode()
    assert [row["name"] for row in csv.DictReader(io.StringIO(printed))] == ["Chile", "OECD"]
    assert run("tables", "-", "--table", "participants", input=results.read_bytes()).stdout.decode() == printed
    result = run("tables", str(results), "--format", "parquet", "--without-text", "-o", str(tmp_path / "tables"))
    assert (result.returncode, result.stdout, result.stderr) == (0, b"", b"")
    assert len(list((tmp_path / "tables").iterdir())) == len(SCHEMA)
    result = run("tables", str(results), str(tmp_path / "none.jsonl"), "--table", "participants")
    assert (result.returncode, result.stdout.decode()) == (1, printed)
    assert "none.jsonl: No such file" in result.stderr.decode()
    assert run("tables", "-", "--table", "participants", input=b"{}").returncode == 2


def test_the_formats_are_contributed_like_those_of_plugins():
    writers = Registry(installed=False).writers
    assert {"csv", "parquet"} <= set(writers)


WITHOUT = """
import sys
for name in ("pandas", "polars", "pyarrow"):
    sys.modules[name] = None
import io
import diplotext
from diplotext.tabular.writers import CsvWriter
stream = io.StringIO()
document = diplotext.Document("It rained.", id="a")
CsvWriter(tables=["documents"]).write([document], stream)
assert "It rained." in stream.getvalue()
for method in ("to_pandas", "to_polars", "to_arrow"):
    try:
        getattr(diplotext.tables(document)["documents"], method)()
    except diplotext.MissingExtraError as error:
        print(error)
"""


def test_csv_needs_no_extra_and_the_others_name_it():
    result = subprocess.run([sys.executable, "-c", WITHOUT], capture_output=True, text=True, check=False)
    assert (result.returncode, result.stderr) == (0, "")
    lines = result.stdout.splitlines()
    assert len(lines) == 3
    assert all(line.endswith("pip install 'diplotext[tables]'") for line in lines)


def test_a_missing_library_is_an_import_error():
    with pytest.raises(MissingExtraError, match=r"this needs no_such_library .*: pip install 'diplotext\[tables\]'"):
        library("no_such_library")
    assert issubclass(MissingExtraError, ImportError)


def test_mistakes_of_callers_are_errors(full_document):
    with pytest.raises(TypeError, match="tables are made of documents, not of str: read the articles first"):
        diplotext.tables(["They met."])
    with pytest.raises(ValueError, match="did you mean 'meetings'"):
        diplotext.tables(full_document, names=["meeting"])
    with pytest.raises(KeyError, match="did you mean 'statements'"):
        diplotext.tables(full_document)["statement"]


def test_tables_describe_themselves(full_document):
    found = diplotext.tables(full_document, names=["statements", "dyads"])
    assert repr(found) == "<Tables: statements 2, dyads 0>"
    assert repr(found["dyads"]) == "<Table 'dyads', 0 rows, 36 columns>"
    assert tabular.tables is diplotext.tables
    assert isinstance(full_document.statements[0], Statement)
