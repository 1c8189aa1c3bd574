"""Why, and why not: one person and one posting, for the person, the employer and the office."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _

from yucaihui.recruitment.forms.pairs import PairForm
from yucaihui.recruitment.queries.fits import anybody, findable_person, fit_of
from yucaihui.recruitment.queries.postings import manageable_by, public_postings
from yucaihui.recruitment.queries.postings import visible_to as visible_postings
from yucaihui.recruitment.queries.talents import code_of
from yucaihui.recruitment.rules.applications import is_named
from yucaihui.recruitment.views.matches import for_office_only, with_record
from yucaihui.recruitment.views.parts import INSIDE, found


@with_record
def my_match(request: HttpRequest, person: Any, uid: str) -> HttpResponse:
    """How one position fits, also when it is in no list: why, what is missing, why not."""
    on = timezone.localdate()
    posting = get_object_or_404(public_postings(on).select_related("employer"), uid=uid)
    context = {"posting": posting, "fit": fit_of(posting, person, on)}
    return render(request, "recruitment/matches/one.html", context)


@login_required
def candidate(request: HttpRequest, uid: str, person: str) -> HttpResponse:
    """How somebody who may be found fits a posting, without who they are."""
    on = timezone.localdate()
    posting = get_object_or_404(manageable_by(request.user), uid=uid)
    somebody = findable_person(person, posting, on)
    if somebody is None:
        raise Http404
    context = {
        "posting": posting,
        "fit": fit_of(posting, somebody, on).seen_by_employer(names_of(somebody)),
        "who": code_of(somebody.uid),
    }
    return render(request, "recruitment/matches/candidate.html", context)


@login_required
def applicant(request: HttpRequest, uid: str) -> HttpResponse:
    """How an applicant fits what they applied for, with the name as far as the reader has it.

    An employer reads a profile as long as the application is open.
    """
    on = timezone.localdate()
    application, roles = found(request, uid, INSIDE)
    named = is_named(roles, application.case.state)
    if not (application.is_open or "office" in roles):
        raise Http404
    person = application.person
    fit = fit_of(application.posting, person, on)
    context = {
        "posting": application.posting,
        "application": application,
        "fit": fit.seen_by_employer(() if named else names_of(person)),
    }
    return render(request, "recruitment/matches/candidate.html", context)


def names_of(person: Any) -> tuple[str, str]:
    return (person.name_zh, person.name_en)


@login_required
def pair(request: HttpRequest) -> HttpResponse:
    """The office asks about any person and any position."""
    for_office_only(request)
    on, form = timezone.localdate(), PairForm(request.GET or None)
    context: dict[str, Any] = {"form": form}
    if request.GET and form.is_valid():
        posting = visible_postings(request.user, on).filter(uid=form.posting_uid).first()
        person = anybody(form.person_uid)
        if posting is None:
            form.add_error("posting", _("No position has this address. Copy it from its page."))
        if person is None:
            form.add_error("person", _("No record has this code. Copy it from the record."))
        if posting and person:
            fit = fit_of(posting, person, on)
            context |= {"posting": posting, "person": person, "fit": fit}
    return render(request, "recruitment/matches/pair.html", context)
