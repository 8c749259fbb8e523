"""The loss of training: that of Stanza where tags are sure, and of probabilities where they are not."""

import pytest
import torch
from stanza.models.common.crf import CRFLoss

from extractors.training import crf

TAGS = 5
LENGTHS = [1, 2, 3, 7, 20]


def lattice(words: int) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Scores of four sentences, of moves, and which words are inside; the first sentence is the longest."""
    draw = torch.Generator().manual_seed(words)
    lengths = torch.randint(1, words + 1, (4,), generator=draw)
    lengths[0] = words
    scores = 3 * torch.randn(4, words, TAGS, generator=draw)
    return scores, torch.randn(TAGS, TAGS, generator=draw), torch.arange(words) < lengths[:, None]


@pytest.mark.parametrize("words", LENGTHS)
def test_of_sure_tags_it_is_the_loss_of_stanza_and_so_are_its_gradients(words: int) -> None:
    scores, moves, inside = lattice(words)
    tags = torch.randint(0, TAGS, inside.shape, generator=torch.Generator().manual_seed(1))
    theirs = CRFLoss(TAGS)
    theirs._transitions.data = moves
    scores.requires_grad_()
    wanted, _ = theirs(scores, ~inside, tags)
    soft = torch.nn.functional.one_hot(tags, TAGS) * inside[..., None]
    found = crf.cross_entropy(scores, theirs._transitions, inside, soft.float())
    assert found.item() == pytest.approx(wanted.item(), rel=1e-5)
    gradients = [torch.autograd.grad(loss, (scores, theirs._transitions)) for loss in (found, wanted)]
    for ours, stanza in zip(*gradients, strict=True):
        assert torch.allclose(ours, stanza, atol=1e-5)


@pytest.mark.parametrize("words", LENGTHS[:4])
def test_probabilities_are_those_of_all_taggings_added_up(words: int) -> None:
    scores, moves, inside = lattice(words)
    found = crf.probabilities(scores, moves, inside)
    length = min(words, 4)
    exact = crf.probabilities(scores[:1, :length], moves, inside[:1, :length])[0]
    weights = torch.zeros(length, TAGS)
    for tags in torch.cartesian_prod(*[torch.arange(TAGS)] * length).view(-1, length):
        total = scores[0, torch.arange(length), tags].sum() + moves[tags[:-1], tags[1:]].sum()
        weights[torch.arange(length), tags] += total.double().exp().float()
    assert torch.allclose(exact, weights / weights.sum(dim=1, keepdim=True), atol=1e-4)
    assert torch.allclose(found.sum(dim=2), inside.float(), atol=1e-4)


def test_the_loss_is_least_at_the_probabilities_that_were_asked_for() -> None:
    scores, moves, inside = lattice(1)
    soft = torch.softmax(scores, dim=2)
    least = crf.cross_entropy(scores, moves, inside, soft)
    for change in (0.1, -0.1):
        other = scores.clone()
        other[..., 0] += change
        assert crf.cross_entropy(other, moves, inside, soft) > least
