"""The talent's pages: apply, see where each application stands, answer, withdraw."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yucaihui.core.accounts.rules import signed_in_user
from yucaihui.directory.queries import current_profiles, person_of
from yucaihui.recruitment.forms.applications import ApplyForm, NoteForm
from yucaihui.recruitment.forms.lists import MyApplicationTable, MyReviewTable
from yucaihui.recruitment.models import Interview, Offer, Posting, TransferProposal
from yucaihui.recruitment.process import APPLICANT
from yucaihui.recruitment.queries.applications import (
    applications_of,
    open_application,
    visible_to,
)
from yucaihui.recruitment.queries.interviews import calendar_file
from yucaihui.recruitment.queries.postings import public_postings
from yucaihui.recruitment.queries.reviews import reviews_visible_to
from yucaihui.recruitment.queries.sheets import sheet_of
from yucaihui.recruitment.rules.postings import was_public
from yucaihui.recruitment.services import applications as verbs
from yucaihui.recruitment.services.interviews import answer_interview
from yucaihui.recruitment.services.offers import answer_offer
from yucaihui.recruitment.services.transfers import answer_transfer
from yucaihui.recruitment.views.parts import (
    back_to,
    done_or_told,
    form_page,
    mine,
    part_of,
    saved,
    version_of,
)

ROLES = frozenset({APPLICANT})


@login_required
def apply(request: HttpRequest, uid: str) -> HttpResponse:
    """The profile as it would be sent, the employer it goes to, and the consent."""
    posting = get_object_or_404(
        public_postings(timezone.localdate()).select_related("employer"), uid=uid
    )
    user = signed_in_user(request)
    person = person_of(user)
    profiles = current_profiles(person) if person else {}
    sent = open_application(person, posting) if person else None
    if sent:
        messages.info(request, _("You have applied for this position already."))
        return back_to("my_application", sent)
    if not profiles:
        return render(request, "recruitment/applications/no_profile.html", {"posting": posting})
    form = apply_form(request, list(profiles))
    if request.method == "POST" and form.is_valid():
        act = applied(person, posting, form.cleaned_data, user)
        if saved(request, form, act, _("Your application has been sent.")):
            return redirect("recruitment:my_applications")
    context = {"posting": posting, "profiles": shown_profiles(profiles)}
    return form_page(request, "recruitment/applications/apply.html", form, context)


def apply_form(request: HttpRequest, languages: list[str]) -> ApplyForm:
    spoken = get_language() if get_language() in languages else languages[0]
    return ApplyForm(request.POST or None, languages=languages, initial={"language": spoken})


def applied(person: Any, posting: Posting, data: dict[str, Any], user: Any) -> Any:
    return lambda: verbs.apply(person, posting, by=user, **data)


def shown_profiles(profiles: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    return [(profile.get_language_display(), profile.resume) for profile in profiles.values()]


@login_required
def my_applications(request: HttpRequest) -> HttpResponse:
    user = signed_in_user(request)
    person = person_of(user)
    rows = applications_of(person) if person else visible_to(user).none()
    asked = reviews_visible_to(user)
    reviews = asked.filter(person=person) if person else asked.none()
    context = {
        "table": MyApplicationTable(rows, request),
        "reviews": MyReviewTable(reviews, request, prefix="review"),
    }
    return render(request, "recruitment/applications/mine.html", context)


@login_required
def my_application(request: HttpRequest, uid: str) -> HttpResponse:
    application = mine(request, uid)
    ended = application.is_open and was_public(application.posting, timezone.localdate())
    context = {"application": application, "sheet": sheet_of(application, ROLES), "ended": ended}
    return render(request, "recruitment/applications/my_application.html", context)


@login_required
def withdraw(request: HttpRequest, uid: str) -> HttpResponse:
    application, user = mine(request, uid), signed_in_user(request)
    form = NoteForm(request.POST or None, initial={"version": application.case.version})
    if request.method == "POST" and form.is_valid():

        def act() -> object:
            return verbs.move_application(
                application, "withdraw", by=user, version=form.cleaned_data["version"],
                note=form.cleaned_data["note"], share=True,
            )  # fmt: skip

        if saved(request, form, act, _("Your application is withdrawn.")):
            return back_to("my_application", application)
    context = {"application": application}
    return form_page(request, "recruitment/applications/withdraw.html", form, context)


@login_required
@require_POST
def interview(request: HttpRequest, uid: str, part: str) -> HttpResponse:
    application = mine(request, uid)
    row = part_of(application, Interview.objects.all(), part)
    confirm = request.POST.get("answer") == "confirm"
    said = _("The interview is confirmed.") if confirm else _("The interview is declined.")
    done_or_told(
        request,
        lambda: answer_interview(
            row, confirm=confirm, by=signed_in_user(request), note=request.POST.get("note", ""),
            version=version_of(request),
        ),
        said,
    )  # fmt: skip
    return back_to("my_application", application)


@login_required
def offer(request: HttpRequest, uid: str, part: str) -> HttpResponse:
    """The terms, what follows from either answer, and the two buttons."""
    application, user = mine(request, uid), signed_in_user(request)
    row = part_of(application, Offer.objects.all(), part)
    if request.method == "POST":
        accept = request.POST.get("answer") == "accept"
        said = _("You have accepted the offer.") if accept else _("You have declined the offer.")
        done_or_told(
            request,
            lambda: answer_offer(
                row, accept=accept, by=user, note=request.POST.get("note", ""),
                version=version_of(request),
            ),
            said,
        )  # fmt: skip
        return back_to("my_application", application)
    others = applications_of(application.person).filter(is_open=True).exclude(pk=application.pk)
    context = {"application": application, "offer": row, "others": others}
    return render(request, "recruitment/applications/offer_answer.html", context)


@login_required
@require_POST
def transfer(request: HttpRequest, uid: str, part: str) -> HttpResponse:
    application = mine(request, uid)
    rows = TransferProposal.objects.select_related("posting__employer")
    proposal = part_of(application, rows, part)
    accept = request.POST.get("answer") == "accept"
    said = _("Your application has gone over.") if accept else _("Your application stays here.")
    done_or_told(
        request,
        lambda: answer_transfer(
            proposal, accept=accept, by=signed_in_user(request), version=version_of(request)
        ),
        said,
    )
    return redirect(reverse("recruitment:my_applications"))


@login_required
def calendar(request: HttpRequest, uid: str) -> HttpResponse:
    """The interview as a file for one's calendar, for both sides."""
    rows = Interview.objects.filter(application__in=visible_to(signed_in_user(request)))
    parts = ("application__case", "application__posting__employer")
    row = get_object_or_404(rows.select_related(*parts), uid=uid)
    response = HttpResponse(calendar_file(row), content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="interview-{row.uid}.ics"'
    return response
