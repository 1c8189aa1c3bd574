"""A ranking is strict, explained, and the same in whatever order its parts come."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yucaihui.bench.ranking_simulated import Sizes, simulate
from yucaihui.engines.ranking import METHODS, TIES, Panel, Ranking, Settings, rank, ranking_digest

QUICK = Settings(top=5, top_in_track=2, sweeps=1_500)


def panel(seed: int = 1, per_entry: int = 3) -> Panel:
    """Of three tracks, entries with four sheets and with three."""
    made = simulate("harsh", seed, Sizes(30, 9, per_entry)).panel
    return replace(made, tracks=tuple("abc"[n % 3] for n in range(30)))


def shuffled(one: Panel, seed: int) -> Panel:
    generator = np.random.default_rng(seed)
    entries = generator.permutation(len(one.entries))
    judges = generator.permutation(len(one.judges))
    sheets = generator.permutation(len(one))
    return Panel(
        entries=tuple(one.entries[n] for n in entries),
        judges=tuple(one.judges[n] for n in judges),
        entry=np.argsort(entries)[one.entry[sheets]],
        judge=np.argsort(judges)[one.judge[sheets]],
        score=one.score[sheets],
        tracks=tuple(one.tracks[n] for n in entries),
    )


def tied(*rows: tuple[str, str, float, float]) -> Panel:
    """(entry, judge, score, heaviest criterion) in rows."""
    entry, judge, score, heaviest = zip(*rows, strict=True)
    entries, places = np.unique(entry, return_inverse=True)
    judges, seats = np.unique(judge, return_inverse=True)
    names = tuple(entries.tolist()), tuple(judges.tolist())
    return Panel(*names, places, seats, np.array(score), heaviest=np.array(heaviest))


def order(ranking: Ranking) -> list[str]:
    return [one.entry for one in ranking.entries]


@pytest.mark.parametrize("method", METHODS)
@given(seed=st.integers(0, 10_000))
@settings(max_examples=5, deadline=None)
def test_the_order_of_entries_judges_and_sheets_changes_nothing(method: str, seed: int) -> None:
    one, other = panel(), shuffled(panel(), seed)
    assert ranking_digest(rank(other, method, QUICK)) == ranking_digest(rank(one, method, QUICK))


@pytest.mark.parametrize("method", METHODS)
def test_places_are_strict_lie_in_their_intervals_and_chances_sum_to_the_top(method: str) -> None:
    ranking = rank(panel(), method, QUICK)
    assert [one.overall.rank for one in ranking.entries] == list(range(1, 31))
    assert sorted(one.overall.raw_rank for one in ranking.entries) == list(range(1, 31))
    for one in ranking.entries:
        assert 1 <= one.overall.low <= one.overall.rank <= one.overall.high <= 30
        assert 1 <= one.in_track.low <= one.in_track.rank <= one.in_track.high <= 10
    assert sum(one.overall.chance for one in ranking.entries) == pytest.approx(5)
    for track in "abc":
        there = [one.in_track for one in ranking.entries if one.track == track]
        assert [one.rank for one in there] == list(range(1, 11))
        assert sum(one.chance for one in there) == pytest.approx(2)


@pytest.mark.parametrize("method", METHODS)
def test_scores_fall_with_rank_and_raw_scores_are_the_means(method: str) -> None:
    one, ranking = panel(), rank(panel(), method, QUICK)
    scores = [each.score for each in ranking.entries]
    assert scores == sorted(scores, reverse=True)
    for each in ranking.entries:
        sheets = one.score[one.entry == one.entries.index(each.entry)]
        assert each.raw_score == pytest.approx(sheets.mean())
        assert each.sheets == len(sheets)


@pytest.mark.parametrize("method", METHODS)
def test_every_move_of_more_than_three_places_is_explained_to_the_point(method: str) -> None:
    ranking = rank(panel(), method, QUICK)
    far = [
        one
        for one in ranking.entries
        if max(abs(p.rank - p.raw_rank) for p in (one.overall, one.in_track)) > 3
    ]
    assert [move.entry for move in ranking.moves] == [one.entry for one in far]
    assert bool(far) == (method != "mean")
    for one, move in zip(far, ranking.moves, strict=True):
        assert move.points == pytest.approx(one.score - one.raw_score)
        effects = sum(effect.severity + effect.weighting for effect in move.effects)
        assert effects + move.shrinkage == pytest.approx(move.points)
        assert len(move.effects) == one.sheets


def test_in_the_additive_model_severity_alone_moves() -> None:
    ranking = rank(panel(), "additive", QUICK)
    severity = {one.judge: one.severity.value for one in ranking.judges}
    for move in ranking.moves:
        assert move.shrinkage == pytest.approx(0, abs=1e-9)
        for effect in move.effects:
            assert effect.weighting == pytest.approx(0, abs=1e-9)
            assert effect.severity == pytest.approx(severity[effect.judge] / len(move.effects))


def test_other_seeds_scores_methods_and_tracks_have_other_digests() -> None:
    one = panel()
    higher = one.score.copy()
    higher[0] += 0.5
    changed = [
        rank(one, "mean", QUICK),
        rank(one, "trimmed", QUICK),
        rank(one, "mean", replace(QUICK, seed=1)),
        rank(replace(one, score=higher), "mean", QUICK),
        rank(replace(one, tracks=()), "mean", QUICK),
    ]
    assert len({each.inputs for each in changed}) == 5
    assert len({ranking_digest(each) for each in changed}) == 5


def test_the_digest_of_a_fixed_panel_stays_the_same_everywhere() -> None:
    """A change of this is a change of results: raise the engine's version with it."""
    rows = [(f"E{n}", f"J{m}", 60.0 + 7 * n % 11 + m, 50.0 + n) for n in range(6) for m in range(3)]
    digests = {m: ranking_digest(rank(tied(*rows), m, QUICK))[:16] for m in METHODS}
    assert digests == {
        "mean": "404d855e71f6528d",
        "trimmed": "db312bbf3ac7bd4a",
        "additive": "3ddbe0f35c20b9c2",
        "shrunk": "8105f853b110f05c",
    }


