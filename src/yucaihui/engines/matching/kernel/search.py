"""The one entry: the best of each side for the other."""

from yucaihui.engines.matching.kernel.plain import plain
from yucaihui.engines.matching.packed import Best, Packed, Weights
from yucaihui.engines.matching.types import Progress


def best(  # noqa: PLR0913 - the two sides, their weights and the widths of two lists
    positions: Packed,
    talents: Packed,
    weights: Weights,
    k: int,
    *,
    backward: int = 0,
    seeds: Best | None = None,  # noqa: ARG001
    refused: bool = False,
    threads: int = 2,  # noqa: ARG001
    progress: Progress | None = None,
) -> Best:
    """The `k` best talents of each position and, on wish, `backward` positions of each talent.

    Pairs that a requirement refuses are left out, or with `refused` they alone are ranked. Lists
    have min(k, records of the other side) places. `seeds`: lists of a former run in present row
    numbers (-1 for none), of any width; they only make the search faster. `progress` is called
    with positions done and in all. Raises ValueError for a negative k or unequal columns.
    """
    if k < 0 or backward < 0:
        raise ValueError(f"k and backward must be 0 or more, not {k} and {backward}")
    return plain(
        positions, talents, weights, k, backward=backward, refused=refused, progress=progress
    )
