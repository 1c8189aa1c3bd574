"""What is measured of a ranking: agreement with the truth, coverage, and a second look's recall."""

from collections.abc import Callable, Iterable, Mapping
from statistics import mean

import numpy as np
from numpy.typing import NDArray
from scipy.stats import kendalltau, rankdata, spearmanr

from yucaihui.bench import ranking_peers as peers
from yucaihui.bench.ranking_real import Hidden
from yucaihui.bench.ranking_simulated import Simulated, with_sheets
from yucaihui.engines.ranking import Panel, Ranking, Settings, rank, second_look

Floats = NDArray[np.float64]
Figures = dict[str, float]
Scoring = Callable[[Panel], Floats]

TOP = 20
# A second look may ask each judge for twice the sheets that an even share would be.
_SPARE = 2


def shrunk(panel: Panel) -> Floats:
    return scores_of(rank(panel), panel)


def additive(panel: Panel) -> Floats:
    return scores_of(rank(panel, "additive"), panel)


METHODS: Mapping[str, Scoring] = {
    "shrunk": shrunk,
    "additive": additive,
    "mean": peers.raw_mean,
    "z_score": peers.z_scores,
}


def scores_of(ranking: Ranking, panel: Panel) -> Floats:
    """(entries,) scores in the panel's order."""
    scores = {one.entry: one.score for one in ranking.entries}
    return np.array([scores[entry] for entry in panel.entries])


def tau(one: Floats, other: Floats) -> float:
    return float(kendalltau(one, other).statistic)


def spearman(one: Floats, other: Floats) -> float:
    return float(spearmanr(one, other).statistic)


def recall(truth: Floats, scores: Floats, top: int = TOP) -> float:
    """The share of the true top that is among the top by `scores`."""
    best = set(np.argsort(-truth)[:top].tolist())
    return len(best & set(np.argsort(-scores)[:top].tolist())) / top


def coverage(truth: Floats, ranking: Ranking, panel: Panel) -> float:
    """The share of the true ranks that lie in their intervals."""
    true_rank = dict(zip(panel.entries, rankdata(-truth).tolist(), strict=True))
    return mean(
        one.overall.low <= true_rank[one.entry] <= one.overall.high for one in ranking.entries
    )


def simulated_figures(panels: Iterable[Simulated]) -> Figures:
    """Means over panels: tau and recall by method, with the judges known, and our coverage."""
    found = [_figures(one) for one in panels]
    return {name: mean(one[name] for one in found) for name in found[0]}


def _figures(simulated: Simulated) -> Figures:
    panel, truth = simulated.panel, simulated.quality
    ranking = rank(panel)
    scores = {
        "shrunk": scores_of(ranking, panel),
        "additive": additive(panel),
        "mean": peers.raw_mean(panel),
        "z_score": peers.z_scores(panel),
        "judges_known": simulated.known_judges(),
    }
    taus = {f"tau_{name}": tau(truth, one) for name, one in scores.items()}
    recalls = {f"recall_{name}": recall(truth, one) for name, one in scores.items()}
    return taus | recalls | {"coverage": coverage(truth, ranking, panel)}


def hidden_figures(panels: Iterable[Hidden]) -> Figures:
    """Mean tau with the hidden consensus, by method."""
    found = [{k: tau(one.consensus, f(one.panel)) for k, f in METHODS.items()} for one in panels]
    return {f"tau_{name}": mean(one[name] for one in found) for name in METHODS}


def adaptive_recall(simulated: Simulated, share: float = 0.25, rounds: int = 2) -> float:
    """Recall of the true top after `share` more sheets, asked for in so many rounds."""
    panel = simulated.panel
    budget = round(len(panel) * share / rounds)
    spare = np.full(len(panel.judges), -(-_SPARE * rounds * budget // len(panel.judges)))
    allowed = np.ones((len(panel.entries), len(panel.judges)), np.bool_)
    for turn in range(rounds):
        panel = simulated.panel
        ranking = rank(panel, settings=Settings(top=TOP))
        seats = second_look(panel, ranking, allowed, spare, budget)
        simulated = _seated(simulated, [(one.entry, one.judge) for one in seats], turn)
        spare = spare - (simulated.panel.loads - panel.loads)
    return recall(simulated.quality, shrunk(simulated.panel))


def _seated(simulated: Simulated, pairs: list[tuple[str, str]], seed: int) -> Simulated:
    entries = {name: place for place, name in enumerate(simulated.panel.entries)}
    judges = {name: place for place, name in enumerate(simulated.panel.judges)}
    entry = np.array([entries[one] for one, _ in pairs])
    judge = np.array([judges[one] for _, one in pairs])
    return with_sheets(simulated, entry, judge, 1_000 + seed)
