"""Every path against the oracle, to the bit."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engines.matching.kernel.sides import (
    PLACES,
    WEIGHTS,
    Generator,
    same,
    sets_of,
    side,
    sides,
    titles_of,
)
from yucaihui.engines.matching.kernel import best, native, prepare, reference, search
from yucaihui.engines.matching.kernel.batches import Order, compiled_best
from yucaihui.engines.matching.kernel.demand import prepare_demand
from yucaihui.engines.matching.kernel.index import build_index
from yucaihui.engines.matching.kernel.plain import plain
from yucaihui.engines.matching.packed import Best, Lists, Packed

WIDTHS = st.sampled_from((0, 1, 3, 20, 1000))
WITH_C = pytest.param(
    True, marks=pytest.mark.skipif(not native.level(), reason="`make kernel` has not been run")
)


@given(sides(), WIDTHS, WIDTHS, st.booleans())
def test_the_plain_path_finds_what_the_reference_finds(
    both: tuple[Packed, Packed], k: int, backward: int, refused: bool
) -> None:
    expected = reference(*both, WEIGHTS, k, backward=backward, refused=refused)
    assert same(plain(*both, WEIGHTS, k, backward=backward, refused=refused), expected)


@pytest.mark.parametrize("use_c", [False, WITH_C])
@settings(deadline=None)
@given(sides(), WIDTHS, WIDTHS, st.booleans(), st.integers(1, 3))
def test_compiled_paths_find_what_the_reference_finds(
    use_c: bool, both: tuple[Packed, Packed], k: int, backward: int, refused: bool, threads: int
) -> None:
    positions, talents = both
    index = build_index(talents, block=64)
    order = Order(k, backward, refused, threads, use_c)
    expected = reference(*both, WEIGHTS, k, backward=backward, refused=refused)
    assert same(compiled_best(positions, index, WEIGHTS, order), expected)


@pytest.mark.parametrize("use_c", [False, WITH_C])
def test_many_titles_in_several_batches_find_the_same(
    use_c: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("yucaihui.engines.matching.kernel.titles._MOST_TITLES", 24)
    random = np.random.default_rng(11)
    positions, talents = side(random, 90, asks=True), side(random, 1500, asks=False)
    index, order = build_index(talents, block=128), Order(9, 4, use_c=use_c)
    expected = reference(positions, talents, WEIGHTS, 9, backward=4)
    assert same(compiled_best(positions, index, WEIGHTS, order), expected)


@pytest.mark.parametrize("use_c", [False, WITH_C])
@settings(deadline=None)
@given(sides(), st.integers(0, 2**32 - 1), WIDTHS)
def test_seeds_of_any_kind_change_nothing(
    use_c: bool, both: tuple[Packed, Packed], seed: int, k: int
) -> None:
    positions, talents = both
    random = np.random.default_rng(seed)
    rows = random.integers(-1, len(talents) + 3, (len(positions), random.integers(0, 30)))
    seeds = Best(Lists(rows, np.zeros(rows.shape, np.int32)))
    index, order = build_index(talents, block=64), Order(k, use_c=use_c)
    found = compiled_best(positions, index, WEIGHTS, order, seeds=seeds)
    assert same(found, reference(positions, talents, WEIGHTS, k))


@pytest.mark.parametrize("use_c", [False, WITH_C])
def test_the_former_lists_as_seeds_change_nothing(use_c: bool) -> None:
    random = np.random.default_rng(5)
    positions, talents = side(random, 40, asks=True), side(random, 900, asks=False)
    index, order = build_index(talents, block=64), Order(6, 3, use_c=use_c)
    expected = reference(positions, talents, WEIGHTS, 6, backward=3)
    assert same(compiled_best(positions, index, WEIGHTS, order, seeds=expected), expected)


@pytest.mark.parametrize("use_c", [False, WITH_C])
def test_more_places_than_bits_are_told_apart(use_c: bool) -> None:
    random = np.random.default_rng(8)
    positions, talents = side(random, 30, asks=True), side(random, 400, asks=False)
    positions = _in_places(positions, random, 200)
    talents = _in_places(talents, random, 200)
    index = build_index(talents, block=64)
    for refused in (False, True):
        order = Order(5, 5, refused, use_c=use_c)
        expected = reference(positions, talents, WEIGHTS, 5, backward=5, refused=refused)
        assert same(compiled_best(positions, index, WEIGHTS, order), expected)


@pytest.mark.parametrize("use_c", [False, WITH_C])
@pytest.mark.parametrize(("seed", "places", "refused"), [(145, 4, True), (8, 200, False)])
def test_who_is_left_out_only_when_checked_sets_no_threshold(
    seed: int, places: int, refused: bool, use_c: bool
) -> None:
    random = np.random.default_rng(seed)
    refuse = 1.0 if refused else 0.3
    positions = side(random, 40, asks=True, refuse=refuse)
    talents = side(random, 60, asks=False, refuse=refuse)
    if places > PLACES:
        positions = _in_places(positions, random, places)
        talents = _in_places(talents, random, places)
    order = Order(1, 0, refused, use_c=use_c)
    found = compiled_best(positions, build_index(talents, block=64), WEIGHTS, order)
    assert same(found, reference(positions, talents, WEIGHTS, 1, refused=refused))


@pytest.mark.parametrize("use_c", [False, WITH_C])
def test_common_words_that_sums_leave_out_add_up(use_c: bool) -> None:
    random = np.random.default_rng(9)
    positions, talents = side(random, 20, asks=True), side(random, 700, asks=False)
    index = build_index(talents)
    demand = prepare_demand(positions, index)
    assert (demand.rest > 0).any()
    expected = reference(positions, talents, WEIGHTS, 50)
    assert same(compiled_best(positions, index, WEIGHTS, Order(50, use_c=use_c)), expected)


@pytest.mark.parametrize("use_c", [False, WITH_C])
def test_more_titles_than_stand_in_a_row_of_first_ones_are_all_looked_at(use_c: bool) -> None:
    random = np.random.default_rng(10)
    positions, talents = side(random, 20, asks=True), side(random, 200, asks=False)
    talents = replace(talents, owned=sets_of(random, 200, len(talents.titles), 0, 12))
    expected = reference(positions, talents, WEIGHTS, 9, backward=3)
    order = Order(9, 3, use_c=use_c)
    assert same(compiled_best(positions, build_index(talents), WEIGHTS, order), expected)


@pytest.mark.parametrize("use_c", [False, WITH_C])
def test_a_side_without_any_title_is_ranked_by_the_rest(use_c: bool) -> None:
    random = np.random.default_rng(6)
    positions, talents = side(random, 9, asks=True), side(random, 50, asks=False)
    fields: dict[str, Any] = {
        "titles": titles_of(random, 0),
        "owned": sets_of(random, 50, 0, 0, 0),
    }
    talents = Packed(**{**vars(talents), **fields})
    expected = reference(positions, talents, WEIGHTS, 5, backward=2)
    order = Order(5, 2, use_c=use_c)
    assert same(compiled_best(positions, build_index(talents), WEIGHTS, order), expected)


def test_the_entry_takes_the_compiled_path_for_many_pairs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "_FEW_PAIRS", 10)
    random = np.random.default_rng(4)
    both = side(random, 12, asks=True), side(random, 100, asks=False)
    done: list[tuple[int, int]] = []
    found = best(*both, WEIGHTS, 7, backward=2, progress=lambda *step: done.append(step))
    assert same(found, reference(*both, WEIGHTS, 7, backward=2))
    assert done[-1] == (12, 12)


def test_prepared_talents_are_searched_again_and_again() -> None:
    random = np.random.default_rng(4)
    talents = side(random, 100, asks=False)
    prepared = prepare(talents)
    for _ in range(3):
        positions = side(random, 5, asks=True)
        found = best(positions, prepared, WEIGHTS, 7)
        assert same(found, reference(positions, talents, WEIGHTS, 7))


def test_without_numba_the_plain_path_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "_FEW_PAIRS", 10)
    monkeypatch.setattr(search, "find_spec", lambda _: None)
    random = np.random.default_rng(4)
    both = side(random, 12, asks=True), side(random, 100, asks=False)
    assert prepare(both[1]) is both[1]
    assert same(best(*both, WEIGHTS, 7), reference(*both, WEIGHTS, 7))


@given(sides(), st.integers(-3, -1))
def test_negative_widths_are_refused(both: tuple[Packed, Packed], width: int) -> None:
    with pytest.raises(ValueError, match="k and backward must be 0 or more"):
        best(*both, WEIGHTS, width)
    with pytest.raises(ValueError, match="k and backward must be 0 or more"):
        best(*both, WEIGHTS, 1, backward=width)


def _in_places(packed: Packed, random: Generator, count: int) -> Packed:
    fields: dict[str, Any] = {**vars(packed), "places": sets_of(random, len(packed), count, 0, 9)}
    return Packed(**fields)
