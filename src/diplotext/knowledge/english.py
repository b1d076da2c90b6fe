"""English words that many rules need, once: the calendar, numbers, closed classes, titles, reporting verbs, stop words.

The tables are in `data/english`. Rules differ in the words that they use, often for a reason: what is evidence for a
meeting is not always evidence for a quotation. Columns of the tables say which use a word serves.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Literal, cast

import attrs
from immutabledict import immutabledict

from diplotext.knowledge.tables import Table, several

__all__ = [
    "CalendarName",
    "Number",
    "ReportingVerb",
    "Title",
    "calendar_names",
    "cardinals",
    "closed_class",
    "inflected",
    "months",
    "numbers",
    "ordinals",
    "regular_forms",
    "reporting_forms",
    "reporting_verbs",
    "stop_words",
    "titles",
    "weekdays",
]

PACKAGE = "diplotext.knowledge"
MONTHS = Table(
    PACKAGE,
    "english/months.csv",
    columns=("name", "number", "abbreviations", "ambiguous"),
    blank=("abbreviations", "ambiguous"),
    several=("abbreviations",),
)
WEEKDAYS = Table(
    PACKAGE, "english/weekdays.csv", columns=("name", "number", "abbreviations"), several=("abbreviations",)
)
NUMBERS = Table(PACKAGE, "english/numbers.csv", columns=("value", "cardinal", "ordinal"))
CLOSED_CLASSES = Table(
    PACKAGE,
    "english/closed_classes.csv",
    columns=("class", "word", "uses"),
    key=("class", "word"),
    blank=("uses",),
    several=("uses",),
    matching={"word": str.islower},
)
STOP_WORDS = Table(PACKAGE, "english/stop_words.csv", columns=("word", "uses"), several=("uses",))
TITLES = Table(
    PACKAGE,
    "english/titles.csv",
    columns=("title", "kind", "gender", "speaker", "speaks_for_state", "meeting"),
    blank=("kind", "gender", "speaker", "speaks_for_state", "meeting"),
    several=("meeting",),
)
REPORTING_USES = ("person", "metonym", "metonym_object", "date", "meeting", "repair")
REPORTING_VERBS = Table(
    PACKAGE,
    "english/reporting_verbs.csv",
    columns=("lemma", "kind", "frames", "factive", *REPORTING_USES),
    key=("lemma", "kind"),
    blank=("frames", "factive", *REPORTING_USES),
    several=("frames", *REPORTING_USES),
    matching={"lemma": str.islower},
)
IRREGULAR_VERBS = Table(PACKAGE, "english/irregular_verbs.csv", columns=("lemma", "third", "past", "participle", "ing"))
VOWELS = frozenset("aeiou")

VerbForm = Literal["base", "third", "past", "participle", "ing"]
Gender = Literal["female", "male"]


@attrs.frozen
class CalendarName:
    """A month or a day of the week.

    Attributes:
        name: Its name: "September".
        number: Its number in the year, or in the week that begins on Monday.
        abbreviations: What it is abbreviated to, with full stops: "Sept.", "Sep.".
        ambiguous: Whether the name is as often another word: "May".
    """

    name: str
    number: int
    abbreviations: tuple[str, ...]
    ambiguous: bool = False


@attrs.frozen
class Number:
    """A number that has a word of its own.

    Attributes:
        value: Its value.
        cardinal: "two".
        ordinal: "second".
    """

    value: int
    cardinal: str
    ordinal: str


@attrs.frozen
class Title:
    """A title, an office, or another noun for a person or a group of persons.

    Attributes:
        title: As it is written before a name: "Foreign Minister", "Gen.", "analyst".
        kind: `office`, `courtesy`, `military`, `religious`, `royal` or `occupation`; None if it precedes no names.
        gender: The gender that it shows; None if it shows none.
        speaker: Whether what it names is, as a source, a `person` or a `group`; None if it is not used as one.
        speaks_for_state: Whether with the adjective or name of a state it is that state: "Kenyan officials".
        meeting: Its uses in rules for meetings: `title` (part of a title), `head` (last word of one), `group`
            (participants without a name), `anaphor` ("the two leaders").
    """

    title: str
    kind: str | None
    gender: Gender | None
    speaker: str | None
    speaks_for_state: bool
    meeting: frozenset[str]


@attrs.frozen
class ReportingVerb:
    """A verb by which content is attributed to somebody: of speaking, or of thinking and wanting.

    Attributes:
        lemma: Its base form; the first word of several is inflected: "point out".
        kind: `verb`, or `attitude` (a verb of thinking or wanting).
        frames: What may follow when it reports a statement, see `Cue` of diplotext-quotes; empty if it reports none.
        factive: Whether it presupposes that what is said is true: "acknowledge".
    """

    lemma: str
    kind: str
    frames: frozenset[str]
    factive: bool


@cache
def months() -> tuple[CalendarName, ...]:
    """The months, January first."""
    return _calendar(MONTHS)


@cache
def weekdays() -> tuple[CalendarName, ...]:
    """The days of the week, Monday first."""
    return _calendar(WEEKDAYS)


def _calendar(table: Table) -> tuple[CalendarName, ...]:
    return tuple(
        CalendarName(row["name"], int(row["number"]), several(row["abbreviations"]), row.get("ambiguous") == "yes")
        for row in table.rows
    )


@cache
def calendar_names(*, ambiguous: bool = False) -> frozenset[str]:
    """The names of months and days of the week.

    Args:
        ambiguous: Whether "May" is one of them.
    """
    return frozenset(one.name for one in (*months(), *weekdays()) if ambiguous or not one.ambiguous)


@cache
def numbers() -> tuple[Number, ...]:
    """Numbers that have a word of their own, in order: 1 to 20, the tens, a hundred, a thousand, a million."""
    return tuple(Number(int(row["value"]), row["cardinal"], row["ordinal"]) for row in NUMBERS.rows)


@cache
def ordinals() -> Mapping[str, int]:
    """Ordinals by their words: "second" -> 2."""
    return immutabledict({number.ordinal: number.value for number in numbers()})


@cache
def cardinals(most: int | None = None) -> Mapping[str, int]:
    """Cardinals by their words: "two" -> 2.

    Args:
        most: The greatest of them.
    """
    return immutabledict({one.cardinal: one.value for one in numbers() if most is None or one.value <= most})


@cache
def closed_class(*names: str, use: str | None = None) -> frozenset[str]:
    """The words of closed classes, in lower case.

    Args:
        *names: The classes: `article`, `demonstrative`, `possessive`, `quantifier`, `subject pronoun`,
            `object pronoun`, `relative pronoun`, `interrogative`, `preposition`, and the auxiliaries `be`, `have`,
            `be or have`, `do`, `modal`.
        use: Only words that serve this use, a value of the column `uses`.
    """
    words = frozenset[str]().union(*(CLOSED_CLASSES.words("word", **{"class": name}) for name in names))
    if use is None:
        return words
    return words & {row["word"] for row in CLOSED_CLASSES.rows if row["class"] in names and use in several(row["uses"])}


@cache
def stop_words(use: str) -> frozenset[str]:
    """Capitalized words that belong to no name, besides those of the calendar.

    Args:
        use: `person` or `organization`, whose names they do not belong to.
    """
    return frozenset(row["word"] for row in STOP_WORDS.rows if use in several(row["uses"]))


@cache
def titles() -> tuple[Title, ...]:
    """Titles, offices, and other nouns for persons and groups of persons, in the order of the table."""
    return tuple(
        Title(
            title=row["title"],
            kind=row["kind"] or None,
            gender=cast("Gender | None", row["gender"] or None),
            speaker=row["speaker"] or None,
            speaks_for_state=row["speaks_for_state"] == "yes",
            meeting=frozenset(several(row["meeting"])),
        )
        for row in TITLES.rows
    )


@cache
def reporting_verbs() -> tuple[ReportingVerb, ...]:
    """Verbs of speaking, thinking and wanting by which content is attributed, in the order of the table."""
    return tuple(
        ReportingVerb(row["lemma"], row["kind"], frozenset(several(row["frames"])), row["factive"] == "yes")
        for row in REPORTING_VERBS.rows
    )


@cache
def reporting_forms(use: str) -> frozenset[str]:
    """The forms of reporting verbs that serve a use.

    Args:
        use: `person` (next to a name they show that it is one of a person), `metonym` (they show that a capital is a
            government), `metonym_object` (the same of their object), `date` (they end a clause with a date),
            `meeting` (they report a meeting), `repair` (they show where a lost quotation mark belongs).
    """
    return frozenset(
        inflected(row["lemma"])[cast("VerbForm", form)] for row in REPORTING_VERBS.rows for form in several(row[use])
    )


@cache
def inflected(lemma: str) -> Mapping[VerbForm, str]:
    """The forms of a verb: irregular ones from the table, others by rule."""
    third, past, participle, ing = _irregular().get(lemma) or regular_forms(lemma)
    return immutabledict({"base": lemma, "third": third, "past": past, "participle": participle, "ing": ing})


def regular_forms(word: str) -> tuple[str, str, str, str]:
    """Third person, past, past participle and -ing form of a regular verb that doubles no consonant."""
    if word.endswith("y") and word[-2:-1] not in VOWELS:
        stem = word[:-1]
        return stem + "ies", stem + "ied", stem + "ied", word + "ing"
    third = word + ("es" if word.endswith(("s", "sh", "ch", "x", "z")) else "s")
    if word.endswith("e"):
        past, ing = word + "d", (word if word.endswith("ee") else word[:-1]) + "ing"
    else:
        past, ing = word + "ed", word + "ing"
    return third, past, past, ing


@cache
def _irregular() -> Mapping[str, tuple[str, str, str, str]]:
    return immutabledict(
        {row["lemma"]: (row["third"], row["past"], row["participle"], row["ing"]) for row in IRREGULAR_VERBS.rows}
    )
