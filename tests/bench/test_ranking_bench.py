"""The bench of rankings prints its fixed shape, and its panels are what it says of them."""

import numpy as np
import pytest

from yucaihui.bench import ranking, ranking_peers
from yucaihui.bench.ranking_contests import recall
from yucaihui.bench.ranking_simulated import SCENARIOS, Sizes, simulate


def test_the_report_holds_ours_the_bound_the_peers_and_ratios(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("YUCAIHUI_SHARED_DATA", raising=False)
    monkeypatch.setattr(ranking, "PANELS", 1)
    document = ranking.run(0.03).document()
    assert document["work"] == {"entries": 50, "judges": 10, "sheets": 150, "panels": 1}
    assert document["ours"].keys() >= {"seconds", "mib", "quality"} | {
        f"{figure}_{scenario}"
        for figure in ("tau", "top_20", "coverage", "top_20_after_second_look")
        for scenario in SCENARIOS
    }
    names = [peer["name"] for peer in document["peers"]]
    assert names[:3] == ["mean", "z_score", "additive"]
    assert document["ratios"].keys() == {f"over_mean_{scenario}" for scenario in SCENARIOS}


def test_simulated_judges_score_entries_once_in_equal_numbers_within_the_scale() -> None:
    made = simulate("harsh", 1, Sizes(100, 10, 3))
    pairs = set(zip(made.panel.entry.tolist(), made.panel.judge.tolist(), strict=True))
    assert len(pairs) == 300
    assert made.panel.loads.min() >= 20
    assert 0 <= made.panel.score.min() <= made.panel.score.max() <= 100


def test_the_same_seed_makes_the_same_panel() -> None:
    one, again = (simulate("typical", 3, Sizes(50, 10, 3)) for _ in range(2))
    assert (one.panel.score == again.panel.score).all()
    other = simulate("typical", 4, Sizes(50, 10, 3))
    assert (one.panel.score != other.panel.score).any()


def test_peers_agree_with_their_definitions() -> None:
    panel = simulate("typical", 1, Sizes(40, 8, 4)).panel
    first = panel.score[panel.entry == 0]
    assert ranking_peers.raw_mean(panel)[0] == pytest.approx(first.mean())
    standard = np.zeros(len(panel))
    for judge in range(8):
        own = panel.score[panel.judge == judge]
        standard[panel.judge == judge] = (own - own.mean()) / own.std()
    expected = [standard[panel.entry == n].mean() for n in range(40)]
    assert ranking_peers.z_scores(panel) == pytest.approx(expected)


def test_recall_is_the_share_of_the_best_that_is_found() -> None:
    assert recall(np.array([4.0, 3, 2, 1]), np.array([4.0, 1, 3, 2]), top=2) == 0.5
