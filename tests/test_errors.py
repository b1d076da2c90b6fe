"""What a stranger does wrong, and what the message must say: the value, the nearest match, what to do."""

import types
from pathlib import Path

import attrs
import pytest
import spacy

import diplotext
from diplotext import (
    Annotation,
    ArticleError,
    ContractError,
    Document,
    Extractor,
    Knowledge,
    Mention,
    Name,
    Person,
    Pipeline,
    PipelineError,
    Place,
    PluginError,
    Record,
    Registry,
    Span,
    SpanError,
    Statement,
    WireError,
    Writer,
    hookimpl,
    schema,
    wire,
)


@attrs.frozen
class Cities(Extractor):
    name = "cities"
    provides = (Place,)
    limit: int = 3
    sure: bool = True
    order: str = attrs.field(default="text", validator=attrs.validators.in_(("text", "name")))

    def extract(self, reading):
        return []


@attrs.frozen
class Needy(Cities):
    name = "needy"
    provides = (Statement,)
    requires = (Person,)


def made(name="made", provides=(Place,), **declared):
    """An instance of an extractor with other declarations."""
    body = {"name": name, "provides": provides, "extract": lambda self, reading: [], **declared}
    return attrs.frozen(type("Made", (Extractor,), body))()


def yielding(yielded):
    """A pipeline that reads "Rome" with an extractor that yields something."""
    return Pipeline([made(extract=lambda self, reading: yielded(reading))]).read("Rome")


def plugin(**functions):
    module = types.ModuleType("mine")
    for name, value in functions.items():
        implementation = (lambda value: lambda: value)(value)
        implementation.__name__ = name
        setattr(module, name, hookimpl(implementation))
    return module


def registered(module):
    registry = Registry(plugins={"mine": module}, installed=False, strict=True)
    return registry.plugins


def unmarked():
    module = types.ModuleType("mine")
    module.diplotext_extractors = lambda: [Cities]
    return module


INSTALLED = Registry(plugins={"mine": plugin(diplotext_extractors=[Cities, Needy])}, installed=False)


def of(*names, **options):
    return Pipeline.of(*names, registry=INSTALLED, **options)


@attrs.frozen(kw_only=True)
class Unwritable(Annotation):
    things: list[object] = ()


class Undecorated(Annotation):
    title: str


class Nameless(Writer):
    def write(self, documents, stream):
        """Write nothing."""


@attrs.frozen
class Unfinished(Extractor):
    name = "unfinished"
    provides = (Place,)


PLACE = Place(name="Rome", rule="r", spans=[Span(0, 4, "Rome")])
RECORD = {"id": "city:rome", "kind": "city", "name": "Rome", "source": "project", "as_of": "2026"}
STATEMENT = {"id": "statement:1", "spans": [], "rule": "r", "mode": "direct"}
STATEMENT |= {"extractor": "", "extractor_version": "", "confidence": None}


def from_wire(annotation=None, without="", **changes):
    """Read a changed wire document."""
    record = wire.to_dict(Document("Rome", annotations=[PLACE]))
    record["annotations"]["place"][0] |= annotation or {}
    return wire.from_dict({key: value for key, value in {**record, **changes}.items() if key != without})


