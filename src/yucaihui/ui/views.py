"""The one choice that a reader makes about every page: the size of its type."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from yucaihui.core.accounts.services import set_preferences
from yucaihui.ui.context import SIZE_COOKIE, Shell

YEAR = 365 * 24 * 3600


@require_POST
def set_size(request: HttpRequest) -> HttpResponse:
    """Remember the size in the browser, and in the account of one who is signed in."""
    large = request.POST.get("size") == "large"
    if request.user.is_authenticated:
        set_preferences(request.user, large_type=large)
    response = redirect(safe_next(request))
    response.set_cookie(SIZE_COOKIE, "large" if large else "normal", YEAR, samesite="Lax")
    return response


def load_anew() -> HttpResponse:
    """The answer to a progress bar that asks again when the work has ended: htmx loads the whole
    page anew."""
    response = HttpResponse(status=204)
    response.headers["HX-Refresh"] = "true"
    return response


def safe_next(request: HttpRequest) -> str:
    """Back to where the form stood, never to another site."""
    target = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(target, {request.get_host()}, request.is_secure())
    return target if safe else Shell(request).home
