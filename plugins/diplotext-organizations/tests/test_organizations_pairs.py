"""Two states that are meant together."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "group", "names"),
    [
        ("Russia and Ukraine met. Both countries agreed.", "Both countries", {"Russia", "Ukraine"}),
        ("Ties between Mexico and India are good, and the two nations trade.", "the two nations", {"Mexico", "India"}),
        ("Kyiv denied what Moscow said. The two sides blame each other.", "The two sides", {"Ukraine", "Russia"}),
        ("French and German troops left. The two governments agreed.", "The two governments", {"France", "Germany"}),
        (
            "Russia and Ukraine met. Moscow was silent. The two neighbours agreed.",
            "The two neighbours",
            {"Russia", "Ukraine"},
        ),
        (
            "Russia met Ukraine. Rain fell. The two allied states agreed.",
            "The two allied states",
            {"Russia", "Ukraine"},
        ),
    ],
)
def test_pairs(read, text, group, names):
    document = read(text)
    meant = {
        state.name for state in document.states for m in state.mentions if (m.text, m.form) == (group, "description")
    }
    assert meant == names


@pytest.mark.parametrize(
    "text",
    [
        "Russia waits. Both countries agreed.",
        "Russia, Ukraine and France met. Both countries agreed.",
        "Russia and Ukraine met. France waits. Both countries agreed.",
        "Russia and Ukraine met. Rain fell. The two sides of the coin differ.",
        "Russia and Ukraine met. It rained. He ate. She ran. They slept. Both countries agreed.",
        "Russia and Ukraine met. Both men agreed.",
        "Russia and Ukraine met. The two other countries did not.",
        "Russia and Ukraine agreed. Democrats of both parties objected.",
    ],
)
def test_no_pairs(read, text):
    assert not [m for m, _ in read(text).mentions if m.form == "description"]


def test_members_stay_the_same_entities(read):
    document = read(
        "The Normandy Format (Russia, Ukraine, France and Germany) failed. India met Mexico. Both countries left."
    )
    (normandy,) = document.organizations
    assert set(normandy.members) <= set(document.states)
    assert len(normandy.members) == 4
