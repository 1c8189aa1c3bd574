"""The team's pages, and the page that an invitation leads to."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from yucaihui.competitions.forms.entries import InviteForm
from yucaihui.competitions.forms.screening import HandOverForm
from yucaihui.competitions.models import Entry, TeamMember
from yucaihui.competitions.queries.entry_sheets import sheet_of
from yucaihui.competitions.queries.teams import accepted_members, captain_of, invitations_to
from yucaihui.competitions.services import entries, teams
from yucaihui.competitions.services.versions import name_of
from yucaihui.competitions.views.entry_parts import (
    base_of,
    context_of,
    is_fixed,
    leads,
    mine,
    posted,
    roles_of,
)
from yucaihui.competitions.views.parts import errors_into, status_of, told
from yucaihui.core.accounts.rules import signed_in_user


@login_required
def team(request: HttpRequest, uid: str) -> HttpResponse:
    """Who is in, who was invited, who stands behind the newest version; the captain invites."""
    entry, place = mine(request, uid)
    form = InviteForm(posted(request))
    if request.method == "POST" and form.is_valid():
        with errors_into(form):
            teams.invite(entry, form.cleaned_data["email"], by=signed_in_user(request))
        if not form.errors:
            messages.success(request, _("The invitation is on its way."))
            return redirect("competitions:team", entry.uid)
    sheet, fixed = sheet_of(entry, roles_of(place), inside=False), is_fixed(entry)
    context = context_of(entry, place, form=form, sheet=sheet, fixed=fixed, unfixed=not fixed)
    return render(request, "competitions/entries/team.html", context, status=status_of(form))


@login_required
@require_POST
def confirm(request: HttpRequest, uid: str) -> HttpResponse:
    entry, _place = mine(request, uid)
    with told(request, _("You stand behind this version.")):
        teams.confirm(entry, by=signed_in_user(request), version=base_of(request) or 0)
    return redirect("competitions:my_entry", entry.uid)


@login_required
@require_POST
def ask(request: HttpRequest, uid: str) -> HttpResponse:
    entry, _place = mine(request, uid)
    sent = teams.ask_to_confirm(entry, by=signed_in_user(request))
    words = ngettext("%(n)d letter went out.", "%(n)d letters went out.", sent) % {"n": sent}
    messages.success(request, words if sent else _("Everybody was asked about it already."))
    return redirect("competitions:team", entry.uid)


@login_required
@require_POST
def leave(request: HttpRequest, uid: str) -> HttpResponse:
    entry, _place = mine(request, uid)
    with told(request, _("You have left the team.")):
        teams.leave(entry, by=signed_in_user(request))
    return redirect("competitions:my_entries")


@login_required
@require_POST
def remove(request: HttpRequest, uid: str, member: str) -> HttpResponse:
    entry, _place = mine(request, uid)
    row = get_object_or_404(TeamMember, uid=member, entry=entry)
    with told(request, _("They are not in the team any more.")):
        teams.remove(row, by=signed_in_user(request))
    return redirect("competitions:team", entry.uid)


@login_required
def hand_over(request: HttpRequest, uid: str) -> HttpResponse:
    entry, place = mine(request, uid)
    if not leads(place):
        raise PermissionDenied
    form = hand_over_form(request, entry)
    if request.method == "POST" and form.is_valid():
        handed_over(request, entry, form)
        if not form.errors:
            return redirect("competitions:my_entry", entry.uid)
    context = context_of(entry, place, form=form)
    return render(request, "competitions/entries/hand_over.html", context, status=status_of(form))


def hand_over_form(request: HttpRequest, entry: Entry) -> HandOverForm:
    others = [one for one in accepted_members(entry) if not leads(one)]
    members = [(one.uid, name_of(one)) for one in others]
    return HandOverForm(posted(request), members=members)


def handed_over(request: HttpRequest, entry: Entry, form: HandOverForm) -> None:
    member = TeamMember.objects.get(entry=entry, uid=form.cleaned_data["member"])
    with errors_into(form):
        entries.hand_over(entry, member, by=signed_in_user(request), note=form.cleaned_data["note"])
        messages.success(request, _("The entry has a new captain."))


def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """What one is invited to. Whoever came by the letter's link joins with the account they are
    signed in to; declining needs none."""
    found = teams.invitation_with(token)
    if found is None:
        raise Http404
    if request.method == "POST":
        return answered(request, found, by_link=True)
    captain = captain_of(found.entry)
    context = {"invitation": found, "entry": found.entry, "captain": captain, "form": forms.Form()}
    return render(request, "competitions/entries/invitation.html", context)


@login_required
@require_POST
def answer(request: HttpRequest, uid: str) -> HttpResponse:
    """The same for the account of the invited address, off its own list."""
    found = get_object_or_404(invitations_to(signed_in_user(request)), uid=uid)
    return answered(request, found, by_link=False)


def answered(request: HttpRequest, found: TeamMember, *, by_link: bool) -> HttpResponse:
    user: Any = request.user
    if request.POST.get("answer") == "decline":
        with told(request, _("The invitation is declined.")):
            teams.decline(found, user=user if user.is_authenticated else None, by_link=by_link)
        return redirect("competitions:my_entries" if user.is_authenticated else "portal:home")
    person = signed_in_user(request)
    with told(request, _("You are in the team now.")):
        teams.accept(found, user=person, by_link=by_link)
        return redirect("competitions:my_entry", found.entry.uid)
    return redirect("competitions:my_entries")
