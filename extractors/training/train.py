"""Train the tagger: an encoder and Stanza's layers on top of it.

    python -m extractors.training.train ENCODER DEV.json OUT.pt --on MIX.json 2200 --on NEWS.json 800
    python -m extractors.training.train ENCODER DEV.json OUT.pt --on SOFT.npz 9000 --start BEST.pt --layers 0,2,4,6,8,10

Each --on is a file of sentences and the number of steps on it; one schedule spans them all: learning rates warm up
(without that the encoder collapses), then fall to nothing. A running average of the weights is what is evaluated and
saved, whenever it is the best on DEV. A progress file beside OUT lets a run that was cut off go on.
"""

# ruff: noqa: T201  a script reports by printing

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any, Final

import torch
from torch.nn import functional

from extractors.entities.pieces import PieceTokenizer
from extractors.entities.spans import decode
from extractors.training import crf
from extractors.training.batches import TAGS, TYPES, Row, batches, cut, read_tagged, tensors
from extractors.training.network import ENCODER, Network, fresh, load, shallower

HEAD_RATE: Final = 1e-3
ENCODER_RATE: Final = 1e-4
WARM_UP: Final = 0.08  # of all steps
FLOOR: Final = 0.02  # the last step's share of the highest rate
AVERAGE: Final = 0.99  # of the running average kept at each step
DECAY: Final = 0.01
STEEPEST: Final = 1.0  # the norm that gradients are clipped to
PIECES: Final = 1600  # in a batch, padding included: 900 words or so
KINDS: Final = {kind: kind for kind in TYPES}


def rate_at(step: int, steps: int) -> float:
    """The share of the highest learning rate at a step, counted from 1: linear up, then linear down."""
    warm = max(1, round(WARM_UP * steps))
    if step <= warm:
        return step / warm
    return max(FLOOR, (steps - step) / max(1, steps - warm))


class Average:
    """A running average of a model's weights, that can stand in for them."""

    def __init__(self, model: torch.nn.Module) -> None:
        self.model = model
        self.weights = {name: p.detach().clone() for name, p in model.named_parameters() if p.requires_grad}

    @torch.no_grad()
    def update(self, step: int) -> None:
        """Take in the weights after a step; early steps weigh more, so that the start is soon forgotten."""
        keep = min(AVERAGE, (1 + step) / (10 + step))
        own = [p.detach() for p in self.model.parameters() if p.requires_grad]
        torch._foreach_lerp_(list(self.weights.values()), own, 1 - keep)

    @contextmanager
    def standing_in(self) -> Iterator[None]:
        """Within it, the model has the average weights."""
        own = {name: p.detach().clone() for name, p in self.model.named_parameters() if name in self.weights}
        self._take(self.weights)
        try:
            yield
        finally:
            self._take(own)

    @torch.no_grad()
    def _take(self, weights: dict[str, torch.Tensor]) -> None:
        for name, parameter in self.model.named_parameters():
            if name in weights:
                parameter.copy_(weights[name])


def optimizer(network: Network, encoder_rate: float, head_rate: float) -> torch.optim.AdamW:
    """AdamW, the encoder's rate apart from that of the layers on top; a schedule takes shares of `highest`."""
    parts: dict[bool, list[Any]] = {True: [], False: []}
    for name, parameter in network.named_parameters():
        if parameter.requires_grad:
            parts[name.startswith(ENCODER)].append(parameter)
    rates = {True: encoder_rate, False: head_rate}
    groups = [{"params": own, "lr": rates[part], "highest": rates[part]} for part, own in parts.items()]
    return torch.optim.AdamW(groups, weight_decay=DECAY, fused=True)


def evaluate(network: Network, rows: Sequence[Row], padding: int) -> dict[str, float]:
    """F1 of names, span and type, over tokens: of each type, and `all`."""
    right, found, wanted = (dict.fromkeys(TYPES, 0) for _ in range(3))
    device = next(network.parameters()).device
    network.eval()
    with torch.no_grad():
        for batch in batches(rows, 8 * PIECES):
            read = tensors(batch, padding, device)
            scores, _ = network(read)
            for row, ids in zip(batch, crf.best(scores, network.moves, read.lengths), strict=True):
                gold = set(decode([TAGS[n] for n in row.soft.argmax(axis=1)], KINDS))
                own = set(decode([TAGS[n] for n in ids], KINDS))
                for counts, spans in ((right, gold & own), (found, own), (wanted, gold)):
                    for span in spans:
                        counts[span.type] += 1
    network.train()
    shares = {kind: 2 * right[kind] / max(1, found[kind] + wanted[kind]) for kind in TYPES}
    return {**shares, "all": 2 * sum(right.values()) / max(1, sum(found.values()) + sum(wanted.values()))}


def batches_of(
    stages: Sequence[tuple[Path, int]], tokenizer: PieceTokenizer, most: int, chance: random.Random
) -> Iterator[list[Row]]:
    """The batches of one stage after the other."""
    for path, steps in stages:
        rows = cut(read_tagged(path), tokenizer)
        print(f"{path}: {len(rows)} sentences, {sum(len(row.last) for row in rows)} words", flush=True)
        yield from islice(batches(rows, most, chance), steps)