COMPOSING = [
    (lambda: of("citys"), PipelineError, "no extractor is named 'citys'", "did you mean 'cities'", "choose from"),
    (lambda: of(["cities"]), PipelineError, "names of extractors are strings, not ['cities']; write them one by one"),
    (lambda: of(Cities), PipelineError, "Pipeline(...) takes instances"),
    (lambda: of(without="citys"), PipelineError, "did you mean 'cities'"),
    (lambda: of("cities", options={"citys": {}}), PipelineError, "options for 'citys'", "did you mean 'cities'"),
    (lambda: of("cities", options={"cities": {"limits": 1}}), PipelineError, "no option 'limits'", "mean 'limit'"),
    (lambda: of("cities", options={"cities": {"limit": "3"}}), PipelineError, "'limit' is '3'", "of the type int"),
    (lambda: of("cities", options={"cities": {"limit": True}}), PipelineError, "'limit' is True", "of the type int"),
    (lambda: of("cities", options={"cities": {"sure": "no"}}), PipelineError, "'sure' is 'no'", "of the type bool"),
    (lambda: of("cities", options={"cities": {"order": "size"}}), PipelineError, "order='size'", "('text', 'name')"),
    (lambda: of("cities", options={"cities": ["limit"]}), PipelineError, "a mapping such as {'option': value}"),
    (lambda: of("cities", options=["limit"]), PipelineError, "options are given by extractor, such as"),
    (lambda: of("needy"), PipelineError, "'needy' requires Person", "add one that does", "`diplotext plugins`"),
    (lambda: Pipeline.of("cities", registry=3), PipelineError, "registry is 3", "Registry(plugins=...)"),
    (lambda: Pipeline("cities"), PipelineError, "takes several extractors", "write Pipeline.of('cities')"),
    (lambda: Pipeline(["cities"]), PipelineError, "not an extractor: 'cities'", "Pipeline.of('cities')"),
    (lambda: Pipeline([Cities]), PipelineError, "not an extractor: <class", "make an instance of it"),
    (lambda: Pipeline(Cities()), PipelineError, "takes several extractors", "write Pipeline([Cities("),
    (lambda: Pipeline(None), PipelineError, "takes several extractors, not None"),
    (
        lambda: Pipeline([Cities(), Cities(limit=1)]),
        PipelineError,
        "two extractors are named 'cities'",
        "leave one out",
    ),
    (lambda: Pipeline([Needy()]), PipelineError, "requires Person, which no extractor of the pipeline provides"),
    (
        lambda: Pipeline([made("a", requires=(Person,)), made("b", (Person,), requires=(Place,))]),
        PipelineError,
        "in a cycle: a -> b -> a",
        "leave one out, or let one of them use a type",
    ),
    (lambda: Pipeline([Cities()], language=3), PipelineError, "language is 3", "name or path of one"),
    (lambda: of("cities", knowledge=[1]), PipelineError, "knowledge is [1]", "Knowledge(records)"),
    (
        lambda: Pipeline([made(needs=("doc.sents",))], language="en_diplotexte"),
        PipelineError,
        "language model 'en_diplotexte' cannot be loaded",
        "Installed models:",
    ),
    (
        lambda: Pipeline([made(needs=("doc.sents",))], language=spacy.blank("en")),
        PipelineError,
        "needs doc.sents, which the language model 'en_pipeline' does not hold",
        "install en-diplotext",
    ),
    (lambda: Pipeline([made(needs=("token.depp",))]), PipelineError, "did you mean 'token.dep'"),
]

DECLARING = [
    (lambda: Pipeline([made("")]), PipelineError, "extractor class Made: no 'name'; give it a unique one"),
    (lambda: Pipeline([made(provides=())]), PipelineError, "no 'provides'", "such as provides = (Place,)"),
    (lambda: Pipeline([made(provides=Place)]), PipelineError, "must be a tuple", "write provides = (Place,)"),
    (lambda: Pipeline([made(needs="doc.sents")]), PipelineError, "write needs = ('doc.sents',)"),
    (
        lambda: Pipeline([made(requires=("Place",))]),
        PipelineError,
        "requires names 'Place', which is not an annotation type",
    ),
    (
        lambda: Pipeline([made(provides=(Unwritable,))]),
        PipelineError,
        "Unwritable cannot be written: the wire format cannot hold list[object]",
        "(field things)",
    ),
    (
        lambda: Pipeline([made(provides=(Undecorated,))]),
        PipelineError,
        "title is not a field",
        "@attrs.frozen(kw_only=True)",
    ),
    (
        lambda: schema.json_schema([Unwritable]),
        TypeError,
        "the wire format cannot hold list[object]",
        "(field things)",
        "use spans, strings",
    ),
]

