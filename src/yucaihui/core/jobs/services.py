"""Enqueue jobs, run them, and take up those whose worker died."""

import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

import structlog
from django.db import DatabaseError, close_old_connections, connection, models, transaction
from django.db.models import F, Q
from django.utils import timezone

from yucaihui.core.jobs.models import OPEN, Job, State
from yucaihui.core.jobs.registry import TASKS, Cancelled, due_keys

log = structlog.get_logger(__name__)

HEARTBEAT = 10.0
DEAD_AFTER = timedelta(seconds=60)
REPORT_EVERY = timedelta(seconds=0.5)


class UnknownTask(KeyError):
    """No module registered a task of this name."""


def enqueue(task: str, *, owner: Any = None, key: str | None = None, **arguments: Any) -> Job:
    """Queue a job, to start when the current transaction commits.

    With a `key` the same work is queued only once: a second call gives the first job.
    """
    if task not in TASKS:
        raise UnknownTask(task)
    job = Job(task=task, owner=owner, key=key, arguments=arguments)
    if key is None:
        job.save()
        return job
    Job.objects.bulk_create([job], ignore_conflicts=True)
    return Job.objects.get(key=key)


def cancel(job: Job) -> None:
    """Stop a job: at once when it waits, at its next report when it runs."""
    stopped = Job.objects.filter(pk=job.pk, state=State.QUEUED).update(
        state=State.CANCELLED, finished_at=timezone.now()
    )
    if not stopped:
        Job.objects.filter(pk=job.pk, state=State.RUNNING).update(cancel_requested=True)


def enqueue_due(queued: set[str]) -> set[str]:
    """Queue the recurring tasks of the current spans, save those in `queued` already."""
    due = due_keys(timezone.now())
    for task, key in due:
        if key not in queued:
            enqueue(task, key=key)
    return {key for _, key in due}


def claim() -> Job | None:
    """Take the oldest job that is due, or one whose worker fell silent."""
    silent = Q(state=State.RUNNING, heartbeat_at__lt=timezone.now() - DEAD_AFTER)
    waiting = Q(state=State.QUEUED, run_after__lte=timezone.now())
    for job in Job.objects.filter(waiting | silent).order_by("run_after", "id")[:5]:
        if take(job):
            return job
    return None


def take(job: Job) -> bool:
    """Claim this job as it was loaded; False when another worker was quicker."""
    taken = Job.objects.filter(pk=job.pk, state=job.state, attempts=job.attempts).update(
        state=State.RUNNING,
        attempts=F("attempts") + 1,
        started_at=timezone.now(),
        heartbeat_at=timezone.now(),
    )
    if taken:
        job.refresh_from_db()
    return bool(taken)


def run(job: Job) -> None:
    """Run a claimed job to its end, with a heartbeat beside it."""
    registered = TASKS.get(job.task)
    if registered is None or job.attempts > registered.max_attempts:
        finish(job, State.FAILED, error="The worker stopped while this ran, too often.")
        return
    with Heartbeat(job):
        try:
            result = registered.run(Report(job), **job.arguments)
            # What a task gives may not fit into the database: that is the task's fault too.
            finish(job, State.DONE, result=result or {})
        except Cancelled:
            finish(job, State.CANCELLED)
        except Exception as error:  # noqa: BLE001 - a task's fault must not end the worker
            fail(job, error, registered.max_attempts)


def fail(job: Job, error: Exception, max_attempts: int) -> None:
    """Try again later, or give up. Log and row name the kind of error alone: its text may quote
    names, addresses or the very bytes that the database refused."""
    log.error("job failed", job=job.uid, task=job.task, error=type(error).__name__)
    if job.attempts < max_attempts:
        pause = timedelta(seconds=30 * 4 ** (job.attempts - 1))
        mine(job).update(state=State.QUEUED, run_after=timezone.now() + pause)
    else:
        finish(job, State.FAILED, error=type(error).__name__)


def finish(
    job: Job, state: State, *, error: str = "", result: dict[str, Any] | None = None
) -> None:
    mine(job).update(state=state, error=error, result=result or {}, finished_at=timezone.now())


def mine(job: Job) -> models.QuerySet[Job]:
    """The row, as long as no other worker has taken the job over."""
    return Job.objects.filter(pk=job.pk, attempts=job.attempts, state=State.RUNNING)


class Report:
    """The progress callback of one running job; it writes twice a second at the most."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.next_write = timezone.now()

    def __call__(self, done: int, total: int) -> None:
        if timezone.now() < self.next_write and done < total:
            return
        self.next_write = timezone.now() + REPORT_EVERY
        held = mine(self.job).update(done=done, total=total, heartbeat_at=timezone.now())
        if not held or Job.objects.filter(pk=self.job.pk, cancel_requested=True).exists():
            raise Cancelled


class Heartbeat:
    """Says every ten seconds that the job's worker lives, however long one step takes."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.stop = threading.Event()
        self.thread = threading.Thread(target=self.beat, daemon=True)

    def __enter__(self) -> None:
        self.thread.start()

    def __exit__(self, *_: object) -> None:
        self.stop.set()
        self.thread.join()

    def beat(self) -> None:
        while not self.stop.wait(HEARTBEAT):
            with suppress(DatabaseError):  # missed once; the next beat comes in time
                mine(self.job).update(heartbeat_at=timezone.now())
        connection.close()


def run_waiting() -> int:
    """Run jobs until none is due; gives how many ran."""
    count = 0
    while job := claim():
        run(job)
        count += 1
    return count


def follow(uid: str, poll: float = 0.2) -> Iterator[int]:
    """Percent done of one job until it has ended; it runs here whenever no worker has it."""
    job = Job.objects.get(uid=uid)
    while job.is_open:
        if job.state == State.QUEUED and job.run_after <= timezone.now() and take(job):
            threading.Thread(target=run_apart, args=(job,)).start()
        yield job.percent
        time.sleep(poll)
        job = Job.objects.get(uid=uid)
    yield 100


def run_apart(job: Job) -> None:
    """Run in a thread of its own, which leaves no connection behind."""
    try:
        run(job)
    finally:
        connection.close()


def work(stop: threading.Event, poll: float = 0.5) -> None:
    """A worker's life: until `stop` is set."""
    queued: set[str] = set()
    while not stop.is_set():
        try:
            close_old_connections()
            queued = enqueue_due(queued)
            idle = not run_waiting()
        except DatabaseError as error:
            # A database that is away or busy for a while must not end the only worker.
            log.warning("worker waits", error=type(error).__name__)
            connection.close()
            idle = True
        if idle:
            stop.wait(poll)
    connection.close()


def forget_finished(before: datetime) -> int:
    """Delete the jobs without an owner that finished before `before`; people keep theirs."""
    finished = Job.objects.exclude(state__in=OPEN).filter(owner=None, finished_at__lt=before)
    with transaction.atomic():
        deleted, _ = finished.delete()
    return deleted


def forget_owner(owner: Any) -> None:
    """Delete the jobs of somebody whose data is erased; a running one finds its row gone."""
    Job.objects.filter(owner=owner).delete()
