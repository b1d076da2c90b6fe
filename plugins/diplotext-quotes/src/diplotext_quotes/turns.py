"""Turns of a transcript, and texts under the name of who gave them: "ANNA BERG: …", "Q …", "Statement by Ana Rell:".

Nothing but a label at the beginning of a paragraph says who speaks, and no mark shows where the speech ends: it lasts
until the next label. A label is the name of a person of the article, or the role of somebody in an interview. What is
in capitals may be a label as well where another one is sure.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence

import attrs

from diplotext import Attribution, Document, Mention, Organization, Person, Span, State
from diplotext.model import SourceKind
from diplotext_quotes.drafts import Draft
from diplotext_quotes.lexicon import TURN_ROLES

NAME = r"[A-Z][\w.'’-]*(?:,?[ ](?:[A-Z(][\w.'’)-]*|and|for|of|the)){0,14}"
LABEL = re.compile(
    rf"(?P<mark>[\"“]?)[*_]{{0,3}}(?P<label>{NAME})(?:[ ]\([^)\n]{{1,40}}\))?(?::[*_]{{0,3}}|[*_]{{2,3}}:)[ ]+(?=\S)"
)
DASHED = re.compile(rf"(?P<mark>)[*_]{{0,3}}(?P<label>{NAME})[*_]{{0,3}}[ ](?:[–—]|--?)[ ]+(?=\S)")
LETTER = re.compile(r"(?P<mark>)(?P<label>[QA](?=[.:])|Q(?=[ ]+[A-Z]))[.:]?[ ]+(?=\S)")
HEADING = re.compile(
    rf"(?P<mark>)(?:[A-Z]\w+[ ]){{0,2}}(?:Statement|Remarks|Message|Letter)[ ](?:by|from|of)[ ]"
    rf"(?P<label>(?:the[ ])?{NAME}).{{0,80}}:"
)
OUTSIDE = re.compile(r"[(\[<#*]|ENDS?\b|###|--+$")
"""How a paragraph begins that belongs to nobody."""
SENTENCE_END = re.compile(r"[.?!…—-][\"'”’)\]]*(?:\s|$)")
OFFICIALS = re.compile(r"[Tt]he (?:[a-z]{2,20} ){1,3}of ")
DIRECTIONS = re.compile(r"[(\[][^)\]\n]{1,60}[)\]]")
CROSSTALK = ' "“”\n'
MIN_REPEATED_LABELS = 2
MIN_WORDS = 1


@attrs.frozen
class Turn:
    """What one speaker says in a transcript.

    Attributes:
        label: Offsets of the words that name the speaker; None if none do.
        start: Offset of the first character that is said.
        end: Offset after the last.
        speaker: Who speaks, if no words name them.
    """

    label: tuple[int, int] | None
    start: int
    end: int
    speaker: Person | None = None


def turns(document: Document) -> Mapping[int, Turn | None]:
    """The turns of a document by the number of the paragraph that they begin in; None for those that continue one."""
    paragraphs = document.paragraphs
    labels = _labels(document, paragraphs)
    found: dict[int, Turn | None] = {}
    for number, label in labels.items():
        first = paragraphs[number]
        end, quoted = number + 1, bool(label["mark"])
        while end < len(paragraphs) and end not in labels and _continues(paragraphs[end].text, quoted=quoted):
            end += 1
        start, stop = inside(document.text, first.start + label.end(), paragraphs[end - 1].end)
        if start < stop:
            place = first.start + label.start("label"), first.start + label.end("label")
            found |= {number: Turn(place, start, stop), **dict.fromkeys(range(number + 1, end))}
    return found


def _labels(document: Document, paragraphs: Sequence[Span]) -> dict[int, re.Match[str]]:
    """The labels of the paragraphs that have one, by number."""
    matches = {n: match for n, paragraph in enumerate(paragraphs) if (match := _label(paragraph.text, n))}
    matches = {n: match for n, match in matches.items() if match["label"].isupper() or _is_said(match)}
    if not matches:
        return {}
    names = {name for person in document.of(Person) for mention in person.mentions for name in _names(mention)}
    dashes = Counter(match["label"] for match in matches.values() if match.re is DASHED)
    if dashes and max(dashes.values()) < MIN_REPEATED_LABELS:  # a dateline: "OSLO — Envoys met"
        matches = {n: match for n, match in matches.items() if match.re is not DASHED}
    counts: dict[str, int] = {}
    for match in matches.values():
        counts[match["label"]] = counts.get(match["label"], 0) + 1
    sure = {
        label
        for label in counts
        if _is_role(label) or (_ends_with(label, names) and (len(counts) > 1 or counts[label] >= MIN_REPEATED_LABELS))
    }
    if 0 in matches and counts[matches[0]["label"]] == 1 and not matches[0]["label"].isupper():
        sure.discard(matches.pop(0)["label"])  # a headline: "Rell: Border to Stay Open"
    letters = {"Q", "A"} & set(counts)
    if letters and sum(counts.values()) < MIN_REPEATED_LABELS:
        sure -= letters
    if len(matches) < MIN_REPEATED_LABELS and all(match["mark"] for match in matches.values()):
        return {}  # a line of a play, quoted
    if not any(label.isupper() for label in sure) and sum(counts[label] for label in sure) < MIN_REPEATED_LABELS:
        sure = {label for label in sure if any(HEADING.match(paragraphs[n].text) for n in matches)}
    if sure:
        asking = {match["label"] for match in matches.values() if match.string.endswith("?")}
        sure |= {label for label in counts if label.isupper() or (label in asking and counts[label] > 1)}
    return {n: match for n, match in matches.items() if match["label"] in sure or match.re is HEADING}


def _label(text: str, number: int) -> re.Match[str] | None:
    """The label that a paragraph begins with."""
    if number and (heading := HEADING.fullmatch(text)):
        return heading
    return LABEL.match(text) or LETTER.match(text) or DASHED.match(text)


def _is_said(match: re.Match[str]) -> bool:
    """Whether what follows a label reads like speech: not "Rell: 45 percent"."""
    if match.re is HEADING:
        return True
    said = match.string[match.end() :].split()
    return len(said) >= MIN_WORDS and bool(SENTENCE_END.search(match.string, match.end()))


def _names(mention: Mention) -> Iterator[str]:
    """The names by which a label may call a person."""
    if mention.form in ("name", "title"):
        yield mention.text.casefold()
        yield mention.text.rsplit(None, 1)[-1].casefold()


def _ends_with(label: str, names: Collection[str]) -> bool:
    """Whether a label is a name, or a title with a name: "Prime Minister of Norway Ana Rell"."""
    words = label.casefold().split()
    return any(" ".join(words[start:]) in names for start in range(len(words)))


def _is_role(label: str) -> bool:
    """Whether a label is the role of somebody in an interview or at a news conference: "MODERATOR", "Q"."""
    words = label.lower().replace("the ", "").split()
    return bool(words) and (" ".join(words) in TURN_ROLES or (label.isupper() and words[-1] in TURN_ROLES))


def _continues(text: str, *, quoted: bool) -> bool:
    """Whether a paragraph belongs to the turn before it."""
    return not OUTSIDE.match(text) and (not quoted or text[:1] in '"“')


def inside(text: str, start: int, end: int) -> tuple[int, int]:
    """A turn without marks and stage directions at its edges."""
    while start < end and (text[start] in CROSSTALK or DIRECTIONS.match(text, start, end)):
        directions = DIRECTIONS.match(text, start, end)
        start = directions.end() if directions else start + 1
    while start < end:
        if text[end - 1] in CROSSTALK:
            end -= 1
            continue
        opening = max(text.rfind("(", start, end), text.rfind("[", start, end))
        if opening < 0 or not DIRECTIONS.fullmatch(text, opening, end):
            break
        end = opening
    return start, end


def draft(document: Document, turn: Turn) -> Draft:
    """The statement of a turn."""
    said = [(turn.start, turn.end)]
    if turn.label is None:
        speakers = (Attribution(None, turn.speaker, "continuation", "person"),) if turn.speaker else ()
        return Draft(said, "direct", "quote.turn", speakers=speakers)
    text = document.text[slice(*turn.label)]
    entity = _entity(document, turn.label)
    mention = Mention(*turn.label, text, "name" if isinstance(entity, Person) else "description")
    kind: SourceKind = "group" if OFFICIALS.match(text) else "person"
    if isinstance(entity, (Organization, State)):
        kind = "state" if isinstance(entity, State) else "organization"
    speaker = Attribution(mention, entity, "cue", kind)
    return Draft(said, "direct", "quote.turn", speakers=(speaker,), frame=turn.label)


def speaker_in(document: Document, start: int, end: int) -> tuple[Mention, Person | Organization | State] | None:
    """Who is named between two offsets as one who can speak: a person rather than an organization or a state."""
    named = [
        (mention, entity)
        for mention, entity in document.mentions_in(start, end)
        if isinstance(entity, (Person, Organization, State))
    ]
    return next((pair for pair in named if isinstance(pair[1], Person)), named[0] if named else None)


def _entity(document: Document, place: tuple[int, int]) -> Person | Organization | State | None:
    """Who a label names: whom it mentions, or the only person of that surname."""
    if OFFICIALS.match(document.text, *place):
        return None  # "the foreign ministers of Latvia and Estonia" are neither
    if named := speaker_in(document, *place):
        return named[1]
    label = document.text[slice(*place)].casefold()
    if len(label) == 1 or label in TURN_ROLES:
        return None
    last = label.rsplit(None, 1)[-1]
    people = [person for person in document.of(Person) if last == person.name.rsplit(None, 1)[-1].casefold()]
    return people[0] if len(people) == 1 else None
