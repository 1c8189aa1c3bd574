"""A judge's own pages: invitation, pledge, ties, what is to be scored, and work offline."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yucaihui.competitions.definitions.pledges import CURRENT_PLEDGE, PLEDGES
from yucaihui.competitions.forms.judging import ScoreFileForm, TieForm
from yucaihui.competitions.models import DeclaredTie, Judge, Roadshow, Stage
from yucaihui.competitions.queries.judges import is_addressed_to, own_judges
from yucaihui.competitions.queries.judging import (
    blind_titles,
    own_assignments,
    seen_entry,
    stage_entries,
)
from yucaihui.competitions.queries.readers import reader_of, sight_at
from yucaihui.competitions.rules.visibility import Reader
from yucaihui.competitions.services import judges, offline
from yucaihui.competitions.views.parts import errors_into, status_of, told
from yucaihui.core.accounts.rules import signed_in_user
from yucaihui.core.files.services import XLSX, read_bytes


def invited_judge(request: HttpRequest, uid: str) -> Judge:
    """The invitation of this address, if it is the reader's; for others nothing is there."""
    rows = Judge.objects.select_related("edition", "person__user")
    judge = get_object_or_404(rows, uid=uid)
    if not is_addressed_to(judge, signed_in_user(request)):
        raise Http404
    return judge


def own_judge(request: HttpRequest, uid: str) -> Judge:
    return get_object_or_404(own_judges(signed_in_user(request)), uid=uid)


def own_stage(request: HttpRequest, uid: str) -> tuple[Reader, Stage]:
    """A stage in which the reader sits on the panel, pledged."""
    reader = reader_of(signed_in_user(request))
    rows = Stage.objects.select_related("track__edition").filter(
        track__panel__judge__in=reader.judges
    )
    return reader, get_object_or_404(rows.distinct(), uid=uid)


@login_required
def workspace(request: HttpRequest) -> HttpResponse:
    """All editions that the reader judges in, or is invited to."""
    seats = list(own_judges(signed_in_user(request)))
    if len(seats) == 1:
        return redirect("competitions:judge_seat", seats[0].uid)
    return render(request, "competitions/judging/workspace.html", {"seats": seats})


@login_required
def invitation(request: HttpRequest, uid: str) -> HttpResponse:
    judge = invited_judge(request, uid)
    if request.method == "POST":
        act = request.POST.get("act")
        verb = judges.decline_invitation if act == "decline" else judges.accept_invitation
        done = _("You have declined. Thank you for answering.")
        if act != "decline":
            done = _("Thank you. Please read the pledge and sign it.")
        with told(request, done):
            verb(judge, by=signed_in_user(request))
        judge.refresh_from_db()
    if judge.state == Judge.State.ACTIVE:
        return redirect("competitions:judge_seat", judge.uid)
    return render(request, "competitions/judging/invitation.html", {"judge": judge})


@login_required
def seat(request: HttpRequest, uid: str) -> HttpResponse:
    """The desk: first the pledge, then what is to be scored, by stage."""
    judge = own_judge(request, uid)
    if judge.state == Judge.State.INVITED:
        return redirect("competitions:judge_invitation", judge.uid)
    reader = reader_of(signed_in_user(request))
    rows = list(own_assignments(reader).filter(judge=judge))
    context = {
        "judge": judge,
        "pledge": PLEDGES[CURRENT_PLEDGE],
        "pledge_version": CURRENT_PLEDGE,
        "stages": by_stage(rows),
        "watched": watched_stages(judge, reader),
        "roadshows": judge.roadshows.exclude(state=Roadshow.State.ENDED).order_by("starts_at"),
        "scored": sum(row.state == row.State.SUBMITTED for row in rows),
        "total": len(rows),
    }
    return render(request, "competitions/judging/seat.html", context)


def by_stage(rows: list[Any]) -> list[tuple[Stage, list[Any]]]:
    """The judge's entries of each stage, with the titles that they may read."""
    titles = blind_titles(rows)
    stages: dict[int, tuple[Stage, list[Any]]] = {}
    for row in rows:
        row.title_zh, row.title_en = titles[row.pk]
        stages.setdefault(row.stage_id, (row.stage, []))[1].append(row)
    return list(stages.values())


