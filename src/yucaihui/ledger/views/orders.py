"""Payment orders and the files between the ledger and the bank."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yucaihui.core.accounts.rules import signed_in_user
from yucaihui.core.secrets import mask
from yucaihui.ledger import services
from yucaihui.ledger.forms import AccountForm, BatchForm, FileForm, NoteForm, OrderForm
from yucaihui.ledger.models import BankBatch, PaymentOrder
from yucaihui.ledger.queries.books import vouchers_from
from yucaihui.ledger.queries.payments import (
    all_batches,
    all_orders,
    approved_orders,
    orders_by_state,
)
from yucaihui.ledger.tables import BatchTable, OrderTable, VoucherTable, payee_name
from yucaihui.ledger.views.budgets import asked, budget_of
from yucaihui.ledger.views.parts import book_of, errors_into, for_readers, told
from yucaihui.promises.queries import promise_of
from yucaihui.ui.formats import in_language, yuan

State = PaymentOrder.State
LARGEST_FILE = 5 * 2**20


@for_readers
def orders(request: HttpRequest) -> HttpResponse:
    """All orders, or those in one state."""
    state = request.GET.get("state", "")
    found = all_orders().filter(state=state) if state in State.values else all_orders()
    context = {"table": OrderTable(found, request), "tabs": state_tabs(state)}
    return render(request, "ledger/orders.html", context)


def state_tabs(chosen: str) -> list[dict[str, Any]]:
    counts, address = orders_by_state(), reverse("ledger:orders")
    every = {"label": _("All"), "url": address, "current": chosen not in State.values}
    every["count"] = sum(counts.values())
    return [
        every,
        *(
            {
                "label": state.label,
                "url": f"{address}?state={state.value}",
                "current": chosen == state.value,
                "count": counts.get(state.value, 0),
            }
            for state in State
        ),
    ]


@for_readers
def new_order(request: HttpRequest, uid: str) -> HttpResponse:
    """Order a payment from a budget."""
    budget, user = budget_of(uid), signed_in_user(request)
    form = OrderForm(request.POST or None, user=user)
    if form.is_bound and form.is_valid():
        values = form.cleaned_data
        with errors_into(form):
            made = services.order_payment(
                budget, payee_from(values, values["payee"]), values["amount"], by=user,
                due_on=values["due_on"], purpose=(values["purpose_zh"], values["purpose_en"]),
            )  # fmt: skip
            messages.success(request, _("Ordered. A colleague approves it next."))
            return redirect("ledger:order", made.uid)
    return asked(request, form, _("Order a payment"), book=budget.book, budget=budget)


def payee_from(values: dict[str, Any], side: Any) -> services.Payee:
    number = values["account_number"].replace(" ", "").replace("-", "")
    return services.Payee(values["holder"], values["bank"], number, side.person, side.organisation)


def order_of(uid: str) -> PaymentOrder:
    return get_object_or_404(all_orders(), uid=uid)


@for_readers
def order(request: HttpRequest, uid: str) -> HttpResponse:
    """An order: where it stands, its vouchers, its promise, and what can be done next."""
    found, user = order_of(uid), signed_in_user(request)
    context = {
        "order": found,
        "title": in_language(found, "purpose"),
        "payee": payee_name(found),
        "account_number": mask(found.account_number),
        "promise": promise_of(found.promise_kind, found.promise_type, found.promise_uid),
        "table": VoucherTable(vouchers_from(found.uid), request),
        "may_approve": found.state == State.ORDERED and found.maker_id != user.pk,
        "may_drop": found.state in (State.ORDERED, State.APPROVED, State.RETURNED)
        and not hasattr(found, "replaced_by"),
    }
    return render(request, "ledger/order.html", context)


@for_readers
@require_POST
def approve(request: HttpRequest, uid: str) -> HttpResponse:
    with told(request, _("Approved; the budget is bound to it.")):
        services.approve_order(order_of(uid), by=signed_in_user(request), on=timezone.localdate())
    return redirect("ledger:order", uid)


@for_readers
def drop(request: HttpRequest, uid: str) -> HttpResponse:
    """Give an order up, with the reason that those who wait for the money read."""
    found, form = order_of(uid), NoteForm(request.POST or None)
    if form.is_bound and form.is_valid():
        with errors_into(form):
            services.drop_order(
                found, by=signed_in_user(request), on=timezone.localdate(), **form.cleaned_data
            )
            messages.success(request, _("Given up. Its promise is marked broken, with the reason."))
            return redirect("ledger:order", uid)
    return asked(request, form, _("Give this order up"), order=found)


@for_readers
def again(request: HttpRequest, uid: str) -> HttpResponse:
    """Order anew what the bank returned, to another account."""
    found = order_of(uid)
    form = AccountForm(request.POST or None, initial={"holder": found.holder, "bank": found.bank})
    if form.is_bound and form.is_valid():
        side = services.Payee("", "", "", found.payee_person, found.payee_organisation)
        with errors_into(form):
            made = services.order_again(
                found, payee_from(form.cleaned_data, side), by=signed_in_user(request),
                due_on=form.cleaned_data["due_on"],
            )  # fmt: skip
            return redirect("ledger:order", made.uid)
    return asked(request, form, _("Order it again"), order=found)


@for_readers
def batches(request: HttpRequest) -> HttpResponse:
    return render(request, "ledger/batches.html", {"table": BatchTable(all_batches(), request)})


@for_readers
def new_batch(request: HttpRequest, code: str) -> HttpResponse:
    """Choose among the approved orders of a book."""
    book = book_of(code)
    form = BatchForm(request.POST or None, approved=approved_orders(book), labels=order_label)
    if form.is_bound and form.is_valid():
        with errors_into(form):
            made = services.send_orders(
                book, form.cleaned_data["orders"], by=signed_in_user(request),
                on=timezone.localdate(),
            )  # fmt: skip
            messages.success(request, _("The file for the bank is ready."))
            return redirect("ledger:batch", made.uid)
    return asked(request, form, _("Make a file for the bank"), book=book)


def order_label(order: PaymentOrder) -> str:
    return f"{in_language(order, 'purpose')} · {payee_name(order)} · {yuan(order.amount)}"


def batch_of(uid: str) -> BankBatch:
    return get_object_or_404(all_batches(), uid=uid)


@for_readers
def batch(request: HttpRequest, uid: str) -> HttpResponse:
    """A batch: its file, its orders, and the bank's answer."""
    found, form = batch_of(uid), FileForm(request.POST or None, request.FILES or None)
    if form.is_bound and form.is_valid():
        with errors_into(form):
            done = services.take_answers(
                found, form.cleaned_data["file"].read(LARGEST_FILE),
                by=signed_in_user(request), on=timezone.localdate(),
            )  # fmt: skip
            messages.success(
                request, _("%(received)d received, %(returned)d returned by the bank.") % done
            )
            return redirect("ledger:batch", uid)
    table = OrderTable(all_orders().filter(batch=found), request)
    context = {"batch": found, "table": table, "form": form}
    return render(request, "ledger/batch.html", context)


@for_readers
@require_POST
def batch_file(request: HttpRequest, uid: str) -> HttpResponse:
    """By POST: it shows account numbers, and each reading stands in the journal."""
    found = batch_of(uid)
    data = services.file_of(found, by=signed_in_user(request))
    response = HttpResponse(data, content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="batch-{uid}.csv"'
    return response
