"""Titles of offices, and which office a title belongs to."""

from __future__ import annotations

import re

STATE, GOVERNMENT, FOREIGN = "head_of_state", "head_of_government", "foreign_minister"
DEFENCE = "defence_minister"

QUALIFIED = re.compile(r"^(?:\[?(?:acting|interim|transitional|transition|caretaker|provisional)\]?[ ,]+)+", re.I)
TITLES: tuple[tuple[str, str], ...] = (
    (r"(?:head of government )?prime minister(?: equivalent)?", "prime minister"),
    (r"president of (?:the )?(?:government|council of ministers|executive council)", "prime minister"),
    (r"chair(?:man|person)? of the council of ministers", "prime minister"),
    (r"chair(?:man|person)? of the cabinet of ministers", "prime minister"),
    (r"head of government", "prime minister"),
    (r"taoiseach", "taoiseach"),
    (r"minister of state", "minister of state"),
    (r"(?:federal )?chancellor", "chancellor"),
    (r"premier", "premier"),
    (r"(?:state|executive|federal|constitutional) president", "president"),
    (
        r"president of (?:the )?(?:islamic )?(?:swiss |federal )?(?:republic|confederation)(?: of [A-Z]\w+)?",
        "president",
    ),
    (r"president", "president"),
    (r"paramount ruler", "king"),
    (r"king", "king"),
    (r"queen", "queen"),
    (r"emperor", "emperor"),
    (r"sultan", "sultan"),
    (r"[ae]mir", "emir"),
    (r"grand duke", "grand duke"),
    (r"pope", "pope"),
    (r"prince", "prince"),
)
PATTERNS = tuple((re.compile(rf"(?:{pattern})\b", re.I), title) for pattern, title in TITLES)
MONARCHS = frozenset({"king", "queen", "emperor", "sultan", "emir", "grand duke", "pope", "prince"})
SECOND = re.compile(r"^(?:,? ?and\b|,|/) *(?:the )?", re.I)
OTHER = re.compile(
    r"(?:prime minister|foreign minister|commander in chief of (?:the )?armed forces|defense minister|"
    r"minister of (?:defense|foreign affairs)|chairman of the \w+(?: \w+)? government|head of state|"
    r"chairman of the cabinet of ministers|premier|president)\b",
    re.I,
)

CHANGED: dict[tuple[str, str, str], str] = {
    ("RU", GOVERNMENT, "premier"): "prime minister",
    ("UA", GOVERNMENT, "premier"): "prime minister",
    ("IE", GOVERNMENT, "prime minister"): "taoiseach",
    ("MC", GOVERNMENT, "minister of state"): "minister of state",
    ("VA", GOVERNMENT, "prime minister"): "secretary of state",
}
"""Titles where English news departs from the reference: by ISO code, office and title."""

FOREIGN_TITLES = {
    "US": "secretary of state",
    "GB": "foreign secretary",
    "PH": "foreign secretary",
    "IN": "external affairs minister",
    "VA": "secretary for relations with states",
}
"""Titles of the foreign minister other than "foreign minister"."""


def split_title(text: str) -> tuple[str, str, str] | None:
    """Title, second title and the rest of "President and Prime Minister Ivan PETROV"; None if it has no title."""
    qualified = QUALIFIED.match(text)
    rest = text[qualified.end() :] if qualified else text
    for pattern, title in PATTERNS:
        found = pattern.match(rest)
        if found:
            left = rest[found.end() :].strip()
            second = ""
            joined = SECOND.match(left)
            if joined and (also := OTHER.match(left[joined.end() :])):
                second = also[0].lower()
                left = left[joined.end() + also.end() :].strip()
            return ("acting " if qualified else "") + title, second, left
    return None


def news_title(iso2: str, office: str, title: str) -> str:
    """The title as English news writes it."""
    if office == FOREIGN:
        return FOREIGN_TITLES.get(iso2, "foreign minister")
    acting = "acting " if title.startswith("acting ") else ""
    bare = title.removeprefix("acting ")
    return acting + CHANGED.get((iso2, office, bare), bare)


FOREIGN_POST = re.compile(r"foreign|foregn|external|exterior|relations with states|state secretary for relations", re.I)
NOT_THE_MINISTER = re.compile(
    r"(?<!\w)(?:deputy minister|vice[- ]minister|second minister|minister of state|state minister|assistant|permanent|"
    r"under-?secretary|director|parliamentary|acting permanent|representative|adviser|special|ambassador)",
    re.I,
)


GOVERNMENT_POSTS = frozenset(
    {
        *("prime minister", "head of government", "premier", "premier of the state council"),
        *("chancellor", "federal chancellor"),
        *("president of the government", "president of the council of ministers"),
    }
)
STATE_POSTS = frozenset(
    {
        *("president", "constitutional president", "president of the republic", "interim president"),
        *("acting president", "head of state", "acting head of state"),
        *("king", "queen", "amir", "emir", "sultan", "prince", "crown prince and head of state"),
    }
)


def offices_of_post(post: str) -> list[str]:
    """The offices that a post in the list of speakers names."""
    lower = " ".join(post.lower().split())
    found = []
    if FOREIGN_POST.search(lower) and not NOT_THE_MINISTER.search(lower):
        found.append(FOREIGN)
    head = re.split(r",| and ", lower)[0].strip()
    if head in GOVERNMENT_POSTS:
        found.append(GOVERNMENT)
    elif head in STATE_POSTS:
        found.append(STATE)
    return found


def news_head(of: str, office: str) -> str:
    """The title of the head of an organization as its own texts write it: the United Nations has a hyphen."""
    hyphened = of in ("organization:un", "organization:oecd", "organization:wto", "organization:unesco")
    return office.replace(" general", "-general") if hyphened else office
