"""Acronyms that a text defines: `Joint Border Commission (JBC)`, `the JBC (Joint Border Commission)`, `..., or JBC,`.

The letters of the acronym are matched with the words of the long form, after Schwartz and Hearst (2003), with function
words and single content words allowed to be passed over. Where a name of an organization directly precedes the
brackets the letters need not match: acronyms are often those of another language. A long form never crosses a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

import attrs

from diplotext.text import Words
from diplotext_organizations.candidates import Candidate
from diplotext_organizations.lexicon import acronym_neighbours
from diplotext_organizations.lexicon import words as word_list
from diplotext_organizations.words import is_capitalized, occurrences

ACRONYM = r"[A-Z][A-Za-z&./-]{0,9}[A-Za-z]"
IN_BRACKETS = re.compile(
    rf"[\s\"”’']{{0,3}}\(\s?[\"“‘']?(?:the )?(?P<acronym>{ACRONYM})[\"”’']?\s?"
    r"(?:\)|[,;][^()\n]{1,60}\))"
)
BEFORE_BRACKETS = re.compile(
    rf"(?<![\w.])(?P<acronym>{ACRONYM})(?:['’]s)? "
    r"\((?:the )?(?P<long>[A-Z][^()\n]{5,120})\)"
)
OR = re.compile(
    r",? (?:or|also known as|known as|abbreviated as|abbreviated|called) "
    rf"(?:the )?[\"“‘']?(?P<acronym>{ACRONYM})(?=[\"”’',. )])"
)
FUNCTION_WORDS = frozenset(
    re.findall(r"\S+", "a against an and at by for in of on the to with & de del der des di du et la le les und y")
)
PART = re.compile(r"[-–&]")
SPACE_OR_HYPHEN = re.compile(r"[\s-]+")
INSIDE_LONG = re.compile(r"(?:['’]s?)?[ \u00a0-]|, ")
MAX_LONG_FORM_TOKENS = 12


@attrs.frozen
class Definition:
    """An acronym and its long form.

    Attributes:
        acronym: The acronym.
        start: Offset of the acronym.
        long_start: Offset of the long form.
        long_end: Offset after it.
        letters_agree: Whether the letters of the acronym are those of the long form.
    """

    acronym: str
    start: int
    long_start: int
    long_end: int
    letters_agree: bool = True


def definitions(
    words: Words, candidates: Sequence[Candidate], places: Iterable[tuple[int, int]] = ()
) -> list[Definition]:
    """What the text defines, in its order; the first definition of an acronym counts.

    Where the letters do not agree, the name of a place or state is not an acronym: "TALLINN (Reuters)", "the
    Government of ... (UAE)".

    Args:
        words: The words of the text.
        candidates: Names that are known or recognized.
        places: Spans of the places of datelines.
    """
    named = [candidate for candidate in candidates if candidate.kind == "organization" and candidate.form == "name"]
    ends = {candidate.end: candidate for candidate in reversed(named)}
    spans = {(candidate.start, candidate.end) for candidate in named}
    others = {c.end for c in candidates if c.kind == "state"} | {end for _, end in places}
    found = sorted((*_after_long(words, ends), *_before_long(words, spans)), key=lambda d: (d.start, d.long_start))
    first: dict[str, Definition] = {}
    for definition in found:
        if definition.letters_agree or definition.start + len(definition.acronym) not in others:
            first.setdefault(definition.acronym, definition)
    return list(first.values())


def _after_long(words: Words, ends: dict[int, Candidate]) -> Iterator[Definition]:
    for pattern, starts in ((IN_BRACKETS, _brackets(words.text)), (OR, _alternatives(words))):
        for opening in starts:
            match = pattern.match(words.text, opening)
            if match is None or not is_acronym(match["acronym"]):
                continue
            last = words.before(match.start())
            if last < 0 or words.spans[last][1] < match.start() - 2:
                continue
            acronym, start = match["acronym"], match.start("acronym")
            first = _long_form(words, last, acronym)
            known = ends.get(match.start()) or ends.get(words.spans[last][1])
            if first is not None:
                span = words.spans[first][0], words.spans[last][1]
                agree = True
                if known and known.start < span[0]:
                    span = known.start, known.end
                    agree = matches(acronym, words.forms[words.at(known.start) : last + 1])
                yield Definition(acronym, start, *span, letters_agree=agree)
            elif known and pattern is IN_BRACKETS and acronym not in words.text[known.start : known.end]:
                yield Definition(acronym, start, known.start, known.end, letters_agree=False)


def _brackets(text: str) -> Iterator[int]:
    """Where each opening bracket is, or up to three spaces and quotation marks before it."""
    for opening in re.finditer(r"\(", text):
        place = opening.start()
        while place and opening.start() - place < 3 and (text[place - 1].isspace() or text[place - 1] in "\"”’'"):
            place -= 1
        yield place


def _alternatives(words: Words) -> Iterator[int]:
    """Where each "or", "also known as" and the like begins, the space and comma before it included."""
    for index in words.places(("or", "also", "known", "abbreviated", "called")):
        if words.gap(index - 1).endswith(" ") and words.gap(index).startswith(" "):
            start = words.spans[index][0] - 1
            yield start - (words.text[start - 1 : start] == ",")


def _before_long(words: Words, spans: set[tuple[int, int]]) -> Iterator[Definition]:
    for match in BEFORE_BRACKETS.finditer(words.text):
        if not is_acronym(match["acronym"]) or re.search(r"[.!?;:]\s", match["long"]):
            continue
        long = match["long"].rstrip()
        start, end = match.start("long"), match.start("long") + len(long)
        forms = words.forms[words.at(start) : words.before(end) + 1]
        agree = matches(match["acronym"], forms)
        spelled = _all_capitalized(forms) and agree and _organizational(forms)
        if spelled or ((start, end) in spans and (agree or len(forms) > 1)):
            yield Definition(match["acronym"], match.start("acronym"), start, end, letters_agree=agree)


def is_acronym(form: str) -> bool:
    """Whether a word looks like an acronym: two capitals or more, few other letters ("AfD", "OLAF", not "Reuters")."""
    large = sum(character.isupper() for character in form)
    return large >= 2 and large * 2 >= len(form.replace(".", "").replace("-", "")) and not form.endswith(("-", "/"))


def _long_form(words: Words, last: int, acronym: str) -> int | None:
    """Index of the first word of the long form that ends with the word `last`: the shortest that matches."""
    first = last
    while first >= 0 and last - first < MAX_LONG_FORM_TOKENS:
        if first < last and not INSIDE_LONG.fullmatch(words.gap(first)):
            return None
        form = words.forms[first]
        if not is_capitalized(form) and form not in FUNCTION_WORDS:
            return None
        forms = words.forms[first : last + 1]
        enough = last > first or "-" in form
        if enough and form[0].casefold() == acronym[0].casefold() and is_capitalized(form) and matches(acronym, forms):
            return first if _organizational(forms) and _all_capitalized(forms) else None
        first -= 1
    return None


def _all_capitalized(forms: Sequence[str]) -> bool:
    return all(is_capitalized(form) or form in FUNCTION_WORDS for form in forms)


def _organizational(forms: Sequence[str]) -> bool:
    """Whether the long form can name an organization: treaties, illnesses and programmes have acronyms too."""
    head = forms[-1]
    for index, form in enumerate(forms):
        if form in ("of", "for", "on", "against", "to") and index:
            head = forms[index - 1]
            break
    return head not in word_list("other_nouns") and forms[-1] not in word_list("other_nouns")


def matches(acronym: str, long: Sequence[str]) -> bool:
    """Whether the letters of `acronym` come from the words of `long`, in order, each giving its first letter first.

    Function words may be passed over, and one content word of a long form of three words or more.
    """
    letters = [letter.casefold() for letter in acronym if letter.isalnum()]
    parts = [part.casefold() for form in long for part in PART.split(form) if part]
    if len(parts) < 2 or len(letters) < 2:
        return False

    @cache
    def fits(letter: int, part: int, passed: int) -> bool:
        if part == len(parts):
            return letter == len(letters)
        cost = int(parts[part] not in FUNCTION_WORDS)
        if part and cost <= passed and fits(letter, part + 1, passed - cost):
            return True
        position, taken = -1, letter
        while taken < len(letters):
            position = parts[part].find(letters[taken], position + 1)
            if position < 0 or (taken == letter and position != 0):
                return False
            taken += 1
            if fits(taken, part + 1, passed):
                return True
            if taken - letter >= 3:
                return False
        return False

    content = sum(part not in FUNCTION_WORDS for part in parts)
    return fits(0, 0, int(content >= 3 and len(letters) >= 3))


def initials(name: str) -> str:
    """The initials of the content words of a name."""
    parts = [part for part in SPACE_OR_HYPHEN.split(name) if part and part.casefold() not in FUNCTION_WORDS]
    return "".join(part[0].upper() for part in parts)


def mentions(words: Words, acronyms: Iterable[str]) -> Iterator[tuple[str, int, int]]:
    """Every place where one of the acronyms occurs as a word, in the order of the text."""
    for start, end in occurrences(words.text, acronyms, not_before="@#.", not_after="@"):
        if not words.in_capitals(start) or end - start > 3:
            yield words.text[start:end], start, end


def unexplained(words: Words) -> Iterator[tuple[str, int, int]]:
    """Acronyms that no long form explains but a neighbour does: "the XYZ party", "XYZ said"."""
    after, never = acronym_neighbours("after"), acronym_neighbours("never")
    for following in words.places(after):
        index = following - 1
        form = words.forms[index] if following else ""
        if 3 <= len(form) <= 6 and form.isalpha() and form.isascii() and form.isupper() and form not in never:
            start, end = words.spans[index]
            if words.gap(index) == " " and not words.in_capitals(start):
                yield form, start, end
