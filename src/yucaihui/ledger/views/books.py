"""Books, trial balances, statements of account and vouchers, as pages and as files."""

from collections.abc import Iterator
from datetime import date

from django.contrib import messages
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    JsonResponse,
    StreamingHttpResponse,
)
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST

from yucaihui.core.accounts.rules import signed_in_user
from yucaihui.core.jobs.services import enqueue
from yucaihui.core.money import yuan
from yucaihui.ledger.checks.findings import INVARIANTS
from yucaihui.ledger.models import Account
from yucaihui.ledger.process import ORDER
from yucaihui.ledger.queries import books as queries
from yucaihui.ledger.queries.payments import orders_by_state, waiting_proposals
from yucaihui.ledger.queries.statements import open_breaks
from yucaihui.ledger.services import write_checkpoints
from yucaihui.ledger.tables import (
    BalanceTable,
    LineTable,
    StatementTable,
    VoucherTable,
    kind_title,
    owner_of,
)
from yucaihui.ledger.views.findings import told_findings
from yucaihui.ledger.views.parts import as_csv, book_of, for_readers


@for_readers
def home(request: HttpRequest) -> HttpResponse:
    """All books with their sums, and whether the ledger held at its last check."""
    context = {
        "balances": [queries.trial_balance(book) for book in queries.all_books()],
        "last": queries.last_verification(),
        "waiting": waiting_proposals().count(),
        "orders": orders_by_state(),
        "breaks": open_breaks().count(),
    }
    return render(request, "ledger/home.html", context)


@for_readers
def book(request: HttpRequest, code: str) -> HttpResponse:
    """A book's trial balance on a day, and its vouchers."""
    found, on = book_of(code), asked_day(request)
    balance = queries.trial_balance(found, on)
    context = {
        "book": found,
        "on": on,
        "balance": balance,
        "table": BalanceTable(balance.lines, request, prefix="b"),
        "vouchers": VoucherTable(queries.vouchers_of(found), request),
    }
    return render(request, "ledger/book.html", context)


def asked_day(request: HttpRequest) -> date | None:
    """`?on=2026-11-30`; a day that makes no sense is none."""
    try:
        return parse_date(request.GET.get("on", ""))
    except ValueError:
        return None


@for_readers
def book_file(request: HttpRequest, code: str) -> StreamingHttpResponse:
    found, on = book_of(code), asked_day(request)
    rows = balance_rows(queries.trial_balance(found, on))
    return as_csv(f"{code}-{on or 'now'}.csv", rows)


def balance_rows(balance: queries.TrialBalance) -> Iterator[list[object]]:
    yield [_("Ledger account"), _("Belongs to"), _("Debit"), _("Credit")]
    for line in balance.lines:
        account = line.account
        amounts = [yuan(line.debit), yuan(line.credit)]
        yield [account.title, owner_of(line), *amounts]
    yield [_("Sum"), "", yuan(balance.debit), yuan(balance.credit)]


def account_of(uid: str) -> Account:
    return get_object_or_404(queries.all_accounts(), uid=uid)


@for_readers
def account(request: HttpRequest, uid: str) -> HttpResponse:
    found = account_of(uid)
    context = {
        "account": found,
        "title": found.title,
        "table": StatementTable(queries.transfers_of(found), request),
    }
    return render(request, "ledger/account.html", context)


@for_readers
def account_file(request: HttpRequest, uid: str) -> StreamingHttpResponse:  # noqa: ARG001
    found = account_of(uid)
    return as_csv(f"{found.book.code}-{found.role}-{uid}.csv", statement_rows(found))


def statement_rows(account: Account) -> Iterator[list[object]]:
    yield [
        _("Voucher"), pgettext("voucher", "Event"), _("Takes effect on"), _("Booked on"),
        _("Other account"),
        _("Debit"), _("Credit"), _("Balance"),
    ]  # fmt: skip
    for row in queries.transfers_of(account).iterator(chunk_size=2000):
        line, voucher = queries.seen(row), row.voucher
        yield [
            voucher.number, kind_title(voucher.kind),
            voucher.effective_on, voucher.posted_on,
            line.other.title, *map(plain, (line.debit, line.credit, line.after)),
        ]  # fmt: skip


def plain(amount: int | None) -> str:
    return "" if amount is None else yuan(amount)


@for_readers
def voucher(request: HttpRequest, code: str, number: int) -> HttpResponse:
    found = queries.voucher_by_number(book_of(code), number)
    if found is None:
        raise Http404
    maker, checker = queries.signers(found.maker, found.checker)
    context = {
        "voucher": found,
        "title": kind_title(found.kind),
        "maker": maker,
        "checker": checker,
        "may_reverse": found.reverses_id is None
        and not hasattr(found, "reversed_by")
        and found.source_type != ORDER,
        "table": LineTable(queries.lines_of(found), request),
    }
    return render(request, "ledger/voucher.html", context)


@for_readers
def verification(request: HttpRequest) -> HttpResponse:
    """The auditor's page: each invariant, and each row that breaks one."""
    running = queries.running_check()
    if request.headers.get("HX-Request"):
        return render(request, "ledger/verification_progress.html", {"running": running})
    last = queries.last_verification()
    context = {
        "last": last,
        "running": running,
        "invariants": told_findings(last.document) if last else [],
        "titles": INVARIANTS,
    }
    return render(request, "ledger/verification.html", context)


@for_readers
@require_POST
def verify(request: HttpRequest) -> HttpResponse:
    if queries.running_check() is None:
        enqueue(queries.VERIFY, owner=signed_in_user(request))
    messages.success(request, _("The check has begun. This page shows what it comes to."))
    return redirect("ledger:verification")


@for_readers
@require_POST
def checkpoint(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - the guard reads it
    """Each book's present end as a file, to be kept where the database's keeper can't reach."""
    response = JsonResponse({"checkpoints": write_checkpoints()})
    name = f"checkpoint-{timezone.localdate():%Y-%m-%d}.json"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
