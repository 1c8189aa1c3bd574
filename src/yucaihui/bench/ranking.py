"""`yucaihui bench ranking`: simulated and real panels ranked, beside the bound and the peers.

The bound is the ranking with every simulated judge's severity, scale and noise known. Real panels
are ranked where the environment variable YUCAIHUI_SHARED_DATA names the folder that has them. Each
figure of a scenario is the mean of `PANELS` panels.
"""

import os
import time
from pathlib import Path
from statistics import mean

from yucaihui.bench import ranking_peers as peers
from yucaihui.bench.harness import Figure, Report, measure
from yucaihui.bench.matching_contests import PEERS
from yucaihui.bench.ranking_contests import (
    Figures,
    Floats,
    adaptive_recall,
    additive,
    hidden_figures,
    shrunk,
    simulated_figures,
    spearman,
    tau,
)
from yucaihui.bench.ranking_real import REAL, made_competition, olympic_components
from yucaihui.bench.ranking_simulated import SCENARIOS, Simulated, Sizes, simulate
from yucaihui.engines.ranking import home_effect, rank

PANELS = 4
_THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")


def run(scale: float) -> Report:
    """Measure panels of `scale` times 1,369 entries and 200 judges, three sheets an entry."""
    os.environ.update(dict.fromkeys(_THREADS, "1"))  # for the processes that are started below
    sizes = Sizes(max(round(1_369 * scale), 50), max(round(200 * scale), 10))
    timed = measure(_warm, _ranked, sizes)
    panels = {
        name: [simulate(name, seed, sizes) for seed in range(1, PANELS + 1)] for name in SCENARIOS
    }
    figures = {name: simulated_figures(one) for name, one in panels.items()}
    again = {name: mean(map(adaptive_recall, one)) for name, one in panels.items()}
    real = _real_figures()
    return Report(
        name="ranking",
        work={"entries": sizes.entries, "judges": sizes.judges, "sheets": sizes.entries * 3}
        | {"panels": PANELS},
        ours={
            "seconds": round(timed.seconds, 3),
            "mib": round(timed.mib),
            "cpu_seconds": round(timed.result, 3),
            "quality": _round(figures["typical"]["tau_shrunk"]),
            **_by_scenario(figures, "tau_shrunk", "tau"),
            **_by_scenario(figures, "recall_shrunk", "top_20"),
            **_by_scenario(figures, "coverage", "coverage"),
            **{f"top_20_after_second_look_{name}": _round(one) for name, one in again.items()},
            **_of_method(real, "shrunk"),
            **_home_effect(),
        },
        bound={
            "quality": _round(figures["typical"]["tau_judges_known"]),
            **_by_scenario(figures, "tau_judges_known", "tau"),
            **_by_scenario(figures, "recall_judges_known", "top_20"),
            "what": "every judge's severity, scale and noise known",
        },
        peers=(
            *(_peer(name, figures, real) for name in ("mean", "z_score", "additive")),
            *_timed_peers(panels["typical"][0]),
        ),
        ratios={
            **{f"over_mean_{name}": _over_mean(one) for name, one in figures.items()},
            **{f"over_mean_{name}": _over_mean(one) for name, one in real.items()},
        },
    )


def _warm(sizes: Sizes) -> Simulated:
    """The panel to be timed, with the sampler compiled."""
    rank(simulate("typical", 0, Sizes(50, 10)).panel)
    return simulate("typical", 1, sizes)


def _ranked(simulated: Simulated) -> float:
    """Processor seconds, which a busy machine lengthens less than those of the clock."""
    start = time.process_time()
    rank(simulated.panel)
    return time.process_time() - start


def _real_figures() -> dict[str, Figures]:
    """By real panel, and for the made competition the agreement with its truth."""
    folder = _shared()
    if folder is None:
        return {}
    figures = {
        name: hidden_figures(one for seed in range(PANELS) for one in load(folder, seed))
        for name, load in REAL.items()
    }
    panel, quality = made_competition(folder)
    methods = {"shrunk": shrunk, "additive": additive, "mean": peers.raw_mean}
    methods["z_score"] = peers.z_scores
    made = {f"spearman_{name}": spearman(quality, f(panel)) for name, f in methods.items()}
    return figures | {"made_competition": made}


def _home_effect() -> dict[str, Figure]:
    """Of the Olympic judges, as the bias report finds it."""
    folder = _shared()
    if folder is None:
        return {}
    found = home_effect(*olympic_components(folder))
    means = {"home": found.home, "away": found.away, "within_judges": found.effect}
    return {
        **{f"olympic_{name}": _round(one.value) for name, one in means.items() if one},
        "olympic_home_sheets": found.home_sheets,
        "olympic_away_sheets": found.away_sheets,
    }


def _peer(method: str, figures: dict[str, Figures], real: dict[str, Figures]) -> dict[str, Figure]:
    return {
        "name": method,
        "seconds": None,
        "quality": _round(figures["typical"][f"tau_{method}"]),
        **_by_scenario(figures, f"tau_{method}", "tau"),
        **_by_scenario(figures, f"recall_{method}", "top_20"),
        **_of_method(real, method),
    }


def _timed_peers(simulated: Simulated) -> tuple[dict[str, Figure], ...]:
    """On one typical panel, ours for comparison; choix where `make bench-peers` has brought it."""
    panel, truth = simulated.panel, simulated.quality
    start = time.process_time()
    terms = peers.least_squares(panel)
    seconds = time.process_time() - start
    found: dict[str, tuple[float | None, Floats]] = {
        "shrunk, on the panel of the peers below": (None, shrunk(panel)),
        "additive by numpy.linalg.lstsq": (seconds, terms),
    }
    if PEERS.is_file():
        found["Plackett-Luce by choix.ilsr_rankings"] = peers.plackett_luce(panel)
    return tuple(
        {
            "name": name,
            "seconds": None if taken is None else round(taken, 3),
            "quality": _round(tau(truth, scores)),
        }
        for name, (taken, scores) in found.items()
    )


def _by_scenario(figures: dict[str, Figures], key: str, name: str) -> dict[str, Figure]:
    return {f"{name}_{scenario}": _round(one[key]) for scenario, one in figures.items()}


def _of_method(real: dict[str, Figures], method: str) -> dict[str, Figure]:
    """`tau_skating` … of one method."""
    return {
        f"{key.removesuffix(f'_{method}')}_{name}": _round(value)
        for name, one in real.items()
        for key, value in one.items()
        if key.endswith(f"_{method}")
    }


def _over_mean(one: Figures) -> Figure:
    key = "spearman" if "spearman_mean" in one else "tau"
    return _round(one[f"{key}_shrunk"] - one[f"{key}_mean"])


def _shared() -> Path | None:
    folder = os.environ.get("YUCAIHUI_SHARED_DATA")
    return Path(folder) if folder and Path(folder).is_dir() else None


def _round(figure: float) -> float:
    return round(figure, 4)
