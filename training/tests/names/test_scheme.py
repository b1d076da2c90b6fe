"""Which class a name has, where it starts and ends, and what stays unknown."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.names.rules import completed, group_names, unknown_events, without_dates
from training.names.scheme import has_event_word, is_event_name, name_scheme, place_label, title_length
from training.names.text import Name, NamedText, curled, detokenized, settled, trimmed, with_other_marks


def marked(sentence: NamedText) -> str:
    """The text with names in brackets, unknown parts in braces."""
    text, position = "", 0
    for name in sentence.names:
        inside = sentence.text[name.start : name.end]
        text += sentence.text[position : name.start]
        text += f"[{inside} {name.label}]" if name.label else f"{{{inside}}}"
        position = name.end
    return text + sentence.text[position:]


def span(text: str, part: str, label: str | None = None) -> Name:
    start = text.index(part)
    return Name(start, start + len(part), label)


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("France", "GPE"),
        ("U.S.", "GPE"),
        ("Geneva", "GPE"),
        ("Rhode Island", "GPE"),
        ("Bavaria", "GPE"),
        ("West Bank", "GPE"),
        ("Qoxville", "GPE"),
        ("Middle East", "LOC"),
        ("Balkans", "LOC"),
        ("Asia", "LOC"),
        ("South China Sea", "LOC"),
        ("Golan Heights", "LOC"),
        ("Lake Qoxma", "LOC"),
        ("Gulf of Qoxma", "LOC"),
        ("Qoxma Airport", "FAC"),
        ("Palace of Qoxma", "FAC"),
        ("Main Street", "FAC"),
        ("Kremlin", None),
        ("White House", None),
        ("Qoxma University", None),
        ("Qoxma Beach", None),
        ("Hotel", None),
        ("QXM", None),
        ("Europe Qoxma", None),
        ("the old town of Qoxma", None),
    ],
)
def test_places(name: str, label: str | None) -> None:
    assert place_label(name) == label


@pytest.mark.parametrize(
    ("name", "certain", "word"),
    [
        ("Battle of Qoxma", True, True),
        ("Qoxma War", True, True),
        ("Qoxma Summit 2020", True, True),
        ("2016 Ruritanian general election", False, True),
        ("Qoxma Film Festival", False, True),
        ("general election", False, False),
        ("Renaissance", False, False),
        ("", False, False),
    ],
)
def test_events(name: str, certain: bool, word: bool) -> None:
    assert (is_event_name(name), has_event_word(name)) == (certain, word)


@pytest.mark.parametrize(
    ("words", "length"),
    [
        ("Ana Petrova", 0),
        ("President Ana Petrova", 1),
        ("Prime Minister Ana Petrova", 2),
        ("former Deputy Prime Minister Petrova", 4),
        ("President", 0),
        ("Petrova President", 0),
    ],
)
def test_titles(words: str, length: int) -> None:
    assert title_length(words.split()) == length


@pytest.mark.parametrize(
    ("given_name", "label", "left"),
    [
        ("President Ana Petrova", "PERSON", "Ana Petrova"),
        ("Dr. Petrova's", "PERSON", "Petrova"),
        ("Ana Petrova Jr.", "PERSON", "Ana Petrova Jr."),
        ("President", "PERSON", None),
        ("the United Nations", "ORG", "United Nations"),
        ("The Hague", "GPE", "The Hague"),
        ("Qoxma Corp. (Europe)", "ORG", "Qoxma Corp. (Europe)"),
        ("“Qoxma”", "ORG", "Qoxma"),
        ("the", "ORG", None),
    ],
)
def test_names_are_trimmed(given_name: str, label: str, left: str | None) -> None:
    text = f"We met {given_name} there."
    name = trimmed(text, span(text, given_name, label))
    assert (name and text[name.start : name.end]) == left


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("The Russian envoy met Americans.", ["NORP", "NORP"]),
        ("South Korean officials left.", ["NORP"]),
        ("Two Muslims and three Republicans spoke.", ["NORP", "NORP"]),
        ("Russian President Ana Petrova spoke.", ["NORP"]),
        ("She spoke in Russian.", [None]),
        ("The Russian language is hard.", [None]),
        ("The Russian Qoxma Club closed.", [None]),
        ("A non-Russian guest came.", []),
        ("Russia left.", []),
    ],
)
def test_groups(text: str, labels: list[str | None]) -> None:
    assert [name.label for name in group_names(text)] == labels


def test_phrases_with_words_for_events_are_unknown() -> None:
    text = "After the Qoxma War he left the Second Conference on Tea in May."
    assert [text[name.start : name.end] for name in unknown_events(text)] == ["Qoxma War", "Second Conference"]


@pytest.mark.parametrize(
    ("text", "spans", "without", "expected"),
    [
        (
            "President Ana Petrova met Russian envoys in the Qoxma Palace.",
            [("President Ana Petrova", "PERSON"), ("Qoxma Palace", "place")],
            [],
            "President [Ana Petrova PERSON] met [Russian NORP] envoys in the [Qoxma Palace FAC].",
        ),
        ("The Russian Club met.", [("Russian Club", "ORG")], [], "The [Russian Club ORG] met."),
        ("France won.", [("France", "ORG")], [], "[France GPE] won."),
        ("Geneva won.", [("Geneva", "ORG")], [], "{Geneva} won."),
        ("The Democrats won.", [("Democrats", "ORG")], [], "The [Democrats NORP] won."),
        ("He wrote Russian Nights.", [("Russian Nights", "outside")], [], "He wrote {Russian} Nights."),
        ("He saw the Qoxma War.", [("Qoxma War", "other")], [], "He saw the [Qoxma War EVENT]."),
        ("He saw Qoxma Dreams.", [("Qoxma Dreams", "other")], [], "He saw {Qoxma Dreams}."),
        ("He saw the Qoxma War.", [], ["EVENT"], "He saw the {Qoxma War}."),
        ("He saw the Qoxma War.", [], [], "He saw the Qoxma War."),
        ("It used many robots.", [("robots", "other")], [], "It used many robots."),
        ("Minister Petrova", [("Minister", "unknown"), ("Petrova", "PERSON")], [], "Minister [Petrova PERSON]"),
        ("on Monday, June 3", [("Monday", "unknown"), ("June", "unknown")], [], "on Monday, June 3"),
        ("to April Ford", [("April", "unknown")], [], "to {April} Ford"),
    ],
)
def test_completed(text: str, spans: list[tuple[str, str]], without: list[str], expected: str) -> None:
    sentence = completed(NamedText("x", text, ()), [(span(text, part), kind) for part, kind in spans], without=without)
    assert marked(sentence) == expected


def test_labels_and_tables() -> None:
    scheme = name_scheme()
    assert scheme.labels == {"PERSON", "ORG", "GPE", "LOC", "NORP", "EVENT", "FAC"}
    assert not scheme.regions & scheme.states_and_towns
    assert "" not in scheme.groups
    assert {"Serbs", "Americans"} <= scheme.plural_groups
    assert "Chinese" not in scheme.plural_groups
    assert without_dates("x", []) == []


@pytest.mark.parametrize(
    ("words", "text"),
    [
        (["``", "We", "wo", "n't", "go", ",", "''", "she", "said", "."], '"We won\'t go," she said.'),
        (["Petrova", "'s", "plan", "(", "new", ")"], "Petrova's plan (new)"),
        (["Petrova", "'", "s", "plan"], "Petrova's plan"),
        (["It", "cost", "$", "5", "."], "It cost $5."),
    ],
)
def test_detokenized(words: list[str], text: str) -> None:
    made, starts = detokenized(words)
    assert made == text
    assert all(
        made[start:].startswith(word) for start, word in zip(starts, words, strict=True) if word not in {"``", "''"}
    )


def test_marks() -> None:
    assert curled('"It\'s Petrova\'s," he said ("no").') == "“It’s Petrova’s,” he said (“no”)."
    assert curled("the '90s and 'no' more") == "the ’90s and ‘no’ more"
    assert with_other_marks("“It’s”") == '"It\'s"'
    assert with_other_marks('"It\'s"') == "“It’s”"


@given(st.text(alphabet="ab '\"“”’.,", max_size=40))
def test_marks_keep_the_length(text: str) -> None:
    assert len(with_other_marks(text)) == len(text)


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 8), st.sampled_from(["ORG", "PERSON", None]))))
def test_settled_names_do_not_overlap(rows: list[tuple[int, int, str | None]]) -> None:
    names = settled([Name(start, start + length, label) for start, length, label in rows])
    assert all(one.end <= other.start for one, other in pairwise(names))
    covered = {position for name in names for position in range(name.start, name.end)}
    unknown = {p for start, length, label in rows if label is None for p in range(start, start + length)}
    assert unknown <= covered
