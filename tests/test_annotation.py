"""Annotation by hand: what is written for a tool and read again is the same, whatever characters a text holds."""

import json
import warnings
import zipfile

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
    Span,
    State,
    Statement,
    TimeExpression,
    Timex3,
    Venue,
    wire,
)
from diplotext.annotation import BratWriter, InceptionWriter, LabelStudioWriter, read_annotated
from diplotext.annotation.files import FORMATS, named
from diplotext.annotation.marking import marked
from diplotext.annotation.markup import checked
from diplotext.annotation.scheme import scheme

pytest.importorskip("cassis", reason="the extra `annotation` is not installed")

WRITERS = {writer.name: writer for writer in (LabelStudioWriter, InceptionWriter, BratWriter)}
TOOLS = pytest.mark.parametrize("tool", WRITERS)
PROVENANCE = ("rule", "confidence", "extractor", "extractor_version")
HARD = "Zoë\u0301 “né” 👩\u200d🚀 said:\r\n\t“𝔄ll 🇫🇷 is \u00a0well,”\r\nshe\u2028added\x85. \x0c\x00\ud800 e\u0301nd\ufffe"
"""Emoji, combining marks, other planes, line breaks of all kinds, tabs, control characters, a lone surrogate."""


def export(tool, folder, coder="anna"):
    """What the tool exports if a coder accepts all that was found."""
    if tool != "labelstudio":
        return folder
    tasks = json.loads((folder / "tasks.json").read_text(encoding="utf-8"))
    for number, task in enumerate(tasks, start=1):
        results = [result for found in task["predictions"] for result in found["result"]]
        task |= {"id": number, "predictions": [], "annotations": [{"completed_by": {"email": coder}, "result": results}]}
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
    st.sampled_from(list("ab \t\n\r“”.") + ["\r\n", "\u0301", "👩\u200d🚀", "🇫🇷", "𝔄", "\u2028", "\x85", "\x0c", "\x00", "\ufffe", "|", "\\"]),
    st.characters(exclude_categories=["Cs"]),
    st.just("\ud800"),
)
TEXTS = st.lists(CHARACTERS, min_size=4, max_size=40).map("".join).filter(
    lambda text: not any("\ud800" <= a <= "\udbff" and "\udc00" <= b <= "\udfff" for a, b in zip(text, text[1:], strict=False))
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
        TimeExpression(spans=spans(), kind="date", value=maybe(["2022", "199X"]), timex3=Timex3("DATE", "2022", "START"), **rule)
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
            participants=[attrs.evolve(party(Participant), side=maybe(entities)) for _ in range(draw(st.integers(0, 2)))],
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


@TOOLS
@given(document=documents())
@settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
def test_no_offset_is_lost_in_any_text(tool, document):
    format = FORMATS[tool]
    markup = marked(document).markup
    back, id_of = format.shown(document, markup)
    read = {region.id: region for region in checked(back, document.text, scheme()).regions}
    shown = format.shown_text(document.text)
    assert len(shown) == len(document.text)
    for region in markup.regions:
        if tool == "brat":
            covered = lambda spans: {at for start, end in spans for at in range(start, end) if shown[at] not in " \n\t"}
            assert covered(read[id_of(region.id)].spans if id_of(region.id) in read else ()) == covered(region.spans)
        else:
            assert read[id_of(region.id)].spans == region.spans
            assert read[id_of(region.id)].label == region.label


@TOOLS
@given(document=documents())
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_document_comes_back_as_it_was(tool, document):
    from diplotext.annotation.restoring import restored

    format = FORMATS[tool]
    back, _ = format.shown(document, marked(document).markup)
    again = restored(document, back, format.shown, "anna")
    seen = set(marked(document).annotations.values())
    ids = wire.ids_of(document)
    kept = [one for one in document.annotations if ids[one] in seen]
    if tool == "brat":  # cannot mark what consists of line breaks alone
        text = format.shown_text(document.text)
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
