"""The command line: what it writes, and, in processes of its own, how it ends."""

import json
import os
import signal
import subprocess
import sys

import jsonschema
import pytest
from tests.conftest import LAST_RESORT_SECONDS

from diplotext import __version__, schema, wire

READ = ("extract", "--with", "dates")
"""Where it does not matter what is found: dates need no language model, and start fast."""


def lines(*records):
    return "".join(json.dumps(record) + "\n" for record in records).encode()


def documents(result):
    return [json.loads(line) for line in result.stdout.splitlines()]


def complaint(result):
    """The only line on standard error."""
    [line] = result.stderr.decode().splitlines()
    return line


def test_text_from_standard_input(run_process):
    result = run_process("extract", "--format", "jsonl", input=b"Ana went home.\n")
    assert (result.returncode, result.stderr) == (0, b"")
    [document] = documents(result)
    assert document["text"] == "Ana went home.\n"
    assert document["published"] is None


def test_files_and_folders_in_order(run, tmp_path):
    (tmp_path / "b.txt").write_text("Bee.", encoding="utf-8")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "c.jsonl").write_bytes(lines({"text": "Sea.", "id": "c"}))
    (tmp_path / "a.txt").write_text("Ay.", encoding="utf-8")
    (tmp_path / ".hidden.txt").write_text("No.", encoding="utf-8")
    (tmp_path / "notes.md").write_text("No.", encoding="utf-8")
    result = run(*READ, "--format", "jsonl", str(tmp_path), str(tmp_path / "notes.md"))
    assert [document["text"] for document in documents(result)] == ["Ay.", "Bee.", "Sea.", "No."]
    assert documents(result)[1]["id"] == (tmp_path / "b.txt").as_posix()


def test_records_keep_what_they_bring_and_get_the_default_date(run):
    records = lines(
        {"id": "1", "text": "One.", "published": "2020-01-01", "title": "T", "source": {"outlet": "x"}},
        {"id": "2", "text": "Two."},
    )
    result = run(*READ, "--input-format", "jsonl", "--format", "jsonl", "--published", "2021-01-01", "-", input=records)
    first, second = documents(result)
    assert (first["published"], first["title"], first["source"]) == ("2020-01-01", "T", {"outlet": "x"})
    assert (second["published"], second["published_basis"]) == ("2021-01-01", "given")


def test_formats(run):
    text = b"Ana went home."
    assert [d["text"] for d in json.loads(run(*READ, "--format", "json", input=text).stdout)] == [text.decode()]
    assert json.loads(run(*READ, "--format", "json", "--input-format", "jsonl").stdout) == []
    table = run(*READ, input=b"Quiet talks\n\nNo name, no day.").stdout.decode()
    assert table.startswith("Quiet talks\n")


def test_the_output_follows_the_schema_and_reads_back(run, articles):
    result = run(
        "extract",
        "--input-format",
        "jsonl",
        "--format",
        "jsonl",
        input=lines(*({"text": t} for t in articles.values())),
    )
    for line in result.stdout.decode().splitlines():
        jsonschema.validate(json.loads(line), schema.json_schema())
        assert wire.dumps(wire.loads(line)) == line


def test_version_and_help(run):
    assert run("--version").stdout.decode().strip() == f"diplotext {__version__}"
    assert b"extract" in run("--help").stdout


def test_schema(run):
    assert json.loads(run("schema", "--core").stdout) == schema.shipped_schema()
    assert "annotations" in json.loads(run("schema").stdout)["properties"]


def test_plugins(run):
    rows = {row["plugin"]: row for row in json.loads(run("plugins", "--json").stdout)}
    assert rows["diplotext"]["error"] is None
    assert b"diplotext" in run("plugins").stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["extract", "none.txt"], "none.txt: no such file or folder"),
        (["extract", "--formt", "json"], "No such option '--formt'. (Did you mean one of: '--format', '--input-format'?)"),
        (["extract", "--format", "jsn"], "no format is named 'jsn': did you mean 'json'?"),
        (["extract", "--published", "2021-13-40"], "published: '2021-13-40' is not a date; write YYYY-MM-DD"),
        (["extract", "--with", "xyzzy"], "no extractor is named 'xyzzy'"),
        (["extract", "--without", "xyzzy"], "no extractor is named 'xyzzy'"),
        (["extract", "--encoding", "utf-9"], "no encoding is named 'utf-9'"),
        (["extract", "--language", "xx_none"], "language model 'xx_none' cannot be loaded"),
        (["extract", "--processes", "0"], "'--processes': 0 is not in the range x>=1"),
        (["extrac"], "No such command 'extrac'"),
    ],
)  # fmt: skip
def test_errors_are_one_line_and_status_2(run, arguments, message):
    result = run(*arguments, input=b"Text.")
    assert result.returncode == 2
    assert message in complaint(result)
    assert result.stdout == b""


