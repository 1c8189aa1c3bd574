"""`yucaihui bench lending`: many schedules of 36 rows, and one of 360, beside a bound and a peer.

The bound is what Python needs for a date, a tuple and a division a row, written in the plain way.
The peer is numpy-financial's `ipmt` and `ppmt` for the same table, a call for all rows of a loan,
from the environment that `make bench-peers` makes; it knows neither dates nor fen.
"""

import json
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from statistics import median

from yucaihui.bench.harness import Figure, Measured, Report, measure
from yucaihui.bench.peers import numpy_financial_table as peer_script
from yucaihui.engines.lending.conventions import BANK_ANNUITY
from yucaihui.engines.lending.quick import quick_schedule
from yucaihui.engines.lending.schedule import Row, schedule_of
from yucaihui.engines.lending.terms import Terms

_LOANS, _ROWS, _LONG = 100_000, 36, 360
_START, _REPEATS = date(2026, 1, 31), 200
_PEERS = Path(".bench/bin/python")


def run(scale: float) -> Report:
    """Measure at `scale` times 100,000 loans."""
    count = max(round(_LOANS * scale), 10)
    many = measure(made_loans, all_schedules, count)
    long_ms, general_ms = single_milliseconds(quick_schedule), single_milliseconds(schedule_of)
    bound = measure(int, bare_rows, count)
    peers = tuple(peer_figures(count))
    return Report(
        name="lending",
        work={"schedules": count, "rows": _ROWS, "long_rows": _LONG},
        ours={
            "seconds": round(many.seconds, 3),
            "mib": round(many.mib),
            "quality": many.result["balanced"],
            "cpu_seconds": round(many.result["cpu_seconds"], 3),
            "rows_per_second": round(many.result["rows"] / many.seconds),
            "long_milliseconds": round(long_ms, 3),
            "long_general_milliseconds": round(general_ms, 3),
        },
        bound={
            "seconds": round(bound.seconds, 3),
            "cpu_seconds": round(bound.result, 3),
            "what": "dates, tuples and divisions of the rows, and nothing else",
        },
        peers=peers,
        ratios=_ratios(many, bound, peers),
    )


def made_loans(count: int) -> list[Terms]:
    """Equal instalments from 100,000 yuan up at 3 to 5 %, made on every day of a year."""
    return [
        Terms(
            principal=100_000_00 + k * 100,
            annual_rate=Fraction(300 + k % 200, 10_000),
            periods=_ROWS,
            method="equal_instalment",
            convention=BANK_ANNUITY,
            start=_START + timedelta(days=k % 365),
        )
        for k in range(count)
    ]


def all_schedules(loans: Sequence[Terms]) -> dict[str, float]:
    """Rows made, processor seconds, and the share of loans whose principal adds up."""
    rows = balanced = 0
    begun = time.process_time()
    for terms in loans:
        made = quick_schedule(terms)
        rows += len(made.rows)
        balanced += made.totals.principal == terms.principal and not made.balloon
    spent = time.process_time() - begun
    return {"rows": rows, "cpu_seconds": spent, "balanced": balanced / len(loans)}


def single_milliseconds(build: Callable[[Terms], object]) -> float:
    """The median of many runs of one schedule of 360 rows."""
    terms = Terms(
        principal=1_000_000_00,
        annual_rate=Fraction(49, 1000),
        periods=_LONG,
        method="equal_instalment",
        convention=BANK_ANNUITY,
        start=_START,
    )
    taken = []
    for _ in range(_REPEATS if build is quick_schedule else _REPEATS // 20):
        begun = time.perf_counter()
        build(terms)
        taken.append(time.perf_counter() - begun)
    return median(taken) * 1000


def bare_rows(count: int) -> float:
    """Processor seconds of as many dates, tuples and divisions, of no particular loan."""
    begun = time.process_time()
    for _ in range(count):
        balance, rows = 10_000_000, []
        for n in range(_ROWS):
            due = date(2026 + n // 12, n % 12 + 1, 28)
            interest = (2 * balance * 49 + 12_000) // 24_000
            balance -= 100
            rows.append(Row(n, due, due, 100, interest, 0, balance))
    return time.process_time() - begun


def peer_figures(count: int) -> list[Mapping[str, Figure]]:
    """numpy-financial's figures; nothing where it isn't installed."""
    if not _PEERS.exists():
        return []
    arguments = [str(count), str(_ROWS)]
    done = subprocess.run(  # noqa: S603 (our own script and numbers)
        [str(_PEERS), str(Path(peer_script.__file__)), *arguments],
        capture_output=True,
        check=True,
        text=True,
    )
    found = json.loads(done.stdout)
    name = f"numpy-financial {found['version']} ipmt and ppmt, without dates and in float64"
    return [{"name": name, "seconds": round(found["seconds"], 3), "quality": None}]


def _ratios(
    many: Measured[dict[str, float]], bound: Measured[float], peers: Sequence[Mapping[str, Figure]]
) -> dict[str, Figure]:
    ratios: dict[str, Figure] = {
        "ours_to_bound": round(many.seconds / bound.seconds, 2),
        "ours_to_bound_cpu": round(many.result["cpu_seconds"] / bound.result, 2),
    }
    for peer in peers:
        ratios["peer_to_ours"] = round(float(peer["seconds"] or 0) / many.seconds, 2)
    return ratios
