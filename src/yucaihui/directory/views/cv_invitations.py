"""Where the link of an invitation leads: step in with an account, or have everything erased."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yucaihui.core.accounts.rules import signed_in_user
from yucaihui.directory.errors import AlreadyDecided
from yucaihui.directory.models import CvInvitation
from yucaihui.directory.queries import cvs as queries
from yucaihui.directory.services import cv_invitations

GONE = 410


def invitation_of(token: str) -> CvInvitation | None:
    """None when it is over: used, expired, replaced, or its record is erased.

    Raises:
        Http404: we never signed such a link.
    """
    if not queries.is_signed(token):
        raise Http404
    found = queries.invitation_by_token(token)
    return found if found and queries.is_open(found, timezone.localdate()) else None


def over(request: HttpRequest) -> HttpResponse:
    return render(request, "directory/invited/over.html", status=GONE)


def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """What is kept, until when, and the two ways on. Opening it decides nothing: programs that
    look through mail open links too."""
    found = invitation_of(token)
    if found is None:
        return over(request)
    documents = queries.waiting_documents(found.person).count()
    context = {"invitation": found, "token": token, "documents": documents}
    return render(request, "directory/invited/invitation.html", context)


@login_required
@require_POST
def step_in(request: HttpRequest, token: str) -> HttpResponse:
    found = invitation_of(token)
    if found is None:
        return over(request)
    try:
        person = cv_invitations.step_in(found, signed_in_user(request))
    except AlreadyDecided:
        return over(request)
    messages.success(request, _("The link is used; from now on you sign in."))
    waiting = queries.waiting_documents(person)
    if len(waiting) == 1:
        return redirect("directory:resume", waiting[0].uid)
    return redirect("directory:record")


def decline(request: HttpRequest, token: str) -> HttpResponse:
    """Asks once more, then erases; no account is needed for it."""
    found = invitation_of(token)
    if found is None:
        return over(request)
    if request.method != "POST":
        return render(request, "directory/invited/decline.html", {"token": token})
    try:
        cv_invitations.decline(found)
    except AlreadyDecided:
        return over(request)
    return redirect("directory:cv_erased")


def erased(request: HttpRequest) -> HttpResponse:
    return render(request, "directory/invited/erased.html")
