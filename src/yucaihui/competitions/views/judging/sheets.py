"""One entry before its judge: what they may read of it, and their own sheet."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yucaihui.competitions.definitions import Rubric
from yucaihui.competitions.forms.judging import StepBackForm
from yucaihui.competitions.models import Assignment, ScoreSheet
from yucaihui.competitions.queries.judging import (
    own_assignments,
    reviews_of,
    seen_entry,
    stage_entries,
)
from yucaihui.competitions.queries.readers import reader_of, sight_at
from yucaihui.competitions.rules.judging import takes_scores
from yucaihui.competitions.rules.points import NotPoints, read_points, write_points
from yucaihui.competitions.services import scoring, seats
from yucaihui.competitions.services.neutral_files import neutral_file
from yucaihui.competitions.views.judging.seats import own_stage
from yucaihui.competitions.views.parts import errors_into, status_of
from yucaihui.core.accounts.rules import signed_in_user
from yucaihui.directory.errors import Refused


def own_assignment(request: HttpRequest, uid: str) -> Assignment:
    """404 for what was never the reader's, has ended, or is in conflict."""
    rows = own_assignments(reader_of(signed_in_user(request)))
    return get_object_or_404(rows, uid=uid)


def seen(request: HttpRequest, row: Assignment) -> tuple[Any, Any]:
    sight = sight_at(reader_of(signed_in_user(request)), row.stage, row.entry)
    if not sight.entry:
        raise Http404
    return sight, seen_entry(sight, row.entry, row.version)


@login_required
def entry(request: HttpRequest, uid: str) -> HttpResponse:
    row = own_assignment(request, uid)
    return page(request, row)


def page(request: HttpRequest, row: Assignment, **told: Any) -> HttpResponse:
    sight, shown = seen(request, row)
    sheet = scoring.live_sheet(row)
    context = {
        "assignment": row,
        "entry": shown,
        "sheet": sheet,
        "open": takes_scores(row.stage, timezone.now(), reopened=bool(sheet and sheet.reason)),
        "lines": lines_of(row, sheet, told.get("given")),
        "comment": told["given"].get("comment", "") if "given" in told else whole_comment(sheet),
        "reviews": reviews_of(sight, row.stage, row.entry, row.judge),
        **told,
    }
    status = 422 if told.get("faults") else 200
    return render(request, "competitions/judging/entry.html", context, status=status)


def whole_comment(sheet: ScoreSheet | None) -> str:
    return sheet.comment if sheet else ""


def lines_of(row: Assignment, sheet: ScoreSheet | None, given: Any) -> list[dict[str, Any]]:
    """One line of the form for each criterion, as saved or as just written. The sheet itself is
    made by the first save."""
    marks = scoring.marks_of(sheet) if sheet else scoring.Marks()
    lines = []
    for criterion in scoring.rubric_for(row, sheet).criteria:
        code = criterion.code
        points, comment = write_points(marks.points.get(code)), marks.comments.get(code, "")
        if given is not None:
            points = given.get(f"points_{code}", points)
            comment = given.get(f"comment_{code}", comment)
        lines.append({"criterion": criterion, "points": points, "comment": comment})
    return lines


@login_required
@require_POST
def save(request: HttpRequest, uid: str) -> HttpResponse:
    """Keep what is written; with `act=submit` hand it in. A script asks for the state alone."""
    row, user = own_assignment(request, uid), signed_in_user(request)
    faults: dict[str, str] = {}
    submits = request.POST.get("act") == "submit"
    sheet = None
    try:
        sheet = scoring.open_sheet(row, by=user)
        marks = read_marks(scoring.rubric_of(sheet), request.POST, faults)
        if not faults:
            sheet = scoring.save_sheet(sheet, marks, revision=revision_of(request), by=user)
            if submits:
                scoring.submit_sheet(sheet, revision=sheet.revision, by=user)
    except Refused as refused:
        faults[refused.field] = str(refused)
    if request.headers.get("HX-Request") and not submits:
        return state(request, row, sheet, faults)
    if faults:
        return page(request, row, faults=faults, given=request.POST)
    if not submits:
        messages.success(request, _("Saved. It counts once you submit."))
        return redirect("competitions:assignment", row.uid)
    messages.success(request, _("Submitted. Thank you."))
    slot = scoring.turn_of(row)
    if slot is not None:
        return redirect("competitions:roadshow_phone", slot.roadshow.uid)
    return redirect("competitions:judge_seat", row.judge.uid)


