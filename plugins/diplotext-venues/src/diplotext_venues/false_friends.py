"""Whether a verb or a noun of meeting means one where it occurs: not "met the criteria", not "press conference"."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from diplotext import Organization, Person
from diplotext_venues.lexicon import words
from diplotext_venues.phrases import POSSESSIVE
from diplotext_venues.sites import is_site_name, is_site_noun
from diplotext_venues.timing import is_event_time
from diplotext_venues.units import Unit, at, before
from diplotext_venues.word_classes import any_of

MAX_UNKNOWN_WORDS = 4
"""Adjectives and the like that may precede the noun of a party: "national and provincial Iraqi officials"."""


def _next_named(units: Sequence[Unit], index: int, reach: int = 10) -> bool:
    """Whether a noun phrase at an index can name parties: a mention, a title or a group noun comes soon."""
    unknown = 0
    for position, unit in enumerate(units[index : index + reach], index):
        if unit.mention is not None:
            return True
        word = unit.lower
        if word in words("group") or word in words("titlehead") or word in words("subjectpronoun"):
            return True
        if unit.time or not unit.is_word:
            return False
        if unit.text == "." and units[position - 1].lower in words("abbreviated"):
            continue
        if unit.is_capitalized or word in any_of("determiner", "number", "title"):
            continue
        of_number = word == "of" and unknown > 0
        closed = any_of("preposition", "clause", "finite", "auxiliary", "topic")
        unknown += 1
        if (word in closed and not of_number) or unknown > MAX_UNKNOWN_WORDS or not word.replace("-", "").isalpha():
            return False
    return False


def person_follows(units: Sequence[Unit], index: int, stop: int) -> bool:
    """Whether a phrase that begins at an index names a person or a group, under whatever titles."""
    for unit in units[index : min(index + 8, stop)]:
        word = unit.lower
        if isinstance(unit.entity, Person) or word in words("group") or word in words("titlehead"):
            return True
        known = unit.mention is not None or unit.is_capitalized or word in any_of("title", "determiner")
        if not known and word not in ("'s", "’s"):
            return False
    return False


NOUN_FORMS = frozenset(
    {"meeting", "visit", "visits", "talk", "meet", "travel", "host", "call", "sign", "signs", "signing", "gathering"}
)
"""Forms of verbs that are nouns as well."""


def names_event_as_verb(units: Sequence[Unit], start: int, end: int, lemma: str) -> bool:
    """Whether a form of a verb, between two indexes, can name a meeting where it occurs."""
    form = units[start].lower
    previous, following = before(units, start), at(units, end)
    if previous is not None and form in NOUN_FORMS:
        word = previous.lower
        possessed = previous.is_possessive or word in ("'s", "’s") or previous.is_demonym
        if word in words("noun determiner") or possessed:
            return False
        aside = previous.text == "," and following is not None and following.lower in ("in", "at", "with")
        if form == "meeting" and word == "to" and start > 1 and units[start - 2].lower == "forward":
            return following is not None and (following.lower == "with" or _next_named(units, end, 12))
        if form == "meeting" and aside and start > 1 and units[start - 2].mention is not None:
            return True  # "Berg and Mensah, meeting in Geneva,"
        if form == "meeting" and word not in words("gerund opener") and not (following and following.lower == "with"):
            return False
        if form == "meeting" and not (previous.is_word and (word in words("gerund opener") or word in words("modal"))):
            return False
    if form == "visiting" and person_follows(units, end, min(end + 8, len(units))):
        return False  # "visiting Norwegian minister Berg"
    if previous is None and form in ("meeting", "visit", "talk"):
        return form == "meeting" and following is not None and (following.lower == "with" or following.is_party)
    if following is None:
        return lemma == "meet" and form in ("met", "meet", "meets")
    word = following.lower
    check = _VERB_CHECKS.get(lemma)
    return check(units, end) if check else word in ("with", "to")


def _meets(units: Sequence[Unit], end: int) -> bool:
    """A party, `with` a party, or nothing but circumstances: not "met the criteria", "met with criticism"."""
    following = units[end]
    word = following.lower
    if word in words("met how"):
        skip = end + 1
        if word != "with" and (unit := at(units, skip)) and unit.lower == "with":
            skip += 1
        elif word != "with":
            return True
        return _next_named(units, skip, 14)
    if following.time or word in words("circumstance"):
        return True
    return _next_named(units, end, 14)


def _visits(units: Sequence[Unit], end: int) -> bool:
    """A place, a state, or a site."""
    index = end + 1 if units[end].lower in ("the", "both", "neighboring", "neighbouring") else end
    unit = at(units, index)
    if unit is None:
        return False
    return unit.is_place or is_site_name(unit.text) or (unit.is_demonym and _capital_follows(units, index))


def destination(units: Sequence[Unit], end: int) -> int | None:
    """The index of the place that somebody leaves for: "left [Oslo] for Geneva"; None if there is none."""
    for index in range(end, min(end + 5, len(units) - 1)):
        if units[index].lower == "for":
            return index + 1 if _visits(units, index + 1) else None
        if not (units[index].is_place or units[index].time or units[index].lower in ("the", "on", ",")):
            return None
    return None


def _capital_follows(units: Sequence[Unit], index: int) -> bool:
    return any(u.lower in ("capital", "city", "region", "town", "port") for u in units[index + 1 : index + 4])


def _moves(units: Sequence[Unit], end: int) -> bool:
    """`to` a place."""
    if units[end].lower in ("back", "here", "on"):
        end += 1
    if end + 2 < len(units) and units[end].lower == "by":  # "travelled by train to"
        end += 2
    unit = at(units, end)
    return unit is not None and unit.lower in ("to", "in") and _visits(units, min(end + 1, len(units) - 1))


def _converses(units: Sequence[Unit], end: int) -> bool:
    """By phone, or with a person: not "spoke with reporters"."""
    index, remote = end, False
    while (unit := at(units, index)) and (unit.time or unit.lower in words("line")):
        remote = remote or unit.time is not None or unit.lower in ("phone", "telephone", "video")
        index += 1
    if unit is None or unit.lower not in ("with", "to"):
        return remote  # "the two spoke by phone", "the two spoke on Saturday"
    return _next_named(units, index + 1, 14) and not _is_media(units, index + 1)


def _is_media(units: Sequence[Unit], index: int) -> bool:
    for unit in units[index : index + 4]:
        if isinstance(unit.entity, Organization) and unit.entity.category in ("media", "company"):
            return True
        if unit.lower in ("reporters", "journalists", "press", "media", "reporter", "correspondent", "newspaper"):
            return True
    return False


def _receives(units: Sequence[Unit], end: int) -> bool:
    """A party as guest, and a place or an occasion: "received the minister at the palace", "hosted X for talks"."""
    passive = units[end - 2].lower in ("was", "were", "be", "been", "being") if end > 1 else False
    if passive:  # "was received at the airport by"
        agent = next((index for index in range(end, min(end + 10, len(units))) if units[index].lower == "by"), None)
        return agent is not None and _next_named(units, agent + 1, 12)
    if not _next_named(units, end, 12):
        return False
    for index in range(end, min(end + 24, len(units))):
        word = units[index].lower
        if (
            word in (".", ";", ",", "'s", "’s")
            and index > end + 1
            and units[index - 1].mention is not None
            and word[-1] == "s"
        ):
            return False
        if word in (".", ";"):
            return False
        if units[index].time and person_follows(units, end, index) and is_event_time(units, index):
            return True
        if word == "for" and _occasion(units, index + 1):
            return True
        if word in ("to", "at", "in") and _site_follows(units, index + 1, host=word == "at"):
            return True
    return False


def _occasion(units: Sequence[Unit], index: int) -> bool:
    return any(u.lower in ("talks", "meeting", "meetings", "visit", "consultations") for u in units[index : index + 4])


def _site_follows(units: Sequence[Unit], index: int, *, host: bool) -> bool:
    """A place, or with `host` the seat of an organization: "at the Foreign Ministry"."""
    unit = at(units, index)
    if host and any(is_site_noun(near.lower) for near in units[index : index + 4]):
        return True
    if unit is not None and unit.lower in ("the", "his", "her", "their"):
        unit = at(units, index + 1)
    if unit is None or unit.mention is None:
        return False
    return unit.is_place or unit.mention.form == "metonym" or (host and isinstance(unit.entity, Organization))


def _calls(units: Sequence[Unit], end: int) -> bool:
    """A person, and a purpose or a day: "called President X on Monday to discuss"."""
    if not _next_named(units, end, 8) or units[end].lower in ("for", "on", "the", "it", "a", "an", "him", "her"):
        return False
    return any(u.time or u.lower in ("phone", "congratulate", "discuss") for u in units[end : end + 16])


def _sees(units: Sequence[Unit], end: int) -> bool:
    """A person, and only as a plan: "will see President X", "also sees"; nothing else tells it from the eye's."""
    before_it = {unit.lower for unit in units[max(0, end - 4) : end - 1]}
    if units[end].lower == "each" and "to" in before_it:  # "agreed to see each other"
        return True
    if before_it.isdisjoint(("will", "to", "would")) or not person_follows(units, end, min(end + 8, len(units))):
        return False
    person = next((i for i in range(end, min(end + 8, len(units))) if isinstance(units[i].entity, Person)), end)
    return not (person + 1 < len(units) and units[person + 1].text in POSSESSIVE)  # "will see Berg's powers grow"


