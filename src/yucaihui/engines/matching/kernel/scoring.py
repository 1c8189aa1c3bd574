"""Scores and refusals of whole blocks of pairs, in NumPy: the definition the other paths equal."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from yucaihui.engines.matching.packed import (
    SILENT_ONE,
    Ints,
    Packed,
    Rows,
    Sets,
    Weights,
)

Bools = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Product:
    """Dot products of sparse rows: `left` (m, features) with `right` (features, n), int64."""

    left: Any
    right: Any

    def __call__(self, rows: Ints) -> Ints:
        """The left rows `rows` with every right row, dense (rows, n)."""
        return np.asarray((self.left[rows] @ self.right).toarray(), dtype=np.int64)


@dataclass(frozen=True, eq=False)
class Pairs:
    """Every position against every talent, worked out for a few positions at a time.

    Raises ValueError when the sides do not stand on the same columns.
    """

    positions: Packed
    talents: Packed
    weights: Weights

    def __post_init__(self) -> None:
        check_columns(self.positions, self.talents)

    def scores(self, rows: Ints) -> Ints:
        """Scores of the positions `rows` against every talent, refused or not, (rows, talents)."""
        both = self.title_leg(rows) + self.skills(rows)
        silent = silence(self.positions.languages[rows], self.talents.languages)
        stretched = both * self.weights.silent // SILENT_ONE
        return np.where(silent, stretched, both + self.text(rows))

    def refusals(self, rows: Ints) -> Bools:
        """Whether a requirement refuses the pair, (rows, talents)."""
        asks = np.diff(self.positions.places.indptr)[rows] > 0
        names = np.diff(self.talents.places.indptr) > 0
        refused: Bools = asks[:, np.newaxis] & names & (self._places(rows) == 0)
        offers = self.talents.numbers.T
        for asked, offered in zip(self.positions.numbers[rows].T, offers, strict=True):
            refused |= offered < asked[:, np.newaxis]
        return refused

    def title_leg(self, rows: Ints) -> Ints:
        """Similarity of the position's title with the talent's most similar, (rows, talents)."""
        own = self.positions.owned.members[self.positions.owned.indptr[rows]]
        distinct, of_row = np.unique(own, return_inverse=True)
        return largest(self.similarities(distinct.astype(np.int64)), self.talents.owned)[of_row]

    def similarities(self, titles: Ints) -> Ints:
        """Similarity of the positions' `titles` with every title of talents, (titles, u)."""
        left, right, weights = self.positions.titles, self.talents.titles, self.weights
        dots = (left.vectors[titles].astype(np.float32) @ self._vectors).astype(np.int64)
        grams = self._grams(titles)
        speaks = left.known[titles, np.newaxis] & right.known
        blend = np.where(
            speaks, dots * weights.dense + grams * weights.grams, grams * weights.alone
        )
        return (blend >> weights.shift).clip(0, weights.title)

    @cached_property
    def skills(self) -> Product:
        """The skill leg, (rows, talents)."""
        return product(self.positions.skills, self.talents.skills)

    @cached_property
    def text(self) -> Product:
        """The text leg where the languages meet, (rows, talents)."""
        return product(self.positions.text, self.talents.text)

    @cached_property
    def _grams(self) -> Product:
        return product(self.positions.titles.grams, self.talents.titles.grams)

    @cached_property
    def _places(self) -> Product:
        asked, offered = self.positions.places, self.talents.places
        columns = 1 + max(side.members.max(initial=-1) for side in (asked, offered))
        return product(_ones(asked, columns), _ones(offered, columns))

    @cached_property
    def _vectors(self) -> NDArray[np.float32]:
        return self.talents.titles.vectors.astype(np.float32).T


def check_columns(positions: Packed, talents: Packed) -> None:
    """ValueError when the sides do not stand on the same columns."""
    for name, asked, offered in (
        ("skills", positions.skills.columns, talents.skills.columns),
        ("words", positions.text.columns, talents.text.columns),
        ("grams", positions.titles.grams.columns, talents.titles.grams.columns),
        ("numbers", positions.numbers.shape[1], talents.numbers.shape[1]),
        ("dimensions", positions.titles.vectors.shape[1], talents.titles.vectors.shape[1]),
    ):
        if asked != offered:
            raise ValueError(f"positions have {asked} columns of {name} and talents {offered}")


def product(left: Rows, right: Rows) -> Product:
    """Dot products of the rows of both."""
    return Product(matrix(left), sparse.csr_array(matrix(right).T))


def matrix(rows: Rows) -> Any:
    """The rows as a SciPy array of int64."""
    shape = (len(rows), rows.columns)
    return sparse.csr_array((rows.data.astype(np.int64), rows.indices, rows.indptr), shape=shape)


def largest(similar: Ints, owned: Sets) -> Ints:
    """Maximum over each record's titles of `similar` (rows, titles), at least 0; (rows, records).

    First titles, then the second ones of those who have two, and so on: faster than `reduceat`.
    """
    lengths = np.diff(owned.indptr)
    best = np.zeros((len(similar), len(owned)), dtype=np.int64)
    for nth in range(lengths.max(initial=0)):
        more = np.flatnonzero(lengths > nth)
        another = similar[:, owned.members[owned.indptr[more] + nth]]
        best[:, more] = np.maximum(best[:, more], another)
    return best


def silence(asked: NDArray[np.uint64], offered: NDArray[np.uint64]) -> Bools:
    """Whether both texts' languages are known and none is common, (positions, talents)."""
    known: Bools = (asked != 0)[:, np.newaxis] & (offered != 0)
    known &= (asked[:, np.newaxis] & offered) == 0
    return known


def _ones(sets: Sets, columns: int) -> Rows:
    return Rows(sets.indptr, sets.members, np.ones(len(sets.members), dtype=np.uint8), int(columns))
