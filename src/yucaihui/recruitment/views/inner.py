"""Employers' own pages: home, their postings, one posting from draft to closed."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yucaihui.core.accounts.rules import signed_in_user
from yucaihui.directory.errors import Refused
from yucaihui.directory.queries.organisations import (
    is_owner,
    latest_verification,
    manageable_by,
    members_of,
    organisations_of,
)
from yucaihui.recruitment.forms.postings import (
    CloseForm,
    ExtendForm,
    PasteForm,
    PostingForm,
    add_refusal,
    sentences,
)
from yucaihui.recruitment.models import Posting
from yucaihui.recruitment.queries.inner import STATE_KINDS, history, obstacles
from yucaihui.recruitment.queries.postings import counts_by_state, filtered_by_state, postings_of
from yucaihui.recruitment.queries.viewers import viewer_of
from yucaihui.recruitment.rules.postings import is_public, may_edit_posting, may_post_for
from yucaihui.recruitment.services import postings as verbs
from yucaihui.recruitment.services.freetext import fields_of_text
from yucaihui.recruitment.services.wording import wording_of
from yucaihui.recruitment.tables import OfficePostingTable, PostingTable
from yucaihui.recruitment.views.access import (
    managed_organisation,
    managed_posting,
    office_only,
    own_organisation,
)
from yucaihui.recruitment.views.tabs import state_tabs


@login_required
def home(request: HttpRequest) -> HttpResponse:
    """The user's employer; with several a choice, with none how to get one."""
    own = list(organisations_of(signed_in_user(request)))
    if len(own) == 1:
        return redirect("recruitment:organisation", own[0].uid)
    return render(request, "recruitment/employer/choose.html", {"organisations": own})


@login_required
def organisation(request: HttpRequest, uid: str) -> HttpResponse:
    user, on = signed_in_user(request), timezone.localdate()
    employer = managed_organisation(request, uid)
    counts = counts_by_state(employer, on)
    until = employer.verified_until
    return render(
        request,
        "recruitment/employer/home.html",
        {
            "employer": employer,
            "counts": counts,
            "total": sum(counts.values()),
            "verified": bool(until and until >= on),
            "verification": latest_verification(employer),
            "members": members_of(employer).count(),
            "is_owner": is_owner(user, employer),
            "posts": may_post_for(viewer_of(user), employer),
            "several": manageable_by(user).count() > 1,
        },
    )


@login_required
def postings(request: HttpRequest, uid: str) -> HttpResponse:
    on = timezone.localdate()
    employer = managed_organisation(request, uid)
    state = request.GET.get("state", "")
    rows = filtered_by_state(postings_of(employer), state, on)
    context = {
        "employer": employer,
        "table": PostingTable(rows, request),
        "tabs": state_tabs(counts_by_state(employer, on), state),
        "posts": may_post_for(viewer_of(request.user), employer),
    }
    return render(request, "recruitment/employer/postings.html", context)


@login_required
def all_postings(request: HttpRequest) -> HttpResponse:
    """The office's list of every posting."""
    on = timezone.localdate()
    office_only(request)
    state = request.GET.get("state", "")
    rows = Posting.objects.select_related("employer").order_by("-pk")
    context = {
        "table": OfficePostingTable(filtered_by_state(rows, state, on), request),
        "tabs": state_tabs({}, state),
    }
    return render(request, "recruitment/office/postings.html", context)


@login_required
def posting(request: HttpRequest, uid: str) -> HttpResponse:
    """The inner page of one posting: where it stands and what can be done with it."""
    row = managed_posting(request, uid)
    on = timezone.localdate()
    return render(
        request,
        "recruitment/employer/posting.html",
        {
            "posting": row,
            "kind": STATE_KINDS[row.state],
            "public": is_public(row, on),
            "obstacles": obstacles(row, on),
            "findings": wording_of(row),
            "missing": verbs.missing_for_publication(row).values(),
            "history": history(row),
            "edits": may_edit_posting(viewer_of(request.user), row),
        },
    )


@login_required
def new_posting(request: HttpRequest, uid: str) -> HttpResponse:
    employer = own_organisation(request, uid)
    form = PostingForm(request.POST or None, initial=first_values(employer))
    if request.method == "POST" and form.is_valid():
        made = created(request, form, employer)
        if made:
            return redirect("recruitment:posting", made.uid)
    return posting_form(request, form, employer)


