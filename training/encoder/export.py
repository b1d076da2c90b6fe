"""Turns a checkpoint into the two graphs that the pipeline computes, small enough to be shipped.

`python -m training.encoder.export CHECKPOINT OUTPUT` writes what the component `encoder` reads. Matrices of the
encoder are kept in 8 bits, with a scale for each column, and multiplied as whole numbers; the range of their values
is one bit smaller than it could be, so that no processor's sums overflow. Pieces are kept in 8 bits with a scale for
each. Heads are kept in half precision and computed in single precision.
"""

import json
import tempfile
from pathlib import Path
from typing import Any

import click
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import Tensor, nn

from en_diplotext_accurate.blocks import encode
from en_diplotext_accurate.components import FILES
from en_diplotext_accurate.network import INPUTS, Scores
from en_diplotext_accurate.pieces import WordPieces
from training.encoder.network import Network, Sizes

OPSET = 17
EXAMPLE = "The envoy said on Monday : “ We agree . ” He left Geneva ."


class Reading(nn.Module):
    """The graph that reads a block."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, pieces: Tensor, shapes: Tensor, gaps: Tensor, first: Tensor) -> tuple[Tensor, ...]:
        """The fields of `Scores`."""
        network = self.network
        vectors = network.encode(pieces, shapes, gaps)[0]
        words = vectors[first]
        arc_word, arc_head, relation_word, relation_head = network.arc_vectors(words, torch.cat([vectors[:1], words]))
        return (
            network.tag(words).argmax(1),
            network.form(words).argmax(1),
            network.start(words)[:, 0],
            network.arc_scores(arc_word, arc_head),
            relation_word,
            relation_head,
            torch.log_softmax(network.name(words), -1),
        )


class SmallEmbedding(nn.Module):
    """An embedding in 8 bits, with a scale for each row."""

    def __init__(self, embedding: nn.Embedding) -> None:
        super().__init__()
        weights = embedding.weight.detach()
        scale = (weights.abs().amax(1, keepdim=True) / 127).clamp(min=1e-8)
        self.register_buffer("table", torch.round(weights / scale).to(torch.int8))
        self.register_buffer("scale", scale)

    def forward(self, numbers: Tensor) -> Tensor:
        """The vectors of numbers."""
        table, scale = self.get_buffer("table"), self.get_buffer("scale")
        return table[numbers].float() * scale[numbers]


class Labelling(nn.Module):
    """The graph that labels arcs."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, words: Tensor, heads: Tensor) -> Tensor:
        """The numbers of the best labels."""
        return self.network.relation_scores(words, heads).argmax(1)


def load_checkpoint(path: Path) -> tuple[Network, dict[str, Any]]:
    """The network of a checkpoint, and the rest of it."""
    content: dict[str, Any] = torch.load(path, weights_only=True)
    network = Network(Sizes(**content["sizes"]))
    network.load_state_dict(content["network"])
    return network.eval(), content


def halve_heads(path: Path) -> None:
    """Keep matrices that are left in single precision in half precision; loading restores them."""
    graph = onnx.load(path)
    for initializer in list(graph.graph.initializer):
        if initializer.data_type != onnx.TensorProto.FLOAT or len(initializer.dims) < 2:
            continue
        values = onnx.numpy_helper.to_array(initializer)
        name = initializer.name
        graph.graph.initializer.remove(initializer)
        graph.graph.initializer.append(onnx.numpy_helper.from_array(values.astype("<f2"), f"{name}_half"))
        restored = onnx.helper.make_node(
            "Cast", [f"{name}_half"], [name], f"{name}_restored", to=onnx.TensorProto.FLOAT
        )
        graph.graph.node.insert(0, restored)
    graph.producer_version = ""
    onnx.save(graph, path)


@torch.no_grad()
def export(checkpoint: Path, output: Path, *, whole: bool = False) -> None:
    """Write the graphs, labels and vocabulary of a checkpoint.

    Args:
        checkpoint: Written by `training.encoder.train`.
        output: The folder to write to.
        whole: Keep single precision, to tell what 8 bits cost.
    """
    network, content = load_checkpoint(checkpoint)
    output.mkdir(parents=True, exist_ok=True)
    words = EXAMPLE.split()
    block = encode(words, [True] * len(words), WordPieces(content["vocabulary"]))
    example = (
        *(torch.tensor([row]) for row in (block.pieces, block.shapes, block.gaps)),
        torch.tensor(block.first),
    )
    fields = list(Scores._fields)
    axes = {name: {1: "pieces"} for name in INPUTS[:3]} | {name: {0: "words"} for name in ("first", *fields)}
    axes |= {"arcs": {0: "words", 1: "heads"}, "relation_heads": {0: "heads"}}
    pair = (torch.zeros(len(words), network.sizes.relation), torch.zeros(len(words), network.sizes.relation))
    pair_axes = {name: {0: "words"} for name in ("words", "heads", "labels")}
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder)
        _export(Labelling(network), pair, made / "relations.onnx", ["words", "heads"], ["labels"], pair_axes)
        if not whole:
            network.pieces = SmallEmbedding(network.pieces)  # type: ignore[assignment]
        _export(Reading(network), example, made / "encoder.onnx", list(INPUTS), fields, axes)
        quant_pre_process(str(made / "encoder.onnx"), str(made / "prepared.onnx"), skip_symbolic_shape=True)
        if whole:
            (output / "encoder.onnx").write_bytes((made / "prepared.onnx").read_bytes())
        else:
            graph = onnx.load(made / "prepared.onnx").graph
            quantize_dynamic(
                str(made / "prepared.onnx"),
                str(made / "small.onnx"),
                per_channel=True,
                reduce_range=True,
                weight_type=QuantType.QInt8,
                op_types_to_quantize=["MatMul"],
                nodes_to_quantize=[node.name for node in graph.node if _in_a_layer(node)],
            )
            halve_heads(made / "small.onnx")
            halve_heads(made / "relations.onnx")
            (output / "encoder.onnx").write_bytes((made / "small.onnx").read_bytes())
        (output / "relations.onnx").write_bytes((made / "relations.onnx").read_bytes())
    labels = json.dumps(content["labels"], ensure_ascii=False, indent=1) + "\n"
    (output / "labels.json").write_text(labels, encoding="utf-8")
    (output / "vocabulary.txt").write_text("".join(f"{p}\n" for p in content["vocabulary"]), encoding="utf-8")
    for name in FILES:
        click.echo(f"{(output / name).stat().st_size:>11,}  {name}")


def _in_a_layer(node: Any) -> bool:
    """Whether a node multiplies with the weights of the encoder's layers."""
    return node.op_type == "MatMul" and "/layers." in node.name


def _export(
    module: nn.Module,
    example: tuple[Tensor, ...],
    path: Path,
    inputs: list[str],
    outputs: list[str],
    axes: dict[str, Any],
) -> None:
    torch.onnx.export(
        module.eval(),
        example,
        str(path),
        input_names=inputs,
        output_names=outputs,
        dynamic_axes=axes,
        opset_version=OPSET,
        dynamo=False,
    )


@click.command()
@click.argument("checkpoint", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("output", type=click.Path(file_okay=False, path_type=Path))
@click.option("--whole", is_flag=True, help="Keep single precision.")
def main(checkpoint: Path, output: Path, whole: bool) -> None:
    """Write the graphs of CHECKPOINT to OUTPUT."""
    torch.set_num_threads(1)
    export(checkpoint, output, whole=whole)


if __name__ == "__main__":
    main()
