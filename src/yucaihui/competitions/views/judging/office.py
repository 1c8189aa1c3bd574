"""The office's pages of judging: judges and panels, conflicts to decide, how far scoring is."""

from itertools import groupby
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from yucaihui.competitions.forms.judging import (
    ConflictForm,
    DecisionForm,
    JudgeForm,
    ReasonForm,
    SeatForm,
)
from yucaihui.competitions.forms.judging_lists import JudgeTable, MissingTable
from yucaihui.competitions.models import (
    Assignment,
    Conflict,
    Edition,
    Entry,
    Judge,
    ScoreSheet,
    Stage,
)
from yucaihui.competitions.queries.calls import stages_in
from yucaihui.competitions.queries.conflicts import conflicts_in
from yucaihui.competitions.queries.judges import judges_of
from yucaihui.competitions.queries.progress import entries_short, judges_in, progress_of
from yucaihui.competitions.services import conflicts, judges, scoring, seats
from yucaihui.competitions.views.parts import errors_into, for_office, status_of, told
from yucaihui.core.jobs.models import OPEN, Job
from yucaihui.directory.errors import Refused
from yucaihui.directory.queries import organisation_named
from yucaihui.ui.navigation import Link

PER_PAGE = 50


def edition_of(uid: str) -> Edition:
    return get_object_or_404(Edition.objects.select_related("competition"), uid=uid)


def judge_of(uid: str) -> Judge:
    rows = Judge.objects.select_related("edition", "person__user", "organisation")
    return get_object_or_404(rows, uid=uid)


def stage_of(uid: str) -> Stage:
    return get_object_or_404(Stage.objects.select_related("track__edition"), uid=uid)


@for_office
def judge_list(request: HttpRequest, uid: str) -> HttpResponse:
    edition = edition_of(uid)
    context = {
        "edition": edition,
        "table": JudgeTable(judges_of(edition), request),
        "stages": stages_in(edition),
    }
    return render(request, "competitions/judging/judges.html", context)


@for_office
def invite(request: HttpRequest, uid: str) -> HttpResponse:
    edition = edition_of(uid)
    form = JudgeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = {**form.cleaned_data}
        name = data.pop("organisation")
        organisation = organisation_named(name) if name else None
        if name and organisation is None:
            form.add_error(
                "organisation", _("No organisation of this name is registered: leave it empty.")
            )
        else:
            with errors_into(form):
                judge = judges.invite_judge(
                    edition, data.pop("email"), by=request.user, organisation=organisation, **data
                )
                return redirect("competitions:judge", judge.uid)
    context = {"edition": edition, "form": form}
    return render(
        request, "competitions/judging/invite.html", context, status=status_of(form)
    )  # fmt: skip


@for_office
def judge(request: HttpRequest, uid: str) -> HttpResponse:
    """One judge: seats with their loads, ties and conflicts, what was assigned."""
    found = judge_of(uid)
    form = SeatForm(request.POST or None, edition=found.edition)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        track = get_object_or_404(found.edition.tracks, uid=data["track"])
        with errors_into(form):
            judges.seat_judge(
                found, track, by=request.user, min_load=data["min_load"], max_load=data["max_load"]
            )
            return redirect("competitions:judge", found.uid)
    context = {
        "judge": found,
        "edition": found.edition,
        "form": form,
        "panels": found.panels.select_related("track").order_by("track__order"),
        "ties": found.ties.order_by("-pk"),
        "conflicts": found.conflicts.select_related("entry").order_by("-strength", "pk")[:PER_PAGE],
        "stages": seats_by_stage(found),
    }
    return render(
        request, "competitions/judging/judge.html", context, status=status_of(form)
    )  # fmt: skip


def seats_by_stage(judge: Judge) -> list[tuple[Stage, list[Any], bool]]:
    """A judge's seats with their submitted sheets, and whether one still waits, by stage."""
    sheets = ScoreSheet.objects.filter(state=ScoreSheet.State.SUBMITTED)
    rows = judge.assignments.select_related("entry", "stage__track").prefetch_related(
        Prefetch("sheets", sheets, to_attr="submitted")
    )
    ordered = rows.order_by("stage__track__order", "stage__number", "entry__code")[:500]
    stages: list[tuple[Stage, list[Any]]] = [
        (stage, list(group)) for stage, group in groupby(ordered, lambda row: row.stage)
    ]
    return [(stage, seats, any(map(waits, seats))) for stage, seats in stages]


def waits(assignment: Assignment) -> bool:
    return assignment.state == Assignment.State.PUBLISHED


@for_office
@require_POST
def act_on_judge(request: HttpRequest, uid: str) -> HttpResponse:
    """Invite again, release, or take off a panel."""
    found = judge_of(uid)
    act = request.POST.get("act")
    if act == "invite":
        with told(request, _("The letter is sent again.")):
            judges.invite_again(found, by=request.user)
    elif act == "release":
        with told(request, _("Released. What was not submitted has lapsed.")):
            judges.release_judge(found, request.POST.get("reason", ""), by=request.user)
    elif act == "unseat":
        track = get_object_or_404(found.edition.tracks, uid=request.POST.get("track", ""))
        with told(request, _("Taken off the panel.")):
            judges.unseat_judge(found, track, by=request.user)
    return redirect("competitions:judge", found.uid)


