"""Many articles in a folder of parts: what is in it, how a later run continues, and what a run refuses."""

import itertools
import json
import os

import attrs
import pytest
from tests.test_processes import pipeline

from diplotext import FolderError, Pipeline, PipelineError, Registry, wire
from diplotext.io.inputs import InputOptions
from diplotext.io.notices import Notices
from diplotext.knowledge import Knowledge
from diplotext.scaling import SetAside, Watcher, extract_to_folder, lines, result_files
from diplotext.scaling.manifest import Share
from diplotext.scaling.sources import FileSource

ARTICLES = [{"id": f"a{n}", "text": f"Rome {n}"} for n in range(10)]


def extract(folder, articles=ARTICLES, given=None, **options):
    return extract_to_folder(given or pipeline(), articles, folder, **{"shard_size": 4} | options)


def files(folder):
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def records(folder, name="manifest.jsonl"):
    return [json.loads(line) for line in (folder / name).read_bytes().splitlines()]


def ids(folder):
    return [wire.loads(line).id for part in result_files(folder) for line in part.read_bytes().splitlines()]


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """The folder of a run that was not interrupted."""
    folder = tmp_path_factory.mktemp("whole")
    extract(folder)
    return folder


def source_of(tmp_path, content):
    path = tmp_path / "in.jsonl"
    path.write_text("".join(line + "\n" for line in content), encoding="utf-8")
    noted = []
    return FileSource([str(path)], InputOptions(Registry(installed=False).readers), Notices(noted.append))


def test_parts_hold_what_one_process_finds(whole):
    assert sorted(files(whole)) == ["manifest.jsonl", "part-00000.jsonl", "part-00001.jsonl", "part-00002.jsonl"]
    expected = [wire.dumps(document) for document in pipeline().stream(ARTICLES)]
    found = [line for part in result_files(whole) for line in part.read_text(encoding="utf-8").splitlines()]
    assert found == expected
    assert [line.text for line in lines(pipeline(), ARTICLES)] == expected


def test_the_manifest_says_what_parts_were_made_from_and_with(whole):
    header, *parts, last = records(whole)
    assert header["made_with"]["extractors"] == {
        "moody": {"version": "", "options": {"disabled_rules": [], "added_rules": []}}
    }
    assert header["made_with"]["language_model"] is None
    assert (header["share"], header["shard_size"]) == ("1/1", 4)
    assert [(part["part"], part["written"], part["failed"]) for part in parts] == [(0, 4, 0), (1, 4, 0), (2, 2, 0)]
    assert all((whole / part["file"]).stat().st_size == part["bytes"] for part in parts)
    assert last == {"complete": True}


def interrupted(folder, after):
    """A run that is interrupted after some articles."""

    class Ends(Watcher):
        left = after

        def settle(self, aside):
            self.left -= 1
            if not self.left:
                raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        extract(folder, watcher=Ends())


def test_a_run_continues_where_it_was(tmp_path, whole):
    interrupted(tmp_path, 6)
    assert [part.name for part in result_files(tmp_path)] == ["part-00000.jsonl"]
    assert not list(tmp_path.glob(".*"))

    class Counts(Watcher):
        done = more = 0

        def begin(self, done):
            self.done = done

        def settle(self, aside):
            self.more += 1

    watcher = Counts()
    summary = extract(tmp_path, resume=True, watcher=watcher, processes=2)
    assert (watcher.done, watcher.more, summary.written) == (4, 6, 10)
    assert files(tmp_path) == files(whole)
    extract(tmp_path, resume=True)
    assert files(tmp_path) == files(whole)


def test_what_a_killed_run_leaves_is_put_right(tmp_path, whole):
    interrupted(tmp_path, 9)
    with (tmp_path / "manifest.jsonl").open("ab") as manifest:
        manifest.write(b'{"part": 2, "fi')
    (tmp_path / ".part-00002.jsonl.tmp").write_bytes(b'{"half')
    (tmp_path / "part-00002.jsonl").write_bytes(b"renamed, and not yet in the manifest")
    extract(tmp_path, resume=True)
    assert files(tmp_path) == files(whole)


def test_a_part_that_is_missing_is_made_again(tmp_path):
    extract(tmp_path)
    before = (tmp_path / "part-00001.jsonl").read_bytes()
    (tmp_path / "part-00001.jsonl").unlink()
    extract(tmp_path, resume=True)
    assert (tmp_path / "part-00001.jsonl").read_bytes() == before
    assert ids(tmp_path) == [article["id"] for article in ARTICLES]


def test_shares_make_the_files_of_a_single_run(tmp_path, whole):
    summaries = [extract(tmp_path, share=(number, 2), resume=True) for number in (2, 1)]
    assert [summary.written for summary in summaries] == [4, 6]
    assert [part.read_bytes() for part in result_files(tmp_path)] == [part.read_bytes() for part in result_files(whole)]
    assert {"manifest-1-of-2.jsonl", "manifest-2-of-2.jsonl"} < set(files(tmp_path))
    with pytest.raises(FolderError, match="was begun as share 1/2; this run is 2/3"):
        extract(tmp_path, share=(2, 3), resume=True)


@pytest.mark.parametrize("of", [1, 3, 7])
@pytest.mark.parametrize("total", [0, 1, 9, 50])
def test_shares_are_disjoint_and_complete(of, total):
    shares = [Share(number, of, 4) for number in range(1, of + 1)]
    held = [[number for number in range(total) if share.has(number)] for share in shares]
    assert sorted(itertools.chain(*held)) == list(range(total))
    assert [share.articles(total) for share in shares] == [len(numbers) for numbers in held]


