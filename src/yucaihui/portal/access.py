"""Who may open which page of the portal."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from yucaihui.core.accounts.rules import is_administrator, is_office

View = Callable[..., HttpResponse]


def only_for(rule: Callable[[Any], bool]) -> Callable[[View], View]:
    """Sign in first; then 403 for whom `rule` does not allow."""

    def wrap(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not rule(request.user):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        guarded_view: View = login_required(guarded)
        return guarded_view

    return wrap


for_office = only_for(is_office)
for_administrators = only_for(is_administrator)
