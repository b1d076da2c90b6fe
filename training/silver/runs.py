"""A name is only safe to label if its whole run of capitalised words is understood.

`Bank of Ruritania Holdings` holds no state: the runs of a text are cut into pieces that tables, titles and grammar
explain, and words that nothing explains.
"""

from collections.abc import Iterator, Sequence
from functools import cached_property

import attrs

from training.names.scheme import name_scheme
from training.silver.gazetteer import Gazetteer, straight
from training.silver.words import Words

FINAL = frozenset([".", "!", "?", "…", ":", ";", "—", "–", "--", "•", "*", "...", "- -"])
OPENING = frozenset(["“", '"', "(", "[", "”", "''", "``", ")", "]", "'", "‘", "’", "-", "--"])
OF = frozenset(["of", "for", "on"])
ARABIC = frozenset(["al", "el", "ar", "ad", "as", "ash", "an"])
LONGEST_SUFFIX = 4


@attrs.frozen
class Piece:
    """Tokens of a run that belong together.

    Attributes:
        start: First token.
        end: The token after the last.
        kind: A label; `TITLE`, `WORD` (unexplained), `JOIN` (hyphens and particles), or `OPEN` (tables leave it open).
        evidence: What explains it.
        doubtful: Whether the context must support it.
    """

    start: int
    end: int
    kind: str
    evidence: str = ""
    doubtful: bool = False

    @property
    def labelled(self) -> bool:
        """Whether it has a label."""
        return self.kind in name_scheme().labels


@attrs.define(slots=False)
class Text:
    """The tokens of a document.

    Attributes:
        original: The words as written.
        spaces: Whether a space follows.
    """

    original: Sequence[str]
    spaces: Sequence[bool]

    @cached_property
    def words(self) -> list[str]:
        """The words with straight apostrophes."""
        return [straight(word) for word in self.original]

    @cached_property
    def capitalised(self) -> list[bool]:
        """Whether a word is written like a name."""
        return [word[0].isupper() for word in self.words]

    @cached_property
    def begins(self) -> list[bool]:
        """Whether a sentence, or something like it, begins at a word."""
        begins = []
        begin = True
        for word in self.words:
            begins.append(begin)
            if word in FINAL or "\n" in word:
                begin = True
            elif word not in OPENING:
                begin = False
        return begins

    def hyphen(self, position: int) -> bool:
        """Whether a hyphen without spaces stands at a position."""
        return (
            0 < position < len(self.words) - 1
            and self.words[position] in {"-", "‑", "–", "/"}
            and not self.spaces[position]
            and not self.spaces[position - 1]
        )


