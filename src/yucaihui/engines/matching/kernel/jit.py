"""How functions are compiled: once per machine (kept in numba's cache), free of Python's lock."""

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numpy as np
from numba import njit, types
from numba.extending import intrinsic

# What numba calls its count of references; its types do not name the option.
_UNCOUNTED: dict[str, Any] = {"_nrt": False}

Function = TypeVar("Function", bound=Callable[..., Any])


def compiled(function: Function) -> Function:
    """Compile at the first call; numba keeps the result under NUMBA_CACHE_DIR if that is set."""
    return cast("Function", njit(cache=True, nogil=True)(function))


def uncounted(function: Function) -> Function:
    """Compile without counting references to arrays, for what makes no array of its own.

    Threads that count references to the same arrays wait for each other at every call.
    """
    return cast("Function", njit(cache=True, nogil=True, **_UNCOUNTED)(function))


def inlined(function: Function) -> Function:
    """Compile into its callers: tuples of arrays are dear to pass on."""
    return cast("Function", njit(cache=True, nogil=True, forceinline=True, **_UNCOUNTED)(function))


def _trailing_zeros(_: Any, bits: Any) -> Any:
    """How many zeros stand below the lowest one of uint64 `bits`, which are not 0."""

    def generate(context: Any, builder: Any, __: Any, values: Any) -> Any:
        return builder.cttz(values[0], context.get_constant(types.boolean, 1))

    return types.int64(bits), generate


trailing_zeros = cast("Callable[[np.uint64], int]", intrinsic(_trailing_zeros))
