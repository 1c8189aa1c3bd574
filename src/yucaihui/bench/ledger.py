"""The ledger: how fast entries go in and are checked, beside what the disk and the database bound.

It works on a database of its own, made beside the one that DATABASE_URL names (SQLite in a folder
of its own otherwise), and drops it in the end. Postings go through `post` and `post_all` as they do
from pages and tasks; SQLite runs with `synchronous=FULL`.
"""

import os
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from itertools import count
from pathlib import Path
from statistics import median
from typing import Any

from yucaihui.bench.harness import Report
from yucaihui.bench.ledger_plot import Point, draw

BATCHES = 60
VOUCHERS = 500
LINES = 2
SINGLES = 200
CHECKS = 3
BUDGETS = 100
ON = date(2026, 11, 23)
MARKS = (10_000, 30_000, 100_000, 300_000, 1_000_000, 2_000_000, 5_000_000)
PLAIN = """
INSERT INTO bench_plain (id, voucher_id, line, debit_id, credit_id, amount, currency, debit_number,
    debit_after, credit_number, credit_after)
VALUES (%s, 1, 1, 1, 2, 1, 'CNY', 1, 1, 1, 1)
"""


def run(scale: float, plot: Path | None = None) -> Report:
    """Batches, single postings and a check of all of it, the best of three; with `plot`, grown from
    ten thousand to five million transfers (times `scale`) first, and what that cost drawn as an
    SVG, beside what a run on the other database has drawn there."""
    with a_database() as vendor:
        clerk = Clerk()
        points = grow(clerk, scale, vendor, plot) if plot else []
        batches, singles = repeats(BATCHES, scale), repeats(SINGLES, scale)
        batch_seconds = timed(clerk.batch, batches)
        single_seconds = timed(clerk.single, singles)
        checked, check_cpu = min((clerk.check() for _ in range(CHECKS)), key=seconds_of)
        plain_seconds = timed(plain_batch(), batches)
    fsync = 1 / fsync_seconds()
    batch = VOUCHERS * LINES / batch_seconds
    rows = (checked["vouchers"] + checked["transfers"]) / checked["seconds"]
    return Report(
        name="ledger",
        work={"database": vendor, "transfers": checked["transfers"], "batch": VOUCHERS * LINES},
        ours={
            "seconds": round(batch_seconds, 4),
            "batch_transfers_per_second": round(batch),
            "single_postings_per_second": round(1 / single_seconds, 1),
            "verified_rows_per_second": round(rows),
            "verified_transfers_per_second": round(checked["transfers"] / checked["seconds"]),
            "verified_rows_per_cpu_second": round(rows * checked["seconds"] / check_cpu),
            "whole": int(checked["whole"]),
        },
        bound={
            "fsyncs_per_second": round(fsync, 1),
            "plain_inserts_per_second": round(VOUCHERS * LINES / plain_seconds),
        },
        peers=(),
        ratios={
            "batch_to_plain_inserts": round(plain_seconds / batch_seconds, 3),
            "single_to_fsync": round(1 / single_seconds / fsync, 3),
            **growth(points),
        },
    )


def grow(clerk: "Clerk", scale: float, vendor: str, path: Path) -> list[Point]:
    """Draw what a posting costs in processor time while the book grows, anew at each mark."""
    points: list[Point] = []
    used = processor_clock()
    for mark in MARKS:
        while clerk.transfers < mark * scale:
            clerk.batch()
        size = clerk.transfers
        batch = timed(clerk.batch, repeats(40, scale), used) * 1e6 / (VOUCHERS * LINES)
        single = timed(clerk.single, repeats(200, scale), used) * 1e3
        points.append(Point(size, round(batch, 1), round(single, 2)))
        draw(path, vendor, points)
    return points


@contextmanager
def a_database() -> Iterator[str]:
    """A migrated database of its own; its vendor."""
    os.environ.setdefault("YUCAIHUI_HOME", tempfile.mkdtemp(prefix="yucaihui-bench-"))
    import django  # noqa: PLC0415 - the folder is named first

    django.setup()
    from django.db import connection  # noqa: PLC0415

    with tempfile.TemporaryDirectory(dir=os.environ["YUCAIHUI_HOME"]) as folder:
        name = "yucaihui_bench_ledger"
        on_disk = connection.vendor == "sqlite"
        connection.settings_dict["TEST"]["NAME"] = f"{folder}/{name}.sqlite3" if on_disk else name
        former = connection.settings_dict["NAME"]
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        try:
            yield connection.vendor
        finally:
            connection.creation.destroy_test_db(former, verbosity=0)


