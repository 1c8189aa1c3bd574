"""What the ledger's views share: who gets in, refusals in forms, and tables as files."""

import csv
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import wraps
from itertools import chain
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from yucaihui.core.files.services import RefusedFile
from yucaihui.directory.errors import Refused
from yucaihui.ledger.models import Book, Proposal, Voucher
from yucaihui.ledger.queries.books import all_books
from yucaihui.ledger.rules import may_read

View = Callable[..., HttpResponseBase]


def for_readers(view: View) -> View:
    """Sign in first; then 403 for all who may not read the ledger."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_read(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    wrapped: View = login_required(guarded)
    return wrapped


def book_of(code: str) -> Book:
    return get_object_or_404(all_books(), code=code)


@contextmanager
def errors_into(form: Any) -> Iterator[None]:
    """A refusal of the service becomes an error of the form's field that it names."""
    try:
        yield
    except (Refused, RefusedFile) as refusal:
        field = getattr(refusal, "field", "")
        form.add_error(field if field in form.fields else None, str(refusal))


@contextmanager
def told(request: HttpRequest, done: str) -> Iterator[None]:
    """`done` is said when it went well, the refusal otherwise."""
    try:
        yield
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)


class Line:
    """A file to write into that gives back what is written."""

    def write(self, text: str) -> str:
        return text


def as_csv(name: str, rows: Iterable[Iterable[object]]) -> StreamingHttpResponse:
    """Rows as a file that spreadsheets open: UTF-8 with its mark, a row at a time."""
    writer = csv.writer(Line())
    lines = (str(writer.writerow(safe(row))) for row in rows)
    response = StreamingHttpResponse(
        chain(["\ufeff"], lines), content_type="text/csv; charset=utf-8"
    )
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def safe(row: Iterable[object]) -> list[object]:
    """A spreadsheet takes text that begins like a formula for one: such a text gets a quote."""
    return [
        f"'{cell}" if isinstance(cell, str) and cell[:1] in "=+-@\t\r" and cell else cell
        for cell in row
    ]


def say_outcome(request: HttpRequest, outcome: Voucher | Proposal) -> None:
    """Posted at once, or waiting for a second person."""
    if isinstance(outcome, Voucher):
        messages.success(request, _("Posted as voucher %(number)d.") % {"number": outcome.number})
    else:
        messages.info(request, _("Proposed. It is posted when a colleague has checked it."))
