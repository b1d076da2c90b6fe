"""Hostile and odd input: what is too long, too deep or not a file is reported with one line, and the rest is read."""

import contextlib
import io
import json
import os
import resource
import socket
import subprocess
import sys
import zipfile

import pytest

from diplotext import ArticleError, ArticleFile, Document, load_articles
from diplotext.io.readers import JsonLinesReader

NOBODY = 65534
READ = ("extract", "--with", "dates", "--format", "jsonl", "--input-format", "jsonl")


def lines(*records):
    return b"".join(
        (record if isinstance(record, bytes) else json.dumps(record).encode()) + b"\n" for record in records
    )


def ids(result):
    return [json.loads(line)["id"] for line in result.stdout.splitlines()]


def complaints(result):
    return result.stderr.decode().splitlines()


DEEP = "[" * 70 + "]" * 70
ODD_RECORDS = [
    (b'{"text": "x", "id": "1", "id": "2"}', "the key 'id' occurs more than once in an object"),
    (b'{"text": "x", "source": {"a": 1, "a": 2}}', "the key 'a' occurs more than once in an object"),
    (b'{"text": "x", "published": "0000"}', "published: '0000' is not a date; write YYYY-MM-DD"),
    (b'{"text": "x", "published": "0000-05"}', "published: '0000-05' is not a date; write YYYY-MM-DD"),
    (b'{"text": "x", "published": "0000-05-01"}', "published: '0000-05-01' is not a date; write YYYY-MM-DD"),
    (b'{"text": "x", "id": "\\ud800"}', "id: a lone surrogate at offset 0, which UTF-8 cannot hold"),
    (b'{"text": "x", "source": {"a": ' + DEEP.encode() + b"}}", "source: nested more than 64 deep"),
    (b'{"text": "x", "a": ' + DEEP.encode() + b"}", "source: nested more than 64 deep"),
    (b'{"text": "x", "a": ' + b"9" * 4301 + b"}", "a number has thousands of digits"),
    (b'{"text": "x", "a": -1e400}', "the number -1e400 is too large"),
    (b'{"text": "x", "a": ' + b"1" * 400 + b".5e3}", "the number 111"),
    (b'{"text": ["x"]}', "text: expected a string, not list"),
    (b'{"text": {"a": "x"}}', "text: expected a string, not dict"),
    (b'{"text": "x", "id": true}', "id: True is of the wrong type (bool); give a str"),
    (b'{"text": "x", "title": 5}', "title: 5 is of the wrong type (int); give a str"),
    (b'{"text": "x", "title": "' + b"y" * 90 + b'", "id": [' + b"1," * 9_999 + b"1]}", "id: [1, 1, 1, 1, 1, 1, ...]"),
]


def test_odd_records_are_reported_and_the_others_read(run):
    data = lines({"id": "a", "text": "a"}, *(record for record, _ in ODD_RECORDS), {"id": "z", "text": "z"})
    result = run(*READ, "-", input=data)
    assert (result.returncode, ids(result)) == (1, ["a", "z"])
    said = complaints(result)
    assert len(said) == len(ODD_RECORDS)
    for number, (line, (_, message)) in enumerate(zip(said, ODD_RECORDS, strict=True), start=2):
        assert line.startswith(f"diplotext: standard input, line {number}: {message}")
        assert len(line) < 300


def test_empty_ids_are_noted(run):
    result = run(*READ, "-", input=lines({"id": "", "text": "a"}, {"id": "", "text": "b"}, {"id": "c", "text": "c"}))
    assert (result.returncode, ids(result)[2]) == (0, "c")
    assert ids(result)[:2] == [Document("a").id, Document("b").id]
    note, total = complaints(result)
    assert note == "diplotext: note: standard input, line 1: the id is empty; it is made from the text instead"
    assert total == "diplotext: note: 2 ids were empty"


@pytest.mark.parametrize("id", ["", "\udfff"])
def test_ids_in_python(id):
    with pytest.raises(ArticleError, match="^id: "):
        Document("x", id=id)


def test_long_articles_are_left_out(run):
    data = lines({"id": "a", "text": "x" * 100}, {"id": "b", "text": "x" * 101}, {"id": "c", "text": "é" * 100})
    result = run(*READ, "--max-chars", "100", "-", input=data)
    assert (result.returncode, ids(result)) == (1, ["a", "c"])
    [said] = complaints(result)
    assert "line 2: 101 characters, more than the 100 that an article may have (--max-chars)" in said


