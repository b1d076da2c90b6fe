"""Annotation by hand: what is written for a tool and read again is the same, whatever characters a text holds."""

import json
import warnings
import zipfile
from itertools import pairwise
from pathlib import Path
from typing import get_args, get_type_hints
from xml.etree import ElementTree

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diplotext import (
    AnnotationError,
    Attribution,
    Document,
    HostEvent,
    Meeting,
    Mention,
    Organization,
    Participant,
    Person,
    Place,
    Registry,
    Span,
    State,
    Statement,
    TimeExpression,
    Timex3,
    Venue,
    wire,
)
from diplotext.annotation import BratWriter, InceptionWriter, LabelStudioWriter, read_annotated, writers
from diplotext.annotation.files import FORMATS, named
from diplotext.annotation.marking import marked
from diplotext.annotation.markup import Markup, checked
from diplotext.annotation.restoring import restored
from diplotext.annotation.scheme import scheme
from diplotext.model.annotations import Form, NamedBy
from diplotext.model.statements import SourceKind

pytest.importorskip("cassis", reason="the extra `annotation` is not installed")

ROOT = Path(__file__).parents[1]
WRITERS = {writer.name: writer for writer in (LabelStudioWriter, InceptionWriter, BratWriter)}
TOOLS = pytest.mark.parametrize("tool", WRITERS)
PROVENANCE = ("rule", "confidence", "extractor", "extractor_version")
HARD = (
    "Zoë\u0301 “né” 👩\u200d🚀 said:\r\n\t“𝔄ll 🇫🇷 is \u00a0well,”\r\nshe\u2028added\x85. \x0c\x00\ud800 e\u0301nd\ufffe"
)
"""Emoji, combining marks, other planes, line breaks of all kinds, tabs, control characters, a lone surrogate."""


def export(tool, folder, coder="anna"):
    """What the tool exports if a coder accepts all that was found."""
    if tool != "labelstudio":
        return folder
    tasks = json.loads((folder / "tasks.json").read_text(encoding="utf-8"))
    for number, task in enumerate(tasks, start=1):
        results = [result for found in task["predictions"] for result in found["result"]]
        task |= {
            "id": number,
            "predictions": [],
            "annotations": [{"completed_by": {"email": coder}, "result": results}],
        }
    (folder / "export.json").write_text(json.dumps(tasks), encoding="utf-8")
    return folder / "export.json"


def without_provenance(document):
    groups = wire.to_dict(document)["annotations"]
    return {
        name: [{key: value for key, value in fields.items() if key not in PROVENANCE} for fields in group]
        for name, group in groups.items()
    }


def there_and_back(tool, documents, folder, *, originals=True):
    WRITERS[tool]().write_to(documents, folder)
    if not originals:
        (folder / "documents.jsonl").unlink()
    return list(read_annotated(export(tool, folder), coder="anna"))


@TOOLS
def test_what_is_not_changed_comes_back_with_all_its_values(tool, read, tmp_path):
    back = there_and_back(tool, read, tmp_path / "project")
    assert [document.id for document in back] == [document.id for document in read]
    for document, again in zip(read, back, strict=True):
        assert without_provenance(again) == without_provenance(document)
        assert (again.text, again.title, again.published, again.frame) == (
            *(document.text, document.title, document.published),
            document.frame,
        )
        assert again.source["coder"] == "anna"
        assert {(one.rule, one.extractor, one.confidence) for one in again.annotations} <= {("annotated", "anna", None)}
        wire.loads(wire.dumps(again))


@TOOLS
def test_all_that_can_be_marked_comes_back_without_the_documents(tool, read, tmp_path):
    back = there_and_back(tool, read, tmp_path / "project", originals=False)
    for document, again in zip(read, back, strict=True):
        assert again.text == document.text
        assert regions(marked(again).markup) == regions(marked(document).markup)
        assert [one.spans for one in again.annotations] == [one.spans for one in document.annotations]


def regions(markup):
    """What is marked, with links between spans instead of ids."""
    by_id = {region.id: (region.label, region.spans, tuple(sorted(region.values.items()))) for region in markup.regions}
    links = {(link.type, by_id[link.source], by_id[link.target]) for link in markup.links}
    return sorted(by_id.values()), sorted(links)


