"""A name that is clear in one place of a document tells what the same name is in the others.

The full name of a person fixes the later surname, an organization with its acronym in brackets fixes the acronym. Where
the evidence disagrees, the name is left open.
"""

from collections.abc import Iterable, Iterator, Sequence

import attrs
from spacy.tokens import Doc

from training.silver.rules import GENERATIONS, Block, Mention, Rules
from training.silver.runs import Piece, Text

TABLE_LIKE = frozenset(["GPE", "LOC", "NORP", "ORG"])
LONGEST_LABEL = 8  # tokens of a speaker label before its colon
SHORTEST_ACRONYM = 2


@attrs.define
class Known:
    """What the mentions of a document tell about its names.

    Attributes:
        persons: Full names and surnames, as tokens.
        organizations: Names that grammar found and acronyms that the text explains.
        first_names: Given names of the persons.
    """

    persons: set[tuple[str, ...]] = attrs.field(factory=set)
    organizations: set[tuple[str, ...]] = attrs.field(factory=set)
    first_names: set[str] = attrs.field(factory=set)

    def add_person(self, words: Sequence[str], *, titled: bool = False) -> None:
        """Add a person by the tokens of the name, with the surname."""
        name = [word for word in words if word not in GENERATIONS]
        if not name:
            return
        self.persons.add(tuple(words))
        self.persons.add((name[-1],))
        if len(name) > 1 and not titled and "-" not in name[:2]:
            self.first_names.add(name[0])


@attrs.frozen
class Labels:
    """The labels of a text.

    Attributes:
        mentions: The names that are decided, in order.
        missing: Token ranges that nothing is known about, in order.
    """

    mentions: Sequence[Mention]
    missing: Sequence[tuple[int, int]]


