"""Appeals: filed by the team, decided by the office; one page for both."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from yucaihui.casework.process import Move
from yucaihui.casework.queries import journal_of, moves_open_to, state_of
from yucaihui.competitions.forms.calls import NoteForm
from yucaihui.competitions.forms.results import AppealForm
from yucaihui.competitions.models import Appeal
from yucaihui.competitions.process import APPEAL, OFFICE
from yucaihui.competitions.queries.rankings import (
    appeals_visible_to,
    open_notice_for,
    roles_at,
)
from yucaihui.competitions.queries.readers import reader_of
from yucaihui.competitions.result_tables import AppealTable
from yucaihui.competitions.services.appeals import bars_from_deciding, file_appeal, move_appeal
from yucaihui.competitions.views.entry_parts import mine
from yucaihui.competitions.views.parts import errors_into, for_office, status_of, version_of
from yucaihui.core.accounts.rules import is_office, signed_in_user
from yucaihui.core.calendar.queries import working_days_between

# What a step's page leads back to.
NAMES = {
    "competitions:appeal": gettext_lazy("Appeal"),
    "competitions:award": pgettext_lazy("award", "Award"),
    "competitions:landing": gettext_lazy("Landing"),
}


@for_office
def appeal_list(request: HttpRequest) -> HttpResponse:
    """Those that wait for an answer in front."""
    rows = appeals_visible_to(reader_of(request.user))
    state = request.GET.get("state", "")
    if state in APPEAL.by_name:
        rows = rows.filter(case__state=state)
    context = {"table": AppealTable(rows, request), "states": APPEAL.states, "state": state}
    return render(request, "competitions/results/appeals.html", context)


def found(request: HttpRequest, uid: str) -> tuple[Appeal, frozenset[str]]:
    reader = reader_of(request.user)
    row = get_object_or_404(appeals_visible_to(reader), case__uid=uid)
    return row, roles_at(reader, row.entry_id)


@login_required
def appeal(request: HttpRequest, uid: str) -> HttpResponse:
    row, roles = found(request, uid)
    due = row.case.due_on if row.case.closed_at is None else None
    context = {
        "appeal": row,
        "entry": row.entry,
        "state": state_of(row.case),
        "inside": OFFICE in roles,
        "barred": OFFICE in roles and bars_from_deciding(row, request.user),
        "moves": steps_open(request, row, roles),
        "due": due,
        "left": working_days_between(timezone.localdate(), due) if due else 0,
        "lines": journal_of(row.case, inside=OFFICE in roles),
    }
    return render(request, "competitions/results/appeal.html", context)


def steps_open(request: HttpRequest, row: Appeal, roles: frozenset[str]) -> list[Move]:
    """Four eyes: whoever may not decide is told, and shown no decision."""
    barred = OFFICE in roles and bars_from_deciding(row, request.user)
    return moves_open_to(row.case, roles - {OFFICE} if barred else roles)


@login_required
def move(request: HttpRequest, uid: str, name: str) -> HttpResponse:
    """A step with a note, and a coded reason where it decides."""
    row, roles = found(request, uid)
    step = next((one for one in steps_open(request, row, roles) if one.name == name), None)
    if step is None:
        raise Http404
    form = NoteForm(request.POST if request.method == "POST" else None, reasons=step.reasons)
    if request.method == "POST" and form.is_valid():
        with errors_into(form):
            move_appeal(
                row, name, by=signed_in_user(request), version=version_of(request),
                **form.cleaned_data,
            )  # fmt: skip
            messages.success(request, _("Done; the team is told."))
            return redirect("competitions:appeal", uid)
    return step_page(request, row, form, step.label, "competitions:appeal")


def step_page(request: HttpRequest, row: Any, form: Any, title: object, back: str) -> HttpResponse:
    """The page of one step of a case of an entry: an appeal, an award, a landing."""
    context = {
        "row": row,
        "entry": row.entry,
        "form": form,
        "title": str(title),
        "back": back,
        "name": NAMES[back],
        "inside": is_office(request.user),
    }
    return render(request, "competitions/results/step.html", context, status=status_of(form))


@login_required
def new(request: HttpRequest, uid: str) -> HttpResponse:
    """The team objects; the page says until when, and to what."""
    entry, _place = mine(request, uid)
    form = AppealForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with errors_into(form):
            made = file_appeal(entry, by=signed_in_user(request), **form.cleaned_data)
            messages.success(request, _("Filed. You are told what is decided."))
            return redirect("competitions:appeal", made.uid)
    context = {
        "entry": entry, "form": form, "notice": open_notice_for(entry, timezone.localdate()),
    }  # fmt: skip
    return render(request, "competitions/results/new_appeal.html", context, status=status_of(form))
