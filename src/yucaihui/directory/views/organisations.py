"""Organisations as their members see them."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yucaihui.core.accounts.rules import signed_in_user
from yucaihui.directory import queries, rules, services
from yucaihui.directory.forms.organisations import (
    InviteForm,
    OrganisationForm,
    VerificationRequestForm,
)
from yucaihui.directory.models import Membership, Organisation
from yucaihui.directory.views.parts import (
    errors_into,
    managed_membership,
    managed_organisation,
    told,
)


@login_required
def my_organisations(request: HttpRequest) -> HttpResponse:
    user = signed_in_user(request)
    context = {
        "organisations": queries.organisations_of(user),
        "invitations": queries.invitations_to(user.email),
    }
    return render(request, "directory/organisations/mine.html", context)


@login_required
def new_organisation(request: HttpRequest) -> HttpResponse:
    user = signed_in_user(request)
    form = OrganisationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with errors_into(form):
            made = services.create_organisation(owner=user, **form.cleaned_data)
        if not form.errors:
            messages.success(request, _("On file. Ask for verification next."))
            return redirect("directory:organisation", made.uid)
    return render(request, "directory/organisations/new.html", {"form": form})


@login_required
def organisation(request: HttpRequest, uid: str) -> HttpResponse:
    """Data, verification and members; owners invite here."""
    found, user = managed_organisation(request, uid), signed_in_user(request)
    manages = rules.may_manage_members(user, found)
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if not manages:
            raise PermissionDenied
        with errors_into(form, "email"):
            services.invite_member(found, by=user, **form.cleaned_data)
        if not form.errors:
            messages.success(request, _("Invited; a letter is on its way."))
            return redirect("directory:organisation", uid)
    return render(request, "directory/organisations/one.html", page_of(found, user, manages, form))


def page_of(found: Organisation, user: Any, manages: bool, form: InviteForm) -> dict[str, Any]:
    today = timezone.localdate()
    return {
        "organisation": found,
        "members": queries.members_of(found),
        "manages": manages,
        "verified": bool(found.verified_until and found.verified_until >= today),
        "latest": queries.latest_verification(found),
        "form": form,
        "mine": user.pk,
    }


@login_required
def edit_organisation(request: HttpRequest, uid: str) -> HttpResponse:
    found, user = managed_organisation(request, uid), signed_in_user(request)
    form = OrganisationForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        with errors_into(form):
            fresh = Organisation.objects.get(pk=found.pk)
            services.update_organisation(fresh, by=user, **form.cleaned_data)
        if not form.errors:
            messages.success(request, _("Saved."))
            return redirect("directory:organisation", uid)
    context = {"form": form, "organisation": found}
    return render(request, "directory/organisations/edit.html", context)


@login_required
def request_verification(request: HttpRequest, uid: str) -> HttpResponse:
    found, user = managed_organisation(request, uid), signed_in_user(request)
    if not rules.may_manage_members(user, found):
        raise PermissionDenied
    form = VerificationRequestForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["document"]
        with errors_into(form, "document"):
            services.ask_with_licence(found, file.read(), file.name, by=user)
        if not form.errors:
            messages.success(request, _("Sent to the office. You get a letter with its decision."))
            return redirect("directory:organisation", uid)
    context = {"form": form, "organisation": found}
    return render(request, "directory/organisations/request_verification.html", context)


@login_required
@require_POST
def remove_member(request: HttpRequest, uid: str) -> HttpResponse:
    membership = managed_membership(request, uid)
    with told(request, _("Removed.")):
        services.remove_member(membership, by=signed_in_user(request))
    if membership.user_id == request.user.pk:
        return redirect("directory:my_organisations")
    return redirect("directory:organisation", membership.organisation.uid)


@login_required
@require_POST
def change_role(request: HttpRequest, uid: str, role: str) -> HttpResponse:
    membership = managed_membership(request, uid)
    if role in Membership.Role.values:
        with told(request, _("The role is changed.")):
            services.set_member_role(membership, role, by=signed_in_user(request))
    return redirect("directory:organisation", membership.organisation.uid)


@login_required
def invitation(request: HttpRequest, uid: str) -> HttpResponse:
    """For the holder of the invited address only; others learn nothing."""
    user = signed_in_user(request)
    found = get_object_or_404(queries.invitations_to(user.email), uid=uid)
    if request.method == "POST":
        with told(request, _("You are a member now.")):
            services.accept_invitation(found, user=user)
        return redirect("directory:organisation", found.organisation.uid)
    return render(request, "directory/organisations/invitation.html", {"invitation": found})
