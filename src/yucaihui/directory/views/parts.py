"""What the directory's views share: who gets in, and how a refusal comes back into a form."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from yucaihui.core.accounts.rules import is_office, signed_in_user
from yucaihui.core.files.services import RefusedFile
from yucaihui.directory.errors import Refused
from yucaihui.directory.models import Membership, Organisation, Person
from yucaihui.directory.queries import manageable_by, person_of

View = Callable[..., HttpResponse]


def for_office(view: View) -> View:
    """Sign in first; then 403 for all but the office."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not is_office(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    wrapped: View = login_required(guarded)
    return wrapped


def own_person(request: HttpRequest) -> Person:
    """The reader's record; 404 when they have none yet."""
    person = person_of(signed_in_user(request))
    if person is None:
        raise Http404
    return person


def managed_organisation(request: HttpRequest, uid: str) -> Organisation:
    """404 for others: who works for whom is nobody's business."""
    return get_object_or_404(manageable_by(signed_in_user(request)), uid=uid)


def managed_membership(request: HttpRequest, uid: str) -> Membership:
    rows = Membership.objects.select_related("organisation", "user")
    own = manageable_by(signed_in_user(request)).order_by()
    return get_object_or_404(rows, uid=uid, organisation__in=own)


@contextmanager
def errors_into(form: Any, default: str = "") -> Iterator[None]:
    """A refusal of the service becomes an error of the form's field that it names."""
    try:
        yield
    except (Refused, RefusedFile) as refusal:
        field = getattr(refusal, "field", "") or default
        form.add_error(field if field in form.fields else None, str(refusal))
    except ValidationError as error:
        form.add_error("website" if "website" in form.fields else None, error)


@contextmanager
def told(request: HttpRequest, done: str) -> Iterator[None]:
    """`done` is said when it went well, the refusal otherwise."""
    try:
        yield
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
