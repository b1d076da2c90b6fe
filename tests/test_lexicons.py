import itertools
import re
import sys

import pytest

from diplotext import PluginError
from diplotext.plugin.lexicons import Table, WordSet, each_word, several, toml

NUMBERS = itertools.count()


@pytest.fixture
def made(tmp_path, monkeypatch):
    """A function that makes a package with a data file, and returns its name."""
    monkeypatch.syspath_prepend(str(tmp_path))

    def make(content, file="words.csv"):
        package = f"lexicons_of_{next(NUMBERS)}"
        path = tmp_path / package / "data" / file
        path.parent.mkdir(parents=True)
        (tmp_path / package / "__init__.py").touch()
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return package

    yield make
    for name in [name for name in sys.modules if name.startswith("lexicons_of_")]:
        del sys.modules[name]


@pytest.fixture
def table(made):
    """A function that declares a table with certain content."""

    def declare(content, columns=("word", "kind"), **options):
        return Table(made(content), "words.csv", columns, **options)

    return declare


def test_rows_are_cells_by_column_and_cannot_be_changed(table):
    rows = table('word,kind,source\n# Prime Ministers\n\nLi,"a, b",project\n').rows
    assert [dict(row) for row in rows] == [{"word": "Li", "kind": "a, b", "source": "project"}]
    with pytest.raises(TypeError):
        rows[0]["word"] = "Xi"


def test_a_table_is_read_once_and_when_it_is_looked_at(made, tmp_path):
    package = made("word\nMali\n")
    table = Table(package, "words.csv", ("word",))
    (tmp_path / package / "data" / "words.csv").write_text("word\nOman\n", encoding="utf-8")
    assert table.words("word") == {"Oman"}
    (tmp_path / package / "data" / "words.csv").unlink()
    assert table.words("word") == {"Oman"}


def test_a_file_that_a_spreadsheet_saved_is_read(table):
    assert table("word,kind\r\nMali,state\r\n".encode("utf-8-sig")).mapping("word", "kind") == {"Mali": "state"}


def test_words_of_a_role(table):
    lexicon = table("word,kind\na|an,article\nthe,article\nof,preposition\n", several=("word",))
    assert lexicon.words("word", kind="article") == {"a", "an", "the"}
    assert lexicon.words("word") == {"a", "an", "the", "of"}
    assert lexicon.mapping("word", "kind", kind="article") == {"a": "article", "an": "article", "the": "article"}
    with pytest.raises(PluginError, match=r"has no row of \{'kind': 'artikel'\}: did you mean 'article'\?"):
        lexicon.words("word", kind="artikel")


@pytest.mark.parametrize(("cell", "values"), [("", ()), ("a", ("a",)), ("a|b c", ("a", "b c"))])
def test_values_of_a_cell(cell, values):
    assert several(cell) == values


def test_blank_cells_are_none_of_the_words(table):
    lexicon = table("word,kind\nMali,\n", blank=("kind",))
    assert lexicon.words("kind") == frozenset()


WORD = re.compile(r"\w+")