def test_ties_go_to_the_heaviest_criterion_then_by_lot() -> None:
    rows = [("A", "J", 70.0, 60.0), ("B", "J", 70.0, 65.0), ("C", "J", 80.0, 60.0)]
    ranking = rank(tied(*rows), "mean", QUICK)
    assert order(ranking) == ["C", "B", "A"]
    assert [one.overall.decided_by for one in ranking.entries] == [
        "score",
        "score",
        "heaviest_criterion",
    ]
    alike = [(name, "J", 70.0, 60.0) for name in "ABCDEFGH"]
    orders = [order(rank(tied(*alike), "mean", replace(QUICK, seed=n))) for n in range(3)]
    assert [sorted(one) for one in orders] == [list("ABCDEFGH")] * 3
    assert len({tuple(one) for one in orders}) == 3
    by_lot = rank(tied(*alike), "mean", QUICK).entries
    assert {one.overall.decided_by for one in by_lot[1:]} == {"lot"}


def test_who_else_takes_part_changes_no_lot() -> None:
    alike = [(name, "J", 70.0, 60.0) for name in "ABCDEFGH"]
    all_of_them = order(rank(tied(*alike), "mean", QUICK))
    fewer = order(rank(tied(*alike[:4]), "mean", QUICK))
    assert fewer == [name for name in all_of_them if name in "ABCD"]


def test_fewer_outliers_break_a_tie() -> None:
    quiet = [(name, judge, 70.0, 60.0) for name in "ACDEFGHIKLMNOP" for judge in "uvwxyz"]
    given = {"u": 70.0, "v": 70.0, "w": 70.0, "x": 70.0, "y": 60.0, "z": 80.0}
    wild = [("B", judge, score, 60.0) for judge, score in given.items()]
    ranking = rank(tied(*quiet, *wild), "mean", QUICK)
    assert [(one.entry, one.judge) for one in ranking.outliers] == [("B", "y"), ("B", "z")]
    assert ranking.entries[-1].entry == "B"
    assert ranking.entries[-1].overall.decided_by == "fewest_outliers"


def test_the_chain_of_ties_is_written_down() -> None:
    assert TIES == ("score", "heaviest_criterion", "fewest_outliers", "raw_score", "lot")


def test_entries_without_a_sheet_are_named_and_have_no_place() -> None:
    one = panel()
    more = replace(one, entries=(*one.entries, "late"), tracks=(*one.tracks, "a"))
    ranking = rank(more, "mean", QUICK)
    assert ranking.unscored == ("late",)
    assert len(ranking.entries) == 30


def test_a_method_that_does_not_exist_and_a_panel_without_sheets_are_refused() -> None:
    with pytest.raises(ValueError, match=r"^method: there is no 'z_score'; choose one of mean,"):
        rank(panel(), "z_score")
    nothing = Panel(("A",), ("J",), np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0))
    with pytest.raises(ValueError, match=r"^score: there are no sheets; a ranking needs at least"):
        rank(nothing)


@pytest.mark.parametrize(
    "wrong", [{"top": 0}, {"top_in_track": 0}, {"trim": -1}, {"seed": -1}, {"sweeps": 10}]
)
def test_settings_out_of_range_are_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(ValueError, match=r"have to be|too few"):
        Settings(**wrong)
