"""The compiled path: batches of titles in turn, threads sharing the positions of each.

A position's list belongs to its thread. What a position has for a talent's list is collected and
settled when every thread has stopped, so that lists of talents need no locks.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from yucaihui.engines.matching.kernel import arrays, native, offers, scan, seeding, views
from yucaihui.engines.matching.kernel.demand import prepare_demand
from yucaihui.engines.matching.kernel.index import TalentIndex
from yucaihui.engines.matching.kernel.masks import build_masks
from yucaihui.engines.matching.kernel.scoring import check_columns
from yucaihui.engines.matching.kernel.titles import Ints32, TitleBatches
from yucaihui.engines.matching.packed import Best, Ints, Lists, Packed, Weights
from yucaihui.engines.matching.types import Progress

_ROW_MASK = 2**32 - 1
# Of a thousand titles of talents, how many count as near: more lists, fewer talents to score.
_NEAR = 10
# Room for what so many positions may have for every talent.
_ROOM = 4


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
    keys = np.full((len(index.layout.order), back), -1, np.int64)
    if m and n and (k or back):
        with TitleBatches(positions.titles, index, weights, order.threads, order.use_c) as titles:
            search = _Search(positions, index, weights, order, titles)
            former = seeding.seed_rows(seeds.forward.rows, n) if seeds else None
            for done, at, heaps in search.run(k, keys, former):
                rows[at], scores[at] = _unpacked(heaps)
                if progress:
                    progress(done, m)
    if not order.backward:
        return Best(Lists(rows, scores))
    return Best(Lists(rows, scores), Lists(*_unpacked(keys[index.layout.places()])))


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
        self.demand, self.masks = prepare_demand(positions, index), build_masks(positions, index)
        self.supply, self.talents = views.supply(index), views.talents(index.talents)
        self.rules = arrays.Rules(
            *(weights.title, weights.dense, weights.grams, weights.alone, weights.shift),
            *(titles.step, weights.silent, order.refused),
            *(order.refused or not self.masks.exact, _NEAR),
        )
        self.scratch = [views.scratch(index, positions) for _ in range(order.threads)]
        places = len(index.layout.order)
        self.floors = np.zeros((2, places if order.backward else 0), np.int32)
        room = _ROOM * places if order.backward else 0
        self.offered = [
            (np.empty(room, np.int32), np.empty(room, np.int64), np.zeros(1, np.int64))
            for _ in range(order.threads)
        ]

    def run(self, k: int, keys: Ints, seeds: Ints32 | None) -> Iterator[tuple[int, Ints, Ints]]:
        """For each batch: positions done, those of the batch, and their lists as heaps."""
        for batch in _batches(self.demand.title, self.titles.at_once):
            at = self.demand.order[batch]
            yield batch.stop, at, self._batch(batch, k, keys, None if seeds is None else seeds[at])

    def _batch(self, batch: slice, k: int, keys: Ints, seeds: Ints32 | None) -> Ints:
        titles, of_position = np.unique(self.demand.title[batch], return_inverse=True)
        pairs = views.title_pairs(self.positions, self.index, titles, self.titles)
        wanted = views.wanted(
            self.demand, self.masks, self.positions, batch, of_position.astype(np.int32)
        )
        sides = arrays.Sides(self.supply, self.talents, wanted, pairs, self.rules)
        count = len(of_position)
        heaps, reached = np.full((count, k), -1, np.int64), np.full(count, -1, np.int64)
        found = [arrays.Found(heaps, reached, self.floors, *offered) for offered in self.offered]
        if seeds is not None and k:
            self._reach(sides, found, seeds)
        self._scan(sides, found, keys)
        return heaps

    def _reach(self, sides: arrays.Sides, found: list[arrays.Found], seeds: Ints32) -> None:
        """Set from where each list begins by its former members."""
        edges, index = self._edges(len(seeds)), self.index
        sought = seeding.sought(self.positions, index.talents, index.layout.places())

        def take(thread: int, _: int) -> None:
            seeding.reach(
                *(sides, sought, seeds, found[thread], self.scratch[thread]),
                *(edges[thread], edges[thread + 1]),
            )

        self.titles.in_parts(self.order.threads, take)

    def _scan(self, sides: arrays.Sides, found: list[arrays.Found], keys: Ints) -> None:
        """Let each thread take its positions; settle what they offer whenever all have stopped."""
        edges = self._edges(len(sides.wanted.order))
        at, ends = edges[:-1], edges[1:]

        def take(thread: int, _: int) -> None:
            at[thread] = self._take(sides, found[thread], thread, at[thread], ends[thread])

        while at != ends:
            self.titles.in_parts(self.order.threads, take)
            if self.order.backward:
                self._settle(found, keys)

    def _edges(self, count: int) -> list[int]:
        return [count * part // self.order.threads for part in range(self.order.threads + 1)]

    def _take(
        self, sides: arrays.Sides, found: arrays.Found, thread: int, first: int, last: int
    ) -> int:
        scratch = self.scratch[thread]
        if not self.order.use_c:
            return scan.scan(sides, found, scratch, first, last)
        sizes = views.sizes(sides, found)
        return native.call(
            *("scan", sides.supply, sides.talents, sides.wanted, sides.titles),
            *(found, self.rules, scratch, sizes),
            numbers=(first, last),
        )

    def _settle(self, found: list[arrays.Found], keys: Ints) -> None:
        for offered in found:
            work = partial(offers.settle, offered, keys, self.rules.silent)
            self.titles.in_parts(len(keys), work)
            offered.offered[0] = 0


def _batches(titles: Ints32, count: int) -> Iterator[slice]:
    """Slices of positions (in the order of their titles) with `count` distinct titles each."""
    firsts = np.flatnonzero(np.concatenate(([True], titles[1:] != titles[:-1])))
    edges = [*firsts[::count].tolist(), len(titles)]
    for start, stop in pairwise(edges):
        yield slice(start, stop)


def _unpacked(keys: Ints) -> tuple[Ints, NDArray[np.int32]]:
    """Rows and scores of keys, largest first."""
    best = np.sort(keys, axis=1)[:, ::-1]
    rows = np.where(best < 0, -1, _ROW_MASK - (best & _ROW_MASK))
    return rows, np.where(best < 0, -1, best >> 32).astype(np.int32)
