"""Closed classes of English words: pronouns, prepositions, words of time, what is no name and no speaker."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from importlib import resources


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


PRONOUNS = _words("he i it she they we you")
"""Personal pronouns that can be subjects."""
FIRST_PERSONS = _words("i we")
OBJECT_PRONOUNS = _words("her him it me them us you")
DETERMINERS = _words(
    """
    a all an another any both five four her his its many most my no one other our several some that the their
    these this those three two your
    """
)
AUXILIARIES = _words(
    """
    'd 'll 'm 're 's 've am are aren't be been being can can't cannot could couldn't did didn't do does
    doesn't don't had hadn't has hasn't have haven't is isn't may might must shall should shouldn't was wasn't
    were weren't will won't would wouldn't
    """
)
BE = _words("'m 're am are aren't be been being is isn't was wasn't were weren't")
ADVERBS = _words(
    """
    additionally afterward afterwards again ago already also always back earlier elsewhere even finally first
    further herself himself however indeed instead itself just later meanwhile moreover nevertheless now often
    once online rather recently separately since sometimes soon still themselves then there therefore though
    thus today tomorrow too twice yesterday
    """
)
"""Adverbs that may stand between subject and verb, or after the verb; those in -ly are known by their ending."""
NO_ADVERBS = _words("ally anomaly assembly family fly italy jelly july monopoly rally reply supply")
"""Words in -ly that are none."""
PREPOSITIONS = _words(
    """
    about across after against along amid among around as at before behind between beyond by citing concerning
    despite during following for from in inside into like near of on outside over per regarding since through
    to toward towards under unlike until upon via with within without
    """
)
FRONTING = PREPOSITIONS - {"of"} | _words("when while asked speaking writing according")
"""Words that open a phrase before the subject: "On Friday Orlova said"."""
RELATIVES = _words("that which who")
QUESTION_WORDS = _words("how if what when where whether which who why")
WEEKDAYS = _words(
    """
    friday fridays monday mondays saturday saturdays sunday sundays thursday thursdays tuesday tuesdays
    wednesday wednesdays
    """
)
MONTHS = _words(
    """
    april aug august dec december feb february jan january july june march may nov november oct october sept
    september
    """
)
TIME_WORDS = WEEKDAYS | MONTHS | _words("today yesterday tomorrow tonight overnight")
TIME_NOUNS = _words("afternoon day days evening month months morning night week weekend weeks year years")
TIME_MODIFIERS = _words("a earlier early few last late later next same that the this three two")
ATTITUDES = _words(
    """
    alarmed angry annoyed appalled ashamed astonished aware committed concerned confident convinced cautious
    delighted determined disappointed disgusted dismayed disturbed encouraged excited frustrated furious glad
    grateful happy hopeful horrified impressed interested keen open optimistic outraged pessimistic pleased proud
    ready reluctant saddened satisfied sceptical shocked skeptical sorry surprised thrilled troubled unhappy
    upset willing worried
    """
)
"""Words for what somebody feels or is ready to do."""
POSITION_NOUNS = _words(
    """
    aim ambition ambitions appeal aspiration aspirations call calls commitment concern concerns condemnation demand
    demands desire determination fear fears goal hope hopes intention intentions interest objection objections
    opposition plan plans pledge position preference readiness refusal rejection request resolve stance support view
    views willingness wish
    """
)
"""Nouns for what somebody wants or thinks."""
POSITION_VERBS = _words(
    """
    back believe condemn demand desire endorse expect fear favor favour hold hope intend insist oppose prefer
    recognise recognize refuse regard reject seek support think trust value want welcome wish
    """
)
"""Verbs for the same, by lemma."""
PURPOSES = _words(
    """
    ability age custom how law laws means merit need needs plan plans preference rule rules schedule size
    taste tradition type whether
    """
)
"""What one acts according to without anybody saying anything: "according to plan"."""


@cache
def speaker_kinds() -> Mapping[str, str]:
    """Nouns for those who can speak, and what they are: `person`, `group`, `organization` or `document`."""
    return {row["noun"]: row["kind"] for row in _table()}


@cache
def speaker_nouns() -> frozenset[str]:
    """Nouns for those who can speak, persons, bodies and documents, in singular and plural."""
    return frozenset(row["noun"] for row in _table())


@cache
def agents_of_states() -> frozenset[str]:
    """Nouns that with the adjective or name of a state stand for it: "Kenyan officials"."""
    return frozenset(row["noun"] for row in _table() if row["speaks_for_state"] == "yes")


def _table() -> list[dict[str, str]]:
    table = resources.files("diplotext_quotes").joinpath("data/speakers.csv")
    return list(csv.DictReader(table.read_text(encoding="utf-8").splitlines()))


def is_adverb(low: str) -> bool:
    """Whether a word in lower case may be taken for an adverb."""
    return low in ADVERBS or (low.endswith("ly") and len(low) > 4 and low not in NO_ADVERBS)
