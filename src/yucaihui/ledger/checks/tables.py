"""What is checked by asking the tables: triggers, unique keys, reversals, currencies."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import groupby, islice
from typing import Any

from django.db import connection
from django.db.models import Count, F, OuterRef, Q, Subquery
from django.utils.translation import gettext_noop as _

from yucaihui.ledger import triggers
from yucaihui.ledger.checks.findings import Findings
from yucaihui.ledger.models import (
    Account,
    BalanceAssertion,
    Break,
    PaymentOrder,
    Transfer,
    Voucher,
)
from yucaihui.ledger.process import ORDER, ORDER_STEPS
from yucaihui.ledger.queries.books import DailyBalances

Broken = Iterator[tuple[str, str, dict[str, Any]]]


def check_all(found: Findings) -> None:
    for invariant, check in CHECKS:
        for row, text, values in check():
            found.add(invariant, row, text, **values)


def missing_triggers() -> Broken:
    for table, event in triggers.missing(connection):
        yield f"table {table}", _("nothing refuses %(event)s"), {"event": event.upper()}


def repeated_keys() -> Broken:
    repeated = Voucher.objects.values("book__code", "key").annotate(n=Count("pk")).filter(n__gt=1)
    for one in repeated.order_by():
        yield (
            f"request {one['book__code']} {one['key']}",
            _("was posted %(times)s times"),
            {"times": one["n"]},
        )


def reversed_twice() -> Broken:
    more = Voucher.objects.filter(reverses__isnull=False).values("reverses").annotate(n=Count("pk"))
    for one in more.filter(n__gt=1).order_by():
        yield (
            f"voucher row {one['reverses']}",
            _("is reversed %(times)s times"),
            {"times": one["n"]},
        )


def crooked_reversals() -> Broken:
    reversals = Voucher.objects.exclude(reverses=None).select_related("book", "reverses")
    for one in reversals.iterator(chunk_size=500):
        if not is_opposite(one, one.reverses):
            yield (
                f"voucher {one.book.code} {one.number}",
                _("is not the opposite of what it reverses"),
                {},
            )


def is_opposite(one: Voucher, other: Voucher | None) -> bool:
    if other is None or other.reverses_id is not None or other.book_id != one.book_id:
        return False
    ours = one.transfers.order_by("line").values_list("credit", "debit", "amount")
    theirs = other.transfers.order_by("line").values_list("debit", "credit", "amount")
    return list(ours) == list(theirs)


def foreign_currencies() -> Broken:
    other = Account.objects.exclude(currency=F("book__currency")).select_related("book")
    for account in other:
        yield (
            f"account {account.book.code} {account.role} {account.uid}",
            _("has another currency than its book"),
            {},
        )
    mixed = ~Q(currency=F("debit__currency")) | ~Q(currency=F("credit__currency"))
    for row in Transfer.objects.filter(mixed).select_related("voucher__book").iterator():
        name = f"voucher {row.voucher.book.code} {row.voucher.number} line {row.line}"
        yield name, _("has another currency than its accounts"), {}


def other_amounts() -> Broken:
    """A step of an order that carries another amount, or belongs to no order."""
    ordered = PaymentOrder.objects.filter(uid=OuterRef("voucher__source_uid")).values("amount")
    rows = Transfer.objects.filter(voucher__source_type=ORDER).annotate(ordered=Subquery(ordered))
    amiss = rows.filter(Q(ordered=None) | ~Q(amount=F("ordered")))
    for row in amiss.select_related("voucher__book").iterator():
        name = f"voucher {row.voucher.book.code} {row.voucher.number} line {row.line}"
        yield name, _("is not what the payment order says"), {}


def skipped_steps() -> Broken:
    """An order whose vouchers are not those of its state, in their order."""
    orders = PaymentOrder.objects.order_by("pk").values_list("uid", "state")
    for piece in pieces_of(orders.iterator(chunk_size=500)):
        steps = steps_of([uid for uid, _state in piece])
        for uid, state in piece:
            if tuple(steps[uid]) not in ORDER_STEPS[state]:
                yield f"order {uid}", _("its vouchers are not those of its state"), {}


def pieces_of(rows: Iterator[tuple[str, str]]) -> Iterator[list[tuple[str, str]]]:
    while piece := list(islice(rows, 500)):
        yield piece


def steps_of(uids: list[str]) -> dict[str, list[str]]:
    steps: dict[str, list[str]] = defaultdict(list)
    rows = Voucher.objects.filter(source_type=ORDER, source_uid__in=uids).order_by("number")
    for uid, kind in rows.values_list("source_uid", "kind"):
        steps[uid].append(kind.removeprefix("payment."))
    return steps


def unlisted_differences() -> Broken:
    """A stated balance that is not ours and stands on no open break."""
    stated = BalanceAssertion.objects.select_related("account__book").order_by("account", "on")
    balance = Q(kind=Break.Kind.BALANCE, closed_on=None)
    listed = set(Break.objects.filter(balance).values_list("statement__account", "on"))
    for _key, group in groupby(stated.iterator(chunk_size=500), key=lambda one: one.account_id):
        days = list(group)
        balances = DailyBalances(days[0].account)
        for one in days:
            if balances.on(one.on) != one.stated and (one.account_id, one.on) not in listed:
                account = one.account
                yield (
                    f"account {account.book.code} {account.role} {account.uid}",
                    _("on %(day)s the partner states another balance, and no break lists it"),
                    {"day": one.on.isoformat()},
                )


CHECKS = (
    (2, missing_triggers),
    (3, repeated_keys),
    (4, reversed_twice),
    (4, crooked_reversals),
    (7, other_amounts),
    (8, skipped_steps),
    (12, foreign_currencies),
    (13, unlisted_differences),
)
