"""The walk through a loan's periods: what each accrues, what falls due, and what was paid.

Each step takes an immutable `Walk` and a period and gives the next `Walk` and a `Line` of exact
amounts; `schedule` prints the lines in whole units.
"""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from yucaihui.engines.lending.accrual import Accrual, accrue
from yucaihui.engines.lending.dates import Period
from yucaihui.engines.lending.errors import require
from yucaihui.engines.lending.instalments import LEVELS, METHODS, ZERO, Ask
from yucaihui.engines.lending.interest import INTEREST
from yucaihui.engines.lending.loan import Loan
from yucaihui.engines.lending.receipts import Receipt, Unpaid, clear
from yucaihui.engines.lending.rounding import times


class Line(NamedTuple):
    """A row before it is printed; `total` is None where it is the sum of the printed parts."""

    period: Period
    interest: Decimal
    principal: Decimal
    balance: Decimal
    total: Decimal | None


class Walk(NamedTuple):
    """Between two rows, in fen.

    balance: principal owed if all is paid as due.
    level: the instalment or share of principal; None until it is first worked out.
    instalment: the first instalment, as printed.
    deferred: interest of a grace, still to be paid.
    advance: principal of coming rows that is paid already.
    flat_left: interest of a flat loan not yet charged.
    unpaid: what fell due and wasn't paid.
    """

    balance: Decimal
    level: Decimal | None = None
    instalment: Decimal | None = None
    recast: bool = False
    deferred: Decimal = ZERO
    advance: Decimal = ZERO
    flat_left: Decimal = ZERO
    unpaid: tuple[Unpaid, ...] = ()
    receipts: tuple[Receipt, ...] = ()


class Charge(NamedTuple):
    """What falls due in a row: `interest` moves the balance, `billed` is asked for; `shifted` is
    what a grace takes from the period's interest or brings to it."""

    interest: Decimal
    billed: Decimal
    shifted: Decimal
    planned: Decimal
    early: Decimal


def walked(loan: Loan) -> tuple[list[Line], Walk]:
    """All lines, and how the walk ended."""
    walk, lines = _opening(loan), []
    for period in loan.periods:
        walk, line = _step(loan, walk, period)
        lines.append(line)
        if period.n == loan.last or _finished(loan, walk, period):
            break
    end = lines[-1].period.due
    late = [tranche.on for tranche in loan.tranches if end and tranche.on >= end]
    require(not late, "disbursements", late, f"days before the last due date, {end}")
    return lines, _paid_after_the_end(loan, walk, end)


def _opening(loan: Loan) -> Walk:
    balance = Decimal(loan.terms.principal - loan.down_payment)
    if loan.terms.method != "flat":
        return Walk(balance)
    factors = (loan.years(period) * loan.rate(period, period.start) for period in loan.row_periods)
    whole = times(balance, sum(factors, Fraction(0)))
    return Walk(balance, flat_left=INTEREST[loan.convention.interest]([whole], loan.rounding))


def _finished(loan: Loan, walk: Walk, period: Period) -> bool:
    later = any(period.due and tranche.on >= period.due for tranche in loan.tranches)
    return not (walk.balance or walk.deferred or later)


def _step(loan: Loan, walk: Walk, period: Period) -> tuple[Walk, Line]:
    accrual = accrue(loan, period, walk.balance, walk.unpaid)
    walk = walk._replace(
        balance=accrual.balance,
        unpaid=accrual.unpaid,
        receipts=walk.receipts + accrual.receipts,
    )
    walk = _levelled(loan, walk, period)
    walk, charge = _charged(loan, walk, period, accrual)
    return _settled(loan, walk, period, charge)


# ---- the level amount