@pytest.fixture(scope="module")
def read(articles):
    """The example articles, read."""
    from diplotext import Pipeline

    records = [{"id": f"{name}.txt", "text": text, "source": {"outlet": "Wire"}} for name, text in articles.items()]
    return list(Pipeline.of(language="en_diplotext").stream(records))


CHARACTERS = st.one_of(
    st.sampled_from(
        [
            "ab",
            *"ab \t\n\r“”.",
            "\r\n",
            "\u0301",
            "👩\u200d🚀",
            "🇫🇷",
            "𝔄",
            "\u2028",
            "\x85",
            "\x0c",
            "\x00",
            "\ufffe",
            "|",
            "\\",
        ]
    ),
    st.characters(exclude_categories=["Cs"]),
    st.just("\ud800"),
)
TEXTS = (
    st.lists(CHARACTERS, min_size=4, max_size=40)
    .map("".join)
    .filter(lambda text: not any("\ud800" <= a <= "\udbff" and "\udc00" <= b <= "\udfff" for a, b in pairwise(text)))
)
NAMES = st.text("abc [1]2|\\\t😀", min_size=1, max_size=6).filter(lambda name: name.strip() == name and name)


@st.composite
def documents(draw):
    """A text with annotations of all types at any places, that refer to each other."""
    text = draw(TEXTS)

    def span():
        start = draw(st.integers(0, len(text) - 1))
        return Span.of(text, start, draw(st.integers(start + 1, len(text))))

    def spans():
        marks = sorted(draw(st.sets(st.integers(0, len(text)), min_size=2, max_size=6)))
        return [Span.of(text, marks[i], marks[i + 1]) for i in range(0, len(marks) - 1, 2)]

    def mention():
        return Mention.at(span(), draw(st.sampled_from(["name", "pronoun", "title"])))

    def maybe(values):
        return draw(st.sampled_from([None, *values]))

    rule = {"rule": "test", "confidence": 0.5, "extractor": "x", "extractor_version": "1"}
    entities = []
    for _ in range(draw(st.integers(0, 4))):
        kind = draw(st.sampled_from([Person, Organization, State, Place]))
        mentions = sorted((mention() for _ in range(draw(st.integers(0, 2)))), key=lambda m: (m.start, m.end))
        identifiers = draw(st.dictionaries(st.sampled_from(["wikidata", "a"]), st.sampled_from(["Q1", "; ", "ü"])))
        entities.append(kind(name=draw(NAMES), mentions=mentions, identifiers=identifiers, **rule))
    times = [
        TimeExpression(
            spans=spans(), kind="date", value=maybe(["2022", "199X"]), timex3=Timex3("DATE", "2022", "START"), **rule
        )
        for _ in range(draw(st.integers(0, 2)))
    ]

    def party(kind):
        return kind(mention=draw(st.sampled_from([None, mention()])), entity=maybe(entities))

    statements = []
    for _ in range(draw(st.integers(0, 3))):
        statements.append(
            Statement(
                spans=spans(),
                mode=draw(st.sampled_from(["direct", "mixed"])),
                cue=draw(st.sampled_from([None, span()])),
                cue_lemma=maybe(["say"]),
                speakers=[attrs.evolve(party(Attribution), basis="elided") for _ in range(draw(st.integers(0, 2)))],
                holder=maybe(entities),
                said_at=maybe(times),
                continues=maybe(statements),
                negated=draw(st.booleans()),
                medium=maybe(["call"]),
                **rule,
            )
        )
    meetings = [
        Meeting(
            spans=spans(),
            kind="talks",
            status="held",
            participants=[
                attrs.evolve(party(Participant), side=maybe(entities)) for _ in range(draw(st.integers(0, 2)))
            ],
            venue=draw(st.sampled_from([None, Venue(), Venue(city=span(), other=span())])),
            host_event=draw(st.sampled_from([None, HostEvent("x", span()), HostEvent("y")])),
            time=maybe(times),
            round=maybe([3]),
            **rule,
        )
        for _ in range(draw(st.integers(0, 1)))
    ]
    annotations = dict.fromkeys([*entities, *times, *statements, *meetings])  # no two are equal
    return Document(text, id="a", annotations=annotations)


def covered(text, spans):
    """The places of the characters in spans, which brat cuts at line breaks, and joins if they touch."""
    return {at for start, end in spans for at in range(start, end) if not text[at].isspace()}


