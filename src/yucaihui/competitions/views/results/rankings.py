"""The office's pages of rankings: compute, read, decide, post, close."""

import csv
import io
import json
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yucaihui.competitions.forms.results import NoticeForm, RankForm, RowForm
from yucaihui.competitions.models import Edition, PublicNotice, RankedEntry, Ranking
from yucaihui.competitions.queries.ranking_reports import moved_rows, names_in, report_of
from yucaihui.competitions.queries.rankings import rankings_of, rows_of, stages_to_rank
from yucaihui.competitions.result_tables import RankingTable
from yucaihui.competitions.services import awards, decisions, notices, rankings
from yucaihui.competitions.services.entry_export import safe
from yucaihui.competitions.views.parts import errors_into, for_office, status_of, told
from yucaihui.core.accounts.rules import signed_in_user
from yucaihui.core.jobs.models import Job

PER_PAGE = 50
TASKS = (rankings.TASK, decisions.TASK)


@for_office
def ranking_list(request: HttpRequest, uid: str) -> HttpResponse:
    """The rankings of an edition, and the form that computes another."""
    edition = get_object_or_404(Edition.objects.select_related("competition"), uid=uid)
    form = RankForm(request.POST or None, edition=edition)
    if request.method == "POST" and form.is_valid():
        stages = stages_to_rank(edition).filter(uid__in=form.cleaned_data["stages"])
        with errors_into(form):
            job = rankings.start_ranking(
                list(stages.order_by("track__order", "number")),
                by=signed_in_user(request),
                method=form.cleaned_data["method"],
            )
            return redirect("competitions:results_job", job.uid)
    context = {
        "edition": edition, "form": form, "table": RankingTable(rankings_of(edition), request),
    }  # fmt: skip
    return render(request, "competitions/results/rankings.html", context, status=status_of(form))


@for_office
def job(request: HttpRequest, uid: str) -> HttpResponse:
    """How far a computation is; then its ranking. The bar asks here too, and is told to go on."""
    found = get_object_or_404(Job, uid=uid, task__in=TASKS)
    ranking = ranking_of_job(found)
    if ranking and not found.is_open:
        return onward(request, ranking)
    partial = "HX-Request" in request.headers
    template = "job_progress" if partial else "job"
    return render(request, f"competitions/results/{template}.html", {"job": found})


def ranking_of_job(found: Job) -> Ranking | None:
    uid = found.result.get("ranking") or found.arguments.get("ranking", "")
    return Ranking.objects.filter(uid=uid).first()


def onward(request: HttpRequest, ranking: Ranking) -> HttpResponse:
    answer = redirect("competitions:ranking", ranking.uid)
    if "HX-Request" not in request.headers:
        return answer
    response = HttpResponse()
    response.headers["HX-Redirect"] = answer.url
    return response


def found(uid: str) -> Ranking:
    rows = Ranking.objects.select_related("edition__competition", "made_by", "replaces")
    return get_object_or_404(rows.prefetch_related("stages__track"), uid=uid)


def notice_of(ranking: Ranking) -> PublicNotice | None:
    return PublicNotice.objects.filter(ranking=ranking).first()


@for_office
def ranking(request: HttpRequest, uid: str) -> HttpResponse:
    """One ranking: the calibrated rank beside the raw one, and what the engine says besides."""
    row = found(uid)
    names = names_in(row)
    page = Paginator(rows_of(row), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "ranking": row,
        "edition": row.edition,
        "page": page,
        "query": request.GET,
        "rows": moved_rows(page.object_list, names),
        "report": report_of(row, names),
        "notice": notice_of(row),
        "notice_form": NoticeForm(),
        "decided": decisions.is_decided(row),
    }
    return render(request, "competitions/results/ranking.html", context)


@for_office
def decide_row(request: HttpRequest, uid: str, entry: str) -> HttpResponse:
    row = get_object_or_404(
        RankedEntry.objects.select_related("ranking__edition", "entry__case", "entry__submitted"),
        ranking__uid=uid,
        entry__case__uid=entry,
    )
    form = RowForm(request.POST or None, initial={"decision": row.decision})
    if request.method == "POST" and form.is_valid():
        with errors_into(form):
            decisions.decide_row(row, form.cleaned_data["decision"], by=request.user)
            return redirect("competitions:ranking", uid)
    context = {"row": row, "edition": row.ranking.edition, "form": form}
    return render(request, "competitions/results/row.html", context, status=status_of(form))


