"""A tiny network learns, goes on where it stopped, and says the same as the graphs that are made of it."""

import random
from pathlib import Path

import attrs
import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="torch is installed with the extra `train` only")
pytest.importorskip("onnx", reason="onnx is installed with the extra `train` only")

from en_diplotext_accurate.blocks import encode  # noqa: E402
from en_diplotext_accurate.components import Encoder  # noqa: E402
from training.encoder.export import export  # noqa: E402
from training.encoder.losses import losses  # noqa: E402
from training.encoder.network import Dropout, Network, Sizes  # noqa: E402
from training.encoder.train import Stream, rate  # noqa: E402
from training.tests.encoder.test_data import SPLIT, gold, tree  # noqa: E402

WORDS = [token.text for token in gold(3)]


def small() -> Network:
    torch.manual_seed(0)
    return Network(Sizes(len(SPLIT.vocabulary), 1, 5, 5, 5, arc=32, relation=16))


def test_the_rates_rise_and_fall() -> None:
    assert [round(rate(step, 100), 2) for step in (0, 5, 6, 53, 100)] == [0.17, 1.0, 1.0, 0.5, 0.0]


def test_it_learns_a_tree() -> None:
    network, samples = small(), list(tree(3).samples(SPLIT, 200))
    optimizer = torch.optim.Adam(network.parameters(), lr=1e-3)
    dropout = Dropout(0.05, 0)
    for step in range(150):
        found = losses(network, samples, 100, random.Random(step), dropout)
        right = float(found.pop("right"))
        optimizer.zero_grad()
        torch.stack(list(found.values())).sum().backward()
        optimizer.step()
    assert right > 0.8


def test_what_fills_up_a_batch_changes_nothing() -> None:
    network, samples = small().eval(), list(tree(3).samples(SPLIT, 200))
    alone, filled = losses(network, samples, 0), losses(network, samples, 2000)
    assert {task: round(float(value.detach()), 3) for task, value in alone.items()} == {
        task: round(float(value.detach()), 3) for task, value in filled.items()
    }


def test_a_stream_goes_on_where_it_stood() -> None:
    samples = [sample for size in range(1, 9) for sample in tree(size).samples(SPLIT, 200)]
    whole, broken = Stream("x", samples, 1), Stream("x", samples, 1)
    expected = [[id(sample) for sample in whole.next(SPLIT, 150, 0)] for _ in range(20)]
    for _ in range(11):
        broken.next(SPLIT, 150, 0)
    resumed = Stream("x", samples, 1, broken.epoch, broken.place)
    assert [[id(sample) for sample in resumed.next(SPLIT, 150, 0)] for _ in range(9)] == expected[11:]


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(("whole", "tolerance"), [(True, 1e-3), (False, 0.3)])
def test_the_graphs_say_what_the_network_says(tmp_path: Path, whole: bool, tolerance: float) -> None:
    network = small().eval()
    content = {
        "network": network.state_dict(),
        "sizes": attrs.asdict(network.sizes),
        "labels": {"tag": list("abcde"), "form": [f"X#{n}" for n in range(5)], "relation": list("vwxyz")},
        "vocabulary": list(SPLIT.vocabulary),
    }
    torch.save(content, tmp_path / "last.pt")
    export(tmp_path / "last.pt", tmp_path / "graphs", whole=whole)
    graphs = Encoder().from_disk(tmp_path / "graphs").network()
    block = encode(WORDS, [True] * len(WORDS), SPLIT)
    found = graphs.read(block)
    with torch.no_grad():
        vectors = network.encode(*(torch.tensor([row]) for row in (block.pieces, block.shapes, block.gaps)))[0]
        words = vectors[torch.tensor(block.first)]
        parts = network.arc_vectors(words, torch.cat([vectors[:1], words]))
        arcs = network.arc_scores(*parts[:2]).numpy()
        heads = arcs.argmax(1)
        labels = network.relation_scores(parts[2], parts[3][torch.tensor(heads)]).argmax(1).numpy()
    assert np.abs(found.arcs - arcs).max() < tolerance
    if whole:
        assert np.array_equal(graphs.relations(found.relation_words, found.relation_heads[heads]), labels)