def _levelled(loan: Loan, walk: Walk, period: Period) -> Walk:
    """The level amount: worked out at the first instalment, and anew where the loan is recast."""
    if loan.index(period) <= loan.terms.grace.before_instalments:
        return walk
    if walk.level is not None and not walk.recast and not _recast_in(loan, period):
        return walk
    raw = LEVELS[loan.convention.instalment](_asked(loan, walk, period))
    shown = None if loan.convention.instalment == "none" else loan.instalment_rounding(raw)
    first = shown if walk.level is None else walk.instalment
    return walk._replace(level=_kept(loan, raw), instalment=first, recast=False)


def _recast_in(loan: Loan, period: Period) -> bool:
    stepped = any(
        step.recast and (step.row == period.n or _begins_in(step.on, period)) for step in loan.rates
    )
    drawn = any(_begins_in(tranche.on, period) for tranche in loan.tranches)
    return stepped or drawn or period.n in loan.recasts


def _begins_in(day: date | None, period: Period) -> bool:
    return bool(day and period.start and period.due and period.start <= day < period.due)


def _asked(loan: Loan, walk: Walk, period: Period) -> Ask:
    """The rest of the loan at the rate that the period ends with."""
    rate = loan.rate(period, period.due - timedelta(days=1) if period.due else None)
    extended = any(row <= period.n for row in loan.recasts)
    as_agreed = walk.level is None and not extended
    rest = (loan.agreed if as_agreed else loan.periods)[loan.index(period) - 1 :]
    return Ask(
        balance=walk.balance,
        lent=Decimal(loan.terms.principal - loan.down_payment),
        factors=[loan.years(one) * rate for one in rest],
        nominal=loan.nominal_years() * rate,
        first=loan.years(loan.agreed[0]) * rate,
        fixed=loan.terms.fixed_payment or 0,
        rounding=loan.rounding,
        instalment_rounding=loan.instalment_rounding,
    )


def _kept(loan: Loan, raw: Decimal) -> Decimal:
    """The level amount as it counts inside: rounded, or exact behind a rounded print."""
    if loan.convention.instalment == "none":
        return raw if loan.convention.exact else loan.rounding(raw)
    return loan.instalment_rounding(raw) if loan.convention.agreed else raw


# ---- what falls due


def _charged(loan: Loan, walk: Walk, period: Period, accrual: Accrual) -> tuple[Walk, Charge]:
    interest, billed = _interest(loan, walk, period, accrual)
    planned = _planned(loan, walk, period, interest)
    ahead = ZERO if loan.matures(period) else max(min(walk.advance, planned), ZERO)
    waits = loan.index(period) <= loan.terms.grace.interest_payment_periods
    waits = waits and not loan.matures(period)
    due = ZERO if waits else billed + walk.deferred
    walk = walk._replace(
        advance=walk.advance - ahead,
        flat_left=walk.flat_left - billed,
        deferred=walk.deferred + billed - due,
    )
    return walk, Charge(interest, due, due - billed, planned - ahead, accrual.early)


def _interest(loan: Loan, walk: Walk, period: Period, accrual: Accrual) -> tuple[Decimal, Decimal]:
    """What moves the balance and what is billed; they differ where exact balances are carried."""
    billed = INTEREST[loan.convention.interest](accrual.parts, loan.rounding)
    if loan.terms.method == "flat":
        billed = min(billed, walk.flat_left)
    if loan.matures(period) and not loan.payoff:
        billed = _last_interest(loan, walk, billed)
    carried = loan.convention.balance == "carried" and loan.terms.method != "flat"
    return (sum(accrual.parts, ZERO) if carried else billed), billed


def _last_interest(loan: Loan, walk: Walk, computed: Decimal) -> Decimal:
    if loan.terms.method == "flat":
        return walk.flat_left
    plugged = loan.convention.last == "interest_plug" and loan.terms.method == "equal_instalment"
    worked_out = loan.convention.instalment != "fixed"
    if not (plugged and worked_out) or walk.level is None or walk.level < walk.balance:
        return computed
    return walk.level - walk.balance