@attrs.frozen
class Labeller:
    """Finds the names of whole documents."""

    rules: Rules

    def label(self, doc: Doc, persons: Iterable[tuple[int, int]] = ()) -> Labels:
        """Label a tokenized document.

        Args:
            doc: The document; blank lines stand between paragraphs.
            persons: Character spans of persons that editors marked.

        Returns:
            Its labels.
        """
        text = Text([token.text for token in doc], [bool(token.whitespace_) for token in doc])
        known = Known()
        for start, end in persons:
            span = doc.char_span(start, end)
            if span is not None:
                self._marked(text, span.start, span.end, known)
        speakers = self._speakers(text, known)
        labelled = {position for mention, reach in speakers for position in range(mention.start, reach)}
        inside = {
            position for _, reach in speakers for position in range(self._paragraph(text, reach), reach)
        } | labelled
        blocks = [block for block in self._blocks(text) if block.start not in inside]
        decided = [self.rules.decide(text, block) for block in blocks]
        self._learn(text, blocks, decided, known)
        decided = [self._consistent(text, block, found, known) for block, found in zip(blocks, decided, strict=True)]
        self._unsettle(text, blocks, decided)
        mentions = [mention for mention, _ in speakers if mention.label]
        missing = []
        for block, found in zip(blocks, decided, strict=True):
            if found is None:
                missing.append((block.start, block.end))
            else:
                mentions.extend(found)
        return Labels(sorted(mentions, key=lambda mention: mention.start), missing)

    def _marked(self, text: Text, start: int, end: int, known: Known) -> None:
        """Take over a person that editors marked, without the title."""
        start = max(start, self.rules.scanner.title(text, start))
        words = text.words[start:end]
        if words and all(
            word[:1].isupper() or word in {"-", "."} or word in self.rules.words.particles for word in words
        ):
            known.add_person(words)

    @staticmethod
    def _paragraph(text: Text, position: int) -> int:
        while position > 0 and "\n" not in text.words[position - 1]:
            position -= 1
        return position

    def _speakers(self, text: Text, known: Known) -> list[tuple[Mention, int]]:
        """Speaker labels at the start of paragraphs (`MR. PETROV:`), with the position of the colon."""
        found = []
        for position in range(len(text.words)):
            if not text.capitalised[position] or (position and "\n" not in text.words[position - 1]):
                continue
            colon = next(
                (p for p in range(position, min(position + LONGEST_LABEL, len(text.words))) if text.words[p] == ":"), 0
            )
            if not colon or colon == position:
                continue
            mention = self._speaker(text, position, colon)
            if mention is None and self._only_title(text, position, colon):
                mention = Mention(colon, colon, "", "")
            if mention and not mention.label:
                found.append((mention, colon))
            elif mention:
                name = [
                    part.capitalize() if part.isupper() else part for part in text.words[mention.start : mention.end]
                ]
                known.add_person(name, titled=len(name) == 1)
                known.add_person(text.words[mention.start : mention.end])
                found.append((mention, colon))
        return found

    def _only_title(self, text: Text, start: int, colon: int) -> bool:
        """Whether a speaker label names an office only: `PRIME MINISTER:`."""
        words = [word.capitalize() for word in text.words[start:colon]]
        return self.rules.scanner.title(Text([*words, ":"], [True] * (len(words) + 1)), 0) == len(words)

    def _speaker(self, text: Text, start: int, colon: int) -> Mention | None:
        words = [word.capitalize() if word.isupper() and len(word) > 1 else word for word in text.words[start:colon]]
        flat = Text([*words, ":"], [*text.spaces[start:colon], True])
        name = self.rules.scanner.title(flat, 0)
        if name == 0 and words[0] in {"Mr", "Ms", "Mrs", "Dr"}:
            name = 1
        if 0 < name < len(words) and words[name] == ".":
            name += 1
        rest = range(name, len(words))
        if not rest or len(rest) > 3 + 2 * words.count("-"):
            return None
        plain = [words[p] for p in rest if words[p] != "-" and words[p] not in self.rules.words.particles]
        if not all(self._speaks(word, titled=name > 0) for word in plain):
            return None
        single = len(plain) == 1 and text.words[start].isupper() and plain[0] in self.rules.gazetteer.surnames
        if name == 0 and not single and (len(plain) < 2 or not self._person_known(words)):
            return None
        if single and self.rules.gazetteer.names.longest(words, 0):
            return None
        return Mention(start + name, colon, "PERSON", "speaker label")

    def _speaks(self, word: str, *, titled: bool) -> bool:
        classes = self.rules.words
        if (
            not word[:1].isupper()
            or word in classes.stop
            or word in classes.lists["outside"]
            or word in {"General", "Minister", "President"}
        ):
            return False
        return word.rstrip(".").replace("'", "").isalpha() and (titled or word not in classes.never_person)

    def _person_known(self, words: Sequence[str]) -> bool:
        gazetteer = self.rules.gazetteer
        found = gazetteer.names.longest(words, 0)
        return words[0] in gazetteer.first_names or bool(
            found and found[1].label == "PERSON" and found[0] == len(words)
        )

    def _blocks(self, text: Text) -> Iterator[Block]:
        """The blocks of all runs; `President of Ruritania Ana Petrova` gives a state and a person."""
        title_end = -1
        title = ""
        for run in self.rules.scanner.runs(text):
            linked = title if title_end >= 0 and self._of(text, title_end, run[0].start) else ""
            pieces: list[Piece] = []
            before = ""
            for piece in run:
                if piece.kind == "TITLE":
                    if pieces:
                        yield from self._split(text, Block(pieces, before, title_after=True), linked)
                    pieces, before, linked = [], " ".join(text.words[piece.start : piece.end]), ""
                    title_end, title = piece.end, before
                elif pieces or piece.kind != "JOIN" or piece.end > piece.start + 1:
                    pieces.append(piece)
            if pieces:
                yield from self._split(text, Block(pieces, before), linked)

    @staticmethod
    def _of(text: Text, end: int, start: int) -> bool:
        return text.words[end:start] in (["of"], ["of", "the"])

    def _split(self, text: Text, block: Block, title: str) -> Iterator[Block]:
        first = block.pieces[0]
        if (
            title
            and len(block.pieces) > 1
            and first.kind in {"GPE", "ORG"}
            and first.evidence == "table"
            and block.pieces[1].kind in {"WORD", "PERSON"}
            and text.words[block.pieces[1].start] not in self.rules.words.never_person
        ):
            yield Block(block.pieces[:1], "", title_after=True)
            yield Block(block.pieces[1:], title, title_after=block.title_after)
        else:
            yield block

    def _learn(
        self, text: Text, blocks: Sequence[Block], decided: Sequence[list[Mention] | None], known: Known
    ) -> None:
        """Collect what the first look at the text found out."""
        for block, found in zip(blocks, decided, strict=True):
            for mention in found or ():
                words = text.words[mention.start : mention.end]
                if mention.label == "PERSON":
                    known.add_person(words, titled=bool(block.title) and len(words) == 1)
                elif mention.label == "ORG" and mention.evidence != "table":
                    known.organizations.add(tuple(words))
                if mention.label == "ORG":
                    acronym = self._acronym(text, mention)
                    if acronym:
                        known.organizations.add((acronym,))

    @staticmethod
    def _acronym(text: Text, mention: Mention) -> str:
        """The acronym in brackets after a name, if its letters are the initials."""
        after = text.words[mention.end : mention.end + 3]
        if (
            len(after) < 3
            or after[0] != "("
            or after[2] != ")"
            or not after[1].isupper()
            or len(after[1]) < SHORTEST_ACRONYM
        ):
            return ""
        initials = iter(word[0].upper() for word in text.words[mention.start : mention.end])
        return after[1] if all(letter in initials for letter in after[1]) else ""

    def _consistent(self, text: Text, block: Block, found: list[Mention] | None, known: Known) -> list[Mention] | None:
        """The decision about a block in the light of the whole document."""
        words = tuple(text.words[block.start : block.end])
        if found is not None:
            if (
                len(words) == 1
                and words in known.persons
                and any(m.label in TABLE_LIKE for m in found)
                and found[0].evidence == "table"
            ):
                return None  # a place or organization that a person of this document is named like
            return found
        if not all(piece.kind in {"WORD", "JOIN", "PERSON"} for piece in block.pieces):
            return None
        if words in known.organizations and not block.title:
            return [Mention(block.start, block.end, "ORG", "document")]
        if words in known.persons or (len(words) == 1 and words[0] in known.first_names and not block.title):
            return self._repeated(text, block)
        names, joins = block.pieces[::2], block.pieces[1::2]
        hyphens = joins and all(piece.kind == "JOIN" and piece.end == piece.start + 1 for piece in joins)
        if hyphens and all(tuple(text.words[piece.start : piece.end]) in known.persons for piece in names):
            return [Mention(piece.start, piece.end, "PERSON", "document, hyphen") for piece in names]
        return None

    def _repeated(self, text: Text, block: Block) -> list[Mention] | None:
        """A person named before; not a word that may be none here."""
        word = text.words[block.start]
        if self.rules.cut(text, block):
            return None
        if block.end == block.start + 1:
            entry = self.rules.gazetteer.names.longest([word], 0)
            common = word.lower() in self.rules.words.common or word in self.rules.words.never_person
            if entry or (common and (text.begins[block.start] or word in self.rules.words.lists["outside"])):
                return None
        return [Mention(block.start, block.end, "PERSON", "document")]

    def _unsettle(self, text: Text, blocks: Sequence[Block], decided: list[list[Mention] | None]) -> None:
        """Open again what may be part of a longer name: `Treaty of Ruritania`, `Food and Drug Agency`."""
        heads = self.rules.words.lists["organization_heads"] | self.rules.words.lists["facility_heads"]
        for index in range(1, len(blocks)):
            before, block = blocks[index - 1], blocks[index]
            between = text.words[before.end : block.start]
            if not between or len(between) > 2:
                continue
            previous, found = decided[index - 1], decided[index]
            if between[0] in {"of", "for"} and between[-1] in {"of", "for", "the"}:
                document = previous == [] and text.words[before.end - 1] in self.rules.words.lists["document_heads"]
                if (
                    (previous is None or document)
                    and not before.title
                    and found
                    and found[0].start == block.start
                    and block.title == ""
                ):
                    decided[index] = None
                elif previous and previous[-1].label in {"ORG", "FAC", "EVENT"} and previous[-1].end == before.end:
                    named = (
                        text.words[previous[-1].end - 1] in heads
                        or text.words[previous[-1].start] in heads
                        or previous[-1].label != "ORG"
                    )
                    if named and between[0] == "of":
                        decided[index - 1] = decided[index] = None
            elif between in (["and"], ["&"]) and found and found[0].evidence.endswith(" head") and not previous:
                decided[index] = None
