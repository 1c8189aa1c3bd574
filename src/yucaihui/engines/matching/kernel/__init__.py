"""Exact top-k under a mask and a hybrid score, both ways in one pass, without a score matrix.

    found = best(positions, talents, weights, k=100, backward=20)

Every path gives the same bits (see `packed`); `reference` is the brute force they are held to.
"""

from yucaihui.engines.matching.kernel.reference import reference, reference_lists
from yucaihui.engines.matching.kernel.search import best, prepare

__all__ = ["best", "prepare", "reference", "reference_lists"]
