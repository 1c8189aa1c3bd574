"""Books with their accounts, vouchers and sums."""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from typing import Any

from django.db.models import Q, QuerySet, Sum, Value

from yucaihui.core.accounts.models import User
from yucaihui.core.jobs.models import OPEN, Job
from yucaihui.ledger.models import Account, Book, Budget, Transfer, Verification, Voucher

VERIFY = "ledger.verify"


def all_books() -> QuerySet[Book]:
    return Book.objects.select_related("partner").order_by("kind", "code")


def vouchers_of(book: Book) -> QuerySet[Voucher]:
    """The newest first, each with its amount."""
    found = book.vouchers.select_related("book").prefetch_related("transfers")
    return found.order_by("-number")


def voucher_by_number(book: Book, number: int) -> Voucher | None:
    rows = book.vouchers.select_related("book", "reverses__book", "reversed_by__book")
    return rows.filter(number=number).first()


def lines_of(voucher: Voucher) -> QuerySet[Transfer]:
    return voucher.transfers.select_related("debit", "credit").order_by("line")


def accounts_of(book: Book) -> QuerySet[Account]:
    return book.accounts.select_related("book").order_by("role", "owner_type", "pk")


def all_accounts() -> QuerySet[Account]:
    return Account.objects.select_related("book")


@dataclass(frozen=True)
class Balance:
    """One line of a trial balance: the balance stands in the column of its sign."""

    account: Account
    owner: Budget | None
    debit: int
    credit: int


@dataclass(frozen=True)
class TrialBalance:
    """A book's accounts on one day; the sums of the columns are equal in a book that holds."""

    book: Book
    on: date | None
    lines: list[Balance]

    @property
    def debit(self) -> int:
        return sum(line.debit for line in self.lines)

    @property
    def credit(self) -> int:
        return sum(line.credit for line in self.lines)


def trial_balance(book: Book, on: date | None = None) -> TrialBalance:
    """All that was posted up to and including `on`; without a day, as it stands now."""
    accounts = list(accounts_of(book))
    signed = {one.pk: one.balance * one.side for one in accounts}
    if on is not None:
        signed = balances_on(book, on)
    uids = [one.owner_uid for one in accounts if one.owner_type == "budget"]
    owners = {one.uid: one for one in Budget.objects.filter(uid__in=uids)} if uids else {}
    lines = [balance(one, owners.get(one.owner_uid), signed.get(one.pk, 0)) for one in accounts]
    return TrialBalance(book, on, lines)


def balance(account: Account, owner: Budget | None, signed: int) -> Balance:
    return Balance(account, owner, max(signed, 0), max(-signed, 0))


def balances_on(book: Book, on: date) -> dict[int, int]:
    """Debits less credits of each account up to and including `on`, from the transfers."""
    until = Transfer.objects.filter(voucher__book=book, voucher__posted_on__lte=on)
    sums: dict[int, int] = {}
    for side, sign in (("debit", 1), ("credit", -1)):
        for key, total in until.values_list(side).annotate(Sum("amount")).order_by():
            sums[key] = sums.get(key, 0) + sign * total
    return sums


class DailyBalances:
    """An account's balance at the end of any day, on its own side, by the days of effect."""

    def __init__(self, account: Account) -> None:
        moved: dict[date, int] = {}
        for rows, sign in ((account.debits, account.side), (account.credits, -account.side)):
            for on, total in rows.values_list("voucher__effective_on").annotate(Sum("amount")):
                moved[on] = moved.get(on, 0) + sign * total
        self.days = sorted(moved)
        self.sums = [0, *accumulate(moved[on] for on in self.days)]

    def on(self, day: date) -> int:
        return self.sums[bisect_right(self.days, day)]


def transfers_of(account: Account) -> QuerySet[Transfer]:
    """An account's statement, the newest first; `own` says whose it is."""
    rows = Transfer.objects.filter(Q(debit=account) | Q(credit=account))
    rows = rows.annotate(own=Value(account.pk))
    return rows.select_related("voucher__book", "debit", "credit").order_by("-pk")


@dataclass(frozen=True)
class StatementLine:
    """A transfer as one account sees it; `other` is the account on the other side."""

    transfer: Transfer
    other: Account
    debit: int | None
    credit: int | None
    after: int


def seen(one: Any) -> StatementLine:
    """A row of `transfers_of` from its account's side."""
    if one.debit_id == one.own:
        return StatementLine(one, one.credit, one.amount, None, one.debit_after)
    return StatementLine(one, one.debit, None, one.amount, one.credit_after)


def signers(*uids: str) -> list[User | None]:
    """The users with these opaque ids, in their order; None for one who is empty or gone."""
    found = {user.uid: user for user in User.objects.filter(uid__in=[uid for uid in uids if uid])}
    return [found.get(uid) for uid in uids]


def last_verification() -> Verification | None:
    return Verification.objects.order_by("-pk").first()


def running_check() -> Job | None:
    return Job.objects.filter(task=VERIFY, state__in=OPEN).order_by("pk").first()


def vouchers_from(source_uid: str) -> QuerySet[Voucher]:
    """What was posted for one document, in order."""
    found = Voucher.objects.filter(source_uid=source_uid).select_related("book")
    return found.prefetch_related("transfers").order_by("number")
