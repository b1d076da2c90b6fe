"""Training wants many different names in whole paragraphs, while the raw text repeats a few names in most of them."""

import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import attrs
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from training.silver.document import Labels
from training.silver.rules import Mention

LONGEST = 4  # paragraphs of a document
MOST_OPEN = 0.34  # share of capitalised words of a paragraph that may be left open
MOST_CAPITALS = 0.5  # share of words of a paragraph that may be capitalised: headings and lists have more
FEWEST_WORDS = 6
# Share of the mentions of a label that one name may have: labels with few names get more.
CAPS = {"PERSON": 0.005, "ORG": 0.005, "GPE": 0.01, "NORP": 0.015, "LOC": 0.03, "EVENT": 0.03, "FAC": 0.02}
FLOOR = 25


@attrs.frozen
class Paragraph:
    """A paragraph that can be used.

    Attributes:
        start: First token.
        end: The token after the last, without the blank line.
        mentions: Its names.
        missing: Its open token ranges.
    """

    start: int
    end: int
    mentions: Sequence[Mention]
    missing: Sequence[tuple[int, int]]

    def __len__(self) -> int:
        return self.end - self.start


@attrs.define
class Counts:
    """What was written.

    Attributes:
        documents: Number of documents.
        words: Number of tokens.
        labels: Mentions by label.
        evidence: Mentions by label and evidence.
        names: Mentions by label and text.
        capitalised: Capitalised tokens.
        missing: Capitalised tokens left open, those of frequent names included.
        capped: Mentions left open because the name is too frequent.
    """

    documents: int = 0
    words: int = 0
    labels: Counter[str] = attrs.field(factory=Counter)
    evidence: Counter[tuple[str, str]] = attrs.field(factory=Counter)
    names: Counter[tuple[str, str]] = attrs.field(factory=Counter)
    capitalised: int = 0
    missing: int = 0
    capped: int = 0

    def full(self, label: str, name: str) -> bool:
        """Whether a name has its share of the mentions of its label already."""
        return self.names[label, name] >= max(FLOOR, CAPS[label] * self.labels[label])


def paragraphs(doc: Doc, labels: Labels) -> Iterator[Paragraph | None]:
    """The paragraphs of a document in order, None for one that is not understood well enough."""
    bounds = [token.i for token in doc if "\n" in token.text]
    start = 0
    mentions, missing = iter(labels.mentions), iter(labels.missing)
    mention, open_range = next(mentions, None), next(missing, None)
    for end in [*bounds, len(doc)]:
        inside: list[Mention] = []
        unknown: list[tuple[int, int]] = []
        while mention and mention.start < end:
            inside.append(mention)
            mention = next(mentions, None)
        while open_range and open_range[0] < end:
            unknown.append(open_range)
            open_range = next(missing, None)
        if end > start:
            paragraph = Paragraph(start, end, inside, unknown)
            yield paragraph if usable(doc, paragraph) else None
        start = end + 1


def usable(doc: Doc, paragraph: Paragraph) -> bool:
    """Whether a paragraph has names and little else that looks like one."""
    if len(paragraph) < FEWEST_WORDS:
        return False
    if any("';" in doc[position].text for position in range(paragraph.start, paragraph.end)):
        return False  # damaged apostrophes
    capitals = sum(doc[position].text[0].isupper() for position in range(paragraph.start, paragraph.end))
    unknown = sum(end - start for start, end in paragraph.missing)
    return capitals <= MOST_CAPITALS * len(paragraph) and unknown <= max(1, MOST_OPEN * capitals)


def chunks(found: Iterable[Paragraph | None], rng: random.Random) -> Iterator[list[Paragraph]]:
    """Groups of one to four consecutive paragraphs with at least one name."""
    group: list[Paragraph] = []
    size = rng.randint(1, LONGEST)
    for paragraph in [*found, None]:
        if group and (paragraph is None or len(group) == size):
            if any(member.mentions for member in group):
                yield group
            group, size = [], rng.randint(1, LONGEST)
        if paragraph is not None:
            group.append(paragraph)


def training_doc(doc: Doc, chunk: Sequence[Paragraph], vocab: Vocab, counts: Counts) -> Doc | None:
    """A training document of consecutive paragraphs.

    Args:
        doc: The document that they are from.
        chunk: The paragraphs.
        vocab: The vocabulary of the pipeline.
        counts: What was written so far; decides which names are too frequent, and is updated.

    Returns:
        The document with entities and open spans; None if most of its names are too frequent.
    """
    first, last = chunk[0].start, chunk[-1].end
    mentions = [mention for paragraph in chunk for mention in paragraph.mentions]
    frequent = [counts.full(mention.label, _name(doc, mention)) for mention in mentions]
    if sum(frequent) > len(mentions) / 2:
        return None
    tokens = doc[first:last]
    made = Doc(vocab, words=[token.text for token in tokens], spaces=[bool(token.whitespace_) for token in tokens])
    entities: list[Span] = []
    missing = [made[start - first : end - first] for paragraph in chunk for start, end in paragraph.missing]
    for mention in mentions:
        name = _name(doc, mention)
        span = Span(made, mention.start - first, mention.end - first, label=mention.label)
        if counts.full(mention.label, name):
            missing.append(span)
            counts.capped += 1
            continue
        entities.append(span)
        counts.labels[mention.label] += 1
        counts.names[mention.label, name] += 1
        counts.evidence[mention.label, mention.evidence] += 1
    made.set_ents(entities, missing=missing, default="outside")
    counts.documents += 1
    counts.words += len(made)
    counts.capitalised += sum(token.text[0].isupper() for token in made)
    counts.missing += sum(token.text[0].isupper() for span in missing for token in span)
    return made


def _name(doc: Doc, mention: Mention) -> str:
    return doc[mention.start : mention.end].text
