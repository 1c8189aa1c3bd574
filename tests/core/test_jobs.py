"""Jobs: queued once, tried again, taken over, cancelled, and never run by two at a time."""

import threading
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from yucaihui.core.jobs import registry
from yucaihui.core.jobs.models import Job, State
from yucaihui.core.jobs.registry import Progress, task
from yucaihui.core.jobs.services import cancel, claim, enqueue, enqueue_due, run, run_waiting

pytestmark = pytest.mark.django_db
ran: list[int] = []


@pytest.fixture(autouse=True)
def tasks() -> Iterator[None]:
    before = dict(registry.TASKS)
    ran.clear()

    @task("test.count")
    def count(progress: Progress, upto: int) -> dict[str, Any]:
        for n in range(upto):
            progress(n + 1, upto)
            ran.append(n)
        return {"counted": upto}

    @task("test.fail", max_attempts=2)
    def fail(progress: Progress) -> None:
        ran.append(1)
        raise RuntimeError("no luck")

    yield
    registry.TASKS.clear()
    registry.TASKS.update(before)


def state_of(job: Job) -> str:
    job.refresh_from_db()
    return job.state


def test_a_job_runs_with_its_arguments_and_keeps_its_result() -> None:
    job = enqueue("test.count", upto=3)
    run_waiting()
    job.refresh_from_db()
    assert (job.state, job.result, job.done, job.total) == ("done", {"counted": 3}, 3, 3)


def test_the_same_key_queues_once() -> None:
    assert enqueue("test.count", key="a", upto=1) == enqueue("test.count", key="a", upto=1)


def test_a_failing_job_is_tried_again_later_and_then_given_up() -> None:
    job = enqueue("test.fail")
    run_waiting()
    waiting = state_of(job)
    Job.objects.update(run_after=timezone.now())
    run_waiting()
    assert (waiting, state_of(job), job.error, len(ran)) == (
        "queued",
        "failed",
        "RuntimeError",
        2,
    )


def test_a_waiting_job_is_cancelled_at_once() -> None:
    job = enqueue("test.count", upto=1)
    cancel(job)
    assert (run_waiting(), state_of(job)) == (0, "cancelled")


def test_a_running_job_stops_at_its_next_report() -> None:
    job = enqueue("test.count", upto=5)
    claimed = claim()
    assert claimed == job
    cancel(job)
    run(claimed)
    assert (state_of(job), ran) == ("cancelled", [])


def test_a_job_whose_worker_fell_silent_is_taken_over() -> None:
    job = enqueue("test.count", upto=1)
    claim()
    Job.objects.update(heartbeat_at=timezone.now() - timedelta(minutes=5))
    run_waiting()
    assert (state_of(job), job.attempts) == ("done", 2)


def test_a_job_that_kills_its_worker_each_time_is_given_up() -> None:
    job = enqueue("test.count", upto=1)
    for _ in range(3):
        claim()
        Job.objects.update(heartbeat_at=timezone.now() - timedelta(minutes=5))
    run_waiting()
    assert (state_of(job), ran) == ("failed", [])


def test_recurring_tasks_are_queued_once_a_span() -> None:
    @task("test.hourly", every=timedelta(hours=1))
    def hourly(progress: Progress) -> None:
        ran.append(1)

    queued = enqueue_due(set())
    enqueue_due(queued)
    enqueue_due(set())
    assert Job.objects.filter(task="test.hourly").count() == 1


@pytest.mark.django_db(transaction=True)
def test_eight_workers_claim_a_job_once() -> None:
    enqueue("test.count", upto=1)
    claimed: list[Job | None] = []

    def worker() -> None:
        claimed.append(claim())
        connection.close()

    threads = [threading.Thread(target=worker) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [job.state for job in claimed if job] == [State.RUNNING]
