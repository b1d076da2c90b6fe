"""The network: the pretrained encoder's layers, what shapes and gaps of words add to them, and a head for each task.

Layers and sizes are those of BERT (J. Devlin and others, 2019) as in MiniLM (W. Wang and others, 2020). Trees are
scored by biaffine products (T. Dozat and C. Manning, 2017), over all words of a block.
"""

import math
import random
from collections.abc import Callable
from pathlib import Path
from typing import cast

import attrs
import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from en_diplotext_accurate.names import SEQUENCE_LABELS
from en_diplotext_accurate.pieces import SHAPES
from training.encoder.pretrained import checked

WIDTH = 384
ATTENTION_HEADS = 12
INNER = 1536
POSITIONS = 512
GAPS = 4
EPSILON = 1e-12
SLOPE = 0.1
"""Of the leaky rectifiers before the biaffine products."""


Drop = Callable[[Tensor], Tensor]
"""Sets some values to zero while the network learns."""


def keep(vectors: Tensor) -> Tensor:
    """Drop nothing."""
    return vectors


class Dropout:
    """Dropout from a bank of random numbers that is drawn once: drawing them for every step takes too long.

    Args:
        share: The share of values that become zero.
        seed: Decides which.
    """

    SIZE = 1 << 22

    def __init__(self, share: float, seed: int) -> None:
        generator = torch.Generator().manual_seed(seed)
        kept = torch.rand(self.SIZE, generator=generator) >= share
        self._bank = {kind: kept.to(kind) / (1 - share) for kind in (torch.float32, torch.bfloat16)}

    def at(self, rng: random.Random) -> Drop:
        """The dropout of one step."""

        def drop(vectors: Tensor) -> Tensor:
            count = vectors.numel()
            place = rng.randrange(self.SIZE - count)
            return vectors * self._bank[vectors.dtype][place : place + count].view_as(vectors)

        return drop


@attrs.frozen
class Sizes:
    """What a network is built from.

    Attributes:
        pieces: Entries of the vocabulary.
        layers: Layers of the encoder.
        tags: Number of tags.
        forms: Number of pairs of a part of speech and features.
        relations: Number of labels of arcs.
        arc: Width of what arcs are scored with.
        relation: Width of what labels of arcs are scored with.
    """

    pieces: int
    layers: int
    tags: int
    forms: int
    relations: int
    arc: int = 384
    relation: int = 96