def _planned(loan: Loan, walk: Walk, period: Period, interest: Decimal) -> Decimal:
    """The row's principal by the terms, before any payment."""
    if loan.matures(period):
        return walk.balance
    if loan.index(period) <= loan.terms.grace.interest_capitalised_periods:
        return -interest if loan.convention.exact else -loan.rounding(interest)
    if walk.level is None or loan.index(period) <= loan.terms.grace.principal_periods:
        return ZERO
    principal = METHODS[loan.terms.method].principal(walk.level, interest)
    if not loan.convention.exact:
        # Books of whole fen: an instalment pays at least its interest, so that no debt grows.
        principal = loan.rounding(max(principal, ZERO))
    return min(principal, walk.balance)


# ---- what is paid on the due date


def _settled(loan: Loan, walk: Walk, period: Period, charge: Charge) -> tuple[Walk, Line]:
    growing = min(charge.planned, ZERO)  # interest that is added to the principal
    principal = max(charge.planned, growing + charge.early)
    walk, extra = _received(loan, walk, period, charge, principal)
    walk = BEYOND[loan.terms.strategy](walk, principal + extra - charge.planned)
    line = Line(
        period=period,
        interest=charge.billed,
        principal=principal + extra,
        balance=walk.balance - principal - extra,
        total=_agreed_total(loan, walk, period, charge, principal + extra),
    )
    return walk._replace(balance=line.balance), line


def _received(
    loan: Loan, walk: Walk, period: Period, charge: Charge, principal: Decimal
) -> tuple[Walk, Decimal]:
    """The due date's money: what is overdue, then the row, then principal beyond it."""
    if period.due is None:
        return walk, ZERO
    added = min(principal - charge.early, ZERO)  # interest that nobody pays yet
    interest = loan.whole(charge.billed + loan.terms.fee + added)
    owed = Unpaid(period.n, interest, loan.whole(principal - charge.early - added))
    money = loan.received(period.due)
    left, receipts, rest = clear((*walk.unpaid, owed), money, period.due)
    extra = min(rest, walk.balance - principal)
    receipts += (Receipt(period.n, period.due, extra),) if extra else ()
    really = loan.as_of is not None and period.due <= loan.as_of
    return walk._replace(
        unpaid=left if really else (),
        receipts=walk.receipts + receipts,
    ), extra


def _agreed_total(
    loan: Loan, walk: Walk, period: Period, charge: Charge, principal: Decimal
) -> Decimal | None:
    """What the row pays where that is agreed, not added up: the instalment, or the exact rest."""
    if not loan.convention.exact or walk.level is None or principal != charge.planned:
        return None
    open_end = not loan.matures(period) or loan.convention.instalment == "fixed"
    if principal == walk.balance and open_end:
        return principal + charge.interest + charge.shifted
    level = METHODS[loan.terms.method].principal(walk.level, charge.interest) == principal
    named = loan.convention.instalment != "none" and loan.convention.instalment_rounding != "NONE"
    if level and named and principal and not loan.matures(period):
        return loan.instalment_rounding(walk.level) + charge.shifted
    return None


def _paid_after_the_end(loan: Loan, walk: Walk, end: date | None) -> Walk:
    for payment in loan.payments:
        if end and payment.on > end:
            unpaid, receipts, _ = clear(walk.unpaid, Decimal(payment.amount), payment.on)
            walk = walk._replace(unpaid=unpaid, receipts=walk.receipts + receipts)
    return walk


def _recast_next(walk: Walk, beyond: Decimal) -> Walk:
    return walk._replace(recast=True) if beyond else walk


def _ahead(walk: Walk, beyond: Decimal) -> Walk:
    return walk._replace(advance=walk.advance + beyond)


def _as_before(walk: Walk, _: Decimal) -> Walk:
    return walk


# By the strategy agreed for money beyond what is due.
BEYOND: dict[str | None, Callable[[Walk, Decimal], Walk]] = {
    None: _as_before,
    "reduce_number_of_instalments": _as_before,
    "reduce_instalment_amount": _recast_next,
    "reschedule_next_repayments": _ahead,
}
