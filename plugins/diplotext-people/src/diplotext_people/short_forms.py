"""What may stand for a full name: the surname, in some languages the first word, a part of a long name, a nickname."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from diplotext_people.lexicon import words as word_list

Key = tuple[str, ...]
NUMERALS = ("I", "II", "III", "IV", "V", "VI", "XI", "XII", "XIV", "XVI", "XXIII")
NICKNAME = re.compile(r" [\"“‘]([^\"”’]{2,30})[\"”’] ")
INITIALS = re.compile(r"(?:[A-Z]\.){2,}")
ARTICLES = frozenset(("al", "el", "as", "an", "ad", "ar", "ash", "bin"))
LETTERS = str.maketrans({"ı": "i", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "æ": "ae", "ß": "ss"})
"""Letters that Unicode does not take apart into a letter and a mark."""


def plain(token: str) -> str:
    """A word of a name for comparison: no marks on letters, no article "al-", lower case."""
    if not token.isascii():
        token = token.translate(LETTERS)
        token = "".join(c for c in unicodedata.normalize("NFKD", token) if not unicodedata.combining(c))
    word = token.casefold()
    if "-" not in word:
        return word
    head, _, rest = word.partition("-")
    return rest if head in ARTICLES else word


def surnames(tokens: Sequence[str]) -> list[Key]:
    """What may stand for the whole name: the last word with its particles ("Le Pen"), in some languages the first."""
    if tokens[-1] in NUMERALS and len(tokens) > 1:
        return [tuple(map(plain, tokens[:-1]))]
    if len(tokens) < 2:
        return [tuple(map(plain, tokens))]
    start = len(tokens) - 1
    while start > 1 and len(tokens[start - 1]) > 1 and tokens[start - 1].casefold() in word_list("particles"):
        start -= 1
    keys = [tuple(map(plain, tokens[start:]))]
    if tokens[start] in ("Ben", "Bin"):
        keys.append((plain(tokens[-1]),))
    if tokens[start].casefold() in ("al", "el", "bin", "ibn") and start + 1 < len(tokens):
        keys.append(tuple(map(plain, tokens[start + 1 :])))
    first = tokens[0]
    capitals = len(first) > 1 and first.isupper() and not any(map(str.isupper, tokens[1:]))  # "WANG Yi"
    if capitals or (first in word_list("family_first") and len(tokens) <= 3):
        keys.append((plain(first),))
    return keys


def parts(tokens: Sequence[str]) -> Key:
    """The words of a name that count, plain: no particles, articles and initials."""
    words = [plain(token) for token in tokens if token not in NUMERALS]
    words = [word for word in words if len(word) > 1 and not INITIALS.fullmatch(word.upper())]
    return tuple(word for word in words if word not in ARTICLES and word not in word_list("particles"))


def _initials(tokens: Sequence[str]) -> str:
    return "".join(token.replace(".", "") for token in tokens if len(token) == 1 or INITIALS.fullmatch(token))


def is_short_form(short: Sequence[str], full: Sequence[str]) -> bool:
    """Whether a name consists of some words of a longer one, in order: "Suu Kyi" of "Aung San Suu Kyi"."""
    one, other = parts(short), iter(known := parts(full))
    initials = {_initials(short), _initials(full)} - {""}
    return len(initials) < 2 and 0 < len(one) < len(known) and all(part in other for part in one)


def nicknames(name: str) -> list[Key]:
    """What may stand for the whole name because it is in quotation marks inside it: 'Ana "La Jefa" Silva'."""
    return [tuple(map(plain, match[1].split())) for match in NICKNAME.finditer(name)]
