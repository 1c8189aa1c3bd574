"""The days of one period: what bears interest from when to when, and money on the way."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from yucaihui.engines.lending.dates import Period
from yucaihui.engines.lending.day_counts import part_years
from yucaihui.engines.lending.instalments import ZERO
from yucaihui.engines.lending.loan import Loan
from yucaihui.engines.lending.receipts import Receipt, Unpaid, clear, overdue
from yucaihui.engines.lending.rounding import times


class Accrual(NamedTuple):
    """A period up to its due date.

    parts: exact interest of its parts. balance: principal owed at its start, and what was paid out
    since. early: principal paid before the due date.
    """

    balance: Decimal
    unpaid: tuple[Unpaid, ...]
    parts: tuple[Decimal, ...] = ()
    early: Decimal = ZERO
    receipts: tuple[Receipt, ...] = ()


def accrue(loan: Loan, period: Period, balance: Decimal, unpaid: tuple[Unpaid, ...]) -> Accrual:
    """Interest and money of a period, its due date's own money left for the row."""
    accrual, whole = Accrual(balance, unpaid), loan.years(period)
    if period.start is None or period.due is None:
        interest = times(balance, whole * loan.rate(period, None))
        return accrual._replace(parts=(interest,))
    accrual = _drawn(loan, accrual, period.start)
    days = _days(loan, period, unpaid)
    for start, end in pairwise(days):
        part = len(days) > 2
        years = part_years(period, start, end, whole, loan.convention) if part else whole
        interest = times(_bearing(loan, accrual, start), years * loan.rate(period, start))
        accrual = accrual._replace(parts=(*accrual.parts, interest))
        if end < period.due:
            accrual = _drawn(loan, accrual, end)
            accrual = _paid_early(loan, period, accrual, end) if loan.daily_rest else accrual
    if not loan.daily_rest:
        for day in _payment_days(loan, period.start, period.due):
            accrual = _paid_early(loan, period, accrual, day)
    return accrual


def _days(loan: Loan, period: Period, unpaid: tuple[Unpaid, ...]) -> list[date]:
    """The period's ends and the days within it on which the interest of a day changes."""
    if period.start is None or period.due is None:
        return []
    within = {day for day in _changes(loan, unpaid) if period.start < day < period.due}
    return [period.start, *sorted(within), period.due]


def _changes(loan: Loan, unpaid: tuple[Unpaid, ...]) -> Iterator[date]:
    yield from (tranche.on for tranche in loan.tranches)
    yield from (step.on for step in loan.rates if step.on)
    if loan.payoff:
        yield loan.payoff.ends
    if unpaid and loan.as_of:
        yield loan.as_of
    if loan.daily_rest:
        yield from (payment.on for payment in loan.payments)


def _bearing(loan: Loan, accrual: Accrual, day: date) -> Decimal:
    """The principal that bears interest from `day` on."""
    if loan.payoff and loan.payoff.ends <= day:
        return ZERO
    if loan.terms.method == "flat":
        return Decimal(loan.terms.principal - loan.down_payment)
    really = loan.as_of is not None and day < loan.as_of
    return accrual.balance - accrual.early + (overdue(accrual.unpaid) if really else ZERO)


def _payment_days(loan: Loan, start: date, due: date) -> list[date]:
    return sorted({payment.on for payment in loan.payments if start < payment.on < due})


def _drawn(loan: Loan, accrual: Accrual, day: date) -> Accrual:
    """After the tranches that are paid out on `day`."""
    drawn = sum(tranche.amount for tranche in loan.tranches if tranche.on == day)
    return accrual._replace(balance=accrual.balance + drawn) if drawn else accrual


def _paid_early(loan: Loan, period: Period, accrual: Accrual, day: date) -> Accrual:
    """After a day's payments: what is overdue is paid first; the rest is principal at once."""
    unpaid, receipts, rest = clear(accrual.unpaid, loan.received(day), day)
    early = min(rest, accrual.balance - accrual.early)
    receipts += (Receipt(period.n, day, early),) if early else ()
    return accrual._replace(
        unpaid=unpaid,
        early=accrual.early + early,
        receipts=accrual.receipts + receipts,
    )
