"""Real panels and the made competition with its truth."""

from pathlib import Path
from statistics import mean

import pytest

from yucaihui.bench.ranking_contests import additive, coverage, hidden_figures, shrunk, spearman
from yucaihui.bench.ranking_real import REAL, made_competition, olympic_components
from yucaihui.engines.ranking import home_effect, rank


def test_the_made_competition_is_ranked_as_its_truth_is(shared_data: Path) -> None:
    panel, quality = made_competition(shared_data)
    ours = spearman(quality, shrunk(panel))
    assert ours >= 0.973
    assert ours >= spearman(quality, additive(panel)) - 0.001
    assert coverage(quality, rank(panel), panel) == pytest.approx(0.9, abs=0.03)


@pytest.mark.parametrize("name", REAL)
def test_on_real_panels_it_is_never_more_than_a_hundredth_below_the_mean(
    name: str, shared_data: Path
) -> None:
    found = [hidden_figures(REAL[name](shared_data, seed)) for seed in range(2)]
    assert mean(one["tau_shrunk"] - one["tau_mean"] for one in found) >= -0.01


def test_olympic_judges_favour_their_country(shared_data: Path) -> None:
    found = home_effect(*olympic_components(shared_data))
    assert (found.home_sheets, found.away_sheets) == (690, 10_560)
    assert found.home is not None
    assert found.away is not None
    assert found.effect is not None
    assert (round(found.home.value, 2), round(found.away.value, 2)) == (0.29, -0.02)
    assert 0.2 < found.effect.low < found.effect.value < found.effect.high < 0.4
