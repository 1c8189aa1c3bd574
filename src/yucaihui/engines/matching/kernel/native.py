"""The C path, where `make kernel` has built it: the same steps as numba's, by the same names."""

import ctypes
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

LIBRARY = Path(__file__).with_name("libkernel.so")
_NAMES = {4: "v4", 3: "v3", 1: "plain"}


@cache
def library() -> ctypes.CDLL | None:
    """The library, or None where it has not been built."""
    return ctypes.CDLL(str(LIBRARY)) if LIBRARY.exists() else None


def level() -> int:
    """The level of x86-64 instructions in use: 4 (AVX-512 VNNI), 3 (AVX2) or 1; 0 without C."""
    found = library()
    return found.level() if found else 0


def call(name: str, *structs: Sequence[Any], numbers: Sequence[int] = ()) -> int:
    """Call the C function `name` with named tuples of arrays and numbers, then plain numbers.

    The arrays stay alive during the call because the caller holds the tuples; ctypes lets go of
    Python's lock.
    """
    found = library()
    if found is None:
        raise RuntimeError(f"{LIBRARY.name} has not been built")
    fields = [_fields(struct) for struct in structs]
    function = found[f"{name}_{_NAMES[level()]}"]
    function.restype = ctypes.c_int64
    addresses = [ctypes.c_void_p(field.ctypes.data) for field in fields]
    return int(function(*addresses, *map(ctypes.c_int64, numbers)))


def _fields(struct: Sequence[Any]) -> NDArray[np.int64]:
    """Addresses of arrays and values of numbers, eight bytes each."""
    for value in struct:
        if isinstance(value, np.ndarray) and not value.flags.c_contiguous:
            raise ValueError(f"an array of {type(struct).__name__} is not contiguous")
    return np.array(
        [value.ctypes.data if isinstance(value, np.ndarray) else int(value) for value in struct],
        dtype=np.int64,
    )
