"""Krippendorff's alpha agrees with its definition over all pairs of sheets."""

from itertools import permutations

import numpy as np
import pytest

from yucaihui.bench.ranking_simulated import Sizes, simulate
from yucaihui.engines.ranking import Panel, krippendorff_alpha


def by_pairs(panel: Panel) -> float:
    units = [panel.score[panel.entry == n] for n in range(len(panel.entries))]
    units = [unit for unit in units if len(unit) > 1]
    values = np.concatenate(units)
    within = sum(
        (one - other) ** 2 / (len(unit) - 1)
        for unit in units
        for one, other in permutations(unit, 2)
    )
    between = sum((one - other) ** 2 for one, other in permutations(values, 2))
    return float(1 - (within / len(values)) / (between / len(values) / (len(values) - 1)))


@pytest.mark.parametrize("seed", range(3))
def test_it_is_that_of_all_pairs(seed: int) -> None:
    panel = simulate("typical", seed, Sizes(20, 6, 3)).panel
    keep = np.flatnonzero((panel.entry > 2) | (panel.judge < 2))
    fewer = Panel(
        panel.entries, panel.judges, panel.entry[keep], panel.judge[keep], panel.score[keep]
    )
    assert krippendorff_alpha(fewer) == pytest.approx(by_pairs(fewer))


def test_nothing_is_said_of_sheets_that_are_all_alike_or_alone() -> None:
    alone = Panel(("A", "B"), ("J",), np.arange(2), np.zeros(2, np.int64), np.array([1.0, 2.0]))
    alike = Panel(("A",), ("J", "K"), np.zeros(2, np.int64), np.arange(2), np.array([1.0, 1.0]))
    assert krippendorff_alpha(alone) is None
    assert krippendorff_alpha(alike) is None