PLUGINS = [
    (lambda: registered(plugin(diplotext_extractor=[])), PluginError, "did you mean 'diplotext_extractors'"),
    (lambda: registered(unmarked()), PluginError, "diplotext_extractors is not marked; write @hookimpl above it"),
    (
        lambda: registered(plugin()),
        PluginError,
        "mine implements no hook",
        "@hookimpl",
        "diplotext_writers",
        "entry point",
    ),
    (
        lambda: registered(plugin(diplotext_extractors=Cities)),
        PluginError,
        "must return a list",
        "write return [Cities]",
    ),
    (
        lambda: registered(plugin(diplotext_extractors=None)),
        PluginError,
        "must return a list",
        "empty list for nothing",
    ),
    (lambda: registered(plugin(diplotext_extractors=[Cities()])), PluginError, "return the class Cities"),
    (lambda: registered(plugin(diplotext_extractors=[Unfinished])), PluginError, "Unfinished", "abstract method"),
    (
        lambda: registered(plugin(diplotext_knowledge=[{"id": "x"}])),
        PluginError,
        "instances of Record",
        "Record(id=...)",
    ),
    (lambda: registered(plugin(diplotext_writers=[Nameless])), PluginError, "Nameless: no 'name'", "--format"),
    (lambda: Registry(plugins={"diplotext": plugin()}, installed=False), PluginError, "two plugins are named", "block"),
    (lambda: INSTALLED.create("cites"), PipelineError, "did you mean 'cities'"),
    (lambda: INSTALLED.create("cities", oder="name"), PipelineError, "no option 'oder'", "did you mean 'order'"),
]

EXTRACTING = [
    (lambda: yielding(lambda r: [Person(name="R", rule="r")]), ContractError, "provides only Place", "add Person to"),
    (lambda: yielding(lambda r: ["Rome"]), ContractError, "'made' yielded 'Rome'", "provides only Place, as instances"),
    (lambda: yielding(lambda r: PLACE), ContractError, "returned <Place 'Rome'", "yield annotations"),
    (lambda: yielding(lambda r: None), ContractError, "returned None", "or return a list of them"),
    (
        lambda: yielding(lambda r: [r.span(1, 9)]),
        SpanError,
        "invalid span 1..9 of a text of 4 characters",
        "0 <= start < end <= 4",
    ),
    (lambda: yielding(lambda r: [r.span(None, 2)]), SpanError, "None..2", "whole numbers"),
    (
        lambda: yielding(lambda r: [attrs.evolve(PLACE, mentions=[Mention(0, 2, "xy")])]),
        ContractError,
        "is 'Ro', not 'xy'",
    ),
    (lambda: yielding(lambda r: [attrs.evolve(PLACE, category=["x"])]), ContractError, "tuples instead of lists"),
    (lambda: yielding(lambda r: r.of("Place")), TypeError, "annotation type, not 'Place'", "pass the class itself"),
    (lambda: yielding(lambda r: [r.holds("doc.sent")]), ValueError, "holds no 'doc.sent'", "did you mean 'doc.sents'"),
    (
        lambda: Place(name="R", rule="r", spans=[(0, 2)]),
        SpanError,
        "(0, 2), which is not a Span",
        "reading.span(start, end)",
    ),
    (lambda: Place(name="R", rule="r", spans=Span(0, 1, "R")), SpanError, "write spans=[Span(0, 1, 'R')]"),
    (
        lambda: Place(name="R", rule="r", mentions=[Span(0, 1, "R")]),
        SpanError,
        "not a Mention",
        "reading.mention(start, end)",
    ),
    (lambda: Place(name="R", rule="r", identifiers="Q1"), TypeError, "expected a mapping, such as {'wikidata'"),
    (lambda: Statement(rule="r", mode="directly"), ValueError, "mode: 'directly'", "did you mean 'direct'", "mixed"),
    (lambda: Mention(0, 1, "R", "nick"), ValueError, "form: 'nick'", "choose from acronym, demonym"),
    (lambda: Span("a", 2, "b"), SpanError, "'a'..2", "whole numbers"),
    (lambda: Span(3, 1, "b"), SpanError, "3..1", "0 <= start < end"),
]

