from hypothesis import given
from hypothesis import strategies as st

from yucaihui.engines.text.documents.tables import Box, Ruling, cell_of, rows_of

GRID = [Ruling(0, y, 300, y + 1) for y in (0, 50, 100)]
GRID += [Ruling(x, 0, x + 1, 100) for x in (0, 100, 300)]


def test_the_cell_around_a_point() -> None:
    assert cell_of(50, 20, GRID) == Box(0, 1, 100, 51)
    assert cell_of(200, 70, GRID) == Box(100, 51, 300, 101)


def test_a_point_that_is_not_enclosed_has_no_cell() -> None:
    assert cell_of(400, 20, GRID) is None
    assert cell_of(50, 20, GRID[:3]) is None


def test_a_merged_cell_spans_the_rulings_that_stop_short_of_it() -> None:
    rulings = [*GRID[:1], Ruling(100, 50, 300, 51), *GRID[2:]]
    assert cell_of(50, 20, rulings) == cell_of(50, 70, rulings) == Box(0, 1, 100, 101)


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), unique=True))
def test_rows_hold_every_box_once_from_top_to_bottom(places: list[tuple[int, int]]) -> None:
    boxes = [Box(10 * x, 10 * y, 10 * x + 10, 10 * y + 10) for x, y in places]
    rows = rows_of(boxes)
    assert sorted((b for row in rows for b in row), key=str) == sorted(boxes, key=str)
    tops = [row[0].top for row in rows]
    assert tops == sorted(set(tops), reverse=True)
