"""Fine-tune the encoder and Stanza's tagger on top of it, with Stanza's own trainer, on a CPU.

    python -m extractors.training.train ENCODER TRAIN.json DEV.json OUT.pt --steps 2000 [--start BEFORE.pt]

Four things are added to ``stanza.models.ner_tagger``, each through the names that it looks up: the encoder's
forward pass runs under bfloat16 autocast (2.5 times faster where the processor has it, and only there); the
learning rates warm up and then fall to nothing (without a warm-up the encoder collapses); batches are made of
sentences of like length, so that little is padding; and a running average of the weights is what is evaluated
and saved.
"""

# ruff: noqa: PLC0415, T201  heavy modules load when the work begins; a script reports by printing

from __future__ import annotations

import argparse
import functools
import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    import torch

SHORTHAND: Final = "ar_khabar"
HEAD_RATE: Final = 1e-3
ENCODER_RATE: Final = 1e-4
WARM_UP: Final = 0.08  # of all steps
FLOOR: Final = 0.02  # the last step's share of the highest rate
HIDDEN_LAYERS: Final = 3  # the tagger reads the mean of the encoder's last three layers
POOL: Final = 24  # batches that are sorted by length together
AVERAGE: Final = 0.99  # of the running average kept at each step


def rate_at(step: int, steps: int) -> float:
    """The share of the highest learning rate at a step, counted from 1: linear up, then linear down."""
    warm = max(1, round(WARM_UP * steps))
    if step <= warm:
        return step / warm
    return max(FLOOR, (steps - step) / max(1, steps - warm))


def in_bfloat16(model: Any) -> Any:  # noqa: ANN401  a transformers model, untyped
    """The model with its forward pass under bfloat16 autocast, hidden states given back as float32."""
    import torch

    forward = model.forward

    @functools.wraps(forward)
    def cast(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401
        with torch.autocast("cpu", dtype=torch.bfloat16):
            output = forward(*args, **kwargs)
        output.hidden_states = tuple(state.float() for state in output.hidden_states)
        return output

    model.forward = cast
    return model


def batches_of_like_length(data: list[Any], chunk: Callable[[list[Any]], list[Any]], size: int) -> list[Any]:
    """Shuffled batches, each of sentences of like length; ``chunk`` makes batches of neighbours."""
    batches = []
    for at in range(0, len(data), size):
        pool = sorted(data[at : at + size], key=lambda sentence: len(sentence[0]))
        batches.extend(chunk(pool))
    random.shuffle(batches)
    return batches


class Average:
    """A running average of a model's weights, that can stand in for them."""

    def __init__(self, model: torch.nn.Module) -> None:
        self.model = model
        self.weights = {name: p.detach().clone() for name, p in model.named_parameters() if p.requires_grad}

    def update(self, step: int) -> None:
        """Take in the weights after a step; early steps weigh more, so that the start is soon forgotten."""
        import torch

        keep = min(AVERAGE, (1 + step) / (10 + step))
        with torch.no_grad():
            for name, parameter in self.model.named_parameters():
                if name in self.weights:
                    self.weights[name].lerp_(parameter.detach(), 1 - keep)

    @contextmanager
    def standing_in(self) -> Iterator[None]:
        """Within it, the model has the average weights."""
        import torch

        own = {name: p.detach().clone() for name, p in self.model.named_parameters() if name in self.weights}
        with torch.no_grad():
            for name, parameter in self.model.named_parameters():
                if name in own:
                    parameter.copy_(self.weights[name])
            try:
                yield
            finally:
                for name, parameter in self.model.named_parameters():
                    if name in own:
                        parameter.copy_(own[name])


def patched_tagger(steps: int, head_rate: float, encoder_rate: float) -> Any:  # noqa: ANN401  a module
    """``stanza.models.ner_tagger`` with the four additions of this module."""
    from stanza.models import ner_tagger
    from stanza.models.ner import data, trainer

    class Loader(data.DataLoader):  # type: ignore[misc]
        def chunk_batches(self, sentences: list[Any]) -> Any:  # noqa: ANN401
            chunk = super().chunk_batches
            if self.eval:
                return chunk(sentences)
            return batches_of_like_length(sentences, chunk, POOL * self.batch_size)

    class Trainer(trainer.Trainer):  # type: ignore[misc]
        def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
            super().__init__(*args, **kwargs)
            self.step = 0
            self.average = Average(self.model)

        def update(self, batch: Any, eval: bool = False) -> Any:  # noqa: ANN401, A002  Stanza's signature
            self.step += 1
            for group in self.optimizer.param_groups:
                highest = encoder_rate if group.get("param_group_name") == "bert" else head_rate
                group["lr"] = highest * rate_at(self.step, steps)
            loss = super().update(batch, eval=eval)
            self.average.update(self.step)
            return loss

        def predict(self, batch: Any, unsort: bool = True) -> Any:  # noqa: ANN401
            with self.average.standing_in():
                return super().predict(batch, unsort)

        def save(self, filename: str, skip_modules: bool = True) -> None:
            with self.average.standing_in():
                super().save(filename, skip_modules)

    load_bert = trainer.load_bert

    def load_fast(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401
        model, tokenizer = load_bert(*args, **kwargs)
        return in_bfloat16(model), tokenizer

    ner_tagger.DataLoader, ner_tagger.Trainer, trainer.load_bert = Loader, Trainer, load_fast
    return ner_tagger


def arguments(options: argparse.Namespace) -> list[str]:
    """The command line of Stanza's own trainer."""
    out: Path = options.out
    line = ["--mode", "train", "--cpu", "--shorthand", SHORTHAND, "--seed", str(options.seed)]
    line += ["--train_file", str(options.train), "--eval_file", str(options.dev)]
    line += ["--save_dir", str(out.parent), "--save_name", out.name]
    line += ["--no_pretrain", "--word_emb_dim", "0", "--no_char"]
    line += [
        "--bert_model",
        str(options.encoder),
        "--bert_finetune",
        "--bert_hidden_layers",
        str(HIDDEN_LAYERS),
    ]
    line += ["--hidden_dim", "128", "--dropout", "0.3", "--batch_size", "32", "--max_batch_words", "900"]
    line += ["--optim", "adamw", "--lr", str(options.head_rate), "--lr_decay", "0", "--min_lr", "-1"]
    line += ["--bert_learning_rate", str(options.encoder_rate / options.head_rate)]
    line += ["--max_steps", str(options.steps), "--eval_interval", str(options.evaluate), "--log_step", "10"]
    if options.start:
        line += ["--finetune", "--finetune_load_name", str(options.start)]
    return line


def main() -> None:
    """The command line of this module."""
    parser = argparse.ArgumentParser(description="Fine-tune the encoder and Stanza's tagger on it.")
    for name in ("encoder", "train", "dev", "out"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--steps", type=int, required=True)
    parser.add_argument("--evaluate", type=int, default=200, help="steps between evaluations")
    parser.add_argument("--start", type=Path, help="a model to go on from")
    parser.add_argument("--head-rate", type=float, default=HEAD_RATE)
    parser.add_argument("--encoder-rate", type=float, default=ENCODER_RATE)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=2018)
    options = parser.parse_args()

    import torch

    torch.set_num_threads(options.threads)
    began = time.monotonic()
    tagger = patched_tagger(options.steps, options.head_rate, options.encoder_rate)
    tagger.main(arguments(options))
    print(f"trained in {(time.monotonic() - began) / 60:.1f} minutes")


if __name__ == "__main__":
    main()
