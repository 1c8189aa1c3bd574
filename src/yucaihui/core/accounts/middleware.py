"""What every request of a signed-in user has to pass."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from yucaihui.core.accounts.rules import is_staff
from yucaihui.core.installation.queries import is_demo
from yucaihui.core.web import problem

Handler = Callable[[HttpRequest], HttpResponse]
ENROL = _("Your role handles other people's data. Set up a second factor to go on.")


class SecondFactorForStaff:
    """Staff without a second factor may only set one up, change language or leave."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not self.must_enrol(request):
            return self.get_response(request)
        if request.path_info.startswith("/api/"):
            return JsonResponse(problem("second_factor_needed", str(ENROL)), status=403)
        messages.warning(request, ENROL)
        return redirect("mfa_index")

    def must_enrol(self, request: HttpRequest) -> bool:
        if not request.user.is_authenticated or self.is_open(request.path_info):
            return False
        return lacks_second_factor(request.user)

    def is_open(self, path: str) -> bool:
        open_prefixes = (reverse("account_login").removesuffix("login/"), settings.STATIC_URL)
        return path.startswith(open_prefixes)


def lacks_second_factor(user: Any) -> bool:
    """Whether this account's role asks for a second factor that it has not set up."""
    from allauth.mfa.utils import is_mfa_enabled  # noqa: PLC0415 - allauth needs the app registry

    return is_staff(user) and not is_demo() and not is_mfa_enabled(user)


class PrivatePagesAreNotCached:
    """A page made for a signed-in person is never kept by a cache between us and them."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response
