"""A hostile or unlucky job ends alone: the worker goes on, and nobody reads what it choked on."""

import threading
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import OperationalError

from yucaihui.core.jobs import registry, services
from yucaihui.core.jobs.models import Job
from yucaihui.core.jobs.registry import Progress, task
from yucaihui.core.jobs.services import enqueue, run_waiting, work

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def tasks() -> Iterator[None]:
    before = dict(registry.TASKS)
    registry.TASKS.clear()

    @task("test.nul_in_error", max_attempts=1)
    def nul_in_error(progress: Progress) -> None:
        raise ValueError("Key (email)=(lin@mail.test) \0")

    @task("test.bad_result", max_attempts=1)
    def bad_result(progress: Progress) -> dict[str, Any]:
        return {"name": {"not", "json"}}

    @task("test.fine")
    def fine(progress: Progress) -> None: ...

    yield
    registry.TASKS.clear()
    registry.TASKS.update(before)


def test_the_error_of_a_job_names_its_kind_and_nothing_that_was_in_the_data() -> None:
    job = enqueue("test.nul_in_error")
    run_waiting()
    job.refresh_from_db()
    assert (job.state, job.error) == ("failed", "ValueError")


@pytest.mark.django_db(transaction=True)
def test_a_result_that_cannot_be_kept_fails_its_job_and_leaves_the_next_one_to_run() -> None:
    bad, fine = enqueue("test.bad_result"), enqueue("test.fine")
    run_waiting()
    states = dict(Job.objects.values_list("pk", "state"))
    assert (states[bad.pk], states[fine.pk]) == ("failed", "done")


@pytest.mark.django_db(transaction=True)
def test_a_database_that_is_busy_for_a_while_does_not_end_the_worker(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stop = threading.Event()
    rounds: list[str] = []

    def locked_at_first() -> int:
        rounds.append("round")
        if len(rounds) == 1:
            raise OperationalError("database is locked")
        stop.set()
        return 0

    monkeypatch.setattr(services, "run_waiting", locked_at_first)
    # In a thread of its own, as in the server: closing its connection leaves the test's alone.
    worker = threading.Thread(target=work, args=(stop, 0.0))
    worker.start()
    worker.join(10)
    assert (worker.is_alive(), rounds) == (False, ["round", "round"])
