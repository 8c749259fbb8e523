"""Some layers of an encoder: renumbered in order, everything else kept."""

import torch

from extractors.training.shrink import kept


def test_layers_are_renumbered() -> None:
    state = {f"encoder.layer.{n}.output.dense.weight": torch.full((1,), float(n)) for n in range(12)}
    state["embeddings.word_embeddings.weight"] = torch.ones(2)
    found = kept(state, [0, 5, 10])
    assert {name: float(weights[0]) for name, weights in found.items()} == {
        "encoder.layer.0.output.dense.weight": 0.0,
        "encoder.layer.1.output.dense.weight": 5.0,
        "encoder.layer.2.output.dense.weight": 10.0,
        "embeddings.word_embeddings.weight": 1.0,
    }