def watched_stages(judge: Judge, reader: Reader) -> list[Stage]:
    """Stages whose judges may read every entry."""
    if judge.pk not in reader.judges:
        return []
    rows = Stage.objects.filter(track__panel__judge=judge, judges_see=Stage.Reach.ALL)
    return list(rows.select_related("track").order_by("track__order", "number"))


@login_required
@require_POST
def pledge(request: HttpRequest, uid: str) -> HttpResponse:
    judge = own_judge(request, uid)
    with told(request, _("Signed. The entries assigned to you are below.")):
        judges.sign_pledge(judge, request.POST.get("pledge", ""), by=signed_in_user(request))
    return redirect("competitions:judge_seat", judge.uid)


@login_required
def ties(request: HttpRequest, uid: str) -> HttpResponse:
    judge, user = own_judge(request, uid), signed_in_user(request)
    form = TieForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with errors_into(form):
            judges.declare_tie(judge, form.cleaned_data["name"], by=user,
                               note=form.cleaned_data["note"])  # fmt: skip
        if form.is_valid():
            return redirect("competitions:judge_ties", judge.uid)
    context = {"judge": judge, "form": form, "ties": judge.ties.order_by("-pk")}
    return render(
        request, "competitions/judging/ties.html", context, status=status_of(form)
    )  # fmt: skip


@login_required
@require_POST
def remove_tie(request: HttpRequest, uid: str, part: str) -> HttpResponse:
    judge = own_judge(request, uid)
    tie = get_object_or_404(DeclaredTie, uid=part, judge=judge)
    with told(request, _("Taken back.")):
        judges.take_back_tie(tie, by=signed_in_user(request))
    return redirect("competitions:judge_ties", judge.uid)


@login_required
def stage(request: HttpRequest, uid: str) -> HttpResponse:
    """Every entry of a stage whose judges may read them all."""
    reader, found = own_stage(request, uid)
    if found.judges_see != Stage.Reach.ALL:
        raise Http404
    entries = [
        seen_entry(sight_at(reader, found, entry), entry, entry.submitted)
        for entry in stage_entries(reader, found)[:200]
        if entry.submitted is not None
    ]
    return render(
        request, "competitions/judging/stage.html", {"stage": found, "entries": entries}
    )  # fmt: skip


@login_required
def workbook(request: HttpRequest, uid: str) -> HttpResponse:
    """The judge's sheets of a stage, to be filled in offline."""
    _reader, found = own_stage(request, uid)
    data = offline.score_workbook(found, by=signed_in_user(request))
    name = f"scores-{found.track.code}-{found.number}.xlsx"
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(data, content_type=XLSX, headers=headers)


@login_required
def upload(request: HttpRequest, uid: str) -> HttpResponse:
    """Take a filled form in: first the verdicts, then, confirmed, the scores."""
    _reader, found = own_stage(request, uid)
    user = signed_in_user(request)
    form = ScoreFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data["file"]
        with errors_into(form):
            kept = offline.keep_upload(given.read(), given.name, by=user)
            offline.check_scores(found, read_bytes(kept), by=user)
            return redirect("competitions:check_scores", found.uid, kept.uid)
    context = {"stage": found, "form": form}
    return render(
        request, "competitions/judging/upload.html", context, status=status_of(form)
    )  # fmt: skip


@login_required
def check(request: HttpRequest, uid: str, part: str) -> HttpResponse:
    """The verdicts of an uploaded form; POST writes the rows that are ok."""
    _reader, found = own_stage(request, uid)
    user = signed_in_user(request)
    kept = offline.kept_upload(part, by=user)
    if kept is None:
        raise Http404
    data = read_bytes(kept)
    if request.method == "POST":
        rows = offline.import_scores(found, data, by=user)
        offline.forget_uploads(user)
    else:
        rows = offline.check_scores(found, data, by=user)
    context = {
        "stage": found,
        "rows": rows,
        "written": request.method == "POST",
        "ok": sum(row.verdict == "ok" for row in rows),
        "wrong": sum(row.verdict == "error" for row in rows),
        "file": kept,
    }
    return render(request, "competitions/judging/check.html", context)
