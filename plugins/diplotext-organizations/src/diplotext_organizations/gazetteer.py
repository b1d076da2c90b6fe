"""Names that the knowledge holds: which of the matches in a text really are that name.

"Georgia" is also a state of the USA, "WHO" a word in a headline, "US" a pronoun in capitals, "New Mexico" not Mexico.
Each ambiguous name says in `data/ambiguous.csv` what it needs. A capital is a government only with evidence
(`metonyms`).
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import groupby

import attrs
from immutabledict import immutabledict

from diplotext import Knowledge, Match
from diplotext.text import Words
from diplotext_organizations.candidates import Candidate
from diplotext_organizations.lexicon import Ambiguity, ambiguities, metonym_words, not_organizations, shields
from diplotext_organizations.longer_names import begins_longer_name
from diplotext_organizations.metonyms import Evidence, evidence_of
from diplotext_organizations.words import MODEL

ORGANIZATIONS = ("format", "organization")
KINDS = (*ORGANIZATIONS, "state", "city", "region")
CASE = Ambiguity("case", frozenset(), frozenset())
ARTICLE = Ambiguity("article", frozenset(), frozenset())
DEFINITION = Ambiguity("definition", frozenset(), frozenset())
PLACE = Ambiguity("place", frozenset(), frozenset())

METONYMS_OF_STATES: Mapping[Evidence, str] = immutabledict(
    {
        "possessive": "state.metonym-possessive",
        "relation": "state.metonym-relation",
        "subject": "state.metonym-subject",
        "seat": "state.metonym-seat",
    }
)
METONYMS_OF_ORGANIZATIONS: Mapping[Evidence, str] = immutabledict(
    {
        "possessive": "organization.metonym-possessive",
        "relation": "organization.metonym-relation",
        "subject": "organization.metonym-subject",
    }
)
"""Rules by the evidence; the seat of an organization is one of its names in the gazetteer."""


Span = tuple[int, int]
AMERICAN = frozenset(("US", "U.S", "U.S.", "USA", "American", "Americans", "Gov", "governor", "Washington"))
ADDRESS = re.compile(r"[\w.+-]*@\w")
"""The rest of an e-mail address."""


@attrs.frozen(eq=False)
class _Context:
    """A text and what its unambiguous names say."""

    words: Words
    records: frozenset[str]  # ids of records that a name in the text surely means
    defined: frozenset[str]  # ids of organizations that the text calls by a name of several words
    acting: Container[Span]  # names that are the subject of a verb that places cannot have
    places: frozenset[Span]  # the places of datelines, which do not mean governments
    persons: Mapping[int, Span]  # start of a word in the name of a person -> that name
    countries: Mapping[int, str]  # end of the name of a city or region of one country -> the country


def gazetteer_mentions(
    words: Words,
    matches: Iterable[Match],
    *,
    acting: Container[Span] = frozenset(),
    places: Iterable[Span] = (),
    persons: Iterable[Span] = (),
    knowledge: Knowledge | None = None,
) -> list[Candidate]:
    """Mentions of organizations, formats and states of the gazetteer; other places, which block names inside them.

    Args:
        words: The words of the text.
        matches: The names of records of `KINDS` in the text, in order.
        acting: Spans of names that the parse shows to act (`ActingNames`).
        places: Spans of the places of datelines.
        persons: Spans of names of persons (`personal_names`).
        knowledge: Names of states, to tell them from the names of organizations that they precede.
    """
    groups = [list(group) for _, group in groupby(matches, key=lambda match: (match.start, match.end))]
    context = _Context(
        words=words,
        records=_certain(groups),
        defined=_defined(groups),
        acting=acting,
        places=frozenset(places),
        persons={words.spans[i][0]: (start, end) for start, end in persons for i in _indexes(words, start, end)},
        countries=_countries(groups),
    )
    found = (candidate for group in groups if (candidate := _decide(group, context)) is not None)
    if knowledge is None:
        return list(found)
    return [part for candidate in found for part in _without_nation(candidate, words, knowledge)]


def _without_nation(candidate: Candidate, words: Words, knowledge: Knowledge) -> Iterator[Candidate]:
    """The candidate; without the adjective of a nation that it is also named without: "Afghan | Taliban"."""
    record = candidate.record
    if record is None or record.kind != "organization" or candidate.form != "name":
        yield candidate
        return
    first = words.at(candidate.start)
    rest = words.spans[first + 1][0] if first + 1 < len(words) else candidate.end
    if rest >= candidate.end:
        yield candidate
        return
    shorter = words.text[rest : candidate.end]
    for state, name in knowledge.named(words.forms[first]) if shorter in {n.text for n in record.names} else ():
        if state.kind == "state" and name.form == "demonym":
            end = words.spans[first][1]
            yield Candidate(candidate.start, end, "state", state.id, state.name, "state.demonym", "demonym", state)
            yield attrs.evolve(candidate, start=rest)
            return
    yield candidate


def _indexes(words: Words, start: int, end: int) -> range:
    return range(words.at(start), words.before(end) + 1)


def _countries(groups: Iterable[Sequence[Match]]) -> Mapping[int, str]:
    """Ends of the names of cities and regions that lie in one country, with that country."""
    found = {}
    for group in groups:
        countries = {match.record.country for match in group if match.record.kind in ("city", "region")}
        is_state = any(match.record.kind == "state" and match.name.form == "name" for match in group)
        if len(countries) == 1 and not is_state and (country := countries.pop()):
            found[group[0].end] = country
    return found


def _certain(groups: Iterable[Sequence[Match]]) -> frozenset[str]:
    return frozenset(
        group[0].record.id
        for group in groups
        if len(group) == 1 and not (group[0].record.ambiguous and group[0].name.text == group[0].record.name)
    )


def _defined(groups: Iterable[Sequence[Match]]) -> frozenset[str]:
    return frozenset(
        match.record.id
        for group in groups
        for match in group
        if match.record.kind in ORGANIZATIONS and match.name.form == "name" and " " in match.name.text
    )


def _decide(group: Sequence[Match], context: _Context) -> Candidate | None:
    """The one reading of a match that its surroundings allow."""
    words, start, end = context.words, group[0].start, group[0].end
    if not _whole(words.text, start, end) or _in_person(group[0], context) or _in_product(words, start, end):
        return None
    for kinds in (ORGANIZATIONS, ("state",)):
        named = [match for match in group if match.record.kind in kinds and match.name.form != "metonym"]
        if named and begins_longer_name(words, words.before(end)):
            continue
        if match := _one([match for match in named if _accepts(match, context)], context):
            return _candidate(match, _without_article(match, words.text))
    metonymic = [match for match in group if match.name.form == "metonym"]
    meant = _one(metonymic, context)
    acts = (start, end) in context.acting
    in_dateline = any(first <= start and end <= last for first, last in context.places)
    if meant and not in_dateline and (evidence := evidence_of(words, start, end, is_seat=_is_seat(group), acts=acts)):
        return _metonym(meant, evidence)
    places = [match for match in group if match.record.kind not in (*ORGANIZATIONS, "state")] or metonymic
    return attrs.evolve(_state(places[0], start, "-"), is_blocker=True) if places else None


def _in_person(match: Match, context: _Context) -> bool:
    """Whether it is a part of the name of a person: "[India] Brandt", "Jack [London]"."""
    name = context.persons.get(match.start)
    if name is None or match.end > name[1] or (match.start, match.end) == name:
        return False
    if context.words.in_headline(match.start):
        return False  # "Ruritania Junta Announces Amnesty"
    return match.name.form != "acronym" and not match.name.text.isupper()


def _in_product(words: Words, start: int, end: int) -> bool:
    """Whether it begins the name of something else: "[Google] Street View"."""
    last = words.before(end)
    if words.gap(last) != " " or not words.forms[last + 1][:1].isupper():
        return False
    if MODEL.fullmatch(words.forms[last + 1]):
        return True  # "[Airbus] A321"
    ends = (words.spans[index][1] for index in range(last + 1, min(last + 3, len(words))))
    return any(words.text[start:longer] in not_organizations("name") for longer in ends)


def _metonym(match: Match, evidence: Evidence) -> Candidate:
    """A city or seat that stands for a government, or for an organization as "Brussels" for the European Union."""
    if match.record.kind == "state":
        return _state(match, match.start, METONYMS_OF_STATES[evidence])
    candidate = _candidate(match, match.start)
    return attrs.evolve(candidate, rule=METONYMS_OF_ORGANIZATIONS.get(evidence, candidate.rule))


def _is_seat(group: Sequence[Match]) -> bool:
    """Whether a metonym is a seat of government ("the Kremlin") and not a city."""
    if any(match.record.kind == "city" for match in group):
        return False
    return not metonym_words("seat").isdisjoint(group[0].name.text.split())


def _without_article(match: Match, text: str) -> int:
    """Where the name starts without "the", unless that is part of it."""
    has_article = text[match.start : match.start + 4] in ("The ", "the ") and match.end - match.start > 4
    return match.start + 4 if has_article and not match.record.name.startswith("The ") else match.start


def _candidate(match: Match, start: int) -> Candidate:
    record, form = match.record, match.name.form
    if record.kind == "state":
        return _state(match, start, "state.demonym" if form == "demonym" else "state.name")
    rule = "format.known" if record.kind == "format" else "organization.known"
    return Candidate(start, match.end, "organization", record.id, record.name, rule, form, record)


def _state(match: Match, start: int, rule: str) -> Candidate:
    record = match.record
    return Candidate(start, match.end, "state", record.id, record.name, rule, match.name.form, record)


def _one(matches: Sequence[Match], context: _Context) -> Match | None:
    """The one match of several: the only one, or the only one whose record the text also names otherwise."""
    if len(matches) > 1:
        matches = [match for match in matches if match.record.id in context.records | context.defined]
    return matches[0] if len(matches) == 1 else None


def _whole(text: str, start: int, end: int) -> bool:
    """Whether the match is a word of its own: not part of an address, a hashtag, an amount or a longer word."""
    before, after = text[start - 1 : start], text[end : end + 2]
    return ADDRESS.match(text, end) is None and not (
        (before in ("@", "#", "/", "_", "\\") and before)
        or after[:1] in ("$", "_", "@")
        or (after[:1] == "." and after[1:].isalnum() and after[1:].islower())
        or (before == "." and text[start - 2 : start - 1].isalnum())
    )


def _accepts(match: Match, context: _Context) -> bool:
    written = context.words.text[match.start : match.end]
    if match.record.kind == "state" and _in_stop_context(match, context.words):
        return False
    return _has_evidence(_ambiguity(match, written), match, context)


def _ambiguity(match: Match, written: str) -> Ambiguity | None:
    if listed := ambiguities().get(written) or ambiguities().get(match.name.text):
        return listed
    if match.name.form in ("demonym", "metonym") or (" " in written and match.record.kind != "state"):
        return None
    if not match.record.ambiguous:
        return CASE if written.isupper() and len(written) <= 3 else None
    if match.record.kind == "state":
        return PLACE if match.name.text == match.record.name else None
    return ARTICLE if written.isupper() else DEFINITION


def _has_evidence(ambiguity: Ambiguity | None, match: Match, context: _Context) -> bool:
    if ambiguity is None:
        return True
    words = context.words
    if words.in_capitals(match.start) and not (ambiguity.evidence == "place" or match.record.id in context.defined):
        return False
    if ambiguity.evidence == "place":
        return _is_state(ambiguity, match, context)
    if match.record.id in context.defined and " " not in match.name.text:
        return True
    against = any(word in words.vocabulary for word in ambiguity.against)
    if ambiguity.evidence == "case":
        return not against
    if ambiguity.evidence == "article":
        index = words.before(match.start)
        return index >= 0 and words.forms[index] in ("the", "The") and words.gap(index) == " "
    if ambiguity.evidence == "cue":
        return not against and _mentions_any(words, ambiguity.cues) and not _is_owned(match, ambiguity, words)
    return False


def _is_owned(match: Match, ambiguity: Ambiguity, words: Words) -> bool:
    """Whether a name directly before makes it the body of something else: "Brazil's Congress", "Texas Senate"."""
    first = words.at(match.start)
    if not first or words.gap(first - 1) not in (" ", "'s ", "’s ") or words.begins_sentence(first):
        return False
    before = words.forms[first - 1]
    return before[0].isupper() and before not in ambiguity.cues and not words.begins_sentence(first - 1)


def _mentions_any(words: Words, cues: Iterable[str]) -> bool:
    return any(cue in words.text if " " in cue else cue in words.vocabulary for cue in cues)


def _is_state(ambiguity: Ambiguity, match: Match, context: _Context) -> bool:
    """Whether "Georgia" is the state here: not part of a person's name, and nothing or less speaks against it."""
    words = context.words
    first, last = words.at(match.start), words.before(match.end)
    if first > 0 and words.gap(first - 1) == " ":
        name = words.forms[first - 1]
        if name[0].isupper() and not name.isupper() and not words.begins_sentence(first - 1):
            return False
        if name == "of" and words.forms[first - 2] in ("state", "State") and words.gap(first - 2) == " ":
            return False
    if last + 1 < len(words) and words.gap(last) == " " and words.forms[last + 1][0].isupper() and first > 0:
        return False
    if first > 0 and words.gap(first - 1) == ", " and (country := context.countries.get(words.spans[first - 1][1])):
        return country == match.record.country  # "Tbilisi, Georgia"; "Atlanta, Georgia"
    if match.record.id in context.records:
        return True
    supported = sum(word in words.vocabulary for word in ambiguity.cues)
    opposed = sum(word in words.vocabulary for word in ambiguity.against)
    if supported or opposed:
        return supported > opposed
    if first > 0 and words.forms[first - 1] in ("in", "from", "with", "to", "of", "between", "and", "against"):
        return True
    american = "US" in context.countries.values() or not AMERICAN.isdisjoint(words.vocabulary)
    return not american and sum(record.startswith("state:") for record in context.records) > 1


