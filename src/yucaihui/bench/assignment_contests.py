"""The contestants of `yucaihui bench assignment`, each run in a process of its own."""

import json
import subprocess
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from typing import TypeVar

import numpy as np
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp

from yucaihui.bench.assignment_instances import Sizes, made_up, real_ones, without_judges
from yucaihui.bench.peers import networkx_flow as networkx_script
from yucaihui.engines.assignment import (
    FairAssignment,
    Problem,
    assign_by_lot,
    assign_fair,
    assign_optimal,
    open_problem,
)
from yucaihui.engines.assignment.network import build_network

Result = TypeVar("Result")

ROUNDS = 3
# One judge in so many withdraws: the others could take no more if it were one in six.
GONE_OF = 20
CAP = Fraction(1, 2)
PEERS = Path(".bench/bin/python")


@dataclass(frozen=True)
class Ours:
    """Best processor seconds of several rounds, and what came of them."""

    optimal_seconds: float
    objective: float
    bound: float
    worst: float
    fair_seconds: float
    fair: FairAssignment
    entries: int


@dataclass(frozen=True)
class Changes:
    """Pairs that went when judges withdrew, those that had to, and what it cost."""

    unavoidable: int
    dropped: int
    dropped_anew: int
    seconds: float
    objective: float
    lot_seconds: float
    lot_expected: float
    balanced_seconds: float
    balanced_loads: tuple[int, int]


def warm_up() -> None:
    """Load what is compiled, with a handful of entries."""
    few = open_problem(np.full(6, 2), np.full(8, 3), np.random.default_rng(0).random((6, 8)))
    assign_fair(few)
    assign_by_lot(few, CAP).draw(0)


def prepare(sizes: Sizes) -> Problem:
    """Make the problem, with everything compiled."""
    warm_up()
    return made_up(sizes)


def ours(problem: Problem) -> Ours:
    """The best total and fair panels."""
    optimal_seconds, best = _best(ROUNDS, lambda: assign_optimal(problem))
    fair_seconds, fair = _best(ROUNDS, lambda: assign_fair(problem))
    return Ours(
        optimal_seconds,
        best.objective,
        best.bound,
        best.worst,
        fair_seconds,
        fair,
        len(problem.demand),
    )


def changes(problem: Problem) -> Changes:
    """Judges who withdraw, panels by lot, and balanced loads."""
    best = assign_optimal(problem)
    gone = problem.shape[1] // GONE_OF
    left = without_judges(problem, best.pairs, gone)
    seconds, kept = _best(ROUNDS, lambda: assign_optimal(left))
    anew = assign_optimal(replace(left, keep_bonus=0.0))
    lot_seconds, lottery = _best(ROUNDS, lambda: assign_by_lot(problem, CAP))
    plain = replace(problem, affinity=None)
    balanced_seconds, balanced = _best(ROUNDS, lambda: assign_optimal(plain))
    return Changes(
        unavoidable=int((best.pairs[:, 1] < gone).sum()),
        dropped=len(kept.dropped),
        dropped_anew=len(anew.dropped),
        seconds=seconds,
        objective=kept.objective,
        lot_seconds=lot_seconds,
        lot_expected=lottery.expected,
        balanced_seconds=balanced_seconds,
        balanced_loads=(int(balanced.load.min()), int(balanced.load.max())),
    )


def no_preparation(_: None) -> None:
    """Real instances are read where they are solved."""
    warm_up()


def real(_: None) -> dict[str, tuple[Ours, float]]:
    """Real instances with their published totals."""
    return {name: (ours(problem), total) for name, (problem, total) in real_ones().items()}


def linear_programme(problem: Problem) -> tuple[float, float]:
    """Processor seconds and total of HiGHS on the same network."""
    network = build_network(problem)
    arcs = np.arange(len(network.tail))
    ones = np.ones(len(arcs))
    flows_out = sparse.csr_array((ones, (network.tail, arcs)), (len(network.supply), len(arcs)))
    flows_in = sparse.csr_array((ones, (network.head, arcs)), (len(network.supply), len(arcs)))
    worth = np.zeros(len(arcs))
    if problem.affinity is not None:
        worth[: network.pairs] = problem.affinity[network.entry, network.judge]
    start = time.process_time()
    found = milp(
        -worth,
        constraints=LinearConstraint(flows_out - flows_in, network.supply, network.supply),
        bounds=Bounds(0, network.capacity),
    )
    seconds = time.process_time() - start
    return seconds, float((worth * np.asarray(found.x)).sum())


def networkx_flow(problem: Problem) -> tuple[float, float, float]:
    """Seconds of networkx and its total by the Python that has it, and our seconds."""
    network = build_network(problem)
    worth = np.zeros(len(network.tail))
    if problem.affinity is not None:
        worth[: network.pairs] = problem.affinity[network.entry, network.judge]
    seconds, _ = _best(ROUNDS, lambda: assign_optimal(problem))
    with tempfile.TemporaryDirectory(prefix="yucaihui-bench-") as folder:
        path = Path(folder) / "network.npz"
        np.savez(
            path,
            tail=network.tail,
            head=network.head,
            capacity=network.capacity,
            supply=network.supply,
            worth=worth,
        )
        command = [str(PEERS), networkx_script.__file__, str(path)]
        printed = subprocess.run(command, check=True, stdout=subprocess.PIPE)  # noqa: S603 - ours
    document = json.loads(printed.stdout)
    return float(document["seconds"]), float(document["total"]), seconds


def has_networkx() -> bool:
    """Whether the environment of `make bench-peers` holds it."""
    if not PEERS.exists():
        return False
    looked = subprocess.run([str(PEERS), "-c", "import networkx"], check=False, capture_output=True)  # noqa: S603 - ours
    return looked.returncode == 0


def _best(rounds: int, work: Callable[[], Result]) -> tuple[float, Result]:
    """The least processor seconds of several rounds, and the last result."""
    taken = []
    for _ in range(rounds):
        start = time.process_time()
        result = work()
        taken.append(time.process_time() - start)
    return min(taken), result
