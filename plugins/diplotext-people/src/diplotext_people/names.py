"""Names of persons: capitalized words that a title, an apposition, a first name or a reporting verb shows to be one.

    Foreign Minister [Jane Doe]      Ms. [Doe]            the minister of energy, [Jane Doe],
    [Jane Doe], 45,                  [Jane Doe], a spokeswoman for     [Jane Doe] said     said [Jane Doe]

The span of a name leaves the title out. Names of organizations, states and places are not looked at again.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

import attrs

from diplotext.text import Words
from diplotext_people.cues import Cues
from diplotext_people.exclusions import Exclusions
from diplotext_people.lexicon import ARTICLES, CREDITS, LOCATIVES, SETTLEMENTS, TRUST, Gender, first_names
from diplotext_people.lexicon import words as word_list
from diplotext_people.phrases import Phrases
from diplotext_people.titles import Title
from diplotext_people.words import is_capitalized

MAX_NAME_TOKENS = 6
SUFFIXES = ("Jr", "Sr")
SYLLABLES = re.compile(r"[A-Z][a-z]+-[a-z]+")
MENTIONS_OUTWEIGHED = 100
"""How many mentions one sure sign outweighs that a word does not name a person."""

NICKNAME_OPENS = (' "', " “", " ‘")
NICKNAME_CLOSES = ('" ', "” ", "’ ")
QUOTED_BEFORE = re.compile(r"[\"“‘`]$")
QUOTED_AFTER = re.compile(r"[,.]?[\"”’']")


@attrs.frozen
class Name:
    """A name in a text.

    Attributes:
        first: Index of its first word.
        last: Index of its last word.
        start: Offset of its first character.
        end: Offset after its last.
        tokens: Its words, particles included, suffixes such as "Jr." left out.
        rule: Id of the rule that found it.
        title: The title before or after it.
        gender: The gender that the title or the first name indicates.
        unsupported: Whether it is a single word that nothing but the language model takes for a name.
    """

    first: int
    last: int
    start: int
    end: int
    tokens: tuple[str, ...]
    rule: str
    title: Title | None = None
    gender: Gender | None = None
    unsupported: bool = False


def find_names(
    phrases: Phrases, titles: Sequence[Title], exclusions: Exclusions, recognized: Sequence[tuple[int, int]] = ()
) -> list[Name]:
    """The names that their surroundings, a first name or the language model show, in order.

    Args:
        phrases: The words of the text, with its parse.
        titles: Its titles.
        exclusions: Where no name of a person can be.
        recognized: First and last word of the names that the language model takes for persons.
    """
    words = phrases.words
    cues = Cues.of(phrases, titles, exclusions)
    finder = _Finder(words, cues.by_first, exclusions, cues)
    names: list[Name] = []
    others: list[tuple[int, int]] = []
    for run in finder.runs():
        if name := finder.name(*run):
            names.append(name)
        elif run[0] < run[1]:
            others.append(run)
    known = {name.tokens[-1] for name in names if len(name.tokens) > 1 or name.title}
    names += [name for run in others if words.forms[run[1]] in known and (name := finder.relative(*run))]
    taken = {index for name in names for index in range(name.first, name.last + 1)}
    free = [(first, last) for first, last in recognized if taken.isdisjoint(range(first, last + 1))]
    non_person_tokens = finder.non_person_tokens(free) - {name.tokens[-1] for name in names}
    names += [
        name
        for first, last in free
        if not (first == last and words.forms[first] in non_person_tokens) and (name := finder.recognized(first, last))
    ]
    return sorted(names, key=lambda name: name.start)


@attrs.frozen(eq=False)
class _Finder:
    words: Words
    by_first: dict[int, Title]
    exclusions: Exclusions
    cues: Cues

    def runs(self) -> Iterator[tuple[int, int]]:
        """First and last word of each run of capitalized words that may be a name."""
        free = 0
        for index in sorted(self.cues.fitting | self.by_first.keys()):
            if index < free:
                continue
            if (title := self.by_first.get(index)) and not self._is_given(index, title):
                free = title.last + 1
            elif self.cues.fits(index):
                last = self._end_of_run(index)
                yield index, last
                free = last + 1

    def _is_given(self, index: int, title: Title) -> bool:
        """Whether what looks like a title is a first name ("Judge" is not, "Rex" would be)."""
        return title.first == title.last and self.words.forms[index] in first_names()

    def _end_of_run(self, first: int) -> int:
        words, last = self.words, first
        while last - first < 2 * MAX_NAME_TOKENS:
            gap, following = words.gap(last), last + 1
            initial = len(words.forms[last]) == 1 and gap == ". "
            if gap in NICKNAME_OPENS and (named := self._after_nickname(following)):
                last = named
                continue
            if gap != " " and not initial:
                break
            while (
                following - last <= 3
                and words.forms[following] in word_list("particles")
                and words.gap(following) == " "
            ):
                following += 1
            if not (self.cues.fits(following) or self._is_second(last, following)) or self._begins_title(following):
                break
            last = following
        return last

    def _after_nickname(self, first: int) -> int | None:
        """Index of the surname after a nickname in quotation marks: 'Ana "La Jefa" [Silva]'; None if there is none."""
        words = self.words
        for last in range(first, min(first + 3, len(words) - 1)):
            if words.gap(last) in NICKNAME_CLOSES:
                return last + 1 if self.cues.fits(last + 1) else None
            if words.gap(last) != " ":
                return None
        return None

    def _is_second(self, last: int, following: int) -> bool:
        """Whether a family name is followed by a given name of two syllables: "Ban Ki-moon"."""
        return (
            self.words.forms[last] in word_list("family_first")
            and SYLLABLES.fullmatch(self.words.forms[following]) is not None
        )

    def _begins_title(self, index: int) -> bool:
        """Whether a title begins here and a name follows it; "King" at the end of a run is a surname."""
        title = self.by_first.get(index)
        if title is None or not title.first <= index:
            return False
        if title.kind in ("royal", "religious", "military") and title.first == title.last:
            return self.words.gap(index) == " " and is_capitalized(self.words.forms[index + 1])
        return True

    def name(self, first: int, last: int) -> Name | None:
        """The name in a run, or None if nothing shows that it is one."""
        words = self.words
        title = self.cues.title_before(first)
        if title is None:
            first = self._without_opening(first, last)
        last = self._without_headline(first, last)
        if self._is_site(last):
            return None
        if first and words.forms[first - 1] in CREDITS and words.gap(first - 1) == ": ":
            return None
        tokens = self._tokens(first, last)
        start, end = words.spans[first][0], words.spans[last][1]
        family_first = title is not None and len(tokens) > 1 and tokens[0] in word_list("family_first")  # "Park Jin"
        checked = tokens[1:] if family_first else tokens
        if not tokens or len(tokens) > MAX_NAME_TOKENS or not word_list("not_name_words").isdisjoint(checked):
            return None
        if words.in_headline(start) and tokens[0] not in first_names() and not self._is_named_again(title, tokens):
            return None
        if self.exclusions.is_place(start, end) and not (title and title.kind == "courtesy"):
            return None
        rule = self.cues.rule(first, last, len(tokens), title)
        if rule is None:
            return None
        after = self.cues.apposed_title(first, last) if title is None else None
        if (
            title is not None and title.kind == "courtesy"
        ):  # "the Foreign Minister, [Mr] Doe", "Foreign Minister [Mr] Doe"
            after = self.cues.apposed_title(title.first, last) or self.cues.title_before(title.first)
        gender = (title.gender if title else None) or first_names().get(tokens[0].split("-")[0])
        if len(tokens) == 1:
            gender = title.gender if title else None
        last, end = self._with_suffix(last, end)
        return Name(first, last, start, end, tokens, rule, after or title, gender or (after.gender if after else None))

    def _without_headline(self, first: int, last: int) -> int:
        """The last word without those of a headline that follow, if the text has them, too: "Jane Doe [Travel]"."""
        words = self.words
        if last > first and words.forms[last].casefold() in word_list("speech_verbs"):
            last -= self.cues.phrases.token(last).pos_ == "VERB"  # "Jane Doe [Says]"
        while last > first and words.in_headline(words.spans[last][0]):
            if words.forms[last].casefold() not in words.vocabulary:
                break
            last -= 1
        return last

    def _is_site(self, last: int) -> bool:
        """Whether the word after a name shows a site or a thing: "the Tariq al-Bab neighborhood", "Jane Doe prize"."""
        words = self.words
        return words.gap(last) == " " and words.forms[last + 1] in word_list("never_after_names")

    def _is_named_again(self, title: Title | None, tokens: Sequence[str]) -> bool:
        """Whether what follows a title in a headline is a name: whether its last word comes again in the text."""
        if title is None or title.kind == "occupation":
            return False
        return self.words.forms.count(tokens[-1]) > 1 or title.kind == "courtesy"

    def relative(self, first: int, last: int) -> Name | None:
        """The name in a run that ends in a surname which the text has shown to be one; None for anything else."""
        words = self.words
        if words.begins_sentence(first) and words.forms[first].casefold() in words.vocabulary:
            first += 1
        tokens = self._tokens(first, last)
        start, end = words.spans[first][0], words.spans[last][1]
        if not 1 < len(tokens) <= 4 or not word_list("not_name_words").isdisjoint(tokens) or words.in_headline(start):
            return None
        if self.exclusions.is_place(start, end) or words.forms[first - 1] in CREDITS or tokens[0].isupper():
            return None
        return Name(first, last, start, end, tokens, "person.known-surname")

    def recognized(self, first: int, last: int) -> Name | None:
        """The name that the language model sees in a stretch of words; None where it can be none."""
        words = self.words
        while first < last and (title := self.by_first.get(first)) and title.last < last:
            first = title.last + 1
        last = self._without_headline(first, last)
        tokens = self._tokens(first, last)
        start, end = words.spans[first][0], words.spans[last][1]
        if not tokens or len(tokens) > MAX_NAME_TOKENS or not word_list("not_name_words").isdisjoint(tokens):
            return None
        if (
            self._is_site(last)
            or self.exclusions.covers(start, end)
            or self.exclusions.is_place(start, end)
            or words.in_capitals(start)
        ):
            return None
        if first and (words.forms[first - 1] in CREDITS or words.forms[first - 1] in word_list("never_before_names")):
            return None
        title = self.cues.title_before(first)
        if len(tokens) == 1 and title is None and not self._can_stand_alone(first):
            return None
        last, end = self._with_suffix(last, end)
        gender = (title.gender if title else None) or (
            first_names().get(tokens[0].split("-")[0]) if len(tokens) > 1 else None
        )
        supported = len(tokens) > 1 or title or tokens[0] in first_names() or self.cues.has_reporting_verb(first, last)
        rule = "person.recognized" if supported else "person.recognized-word"
        return Name(first, last, start, end, tokens, rule, title, gender, unsupported=not supported)

    def _can_stand_alone(self, index: int) -> bool:
        """Whether one word that the model takes for a person can be a name: no acronym, common word or work."""
        words = self.words
        form, (start, end) = words.forms[index], words.spans[index]
        if form.isupper() or form.casefold() in words.vocabulary or form in word_list("never_alone"):
            return False
        if index and words.forms[index - 1] in ARTICLES and words.gap(index - 1) == " ":
            return False
        return not (QUOTED_BEFORE.search(words.text, max(0, start - 2), start) and QUOTED_AFTER.match(words.text, end))

    def non_person_tokens(self, recognized: Sequence[tuple[int, int]]) -> set[str]:
        """Words that mostly stand for something else: "Hurricane [Irma]", "in [Jena]", "the town of [Verden]"."""
        words = self.words
        mentions: Counter[str] = Counter()
        against: Counter[str] = Counter()
        for first, last in recognized:
            if first == last:
                mentions[words.forms[first]] += 1
                against[words.forms[first]] += self._is_located(first)
            if last - first < 2 and not word_list("never_before_names").isdisjoint(
                words.forms[max(0, first - 1) : last]
            ):
                against[words.forms[last]] += MENTIONS_OUTWEIGHED
        return {form for form, count in against.items() if count and count * 2 >= mentions[form]}

    def _is_located(self, index: int) -> bool:
        words = self.words
        if not index or words.gap(index - 1) != " ":
            return False
        before = words.forms[index - 1]
        if before == "in" and index > 1 and words.forms[index - 2].casefold() in TRUST:
            return False
        return before in LOCATIVES or (before == "of" and index > 1 and words.forms[index - 2] in SETTLEMENTS)

    def _tokens(self, first: int, last: int) -> tuple[str, ...]:
        return tuple(form for form in self.words.forms[first : last + 1] if form not in SUFFIXES)

    def _without_opening(self, first: int, last: int) -> int:
        """The first word without what only opens the sentence: "Yesterday John Smith"."""
        forms, known = self.words.forms, first_names()
        if last - first < 2 or not self.words.begins_sentence(first) or self.cues.phrases.token(first).pos_ == "PROPN":
            return first
        return first + (forms[first] not in known and forms[first + 1] in known)

    def _with_suffix(self, last: int, end: int) -> tuple[int, int]:
        words = self.words
        if last + 1 < len(words) and words.gap(last) in (" ", ", ") and words.forms[last + 1] in SUFFIXES:
            last += 1
            end = words.spans[last][1]
            end += words.text[end : end + 1] == "."
        elif len(words.forms[last]) == 1 or words.forms[last] in SUFFIXES:
            end += words.text[end : end + 1] == "."
        return last, end
