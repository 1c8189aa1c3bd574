"""Who works out the parts of a large matching: processes of this machine, or a Dask cluster."""

import os
import time
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from datetime import date
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from yucaihui.cli.match_parts import Report, Run, match_in_parts
from yucaihui.cli.problems import refused
from yucaihui.engines.matching import ENGINE_VERSION
from yucaihui.engines.matching.encoding.threads import one_thread


def parts_document(
    sources: tuple[Path, Path],
    out: Path,
    top: int,
    on: date,
    cluster: str | None,
    processes: int | None,
) -> dict[str, Any]:
    """Match both sides; `sources` are those of positions and of talents.

    Raises `UnreadableFile`.
    """
    positions, talents = map(parts_of, sources)
    # Workers on other machines find the same files by the same paths.
    run = Run(positions, talents, out.resolve(), top, on)
    clock = Clock()
    with workers(cluster, processes) as executor, bars() as report:
        try:
            files = match_in_parts(run, executor, clock.timing(report))
        except ValueError as error:
            raise refused(out.name, str(error)) from error
    return {
        "engine": ENGINE_VERSION,
        "parts": {"positions": len(positions), "talents": len(talents)},
        "seconds": clock.seconds,
        "files": [str(file) for file in files],
    }


def parts_of(source: Path) -> tuple[Path, ...]:
    """The Parquet files of a folder by name, or the one file."""
    found = tuple(sorted(source.glob("*.parquet"))) if source.is_dir() else (source,)
    if not found:
        raise refused(source.name, "no file here ends in .parquet")
    return tuple(file.resolve() for file in found)


@contextmanager
def workers(cluster: str | None, processes: int | None) -> Iterator[Executor]:
    """Processes of this machine, or the workers behind a Dask scheduler's address."""
    if cluster is None:
        count = processes or os.cpu_count() or 1
        context = get_context("spawn")
        with ProcessPoolExecutor(count, mp_context=context, initializer=one_thread) as pool:
            yield pool
        return
    from distributed import Client

    try:
        client: Any = Client(cluster)  # type: ignore[no-untyped-call]  # Dask is untyped
    except (OSError, ValueError) as error:
        message = "no Dask scheduler answers there; give its address as tcp://host:8786"
        raise refused(cluster, message) from error
    with client:
        yield client.get_executor()


class Clock:
    """Seconds from the first report of each step to its last."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._started: dict[str, float] = {}

    def timing(self, report: Report) -> Report:
        """The same report, timed."""

        def timed(step: str, done: int, of_all: int) -> None:
            now = time.perf_counter()
            self.seconds[step] = round(now - self._started.setdefault(step, now), 3)
            report(step, done, of_all)

        return timed


@contextmanager
def bars() -> Iterator[Report]:
    """A bar for each step on standard error."""
    columns = (TextColumn("{task.description}"), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True)) as drawn:
        known: dict[str, TaskID] = {}

        def report(step: str, done: int, of_all: int) -> None:
            if step not in known:
                known[step] = drawn.add_task(step, total=of_all)
            drawn.update(known[step], completed=done)

        yield report
