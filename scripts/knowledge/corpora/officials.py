"""Office holders whom articles attest: "Foreign Minister X of Y", "Y's foreign minister, X", "X, Minister of ... of Y".

An attestation is for the day of the article. Sentences that speak of another year or of former holders are left
out: a missed sentence costs nothing where another article says the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from ..tenures import names, titles
from ..tenures.states import rows
from .articles import Article

FURTHER = (
    r"(?:,? (?:and |& )?(?:the )?(?:Foreign |International |European |Regional |External )?"
    r"(?:Trade|Cooperation|Integration|Affairs|Worship|Religious Affairs|Religion|"
    r"Expatriates?|Emigrants|Communities|Commerce|"
    r"Development|Relations|Tourism|Human Mobility|Francophonie|Migration|Foreign Affairs|Diaspora|Culture|Business|"
    r"Labou?r|Communication|Immigration)\b)*"
)
"""Further portfolios in the title of a foreign minister."""

TITLE = re.compile(
    r"\b(?:"
    r"(?P<foreign>[Ff]oreign (?:[Aa]ffairs )?(?:[Mm]inister|[Ss]ecretary)|[Ee]xternal [Aa]ffairs [Mm]inister|"
    r"(?:Federal )?(?:[Mm]inister|[Ss]ecretary) (?:of|for) (?:International |European and |Europe and )?"
    r"(?:[Ff]oreign [Aa]ffairs|[Ff]oreign [Rr]elations|External (?:Affairs|Relations))" + FURTHER + ")"
    r"|(?P<defence>[Dd]efen[cs]e [Mm]inister|[Mm]inister (?:of|for) (?:National )?[Dd]efen[cs]e)"
    r"|(?P<government>[Pp]rime [Mm]inister|Chancellor|Premier|Taoiseach)"
    r"|(?P<state>[Pp]resident)"
    r")\b(?![-’'])"
)
OFFICES = {
    "foreign": titles.FOREIGN,
    "defence": titles.DEFENCE,
    "government": titles.GOVERNMENT,
    "state": titles.STATE,
}

WORD = r"(?:[A-ZÀ-ÖØ-ÞĀ-Ž](?:[\w’'-]*[\w]|\.)|[A-Z]\.)"
SMALL = r"(?:al|el|bin|bint|ibn|de|da|do|dos|das|di|del|du|van|von|der|den|ter|la|le|y|ul|ag|ould|al-[A-Z][\w’'-]+)"
NAME = rf"{WORD}(?: (?:{SMALL} ){{0,2}}(?:{WORD}|al-[A-Z][\w’'-]+)){{0,5}}"
HONORIFIC = (
    r"(?:(?:His|Her) (?:Excellency|Royal Highness|Highness)|H\.\s?E\.|"
    r"Dr\.?|Mr\.?|Ms\.?|Mrs\.?|Sheikh|Prince|Sayyid|General)"
)
AFTER = re.compile(rf"(?P<comma>,?) (?:{HONORIFIC},? )*(?P<name>{NAME})")
BEFORE = re.compile(rf"(?P<name>{NAME}), (?:the |our |its )?$")
JOINED = re.compile(r"(?:,? and |/|, )(?:[Aa]cting |[Dd]eputy )?$")

NOT_BEFORE = re.compile(
    r"(?:\b(?:[Ff]ormer|[Ee]x|[Tt]hen|[Ll]ate|[Dd]eputy|[Vv]ice|[Aa]ssistant|[Ff]uture|[Nn]ext|[Ii]ncoming|[Oo]utgoing|"
    r"[Ss]hadow|[Pp]revious|[Pp]ast|[Oo]netime|[Oo]pposition|[Ss]econd|[Ss]tate|[Pp]arliamentary|[Ff]irst|[Aa]lternate|"
    r"designate|elect|"
    r"[Cc]ouncil|[Aa]ssembly|[Ss]enate|[Cc]ommission|[Uu]nder|late|longtime|[Jj]unior|predecessor)[ ,-]*)$"
)
"""Words before a title or adjective that make it another office or another time."""

PAST = re.compile(
    r"\b(?:1[5-9]\d\d|20[0-4]\d)\b|\b(?:was then|at the time|served as|years ago|anniversary|the late|in memory|"
    r"predecessor|assassinat\w+|legacy|who died|passed away|tenure as|history)\b",
    re.I,
)
YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
CHARS_BEFORE = 90
"""Characters before a title in which its state and the person are looked for."""

APPOSITION_END = re.compile(r"[,.;)\n—–-]|$| (?:and|to|in|at|on|met)\b")
"""What follows a name after a title and a comma, unless the name belongs to something else."""

GIVEN_NAMES = frozenset({"Chad", "Cyprus", "Georgia", "India", "Israel", "Jordan"})
"""Names of states that persons have."""

INTERNATIONAL = frozenset({"agency", "alliance", "bank", "court", "igo", "regional", "so"})
"""Categories of international organizations and their organs."""

HEAD = re.compile(
    r"\b(?:[Ss]ecretary[- ][Gg]eneral|[Dd]irector[- ][Gg]eneral|[Mm]anaging [Dd]irector|[Hh]igh [Rr]epresentative|"
    r"[Ee]xecutive [Dd]irector|[Hh]igh [Cc]ommissioner|[Cc]hairperson|[Pp]resident)\b(?![-’'])"
)
"""Titles of heads of organizations."""

SENTENCE_CHARS = 220
"""Characters before and after a title that are taken for its sentence, at most."""

END = re.compile(r"(?<![A-Z])(?<!Dr)(?<!Mr)(?<!Ms)(?<!Mrs)[.!?](?=\s)|\n")
NOT_NAMES = frozenset((Path(__file__).parent / "not_names.txt").read_text(encoding="utf-8").split())
"""Words in capitals that end a name."""


@dataclass(frozen=True, order=True)
class Attestation:
    """A person in an office on the day of an article.

    Attributes:
        of: Id of the state or organization; "" where the sentence names none.
        office: As in the table of office holders, or `defence_minister`; of an organization the title.
        name: Of the person, without honorifics; it may be a family name alone.
        day: ISO date.
        source: Of the article.
        article: Its id.
        sentence: What it says.
    """

    of: str
    office: str
    name: str
    day: str
    source: str
    article: str
    sentence: str


OF = re.compile(r",? (?:of|for) (?:the )?")
POSSESSIVE = re.compile(r"(?<=s)['’]$|['’]s$")


class Lexicon:
    """Names and adjectives of states or organizations, each if it means one only.

    Args:
        names: Ids by name.
        adjectives: Ids by adjective.
    """

    def __init__(self, names: Mapping[str, set[str]], adjectives: Mapping[str, set[str]]) -> None:
        meanings = {**names, **adjectives}
        self._ids = {text: next(iter(ids)) for text, ids in meanings.items() if len(ids) == 1}
        self._names = names.keys()
        self._longest = max(len(text.split()) for text in meanings)

    def before(self, text: str) -> tuple[str | None, int]:
        """What the longest name, possessive or adjective at the end of a text means, and where it begins."""
        words = list(re.finditer(r"\S+", text))[-self._longest :]
        for word in words if text.endswith(" ") else ():
            written = POSSESSIVE.sub("", text[word.start() :].rstrip())
            if written in self._ids:
                return self._ids[written], word.start()
        return None, len(text)

    def after(self, text: str, at: int) -> tuple[str | None, int]:
        """What the longest name after "of" means, and where it ends."""
        found = OF.match(text, at)
        words = (
            list(re.finditer(r"\S+", text[found.end() : found.end() + CHARS_BEFORE]))[: self._longest] if found else []
        )
        for word in reversed(words):
            written = text[found.end() : found.end() + word.end()] if found else ""
            bare = written.rstrip(",.;:)!?—–")
            if found and bare in self._ids:
                return self._ids[bare], found.end() + len(bare)
        return None, at

    @classmethod
    def of_states(cls, table: Path) -> Lexicon:
        """The states of `states.csv`."""
        nouns: dict[str, set[str]] = {}
        adjectives: dict[str, set[str]] = {}
        for row in rows(table):
            if row["category"] == "state" and row["iso2"]:
                for column in ("name", "official", "aliases"):
                    add(nouns, row[column], row["id"])
                add(adjectives, row["adjectives"], row["id"])
        return cls(nouns, adjectives)

    @classmethod
    def of_organizations(cls, table: Path) -> Lexicon:
        """The international organizations of `organizations.csv`."""
        nouns: dict[str, set[str]] = {}
        for row in rows(table):
            if row["category"] in INTERNATIONAL and not row["parent"].startswith("state:"):
                for column in ("name", "acronym", "aliases"):
                    add(nouns, row[column], row["id"])
        return cls(nouns, {})

    def knows(self, text: str) -> bool:
        """Whether a text is one of the names."""
        return text in self._names


def add(found: dict[str, set[str]], cell: str, id: str) -> None:
    """Add the values of a cell to names and what they mean."""
    for text in cell.split("|"):
        if text:
            found.setdefault(text, set()).add(id)


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """The bounds of the sentence of a title, as far as full stops and line ends show it."""
    first = max((found.end() for found in END.finditer(text, max(0, start - SENTENCE_CHARS), start)), default=0)
    after = END.search(text, end, end + SENTENCE_CHARS)
    return max(first, start - SENTENCE_CHARS, 0), after.start() if after else min(len(text), end + SENTENCE_CHARS)


def of_another_time(sentence: str, year: str) -> bool:
    """Whether a sentence speaks of another year than that of its article, or of what was."""
    return any(not (YEAR.fullmatch(found[0]) and found[0] == year) for found in PAST.finditer(sentence))


def name_in(text: str) -> str | None:
    """The person's name at the beginning of words in capitals; None if there is none."""
    kept: list[str] = []
    for word in text.split():
        if word.strip(".,") in NOT_NAMES or re.fullmatch(r"[A-Z]{2,}s?", word):
            break
        kept.append(re.sub(r"[’']s$|[’']$", "", word))
        if word != kept[-1]:
            break
    while kept and (re.fullmatch(SMALL, kept[-1]) or re.fullmatch(r"\w\.", kept[-1])):
        kept.pop()
    found = names.display(" ".join(kept))
    return found if len(found) > 2 and not re.fullmatch(r"\w\.", found) else None


