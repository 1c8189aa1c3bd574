"""The office's pages: the list of entries, each with its rules and versions, and the decisions."""

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from yucaihui.competitions.forms.entries import NoteForm
from yucaihui.competitions.forms.screening import (
    DecisionForm,
    EntryFilters,
    EntryTable,
    ExtendForm,
    OverrideForm,
    UntilForm,
)
from yucaihui.competitions.models import Edition, EligibilityResult, Entry, Track
from yucaihui.competitions.process import (
    DISQUALIFICATIONS,
    INELIGIBILITIES,
    OFFICE,
    REINSTATEMENTS,
)
from yucaihui.competitions.queries.eligibility import findings, results_of
from yucaihui.competitions.queries.entries import visible_to, with_parts
from yucaihui.competitions.queries.entry_sheets import sheet_of
from yucaihui.competitions.services import eligibility
from yucaihui.competitions.services import screening as verbs
from yucaihui.competitions.services.entry_export import as_xlsx, lines, safe
from yucaihui.competitions.views.entries import version_context
from yucaihui.competitions.views.entry_parts import posted
from yucaihui.competitions.views.parts import errors_into, for_office, status_of
from yucaihui.competitions.views.teams import hand_over_form, handed_over
from yucaihui.core.accounts.rules import signed_in_user

ROLES = frozenset({OFFICE})
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@for_office
def entries(request: HttpRequest) -> HttpResponse:
    rows = with_parts().order_by("-case__opened_at", "-pk")
    filters = EntryFilters(rows, request)
    track = Track.objects.filter(uid=request.GET.get("track", "")).first()
    edition = Edition.objects.filter(uid=request.GET.get("edition", "")).first()
    context = {
        "edition": edition,
        "table": EntryTable(filters.result, request),
        "filters": filters,
        "track": track,
        "passing": verbs.passing_entries(track).count() if track else 0,
    }
    return render(request, "competitions/entries/office_list.html", context)


@for_office
def export(request: HttpRequest, kind: str) -> HttpResponseBase:
    """The list as it is filtered, for spreadsheets."""
    rows = EntryFilters(visible_to(request.user), request).result
    if kind == "xlsx":
        response = HttpResponse(as_xlsx(rows), content_type=XLSX)
    elif kind == "csv":
        response = as_csv(rows)
    else:
        raise Http404
    response.headers["Content-Disposition"] = f'attachment; filename="entries.{kind}"'
    return response


@for_office
@require_POST
def admit_passing(request: HttpRequest) -> HttpResponse:
    track = get_object_or_404(Track, uid=request.POST.get("track", ""))
    admitted, left = verbs.admit_passing(track, by=signed_in_user(request))
    words = ngettext("%(n)d entry admitted.", "%(n)d entries admitted.", admitted) % {"n": admitted}
    rest = ngettext("%(n)d is left to look at.", "%(n)d are left to look at.", left) % {"n": left}
    messages.success(request, f"{words} {rest}")
    return redirect("competitions:entries")


def found(uid: str) -> Entry:
    return get_object_or_404(with_parts(), case__uid=uid)


@for_office
def entry(request: HttpRequest, uid: str) -> HttpResponse:
    row = found(uid)
    context = {
        "entry": row,
        "sheet": sheet_of(row, ROLES, inside=True, shown=row.submitted),
        "findings": findings(results_of(row)),
        "extensions": row.extensions.select_related("granted_by").order_by("-pk"),
        "decisions": DECISIONS,
    }
    return render(request, "competitions/entries/office_entry.html", context)


@for_office
def version(request: HttpRequest, uid: str, number: int) -> HttpResponse:
    row = found(uid)
    context = {"entry": row, "office": True, **version_context(row, number)}
    return render(request, "competitions/entries/office_version.html", context)


@for_office
def override(request: HttpRequest, uid: str, rule: str) -> HttpResponse:
    """Decide on one rule otherwise than it says."""
    row = found(uid)
    results = EligibilityResult.objects.filter(version=row.submitted_id)
    result = get_object_or_404(results.select_related("version__form", "rules"), rule=rule)
    form = OverrideForm(posted(request))
    if request.method == "POST" and form.is_valid():
        with errors_into(form):
            eligibility.override(result, by=signed_in_user(request), **form.cleaned_data)
        if not form.errors:
            messages.success(request, _("The rule is decided on."))
            return redirect("competitions:entry", uid)
    (finding,) = findings([result])
    context = {"entry": row, "form": form, "finding": finding}
    return render(request, "competitions/entries/override.html", context, status=status_of(form))


