"""The whole site on a demo city: memory at rest and at work, the first page, search under load.

The bound is the same server answering a page that asks the database nothing, under the same load.
"""

import http.client
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from yucaihui.bench.harness import Figure, Report
from yucaihui.bench.search import USERS, Server, addresses, get, load, server

COMMAND = (sys.executable, "-c", "from yucaihui.cli.app import main; main()")
HOME, REQUESTS = "/", 100
# After so many requests the web process is weighed again.
BROWSED = 200
SETTLING_SECONDS = 2.0
WORKER_SECONDS = 1_800
# Pages whose queries are counted, by who looks at them; the demo's cast has one of each role.
PAGES = {
    "": ("/", "/positions/", "/positions/?q=Python", "/employers/", "/developers/"),
    "talent": ("/me/", "/my/applications/", "/my/matches/", "/my/record/"),
    "employer": ("/me/", "/employer/applications/", "/employer/applications/list/"),
    "office": ("/me/", "/office/", "/office/people/", "/office/applications/"),
}


@dataclass(frozen=True)
class Weight:
    """MiB that a process holds now, and the most that it has held; None where nobody tells."""

    now: float | None
    most: float | None


def run(scale: float) -> Report:
    """Build the demo city at `scale` in a scratch folder, then measure the site that serves it."""
    with tempfile.TemporaryDirectory(prefix="yucaihui-bench-") as home:
        os.environ["YUCAIHUI_HOME"] = home
        os.environ.pop("DATABASE_URL", None)
        built = seconds_of(lambda: build(scale))
        return measured(Path(home), scale, built)


def build(scale: float) -> None:
    command = (*COMMAND, "demo", "--scale", str(scale))
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - our own command


def measured(home: Path, scale: float, built: float | None = None) -> Report:
    """Measure the city in `home`, which YUCAIHUI_HOME names too."""
    import django  # noqa: PLC0415 - the scratch database is named first

    django.setup()
    with server(home) as site:
        time.sleep(SETTLING_SECONDS)
        idle = weight_of(site.pid)
        floor = load(site, ["/robots.txt"])
        first = timed(site, HOME, REQUESTS)
        browse(site, BROWSED)
        browsed = weight_of(site.pid)
        load(site, addresses())
        searched = load(site, addresses())
    worker = worker_weight()
    percentiles = statistics.quantiles(first, n=20)
    return Report(
        name="site",
        work={"scale": scale, "postings": public_postings(), "users": USERS},
        ours={
            "seconds": round(searched.p95, 4),
            "mib": browsed.most,
            "build_seconds": built,
            "idle_mib": idle.now,
            "mib_after_200_requests": browsed.now,
            "worker_mib": worker.most,
            "home_median_seconds": round(statistics.median(first), 4),
            "home_p95_seconds": round(percentiles[-1], 4),
            "search_median_seconds": round(statistics.median(searched.seconds), 4),
            "search_p95_seconds": round(searched.p95, 4),
            "search_cpu_seconds": round(searched.cpu, 4),
            "requests_a_second": round(searched.rate, 1),
            **queries_by_page(),
        },
        bound={"seconds": round(floor.p95, 4), "requests_a_second": round(floor.rate, 1)},
        peers=(),
        ratios={"to_bound": round(searched.p95 / floor.p95, 2)},
    )


def public_postings() -> int:
    from django.utils import timezone  # noqa: PLC0415 - after the setup

    from yucaihui.recruitment.queries.search import public_totals  # noqa: PLC0415

    return public_totals(timezone.localdate()).postings


def seconds_of(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return round(time.perf_counter() - begun, 1)


def weight_of(pid: int) -> Weight:
    """What the kernel says of the process; nothing outside Linux."""
    status = Path(f"/proc/{pid}/status")
    if not status.exists():
        return Weight(None, None)
    lines = dict(line.split(":", 1) for line in status.read_text().splitlines())
    now, most = (round(int(lines[key].split()[0]) / 1024, 1) for key in ("VmRSS", "VmHWM"))
    return Weight(now, most)


def timed(site: Server, address: str, number: int) -> list[float]:
    """Seconds of each of `number` requests of one client, one after another."""
    connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=60)
    seconds = []
    for _ in range(number):
        begun = time.perf_counter()
        get(connection, address)
        seconds.append(time.perf_counter() - begun)
    connection.close()
    return seconds


def browse(site: Server, number: int) -> None:
    """One visitor over the public pages."""
    pages = (*PAGES[""], *addresses())
    for turn in range(number):
        timed(site, pages[turn % len(pages)], 1)


def worker_weight() -> Weight:
    """A worker that matches everybody with everything, the heaviest work there is."""
    from yucaihui.core.jobs.services import enqueue  # noqa: PLC0415 - after the setup

    job = enqueue("recruitment.match", key=f"bench:{time.time_ns()}")
    with subprocess.Popen((*COMMAND, "worker")) as process:  # noqa: S603 - our own command
        deadline = time.monotonic() + WORKER_SECONDS
        while job.is_open and time.monotonic() < deadline:
            time.sleep(0.5)
            job.refresh_from_db()
        weight = weight_of(process.pid)
        process.terminate()
    if job.state != "done":
        raise RuntimeError(f"The matching ended {job.state}: {job.error}")
    return weight


def queries_by_page() -> dict[str, Figure]:
    """Database queries of each page, the second time that it is asked for."""
    from django.test import Client  # noqa: PLC0415 - after the setup

    from yucaihui.core.installation.queries import demo_accounts  # noqa: PLC0415

    cast = {account.role: account.user for account in reversed(list(demo_accounts()))}
    figures: dict[str, Figure] = {}
    for role, pages in PAGES.items():
        client = Client(SERVER_NAME="127.0.0.1")
        if role:
            client.force_login(cast[role], "django.contrib.auth.backends.ModelBackend")
        for page in pages:
            figures[f"queries {role} {page}".replace("  ", " ")] = queries_of(client, page)
    return figures


def queries_of(client: Any, page: str) -> int:
    from django.db import connection  # noqa: PLC0415 - after the setup
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    client.get(page)
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(page)
    if answer.status_code != 200:
        raise RuntimeError(f"{page} answered {answer.status_code}.")
    return len(captured)
