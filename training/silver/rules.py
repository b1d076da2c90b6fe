"""Runs become mentions by few rules, each of which leaves a run open rather than guess.

A rule sees a block: the pieces of a run between titles.
"""

import re
from collections.abc import Sequence

import attrs

from training.silver.gazetteer import Gazetteer
from training.silver.runs import ARABIC, Piece, Scanner, Text
from training.silver.words import Words

LONGEST_PERSON = 4
SPEECH_NAME = (2, 3)
PLACE_BEFORE = frozenset(["in", "near", "from", "visit", "visited", "outside", "across"])
INITIAL = 2
GLUED = re.compile("[a-z]{4}[A-Z]")  # words that lost the space between them
GENERATIONS = frozenset(["Jr.", "Sr.", "II", "III", "IV", "Jr", "Sr"])


@attrs.frozen
class Mention:
    """A name that the evidence decides about."""

    start: int
    end: int
    label: str
    evidence: str


@attrs.frozen
class Block:
    """Pieces of a run between titles.

    Attributes:
        pieces: The pieces, without hyphens and particles at the ends.
        title: The title before them, or an empty string.
        title_after: Whether a title follows in the run.
    """

    pieces: Sequence[Piece]
    title: str = ""
    title_after: bool = False

    @property
    def start(self) -> int:
        """First token."""
        return self.pieces[0].start

    @property
    def end(self) -> int:
        """The token after the last."""
        return self.pieces[-1].end