@pytest.mark.parametrize("end", [b"\n", b""])
@pytest.mark.parametrize("size", [1_001_200, 1_001_201, 1_001_202, 5_000_000])
def test_long_lines_are_skipped_without_being_kept(size, end):
    most = ArticleFile("x", io.BytesIO(), max_chars=100).max_bytes
    first, last = b'{"text": "a"}\n', b'{"text": "b"}'
    long = b'{"text": "' + b"x" * (size - 12) + b'"}'
    assert len(long) == size
    said = []
    stream = io.BytesIO(first + long + (b"\n" + last if end else b""))
    file = ArticleFile("x", stream, report=said.append, max_chars=100)
    read = [record["text"] for _, record in JsonLinesReader().read(file)]
    assert [text for text in read if len(text) < 100] == (["a", "b"] if end else ["a"])
    if size + len(end) > most:
        assert said == [f"line 2: {size + len(end):,} bytes, too long for an article of 100 characters (--max-chars)"]
    else:
        assert said == []
    stream.seek(0)
    assert JsonLinesReader().count(file) == (3 if end else 2)


@pytest.mark.parametrize(("name", "data"), [("a.txt", b"x" * 1_200_000), ("a.html", b"<p>" + b"x" * 1_200_000)])
def test_files_that_are_too_long(run, tmp_path, name, data):
    (tmp_path / name).write_bytes(data)
    (tmp_path / "b.txt").write_text("Home.", encoding="utf-8")
    result = run("extract", "--with", "dates", "--format", "jsonl", "--max-chars", "1000", str(tmp_path))
    assert (result.returncode, ids(result)) == (1, [(tmp_path / "b.txt").as_posix()])
    [said] = complaints(result)
    assert f"{name}: more than 1,012,000 bytes, too long for an article of 1,000 characters (--max-chars)" in said


def test_cells_that_are_too_long(run, tmp_path):
    (tmp_path / "a.csv").write_text(f"id,text\n1,{'x' * 101}\n2,y\n", encoding="utf-8")
    result = run("extract", "--with", "dates", "--format", "jsonl", "--max-chars", "100", str(tmp_path / "a.csv"))
    assert (result.returncode, ids(result)) == (1, ["2"])
    assert "a.csv, line 2: 101 characters, more than the 100" in complaints(result)[0]


def test_the_limit_in_python(tmp_path):
    (tmp_path / "a.txt").write_text("x" * 11, encoding="utf-8")
    assert [len(one.text) for one in load_articles(tmp_path / "a.txt", max_chars=11)] == [11]
    assert [len(one.text) for one in load_articles(tmp_path / "a.txt", max_chars=None)] == [11]
    with pytest.raises(ArticleError, match="a.txt, : 11 characters|a.txt.*11 characters, more than the 10"):
        list(load_articles(tmp_path / "a.txt", max_chars=10))
    for wrong in (0, -1, 1.5, "5", [True][0]):
        with pytest.raises(ArticleError, match="max_chars must be a whole number, 1 or more, not"):
            load_articles(tmp_path / "a.txt", max_chars=wrong)


@pytest.mark.skipif(sys.platform != "linux", reason="limits of memory are enforced on Linux")
def test_a_record_of_fifty_megabytes_takes_little_memory(tmp_path):
    small = {"id": "a", "text": "Home."}
    (tmp_path / "in.jsonl").write_bytes(lines(small, {"id": "b", "text": "x" * 50_000_000}, small | {"id": "c"}))
    program = (
        "import resource, sys\n"
        "from diplotext.io.inputs import load_articles, InputOptions, read_articles\n"
        "from diplotext.io.notices import Notices\n"
        "from diplotext.plugin.registry import Registry\n"
        "options = InputOptions(Registry(installed=False).readers, 'jsonl')\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "found = read_articles([sys.argv[1]], options, report=print, notices=Notices(print))\n"
        "print([one.id for one in found], resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)\n"
    )
    result = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path / "in.jsonl")], capture_output=True, text=True, check=True
    )
    said, found = result.stdout.splitlines()
    assert "line 2: 50,000,024 bytes, too long for an article of 1,000,000 characters" in said
    ids, kilobytes = found.rsplit(" ", 1)
    assert ids == "['a', 'c']"
    assert int(kilobytes) < 40_000


