"""Books and budgets for the tests of the ledger."""

from datetime import date
from itertools import count

from tests.factories import make_user
from yucaihui.core.accounts.models import User
from yucaihui.ledger import services as ledger
from yucaihui.ledger.models import Account, Book, Voucher
from yucaihui.ledger.process import BookKind

TODAY = date(2026, 11, 23)
numbers = count(1)


class Fund:
    """A fund book with a maker and a checker, and an amount to spend from."""

    def __init__(self, available: int = 0) -> None:
        self.maker: User = make_user("office")
        self.checker: User = make_user("office")
        self.book: Book = ledger.open_book(
            f"fund-{next(numbers)}", BookKind.FUND, by=self.maker, name_en="Prizes"
        )
        self.source: Account = ledger.account(self.book, "appropriation")
        self.available: Account = ledger.account(self.book, "available")
        if available:
            self.appropriate(available)

    def entry(
        self, amount: int, *, key: str = "", kind: str = "", on: date = TODAY
    ) -> ledger.Entry:
        return ledger.entry(
            self.book,
            kind or "budget.appropriated",
            key=key or f"request-{next(numbers)}",
            source=("decision", "d1"),
            on=on,
            amounts=amount,
            accounts={"available": self.available, "appropriation": self.source},
        )

    def appropriate(self, amount: int, **fields: str) -> Voucher:
        return self.post(self.entry(amount, **fields))

    def withdraw(self, amount: int, **fields: str) -> Voucher:
        return self.post(self.entry(amount, kind="budget.withdrawn", **fields))

    def post(self, entry: ledger.Entry, on: date = TODAY) -> Voucher:
        return ledger.post(entry, by=self.maker, checker=self.checker, on=on)

    def left(self) -> int:
        self.available.refresh_from_db()
        return self.available.balance
