"""What is checked by asking the tables: triggers, unique keys, reversals, currencies."""

from collections.abc import Iterator
from typing import Any

from django.db import connection
from django.db.models import Count, F, Q
from django.utils.translation import gettext_noop as _

from yucaihui.ledger import triggers
from yucaihui.ledger.checks.findings import Findings
from yucaihui.ledger.models import Account, Transfer, Voucher

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


CHECKS = (
    (2, missing_triggers),
    (3, repeated_keys),
    (4, reversed_twice),
    (4, crooked_reversals),
    (12, foreign_currencies),
)
