"""Indexes of positions and of talents: built once, saved as bytes, updated by record."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Self

import numpy as np
from scipy import sparse

from yucaihui.engines.matching.codec import decode, encode
from yucaihui.engines.matching.counts import Counts, Floats, Matrix
from yucaihui.engines.matching.encoded import (
    Encoded,
    encode_positions,
    encode_talents,
    merged,
    selected,
)
from yucaihui.engines.matching.statistics import Frequencies, Statistics, fit
from yucaihui.engines.matching.types import Position, Talent
from yucaihui.engines.matching.weights import (
    BM25_B,
    BM25_K1,
    SATURATION_STEP,
    SHARE_STEP,
    TITLE_STEP,
    round_down,
)


@dataclass(frozen=True, eq=False)
class Index:
    """Encoded records and the statistics they are weighed by.

    What an index keeps are counts of hashed features and the numbers of the requirements; the
    texts themselves stay with the caller.
    """

    records: Encoded
    statistics: Statistics

    def __len__(self) -> int:
        return len(self.records.ids)

    @cached_property
    def row_of(self) -> dict[str, int]:
        """Row of each record by its id."""
        return {name: row for row, name in enumerate(self.records.ids)}

    @cached_property
    def titles(self) -> Counts:
        """Distinct titles as vectors of length at most 1."""
        return _unit_vectors(self.records.titles.grams, self.statistics.titles)

    def to_bytes(self) -> bytes:
        """The index as an uncompressed NumPy archive."""
        return encode(self.records, self.statistics)

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """The index saved by `to_bytes`; ValueError when the bytes are something else."""
        return cls(*decode(data))

    def without(self, ids: Iterable[str]) -> Self:
        """The index without the records `ids`; ids it does not have are passed over."""
        gone = frozenset(ids)
        rows = [row for row, name in enumerate(self.records.ids) if name not in gone]
        return type(self)(selected(self.records, np.array(rows, dtype=np.int64)), self.statistics)

    def _with(self, new: Encoded) -> Self:
        return type(self)(merged(self.without(new.ids).records, new), self.statistics)


@dataclass(frozen=True, eq=False)
class PositionIndex(Index):
    """Positions, weighted as what is searched for: the shares of each position add to 1."""

    @cached_property
    def skills(self) -> Counts:
        """Share of each skill in what the position asks for; a position's shares add to 1."""
        weights = self.statistics.skills.weights(self.records.skills.vocabulary)
        return self.records.skills.weighted(_whole_shares(self.records.skills.matrix, weights))

    @cached_property
    def text(self) -> Counts:
        """Share of each word in the position's text, adding to at most 1."""
        weights = self.statistics.text.weights(self.records.text.vocabulary)
        return self.records.text.weighted(_shares(self.records.text.matrix, weights))

    def updated(self, positions: Iterable[Position]) -> "PositionIndex":
        """The index with these positions new or in place of those with their ids."""
        return self._with(encode_positions(positions))


@dataclass(frozen=True, eq=False)
class TalentIndex(Index):
    """Talents, weighted as what is found."""

    @cached_property
    def skills(self) -> Counts:
        """1 for each skill a talent has."""
        return self.records.skills

    @cached_property
    def text(self) -> Counts:
        """BM25's saturated word counts, in [0, 1)."""
        return self.records.text.weighted(
            _saturated(self.records.text, self.statistics.mean_length)
        )

    def updated(self, talents: Iterable[Talent]) -> "TalentIndex":
        """The index with these talents new or in place of those with their ids."""
        return self._with(encode_talents(talents))


def build_indexes(
    positions: Iterable[Position], talents: Iterable[Talent]
) -> tuple[PositionIndex, TalentIndex]:
    """Indexes of both sides under statistics fitted to both; ValueError for an id twice."""
    asked, offered = encode_positions(positions), encode_talents(talents)
    statistics = fit(asked, offered)
    return PositionIndex(asked, statistics), TalentIndex(offered, statistics)


def _unit_vectors(grams: Counts, frequencies: Frequencies) -> Counts:
    matrix = _scaled_columns(grams.matrix, frequencies.weights(grams.vocabulary))
    lengths = np.sqrt(np.asarray(matrix.power(2).sum(axis=1)).reshape(-1))
    return grams.weighted(_divided_rows(matrix, lengths, TITLE_STEP))


def _shares(matrix: Matrix, weights: Floats) -> Matrix:
    weighted = _scaled_columns(matrix, weights)
    totals = np.asarray(weighted.sum(axis=1), dtype=np.float64).reshape(-1)
    return _divided_rows(weighted, totals, SHARE_STEP)


def _whole_shares(matrix: Matrix, weights: Floats) -> Matrix:
    """Shares whose sum is exactly 1: what rounding down left over goes to the first."""
    shares = _shares(matrix, weights)
    totals = np.asarray(shares.sum(axis=1), dtype=np.float64).reshape(-1)
    filled = np.flatnonzero(np.diff(shares.indptr))
    shares.data[shares.indptr[filled]] += 1.0 - totals[filled]
    return shares


def _saturated(text: Counts, mean_length: float) -> Matrix:
    slowing = BM25_K1 * (1 - BM25_B + BM25_B * text.lengths() / mean_length)
    counts = text.matrix.data
    per_value = np.repeat(slowing, np.diff(text.matrix.indptr))
    return _with_data(text.matrix, round_down(counts / (counts + per_value), SATURATION_STEP))


def _scaled_columns(matrix: Matrix, weights: Floats) -> Matrix:
    return _with_data(matrix, matrix.data * weights[matrix.indices])


def _divided_rows(matrix: Matrix, divisors: Floats, step: float) -> Matrix:
    per_value = np.repeat(divisors, np.diff(matrix.indptr))
    return _with_data(matrix, round_down(matrix.data / per_value, step))


def _with_data(matrix: Matrix, data: Floats) -> Matrix:
    return sparse.csr_array((data, matrix.indices, matrix.indptr), shape=matrix.shape)
