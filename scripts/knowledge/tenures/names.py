"""Names of persons: cleaning, and whether two spellings may be one person."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache

FAMILY_FIRST = frozenset({"CN", "KP", "KR", "TW", "VN", "JP", "KH", "SG"})
"""States whose names may stand with the family name first."""

FATHERS = frozenset({"AE", "AZ", "BH", "BN", "JO", "KW", "MA", "MY", "OM", "QA", "SA", "TD"})
"""States whose rulers bear the names of their fathers and often follow them."""

HONORIFICS = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "miss",
        "dr",
        "sir",
        "dame",
        "lord",
        "lady",
        "baroness",
        "hon",
        "honourable",
        "honorable",
        "excellency",
        "he",
        "hrh",
        "hm",
        "prof",
        "professor",
        "eng",
        "ing",
        "gen",
        "general",
        "lt",
        "lieutenant",
        "col",
        "colonel",
        "maj",
        "major",
        "brig",
        "brigadier",
        "capt",
        "captain",
        "cdr",
        "commander",
        "adm",
        "admiral",
        "vice",
        "rear",
        "air",
        "marshal",
        "field",
        "flt",
        "fg",
        "sgt",
        "msgt",
        "cpl",
        "ret",
        "retired",
        "sheikh",
        "shaikh",
        "shaykh",
        "shaykha",
        "sayyid",
        "sayid",
        "seyyed",
        "datuk",
        "dato",
        "seri",
        "tun",
        "tan",
        "sri",
        "haji",
        "hajji",
        "alhaji",
        "alhadji",
        "al-hajj",
        "el-hadj",
        "prince",
        "princess",
        "king",
        "queen",
        "amir",
        "emir",
        "sultan",
        "archbishop",
        "monsignor",
        "msgr",
        "cardinal",
        "rev",
        "reverend",
        "father",
        "his",
        "her",
        "the",
        "majesty",
        "highness",
        "royal",
        "senator",
        "chief",
        "ratu",
        "lyonpo",
        "lyonchoen",
        "lyonchhen",
        "dasho",
        "bishop",
        "cde",
        "comrade",
        "rt",
        "right",
        "begum",
        "sardar",
    ]
)
PARTICLES = frozenset(
    [
        "al",
        "el",
        "bin",
        "ben",
        "ibn",
        "bint",
        "abd",
        "de",
        "da",
        "do",
        "dos",
        "das",
        "di",
        "del",
        "della",
        "du",
        "van",
        "von",
        "der",
        "den",
        "ter",
        "la",
        "le",
        "los",
        "las",
        "y",
        "e",
        "i",
        "ould",
        "wuld",
        "ag",
        "of",
        "and",
        "st",
        "san",
        "ul",
        "ud",
        "ur",
    ]
)
SMALL = frozenset(
    {"de", "da", "do", "dos", "das", "di", "del", "du", "van", "von", "der", "den", "bin", "ibn", "y", "e"}
)
SUFFIXES = frozenset(
    {"jr", "sr", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xvi"}
)
PATRONYMIC = re.compile(r"\w{3,}(?:ovich|evich|yevich|ovych|evych|ovna|evna|yevna|ivna|oglu|ogly)$", re.I)
DASHES = str.maketrans({"‐": "-", "‑": "-", "`": "'", "‘": "'", "’": "'", "ʻ": "'", "ʼ": "'", "ʿ": "'", "ʾ": "'"})


PLAIN = str.maketrans("łŁđĐøØıßæÆðþÞəƏœŋ", "lLdDoOisaAdtTaAon")
"""Letters whose marks are no accents of their own."""


def plain(text: str) -> str:
    """The text without accents."""
    decomposed = unicodedata.normalize("NFKD", text.translate(PLAIN))
    return "".join(char for char in decomposed if not unicodedata.combining(char))


@cache
def skeleton(token: str) -> str:
    """The consonants of a token in a form that transliterations share: "Muhammad" and "Mohamed" have one."""
    text = token
    for old, new in (
        ("x", "ks"), ("tsch", "1"), ("sch", "s"), ("tch", "1"), ("dzh", "j"), ("ch", "1"), ("sh", "s"), ("zh", "s"),
        ("kh", "k"), ("gh", "k"), ("ph", "f"), ("dj", "j"), ("ts", "s"), ("tz", "s"), ("ck", "k"), ("dh", "d"),
        ("th", "t"), ("q", "k"), ("c", "k"), ("g", "k"), ("w", "v"), ("v", "f"), ("z", "s"),
    ):  # fmt: skip
        text = text.replace(old, new)
    head = "a" if text[:1] in "aeiou" else text[:1].replace("y", "j")
    rest = re.sub(r"[aeiouyhj]", "", text[1:])
    return re.sub(r"(.)\1+", r"\1", head + rest)


@cache
def close(one: str, other: str) -> bool:
    """Whether two syllables of an East Asian name may be one: there short tokens differ by a letter or two."""
    shorter, longer = sorted((one, other), key=len)
    cut_off = len(shorter) >= 2 and longer.startswith(shorter) and len(longer) - len(shorter) <= 2
    return one == other or cut_off or (one[0] == other[0] and SequenceMatcher(None, one, other).ratio() >= 0.75)


@cache
def akin(one: str, other: str) -> bool:
    """Whether two tokens may be spellings of one name."""
    if one == other:
        return True
    if min(len(one), len(other)) < 2:
        return False
    ratio = SequenceMatcher(None, one, other).ratio()
    if skeleton(one) == skeleton(other) and ratio >= (0.5 if len(skeleton(one)) > 1 else 0.8):
        return True
    shorter, longer = sorted((one, other), key=len)
    if skeleton(one)[:1] != skeleton(other)[:1]:
        return False
    return (len(shorter) >= 5 and ratio >= 0.82) or (len(shorter) >= 4 and longer.startswith(shorter))


@dataclass(frozen=True)
class Name:
    """A name as a table writes it.

    Attributes:
        text: For display.
        tokens: The parts that tell persons apart, folded.
        family: Those among them that may be the family name.
        number: Of a monarch, such as "ii".
        family_first: Whether the family name may stand first.
        fathers: Whether the father's name follows the given name, so that only the first tells son and father apart.
    """

    text: str
    tokens: tuple[str, ...]
    family: frozenset[str]
    number: str = ""
    family_first: bool = False
    fathers: bool = False

    @property
    def given(self) -> str:
        """The first part."""
        return self.tokens[0]


def titular(word: str, at: int, count: int) -> bool:
    """Whether a word is an honorific: not if it stands last after other words, as in "John Major"."""
    return word.strip(".").lower() in HONORIFICS and (at < count - 1 or count == 1)


def fold(text: str) -> list[str]:
    """The parts of a name that tell persons apart."""
    text = re.sub(r"['.\"“”]", lambda found: " " if found[0] == "." else "", plain(text.translate(DASHES)).lower())
    parts = [part for part in re.split(r"[^a-z]+", text) if part]
    parts = [part for at, part in enumerate(parts) if part not in SUFFIXES and not titular(part, at, len(parts))]
    return [part for part in parts if part not in PARTICLES] or parts


def name(text: str, iso2: str, capitals: str = "") -> Name | None:
    """The name that a table gives.

    Args:
        text: As the table writes it, cleaned.
        iso2: Of the state, for the order of the parts.
        capitals: The words in capitals, if the table marks family names so.
    """
    tokens = fold(text)
    if iso2 in FATHERS:
        tokens = [re.sub(r"^al(?=[^aeiou]\w{4})", "", token) for token in tokens]
    if not tokens:
        return None
    marked = set(fold(capitals)) & set(tokens) if capitals else set()
    family = marked or {tokens[-1], *([tokens[0]] if iso2 in FAMILY_FIRST else [])}
    numbers = re.findall(r"(?<= )[IVX]{1,4}(?= |$)", text)
    number = numbers[0].lower() if numbers else ""
    return Name(text, tuple(tokens), frozenset(family), number, iso2 in FAMILY_FIRST, iso2 in FATHERS)


def matched(one: Name, other: Name) -> list[tuple[str, str]]:
    """Pairs of akin tokens, each token once."""
    left = list(other.tokens)
    pairs = []
    similar = close if one.family_first and other.family_first else akin
    for token in one.tokens:
        best = next((i for i in left if i == token), None) or next((i for i in left if similar(token, i)), None)
        if best:
            left.remove(best)
            pairs.append((token, best))
    return pairs


def alike(one: Name, other: Name) -> int:
    """How well two names fit: 3 alike throughout, 2 probably one person, 1 the family name only, 0 not at all."""
    pairs = matched(one, other)
    shorter = min(len(one.tokens), len(other.tokens))
    if not pairs or (one.number and other.number and one.number != other.number):
        return 0
    both = any(a in one.family and b in other.family for a, b in pairs)
    either = any(a in one.family or b in other.family for a, b in pairs)
    if shorter == 1:
        return 2 if either else 0
    initial = min(len(one.given), len(other.given)) == 1 and one.given[0] == other.given[0]
    first = akin(one.given, other.given) or (initial and both)
    if one.family_first:
        first = first or akin(one.given, other.tokens[-1]) or akin(other.given, one.tokens[-1])
    every = len(pairs) == shorter
    if every and first and len(one.tokens) == len(other.tokens):
        return 3
    forward = first and either and (every or (len(pairs) >= 3 and not one.family_first))
    backward = every and both and not one.fathers
    if (len(pairs) >= 2 and (forward or backward)) or (initial and both and shorter == 2):
        return 2
    return 1 if both else 0


def cased(token: str) -> str:
    """A word in normal case if it stands in capitals."""
    if not (len(token) > 1 and token.upper() == token and re.search(r"[^\W\d_]{2}", token)):
        return re.sub(r"(?<![^\W_])[A-ZÀ-Þ]{2,}(?=-)|(?<=-)[A-ZÀ-Þ]{2,}$", lambda found: found[0].capitalize(), token)
    if re.fullmatch(r"[IVX]+", token):
        return token
    if token.lower() in SMALL:
        return token.lower()
    lowered = re.sub(r"(?<![\w'])(\w)", lambda found: found[0].upper(), token.lower())
    lowered = re.sub(r"^([DO]')(\w)", lambda found: found[1] + found[2].upper(), lowered)
    lowered = re.sub(r"^(Al|El)-", lambda found: found[1].lower() + "-", lowered)
    return re.sub(r"^Mc(\w)", lambda found: "Mc" + found[1].upper(), lowered)


def display(text: str) -> str:
    """A name in normal case, without honorifics, nicknames, patronymics and stray marks."""
    text = re.sub(r"\([^)]*\)|\"[^\"]*\"|“[^”]*”|\[[^]]*\]", " ", text.translate(DASHES))
    words = [word.strip(",;:") for word in text.split()]
    words = [word for word in words if word]
    words = [word for at, word in enumerate(words) if not titular(word, at, len(words))]
    if len(words) > 2:
        words = [
            word for at, word in enumerate(words) if not (at and PATRONYMIC.fullmatch(word) and at < len(words) - 1)
        ]
    words = [cased(word) for word in words]
    words = [re.sub(r"(?<=[^DONM\W])'(?=[a-z]|$)|^'", "", word) for word in words]
    if words:
        words[0] = words[0][:1].upper() + words[0][1:]
    return " ".join(words).replace("''", "'").strip(" .,-'")


def damaged(text: str) -> bool:
    """Whether letters are missing, as in "Andr s"."""
    return bool(re.search(r"(?:^|\s)[b-df-hj-np-tv-xzB-DF-HJ-NP-TV-XZ](?=\s|$)|\s$|\?", text))
