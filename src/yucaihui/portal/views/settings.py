"""One's own settings: language of letters, size of type, keys for programs."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yucaihui.core.accounts.models import User
from yucaihui.core.accounts.rules import signed_in_user
from yucaihui.core.accounts.services import set_preferences
from yucaihui.core.accounts.tokens import issue_token, withdraw_token
from yucaihui.portal.forms import PreferencesForm, TokenForm


@login_required
def settings(request: HttpRequest) -> HttpResponse:
    user = signed_in_user(request)
    form = PreferencesForm(request.POST or None, initial=preferences_of(user))
    if request.method == "POST" and form.is_valid():
        set_preferences(user, **form.cleaned_data)
        messages.success(request, _("Your settings are saved."))
        return redirect("portal:settings")
    return show(request, form, TokenForm())


def preferences_of(user: User) -> dict[str, object]:
    return {"language": user.language, "large_type": user.large_type}


@login_required
@require_POST
def new_token(request: HttpRequest) -> HttpResponse:
    """Make a key and show it on this one page: it is not kept anywhere."""
    user = signed_in_user(request)
    form = TokenForm(request.POST)
    if not form.is_valid():
        return show(request, PreferencesForm(initial=preferences_of(user)), form, status=422)
    token, key = issue_token(user, form.cleaned_data["name"])
    return render(request, "portal/token.html", {"token": token, "key": key})


@login_required
@require_POST
def drop_token(request: HttpRequest, uid: str) -> HttpResponse:
    withdraw_token(signed_in_user(request), uid)
    messages.success(request, _("The key no longer works."))
    return redirect("portal:settings")


def show(
    request: HttpRequest, form: PreferencesForm, token_form: TokenForm, status: int = 200
) -> HttpResponse:
    tokens = signed_in_user(request).access_tokens.order_by("-id")
    context = {"form": form, "token_form": token_form, "tokens": tokens}
    return render(request, "portal/settings.html", context, status=status)
