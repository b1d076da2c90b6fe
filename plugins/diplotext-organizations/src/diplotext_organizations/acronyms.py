"""Acronyms that a text defines: `Joint Border Commission (JBC)`, `the JBC (Joint Border Commission)`, `..., or JBC,`.

The letters of the acronym are matched with the words of the long form, after Schwartz and Hearst (2003), with function
words and single content words allowed to be passed over. Where a name of an organization stands directly before the
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
from diplotext_organizations.words import is_capitalized

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
MOST_WORDS = 12


@attrs.frozen
class Definition:
    """An acronym and its long form.

    Attributes:
        acronym: The acronym.
        start: Offset of the acronym.
        long_start: Offset of the long form.
        long_end: Offset after it.
        rule: Id of the rule that links them.
    """

    acronym: str
    start: int
    long_start: int
    long_end: int
    rule: str


def definitions(words: Words, candidates: Iterable[Candidate]) -> list[Definition]:
    """What the text defines, in its order; the first definition of an acronym counts."""
    named = [candidate for candidate in candidates if candidate.kind == "organization" and candidate.form == "name"]
    ends = {candidate.end: candidate for candidate in reversed(named)}
    spans = {(candidate.start, candidate.end) for candidate in named}
    found = sorted((*_after_long(words, ends), *_before_long(words, spans)), key=lambda d: (d.start, d.long_start))
    first: dict[str, Definition] = {}
    for definition in found:
        first.setdefault(definition.acronym, definition)
    return list(first.values())


def _after_long(words: Words, ends: dict[int, Candidate]) -> Iterator[Definition]:
    for pattern, bracketed in ((IN_BRACKETS, True), (OR, False)):
        for opening in re.finditer(r"[\s\"”’']{0,3}\(|,? (?:or|also|known|abbreviated|called) ", words.text):
            match = pattern.match(words.text, opening.start())
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
                if known and known.start < span[0]:
                    span = known.start, known.end
                yield Definition(acronym, start, *span, "acronym.definition")
            elif known and bracketed and acronym not in words.text[known.start : known.end]:
                yield Definition(acronym, start, known.start, known.end, "acronym.translation")


def _before_long(words: Words, spans: set[tuple[int, int]]) -> Iterator[Definition]:
    for match in BEFORE_BRACKETS.finditer(words.text):
        if not is_acronym(match["acronym"]) or re.search(r"[.!?;:]\s", match["long"]):
            continue
        long = match["long"].rstrip()
        start, end = match.start("long"), match.start("long") + len(long)
        forms = words.forms[words.at(start) : words.before(end) + 1]
        spelled = _all_capitalized(forms) and matches(match["acronym"], forms) and _organizational(forms)
        if spelled or (start, end) in spans:
            yield Definition(match["acronym"], match.start("acronym"), start, end, "acronym.definition")


def is_acronym(form: str) -> bool:
    """Whether a word looks like an acronym: two capitals or more, few other letters ("AfD", "OLAF", not "Reuters")."""
    large = sum(character.isupper() for character in form)
    return large >= 2 and large * 2 >= len(form.replace(".", "").replace("-", "")) and not form.endswith(("-", "/"))


def _long_form(words: Words, last: int, acronym: str) -> int | None:
    """Index of the first word of the long form that ends with the word `last`: the shortest that matches."""
    first = last
    while first >= 0 and last - first < MOST_WORDS:
        if first < last and not re.fullmatch(r"(?:['’]s?)?[ \u00a0-]|, ", words.gap(first)):
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
    parts = [part.casefold() for form in long for part in re.split(r"[-–&]", form) if part]
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
    parts = [part for part in re.split(r"[\s-]+", name) if part and part.casefold() not in FUNCTION_WORDS]
    return "".join(part[0].upper() for part in parts)


def mentions(words: Words, acronyms: Iterable[str]) -> Iterator[tuple[str, int, int]]:
    """Every place where one of the acronyms stands as a word, in the order of the text."""
    wanted = sorted(set(acronyms), key=lambda acronym: (-len(acronym), acronym))
    if not wanted:
        return
    pattern = re.compile(rf"(?<![\w@#.])(?:{'|'.join(map(re.escape, wanted))})(?![\w@])")
    for match in pattern.finditer(words.text):
        if not words.in_capitals(match.start()) or len(match[0]) > 3:
            yield match[0], match.start(), match.end()


def unexplained(words: Words) -> Iterator[tuple[str, int, int]]:
    """Acronyms that no long form explains but a neighbour does: "the XYZ party", "XYZ said"."""
    after, never = acronym_neighbours("after"), acronym_neighbours("never")
    for index, form in enumerate(words.forms[:-1]):
        if 3 <= len(form) <= 6 and form.isalpha() and form.isascii() and form.isupper() and form not in never:
            start, end = words.spans[index]
            if words.forms[index + 1] in after and words.gap(index) == " " and not words.in_capitals(start):
                yield form, start, end
