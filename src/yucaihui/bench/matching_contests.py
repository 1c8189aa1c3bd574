"""The contestants of `yucaihui bench matching`, each run in a process of its own."""

import json
import subprocess
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from yucaihui.bench.matching_sides import WEIGHTS, Sizes, make_sides
from yucaihui.bench.peers import faiss_flat as faiss_script
from yucaihui.engines.matching.kernel import reference_lists
from yucaihui.engines.matching.kernel.batches import Order, compiled_best
from yucaihui.engines.matching.kernel.index import TalentIndex, build_index
from yucaihui.engines.matching.packed import DIMENSIONS, Best, Ints, Packed, Rows, Sets

Result = TypeVar("Result")

ROUNDS, SAMPLED = 3, 200
PEERS = Path(".bench/bin/python")
BACKWARD = 20
_RATE_SIZE, _RATE_ROUNDS, _AT_ONCE = 2048, 4, 50

Sides = tuple["Contest", Packed, Packed]


@dataclass(frozen=True)
class Contest:
    """What is to be matched: sizes of the sides, width of the lists, sampled positions, threads."""

    sizes: Sizes
    top: int
    sample: int
    threads: int = 2
    use_c: bool = True

    @property
    def rows(self) -> Ints:
        """The sampled positions, evenly spread."""
        count = min(self.sample, self.sizes.positions)
        return np.linspace(0, self.sizes.positions - 1, count).astype(np.int64)

    def order(self, backward: int = 0) -> Order:
        """The search to make."""
        return Order(self.top, backward, threads=self.threads, use_c=self.use_c)


@dataclass(frozen=True)
class Whole:
    """Best seconds of several rounds, and the lists of the sampled positions.

    `cpu`: of all threads, to build and to search once.
    """

    build: float
    search: float
    cpu: float
    both_ways: float
    seeded: float
    rows: NDArray[np.int64]
    scores: NDArray[np.int32]


@dataclass(frozen=True)
class Others:
    """What brute force found, everyone's seconds for the sampled positions, and BLAS's rate."""

    rows: NDArray[np.int64]
    scores: NDArray[np.int32]
    brute_force: float
    dense: float
    faiss: float | None
    faiss_version: str
    multiply_adds_per_second: float


def sides_of(contest: Contest) -> Sides:
    """Make the sides."""
    return (contest, *make_sides(contest.sizes))


def prepare(contest: Contest) -> Sides:
    """Make the sides, and load what is compiled with sides of a handful."""
    positions, talents = make_sides(Sizes(12, 100))
    index = build_index(talents)
    found = compiled_best(positions, index, WEIGHTS, contest.order(2))
    compiled_best(positions, index, WEIGHTS, contest.order(), seeds=found)
    return sides_of(contest)


def whole(sides: Sides) -> Whole:
    """All positions against all talents: one way, both ways, and again from the former lists."""
    contest, _, talents = sides
    build, index = _best(ROUNDS, lambda: build_index(talents))
    search, found = _best(ROUNDS, lambda: _search(sides, index))
    cpu = _cpu_seconds(lambda: _search(sides, build_index(talents)))
    both_ways, _ = _best(1, lambda: _search(sides, index, backward=BACKWARD))
    seeded, _ = _best(1, lambda: _search(sides, index, seeds=found))
    chosen = found.forward.rows[contest.rows], found.forward.scores[contest.rows]
    return Whole(build, search, cpu, both_ways, seeded, *chosen)


def once(sides: Sides) -> tuple[float, float, float]:
    """Seconds to build and to search once, and of one position with the index built."""
    contest, positions, talents = sides
    build, index = _best(1, lambda: build_index(talents))
    single, _ = _best(ROUNDS * 3, lambda: _search((contest, one_of(positions, 5), talents), index))
    search, _ = _best(1, lambda: _search(sides, index))
    return build, search, single


def growth(sides: Sides, sizes: tuple[int, ...] = ()) -> list[tuple[int, float]]:
    """Talents and seconds to search them, for every number of talents in `sizes`."""
    contest, positions, _ = sides
    points = []
    for count in sizes:
        _, talents = make_sides(replace(contest.sizes, talents=count))
        points.append((count, once((contest, positions, talents))[1]))
    return points


def others(sides: Sides) -> Others:
    """Run the peers one after the other."""
    contest, _, _ = sides
    seconds, rows, scores = brute_force(sides)
    few = (replace(contest, sample=SAMPLED), *sides[1:])
    arrays = dense_arrays(few)
    faiss, version = faiss_flat(arrays, contest) if PEERS.exists() else (None, "")
    rate = multiply_adds_per_second()
    dense = dense_numpy(arrays, contest.top, contest.threads)
    return Others(rows, scores, seconds, dense, faiss, version, rate)


