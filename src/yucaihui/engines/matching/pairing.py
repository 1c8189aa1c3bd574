"""Scores and eligibility of blocks of pairs, as sparse products."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from yucaihui.engines.matching.counts import Counts, Floats, Matrix
from yucaihui.engines.matching.index import PositionIndex, TalentIndex
from yucaihui.engines.matching.weights import SKILL_WEIGHT, TEXT_WEIGHT, TITLE_WEIGHT

Bools = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Leg:
    """Two sides' weights over one vocabulary: `left` (m, features), `right` (features, n)."""

    left: Matrix
    right: Matrix

    def product(self, rows: slice | NDArray[np.int64]) -> Floats:
        """Dot products of the left rows with every right record, dense (rows, n)."""
        return (self.left[rows] @ self.right).toarray()


@dataclass(frozen=True, eq=False)
class Pairing:
    """Every position against every talent, worked out a block of positions at a time.

    Raises ValueError when the two indexes rest on different statistics.
    """

    positions: PositionIndex
    talents: TalentIndex

    def __post_init__(self) -> None:
        if self.positions.statistics.digest != self.talents.statistics.digest:
            raise ValueError("both indexes must be built with the same statistics")

    @cached_property
    def titles(self) -> Leg:
        """Distinct titles of positions against distinct titles of talents."""
        return _leg(self.positions.titles, self.talents.titles)

    @cached_property
    def skills(self) -> Leg:
        """Shares of asked skills against skills had."""
        return _leg(self.positions.skills, self.talents.skills)

    @cached_property
    def text(self) -> Leg:
        """Shares of words asked with against saturated counts."""
        return _leg(self.positions.text, self.talents.text)

    @cached_property
    def places(self) -> Leg:
        """Places of work against places wished for."""
        return _leg(self.positions.records.places, self.talents.records.places)

    def scores(self, rows: slice) -> Floats:
        """Scores in [0, 1] of the positions `rows` against every talent, (rows, talents)."""
        scores = self._title_similarity(rows)
        scores *= TITLE_WEIGHT
        scores += SKILL_WEIGHT * self.skills.product(rows)
        scores += TEXT_WEIGHT * self.text.product(rows)
        return scores

    def eligible(self, rows: slice) -> Bools:
        """Whether no hard requirement refuses the pair, (rows, talents)."""
        fine = ~self._wrong_place(rows)
        offered = self.talents.records.numbers
        for name, asks in self.positions.records.numbers.items():
            block = asks[rows]
            if name in offered and not np.isnan(block).all():
                fine &= ~(offered[name][np.newaxis, :] < block[:, np.newaxis])
        return fine

    def _title_similarity(self, rows: slice) -> Floats:
        """Cosine of the position's title with the talent's most similar one, (rows, talents)."""
        own, wanted = self.positions.records.titles, self.talents.records.titles
        distinct, of_row = np.unique(own.owned[rows], return_inverse=True)
        similar = self.titles.product(distinct)
        best: Floats = np.maximum.reduceat(similar[:, wanted.owned], wanted.starts[:-1], axis=1)
        return best[of_row]

    def _wrong_place(self, rows: slice) -> Bools:
        offers = np.diff(self.talents.records.places.matrix.indptr) > 0
        asks = np.diff(self.positions.records.places.matrix.indptr)[rows] > 0
        if not (offers.any() and asks.any()):
            return np.zeros((len(asks), len(offers)), dtype=np.bool_)
        shared = self.places.product(rows) > 0
        return asks[:, np.newaxis] & offers[np.newaxis, :] & ~shared


def _leg(left: Counts, right: Counts) -> Leg:
    """Both over the features that each side has."""
    common = np.intersect1d(left.vocabulary, right.vocabulary, assume_unique=True)
    return Leg(left.onto(common), sparse.csr_array(right.onto(common).T))
