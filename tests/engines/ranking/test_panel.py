"""A panel refuses what it cannot rank and comes into one order."""

from typing import Any

import numpy as np
import pytest

from yucaihui.engines.ranking.panel import Panel, canonical, unscored


def panel(**changed: Any) -> Panel:
    parts: dict[str, Any] = {
        "entries": ("B", "A", "C"),
        "judges": ("Y", "X", "Z"),
        "entry": np.array([0, 1, 0]),
        "judge": np.array([1, 1, 0]),
        "score": np.array([70.0, 80.0, 90.0]),
        "tracks": ("t", "u", "v"),
        "heaviest": np.array([7.0, 8.0, 9.0]),
    }
    return Panel(**parts | changed)


def test_the_canonical_panel_is_sorted_and_leaves_out_who_has_no_sheet() -> None:
    one = canonical(panel())
    assert (one.entries, one.judges, one.tracks) == (("A", "B"), ("X", "Y"), ("u", "t"))
    assert one.entry.tolist() == [0, 1, 1]
    assert one.judge.tolist() == [0, 0, 1]
    assert one.score.tolist() == [80, 70, 90]
    assert one.mark.tolist() == [8, 7, 9]
    assert unscored(panel()) == ("C",)


def test_the_totals_stand_for_a_heaviest_criterion_that_is_not_known() -> None:
    assert panel(heaviest=None).mark.tolist() == [70, 80, 90]


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"entries": ("A", "A", "B")}, "entries: an id stands twice; make the ids unique"),
        ({"tracks": ("t",)}, "tracks: give one of each entry, or none at all"),
        ({"entry": np.array([0, 1, 3])}, "entry: places have to be whole numbers from 0 to 2"),
        ({"judge": np.array([-1, 1, 2])}, "judge: places have to be whole numbers from 0 to 2"),
        (
            {"score": np.array([1.0, np.nan, 2.0])},
            "score: give one finite number a sheet; leave out what is missing",
        ),
        (
            {"heaviest": np.array([1.0])},
            "heaviest: give one finite number a sheet; leave out what is missing",
        ),
        (
            {"entry": np.array([0, 0, 1]), "judge": np.array([1, 1, 0])},
            "judge: two sheets of one entry and judge; keep one of them",
        ),
        (
            {"judge": np.array([1, 1])},
            "judge: give one judge a sheet",
        ),
    ],
)
def test_a_wrong_field_is_named_with_the_way_out(changed: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=f"^{message}$"):
        panel(**changed)