class Layer(nn.Module):
    """One layer of the encoder."""

    def __init__(self) -> None:
        super().__init__()
        self.query_key_value = nn.Linear(WIDTH, 3 * WIDTH)
        self.attended = nn.Linear(WIDTH, WIDTH)
        self.norm_attended = nn.LayerNorm(WIDTH, EPSILON)
        self.up = nn.Linear(WIDTH, INNER)
        self.down = nn.Linear(INNER, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, EPSILON)

    def forward(self, vectors: Tensor, mask: Tensor | None, drop: Drop) -> Tensor:
        """Vectors (blocks, pieces, width); `mask` is added to the scores of attention."""
        blocks, pieces, _ = vectors.shape
        split = self.query_key_value(vectors).view(blocks, pieces, 3, ATTENTION_HEADS, WIDTH // ATTENTION_HEADS)
        query, key, value = split.permute(2, 0, 3, 1, 4).unbind(0)
        # torch's own attention is several times slower in bfloat16 on processors.
        scores = torch.matmul(query, key.transpose(-1, -2)) * (1 / math.sqrt(WIDTH // ATTENTION_HEADS))
        if mask is not None:
            scores = scores + mask
        found = torch.matmul(torch.softmax(scores, -1), value).transpose(1, 2).reshape(blocks, pieces, WIDTH)
        vectors = self.norm_attended(vectors + drop(self.attended(found)))
        inner = self.down(functional.gelu(self.up(vectors)))
        return cast("Tensor", self.norm(vectors + drop(inner)))


class Network(nn.Module):
    """Encoder and heads.

    Args:
        sizes: What it is built from.
    """

    def __init__(self, sizes: Sizes) -> None:
        super().__init__()
        self.sizes = sizes
        self.pieces = nn.Embedding(sizes.pieces, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.shapes = nn.Embedding(SHAPES, WIDTH)
        self.gaps = nn.Embedding(GAPS, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, EPSILON)
        self.layers = nn.ModuleList(Layer() for _ in range(sizes.layers))
        self.tag = nn.Linear(WIDTH, sizes.tags)
        self.form = nn.Linear(WIDTH, sizes.forms)
        self.start = nn.Linear(WIDTH, 1)
        self.name = nn.Linear(WIDTH, len(SEQUENCE_LABELS))
        self.arc_word, self.arc_head = nn.Linear(WIDTH, sizes.arc), nn.Linear(WIDTH, sizes.arc)
        self.relation_word, self.relation_head = nn.Linear(WIDTH, sizes.relation), nn.Linear(WIDTH, sizes.relation)
        self.arcs = nn.Parameter(torch.zeros(sizes.arc, sizes.arc))
        self.arcs_bias = nn.Parameter(torch.zeros(sizes.arc))
        inputs = sizes.relation + 1
        self.relations = nn.Parameter(torch.empty(inputs, sizes.relations * inputs))
        for weights, deviation in ((self.arcs, 0.02), (self.relations, 0.02)):
            nn.init.normal_(weights, std=deviation)
        for embedding in (self.shapes, self.gaps):
            nn.init.normal_(embedding.weight, std=0.005)

    def new_parameters(self) -> list[nn.Parameter]:
        """What no pretraining has seen."""
        pretrained = ("pieces.", "positions.", "norm.", "layers.")
        return [parameter for name, parameter in self.named_parameters() if not name.startswith(pretrained)]

    def pretrained_parameters(self) -> list[nn.Parameter]:
        """What is changed slowly; pieces stay as they are, so that rare ones keep their place beside the frequent."""
        return [p for name, p in self.named_parameters() if name.startswith(("positions.", "norm.", "layers."))]

    def encode(
        self, pieces: Tensor, shapes: Tensor, gaps: Tensor, mask: Tensor | None = None, drop: Drop = keep
    ) -> Tensor:
        """The vectors of pieces (blocks, pieces, width), from numbers (blocks, pieces)."""
        vectors = self.pieces(pieces) + self.positions.weight[: pieces.shape[1]] + self.shapes(shapes) + self.gaps(gaps)
        vectors = drop(self.norm(vectors))
        for layer in self.layers:
            vectors = layer(vectors, mask, drop)
        return cast("Tensor", vectors)

    def arc_vectors(self, words: Tensor, heads: Tensor, drop: float = 0) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """What the biaffine products take, for words and for possible heads; the first head is the root."""

        def lean(layer: nn.Module, vectors: Tensor) -> Tensor:
            return functional.dropout(functional.leaky_relu(layer(vectors), SLOPE), drop, self.training)

        return (
            lean(self.arc_word, words),
            lean(self.arc_head, heads),
            lean(self.relation_word, words),
            lean(self.relation_head, heads),
        )

    def arc_scores(self, words: Tensor, heads: Tensor) -> Tensor:
        """Scores of arcs (..., words, heads)."""
        product = torch.matmul(torch.matmul(words, self.arcs) + self.arcs_bias, heads.transpose(-1, -2))
        return product / math.sqrt(self.sizes.arc)

    def relation_scores(self, words: Tensor, heads: Tensor) -> Tensor:
        """Scores of labels (words, labels), from the vectors of each word and of its head."""
        one = words.new_ones(words.shape[0], 1)
        product = torch.matmul(torch.cat([words, one], 1), self.relations)
        product = product.view(-1, self.sizes.relations, self.sizes.relation + 1)
        return torch.matmul(product, torch.cat([heads, one], 1).unsqueeze(-1)).squeeze(-1)


def pretrained_network(sizes: Sizes, folder: Path, vocabulary: list[str]) -> Network:
    """A network whose encoder has the pretrained weights.

    Args:
        sizes: What it is built from.
        folder: Holds the pretrained model.
        vocabulary: The pieces that are kept.

    Raises:
        OSError: A file of the model is missing.
        ValueError: A file is another one than the authors published.
    """
    found = load_file(checked(folder) / "model.safetensors")
    numbers = {
        piece: number
        for number, piece in enumerate((folder / "vocab.txt").read_text(encoding="utf-8").split("\n")[:-1])
    }
    network = Network(sizes)

    def copy(module: nn.Module, *names: str) -> None:
        for part in ("weight", "bias"):
            module.get_parameter(part).copy_(torch.cat([found[f"{name}.{part}"] for name in names]))

    with torch.no_grad():
        words = found["embeddings.word_embeddings.weight"]
        network.pieces.weight.copy_(words[[numbers[piece] for piece in vocabulary]])
        segment = found["embeddings.token_type_embeddings.weight"][0]
        network.positions.weight.copy_(found["embeddings.position_embeddings.weight"] + segment)
        copy(network.norm, "embeddings.LayerNorm")
        for number, module in enumerate(network.layers):
            layer = cast("Layer", module)
            name = f"encoder.layer.{number}"
            copy(layer.query_key_value, *(f"{name}.attention.self.{part}" for part in ("query", "key", "value")))
            copy(layer.attended, f"{name}.attention.output.dense")
            copy(layer.norm_attended, f"{name}.attention.output.LayerNorm")
            copy(layer.up, f"{name}.intermediate.dense")
            copy(layer.down, f"{name}.output.dense")
            copy(layer.norm, f"{name}.output.LayerNorm")
    network.pieces.weight.requires_grad_(False)  # noqa: FBT003
    return network
