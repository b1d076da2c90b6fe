"""Changing a dependency scheme means moving heads, and every move can break the tree.

This working copy of a sentence offers only moves that keep one root and no cycles, and can check that it did.
"""

from collections.abc import Sequence

import attrs

from training.trees.conllu import Sentence, Token


class Tree:
    """A dependency tree to be changed in place.

    Attributes:
        tokens: The words, whose own `head` and `dep` are the values before the changes.
        heads: The governor of every word, -1 for the root.
        labels: The label of every word.
    """

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tuple(tokens)
        self.heads = [token.head for token in tokens]
        self.labels = [token.dep for token in tokens]

    def __len__(self) -> int:
        return len(self.tokens)

    def children(self, index: int, *labels: str) -> list[int]:
        """The dependents of a word in text order.

        Args:
            index: The word.
            *labels: Only dependents with one of these labels; all if none is given.
        """
        return [
            child
            for child, head in enumerate(self.heads)
            if head == index and (not labels or self.labels[child] in labels)
        ]

    def lower(self, index: int) -> str:
        """The form of a word in lower case."""
        return self.tokens[index].form.lower()

    def subtree(self, index: int) -> list[int]:
        """A word and all that it governs, in text order."""
        found = [index]
        for member in found:
            found.extend(self.children(member))
        return sorted(found)

    def attach(self, index: int, head: int, label: str | None = None) -> None:
        """Hang a word, with all that it governs, on another word outside its subtree.

        Args:
            index: The word to move.
            head: The new governor.
            label: The new label; as before if omitted.
        """
        self.heads[index] = head
        if label is not None:
            self.labels[index] = label

    def promote(self, child: int, label: str) -> None:
        """Let a dependent change places with its governor, whose head and label it takes over.

        Args:
            child: The dependent; it keeps what it governs.
            label: The label of the former governor below it.
        """
        old = self.heads[child]
        self.attach(child, self.heads[old], self.labels[old])
        self.attach(old, child, label)

    def check(self) -> None:
        """Make sure that this is a tree.

        Raises:
            ValueError: Not exactly one root, a head outside the sentence, or a cycle.
        """
        roots = self.heads.count(-1)
        if roots != 1:
            raise ValueError(f"{roots} roots instead of one")
        for start in range(len(self)):
            index, steps = start, 0
            while index != -1:
                if not 0 <= index < len(self):
                    raise ValueError(f"head {index} is outside the sentence")
                steps += 1
                if steps > len(self):
                    raise ValueError(f"a cycle above word {start}, {self.tokens[start].form!r}")
                index = self.heads[index]

    def crossing(self) -> list[int]:
        """The words whose arc is not projective: it spans a word that the head does not govern."""
        ancestors = [self._ancestors(index) for index in range(len(self))]
        return [
            index
            for index, head in enumerate(self.heads)
            if head != -1
            and any(head not in ancestors[other] for other in range(min(index, head) + 1, max(index, head)))
        ]

    def _ancestors(self, index: int) -> set[int]:
        """A word and its governors up to the root."""
        found = set()
        while index != -1:
            found.add(index)
            index = self.heads[index]
        return found

    def sentence(self, original: Sentence) -> Sentence:
        """The sentence with the heads and labels of this tree.

        Args:
            original: The sentence whose other values are kept.
        """
        tokens = [
            attrs.evolve(token, head=head, dep=label)
            for token, head, label in zip(self.tokens, self.heads, self.labels, strict=True)
        ]
        return attrs.evolve(original, tokens=tokens)