REFUSED = {
    "unknown column": ("wrod,kind\n", {}, r"has an unknown column 'wrod': did you mean 'word'\?"),
    "missing column": ("word\n", {}, r"lacks the column 'kind': its first line names word"),
    "column twice": ("word,word\n", {}, r"has two columns 'word': rename one"),
    "empty file": ("", {}, r"lacks the column 'word'"),
    "too few cells": ("word,kind\na,b\nc\n", {}, r"line 3 has 1 cells for 2 columns: add commas"),
    "too many cells": ("word,kind\na,b,c\n", {}, r"line 2 has 3 cells for 2 columns: put a cell with a comma in"),
    "unclosed": ('word,kind\n"a,b\n', {}, r"line 2 cannot be read"),
    "row twice": ("word,kind\na,b\n# again\na,c\n", {}, r"line 4: 'a' is also in line 2: remove one of the two"),
    "row twice by two columns": (
        "word,kind\na,b\na,c\na,b\n",
        {"key": ("word", "kind")},
        r"line 4: 'a', 'b' is also in line 2",
    ),
    "word of a role twice": (
        "word,kind\na|b,x\nc|a,x\n",
        {"key": ("kind", "word"), "several": ("word",)},
        r"line 3: 'x', 'a' is also in line 2",
    ),
    "word of a cell twice": ("word,kind\na|b|a,x\n", {"several": ("word",)}, r"'a' is twice in column 'word'"),
    "blank": ("word,kind\na,\n", {}, r"line 2: a value in column 'kind' is empty: fill it, or remove the line"),
    "blank value": ("word,kind\na||b,c\n", {"several": ("word",)}, r"a value in column 'word' is empty: remove a '\|'"),
    "space": ("word,kind\na ,b\n", {}, r"line 2: 'a ' in column 'word' has spaces around it: remove them"),
    "space in a cell": ("word,kind\na | b,c\n", {"several": ("word",)}, r"'a ' in column 'word' has spaces around"),
    "other tokens": (
        "word,kind\nface|face-to-face,x\n",
        {"several": ("word",), "matching": {"word": WORD}},
        r"line 2: 'face-to-face' in column 'word' can never match: .*write it as the tokenizer does, or remove it",
    ),
    "capital": ("word,kind\nMali,x\n", {"matching": {"word": str.islower}}, r"'Mali' in column 'word' can never match"),
    "second word": (
        "word,kind\ncalled off,x\nput-off by,x\n",
        {"matching": {"word": each_word(WORD)}},
        r"line 3: 'put-off by' in column 'word' can never match",
    ),
    "encoding": (b"word,kind\n\xff,b\n", {}, r"cannot be read: save it as UTF-8"),
}


@pytest.mark.parametrize(("content", "options", "message"), REFUSED.values(), ids=REFUSED)
def test_what_a_table_may_not_hold_is_refused_with_its_place_and_the_remedy(table, content, options, message):
    lexicon = table(content, **options)
    with pytest.raises(PluginError, match=message) as error:
        _ = lexicon.rows
    assert f"data/words.csv of {lexicon.package}" in str(error.value)


def test_a_missing_file_is_refused(made):
    with pytest.raises(
        PluginError, match=r"there is no data/nouns.csv of lexicons_of_\d+: it must be part of the pack"
    ):
        _ = Table(made("word\n"), "nouns.csv", ("word",)).rows
    with pytest.raises(PluginError, match=r"there is no data/nouns.csv of nobodys_package"):
        _ = Table("nobodys_package", "nouns.csv", ("word",)).rows


def test_a_declaration_with_an_unknown_column_is_refused():
    with pytest.raises(PluginError, match=r"is declared without the column 'wrod': add it to columns"):
        Table("diplotext_people", "titles.csv", ("word",), key=("wrod",))


def test_a_word_set_is_read_when_it_is_looked_at():
    reads = []
    words = WordSet(lambda: reads.append("read") or ("he", "she", "he"))
    assert not reads
    assert "he" in words
    assert "it" not in words
    assert len(words) == 2
    assert words | {"it"} == {"he", "she", "it"}
    assert words - {"he"} == {"she"}
    assert repr(words) == "WordSet(['he', 'she'])"
    assert reads == ["read"]


def test_toml_cannot_be_changed(made):
    table = toml(made('[words]\nbe = ["is", "are"]\n', "grammar.toml"), "grammar.toml")
    assert table["words"]["be"] == ("is", "are")
    with pytest.raises(TypeError):
        table["words"]["be"] = ()
    with pytest.raises(PluginError, match=r"data/grammar.toml of \w+ cannot be read"):
        toml(made("[words", "grammar.toml"), "grammar.toml")


def test_it_is_public_for_authors_of_plugins():
    import diplotext.plugin

    assert diplotext.plugin.Table is Table
    assert diplotext.plugin.lexicons.WordSet is WordSet
