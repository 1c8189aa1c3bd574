"""Points as people write them."""

import pytest

from yucaihui.competitions.rules.points import NotPoints, read_points, write_points


@pytest.mark.parametrize(
    ("text", "points"),
    [("87.5", 8750), ("0", 0), ("", None), ("  ", None), ("90分", 9000), ("8,5", 850), ("７", 700)],
)
def test_a_number_becomes_hundredths_and_nothing_stays_nothing(
    text: str, points: int | None
) -> None:
    assert read_points(text) == points


@pytest.mark.parametrize("text", ["abc", "nan", "inf", "1e99", "1.234", "1.2.3", "８８八"])
def test_what_is_no_number_of_points_is_refused(text: str) -> None:
    with pytest.raises(NotPoints):
        read_points(text)


@pytest.mark.parametrize(("points", "text"), [(8750, "87.5"), (9000, "90"), (0, "0"), (None, "")])
def test_points_are_written_without_idle_noughts(points: int | None, text: str) -> None:
    assert write_points(points) == text
