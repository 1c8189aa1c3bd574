"""The role picker of the demo city: step into any of its people, without a password."""

from django.contrib import messages
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yucaihui.core.accounts.models import Role
from yucaihui.core.installation.queries import demo_account, demo_accounts, is_demo
from yucaihui.ui.formats import in_language


def roles(request: HttpRequest) -> HttpResponse:
    """Who one may be here. There is no such page outside a demo database."""
    require_demo()
    accounts = list(demo_accounts())
    groups = [(role, [a for a in accounts if a.role == role]) for role in Role]
    return render(request, "portal/roles.html", {"groups": [g for g in groups if g[1]]})


@require_POST
def step_into(request: HttpRequest, uid: str) -> HttpResponse:
    require_demo()
    account = demo_account(uid)
    if account is None:
        raise Http404
    login(request, account.user, backend="django.contrib.auth.backends.ModelBackend")
    messages.info(request, _("You are now %(name)s.") % {"name": in_language(account, "name")})
    return redirect("portal:me")


def require_demo() -> None:
    if not is_demo():
        raise Http404
