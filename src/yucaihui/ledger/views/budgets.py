"""Open books and budgets, move money and authority, close periods, sign what waits."""

from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yucaihui.core.accounts.rules import signed_in_user
from yucaihui.ledger import services
from yucaihui.ledger.errors import LedgerRefusal
from yucaihui.ledger.forms import (
    BookForm,
    BudgetForm,
    ChangeForm,
    ClosingForm,
    MoneyForm,
    NoteForm,
)
from yucaihui.ledger.models import Budget, Proposal
from yucaihui.ledger.queries.books import voucher_by_number
from yucaihui.ledger.queries.payments import (
    all_budgets,
    all_orders,
    all_proposals,
    lines_proposed,
    standings,
    waiting_proposals,
)
from yucaihui.ledger.tables import BudgetTable, OrderTable, ProposalTable, kind_title
from yucaihui.ledger.views.parts import book_of, errors_into, for_readers, say_outcome, told


@for_readers
def new_book(request: HttpRequest) -> HttpResponse:
    user = signed_in_user(request)
    form = BookForm(request.POST or None, user=user)
    if form.is_bound and form.is_valid():
        with errors_into(form):
            made = services.open_book(by=user, **form.cleaned_data)
            return redirect("ledger:book", made.code)
    return asked(request, form, _("Open a book"))


def asked(request: HttpRequest, form: BaseForm, title: str, **more: Any) -> HttpResponse:
    """A page with one form; the ledger's home and `more` stand above it."""
    return render(request, "ledger/form.html", {"form": form, "title": title, **more})


@for_readers
def new_budget(request: HttpRequest, code: str) -> HttpResponse:
    book, form = book_of(code), BudgetForm(request.POST or None)
    if form.is_bound and form.is_valid():
        with errors_into(form):
            made = services.open_budget(book, by=signed_in_user(request), **form.cleaned_data)
            return redirect("ledger:budget", made.uid)
    return asked(request, form, _("Open a budget"), book=book)


@for_readers
def pay_in(request: HttpRequest, code: str) -> HttpResponse:
    """Money came into the fund's bank account."""
    book, form = book_of(code), MoneyForm(request.POST or None)
    if form.is_bound and form.is_valid():
        with errors_into(form):
            outcome = services.pay_in(
                book, by=signed_in_user(request), on=timezone.localdate(), **form.cleaned_data
            )
            say_outcome(request, outcome)
            return redirect("ledger:book", code)
    return asked(request, form, _("Enter money paid in"), book=book)


@for_readers
def close(request: HttpRequest, code: str) -> HttpResponse:
    book, form = book_of(code), ClosingForm(request.POST or None)
    if form.is_bound and form.is_valid():
        with errors_into(form):
            until = form.cleaned_data["until"]
            services.close_period(book, until, by=signed_in_user(request), on=timezone.localdate())
            messages.success(request, _("Closed. What comes late is posted on a later day."))
            return redirect("ledger:book", code)
    return asked(request, form, _("Close a period"), book=book)


@for_readers
def budgets(request: HttpRequest) -> HttpResponse:
    table = BudgetTable(standings(all_budgets()), request)
    return render(request, "ledger/budgets.html", {"table": table})


def budget_of(uid: str) -> Budget:
    return get_object_or_404(all_budgets(), uid=uid)


@for_readers
def budget(request: HttpRequest, uid: str) -> HttpResponse:
    """A budget's figures, each with its rows behind it, and its orders."""
    found = budget_of(uid)
    orders = all_orders().filter(budget=found)
    context = {"standing": standings([found])[0], "table": OrderTable(orders, request)}
    return render(request, "ledger/budget.html", context)


@for_readers
def change_budget(request: HttpRequest, uid: str) -> HttpResponse:
    """Appropriate, or take back what is not bound."""
    found, form = budget_of(uid), ChangeForm(request.POST or None)
    if form.is_bound and form.is_valid():
        ways = {"appropriate": services.appropriate, "withdraw": services.withdraw}
        act = ways[form.cleaned_data.pop("way")]
        with errors_into(form):
            outcome = act(
                found, by=signed_in_user(request), on=timezone.localdate(), **form.cleaned_data
            )
            say_outcome(request, outcome)
            return redirect("ledger:budget", uid)
    return asked(request, form, _("Change the budget"), book=found.book, budget=found)


@for_readers
@require_POST
def reverse_voucher(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Take a voucher back: proposed, or posted at once up to the limit."""
    book, today = book_of(code), timezone.localdate()
    voucher = voucher_by_number(book, number)
    try:
        if voucher is not None:
            entry = services.reversal(voucher, key=f"reversal:{voucher.number}", on=today)
            say_outcome(request, services.submit(entry, by=signed_in_user(request), on=today))
    except LedgerRefusal as refusal:
        messages.error(request, str(refusal))
    return redirect("ledger:voucher", code, number)


@for_readers
def proposals(request: HttpRequest) -> HttpResponse:
    table = ProposalTable(waiting_proposals(), request)
    return render(request, "ledger/proposals.html", {"table": table})


@for_readers
def proposal(request: HttpRequest, uid: str) -> HttpResponse:
    """What waits: its lines, who made it, and the two ways it can go."""
    found = get_object_or_404(all_proposals(), uid=uid)
    context = {
        "proposal": found,
        "title": kind_title(found.kind),
        "lines": lines_proposed(found),
        "may_check": found.maker_id != signed_in_user(request).pk,
        "form": NoteForm(),
    }
    return render(request, "ledger/proposal.html", context)


def decide(request: HttpRequest, uid: str, done: str, act: Any, **values: Any) -> HttpResponse:
    found = get_object_or_404(Proposal, uid=uid)
    with told(request, done):
        act(found, by=signed_in_user(request), **values)
    return redirect("ledger:proposal", uid)


@for_readers
@require_POST
def check_proposal(request: HttpRequest, uid: str) -> HttpResponse:
    return decide(
        request, uid, _("Posted, with both signatures."), services.check_proposal,
        on=timezone.localdate(),
    )  # fmt: skip


@for_readers
@require_POST
def refuse_proposal(request: HttpRequest, uid: str) -> HttpResponse:
    note = request.POST.get("note", "")
    return decide(request, uid, _("Refused."), services.refuse_proposal, note=note)
