"""Blocks of work in threads of our own, while BLAS keeps to one.

Products as small as an encoder's gain nothing from BLAS's own threads, which wait for one another
in loops: on a busy machine four times the work. NumPy lets other threads run while it computes.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from threading import Lock
from typing import TypeVar

from threadpoolctl import ThreadpoolController

Part = TypeVar("Part")
Result = TypeVar("Result")

# BLAS's number of threads belongs to the process: two callers would restore each other's.
_ALONE = Lock()


def in_threads(work: Callable[[Part], Result], parts: Sequence[Part]) -> list[Result]:
    """What `work` gives for each part, by as many threads as BLAS is allowed."""
    blas = _blas()
    with _ALONE:
        threads = max((library["num_threads"] for library in blas.info()), default=1)
        with blas.limit(limits=1):
            if min(threads, len(parts)) < 2:
                return list(map(work, parts))
            with ThreadPoolExecutor(threads) as pool:
                return list(pool.map(work, parts))


def one_thread() -> None:
    """Keep this process's BLAS to one thread: others like it have the other cores."""
    _blas().limit(limits=1)


@cache
def _blas() -> ThreadpoolController:
    return ThreadpoolController().select(user_api="blas")