def _sits_down(units: Sequence[Unit], end: int) -> bool:
    """With a party, or for talks: "sat down in Geneva on Monday for a round of talks"."""
    if units[end].lower == "with":
        return _next_named(units, end + 1, 14)
    return any(unit.lower in ("talks", "meeting", "negotiations") for unit in units[end : end + 14])


def _signs(units: Sequence[Unit], end: int) -> bool:
    """Not "signed up", "signed off on", "signed on to"; but "was signed on Monday"."""
    if units[end].lower == "on":
        return bool((unit := at(units, end + 1)) and unit.time)
    return units[end].lower not in ("up", "off", "into")


_VERB_CHECKS: Mapping[str, Callable[[Sequence[Unit], int], bool]] = {
    "meet": _meets,
    "sit down": _sits_down,
    "confer": lambda units, end: (
        units[end].lower in ("in", "at") or (units[end].lower == "with" and _next_named(units, end + 1, 14))
    ),
    "consult": lambda units, end: units[end].lower == "with" and _next_named(units, end + 1, 14),
    "negotiate": lambda units, end: units[end].lower == "with" and _next_named(units, end + 1, 14),
    "speak": _converses,
    "talk": _converses,
    "telephone": lambda units, end: _next_named(units, end, 10),
    "call": _calls,
    "host": _receives,
    "receive": _receives,
    "welcome": _receives,
    "visit": _visits,
    "travel": _moves,
    "fly": _moves,
    "arrive": _moves,
    "go": _moves,
    "return": _moves,
    "due": _visits,
    "see": _sees,
    "shake hands": lambda units, end: units[end].lower != "with" or _next_named(units, end + 1, 14),
    "leave": lambda units, end: destination(units, end) is not None,
    "sign": _signs,
    "gather": lambda units, end: bool(units[end].time) or units[end].lower in ("in", "at", "on", "for", "to"),
}


