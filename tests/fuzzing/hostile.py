"""Strategies for hostile texts: what no writer intends and every archive contains.

Random Unicode, direction marks, combining marks, marks and brackets by the thousand, days that no calendar has, soups of
cues and names, and our own articles with characters, words, marks and lines lost, doubled and moved.
"""

import json

from hypothesis import strategies as st
from tests.conftest import ROOT

from diplotext import wire
from diplotext.model.document import SURROGATE_PAIR
from diplotext.testing.texts import bundled

ARTICLES = (
    *(document.text for document in bundled()),
    *(path.read_text(encoding="utf-8") for path in sorted((ROOT / "examples" / "articles").glob("*.txt"))),
)
MAX_CHARACTERS = 4_000
"""Of a text that is read as a whole; growth is measured by texts of their own."""

MARKS = (
    '"',
    "“",
    "”",
    "„",
    "«",
    "»",
    "'",
    "‘",
    "’",
    "`",
    "``",
    "''",
    "’’",
    "‘‘",
    "'''",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "<",
    ">",
)
SPACES = (
    " ",
    "  ",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\t",
    "\u00a0",
    "\u2009",
    "\u3000",
    "\u2028",
    "\u2029",
    "\x0b",
    "\x0c",
    "\x1c",
    "\x85",
)
INVISIBLE = (
    "\u00ad",
    "\u200b",
    "\u200d",
    "\u200e",
    "\u200f",
    "\u202a",
    "\u202b",
    "\u202e",
    "\u202c",
    "\u2066",
    "\u2069",
    "\ufeff",
)
COMBINING = ("\u0301", "\u0308", "\u0327", "\u20dd", "\u0f71\u0f80", "\ufe0f", "\u0488", "\u3099")
ODD = (
    *(
        "\x00",
        "\x07",
        "\x1b[31m",
        "\ud83d",
        "\udc00",
        "\ufffd",
        "\uffff",
        "\U0010ffff",
        "ﬁ",
        "İ",
        "ı",
        "ß",
        "ŉ",
        "ǅ",
        "K",
    ),
    *(
        "½",
        "²",
        "①",
        "Ⅷ",
        "٣",
        "१",
        "𝟚",
        "零",
        "🇳🇴",
        "👩‍⚖️",
        "…",
        "—",
        "–",
        "--",
        "-",
        "_",
        "&nbsp;",
        "<p>",
        "\\",
        "%s",
        "{}",
    ),
)
PIECES = (*MARKS, *SPACES, *INVISIBLE, *COMBINING, *ODD, ".", ",", ":", ";", "!", "?")

