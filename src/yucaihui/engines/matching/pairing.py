"""Scores and eligibility of blocks of pairs, as sparse products."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from yucaihui.engines.matching.counts import Counts, Floats, Ints, Matrix
from yucaihui.engines.matching.encoded import Titles
from yucaihui.engines.matching.index import PositionIndex, TalentIndex
from yucaihui.engines.matching.weights import SKILL_WEIGHT, TEXT_WEIGHT, TITLE_WEIGHT

Bools = NDArray[np.bool_]


# A feature that this share of all pairs have in common is cheaper in a dense product than in a
# sparse one (about 50 to 100 times less time for each multiplication, measured).
_DENSE_SHARE = 0.003
_DENSE_FEATURES = 1024
# Below this many records on one side, laying out a dense matrix costs more than it saves.
DENSE_RECORDS = 64


@dataclass(frozen=True, eq=False)
class Leg:
    """Two sides' weights over one vocabulary: `left` (m, features), `right` (features, n).

    The features that most pairs share stand in `common_left` (m, c) and `common_right` (c, n).
    Weights are exact (see `weights`), so splitting the sum changes no bit of it.
    """

    left: Matrix
    right: Matrix
    common_left: Matrix
    common_right: Floats

    def product(self, rows: slice | Ints) -> Floats:
        """Dot products of the left rows with every right record, dense (rows, n)."""
        product = (self.left[rows] @ self.right).toarray()
        if len(self.common_right):
            product += self.common_left[rows].toarray() @ self.common_right
        return product


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
        return _best_titles(self.titles.product(distinct), wanted)[of_row]

    def _wrong_place(self, rows: slice) -> Bools:
        offers = np.diff(self.talents.records.places.matrix.indptr) > 0
        asks = np.diff(self.positions.records.places.matrix.indptr)[rows] > 0
        if not (offers.any() and asks.any()):
            return np.zeros((len(asks), len(offers)), dtype=np.bool_)
        shared = self.places.product(rows) > 0
        return asks[:, np.newaxis] & offers[np.newaxis, :] & ~shared


def _best_titles(similar: Floats, titles: Titles) -> Floats:
    """Maximum over each record's titles of `similar` (rows, titles); (rows, records).

    All first titles, then the second ones of those who have two, and so on: few records have
    many titles, and this takes half the time of `maximum.reduceat`.
    """
    first, lengths = titles.starts[:-1], np.diff(titles.starts)
    best: Floats = np.take(similar, titles.owned[first], axis=1)
    for nth in range(1, lengths.max(initial=0)):
        more = np.flatnonzero(lengths > nth)
        another = np.take(similar, titles.owned[first[more] + nth], axis=1)
        best[:, more] = np.maximum(best[:, more], another)
    return best


def _leg(left: Counts, right: Counts) -> Leg:
    """Both over the features that each side has, split by how many pairs share them."""
    vocabulary = np.intersect1d(left.vocabulary, right.vocabulary, assume_unique=True)
    common = _common(left.onto(vocabulary), right.onto(vocabulary))
    rare = np.delete(vocabulary, common)
    return Leg(
        left.onto(rare),
        sparse.csr_array(right.onto(rare).T),
        left.onto(vocabulary[common]),
        np.ascontiguousarray(right.onto(vocabulary[common]).toarray().T),
    )


def _common(left: Matrix, right: Matrix) -> Ints:
    """Columns that enough pairs share to be worth a dense product, ascending."""
    pairs = left.shape[0] * right.shape[0]
    if min(left.shape[0], right.shape[0]) < DENSE_RECORDS:
        return np.empty(0, dtype=np.int64)
    both = np.bincount(left.indices, minlength=left.shape[1]).astype(np.float64)
    both *= np.bincount(right.indices, minlength=right.shape[1])
    most = np.argsort(-both, kind="stable")[:_DENSE_FEATURES]
    return np.sort(most[both[most] > _DENSE_SHARE * pairs])
