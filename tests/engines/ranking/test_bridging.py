"""A panel in parts is seen, warned of, and joined by few seats."""

from dataclasses import replace

import numpy as np
import pytest

from yucaihui.engines.ranking import Panel, bridging_seats, connection


def in_blocks(blocks: int, per_block: int, judges: int, seed: int = 1) -> Panel:
    """Tracks whose judges are their own, three sheets an entry."""
    generator = np.random.default_rng(seed)
    entry = np.repeat(np.arange(blocks * per_block), 3)
    seats = [
        block * judges + generator.choice(judges, 3, replace=False)
        for block in range(blocks)
        for _ in range(per_block)
    ]
    judge = np.concatenate(seats)
    names = [f"J{n:02}" for n in range(blocks * judges)]
    ids = tuple(f"E{n:03}" for n in range(blocks * per_block))
    return Panel(ids, tuple(names), entry, judge, np.full(len(entry), 70.0))


def allowed(panel: Panel) -> np.ndarray:
    return np.ones((len(panel.entries), len(panel.judges)), np.bool_)


def joined(panel: Panel, seats: tuple[tuple[str, str], ...]) -> Panel:
    entry = [panel.entries.index(one) for one, _ in seats]
    judge = [panel.judges.index(one) for _, one in seats]
    return replace(
        panel,
        entry=np.concatenate([panel.entry, entry]).astype(np.int64),
        judge=np.concatenate([panel.judge, judge]).astype(np.int64),
        score=np.full(len(panel) + len(seats), 70.0),
    )


def test_parts_without_a_common_entry_are_named() -> None:
    found = connection(in_blocks(3, 20, 5))
    assert (found.lambda2, found.weak) == (0.0, True)
    parts = [[f"J{n:02}" for n in range(first, first + 5)] for first in (0, 5, 10)]
    assert [list(part) for part in found.components] == parts


def test_lambda2_of_known_graphs() -> None:
    whole = Panel(("A",), ("J", "K", "L", "M"), np.zeros(4, np.int64), np.arange(4), np.zeros(4))
    assert connection(whole).lambda2 == pytest.approx(4 / 3)
    chain = Panel(
        ("A", "B"), ("J", "K", "L"), np.array([0, 0, 1, 1]), np.array([0, 1, 1, 2]), np.zeros(4)
    )
    assert connection(chain).lambda2 == pytest.approx(1.0)


def test_a_single_judge_hangs_together() -> None:
    alone = Panel(("A", "B"), ("J", "K"), np.arange(2), np.zeros(2, np.int64), np.zeros(2))
    found = connection(alone)
    assert (found.weak, found.components) == (False, (("J",),))


def test_seats_join_the_parts_until_the_target_is_reached() -> None:
    panel = in_blocks(4, 40, 10)
    seats = bridging_seats(panel, allowed(panel), np.full(40, 5), most=100)
    after = connection(joined(panel, tuple((one.entry, one.judge) for one in seats)))
    assert len(after.components) == 1
    assert not after.weak
    assert len(seats) <= 40


def test_seats_keep_to_who_may_and_to_loads() -> None:
    panel = in_blocks(2, 20, 6)
    may = np.random.default_rng(2).random((40, 12)) < 0.4
    spare = np.arange(12) % 3
    seats = bridging_seats(panel, may, spare, most=12)
    assert 0 < len(seats) <= 12
    given = [(panel.entries.index(one.entry), panel.judges.index(one.judge)) for one in seats]
    assert len(set(given)) == len(given)
    assert not set(given) & set(zip(panel.entry.tolist(), panel.judge.tolist(), strict=True))
    assert all(may[pair] for pair in given)
    loads = np.bincount([judge for _, judge in given], minlength=12)
    assert (loads <= spare).all()


def test_without_anybody_who_may_there_is_no_seat() -> None:
    panel = in_blocks(2, 5, 4)
    nobody = np.zeros((10, 8), np.bool_)
    assert bridging_seats(panel, nobody, np.full(8, 3), most=5) == ()


def test_a_panel_that_hangs_together_needs_no_seat() -> None:
    panel = in_blocks(1, 40, 6)
    assert bridging_seats(panel, allowed(panel), np.full(6, 3), most=5) == ()


def test_arrays_of_other_shapes_are_refused() -> None:
    panel = in_blocks(1, 5, 4)
    with pytest.raises(ValueError, match=r"^allowed has to be of shape \(5, 4\)"):
        bridging_seats(panel, np.ones((4, 5), np.bool_), np.full(4, 3), most=5)
