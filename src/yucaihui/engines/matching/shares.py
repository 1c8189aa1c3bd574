"""Integers that add up: a whole handed out in proportion to weights, nothing lost to rounding."""

import numpy as np
from numpy.typing import NDArray

from yucaihui.engines.matching.counts import Floats, Ints


def apportioned(weights: Floats, starts: Ints, whole: int) -> NDArray[np.int32]:
    """Whole numbers in proportion to `weights` within each row, by largest remainders.

    Row r has the weights `weights[starts[r]:starts[r + 1]]`; its numbers add up to `whole`, or
    to 0 when it has no weight above 0. Equal remainders are served in order. Method: Hamilton's,
    as for seats in parliament.
    """
    rows = len(starts) - 1
    row = np.repeat(np.arange(rows), np.diff(starts))
    totals = np.bincount(row, weights=weights, minlength=rows)
    exact = np.divide(weights * whole, totals[row], out=np.zeros_like(weights), where=weights > 0)
    shares = np.floor(exact).astype(np.int64)
    handed_out = np.bincount(row, weights=shares, minlength=rows).astype(np.int64)
    left = np.where(totals > 0, whole - handed_out, 0)
    order = np.lexsort((shares - exact, row))  # stable: equal remainders in order
    place = np.arange(len(order)) - starts[row[order]]
    shares[order[place < left[row[order]]]] += 1
    return shares.astype(np.int32)


def lengthened(weights: Floats, starts: Ints, length: int) -> Floats:
    """Whole numbers in proportion to `weights` within each row, of `length` as a vector.

    Their squares add up to `length` squared, or to more by less than what the last one that was
    rounded up added. Rows as in `apportioned`; those that are rounded up lost most otherwise.
    """
    rows = len(starts) - 1
    row = np.repeat(np.arange(rows), np.diff(starts))
    lengths = np.sqrt(np.bincount(row, weights=weights * weights, minlength=rows))
    exact = np.divide(weights * length, lengths[row], out=np.zeros_like(weights), where=weights > 0)
    whole = np.floor(exact)
    squares = np.bincount(row, weights=whole * whole, minlength=rows)
    missing = np.where(lengths > 0, length**2 - squares, 0)
    order = np.lexsort((whole - exact, row))  # stable: equal remainders in order
    added = np.concatenate(([0.0], np.cumsum(2 * whole[order] + 1)))
    before = added[:-1] - added[starts[:-1]][row]
    whole[order[before < missing[row]]] += 1
    return whole
