"""Landings: followed by the office, read by the team."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yucaihui.casework.queries import journal_of, moves_open_to, state_of
from yucaihui.competitions.forms.results import LandingStepForm, MilestoneForm, OwnerForm
from yucaihui.competitions.models import Award, LandingCase, Milestone
from yucaihui.competitions.process import LANDING, OFFICE
from yucaihui.competitions.queries.rankings import landings, roles_at, with_award_parts
from yucaihui.competitions.queries.readers import reader_of
from yucaihui.competitions.result_tables import LandingTable
from yucaihui.competitions.services import landings as verbs
from yucaihui.competitions.views.parts import errors_into, for_office, told, version_of
from yucaihui.competitions.views.results.appeals import step_page
from yucaihui.core.accounts.rules import signed_in_user
from yucaihui.core.calendar.queries import working_days_to_each

STEPS = ("opened", "matched", "agreed", "registered", "completed")


@for_office
def landing_list(request: HttpRequest) -> HttpResponse:
    table = LandingTable(landings(reader_of(request.user)), request)
    return render(request, "competitions/results/landings.html", {"table": table})


def found(request: HttpRequest, uid: str) -> tuple[LandingCase, frozenset[str]]:
    reader = reader_of(request.user)
    row = get_object_or_404(landings(reader), case__uid=uid)
    return row, roles_at(reader, row.entry_id)


@login_required
def landing(request: HttpRequest, uid: str) -> HttpResponse:
    """Who follows the project, how far it is, and by when what is to be reached."""
    row, roles = found(request, uid)
    state, today = state_of(row.case), timezone.localdate()
    milestones = list(row.milestones.all())
    left = working_days_to_each(today, {one.due_on for one in milestones})
    inside = OFFICE in roles
    context = {
        "landing": row,
        "entry": row.entry,
        "state": state,
        "inside": inside,
        "steps": [str(LANDING.state(name).label) for name in STEPS],
        "current": STEPS.index(state.name) + 1 if state.name in STEPS else 0,
        "milestones": [(one, left[one.due_on]) for one in milestones],
        "open": state.name not in LANDING.closed,
        "moves": moves_open_to(row.case, {OFFICE}) if inside else (),
        "lines": journal_of(row.case, inside=inside),
    }
    return render(request, "competitions/results/landing.html", context)


@for_office
def new(request: HttpRequest, uid: str) -> HttpResponse:
    """From an award: who follows the project from now on."""
    award: Award = get_object_or_404(with_award_parts(), case__uid=uid)
    form = OwnerForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with errors_into(form):
            owner = form.owners[form.cleaned_data["owner"]]
            made = verbs.open_landing(award.entry, owner, by=signed_in_user(request))
            messages.success(request, _("Opened; the team is told."))
            return redirect("competitions:landing", made.uid)
    return step_page(request, award, form, _("Follow the landing"), "competitions:award")


@for_office
def move(request: HttpRequest, uid: str, name: str) -> HttpResponse:
    row, roles = found(request, uid)
    step = next((one for one in moves_open_to(row.case, roles) if one.name == name), None)
    if step is None:
        raise Http404
    posted = request.POST if request.method == "POST" else None
    form = LandingStepForm(posted, reasons=step.reasons, district=name == "match")
    if request.method == "POST" and form.is_valid():
        with errors_into(form):
            verbs.move_landing(
                row, name, by=signed_in_user(request), version=version_of(request),
                **form.cleaned_data,
            )  # fmt: skip
            return redirect("competitions:landing", uid)
    return step_page(request, row, form, step.label, "competitions:landing")


@for_office
def add_milestone(request: HttpRequest, uid: str) -> HttpResponse:
    row, _roles = found(request, uid)
    form = MilestoneForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with errors_into(form):
            verbs.add_milestone(row, by=signed_in_user(request), **form.cleaned_data)
            return redirect("competitions:landing", uid)
    return step_page(request, row, form, _("Add a milestone"), "competitions:landing")


@for_office
@require_POST
def reach(request: HttpRequest, uid: str) -> HttpResponse:
    rows = Milestone.objects.select_related("landing__case")
    milestone = get_object_or_404(rows, uid=uid)
    with told(request, _("Recorded as reached today.")):
        verbs.reach_milestone(milestone, by=signed_in_user(request))
    return redirect("competitions:landing", milestone.landing.uid)
