"""The office's pages of roadshows: planning, and the desk from which one is run."""

from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yucaihui.competitions.forms.roadshows import EntriesForm, RoadshowForm
from yucaihui.competitions.models import Entry, Roadshow, Slot, Stage
from yucaihui.competitions.queries.plan_ground import judged_entries
from yucaihui.competitions.queries.roadshows import (
    current_slot,
    next_slot,
    panel_at,
    roadshows,
    roadshows_in,
    slots_of,
    team_names,
)
from yucaihui.competitions.rules.draw import commitment_of
from yucaihui.competitions.rules.roadshows import minutes_of, moves_from
from yucaihui.competitions.rules.visibility import gallery_is_open
from yucaihui.competitions.services.roadshow_running import move_slot, reveal, take_step
from yucaihui.competitions.services.roadshows import (
    change_roadshow,
    choose_entries,
    plan_roadshow,
)
from yucaihui.competitions.services.score_sheet_pdf import score_sheets_pdf
from yucaihui.competitions.views.parts import errors_into, for_office, status_of, told
from yucaihui.directory.errors import Refused

FORM = "competitions/roadshows/form.html"


def stage_of(uid: str) -> Stage:
    return get_object_or_404(Stage.objects.select_related("track__edition"), uid=uid)


def roadshow_of(uid: str) -> Roadshow:
    return get_object_or_404(roadshows(), uid=uid)


def slot_of(uid: str) -> Slot:
    rows = Slot.objects.select_related("roadshow__stage__track__edition", "entry")
    return get_object_or_404(rows, uid=uid)


@for_office
def stage_roadshows(request: HttpRequest, uid: str) -> HttpResponse:
    stage = stage_of(uid)
    context = {"stage": stage, "roadshows": roadshows_in(stage), "edition": stage.track.edition}
    return render(request, "competitions/roadshows/list.html", context)


@for_office
def new(request: HttpRequest, uid: str) -> HttpResponse:
    stage = stage_of(uid)
    form = RoadshowForm(request.POST or None, stage=stage)
    if form.is_valid():
        with errors_into(form):
            made = plan_roadshow(stage, by=request.user, **form.cleaned_data)
            return redirect("competitions:roadshow_desk", made.uid)
    context = {"stage": stage, "form": form, "title": _("New roadshow")}
    return render(request, FORM, context, status=status_of(form))


@for_office
def edit(request: HttpRequest, uid: str) -> HttpResponse:
    found = roadshow_of(uid)
    form = RoadshowForm(request.POST or None, instance=found, stage=found.stage)
    if form.is_valid():
        with errors_into(form):
            change_roadshow(found, by=request.user, **form.cleaned_data)
            return redirect("competitions:roadshow_desk", found.uid)
    context = {
        "stage": found.stage,
        "roadshow": found,
        "form": form,
        "title": _("Change the roadshow"),
    }
    return render(request, FORM, context, status=status_of(form))


@for_office
def entries(request: HttpRequest, uid: str) -> HttpResponse:
    """Which entries of the stage present in this one."""
    found = roadshow_of(uid)
    held = Entry.objects.filter(slots__roadshow=found)
    form = EntriesForm(
        request.POST or None, choices=choices_for(found), initial={"entries": list(held)}
    )
    if form.is_valid():
        with errors_into(form):
            choose_entries(found, form.cleaned_data["entries"], by=request.user)
            return redirect("competitions:roadshow_desk", found.uid)
    context = {"stage": found.stage, "roadshow": found, "form": form, "title": _("Choose entries")}
    return render(request, FORM, context, status=status_of(form))


def choices_for(roadshow: Roadshow) -> Any:
    """The stage's entries that present here or nowhere yet."""
    stage = roadshow.stage
    elsewhere = Slot.objects.filter(roadshow__stage=stage).exclude(roadshow=roadshow)
    rows = judged_entries([stage]).exclude(pk__in=elsewhere.values("entry"))
    return rows.filter(Q(stage=stage)).select_related("submitted")


@for_office
def desk(request: HttpRequest, uid: str) -> HttpResponse:
    """What is on, its clock, who has scored and who is missing, what comes next."""
    found = roadshow_of(uid)
    current = current_slot(found)
    context: dict[str, Any] = {
        "roadshow": found,
        "stage": found.stage,
        "slots": slots_of(found),
        "judges": found.panel.select_related("person").order_by("code"),
        "current": current,
        "next": next_slot(found),
        "commitment": commitment_of(found.seed) if found.seed else "",
        "gallery_open": gallery_is_open(found.stage.track.edition, timezone.now()),
        "now": timezone.now(),
    }
    if current is not None:
        seats = panel_at(current)
        context |= {
            "minutes": minutes_of(found, current.state),
            "moves": moves_from(current.state),
            "seats": seats,
            "scored": sum(seat.state == "submitted" for seat in seats),
            "missing": sum(seat.state == "published" for seat in seats),
            "team": team_names(current),
        }
    return render(request, "competitions/roadshows/desk.html", context)


@for_office
@require_POST
def step(request: HttpRequest, uid: str) -> HttpResponse:
    found = roadshow_of(uid)
    with told(request, _("Done.")):
        take_step(found, request.POST.get("step", ""), by=request.user)
    return redirect("competitions:roadshow_desk", found.uid)


@for_office
@require_POST
def act(request: HttpRequest, uid: str) -> HttpResponse:
    """Move an entry on, or show its result."""
    slot, posted = slot_of(uid), request.POST
    name = posted.get("move", "")
    with told(request, said(name)):
        if name == "reveal":
            reveal(slot, by=request.user)
        else:
            move_slot(
                slot,
                name,
                by=request.user,
                seen=posted.get("seen", ""),
                without_missing="without_missing" in posted,
            )
    return redirect("competitions:roadshow_desk", slot.roadshow.uid)


def said(move: str) -> str:
    return _("The result is on the screen.") if move == "reveal" else _("Done.")


@for_office
def sheets(request: HttpRequest, uid: str) -> HttpResponse:
    """The submitted score sheets of an entry, to be signed."""
    slot = slot_of(uid)
    try:
        data = score_sheets_pdf(slot, by=request.user)
    except Refused as refused:
        context = {"roadshow": slot.roadshow, "stage": slot.roadshow.stage, "why": str(refused)}
        return render(request, "competitions/roadshows/no_sheets.html", context, status=409)
    headers = {
        "Content-Disposition": f'inline; filename="{slot.entry.code}.pdf"',
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-store",
    }
    return HttpResponse(data, content_type="application/pdf", headers=headers)
