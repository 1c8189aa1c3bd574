"""Lists of matches with their reasons, for a person, an employer and the office; the way out of
them; and the office's runs."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yucaihui.core.accounts.rules import is_office, signed_in_user
from yucaihui.core.jobs.services import enqueue
from yucaihui.directory.queries import has_consent, person_of
from yucaihui.recruitment.forms.matches import WishForm, wish_values
from yucaihui.recruitment.forms.runs import RunsForm
from yucaihui.recruitment.forms.weighing import WeighForm
from yucaihui.recruitment.queries.fits import anybody
from yucaihui.recruitment.queries.matches import (
    compared_runs,
    match_runs,
    people_for,
    positions_for,
    wish_of,
)
from yucaihui.recruitment.queries.postings import manageable_by
from yucaihui.recruitment.services.matches import join_matching, leave_matching, save_wish

RUNS = 15


def with_record(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Sign in first; who has no record yet is led to where it is made."""

    @login_required
    @wraps(view)
    def guarded(request: HttpRequest, **kwargs: str) -> HttpResponse:
        person = person_of(request.user)
        if person is None:
            messages.info(request, _("Make your record first: positions are compared with it."))
            return redirect("directory:record")
        return view(request, person, **kwargs)

    return guarded


@with_record
def my_matches(request: HttpRequest, person: Any) -> HttpResponse:
    """The positions that fit the signed-in person best, each with its reasons and gaps."""
    on, form = timezone.localdate(), WeighForm.asked(request.GET)
    agreed = has_consent(person, "matching", on=on)
    context = {
        "agreed": agreed,
        "form": form,
        "matches": positions_for(person, on, page_of(request), form.weights) if agreed else None,
        "wish": wish_of(person),
    }
    return render(request, "recruitment/matches/mine.html", context)


@with_record
@require_POST
def leave(request: HttpRequest, person: Any) -> HttpResponse:
    leave_matching(person, by=signed_in_user(request))
    messages.success(request, _("You are compared no more and stand in no list. Your record and"
                                " your applications stay as they are."))  # fmt: skip
    return redirect("recruitment:my_matches")


@with_record
@require_POST
def join(request: HttpRequest, person: Any) -> HttpResponse:
    join_matching(person, by=signed_in_user(request))
    messages.success(request, _("You are compared again. The list follows in a moment."))
    return redirect("recruitment:my_matches")


@with_record
def my_wish(request: HttpRequest, person: Any) -> HttpResponse:
    form = WishForm(request.POST or None, initial=wish_values(wish_of(person)))
    if request.method == "POST" and form.is_valid():
        save_wish(person, by=signed_in_user(request), **form.cleaned_data)
        messages.success(request, _("Your wishes are saved. The list follows in a moment."))
        return redirect("recruitment:my_matches")
    return render(request, "recruitment/matches/wish.html", {"form": form})


@login_required
def candidates(request: HttpRequest, uid: str) -> HttpResponse:
    """The people who fit a posting best, without their names."""
    posting = get_object_or_404(manageable_by(request.user), uid=uid)
    form = WeighForm.asked(request.GET)
    matches = people_for(posting, timezone.localdate(), page_of(request), form.weights)
    context = {"posting": posting, "matches": matches, "form": form}
    return render(request, "recruitment/matches/candidates.html", context)


@login_required
def person_matches(request: HttpRequest, uid: str) -> HttpResponse:
    """A person's own list, as the office looks at it with them."""
    for_office_only(request)
    person = anybody(uid)
    if person is None:
        raise Http404
    on, form = timezone.localdate(), WeighForm.asked(request.GET)
    agreed = has_consent(person, "matching", on=on)
    context = {
        "person": person,
        "agreed": agreed,
        "form": form,
        "matches": positions_for(person, on, page_of(request), form.weights) if agreed else None,
    }
    return render(request, "recruitment/matches/persons.html", context)


@login_required
def runs(request: HttpRequest) -> HttpResponse:
    for_office_only(request)
    page = Paginator(match_runs(), RUNS).get_page(request.GET.get("page"))
    return render(request, "recruitment/matches/runs.html", {"page": page})


@login_required
def compare_runs(request: HttpRequest) -> HttpResponse:
    """Two runs beside each other: by default the latest and the one before it."""
    for_office_only(request)
    form = RunsForm.asked(request.GET, list(match_runs()))
    two = form.chosen
    context = {"form": form, "two": two, "change": compared_runs(*two) if two else None}
    return render(request, "recruitment/matches/compare.html", context)


@login_required
@require_POST
def run_now(request: HttpRequest) -> HttpResponse:
    for_office_only(request)
    job = enqueue("recruitment.match", owner=request.user)
    messages.info(request, _("Matching has begun. The former lists stay until it is done."))
    return redirect("portal:job", job.uid)


def page_of(request: HttpRequest) -> int:
    asked = request.GET.get("page", "1")
    return int(asked) if asked.isdecimal() and len(asked) < 6 else 1


def for_office_only(request: HttpRequest) -> None:
    if not is_office(request.user):
        raise PermissionDenied
