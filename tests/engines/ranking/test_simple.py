"""The plain methods agree with their definitions and with least squares from outside."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yucaihui.bench.ranking_simulated import Sizes, simulate
from yucaihui.engines.ranking.additive import Additive
from yucaihui.engines.ranking.panel import Panel
from yucaihui.engines.ranking.simple import fit_additive, fit_mean, fit_trimmed

SMALL = Sizes(entries=40, judges=8, per_entry=4)


def one_entry(*scores: float) -> Panel:
    judges = tuple(f"J{n}" for n in range(len(scores)))
    entry, judge = np.zeros(len(scores), np.int64), np.arange(len(scores))
    return Panel(("E",), judges, entry, judge, np.array(scores))


def by_lstsq(panel: Panel) -> np.ndarray:
    """What each sheet should have read, by a dense design."""
    design = np.zeros((len(panel), len(panel.entries) + len(panel.judges)))
    design[np.arange(len(panel)), panel.entry] = 1
    design[np.arange(len(panel)), len(panel.entries) + panel.judge] = 1
    return np.asarray(design @ np.linalg.lstsq(design, panel.score)[0])


def test_the_mean_is_that_of_the_sheets() -> None:
    assert fit_mean(one_entry(60, 70, 95), seed=0).scores.tolist() == [75]


@pytest.mark.parametrize(
    ("scores", "trim", "expected"),
    [
        ((60, 70, 95), 1, 70),
        ((60, 95), 1, 77.5),
        ((10, 60, 70, 80, 100), 1, 70),
        ((10, 60, 70, 80, 100), 2, 70),
        ((10, 60, 70, 80, 100), 0, 64),
        ((70, 70, 70, 100), 1, 70),
    ],
)
def test_trimming_drops_the_highest_and_lowest_where_some_are_left(
    scores: tuple[float, ...], trim: int, expected: float
) -> None:
    fit = fit_trimmed(one_entry(*scores), trim, seed=0)
    assert fit.scores[0] == pytest.approx(expected, abs=1e-12)
    assert fit.weight.sum() == pytest.approx(1.0)


@given(st.integers(0, 10_000))
@settings(max_examples=20, deadline=None)
def test_the_additive_model_is_least_squares(seed: int) -> None:
    panel = simulate("harsh", seed, SMALL).panel
    fit = fit_additive(panel, seed=0)
    assert np.abs(fit.expected - by_lstsq(panel)).max() < 1e-8
    bias = -np.array([one.severity.value for one in fit.judges])
    assert abs(bias.sum()) < 1e-8
    assert np.abs(fit.scores[panel.entry] + bias[panel.judge] - fit.expected).max() < 1e-8


def test_the_additive_model_counts_the_numbers_it_fits() -> None:
    panel = simulate("typical", 1, SMALL).panel
    assert Additive.of(panel).parameters == 40 + 8 - 1


def test_parts_of_a_panel_without_a_common_judge_have_their_own_zero() -> None:
    panel = Panel(
        ("A", "B", "C", "D"),
        ("J", "K", "L", "M"),
        np.array([0, 0, 1, 1, 2, 2, 3, 3]),
        np.array([0, 1, 0, 1, 2, 3, 2, 3]),
        np.array([60.0, 70, 70, 80, 90, 80, 80, 70]),
    )
    fit = fit_additive(panel, seed=0)
    assert fit.scores == pytest.approx([65, 75, 85, 75])
    assert [one.severity.value for one in fit.judges] == pytest.approx([5, -5, -5, 5])


@pytest.mark.parametrize("seed", [1, 2])
def test_intervals_of_the_mean_are_as_wide_as_the_sheets_differ(seed: int) -> None:
    made = simulate("precise", seed, Sizes(400, 40, 3))
    fit = fit_mean(made.panel, seed=0)
    sheets = made.panel.score - fit.scores[made.panel.entry]
    error = np.sqrt(np.square(sheets).sum() / (1200 - 400) / 3)
    assert fit.draws.std(axis=0).mean() == pytest.approx(error, rel=0.03)
    assert fit.draws.mean(axis=0) == pytest.approx(fit.scores, abs=5 * error / np.sqrt(1000))


def test_one_sheet_each_tells_nothing_of_noise_and_still_has_an_interval() -> None:
    panel = Panel(("A", "B"), ("J",), np.array([0, 1]), np.array([0, 0]), np.array([60.0, 80.0]))
    fit = fit_mean(panel, seed=0)
    assert fit.spread.tolist() == [10, 10]
    assert fit.errors(panel.score).tolist() == [0, 0]
