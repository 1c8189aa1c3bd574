"""A risk-compensation pool over months: balance, liability, leverage, losses and subsidy.

`expected` works out what a scenario comes to; `sampled` draws which loans default, so that a chart
can show how far luck moves it; `with_covers` and `most_cover` say what a change of the cover share
does. Amounts are float64 fen: a forecast, not a book.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from yucaihui.engines.lending.errors import require
from yucaihui.engines.lending.schedule import Schedule

Floats = NDArray[np.float64]
_HALVINGS = 40


@dataclass(frozen=True, slots=True)
class Pool:
    """opening: fen in the pool. cover: its share of a principal loss. trigger: months from default
    to compensation. Lending stops while covered loans exceed `most_leverage` times the balance, or
    bad principal exceeds the share `stop_line`."""

    opening: float
    cover: float
    trigger: int = 3
    most_leverage: float = np.inf
    stop_line: float = 1.0

    def __post_init__(self) -> None:
        require(self.opening >= 0, "opening", self.opening, "0 or more")
        require(0 <= self.cover <= 1, "cover", self.cover, "0 to 1")
        require(self.trigger >= 0, "trigger", self.trigger, "0 months or more")
        require(self.most_leverage > 0, "most_leverage", self.most_leverage, "above 0")


@dataclass(frozen=True, slots=True)
class Profile:
    """One loan of the product as shares of its principal: owed after k months (1 at k = 0), and the
    interest of month k (0 at k = 0)."""

    owed: Floats
    interest: Floats


def profile_of(schedule: Schedule) -> Profile:
    """The profile of a schedule with monthly rows."""
    owed = [row.outstanding for row in schedule.rows]
    principal = schedule.rows[0].outstanding + schedule.rows[0].principal
    interest = [row.interest for row in schedule.rows]
    return Profile(np.array([principal, *owed]) / principal, np.array([0, *interest]) / principal)


@dataclass(frozen=True, slots=True)
class Scenario:
    """By month: fen lent anew, the chance that a running loan defaults, fen paid into the pool.

    size: fen of a loan. recovered: share of a compensated loss that comes back, `lag` months after
    the compensation. subsidy: the city's share of interest.
    """

    lending: Floats
    default_rate: Floats
    top_up: Floats
    profile: Profile
    size: float
    recovered: float = 0.0
    lag: int = 12
    subsidy: float = 0.0

    def __post_init__(self) -> None:
        for name in ("lending", "default_rate", "top_up"):
            values = getattr(self, name)
            fits = len(values) == len(self.lending) > 0 and (values >= 0).all()
            require(fits, name, values, "a number of 0 or more for each month")
        require((self.default_rate <= 1).all(), "default_rate", self.default_rate, "0 to 1")
        require(self.size > 0, "size", self.size, "above 0")
        require(0 <= self.recovered <= 1, "recovered", self.recovered, "0 to 1")
        require(0 <= self.subsidy <= 1, "subsidy", self.subsidy, "0 to 1")


@dataclass(frozen=True, slots=True)
class Outcome:
    """Each of shape (runs, months), at the end of a month or within it; amounts in fen.

    lent, defaulted, compensated, recovered, subsidy: within the month. unmet: claims that the pool
    could not pay. owed: principal of running loans; bad: of defaulted ones not yet closed.
    liability: the pool's share of both. leverage: covered loans over balance. stopped: no new loan.
    """

    balance: Floats
    lent: Floats
    owed: Floats
    bad: Floats
    defaulted: Floats
    compensated: Floats
    unmet: Floats
    recovered: Floats
    subsidy: Floats
    liability: Floats
    leverage: Floats
    stopped: Floats

    @property
    def loss(self) -> Floats:
        """What the pool paid and did not get back, from the start to the end of each month."""
        lost: Floats = np.cumsum(self.compensated - self.recovered, axis=1)
        return lost


Defaults = Callable[[Floats, float], Floats]


def expected(pool: Pool, scenario: Scenario) -> Outcome:
    """The one run in which each month exactly the expected share of loans defaults."""
    return _walked(pool, scenario, 1, lambda running, rate: running * rate)


def sampled(pool: Pool, scenario: Scenario, runs: int, seed: int) -> Outcome:
    """Runs in which each loan defaults or not by chance; the same for the same seed."""
    require(runs > 0, "runs", runs, "1 or more")
    chance = np.random.default_rng(seed)

    def drawn(running: Floats, rate: float) -> Floats:
        return chance.binomial(np.rint(running).astype(np.int64), rate).astype(np.float64)

    whole = replace(scenario, lending=np.rint(scenario.lending / scenario.size) * scenario.size)
    return _walked(pool, whole, runs, drawn)


def with_covers(pool: Pool, scenario: Scenario, covers: Iterable[float]) -> list[Outcome]:
    """What is expected with each cover share instead of the pool's own."""
    return [expected(replace(pool, cover=cover), scenario) for cover in covers]