@TOOLS
@given(document=documents())
@settings(max_examples=50, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_no_offset_is_lost_in_any_text(tool, document):
    tool_format = FORMATS[tool]
    markup = marked(document).markup
    back, id_of = tool_format.shown(document, markup)
    read = {region.id: region for region in checked(back, document.text, scheme()).regions}
    shown = tool_format.shown_text(document.text)
    assert len(shown) == len(document.text)
    for region in markup.regions:
        if tool == "brat":
            spans = read[id_of(region.id)].spans if id_of(region.id) in read else ()
            assert covered(shown, spans) == covered(shown, region.spans)
        else:
            assert read[id_of(region.id)].spans == region.spans
            assert read[id_of(region.id)].label == region.label


@TOOLS
@given(document=documents())
@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_any_document_comes_back_as_it_was(tool, document):
    tool_format = FORMATS[tool]
    back, _ = tool_format.shown(document, marked(document).markup)
    again = restored(document, back, tool_format.shown, "anna")
    seen = set(marked(document).annotations.values())
    ids = wire.ids_of(document)
    kept = [one for one in document.annotations if ids[one] in seen]
    if tool == "brat":  # cannot mark what consists of line breaks alone
        text = tool_format.shown_text(document.text)
        kept = [one for one in kept if all(text[span.start : span.end].strip("\n") for span in one.spans[:1])]
        if len(kept) < len(seen):
            return
    found = [one for one in again.annotations if one.rule == "annotated"]
    assert sorted(map(stripped, found), key=repr) == sorted(map(stripped, kept), key=repr)


def stripped(value):
    """An annotation without its provenance, and that of those that it refers to."""
    return without(value.to_dict())


def without(value):
    if isinstance(value, dict):
        return {key: without(inner) for key, inner in value.items() if key not in PROVENANCE}
    return [without(inner) for inner in value] if isinstance(value, list) else value


EXPORTS = ROOT / "tests/annotated"
"""What the tools export, written by hand in their forms, of one text with emoji, combining marks and CRLF."""
SAID = "Talks with Chile 🇨🇱 fai\u0301led"


def test_an_export_of_label_studio_is_read():
    anna, boris = read_annotated(EXPORTS / "label_studio.json")
    assert [(one.id, one.source["coder"], one.source["outlet"]) for one in (anna, boris)] == [
        ("a/1", "1", "Wire"),
        ("a/1", "boris@example.org", "Wire"),
    ]
    [said] = anna.statements
    assert [span.text for span in said.spans] == [SAID, "on Monday"]
    assert (said.mode, said.negated, said.cue.text, said.cue_lemma) == ("direct", True, "said", "say")
    assert (said.speaker.mention.text, said.speaker.entity.name) == ("Ana Berg", "Ana Berg")
    [person] = anna.people
    assert [(mention.text, mention.form) for mention in person.mentions] == [("Ana Berg", "name"), ("she", "pronoun")]
    assert [dict(state.identifiers) for state in anna.states] == [{"iso3166": "CL", "wikidata": "Q298"}]
    assert [(time.text, time.value) for time in anna.times] == [("Monday", "2023-05-01")]
    [said] = boris.statements
    assert (said.text, said.mode, said.speaker.kind) == (f"{SAID},”\nshe added", "mixed", "person")
    assert said.speaker.entity is None


def test_an_export_of_inception_is_read(tmp_path):
    [document] = read_annotated(EXPORTS / "inception")
    assert (document.id, document.source["coder"]) == ("a1", "anna")
    [said] = document.statements
    assert [span.text for span in said.spans] == [SAID, "on Monday"]
    assert (said.mode, said.negated, said.asked, said.cue.text) == ("direct", True, False, "said")
    assert [mention.text for mention in said.speaker.entity.mentions] == ["Ana Berg", "she"]

    files = {name: (EXPORTS / "inception" / name).read_bytes() for name in ("a1.xmi", "TypeSystem.xml")}
    unsigned = files["a1.xmi"].replace(b"<type:CASMetadata ", b"<type:Unknown ")
    for name in ("carla", "INITIAL_CAS"):  # an exported project: an archive for each document and coder
        with zipfile.ZipFile(tmp_path / f"{name}.zip", "w") as archive:
            archive.writestr(f"{name}.xmi", unsigned)
            archive.writestr("TypeSystem.xml", files["TypeSystem.xml"])
    with zipfile.ZipFile(tmp_path / "project.zip", "w") as archive:
        archive.writestr("source/a1.xmi", files["a1.xmi"])
        for name in ("carla", "INITIAL_CAS"):
            archive.write(tmp_path / f"{name}.zip", f"annotation/a1.xmi/{name}.zip")
    [document] = read_annotated(tmp_path / "project.zip")
    assert (document.id, document.source["coder"], len(document.statements)) == ("a1", "carla", 1)


def test_a_collection_of_brat_is_read():
    anna, boris = read_annotated(EXPORTS / "brat")
    assert [(one.id, one.source["coder"]) for one in (anna, boris)] == [("a1", "anna"), ("a1", "boris")]
    [said] = anna.statements
    assert [span.text for span in said.spans] == ["Talks with Chile \ufffd\ufffd fai\u0301led", "on Monday"]
    assert (said.mode, said.negated, said.cue_lemma) == ("direct", True, "say")
    assert dict(said.speaker.entity.identifiers) == {"wikidata": "Q1"}
    [said] = boris.statements
    assert said.text.endswith(",”\nshe added")  # cut by brat at the end of the line


def test_the_text_is_that_of_the_document(tmp_path):
    text = json.loads((EXPORTS / "label_studio.json").read_text(encoding="utf-8"))[0]["data"]["text"]
    documents = tmp_path / "documents.jsonl"
    documents.write_text(wire.dumps(Document(text, id="a1", title="Talks")) + "\n", encoding="utf-8")
    anna, _ = read_annotated(EXPORTS / "brat", documents=documents)
    assert anna.text == text
    assert anna.title == "Talks"
    assert anna.statements[0].spans[0].text == SAID
    documents.write_text(wire.dumps(Document(text.replace("Ana", "Eva"), id="a1")) + "\n", encoding="utf-8")
    with pytest.raises(AnnotationError, match="not the text of document 'a1': they differ at character 4"):
        list(read_annotated(EXPORTS / "brat", documents=documents))
    documents.write_text(wire.dumps(Document(text, id="a2")) + "\n", encoding="utf-8")
    with pytest.raises(AnnotationError, match="'a1' is not among the documents: choose from a2"):
        list(read_annotated(EXPORTS / "brat", documents=documents))


@TOOLS
def test_a_text_with_characters_that_tools_cannot_hold(tool, tmp_path):
    said = [Statement(spans=[Span.of(HARD, at, at + 3)], mode="direct", rule="test") for at in range(len(HARD) - 3)]
    document = Document(HARD, id="../a b", annotations=said)
    [again] = there_and_back(tool, [document], tmp_path / "project")
    assert (again.text, again.id) == (HARD, "../a b")
    assert [one.spans for one in again.statements] == [one.spans for one in document.statements]
    assert [path for path in tmp_path.iterdir() if path.name != "project"] == []


def test_names_of_files_are_unique_and_safe():
    given = [Document("It rained.", id=name) for name in ("../a/b.txt", "a_b", "A_B", "/", "né", "x" * 300)]
    names = [name for name, _ in named(given)]
    assert names[:5] == ["a_b", "a_b-2", "A_B-3", "article", "n"]
    assert len(names[5]) == 80


ANN = "T1\tStatement 0 4\tThey\nA1\tmode T1 direct\n"


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ("T1\tStatment 0 4\tThey\n", "T1: no label is named 'Statment': did you mean 'Statement'"),
        ("T1\tCue 2 400\tThey\n", "line 1: T1: Cue at 2..400, but the text has 15 characters"),
        ("T1\tCue 0 4\tThem\n", "line 1: T1: the text at 0 4 is 'They', not 'Them'"),
        ("T1\tCue 0 x\tThey\n", "line 1: T1: '0 x' are not offsets"),
        ("T1\tStatement 0 4\tThey\n", "T1: Statement at 0 without mode: direct, indirect, mixed"),
        (ANN + "A2\tmood T1 direct\n", "line 3: A2: no attribute is named 'mood'"),
        ("T1\tStatement 0 4\tThey\nA1\tmode T1 driect\n", "T1: mode is 'driect': did you mean 'direct'"),
        (ANN + "R1\tspeaker Arg1:T1 Arg2:T2\n", "speaker T1 to T2: there is no T2"),
        (
            ANN + "T2\tCue 5 8\tmet\nR1\tspeaker Arg1:T1 Arg2:T2\n",
            "speaker from Statement to Cue, T1 to T2; it connects Statement to Person",
        ),
        (ANN + "R1\tspoken Arg1:T1 Arg2:T1\n", "no link is named 'spoken'"),
        (ANN + "E1\tStatement:T1\n", "E1: events and equivalences are not in the scheme"),
        (ANN + "nonsense\n", "line 3: 'nonsense' is not a line of brat"),
        ("T1\tState 0 4\tThey\n#1\tAnnotatorNotes T1\tidentifiers: Q159\n", "identifiers: 'Q159' is not of the form"),
    ],
)
def test_faults_are_named_with_file_and_place(lines, message, tmp_path):
    (tmp_path / "a.txt").write_text("They met today.", encoding="utf-8")
    (tmp_path / "a.ann").write_text(lines, encoding="utf-8")
    with pytest.raises(AnnotationError) as raised:
        list(read_annotated(tmp_path))
    assert str(raised.value).startswith(f"{tmp_path / 'a.ann'}: ")
    assert message in str(raised.value)