READING = [
    (lambda: Pipeline([]).read(b"Rome"), ArticleError, "not bytes", "article.decode('utf-8')"),
    (lambda: Pipeline([]).read(Path("a.txt")), ArticleError, "read the file first: path.read_text(encoding='utf-8')"),
    (lambda: Pipeline([]).read(["Rome"]), ArticleError, "not list; stream takes several articles"),
    (lambda: Pipeline([]).read({"body": "Rome"}), ArticleError, "this one has 'body'", "under the key 'text'"),
    (lambda: Pipeline([]).read({"text": "R", "publised": "2022"}), ArticleError, "did you mean 'published'"),
    (
        lambda: Pipeline([]).read({"text": "R", "id": 3.5}),
        ArticleError,
        "id: 3.5 is of the wrong type (float); give a str",
    ),
    (lambda: Pipeline([]).read({"text": "R", "source": 7}), ArticleError, "source: 7", "give a mapping"),
    (
        lambda: Pipeline([]).read("R", published="5 May 2022"),
        ArticleError,
        "'5 May 2022' is not a date; write YYYY-MM-DD",
    ),
    (
        lambda: Pipeline([]).read("R", published="2022-02-30"),
        ArticleError,
        "'2022-02-30' is not a date; write YYYY-MM-DD",
    ),
    (
        lambda: Pipeline([]).read("R", on_error="colect"),
        PipelineError,
        "did you mean 'collect'? choose from collect, raise",
    ),
    (lambda: Pipeline([]).read("R", on_error=None), PipelineError, "on_error is None", "choose from collect, raise"),
    (lambda: Pipeline([]).read("R", parse="R"), PipelineError, "parse is 'R'", "pass the spaCy Doc"),
    (lambda: Pipeline([]).read("R", parse=spacy.blank("en")("S")), PipelineError, "of another text", "document.text"),
    (
        lambda: Pipeline([made(needs=("doc.ents",))]).read("In Rome", parse=spacy.blank("en")("In Rome")),
        PipelineError,
        "'made' needs doc.ents, which the parse does not hold",
        "such as spacy.load('en_diplotext')",
    ),
    (lambda: Pipeline([]).stream("Rome"), ArticleError, "use read for one"),
    (lambda: Pipeline([]).stream(None), ArticleError, "an iterable of articles, not NoneType"),
    (
        lambda: Pipeline([]).stream(["R"], processes=0),
        PipelineError,
        "processes must be a whole number, 1 or more, not 0",
    ),
    (
        lambda: Pipeline([]).stream(["R"], batch_size="8"),
        PipelineError,
        "batch_size must be a whole number, 1 or more",
        "not '8'",
    ),
    (lambda: Document(b"Rome"), ArticleError, "text: expected a string, not bytes; decode it first"),
    (lambda: Document("Rome").of("Statment"), TypeError, "pass the class itself: did you mean 'Statement'"),
    (lambda: Document("Rome").of(PLACE), TypeError, "write document.of(Place)"),
    (lambda: Document("Rome").of(Span), TypeError, "takes an annotation type, not <class"),
    (lambda: diplotext.Piepline, AttributeError, "no attribute 'Piepline'", "did you mean 'Pipeline'"),
]

KNOWING = [
    (lambda: Record(**RECORD, names="Rome"), TypeError, "'Rome' is one string", "write ['Rome']"),
    (
        lambda: Record(**RECORD, since="May 2020"),
        ValueError,
        "since: 'May 2020' is not a day",
        "write YYYY-MM-DD, YYYY-MM or",
    ),
    (lambda: Record(**RECORD, identifiers="Q220"), TypeError, "expected a mapping", "not 'Q220'"),
    (lambda: Name(text="Rome", form="nam"), ValueError, "form: 'nam'", "did you mean 'name'"),
    (lambda: Knowledge([RECORD]), TypeError, "instances of Record, not {'id'", "Record(id=...)"),
]