@attrs.frozen
class Scanner:
    """Cuts texts into runs and pieces."""

    gazetteer: Gazetteer
    words: Words

    def runs(self, text: Text) -> Iterator[list[Piece]]:
        """The runs of capitalised words, each as its pieces."""
        position = 0
        while position < len(text.words):
            if not text.capitalised[position]:
                position += 1
                continue
            if self._outside(text, position):
                position += 1
                continue
            run = self._prefix(text, position)
            while True:
                run.append(self._piece(text, position, following=bool(run)))
                position = run[-1].end
                if position >= len(text.words):
                    break
                joined = self._join(text, position)
                if joined > position:
                    run.append(Piece(position, joined, "JOIN"))
                    position = joined
                if not text.capitalised[position] or text.words[position] in self.words.lists["not_names"]:
                    break
                if text.begins[position]:
                    break
            yield run

    def _outside(self, text: Text, position: int) -> bool:
        """Whether a capitalised word is none of a name: a month, or a common word that begins a sentence."""
        word = text.words[position]
        if word in self.words.lists["not_names"]:
            return True
        if not text.begins[position]:
            return False
        found = self.gazetteer.names.longest(text.words, position)
        if found and (found[0] > position + 1 or (found[1].label and not found[1].doubtful)):
            return False
        if self.title(text, position) > position:
            return False
        if not (word in self.words.stop or word.lower() in self.words.common):
            return False
        following = position + 1 < len(text.words) and text.capitalised[position + 1]
        if not following or text.words[position + 1] in self.words.lists["not_names"]:
            return True
        return word in self.words.stop or not (
            word in self.gazetteer.first_names or word in self.words.never_person or word.lower() in self.words.topics
        )

    def _prefix(self, text: Text, position: int) -> list[Piece]:
        """An article of Arabic names before the first capital: `al-`."""
        if text.hyphen(position - 1) and position > 1 and text.words[position - 2] in ARABIC:
            return [Piece(position - 2, position, "JOIN")]
        return []

    def _join(self, text: Text, position: int) -> int:
        """The end of hyphens and particles between capitalised words; the position itself if there are none."""
        end = position
        if text.hyphen(end):
            end += 1
        while end < len(text.words) and text.words[end] in self.words.particles | ARABIC:
            end += 1
            if text.hyphen(end):
                end += 1
        return end if end < len(text.words) and text.capitalised[end] else position

    def _piece(self, text: Text, position: int, *, following: bool) -> Piece:
        """The longest explained piece at a capitalised word."""
        title = self.title(text, position)
        found = self.gazetteer.names.longest(text.words, position)
        grammar = self.named_by_topic(text, position)
        name_end = found[0] if found else position
        if grammar > max(name_end, title):
            return Piece(position, grammar, "ORG", "head and topic")
        if title > position and title >= name_end:
            return Piece(position, title, "TITLE")
        if found:
            return Piece(position, name_end, found[1].label or "OPEN", "table", found[1].doubtful)
        end = position + 1
        if following and text.hyphen(end):
            suffix = text.words[end + 1]
            if (
                suffix.islower()
                and len(suffix) <= LONGEST_SUFFIX
                and suffix not in self.words.lists["suffixes"]
                and suffix not in ARABIC
            ):
                end += 2  # the second half of a Korean or Chinese given name: Ki-moon
        return Piece(position, end, "WORD")

    def title(self, text: Text, position: int) -> int:
        """The end of the title at a position, or the position itself."""
        end = position
        while True:
            ahead = end
            while self._title_word(text, ahead):
                ahead += 1
                if text.hyphen(ahead):
                    ahead += 1
            best = end
            for start in range(ahead, end - 1, -1):
                found = self.words.titles.longest(text.words, start)
                if found:
                    best = found[0]
                    break
            if best == end:
                break
            end = best
            if end < len(text.words) - 1 and text.words[end] in {"of", "for"}:
                end = max(end, self.topics(text, end + 1))
        if (
            end == position + 1
            and text.words[position] in self.words.lists["weak_titles"]
            and not self._person_follows(text, end)
        ):
            return position
        return end

    def _title_word(self, text: Text, position: int) -> bool:
        return (
            position < len(text.words)
            and text.capitalised[position]
            and text.words[position].lower() in self.words.title_words
        )

    def _person_follows(self, text: Text, position: int) -> bool:
        if position >= len(text.words) or not text.capitalised[position]:
            return text.words[position - 1] not in self.words.lists["never_alone"]
        word = text.words[position]
        return word not in self.words.never_person and word.lower() not in self.words.topics

    def topics(self, text: Text, start: int) -> int:
        """The end of an enumeration of topics (`Trade, Industry and Energy`), or 0 if there is none.

        A name that goes on after the topics, or joins another organization, makes it unclear: 0 as well.
        """
        position = start
        end = 0
        while position < len(text.words):
            word = text.words[position]
            if text.capitalised[position] and word.lower() in self.words.topics:
                named = self.gazetteer.names.longest(text.words, position)
                if named and named[0] > position + 1 and named[1].label:
                    return end
                position += 1
                end = position
            elif (end and word == "-" and text.hyphen(position)) or (
                word in {"and", "&", "the", ",", "of"} and self._topic_next(text, position + 1)
            ):
                position += 1
            else:
                break
        return end

    def _topic_next(self, text: Text, position: int) -> bool:
        while position < len(text.words) and text.words[position] in {"and", "the", "&"}:
            position += 1
        return (
            position < len(text.words)
            and text.capitalised[position]
            and text.words[position].lower() in self.words.topics
            and text.words[position] not in self.words.lists["topic_heads"]
            and self.words.titles.longest(text.words, position) is None
        )

    def named_by_topic(self, text: Text, position: int) -> int:
        """The end of an organization made of a head and what it deals with, or the position itself.

        `Ministry of Trade and Industry`, `Committee on Budgets`, `University of Ruritania`.
        """
        head = text.words[position]
        lists = self.words.lists
        if position + 2 >= len(text.words) or text.words[position + 1] not in OF:
            return position
        end = 0
        if head in lists["topic_heads"]:
            end = self.topics(text, position + 2)
        if not end and head in lists["place_heads"] and text.words[position + 1] == "of":
            start = position + 2 + (text.words[position + 2] == "the")
            found = self.gazetteer.names.longest(text.words, start)
            if found and found[1].label in {"GPE", "LOC"}:
                end = found[0]
        if not end or end >= len(text.words):
            return end or position
        goes_on = text.capitalised[end] or text.hyphen(end)
        if text.words[end] in OF | {"and", "&", "in"} and end + 1 < len(text.words):
            ahead = end + 1 + (text.words[end + 1] == "the")
            goes_on = goes_on or (ahead < len(text.words) and text.capitalised[ahead] and text.words[end] != "and")
        return position if goes_on else end
