"""Names of persons: capitalized words that a title, an apposition, a first name or a verb of speech shows to be one.

    Foreign Minister [Jane Doe]      Ms. [Doe]            the minister of energy, [Jane Doe],
    [Jane Doe], 45,                  [Jane Doe], a spokeswoman for     [Jane Doe] said     said [Jane Doe]

The span of a name leaves the title out. Names of organizations, states and places are not looked at again.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

import attrs

from diplotext.words import Words
from diplotext_people.blocked import Blocked
from diplotext_people.lexicon import Gender, first_names
from diplotext_people.lexicon import words as word_list
from diplotext_people.titles import Title
from diplotext_people.words import is_capitalized

MOST_WORDS = 6
ONE_WORD = "person.recognized-word"
"""Rule of a single word that only the language model takes for a name."""

SUFFIXES = ("Jr", "Sr")
NUMERALS = ("I", "II", "III", "IV", "V", "VI", "XI", "XII", "XIV", "XVI", "XXIII")
AGE = re.compile(r", (?:aged )?\d{1,2}(?:,|\.| )")
SYLLABLES = re.compile(r"[A-Z][a-z]+-[a-z]+")
CREDITS = ("Author", "Editor", "Editors", "Interview", "Reporting", "Writing", "Editing", "Photo", "Translation")
OUTLETS = (
    "daily",
    "weekly",
    "newspaper",
    "paper",
    "magazine",
    "tabloid",
    "broadcaster",
    "agency",
    "website",
    "company",
)
VAGUE = re.compile(r"(?:.* )?(?:leader|head|chief|executive|candidate|deputy|nominee|director|chair|delegate|justice)")
DETERMINERS = ("the", "The", "a", "an", "A", "An")
ENOUGH = 100
"""What one sure sign that a word is no person weighs against its mentions."""

LOCATIVES = ("in", "In", "at", "near", "Near", "outside")
TRUST = ("trust", "faith", "confidence", "interest", "believe", "believes", "belief", "hope", "hopes", "disappointed")
SETTLEMENTS = (
    *("town", "city", "village", "province", "district", "region", "port", "suburb", "island", "state", "area"),
    *("Battle", "Siege", "Treaty", "Gulf", "Strait", "Sea", "Bay", "University"),
)
NICKNAME_OPENS = (' "', " “", " ‘")
NICKNAME_CLOSES = ('" ', "” ", "’ ")
QUOTED_BEFORE = re.compile(r"[\"“‘`]$")
QUOTED_AFTER = re.compile(r"[,.]?[\"”’']")
WHO = re.compile(r", who(?:se|m)?\b")


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
        gender: The gender that the title or the first name tells.
    """

    first: int
    last: int
    start: int
    end: int
    tokens: tuple[str, ...]
    rule: str
    title: Title | None = None
    gender: Gender | None = None


def find_names(
    words: Words, titles: Sequence[Title], blocked: Blocked, recognized: Sequence[tuple[int, int]] = ()
) -> list[Name]:
    """The names that their surroundings, a first name or the language model show, in order.

    Args:
        words: The words of the text.
        titles: Its titles.
        blocked: Where no name of a person can be.
        recognized: First and last word of the names that the language model takes for persons.
    """
    by_last = {title.last: title for title in titles}
    by_first = {title.first: title for title in titles}
    finder = _Finder(words, titles, by_first, by_last, blocked)
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
    no_persons = finder.no_persons(free) - {name.tokens[-1] for name in names}
    names += [
        name
        for first, last in free
        if not (first == last and words.forms[first] in no_persons) and (name := finder.recognized(first, last))
    ]
    return sorted(names, key=lambda name: name.start)


