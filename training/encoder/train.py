"""Trains the encoder on trees and names by turns.

`python -m training.encoder.train PRETRAINED OUTPUT --vocabulary FILE --trees TRAIN --dev DEV --names SHARE=FILE ...`
writes `OUTPUT/last.pt` again and again; the same command goes on where a broken run stopped. All is counted in steps,
and what a step sees depends on the seed and its number alone.
"""

import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import attrs
import click
import torch

from en_diplotext_accurate.pieces import WordPieces
from training.encoder.data import Labels, Sample, Tree, batches, read_names, read_trees, tree_samples
from training.encoder.losses import losses
from training.encoder.network import Dropout, Network, Sizes, pretrained_network

WARM_UP = 0.06
"""Share of the steps in which the rates rise; then they fall to zero in a line."""

RATE_PRETRAINED = 2.5e-4
RATE_NEW = 1.8e-3
DECAY = 0.01
DROP_ENCODER = 0.05
DEV_BLOCKS = 160


@attrs.define
class Stream:
    """One kind of training data, read over and over.

    Attributes:
        name: Decides the order, with the seed.
        documents: Trees, which are cut anew for every epoch, or blocks.
        share: How often it has its turn.
        epoch, place: Where the next batch stands.
    """

    name: str
    documents: Sequence[Tree] | Sequence[Sample]
    share: float
    epoch: int = 0
    place: int = 0
    _batches: list[list[Sample]] = attrs.field(factory=list)

    def next(self, split: WordPieces, size: int, seed: int) -> list[Sample]:
        """The next batch."""
        if self._batches and self.place >= len(self._batches):
            self.epoch, self.place, self._batches = self.epoch + 1, 0, []
        if not self._batches:  # the first batch, or the first of an epoch
            rng = random.Random(f"{seed} {self.name} {self.epoch}")  # noqa: S311
            trees = [document for document in self.documents if isinstance(document, Tree)]
            samples = tree_samples(trees, split, rng) if trees else self.documents
            self._batches = batches(samples, size, rng)  # type: ignore[arg-type]
        self.place += 1
        return self._batches[self.place - 1]


def rate(step: int, steps: int) -> float:
    """The factor of the learning rates: a line up, then a line down to zero."""
    warm = max(1, round(WARM_UP * steps))
    return (step + 1) / warm if step < warm else max(0.0, (steps - step) / (steps - warm))


@torch.no_grad()
def share_right(network: Network, samples: Sequence[Sample]) -> float:
    """How many words of the blocks get head and label right, in per cent, whatever tree that makes."""
    network.eval()
    right = words = 0.0
    for start in range(0, len(samples), 8):
        batch = samples[start : start + 8]
        count = sum(len(sample.block.tokens) for sample in batch)
        right += count * float(losses(network, batch, 0)["right"])
        words += count
    network.train()
    return 100 * right / max(words, 1)


def named_files(values: Sequence[str]) -> Iterator[tuple[float, Path]]:
    """`SHARE=FILE` as share and file; a folder stands for all `.spacy` files in it, which have the share together."""
    for value in values:
        share, _, name = value.partition("=")
        yield float(share), Path(name)


