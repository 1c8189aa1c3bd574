"""The memory of the head: what it draws a vector to."""

import numpy as np
import pytest

from yucaihui.engines.matching.encoding import parts
from yucaihui.engines.matching.encoding.exact import Floats
from yucaihui.engines.matching.encoding.head import Arrays, Head, read_arrays
from yucaihui.engines.matching.encoding.interface import DIMENSIONS
from yucaihui.engines.matching.encoding.pooling import WIDTH


def arrays(memory: Floats, groups: list[int]) -> Arrays:
    shipped = read_arrays(parts.head_bytes())
    return {**shipped, "memory": memory, "groups": np.array(groups)}


def texts() -> tuple[Floats, np.ndarray]:
    random = np.random.default_rng(2)
    return random.normal(size=(3, WIDTH)) * 4, np.array([4, 1, 0])


def test_without_a_memory_a_vector_stays_as_it_is() -> None:
    head = Head(arrays(np.zeros((0, DIMENSIONS)), []))
    assert (head(*texts()) == head.plain(*texts())).all()


def test_a_vector_is_drawn_halfway_to_what_it_is_nearest_to_and_to_its_group() -> None:
    plain = Head(arrays(np.zeros((0, DIMENSIONS)), [])).plain(*texts())
    away = np.stack([-plain[0], plain[0]])
    drawn = Head(arrays(away, [5, 9]))(*texts())[0]
    assert drawn == pytest.approx(2 * plain[0], abs=1e-3)  # its own length, a half, and a half


def test_kinds_of_one_group_share_its_middle() -> None:
    plain = Head(arrays(np.zeros((0, DIMENSIONS)), [])).plain(*texts())
    middle = plain[0] + plain[1]
    drawn = Head(arrays(plain[:2], [3, 3]))(*texts())[0]
    expected = 1.5 * plain[0] + 0.5 * middle / np.linalg.norm(middle)
    nearness = plain[0] @ plain[1]
    assert nearness < 0.8  # else the second kind would be recalled as well
    assert drawn == pytest.approx(expected, abs=0.02)