class Clerk:
    """A fund with budgets, and the entries that are posted into it."""

    def __init__(self) -> None:
        from yucaihui.core.accounts.services import create_user  # noqa: PLC0415 - after the setup
        from yucaihui.ledger import services  # noqa: PLC0415
        from yucaihui.ledger.process import BookKind  # noqa: PLC0415

        self.services, self.numbers, self.transfers = services, count(1), 0
        self.maker, self.checker = (create_user(f"{n}@bench.example") for n in ("one", "two"))
        fund = BookKind.FUND
        self.book = services.open_book("bench", fund, by=self.maker, name_en="Bench")
        shared = {r: services.account(self.book, r) for r in ("appropriation", "cash", "funding")}
        shared |= {r: services.account(self.book, r) for r in ("transit", "expense")}
        self.accounts = [{**shared, **self.own(f"b{n}")} for n in range(BUDGETS)]
        self.fill()

    def own(self, code: str) -> dict[str, Any]:
        budget = self.services.open_budget(self.book, code, by=self.maker)
        roles = ("available", "committed", "spent")
        return {role: self.services.account(self.book, role, budget) for role in roles}

    def fill(self) -> None:
        """Enough on every account that no floor is reached."""
        kinds = ("budget.appropriated", "payment.committed")
        entries = [self.entry(kind, place, 10**11) for place in range(BUDGETS) for kind in kinds]
        entries += [self.entry("fund.paid_in", 0, 10**13), self.entry("payment.sent", 0, 10**13)]
        self.post(entries)

    def entry(self, kind: str, place: int, amount: int) -> Any:
        number = next(self.numbers)
        return self.services.entry(
            self.book, kind, key=f"bench:{number}", source=("bench", f"s{number}"), on=ON,
            amounts=amount, accounts=self.accounts[place],
        )  # fmt: skip

    def post(self, entries: list[Any]) -> None:
        self.services.post_all(entries, by=self.maker, checker=self.checker, on=ON)
        self.transfers += sum(len(one.lines) for one in entries)

    def batch(self) -> None:
        """Payments received, of two transfers each, spread over the budgets."""
        self.post([self.entry("payment.received", n % BUDGETS, 1) for n in range(VOUCHERS)])

    def single(self) -> None:
        self.post([self.entry("budget.appropriated", 0, 1)])

    def check(self) -> tuple[dict[str, Any], float]:
        """What the check says, and the processor time that this process took for it."""
        from yucaihui.ledger.checks.verify import verify  # noqa: PLC0415 - after the setup

        begun = time.process_time()
        return verify(), time.process_time() - begun


def seconds_of(check: tuple[dict[str, Any], float]) -> float:
    seconds: float = check[0]["seconds"]
    return seconds


def repeats(times: int, scale: float) -> int:
    return max(round(times * scale), 5)


def growth(points: list[Point]) -> dict[str, float]:
    """What a posting into the largest book costs, by what it cost in the smallest."""
    if not points:
        return {}
    first, last = points[0], points[-1]
    return {
        "batch_last_to_first": round(last.batch / first.batch, 3),
        "single_last_to_first": round(last.single / first.single, 3),
    }


def processor_clock() -> Callable[[], float]:
    """Seconds of processor time that this process has used, and PostgreSQL on its behalf: what
    others do on the machine meanwhile does not count."""
    from django.db import connection  # noqa: PLC0415 - after the setup

    if connection.vendor != "postgresql":
        return time.process_time
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        server = Path(f"/proc/{cursor.fetchone()[0]}/schedstat")
    if not server.exists():
        raise SystemExit("--plot needs PostgreSQL on this machine, to see its processor time")
    return lambda: time.process_time() + int(server.read_text().split()[0]) / 1e9


def timed(act: Any, times: int, clock: Callable[[], float] = time.perf_counter) -> float:
    """Seconds that `act` takes by `clock`, the median of `times`."""
    seconds = []
    for _ in range(times):
        begun = clock()
        act()
        seconds.append(clock() - begun)
    return median(seconds)


def plain_batch() -> Any:
    """The same number of rows into a table without keys or checks, in one transaction."""
    from django.db import connection, transaction  # noqa: PLC0415 - after the setup

    numbers = count(1)
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE bench_plain AS SELECT * FROM ledger_transfer LIMIT 0")

    def insert() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.executemany(PLAIN, [(next(numbers),) for _ in range(VOUCHERS * LINES)])

    return insert


def fsync_seconds(times: int = 200) -> float:
    """What one write of a page takes to reach the disk."""
    with tempfile.TemporaryFile(dir=os.environ["YUCAIHUI_HOME"]) as file:

        def write() -> None:
            os.pwrite(file.fileno(), b"x" * 4096, 0)
            os.fsync(file.fileno())

        return timed(write, times)