def test_a_run_refuses_what_was_made_in_another_way(tmp_path):
    extract(tmp_path)
    with pytest.raises(FolderError, match="holds results of an earlier run: --resume continues it"):
        extract(tmp_path)
    with pytest.raises(FolderError, match=r"\(shard_size was 4 and is 5\): name another folder"):
        extract(tmp_path, resume=True, shard_size=5)
    assert extract(tmp_path, resume=True).written == 10
    with pytest.raises(FolderError, match=r"made_with.extractors.moody.version was '' and is None"):
        extract(tmp_path, resume=True, given=Pipeline([], knowledge=Knowledge()))


def test_a_run_refuses_other_articles(tmp_path):
    interrupted(tmp_path, 6)
    before = files(tmp_path)
    others = [{"id": f"a{n}", "text": f"Rome {n + 1}"} for n in range(10)]
    with pytest.raises(FolderError, match="the articles of part-00000.jsonl .* were others"):
        extract(tmp_path, others, resume=True)
    assert files(tmp_path) == before


def test_a_run_refuses_other_files(tmp_path):
    content = [json.dumps(article) for article in ARTICLES]
    extract(tmp_path / "out", source_of(tmp_path, content))
    with pytest.raises(FolderError, match=r"input.sha256 was '\w+\.\.\. and is"):
        extract(tmp_path / "out", source_of(tmp_path, content[1:]), resume=True)


def test_only_one_process_writes(tmp_path):
    pytest.importorskip("fcntl")

    class Disturbs(Watcher):
        def begin(self, done):
            with pytest.raises(FolderError, match="another process is writing the same results"):
                extract(tmp_path, resume=True)

    extract(tmp_path, watcher=Disturbs())


def test_a_folder_that_is_none_or_holds_other_parts(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(FolderError, match="is a file"):
        extract(tmp_path / "file")
    (tmp_path / "part-00000.jsonl").touch()
    with pytest.raises(FolderError, match="parts of results, but no manifest"):
        extract(tmp_path)
    with pytest.raises(FolderError, match="no share 3 of 2"):
        extract(tmp_path, share=(3, 2))
    with pytest.raises(PipelineError, match="shard_size must be a whole number"):
        extract(tmp_path, shard_size=0)


def test_articles_without_a_result_are_set_aside(tmp_path):
    content = [json.dumps(article) for article in ARTICLES]
    content[2] = "nonsense"
    content[5] = '{"id": "a5"}'
    content[6] = '{"id": "a6", "text": "Rome exit"}'
    source = source_of(tmp_path, content)
    heard = []

    class Hears(Watcher):
        def settle(self, aside):
            heard.append(aside)

    summary = extract(tmp_path / "out", source, watcher=Hears())
    file = tmp_path / "in.jsonl"
    assert summary.set_aside == (
        SetAside(f"{file}, line 3", "not JSON: Expecting value at column 1"),
        SetAside(f"{file}, line 6", "a record needs a 'text'; this one has 'id'; put the article under the key 'text'"),
        SetAside(f"{file}, line 7", "a process died on it, 3 times (exit status 7)", "a6"),
    )
    assert tuple(one for one in heard if one) == summary.set_aside
    assert len(heard) == 10
    assert records(tmp_path / "out", "set-aside.jsonl") == [attrs.asdict(one) for one in summary.set_aside]
    assert ids(tmp_path / "out") == ["a0", "a1", "a3", "a4", "a7", "a8", "a9"]

    for number in (1, 2, 3):  # numbers do not depend on what is read
        extract(tmp_path / "shares", source, share=(number, 3), shard_size=2)
    assert ids(tmp_path / "shares") == ids(tmp_path / "out")
    names = [f"set-aside-{number}-of-3.jsonl" for number in (2, 3, 1)]
    told = [
        one for name in names if (tmp_path / "shares" / name).exists() for one in records(tmp_path / "shares", name)
    ]
    assert told == records(tmp_path / "out", "set-aside.jsonl")


def test_a_disk_that_is_full_leaves_what_is_whole(tmp_path, monkeypatch):
    calls = []

    def full(handle):
        calls.append(handle)
        if len(calls) == 4:  # the header, a part, its line, a part
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    monkeypatch.setattr("diplotext.scaling.manifest.sync_folder", lambda _: None)
    monkeypatch.setattr("diplotext.scaling.writing.sync_folder", lambda _: None)
    with pytest.raises(OSError, match="No space left"):
        extract(tmp_path)
    assert sorted(files(tmp_path)) == ["manifest.jsonl", "part-00000.jsonl"]
    monkeypatch.undo()
    assert extract(tmp_path, resume=True).written == 10


def test_commands_take_the_folder(whole, run):
    result = run("tables", str(whole), "--table", "mentions")
    assert (result.returncode, len(result.stdout.splitlines())) == (0, 11)
    assert (run("audit", str(whole), "--format", "json").returncode) == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--resume"], "--resume, --shard and --shard-size need --output FOLDER"),
        (["--resume", "--output", "out", "--format", "csv"], "leave --format csv out; `diplotext tables FOLDER` makes"),
        (["--shard", "4/3", "--output", "out"], "'4/3' is not a share such as 3/100"),
        (["--resume", "--output", "out"], "standard input can be read only once: put the articles into a file"),
    ],
)
def test_what_the_command_refuses(run, arguments, message, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    result = run("extract", "--with", "dates", *arguments, input=b"A.")
    assert (result.returncode, result.stdout) == (2, b"")
    [line] = result.stderr.decode().splitlines()
    assert message in line
    assert not list(tmp_path.iterdir())
