"""A second look goes to those at the cut, keeps to who may, and finds the best."""

from statistics import mean

import numpy as np

from yucaihui.bench.ranking_contests import adaptive_recall, recall, shrunk
from yucaihui.bench.ranking_simulated import Sizes, simulate
from yucaihui.engines.ranking import Panel, Settings, rank, second_look

SIZES = Sizes(200, 30, 3)
QUICK = Settings(top=20, sweeps=1_500)


def panel() -> Panel:
    return simulate("typical", 1, SIZES).panel


def test_seats_go_where_the_chance_is_most_open() -> None:
    one, ranking = panel(), rank(panel(), settings=QUICK)
    everybody = np.ones((200, 30), np.bool_)
    seats = second_look(one, ranking, everybody, np.full(30, 100), budget=10)
    chance = {each.entry: each.overall.chance for each in ranking.entries}
    open_chance = sorted((p * (1 - p) for p in chance.values()), reverse=True)
    assert chance[seats[0].entry] * (1 - chance[seats[0].entry]) == open_chance[0]
    assert [one.worth for one in seats] == sorted((one.worth for one in seats), reverse=True)
    assert len(seats) == 10


def test_seats_keep_to_who_may_to_loads_and_to_the_budget() -> None:
    one, ranking = panel(), rank(panel(), settings=QUICK)
    may = np.random.default_rng(2).random((200, 30)) < 0.3
    spare = np.arange(30) % 4
    seats = second_look(one, ranking, may, spare, budget=40)
    given = [(one.entries.index(each.entry), one.judges.index(each.judge)) for each in seats]
    assert 0 < len(given) <= 40
    assert len(set(given)) == len(given)
    assert not set(given) & set(zip(one.entry.tolist(), one.judge.tolist(), strict=True))
    assert all(may[pair] for pair in given)
    assert (np.bincount([judge for _, judge in given], minlength=30) <= spare).all()


def test_methods_that_take_judges_for_alike_ask_them_too() -> None:
    one, ranking = panel(), rank(panel(), "mean", QUICK)
    seats = second_look(one, ranking, np.ones((200, 30), np.bool_), np.full(30, 2), budget=20)
    assert len(seats) == 20


def test_nobody_is_asked_where_all_is_settled() -> None:
    one = panel()
    ranking = rank(one, settings=Settings(top=200, sweeps=1_500))
    assert second_look(one, ranking, np.ones((200, 30), np.bool_), np.full(30, 9), 10) == ()


def test_a_quarter_more_sheets_find_most_of_the_best() -> None:
    panels = [simulate("typical", seed, SIZES) for seed in range(1, 4)]
    before = mean(recall(one.quality, shrunk(one.panel)) for one in panels)
    after = mean(map(adaptive_recall, panels))
    assert after >= max(0.7, before + 0.05)
