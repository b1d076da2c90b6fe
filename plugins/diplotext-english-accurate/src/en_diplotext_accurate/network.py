"""The trained network is two ONNX graphs: one reads a block, the other labels the arcs chosen from its scores.

A graph is computed on one thread, one block at a time: more threads would change the last digits, and in 8 bits the
blocks of a batch would share their scales.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from en_diplotext_accurate.blocks import Block

if TYPE_CHECKING:
    import onnxruntime

Floats = np.ndarray[Any, np.dtype[np.float32]]
Numbers = np.ndarray[Any, np.dtype[np.int64]]

INPUTS = ("pieces", "shapes", "gaps", "first")


class Scores(NamedTuple):
    """What the network says of the words of a block.

    Attributes:
        tags: Numbers of the best tags.
        forms: Numbers of the best pairs of part of speech and features.
        starts: Above zero where a sentence starts.
        arcs: Scores of heads, words x (1 + words): of the root first.
        relation_words: Vectors of the words as dependents.
        relation_heads: Vectors of the root and of the words as heads.
        names: Log probabilities of places in names, in the order of `names.SEQUENCE_LABELS`.
    """

    tags: Numbers
    forms: Numbers
    starts: Floats
    arcs: Floats
    relation_words: Floats
    relation_heads: Floats
    names: Floats


class Network:
    """Computes the graphs.

    Args:
        encoder: The graph that reads blocks.
        relations: The graph that labels arcs.
    """

    def __init__(self, encoder: bytes, relations: bytes) -> None:
        self._encoder = _session(encoder)
        self._relations = _session(relations)

    def read(self, block: Block) -> Scores:
        """The scores of one block."""
        inputs = {
            "pieces": np.array([block.pieces], dtype=np.int64),
            "shapes": np.array([block.shapes], dtype=np.int64),
            "gaps": np.array([block.gaps], dtype=np.int64),
            "first": np.array(block.first, dtype=np.int64),
        }
        return Scores(*self._encoder.run(list(Scores._fields), inputs))

    def relations(self, words: Floats, heads: Floats) -> Numbers:
        """The numbers of the best labels of arcs, from the vectors of each word and of its head."""
        numbers: Numbers = self._relations.run(["labels"], {"words": words, "heads": heads})[0]
        return numbers


def _session(graph: bytes) -> onnxruntime.InferenceSession:
    import onnxruntime  # spaCy imports this module for every pipeline, also for those without a network

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.execution_mode = onnxruntime.ExecutionMode.ORT_SEQUENTIAL
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