@attrs.frozen(eq=False)
class _Finder:
    words: Words
    titles: Sequence[Title]
    by_first: dict[int, Title]
    by_last: dict[int, Title]
    blocked: Blocked

    def runs(self) -> Iterator[tuple[int, int]]:
        """First and last word of each run of capitalized words that may be a name."""
        index = 0
        while index < len(self.words):
            if (title := self.by_first.get(index)) and not self._is_given(index, title):
                index = title.last + 1
                continue
            if not self._fits(index):
                index += 1
                continue
            last = self._end_of_run(index)
            yield index, last
            index = last + 1

    def _is_given(self, index: int, title: Title) -> bool:
        """Whether what looks like a title is a first name ("Judge" is not, "Rex" would be)."""
        return title.first == title.last and self.words.forms[index] in first_names()

    def _fits(self, index: int) -> bool:
        form = self.words.forms[index]
        if not is_capitalized(form) or re.split("['’]", form)[0] in word_list("stop_words"):
            return False
        start, end = self.words.spans[index]
        return not self.blocked.covers(start, end) and not self.words.in_capitals(start)

    def _end_of_run(self, first: int) -> int:
        words, last = self.words, first
        while last - first < 2 * MOST_WORDS:
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
            if not (self._fits(following) or self._is_second(last, following)) or self._begins_title(following):
                break
            last = following
        return last

    def _after_nickname(self, first: int) -> int | None:
        """Index of the surname after a nickname in quotation marks: 'Ana "La Jefa" [Silva]'; None if there is none."""
        words = self.words
        for last in range(first, min(first + 3, len(words) - 1)):
            if words.gap(last) in NICKNAME_CLOSES:
                return last + 1 if self._fits(last + 1) else None
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
        title = self._title_before(first)
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
        if not tokens or len(tokens) > MOST_WORDS or not word_list("not_name_words").isdisjoint(checked):
            return None
        if words.in_headline(start) and tokens[0] not in first_names() and not self._is_named_again(title, tokens):
            return None
        if self.blocked.is_place(start, end) and not (title and title.kind == "courtesy"):
            return None
        rule = self._rule(first, last, len(tokens), title)
        if rule is None:
            return None
        after = self._title_beside(first, last) if title is None or title.kind == "courtesy" else None
        gender = (title.gender if title else None) or first_names().get(tokens[0].split("-")[0])
        if len(tokens) == 1:
            gender = title.gender if title else None
        last, end = self._with_suffix(last, end)
        return Name(first, last, start, end, tokens, rule, after or title, gender or (after.gender if after else None))

    def _without_headline(self, first: int, last: int) -> int:
        """The last word without what a headline goes on with, if the text has that word, too: "Jane Doe [Travel]"."""
        words = self.words
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
        if self.blocked.is_place(start, end) or words.forms[first - 1] in CREDITS or tokens[0].isupper():
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
        if not tokens or len(tokens) > MOST_WORDS or not word_list("not_name_words").isdisjoint(tokens):
            return None
        if (
            self._is_site(last)
            or self.blocked.covers(start, end)
            or self.blocked.is_place(start, end)
            or words.in_capitals(start)
        ):
            return None
        if first and (words.forms[first - 1] in CREDITS or words.forms[first - 1] in word_list("never_before_names")):
            return None
        title = self._title_before(first)
        if len(tokens) == 1 and title is None and not self._can_stand_alone(first):
            return None
        last, end = self._with_suffix(last, end)
        gender = (title.gender if title else None) or (
            first_names().get(tokens[0].split("-")[0]) if len(tokens) > 1 else None
        )
        supported = len(tokens) > 1 or title or tokens[0] in first_names() or self._speaks(first, last)
        rule = "person.recognized" if supported else ONE_WORD
        return Name(first, last, start, end, tokens, rule, title, gender)

    def _can_stand_alone(self, index: int) -> bool:
        """Whether one word that the model takes for a person can be a name: no acronym, common word or work."""
        words = self.words
        form, (start, end) = words.forms[index], words.spans[index]
        if form.isupper() or form.casefold() in words.vocabulary or form in word_list("never_alone"):
            return False
        if index and words.forms[index - 1] in DETERMINERS and words.gap(index - 1) == " ":
            return False
        return not (QUOTED_BEFORE.search(words.text, max(0, start - 2), start) and QUOTED_AFTER.match(words.text, end))

    def no_persons(self, recognized: Sequence[tuple[int, int]]) -> set[str]:
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
                against[words.forms[last]] += ENOUGH
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
        if last - first < 2 or not self.words.begins_sentence(first):
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

    def _title_before(self, first: int) -> Title | None:
        """The title directly before a name, or before its organization: "President [of Ruritania] Jane Doe"."""
        title = self.by_last.get(first - 1)
        if title and (self.words.gap(first - 1) == " " or (title.abbreviated and self.words.gap(first - 1) == ". ")):
            return title
        if title is None and (outer := self._title_of_holder(first)):
            return outer
        if title is None and first >= 2 and self.words.forms[first - 1] in ("and", "&"):
            for distance in range(2, 7):
                before = self.by_last.get(first - 1 - distance)
                joins = before and before.plural and self.words.gap(before.last) == " "
                if joins and self._is_run(first - distance, first - 2):
                    return before
        return None

    def _title_of_holder(self, first: int) -> Title | None:
        """The title before the state or organization before a name: "President of [Ruritania] Jane Doe"."""
        words = self.words
        if first < 3 or words.gap(first - 1) != " ":
            return None
        start = self.blocked.start_of(words.spans[first - 1][1])
        index = words.at(start) - 1 if start is not None else -1
        if index > 0 and words.forms[index] == "the":
            index -= 1
        if index < 1 or words.forms[index] not in ("of", "for", "to"):
            return None
        title = self.by_last.get(index - 1)
        return title if title and title.kind != "courtesy" and words.forms[title.last][:1].isupper() else None

    def _is_run(self, first: int, last: int) -> bool:
        return all(self._fits(index) for index in range(first, last + 1))

    def _rule(self, first: int, last: int, length: int, title: Title | None) -> str | None:
        words = self.words
        if title and (length > 1 or title.kind != "occupation"):
            vague = words.forms[title.last].islower() and VAGUE.fullmatch(title.text) is not None
            unlikely = (length == 1 and (vague or words.forms[first].isupper())) or words.forms[first] == "FC"
            return None if unlikely else "person.title"
        if length < 2:
            return None
        if words.forms[first].split("-")[0] in first_names() or words.forms[first] in first_names():
            return "person.first-name"
        if words.forms[first] in word_list("family_first") and length in (2, 3):
            return "person.first-name"
        if self._in_apposition(first, last):
            return "person.apposition"
        if self._speaks(first, last):
            return "person.speech-verb"
        if (len(words.forms[first]) == 1 and words.gap(first) == ". ") or re.fullmatch(
            r"(?:[A-Z]\.){2,}", words.forms[first]
        ):
            return "person.initials"
        return None

    def _in_apposition(self, first: int, last: int) -> bool:
        end = self.words.spans[last][1]
        if AGE.match(self.words.text, end) or WHO.match(self.words.text, end):
            return True
        return self._title_beside(first, last) is not None

    def _title_beside(self, first: int, last: int) -> Title | None:
        """The title in an apposition after or before a name."""
        if after := self._title_after(last):
            return after
        return self._title_in_front(first) if self.words.gap(last)[:1] in (",", ".", ")", ";") else None

    def _title_in_front(self, first: int) -> Title | None:
        """A title that ends a few words before ", Jane Doe": "the minister of energy, Jane Doe,"."""
        words = self.words
        if first < 1 or words.gap(first - 1) != ", ":
            return None
        for index in range(first - 1, max(-1, first - 9), -1):
            if index < first - 1 and words.gap(index) not in (" ", "'s ", "’s ", "-"):
                return None
            title = self.by_last.get(index)
            if title and title.kind != "courtesy":
                joins = words.forms[index + 1] in ("of", "for", "at", "in", "to")
                return title if index == first - 1 or joins else None
        return None

    def _title_after(self, last: int) -> Title | None:
        """The title in an apposition after a name: ", the Ruritanian foreign minister"."""
        words = self.words
        if words.gap(last) != ", " or last + 1 >= len(words):
            return None
        index = last + 1
        for _ in range(8):
            title = self.by_first.get(index)
            if title and title.kind != "courtesy" and not title.plural:
                following = title.last + 1
                named = words.gap(title.last) == " " and self._fits(following)
                return None if named else title
            if words.gap(index) not in (" ", "'s ", "’s ", "-", "’ ", "' ") or index + 1 >= len(words):
                return None
            if words.forms[index] in ("said", "told", "who", "and", "was", "is", "but", "has"):
                return None
            index += 1
        return None

    def _speaks(self, first: int, last: int) -> bool:
        words, verbs = self.words, word_list("speech_verbs")
        if first and words.forms[first - 1] in OUTLETS:
            return False
        if words.gap(last) == " " and last + 1 < len(words) and words.forms[last + 1] in verbs:
            return True
        return first > 0 and words.gap(first - 1) == " " and words.forms[first - 1] in ("said", "says", "added")