def test_an_empty_folder(run, tmp_path):
    result = run(*READ, str(tmp_path))
    assert (result.returncode, result.stdout) == (2, b"")
    assert "no .txt or .jsonl or .ndjson file in this folder" in complaint(result)


BAD_RECORDS = [
    (b'{"id": "b"}', "a record needs a 'text'; this one has 'id'"),
    (b'{"text": null}', "a record needs a 'text'"),
    (b"[1]", "a record is a JSON object, not list"),
    (b'{"text": "x"', "not JSON: Expecting ',' delimiter at column 13"),
    (b'{"text": "x", "source": {"a": NaN}}', "NaN is not JSON"),
    (b'{"text": "x", "published": "2021-13-40"}', "published: '2021-13-40' is not a date"),
    (b'{"text": "x", "published": 20211304}', "published: 20211304 is not a date"),
    (b'{"text": "x", "source": {"n": 1e999}}', "the number 1e999 is too large"),
    (b'{"text": "x", "source": {"n": ' + b"1" * 5000 + b"}}", "Exceeds the limit"),
    (b'{"text": "x", "publised": "2021-01-01"}', "unknown key 'publised': did you mean 'published'?"),
    (b'{"text": "caf\xe9"}', "not utf-8: byte 0xe9 at offset 13; give the encoding with --encoding"),
    (b"[" * 100_000, "nested too deeply"),
]


def test_bad_records_are_reported_and_cost_only_themselves(run):
    data = lines({"text": "a"}) + b"".join(line + b"\n" for line, _ in BAD_RECORDS) + lines({"text": "c"})
    result = run(*READ, "--input-format", "jsonl", "--format", "jsonl", "-", input=data)
    assert [document["text"] for document in documents(result)] == ["a", "c"]
    assert result.returncode == 1
    complaints = result.stderr.decode().splitlines()
    assert len(complaints) == len(BAD_RECORDS)
    for number, (complaint, (_, message)) in enumerate(zip(complaints, BAD_RECORDS, strict=True), start=2):
        assert complaint.startswith(f"diplotext: standard input, line {number}: {message}")


def test_records_in_another_encoding(run):
    data = '{"text": "café"}\n{"text": "b"}\n'.encode("utf-16")
    result = run(*READ, "--input-format", "jsonl", "--format", "jsonl", "--encoding", "utf-16", input=data)
    assert [document["text"] for document in documents(result)] == ["café", "b"]


def test_without_arguments_the_help_is_shown(run):
    result = run()
    assert result.returncode == 2
    assert b"Usage: diplotext" in result.stderr
    assert len(result.stderr.splitlines()) > 5


def test_a_full_disk_is_told():
    command = f"echo Text. | {sys.executable} -m diplotext {' '.join(READ)} > /dev/full"
    result = subprocess.run(["bash", "-c", command], capture_output=True, timeout=LAST_RESORT_SECONDS, check=False)
    assert (result.returncode, complaint(result)) == (2, "diplotext: cannot write: No space left on device")


def test_nothing_but_bad_records(run):
    result = run(*READ, "--input-format", "jsonl", "--format", "jsonl", input=b"x\n")
    assert (result.returncode, result.stdout) == (2, b"")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (
            b"caf\xe9 talks",
            "x.txt: not utf-8: byte 0xe9 at offset 3; give the encoding with --encoding (for example latin-1)",
        ),
        (b"\x7fELF\0\0\0", "x.txt: binary data, not text: NUL at character 4"),
    ],
    ids=["latin-1", "binary"],
)
def test_files_that_are_no_text(run, tmp_path, data, message):
    (tmp_path / "x.txt").write_bytes(data)
    result = run(*READ, str(tmp_path / "x.txt"))
    assert result.returncode == 2
    assert message in complaint(result)


def test_one_bad_file_does_not_stop_the_others(run, tmp_path):
    (tmp_path / "a.txt").write_bytes(b"\xff")
    (tmp_path / "b.txt").write_bytes(b"Fine.")
    result = run(*READ, "--format", "jsonl", str(tmp_path))
    assert ([d["text"] for d in documents(result)], result.returncode) == (["Fine."], 1)


