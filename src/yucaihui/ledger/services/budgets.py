"""Money and authority to spend it: appropriate, withdraw, pay in."""

from datetime import date
from typing import Any

from yucaihui.ledger.models import Book, Budget, Proposal, Voucher
from yucaihui.ledger.services.accounts import account
from yucaihui.ledger.services.entries import entry
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
    accounts = {
        "available": account(budget.book, "available", budget),
        "appropriation": account(budget.book, "appropriation"),
    }
    made = entry(
        budget.book, kind, key=key, source=("document", document), on=on, amounts=amount,
        accounts=accounts,
    )  # fmt: skip
    return submit(made, by=by, on=on)


def pay_in(
    book: Book, amount: int, *, key: str, document: str, by: Any, on: date
) -> Voucher | Proposal:
    """Money has come into the fund's bank account."""
    accounts = {role: account(book, role) for role in ("cash", "funding")}
    made = entry(
        book, "fund.paid_in", key=key, source=("document", document), on=on, amounts=amount,
        accounts=accounts,
    )  # fmt: skip
    return submit(made, by=by, on=on)
