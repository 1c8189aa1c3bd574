"""Close periods: nothing is posted into them any more."""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from yucaihui.core.audit.services import record
from yucaihui.ledger.errors import BadDate
from yucaihui.ledger.models import Book, Closing
from yucaihui.ledger.services.posting import locked


def close_period(book: Book, until: date, *, by: Any, on: date) -> Closing:
    """Close `book` up to and including `until`; what comes late is posted on a later day.

    Raises:
        BadDate: the day is not over, or lies in a closed period.
    """
    if until >= on:
        raise BadDate(_("Only days that are over can be closed."), "until")
    with transaction.atomic():
        held = locked(book)
        closed = closed_until(held)
        if closed and until <= closed:
            raise BadDate(_("The book is closed beyond that day already."), "until")
        made = Closing.objects.create(book=held, until=until, number=held.number, maker=by.uid)
        record(by, "ledger.period_closed", held, until=until.isoformat())
    return made


def closed_until(book: Book) -> date | None:
    day: date | None = Closing.objects.filter(book=book).aggregate(day=Max("until"))["day"]
    return day
