"""Money received, set against what fell due: the oldest row first, interest before principal."""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from yucaihui.engines.lending.instalments import ZERO


class Unpaid(NamedTuple):
    """Of a row that fell due: its interest (with its fee) and its principal still to be paid."""

    n: int
    interest: Decimal
    principal: Decimal


class Receipt(NamedTuple):
    """Money set against row `n`."""

    n: int
    on: date
    amount: Decimal


def clear(
    unpaid: tuple[Unpaid, ...], money: Decimal, on: date
) -> tuple[tuple[Unpaid, ...], tuple[Receipt, ...], Decimal]:
    """What stays unpaid, what was set against which row, and the money left over."""
    left: list[Unpaid] = []
    receipts: list[Receipt] = []
    for row in unpaid:
        interest = min(money, row.interest)
        principal = min(money - interest, row.principal)
        money -= interest + principal
        if interest + principal:
            receipts.append(Receipt(row.n, on, interest + principal))
        rest = Unpaid(row.n, row.interest - interest, row.principal - principal)
        left += [rest] if rest.interest + rest.principal else []
    return tuple(left), tuple(receipts), money


def overdue(unpaid: tuple[Unpaid, ...]) -> Decimal:
    """Principal that fell due and bears interest until it is paid."""
    return sum((row.principal for row in unpaid), ZERO)
