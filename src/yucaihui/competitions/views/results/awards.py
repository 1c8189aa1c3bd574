"""Awards: defined and paid by the office, accepted by the captain; one page for both."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yucaihui.casework.queries import journal_of, state_of
from yucaihui.competitions.forms.calls import NoteForm
from yucaihui.competitions.forms.results import AwardForm, PayeeForm, PrizeForm
from yucaihui.competitions.models import Award, AwardDefinition, Edition, LandingCase, Track
from yucaihui.competitions.process import AWARD, OFFICE, REVOCATIONS
from yucaihui.competitions.queries.award_documents import documents_of
from yucaihui.competitions.queries.rankings import (
    award_definitions,
    awards_visible_to,
    roles_at,
)
from yucaihui.competitions.queries.readers import reader_of
from yucaihui.competitions.result_tables import AwardTable
from yucaihui.competitions.services import awards as verbs
from yucaihui.competitions.services import prizes
from yucaihui.competitions.views.parts import errors_into, for_office, status_of, told, version_of
from yucaihui.competitions.views.results.appeals import step_page
from yucaihui.core.accounts.rules import signed_in_user
from yucaihui.promises.queries import clocks

# The way of an award as its page draws it.
STEPS = ("proposed", "final", "accepted", "documents_ok", "ordered", "received")


@for_office
def award_list(request: HttpRequest, uid: str) -> HttpResponse:
    """What an edition gives, and to whom it was given."""
    edition = get_object_or_404(Edition.objects.select_related("competition"), uid=uid)
    given = awards_visible_to(reader_of(request.user)).filter(definition__track__edition=edition)
    context = {
        "edition": edition,
        "tracks": edition.tracks.order_by("order", "pk"),
        "definitions": award_definitions(edition).order_by("track__order", "order", "pk"),
        "table": AwardTable(given, request),
    }
    return render(request, "competitions/results/awards.html", context)


@for_office
def new(request: HttpRequest, uid: str) -> HttpResponse:
    track = get_object_or_404(Track.objects.select_related("edition"), uid=uid)

    def save(values: dict[str, Any]) -> None:
        verbs.define_award(track, by=request.user, **values)

    return award_form(request, track, AwardDefinition(track=track), save)


@for_office
def edit(request: HttpRequest, uid: str) -> HttpResponse:
    rows = AwardDefinition.objects.select_related("track__edition")
    definition = get_object_or_404(rows, uid=uid)
    kept = rows.get(pk=definition.pk)

    def save(values: dict[str, Any]) -> None:
        verbs.change_award(kept, by=request.user, **values)

    return award_form(request, definition.track, definition, save)


def award_form(
    request: HttpRequest,
    track: Track,
    definition: AwardDefinition,
    save: Callable[[dict[str, Any]], None],
) -> HttpResponse:
    posted = request.POST if request.method == "POST" else None
    form = AwardForm(posted, instance=definition)
    if request.method == "POST" and form.is_valid():
        with errors_into(form):
            save(form.cleaned_data)
            messages.success(request, _("Your changes are saved."))
            return redirect("competitions:awards", track.edition.uid)
    context = {"track": track, "edition": track.edition, "definition": definition, "form": form}
    return render(request, "competitions/results/award_form.html", context, status=status_of(form))


def found(request: HttpRequest, uid: str) -> tuple[Award, frozenset[str]]:
    reader = reader_of(request.user)
    row = get_object_or_404(awards_visible_to(reader), case__uid=uid)
    return row, roles_at(reader, row.entry_id)


@login_required
def award(request: HttpRequest, uid: str) -> HttpResponse:
    """From the proposal to the received prize, with what the reader may do next."""
    row, roles = found(request, uid)
    state = state_of(row.case)
    promise = prizes.open_promise(row)
    leads, asked = prizes.is_captain(row, request.user), documents_of(row)
    context = {
        "asked": asked,
        "documents": asked if leads or OFFICE in roles else (),
        "complete": all(one.is_accepted for one in asked),
        "award": row,
        "entry": row.entry,
        "edition": row.entry.track.edition,
        "state": state,
        "inside": OFFICE in roles,
        "leads": leads,
        "steps": [str(AWARD.state(name).label) for name in STEPS],
        "current": STEPS.index(state.name) + 1 if state.name in STEPS else 0,
        "revocable": AWARD.move_named(state.name, "revoke") is not None,
        "clock": clocks([promise], timezone.localdate())[0] if promise else None,
        "landing": LandingCase.objects.filter(entry=row.entry).select_related("case").first(),
        "lines": journal_of(row.case, inside=OFFICE in roles),
    }
    return render(request, "competitions/results/award.html", context)


def payees_of(row: Award) -> dict[str, Any]:
    """By uid: the members of the team, and the entry's organisation."""
    people = {one.person.uid: one.person for one in prizes.members_of(row) if one.person}
    organisation = row.entry.organisation
    return {**people, **({organisation.uid: organisation} if organisation else {})}


def led(request: HttpRequest, uid: str) -> Award:
    """An award whose captain the user is; 404 for others."""
    row, _roles = found(request, uid)
    if not prizes.is_captain(row, request.user):
        raise Http404
    return row


@login_required
def accept(request: HttpRequest, uid: str) -> HttpResponse:
    row = led(request, uid)
    payees = payees_of(row)
    form = PayeeForm(request.POST if request.method == "POST" else None, payees=payees)
    if request.method == "POST" and form.is_valid():
        payee = payees[form.cleaned_data["payee"]]
        with errors_into(form):
            prizes.accept_award(
                row, by=signed_in_user(request), payee=payee,
                is_person=payee != row.entry.organisation,
            )  # fmt: skip
            messages.success(request, _("Accepted. The page says what is needed for the payment."))
            return redirect("competitions:award", uid)
    return step_page(request, row, form, _("Accept the award"), "competitions:award")


@login_required
@require_POST
def decline(request: HttpRequest, uid: str) -> HttpResponse:
    row = led(request, uid)
    with told(request, _("You declined the award.")):
        prizes.decline_award(row, by=signed_in_user(request))
    return redirect("competitions:award", uid)


@for_office
@require_POST
def check_documents(request: HttpRequest, uid: str) -> HttpResponse:
    row, _roles = found(request, uid)
    with told(request, _("Recorded: the documents are complete.")):
        prizes.check_documents(row, by=signed_in_user(request), version=version_of(request))
    return redirect("competitions:award", uid)


@for_office
def order(request: HttpRequest, uid: str) -> HttpResponse:
    """The payment order of a prize; another officer approves it in the ledger."""
    row, _roles = found(request, uid)
    form = PrizeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        budget = form.budgets[values.pop("budget")]
        with errors_into(form):
            prizes.order_prize(row, budget, by=signed_in_user(request), **values)
            messages.success(request, _("Ordered. A colleague approves it in the ledger."))
            return redirect("competitions:award", uid)
    return step_page(request, row, form, _("Order the payment"), "competitions:award")


@for_office
def revoke(request: HttpRequest, uid: str) -> HttpResponse:
    row, _roles = found(request, uid)
    form = NoteForm(request.POST if request.method == "POST" else None, reasons=REVOCATIONS)
    if request.method == "POST" and form.is_valid():
        with errors_into(form):
            verbs.revoke_award(
                row, by=signed_in_user(request), version=version_of(request), **form.cleaned_data
            )
            messages.success(request, _("Revoked."))
            return redirect("competitions:award", uid)
    return step_page(request, row, form, _("Revoke the award"), "competitions:award")