MONTHS = ("January", "Feb.", "MARCH", "april", "Sept", "Octember", "mai", "décembre", "13")
UNITS = (
    "day",
    "days",
    "week",
    "weekends",
    "months",
    "quarter",
    "year",
    "years",
    "decade",
    "century",
    "hours",
    "minutes",
    "fortnight",
)
DATE_WORDS = (
    *(
        "on",
        "in",
        "from",
        "to",
        "until",
        "till",
        "between",
        "and",
        "or",
        "by",
        "since",
        "before",
        "after",
        "of",
        "the",
        "a",
        "an",
    ),
    *(
        "next",
        "last",
        "this",
        "coming",
        "past",
        "previous",
        "following",
        "same",
        "early",
        "late",
        "mid-",
        "end of",
        "beginning of",
    ),
    *(
        "ago",
        "later",
        "earlier",
        "hence",
        "every",
        "each",
        "half",
        "half a",
        "several",
        "a few",
        "some",
        "about",
        "nearly",
        "more than",
    ),
    *(
        "Monday",
        "Tues.",
        "Friday",
        "weekend",
        "yesterday",
        "today",
        "tomorrow",
        "tonight",
        "morning",
        "noon",
        "midnight",
        "now",
    ),
    *(
        "Christmas",
        "Easter",
        "Ramadan",
        "New Year's Day",
        "spring",
        "Q3",
        "1990s",
        "'90s",
        "the nineties",
        "21st",
        "AD",
        "BC",
        "BCE",
    ),
    *(
        "GMT",
        "UTC",
        "a.m.",
        "p.m.",
        "o'clock",
        "first",
        "second",
        "third",
        "twenty-",
        "hundred",
        "thousand",
        "million",
        "one",
        "two",
    ),
    *("/", "-", "–", ":", ",", ".", "'", "th", "st", "nd", "s"),
)
CUES = (
    *("said", "says", "told", "added", "according to", "asked", "warned", "that", "whether", "saying", "quoted", "as", "said to"),
    *("met", "met with", "will meet", "held talks", "talks", "visit", "visited", "summit", "on the sidelines of", "in", "at", "with"),
    *("and", ",", ".", ":", "not", "never", "would", "could", "he", "she", "they", "who", "which", "his", "their", "it", "both sides"),
    *("President", "Prime Minister", "Foreign Minister", "Mr.", "Ms", "Sen.", "King", "spokesman", "the ministry", "counterpart"),
    *("Anna Berg", "Soto", "Obama", "Putin", "Xi Jinping", "al-Jubeir", "Juan Carlos I", "O'Neill", "de Gaulle", "Kim", "Lee"),
    *("Norway", "Chilean", "the United States", "U.S.", "Russia's", "EU", "UN", "NATO", "the Kremlin", "Reuters", "Xinhua", "Vienna"),
    *("OSLO, May 10 —", "(AP)", "By Ana Roe", "2023-03-17", "[File photo]", "Read more:", "http://a.example/b?c=d", "a@b.example"),
)  # fmt: skip

unicode_texts = st.text(st.characters(exclude_categories=[]), max_size=300)
pieces = st.lists(st.sampled_from(PIECES) | st.sampled_from(("a", "The", "minister", "x" * 80, "1")), max_size=60).map(
    "".join
)

repeated = st.builds(
    lambda unit, times, between, rest: (unit + between) * times + rest,
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=3).map("".join),
    st.integers(1, 1_200),
    st.sampled_from(("", " ", "a", "a ", ". ")),
    st.sampled_from(("", "she said.", "”", "\n\nThe end.")),
).map(lambda text: text[:MAX_CHARACTERS])
"""A few marks, many times: deep brackets, rows of opening marks, letters with a hundred accents."""

numbers = st.integers(-1, 99_999).map(str) | st.sampled_from(
    ("0", "00", "31", "32", "٣١", "१२", "²", "½", "1/2", "1,000", "9" * 40, "2.5")
)
dates = st.lists(
    st.sampled_from(DATE_WORDS) | numbers | st.sampled_from(MONTHS) | st.sampled_from(UNITS), min_size=1, max_size=14
).flatmap(lambda words: st.sampled_from((" ", " ", " ", "", "-", "/")).map(lambda gap: gap.join(words)))
"""Days that are in no calendar, and words of dates in any order."""

date_texts = st.lists(dates, min_size=1, max_size=4).map(" The ministers met ".join)

soups = st.lists(st.sampled_from(CUES) | st.sampled_from(MARKS) | dates, min_size=1, max_size=60).flatmap(
    lambda words: st.sampled_from((" ", " ", "  ", "\n", "")).map(lambda gap: gap.join(words))
)
"""Cues, names, titles, marks and dates in any order."""


@st.composite
def mutated_articles(draw):
    """An article of our own, after some slips of a writer, a scanner or a converter."""
    text = draw(st.sampled_from(ARTICLES))
    for _ in range(draw(st.integers(1, 8))):
        text = MUTATIONS[draw(st.sampled_from(sorted(MUTATIONS)))](draw, text)
    return text[:MAX_CHARACTERS]


def _character(draw, text):
    at = draw(st.integers(0, len(text)))
    end = min(len(text), at + draw(st.integers(0, 2)))
    return text[:at] + draw(st.just("") | st.sampled_from(PIECES)) + text[end:]