def task(result, text="🚀 They met."):
    return [{"id": 1, "data": {"text": text, "id": "a"}, "annotations": [{"completed_by": 1, "result": result}]}]


def label(ref, start, end, words, *labels):
    value = {"start": start, "end": end, "text": words, "labels": list(labels)}
    return {"id": ref, "from_name": "label", "to_name": "text", "type": "labels", "value": value}


@pytest.mark.parametrize(
    ("export", "message"),
    [
        ({"a": 1}, "not a JSON export of Label Studio"),
        ([{"text": "They met.", "label": []}], "task 1 has no data; export as JSON, not as JSON-MIN"),
        ([{"data": {"body": "They met."}}], "task 1 has no text under data.text"),
        (task([label("x", 2, 6, "Them", "Cue")]), "document a: x: the text at 2..6 is 'They', not 'Them'"),
        (task([label("x", 2, 6, "They", "Cue", "State")]), "x: a span needs one label, not ['Cue', 'State']"),
        (task([label("x", 2, 6, "They", "PER")]), "x: no label is named 'PER'"),
        (task([label("x", 20, 60, None, "Cue")]), "x: Cue at 20..60, but the text has 11 characters"),
        (task(["x"]), "'x' is not a result of Label Studio"),
        (task([label("x", "/p[1]", "/p[1]", "They", "Cue")]), "the text must be in a tag Text"),
        (task([label("x", 0, 1, "🚀", "Time"), label("y", 2, 6, "They", "State"), {"type": "relation", "from_id": "x", "to_id": "y"}]), "a link without a name, x to y; none connects Time and State"),
    ],
)  # fmt: skip
def test_faults_in_exports_of_label_studio(export, message, tmp_path):
    path = tmp_path / "export.json"
    path.write_text(json.dumps(export), encoding="utf-8")
    with pytest.raises(AnnotationError) as raised:
        list(read_annotated(path))
    assert message in str(raised.value)
    assert str(path) in str(raised.value)


