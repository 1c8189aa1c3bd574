"""`yucaihui bench parts`: `match parts` by processes and by a Dask cluster on this machine.

Each run is the command as a user gives it, from its start to its end, over the same made-up
Parquet parts. The scheduler and the workers of a cluster stand before the command is given, as
they do in a cluster, and have loaded nothing of ours yet; what their start takes is told beside.
Efficiency is the seconds of so many processes over those of as many workers; that of processor
seconds, with scheduler and start of the workers, also says something on a busy machine. From the
rates of the run by one process, and those of the kernel on a large pair of parts, a country is
sized.
"""

import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from yucaihui.bench.harness import Report
from yucaihui.bench.parts_files import Town, write_parts
from yucaihui.bench.parts_plot import workers_svg
from yucaihui.bench.sizing import Rates, kernel_rate, sized

_POSITIONS, _TALENTS, _TOP = 16_000, 12_000, 50
_PARTS = (4, 8)
_POOLS, _WORKERS = (1, 2), (1, 2, 3, 4)
_CODE = "from yucaihui.cli.app import main; main()"
# Without these the nanny of a Dask worker lets the C library hand every larger array back to the
# system at once: a third of the time goes into clearing pages.
WORKER_SETTINGS = {
    "OPENBLAS_NUM_THREADS": "1",
    "MALLOC_TRIM_THRESHOLD_": "268435456",
    "MALLOC_MMAP_THRESHOLD_": "33554432",
}


@dataclass(frozen=True)
class Ran:
    """One run of the command: its seconds, its processes' processor seconds, the seconds of each
    step, and the digest of both lists."""

    seconds: float
    cpu_seconds: float
    steps: dict[str, float]
    digest: str
    folder: Path


def run(scale: float, plot: Path | None = None) -> Report:
    """Measure at `scale` times 16,000 positions and 12,000 talents; with `plot`, draw it."""
    positions, talents = (max(8, round(count * scale)) for count in (_POSITIONS, _TALENTS))
    with tempfile.TemporaryDirectory(prefix="yucaihui-bench-") as name:
        folder, town = Path(name), Town()
        write_parts(folder / "positions", town.positions(positions), _PARTS[0])
        write_parts(folder / "talents", town.talents(talents), _PARTS[1])
        pools = {n: command(folder, f"pool{n}", "--processes", str(n)) for n in _POOLS}
        started, clusters, spent = {}, {}, {}
        for n in _WORKERS:
            before = cpu_seconds()
            with cluster(folder, n) as (address, took):
                started[n] = took
                clusters[n] = command(folder, f"dask{n}", "--cluster", address)
            spent[n] = cpu_seconds() - before
        rates = rates_of(pools[1], positions, talents, kernel_rate(scale))
    digests = {ran.digest for ran in (*pools.values(), *clusters.values())}
    seconds = {n: ran.seconds for n, ran in clusters.items()}
    efficiency = {n: pools[n].seconds / seconds[n] for n in _POOLS}
    if plot:
        plot.write_text(workers_svg(seconds, pools[1].seconds), encoding="utf-8")
    return Report(
        name="parts",
        work={"positions": positions, "talents": talents, "top": _TOP, "cores": os.cpu_count()},
        ours={
            **{f"dask_{n}_seconds": round(value, 1) for n, value in seconds.items()},
            **{f"dask_{n}_cpu_seconds": round(value, 1) for n, value in spent.items()},
            **{f"dask_{n}_start_seconds": round(value, 1) for n, value in started.items()},
            "digests_equal": int(len(digests) == 1),
            **rates.figures(),
        },
        bound={
            f"pool_{n}_{step.replace(' ', '_')}_seconds": round(value, 1)
            for n, ran in pools.items()
            for step, value in {"whole": ran.seconds, "cpu": ran.cpu_seconds, **ran.steps}.items()
        },
        peers=tuple(sized(rates)),
        ratios={
            **{f"efficiency_{n}": round(value, 2) for n, value in efficiency.items()},
            **{f"cpu_efficiency_{n}": round(pools[n].cpu_seconds / spent[n], 2) for n in _POOLS},
        },
    )


def command(folder: Path, name: str, *who: str) -> Ran:
    """`yucaihui match parts` over the folder's parts, from start to end."""
    sides = ("--positions", folder / "positions", "--talents", folder / "talents")
    out = folder / name
    words = ("match", "parts", *sides, "--out", out, "--top", _TOP, *who, "--json")
    start, before = time.perf_counter(), cpu_seconds()
    done = subprocess.run(  # noqa: S603 - fixed words
        [sys.executable, "-c", _CODE, *map(str, words)], check=True, capture_output=True
    )
    seconds, spent = time.perf_counter() - start, cpu_seconds() - before
    document = json.loads(done.stdout)
    whole = sha256(b"".join(Path(file).read_bytes() for file in document["files"]))
    return Ran(seconds, spent, document["seconds"], whole.hexdigest(), out)


def cpu_seconds() -> float:
    """Of all processes that this one started and that have ended, and of theirs."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


@contextmanager
def cluster(folder: Path, workers: int) -> Iterator[tuple[str, float]]:
    """A scheduler and so many workers, ended afterwards: its address, and what the start took."""
    start = time.perf_counter()
    at = folder / f"scheduler-{workers}.json"
    with (
        process("scheduler", "--port", "0", "--dashboard-address", ":0", "--scheduler-file", at),
        process(
            *("worker", "--scheduler-file", at, "--nworkers", workers, "--nthreads", 1),
            *("--no-dashboard", "--local-directory", folder),
        ),
    ):
        address = waited_for(at, workers)
        yield address, time.perf_counter() - start


@contextmanager
def process(*words: object) -> Iterator[None]:
    """A process of Dask's command, ended by a signal that it obeys."""
    started = subprocess.Popen(  # noqa: S603 - fixed words
        [sys.executable, "-m", "dask", *map(str, words)],
        env={**os.environ, **WORKER_SETTINGS},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield
    finally:
        started.send_signal(signal.SIGINT)
        started.wait()


def waited_for(file: Path, workers: int, patience: float = 120.0) -> str:
    """The scheduler's address once all workers are there; TimeoutError if they don't come."""
    from distributed import Client  # noqa: PLC0415 - only where there is a cluster

    end = time.perf_counter() + patience
    while not file.exists():
        if time.perf_counter() > end:
            raise TimeoutError("the Dask scheduler did not start")
        time.sleep(0.1)
    address = str(json.loads(file.read_text(encoding="utf-8"))["address"])
    with Client(address) as client:  # type: ignore[no-untyped-call]  # Dask is untyped
        client.wait_for_workers(workers, timeout=patience)
    return address


def rates_of(ran: Ran, positions: int, talents: int, kernel: dict[str, float]) -> Rates:
    """What one core does in a second, and the bytes it leaves, from the run by one process."""
    records, handled = positions + talents, positions * _PARTS[1] + talents * _PARTS[0]
    size: dict[str, Any] = {
        name: sum(file.stat().st_size for file in ran.folder.glob(f"{name}-*"))
        for name in ("positions.index", "talents.index", "positions.places", "pairs")
    }
    return Rates(
        encoded_per_second=records / (ran.steps["encode"] + ran.steps["count"]),
        handled_per_second=handled / ran.steps["match"],
        pairs_per_second=kernel["pairs_per_second"],
        merged_per_second=handled * _TOP / max(ran.steps["merge"], 1e-3),
        index_bytes=(size["positions.index"] + size["talents.index"]) / records,
        entry_bytes=size["pairs"] / (handled * _TOP),
        talent_memory=kernel["talent_memory"],
    )