def most_cover(pool: Pool, scenario: Scenario) -> float:
    """The largest cover share with which every expected claim is paid, to 12 places.

    Lending stops count as in any run: a share that only holds because lending stopped holds.
    """
    low, high = 0.0, 1.0
    if not expected(replace(pool, cover=high), scenario).unmet.any():
        return high
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if expected(replace(pool, cover=middle), scenario).unmet.any():
            high = middle
        else:
            low = middle
    return low


def _walked(pool: Pool, scenario: Scenario, runs: int, defaults: Defaults) -> Outcome:
    months = len(scenario.lending)
    flows = {name: np.zeros((runs, months)) for name in Outcome.__slots__}
    loans = np.zeros((runs, months))  # still running, by the month they were made in
    stopped = np.zeros(runs)
    for month in range(months):
        flows["stopped"][:, month] = stopped
        flows["lent"][:, month] = scenario.lending[month] * (1 - stopped)
        _run_loans(scenario, flows, loans, month, defaults)
        _run_pool(pool, scenario, flows, month)
        stopped = _stops(pool, flows, month)
    return Outcome(**flows)


def _run_loans(
    scenario: Scenario, flows: dict[str, Floats], loans: Floats, month: int, defaults: Defaults
) -> None:
    """Loans made before pay or default; those that ended are taken out; new ones are added."""
    ages = month - np.arange(month)
    before, owed, interest = (
        _at(scenario.profile.owed, ages - 1),
        _at(scenario.profile.owed, ages),
        _at(scenario.profile.interest, ages),
    )
    running = loans[:, :month] * (before > 0)
    failed = defaults(running, float(scenario.default_rate[month]))
    loans[:, :month] = running - failed
    size, lent = scenario.size, flows["lent"][:, month]
    flows["defaulted"][:, month] = failed @ before * size
    flows["subsidy"][:, month] = loans[:, :month] @ interest * size * scenario.subsidy
    flows["owed"][:, month] = loans[:, :month] @ owed * size + lent
    loans[:, month] = lent / size


def _at(shares: Floats, months: NDArray[np.int64]) -> Floats:
    """0 beyond the end of the profile."""
    return np.where(months < len(shares), shares[np.minimum(months, len(shares) - 1)], 0.0)


def _run_pool(pool: Pool, scenario: Scenario, flows: dict[str, Floats], month: int) -> None:
    """Money in, then claims as far as it goes; what is not met is claimed again next month."""
    defaulted = flows["defaulted"]
    recovered = scenario.recovered * _ago(flows["compensated"], month, scenario.lag)
    balance = _ago(flows["balance"], month, 1) if month else pool.opening
    available = balance + scenario.top_up[month] + recovered
    claims = pool.cover * _ago(defaulted, month, pool.trigger) + _ago(flows["unmet"], month, 1)
    paid = np.minimum(available, claims)
    waiting = defaulted[:, max(month - pool.trigger + 1, 0) : month + 1].sum(axis=1)
    open_since = max(month - pool.trigger - scenario.lag + 1, 0)
    flows["recovered"][:, month] = recovered
    flows["compensated"][:, month] = paid
    flows["unmet"][:, month] = claims - paid
    flows["balance"][:, month] = available - paid
    flows["bad"][:, month] = defaulted[:, open_since : month + 1].sum(axis=1)
    owed = flows["owed"][:, month]
    flows["liability"][:, month] = pool.cover * (owed + waiting) + claims - paid
    flows["leverage"][:, month] = _ratio(owed, flows["balance"][:, month])


def _ago(flow: Floats, month: int, months: int) -> Floats:
    """A flow some months before; 0 before the first."""
    return flow[:, month - months] if month >= months else np.zeros(len(flow))


def _stops(pool: Pool, flows: dict[str, Floats], month: int) -> Floats:
    owed, bad = flows["owed"][:, month], flows["bad"][:, month]
    over = flows["leverage"][:, month] > pool.most_leverage
    return (over | (_ratio(bad, owed + bad) > pool.stop_line)).astype(np.float64)


def _ratio(above: Floats, below: Floats) -> Floats:
    """0 for 0 / 0, infinite for anything else over 0."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(above > 0, above / below, 0.0)
