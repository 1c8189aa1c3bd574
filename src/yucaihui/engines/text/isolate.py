"""Calling a reader in a process of its own, with limits of time and memory.

A file from outside can make any parser loop, swell or abort its process. Here that is a process
spawned for the one call, which sets its own limits and answers through a pipe.
"""

import multiprocessing
import pickle
import resource
from collections.abc import Callable
from multiprocessing.connection import Connection, wait
from time import monotonic
from typing import Any, ParamSpec, TypeVar

MIB = 2**20
GRACE = 5.0  # seconds that a new process may take to start, on top of the limit
P = ParamSpec("P")
Result = TypeVar("Result")


class Exceeded(Exception):
    """The call went beyond a limit; `code` is `timed_out`, `out_of_memory` or `broken`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def call_isolated(
    function: Callable[P, Result], seconds: float, mib: int, *args: P.args, **kwargs: P.kwargs
) -> Result:
    """`function(*args, **kwargs)` in a spawned process; it, its arguments and what it gives are
    pickled, and an answer of more than `mib` MiB is refused.

    Raises:
        Exceeded: the call took more than `seconds` or `mib`, or ended its process.
        Exception: what `function` raised.
    """
    context = multiprocessing.get_context("spawn")
    near, far = context.Pipe()
    process = context.Process(target=_serve, args=(far, seconds, mib), daemon=True)
    process.start()
    far.close()
    try:
        near.send_bytes(pickle.dumps((function, args, kwargs)))
        answer = _receive(near, monotonic() + seconds + GRACE, mib)
    except (EOFError, OSError):
        process.join(GRACE)
        raise Exceeded(cause_of_death(process.exitcode)) from None
    finally:
        process.kill()
        process.join()
        near.close()
    if isinstance(answer, Exception):
        raise answer
    result: Result = answer[0]
    return result


def _receive(pipe: Connection, deadline: float, mib: int) -> Any:
    """An exception, or the result in a tuple of one."""
    if not wait([pipe], max(0.0, deadline - monotonic())):
        raise Exceeded("timed_out")
    return pickle.loads(pipe.recv_bytes(mib * MIB))  # noqa: S301 - our own process wrote it


def _serve(pipe: Connection, seconds: float, mib: int) -> None:
    # Unpickling imports the function's module, whose libraries would fail oddly under the limit.
    function, args, kwargs = pickle.loads(pipe.recv_bytes())  # noqa: S301 - our own process
    limit_memory(mib)
    limit_time(seconds)
    try:
        answer: Any = (function(*args, **kwargs),)
    except MemoryError:
        answer = Exceeded("out_of_memory")
    except Exception as error:  # noqa: BLE001 - raised again where it was called
        answer = error
    pipe.send_bytes(pickle.dumps(answer, pickle.HIGHEST_PROTOCOL))


def limit_memory(mib: int) -> None:
    """This process has no more address space than this, and leaves no image of it behind."""
    resource.setrlimit(resource.RLIMIT_AS, (mib * MIB, mib * MIB))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def limit_time(seconds: float) -> None:
    """From now on, this process computes for no more than this."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    limit = int(used.ru_utime + used.ru_stime + seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (limit, resource.RLIM_INFINITY))


def cause_of_death(code: int | None) -> str:
    """SIGXCPU is the limit of time; SIGSEGV, SIGABRT and SIGKILL come of refused memory."""
    return {-24: "timed_out", -11: "out_of_memory", -6: "out_of_memory", -9: "out_of_memory"}.get(
        code or 0, "broken"
    )
