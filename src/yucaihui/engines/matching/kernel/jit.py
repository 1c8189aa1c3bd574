"""How functions are compiled: once per machine (kept in numba's cache), free of Python's lock."""

from collections.abc import Callable
from typing import Any, TypeVar, cast

from llvmlite import ir
from numba import njit, types
from numba.extending import intrinsic

Function = TypeVar("Function", bound=Callable[..., Any])


def compiled(function: Function) -> Function:
    """Compile at the first call; numba keeps the result under NUMBA_CACHE_DIR if that is set."""
    return cast("Function", njit(cache=True, nogil=True)(function))


def inlined(function: Function) -> Function:
    """Compile into its callers: tuples of arrays are dear to pass on."""
    return cast("Function", njit(cache=True, nogil=True, forceinline=True)(function))


@intrinsic
def trailing_zeros(_: Any, bits: Any) -> Any:
    """How many zeros stand below the lowest one of uint64 `bits`, which are not 0."""

    def generate(_: Any, builder: Any, __: Any, values: Any) -> Any:
        return builder.cttz(values[0], ir.Constant(ir.IntType(1), 1))

    return types.int64(bits), generate
