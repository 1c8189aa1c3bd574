"""The one road into the books: `post`.

A book is written by one at a time: its row is locked first, so that floors, running numbers and
the chain are exact. On SQLite the transaction itself is the lock; the conditional update of the
book's row guards both databases besides.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from yucaihui.ledger.errors import OtherRequest
from yucaihui.ledger.models import Book, Voucher
from yucaihui.ledger.services.entries import Entry
from yucaihui.ledger.services.writing import Writer

BATCH = 500


def post(one: Entry, *, by: Any, on: date, checker: Any = None) -> Voucher:
    """Post one entry; see `post_all`."""
    return post_all([one], by=by, on=on, checker=checker)[0]


def post_all(entries: Sequence[Entry], *, by: Any, on: date, checker: Any = None) -> list[Voucher]:
    """Post entries of one book in one transaction, on business day `on`, made by `by`.

    Gives the vouchers in the order of the entries; of those that were posted before, the first.

    Raises:
        BadAmount, BadDate, BooksMixed, FloorReached: the entry can't be.
        CheckerNeeded, SamePerson: above the limit a second person must sign.
        OtherRequest: the key was used for something else.
        AlreadyReversed: somebody was quicker.
    """
    if not entries:
        return []
    with transaction.atomic():
        book = locked(entries[0].book)
        known = first_results(book, entries)
        writer = Writer(book, by.uid, checker.uid if checker else "", on)
        writer.load(one for one in entries if one.key not in known)
        for one in entries:
            first = known.get(one.key)
            if first is None:
                known[one.key] = writer.add(one)
            elif first.request != one.request():
                raise OtherRequest(
                    _("The request “%(key)s” was made before with other content. Use a new key.")
                    % {"key": one.key},
                    "key",
                )
        writer.flush()
    return [known[one.key] for one in entries]


def locked(book: Book) -> Book:
    """The book's row as it is now, for this transaction alone."""
    return Book.objects.select_for_update().get(pk=book.pk)


def first_results(book: Book, entries: Sequence[Entry]) -> dict[str, Voucher]:
    keys = [one.key for one in entries]
    chunks = (keys[start : start + BATCH] for start in range(0, len(keys), BATCH))
    found = (Voucher.objects.filter(book=book, key__in=chunk) for chunk in chunks)
    return {voucher.key: voucher for vouchers in found for voucher in vouchers}
