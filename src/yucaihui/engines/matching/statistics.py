"""Corpus statistics, fixed when indexes are built: how telling each feature is."""

from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

import numpy as np

from yucaihui.engines.matching.counts import Counts, Floats, Hashes, Ints, stack
from yucaihui.engines.matching.encoded import Encoded
from yucaihui.engines.matching.weights import inverse_frequency


@dataclass(frozen=True, eq=False)
class Frequencies:
    """In how many of `documents` each feature occurs; features not listed occur in none."""

    vocabulary: Hashes
    counts: Ints
    documents: int

    def weights(self, vocabulary: Hashes) -> Floats:
        """Inverse document frequency of the features `vocabulary`, whole numbers."""
        place = np.searchsorted(self.vocabulary, vocabulary)
        known = place < len(self.vocabulary)
        known[known] = self.vocabulary[place[known]] == vocabulary[known]
        counts = np.zeros(len(vocabulary), dtype=np.int64)
        counts[known] = self.counts[place[known]]
        return inverse_frequency(counts, self.documents)


@dataclass(frozen=True, eq=False)
class Statistics:
    """What the weights of features rest on; scores are comparable under the same statistics.

    `mean_length` is the mean number of words of a talent's text, at least 1; `encoder` the digest
    of the encoder whose vectors are compared.
    """

    titles: Frequencies
    skills: Frequencies
    text: Frequencies
    mean_length: float
    encoder: str

    @cached_property
    def digest(self) -> str:
        """SHA-256 of all figures: equal digests, comparable scores."""
        whole = sha256(repr((self.mean_length, self.encoder)).encode())
        for leg in (self.titles, self.skills, self.text):
            whole.update(repr(leg.documents).encode())
            whole.update(leg.vocabulary.tobytes())
            whole.update(leg.counts.tobytes())
        return whole.hexdigest()


def fit(positions: Encoded, talents: Encoded, encoder: str) -> Statistics:
    """Statistics over both sides together; distinct titles count once a side."""
    lengths = talents.text.lengths()
    return Statistics(
        titles=_frequencies(positions.titles.grams, talents.titles.grams),
        skills=_frequencies(positions.skills.counts, talents.skills.counts),
        text=_frequencies(positions.text, talents.text),
        mean_length=max(1.0, float(lengths.mean())) if len(lengths) else 1.0,
        encoder=encoder,
    )


def _frequencies(first: Counts, second: Counts) -> Frequencies:
    both = stack(first, second)
    return Frequencies(both.vocabulary, both.document_frequency(), both.matrix.shape[0])
