"""On what a statement and our books disagree: movements by their reference, balances by day."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from yucaihui.ledger.files.statements import Head, Movement, Stated, StatementFile
from yucaihui.ledger.models import Account, Break, PaymentOrder, Statement
from yucaihui.ledger.queries.books import DailyBalances, transfers_of

Kind = Break.Kind


class Difference(NamedTuple):
    """A break before it is listed; amounts in fen on the account's own side."""

    kind: Kind
    on: date
    reference: str
    ours: int | None
    theirs: int | None


def told_by(statement: Statement) -> StatementFile:
    """A kept statement as its file told it."""
    head = Head(statement.account.uid, statement.first_on, statement.last_on, statement.opening)
    lines = statement.lines.order_by("number").values_list("on", "reference", "amount")
    balances = statement.assertions.order_by("on").values_list("on", "stated")
    return StatementFile(
        head,
        tuple(Movement(*line) for line in lines),
        tuple(Stated(*balance) for balance in balances),
        statement.closing,
    )


def differences(account: Account, told: StatementFile) -> list[Difference]:
    return [*movement_differences(account, told), *balance_differences(account, told)]


def movement_differences(account: Account, told: StatementFile) -> Iterable[Difference]:
    """By reference: what both sides moved under it within the period, and when first.

    What went out and came back within it need not be stated: the bank may have refused it at once.
    """
    ours, theirs = our_movements(account, told.head), their_movements(told)
    for reference in sorted(ours.keys() | theirs.keys()):
        mine, other = ours.get(reference), theirs.get(reference)
        first = min(on for on, _amount in (mine or []) + (other or []))
        sums = total(mine), total(other)
        if other is None:
            if sums[0]:
                yield Difference(Kind.OURS, first, reference, sums[0], None)
        elif mine is None:
            yield Difference(Kind.THEIRS, first, reference, None, sums[1])
        elif Counter(amounts(mine)) != Counter(amounts(other)):
            yield Difference(Kind.AMOUNT, first, reference, *sums)


Movements = list[tuple[date, int]]


def total(movements: Movements | None) -> int | None:
    return None if movements is None else sum(amounts(movements))


def amounts(movements: Movements) -> list[int]:
    return [amount for _on, amount in movements]


def our_movements(account: Account, head: Head) -> dict[str, Movements]:
    """By the id of the source document."""
    period = (head.first_on, head.last_on)
    rows = transfers_of(account).filter(voucher__effective_on__range=period)
    moved: dict[str, Movements] = defaultdict(list)
    for row in rows.order_by("pk"):
        signed = row.amount * (1 if row.debit_id == account.pk else -1) * account.side
        moved[row.voucher.source_uid].append((row.voucher.effective_on, signed))
    return moved


def their_movements(told: StatementFile) -> dict[str, Movements]:
    """By reference; the bank's own reference of a payment order stands for the order."""
    orders = orders_named(told)
    moved: dict[str, Movements] = defaultdict(list)
    for one in told.movements:
        moved[orders.get(one.reference, one.reference)].append((one.on, one.amount))
    return moved


def orders_named(told: StatementFile) -> dict[str, str]:
    """The orders' ids by the bank's own references among those of the statement."""
    references = {one.reference for one in told.movements}
    known = PaymentOrder.objects.filter(reference__in=references)
    return dict(known.values_list("reference", "uid"))


def balance_differences(account: Account, told: StatementFile) -> Iterable[Difference]:
    balances = DailyBalances(account)
    for one in told.balances:
        ours = balances.on(one.on)
        if ours != one.balance:
            yield Difference(Kind.BALANCE, one.on, "", ours, one.balance)
