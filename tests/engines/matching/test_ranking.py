"""The ranked lists are the exact ones, both ways, whatever the blocks and the number asked for."""

from collections.abc import Callable, Sequence
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engines.matching.records import ATOMS, POSITIONS, TALENTS
from yucaihui.engines.matching import (
    BothWays,
    Explainer,
    Explanation,
    Match,
    Position,
    PositionIndex,
    Talent,
    TalentIndex,
    build_indexes,
    match_both,
    match_refused,
    rank_positions,
    rank_talents,
)
from yucaihui.engines.matching.kernel import search
from yucaihui.engines.matching.weights import SKILL_WEIGHT

Records = tuple[Sequence[Position], Sequence[Talent]]
SIDES = st.tuples(POSITIONS, TALENTS)


def brute_force(
    whys: Sequence[Explanation], name: Callable[[Explanation], str], k: int, *, refused: bool
) -> tuple[Match, ...]:
    """The k best by explaining every pair and sorting all of them."""
    fitting = [why for why in whys if bool(why.refused_by) == refused]
    best = sorted(fitting, key=lambda why: (-why.score, name(why)))
    return tuple(Match(name(why), why.score, *legs(why)) for why in best[:k])


def legs(why: Explanation) -> list[float]:
    """The terms of a score by kind."""
    return [
        sum((term.value for term in why.terms if term.kind == kind), start=0.0)
        for kind in ("title", "skill", "text")
    ]


@given(SIDES, st.integers(0, 14), st.booleans())
@settings(max_examples=60, deadline=None)
def test_lists_equal_brute_force_both_ways(records: Records, k: int, refused: bool) -> None:
    positions, talents = records
    asked, offered = build_indexes(positions, talents, ATOMS)
    explainer = Explainer(asked, offered, positions, talents)
    whys = {(p.id, t.id): explainer.explain(p.id, t.id) for p in positions for t in talents}
    lists = (match_refused if refused else match_both)(asked, offered, k)
    assert lists.talents_for == {
        p.id: brute_force(
            [whys[p.id, t.id] for t in talents], lambda why: why.talent_id, k, refused=refused
        )
        for p in positions
    }
    assert lists.positions_for == {
        t.id: brute_force(
            [whys[p.id, t.id] for p in positions], lambda why: why.position_id, k, refused=refused
        )
        for t in talents
    }


@given(SIDES, SIDES)
@settings(max_examples=15, deadline=None)
def test_lists_of_a_former_run_change_no_result(records: Records, former: Records) -> None:
    asked, offered = build_indexes(*records, ATOMS)
    earlier = match_both(*build_indexes(*former, ATOMS), 5).talents_for
    seeds = {name: [match.id for match in found] for name, found in earlier.items()}
    with patch.object(search, "_FEW_PAIRS", 0):
        assert match_both(asked, offered, 5, former=seeds) == match_both(asked, offered, 5)


@given(SIDES, st.integers(0, 14), st.booleans())
@settings(max_examples=15, deadline=None)
def test_the_compiled_path_gives_the_same_lists(records: Records, k: int, refused: bool) -> None:
    asked, offered = build_indexes(*records, ATOMS)
    rank = match_refused if refused else match_both
    plain = rank(asked, offered, k)
    with patch.object(search, "_FEW_PAIRS", 0):
        assert rank(asked, offered, k) == plain


@given(SIDES, st.integers(0, 12))
@settings(max_examples=40, deadline=None)
def test_a_shorter_list_is_the_beginning_of_a_longer_one(records: Records, k: int) -> None:
    asked, offered = build_indexes(*records, ATOMS)
    all_of_them = match_both(asked, offered, 30)
    some = match_both(asked, offered, k)
    assert some.talents_for == {name: row[:k] for name, row in all_of_them.talents_for.items()}
    assert some.positions_for == {name: row[:k] for name, row in all_of_them.positions_for.items()}


