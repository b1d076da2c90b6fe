"""What the checker of knowledge finds and what it leaves alone, the commands around it, and the page and package of docs."""

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from diplotext import Name, PluginError, Record, Registry
from diplotext.knowledge.lint import CODES, Finding, check

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "knowledge.md").read_text(encoding="utf-8")
EXAMPLE = ROOT / "examples" / "own_knowledge"


def record(id, name="Korda", *names, **fields):
    made = [other if isinstance(other, Name) else Name(text=other) for other in names]
    values = {"kind": id.partition(":")[0], "source": "test", "as_of": "2026", **fields}
    return Record(id=id, name=name, names=[Name(text=name), *made] if made else (), **values)


def form(text, form):
    return Name(text=text, form=form)


FRANCE = record(
    "state:FR", "France", form("French", "demonym"), form("Paris", "metonym"), identifiers={"iso3166": "FR"}
)
PARIS = record("city:paris-fr", "Paris", country="FR")
ELBE = record("organization:elbe", "Upper Elbe Commission", form("UEC", "acronym"))
SERIES = record("conference:forum", "Strelsau Forum")


def codes(*records):
    return [finding.code for finding in check({"mine": (FRANCE, *records)})]


@pytest.mark.parametrize(
    ("code", "wrong"),
    [
        ("wrong-type", [record("organization:x", ambiguous="yes")]),
        ("wrong-type", [record("organization:x", None)]),
        ("wrong-type", [Record(id="x:y", kind="x", name="Korda", names=[7], source="s", as_of="2026")]),
        ("wrong-type", [record("organization:x", members=[FRANCE])]),
        ("wrong-type", [record("organization:x", identifiers={"ror": 7})]),
        ("id-form", [record("korda", kind="organization")]),
        ("id-form", [record("organization:the korda", kind="organization")]),
        ("id-form", [record("org:korda", kind="organization")]),
        ("duplicate-id", [ELBE, attrs.evolve(ELBE, category="igo")]),
        ("kind-spelling", [record("organisation:korda")]),
        ("empty-name", [record("organization:x", " ")]),
        ("empty-name", [record("organization:x", "Korda", "")]),
        ("unmatchable-name", [record("organization:x", "Korda", "Korda (Elbe) Council")]),
        ("unmatchable-name", [record("organization:x", "Korda", "Korda: the Council")]),
        ("unmatchable-name", [record("organization:x", "!?")]),
        ("partly-seen-name", [record("organization:x", "Korda+")]),
        ("partly-seen-name", [record("organization:x", "Korda!")]),
        ("lower-case-name", [record("organization:x", "korda")]),
        ("leading-article", [record("organization:x", "the Korda Council")]),
        ("leading-article", [record("organization:x", "Korda", "The Korda Council")]),
        ("canonical-name", [attrs.evolve(ELBE, names=[Name(text="UEC")])]),
        ("shared-name", [record("organization:x"), record("format:x")]),
        ("shared-name", [record("organization:x", "Korda Defence Centre"), record("format:x", "Korda Defense Center")]),
        ("shared-name", [record("organization:x", "U.E.C."), ELBE]),
        ("shared-name", [record("city:a", country="FR"), record("city:b", country="FR")]),
        ("shared-name", [record("city:a"), record("region:b")]),
        ("shared-name", [record("organization:x", "French")]),
        ("shared-name", [record("organization:x", "Paris")]),
        ("shared-name", [record("state:B", "Belgium", form("Paris", "metonym"))]),
        ("shared-name", [record("organization:x"), record("conference:x"), record("conference:y")]),
        ("shared-name", [record("occurrence:x", parent=SERIES.id), record("conference:y"), SERIES]),
        ("shared-name", [record("tenure:x", "France", parent="state:FR", title="king")]),
        ("identifier-form", [record("organization:x", identifiers={"wikidata": "81299"})]),
        ("identifier-form", [record("organization:x", identifiers={"iso3166": "fr"})]),
        ("identifier-form", [record("organization:x", identifiers={"iso3166-alpha3": "FR"})]),
        ("shared-identifier", [record("state:X", identifiers={"iso3166": "FR"})]),
        ("dangling-reference", [record("organization:x", parent="organization:y")]),
        ("dangling-reference", [record("organization:x", place="Paris")]),
        ("dangling-reference", [record("organization:x", members=["state", "FR"])]),
        ("parent-cycle", [record("organization:x", parent="organization:x")]),
        ("parent-cycle", [record("organization:x", "A", parent="organization:y"), record("organization:y", "B", parent="organization:x")]),
        ("unknown-country", [record("city:x", country="France")]),
        ("date-form", [record("organization:x", since="2024-02-30")]),
        ("date-form", [record("organization:x", until="2024-13")]),
        ("date-form", [record("organization:x", as_of="")]),
        ("date-form", [record("organization:x", as_of="May 2024")]),
        ("period", [record("organization:x", since="2024-05-02", until="2024-05-01")]),
        ("period", [record("organization:x", since="2024-05", until="2023")]),
        ("incomplete", [record("tenure:x", title="king")]),
        ("incomplete", [record("tenure:x", parent="state:FR")]),
        ("incomplete", [record("occurrence:x")]),
        ("no-source", [record("organization:x", source="")]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_what_is_found(code, wrong):
    assert set(codes(*wrong)) == {code}


@pytest.mark.parametrize(
    "sound",
    [
        [],
        [PARIS],  # a city that is a metonym of its state
        [ELBE],
        [record("treaty:x")],  # a kind of one's own
        [record("organization:x", "St. Korda & Elbe, Neuwald/Süd P5+1 U.S. Co-operation’s")],
        [record("organization:x", "Korda Inc.")],
        [record("organization:x", "Комиссия Эльбы")],
        [record("organization:x", "korda", ambiguous=True)],
        [record("organization:x", "korda talks")],
        [record("organization:x", "24.kg")],
        [record("organization:x", "’Korda"), record("organization:y", "Elbe'")],
        [record("city:x", "The Korda", country="FR"), record("state:B", "Belgium", form("The Korda", "metonym"))],
        [record("organization:x", "Korda", "The Korda")],
        [record("organization:x"), record("format:x", ambiguous=True)],
        [record("city:a", country="FR"), record("region:b", country="FR")],
        [record("state:A", "A", form("Korda", "demonym")), record("state:B", "B", form("Korda", "demonym"))],
        [SERIES, record("occurrence:a", "Strelsau Forum", parent=SERIES.id, since="2023"),
         record("occurrence:b", "Strelsau Forum", parent=SERIES.id, since="2024")],
        [record("organization:x", "Strelsau Forum"), SERIES, record("occurrence:a", "Strelsau Forum", parent=SERIES.id)],
        [record(f"tenure:{key}", "Ann Korda", parent="state:FR", title=key, identifiers={"wikidata": "Q1"}) for key in "ab"],
        [record("organization:x", "A", identifiers={"wikidata": "Q1"}), record("format:x", "B", identifiers={"wikidata": "Q1"})],
        [record("organization:x", "A", identifiers={"own": "1"}), record("organization:y", "B", identifiers={"own": "1"})],
        [PARIS, record("organization:x", parent="state:FR", place=PARIS.id, members=["state:FR"], country="FR")],
        [record("organization:x", since="2024-05-02", until="2024"), record("organization:y", "Y", since="2024", until="2024-01")],
        [record("organization:x", as_of="2024-02-29", since="1899-12")],
    ],
)  # fmt: skip
def test_what_is_left_alone(sound):
    assert codes(*sound) == []


def test_every_code_has_an_example_and_is_explained():
    [table] = [mark for mark in test_what_is_found.pytestmark if mark.name == "parametrize"]
    assert {code for code, _ in table.args[1]} | {"replaces"} == set(CODES)
    rows = re.findall(r"^\| `([a-z-]+)` \| (error|warning|note) \|", PAGE, re.M)
    assert rows == [(code, about.severity) for code, about in CODES.items()]


def test_a_finding_says_what_and_where():
    [finding] = check({"mine": [record("organization:x", parent="elbe"), ELBE]})
    assert finding == Finding(
        code="dangling-reference",
        record="organization:x",
        plugin="mine",
        message="parent: no record has the id 'elbe'; did you mean 'organization:elbe'?",
    )
    assert (finding.severity, finding.remedy) == ("error", CODES["dangling-reference"].remedy)
    assert str(finding) == f"error: mine: organization:x: {finding.message} [dangling-reference]"


def test_a_wrong_reference_may_be_a_name():
    [finding] = check({"mine": [PARIS, FRANCE, record("organization:x", place="Paris")]})
    assert finding.message.endswith("did you mean 'city:paris-fr'?")


def test_records_of_one_id_in_two_plugins():
    findings = check({"a": [ELBE], "b": [PARIS, FRANCE], "c": [attrs.evolve(ELBE, name="UEC", names=())]})
    assert [str(finding) for finding in findings] == ["note: c: organization:elbe: replaces the record of a [replaces]"]
    assert findings[0].others == ("a",)


def test_a_replaced_record_shares_no_name_and_holds_no_reference():
    old = record("organization:x", "Upper Elbe Commission", parent="organization:gone")
    assert [f.code for f in check({"a": [ELBE, old], "b": [record("organization:x", "New")]})] == ["replaces"]
    assert [f.code for f in check({"a": [ELBE, old]})] == ["shared-name", "dangling-reference"]


def test_a_finding_on_several_records_is_told_of_the_last_plugin_and_shown_for_each():
    contributions = {"z": [ELBE], "m": [PARIS, FRANCE], "a": [record("format:elbe", "UEC")]}
    [finding] = check(contributions)
    assert (finding.plugin, finding.record, finding.others) == ("a", "format:elbe", ("z",))
    assert finding.message == "names: 'UEC' may mean each of 'format:elbe', 'organization:elbe'"
    assert [check(contributions, plugin=name) for name in "zma"] == [[finding], [], [finding]]


def test_one_finding_for_all_names_that_the_same_records_share():
    twin = attrs.evolve(ELBE, id="organization:twin")
    [finding] = check({"mine": [ELBE, twin]})
    assert finding.message.startswith("names: 'UEC', 'Upper Elbe Commission' may mean")


def test_long_lists_are_cut():
    [finding] = check({"mine": [record("organization:x", members=[f"state:{key}" for key in "abcdefg"])]})
    assert "'state:e' and 2 more" in finding.message


def test_findings_are_sorted_by_plugin_record_and_code():
    wrong = [record("organization:y", "the Y", source=""), record("organization:x", "the X")]
    found = [(f.plugin, f.record, f.code) for f in check({"b": wrong, "a": [record("state:a", "the A")]})]
    assert found == [
        ("b", "organization:x", "leading-article"),
        ("b", "organization:y", "leading-article"),
        ("b", "organization:y", "no-source"),
        ("a", "state:a", "leading-article"),
    ]


def test_a_plugin_that_was_not_looked_at_is_an_error():
    with pytest.raises(PluginError, match="no plugin named 'mien' contributes records: did you mean 'mine'"):
        check({"mine": [ELBE]}, plugin="mien")


texts = st.text(max_size=6) | st.sampled_from(
    ["Korda", "the Korda", "state:A", "organization:B", "A B", "A (B)", "2024", "FR"]
)
dates = st.none() | st.from_regex(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?", fullmatch=True)
names = st.builds(Name, text=texts, form=st.sampled_from(["name", "acronym", "demonym", "metonym"]))
optional = st.none() | texts
odd = st.none() | st.integers() | texts | st.lists(texts, max_size=2)
records = st.builds(
    Record, id=texts, kind=texts, name=texts, names=st.lists(names, max_size=3), category=optional, country=optional,
    identifiers=st.dictionaries(st.sampled_from(["iso3166", "wikidata", "own"]), texts, max_size=2),
    ambiguous=st.booleans(), parent=optional, members=st.lists(texts, max_size=3), place=optional, title=optional,
    since=dates, until=dates, source=texts, as_of=texts,
)  # fmt: skip
odd_records = st.builds(
    Record, id=odd, kind=odd, name=odd, names=st.lists(names | odd, max_size=3), country=odd, ambiguous=odd, parent=odd,
    members=st.lists(odd, max_size=3), place=odd, source=odd, as_of=odd,
)  # fmt: skip


@given(st.dictionaries(st.sampled_from("abc"), st.lists(records | odd_records, max_size=6)))
def test_whatever_the_records_nothing_is_raised_and_the_order_of_rows_does_not_matter(contributions):
    findings = check(contributions)
    assert all(finding.plugin in contributions and finding.code in CODES for finding in findings)
    if "duplicate-id" not in {finding.code for finding in findings}:  # of such rows the last counts
        backwards = {plugin: values[::-1] for plugin, values in contributions.items()}
        assert check(backwards) == findings


def test_the_registry_gives_records_by_plugin():
    registry = Registry()
    merged = {r.id: r for values in registry.knowledge_by_plugin.values() for r in values}
    assert list(merged.values()) == list(registry.knowledge.records)
    assert list(registry.knowledge_by_plugin) == sorted(registry.knowledge_by_plugin)


@pytest.fixture(scope="module")
def ruritania(tmp_path_factory):
    """Run a command where the example package is installed, from a folder that holds its source."""
    pytest.importorskip("diplotext_knowledge")
    folder = tmp_path_factory.mktemp("ruritania")
    site = folder / "site"
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-build-isolation", "--target"]
    subprocess.run([*command, str(site), str(EXAMPLE)], check=True, capture_output=True)

    def run(*arguments, input=b"", environment=None):
        return subprocess.run(
            [sys.executable, "-m", *arguments],
            input=input,
            capture_output=True,
            check=False,
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(site), **(environment or {})},
        )

    run.site = site
    return run


def shell(page):
    """The commands of a page's consoles with the output that it shows."""
    for block in re.findall(r"^```console\n(.*?)^```", page, re.M | re.S):
        yield from re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", block, re.M)


COMMANDS = [(command, output) for command, output in shell(PAGE) if command.startswith("diplotext ")]


@pytest.mark.parametrize(("command", "output"), COMMANDS, ids=[command for command, _ in COMMANDS])
def test_the_page_shows_what_its_commands_print(ruritania, command, output):
    result = ruritania(*shlex.split(command))
    assert (result.returncode, result.stderr) == (0, b"")
    assert result.stdout.decode() == output


def test_the_commands_of_the_how_to_run(ruritania):
    how_to = (ROOT / "docs" / "how-to.md").read_text(encoding="utf-8")
    commands = [shlex.split(command, comments=True) for command, _ in shell(how_to) if "knowledge" in command]
    assert len(commands) == 3
    for command in commands:
        result = ruritania(*command)
        assert result.returncode == 0 or (command[-1] == "check" and result.returncode == 1)
        assert result.stdout
        assert not result.stderr


def test_the_page_shows_all_kinds_of_commands():
    assert sorted(command.split()[2] for command, _ in COMMANDS) == ["check", "find", "show"]


@pytest.mark.parametrize(
    "file", ["pyproject.toml", "src/diplotext_ruritania/__init__.py", "src/diplotext_ruritania/records.csv", "tests/test_records.py"]
)  # fmt: skip
def test_the_page_shows_the_files_of_the_example(file):
    language = file.rpartition(".")[2].replace("csv", "text")
    assert f"```{language}\n{(EXAMPLE / file).read_text(encoding='utf-8')}```\n" in PAGE


def test_the_page_explains_every_field():
    rows = re.findall(r"^\| ((?:`\w+`(?:, )?)+) \| [^|]+\|$", PAGE, re.M)
    assert set(re.findall(r"\w+", " ".join(rows))) == {field.name for field in attrs.fields(Record)}


def test_the_tests_of_the_example_pass(ruritania):
    result = ruritania("pytest", "-q", "-p", "no:cacheprovider", str(EXAMPLE / "tests"))
    assert result.returncode == 0, result.stdout.decode()


def test_find_and_show_as_json_and_from_standard_input(ruritania):
    rows = json.loads(
        ruritania("diplotext", "knowledge", "find", "--format", "json", "-", input="Größe: Zenda".encode()).stdout
    )
    assert rows == [
        {"start": 7, "end": 12, "text": "Zenda", "record": "city:zenda-xr", "kind": "city", "form": "name", "plugin": "ruritania"}
    ]  # fmt: skip
    shown = json.loads(ruritania("diplotext", "knowledge", "show", "state:XR", "--format", "json").stdout)
    assert (shown["identifiers"], shown["plugin"], shown["replaces"]) == ({"iso3166": "XR"}, "ruritania", [])
    assert shown["names"][0] == {"text": "Ruritania", "form": "name"}


def test_nothing_found(ruritania):
    assert ruritania("diplotext", "knowledge", "find", "of").stdout.decode() == "nothing found\n"
    assert json.loads(ruritania("diplotext", "knowledge", "find", "of", "--format", "json").stdout) == []


def test_the_check_of_all_tells_of_each_plugin(ruritania):
    result = ruritania("diplotext", "knowledge", "check")
    headings = re.findall(r"^(\w+) \(diplotext-[\w-]+ [\d.]+\): \d+ records$", result.stdout.decode(), re.M)
    assert headings == ["knowledge", "ruritania", "treaties"]
    rows = json.loads(ruritania("diplotext", "knowledge", "check", "--format", "json").stdout)
    assert result.returncode == int(any(row["severity"] == "error" for row in rows))
    assert rows[-1] == {
        "code": "replaces",
        "severity": "note",
        "record": "organization:osce-academy",
        "plugin": "ruritania",
        "distribution": "diplotext-ruritania",
        "version": "1.0",
        "others": ["knowledge"],
        "message": "replaces the record of knowledge",
        "remedy": CODES["replaces"].remedy,
    }


@pytest.fixture
def table(ruritania):
    """The table of the installed package, to be changed and put back."""
    path = ruritania.site / "diplotext_ruritania" / "records.csv"
    before = path.read_text(encoding="utf-8")
    yield path
    path.write_text(before, encoding="utf-8")


def test_errors_are_status_1(ruritania, table):
    table.write_text(table.read_text(encoding="utf-8").replace(",city:zenda-xr,", ",city:zenda,"), encoding="utf-8")
    result = ruritania("diplotext", "knowledge", "check", "--plugin", "ruritania")
    assert result.returncode == 1
    line = "  error dangling-reference organization:elbe-commission place: no record has the id 'city:zenda'\n"
    assert line in result.stdout.decode()
    assert result.stdout.decode().endswith("\n1 error, 0 warnings, 1 note\n")


def test_a_plugin_that_cannot_be_used(ruritania, table):
    table.write_text(table.read_text(encoding="utf-8").replace("2024-05-14", "14 May"), encoding="utf-8")
    message = "plugin ruritania (diplotext-ruritania 1.0) cannot be used: ValueError"
    one = ruritania("diplotext", "knowledge", "check", "--plugin", "ruritania")
    assert (one.returncode, one.stdout) == (2, b"")
    assert message in one.stderr.decode()
    every = ruritania("diplotext", "knowledge", "check")
    assert every.returncode == 1
    assert every.stderr.decode().startswith(f"diplotext: {message}")


def test_records_that_no_look_up_can_work_with(ruritania):
    module = ruritania.site / "diplotext_ruritania" / "__init__.py"
    before = module.read_text(encoding="utf-8")
    try:
        module.write_text(
            before.replace('names = [Name(text=row["name"])]', 'names = [(row["name"],)]'), encoding="utf-8"
        )
        for arguments in (["find", "Zenda"], ["show", "city:zenda-xr"]):
            result = ruritania("diplotext", "knowledge", *arguments)
            assert result.returncode == 2
            message = "plugin ruritania: record 'city:strelsau-xr': names: ('Strelsau',) is not a Name(text=...)"
            assert result.stderr.decode() == f"diplotext: {message}\n"
        check = ruritania("diplotext", "knowledge", "check", "--plugin", "ruritania")
        assert (check.returncode, check.stdout.count(b"error wrong-type")) == (1, 9)
    finally:
        module.write_text(before, encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["check", "--plugin", "ruritana"], "no plugin named 'ruritana' contributes records: did you mean 'ruritania'?"),
        (["check", "--format", "jsn"], "'jsn' is not one of 'text', 'json'"),
        (["show", "state:XRX"], "no record has the id 'state:XRX'; did you mean 'state:XR'"),
        (["show", "\u2603"], "no record has the id '\u2603'"),
        (["find"], "Missing argument 'TEXT'"),
    ],
)  # fmt: skip
def test_errors_of_users_are_one_line(ruritania, arguments, message):
    result = ruritania("diplotext", "knowledge", *arguments)
    assert (result.returncode, result.stdout) == (2, b"")
    [line] = result.stderr.decode().splitlines()
    assert message in line


def test_no_plugin_at_all(monkeypatch, capsys):
    from diplotext.cli import knowledge
    from diplotext.cli.main import main

    monkeypatch.setattr(knowledge, "Registry", lambda: Registry(installed=False))
    with pytest.raises(SystemExit) as ended:
        main(["knowledge", "check"])
    assert ended.value.code == 2
    assert capsys.readouterr().err == "diplotext: no installed plugin contributes records\n"
