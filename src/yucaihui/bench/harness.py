"""What every benchmark shares: fair measuring, and the document it prints.

Each contestant runs in a process of its own, so that its peak memory is its own and nothing it
leaves behind helps or hinders the next.
"""

import resource
import sys
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from typing import Any, Generic, TypeVar

Work = TypeVar("Work")
Result = TypeVar("Result")
Figure = float | int | str | None

# ru_maxrss is in bytes on macOS and in KiB elsewhere.
MAXRSS_PER_MIB = 2**20 if sys.platform == "darwin" else 2**10


@dataclass(frozen=True)
class Measured(Generic[Result]):
    """A contestant's wall seconds, its process's peak memory, and what it came to."""

    seconds: float
    mib: float
    result: Result


@dataclass(frozen=True)
class Report:
    """The document of `yucaihui bench NAME --json`."""

    name: str
    work: Mapping[str, Figure]
    ours: Mapping[str, Figure]
    bound: Mapping[str, Figure]
    peers: tuple[Mapping[str, Figure], ...]
    ratios: Mapping[str, Figure]

    def document(self) -> dict[str, Any]:
        """The report as JSON values."""
        return {
            "name": self.name,
            "work": dict(self.work),
            "ours": dict(self.ours),
            "bound": dict(self.bound),
            "peers": [dict(peer) for peer in self.peers],
            "ratios": dict(self.ratios),
        }


def measure(
    prepare: Callable[[Work], Any], contestant: Callable[[Any], Result], work: Work
) -> Measured[Result]:
    """Run `contestant(prepare(work))` in a new process; only the contestant is timed."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(_timed, prepare, contestant, work).result()


def _timed(
    prepare: Callable[[Work], Any], contestant: Callable[[Any], Result], work: Work
) -> Measured[Result]:
    prepared = prepare(work)
    start = time.perf_counter()
    result = contestant(prepared)
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MAXRSS_PER_MIB
    return Measured(seconds, peak, result)