@given(SIDES)
@settings(max_examples=8, deadline=None)
def test_one_record_against_an_index_gives_the_same_list(records: Records) -> None:
    positions, talents = records
    asked, offered = build_indexes(positions, talents, ATOMS)
    lists = match_both(asked, offered, 4)
    for position in positions:
        assert rank_talents(position, offered, 4) == lists.talents_for[position.id]
    for talent in talents:
        assert rank_positions(talent, asked, 4) == lists.positions_for[talent.id]


def test_scores_lie_between_zero_and_one_and_equal_records_come_near_one() -> None:
    position = Position("p", "数据工程师", "Spark 与 Flink 数据平台", ("Spark", "Flink"))
    asked, offered = build_indexes(
        [position],
        [
            Talent("same", ("数据工程师",), "Spark 与 Flink 数据平台", ("Spark", "Flink")),
            Talent("other", ("护士",), "病房护理", ("护理",)),
        ],
    )
    same, other = match_both(asked, offered, 2).talents_for["p"]
    assert (same.id, other.id) == ("same", "other")
    assert 0.75 < same.score <= 1.0
    assert 0.0 <= other.score < 0.1


def test_chinese_and_english_names_of_a_skill_meet() -> None:
    position = Position("p", "软件工程师", skills=("机器学习",))
    asked, offered = build_indexes(
        [position], [Talent("a", skills=("Machine Learning",)), Talent("b", skills=("会计",))]
    )
    first, second = match_both(asked, offered, 2).talents_for["p"]
    assert (first.id, first.score) == ("a", SKILL_WEIGHT)
    assert (second.id, second.score) == ("b", 0.0)


def test_ties_are_ordered_by_id() -> None:
    twins = [Talent(name, titles=("data engineer",)) for name in ("b", "c", "a")]
    offered = build_indexes([], twins, ATOMS)[1]
    ranked = rank_talents(Position("p", "data engineer"), offered, 2)
    assert [match.id for match in ranked] == ["a", "b"]


def test_empty_sides_give_empty_lists() -> None:
    nobody = build_indexes([Position("p", "护士")], [], ATOMS)
    assert match_both(*nobody, 3).talents_for == {"p": ()}
    nothing = build_indexes([], [Talent("t", ("护士",))])
    assert match_both(*nothing, 3).positions_for == {"t": ()}
    assert match_both(*build_indexes([], [], ATOMS), 3) == BothWays({}, {})


def test_a_megabyte_of_text_is_matched_like_any_other() -> None:
    talents = [Talent("long", text="热管理 仿真 " * 80_000), Talent("short", text="护理")]
    offered = build_indexes([], talents, ATOMS)[1]
    ranked = rank_talents(Position("p", text="热管理 仿真"), offered, 2)
    assert [match.id for match in ranked] == ["long", "short"]
    assert ranked[0].score > 0


def test_a_negative_number_is_refused() -> None:
    with pytest.raises(ValueError, match="k must be 0 or more, not -1"):
        match_both(*build_indexes([], [], ATOMS), -1)


def test_indexes_of_different_statistics_do_not_match() -> None:
    first = build_indexes([Position("p", "护士")], [Talent("t", ("护士",))])
    second = build_indexes([Position("p", "医生")], [Talent("t", ("医生",))])
    with pytest.raises(ValueError, match="built with the same statistics"):
        match_both(first[0], second[1], 1)


def test_progress_ends_at_all_positions() -> None:
    seen: list[tuple[int, int]] = []
    asked, offered = build_indexes([Position("a"), Position("b")], [Talent("t")])
    match_both(asked, offered, 1, lambda done, total: seen.append((done, total)))
    assert seen[-1] == (2, 2)


def test_indexes_tell_their_size() -> None:
    asked, offered = build_indexes([Position("a")], [Talent("t"), Talent("u")])
    assert (len(asked), len(offered)) == (1, 2)
    assert isinstance(asked, PositionIndex)
    assert isinstance(offered, TalentIndex)
