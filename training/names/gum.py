"""The entity layer of GUM has every noun phrase, nested; proper names are the phrases whose head is a proper noun.

Source: GUM, column MISC, `Entity=`: https://gucorpling.org/gum/; fields are given in `# global.Entity`.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import attrs

from training.names.rules import completed
from training.names.scheme import is_title, name_scheme
from training.names.text import Name, NamedText
from training.trees.conllu import Sentence, read_file

BRACKET = re.compile(r"(\()?([^()]+)(\))?")
KINDS = {"person": "PERSON", "organization": "ORG", "place": "place", "event": "EVENT"}
FLAT = frozenset(("flat", "compound", "nmod:desc"))
MARKS_IN_NAMES = frozenset(("-", "'", "’", ".", "&", "–"))

# A place after these words is not part of the name before: "City Hall in New York".
NOT_BEFORE_NAMES = frozenset(("at", "in", "on", "to"))


@attrs.define
class Mention:
    """A noun phrase of the entity layer.

    Attributes:
        first: Its first word.
        kind: The type of entity.
        least: Positions, from 1 within the phrase, of the words that stand for it.
        last: Its last word.
    """

    first: int
    kind: str
    least: tuple[int, ...]
    last: int = -1


def read_gum(path: Path) -> Iterator[NamedText]:
    """The sentences of a part of GUM with their proper names."""
    for tree, layer in zip(read_file(path), _entity_layer(path), strict=True):
        starts, text = [], ""
        for token in tree.tokens:
            starts.append(len(text))
            text += token.form + " " * token.space_after
        spans = []
        for first, last, kind in _names(tree, mentions(layer)):
            spans.append((Name(starts[first], starts[last] + len(tree.tokens[last].form), None), kind))
        sentence = NamedText("gum", text.rstrip(), (), tree.starts_document, tree.starts_paragraph)
        yield completed(sentence, spans)


def _entity_layer(path: Path) -> Iterator[list[str]]:
    """For each sentence the `Entity` value of every word, empty where it has none."""
    values: list[str] = []
    for line in [*path.read_text(encoding="utf-8").split("\n"), ""]:
        columns = line.split("\t")
        if len(columns) > 1 and columns[0].isdigit():
            match = re.search(r"(?:^|\|)Entity=([^|]*)", columns[9])
            values.append(match.group(1) if match else "")
        elif not line and values:
            yield values
            values = []


def mentions(layer: Sequence[str]) -> list[Mention]:
    """The noun phrases of a sentence.

    Args:
        layer: The `Entity` value of every word.
    """
    found: list[Mention] = []
    opened: dict[str, list[Mention]] = {}
    for position, value in enumerate(layer):
        for match in BRACKET.finditer(value):
            fields = match.group(2).split("-")
            if match.group(1) and len(fields) > 5:
                least = tuple(int(number) for number in fields[5].split(",") if number.isdigit())
                mention = Mention(position, fields[1], least)
                opened.setdefault(fields[0], []).append(mention)
            if match.group(3) and opened.get(fields[0]):
                mention = opened[fields[0]].pop()
                mention.last = position
                found.append(mention)
    return found


def _names(tree: Sentence, phrases: Sequence[Mention]) -> Iterator[tuple[int, int, str]]:
    """First and last word and kind of every name, and of the proper nouns that are none of them for sure."""
    covered: set[int] = set()
    for phrase in sorted(phrases, key=lambda phrase: (phrase.first - phrase.last, phrase.first)):
        heads = [phrase.first + number - 1 for number in phrase.least if phrase.first + number - 1 <= phrase.last]
        if not heads or not _is_proper(tree, _top(tree, heads)):
            continue
        if phrase.kind in {"person", "place"} and _is_list(tree, heads):
            continue
        if phrase.kind in KINDS:
            first, last = _extent(tree, phrase, _joined(tree, phrase, heads))
        else:
            first, last = min(heads), max(heads)
        if covered.intersection(range(first, last + 1)):
            continue
        kind = KINDS.get(phrase.kind, "outside")
        words = [token.form for token in tree.tokens[first : last + 1]]
        if kind in {"outside", "unknown"} or not all(_fits(word) for word in words):
            kind = "outside" if kind == "outside" and phrase.kind != "object" else "unknown"
        determined = first > phrase.first and tree.tokens[first - 1].upos in {"DET", "PRON"}
        if kind == "PERSON" and (tree.tokens[heads[-1]].xpos == "NNPS" or determined):
            kind = "unknown"  # "the Maya", "Your Honor"
        if kind == "PERSON" and first == last < phrase.last and tree.tokens[last + 1].form == "of":
            kind = "unknown"  # "Newcomer of the Year"
        covered.update(range(first, last + 1))
        yield first, last, kind
    for position, token in enumerate(tree.tokens):
        if position not in covered and token.upos == "PROPN" and not is_title(token.form):
            yield position, position, "unknown"


def _top(tree: Sentence, heads: Sequence[int]) -> int:
    """The word that governs the others."""
    return next((head for head in heads if tree.tokens[head].head not in heads), heads[0])


def _is_list(tree: Sentence, heads: Sequence[int]) -> bool:
    """Whether the words that stand for a phrase are joined by "and", other than in the name of a state."""
    words = " ".join(token.form for token in tree.tokens[min(heads) : max(heads) + 1])
    joined = any(tree.tokens[head].dep == "conj" and tree.tokens[head].head in heads for head in heads)
    return joined and words not in name_scheme().states_and_towns


def _joined(tree: Sentence, phrase: Mention, heads: Sequence[int]) -> list[int]:
    """The words that stand for a phrase, up to what cannot be within a name: "Ana Petrova of ...", "Geneva, ..."."""
    ends = {",", "(", "[", "at", "by", "from", "in", "on", "to"}
    if phrase.kind == "person":
        ends |= {"of", "for", "and"}
    start, end = min(heads), max(heads)
    stop = next((n for n in range(start, end + 1) if tree.tokens[n].form in ends), end + 1)
    return [head for head in heads if head < stop]


def _is_proper(tree: Sentence, position: int) -> bool:
    """Whether a word is a proper noun with a capital."""
    token = tree.tokens[position]
    return token.upos == "PROPN" and any(letter.isupper() for letter in token.form)


def _fits(word: str) -> bool:
    """Whether a word can be in a name."""
    return (
        word[0].isupper()
        or word in name_scheme().linkers
        or word[0].isdigit()
        or word in MARKS_IN_NAMES
        or word == "'s"
        or word[-1].isupper()
    )


def _extent(tree: Sentence, phrase: Mention, heads: Sequence[int]) -> tuple[int, int]:
    """First and last word of the name within a phrase: the words of its head with capitals on both sides."""
    first, last = min(heads), max(heads)
    person = phrase.kind == "person"
    while first > phrase.first:
        token = tree.tokens[first - 1]
        if person and not (
            _is_proper(tree, first - 1)
            or token.form in MARKS_IN_NAMES
            or token.form in name_scheme().linkers - {"of", "the", "and", "for", "in", "on", "to", "at"}
        ):
            break
        if person and _is_proper(tree, first - 1) and token.dep not in FLAT and tree.tokens[first].dep not in FLAT:
            break
        if (
            not person
            and not (token.form[0].isupper() and token.upos not in {"DET", "PRON", "ADP"})
            and token.form not in MARKS_IN_NAMES - {"'", "’"}
        ):
            break
        first -= 1
    while last < phrase.last:
        token = tree.tokens[last + 1]
        if person and not (
            (_is_proper(tree, last + 1) and token.dep in FLAT) or token.form in MARKS_IN_NAMES - {"'", "’"}
        ):
            break
        if not person:
            ahead = last + 1
            while ahead < phrase.last and tree.tokens[ahead].form in name_scheme().linkers - NOT_BEFORE_NAMES:
                ahead += 1
            if not tree.tokens[ahead].form[0].isupper():
                break
            last = ahead
            continue
        last += 1
    while tree.tokens[first].form in MARKS_IN_NAMES | name_scheme().linkers and first < min(heads):
        first += 1
    while tree.tokens[last].form in MARKS_IN_NAMES and last > max(heads):
        last -= 1
    return first, last
