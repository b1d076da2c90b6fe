"""What is next to a name and shows that it is one: a title, an apposition, an age, a reporting verb."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import attrs

from diplotext.text import Words
from diplotext_people.exclusions import Exclusions
from diplotext_people.lexicon import first_names
from diplotext_people.lexicon import words as word_list
from diplotext_people.phrases import Phrases, is_apposed
from diplotext_people.titles import Title
from diplotext_people.words import is_capitalized

APOSTROPHE = re.compile("['’]")
INITIALS = re.compile(r"(?:[A-Z]\.){2,}")
AGE = re.compile(r", (?:aged )?\d{1,2}(?:,|\.| )")
WHO = re.compile(r", who(?:se|m)?\b")
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
MAX_LISTED_NAMES = 10
"""Names with their offices in a list that are looked at to see which office is whose."""

MAX_WORDS_TO_TITLE = 8
"""Words after the comma in which an apposition says what somebody is."""

VAGUE = re.compile(r"(?:.* )?(?:leader|head|chief|executive|candidate|deputy|nominee|director|chair|delegate|justice)")


@attrs.frozen(eq=False)
class Cues:
    """The surroundings of names in a text.

    Attributes:
        words: The words of the text.
        by_first: Its titles by their first word.
        by_last: Its titles by their last word.
        exclusions: Where no name of a person can be.
        phrases: The noun phrases of the parse.
        fitting: Indexes of the words that can be part of a name by their form and place.
    """

    words: Words
    by_first: dict[int, Title]
    by_last: dict[int, Title]
    exclusions: Exclusions
    phrases: Phrases
    fitting: frozenset[int]

    @classmethod
    def of(cls, phrases: Phrases, titles: Sequence[Title], exclusions: Exclusions) -> Cues:
        """The surroundings in a text with its titles."""
        words = phrases.words
        by_first, by_last = {title.first: title for title in titles}, {title.last: title for title in titles}
        return cls(words, by_first, by_last, exclusions, phrases, frozenset(_fitting(words, exclusions)))

    def fits(self, index: int) -> bool:
        """Whether a word can be part of a name by its form and place."""
        return index in self.fitting

    def title_before(self, first: int) -> Title | None:
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
        start = self._start_of_holder(first)
        index = words.at(start) - 1 if start is not None else -1
        if index > 0 and words.forms[index] == "the":
            index -= 1
        if index < 1 or words.forms[index] not in ("of", "for", "to"):
            return None
        title = self.by_last.get(index - 1)
        if title is None or title.kind == "courtesy":
            return None
        long = self.fits(first) and words.gap(first) in (" ", ". ") and self.fits(first + 1)
        return title if words.forms[title.last][:1].isupper() or long else None

    def _start_of_holder(self, first: int) -> int | None:
        """Where the state or organization starts that is right before a name, or before an acronym in parentheses."""
        words = self.words
        if first < 3 or words.gap(first - 1) not in (" ", ") "):
            return None
        start = self.exclusions.start_of(words.spans[first - 1][1])
        if start is not None and words.gap(first - 1) == ") ":
            outer = words.at(start) - 1
            return self.exclusions.start_of(words.spans[outer][1]) if words.gap(outer) == " (" else None
        return start

    def _is_run(self, first: int, last: int) -> bool:
        return all(self.fits(index) for index in range(first, last + 1))

    def rule(self, first: int, last: int, length: int, title: Title | None) -> str | None:
        """Id of the rule by which a run of words is a name; None if nothing shows it."""
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
        if self.has_reporting_verb(first, last):
            return "person.speech-verb"
        if (len(words.forms[first]) == 1 and words.gap(first) == ". ") or INITIALS.fullmatch(words.forms[first]):
            return "person.initials"
        return None

    def _in_apposition(self, first: int, last: int) -> bool:
        end = self.words.spans[last][1]
        if AGE.match(self.words.text, end) or WHO.match(self.words.text, end):
            return True
        return self.apposed_title(first, last) is not None

    def apposed_title(self, first: int, last: int) -> Title | None:
        """The title in an apposition before or after a name."""
        front = self._title_in_front(first, last)
        if front is not None and not self._is_of_earlier_name(front):
            return front
        return self._title_after(last)

    def _title_in_front(self, first: int, last: int) -> Title | None:
        """A title that ends a few words before ", Jane Doe": "the minister of energy, Jane Doe,"."""
        words = self.words
        if first < 1 or words.gap(first - 1) != ", ":
            return None
        for index in range(first - 1, max(-1, first - 9), -1):
            if index < first - 1 and words.gap(index) not in (" ", "'s ", "’s ", "-"):
                return None
            title = self.by_last.get(index)
            if title and title.kind != "courtesy":
                joins = index == first - 1 or words.forms[index + 1] in ("of", "for", "at", "in", "to")
                apposed = is_apposed(self.phrases.token(last), self.phrases.noun(title))
                return title if joins and (self._closes(last) or apposed) else None
        return None

    def _closes(self, last: int) -> bool:
        """Whether a mark follows a word, or nothing."""
        return last + 1 == len(self.words) or self.words.gap(last)[:1] in (",", ".", ")", ";")

    def _is_of_earlier_name(self, title: Title, depth: int = MAX_LISTED_NAMES) -> bool:
        """Whether a title is in apposition to the name before it: "John Roe, *the mayor*, Jane Doe and others"."""
        words, before = self.words, self.phrases.first(title) - 1
        if before < 0 or words.gap(before) != ", " or not self.fits(before):
            return False
        if not is_apposed(self.phrases.noun(title), self.phrases.token(before)):
            return False
        first = before
        while self.fits(first - 1) and words.gap(first - 1) == " ":
            first -= 1
        own = self._title_in_front(first, before)
        return own is None or (depth > 0 and self._is_of_earlier_name(own, depth - 1))

    def _title_after(self, last: int) -> Title | None:
        """The title in an apposition after a name: ", the Ruritanian foreign minister"."""
        words = self.words
        if words.gap(last) != ", " or last + 1 >= len(words):
            return None
        index = last + 1
        for _ in range(MAX_WORDS_TO_TITLE):
            title = self.by_first.get(index)
            if title and title.kind != "courtesy" and not title.plural:
                named = words.gap(title.last) == " " and self.fits(title.last + 1)
                ours = self.phrases.begins(title, last + 1) and not self.phrases.is_subject(title)
                return title if ours and not named else None
            if words.gap(index) not in (" ", "'s ", "’s ", "-", "’ ", "' ") or index + 1 >= len(words):
                return None
            index += 1
        return None

    def has_reporting_verb(self, first: int, last: int) -> bool:
        """Whether a reporting verb is adjacent to a name."""
        words, verbs = self.words, word_list("speech_verbs")
        if first and words.forms[first - 1] in OUTLETS:
            return False
        if words.gap(last) == " " and last + 1 < len(words) and words.forms[last + 1] in verbs:
            return True
        return first > 0 and words.gap(first - 1) == " " and words.forms[first - 1] in ("said", "says", "added")


def _fitting(words: Words, exclusions: Exclusions) -> Iterator[int]:
    """Indexes of the words that can be part of a name by their form and place, in order."""
    stop_words = word_list("stop_words")
    forms = {form for form in words.distinct if is_capitalized(form) and APOSTROPHE.split(form, 1)[0] not in stop_words}
    for index in words.places(forms):
        start, end = words.spans[index]
        if not exclusions.covers(start, end) and not words.in_capitals(start):
            yield index
