"""What checks say of mistakes beside the ones that the bad plugins make: each message holds the remedy."""

import sys

import attrs
import pytest

from diplotext import Annotation, Extractor, Place, Rule, TimeExpression
from diplotext.testing import CHECKS, Check, growth
from diplotext.testing.bench import difference, plain
from diplotext.testing.texts import bundled, documents, hard_texts

CHECK = {check.__name__: check for check in CHECKS}
TEXTS = ["They met in Lima."]
WITHOUT_TEXTS = ("is_discoverable", "is_constructible", "imports_lightly", "is_documented", "pickles")
"""Checks that read no text, or that fail before they do for a class that is made inside a test."""


def of_lima(**body):
    """An extractor class that finds Lima, changed by `body`."""

    def extract(self, reading):
        start = reading.text.find("Lima")
        if start >= 0:
            yield Place(name="Lima", spans=[reading.span(start, start + 4)], rule="lima")

    declared = {"name": "lima", "provides": (Place,), "extract": extract, "__doc__": "Lima.", **body}
    return attrs.frozen(type("Lima", (Extractor,), declared))


@attrs.frozen(kw_only=True)
class Listed(Annotation):
    """An annotation that cannot be hashed."""

    words: tuple[str, ...] = ()


class Undecorated(Annotation):
    """No attrs class of its own."""


def yields(kind, **fields):
    """The body of an extractor that yields one annotation of a type for the first word."""

    def extract(self, reading):
        if reading.text:
            yield kind(spans=[reading.span(0, 1)], rule="first", **fields)

    return {"provides": (kind,), "extract": extract}


def raises(error):
    def extract(self, reading):
        raise error

    return {"extract": extract}


def says(check, extractor, texts=TEXTS):
    with pytest.raises(AssertionError) as caught:
        CHECK[check](extractor, texts)
    return str(caught.value)


UNDECORATED = type("Plain", (Extractor,), {"name": "plain", "provides": (Place,), "extract": lambda self, reading: ()})


@pytest.mark.parametrize(
    ("check", "body", "said"),
    [
        ("is_constructible", {"__annotations__": {"words": tuple}}, "cannot be made without arguments"),
        ("is_constructible", {"words": attrs.field(default=1)}, "option 'words' of Lima has no type; write words: bool"),
        ("is_constructible", {"name": "Lima Finder"}, "Lima.name is 'Lima Finder'; use lower-case letters"),
        ("is_constructible", {"provides": Place}, "provides must be a tuple"),
        ("is_discoverable", {}, '[project.entry-points.diplotext]\n    lima = "'),
        ("is_documented", {"__doc__": ""}, "Lima has no docstring; say in one line what it finds"),
        ("is_documented", {"words": attrs.field(default=1, type=int)}, "does not say what option 'words' does"),
        ("is_documented", {"provides": (type("Pact", (Annotation,), {}),)}, "annotation type Pact has no docstring"),
        ("yields_what_it_provides", {"provides": (Place, TimeExpression)}, "provides TimeExpression, and yields none"),
        ("types_survive_the_wire", yields(Undecorated), "Undecorated is not an attrs class; decorate it with @attrs.frozen"),
        ("types_survive_the_wire", yields(Listed, words=["a"]), "use tuples instead of lists in Listed"),
        ("does_without_what_it_uses", {"requires": (Listed,)}, "no pipeline can be built with Lima: extractor 'lima' requires"),
        ("pickles", {}, "cannot be pickled"),
        ("is_deterministic", {"__qualname__": "f.<locals>.Lima"}, "define it at the top level of a module"),
        ("batches_like_single_documents", {"extract_batch": lambda self, readings: iter(())}, "yields 0 results for a batch"),
        ("yields_what_it_provides", {"requires": (1,)}, "requires names 1, which is not an annotation type"),
    ],
)  # fmt: skip
def test_a_mistake_and_its_remedy(check, body, said):
    assert said in says(check, of_lima(**body))


def test_a_class_that_is_not_decorated():
    assert "Plain is not an attrs class itself; decorate it with @attrs.frozen" in says("is_constructible", UNDECORATED)


@pytest.mark.parametrize("check", [check for check in CHECKS if check.__name__ not in WITHOUT_TEXTS])
def test_a_check_that_can_show_nothing_says_so(check):
    nothing = of_lima(extract=lambda self, reading: ())
    assert "so this check proves nothing; pass texts" in says(check.__name__, nothing)


@pytest.mark.parametrize("check", CHECKS)
def test_checks_take_classes(check):
    assert "checks take the extractor class: write Lima" in says(check.__name__, of_lima()())
    assert "not a subclass of diplotext.Extractor" in says(check.__name__, str)


