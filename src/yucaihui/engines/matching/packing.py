"""Two indexes laid out on common columns, as the ranking kernel reads them."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from yucaihui.engines.matching.counts import Counts, Hashes, Matrix
from yucaihui.engines.matching.encoded import Encoded
from yucaihui.engines.matching.index import Index, PositionIndex, TalentIndex
from yucaihui.engines.matching.near import nearness
from yucaihui.engines.matching.packed import Packed, Rows, Sets, Titles
from yucaihui.engines.matching.weights import QUARTERS


def pack(positions: PositionIndex, talents: TalentIndex) -> tuple[Packed, Packed]:
    """Both sides packed; ValueError when the indexes rest on different statistics."""
    if positions.statistics.digest != talents.statistics.digest:
        raise ValueError("both indexes must be built with the same statistics")
    asked, owned = positions.records, talents.records
    grams = _common(positions.titles, talents.titles)
    words = _common(positions.text, talents.text)
    places = np.union1d(asked.places.vocabulary, owned.places.vocabulary)
    limits = sorted(asked.numbers.keys() & owned.numbers.keys())
    return (
        Packed(
            ids=asked.ids,
            titles=_titles(positions, grams),
            owned=_sets(asked.titles.starts, asked.titles.owned),
            skills=_rows(positions.skills.matrix, np.int32),
            text=_rows(positions.text.onto(words), np.int32),
            numbers=_numbers(asked, limits),
            places=_places(asked, places),
            languages=asked.languages,
        ),
        Packed(
            ids=owned.ids,
            titles=_titles(talents, grams),
            owned=_sets(owned.titles.starts, owned.titles.owned),
            skills=_rows(_near_skills(asked, owned), np.uint8),
            text=_rows(talents.text.onto(words), np.uint8),
            numbers=_numbers(owned, limits),
            places=_places(owned, places),
            languages=owned.languages,
        ),
    )


def _common(left: Counts, right: Counts) -> Hashes:
    return np.intersect1d(left.vocabulary, right.vocabulary, assume_unique=True)


def _titles(index: Index, grams: Hashes) -> Titles:
    vectors = index.records.titles.vectors
    known = np.asarray(vectors.any(axis=1), dtype=np.bool_)
    return Titles(vectors, known, _rows(index.titles.onto(grams), np.int16))


def _near_skills(asked: Encoded, owned: Encoded) -> Matrix:
    """Quarters that each talent's nearest skill counts for each asked one, (talents, asked)."""
    wanted, had = asked.skills, owned.skills
    near = nearness(wanted.counts.vocabulary, wanted.vectors, had.counts.vocabulary, had.vectors)
    best = sparse.csr_array((len(owned.ids), len(wanted.hashes)), dtype=np.float64)
    for quarters in range(1, QUARTERS + 1):
        exactly = near.copy()
        exactly.data[exactly.data != quarters] = 0
        exactly.eliminate_zeros()
        reached = sparse.csr_array(had.counts.matrix @ exactly)
        reached.data[:] = quarters
        best = sparse.csr_array(best.maximum(reached))
    return best


def _rows(matrix: Matrix, kind: type[np.integer]) -> Rows:
    tidy = sparse.csr_array(matrix, copy=True)
    tidy.eliminate_zeros()
    tidy.sort_indices()
    return Rows(
        tidy.indptr.astype(np.int64),
        tidy.indices.astype(np.int32),
        tidy.data.astype(kind),
        int(tidy.shape[1]),
    )


def _sets(starts: NDArray[np.int64], members: NDArray[np.int64]) -> Sets:
    return Sets(starts.astype(np.int64), members.astype(np.int32))


def _places(records: Encoded, vocabulary: Hashes) -> Sets:
    rows = _rows(records.places.onto(vocabulary), np.int32)
    return Sets(rows.indptr, rows.indices)


def _numbers(records: Encoded, names: list[str]) -> NDArray[np.float32]:
    table: Mapping[str, NDArray[np.float64]] = records.numbers
    columns = [table[name] for name in names]
    whole = np.stack(columns, axis=1) if columns else np.empty((len(records.ids), 0))
    with np.errstate(over="ignore"):
        return whole.astype(np.float32)
