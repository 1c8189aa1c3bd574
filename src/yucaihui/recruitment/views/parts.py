"""What the pages of applications share: finding the row, telling a refusal, answering a form."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from yucaihui.casework.services import CaseProblem, ReasonNeeded
from yucaihui.core.accounts.rules import is_office, signed_in_user
from yucaihui.directory.errors import Refused
from yucaihui.recruitment.models import JobApplication
from yucaihui.recruitment.process import APPLICANT, EMPLOYER, OFFICE
from yucaihui.recruitment.queries.applications import reader_of, visible_to_reader
from yucaihui.recruitment.rules.applications import roles_in

INSIDE = frozenset({EMPLOYER, OFFICE})


def found(request: HttpRequest, uid: str, wanted: frozenset[str]) -> tuple[JobApplication, Any]:
    """The application and the reader's roles in it; 404 when they hold none of `wanted`."""
    reader = reader_of(signed_in_user(request))
    application = get_object_or_404(visible_to_reader(reader), case__uid=uid)
    roles = roles_in(reader, application) & wanted
    if not roles:
        raise Http404
    return application, roles


def mine(request: HttpRequest, uid: str) -> JobApplication:
    return found(request, uid, frozenset({APPLICANT}))[0]


def received_here(request: HttpRequest, uid: str) -> JobApplication:
    return found(request, uid, frozenset({EMPLOYER}))[0]


def officer(request: HttpRequest) -> Any:
    """The signed-in user, if of the office; else 403."""
    user = signed_in_user(request)
    if not is_office(user):
        raise PermissionDenied
    return user


def part_of(application: JobApplication, rows: QuerySet[Any], uid: str) -> Any:
    """An interview, offer or proposal of this application; its `application` is this object."""
    part: Model = get_object_or_404(rows, uid=uid, application=application)
    part.application = application  # type: ignore[attr-defined]
    return part


def version_of(request: HttpRequest) -> int | None:
    """The version of the case that the posted page showed."""
    value = request.POST.get("version", "")
    return int(value) if value.isdecimal() else None


def done_or_told(request: HttpRequest, act: Callable[[], object], done: object) -> bool:
    """Do it and say so; or say why not."""
    try:
        act()
    except (CaseProblem, Refused) as problem:
        messages.error(request, str(problem))
        return False
    messages.success(request, str(done))
    return True


def saved(request: HttpRequest, form: forms.Form, act: Callable[[], object], done: object) -> bool:
    """The same for a form: what was refused stands at its field."""
    try:
        act()
    except (Refused, CaseProblem) as problem:
        named = "reason" if isinstance(problem, ReasonNeeded) else getattr(problem, "field", "")
        form.add_error(named if named in form.fields else None, str(problem))
        return False
    messages.success(request, str(done))
    return True


def form_page(
    request: HttpRequest, template: str, form: forms.Form, context: dict[str, Any]
) -> HttpResponse:
    status = 422 if form.is_bound and form.errors else 200
    return render(request, template, {"form": form, **context}, status=status)


def back_to(name: str, application: JobApplication) -> HttpResponse:
    return redirect(f"recruitment:{name}", application.uid)
