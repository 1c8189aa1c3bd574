"""Rubrics: what is refused, and the weighted total."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.competitions.ground import RUBRIC
from yucaihui.competitions.definitions import BadDefinition, read_rubric
from yucaihui.competitions.definitions.rubric import WHOLE


def test_a_rubric_keeps_its_criteria_in_order() -> None:
    rubric = read_rubric(RUBRIC)
    assert [(one.code, one.weight) for one in rubric.criteria] == [
        ("innovation", 40), ("market", 35), ("team", 25),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"weight": 0}, "1.weight"),
        ({"weight": 1.5}, "1.weight"),
        ({"least": 100}, "1.most"),
        ({"label_zh": "", "label_en": ""}, "1.label_zh"),
        ({"code": "a b"}, "1.code"),
    ],
)
def test_an_unsound_criterion_is_refused_at_its_place(change: dict[str, Any], place: str) -> None:
    broken = {"criteria": [{**RUBRIC["criteria"][0], **change}]}
    with pytest.raises(BadDefinition) as caught:
        read_rubric(broken)
    assert caught.value.place == place


def test_a_rubric_without_criteria_is_refused() -> None:
    with pytest.raises(BadDefinition) as caught:
        read_rubric({"criteria": []})
    assert caught.value.place == "criteria"


def test_the_total_weighs_the_criteria() -> None:
    points = {"innovation": 9000, "market": 8000, "team": 6000}
    assert read_rubric(RUBRIC).total(points) == 790_000


def test_a_criterion_without_points_leaves_no_total() -> None:
    assert read_rubric(RUBRIC).total({"innovation": 9000, "market": None, "team": 6000}) is None


@given(st.lists(st.integers(0, 10_000), min_size=3, max_size=3))
def test_the_total_stays_on_its_scale(points: list[int]) -> None:
    total = read_rubric(RUBRIC).total(
        dict(zip(("innovation", "market", "team"), points, strict=True))
    )
    assert total is not None
    assert 0 <= total <= WHOLE