def _in_stop_context(match: Match, words: Words) -> bool:
    """Whether a neighbour makes the name part of another one ("New Mexico", "Indian Ocean")."""
    names = (match.name.text, "*")
    first, last = words.at(match.start), words.before(match.end)
    if first > 0 and words.gap(first - 1) in (" ", "-"):
        blocked = shields().before.get(words.forms[first - 1])
        if blocked and any(name in blocked for name in names):
            return True
    if words.gap(last) == " ":
        blocked = shields().after.get(words.forms[last + 1])
        if blocked and any(name in blocked for name in names):
            return True
    return match.name.form == "demonym" and _is_language(first, last, words)


def _is_language(first: int, last: int, words: Words) -> bool:
    """Whether a demonym names a language: "in Russian.", "speaks French"."""
    if first <= 0 or words.gap(first - 1) != " ":
        return False
    before = words.forms[first - 1]
    if before in ("speak", "speaks", "spoke", "speaking", "fluent"):
        return True
    return before in ("in", "into") and not (words.gap(last) == " " and words.forms[last + 1][:1].isalpha())


PERMUTED = re.compile(r"(\S+) (\w+) of (\S+)")


def with_usual_order(candidate: Candidate, knowledge: Knowledge) -> Candidate:
    """An open name as a known one in another order of words: "NATO Council of Russia", the NATO-Russia Council."""
    if match := PERMUTED.fullmatch(candidate.name):
        first, noun, second = match.groups()
        for name in (f"{first}-{second} {noun}", f"{second}-{first} {noun}"):
            for record, _ in knowledge.named(name):
                if record.kind in ORGANIZATIONS:
                    return attrs.evolve(
                        candidate, key=record.id, name=record.name, record=record, rule="organization.permuted"
                    )
    return candidate
