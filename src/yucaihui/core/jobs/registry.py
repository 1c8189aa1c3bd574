"""The tasks that workers know, and when the recurring ones are due."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol


class Progress(Protocol):
    """What a running task is given: it reports how far it is and learns whether to stop.

    Raises:
        Cancelled: the owner asked to stop; let it pass through, the work done so far stays or is
            rolled back as the task's own transactions say.
    """

    def __call__(self, done: int, total: int) -> None: ...


class Cancelled(Exception):
    """The owner cancelled the job."""


Task = Callable[..., dict[str, Any] | None]


@dataclass(frozen=True)
class Registered:
    name: str
    run: Task
    max_attempts: int
    every: timedelta | None = None


TASKS: dict[str, Registered] = {}


def task(
    name: str, *, max_attempts: int = 3, every: timedelta | None = None
) -> Callable[[Task], Task]:
    """Register a function `f(progress, **arguments) -> result` under `name`.

    A task must be able to run twice without doing twice: after a crash it is started again.
    `every` makes it recurring: once in each such span of time, counted from the epoch.
    """

    def register(run: Task) -> Task:
        if name in TASKS and TASKS[name].run is not run:
            raise ValueError(f"Two tasks are called {name}.")
        TASKS[name] = Registered(name, run, max_attempts, every)
        return run

    return register


def due_keys(now: datetime) -> list[tuple[str, str]]:
    """(task, key of the current span) for each recurring task."""
    spans = ((job.name, job.every) for job in TASKS.values() if job.every)
    return [
        (name, f"{name}@{int(now.timestamp() // every.total_seconds())}") for name, every in spans
    ]
