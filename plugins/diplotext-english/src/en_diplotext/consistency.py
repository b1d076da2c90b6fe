"""A recognizer decides word by word; an article uses one name for one thing, so that its mentions can help each other.

This component runs after the recognizer. Mentions of the same words get the label that most of them have; the surname
of a person who is named in full counts as a person; mentions that the recognizer overlooked are added. Method: voting
over a document, after A. Mikheev, M. Moens and C. Grover, "Named Entity Recognition without Gazetteers" (1999).
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from spacy.language import Language
from spacy.tokens import Doc, Span

PERSON = "PERSON"
BEGINNINGS = frozenset('.!?:“"‘(')
"""Marks after which a sentence may begin."""
SUFFIXES = frozenset(["Jr.", "Jr", "Sr.", "Sr", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "XVI"])
MONTHS = "January February March April May June July August September October November December"
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"
CALENDAR = frozenset(f"{MONTHS} {DAYS}".split())
"""Words that are surnames, too: alone, they are dates more often."""

Words = tuple[str, ...]
Name = tuple[int, int, str]
"""First word, word after the last, label."""


@Language.component("diplotext_consistency", requires=["doc.ents"], retokenizes=False)
def consistency(doc: Doc) -> Doc:
    """Give the mentions of one name in a document one label, and add mentions that were overlooked.

    White space within a name does not count. Identifiers of entities are kept.

    Args:
        doc: A document with entities; one without is left as it is.

    Returns:
        The same document.
    """
    if not doc.ents:
        return doc
    tokens = [token.i for token in doc if not token.is_space]
    place = {token: position for position, token in enumerate(tokens)}
    words = [doc[token].text for token in tokens]
    entities = [entity for entity in doc.ents if entity.start in place and entity.end - 1 in place]
    found = [(place[entity.start], place[entity.end - 1] + 1, entity.label_) for entity in entities]
    labels = _labels(words, found)
    named = [(start, end, labels[tuple(words[start:end])]) for start, end, _ in found]
    spans = [
        Span(doc, entity.start, entity.end, label=label, kb_id=entity.kb_id, span_id=entity.id)
        for entity, (_, _, label) in zip(entities, named, strict=True)
    ]
    spans += [
        Span(doc, tokens[start], tokens[end - 1] + 1, label=label)
        for start, end, label in _overlooked(words, named, labels)
    ]
    doc.set_ents(sorted(spans, key=lambda span: span.start))
    return doc


def _labels(words: Sequence[str], found: Sequence[Name]) -> dict[Words, str]:
    """The label of each name: what most mentions have, or the one that came first where they are as many.

    The surname of a person's full name has the votes of the full name for a person.
    """
    votes: defaultdict[Words, Counter[str]] = defaultdict(Counter)
    for start, end, label in found:
        votes[tuple(words[start:end])][label] += 1
    for name, counts in list(votes.items()):
        surname = next((word for word in reversed(name) if word not in SUFFIXES), name[0])
        if len(name) > 1 and counts[PERSON] and surname != name[0]:
            person = Counter({PERSON: counts[PERSON]})
            votes[surname,] = person + votes[surname,]  # first, so that it wins a tie
    return {name: counts.most_common(1)[0][0] for name, counts in votes.items()}


def _overlooked(words: Sequence[str], named: Sequence[Name], labels: Mapping[Words, str]) -> list[Name]:
    """Mentions of the names where the recognizer found nothing.

    A name of one word is added only if most of its mentions were found, and not inside a longer run of capitals.
    """
    taken = bytearray(len(words))
    support: Counter[str] = Counter()
    for start, end, _ in named:
        taken[start:end] = bytes([1]) * (end - start)
        support.update(words[start:end])
    candidates = list(_matches(words, labels, taken))
    missed = Counter(words[start] for start, end in candidates if end - start == 1)
    small = {word for word in words if word.islower()}
    return [
        (start, end, labels[tuple(words[start:end])])
        for start, end in candidates
        if end - start > 1
        or (
            missed[words[start]] <= support[words[start]]
            and words[start].lower() not in small
            and words[start] not in CALENDAR
            and not _is_in_a_run(words, start)
        )
    ]


def _is_in_a_run(words: Sequence[str], index: int) -> bool:
    """Whether a word with a capital stands beside a word; the capital of a sentence's first word does not count."""
    if index + 1 < len(words) and words[index + 1].istitle():
        return True
    return index > 1 and words[index - 1].istitle() and words[index - 2] not in BEGINNINGS


def _matches(words: Sequence[str], names: Mapping[Words, str], taken: bytearray) -> Iterator[tuple[int, int]]:
    """Where the names stand on free words, the longest first, without overlap."""
    lengths: defaultdict[str, set[int]] = defaultdict(set)
    for name in names:
        if name[0][:1].isupper() and len(name[0]) > 1:
            lengths[name[0]].add(len(name))
    longest_first = {word: sorted(found, reverse=True) for word, found in lengths.items()}
    index = 0
    while index < len(words):
        step = 1
        for length in longest_first.get(words[index], ()):
            end = index + length
            if end <= len(words) and tuple(words[index:end]) in names and not any(taken[index:end]):
                yield index, end
                step = length
                break
        index += step
