"""Indexes of positions and of talents: built once, saved as bytes, updated by record."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Self, TypeVar

import numpy as np

from yucaihui.engines.matching.atoms import Atoms
from yucaihui.engines.matching.codec import decode, encode
from yucaihui.engines.matching.counts import Counts, Floats
from yucaihui.engines.matching.encoded import (
    Encoded,
    encode_positions,
    encode_talents,
    merged,
    selected,
    unchanged,
)
from yucaihui.engines.matching.encoding import Vectors, default_encoder
from yucaihui.engines.matching.shares import apportioned, lengthened
from yucaihui.engines.matching.statistics import Statistics, fit
from yucaihui.engines.matching.types import Position, Talent
from yucaihui.engines.matching.weights import (
    BM25_B,
    BM25_K1,
    GRAM_UNIT,
    SATURATED,
    SKILL_QUARTERS,
    TEXT_SHARES,
)


@dataclass(frozen=True, eq=False)
class Index:
    """Encoded records and the statistics they are weighed by.

    What an index keeps are counts of hashed features, vectors of titles and skills, and the
    numbers of the requirements; the texts themselves stay with the caller.
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
        """Character n-grams of the distinct titles as vectors of `GRAM_UNIT` in length."""
        grams = self.records.titles.grams
        weighted = _weighted(grams, self.statistics.titles.weights(grams.vocabulary))
        return grams.with_data(lengthened(weighted, grams.starts, GRAM_UNIT))

    @cached_property
    def vectors(self) -> dict[int, Vectors]:
        """Vectors of all titles and names of skills by their hashes."""
        parts = (self.records.titles, self.records.skills)
        return {
            one: vector
            for part in parts
            for one, vector in zip(part.hashes.tolist(), part.vectors, strict=True)
        }

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

    def encoded_by(self, atoms: Atoms | None = None) -> Atoms:
        """`atoms`, or the index's own vectors with the default encoder for new texts.

        ValueError when they are of another encoder than the index's.
        """
        chosen = atoms or Atoms(default_encoder(), self.vectors)
        if chosen.digest != self.statistics.encoder:
            raise ValueError("the index was encoded by another encoder: rebuild it")
        return chosen

    def _with(self, new: Encoded) -> Self:
        return type(self)(merged(self.without(new.ids).records, new), self.statistics)


@dataclass(frozen=True, eq=False)
class PositionIndex(Index):
    """Positions, weighted as what is searched for."""

    @cached_property
    def skills(self) -> Counts:
        """Each asked skill's share of `SKILL_QUARTERS`; those of a position add to the whole."""
        counts = self.records.skills.counts
        weights = _weighted(counts, self.statistics.skills.weights(counts.vocabulary))
        return counts.with_data(apportioned(weights, counts.starts, SKILL_QUARTERS))

    @cached_property
    def text(self) -> Counts:
        """Each word's share of `TEXT_SHARES`; those of a position add to the whole."""
        counts = self.records.text
        weights = _weighted(counts, self.statistics.text.weights(counts.vocabulary))
        return counts.with_data(apportioned(weights, counts.starts, TEXT_SHARES))

    def updated(self, positions: Iterable[Position], atoms: Atoms | None = None) -> "PositionIndex":
        """The index with these positions new or in place of those with their ids."""
        return self._with(encode_positions(positions, self.encoded_by(atoms)))


@dataclass(frozen=True, eq=False)
class TalentIndex(Index):
    """Talents, weighted as what is found."""

    @cached_property
    def skills(self) -> Counts:
        """1 for each skill a talent has."""
        return self.records.skills.counts

    @cached_property
    def text(self) -> Counts:
        """BM25's saturated word counts, whole numbers up to `SATURATED`."""
        counts = self.records.text
        slowing = BM25_K1 * (1 - BM25_B + BM25_B * counts.lengths() / self.statistics.mean_length)
        times = counts.data
        return counts.with_data(np.floor(SATURATED * times / (times + counts.spread(slowing))))

    def updated(self, talents: Iterable[Talent], atoms: Atoms | None = None) -> "TalentIndex":
        """The index with these talents new or in place of those with their ids."""
        return self._with(encode_talents(talents, self.encoded_by(atoms)))


Record = TypeVar("Record", Position, Talent)


def build_indexes(
    positions: Iterable[Position],
    talents: Iterable[Talent],
    atoms: Atoms | None = None,
    former: tuple[PositionIndex, TalentIndex] | None = None,
) -> tuple[PositionIndex, TalentIndex]:
    """Indexes of both sides under statistics fitted to both; ValueError for an id twice.

    `atoms` are an encoder and vectors it made before; without, the default encoder. `former` are
    indexes of the same encoder: a record that is still the same is taken from there.
    """
    atoms = atoms or Atoms(default_encoder())
    asked = _renewed(encode_positions, list(positions), atoms, former and former[0])
    offered = _renewed(encode_talents, list(talents), atoms, former and former[1])
    statistics = fit(asked, offered, atoms.digest)
    return PositionIndex(asked, statistics), TalentIndex(offered, statistics)


def _renewed(
    encoding: Callable[[list[Record], Atoms], Encoded],
    records: list[Record],
    atoms: Atoms,
    former: Index | None,
) -> Encoded:
    """The records encoded, those that are in the former index as they are taken from it."""
    twice = len({one.id for one in records}) < len(records)  # is refused where they are encoded
    if twice or former is None or former.statistics.encoder != atoms.digest:
        return encoding(records, atoms)
    kept = unchanged(former.records, records)
    known = frozenset(kept.ids)
    return merged(kept, encoding([one for one in records if one.id not in known], atoms))


def _weighted(counts: Counts, weights: Floats) -> Floats:
    weighted: Floats = counts.data * weights[counts.columns]
    return weighted