class Run:
    """One training.

    Args:
        network: what learns.
        teacher: a network whose account of words the learner's is drawn to, if any.
        options: the command line.
    """

    def __init__(self, network: Network, teacher: Network | None, options: argparse.Namespace) -> None:
        self.network, self.teacher, self.options = network, teacher, options
        self.steps = sum(steps for _, steps in options.on)
        self.optimizer = optimizer(network, options.encoder_rate, options.head_rate)
        self.average = Average(network)
        self.step, self.best = 0, 0.0

    def learn(self, batch: Any) -> torch.Tensor:  # noqa: ANN401  a Batch
        """One step; gives its loss."""
        self.step += 1
        for group in self.optimizer.param_groups:
            group["lr"] = group["highest"] * rate_at(self.step, self.steps)
        scores, features = self.network(batch)
        loss = crf.cross_entropy(scores, self.network.moves, batch.words, batch.soft)
        if self.teacher:
            with torch.no_grad():
                _, wanted = self.teacher(batch)
            loss = loss + self.options.match * functional.mse_loss(features[batch.words], wanted[batch.words])
        self.optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), STEEPEST)
        self.optimizer.step()
        self.average.update(self.step)
        return loss.detach()

    def evaluated(self, rows: Sequence[Row], padding: int) -> None:
        """Print F1 of the average weights, and save them if it is the best."""
        with self.average.standing_in():
            found = evaluate(self.network, rows, padding)
            if found["all"] >= self.best:
                self.best = found["all"]
                self.network.save(self.options.out)
        shown = " ".join(f"{name} {100 * share:.2f}" for name, share in found.items())
        print(f"step {self.step}: {shown}{' *' if found['all'] == self.best else ''}", flush=True)

    def state(self) -> dict[str, Any]:
        """All that a run needs to go on."""
        return {
            "network": self.network.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "average": self.average.weights,
            "step": self.step,
            "best": self.best,
        }

    def restore(self, state: dict[str, Any]) -> None:
        """Go on from what `state` gave."""
        self.network.load_state_dict(state["network"])
        self.optimizer.load_state_dict(state["optimizer"])
        for name, weights in state["average"].items():
            self.average.weights[name].copy_(weights)
        self.step, self.best = state["step"], state["best"]


def train(options: argparse.Namespace) -> Run:
    """Train as the command line says."""
    torch.manual_seed(options.seed)
    chance = random.Random(options.seed)  # noqa: S311  an order, not a secret
    tokenizer = PieceTokenizer(options.encoder / "tokenizer.json", 512)
    padding: int = json.loads((options.encoder / "config.json").read_text(encoding="utf-8"))["pad_token_id"]
    network = load(options.start, options.encoder) if options.start else fresh(options.encoder)
    if options.layers:
        network = shallower(network, [int(n) for n in options.layers.split(",")])
    teacher = load(options.teacher, options.encoder).to(options.device).eval() if options.teacher else None
    run = Run(network.to(options.device).train(), teacher, options)
    progress = options.out.with_suffix(".progress")
    if progress.exists():
        run.restore(torch.load(progress, map_location=options.device, weights_only=True))
    rows = cut(read_tagged(options.dev), tokenizer)
    began, done = time.monotonic(), run.step
    stream = batches_of(options.on, tokenizer, options.pieces, chance)
    for batch in islice(stream, done, None):
        loss = run.learn(tensors(batch, padding, options.device))
        if run.step % options.evaluate == 0:
            rate = (time.monotonic() - began) / (run.step - done)
            print(f"step {run.step} of {run.steps}, loss {loss.item():.3f}, {rate:.3f} s a step", flush=True)
            run.evaluated(rows, padding)
            torch.save(run.state(), progress)
    if run.step % options.evaluate:
        run.evaluated(rows, padding)
    progress.unlink(missing_ok=True)
    print(f"trained in {(time.monotonic() - began) / 60:.1f} minutes, best {100 * run.best:.2f}", flush=True)
    return run


def _stage(path: str, steps: str) -> tuple[Path, int]:
    return Path(path), int(steps)


def main() -> None:
    """The command line of this module."""
    parser = argparse.ArgumentParser(description="Train the encoder and the tagger on it.")
    for name in ("encoder", "dev", "out"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--on", nargs=2, action="append", required=True, metavar=("TRAIN", "STEPS"))
    parser.add_argument("--evaluate", type=int, default=200, help="steps between evaluations")
    parser.add_argument("--start", type=Path, help="a model to go on from")
    parser.add_argument("--layers", help="of that model, comma-separated, counted from 0")
    parser.add_argument("--teacher", type=Path, help="a model whose account of words the learner's is drawn to")
    parser.add_argument("--match", type=float, default=1.0, help="how much that weighs")
    parser.add_argument("--head-rate", type=float, default=HEAD_RATE)
    parser.add_argument("--encoder-rate", type=float, default=ENCODER_RATE)
    parser.add_argument("--pieces", type=int, default=PIECES, help="in a batch, padding included")
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=2018)
    options = parser.parse_args()
    options.on = [_stage(*pair) for pair in options.on]
    torch.set_num_threads(options.threads)
    train(options)


if __name__ == "__main__":
    main()
