"""Open name corpora hold few companies, newspapers, parties and clubs; made sentences show many where news has them.

The sentences stand in `made_sentences.toml`, most of the names in `training.known`: both are written by hand. The
sentences of a document are about one subject, and a slot that comes back has the name that it had before.
"""

import random
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

import attrs
from spacy.tokens import Doc, Span

from training.documents import tokenizer
from training.known import known_names
from training.names.gold import SOURCE
from training.tables import plugin_rows, several

SENTENCES = Path(__file__).with_name("made_sentences.toml")
SLOT = re.compile(r"\{([a-z]+)(\d?)\}")
# The kinds of slots: the table of names, and the label.
KINDS = {
    "agency": ("agencies", "ORG"),
    "armed": ("armed", "ORG"),
    "company": ("companies", "ORG"),
    "country": ("states", "GPE"),
    "event": ("events", "EVENT"),
    "facility": ("facilities", "FAC"),
    "first": ("first_names", "PERSON"),
    "group": ("groups", "NORP"),
    "international": ("international", "ORG"),
    "media": ("media", "ORG"),
    "nationality": ("adjectives", "NORP"),
    "ngo": ("ngos", "ORG"),
    "party": ("parties", "ORG"),
    "province": ("provinces", "GPE"),
    "region": ("regions", "LOC"),
    "single": ("persons_single", "PERSON"),
    "surname": ("surnames", "PERSON"),
    "team": ("sports", "ORG"),
    "town": ("towns", "GPE"),
    "university": ("universities", "ORG"),
}
PERSON = "person"
LONGEST = 5


@attrs.frozen
class Part:
    """A piece of a made sentence: plain words, or a name with its label."""

    text: str
    label: str = ""


def names_of_slots() -> dict[str, Sequence[str]]:
    """Names by table: the known names, and states and nationalities of the project's own table."""
    states = plugin_rows("knowledge", "states")
    return {
        **{kind: known.all for kind, known in known_names().items()},
        "states": [row["name"] for row in states],
        "adjectives": [adjective for row in states for adjective in several(row["adjectives"])],
    }


@cache
def sentences() -> dict[str, list[str]]:
    """The sentences with slots, by subject."""
    found: dict[str, list[str]] = tomllib.loads(SENTENCES.read_text(encoding="utf-8"))
    return found


def parts(sentence: str, names: Mapping[str, Sequence[str]], chosen: dict[str, str], rng: random.Random) -> list[Part]:
    """Fill the slots of a sentence.

    Args:
        sentence: A sentence with slots such as `{town}` and `{town2}`.
        names: Names by table.
        chosen: The names of slots that came before in the document; new ones are added.
        rng: Chooses.

    Returns:
        The pieces of the sentence in order.
    """
    made: list[Part] = []
    end = 0
    for slot in SLOT.finditer(sentence):
        kind, number = slot.groups()
        if slot[0] not in chosen:
            chosen[slot[0]] = _name(kind, number, names, chosen, rng)
        label = "PERSON" if kind == PERSON else KINDS[kind][1]
        made += [Part(sentence[end : slot.start()]), Part(chosen[slot[0]], label)]
        end = slot.end()
    return [part for part in (*made, Part(sentence[end:])) if part.text]


def _name(
    kind: str, number: str, names: Mapping[str, Sequence[str]], chosen: dict[str, str], rng: random.Random
) -> str:
    """A name for a slot; a surname is that of the person who was named in full."""
    if kind == PERSON:
        surname = chosen.setdefault(f"{{surname{number}}}", rng.choice(names["surnames"]))
        return f"{rng.choice(names['first_names'])} {surname}"
    return rng.choice(names[KINDS[kind][0]])


def document(pieces: Sequence[Part]) -> Doc | None:
    """The document of filled sentences, or None if a name does not begin and end with a token."""
    doc = tokenizer()("".join(piece.text for piece in pieces))
    spans: list[Span] = []
    start = 0
    for piece in pieces:
        end = start + len(piece.text)
        if piece.label:
            span = doc.char_span(start, end, label=piece.label)
            if span is None:
                return None
            spans.append(span)
        start = end
    doc.set_ents(spans, default="outside")
    doc.user_data[SOURCE] = "made"
    return doc


def made_documents(count: int, seed: int, names: Mapping[str, Sequence[str]] | None = None) -> Iterator[Doc]:
    """Make documents of one to five sentences about one subject.

    Args:
        count: How many are tried; those whose names do not fall on tokens are left out.
        seed: Decides about everything random.
        names: Names by table; those of the repository by default.

    Yields:
        Documents with names.
    """
    rng = random.Random(seed)  # noqa: S311  # repeatable on purpose
    names = names_of_slots() if names is None else names
    subjects = sorted(sentences())
    for _ in range(count):
        about = sentences()[rng.choice(subjects)]
        chosen: dict[str, str] = {}
        pieces: list[Part] = []
        for sentence in rng.sample(about, rng.randint(1, LONGEST)):
            if pieces:
                pieces.append(Part(rng.choice((" ", " ", "\n\n"))))
            pieces += parts(sentence, names, chosen, rng)
        if (doc := document(pieces)) is not None:
            yield doc
