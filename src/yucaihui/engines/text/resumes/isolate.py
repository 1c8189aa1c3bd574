"""Reading a CV in a process of its own, with limits of time and memory.

A file from outside can make any parser loop or swell. The process is spawned, sets its own
limits and answers through a pipe; whatever happens to it, the caller gets a verdict.
"""

import multiprocessing
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from time import monotonic

from yucaihui.engines.text.isolate import GRACE, cause_of_death, limit_memory, limit_time
from yucaihui.engines.text.resumes.model import ParsedResume


def parse_isolated(data: bytes, name: str, seconds: float = 20, mib: int = 512) -> ParsedResume:
    """Read one CV in a spawned process; refused as `timed_out` or `out_of_memory` beyond limits.

    `name` plays no part in judging the file: its type is told by its bytes.
    """
    return next(parsed for _, parsed in parse_many([(name, data)], 1, seconds, mib))


def parse_many(
    files: Iterable[tuple[str, bytes]], workers: int = 2, seconds: float = 20, mib: int = 512
) -> Iterator[tuple[str, ParsedResume]]:
    """Read many CVs with a few processes kept for reuse; results in the order given.

    A process that exceeded a limit is replaced; only its file is refused.
    """
    pool = [_Worker(seconds, mib) for _ in range(workers)]
    queue: list[tuple[str, int]] = []
    try:
        for number, (name, data) in enumerate(files):
            slot = number % workers
            if len(queue) == workers:
                yield _collect(pool, queue.pop(0), seconds, mib)
            pool[slot].send(data)
            queue.append((name, slot))
        for waiting in queue:
            yield _collect(pool, waiting, seconds, mib)
    finally:
        for worker in pool:
            worker.stop()


def _collect(
    pool: list["_Worker"], waiting: tuple[str, int], seconds: float, mib: int
) -> tuple[str, ParsedResume]:
    name, slot = waiting
    parsed = pool[slot].answer()
    if not pool[slot].is_alive:
        pool[slot].stop()
        pool[slot] = _Worker(seconds, mib)
    return name, parsed


class _Worker:
    """A spawned process that reads one CV after another."""

    def __init__(self, seconds: float, mib: int) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipe, far = context.Pipe()
        self._seconds = seconds
        self._deadline = 0.0
        self._process: BaseProcess = context.Process(
            target=_serve, args=(far, seconds, mib), daemon=True
        )
        self._process.start()
        far.close()
        self._ready = False

    @property
    def is_alive(self) -> bool:
        return self._process.is_alive()

    def send(self, data: bytes) -> None:
        self._deadline = monotonic() + self._seconds + (0 if self._ready else GRACE)
        with suppress(OSError):  # a process that died answers below
            self._pipe.send_bytes(data)

    def answer(self) -> ParsedResume:
        """The verdict on the file sent last."""
        arrived = wait([self._pipe], max(0.0, self._deadline - monotonic()))
        if not arrived:
            self._process.kill()
            self._process.join()
            return ParsedResume("refused", "timed_out")
        try:
            self._ready = True
            answer = self._pipe.recv()
        except (EOFError, OSError):
            self._process.join()
            return ParsedResume("refused", cause_of_death(self._process.exitcode))
        return answer if isinstance(answer, ParsedResume) else ParsedResume("refused", "broken")

    def stop(self) -> None:
        self._process.kill()
        self._process.join()
        self._pipe.close()


def _serve(pipe: Connection, seconds: float, mib: int) -> None:
    """Loop of the spawned process: bytes in, a verdict out."""
    # Read before the limit is set: libraries loaded later would fail in odd places.
    from yucaihui.engines.text.resumes.parse import parse_resume  # noqa: PLC0415

    limit_memory(mib)
    while True:
        try:
            data = pipe.recv_bytes()
        except EOFError:
            return
        limit_time(seconds)
        pipe.send(_parse(parse_resume, data))


def _parse(parse_resume: Callable[[bytes], ParsedResume], data: bytes) -> ParsedResume:
    try:
        return parse_resume(data)
    except MemoryError:
        return ParsedResume("refused", "out_of_memory")
    except Exception:  # noqa: BLE001  a fault in reading one file must not lose the others
        return ParsedResume("refused", "broken")