def test_offsets_in_utf_16_of_old_versions_are_recognized(tmp_path):
    (tmp_path / "export.json").write_text(json.dumps(task([label("x", 3, 7, "They", "State")])), encoding="utf-8")
    [document] = read_annotated(tmp_path / "export.json")
    assert [(state.start, state.text) for state in document.states] == [(2, "They")]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ((b'begin="6"', b'begin="4"'), "offset"),  # inside a character
        ((b'end="14" entity', b'end="1400" entity'), "offset"),
        ((b'mode="direct"', b'mode="driect"'), "402: mode is 'driect'"),
        ((b"</xmi:XMI>", b""), "not UIMA XMI"),
        ((b"<custom:Cue ", b"<custom:Clue "), "custom.Clue"),
        ((b"<xmi:XMI", b"<!DOCTYPE x [<!ENTITY e 'x'>]><xmi:XMI"), "declares entities"),
    ],
)
def test_faults_in_exports_of_inception(change, message, tmp_path):
    xmi = (EXPORTS / "inception/a1.xmi").read_bytes()
    assert change[0] in xmi
    (tmp_path / "a1.xmi").write_bytes(xmi.replace(*change))
    (tmp_path / "TypeSystem.xml").write_bytes((EXPORTS / "inception/TypeSystem.xml").read_bytes())
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(AnnotationError) as raised:
            list(read_annotated(tmp_path / "a1.xmi"))
    assert message in str(raised.value)
    assert "a1.xmi: " in str(raised.value)