def names_event_as_noun(units: Sequence[Unit], start: int, end: int, lemma: str) -> bool:
    """Whether a form of a noun, between two indexes, can name a meeting where it occurs."""
    previous, following = before(units, start), at(units, end)
    word = previous.lower if previous else ""
    after = following.lower if following else ""
    if word in words("false modifier") or word in words("modal"):
        return False
    if following is not None and following.lower in ("-", "minutes", "room", "hall", "point", "place"):
        return False
    if lemma == "call":
        if after in ("for", "to", "on", "upon", "out", "him", "it"):
            return False
        return after in ("with", "between") or (previous is not None and previous.time is not None and after != "for")
    if lemma == "talks" and previous is not None and (previous.is_party or word in words("subjectpronoun")):
        return after not in ("to", "about", "of", "like", "up", "down", "tough", "a", "the")
    if lemma == "signing":
        return after in ("of", "in", "on", "at", "by", "between", "with") or end > start + 1
    if lemma == "tour" and units[start].is_capitalized and previous is not None:
        return False  # "Tour de France"
    if lemma == "tour" and after == "of" and any(unit.is_place for unit in units[end + 1 : end + 4]):
        return True
    if lemma == "session" and after == "of" and any(isinstance(u.entity, Organization) for u in units[end : end + 4]):
        return True
    if lemma in ("session", "tour"):
        return after not in ("of", "guide") or word in ("special", "emergency")
    return True
