"""What happens to a loan, folded into its state: payments, dates, rates, more money, more time.

`after(loan, events)` takes events in any order: those of one day have one outcome.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from functools import reduce
from typing import Any

from yucaihui.engines.lending.dates import Period, periods
from yucaihui.engines.lending.errors import require
from yucaihui.engines.lending.loan import Loan, Payment, Payoff, in_order
from yucaihui.engines.lending.terms import MOST_PERIODS, RateStep, Tranche

# Until when a payoff pays interest.
PAYOFF_RULES: dict[str, Callable[[Period, date], date]] = {
    "interest_to_payoff_date": lambda _, on: on,
    "interest_to_period_end": lambda period, on: period.due or on,
}


@dataclass(frozen=True, slots=True)
class Repayment:
    """Money from the borrower: what is overdue is paid first, then the row of its due date; before
    a due date it is principal at once."""

    on: date
    amount: int


@dataclass(frozen=True, slots=True)
class Settlement:
    """Everything is paid at once (提前结清), by a rule of `PAYOFF_RULES`."""

    on: date
    rule: str = "interest_to_payoff_date"


@dataclass(frozen=True, slots=True)
class MovedDueDate:
    """A row falls due on another day, and those after it count from there; the instalment stays."""

    due: date
    on: date


@dataclass(frozen=True, slots=True)
class Repricing:
    """From a day, another yearly rate; the instalment is worked out anew."""

    on: date
    annual_rate: Fraction


@dataclass(frozen=True, slots=True)
class Drawdown:
    on: date
    amount: int


@dataclass(frozen=True, slots=True)
class Extension:
    """More periods at the end (展期), agreed on a day before the last due date; the level amount is
    worked out anew from the first row due after that day."""

    on: date
    periods: int


@dataclass(frozen=True, slots=True)
class AsOf:
    """Nothing but what was told has been paid up to this day."""

    on: date


Event = Repayment | Settlement | MovedDueDate | Repricing | Drawdown | Extension | AsOf


def after(loan: Loan, events: Iterable[Event]) -> Loan:
    """The loan after the events. Raises `BadTerms`."""
    return reduce(_applied, sorted(events, key=_order), loan)


def _order(event: Event) -> tuple[date, int, str]:
    """By day; within one, dates and rates move before money does."""
    day = event.due if isinstance(event, MovedDueDate) else event.on
    return day, list(APPLIED).index(type(event)), repr(event)


def _applied(loan: Loan, event: Event) -> Loan:
    start = loan.terms.start if loan.terms.dated else None
    require(start, "disbursement_date", None, "a date, and periods that have dates, as events do")
    require(start and event.on >= start, "events", event.on, "days from disbursement_date on")
    return APPLIED[type(event)](loan, event)


def _known_to(loan: Loan, day: date) -> date:
    return max(day, loan.as_of or day)


def _repaid(loan: Loan, event: Repayment) -> Loan:
    require(event.amount > 0, "events.amount", event.amount, "an amount above 0")
    require(event.on != loan.terms.start, "events.date", event.on, "a day after disbursement")
    require(not loan.payoff, "events", event.on, "no repayment after the payoff")
    payments = (*loan.payments, Payment(event.on, event.amount))
    return replace(loan, payments=payments, as_of=_known_to(loan, event.on))


def _settled(loan: Loan, event: Settlement) -> Loan:
    known = ", ".join(PAYOFF_RULES)
    require(event.rule in PAYOFF_RULES, "events.rule", event.rule, f"one of {known}")
    require(not loan.payoff, "events", event.on, "one payoff")
    period = _next_due(loan, event.on)
    ends = PAYOFF_RULES[event.rule](period, event.on) if period else event.on
    return replace(loan, payoff=Payoff(event.on, ends), as_of=_known_to(loan, event.on))


def _as_of(loan: Loan, event: AsOf) -> Loan:
    return replace(loan, as_of=_known_to(loan, event.on))


def _moved(loan: Loan, event: MovedDueDate) -> Loan:
    found = [k for k, period in enumerate(loan.periods) if period.due == event.due]
    require(found, "events.due_date", event.due, "a due date of the schedule")
    k = found[0]
    moved = loan.periods[k]
    require(moved.start and event.on > moved.start, "events.date", event.on,
            f"a day after {moved.start}")  # fmt: skip
    rest = periods(loan.terms.cadence, len(loan.periods) - k, moved.start, event.on, moved.n)
    return replace(loan, periods=(*loan.periods[:k], *rest), anchor=(event.on, k))


def _repriced(loan: Loan, event: Repricing) -> Loan:
    require(event.annual_rate >= 0, "events.annual_rate", event.annual_rate, "0 or more")
    return replace(loan, rates=in_order((*loan.rates, RateStep(event.annual_rate, event.on))))


def _drawn(loan: Loan, event: Drawdown) -> Loan:
    require(event.amount > 0, "events.amount", event.amount, "an amount above 0")
    return replace(loan, tranches=(*loan.tranches, Tranche(event.on, event.amount)))


def _extended(loan: Loan, event: Extension) -> Loan:
    """Due dates go on from the anchor, so that the 31st stays the 31st."""
    count = len(loan.periods)
    within = 0 < event.periods <= MOST_PERIODS - count
    require(within, "events.periods", event.periods, f"1 to {MOST_PERIODS - count}")
    plain = loan.terms.maturing and loan.terms.method not in ("fixed_payment", "single_bullet")
    require(
        plain, "method", loan.terms.method, "instalments without a balloon, or a moved due date"
    )
    next_row = _next_due(loan, event.on + timedelta(days=1))
    require(next_row, "events.date", event.on, "a day before the last due date")
    last = loan.periods[-1]
    dues = [loan.due(count + k) for k in range(event.periods)]
    more = [
        Period(last.n + k, before, due)
        for k, (before, due) in enumerate(zip([last.due, *dues], dues, strict=False), 1)
    ]
    return replace(
        loan,
        periods=(*loan.periods, *more),
        last=loan.last + event.periods,
        recasts=loan.recasts | {next_row.n if next_row else 0},
    )


def _next_due(loan: Loan, day: date) -> Period | None:
    """The first period that is due on the day or later."""
    rows = loan.row_periods
    return next((period for period in rows if period.due and period.due >= day), None)


APPLIED: dict[type[Event], Callable[[Loan, Any], Loan]] = {
    MovedDueDate: _moved,
    Extension: _extended,
    Repricing: _repriced,
    Drawdown: _drawn,
    Repayment: _repaid,
    Settlement: _settled,
    AsOf: _as_of,
}