@pytest.fixture
def project(full_document, tmp_path):
    """A document with one annotation of each type, written for brat, and a function that edits it and reads it."""
    folder = tmp_path / "project"
    BratWriter().write_to([full_document], folder)
    file = folder / "full.ann"

    def edited(*changes, more=""):
        lines = file.read_text(encoding="utf-8")
        for old, new in changes:
            assert old in lines
            lines = lines.replace(old, new)
        file.write_text(lines + more, encoding="utf-8")
        [document] = read_annotated(folder, coder="anna")
        return document

    return edited


def line_of(document, start):
    """The first field of the line of a span, such as `T4`."""
    [region] = [
        one
        for one in marked(document).markup.regions
        if one.label == start[0] and document.text[slice(*one.spans[0])] == start[1]
    ]
    return f"T{region.id}"


def test_what_was_changed_is_the_coders_and_the_rest_is_kept(project, full_document):
    said = line_of(full_document, ("Statement", "Chile met the OECD"))
    document = project((f"mode {said} indirect", f"mode {said} mixed"))
    before, after = full_document.statements[0], document.statements[0]
    assert (after.mode, after.cue_lemma, after.medium) == ("mixed", before.cue_lemma, before.medium)
    assert without(after.speaker.entity.to_dict()) == without(before.speaker.entity.to_dict())
    assert [office.title for office in document.people[0].offices] == [
        "minister"
    ]  # a post without a span cannot be marked
    assert document.statements[1].speakers == full_document.statements[1].speakers  # nor can an unknown speaker


def test_a_time_with_another_value_has_no_other_value_of_the_old_one(project):
    [time] = project(("value: 2023-03-13", "value: 2023-03-14")).times
    assert (time.value, time.timex3, time.earliest, time.anchor, time.candidates) == (
        "2023-03-14",
        None,
        None,
        None,
        (),
    )


def test_a_statement_at_another_place_is_a_new_one(project, full_document):
    said = line_of(full_document, ("Statement", "in Paris"))
    document = project((f"{said}\tStatement 49 57\tin Paris", f"{said}\tStatement 52 57\tParis"))
    [moved] = [one for one in document.statements if one.text == "Paris"]
    assert (moved.speakers, moved.holder.name, moved.asked) == ((), "Chile", True)


def test_what_was_deleted_is_gone_and_nothing_refers_to_it(full_document):
    markup = marked(full_document).markup
    [chile] = [region.id for region in markup.regions if region.label == "State"]
    left = Markup(
        [region for region in markup.regions if region.id != chile],
        [link for link in markup.links if chile not in (link.source, link.target)],
    )
    tool_format = FORMATS["labelstudio"]
    back, _ = tool_format.shown(full_document, left)
    document = restored(full_document, back, tool_format.shown, "anna")
    assert document.states == ()
    assert document.statements[1].holder is None
    assert document.organizations[0].members == ()
    assert [str(participant) for participant in document.meetings[0].participants] == ["OECD"]
    assert document.people[0].offices == ()
    wire.loads(wire.dumps(document))


def test_a_new_annotation_needs_nothing_but_what_is_marked(project):
    document = project(
        more="T90\tMeeting 49 51\tin\nA90\tmeeting_kind T90 talks\nA91\tstatus T90 planned\nT91\tSource 0 3\tAna\nR90\tparticipant Arg1:T90 Arg2:T91\n"
    )
    [talks] = [one for one in document.meetings if one.kind == "talks"]
    assert (talks.participants[0].mention.text, talks.medium, talks.venue) == ("Ana", "unknown", None)


def test_the_way_there_and_back_on_the_command_line(run, read, tmp_path):
    results, folder, gold = (str(tmp_path / name) for name in ("out.jsonl", "brat", "gold.jsonl"))
    (tmp_path / "out.jsonl").write_text("".join(wire.dumps(document) + "\n" for document in read), encoding="utf-8")
    done = run("annotate", results, "--format", "brat", "-o", folder)
    assert (done.returncode, done.stderr) == (0, b"")
    done = run("annotated", folder, "--coder", "anna", "-o", gold)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    again = list(wire.read_lines((tmp_path / "gold.jsonl").read_text(encoding="utf-8").splitlines()))
    assert [without_provenance(one) for one in again] == [without_provenance(one) for one in read]
    assert run("annotated", folder).stdout.count(b'"coder": "unknown"') == len(read)

    again = run("annotate", results, "--format", "brat", "-o", folder)
    assert again.returncode == 2
    assert b"is not an empty folder; what coders have annotated there would be overwritten" in again.stderr


