"""`yucaihui bench matching`: the exact top 100 under requirements and the hybrid score, on 2 cores.

The sides are made up in packed form (see `matching_sides`). Peers run on a sample of the
positions, and their seconds are scaled to all of them:

- NumPy and SciPy solve the same problem by its definition, and are what our lists are checked by;
- NumPy's product, mask and partition, and faiss, solve an easier one: a single title vector of
  128 numbers for each talent, no skills, no words, no places.
"""

import math
import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path

import numpy as np

from yucaihui.bench import matching_contests as contests
from yucaihui.bench.harness import Figure, Report, measure
from yucaihui.bench.matching_contests import Contest, Others, Whole
from yucaihui.bench.matching_plot import growth_svg
from yucaihui.bench.matching_sides import Sizes
from yucaihui.engines.matching.kernel import native

POSITIONS, TALENTS, MANY, TOP = 19_000, 100_000, 1_000_000, 100
GROWTH = (12_000, 25_000, 50_000, 100_000, 200_000, 400_000)
CHECKED = 2_000

Peer = dict[str, Figure]


@dataclass(frozen=True)
class Many:
    """Figures of the large run."""

    talents: int
    mib: float
    build: float
    search: float
    one: float


def run(scale: float, plot: Path | None = None) -> Report:
    """Measure at `scale` times 19,000 positions, 100,000 and 1,000,000 talents.

    `plot`: where to write the curve of growth over talents as SVG.
    """
    load = os.getloadavg()[0]
    sizes = Sizes(_scaled(POSITIONS, scale), _scaled(TALENTS, scale))
    contest = Contest(sizes, TOP, CHECKED, use_c=native.level() > 0)
    ours = measure(contests.prepare, contests.whole, contest)
    numba = measure(contests.prepare, contests.whole, replace(contest, use_c=False))
    others = measure(contests.sides_of, contests.others, contest).result
    many = _many(contest, scale)
    growth = [*_growth(contest, scale), (many.talents, many.search)]
    exponent = _exponent(growth)
    if plot:
        plot.write_text(growth_svg(growth, contest.sizes.positions, exponent), encoding="utf-8")
    seconds = ours.result.build + ours.result.search
    bound = _bound(contest, others)
    peers = _peers(contest, others)
    return Report(
        name="matching",
        work={**asdict(contest.sizes), "top": TOP, "threads": contest.threads, "load": load},
        ours={
            "seconds": round(seconds, 3),
            "cpu_seconds": round(ours.result.cpu, 3),
            "mib": round(ours.mib),
            "quality": _share_equal(ours.result, others),
            "checked_positions": len(others.rows),
            "path": _path(),
            **_parts(ours.result),
            "numba_seconds": round(numba.result.build + numba.result.search, 3),
            "numba_cpu_seconds": round(numba.result.cpu, 3),
            "numba_mib": round(numba.mib),
            "numba_quality": _share_equal(numba.result, others),
            "many_talents": many.talents,
            "many_seconds": round(many.build + many.search, 3),
            "many_build_seconds": round(many.build, 3),
            "many_mib": round(many.mib),
            "one_position_many_talents_seconds": round(many.one, 4),
            "growth_exponent": round(exponent, 3),
        },
        bound=bound,
        peers=tuple(peers),
        ratios=_ratios(contest, seconds, bound, peers),
    )


def _parts(whole: Whole) -> Peer:
    return {
        "build_seconds": round(whole.build, 3),
        "search_seconds": round(whole.search, 3),
        "both_ways_search_seconds": round(whole.both_ways, 3),
        "seeded_search_seconds": round(whole.seeded, 3),
    }


def _many(contest: Contest, scale: float) -> Many:
    sizes = Sizes(contest.sizes.positions, _scaled(MANY, scale))
    measured = measure(contests.prepare, contests.once, replace(contest, sizes=sizes))
    return Many(sizes.talents, measured.mib, *measured.result)


def _growth(contest: Contest, scale: float) -> list[tuple[int, float]]:
    """Talents and seconds to search them."""
    sizes = tuple(_scaled(talents, scale) for talents in GROWTH)
    work = partial(contests.growth, sizes=sizes)
    return measure(
        contests.prepare, work, replace(contest, sizes=replace(contest.sizes, talents=1))
    ).result


def _exponent(points: Sequence[tuple[int, float]]) -> float:
    """Slope of the best line through the logarithms: 1 is growth in proportion."""
    talents, seconds = np.log(np.array(points)).T
    return float(np.polyfit(talents, seconds, 1)[0])


def _share_equal(ours: Whole, others: Others) -> float:
    """The share of checked positions whose rows and scores are all those of brute force."""
    same = (ours.rows == others.rows).all(axis=1) & (ours.scores == others.scores).all(axis=1)
    return float(same.mean())


def _path() -> str:
    return {0: "numba", 1: "C", 3: "C, AVX2", 4: "C, AVX-512 VNNI"}[native.level()]


def _bound(contest: Contest, others: Others) -> Peer:
    """Seconds of one dot product of 128 numbers for each pair, at BLAS's rate."""
    rate = others.multiply_adds_per_second
    work = contests.one_dot_each(contest.sizes)
    return {
        "what": "one dot product of 128 numbers for each pair, nothing else",
        "multiply_adds": work,
        "multiply_adds_per_second": round(rate),
        "seconds": round(work / rate, 3),
    }


def _peers(contest: Contest, others: Others) -> list[Peer]:
    checked = len(others.rows)
    count = min(contests.SAMPLED, contest.sizes.positions)
    same = "NumPy and SciPy, all scores sorted (the same problem)"
    easier = "NumPy product, mask, argpartition (an easier problem: title vectors only)"
    peers = [
        _peer(same, contest, others.brute_force, checked),
        _peer(easier, contest, others.dense, count),
    ]
    if others.faiss is not None:
        name = f"faiss {others.faiss_version} IndexFlatIP, IDSelector (the same easier problem)"
        peers.append(_peer(name, contest, others.faiss, count))
    return peers


def _peer(name: str, contest: Contest, seconds: float, positions: int) -> Peer:
    return {
        "name": name,
        "seconds": round(seconds * contest.sizes.positions / positions, 3),
        "quality": 1.0,
        "sampled_positions": positions,
        "sample_seconds": round(seconds, 3),
    }


def _ratios(contest: Contest, seconds: float, bound: Peer, peers: Sequence[Peer]) -> Peer:
    names = ("same_problem_to_ours", "numpy_to_ours", "faiss_to_ours")
    least = bound["seconds"]
    return {
        **{
            name: round(float(peer["seconds"] or 0) / seconds, 1)
            for name, peer in zip(names, peers, strict=False)
        },
        "ours_to_bound": round(seconds / float(least or math.inf), 3),
        "pairs_per_second": round(contest.sizes.positions * contest.sizes.talents / seconds),
    }


def _scaled(count: int, scale: float) -> int:
    return max(1, round(count * scale))