@for_office
def conflict_list(request: HttpRequest, uid: str) -> HttpResponse:
    """Conflicts by state, the strongest first; those to decide can be ticked together."""
    edition = edition_of(uid)
    state = request.GET.get("state", "potential")
    rows = conflicts_in(edition).filter(state=state)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    jobs = Job.objects.filter(task=conflicts.TASK, arguments={"edition": edition.uid})
    context = {
        "edition": edition,
        "page": page,
        "query": request.GET,
        "state": state,
        "states": [
            Link(label, f"?state={value}", value == state)
            for value, label in Conflict.State.choices
        ],
        "form": DecisionForm(),
        "job": jobs.filter(state__in=OPEN).first(),
    }
    return render(request, "competitions/judging/conflicts.html", context)


@for_office
@require_POST
def decide(request: HttpRequest, uid: str) -> HttpResponse:
    edition = edition_of(uid)
    rows = Conflict.objects.filter(judge__edition=edition, uid__in=request.POST.getlist("conflict"))
    count = rows.count()
    done = ngettext("%(n)d conflict decided.", "%(n)d conflicts decided.", count) % {"n": count}
    with told(request, done):
        conflicts.decide_conflicts(
            rows, request.POST.get("state", ""), by=request.user, note=request.POST.get("note", "")
        )
    return redirect("competitions:conflicts", edition.uid)


@for_office
def enter(request: HttpRequest, uid: str) -> HttpResponse:
    """A conflict that the office knows of."""
    edition = edition_of(uid)
    form = ConflictForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with errors_into(form):
            judge, entry = named_pair(edition, form.cleaned_data)
            conflicts.enter_conflict(judge, entry, form.cleaned_data["note"], by=request.user)
            messages.success(request, _("Entered: the judge is kept from this entry."))
            return redirect(f"{reverse('competitions:conflicts', args=[uid])}?state=confirmed")
    context = {"edition": edition, "form": form}
    return render(
        request, "competitions/judging/enter_conflict.html", context, status=status_of(form)
    )


def named_pair(edition: Edition, codes: dict[str, str]) -> tuple[Judge, Entry]:
    judge = edition.judges.filter(code=codes["judge"].strip().upper()).first()
    entries = Entry.objects.filter(track__edition=edition).select_related("track")
    entry = entries.filter(code=codes["entry"].strip().upper()).first()
    if entry is None:
        raise Refused(_("No entry of this edition has this code."), "entry")
    if judge is None:
        raise Refused(_("No judge of this edition has this code."), "judge")
    return judge, entry


@for_office
@require_POST
def find(request: HttpRequest, uid: str) -> HttpResponse:
    edition = edition_of(uid)
    with told(request, _("The search runs. Its findings appear here.")):
        conflicts.ask_to_find(edition, by=request.user)
    return redirect("competitions:conflicts", edition.uid)


@for_office
def progress(request: HttpRequest, uid: str) -> HttpResponse:
    """Who is missing in a stage. No points are shown here."""
    stage = stage_of(uid)
    context = {
        "stage": stage,
        "edition": stage.track.edition,
        "seen": progress_of(stage),
        "table": MissingTable(judges_in(stage), request),
        "short": entries_short(stage)[:PER_PAGE],
        "labels": dict(Assignment.State.choices),
    }
    return render(request, "competitions/judging/progress.html", context)


@for_office
@require_POST
def act_on_stage(request: HttpRequest, uid: str) -> HttpResponse:
    """Open or close judging, or wait no longer for a judge."""
    stage = stage_of(uid)
    act = request.POST.get("act")
    if act == "open":
        with told(request, _("Judging is open.")):
            seats.open_judging(stage, by=request.user)
    elif act == "close":
        with told(request, _("Judging is closed. What was not submitted has lapsed.")):
            seats.close_judging(stage, by=request.user)
    elif act == "lapse":
        rows = stage.assignments.filter(judge__uid=request.POST.get("judge", ""))
        with told(request, _("Their seats are free. A new plan fills them.")):
            seats.lapse_assignments(rows, "waited_no_longer", by=request.user)
    return redirect("competitions:judging_progress", stage.uid)


@for_office
def reopen(request: HttpRequest, uid: str) -> HttpResponse:
    """Open a submitted sheet again, with a reason."""
    rows = ScoreSheet.objects.select_related(
        "assignment__entry", "assignment__judge__person", "assignment__judge__edition"
    )
    sheet: Any = get_object_or_404(rows, uid=uid)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with errors_into(form):
            scoring.reopen_sheet(sheet, form.cleaned_data["reason"], by=request.user)
            return redirect("competitions:judging_progress", sheet.assignment.stage.uid)
    context = {"sheet": sheet, "edition": sheet.assignment.judge.edition, "form": form}
    return render(
        request, "competitions/judging/reopen.html", context, status=status_of(form)
    )  # fmt: skip