def test_articles_are_annotated_from_the_beginning(run, tmp_path):
    (tmp_path / "a.txt").write_text("They met.", encoding="utf-8")
    done = run("annotate", str(tmp_path / "a.txt"), "--format", "labelstudio", "-o", str(tmp_path / "project"))
    assert (done.returncode, done.stderr) == (0, b"")
    [task] = json.loads((tmp_path / "project/tasks.json").read_text(encoding="utf-8"))
    assert (task["data"]["text"], task["predictions"]) == (
        "They met.",
        [{"model_version": "diplotext 0.1.0", "result": []}],
    )
    done = run("annotated", str(tmp_path / "project/tasks.json"))
    assert (done.returncode, done.stderr) == (2, b"diplotext: nothing there is annotated\n")


@TOOLS
def test_blank_projects_show_coders_nothing(tool, read, run, tmp_path):
    (tmp_path / "out.jsonl").write_text(wire.dumps(read[0]) + "\n", encoding="utf-8")
    folder = tmp_path / "project"
    done = run("annotate", str(tmp_path / "out.jsonl"), "--format", tool, "--blank", "-o", str(folder))
    assert (done.returncode, done.stderr) == (0, b"")
    [document] = wire.read_lines((folder / "documents.jsonl").read_text(encoding="utf-8").splitlines())
    assert document.annotations == ()
    if tool == "labelstudio":
        assert json.loads((folder / "tasks.json").read_text(encoding="utf-8"))[0]["predictions"] == []
    else:
        assert [one.annotations for one in read_annotated(folder)] == [()]


def test_faults_are_reported_and_the_other_texts_are_read(run, tmp_path):
    for name, label in (("a", "State"), ("b", "Stat"), ("c", "State")):
        (tmp_path / f"{name}.txt").write_text("They met.", encoding="utf-8")
        (tmp_path / f"{name}.ann").write_text(f"T1\t{label} 0 4\tThey\nT2\t{label} 5 8\tmet\n", encoding="utf-8")
    done = run("annotated", str(tmp_path))
    assert done.returncode == 1
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["a", "c"]
    assert done.stderr.decode().count("b.ann: T") == len(done.stderr.splitlines()) == 2
    done = run("annotated", str(tmp_path / "b.ann"))
    assert (done.returncode, done.stdout) == (2, b"")


def test_what_cannot_be_read_at_all(run, tmp_path):
    for path, message in (
        ("none", "no such file or folder"),
        ("", "no files .ann, .xmi or .zip"),
        ("x.csv", "not an export"),
    ):
        (tmp_path / "x.csv").touch()
        done = run("annotated", str(tmp_path / path))
        assert done.returncode == 2
        assert message in done.stderr.decode()


def test_formats_are_contributed_like_those_of_plugins():
    assert Registry(plugins={"annotation": writers}).writers.keys() >= {"brat", "inception", "labelstudio"}


def test_the_scheme_fits_the_model():
    hints = {
        label: attrs.fields_dict(kind)
        for label, kind in (("Statement", Statement), ("Meeting", Meeting), ("Time", TimeExpression))
    }
    for label, fields in hints.items():
        for value in scheme().values_of(label):
            assert value.field in fields
            choices = get_args(fields[value.field].type) or get_args(
                get_type_hints({"Statement": Statement, "Meeting": Meeting, "Time": TimeExpression}[label])[value.field]
            )
            literal = {
                inner for choice in choices for inner in (get_args(choice) or (choice,)) if isinstance(inner, str)
            }
            if value.choices and not value.is_flag and literal:
                assert set(value.choices) == literal, value.name
    for name, kind in (("form", Form), ("source_kind", SourceKind), ("named_by", NamedBy)):
        assert scheme().value(name).choices == get_args(kind)
    assert scheme().value("level").choices == tuple(attrs.fields_dict(Venue))
    names = [value.name for value in scheme().values]
    assert len(set(names)) == len(names)
    assert len({label.key for label in scheme().labels}) == len(scheme().labels)


