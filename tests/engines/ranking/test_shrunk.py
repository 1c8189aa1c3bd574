"""The default model finds what made a simulated panel, and stays near the mean where it should."""

from dataclasses import replace
from statistics import mean

import numpy as np
import pytest
from scipy.stats import kendalltau

from yucaihui.bench.ranking_contests import coverage, scores_of, tau
from yucaihui.bench.ranking_peers import raw_mean
from yucaihui.bench.ranking_simulated import SCENARIOS, Simulated, Sizes, simulate
from yucaihui.engines.ranking import Panel, Settings, rank
from yucaihui.engines.ranking.shrunk import fit_shrunk

SMALL = Sizes(entries=200, judges=30, per_entry=3)


@pytest.fixture(scope="module")
def typical() -> Simulated:
    return simulate("typical", 3, Sizes(entries=400, judges=20, per_entry=4))


def test_severity_scale_and_noise_of_judges_are_found(typical: Simulated) -> None:
    judges = fit_shrunk(typical.panel, 3_000, seed=0).judges
    severity = [one.severity.value for one in judges]
    assert np.corrcoef(severity, -typical.bias)[0, 1] > 0.97
    assert np.corrcoef([one.scale.value for one in judges], typical.scale)[0, 1] > 0.85
    assert np.corrcoef([one.noise.value for one in judges], typical.noise)[0, 1] > 0.9


def test_intervals_of_judges_hold_their_true_traits(typical: Simulated) -> None:
    judges = fit_shrunk(typical.panel, 3_000, seed=0).judges
    severity = -(typical.bias - typical.bias.mean()) * 12
    for name, true in (("noise", typical.noise * 12), ("severity", severity)):
        estimates = [getattr(one, name) for one in judges]
        held = [e.low <= value <= e.high for e, value in zip(estimates, true, strict=True)]
        assert np.mean(held) >= 0.75


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_true_ranks_lie_in_nine_of_ten_intervals(scenario: str) -> None:
    panels = [simulate(scenario, seed, SMALL) for seed in range(4)]
    shares = [coverage(one.quality, rank(one.panel), one.panel) for one in panels]
    assert 0.87 <= mean(shares) <= 0.94


@pytest.mark.parametrize(("scenario", "gain"), [("typical", 0.05), ("harsh", 0.10)])
def test_it_agrees_with_the_truth_better_than_the_mean(scenario: str, gain: float) -> None:
    panels = [simulate(scenario, seed, SMALL) for seed in range(4)]
    gains = [
        tau(one.quality, scores_of(rank(one.panel), one.panel))
        - tau(one.quality, raw_mean(one.panel))
        for one in panels
    ]
    assert mean(gains) >= gain


def test_judges_who_hardly_differ_leave_the_order_of_the_means() -> None:
    generator = np.random.default_rng(1)
    quality = generator.standard_normal(60)
    entry, judge = np.divmod(np.arange(300), 5)
    score = 70 + 10 * quality[entry] + generator.standard_normal(300)
    panel = Panel(tuple(map(str, range(60))), tuple("ABCDE"), entry, judge, score)
    scores = fit_shrunk(panel, 2_000, seed=0).scores
    assert kendalltau(scores, raw_mean(panel)).statistic > 0.98


def test_points_of_another_scale_make_no_difference_but_the_scale() -> None:
    panel = simulate("typical", 5, Sizes(60, 10, 3)).panel
    tenth = Panel(panel.entries, panel.judges, panel.entry, panel.judge, panel.score / 16)
    one, other = (fit_shrunk(each, 1_500, seed=2) for each in (panel, tenth))
    assert other.scores * 16 == pytest.approx(one.scores, rel=1e-6)


def test_scores_all_alike_give_scores_alike() -> None:
    panel = simulate("typical", 5, Sizes(10, 5, 3)).panel
    flat = Panel(panel.entries, panel.judges, panel.entry, panel.judge, np.full(30, 80.0))
    ranking = rank(flat, settings=Settings(sweeps=1_500))
    assert [round(one.score) for one in ranking.entries] == [80] * 10


def test_a_single_sheet_is_ranked() -> None:
    panel = Panel(("A",), ("J",), np.array([0]), np.array([0]), np.array([75.0]))
    (only,) = rank(panel, settings=Settings(sweeps=1_500)).entries
    assert (only.overall.rank, only.overall.low, only.overall.high) == (1, 1, 1)
    assert only.overall.chance == 1.0


def in_tracks(seed: int) -> tuple[Panel, np.ndarray]:
    """Two tracks, the second better by a spread of quality; few judges sit in both."""
    generator = np.random.default_rng(seed)
    track = np.repeat([0, 1], 100)
    quality = generator.standard_normal(200) + track
    bias, entry = 0.5 * generator.standard_normal(30), np.repeat(np.arange(200), 3)
    seats = [generator.choice(15, 3, replace=False) + 12 * one for one in track]
    judge = np.concatenate(seats)
    errors = 0.5 * generator.standard_normal(600)
    score = 60 + 10 * (quality[entry] + bias[judge] + errors)
    ids = tuple(f"E{n:03}" for n in range(200)), tuple(f"J{n:02}" for n in range(30))
    return Panel(*ids, entry, judge, score, tracks=tuple(map(str, track))), quality


def test_judges_of_a_strong_track_are_not_taken_for_lenient() -> None:
    known, unknown = [], []
    for seed in range(4):
        panel, quality = in_tracks(seed)
        known.append(tau(quality, scores_of(rank(panel), panel)))
        unknown.append(tau(quality, scores_of(rank(replace(panel, tracks=())), panel)))
    assert mean(known) > mean(unknown)
