"""Eight bits a weight: rows come back within half a step of their largest weight's 127th."""

# ruff: noqa: PLC0415  torch is imported when a test needs it

from extractors.entities.encoder import dequantised, quantised


def test_rows_come_back_within_half_a_step() -> None:
    import torch

    torch.manual_seed(1)
    state = {"a.weight": torch.randn(7, 33) * torch.logspace(-4, 1, 7)[:, None], "a.bias": torch.randn(5)}
    back = dequantised(quantised(state))
    assert back.keys() == state.keys()
    assert torch.equal(back["a.bias"], state["a.bias"])
    step = state["a.weight"].abs().amax(dim=1, keepdim=True) / 127
    assert bool(((back["a.weight"] - state["a.weight"]).abs() <= step / 2 * 1.001).all())


def test_an_empty_row_stays_empty() -> None:
    import torch

    assert bool((dequantised(quantised({"w": torch.zeros(2, 3)}))["w"] == 0).all())
