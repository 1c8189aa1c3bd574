"""The state of a loan: what was agreed and what has happened since. Its schedule follows from it.

A `Loan` never changes; `events.after` folds events into a new one.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from yucaihui.engines.lending.conventions import Convention
from yucaihui.engines.lending.dates import Period
from yucaihui.engines.lending.day_counts import nominal_years, period_years
from yucaihui.engines.lending.rounding import Rounding, times
from yucaihui.engines.lending.terms import RateStep, Terms, Tranche


@dataclass(frozen=True, slots=True)
class Payment:
    on: date
    amount: int


@dataclass(frozen=True, slots=True)
class Payoff:
    """Everything is paid on a day; no interest from `ends` on."""

    on: date
    ends: date


@dataclass(frozen=True, slots=True)
class Loan:
    """agreed: the periods before any date was moved; the first instalment follows them.
    periods: those of instalments now, as far as the instalment is worked out over.
    last: the number of the last row.
    anchor: a day that due dates count from, and the place in `periods` (from 0) that it is due at.
    as_of: up to here the loan is as it was really paid, after it as agreed.
    recasts: rows from which the level amount is worked out anew.
    """

    terms: Terms
    agreed: tuple[Period, ...]
    periods: tuple[Period, ...]
    last: int
    anchor: tuple[date | None, int]
    rates: tuple[RateStep, ...]
    tranches: tuple[Tranche, ...]
    payments: tuple[Payment, ...] = ()
    payoff: Payoff | None = None
    as_of: date | None = None
    recasts: frozenset[int] = frozenset()

    @property
    def convention(self) -> Convention:
        return self.terms.convention

    @property
    def rounding(self) -> Rounding:
        return Rounding(self.convention.rounding, self.convention.unit)

    @property
    def instalment_rounding(self) -> Rounding:
        return Rounding(self.convention.instalment_rounding, self.convention.instalment_unit)

    @property
    def down_payment(self) -> int:
        """Fen paid back on the first day, rounded like interest."""
        return self.rounding.printed(times(Decimal(self.terms.principal), self.terms.down_payment))

    @property
    def daily_rest(self) -> bool:
        """Whether money lowers the interest from its own day on."""
        return self.terms.rest == "daily"

    @property
    def row_periods(self) -> tuple[Period, ...]:
        """The periods that have a row, at most."""
        return tuple(period for period in self.periods if period.n <= self.last)

    def matures(self, period: Period) -> bool:
        """Whether the period's row pays all that is left: not before a balloon, and never while a
        fixed amount is paid until nothing is left."""
        ends = period.n == self.last and self.terms.maturing
        return ends and self.terms.method != "fixed_payment"

    def index(self, period: Period) -> int:
        """1 for the first period of instalments, whatever number its row has."""
        return period.n - self.periods[0].n + 1

    def due(self, place: int) -> date | None:
        """The due date at a place of `periods`, also beyond its end."""
        day, at = self.anchor
        cadence = self.terms.cadence
        return day and cadence.after(day, cadence.every * (place - at))

    def received(self, day: date) -> Decimal:
        """Fen paid by the borrower on a day."""
        return Decimal(sum(payment.amount for payment in self.payments if payment.on == day))

    def whole(self, amount: Decimal) -> Decimal:
        """An amount as it is asked for."""
        return Decimal(self.rounding.printed(amount))

    def years(self, period: Period) -> Fraction:
        return period_years(period, self.terms.cadence, self.convention)

    def nominal_years(self) -> Fraction:
        return nominal_years(self.terms.cadence, self.convention.day_count)

    def rate(self, period: Period, day: date | None) -> Fraction:
        """The yearly rate in force from `day` on, within a period."""
        begun = [step.annual_rate for step in self.rates if _begun(step, period, day)]
        return begun[-1] if begun else self.terms.annual_rate


def _begun(step: RateStep, period: Period, day: date | None) -> bool:
    if step.row is not None:
        return step.row <= period.n
    return step.on is not None and day is not None and step.on <= day


def opened(terms: Terms) -> Loan:
    """The loan on its first day."""
    periods = terms.due_periods()
    last = {"fixed_payment": periods[-1].n, "single_bullet": 1}.get(terms.method, terms.periods)
    return Loan(
        terms=terms,
        agreed=periods,
        periods=periods,
        last=last,
        anchor=(periods[0].due, 0) if periods[0].broken else (terms.start, -1),
        rates=in_order(terms.rates),
        tranches=tuple(sorted(terms.tranches, key=lambda tranche: (tranche.on, tranche.amount))),
    )


def in_order(steps: tuple[RateStep, ...]) -> tuple[RateStep, ...]:
    """Of two steps in force the later one wins."""
    return tuple(sorted(steps, key=lambda step: (step.row or 0, step.on or date.min)))
