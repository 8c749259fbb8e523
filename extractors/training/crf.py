"""The loss of a linear-chain CRF against probabilities of tags, and the probabilities that a CRF gives."""

from __future__ import annotations

from typing import Final

import torch

IMPOSSIBLE: Final = -1e4  # the score of a move that is none
TINY: Final = 1e-30


def cross_entropy(
    scores: torch.Tensor, transitions: torch.Tensor, inside: torch.Tensor, soft: torch.Tensor
) -> torch.Tensor:
    """The cross-entropy between taggings told word by word and those of a CRF, in nats a sentence.

    Where `soft` is sure of one tag a word, it is the negative log-likelihood of these tags. Else the score of a word's
    tags is weighed by their probabilities, that of moves from tag to tag taken between the likeliest (the probability
    of each move would take the square of the room).

    Args:
        scores: (sentences, words, tags) in nats.
        transitions: (tags, tags) scores from row to column.
        inside: (sentences, words) which words are no padding.
        soft: (sentences, words, tags) probabilities.
    """
    likeliest = soft.argmax(dim=2)
    moves = transitions[likeliest[:, :-1], likeliest[:, 1:]] * inside[:, 1:]
    wanted = (scores * soft).sum(dim=(1, 2)) + moves.sum(dim=1)
    return (log_norm(scores, transitions, inside) - wanted).mean()


def log_norm(scores: torch.Tensor, transitions: torch.Tensor, inside: torch.Tensor) -> torch.Tensor:
    """Log of the sum over all taggings of each sentence, (sentences,).

    A word is the matrix of the moves to it; a sentence is their product, taken pair by pair: as many steps as the
    length has binary digits, where going from word to word would be as many as there are words.
    """
    tags = scores.shape[2]
    nothing = torch.full((tags, tags), IMPOSSIBLE, device=scores.device).fill_diagonal_(0.0)
    steps = torch.where(inside[:, 1:, None, None], transitions + scores[:, 1:, None, :], nothing)
    while steps.shape[1] > 1:
        if steps.shape[1] % 2:
            steps = torch.cat([steps, nothing.expand(len(steps), 1, tags, tags)], dim=1)
        steps = _product(steps[:, 0::2], steps[:, 1::2])
    first = scores[:, 0, :, None]
    return torch.logsumexp((first + steps[:, 0] if steps.shape[1] else first).flatten(1), dim=1)


def _product(left: torch.Tensor, right: torch.Tensor) -> torch.Tensor:
    """The matrix product where adding is log-add-exp and multiplying is adding."""
    high = left.detach().amax(dim=-1, keepdim=True)
    wide = right.detach().amax(dim=-2, keepdim=True)
    return (torch.exp(left - high) @ torch.exp(right - wide)).clamp_min(TINY).log() + high + wide


def probabilities(scores: torch.Tensor, transitions: torch.Tensor, inside: torch.Tensor) -> torch.Tensor:
    """The probability of each word's tags over all taggings of its sentence, (sentences, words, tags).

    It is what the log of the sum over all taggings gains by a little more of that word's score.
    """
    with torch.enable_grad():
        given = scores.detach().requires_grad_()
        total = log_norm(given, transitions.detach(), inside).sum()
        (found,) = torch.autograd.grad(total, given)
    return found


def best(scores: torch.Tensor, transitions: torch.Tensor, lengths: torch.Tensor) -> list[list[int]]:
    """The likeliest tags of each sentence."""
    from extractors.entities.crf import Lattices  # noqa: PLC0415  decoding is that of use

    return Lattices(scores.cpu().numpy(), lengths.tolist(), transitions.detach().cpu().numpy()).best()
