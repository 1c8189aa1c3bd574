import numpy as np
import pytest
from hypothesis import given

from tests.engines.matching.kernel.sides import (
    WEIGHTS,
    pair_refused,
    pair_score,
    side,
    sides,
)
from yucaihui.engines.matching.kernel import reference, reference_lists
from yucaihui.engines.matching.packed import Packed


def by_hand(
    positions: Packed, talents: Packed, p: int, k: int, *, refused: bool
) -> list[tuple[int, int]]:
    pairs = [
        (-pair_score(positions, talents, p, t, WEIGHTS), t)
        for t in range(len(talents))
        if pair_refused(positions, talents, p, t) == refused
    ]
    return [(t, -score) for score, t in sorted(pairs)[:k]]


@given(sides())
def test_the_reference_ranks_as_the_definition_reads(both: tuple[Packed, Packed]) -> None:
    positions, talents = both
    for refused in (False, True):
        found = reference(positions, talents, WEIGHTS, 7, refused=refused).forward
        for p in range(min(5, len(positions))):
            listed = zip(found.rows[p].tolist(), found.scores[p].tolist(), strict=True)
            kept = [(t, score) for t, score in listed if t >= 0]
            assert kept == by_hand(positions, talents, p, 7, refused=refused)


@given(sides())
def test_backward_lists_are_the_forward_lists_of_the_turned_pairs(
    both: tuple[Packed, Packed],
) -> None:
    positions, talents = both
    everything = reference(positions, talents, WEIGHTS, len(talents)).forward
    backward = reference(positions, talents, WEIGHTS, 1, backward=3).backward
    assert backward is not None
    scored: dict[int, list[tuple[int, int]]] = {t: [] for t in range(len(talents))}
    for p, (rows, scores) in enumerate(zip(everything.rows, everything.scores, strict=True)):
        for t, score in zip(rows.tolist(), scores.tolist(), strict=True):
            if t >= 0:
                scored[t].append((-score, p))
    for t, pairs in scored.items():
        best = [p for _, p in sorted(pairs)[:3]]
        assert backward.rows[t][backward.rows[t] >= 0].tolist() == best


def test_lists_of_chosen_positions_are_those_of_all() -> None:
    random = np.random.default_rng(3)
    positions, talents = side(random, 9, asks=True), side(random, 50, asks=False)
    chosen = np.array([7, 2])
    found = reference_lists(positions, talents, WEIGHTS, 4, rows=chosen)
    assert (found.rows == reference(positions, talents, WEIGHTS, 4).forward.rows[chosen]).all()


def test_sides_on_other_columns_are_refused_by_name() -> None:
    random = np.random.default_rng(3)
    positions, talents = side(random, 2, asks=True), side(random, 2, asks=False)
    fewer = Packed(**{**vars(talents), "numbers": talents.numbers[:, :2]})
    with pytest.raises(ValueError, match="positions have 3 columns of numbers and talents 2"):
        reference(positions, fewer, WEIGHTS, 1)