def test_archives_that_cannot_be_read_are_reported(tmp_path):
    (tmp_path / "a.zip").write_bytes(b"PK\x03\x04 nothing")
    for name in ("a1.xmi", "TypeSystem.xml"):
        (tmp_path / name).write_bytes((EXPORTS / "inception" / name).read_bytes())
    faults = []
    assert len(list(read_annotated(tmp_path, report=faults.append))) == 1
    [fault] = faults
    assert fault.startswith(f"{tmp_path / 'a.zip'}: not a ZIP archive that can be read")


def test_the_coder_that_is_named_goes_before_that_of_a_folder():
    assert {one.source["coder"] for one in read_annotated(EXPORTS / "brat", coder="carla")} == {"carla"}
    assert {one.source["coder"] for one in read_annotated(EXPORTS / "inception", coder="carla")} == {"anna"}


def test_offsets_of_xmi_are_those_of_java(tmp_path):
    said = [Statement(spans=[Span.of(HARD, at, at + 2)], mode="direct", rule="test") for at in range(len(HARD) - 2)]
    InceptionWriter().write_to([Document(HARD, id="a", annotations=said)], tmp_path / "project")
    root = ElementTree.parse(tmp_path / "project/a.xmi").getroot()
    [text] = [element.get("sofaString") for element in root if element.tag.endswith("}Sofa")]
    shown = FORMATS["inception"].shown_text(HARD)
    assert text == shown  # line breaks and tabs are not normalized
    units = text.encode("utf-16-le")
    marks = [element for element in root if element.tag == "{http:///custom.ecore}Statement"]
    found = [units[2 * int(mark.get("begin")) : 2 * int(mark.get("end"))].decode("utf-16-le") for mark in marks]
    assert found == [shown[one.start : one.end] for one in said]


def test_texts_in_notes_of_brat_are_escaped(tmp_path):
    names = ["\\", " | ", "a\nb\r\tc", "identifiers: x=1", "\\n", "a\\ | b", "😀\u2028"]
    text = "abcdefgh"
    people = [
        Person(name=f".{name}.", mentions=[Mention.at(Span.of(text, at, at + 1))], rule="test")
        for at, name in enumerate(names)
    ]
    document = Document(text, id="a", annotations=people)
    BratWriter().write_to([document], tmp_path / "project")
    (tmp_path / "project/documents.jsonl").unlink()
    [again] = read_annotated(tmp_path / "project")
    expected = [*(person.name for person in people[:-1]), ".😀 ."]
    assert [person.name for person in again.people] == expected


@TOOLS
def test_one_mention_that_represents_two_sides(tool, tmp_path):
    text = "They met Silva: Chile and Peru, at the fair."

    def mention(part):
        return Mention.at(Span.of(text, text.index(part), text.index(part) + len(part)))

    chile, peru = (State(name=name, mentions=[mention(name)], rule="test") for name in ("Chile", "Peru"))
    silva = Person(name="Silva", mentions=[mention("Silva")], rule="test")
    both = [
        Participant(mention(part), entity, side)
        for part, entity in (("They", None), ("Silva", silva))
        for side in (chile, peru, None)
    ]
    fair = Span.of(text, text.index("fair"), text.index("fair") + 4)
    first = Meeting(spans=[fair], kind="other", status="held", rule="test", host_event=HostEvent("fair", fair))
    second = attrs.evolve(first, spans=[mention("met")], participants=both, host_event=HostEvent("fair", fair, first))
    document = Document(text, id="a", annotations=[chile, peru, silva, first, second])
    [again] = there_and_back(tool, [document], tmp_path / "project")
    assert without_provenance(again) == without_provenance(document)
    [again] = there_and_back(tool, [document], tmp_path / "other", originals=False)
    assert {str(one.side) for one in again.meetings[0].participants} == {"Chile", "Peru", "None"}


def test_the_documents_of_one_coder(run):
    done = run("annotated", str(EXPORTS / "label_studio.json"), "--only", "boris@example.org")
    assert (done.returncode, done.stderr) == (0, b"")
    assert [json.loads(line)["source"]["coder"] for line in done.stdout.splitlines()] == ["boris@example.org"]
    done = run("annotated", str(EXPORTS / "label_studio.json"), "--only", "boris")
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"no coder is named 'boris': choose from 1, boris@example.org" in done.stderr