@pytest.mark.parametrize(
    ("data", "encoding", "text"),
    [
        ("café".encode("latin-1"), "latin-1", "café"),
        ("café".encode("utf-16"), "utf-16", "café"),
        ("\ufeffcafé".encode(), "utf-8", "café"),
        (b"", "utf-8", ""),
        (b" \n\t\r\n", "utf-8", " \n\t\r\n"),
        (b"One.\r\n\r\nTwo.\r\n", "utf-8", "One.\r\n\r\nTwo.\r\n"),
        ("قال الوزير “نعم”. 🕊️ 和平 👩🏽‍⚖️".encode(), "utf-8", "قال الوزير “نعم”. 🕊️ 和平 👩🏽‍⚖️"),
    ],
)
def test_texts_come_back_as_they_were(run, tmp_path, data, encoding, text):
    (tmp_path / "x.txt").write_bytes(data)
    result = run(*READ, "--format", "jsonl", "--encoding", encoding, str(tmp_path / "x.txt"))
    assert (result.returncode, result.stderr) == (0, b"")
    assert [document["text"] for document in documents(result)] == [text]


def test_odd_characters_in_records(run):
    texts = ["a\u0000b", "a\ud800b", "\udfff", "", "\ufeff", "\u202eright to left"]
    data = lines(*({"text": text} for text in texts))
    result = run("extract", "--input-format", "jsonl", "--format", "jsonl", input=data)
    assert (result.returncode, result.stderr) == (0, b"")
    assert [document["text"] for document in documents(result)] == texts
    assert run(*READ, "--input-format", "jsonl", input=data).returncode == 0


def test_the_output_does_not_depend_on_the_environment(run_process, articles):
    data = lines(*({"text": text, "id": name} for name, text in articles.items()))
    arguments = ("extract", "--input-format", "jsonl", "--format", "jsonl")
    first = run_process(*arguments, input=data, PYTHONHASHSEED="0", TZ="Asia/Tokyo", LC_ALL="C", LANG="C")
    second = run_process(
        *arguments, input=data, PYTHONHASHSEED="42", TZ="America/Lima", LC_ALL="C.UTF-8", PYTHONUTF8="1"
    )
    third = run_process(*arguments, "--processes", "2", input=data)
    assert first.returncode == 0
    assert first.stdout == second.stdout == third.stdout


def test_head_ends_the_command_quietly():
    command = f"yes '{json.dumps({'text': 'Ana went home. ' * 20})}' | {sys.executable} -m diplotext {' '.join(READ)}"
    shell = f"set -o pipefail; {command} --input-format jsonl --format jsonl | head -n 2"
    result = subprocess.run(["bash", "-c", shell], capture_output=True, timeout=LAST_RESORT_SECONDS, check=False)
    assert len(result.stdout.splitlines()) == 2
    assert result.stderr == b""


def test_progress_on_a_terminal_leaves_the_output_alone(tmp_path):
    pty = pytest.importorskip("pty")
    (tmp_path / "a.txt").write_text("One.", encoding="utf-8")
    (tmp_path / "b.txt").write_text("Two.", encoding="utf-8")
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "diplotext", *READ, "--format", "jsonl", str(tmp_path)]
    result = subprocess.run(command, stdout=subprocess.PIPE, stderr=theirs, timeout=LAST_RESORT_SECONDS, check=True)
    os.close(theirs)
    assert [document["text"] for document in documents(result)] == ["One.", "Two."]
    assert b"reading" in os.read(ours, 4096)
    os.close(ours)


@pytest.mark.parametrize(("processes", "batches"), [("1", 6), ("2", 3)])
def test_ctrl_c_ends_the_command_cleanly(processes, batches):
    process = subprocess.Popen(
        [sys.executable, "-m", "diplotext", *READ, "--input-format", "jsonl", "--format", "jsonl", "--processes", processes],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        # A shell lets what it starts in the background ignore this signal, and that is handed down.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )  # fmt: skip
    record = lines({"text": "Ana went home."})
    process.stdin.write(record * 200)  # six batches of 32, and some; of two processes each has up to two under way
    process.stdin.flush()
    for _ in range(batches * 32):
        process.stdout.readline()
    # Now it has written all that it writes before more comes: it waits for its input.
    os.killpg(process.pid, signal.SIGINT)
    _, errors = process.communicate(timeout=LAST_RESORT_SECONDS)
    assert process.returncode == 130
    assert errors.strip() == b""