class Reader:
    """Reads attestations from articles.

    Args:
        lexicon: Of states or organizations.
        title: Titles; the name of the group that matches is a key of `OFFICES`, else the office is the title itself.
    """

    def __init__(self, lexicon: Lexicon, title: re.Pattern[str] = TITLE) -> None:
        self.lexicon = lexicon
        self.title = title

    def attestations(self, article: Article) -> Iterator[Attestation]:
        """What an article attests, the same person in the same office once."""
        seen = set()
        for group in joined(list(self.title.finditer(article.text)), article.text):
            found = self._holder(article.text, group[0].start(), group[-1].end())
            if found is None:
                continue
            first, last = sentence_around(article.text, group[0].start(), group[-1].end())
            sentence = " ".join(article.text[first:last].split())
            if of_another_time(sentence, article.day[:4]):
                continue
            for title in group:
                office = OFFICES.get(title.lastgroup or "") or title[0].lower().replace("-", " ")
                known = (found[0], office, found[1])
                if known not in seen:
                    seen.add(known)
                    yield Attestation(*known, article.day, article.source, article.key, sentence)

    def _holder(self, text: str, start: int, end: int) -> tuple[str, str] | None:
        """Id and name around a title from `start` to `end`, the id "" if it is not given; None without a name."""
        left = text[max(0, start - CHARS_BEFORE) : start]
        acting = re.search(r"(?:[Aa]cting|[Ii]nterim) $", left)
        left = left[: acting.start()] if acting else left
        of, left = self._named_before(left)
        if NOT_BEFORE.search(left):
            return None
        if of is None:
            of, end = self.lexicon.after(text, end)
        after = AFTER.match(text, end)
        name = name_in(after["name"]) if after else None
        if after and name and not self._is_none(name):
            finish = after.start("name") + len(after["name"])
            if after["comma"] and not APPOSITION_END.match(text, finish):
                return None
            return of or self.lexicon.after(text, finish)[0] or "", name
        before = BEFORE.search(left)
        name = name_in(before["name"]) if before else None
        return (of, name) if of and name and " " in name and not self._is_none(name) else None

    def _is_none(self, name: str) -> bool:
        """Whether a name is that of a state or organization, or begins with one."""
        first = name.split()[0]
        return self.lexicon.knows(name) or (self.lexicon.knows(first) and first not in GIVEN_NAMES)

    def _named_before(self, left: str) -> tuple[str | None, str]:
        """What a possessive, an adjective or a name before a title means, and the text before it."""
        of, start = self.lexicon.before(left)
        return (None, left) if re.search(r"\b(?:of|for)(?: the)? $", left[:start]) else (of, left[:start])


def joined(found: list[re.Match[str]], text: str) -> list[list[re.Match[str]]]:
    """Titles grouped that one person holds: "Prime Minister and Minister of Foreign Affairs"."""
    groups = [[one] for one in found[:1]]
    for one, other in pairwise(found):
        if JOINED.fullmatch(text[one.end() : other.start()]) and "eputy" not in text[one.end() : other.start()]:
            groups[-1].append(other)
        else:
            groups.append([other])
    return groups
