"""A schedule as it is printed: whole fen, a row a due date."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, localcontext
from typing import NamedTuple

from yucaihui.engines.lending.errors import require
from yucaihui.engines.lending.loan import Loan, opened
from yucaihui.engines.lending.receipts import Receipt
from yucaihui.engines.lending.rounding import CONTEXT
from yucaihui.engines.lending.terms import Terms
from yucaihui.engines.lending.walk import Line, Walk, walked


class Row(NamedTuple):
    """What falls due on `due`, in fen; `outstanding` is the principal owed after it."""

    n: int
    start: date | None
    due: date | None
    principal: int
    interest: int
    fee: int
    outstanding: int

    @property
    def total(self) -> int:
        return self.principal + self.interest + self.fee


class Totals(NamedTuple):
    principal: int
    interest: int
    fee: int

    @property
    def total(self) -> int:
        return self.principal + self.interest + self.fee


class Paid(NamedTuple):
    """What was paid of a row, in fen; `on` is the day it was paid in full."""

    amount: int
    unpaid: int
    in_advance: int
    late: int
    on: date | None


@dataclass(frozen=True, slots=True)
class Schedule:
    """`instalment` is the first level amount; `paid` has an entry a row where payments are known,
    and none otherwise. `balloon`: owed after the last row. `surplus`: paid, but never owed.
    """

    rows: tuple[Row, ...]
    totals: Totals
    instalment: int | None = None
    paid: tuple[Paid, ...] = ()
    surplus: int = 0

    @property
    def balloon(self) -> int:
        return self.rows[-1].outstanding


def schedule_of(terms: Terms) -> Schedule:
    """The schedule as agreed. Raises `BadTerms`."""
    return schedule(opened(terms))


def schedule(loan: Loan) -> Schedule:
    """The schedule of a loan with all that has happened to it. Raises `BadTerms`."""
    with localcontext(CONTEXT):
        lines, walk = walked(loan)
        fixed = loan.terms.method == "fixed_payment"
        require(not fixed or not walk.balance, "fixed_payment", loan.terms.fixed_payment,
                "more than the first period's interest")  # fmt: skip
        rows = (*_down_row(loan), *(_printed(loan, line) for line in lines))
        return Schedule(
            rows=rows,
            totals=_totals(loan, rows, lines),
            instalment=None if walk.instalment is None else _fen(loan, walk.instalment),
            paid=tuple(_paid(loan, rows, walk)) if loan.as_of else (),
            surplus=_surplus(loan, walk),
        )


def _fen(loan: Loan, amount: Decimal) -> int:
    return loan.rounding.printed(amount)


def _down_row(loan: Loan) -> Iterable[Row]:
    if loan.down_payment:
        start, down = loan.terms.start, loan.down_payment
        yield Row(1, start, start, down, 0, 0, loan.terms.principal - down)


def _printed(loan: Loan, line: Line) -> Row:
    """Interest is printed for itself; principal is what an agreed total leaves."""
    printed = loan.rounding.printed
    interest = printed(line.interest)
    principal = printed(line.principal if line.total is None else line.total - interest)
    balance = printed(line.balance)
    return Row(*line.period[:3], principal, interest, loan.terms.fee, balance)


def totals_of(rows: Sequence[Row]) -> Totals:
    """Sums of printed rows."""
    return Totals(
        principal=sum(row.principal for row in rows),
        interest=sum(row.interest for row in rows),
        fee=sum(row.fee for row in rows),
    )


def _totals(loan: Loan, rows: Sequence[Row], lines: Sequence[Line]) -> Totals:
    """Where balances are unrounded, printed sums of exact amounts."""
    totals = totals_of(rows)
    if loan.convention.balance != "unrounded":
        return totals
    interest = sum((line.interest for line in lines), Decimal(0))
    paid = loan.down_payment + sum((line.principal for line in lines), Decimal(0))
    return totals._replace(principal=_fen(loan, paid), interest=_fen(loan, interest))


def _surplus(loan: Loan, walk: Walk) -> int:
    """Money that was received and set against no row."""
    used = _by_row(walk)
    return sum(payment.amount for payment in loan.payments) - sum(map(_amount, used.values()))


def _by_row(walk: Walk) -> dict[int, list[Receipt]]:
    received: dict[int, list[Receipt]] = defaultdict(list)
    for receipt in walk.receipts:
        received[receipt.n].append(receipt)
    return received


def _amount(receipts: Iterable[Receipt]) -> int:
    return int(sum(receipt.amount for receipt in receipts))


def _paid(loan: Loan, rows: Sequence[Row], walk: Walk) -> Iterable[Paid]:
    received = _by_row(walk)
    for row in rows:
        receipts = received.get(row.n, [])
        left = row.total - _amount(receipts)
        if loan.payoff and left:
            receipts = [*receipts, Receipt(row.n, loan.payoff.on, Decimal(left))]
            left = 0
        yield _paid_row(row, receipts, left)


def _paid_row(row: Row, receipts: Sequence[Receipt], left: int) -> Paid:
    return Paid(
        amount=_amount(receipts),
        unpaid=left,
        in_advance=_amount(one for one in receipts if row.due and one.on < row.due),
        late=_amount(one for one in receipts if row.due and one.on > row.due),
        on=max((one.on for one in receipts), default=None) if not left else None,
    )
