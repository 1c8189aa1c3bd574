"""What every request of a signed-in user has to pass."""

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from yucaihui.core.accounts.rules import is_staff
from yucaihui.core.installation.queries import is_demo

Handler = Callable[[HttpRequest], HttpResponse]


class SecondFactorForStaff:
    """Staff without a second factor may only set one up, change language or leave."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not self.must_enrol(request):
            return self.get_response(request)
        if request.path_info.startswith("/api/"):
            return JsonResponse({"error": "second_factor_needed"}, status=403)
        messages.warning(
            request, _("Your role handles other people's data. Set up a second factor to go on.")
        )
        return redirect("mfa_index")

    def must_enrol(self, request: HttpRequest) -> bool:
        if not request.user.is_authenticated or self.is_open(request.path_info):
            return False
        return is_staff(request.user) and not is_demo() and not has_second_factor(request)

    def is_open(self, path: str) -> bool:
        open_prefixes = (reverse("account_login").removesuffix("login/"), settings.STATIC_URL)
        return path.startswith(open_prefixes)


def has_second_factor(request: HttpRequest) -> bool:
    from allauth.mfa.utils import is_mfa_enabled  # noqa: PLC0415 - allauth needs the app registry

    return bool(is_mfa_enabled(request.user))


class PrivatePagesAreNotCached:
    """A page made for a signed-in person is never kept by a cache between us and them."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response
