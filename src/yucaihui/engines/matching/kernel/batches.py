"""The compiled path: batches of titles in turn, threads sharing the blocks of talents.

Each thread takes every n-th block and keeps its own lists of the batch's positions; the threads
tell one another what their lists have reached. A talent's list belongs to the block's thread.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from yucaihui.engines.matching.kernel import arrays, native, scan, seeding
from yucaihui.engines.matching.kernel.demand import Demand, prepare_demand
from yucaihui.engines.matching.kernel.index import TalentIndex
from yucaihui.engines.matching.kernel.scoring import check_columns
from yucaihui.engines.matching.kernel.similar import TitleBatches
from yucaihui.engines.matching.packed import Best, Ints, Lists, Packed, Weights
from yucaihui.engines.matching.types import Progress

_ROW_MASK = 2**32 - 1
_BITS = 64


@dataclass(frozen=True)
class Order:
    """What is wanted: widths of both lists, of which pairs, by how many threads, with C or not."""

    k: int
    backward: int = 0
    refused: bool = False
    threads: int = 2
    use_c: bool = field(default_factory=lambda: native.level() > 0)


def compiled_best(
    positions: Packed,
    index: TalentIndex,
    weights: Weights,
    order: Order,
    *,
    seeds: Best | None = None,
    progress: Progress | None = None,
) -> Best:
    """Like `best`, on an index of talents."""
    check_columns(positions, index.talents)
    m, n = len(positions), len(index)
    k, back = min(order.k, n), min(order.backward, m)
    rows, scores = np.full((m, k), -1, np.int64), np.full((m, k), -1, np.int32)
    keys = np.full((n, back), -1, np.int64)
    if m and n and (k or back):
        with TitleBatches(positions.titles, index, weights, order.threads, order.use_c) as titles:
            search = _Search(positions, index, weights, order, titles)
            places = seeding.places_of(index, seeds.forward.rows) if seeds else None
            for done, at, heaps in search.run(k, keys, places):
                rows[at], scores[at] = _unpacked(heaps, k)
                if progress:
                    progress(done, m)
    if not order.backward:
        return Best(Lists(rows, scores))
    by_row = np.empty_like(keys)
    by_row[index.layout.order] = keys
    return Best(Lists(rows, scores), Lists(*_unpacked(by_row, back)))


class _Search:
    """One search over all batches."""

    def __init__(
        self,
        positions: Packed,
        index: TalentIndex,
        weights: Weights,
        order: Order,
        titles: TitleBatches,
    ) -> None:
        self.positions, self.index, self.order, self.titles = positions, index, order, titles
        self.demand = prepare_demand(positions, index)
        self.supply = _supply(index)
        members = (positions.places.members, index.talents.places.members)
        most = max(places.max(initial=-1) for places in members)
        self.rules = arrays.Rules(weights.silent, order.refused, bool(most >= _BITS))
        self.floors = np.zeros((2, len(index)), np.int32)

    def run(
        self, k: int, keys: Ints, seeds: NDArray[np.int32] | None
    ) -> Iterator[tuple[int, Ints, Ints]]:
        """For each batch: positions done, those of the batch, and their lists from all threads."""
        for batch in _batches(self.demand.title, self.titles.at_once):
            at = self.demand.order[batch]
            yield batch.stop, at, self._batch(batch, k, keys, None if seeds is None else seeds[at])

    def _batch(self, batch: slice, k: int, keys: Ints, seeds: NDArray[np.int32] | None) -> Ints:
        """Lists of all threads side by side, (positions, threads * k)."""
        titles, of_position = np.unique(self.demand.title[batch], return_inverse=True)
        near = self.titles.near(titles)
        rows = arrays.Rows(near.similar, near.floors, near.starts, near.places, near.rise)
        wanted = _wanted(self.demand, self.positions, batch, of_position.astype(np.int32))
        count, threads = len(of_position), self.order.threads
        heaps = np.full((threads, count, k), -1, np.int64)
        reached = np.full(count, -1, np.int64)
        if seeds is not None and k:
            sought = seeding.sought(self.positions, self.index, seeds, k)
            self.titles.in_parts(
                count,
                lambda first, last: seeding.reach(
                    self.supply, wanted, rows, self.rules, sought, reached, first, last
                ),
            )

        def take(first: int, last: int) -> None:
            for thread in range(first, last):
                found = arrays.Found(heaps[thread], reached, keys, self.floors)
                self._scan(wanted, rows, found, thread)

        self.titles.in_parts(threads, take)
        return heaps.transpose(1, 0, 2).reshape(count, -1)

    def _scan(
        self, wanted: arrays.Wanted, rows: arrays.Rows, found: arrays.Found, thread: int
    ) -> None:
        """Take every block that falls to the thread."""
        threads = self.order.threads
        if not self.order.use_c:
            scan.scan(self.supply, wanted, rows, found, self.rules, thread, threads)
            return
        sizes = arrays.sizes(self.supply, wanted, rows, found)
        native.call(
            *("scan", self.supply, wanted, rows, found, self.rules, sizes),
            numbers=(thread, threads),
        )


def _batches(titles: NDArray[np.int32], count: int) -> Iterator[slice]:
    """Slices of positions (in the order of their titles) with `count` distinct titles each."""
    firsts = np.flatnonzero(np.concatenate(([True], titles[1:] != titles[:-1])))
    edges = [*firsts[::count].tolist(), len(titles)]
    for start, stop in pairwise(edges):
        yield slice(start, stop)


def _supply(index: TalentIndex) -> arrays.Supply:
    talents, titles, layout = index.talents, index.titles, index.layout
    return arrays.Supply(
        *(layout.order, layout.starts, layout.most, index.columns),
        *(index.bases, index.ends, index.places, index.data),
        *(index.offers, index.place_bits, index.block_languages),
        *(titles.owned_starts, titles.owned),
        *(talents.places.indptr, talents.places.members),
    )


def _wanted(
    demand: Demand, positions: Packed, batch: slice, of_position: NDArray[np.int32]
) -> arrays.Wanted:
    return arrays.Wanted(
        *(demand.order[batch], of_position, demand.features, demand.weights),
        *(demand.bounds[batch], demand.asks[batch], demand.place_bits[batch]),
        *(demand.languages[batch], positions.places.indptr, positions.places.members),
    )


def _unpacked(keys: Ints, k: int) -> tuple[Ints, NDArray[np.int32]]:
    """Rows and scores of the k largest keys of each row, largest first."""
    best = np.sort(keys, axis=1)[:, ::-1][:, :k]
    rows = np.where(best < 0, -1, _ROW_MASK - (best & _ROW_MASK))
    return rows, np.where(best < 0, -1, best >> 32).astype(np.int32)
