"""Two persons who are meant together."""

from __future__ import annotations

import pytest

ANA_AND_JOHN = "Foreign Minister Ana Silva met Foreign Minister John Blatt."


@pytest.mark.parametrize(
    ("text", "group", "names"),
    [
        (f"{ANA_AND_JOHN} The two ministers agreed.", "The two ministers", {"Ana Silva", "John Blatt"}),
        (f"{ANA_AND_JOHN} The two also met in May.", "The two", {"Ana Silva", "John Blatt"}),
        (
            "Secretary of State Ana Silva met Foreign Minister John Blatt. The two ministers agreed.",
            "The two ministers",
            {"Ana Silva", "John Blatt"},
        ),
        (f"{ANA_AND_JOHN} Both top diplomats agreed.", "Both top diplomats", {"Ana Silva", "John Blatt"}),
        (f"{ANA_AND_JOHN} Silva smiled. The two leaders agreed.", "The two leaders", {"Ana Silva", "John Blatt"}),
        (
            "President Ana Silva, with Foreign Minister Eva Lund, met President John Blatt. The two presidents agreed.",
            "The two presidents",
            {"Ana Silva", "John Blatt"},
        ),
        (f"{ANA_AND_JOHN} They said that trade was good.", "They", {"Ana Silva", "John Blatt"}),
        (f"{ANA_AND_JOHN} Both sides welcomed the pact.", "Both sides", {"Ana Silva", "John Blatt"}),
        (f"{ANA_AND_JOHN} The ministers welcomed the pact.", "The ministers", {"Ana Silva", "John Blatt"}),
        (f"{ANA_AND_JOHN} The two ministers left. They were glad.", "They", {"Ana Silva", "John Blatt"}),
    ],
)
def test_couples(read, text, group, names):
    document = read(text)
    meant = {p.name for p in document.people for m in p.mentions if (m.text, m.form) == (group, "description")}
    assert meant == names


@pytest.mark.parametrize(
    "text",
    [
        "Foreign Minister Ana Silva left. The two ministers agreed.",
        f"{ANA_AND_JOHN} President Eva Lund listened. The two leaders agreed.",
        f"{ANA_AND_JOHN} The two countries agreed.",
        f"{ANA_AND_JOHN} The two men were arrested.",
        f"{ANA_AND_JOHN} The two other ministers left.",
        f"{ANA_AND_JOHN} The two proposals failed.",
        "President Ana Silva met President John Blatt. The two ministers agreed.",
        f"{ANA_AND_JOHN} Protesters gathered in the square. They shouted.",
        f"{ANA_AND_JOHN} Five ministers came. The ministers agreed.",
        f"{ANA_AND_JOHN} “They are lost,” somebody shouted.",
        f"{ANA_AND_JOHN} The leaders of the party agreed.",
        "Foreign Minister Ana Silva met the rebels near the border. They agreed.",
    ],
)
def test_no_couples(read, text):
    assert not [m for m, _ in read(text).mentions if m.form == "description"]
