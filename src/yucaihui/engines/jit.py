"""How functions are compiled: once per machine, free of Python's lock, in exact IEEE arithmetic."""

from collections.abc import Callable
from typing import Any, TypeVar, cast

from numba import njit

Function = TypeVar("Function", bound=Callable[..., Any])


def compiled(function: Function) -> Function:
    """Compile at the first call; numba keeps the result under NUMBA_CACHE_DIR if that is set."""
    return cast("Function", njit(cache=True, nogil=True)(function))
