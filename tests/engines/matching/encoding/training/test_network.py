"""The derivatives that training follows are those of the loss."""

import numpy as np
import pytest

from yucaihui.engines.matching.encoding.training.network import (
    Pooled,
    Weights,
    backward,
    contrast,
    forward,
)

SHAPES = {
    "cnn_W": (6, 5),
    "cnn_b": (5,),
    "d0": (5, 4),
    "d1": (4, 4),
    "d2": (4, 5),
    "d3": (5, 5),
    "p1": (5, 4),
    "p3": (4, 5),
    "whiten": (5, 5),
    "shift": (5,),
}
GROUPS = np.array([0, 1, 1, 2])


def weights_and_texts() -> tuple[Weights, Pooled]:
    random = np.random.default_rng(3)
    weights = {name: random.normal(size=shape) * 0.7 for name, shape in SHAPES.items()}
    features, roots = random.normal(size=(8, 6)), random.uniform(1, 3, size=(8, 1))
    return weights, Pooled(features, roots)  # float64 here: a difference needs the digits


def loss(weights: Weights, pooled: Pooled) -> float:
    kept = np.ones((8, 5))
    return contrast(forward(weights, pooled, kept).vectors, GROUPS, 0.1)[0]


@pytest.mark.parametrize("name", SHAPES)
def test_the_derivative_by_each_weight_is_the_slope_of_the_loss(name: str) -> None:
    weights, pooled = weights_and_texts()
    seen = forward(weights, pooled, np.ones((8, 5)))
    slopes = backward(weights, seen, contrast(seen.vectors, GROUPS, 0.1)[1])[name]
    step = 1e-6
    for place in np.ndindex(*SHAPES[name]):
        ends = []
        for sign in (1, -1):
            moved = {**weights, name: weights[name].copy()}
            moved[name][place] += sign * step
            ends.append(loss(moved, pooled))
        assert slopes[place] == pytest.approx((ends[0] - ends[1]) / (2 * step), abs=1e-4, rel=1e-3)


def test_pairs_of_one_group_are_not_held_against_each_other() -> None:
    same = np.eye(2, 4)
    vectors = np.concatenate([same[[0, 0]], same[[0, 0]]])
    assert contrast(vectors, np.array([7, 7]), 0.1)[0] == pytest.approx(0, abs=1e-9)
    assert contrast(vectors, np.array([7, 8]), 0.1)[0] == pytest.approx(np.log(2))
