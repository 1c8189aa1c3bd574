"""Arithmetic that gives the same bits on every machine, for any batch and number of threads.

A float product of matrices is rounded in an order that the BLAS, the batch and the threads choose,
so a vector near the middle between two integers could land on either. Here every factor lies on a
grid of powers of two that is coarse enough for float64 to hold all sums of products exactly: then
no order matters. What is not a sum (root, division) is correctly rounded by IEEE 754 anyway.
"""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

ACTIVATION_BITS = 16
WEIGHT_BITS = 20  # sums stay exact below 2 ** (53 - 16 - 20); the networks' stay below 2 ** 13


def activations(values: Floats) -> Floats:
    """`values` rounded to multiples of 2 ** -16, in place."""
    return _on_grid(values, ACTIVATION_BITS)


def weights(values: NDArray[np.floating]) -> Floats:
    """`values` as float64, rounded to multiples of 2 ** -20."""
    return _on_grid(values.astype(np.float64), WEIGHT_BITS)


def _on_grid(values: Floats, bits: int) -> Floats:
    values *= 2.0**bits
    np.rint(values, out=values)
    values *= 2.0**-bits
    return values
