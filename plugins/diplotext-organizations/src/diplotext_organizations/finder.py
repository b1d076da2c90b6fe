"""What a stretch of the text that may name an organization names, if anything.

Titles, nations and common nouns that are only adjacent to a name are taken off; what the knowledge holds is linked with
it; treaties, events, places and common words are refused.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import attrs

from diplotext import Form, Knowledge, Name, Record
from diplotext.plugin import refused
from diplotext.text import Words, trimmed_name
from diplotext_organizations.acronyms import is_acronym
from diplotext_organizations.candidates import Candidate, blocking
from diplotext_organizations.lexicon import acronym_neighbours, apposed, head_nouns, not_organizations, person_titles
from diplotext_organizations.lexicon import words as word_list
from diplotext_organizations.longer_names import begins_longer_name
from diplotext_organizations.senses import Senses
from diplotext_organizations.words import MODEL, occurrences

FORMER = re.compile(r"[Ee]x-(?=[A-Z])")
CLOSING_NOUNS = (" news agency", " news", " agency", " newspaper", " party", " radio", " group")
"""Common nouns at the end of a recognized name that do not belong to it."""

MEMBERS_OF_CABINETS = ("Minister", "Secretary", "Commissioner")
PORTFOLIO_HOLDERS = ("minister", "ministers", "secretary", "undersecretary", "commissioner", "ministry")
RELATIONS = ("", "Alliance", "Partnership")
PARTICIPLE = re.compile(r"[-–](?:[a-z]+ed|led|run|held|born|made|style)$")
PARTICIPLE_AFTER = re.compile(r"[-–](?:led|born|made|style)\b")
NATIONS_JOINED = re.compile(r"[-–]")
CLOSED = re.compile(r"[\])]")
ROAD = re.compile(r"[A-Z]{1,3}-?\d{2,4}")
AFFILIATION = re.compile(r"[RD]-[A-Z][\w.]*")
"""A party and a state after the name of a politician: "R-Utah"."""

Span = tuple[int, int]


@attrs.frozen(eq=False)
class Finder:
    """The names of a text and what is known of them: shows what a stretch of the text names."""

    words: Words
    knowledge: Knowledge
    nations: dict[int, int]  # start of a demonym or name of a state -> end
    persons: frozenset[Span]  # names of persons
    senses: Senses  # what the sentences say that names are
    _named: dict[str, tuple[tuple[Record, Name], ...]] = attrs.field(factory=dict)

    def candidate(
        self, start: int, end: int, rule: str, category: str | None = None, *, by_model_alone: bool = False
    ) -> Candidate | None:
        """The organization that a stretch of the text names; None if its words cannot name one.

        Args:
            start: Offset of the stretch.
            end: Offset after it.
            rule: Id of the rule that proposes it.
            category: What kind of organization the text says it is, if that is known.
            by_model_alone: Whether nothing but the language model shows it.
        """
        start, end = bare(self.words.text, start, end)
        if start < end:
            end = self._without_title(start, end)
        if start >= end:
            return None
        end = self._without_state(start, self._without_noun(start, end))
        following = self.words.before(end) + 1
        if following < len(self.words) and MODEL.fullmatch(self.words.forms[following]):
            return None  # "[Airbus] A321"
        if begins_longer_name(self.words, following - 1):
            return None
        start = self._without_modifiers(start, end)
        name = self._name(start, end)
        if record := self.record(name):
            form: Form = next((n.form for r, n in self.named(name) if r is record), "name")
            key, canonical = record.id, record.name
            return Candidate(
                start, end, "organization", key, canonical, rule, form, record, by_model_alone=by_model_alone
            )
        if name in self.senses.sites:
            return blocking(Candidate(start, end, "organization", name.casefold(), name, rule))
        if (start, end) in self.persons or name in self.senses.others or not self._possible(name, start, end):
            refused(rule, start, end, "words that cannot name an organization, or a place or nation alone")
            return None
        form = "acronym" if is_acronym(name) else "name"
        category = category or self._adjacent_category(start, end)
        key = name.casefold()
        return Candidate(
            start, end, "organization", key, name, rule, form, category=category, by_model_alone=by_model_alone
        )

    def _adjacent_category(self, start: int, end: int) -> str | None:
        """The category that a common noun directly before or after a name indicates: "the daily La Stampa"."""
        words = self.words
        first, last = words.at(start), words.before(end)
        before = words.forms[first - 1] if first and words.gap(first - 1) == " " else ""
        after = words.forms[last + 1] if words.gap(last) == " " else ""
        return apposed("before").get(before) or apposed("after").get(after)

    def _name(self, start: int, end: int) -> str:
        return " ".join(self.words.text[start:end].split())

    def _without_modifiers(self, start: int, end: int) -> int:
        """The start without what only describes a known organization: "[Afghan] Taliban", "[Top] NATO"."""
        first, last = self.words.at(start), self.words.before(end)
        if record := self.record(self._name(start, end)):
            rest = self.words.spans[first + 1][0] if start in self.nations and first < last else start
            return rest if any(name.text == self._name(rest, end) for name in record.names) else start
        for index in range(first + 1, min(last, first + 2) + 1):
            record = self.record(self._name(self.words.spans[index][0], end))
            if record and not (record.category == "ngo" and start in self.nations):  # the German Red Cross
                return self.words.spans[index][0]
        return start

    def _without_title(self, start: int, end: int) -> int:
        """The end without the office that a name is continued by: "[UN] High Commissioner for ...", "[CNN] Washington".

        The start, if nothing is left that can be an organization: "UK Science" before "Minister".
        """
        words = self.words
        if self.record(self._name(start, end)):
            return end
        first, last = words.at(start), words.before(end)
        titles = not_organizations("title")
        after = words.forms[last + 1] if words.gap(last) == " " else ""
        title = next((i for i in range(first + 1, last + 1) if words.forms[i] in titles), None)
        if title is not None and words.forms[last] in head_nouns():
            return end  # "Attorney General's Office"
        if title is None and after in MEMBERS_OF_CABINETS and words.forms[last] not in head_nouns():
            title = last + 1
        if title is not None:
            return self._known_part(first, title) or self._headed_part(first, title) or start
        follows = last > first and words.forms[last - 1][0].isupper()
        rest = self.named(self._name(words.spans[last][0], end)) if follows else ()
        if any(r.kind in ("city", "state") for r, _ in rest) or (follows and words.forms[last].endswith("ists")):
            return self._known_part(first, last) or end
        return end

    def _without_noun(self, start: int, end: int) -> int:
        """The end of a known name without the common nouns after it that the model adds: "[UN] health" agency."""
        words = self.words
        first, last = words.at(start), words.before(end)
        while last > first and words.forms[last].islower():
            last -= 1
        shorter = words.spans[last][1]
        return shorter if shorter < end and self.record(self._name(start, shorter)) else end

    def _without_state(self, start: int, end: int) -> int:
        """The end without the state whose body it is: "[Presidential Council] of Libya"."""
        words = self.words
        first, last = words.at(start), words.before(end)
        if words.forms[first:last].count("of") == 0 or self._is_known(self._name(start, end)):
            return end
        for index in range(last - 1, first + 1, -1):
            state = index + 1 + (words.forms[index + 1] == "the")
            if words.forms[index] != "of" or state > last or self.nations.get(words.spans[state][0], 0) < end:
                continue
            noun, shorter = head_nouns().get(words.forms[index - 1]), words.spans[index - 1][1]
            of_state = noun is not None and noun.of_state
            if of_state or any(r.kind == "organization" for r, _ in self.named(self._name(start, shorter))):
                return shorter
        return end

    def _is_known(self, name: str) -> bool:
        """Whether an organization or a format is known by just this name: "[NATO Council of Russia]"."""
        return any(record.kind in ("organization", "format") for record, _ in self.named(name))

    def _known_part(self, first: int, stop: int) -> int | None:
        """The end of the longest known name that begins with a word and ends before another."""
        spans = self.words.spans
        ends = (spans[last][1] for last in range(stop - 1, first - 1, -1))
        return next((end for end in ends if self.record(self._name(spans[first][0], end))), None)

    def _headed_part(self, first: int, stop: int) -> int | None:
        """The end of the last noun before a word that can head the name of an organization."""
        nouns = [i for i in range(first + 1, stop) if self.words.forms[i] in head_nouns()]
        return self.words.spans[nouns[-1]][1] if nouns else None

    def named(self, name: str) -> tuple[tuple[Record, Name], ...]:
        """The records of the knowledge that a name may mean, each looked up once in a text."""
        if name not in self._named:
            self._named[name] = self.knowledge.named(name)
        return self._named[name]

    def record(self, name: str) -> Record | None:
        """The one organization of the knowledge that has a name; None if the name also means something else."""
        records = {r.id: r for r, _ in self.named(name) if r.kind in ("organization", "format")}
        (record, *others) = records.values() or (None,)
        return record if record and not others and not (record.ambiguous and " " not in name) else None

    def _possible(self, name: str, start: int, end: int) -> bool:
        """Whether an unknown name can be that of an organization: no treaty, event, place or common word."""
        words = self.words
        first, last = words.at(start), words.before(end)
        forms = words.forms[first : last + 1]
        if not forms or not any(form[0].isupper() for form in forms) or AFFILIATION.fullmatch(name):
            return False
        if forms[-1] in ("of", "for", "and", "the", "in", "on"):
            return False
        if forms[0] in not_organizations("first") or self._is_cut(start, end):
            return False
        if words.in_capitals(start) or name in acronym_neighbours("never") or forms[0] in acronym_neighbours("never"):
            return False
        if self._is_unspecific(forms, first, start):
            return False
        if not word_list("other_nouns").isdisjoint((forms[-1], _head(forms))) or name in not_organizations("name"):
            return False
        if len(forms) == 1 and (
            not forms[0][0].isupper()
            or name in not_organizations("single")
            or name.endswith("ism")
            or name in person_titles("office", "royal", "military")
            or self._is_word(forms[0].casefold())
        ):
            return False
        if first and words.gap(first - 1) == " " and words.forms[first - 1] in not_organizations("before"):
            return False
        if words.gap(last) == " " and words.forms[last + 1] in not_organizations("site"):
            return False
        if self._is_portfolio(forms, first):
            return False
        if ROAD.fullmatch(name) or (len(forms) > 1 and MODEL.fullmatch(forms[-1])):
            return False
        if self._is_headline(name, forms, start):
            return False
        return not any(r.kind in ("city", "region", "state") for r, _ in self.named(name))

    def _is_portfolio(self, forms: Sequence[str], first: int) -> bool:
        """Whether it is what a minister is for: "the minister for [Solid Minerals]"."""
        words = self.words
        if first < 2 or words.forms[first - 1] not in ("for", "of") or words.gap(first - 1) != " ":
            return False
        is_office = words.forms[first - 2].lower() in PORTFOLIO_HOLDERS and words.gap(first - 2) == " "
        return is_office and forms[-1] not in head_nouns() and not is_acronym(" ".join(forms))

    def _is_cut(self, start: int, end: int) -> bool:
        """Whether it is a piece of something else: "[U.S.-led] talks", "[U.S.-Brazil] talks", "Ana Silva ([OH])"."""
        words = self.words
        text, first, last = words.text, words.at(start), words.before(end)
        name, before = text[start:end], words.gap(first - 1)
        if "@" in name or text[start - 1 : start] in ("@", "#"):
            return True
        if PARTICIPLE.search(name) or (PARTICIPLE_AFTER.match(text, end) and first == last and not is_acronym(name)):
            return True
        if name.replace(".", "") in not_organizations("subdivision"):
            return before.endswith("(") or before == ", "
        joined, _, rest = name.partition(" ")
        parts = NATIONS_JOINED.split(joined) if rest in RELATIONS else ()
        return len(parts) > 1 and all(any(r.kind == "state" for r, _ in self.named(part)) for part in parts)

    def _is_headline(self, name: str, forms: Sequence[str], start: int) -> bool:
        """Whether it is a piece of a headline: one of its words is an ordinary one, and the text has no such name."""
        words = self.words
        if len(forms) < 2 or not words.in_headline(start) or words.text.count(name) > 1:
            return False
        return any(form.casefold() in words.vocabulary and form[0].isupper() for form in forms)

    def _is_word(self, form: str) -> bool:
        """Whether the text has a word in lower case, other than in an address ("www.google.de")."""
        if form not in self.words.vocabulary:
            return False
        text = self.words.text
        found = occurrences(text, (form,), not_before=".@/", not_after="@")
        return any(text[end : end + 1] != "." or not text[end + 1 : end + 2].isalnum() for _, end in found)

    def _is_unspecific(self, forms: Sequence[str], first: int, start: int) -> bool:
        """Whether a name is a head noun and no more, or with a nation: "Council", "German Union"."""
        noun = head_nouns().get(forms[-1])
        if noun is None:
            return False
        nation = self.nations.get(start)
        rest = self.words.at(nation) - first if nation else 0
        return len(forms) - 1 == rest and not noun.national and not (nation is None and self._is_defined(first))

    def _is_defined(self, first: int) -> bool:
        """Whether a capitalized head noun alone names a body that the reader knows: "supports the [Coalition]"."""
        words = self.words
        before = words.forms[first - 1] if first and words.gap(first - 1) == " " else ""
        form = words.forms[first]
        return before in ("the", "The") and form.lower() not in words.vocabulary and f" the {form}" in words.text


def _head(forms: Sequence[str]) -> str:
    """The word before the first preposition: "Convention" of "Convention on the Law of the Sea"."""
    place = next((i for i, form in enumerate(forms) if form in ("of", "for", "on", "against", "to")), len(forms))
    return forms[max(place - 1, 0)]


def bare(text: str, start: int, end: int) -> Span:
    """The span without what is only adjacent to a name: determiner, "ex-", possessive, common noun ("news agency")."""
    start, end = trimmed_name(text, start, end)
    if (match := CLOSED.search(text, start, end)) and not text.count("(", start, match.start()):
        end = match.start()  # "[GNA])–to", "[Islamic State]]to"
    if match := FORMER.match(text, start, end):
        start = match.end()
    for noun in CLOSING_NOUNS:
        if text[start:end].endswith(noun) and end - start > len(noun):
            return trimmed_name(text, start, end - len(noun))
    return start, end
