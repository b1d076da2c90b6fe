"""The interpreters in which checks run an extractor: kept from task to task, and one that dies takes no other task down."""

import importlib
import sys

import pytest

from diplotext import Document
from diplotext.testing import children
from diplotext.testing.bench import Packed

FRAGILE = """
import os, sys, time
import attrs
from diplotext import Extractor, Place

@attrs.frozen
class Fragile(Extractor):
    name = "fragile"
    provides = (Place,)

    def extract(self, reading):
        print("what is printed is no answer")
        if reading.text == "fail":
            raise ValueError("no such text")
        if reading.text == "die":
            print("last words", file=sys.stderr, flush=True)
            os._exit(3)
        if reading.text == "wait":
            time.sleep(100_000)
        seed = os.environ["PYTHONHASHSEED"] + sys.stdin.read()
        yield Place(name=seed, rule="fragile.seed", spans=[reading.span(0, 1)])
"""


@pytest.fixture
def read(tmp_path, monkeypatch):
    """The names that an extractor finds in a text, in each of the surroundings."""
    (tmp_path / "fragile_plugin.py").write_text(FRAGILE, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    extractor = importlib.import_module("fragile_plugin").Fragile

    def read(text):
        answers = children.children("read", extractor, [Packed(Document(text, id="a"))], children.SURROUNDINGS)
        return [place["name"] for [[place]] in answers]

    yield read
    del sys.modules["fragile_plugin"]


def processes():
    return {child.surroundings["PYTHONHASHSEED"]: child for child in children._kept}


def test_they_are_kept(read):
    assert read("One.") == ["1", "2", "3"]
    kept = processes()
    assert read("Two.") == ["1", "2", "3"]
    assert processes() == kept


def test_another_environment_has_others(read, monkeypatch):
    assert read("One.") == ["1", "2", "3"]
    kept = processes()
    monkeypatch.setenv("DIPLOTEXT_OTHER", "1")
    assert read("Two.") == ["1", "2", "3"]
    assert set(processes().values()).isdisjoint(kept.values())
    assert all(child.ended for child in kept.values())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("fail", r"Fragile cannot be run in another process \(PYTHONHASHSEED=1 .*\): ValueError: no such text"),
        ("die", r"Fragile cannot be run in another process \(PYTHONHASHSEED=1 .*\): last words"),
        ("wait", "it did not end within 3 seconds"),
    ],
)
def test_what_goes_wrong_is_told_and_the_next_task_is_done(read, monkeypatch, text, said):
    assert read("One.") == ["1", "2", "3"]
    with monkeypatch.context() as patched:
        if text == "wait":
            patched.setattr(children, "SECONDS", 3)
        with pytest.raises(AssertionError, match=said):
            read(text)
    assert read("Two.") == ["1", "2", "3"]
    children._end_all()
    assert children._kept == []