def provisional(request: HttpRequest, row: Ranking) -> None:
    with told(request, _("This ranking counts now. Look it over, then carry the decisions out.")):
        decisions.make_provisional(row, by=request.user)


def recompute(request: HttpRequest, row: Ranking) -> None:
    again = rankings.recompute(row)
    if again.same:
        messages.success(request, _("Computed again: the same, to the last digit."))
    else:
        parts = {_("the inputs"): again.inputs, _("the result"): again.result,
                 _("the rows"): again.rows}  # fmt: skip
        changed = ", ".join(name for name, same in parts.items() if not same)
        messages.error(
            request,
            _("Computed again: not the same. Changed since: %(parts)s.") % {"parts": changed},
        )


def propose(request: HttpRequest, row: Ranking) -> None:
    with told(request, _("The awards are proposed. They are final when the notice is closed.")):
        awards.propose_awards(row, by=request.user)


def post(request: HttpRequest, row: Ranking) -> None:
    form = NoticeForm(request.POST)
    days = form.cleaned_data["days"] if form.is_valid() else 0
    with told(request, _("Posted: everybody reads it on the page of results.")):
        notices.post_notice(row, by=request.user, days=days)


def close(request: HttpRequest, row: Ranking) -> None:
    notice = get_object_or_404(PublicNotice.objects.select_related("ranking"), ranking=row)
    with told(request, _("Closed: the ranking and its awards are final. The teams are told.")):
        notices.close_notice(notice, by=request.user)


ACTS: dict[str, Callable[[HttpRequest, Ranking], None]] = {
    "provisional": provisional,
    "recompute": recompute,
    "propose": propose,
    "post": post,
    "close": close,
}


@for_office
@require_POST
def act(request: HttpRequest, uid: str, name: str) -> HttpResponse:
    """Each act says on the ranking's page how it went."""
    if name not in ACTS:
        raise Http404
    ACTS[name](request, found(uid))
    return redirect("competitions:ranking", uid)


@for_office
@require_POST
def carry_out(request: HttpRequest, uid: str) -> HttpResponse:
    row = found(uid)
    with told(request, _("The decisions are being carried out. The teams are told one by one.")):
        started = decisions.start_decisions(row, by=signed_in_user(request))
        return redirect("competitions:results_job", started.uid)
    return redirect("competitions:ranking", uid)


HEADER = ("rank", "rank_low", "rank_high", "entry", "track", "title_zh", "title_en", "score",
          "raw_rank", "raw_score", "chance", "decided_by", "decision")  # fmt: skip


def line(row: RankedEntry) -> list[Any]:
    version = row.entry.submitted
    return [
        row.rank, row.rank_low, row.rank_high, row.entry.code, row.entry.track.code,
        version.title_zh if version else "", version.title_en if version else "", row.score,
        row.raw_rank, row.raw_score, row.chance, row.reasons.get("decided_by", ""), row.decision,
    ]  # fmt: skip


@for_office
def export(request: HttpRequest, uid: str, kind: str) -> HttpResponse:  # noqa: ARG001
    """The rows for spreadsheets, or all that is needed to compute the ranking again."""
    row = found(uid)
    response = FILES[kind](row)
    response.headers["Content-Disposition"] = f'attachment; filename="ranking-{row.uid}.{kind}"'
    return response


def as_csv(row: Ranking) -> HttpResponse:
    """UTF-8 with its mark, as spreadsheets open it."""
    text = io.StringIO("\ufeff", newline="")
    text.seek(0, io.SEEK_END)
    csv.writer(text).writerows([HEADER, *(safe(line(one)) for one in rows_of(row))])
    return HttpResponse(text.getvalue(), content_type="text/csv; charset=utf-8")


def as_json(row: Ranking) -> HttpResponse:
    document = {
        "id": row.uid,
        "method": row.method,
        "parameters": row.parameters,
        "seed": row.seed,
        "engine": row.engine,
        "inputs": row.inputs,
        "inputs_digest": row.inputs_digest,
        "digest": row.digest,
        "report": row.report,
        "rows": [dict(zip(HEADER, line(one), strict=True)) for one in rows_of(row)],
    }
    text = json.dumps(document, ensure_ascii=False, sort_keys=True)
    return HttpResponse(text, content_type="application/json")


FILES: dict[str, Callable[[Ranking], HttpResponse]] = {"csv": as_csv, "json": as_json}
