"""Running numbers and balances of every account, and what each transfer must be (NumPy)."""

import numpy as np
from django.utils.translation import gettext_noop as _

from yucaihui.core.money import LIMIT
from yucaihui.ledger.checks.findings import Findings
from yucaihui.ledger.checks.rows import Accounts, Integers, Piece

VOUCHER, LINE, DEBIT, CREDIT, AMOUNT, DEBIT_NUMBER, DEBIT_AFTER, CREDIT_NUMBER, CREDIT_AFTER = (
    range(9)
)


class Running:
    """Carries each account's number and balance from piece to piece (shape: accounts)."""

    def __init__(self, accounts: Accounts, codes: dict[int, str], found: Findings) -> None:
        self.accounts, self.codes, self.found = accounts, codes, found
        self.numbers = np.zeros(len(accounts.keys), np.int64)
        self.balances = np.zeros(len(accounts.keys), np.int64)
        self.transfers = 0

    def add(self, piece: Piece) -> None:
        self.transfers += len(piece.lines)
        debit = self.accounts.places(piece.lines[:, DEBIT])
        credit = self.accounts.places(piece.lines[:, CREDIT])
        amount = piece.lines[:, AMOUNT]
        self.name(12, (amount <= 0) | (amount > LIMIT), piece, _("its amount is no amount"))
        self.name(
            1, (debit < 0) | (credit < 0) | (debit == credit), piece, _("its accounts are amiss")
        )
        self.check_books(piece, debit, credit)
        expected = np.arange(len(amount)) - np.repeat(piece.start, piece.end - piece.start) + 1
        if len(expected) == len(amount):
            self.name(11, piece.lines[:, LINE] != expected, piece, _("a line is missing before it"))
        self.carry(piece, debit, credit)

    def check_books(self, piece: Piece, debit: Integers, credit: Integers) -> None:
        books = np.array([row[1] for row in piece.vouchers], dtype=np.int64)
        spans = piece.end - piece.start
        if spans.sum() != len(piece.lines) or not len(self.accounts.keys):
            return  # rows without a voucher are named already
        wanted = np.repeat(books, spans)
        crossed = (self.accounts.books[debit] != wanted) | (self.accounts.books[credit] != wanted)
        self.name(1, crossed, piece, _("it leaves its book"))

    def carry(self, piece: Piece, debit: Integers, credit: Integers) -> None:
        """Both sides of each transfer, in the order in which they were written."""
        lines = piece.lines
        places = np.column_stack((debit, credit)).ravel()
        amounts = np.column_stack((lines[:, AMOUNT], -lines[:, AMOUNT])).ravel()
        told = np.column_stack((lines[:, DEBIT_NUMBER], lines[:, CREDIT_NUMBER])).ravel()
        after = np.column_stack((lines[:, DEBIT_AFTER], lines[:, CREDIT_AFTER])).ravel()
        known = np.flatnonzero(places >= 0)
        order = known[np.argsort(places[known], kind="stable")]
        if not len(order):
            return
        place = places[order]
        numbers, balances = self.expected(place, amounts[order] * self.accounts.sides[place])
        row = order // 2
        self.name_rows(5, row[told[order] != numbers], piece, _("its running number is amiss"))
        self.name_rows(5, row[after[order] != balances], piece, _("the balance after it is amiss"))
        below = balances < self.accounts.floors[place]
        self.name_rows(6, row[below], piece, _("an account falls below its floor"))

    def expected(self, place: Integers, signed: Integers) -> tuple[Integers, Integers]:
        """Running number and balance after each move; `place` is sorted, moves in order within."""
        first = np.flatnonzero(np.r_[True, place[1:] != place[:-1]])
        group = np.cumsum(np.r_[False, place[1:] != place[:-1]])
        sums = np.cumsum(signed)
        before = np.r_[0, sums[first[1:] - 1]]
        numbers = np.arange(len(place)) - first[group] + 1 + self.numbers[place]
        balances = sums - before[group] + self.balances[place]
        last = np.r_[first[1:], len(place)] - 1
        self.numbers[place[last]] = numbers[last]
        self.balances[place[last]] = balances[last]
        return numbers, balances

    def name(self, invariant: int, broken: "np.ndarray[tuple[int], np.dtype[np.bool_]]",
             piece: Piece, detail: str) -> None:  # fmt: skip
        self.name_rows(invariant, np.flatnonzero(broken), piece, detail)

    def name_rows(self, invariant: int, rows: Integers, piece: Piece, detail: str) -> None:
        if not len(rows):
            return
        vouchers = {row[0]: f"{self.codes.get(row[1])} {row[2]}" for row in piece.vouchers}
        for number in np.unique(rows).tolist():
            key, line = piece.lines[number, :2].tolist()
            self.found.add(invariant, f"voucher {vouchers.get(key, '?')} line {line}", detail)

    def end(self) -> None:
        """Compare what the transfers came to with what the accounts say; each book sums to 0."""
        stored = self.accounts
        amiss = (self.balances != stored.balances) | (self.numbers != stored.entries)
        for place in np.flatnonzero(amiss).tolist():
            self.found.add(
                5,
                f"account {stored.names[place]}",
                _("says %(said)s fen after %(entries)s transfers; they come to %(sum)s"),
                said=int(stored.balances[place]),
                entries=int(stored.entries[place]),
                sum=int(self.balances[place]),
            )
        for key, code in self.codes.items():
            total = int((self.balances * stored.sides)[stored.books == key].sum())
            if total:
                self.found.add(
                    1, f"book {code}", _("debits less credits are %(sum)s fen"), sum=total
                )
