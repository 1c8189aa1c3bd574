"""What the pages of competitions share: who gets in, refusals in forms, and what was done."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from yucaihui.casework.services import CaseProblem, ReasonNeeded
from yucaihui.core.accounts.rules import is_office
from yucaihui.core.files.services import RefusedFile
from yucaihui.directory.errors import Refused

View = Callable[..., HttpResponseBase]


def for_office(view: View) -> View:
    """Sign in first; then 403 for all who are not of the office."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not is_office(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    wrapped: View = login_required(guarded)
    return wrapped


@contextmanager
def errors_into(form: Any) -> Iterator[None]:
    """A refusal of the service becomes an error of the form's field that it names."""
    try:
        yield
    except (Refused, RefusedFile, CaseProblem) as refusal:
        named = "reason" if isinstance(refusal, ReasonNeeded) else getattr(refusal, "field", "")
        form.add_error(named if named in form.fields else None, str(refusal))


@contextmanager
def told(request: HttpRequest, done: str) -> Iterator[None]:
    """`done` is said when it went well, the refusal otherwise."""
    try:
        yield
    except (Refused, RefusedFile, CaseProblem) as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)


def version_of(request: HttpRequest) -> int | None:
    """The version of the case that the posted page showed."""
    value = request.POST.get("version", "")
    return int(value) if value.isdecimal() else None


def status_of(form: Any) -> int:
    """422 for a page that shows what was wrong with a form."""
    return 422 if form.is_bound and form.errors else 200
