"""Statements: hand in a file, read its verdicts, import it, take it back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from yucaihui.core.accounts.rules import signed_in_user
from yucaihui.directory.errors import Refused
from yucaihui.ledger import services
from yucaihui.ledger.forms import StatementForm
from yucaihui.ledger.models import Statement, StatementDraft
from yucaihui.ledger.queries.previews import Verdict, preview
from yucaihui.ledger.queries.statements import (
    all_drafts,
    all_statements,
    breaks_of,
    differences_left,
)
from yucaihui.ledger.tables import BreakTable, JudgedTable, MovementTable
from yucaihui.ledger.views.budgets import asked
from yucaihui.ledger.views.parts import errors_into, for_readers

LARGEST_FILE = 20 * 2**20


@for_readers
def new_statement(request: HttpRequest) -> HttpResponse:
    """Hand in a file; nothing of it is taken before its verdicts are read."""
    form = StatementForm(request.POST or None, request.FILES or None)
    if form.is_bound and form.is_valid():
        with errors_into(form):
            made = services.draft_statement(
                form.cleaned_data["book"], form.cleaned_data["file"].read(LARGEST_FILE),
                by=signed_in_user(request),
            )  # fmt: skip
            return redirect("ledger:draft", made.uid)
    return asked(request, form, _("Import a statement"), submit=_("Read the file"))


def draft_of(uid: str) -> StatementDraft:
    return get_object_or_404(all_drafts(), uid=uid)


@for_readers
def draft(request: HttpRequest, uid: str) -> HttpResponse:
    """What the import would come to, line by line."""
    found = draft_of(uid)
    judged = preview(found)
    verdict = request.GET.get("verdict", "")
    lines = [one for one in judged.lines if verdict in ("", one.verdict)]
    tabs = [
        {"label": _("All lines"), "url": "?", "current": not verdict, "count": len(judged.lines)},
        *(
            {
                "label": one.label,
                "url": f"?verdict={one.value}",
                "current": verdict == one.value,
                "count": judged.counts[one.value],
            }
            for one in Verdict
        ),
    ]
    context = {"draft": found, "preview": judged, "tabs": tabs}
    context["table"] = JudgedTable(lines, request)
    return render(request, "ledger/draft.html", context)


@for_readers
@require_POST
def confirm(request: HttpRequest, uid: str) -> HttpResponse:
    found = draft_of(uid)
    try:
        made = services.confirm_draft(found, by=signed_in_user(request), on=timezone.localdate())
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("ledger:draft", uid)
    messages.success(request, imported(made))
    return redirect("ledger:statement", made.uid)


def imported(made: Statement) -> str:
    count = differences_left(made)
    if not count:
        return _("Imported. The statement and the books agree.")
    return ngettext(
        "Imported. One difference is listed.", "Imported. %(n)d differences are listed.", count
    ) % {"n": count}


@for_readers
@require_POST
def drop_draft(request: HttpRequest, uid: str) -> HttpResponse:
    services.drop_draft(draft_of(uid))
    messages.success(request, _("The file is thrown away; nothing of it was taken."))
    return redirect("ledger:breaks")


def statement_of(uid: str) -> Statement:
    return get_object_or_404(all_statements(), uid=uid)


@for_readers
def statement(request: HttpRequest, uid: str) -> HttpResponse:
    """A statement that was imported: its lines, and what it and the books disagree on."""
    found = statement_of(uid)
    context = {
        "statement": found,
        "table": MovementTable(found.lines.order_by("number"), request),
        "breaks": BreakTable(breaks_of(found), request, prefix="b"),
    }
    return render(request, "ledger/statement.html", context)


@for_readers
@require_POST
def take_back(request: HttpRequest, uid: str) -> HttpResponse:
    services.take_back_statement(statement_of(uid), by=signed_in_user(request))
    messages.success(request, _("Taken back, with its lines, balances and breaks."))
    return redirect("ledger:breaks")
