"""Write entries into one locked book: every rule that a single entry must keep stands here."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from yucaihui.core.money import LIMIT, yuan
from yucaihui.ledger import chain
from yucaihui.ledger.errors import (
    AlreadyReversed,
    BadAmount,
    BadDate,
    BooksMixed,
    CheckerNeeded,
    FloorReached,
    LedgerRefusal,
    SamePerson,
)
from yucaihui.ledger.models import Account, Book, Closing, Voucher
from yucaihui.ledger.process import ROLES
from yucaihui.ledger.services.entries import Entry

# Keys and ids are opaque: what a name or an address would need has no place in a row.
TOKEN = re.compile(r"[A-Za-z0-9][A-Za-z0-9:._/-]*", re.ASCII)
# Plain statements: they are most of what a batch costs.
ADD_TRANSFER = """
INSERT INTO ledger_transfer (voucher_id, line, debit_id, credit_id, amount, currency, debit_number,
    debit_after, credit_number, credit_after)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
"""
BATCH = 500
SET_BALANCE = "UPDATE ledger_account SET balance = %s, entries = %s WHERE id = %s AND entries = %s"


@dataclass(slots=True)
class Standing:
    """An account while a batch is written: its running number and balance."""

    role: str
    side: int
    floor: int | None
    balance: int
    entries: int
    first: int

    def move(self, signed: int) -> tuple[int, int]:
        self.entries += 1
        self.balance += self.side * signed
        return self.entries, self.balance


class Writer:
    """Adds entries to one locked book, in memory, and writes them all at once."""

    def __init__(self, book: Book, maker: str, checker: str, on: date) -> None:
        self.book, self.maker, self.checker, self.on = book, maker, checker, on
        self.number, self.head = book.number, book.head
        self.limit: int = settings.LEDGER_CHECK_ABOVE
        self.closed = Closing.objects.filter(book=book).aggregate(until=Max("until"))["until"]
        self.accounts: dict[int, Standing] = {}
        self.vouchers: list[Voucher] = []
        self.transfers: list[tuple[Voucher, tuple[Any, ...]]] = []

    def add(self, one: Entry) -> Voucher:
        self.check(one)
        self.number += 1
        voucher = self.voucher(one, timezone.now())
        self.vouchers.append(voucher)
        for number, line in enumerate(one.lines, 1):
            self.transfers.append((voucher, (number, *self.transfer(*line))))
        return voucher

    def check(self, one: Entry) -> None:
        if one.book.pk != self.book.pk:
            raise BooksMixed(_("A posting stays within one book. Post into each book on its own."))
        if not all(TOKEN.fullmatch(text) for text in (one.kind, one.key, *one.source)):
            raise LedgerRefusal(_("Keys and sources are opaque ids: letters, digits and : . _ / -"))
        self.check_amounts(one)
        self.check_dates(one)
        self.check_people(one)
        if one.reverses and Voucher.objects.filter(reverses=one.reverses).exists():
            raise AlreadyReversed(_("This voucher is reversed already."))

    def check_amounts(self, one: Entry) -> None:
        if not one.lines:
            raise BadAmount(_("An entry has at least one amount."), "amount")
        for debit, credit, amount in one.lines:
            if type(amount) is not int or not 0 < amount <= LIMIT:
                raise BadAmount(
                    _("An amount is more than nought and at most 100 billion yuan."), "amount"
                )
            if debit == credit:
                raise BadAmount(_("A transfer leads from one account to another."), "amount")

    def check_dates(self, one: Entry) -> None:
        if one.effective_on > self.on:
            raise BadDate(_("The effective day lies after the day of posting."), "effective_on")
        if self.closed and self.on <= self.closed:
            raise BadDate(
                _("The book is closed up to %(day)s. Post on a later day.")
                % {"day": self.closed.isoformat()},
                "posted_on",
            )

    def check_people(self, one: Entry) -> None:
        if self.maker == self.checker:
            raise SamePerson(_("Who made an entry can't check it. Ask a colleague."))
        if one.amount > self.limit and not self.checker:
            raise CheckerNeeded(
                _("Above ¥%(limit)s a second person checks the entry.")
                % {"limit": yuan(self.limit)}
            )

    def load(self, entries: Iterable[Entry]) -> None:
        """Fetch the accounts of these entries as they stand, those of the writer's book."""
        lines = (line for one in entries for line in one.lines)
        keys = sorted({key for debit, credit, _amount in lines for key in (debit, credit)})
        for start in range(0, len(keys), BATCH):
            self.fetch(keys[start : start + BATCH])

    def fetch(self, keys: list[int]) -> None:
        rows = Account.objects.filter(pk__in=keys, book=self.book, currency=self.book.currency)
        for one in rows:
            self.accounts[one.pk] = Standing(
                one.role, one.side, one.floor, one.balance, one.entries, one.entries
            )

    def voucher(self, one: Entry, at: datetime) -> Voucher:
        request = one.request()
        signed = (self.number, self.on, chain.wall(at), self.maker, self.checker, self.limit)
        self.head = chain.voucher_digest(self.head, request, signed)
        return Voucher(
            book=self.book,
            number=self.number,
            kind=one.kind,
            key=one.key,
            source_type=one.source[0],
            source_uid=one.source[1],
            effective_on=one.effective_on,
            posted_on=self.on,
            at=at,
            maker=self.maker,
            checker=self.checker,
            check_above=self.limit,
            reverses=one.reverses,
            request=request,
            digest=self.head,
        )

    def transfer(self, debit: int, credit: int, amount: int) -> tuple[Any, ...]:
        """Columns of a transfer, from its debited account on."""
        if debit not in self.accounts or credit not in self.accounts:
            raise BooksMixed(_("An account of this entry is not in its book."))
        debit_number, debit_after = self.moved(debit, amount)
        credit_number, credit_after = self.moved(credit, -amount)
        running = (debit_number, debit_after, credit_number, credit_after)
        return (debit, credit, amount, self.book.currency, *running)

    def moved(self, key: int, signed: int) -> tuple[int, int]:
        account = self.accounts[key]
        left = account.balance
        number, after = account.move(signed)
        if account.floor is not None and after < account.floor:
            raise FloorReached(
                _("“%(account)s” has ¥%(left)s; this would take it below ¥%(floor)s.")
                % {
                    "account": ROLES[account.role].title,
                    "left": yuan(left),
                    "floor": yuan(account.floor),
                },
                "amount",
            )
        return number, after

    def flush(self) -> None:
        if not self.vouchers:
            return
        Voucher.objects.bulk_create(self.vouchers)
        rows = [(voucher.pk, *columns) for voucher, columns in self.transfers]
        changed = [
            (one.balance, one.entries, key, one.first)
            for key, one in self.accounts.items()
            if one.entries > one.first
        ]
        with connection.cursor() as cursor:
            cursor.executemany(ADD_TRANSFER, rows)
            cursor.executemany(SET_BALANCE, changed)
            unseen = cursor.rowcount != len(changed)
        seen = Book.objects.filter(pk=self.book.pk, number=self.book.number)
        if unseen or not seen.update(number=self.number, head=self.head):
            raise RuntimeError("Somebody wrote into this book at the same time.")
