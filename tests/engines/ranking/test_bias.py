"""The effect of judging one's own is found where there is one, with an honest interval."""

import numpy as np
import pytest

from yucaihui.bench.ranking_simulated import Sizes, simulate
from yucaihui.engines.ranking import Panel, beside_others, home_effect


def favoured(points: float, seed: int) -> tuple[Panel, np.ndarray]:
    """A panel in which judges of every fourth entry's country give it `points` more."""
    made = simulate("typical", seed, Sizes(300, 40, 4))
    home = (made.panel.entry % 4) == (made.panel.judge % 4)
    panel = made.panel
    score = panel.score + points * home
    return Panel(panel.entries, panel.judges, panel.entry, panel.judge, score), home


def test_scores_are_put_beside_the_mean_of_the_other_judges() -> None:
    panel = Panel(
        ("A", "B"),
        ("J", "K", "L"),
        np.array([0, 0, 0, 1]),
        np.array([0, 1, 2, 0]),
        np.array([90.0, 60.0, 70.0, 50.0]),
    )
    assert beside_others(panel).tolist() == [25, -20, -5, 0]
    found = home_effect(panel, np.array([True, False, False, True]))
    assert (found.home_sheets, found.away_sheets) == (1, 2)
    assert found.home is not None
    assert found.away is not None
    assert (found.home.value, found.away.value) == (25, -12.5)


def test_a_favour_is_found_and_its_interval_excludes_nought() -> None:
    found = home_effect(*favoured(6.0, 1)).effect
    assert found is not None
    assert 0 < found.low < found.value < found.high


def test_ninety_of_a_hundred_intervals_hold_no_favour_where_there_is_none() -> None:
    effects = [home_effect(*favoured(0.0, seed)).effect for seed in range(100)]
    held = [one is not None and one.low <= 0 <= one.high for one in effects]
    assert 82 <= sum(held) <= 96


@pytest.mark.parametrize("everywhere", [True, False])
def test_without_home_or_other_sheets_there_is_no_effect(everywhere: bool) -> None:
    panel, home = favoured(0.0, 1)
    found = home_effect(panel, np.full(len(home), everywhere))
    assert found.effect is None
    assert (found.away if everywhere else found.home) is None


def test_entries_with_one_sheet_each_say_nothing() -> None:
    alone = Panel(("A", "B"), ("J",), np.arange(2), np.zeros(2, np.int64), np.array([60.0, 70.0]))
    found = home_effect(alone, np.array([True, False]))
    assert (found.home, found.away, found.effect) == (None, None, None)