@attrs.frozen
class Rules:
    """Decides about blocks."""

    scanner: Scanner

    @property
    def words(self) -> Words:
        """Classes of words."""
        return self.scanner.words

    @property
    def gazetteer(self) -> Gazetteer:
        """Names that tables know."""
        return self.scanner.gazetteer

    def decide(self, text: Text, block: Block) -> list[Mention] | None:
        """The mentions of a block; none at all in an empty list, and None if it is not understood."""
        pieces = block.pieces
        if all(text.words[piece.start] in self.words.lists["outside"] and piece.kind == "WORD" for piece in pieces):
            return []
        if len(pieces) == 1 and pieces[0].kind != "WORD":
            return self._single(text, block)
        for rule in (self._headed, self._person, self._peoples, self._place):
            found = rule(text, block)
            if found is not None:
                return found
        return None

    def _single(self, text: Text, block: Block) -> list[Mention] | None:
        """A piece that a table explains, alone."""
        piece = block.pieces[0]
        if not piece.labelled:
            return None
        name = " ".join(text.words[piece.start : piece.end])
        after = text.words[piece.end] if piece.end < len(text.words) else ""
        before = text.words[piece.start - 1] if piece.start else ""
        if block.title and piece.kind != "PERSON":
            return self._person(text, block)
        if name in self.words.lists["house_names"] and not (
            block.title_after
            or after in self.words.speech_verbs
            or after in {"official", "officials", "spokesman", "spokeswoman", "spokesperson"}
        ):
            return None
        if name in self.words.lists["languages"] and (
            before.lower() in {"in", "speak", "speaks", "spoke", "speaking", "into", "from", "learn", "to"}
            or after in {"language", "-", "translation", "version"}
        ):
            return None
        if piece.doubtful and not self._supported(text, piece):
            return None
        return [Mention(piece.start, piece.end, piece.kind, piece.evidence)]

    def _supported(self, text: Text, piece: Piece) -> bool:
        """Whether the words around speak for a place, for a name that means other things too."""
        if piece.kind == "ORG":
            return (
                not text.begins[piece.start]
                and text.words[piece.start - 1] in {"the", "The"}
                and text.words[piece.start].isupper()
            )
        if piece.kind not in {"GPE", "LOC"}:
            return False
        return self._state_follows(text, piece.end) or (
            piece.start > 0
            and text.words[piece.start - 1] in PLACE_BEFORE
            and piece.end < len(text.words)
            and not text.hyphen(piece.end)
        )

    def _state_follows(self, text: Text, position: int) -> bool:
        if position >= len(text.words) - 1 or text.words[position] != ",":
            return False
        found = self.gazetteer.names.longest(text.words, position + 1)
        return bool(found and found[1].label == "GPE" and not found[1].doubtful)

    def _state_before(self, text: Text, position: int) -> bool:
        """Whether a name of one word that tables know for a place stands before a possessive mark."""
        found = self.gazetteer.names.longest(text.words[:position], position - 1) if position else None
        return bool(found and found[1].label == "GPE")

    @staticmethod
    def _capital(text: Text, position: int) -> bool:
        return position < len(text.words) and text.capitalised[position]

    def _headed(self, text: Text, block: Block) -> list[Mention] | None:
        """A name whose last word says what it is."""
        pieces = block.pieces
        last = pieces[-1]
        before = pieces[:-1]
        if block.title:
            return None
        if (
            last.kind == "ORG"
            and before
            and all(piece.kind in {"NORP", "GPE"} for piece in before)
            and len(before) == 1
        ):
            first, final = text.words[last.start], text.words[last.end - 1]
            heads = self.words.lists["organization_heads"]
            if first in heads or final in heads:
                return [Mention(block.start, block.end, "ORG", "adjective and organization")]
            return None
        if last.kind != "WORD" or not before:
            return None
        if not before[0].labelled and before[0].kind != "WORD":
            return None
        if any(piece.kind in {"JOIN", "OPEN"} and piece.kind == "OPEN" for piece in before):
            return None
        head = text.words[last.start]
        if head in self.words.lists["document_heads"] and all(piece.kind in {"WORD", "JOIN"} for piece in before):
            return []
        after = text.words[last.end] if last.end < len(text.words) else ""
        if (
            block.start
            and text.words[block.start - 1] in {"'s", "'", "s"}
            and not self._state_before(text, block.start - 1)
        ):
            return None
        if text.words[block.start] in {"Wall", "Main"} or (after == "and" and self._capital(text, last.end + 1)):
            return None
        if after in {"of", "for", "on"} or text.hyphen(last.end):
            return None
        lists = self.words.lists
        if head in lists["organization_heads"]:
            generic = len(before) == 1 and text.words[before[0].start].lower() in self.words.lists["generic"]
            return None if generic else [Mention(block.start, block.end, "ORG", "organization head")]
        if head in lists["facility_heads"]:
            return [Mention(block.start, block.end, "FAC", "facility head")]
        if head in lists["event_heads"] and all(
            piece.labelled or text.words[piece.start] in lists["event_words"]
            for piece in before
            if piece.kind != "JOIN"
        ):
            return [Mention(block.start, block.end, "EVENT", "event head")]
        if head in lists["location_heads"] and all(piece.kind in {"WORD", "JOIN", "NORP"} for piece in before):
            return [Mention(block.start, block.end, "LOC", "location head")]
        return None

    def _peoples(self, text: Text, block: Block) -> list[Mention] | None:
        """Names joined by hyphens, or a nationality before a person."""
        pieces = block.pieces
        if not all(piece.kind == "JOIN" or (piece.labelled and not piece.doubtful) for piece in pieces):
            return None
        kinds = [piece.kind for piece in pieces]
        hyphens = (
            all(piece.kind == "JOIN" and piece.end == piece.start + 1 for piece in pieces[1::2])
            and len(pieces) % 2 == 1
        )
        if hyphens and all(piece.labelled for piece in pieces[::2]):
            return [Mention(piece.start, piece.end, piece.kind, "table, hyphen") for piece in pieces[::2]]
        if len(kinds) == 2 and kinds in (["NORP", "PERSON"], ["ORG", "PERSON"]) and not block.title:
            return [Mention(piece.start, piece.end, piece.kind, "table") for piece in pieces]
        return None

    def name_like(self, text: Text, piece: Piece, *, lenient: bool = False) -> bool:
        """Whether a word can be part of a person's name."""
        if piece.kind == "JOIN":
            return True
        word = text.words[piece.start]
        if piece.kind == "PERSON" or word in GENERATIONS:
            return True
        if piece.kind != "WORD" and not (piece.kind == "GPE" and piece.doubtful and piece.end == piece.start + 1):
            return False
        if len(word) == INITIAL and word.endswith("."):
            return True
        if (
            GLUED.search(word)
            or word in self.words.never_person
            or not word[:1].isalpha()
            or (word.isupper() and len(word) > 1)
        ):
            return False
        return lenient or word.lower() not in self.words.common or word in self.gazetteer.surnames

    def _person(self, text: Text, block: Block) -> list[Mention] | None:
        """A person: after a title, with a known given name, or as the subject of a speech verb."""
        pieces = block.pieces
        parts = [piece for piece in pieces if piece.kind != "JOIN"]
        if not 1 <= len(parts) <= LONGEST_PERSON or pieces[-1].kind == "JOIN":
            return None
        courtesy = block.title.split()[-1:] and block.title.split()[-1] in self.words.lists["courtesy"]
        if (
            courtesy
            and len(parts) == 1
            and parts[0].kind in {"WORD", "GPE"}
            and text.words[parts[0].start][1:].islower()
        ):
            return [Mention(block.start, block.end, "PERSON", "courtesy title")]
        if not all(self.name_like(text, piece, lenient=bool(courtesy)) for piece in pieces):
            return None
        if text.words[block.end - 1].lower() in self.words.particles | ARABIC:
            return None
        if self.cut(text, block) or len({text.words[piece.start] for piece in parts}) < len(parts):
            return None
        if text.words[parts[0].start] in GENERATIONS or (len(parts) == 1 and text.words[parts[0].start].endswith(".")):
            return None
        mention = [Mention(block.start, block.end, "PERSON", "title")]
        if block.title:
            return mention
        if block.title_after or len(parts) == 1:
            return None
        first = text.words[parts[0].start]
        surname_known = text.words[parts[-1].end - 1] in self.gazetteer.surnames
        if parts[0].kind == "PERSON" or (first in self.gazetteer.first_names):
            common = first.lower() in self.words.common and not surname_known
            return None if common else [attrs.evolve(mention[0], evidence="given name")]
        if first in self.words.family_first and surname_known:
            return [attrs.evolve(mention[0], evidence="family name first")]
        before = text.words[block.start - 1].lower() if block.start else ""
        if (
            before in self.words.title_heads
            and block.start
            and not text.capitalised[block.start - 1]
            and len(parts) > 1
        ):
            return [attrs.evolve(mention[0], evidence="title in lower case")]
        after = text.words[block.end] if block.end < len(text.words) else ""
        low, high = SPEECH_NAME
        if after in self.words.speech_verbs and low <= len(parts) <= high:
            return [attrs.evolve(mention[0], evidence="speech verb")]
        return None

    def cut(self, text: Text, block: Block) -> bool:
        """Whether a particle in lower case before the block belongs to the name: `de la Cruz`."""
        return block.start > 0 and text.words[block.start - 1] in self.words.particles

    def _place(self, text: Text, block: Block) -> list[Mention] | None:
        """A place by its first word (`Lake ...`), or by the state that follows (`in ..., Ohio`)."""
        pieces = block.pieces
        if block.title or not all(piece.kind == "WORD" for piece in pieces):
            return None
        first = text.words[block.start]
        if first in self.words.lists["location_starts"] and len(pieces) == 2:
            return [Mention(block.start, block.end, "LOC", "location head")]
        before = text.words[block.start - 1] if block.start else ""
        if before != "in" or len(pieces) > 2 or not self._state_follows(text, block.end):
            return None
        if any(
            text.words[piece.start] in self.words.never_person or text.words[piece.start].lower() in self.words.common
            for piece in pieces
        ):
            return None
        return [Mention(block.start, block.end, "GPE", "city and state")]
