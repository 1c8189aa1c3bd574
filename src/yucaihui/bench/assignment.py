"""`yucaihui bench assignment`: judges for 1,369 entries × 200 judges × 3, and real instances.

Peers: HiGHS, which SciPy brings, solves the linear programme of the same problem and is what our
total is checked by; networkx's network simplex gets half of both sides. OpenReview's matcher is
on no package index. Seconds are of the processor: everybody here uses one thread.
"""

import os
from dataclasses import asdict

from yucaihui.bench import assignment_contests as contests
from yucaihui.bench.assignment_contests import Changes, Ours
from yucaihui.bench.assignment_instances import Sizes
from yucaihui.bench.harness import Figure, Report, measure

ENTRIES, JUDGES, PER_ENTRY, MORE_PER_ENTRY = 1_369, 200, 3, 5
# networkx gets this share of the size.
_SMALL = 0.5

Figures = dict[str, Figure]


def run(scale: float) -> Report:
    """Measure at `scale` times 1,369 entries and 200 judges."""
    load = os.getloadavg()[0]
    sizes = _sizes(scale, PER_ENTRY)
    ours = measure(contests.prepare, contests.ours, sizes)
    more = measure(contests.prepare, contests.ours, _sizes(scale, MORE_PER_ENTRY)).result
    changes = measure(contests.prepare, contests.changes, sizes).result
    real = measure(contests.no_preparation, contests.real, None).result
    seconds, optimum = measure(contests.prepare, contests.linear_programme, sizes).result
    peers: list[Figures] = [
        {
            "name": "HiGHS by SciPy, the linear programme",
            "seconds": round(seconds, 3),
            "quality": 1.0,
            "objective": round(optimum, 6),
        }
    ]
    ratios: Figures = {"highs_to_ours": round(seconds / ours.result.optimal_seconds, 1)}
    if contests.has_networkx():
        small = _sizes(scale * _SMALL, PER_ENTRY)
        took, total, ours_took = measure(contests.prepare, contests.networkx_flow, small).result
        peers.append(_networkx(small, took, total))
        ratios["networkx_to_ours_at_its_size"] = round(took / ours_took, 1)
    return Report(
        name="assignment",
        work={**asdict(sizes), "more_per_entry": MORE_PER_ENTRY, "load": load},
        ours={
            **_main(ours.result, optimum),
            "mib": round(ours.mib),
            **{f"five_{name}": value for name, value in _timed(more).items()},
            **_changes(changes, ours.result),
            **{
                f"{name}_{key}": value
                for name, (result, total) in real.items()
                for key, value in {**_timed(result), "published": total}.items()
            },
        },
        bound={
            "what": "optimum of the linear programme (HiGHS)",
            "objective": round(optimum, 6),
            "dual_of_our_flow": round(ours.result.bound, 6),
            "worst": round(ours.result.fair.worst_bound, 6),
        },
        peers=tuple(peers),
        ratios=ratios,
    )


def _sizes(scale: float, per_entry: int) -> Sizes:
    judges = max(2 * MORE_PER_ENTRY, round(JUDGES * scale))
    return Sizes(max(4, round(ENTRIES * scale)), judges, per_entry)


def _main(ours: Ours, optimum: float) -> Figures:
    return {
        "quality": ours.objective / optimum,
        "from_optimum": abs(ours.objective - optimum),
        **_timed(ours),
    }


def _timed(ours: Ours) -> Figures:
    return {"seconds": round(ours.optimal_seconds, 4), **_fair(ours)}


def _fair(ours: Ours) -> Figures:
    fair = ours.fair
    return {
        "objective": round(ours.objective, 6),
        "worst": round(ours.worst, 6),
        "fair_seconds": round(ours.fair_seconds, 4),
        "fair_objective": round(fair.objective, 6),
        "fair_share_of_best_total": round(fair.objective / fair.bound, 6),
        "fair_worst": round(fair.worst, 6),
        "fair_worst_bound": round(fair.worst_bound, 6),
        "fair_share_of_worst_bound": round(fair.worst / fair.worst_bound, 6),
    }


def _changes(changes: Changes, ours: Ours) -> Figures:
    return {
        "withdrawn_pairs": changes.unavoidable,
        "kept_dropped_pairs": changes.dropped,
        "anew_dropped_pairs": changes.dropped_anew,
        "kept_seconds": round(changes.seconds, 4),
        "kept_share_of_total": round(changes.objective / ours.objective, 6),
        "lot_seconds": round(changes.lot_seconds, 4),
        "lot_share_of_total": round(changes.lot_expected / ours.objective, 6),
        "balanced_seconds": round(changes.balanced_seconds, 4),
        "balanced_least_load": changes.balanced_loads[0],
        "balanced_most_load": changes.balanced_loads[1],
    }


def _networkx(sizes: Sizes, seconds: float, total: float) -> Figures:
    return {
        "name": f"networkx network_simplex at {sizes.entries} × {sizes.judges}",
        "seconds": round(seconds, 3),
        "quality": 1.0,
        "objective": round(total, 6),
    }
