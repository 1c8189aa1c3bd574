"""Ask that a human looks at a match; the office's list and its answer in writing."""

from dataclasses import asdict
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yucaihui.casework.queries import journal_of, moves_open_to, state_of
from yucaihui.core.accounts.rules import signed_in_user
from yucaihui.core.calendar.queries import working_days_between
from yucaihui.directory.queries import person_of
from yucaihui.engines.matching import ENGINE_VERSION
from yucaihui.recruitment.forms.applications import AnswerForm, QuestionForm
from yucaihui.recruitment.forms.lists import ReviewTable
from yucaihui.recruitment.process import OFFICE
from yucaihui.recruitment.queries.applications import reader_of
from yucaihui.recruitment.queries.matches import explained
from yucaihui.recruitment.queries.postings import public_postings
from yucaihui.recruitment.queries.reviews import open_review, reviews_visible_to
from yucaihui.recruitment.rules.applications import roles_in_review
from yucaihui.recruitment.services.reviews import answer_review, request_review, withdraw_review
from yucaihui.recruitment.views.parts import done_or_told, form_page, officer, saved, version_of


@login_required
def new_review(request: HttpRequest) -> HttpResponse:
    """The question about one's match with the posting that the address names."""
    user, on = signed_in_user(request), timezone.localdate()
    uid = request.GET.get("posting", "")
    posting = get_object_or_404(public_postings(on).select_related("employer"), uid=uid)
    person = person_of(user)
    if person is None:
        return redirect("recruitment:apply", posting.uid)
    waiting = open_review(person, posting)
    if waiting:
        return redirect("recruitment:review", waiting.uid)
    form = QuestionForm(request.POST or None)
    why = explained(posting, person, on)
    if request.method == "POST" and form.is_valid():

        def act() -> object:
            kept = {**asdict(why), "version": ENGINE_VERSION} if why else {}
            question = form.cleaned_data["question"]
            return request_review(person, posting, question=question, explanation=kept, by=user)

        if saved(request, form, act, _("The office answers within 10 working days.")):
            return redirect("recruitment:my_applications")
    context = {"posting": posting, "why": why}
    return form_page(request, "recruitment/applications/new_review.html", form, context)


@login_required
def review(request: HttpRequest, uid: str) -> HttpResponse:
    """The question and its answer; the office answers here."""
    user = signed_in_user(request)
    row = get_object_or_404(reviews_visible_to(user), case__uid=uid)
    roles = roles_in_review(reader_of(user), row)
    actions = {move.name for move in moves_open_to(row.case, roles)}
    form = AnswerForm(request.POST or None, initial={"version": row.case.version})
    if request.method == "POST" and form.is_valid():

        def act() -> object:
            return answer_review(row, by=user, **form.cleaned_data)

        if saved(request, form, act, _("The answer is sent.")):
            return redirect("recruitment:reviews")
    inside = OFFICE in roles
    context = {
        "review": row,
        "state": state_of(row.case),
        "word": state_of(row.case).word(inside=inside),
        "lines": journal_of(row.case, inside=inside),
        "left": days_left(row.case.due_on),
        "answers": "answer" in actions,
        "withdraws": "withdraw" in actions,
    }
    return form_page(request, "recruitment/applications/review.html", form, context)


def days_left(due_on: Any) -> int:
    return working_days_between(timezone.localdate(), due_on) if due_on else 0


@login_required
@require_POST
def withdraw(request: HttpRequest, uid: str) -> HttpResponse:
    user = signed_in_user(request)
    row = get_object_or_404(reviews_visible_to(user), case__uid=uid)
    done_or_told(
        request,
        lambda: withdraw_review(row, by=user, version=version_of(request)),
        _("The request is withdrawn."),
    )
    return redirect("recruitment:review", row.uid)


@login_required
def reviews(request: HttpRequest) -> HttpResponse:
    """The office's list: what waits, the nearest due day first."""
    user = officer(request)
    return render(
        request,
        "recruitment/applications/reviews.html",
        {"table": ReviewTable(reviews_visible_to(user), request)},
    )