@for_office
def hand_over(request: HttpRequest, uid: str) -> HttpResponse:
    row = found(uid)
    form = hand_over_form(request, row)
    if request.method == "POST" and form.is_valid():
        handed_over(request, row, form)
        if not form.errors:
            return redirect("competitions:entry", uid)
    context = {"entry": row, "form": form, "title": _("Name another captain")}
    return render(request, "competitions/entries/decide.html", context, status=status_of(form))


@dataclass(frozen=True)
class Decision:
    """A page of the office: its words, its form, and the service that it calls with its data."""

    title: object
    lead: object
    form: Callable[..., forms.Form]
    act: Callable[[Entry, Any, Any], object]


def plain(verb: Callable[..., object]) -> Callable[[Entry, Any, Any], object]:
    """A service that takes the fields of the form by their names."""
    return lambda row, by, form: verb(row, by=by, **form.cleaned_data)


def ask(row: Entry, by: Any, form: UntilForm) -> object:
    data = form.cleaned_data
    return verbs.ask(row, by=by, note=data["note"], until=form.until, version=data["version"])


def extend(row: Entry, by: Any, form: UntilForm) -> object:
    data = form.cleaned_data
    return verbs.extend(row, form.until, by=by, reason=data["note"], version=data["version"])


def with_reasons(reasons: dict[str, Any]) -> Callable[..., forms.Form]:
    return lambda *args, **kwargs: DecisionForm(*args, reasons=reasons, **kwargs)


DECISIONS = {
    "admit": Decision(
        gettext_lazy("Admit the entry"),
        gettext_lazy("It is judged from the first stage on. The team is told."),
        NoteForm, plain(verbs.admit),
    ),
    "ask": Decision(
        gettext_lazy("Ask for more information"),
        gettext_lazy("The team can change the entry again and submits it anew until then."),
        UntilForm, ask,
    ),
    "refuse": Decision(
        gettext_lazy("Refuse: not eligible"),
        gettext_lazy("The team reads reason and note, and may appeal."),
        with_reasons(INELIGIBILITIES), plain(verbs.refuse),
    ),
    "disqualify": Decision(
        gettext_lazy("Disqualify the entry"),
        gettext_lazy("It is out of the competition. The team reads reason and note, and may"
                     " appeal."),
        with_reasons(DISQUALIFICATIONS), plain(verbs.disqualify),
    ),
    "reinstate": Decision(
        gettext_lazy("Reinstate the entry"),
        gettext_lazy("It takes part again where it stood. The team is told."),
        with_reasons(REINSTATEMENTS), plain(verbs.reinstate),
    ),
    "extend": Decision(
        gettext_lazy("Extend the deadline of this entry"),
        gettext_lazy("For this entry alone; the team is told until when and why."),
        ExtendForm, extend,
    ),
    "close": Decision(
        gettext_lazy("Close the entry"),
        gettext_lazy("Nothing more happens with it; use it when nothing is left to do."),
        NoteForm, plain(verbs.close),
    ),
}  # fmt: skip


@for_office
def decide(request: HttpRequest, uid: str, name: str) -> HttpResponse:
    row = found(uid)
    decision = DECISIONS.get(name)
    if decision is None:
        raise Http404
    form = decision.form(posted(request), initial={"version": row.case.version})
    if request.method == "POST" and form.is_valid():
        with errors_into(form):
            decision.act(row, signed_in_user(request), form)
        if not form.errors:
            messages.success(request, _("Done; the team is told."))
            return redirect("competitions:entry", uid)
    context = {"entry": row, "form": form, "title": decision.title, "lead": decision.lead}
    return render(request, "competitions/entries/decide.html", context, status=status_of(form))


def as_csv(rows: Any) -> HttpResponse:
    """UTF-8 with its mark, as spreadsheets open it."""
    text = io.StringIO("\ufeff", newline="")
    text.seek(0, io.SEEK_END)
    csv.writer(text).writerows(safe(row) for row in lines(rows))
    return HttpResponse(text.getvalue(), content_type="text/csv; charset=utf-8")