STORING = [
    (lambda: from_wire(schema=2), WireError, "schema is 2; this version of diplotext reads 1"),
    (
        lambda: wire.loads('{"text": "Rome"}'),
        WireError,
        "schema is None",
        "use Pipeline.read for an article without annotations",
    ),
    (lambda: wire.loads("Rome"), WireError, "not JSON: Expecting value"),
    (lambda: wire.loads("[]"), WireError, "a document must be a JSON object, not list"),
    (lambda: list(wire.read_lines(["", "Rome"])), WireError, "line 2: not JSON"),
    (lambda: from_wire(without="text"), WireError, "not a document of wire format 1: no 'text'"),
    (
        lambda: from_wire(annotations={"places": []}),
        WireError,
        "unknown type 'places'",
        "did you mean 'place'",
        "types=",
    ),
    (lambda: from_wire(annotations={"armistice": []}), WireError, "install the plugin that defines it", "types="),
    (lambda: from_wire(annotations=[]), WireError, "annotations must be a JSON object with a list for each type"),
    (
        lambda: from_wire(annotations={"place": {}}),
        WireError,
        "annotations.place must be a list of JSON objects, not dict",
    ),
    (lambda: from_wire(annotations={"place": ["a"]}), WireError, "annotations.place holds 'a'", "with an 'id'"),
    (lambda: from_wire({"categorie": "city"}), WireError, "place:1: unknown key 'categorie': did you mean 'category'"),
    (lambda: from_wire({"confidence": "high"}), WireError, "place:1", "$.confidence"),
    (
        lambda: from_wire({"spans": [[0, 1]]}),
        WireError,
        "a span must be a JSON object with start, end and text",
        "$.spans[0]",
    ),
    (lambda: from_wire(published="May"), WireError, "published: 'May' is not a date; write YYYY-MM-DD"),
    (
        lambda: from_wire(annotations={"statement": [STATEMENT | {"mode": "directly"}]}),
        WireError,
        "statement:1: directly not in ['direct', 'indirect', 'mixed'] @ $.mode",
    ),
    (lambda: wire.dumps([Document("Rome")]), WireError, "expected a Document, not [<Document", "one by one"),
    (lambda: wire.from_dict(wire.to_dict(Document("R")), types=Place), WireError, "write types=[Place]"),
    (
        lambda: wire.from_dict(wire.to_dict(Document("R")), types=["Place"]),
        WireError,
        "'Place', which is not an annotation",
    ),
]

ROWS = [*COMPOSING, *DECLARING, *PLUGINS, *EXTRACTING, *READING, *KNOWING, *STORING]


@pytest.mark.parametrize("row", ROWS, ids=[row[2][:40] for row in ROWS])
def test_a_mistake_is_told_with_what_to_do(row):
    mistake, error, *words = row
    with pytest.raises(error) as caught:
        mistake()
    message = str(caught.value)
    assert type(caught.value) is error
    assert [word for word in words if word not in message] == [], message
    assert len(message) < 600
    assert "\n" not in message


COMMANDS = [
    (["extract", "--format", "jsnl", "-"], "no format is named 'jsnl': did you mean 'jsonl'? choose from"),
    (["extract", "--encoding", "utf9", "-"], "no encoding is named 'utf9': did you mean 'utf-"),
    (["extract", "--published", "May", "-"], "published: 'May' is not a date; write YYYY-MM-DD"),
    (["extract", "--with", "citys", "-"], "no extractor is named 'citys'"),
    (["exract"], "Did you mean 'extract'?"),
]


@pytest.mark.parametrize(("arguments", "message"), COMMANDS)
def test_a_mistake_at_the_command_line_is_one_line(run, arguments, message):
    result = run(*arguments, input=b"Rome")
    assert (result.returncode, result.stdout) == (2, b"")
    assert message in result.stderr.decode()
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize("key", ["publisher", "subtitle", "sources"])
def test_keys_that_only_look_like_ours_are_kept(key):
    assert Pipeline([]).read({"text": "Rome", key: "x"}).source == {key: "x"}
