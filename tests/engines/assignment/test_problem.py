"""A problem that contradicts itself is refused by the field's name."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from yucaihui.engines.assignment import Quota, open_problem

NOT_NESTED = (
    "quotas must nest, but a group of region lies in several of school: "
    "drop one of the two or split the group"
)
PLAIN = open_problem(np.array([2, 1]), np.array([1, 2, 1]))


def pairs(*places: tuple[int, int]) -> np.ndarray[Any, Any]:
    mask = np.zeros((2, 3), np.bool_)
    for place in places:
        mask[place] = True
    return mask


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"affinity": np.zeros((3, 2))}, "affinity has shape (3, 2), expected (2, 3)"),
        ({"min_load": np.zeros(2, int)}, "min_load has shape (2,), expected (3,)"),
        ({"demand": np.array([1, -1])}, "demand is below 0 for entry 1"),
        ({"min_load": np.array([0, -1, 0])}, "min_load is below 0 for judge 1"),
        ({"min_load": np.array([2, 0, 0])}, "max_load is below min_load for judge 0"),
        (
            {"forced": pairs((1, 2)), "forbidden": pairs((1, 2))},
            "forced and forbidden meet in entry 1",
        ),
        ({"forced": pairs((1, 0), (1, 1))}, "forced pairs exceed the demand of entry 1"),
        ({"forced": pairs((0, 0), (1, 0))}, "forced pairs exceed max_load of judge 0"),
        (
            {"entry_track": np.array([0, 1])},
            "entry_track is not a column of judge_tracks (0 to 0)",
        ),
        (
            {"affinity": np.full((2, 3), np.nan)},
            "affinity is not finite everywhere; forbid pairs by `forbidden`",
        ),
        (
            {"quotas": (Quota("region", np.array([0]), 1),)},
            "quota region has 1 groups for 3 judges",
        ),
        ({"quotas": (Quota("region", np.zeros(3, int), -1),)}, "quota region is below 0"),
        (
            {
                "quotas": (Quota("region", np.array([0, 0, -1]), 1),),
                "forced": pairs((0, 0), (0, 1)),
            },
            "forced pairs exceed the quota region of entry 0",
        ),
        (
            {
                "quotas": (
                    Quota("school", np.array([0, 0, 1]), 1),
                    Quota("region", np.array([0, 1, 1]), 1),
                )
            },
            NOT_NESTED,
        ),
    ],
)
def test_a_contradiction_is_refused_by_name(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError) as refused:  # noqa: PT011 - the whole message is compared
        replace(PLAIN, **changes)
    assert str(refused.value) == message


def test_judges_stay_in_their_tracks_but_for_forced_pairs() -> None:
    problem = replace(
        PLAIN,
        entry_track=np.array([0, 1]),
        judge_tracks=np.array([[True, False], [True, True], [False, True]]),
        forbidden=pairs((0, 1)),
        forced=pairs((0, 2)),
    )
    assert problem.allowed.tolist() == [[True, False, True], [False, True, True]]
