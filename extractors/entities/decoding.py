"""Stanza's trainer made to decode batches at once and to say how sure it is of what it found.

A model of anybody's is run by its Stanza pipeline, which asks the trainer for tags. The shipped one is loaded by a
Stanza pipeline and then asked directly: to make Stanza's documents, and batches of characters that it does not read,
takes as long as two layers of its encoder.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Final

from stanza.models.common.utils import unsort
from stanza.models.common.vocab import VOCAB_PREFIX_SIZE
from stanza.models.ner.trainer import fix_singleton_tags, unpack_batch

from extractors.entities.bert import Encoder
from extractors.entities.crf import Lattices
from extractors.entities.network import Network
from extractors.entities.spans import TagSpan

SCORE_DIGITS: Final = 2  # the last bits of a sum differ between processors; records must not
WORDS: Final = 0  # in a batch of Stanza's loader
ORDER: Final = 5
LENGTHS: Final = 8

Score = Callable[[TagSpan], float | None]
"""How sure the tagger is of a name in one sentence, 0 to 1; None where its tags are not the tagger's own."""


class Decoder:
    """Takes the place of a trainer's `predict`.

    Args:
        trainer: a `stanza.models.ner.trainer.Trainer`; its `predict` is replaced.
    """

    def __init__(self, trainer: Any) -> None:  # noqa: ANN401  Stanza is untyped
        self._trainer = trainer
        self._tagset: int = trainer.args["predict_tagset"]
        self._tags: list[str] = list(trainer.vocab["tag"].items(self._tagset))
        self._ids = {tag: n for n, tag in enumerate(self._tags)}
        self._network = Network(trainer.model, self._tagset) if isinstance(trainer.model.bert_model, Encoder) else None
        self._scores: list[Score] = []
        trainer.predict = self.predict

    @property
    def direct(self) -> bool:
        """Whether `read` can be asked."""
        return self._network is not None

    def read(self, sentences: Sequence[Sequence[str]]) -> list[tuple[list[str], Score]]:
        """The tags of the words of sentences, each at least one, as the pipeline would give them, and their scores."""
        assert self._network is not None
        logits = self._network(sentences)
        found = Lattices(_array(logits), [len(words) for words in sentences], _array(self._moves))
        return list(zip(*self._decoded(found), strict=True))

    def taken(self) -> list[Score]:
        """The scores of the sentences that were decoded since the last time, in their order."""
        scores, self._scores = self._scores, []
        return scores

    def predict(self, batch: Any) -> list[list[str]]:  # noqa: ANN401
        """The tags of a batch of Stanza's loader, in the order that the sentences had before it sorted them."""
        logits, moves = self._logits(batch)
        lengths, order = batch[LENGTHS], batch[ORDER]
        rows, scores = self._decoded(Lattices(_array(logits), lengths, _array(moves)))
        self._scores.extend(unsort(scores, order))
        restored: list[list[str]] = unsort(rows, order)
        return restored

    def _decoded(self, found: Lattices) -> tuple[list[list[str]], list[Score]]:
        rows = [fix_singleton_tags([self._tag(id_) for id_ in ids]) for ids in found.best()]
        return rows, [partial(self._score, found, n, row) for n, row in enumerate(rows)]

    @property
    def _moves(self) -> Any:  # noqa: ANN401
        """The scores of moves from tag to tag."""
        return self._trainer.model.crits[self._tagset]._transitions  # noqa: SLF001

    def _logits(self, batch: Any) -> tuple[Any, Any]:  # noqa: ANN401
        """The scores of the words' tags and those of moves from tag to tag."""
        model = self._trainer.model
        model.eval()
        if self._network:
            return self._network(batch[WORDS]), self._moves
        (word, chars, mask, char, tags), _, *rest = unpack_batch(batch, next(model.parameters()).device)
        word_order, char_order, lengths, word_lengths, char_lengths, char_offsets = rest
        _, logits, moves = model(
            word, chars, mask, tags, word_order, lengths, word_lengths, char, char_offsets, char_lengths, char_order
        )
        return logits[self._tagset], moves[self._tagset]

    def _tag(self, id_: int) -> str:
        first: int = VOCAB_PREFIX_SIZE  # as Stanza: the ids before it are no tags, but may score
        return self._tags[max(id_, first)]

    def _score(self, lattices: Lattices, sentence: int, tags: Sequence[str], span: TagSpan) -> float | None:
        own = tags[span.start : span.end]
        if any(tag not in self._ids for tag in own):
            return None
        return round(lattices.probability(sentence, span.start, [self._ids[tag] for tag in own]), SCORE_DIGITS)


def _array(tensor: Any) -> Any:  # noqa: ANN401
    return tensor.detach().cpu().numpy()
