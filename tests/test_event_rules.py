"""Event rules as data: files that can be read, messages for those that cannot, and what their rules find."""

import textwrap
from pathlib import Path

import pytest
from click.testing import CliRunner

import diplotext
from diplotext import Event, PluginError, event_rules
from diplotext.cli.main import cli
from diplotext.events.rule_files import EventRule, read_rules
from diplotext.plugin import Trace

SANCTIONS = """
    event = "sanctions"

    [lexicons]
    impose = ["impose", "introduce", "tighten"]

    [[classes]]
    lemma = "embargo"
    kind = "embargo"

    [[rules]]
    id = "sanctions.imposed"
    finds = "sanctions that a party imposes on another"
    trigger = { lemma = "sanction|embargo", pos = "NOUN" }
    needs = ["sender", "target"]
    examples = [
      'Ghana imposed <event arguments="sender Ghana, target Norway">sanctions</event> on Norway on Monday.',
    ]
    counterexamples = ["Norway wants the sanctions to be lifted."]

    [rules.arguments]
    sender = ["<object:@impose actor", "possessor"]
    target = ["prep:on|against", "<object:@impose prep:on|against"]

    [[rules]]
    id = "sanctions.headline"
    finds = "sanctions in a headline"
    pattern = "sender=PARTY slap ... [sanction] on target=PARTY"
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "sanctions.toml"
    path.write_text(textwrap.dedent(SANCTIONS), encoding="utf-8")
    return path


def changed(old: str, new: str) -> str:
    assert old in SANCTIONS
    return textwrap.dedent(SANCTIONS.replace(old, new))


def test_a_file_becomes_rules(file: Path) -> None:
    imposed, headline = event_rules(file)
    assert (imposed.id, imposed.extractor, imposed.match) == ("sanctions.imposed", "events", None)
    assert isinstance(imposed.definition, EventRule)
    assert imposed.definition.event == "sanctions"
    assert imposed.is_executable
    assert headline.pattern == "sender=PARTY slap ... [sanction] on target=PARTY"
    assert event_rules(file) == (imposed, headline)
    assert hash(imposed) == hash(event_rules(str(file))[0])


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('event = "sanctions"', "", 'does not say which event its rules find: add event = "sanctions"'),
        ("[lexicons]", "[lexikons]", "has no field 'lexikons': did you mean 'lexicons'"),
        ("[[rules]]", "[rules]", "cannot be read"),
        ('["impose", "introduce", "tighten"]', '"impose"', "lexicon 'impose' must be a list of lemmas in lower case"),
        ('["impose", "introduce", "tighten"]', '["Impose"]', "lexicon 'impose' must be a list of lemmas in lower case"),
        ('finds = "sanctions in a headline"', "", "rule 'sanctions.headline' has no 'finds'"),
        ('id = "sanctions.headline"', 'id = "sanctions.imposed"', "has several rules 'sanctions.imposed'"),
        ('id = "sanctions.headline"', 'id = "Headline"', "id 'Headline' must be lower-case words"),
        ("trigger = {", "triger = {", "has no field 'triger': did you mean 'trigger'"),
        ('pos = "NOUN"', 'pos = "NOUNS"', "pos 'NOUNS': did you mean 'NOUN'"),
        ('pos = "NOUN"', 'part = "NOUN"', "its trigger must have a lemma and may have a pos"),
        ('needs = ["sender", "target"]', 'needs = ["sender >= two"]', "write a number after >="),
        (
            'needs = ["sender", "target"]',
            'needs = ["senders"]',
            "'senders' is not an argument (there are sender, target)",
        ),
        ('needs = ["sender", "target"]', 'needs = ["sender => 2"]', "is not an argument (there are sender, target)"),
        ('needs = ["sender", "target"]', 'accepts = ["State"]', "accepts names its arguments: write accepts.target ="),
        ('needs = ["sender", "target"]', 'accepts = { goal = "State" }', "accepts names the argument 'goal'"),
        ('needs = ["sender", "target"]', 'accepts = { target = "Nation" }', "argument 'target' accepts 'Nation'"),
        ('needs = ["sender", "target"]', 'template = "noun"', "has the template 'noun'"),
        ('["<object:@impose actor", "possessor"]', '"<object:@enforce actor"', "there is no lexicon 'enforce'"),
        ("[sanction]", "sanction", "needs one trigger in square brackets"),
        ("slap ... [", "slap ...few [", "'...few' is not a gap"),
        ("sender=PARTY slap", "... slap", "must not begin or end with a gap"),
        ('lemma = "embargo"', 'lemmas = "embargo"', "class of '?' has no field 'lemma'"),
        ('trigger = { lemma = "sanction|embargo", pos = "NOUN" }', "", "it needs either a trigger"),
    ],
)
def test_what_is_wrong_with_a_file_is_said(old: str, new: str, message: str) -> None:
    with pytest.raises(PluginError) as error:
        read_rules(changed(old, new), "sanctions.toml")
    assert str(error.value).startswith("sanctions.toml")
    assert message in str(error.value)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(PluginError, match=r"rules cannot be read from none\.toml: No such file"):
        event_rules(tmp_path / "none.toml")
    path = tmp_path / "extended.toml"
    path.write_text('event = "meeting"\nextends = "no_such_package:rules.toml"\n', encoding="utf-8")
    with pytest.raises(PluginError, match="there is no such file in an installed package"):
        event_rules(path)


def pipeline(file: Path, **options: object) -> diplotext.Pipeline:
    rules = event_rules(file)
    return diplotext.Pipeline.of(options={str(rules[0].extractor): {"added_rules": rules, **options}})


@pytest.mark.parametrize(
    ("text", "event", "arguments"),
    [
        (
            "On Monday Ghana imposed new sanctions on Norway after weeks of talks that had led nowhere.",
            "sanctions, held, sanctions.imposed",
            "sender Ghana, target Norway",
        ),
        (
            "An embargo against Norway was introduced by Ghana in May, two months after the vote in parliament.",
            "embargo, held, sanctions.imposed",
            "sender Ghana, target Norway",
        ),
        (
            "Ghana will impose sanctions on Norway if it does not withdraw its vessels from the gulf, the minister said.",
            "sanctions, planned, sanctions.imposed",
            "sender Ghana, target Norway",
        ),
        (
            "Ghana slaps harsh new sanctions on Norway",
            "sanctions, held, sanctions.headline",
            "sender Ghana, target Norway",
        ),
    ],
)
def test_events_of_a_type_of_its_own(file: Path, text: str, event: str, arguments: str) -> None:
    [found] = pipeline(file).read(text, published="2021-12-02").of(Event)
    assert f"{found.kind or found.type}, {found.status}, {found.rule}" == event
    assert ", ".join(map(str, sorted(found.arguments, key=lambda argument: argument.role))) == arguments


@pytest.mark.parametrize(
    "text",
    [
        "Ghana has not imposed any sanctions on Norway, a spokesman for the foreign ministry in Accra said on Monday.",
        "The sanctions hurt everybody, and Norway wants them to be lifted as soon as the vessels have left the gulf.",
        "Ghana denied having imposed sanctions on Norway.",
    ],
)
def test_no_events(file: Path, text: str) -> None:
    assert pipeline(file).read(text, published="2021-12-02").of(Event) == ()


def test_an_event_on_the_wire(file: Path) -> None:
    text = "Ghana imposed sanctions on Norway on Monday."
    document = pipeline(file).read(text, published="2021-12-02")
    again = diplotext.wire.loads(diplotext.wire.dumps(document), types=[Event])
    assert again.of(Event) == document.of(Event)
    [event] = again.of(Event)
    assert [argument.name for argument in event.of_role("target")] == ["Norway"]
    assert event.time is not None


def test_a_rule_can_be_switched_off(file: Path) -> None:
    text = "Ghana imposed sanctions on Norway on Monday."
    assert pipeline(file, disabled_rules=["sanctions.imposed"]).read(text).of(Event) == ()


def test_a_trace_says_what_was_missing(file: Path) -> None:
    with Trace() as trace:
        pipeline(file).read("The parliament in Accra debated whether sanctions on Norway would help anybody.")
    assert ("sanctions.imposed", "no 'sender'") in {(step.rule, step.reason) for step in trace.steps}


def test_a_rule_for_meetings_in_the_words_of_their_own_rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "powwow.toml"
    path.write_text(
        'event = "meeting"\nextractor = "venues"\nextends = "diplotext_venues:data/meetings.toml"\n'
        '[[rules]]\nid = "meeting.powwow"\nfinds = "a powwow"\ntemplate = "noun"\n'
        'trigger = { lemma = "powwow", pos = "NOUN" }\nneeds = ["participants >= 2"]\n',
        encoding="utf-8",
    )
    text = "Norway and Ghana held a powwow in Geneva on Monday to discuss fishing rights in the gulf."
    [meeting] = pipeline(path).read(text, published="2021-12-02").meetings
    assert meeting.rule == "meeting.powwow"
    assert [str(participant) for participant in meeting.participants] == ["Norway", "Ghana"]
    assert str(meeting.venue) == "Geneva"
    assert diplotext.read(text).meetings == ()


def test_the_commands(file: Path, tmp_path: Path) -> None:
    run = CliRunner().invoke(cli, ["rules", "check", str(file)])
    assert (run.exit_code, run.output) == (0, f"{file}: 2 rules, 0 problems, 1 without examples\n")
    path = tmp_path / "wrong.toml"
    path.write_text(changed("sender Ghana, target Norway", "sender Norway, target Ghana"), encoding="utf-8")
    run = CliRunner().invoke(cli, ["rules", "check", str(path)])
    assert "sanctions.imposed: " in run.output
    assert f"{path}: 2 rules, 1 problems" in run.output
    article = tmp_path / "article.txt"
    article.write_text("Ghana imposed sanctions on Norway on Monday.", encoding="utf-8")
    run = CliRunner().invoke(cli, ["extract", "--rules", str(file), "--format", "jsonl", str(article)])
    assert '"type": "sanctions"' in run.output or '"type":"sanctions"' in run.output
    run = CliRunner().invoke(cli, ["rules", "trace", "--rules", str(file), "Ghana imposed sanctions on Norway."])
    assert "sanctions.imposed" in run.output
