"""The one entry: the best of each side for the other, by the fastest path this machine has."""

from importlib.util import find_spec
from typing import TYPE_CHECKING

from yucaihui.engines.matching.kernel.plain import plain
from yucaihui.engines.matching.packed import Best, Packed, Weights
from yucaihui.engines.matching.types import Progress

if TYPE_CHECKING:
    from yucaihui.engines.matching.kernel.index import TalentIndex

# Below so many pairs NumPy is done before the compiled path has been loaded.
_FEW_PAIRS = 1_000_000


def best(  # noqa: PLR0913 - the two sides, their weights and the widths of two lists
    positions: Packed,
    talents: "Packed | TalentIndex",
    weights: Weights,
    k: int,
    *,
    backward: int = 0,
    seeds: Best | None = None,
    refused: bool = False,
    threads: int = 2,
    progress: Progress | None = None,
) -> Best:
    """The `k` best talents of each position and, on wish, `backward` positions of each talent.

    Pairs that a requirement refuses are left out, or with `refused` they alone are ranked. Lists
    have min(k, records of the other side) places. `talents` may have been prepared (`prepare`),
    which pays when they are searched again. `seeds`: lists of a former run in present row
    numbers (-1 for none), of any width; they only make the search faster. `progress` is called
    with positions done and in all. Raises ValueError for a negative k or unequal columns.
    """
    if k < 0 or backward < 0:
        raise ValueError(f"k and backward must be 0 or more, not {k} and {backward}")
    if isinstance(talents, Packed):
        few = len(positions) * len(talents) <= _FEW_PAIRS
        talents = talents if few else prepare(talents, threads=threads)
    if isinstance(talents, Packed):
        return plain(
            positions, talents, weights, k, backward=backward, refused=refused, progress=progress
        )
    from yucaihui.engines.matching.kernel import batches  # noqa: PLC0415 - numba is heavy

    order = batches.Order(k, backward, refused, threads)
    return batches.compiled_best(positions, talents, weights, order, seeds=seeds, progress=progress)


def prepare(talents: Packed, *, threads: int = 2) -> "Packed | TalentIndex":
    """Talents laid out for searching; they stay as they are where numba is missing."""
    if find_spec("numba") is None:
        return talents
    from yucaihui.engines.matching.kernel import index  # noqa: PLC0415 - numba is heavy

    return index.build_index(talents, threads=threads)