def first_values(employer: Any) -> dict[str, Any]:
    on = timezone.localdate()
    return {
        "city": "重庆",
        "district": employer.district,
        "cluster": employer.cluster,
        "salary_months": 12,
        "valid_through": verbs.default_last_day(on),
    }


def created(request: HttpRequest, form: PostingForm, employer: Any) -> Posting | None:
    """The posting, published if asked for; None when the form says what was refused."""
    user = signed_in_user(request)
    try:
        made = verbs.create_posting(employer, by=user, **form.values)
    except Refused as refusal:
        add_refusal(form, refusal)
        return None
    if request.POST.get("act") == "publish":
        tell_published(request, made)
    else:
        messages.success(request, _("The draft is saved. Nobody else sees it yet."))
    return made


def tell_published(request: HttpRequest, row: Posting) -> None:
    """Publish and say what came of it; what was refused is named, the draft stays."""
    try:
        verbs.publish_posting(row, by=signed_in_user(request))
    except Refused as refusal:
        for _field, words in sentences(refusal):
            messages.error(request, words)
        return
    if is_public(row, timezone.localdate()):
        messages.success(request, _("The position is public now."))
    else:
        messages.success(request, _("The position is open. This page says when it is public."))


def posting_form(
    request: HttpRequest, form: forms.BaseForm, employer: Any, row: Posting | None = None
) -> HttpResponse:
    context = {"form": form, "employer": employer, "posting": row, "new_url": new_url(employer)}
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "recruitment/employer/posting_form.html", context, status=status)


def new_url(employer: Any) -> str:
    return reverse("recruitment:new_posting", args=[employer.uid])


@login_required
def edit_posting(request: HttpRequest, uid: str) -> HttpResponse:
    row = managed_posting(request, uid)
    if not may_edit_posting(viewer_of(request.user), row):
        raise PermissionDenied
    shown = Posting.objects.get(pk=row.pk)
    form = PostingForm(request.POST or None, instance=shown)
    if request.method == "POST" and form.is_valid():
        try:
            verbs.update_posting(row, by=signed_in_user(request), **form.values)
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Your changes are saved."))
            return redirect("recruitment:posting", row.uid)
    return posting_form(request, form, row.employer, row)


@login_required
def paste_posting(request: HttpRequest, uid: str) -> HttpResponse:
    """A posting as free text; the form for it comes back filled, to be checked and saved."""
    employer = own_organisation(request, uid)
    form = PasteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        found = fields_of_text(form.cleaned_data["text"], timezone.localdate())
        filled = PostingForm(initial={**first_values(employer), **found})
        return posting_form(request, filled, employer)
    context = {"form": form, "employer": employer}
    return render(request, "recruitment/employer/paste.html", context)


@login_required
@require_POST
def publish(request: HttpRequest, uid: str) -> HttpResponse:
    row = managed_posting(request, uid)
    tell_published(request, row)
    return redirect("recruitment:posting", row.uid)


@login_required
@require_POST
def hold(request: HttpRequest, uid: str) -> HttpResponse:
    row = managed_posting(request, uid)
    try:
        verbs.hold_posting(row, by=signed_in_user(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The position is on hold and no longer public."))
    return redirect("recruitment:posting", row.uid)


@login_required
def close(request: HttpRequest, uid: str) -> HttpResponse:
    row, user = managed_posting(request, uid), signed_in_user(request)
    form = CloseForm(request.POST or None, reasons=verbs.reasons_open_to(user, row))
    if request.method == "POST" and form.is_valid():
        try:
            verbs.close_posting(row, by=user, **form.cleaned_data)
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("The position is closed."))
            return redirect("recruitment:posting", row.uid)
    return render(request, "recruitment/employer/close.html", {"posting": row, "form": form})


@login_required
def extend(request: HttpRequest, uid: str) -> HttpResponse:
    row = managed_posting(request, uid)
    if not may_edit_posting(viewer_of(request.user), row):
        raise PermissionDenied
    first = {"valid_through": verbs.default_last_day(timezone.localdate())}
    form = ExtendForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        until = form.cleaned_data["valid_through"]
        try:
            verbs.extend_posting(row, until, by=signed_in_user(request))
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("The last day is changed."))
            return redirect("recruitment:posting", row.uid)
    return render(request, "recruitment/employer/extend.html", {"posting": row, "form": form})