@pytest.mark.parametrize("check", CHECKS)
def test_checks_are_documented(check):
    assert check.__doc__
    assert isinstance(check, type(says))
    assert Check.__call__.__doc__


def test_rules_are_declared():
    rule = Rule(id="lima", finds="Lima", examples=("They met in Lima.",))
    CHECK["is_documented"](of_lima(rules=classmethod(lambda cls: {"lima": rule})), TEXTS)
    other = of_lima(rules=classmethod(lambda cls: {"quito": rule}))
    assert "by the rule 'lima', which Lima.rules() does not declare; it declares quito" in says("is_documented", other)
    empty = of_lima(rules=classmethod(lambda cls: {"lima": attrs.evolve(rule, examples=())}))
    assert "rule 'lima' of Lima.rules() has no 'examples'" in says("is_documented", empty)


PACKAGE = '''"""Reads and reaches when it is imported."""
import pathlib, socket
import attrs
from diplotext import Extractor, Place
WORDS = (pathlib.Path(__file__).parent / "words.csv").read_text(encoding="utf-8")

@attrs.frozen
class Words(Extractor):
    name = "words"
    provides = (Place,)
    def extract(self, reading):
        return ()
'''


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("", "reads greedy_0/words.csv; read data on first use, in a function under @functools.cache"),
        ("WORDS = socket.getaddrinfo('localhost', 80)", "has forbidden effects: socket.getaddrinfo"),
    ],
)
def test_what_an_import_must_not_do(tmp_path, monkeypatch, request, change, said):
    name = f"greedy_{0 if not change else 1}"
    folder = tmp_path / name
    folder.mkdir()
    source = (
        PACKAGE
        if not change
        else "\n".join(change if line.startswith("WORDS") else line for line in PACKAGE.splitlines())
    )
    (folder / "__init__.py").write_text(source, encoding="utf-8")
    (folder / "words.csv").write_text("a\n", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    module = __import__(name)
    request.addfinalizer(lambda: sys.modules.pop(name))
    assert said in says("imports_lightly", module.Words)


def test_one_that_never_ends_is_stopped(monkeypatch):
    if not hasattr(growth.signal, "setitimer"):
        pytest.skip("no timer on this platform")
    monkeypatch.setattr(growth, "BUDGET_SECONDS", 0.2)

    def extract(self, reading):
        while "Lima" not in reading.text or len(reading.text) > 100:
            pass
        yield Place(name="Lima", spans=[reading.span(0, 4)], rule="lima")

    monkeypatch.setattr("diplotext.testing.texts.bundled", lambda: ())
    endless = of_lima(extract=extract)
    assert "TimeoutError: it takes more than" in says("survives_hard_texts", endless)
    assert "takes more than 0 s for 16,000 characters" in says("takes_linear_time", endless)


def test_one_text_instead_of_several():
    with pytest.raises(AssertionError, match="texts takes several texts, not one"):
        documents("They met in Lima.")


def test_texts_of_the_author_come_first():
    read = documents([{"text": "They met.", "published": "2022-05-10"}])
    assert (read[0].text, str(read[0].published)) == ("They met.", "2022-05-10")
    assert read[1:] == bundled()


def test_the_articles_of_the_kit():
    assert len(bundled()) == len({document.id for document in bundled()}) == 8
    assert all(document.published for document in bundled())


def test_hard_texts_keep_what_is_in_them():
    text = bundled()[0].text
    hard_ones = hard_texts(text)
    assert len(set(hard_ones.values())) == len(hard_ones) > 20
    assert sum("Norwegian" in value for value in hard_ones.values()) > 15


@pytest.mark.parametrize(
    ("one", "other", "line"),
    [
        ([1], [1], None),
        ([1], [1, 2], "1 annotation, then 2"),
        ([1, 2], [1, 3], "number 2: 2, then 3"),
        ({"a": "x"}, {"a": "y"}, 'a is "x", then "y"'),
        ({"a": 1}, {"b": 1}, '{"a": 1}, then {"b": 1}'),
        ({"a": 1, "b": 2}, {"b": 2, "a": 1}, "the order of the keys"),
    ],
)
def test_differences(one, other, line):
    assert difference(one, other) == line


def test_values_are_told_apart_by_type():
    place = Place(name="Lima", rule="x", identifiers={"a": "b"})
    assert plain(place)["type"] == "Place"
    assert plain(place)["identifiers"] == {"a": "b"}
    assert isinstance(plain(object()), str)
