"""Rules as data: what they may hold, how a data file is read, what the command lists."""

import json
import pickle
import re

import attrs
import pytest

from diplotext import Extractor, PluginError, Rule, rules_from

FILE = """
["treaty.signed"]
finds = "a treaty that somebody signs"
examples = ['Chile signed the <treaty>Atacama Treaty</treaty>.']
precision = 0.93
cases = 120
source = "300 articles"

["treaty.named"]
finds = "what is called a treaty"

["pact.named"]
finds = "what is called a pact"
cases = 3
"""


@pytest.fixture
def package(tmp_path, monkeypatch):
    """A function that makes a package with a file of rules, and returns its name."""

    def make(content, file="data/rules.toml"):
        name = re.sub(r"\W", "_", f"rules_of_{tmp_path.parent.name}_{tmp_path.name}")
        path = tmp_path / name / file
        path.parent.mkdir(parents=True)
        (tmp_path / name / "__init__.py").touch()
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return name

    monkeypatch.syspath_prepend(tmp_path)
    return make


def test_rules_come_from_a_file_in_its_order(package):
    name = package(FILE)
    rules = rules_from(name)
    assert list(rules) == ["treaty.signed", "treaty.named", "pact.named"]
    assert rules["treaty.signed"] == Rule(
        "treaty.signed",
        finds="a treaty that somebody signs",
        examples=("Chile signed the <treaty>Atacama Treaty</treaty>.",),
        precision=0.93,
        cases=120,
        source="300 articles",
    )
    assert rules["treaty.named"] == Rule("treaty.named", "what is called a treaty", (), None, 0, None)
    assert list(rules_from(name, "treaty.")) == ["treaty.signed", "treaty.named"]
    assert rules_from(name) is rules


def test_rules_of_another_file(package):
    assert list(rules_from(package(FILE, "more.toml"), "pact", file="more.toml")) == ["pact.named"]


def test_rules_cannot_be_changed(package):
    rules = rules_from(package(FILE))
    with pytest.raises(TypeError):
        rules["treaty.new"] = rules["treaty.named"]
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        rules["treaty.named"].precision = 1.0
    assert pickle.loads(pickle.dumps(rules["treaty.signed"])) == rules["treaty.signed"]
    assert len({*rules.values()}) == 3


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('["a.b"]\nfind = "x"', r"rule 'a.b' has no field 'find': did you mean 'finds'\?"),
        ('[a.b]\nfinds = "x"', r'rule \'a\' has no field \'b\'.*in quotation marks: \["a\.b"\]'),
        ('["a.b"]\ncases = 1', "rule 'a.b' does not say what it finds: add finds"),
        ('["a.b"]\nfinds = " "', "rule 'a.b': finds is empty"),
        ('["a.b"]\nfinds = 1', "rule 'a.b': 'finds' must be <class 'str'>"),
        ('["A b"]\nfinds = "x"', "rule 'A b': id 'A b' must be lower-case words"),
        ('["a.b"]\nfinds = "x"\nexamples = "y"', "rule 'a.b': examples is a list of texts"),
        ('["a.b"]\nfinds = "x"\nexamples = [1]', "rule 'a.b': 'examples' must be <class 'str'>"),
        ('["a.b"]\nfinds = "x"\nprecision = 95\ncases = 9', "precision must be a share from 0 to 1, not 95"),
        ('["a.b"]\nfinds = "x"\nprecision = 0.5', "cases is 0, but precision is 0.5"),
        ('["a.b"]\nfinds = "x"\ncases = -1', "cases is -1"),
        ('"a.b" = 1', "rule 'a.b' is not a table"),
        ('["a.b"', r"data/rules.toml of \w+ cannot be read: "),
        (b"\xff", r"data/rules.toml of \w+ cannot be read: "),
    ],
)
def test_what_is_wrong_with_a_file_is_told(package, content, message):
    with pytest.raises(PluginError, match=message):
        rules_from(package(content))


def test_a_missing_file_is_told(package):
    with pytest.raises(PluginError, match=r"there is no data/rules.toml of rules_of_\w+: .* part of the package"):
        rules_from(package("", "other.toml"))


def test_an_extractor_declares_no_rules_unless_it_says_so(make_extractor):
    assert dict(make_extractor("words", "x").rules()) == {}
    with pytest.raises(TypeError):
        Extractor.rules()["a"] = None


PLUGIN = """
import attrs
from diplotext import Extractor, Place, Rule, hookimpl

@attrs.frozen
class Words(Extractor):
    name = "words"
    provides = (Place,)
    def extract(self, reading):
        return ()

    @classmethod
    def rules(cls):
        return {RULES}

@hookimpl
def diplotext_extractors():
    return [Words]
"""


@pytest.fixture
def words(tmp_path):
    """A function that installs a plugin with an extractor "words", whose rules are an expression; returns its folder."""

    def make(rules):
        (tmp_path / "words.py").write_text(PLUGIN.replace("{RULES}", rules), encoding="utf-8")
        info = tmp_path / "words-1.0.dist-info"
        info.mkdir()
        (info / "METADATA").write_text("Metadata-Version: 2.1\nName: words\nVersion: 1.0\n", encoding="utf-8")
        (info / "entry_points.txt").write_text("[diplotext]\nwords = words\n", encoding="utf-8")
        return str(tmp_path)

    return make


RULES = "{'words.a': Rule('words.a', 'a word', ['An <place>A</place>.'], 0.5, 20, 'texts'), 'words.b': Rule('words.b', 'x')}"


def test_the_command_lists_the_rules_of_an_extractor_with_examples(run_process, words):
    result = run_process("rules", "words", PYTHONPATH=words(RULES))
    assert (result.returncode, result.stderr) == (0, b"")
    rows = [line.split() for line in result.stdout.decode().splitlines() if line.strip()]
    assert rows == [
        ["Rules", "of", "words"],
        ["rule", "finds", "precision", "cases"],
        ["words.a", "a", "word", "0.50", "20"],
        ["·", "An", "<place>A</place>."],
        ["words.b", "x"],
    ]


def test_the_command_lists_all_rules_as_json(run_process, words):
    result = run_process("rules", "--format", "json", PYTHONPATH=words(RULES))
    rows = {row["id"]: row for row in json.loads(result.stdout)}
    assert rows["words.a"] == {
        "extractor": "words",
        "id": "words.a",
        "finds": "a word",
        "examples": ["An <place>A</place>."],
        "precision": 0.5,
        "cases": 20,
        "source": "texts",
        "counterexamples": [],
        "coverage": None,
        "pattern": None,
    }
    assert rows["words.b"]["precision"] is None


def test_the_command_suggests_the_nearest_extractor(run):
    result = run("rules", "quots")
    assert result.returncode == 2
    assert result.stderr.decode().startswith("diplotext: no extractor is named 'quots': did you mean 'quotes'?")


@pytest.mark.parametrize(
    ("rules", "status", "message"),
    [
        ("{}", 0, "words declares no rules"),
        ("1 / 0", 2, "extractor 'words' of plugin words (words 1.0) cannot list its rules: ZeroDivisionError"),
        ("__import__('diplotext').rules_from('json')", 2, "there is no data/rules.toml of json"),
    ],
)
def test_what_a_third_party_declares(run_process, words, rules, status, message):
    result = run_process("rules", "words", PYTHONPATH=words(rules))
    assert result.returncode == status, result.stderr
    assert message in (result.stdout + result.stderr).decode()
