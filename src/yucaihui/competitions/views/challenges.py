"""Challenges: what everybody reads, what their owner and the office do with them."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yucaihui.casework.process import Move
from yucaihui.casework.queries import journal_of, moves_open_to, state_of
from yucaihui.competitions.forms.calls import (
    ChallengeForm,
    ContractForm,
    Indicators,
    NoteForm,
    SolutionForm,
)
from yucaihui.competitions.models import Challenge
from yucaihui.competitions.process import CHALLENGE, EMPLOYER, OFFICE
from yucaihui.competitions.queries.challenges import (
    bids_visible_to,
    challenges_of,
    public_challenges,
    roles_in,
    visible_to,
)
from yucaihui.competitions.queries.readers import reader_of
from yucaihui.competitions.services import challenges as verbs
from yucaihui.competitions.tables import ChallengeTable
from yucaihui.competitions.views.parts import (
    errors_into,
    for_office,
    status_of,
    told,
    version_of,
)
from yucaihui.core.accounts.rules import signed_in_user
from yucaihui.directory.queries import organisations_of
from yucaihui.directory.queries.organisations import manageable_by

PAGE = 20
# The way of a challenge as its page draws it.
STEPS = (
    "draft", "submitted", "published", "bidding_closed", "solution_selected", "contracted",
    "delivered", "accepted",
)  # fmt: skip
# Moves with a page of their own.
FORMS = ("submit", "choose", "contract")


def challenges(request: HttpRequest) -> HttpResponse:
    """Published challenges; those still open for bids in front."""
    rows = public_challenges()
    field = request.GET.get("field", "")
    if field:
        rows = rows.filter(field=field[:40])
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    fields = public_challenges().exclude(field="").order_by("field")
    context = {
        "page": page,
        "field": field,
        "fields": fields.values_list("field", flat=True).distinct(),
        "query": request.GET,
        "now": timezone.now(),
    }
    return render(request, "competitions/challenges/list.html", context)


def found(request: HttpRequest, uid: str) -> tuple[Challenge, Any]:
    reader = reader_of(request.user)
    return get_object_or_404(visible_to(reader), case__uid=uid), reader


def challenge(request: HttpRequest, uid: str) -> HttpResponse:
    """One chain on one page: from the draft to the acceptance, with what the reader may do."""
    row, reader = found(request, uid)
    roles = roles_in(reader, row)
    state = state_of(row.case)
    context = {
        "challenge": row,
        "state": state,
        "roles": roles,
        "inside": bool(roles),
        "moves": open_moves(row, roles),
        "steps": [str(CHALLENGE.state(name).label) for name in STEPS],
        "current": STEPS.index(state.name) + 1 if state.name in STEPS else 0,
        "bids": bids_visible_to(reader, row),
        "lines": journal_of(row.case, inside=True) if roles & {EMPLOYER, OFFICE} else (),
        "open": state.name == "published" and row.bids_close_at > timezone.now(),
    }
    return render(request, "competitions/challenges/one.html", context)


def open_moves(row: Challenge, roles: frozenset[str]) -> list[Move]:
    return [move for move in moves_open_to(row.case, roles) if roles]


@login_required
def own(request: HttpRequest, uid: str) -> HttpResponse:
    """The challenges of one employer."""
    owner = get_object_or_404(manageable_by(signed_in_user(request)), uid=uid)
    table = ChallengeTable(challenges_of(owner), request)
    context = {"owner": owner, "table": table, "acts": acts_for(request, owner)}
    return render(request, "competitions/challenges/own.html", context)


def acts_for(request: HttpRequest, owner: Any) -> bool:
    return organisations_of(signed_in_user(request)).filter(pk=owner.pk).exists()


@login_required
def new(request: HttpRequest, uid: str) -> HttpResponse:
    user = signed_in_user(request)
    owner = get_object_or_404(organisations_of(user), uid=uid)
    form = ChallengeForm(request.POST or None)
    rows = Indicators(request.POST or None, prefix="indicator")
    if form.is_bound and form.is_valid() and rows.is_valid():
        with errors_into(form):
            made = verbs.draft_challenge(owner, by=user, **values_of(form, rows))
            messages.success(request, _("The draft is saved. Nobody else sees it yet."))
            return redirect("competitions:challenge", made.uid)
    return challenge_form(request, form, rows, owner)


def values_of(form: Any, rows: Any) -> dict[str, Any]:
    return {**form.cleaned_data, "indicators": rows.indicators}


def challenge_form(
    request: HttpRequest, form: Any, rows: Any, owner: Any, row: Challenge | None = None
) -> HttpResponse:
    context = {"form": form, "rows": rows, "owner": owner, "challenge": row}
    status = max(status_of(form), 422 if rows.is_bound and not rows.is_valid() else 200)
    return render(request, "competitions/challenges/form.html", context, status=status)


def owned(request: HttpRequest, uid: str) -> Challenge:
    """A challenge of an employer that the user acts for; 404 for others."""
    row, reader = found(request, uid)
    if EMPLOYER not in roles_in(reader, row):
        raise Http404
    return row


@login_required
def edit(request: HttpRequest, uid: str) -> HttpResponse:
    row = owned(request, uid)
    form = ChallengeForm(request.POST or None, instance=Challenge.objects.get(pk=row.pk))
    rows = Indicators(request.POST or None, initial=row.indicators, prefix="indicator")
    if form.is_bound and form.is_valid() and rows.is_valid():
        with errors_into(form):
            verbs.change_challenge(row, by=signed_in_user(request), **values_of(form, rows))
            messages.success(request, _("Your changes are saved."))
            return redirect("competitions:challenge", uid)
    return challenge_form(request, form, rows, row.owner, row)


@login_required
@require_POST
def submit(request: HttpRequest, uid: str) -> HttpResponse:
    row = owned(request, uid)
    with told(request, _("Handed in. The talent office looks at it and writes to you.")):
        verbs.submit_challenge(row, by=signed_in_user(request))
    return redirect("competitions:challenge", uid)


@login_required
def move(request: HttpRequest, uid: str, name: str) -> HttpResponse:
    """A step with a note, and a reason where the process has some."""
    row, reader = found(request, uid)
    step = next((m for m in open_moves(row, roles_in(reader, row)) if m.name == name), None)
    if step is None or name in FORMS:
        raise Http404
    form = NoteForm(request.POST or None, reasons=step.reasons)
    if form.is_bound and form.is_valid():
        with errors_into(form):
            verbs.move_challenge(
                row, name, by=signed_in_user(request), version=version_of(request),
                **form.cleaned_data,
            )  # fmt: skip
            return redirect("competitions:challenge", uid)
    return step_page(request, row, form, str(step.label))


def step_page(
    request: HttpRequest, row: Challenge, form: Any, title: str, hint: str = ""
) -> HttpResponse:
    context = {"challenge": row, "form": form, "title": title, "hint": hint}
    return render(request, "competitions/challenges/step.html", context, status=status_of(form))


@login_required
def choose(request: HttpRequest, uid: str) -> HttpResponse:
    row = owned(request, uid)
    bids = {bid.uid: bid for bid in bids_visible_to(reader_of(request.user), row)}
    form = SolutionForm(request.POST or None, bids=bids.values())
    if form.is_bound and form.is_valid():
        with errors_into(form):
            verbs.choose_solution(
                row, bids[form.cleaned_data["solution"]], by=signed_in_user(request),
                version=version_of(request),
            )  # fmt: skip
            return redirect("competitions:challenge", uid)
    hint = "" if bids else _("No bid takes part: end the challenge on its page, or wait for one.")
    return step_page(request, row, form, _("Choose a solution"), hint)


@login_required
def contract(request: HttpRequest, uid: str) -> HttpResponse:
    row, reader = found(request, uid)
    if not roles_in(reader, row) & {EMPLOYER, OFFICE}:
        raise PermissionDenied
    form = ContractForm(request.POST or None)
    if form.is_bound and form.is_valid():
        with errors_into(form):
            verbs.record_contract(
                row, form.cleaned_data["contract"], by=signed_in_user(request),
                version=version_of(request),
            )  # fmt: skip
            return redirect("competitions:challenge", uid)
    return step_page(request, row, form, _("Record the contract"))


@for_office
def all_challenges(request: HttpRequest) -> HttpResponse:
    """The office's list; what waits for vetting in front."""
    rows = visible_to(reader_of(request.user))
    state = request.GET.get("state", "")
    if state in CHALLENGE.by_name:
        rows = rows.filter(case__state=state)
    context = {
        "table": ChallengeTable(rows, request),
        "states": CHALLENGE.states,
        "state": state,
    }
    return render(request, "competitions/challenges/office.html", context)
