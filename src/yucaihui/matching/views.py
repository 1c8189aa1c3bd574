"""Audits of fairness, for the office and administrators."""

import csv
import io
from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from yucaihui.core.accounts.rules import is_office
from yucaihui.engines.fairness import LEAST_PEOPLE
from yucaihui.matching.queries import audits
from yucaihui.matching.tables import AuditTable, csv_lines, parts_of

View = Callable[..., HttpResponse]


def for_office(view: View) -> View:
    """Sign in first; then 403 for all but the office."""

    @wraps(view)
    def guarded(request: HttpRequest, **kwargs: str) -> HttpResponse:
        if not is_office(request.user):
            raise PermissionDenied
        return view(request, **kwargs)

    wrapped: View = login_required(guarded)
    return wrapped


@for_office
def audit_list(request: HttpRequest) -> HttpResponse:
    return render(request, "matching/audits.html", {"table": AuditTable(audits(), request)})


@for_office
def audit(request: HttpRequest, uid: str) -> HttpResponse:
    """What one run gave to groups of people, and what the figures can't tell."""
    found = get_object_or_404(audits(), uid=uid)
    context = {"audit": found, "parts": parts_of(found), "least": LEAST_PEOPLE}
    return render(request, "matching/audit.html", context)


@for_office
def audit_csv(request: HttpRequest, uid: str) -> HttpResponse:  # noqa: ARG001 - as all views
    found = get_object_or_404(audits(), uid=uid)
    text = io.StringIO("\ufeff")
    text.seek(1)
    csv.writer(text).writerows(csv_lines(found))
    response = HttpResponse(text.getvalue(), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="audit-{found.run_uid}.csv"'
    return response