def state(
    request: HttpRequest, row: Assignment, sheet: ScoreSheet | None, faults: dict[str, str]
) -> HttpResponse:
    context = {"assignment": row, "sheet": sheet, "faults": faults, "now": timezone.now()}
    return render(request, "competitions/judging/saved.html", context,
                  status=422 if faults else 200)  # fmt: skip


def revision_of(request: HttpRequest) -> int:
    value = request.POST.get("revision", "")
    return int(value) if value.isdecimal() and len(value) < 10 else -1


def read_marks(rubric: Rubric, given: Any, faults: dict[str, str]) -> scoring.Marks:
    points: dict[str, int | None] = {}
    for one in rubric.criteria:
        try:
            points[one.code] = read_points(given.get(f"points_{one.code}", ""))
        except NotPoints:
            faults[one.code] = _("Write a number of points, with two decimals at most.")
    comments = {one.code: given.get(f"comment_{one.code}", "") for one in rubric.criteria}
    return scoring.Marks(points, comments, given.get("comment", ""))


@login_required
def file(request: HttpRequest, uid: str, field: str) -> HttpResponseBase:
    """A file of the entry; blind judges get it under a neutral name and without its metadata."""
    row = own_assignment(request, uid)
    _sight, shown = seen(request, row)
    return answer_file(request, shown, field)


def answer_file(request: HttpRequest, shown: Any, field: str) -> HttpResponseBase:
    held = next((one for one in shown.answers if one.file and one.field.code == field), None)
    if held is None or held.file is None:
        raise Http404
    try:
        return neutral_file(held.file.file, f"{shown.code}-{field}", blind=not shown.sight.authors)
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("competitions:judging")


@login_required
def step_back(request: HttpRequest, uid: str) -> HttpResponse:
    """Declare a conflict, or give the entry back for want of time or knowledge."""
    row, user = own_assignment(request, uid), signed_in_user(request)
    form = StepBackForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        with errors_into(form):
            if data["why"] == "conflict":
                seats.recuse(row, data["note"], by=user)
            else:
                seats.decline_assignment(row, data["note"], by=user)
            messages.success(request, _("The entry is off your list and goes to somebody else."))
            return redirect("competitions:judge_seat", row.judge.uid)
    _sight, shown = seen(request, row)
    context = {"assignment": row, "entry": shown, "form": form}
    return render(
        request, "competitions/judging/step_back.html", context, status=status_of(form)
    )  # fmt: skip


@login_required
def watched_entry(request: HttpRequest, uid: str, code: str) -> HttpResponse:
    """An entry of a stage whose judges may read all; read only."""
    shown, stage, reviews = watched(request, uid, code)
    context = {"stage": stage, "entry": shown, "reviews": reviews}
    return render(request, "competitions/judging/watched.html", context)


@login_required
def watched_file(request: HttpRequest, uid: str, code: str, field: str) -> HttpResponseBase:
    shown, _stage, _reviews = watched(request, uid, code)
    return answer_file(request, shown, field)


def watched(request: HttpRequest, uid: str, code: str) -> tuple[Any, Any, Any]:
    reader, stage = own_stage(request, uid)
    held = get_object_or_404(stage_entries(reader, stage), code=code)
    sight = sight_at(reader, stage, held)
    if not sight.entry or held.submitted is None:
        raise Http404
    shown = seen_entry(sight, held, held.submitted)
    return shown, stage, reviews_of(sight, stage, held, None)
