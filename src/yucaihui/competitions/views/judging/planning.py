"""The office's pages of plans: draft, compare, change, publish."""

from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from yucaihui.competitions.forms.judging import PlanForm
from yucaihui.competitions.forms.judging_lists import PlanTable
from yucaihui.competitions.models import AssignmentPlan, Edition, Entry, Judge, Stage
from yucaihui.competitions.queries.plan_ground import Pair, Wishes
from yucaihui.competitions.queries.plans import compare_plans, figures, planned_entries, plans_of
from yucaihui.competitions.services import plans
from yucaihui.competitions.views.parts import errors_into, for_office, status_of, told
from yucaihui.core.jobs.models import Job
from yucaihui.directory.errors import Refused

PER_PAGE = 50


def plan_of(uid: str) -> AssignmentPlan:
    rows = AssignmentPlan.objects.select_related("edition", "made_by")
    return get_object_or_404(rows.prefetch_related("stages__track"), uid=uid)


@for_office
def plan_list(request: HttpRequest, uid: str) -> HttpResponse:
    edition = get_object_or_404(Edition, uid=uid)
    table = PlanTable(plans_of(edition), request)
    drafts = [plan for plan in plans_of(edition)[:20] if plan.pairs]
    context = {"edition": edition, "table": table, "drafts": drafts}
    return render(request, "competitions/judging/plans.html", context)


@for_office
def new_plan(request: HttpRequest, uid: str) -> HttpResponse:
    edition = get_object_or_404(Edition, uid=uid)
    form = PlanForm(request.POST or None, edition=edition)
    if request.method == "POST" and form.is_valid():
        with errors_into(form):
            plan = drafted(edition, form, request.user)
            return redirect("competitions:plan", plan.uid)
    context = {"edition": edition, "form": form}
    return render(
        request, "competitions/judging/new_plan.html", context, status=status_of(form)
    )  # fmt: skip


def drafted(edition: Edition, form: forms.Form, user: Any) -> AssignmentPlan:
    data = form.cleaned_data
    stages = Stage.objects.filter(track__edition=edition, uid__in=data["stages"])
    wishes = Wishes(
        forced=pairs_of(edition, data["forced"], "forced"),
        forbidden=pairs_of(edition, data["forbidden"], "forbidden"),
        per_organisation=data["per_organisation"],
        per_country=data["per_country"],
    )
    return plans.draft_plan(
        list(stages.select_related("track__edition")), data["mode"], by=user, wishes=wishes,
        cap=data["cap"],
    )  # fmt: skip


def pairs_of(edition: Edition, text: str, field: str) -> tuple[Pair, ...]:
    """Lines of an entry's and a judge's code, as their ids."""
    entries = dict(Entry.objects.filter(track__edition=edition).values_list("code", "pk"))
    judges = dict(Judge.objects.filter(edition=edition).values_list("code", "pk"))
    found = []
    for number, line in enumerate(filter(str.strip, text.splitlines()), 1):
        codes = line.replace(",", " ").replace("，", " ").split()
        if len(codes) != 2 or codes[0] not in entries or codes[1] not in judges:
            said = _("Line %(n)d: write the code of an entry, then of a judge of this edition.")
            raise Refused(said % {"n": number}, field)
        found.append((entries[codes[0]], judges[codes[1]]))
    return tuple(found)


@for_office
def plan(request: HttpRequest, uid: str) -> HttpResponse:
    """A plan: being computed, can't be met and why, or who is to judge what."""
    found = plan_of(uid)
    page = Paginator(entries_in(found), PER_PAGE).get_page(request.GET.get("page"))
    wanted = set(page.object_list)
    rows = [row for row in found.pairs if row[0] in wanted]
    context = {
        "plan": found,
        "edition": found.edition,
        "mode": plans.MODES[found.mode],
        "figures": figures(found),
        "page": page,
        "query": request.GET,
        "entries": planned_entries(rows),
        "job": job_of(found),
        "others": [other for other in plans_of(found.edition)[:20] if other.pairs],
    }
    return render(request, "competitions/judging/plan.html", context)


def entries_in(found: AssignmentPlan) -> list[int]:
    ids = {entry for entry, _judge, _fit in found.pairs}
    return list(Entry.objects.filter(pk__in=ids).order_by("code").values_list("pk", flat=True))


def job_of(found: AssignmentPlan) -> Job | None:
    return Job.objects.filter(key=f"{plans.TASK}:{found.uid}").first()


@for_office
def plan_progress(request: HttpRequest, uid: str) -> HttpResponse:
    """What replaces the bar while a plan is computed; then the page loads anew."""
    found = plan_of(uid)
    context = {"plan": found, "job": job_of(found)}
    response = render(request, "competitions/judging/plan_progress.html", context)
    if found.state != AssignmentPlan.State.COMPUTING:
        response.headers["HX-Refresh"] = "true"
    return response


@for_office
@require_POST
def act_on_plan(request: HttpRequest, uid: str) -> HttpResponse:
    """Publish, drop, or change one pair by hand."""
    found = plan_of(uid)
    act = request.POST.get("act")
    if act == "publish":
        publish(request, found)
    elif act == "drop":
        with told(request, _("Dropped.")):
            plans.drop_plan(found, by=request.user)
    else:
        with told(request, _("Changed.")):
            change(request, found, str(act))
    return redirect("competitions:plan", found.uid)


def publish(request: HttpRequest, found: AssignmentPlan) -> None:
    size = len(found.pairs)
    done = ngettext(
        "Published: %(n)d seat. The judges are told.",
        "Published: %(n)d seats. The judges are told.",
        size,
    ) % {"n": size}
    with told(request, done):
        plans.publish_plan(found, by=request.user)


def change(request: HttpRequest, found: AssignmentPlan, act: str) -> None:
    line = f"{request.POST.get('entry', '')} {request.POST.get('judge', '')}"
    pairs = pairs_of(found.edition, line, "add")
    revision = request.POST.get("revision", "")
    seen = int(revision) if revision.isdecimal() and len(revision) < 10 else -1
    named = {"add": pairs} if act == "add" else {"remove": pairs}
    plans.change_plan(found, revision=seen, by=request.user, **named)


@for_office
def compare(request: HttpRequest, uid: str, part: str) -> HttpResponse:
    first, second = plan_of(uid), plan_of(part)
    context = {
        "first": first,
        "second": second,
        "edition": first.edition,
        "seen": compare_plans(first, second),
    }
    return render(request, "competitions/judging/compare.html", context)