def brute_force(sides: Sides) -> tuple[float, Ints, NDArray[np.int32]]:
    """Seconds and lists of the sampled positions by the definition, with NumPy and SciPy."""
    contest, positions, talents = sides
    start = time.perf_counter()
    lists = reference_lists(positions, talents, WEIGHTS, contest.top, rows=contest.rows)
    return time.perf_counter() - start, lists.rows, lists.scores


def dense_arrays(sides: Sides) -> dict[str, NDArray[np.float32]]:
    """The easier problem given to dense peers: first titles only, requirements but no places."""
    contest, positions, talents = sides
    first = talents.owned.members[talents.owned.indptr[:-1]]
    own = positions.owned.members[contest.rows]
    return {
        "queries": positions.titles.vectors[own].astype(np.float32),
        "vectors": talents.titles.vectors[first].astype(np.float32),
        "asked": positions.numbers[contest.rows],
        "offered": talents.numbers,
    }


def dense_numpy(arrays: dict[str, NDArray[np.float32]], top: int, threads: int) -> float:
    """Seconds of product, mask and partition for the sampled positions of the easier problem."""
    queries, vectors = arrays["queries"], arrays["vectors"]
    k = min(top, len(vectors))

    def work(at: int) -> None:
        scores = queries[at : at + _AT_ONCE] @ vectors.T
        asked = arrays["asked"][at : at + _AT_ONCE]
        for asks, offers in zip(asked.T, arrays["offered"].T, strict=True):
            scores[offers < asks[:, np.newaxis]] = -np.inf
        best = np.argpartition(-scores, k - 1, axis=1)[:, :k]
        np.sort(np.take_along_axis(scores, best, axis=1), axis=1)

    start = time.perf_counter()
    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(work, range(0, len(queries), _AT_ONCE)))
    return time.perf_counter() - start


def faiss_flat(arrays: dict[str, NDArray[np.float32]], contest: Contest) -> tuple[float, str]:
    """Seconds and version of faiss, run by the Python that has it."""
    with tempfile.TemporaryDirectory(prefix="yucaihui-bench-") as folder:
        path = Path(folder) / "arrays.npz"
        np.savez(
            path,
            queries=arrays["queries"],
            vectors=arrays["vectors"],
            asked=arrays["asked"],
            offered=arrays["offered"],
        )
        script = [str(PEERS), faiss_script.__file__]
        command = [*script, str(path), str(contest.top), str(contest.threads)]
        printed = subprocess.run(command, check=True, stdout=subprocess.PIPE)  # noqa: S603 - ours
    document = json.loads(printed.stdout)
    return float(document["seconds"]), str(document["version"])


def multiply_adds_per_second() -> float:
    """The rate of a float32 matrix product on this machine, all threads."""
    square = np.ones((_RATE_SIZE, _RATE_SIZE), np.float32)
    square @ square
    seconds, _product = _best(_RATE_ROUNDS, lambda: square @ square)
    return _RATE_SIZE**3 / seconds


def one_dot_each(sizes: Sizes) -> int:
    """Multiply-adds of one dot product for each pair, the least a dense search does."""
    return sizes.positions * sizes.talents * DIMENSIONS


def one_of(side: Packed, row: int) -> Packed:
    """The record `row` (or the last) alone, as a side of its own."""
    row = min(row, len(side) - 1)
    return Packed(
        ids=side.ids[row : row + 1],
        titles=side.titles,
        owned=_set(side.owned, row),
        skills=_row(side.skills, row),
        text=_row(side.text, row),
        numbers=side.numbers[row : row + 1],
        places=_set(side.places, row),
        languages=side.languages[row : row + 1],
    )


def _row(rows: Rows, row: int) -> Rows:
    start, end = rows.indptr[row], rows.indptr[row + 1]
    indptr = np.array([0, end - start], dtype=np.int64)
    return Rows(indptr, rows.indices[start:end], rows.data[start:end], rows.columns)


def _set(sets: Sets, row: int) -> Sets:
    start, end = sets.indptr[row], sets.indptr[row + 1]
    return Sets(np.array([0, end - start], dtype=np.int64), sets.members[start:end])


def _search(
    sides: Sides, index: TalentIndex, *, backward: int = 0, seeds: Best | None = None
) -> Best:
    contest, positions, _ = sides
    return compiled_best(positions, index, WEIGHTS, contest.order(backward), seeds=seeds)


def _cpu_seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def _best(rounds: int, work: Callable[[], Result]) -> tuple[float, Result]:
    """The least seconds of several rounds, and the last result."""
    taken = []
    for _ in range(rounds):
        start = time.perf_counter()
        result = work()
        taken.append(time.perf_counter() - start)
    return min(taken), result
