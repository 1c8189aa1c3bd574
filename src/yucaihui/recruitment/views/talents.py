"""Verified employers and the office find people who want to be found."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from yucaihui.core.accounts.rules import signed_in_user
from yucaihui.directory.errors import Refused
from yucaihui.recruitment.forms.postings import add_refusal
from yucaihui.recruitment.forms.talents import InviteForm, TalentForm
from yucaihui.recruitment.queries.search import PAGE
from yucaihui.recruitment.queries.talents import (
    TalentSearch,
    finds_talents,
    found_people,
    lines_of,
    open_postings_for,
)
from yucaihui.recruitment.services.talents import invite_to_apply


@dataclass(frozen=True)
class Filters:
    """The bar above the list."""

    form: TalentForm
    chosen: bool


def finder(request: HttpRequest, on: date) -> Any:
    user = signed_in_user(request)
    if not finds_talents(user, on):
        raise PermissionDenied(
            _("Only members of a verified employer look for talents. Ask for verification first.")
        )
    return user


@login_required
def talents(request: HttpRequest) -> HttpResponse:
    on = timezone.localdate()
    finder(request, on)
    form = TalentForm(request.GET)
    form.is_valid()
    page = Paginator(found_people(form.search, on), PAGE).get_page(request.GET.get("page"))
    context = {
        "filters": Filters(form, any(request.GET.get(name) for name in form.fields)),
        "page": page,
        "lines": lines_of(page.object_list, get_language() or ""),
        "query": request.GET,
    }
    return render(request, "recruitment/talents/list.html", context)


@login_required
def talent(request: HttpRequest, uid: str) -> HttpResponse:
    """One person's profile without who they are, and the invitation to apply."""
    on = timezone.localdate()
    user = finder(request, on)
    person = get_object_or_404(found_people(TalentSearch(), on), uid=uid)
    postings = open_postings_for(user, on)
    form = InviteForm(request.POST or None, postings=postings)
    if request.method == "POST" and form.is_valid():
        try:
            invite_to_apply(person, form.cleaned_data["posting"], by=user, on=on)
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("The invitation is on its way. You see who it is when the"
                                        " person applies."))  # fmt: skip
            return redirect("recruitment:talents")
    line = lines_of([person], get_language() or "")[0]
    context = {"line": line, "form": form, "may_invite": postings.exists()}
    return render(request, "recruitment/talents/one.html", context)
