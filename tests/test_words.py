import pytest

from diplotext.text.words import Words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The U.S. met O'Neill’s team", ["The", "U.S.", "met", "O'Neill", "team"]),
        ("Inter-Services Intelligence (ISI)", ["Inter-Services", "Intelligence", "ISI"]),
        ("AT&T & Co.", ["AT&T", "&", "Co"]),
        ("", []),
    ],
)
def test_words(text, expected):
    words = Words.of(text)
    assert words.forms == expected
    assert len(words) == len(expected)


def test_what_is_around_a_word():
    text = "Talks end. Ministers left, tired"
    words = Words.of(text)
    assert [words.begins_sentence(i) for i in range(len(words))] == [True, False, True, False, False]
    assert words.gap(3) == ", "
    assert words.at(text.index("Ministers")) == words.at(text.index("inisters")) == 2
    assert words.before(text.index("Ministers")) == 1
    assert words.before(0) == -1


@pytest.mark.parametrize(
    ("line", "in_capitals", "in_headline"),
    [
        ("MINISTERS MEET IN VIENNA", True, True),
        ("Ministers Meet in Vienna to Talk", False, True),
        ("Ministers meet in Vienna to talk", False, False),
        ("Ministers met in Vienna.", False, False),
    ],
)
def test_lines_in_which_capitals_say_little(line, in_capitals, in_headline):
    words = Words.of(f"A small line.\n{line}\n")
    offset = len("A small line.\n")
    assert (words.in_capitals(offset), words.in_headline(offset)) == (in_capitals, in_headline)