def _token(draw, text):
    words = text.split(" ")
    at, to = draw(st.integers(0, len(words) - 1)), draw(st.integers(0, len(words) - 1))
    word = words.pop(at)
    words[to:to] = [word] * draw(st.integers(0, 3))
    return " ".join(words)


def _mark(draw, text):
    mark = draw(st.sampled_from(("“", "”", '"', "'", "’", ",", ".", "(")))
    return text.replace(mark, draw(st.sampled_from(("", *MARKS, *SPACES))), draw(st.integers(1, 6)))


def _line(draw, text):
    lines = text.split("\n")
    at = draw(st.integers(0, len(lines) - 1))
    lines[at:at] = [lines.pop(draw(st.integers(0, len(lines) - 1)))] * draw(st.integers(0, 2))
    return draw(st.sampled_from(("\n", "\n", " ", "\r\n", "\n\n\n"))).join(lines)


def _cue(draw, text):
    at = draw(st.integers(0, len(text)))
    return f"{text[:at]} {draw(soups)} {text[at:]}"


def _spaces(draw, text):
    return text.replace(" ", draw(st.sampled_from((*SPACES, *INVISIBLE, *COMBINING))), draw(st.integers(1, 40)))


def _wrapped(draw, text):
    width = draw(st.integers(3, 100))
    return "\n".join(text[at : at + width] for at in range(0, len(text), width))


def _case(draw, text):
    return draw(st.sampled_from((str.upper, str.lower, str.title, str.swapcase)))(text)


MUTATIONS = {
    "case": _case, "character": _character, "cue": _cue, "line": _line, "mark": _mark, "spaces": _spaces,
    "token": _token, "wrapped": _wrapped,
}  # fmt: skip

texts = (unicode_texts | pieces | repeated | date_texts | soups | mutated_articles()).filter(
    lambda text: not SURROGATE_PAIR.search(text)  # refused, with a reason
)
"""Any of them."""

published = (
    st.none()
    | st.dates().map(str)
    | st.sampled_from(("0001-01-01", "9999-12-31", "2024-02-29", "2021-12-31", "2021", "2021-05"))
)
"""Publication dates, up to the first and the last day that Python's calendar has."""

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.sampled_from((0, -1, 10**400, 1e308, "person:1", "")),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(("id", "spans", "text", "start", "rule", "x")), inner, max_size=3),
    max_leaves=6,
)  # fmt: skip


@st.composite
def mutated_records(draw, records):
    """A line of the wire format in which some values are replaced, lost or put under another key."""
    record = json.loads(draw(st.sampled_from(records)))
    for _ in range(draw(st.integers(1, 3))):
        places = list(_places(record))
        holder, key = draw(st.sampled_from(places))
        match draw(st.sampled_from(("replace", "delete", "move", "copy"))):
            case "replace":
                holder[key] = draw(json_values)
            case "delete":
                del holder[key]
            case "move" if isinstance(holder, dict):
                holder[draw(st.sampled_from(("id", "text", "spans", "annotations", "zz")))] = holder.pop(key)
            case _:
                other, name = draw(st.sampled_from(places))
                if not _holds(holder[key], other):
                    other[name] = holder[key]
        if not any(True for _ in _places(record)):
            break
    return json.dumps(record, ensure_ascii=draw(st.booleans()))


def _places(value):
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in list(items):
        yield value, key
        yield from _places(inner)


def _holds(value, part):
    """Whether a value is a part, or has it inside: it cannot be put into itself."""
    return value is part or any(inner[key] is part for inner, key in _places(value))


def wire_lines(documents):
    """Lines of the wire format, well formed and mutated, and no lines at all."""
    records = tuple(map(wire.dumps, documents))
    return mutated_records(records) | unicode_texts | json_values.map(json.dumps) | _cut(records)


@st.composite
def _cut(draw, records):
    line = draw(st.sampled_from(records))
    at = draw(st.integers(0, len(line)))
    return line[:at] + draw(st.text(max_size=2)) + line[at + draw(st.integers(0, 3)) :]
