"""What the network is judged by while it learns: one sum of losses for trees, another for names."""

import random
from collections.abc import Sequence

import attrs
import torch
from torch import Tensor
from torch.nn import functional

from en_diplotext_accurate.blocks import Block
from training.encoder.data import ROOM, UNKNOWN, Sample, bucket, rows, varied
from training.encoder.network import Dropout, Network, keep

NEVER = -1e4
"""A score that no softmax gives a share."""

DROP_WORDS = 0.15
DROP_ARCS = 0.25
SMALL_LETTERS = {"trees": 0.03, "names": 0.01}
"""Share of blocks that are read in small letters; names are hardly to be told in them."""

WEIGHTS = {"tag": 0.5, "form": 0.5, "start": 1.0, "head": 1.0, "relation": 1.0, "name": 1.5}


@attrs.frozen(eq=False)
class Batch:
    """Blocks as tensors of one length, filled up with pieces that are none.

    Attributes:
        pieces, shapes, gaps: Numbers (blocks, pieces).
        mask: What is added to the scores of attention (blocks, 1, 1, pieces).
        first: Places of first pieces (blocks, words); as many words as pieces, the last ones are none.
        real: Which words there are (blocks, words).
    """

    pieces: Tensor
    shapes: Tensor
    gaps: Tensor
    mask: Tensor
    first: Tensor
    real: Tensor

    @classmethod
    def of(cls, blocks: Sequence[Block], count: int, length: int) -> "Batch":
        """So many blocks, of one length."""
        real = torch.zeros(count, length, dtype=torch.bool)
        mask = torch.full((count, 1, 1, length), NEVER)
        mask[:, 0, 0, 0] = 0
        for row, block in enumerate(blocks):
            mask[row, 0, 0, : len(block.pieces)] = 0
            real[row, : len(block.first)] = True
        numbers = [[getattr(block, name) for block in blocks] for name in ("pieces", "shapes", "gaps", "first")]
        pieces, shapes, gaps, first = (padded(row, 0, count, length) for row in numbers)
        return cls(pieces, shapes, gaps, mask, first, real)


def padded(rows: Sequence[Sequence[int]], fill: int, count: int, length: int) -> Tensor:
    """Rows of numbers as one table."""
    table = torch.full((count, length), fill, dtype=torch.long)
    for number, row in enumerate(rows):
        table[number, : len(row)] = torch.tensor(row)
    return table


def losses(
    network: Network,
    samples: Sequence[Sample],
    size: int,
    rng: random.Random | None = None,
    dropout: Dropout | None = None,
) -> dict[str, Tensor]:
    """The losses of a batch by task, weighted; for trees also `right`, the share of words with head and label right.

    Args:
        network: The network.
        samples: Blocks of trees or of names.
        size: Pieces of a full batch.
        rng: Varies the blocks, or None to read them as they are.
        dropout: Of the encoder; it needs `rng`.
    """
    trees = "head" in samples[0].labels
    share = SMALL_LETTERS["trees" if trees else "names"]
    blocks = [varied(sample, rng, share) if rng else sample.block for sample in samples]
    length = bucket(max(map(len, samples)) + ROOM)
    count = max(len(samples), rows(length, size))
    batch = Batch.of(blocks, count, length)
    drop = dropout.at(rng) if dropout and rng else keep
    vectors = network.encode(batch.pieces, batch.shapes, batch.gaps, batch.mask, drop)
    words = torch.gather(vectors, 1, batch.first.unsqueeze(-1).expand(-1, -1, vectors.shape[-1]))
    flat = functional.dropout(words, DROP_WORDS, network.training).flatten(0, 1)
    gold = {
        task: padded([sample.labels[task] for sample in samples], UNKNOWN, count, length).flatten()
        for task in samples[0].labels
    }

    def loss(scores: Tensor, task: str) -> Tensor:
        return functional.cross_entropy(scores.float(), gold[task], ignore_index=UNKNOWN)

    if not trees:
        if not bool((gold["name"] >= 0).any()):
            return {}
        return {"name": WEIGHTS["name"] * loss(network.name(flat), "name")}
    real = batch.real.flatten()
    start = network.start(flat).float().squeeze(-1)[real]
    arc_word, arc_head, relation_word, relation_head = network.arc_vectors(
        words, torch.cat([vectors[:, :1], words], 1), DROP_ARCS
    )
    possible = torch.cat([torch.ones(count, 1, dtype=torch.bool), batch.real], 1)
    arcs = network.arc_scores(arc_word, arc_head).float().masked_fill(~possible.unsqueeze(1), NEVER).flatten(0, 1)
    block = torch.arange(count).unsqueeze(1).expand_as(batch.real).flatten()
    heads = relation_head[block, gold["head"].clamp(min=0)]
    relations = network.relation_scores(relation_word.flatten(0, 1), heads)
    gold["relation"] = torch.where(gold["head"] >= 0, gold["relation"], UNKNOWN)
    found = {
        "tag": loss(network.tag(flat), "tag"),
        "form": loss(network.form(flat), "form"),
        "start": functional.binary_cross_entropy_with_logits(start, gold["start"][real].float()),
        "head": loss(arcs, "head"),
        "relation": loss(relations, "relation"),
    }
    right = ((arcs.argmax(1) == gold["head"]) & (relations.argmax(1) == gold["relation"]))[real]
    return {task: WEIGHTS[task] * value for task, value in found.items()} | {"right": right.float().mean().detach()}
