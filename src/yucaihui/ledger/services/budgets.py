"""Money and authority to spend it: appropriate, withdraw, pay in."""

from datetime import date
from typing import Any

from yucaihui.ledger.models import Book, Budget, Proposal, Voucher
from yucaihui.ledger.services.entries import accounts_of, entry
from yucaihui.ledger.services.proposals import submit


def appropriate(
    budget: Budget, amount: int, *, key: str, document: str, by: Any, on: date
) -> Voucher | Proposal:
    """Allow `amount` fen to be spent, by the decision with the opaque id `document`."""
    return change(budget, "budget.appropriated", amount, key, document, by, on)


def withdraw(
    budget: Budget, amount: int, *, key: str, document: str, by: Any, on: date
) -> Voucher | Proposal:
    """Take back what is not bound yet."""
    return change(budget, "budget.withdrawn", amount, key, document, by, on)


def change(
    budget: Budget, kind: str, amount: int, key: str, document: str, by: Any, on: date
) -> Voucher | Proposal:
    made = entry(
        budget.book, kind, key=key, source=("document", document), on=on, amounts=amount,
        accounts=accounts_of(budget.book, kind, available=budget),
    )  # fmt: skip
    return submit(made, by=by, on=on)


def pay_in(
    book: Book, amount: int, *, key: str, document: str, by: Any, on: date
) -> Voucher | Proposal:
    """Money has come into the fund's bank account."""
    made = entry(
        book, "fund.paid_in", key=key, source=("document", document), on=on, amounts=amount,
        accounts=accounts_of(book, "fund.paid_in"),
    )  # fmt: skip
    return submit(made, by=by, on=on)
