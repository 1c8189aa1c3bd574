"""Who goes on: the first of each track, then wild cards, each with its rule."""

from dataclasses import replace

import pytest

from yucaihui.bench.ranking_simulated import Sizes, simulate
from yucaihui.engines.ranking import Ranking, Settings, advance, rank


@pytest.fixture(scope="module")
def ranking() -> Ranking:
    made = simulate("typical", 4, Sizes(24, 6, 3)).panel
    tracks = tuple("abbcccc"[n % 7] for n in range(24))
    return rank(replace(made, tracks=tracks), "mean", Settings(sweeps=1_500))


def test_the_first_of_each_track_go_on_then_the_best_of_the_others(ranking: Ranking) -> None:
    found = advance(ranking, per_track=2, wild_cards=3)
    by_track = {
        track: [one.entry for one in ranking.entries if one.track == track] for track in "abc"
    }
    first = {entry for entries in by_track.values() for entry in entries[:2]}
    others = [one.entry for one in ranking.entries if one.entry not in first]
    assert {one.entry for one in found.through if one.rule == "track"} == first
    assert [one.entry for one in found.through if one.rule == "wild_card"] == others[:3]
    overall = {one.entry: one.overall.rank for one in ranking.entries}
    for one in found.through:
        rank_in_track = by_track[one.track].index(one.entry) + 1
        assert one.rank == (rank_in_track if one.rule == "track" else overall[one.entry])
    assert [overall[one.entry] for one in found.through] == sorted(
        overall[one.entry] for one in found.through
    )


def test_the_next_in_line_of_each_track_are_named(ranking: Ranking) -> None:
    found = advance(ranking, per_track=2)
    thirds = [one.entry for one in ranking.entries if one.in_track.rank == 3]
    assert list(found.next_in_line) == thirds


def test_more_places_than_entries_let_all_go_on(ranking: Ranking) -> None:
    found = advance(ranking, per_track=50, wild_cards=2)
    assert [one.entry for one in found.through] == [one.entry for one in ranking.entries]
    assert found.next_in_line == ()


def test_no_places_let_nobody_go_on(ranking: Ranking) -> None:
    assert advance(ranking, per_track=0).through == ()


def test_numbers_below_nought_are_refused(ranking: Ranking) -> None:
    with pytest.raises(ValueError, match=r"^per_track and wild_cards have to be 0 or more$"):
        advance(ranking, per_track=-1)
