"""What statements and the books disagree on."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yucaihui.core.accounts.rules import signed_in_user
from yucaihui.ledger import services
from yucaihui.ledger.forms import NoteForm, OwnerForm
from yucaihui.ledger.models import Break
from yucaihui.ledger.queries.books import vouchers_from
from yucaihui.ledger.queries.statements import (
    all_breaks,
    all_drafts,
    all_statements,
    open_breaks,
)
from yucaihui.ledger.tables import BreakTable, DraftTable, StatementListTable, VoucherTable
from yucaihui.ledger.views.parts import for_readers, told


@for_readers
def breaks(request: HttpRequest) -> HttpResponse:
    """Open breaks, the oldest first, the statements they come from, and drafts of more."""
    drafts = all_drafts()
    context = {
        "drafts": DraftTable(drafts, request, prefix="d") if drafts else None,
        "table": BreakTable(open_breaks(), request),
        "statements": StatementListTable(all_statements(), request, prefix="s"),
    }
    return render(request, "ledger/breaks.html", context)


@for_readers
def one_break(request: HttpRequest, uid: str) -> HttpResponse:
    found = get_object_or_404(all_breaks(), uid=uid)
    listed = found.reference and found.ours
    context = {
        "break": found,
        "table": VoucherTable(vouchers_from(found.reference), request) if listed else None,
        "days": found.days_open(timezone.localdate()),
        "owner_form": OwnerForm(initial={"owner": found.owner and found.owner.uid}),
        "note_form": NoteForm(),
        "may_settle": found.closed_on is None and found.kind != Break.Kind.BALANCE,
    }
    return render(request, "ledger/break.html", context)


@for_readers
@require_POST
def assign(request: HttpRequest, uid: str) -> HttpResponse:
    found, form = get_object_or_404(all_breaks(), uid=uid), OwnerForm(request.POST)
    if form.is_valid():
        services.assign_break(found, form.cleaned_data["owner"], by=signed_in_user(request))
        messages.success(request, _("The break has another owner."))
    return redirect("ledger:break", uid)


@for_readers
@require_POST
def settle(request: HttpRequest, uid: str) -> HttpResponse:
    found, form = get_object_or_404(all_breaks(), uid=uid), NoteForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Say why the difference is right; nothing was changed."))
        return redirect("ledger:break", uid)
    with told(request, _("Settled; the reason stands beside it.")):
        services.settle_break(
            found, by=signed_in_user(request), on=timezone.localdate(), **form.cleaned_data
        )
    return redirect("ledger:break", uid)
