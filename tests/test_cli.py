"""The command line: what it writes, and, in processes of its own, how it ends."""

import json
import os
import re
import signal
import subprocess
import sys
import time

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
        (["extract", "--formt", "json"], "No such option '--formt'. (Did you mean one of: '--date-format', '--format', '--input-format'?)"),
        (["extract", "--format", "jsn"], "no format is named 'jsn': did you mean 'json'?"),
        (["extract", "--input-format", "jsonlines"], "no input format is named 'jsonlines': did you mean 'jsonl'?"),
        (["extract", "--input-format", "txt", "--text-column", "x"], "columns can be named for csv and jsonl, not for txt"),
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
    assert "no .csv or .docx or .htm or .html or .jsonl or .ndjson" in complaint(result)


BAD_RECORDS = [
    (b'{"id": "b"}', "a record needs a 'text'; this one has 'id'"),
    (b'{"text": null}', "the 'text' of this record is null"),
    (b'{"body": "x"}', "a record needs a 'text'; did you mean 'body'? then add --text-column body"),
    (b"[1]", "a record is a JSON object, not list"),
    (b'{"text": "x"', "not JSON: Expecting ',' delimiter at column 13"),
    (b'{"text": "x", "source": {"a": NaN}}', "NaN is not JSON"),
    (b'{"text": "x", "published": "2021-13-40"}', "published: '2021-13-40' is not a date"),
    (b'{"text": "x", "published": 20211304}', "published: 20211304 is not a date"),
    (b'{"text": "x", "source": {"n": 1e999}}', "the number 1e999 is too large"),
    (b'{"text": "x", "source": {"n": ' + b"1" * 5000 + b"}}", "a number has thousands of digits"),
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


@pytest.mark.parametrize("form", ["jsonl", "table"])
def test_head_ends_the_command_quietly(form):
    program = (
        "import json, itertools\nfor n in itertools.count(): print(json.dumps({'text': 'Ana went home.', 'id': n}))"
    )
    command = f'{sys.executable} -c "{program}" 2> /dev/null | {sys.executable} -m diplotext {" ".join(READ)}'
    shell = f"{command} --input-format jsonl --format {form} | head -n 2; echo ${{PIPESTATUS[1]}}"
    result = subprocess.run(["bash", "-c", shell], capture_output=True, timeout=LAST_RESORT_SECONDS, check=False)
    *shown, status = result.stdout.splitlines()
    assert (len(shown), status, result.stderr) == (2, b"141", b"")


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


@pytest.mark.parametrize("processes", ["1", "2"])
def test_ctrl_c_ends_the_command_cleanly(processes):
    process = subprocess.Popen(
        [sys.executable, "-m", "diplotext", *READ, "--input-format", "jsonl", "--format", "jsonl", "--processes", processes],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        # A shell lets what it starts in the background ignore this signal, and that is handed down.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )  # fmt: skip
    process.stdin.write(b"".join(lines({"text": "Ana went home.", "id": n}) for n in range(120)))
    process.stdin.flush()
    written = [process.stdout.readline() for _ in range(50)]
    time.sleep(1)  # now it has written all that it writes before more comes, and waits for its input
    os.killpg(process.pid, signal.SIGINT)
    written += process.stdout.read().splitlines()
    assert process.wait(LAST_RESORT_SECONDS) == 130
    _, errors = process.communicate()
    said = re.fullmatch(r"diplotext: interrupted: (\d+) articles written", errors.decode().strip())
    assert int(said[1]) in (len(written), len(written) - 1)  # the last one may be written and not yet counted
    assert [json.loads(line)["id"] for line in written] == [str(number) for number in range(len(written))]


def test_an_interruption_says_how_much_was_written_and_where(tmp_path):
    text = "Ana went home on 2 May 2023. " * 400
    (tmp_path / "in.jsonl").write_bytes(b"".join(lines({"text": text, "id": n}) for n in range(2000)))
    target = tmp_path / "out.jsonl"
    command = [
        sys.executable,
        "-m",
        "diplotext",
        *READ,
        "--format",
        "jsonl",
        "-o",
        str(target),
        str(tmp_path / "in.jsonl"),
    ]
    process = subprocess.Popen(
        command,
        stderr=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )  # fmt: skip
    while process.poll() is None and not (target.exists() and target.stat().st_size):
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=LAST_RESORT_SECONDS)
    written = target.read_bytes().splitlines()
    assert all(json.loads(line) for line in written)
    said = re.fullmatch(rf"diplotext: interrupted: (\d+) of 2000 articles written to {target}", errors.decode().strip())
    assert said
    assert int(said[1]) in (len(written), len(written) - 1)


def test_output_goes_to_a_file(run, tmp_path):
    (tmp_path / "a.txt").write_text("Ay.", encoding="utf-8")
    result = run(*READ, "--format", "jsonl", "--output", str(tmp_path / "out.jsonl"), str(tmp_path / "a.txt"))
    assert (result.returncode, result.stdout, result.stderr) == (0, b"", b"")
    assert json.loads((tmp_path / "out.jsonl").read_bytes())["text"] == "Ay."


@pytest.mark.parametrize(
    ("output", "message"),
    [("none/out.jsonl", "folder none does not exist"), ("a.txt", "is one of the files to be read")],
)
def test_an_output_that_cannot_be(run, tmp_path, monkeypatch, output, message):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text("Ay.", encoding="utf-8")
    result = run(*READ, "--output", output, "a.txt")
    assert result.returncode == 2
    assert message in complaint(result)
    assert (tmp_path / "a.txt").read_text(encoding="utf-8") == "Ay."


def test_folders_say_what_they_skip(run, tmp_path):
    for name in ("a.txt", "b.pdf", "c.pdf", "d", ".hidden"):
        (tmp_path / name).write_text("Ay.", encoding="utf-8")
    result = run(*READ, "--format", "jsonl", str(tmp_path))
    assert result.returncode == 0
    assert len(documents(result)) == 1
    skipped = "skipped what is not read from folders: 2 .pdf, 1 without a suffix (b.pdf, c.pdf, d)"
    assert skipped in complaint(result)


def test_a_missing_file_does_not_stop_the_others(run, tmp_path):
    (tmp_path / "a.txt").write_text("Ay.", encoding="utf-8")
    result = run(*READ, "--format", "jsonl", str(tmp_path / "none.txt"), str(tmp_path / "a.txt"))
    assert (result.returncode, len(documents(result))) == (1, 1)
    assert "none.txt: no such file or folder" in complaint(result)


def test_what_is_not_used_of_records_is_noted_once(run):
    data = lines(
        {"text": "a", "id": 1, "date": "2023-05-02", "author": "x", "source": "Example Wire"},
        {"text": "b", "id": 1, "date": "2023-05-02", "author": "y", "published": "2023"},
        {"text": "c", "id": 1, "published": "2023-05"},
    )
    result = run(*READ, "--input-format", "jsonl", "--format", "jsonl", input=data)
    assert result.returncode == 0
    assert [document["id"] for document in documents(result)] == ["1"] * 3
    assert documents(result)[0]["source"] == {"date": "2023-05-02", "author": "x", "outlet": "Example Wire"}
    notes = [line.removeprefix("diplotext: note: ") for line in result.stderr.decode().splitlines()]
    assert notes == [
        (
            "standard input, line 1: the key 'date' is only kept in 'source'; did you mean 'published'? then add "
            "--published-column date"
        ),
        (
            "standard input, line 2: the publication date '2023' has no day: only what it decides is resolved, such as "
            "'last year', but not 'on Wednesday'"
        ),
        "standard input, line 2: the id '1' occurs more than once",
        "2 articles have a publication date without a day",
        "2 ids occurred more than once",
        "kept in 'source' and not used: author",
    ]


def test_several_names_in_one_option(run):
    result = run("extract", "--with", "dates,places", "--format", "jsonl", input=b"Home.")
    assert result.returncode == 0


def test_the_legend_explains_columns_and_codes(run):
    legend = run("legend").stdout.decode()
    for word in ("speaker", "how", "event", "PAST_REF", "no opening mark"):
        assert re.search(rf"^{word} ", legend, re.M), word
