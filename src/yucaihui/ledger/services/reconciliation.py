"""Compare our books with what banks and partners state; what disagrees gets an owner."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from hashlib import sha256
from typing import Any, NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _

from yucaihui.core.audit.services import record
from yucaihui.ledger.errors import BadFile, WrongState
from yucaihui.ledger.files import StatementFile, read_statement
from yucaihui.ledger.models import (
    Account,
    BalanceAssertion,
    Book,
    Break,
    PaymentOrder,
    Statement,
    StatementLine,
)
from yucaihui.ledger.queries.books import DailyBalances, transfers_of

Kind = Break.Kind


class Difference(NamedTuple):
    """A break before it is listed; amounts in fen on the account's own side."""

    kind: Kind
    on: date
    reference: str
    ours: int | None
    theirs: int | None


def import_statement(book: Book, data: bytes, *, by: Any, on: date) -> Statement:
    """Take a statement, compare it, and list what disagrees under `by`. The same file again gives
    the first.

    Raises:
        BadFile: see `files.read_statement`; or no such account, or another balance for a day that
            was stated before.
    """
    digest = sha256(data).hexdigest()
    known = Statement.objects.filter(sha256=digest).first()
    if known:
        return known
    told = read_statement(data)
    account = account_named(book, told.account)
    with transaction.atomic():
        statement = Statement.objects.create(
            account=account, first_on=told.first_on, last_on=told.last_on, opening=told.opening,
            closing=told.closing, sha256=digest, imported_by=by,
        )  # fmt: skip
        keep_lines(statement, told)
        record(by, "ledger.statement_imported", statement, lines=len(told.movements))
        reconcile(statement, on=on, owner=by)
    return statement


def account_named(book: Book, name: str) -> Account:
    """The account by its opaque id, or by its role where it belongs to the book as a whole."""
    found = (
        book.accounts.filter(uid=name).first()
        or book.accounts.filter(role=name, owner_uid="").first()
    )
    if found is None:
        raise BadFile(
            _("The book has no account “%(name)s”. Write its id or its role.") % {"name": name},
            "file",
        )
    return found


def keep_lines(statement: Statement, told: StatementFile) -> None:
    StatementLine.objects.bulk_create(
        StatementLine(
            statement=statement, number=number, on=one.on, reference=one.reference,
            amount=one.amount,
        )
        for number, one in enumerate(told.movements, 1)
    )  # fmt: skip
    stated = {**dict(told.balances), told.last_on: told.closing}
    if dict(told.balances).get(told.last_on, told.closing) != told.closing:
        raise BadFile(_("The last day's balance is not the closing balance."), "file")
    for on, balance in stated.items():
        kept, _made = BalanceAssertion.objects.get_or_create(
            account=statement.account, on=on, defaults={"stated": balance, "statement": statement}
        )
        if kept.stated != balance:
            raise BadFile(
                _("Another balance was stated for %(day)s before.") % {"day": on.isoformat()},
                "file",
            )


def reconcile(statement: Statement, *, on: date, owner: Any = None) -> int:
    """List what disagrees now and close what no longer does. Gives how many breaks are open."""
    now = {(one.kind.value, one.on, one.reference): one for one in differences(statement)}
    with transaction.atomic():
        listed = {(one.kind, one.on, one.reference): one for one in statement.breaks.all()}
        for place, one in now.items():
            known = listed.get(place)
            values = {"ours": one.ours, "theirs": one.theirs, "closed_on": None}
            if known is None:
                Break.objects.create(
                    statement=statement, kind=one.kind, on=one.on, reference=one.reference,
                    owner=owner, opened_on=on, **values,
                )  # fmt: skip
            elif not known.note:
                Break.objects.filter(pk=known.pk).update(**values)
        gone = [one.pk for place, one in listed.items() if place not in now]
        Break.objects.filter(pk__in=gone, closed_on=None).update(closed_on=on)
    return len(now)


def differences(statement: Statement) -> list[Difference]:
    return [*movement_differences(statement), *balance_differences(statement)]


def movement_differences(statement: Statement) -> Iterable[Difference]:
    """By reference: what both sides moved under it within the period, and when first."""
    ours, theirs = our_movements(statement), their_movements(statement)
    for reference in sorted(ours.keys() | theirs.keys()):
        mine, other = ours.get(reference), theirs.get(reference)
        first = min(on for on, _amount in (mine or []) + (other or []))
        sums = total(mine), total(other)
        if other is None:
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


def our_movements(statement: Statement) -> dict[str, Movements]:
    """By the id of the source document; what was taken back within the period is left out."""
    account = statement.account
    period = (statement.first_on, statement.last_on)
    rows = transfers_of(account).filter(voucher__effective_on__range=period)
    moved: dict[str, Movements] = defaultdict(list)
    for row in rows.order_by("pk"):
        signed = row.amount * (1 if row.debit_id == account.pk else -1) * account.side
        moved[row.voucher.source_uid].append((row.voucher.effective_on, signed))
    return moved


def their_movements(statement: Statement) -> dict[str, Movements]:
    """By reference; the bank's own reference of a payment order stands for the order."""
    lines = list(statement.lines.order_by("number").values_list("reference", "on", "amount"))
    known = PaymentOrder.objects.filter(reference__in=[line[0] for line in lines])
    orders = dict(known.values_list("reference", "uid"))
    moved: dict[str, Movements] = defaultdict(list)
    for reference, on, amount in lines:
        moved[orders.get(reference, reference)].append((on, amount))
    return moved


def balance_differences(statement: Statement) -> Iterable[Difference]:
    balances = DailyBalances(statement.account)
    for one in statement.assertions.order_by("on"):
        ours = balances.on(one.on)
        if ours != one.stated:
            yield Difference(Kind.BALANCE, one.on, "", ours, one.stated)


def reconcile_all(*, on: date) -> int:
    """Every statement anew: what was posted late may close a break or open one."""
    rows = Statement.objects.select_related("account__book").order_by("pk")
    return sum(reconcile(one, on=on) for one in rows)


def assign_break(one: Break, owner: Any, *, by: Any) -> None:
    with transaction.atomic():
        Break.objects.filter(pk=one.pk).update(owner=owner)
        record(by, "ledger.break_assigned", one, owner=owner.uid)


def settle_break(one: Break, *, by: Any, note: str, on: date) -> None:
    """Accept a difference in a movement as explained; a balance must agree of itself.

    Raises:
        WrongState: it is closed, or a balance.
    """
    if one.kind == Kind.BALANCE:
        raise WrongState(_("A balance agrees when the postings do. Post what is missing."))
    with transaction.atomic():
        waiting = Break.objects.filter(pk=one.pk, closed_on=None)
        if not waiting.update(closed_on=on, note=note.strip()[:200]):
            raise WrongState(_("This break is closed already."))
        record(by, "ledger.break_settled", one)