@click.command()
@click.argument("pretrained", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("output", type=click.Path(file_okay=False, path_type=Path))
@click.option("--vocabulary", required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--trees", required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dev", required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--names", multiple=True, help="SHARE=FILE: a .spacy file, or a folder of them, and how often it is read."
)
@click.option("--tree-share", default=0.6, show_default=True, help="How often trees are read; 0 for names alone.")
@click.option("--layers", default=6, show_default=True)
@click.option("--steps", default=6000, show_default=True)
@click.option("--until", default=None, type=int, help="Stop before this step; the same command without it goes on.")
@click.option("--pieces", default=1500, show_default=True, help="Pieces of a batch.")
@click.option("--threads", default=1, show_default=True, help="Other numbers change the last digits.")
@click.option("--precision", type=click.Choice(["bfloat16", "float32"]), default="bfloat16", show_default=True)
@click.option("--save-every", default=500, show_default=True)
@click.option("--seed", default=0, show_default=True)
def main(
    pretrained: Path,
    output: Path,
    vocabulary: Path,
    trees: Path,
    dev: Path,
    names: tuple[str, ...],
    tree_share: float,
    layers: int,
    steps: int,
    until: int | None,
    pieces: int,
    threads: int,
    precision: str,
    save_every: int,
    seed: int,
) -> None:
    """Train the pretrained model in PRETRAINED and write checkpoints to OUTPUT."""
    torch.set_num_threads(threads)
    torch.manual_seed(seed)
    output.mkdir(parents=True, exist_ok=True)
    words = vocabulary.read_text(encoding="utf-8").split("\n")[:-1]
    split = WordPieces(words)
    training, labels = read_trees(trees, None, split)
    dev_samples = tree_samples(read_trees(dev, labels, split)[0], split)
    rng = random.Random(seed)  # noqa: S311
    dev_samples = rng.sample(dev_samples, min(DEV_BLOCKS, len(dev_samples)))
    streams = [Stream("trees", training, tree_share)] if tree_share else []
    for share, path in named_files(names):
        files = sorted(path.glob("*.spacy")) if path.is_dir() else [path]
        samples = [sample for file in files for sample in read_names(file, split)]
        click.echo(f"{path.name}: {len(samples)} blocks, {sum(map(len, samples))} pieces")
        streams.append(Stream(path.stem, samples, share * (1 - tree_share)))
    sizes = Sizes(len(words), layers, len(labels.tag), len(labels.form), len(labels.relation))
    network = pretrained_network(sizes, pretrained, words)
    optimizer = torch.optim.AdamW(
        [
            {"params": network.new_parameters(), "base": RATE_NEW, "weight_decay": 0.0},
            {"params": network.pretrained_parameters(), "base": RATE_PRETRAINED, "weight_decay": DECAY},
        ],
        betas=(0.9, 0.98),
        fused=True,
    )
    saved = output / "last.pt"
    first = _resume(saved, network, optimizer, streams) if saved.exists() else 0
    network.train()
    dropout = Dropout(DROP_ENCODER, seed)
    average: dict[str, float] = {}
    seen = {stream.name: 0 for stream in streams}
    begin = time.monotonic()
    last = min(steps, until or steps)
    for step in range(first, last):
        rng = random.Random(f"{seed} {step}")  # noqa: S311
        torch.manual_seed(seed * 1_000_003 + step)
        stream = rng.choices(streams, [stream.share for stream in streams])[0]
        batch = stream.next(split, pieces, seed)
        seen[stream.name] += sum(map(len, batch))
        for group in optimizer.param_groups:
            group["lr"] = group["base"] * rate(step, steps)
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=precision == "bfloat16"):
            found = losses(network, batch, pieces, rng, dropout)
        if found:
            right = found.pop("right", None)
            optimizer.zero_grad(set_to_none=True)
            torch.stack(list(found.values())).sum().backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_([p for p in network.parameters() if p.grad is not None], 1.0)
            optimizer.step()
            for task, value in (found | ({"right": right} if right is not None else {})).items():
                figure = float(value.detach())
                average[task] = 0.98 * average.get(task, figure) + 0.02 * figure
        if (step + 1) % 100 == 0:
            shown = " ".join(f"{task} {value:.3f}" for task, value in average.items())
            done = sum(seen.values())
            click.echo(f"{step + 1} of {steps}, {done / (time.monotonic() - begin):.0f} pieces/s, {seen}: {shown}")
        if (step + 1) % save_every == 0 or step + 1 == last:
            _save(saved, network, optimizer, streams, step + 1, labels, words)
            if tree_share:
                click.echo(f"{step + 1} of {steps}: {share_right(network, dev_samples):.2f} % of the dev words right")


def _save(
    path: Path,
    network: Network,
    optimizer: torch.optim.Optimizer,
    streams: Sequence[Stream],
    step: int,
    labels: Labels,
    vocabulary: list[str],
) -> None:
    content = {
        "network": network.state_dict(),
        "optimizer": optimizer.state_dict(),
        "streams": {stream.name: (stream.epoch, stream.place) for stream in streams},
        "step": step,
        "labels": attrs.asdict(labels),
        "sizes": attrs.asdict(network.sizes),
        "vocabulary": vocabulary,
    }
    unfinished = path.with_suffix(".part")
    torch.save(content, unfinished)
    unfinished.replace(path)


def _resume(path: Path, network: Network, optimizer: torch.optim.Optimizer, streams: Sequence[Stream]) -> int:
    content: dict[str, Any] = torch.load(path, weights_only=True)
    network.load_state_dict(content["network"])
    optimizer.load_state_dict(content["optimizer"])
    for stream in streams:
        stream.epoch, stream.place = content["streams"].get(stream.name, (0, 0))
    click.echo(f"goes on at step {content['step']}")
    return int(content["step"])


if __name__ == "__main__":
    main()