@pytest.fixture
def as_nobody(tmp_path):
    """A context without the rights of the administrator, who can open everything."""
    if os.name != "posix":
        pytest.skip("permissions are those of POSIX")
    for folder in (tmp_path, *tmp_path.parents):
        if os.geteuid() == 0:
            folder.chmod(folder.stat().st_mode | 0o055)
        if folder.name.startswith("pytest-of-"):
            break

    @contextlib.contextmanager
    def context():
        before = os.geteuid()
        os.seteuid(NOBODY if before == 0 else before)
        try:
            yield
        finally:
            os.seteuid(before)

    return context


def extracted(run, *paths):
    return run("extract", "--with", "dates", "--format", "jsonl", *map(str, paths))


def test_what_may_not_be_opened(run, tmp_path, as_nobody):
    for name in ("shut", "open"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.txt").write_text("Home.", encoding="utf-8")
    (tmp_path / "open" / "b.txt").write_text("Home.", encoding="utf-8")
    (tmp_path / "open" / "b.txt").chmod(0)
    (tmp_path / "open").chmod(0o755)
    (tmp_path / "shut").chmod(0)
    with as_nobody():
        result = extracted(run, tmp_path / "shut", tmp_path / "shut" / "a.txt", tmp_path)
    (tmp_path / "shut").chmod(0o700)
    assert (result.returncode, len(result.stdout.splitlines())) == (1, 1)
    said = complaints(result)
    assert len(said) == 5
    assert sum("Permission denied" in line for line in said) == 4
    assert "no .csv or" in said[1]


def test_what_is_not_a_file(run, tmp_path):
    os.symlink("loop.txt", tmp_path / "loop.txt")
    os.symlink(tmp_path, tmp_path / "folder")
    os.symlink("nowhere.txt", tmp_path / "dangling.txt")
    os.symlink("nowhere.pdf", tmp_path / "ignored.pdf")
    os.mkfifo(tmp_path / "fifo.txt")
    listening = socket.socket(socket.AF_UNIX)
    listening.bind(os.path.relpath(tmp_path / "socket.txt"))
    (tmp_path / "a.txt").write_text("Home.", encoding="utf-8")
    os.symlink("a.txt", tmp_path / "link.txt")
    result = extracted(
        run, tmp_path, tmp_path / "loop.txt", tmp_path / ("x" * 300), tmp_path / "socket.txt", "/dev/null"
    )
    listening.close()
    assert [name.rsplit("/", 1)[1] for name in ids(result)] == ["a.txt", "link.txt"]
    said = [line.replace(f"{tmp_path.as_posix()}/", "") for line in complaints(result)]
    assert [line for line in said if "skipped what is not read" not in line] == [
        "diplotext: dangling.txt: no such file or folder",
        "diplotext: fifo.txt: not a regular file",
        "diplotext: loop.txt: Too many levels of symbolic links",
        "diplotext: socket.txt: not a regular file",
        "diplotext: loop.txt: Too many levels of symbolic links",
        f"diplotext: {'x' * 300}: File name too long",
        "diplotext: socket.txt: not a regular file",
        "diplotext: /dev/null: not a regular file",
    ]


def test_a_fifo_that_is_named_is_read(run_process, tmp_path):
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    writer = subprocess.Popen([sys.executable, "-c", f"open({str(fifo)!r}, 'w').write('Home.')"])
    result = run_process("extract", "--with", "dates", "--format", "jsonl", str(fifo))
    writer.wait()
    assert (result.returncode, len(result.stdout.splitlines())) == (0, 1)


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.jsonl", bytes(range(256)) * 40, "a.jsonl: binary data, not JSON Lines: NUL at byte 0"),
        ("a.txt", bytes(range(256)) * 40, "a.txt: not utf-8: byte 0x80 at offset 128"),
        ("a.csv", b"text\0,id\nx,y\n", "a.csv: binary data, not CSV: NUL in the first line"),
        ("a.docx", b"PK\x03\x04" + bytes(range(256)), "a.docx: "),
        ("a.rtf", b"\0\1\2", "a.rtf: neither a Word document (.docx) nor an RTF document"),
    ],
)
def test_binary_files(run, tmp_path, name, data, message):
    (tmp_path / name).write_bytes(data)
    result = extracted(run, tmp_path / name)
    assert (result.returncode, result.stdout) == (2, b"")
    [said] = complaints(result)
    assert message in said


def test_a_word_document_that_unpacks_to_gigabytes(run, tmp_path):
    with zipfile.ZipFile(tmp_path / "a.docx", "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("word/document.xml", b" " * 300 * 2**20)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    result = extracted(run, tmp_path / "a.docx")
    assert result.returncode == 2
    assert "a.docx: it unpacks to 314,572,800 bytes, more than a document of text has" in complaints(result)[0]
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200_000
