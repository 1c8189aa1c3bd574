"""Counts of features per record, as a sparse matrix with its own sorted vocabulary."""

from array import array
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from yucaihui.engines.matching.features import feature_hash

Matrix = sparse.csr_array[np.float64]
Hashes = NDArray[np.uint64]
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Counts:
    """`matrix` is (records, features); `vocabulary` the features' hashes, ascending."""

    vocabulary: Hashes
    matrix: Matrix

    def onto(self, vocabulary: Hashes) -> Matrix:
        """The matrix with the columns of `vocabulary`; features it lacks are dropped."""
        place = np.searchsorted(vocabulary, self.vocabulary)
        known = place < len(vocabulary)
        known[known] = vocabulary[place[known]] == self.vocabulary[known]
        kept = known[self.matrix.indices]
        before = np.concatenate(([0], np.cumsum(kept)))
        return sparse.csr_array(
            (
                self.matrix.data[kept],
                place[self.matrix.indices[kept]],
                before[self.matrix.indptr],
            ),
            shape=(self.matrix.shape[0], len(vocabulary)),
        )

    @property
    def data(self) -> Floats:
        """The counts, record after record, (values,)."""
        return np.asarray(self.matrix.data, dtype=np.float64)

    @property
    def columns(self) -> Ints:
        """The feature of each count, (values,)."""
        return np.asarray(self.matrix.indices, dtype=np.int64)

    @property
    def starts(self) -> Ints:
        """Where each record's counts begin, and at last where they end, (records + 1,)."""
        return np.asarray(self.matrix.indptr, dtype=np.int64)

    def with_data(self, data: NDArray[Any]) -> "Counts":
        """The same features with other values in place of the counts."""
        matrix = self.matrix
        return Counts(
            self.vocabulary,
            sparse.csr_array((data, matrix.indices, matrix.indptr), shape=matrix.shape),
        )

    def spread(self, of_record: Floats) -> Floats:
        """A value of each record, for each of its counts: (records,) to (values,)."""
        return np.repeat(of_record, np.diff(self.matrix.indptr))

    def row_sums(self, values: Floats) -> Floats:
        """Sums of values that stand beside the counts, (values,) to (records,)."""
        records = self.matrix.shape[0]
        row = np.repeat(np.arange(records), np.diff(self.matrix.indptr))
        return np.bincount(row, weights=values, minlength=records).astype(np.float64)

    def rows(self, rows: Ints) -> "Counts":
        """The records `rows`, in that order; features nobody has any more are dropped."""
        return _compact(self.vocabulary, self.matrix[rows])

    def document_frequency(self) -> Ints:
        """In how many records each feature occurs, (features,)."""
        return np.bincount(self.matrix.indices, minlength=len(self.vocabulary)).astype(np.int64)

    def lengths(self) -> Floats:
        """Number of features of each record with repeats, (records,)."""
        return self.row_sums(self.data)


def count(documents: Iterable[Iterable[str]]) -> Counts:
    """Count the features of each document; columns are ordered by hash."""
    seen: dict[str, int] = {}
    columns, values, ends = array("q"), array("d"), array("q", [0])
    for document in documents:
        for feature, times in Counter(iter(document)).items():
            columns.append(seen.setdefault(feature, len(seen)))
            values.append(times)
        ends.append(len(columns))
    hashes = np.fromiter(map(feature_hash, seen), dtype=np.uint64, count=len(seen))
    order = np.argsort(hashes)
    column_of = np.empty(len(seen), dtype=np.int64)
    column_of[order] = np.arange(len(seen))
    matrix = sparse.csr_array(
        (np.array(values), column_of[np.array(columns, dtype=np.int64)], np.array(ends)),
        shape=(len(ends) - 1, len(seen)),
    )
    matrix.sort_indices()
    return Counts(hashes[order], matrix)


def stack(first: Counts, second: Counts) -> Counts:
    """The records of `first`, then those of `second`."""
    vocabulary = np.union1d(first.vocabulary, second.vocabulary)
    rows = sparse.vstack([first.onto(vocabulary), second.onto(vocabulary)], format="csr")
    return Counts(vocabulary, rows)


def _compact(vocabulary: Hashes, matrix: Matrix) -> Counts:
    used = np.unique(matrix.indices)
    return Counts(vocabulary[used], Counts(vocabulary, matrix).onto(vocabulary[used]))
