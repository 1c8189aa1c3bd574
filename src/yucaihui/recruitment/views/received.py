"""The employer's pages: the board, one application, and every step with it; the office's funnel."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from yucaihui.casework.services import CaseProblem
from yucaihui.core.accounts.queries import user_by_uid
from yucaihui.core.accounts.rules import signed_in_user
from yucaihui.directory.queries import active_members
from yucaihui.recruitment.forms.applications import (
    InterviewForm,
    OfferForm,
    TransferForm,
    reject_form,
    retract_form,
)
from yucaihui.recruitment.forms.lists import (
    BoardFilters,
    FunnelFilters,
    ReceivedFilters,
    ReceivedTable,
)
from yucaihui.recruitment.models import Interview, JobApplication, Posting
from yucaihui.recruitment.process import ACTIVE, APPLICATION, EMPLOYER
from yucaihui.recruitment.queries.applications import (
    STAGES,
    board_of,
    counts_by_state,
    hired_for,
    is_filled,
    reached,
    reader_of,
    received_by,
    visible_to,
)
from yucaihui.recruitment.queries.offers import offers_of
from yucaihui.recruitment.queries.postings import public_postings
from yucaihui.recruitment.queries.sheets import sheet_of
from yucaihui.recruitment.services import applications as verbs
from yucaihui.recruitment.services import interviews, offers
from yucaihui.recruitment.services.transfers import propose_transfer
from yucaihui.recruitment.views.parts import (
    INSIDE,
    back_to,
    done_or_told,
    form_page,
    found,
    officer,
    part_of,
    received_here,
    saved,
    version_of,
)

OWN_POSITIONS = 100


def acting_reader(request: HttpRequest) -> Any:
    """The reader, if they act for an employer; else 403."""
    reader = reader_of(signed_in_user(request))
    if not reader.organisations:
        raise PermissionDenied
    return reader


@login_required
def board(request: HttpRequest) -> HttpResponse:
    """Open applications in columns by state; of one posting when the address names it."""
    rows = received_by(acting_reader(request))
    filters = BoardFilters(rows, request)
    closed = {
        name: count
        for name, count in counts_by_state(filters.result).items()
        if name in APPLICATION.closed and count
    }
    context = {
        "filters": filters,
        "columns": board_of(filters.result),
        "closed": [(APPLICATION.state(name), count) for name, count in closed.items()],
        "query": request.GET,
    }
    return render(request, "recruitment/applications/board.html", context)


@login_required
def received(request: HttpRequest) -> HttpResponse:
    """The same as a list, closed ones too, filtered by state."""
    filters = ReceivedFilters(received_by(acting_reader(request)), request)
    table = ReceivedTable(filters.result.order_by("-case__moved_at", "-pk"), request)
    context = {"filters": filters, "table": table}
    return render(request, "recruitment/applications/received.html", context)


@login_required
@require_POST
def mark_viewed(request: HttpRequest) -> HttpResponse:
    """Mark all new applications, or those of one posting, as viewed."""
    user = signed_in_user(request)
    filters = BoardFilters(received_by(acting_reader(request)), request, data=request.POST)
    waiting = filters.result.filter(case__state=APPLICATION.start)
    count = verbs.mark_viewed(list(waiting[:500]), by=user)
    said = ngettext(
        "%(n)d application is marked as viewed.", "%(n)d applications are marked as viewed.", count
    )
    messages.success(request, said % {"n": count})
    return redirect(f"{reverse('recruitment:board')}?posting={request.POST.get('posting', '')}")


@login_required
def application(request: HttpRequest, uid: str) -> HttpResponse:
    """One application. A member who opens a new one has viewed it; that is what the word means."""
    row, roles = found(request, uid, INSIDE)
    if EMPLOYER in roles and row.case.state == APPLICATION.start and request.method == "GET":
        note_view(row, request)
    posting = row.posting
    context = {
        "application": row,
        "sheet": sheet_of(row, roles),
        "acts": EMPLOYER in roles,
        "hired": hired_for(posting),
        "filled": is_filled(posting),
        "now": timezone.now(),
        "today": timezone.localdate(),
    }
    return render(request, "recruitment/applications/application.html", context)


def note_view(row: JobApplication, request: HttpRequest) -> None:
    """A colleague may be opening it in the same moment: then it is viewed all the same."""
    try:
        verbs.move_application(row, "view", by=signed_in_user(request))
    except CaseProblem:
        row.case.refresh_from_db()


@login_required
@require_POST
def move(request: HttpRequest, uid: str) -> HttpResponse:
    """A move that needs nothing but its button."""
    row = received_here(request, uid)
    name = request.POST.get("move", "")
    done_or_told(
        request,
        lambda: verbs.move_application(
            row, name, by=signed_in_user(request), version=version_of(request)
        ),
        _("Done."),
    )
    return back_to("application", row)


@login_required
def reject(request: HttpRequest, uid: str) -> HttpResponse:
    row, user = received_here(request, uid), signed_in_user(request)
    form = reject_form(request.POST or None, initial={"version": row.case.version})
    if request.method == "POST" and form.is_valid():

        def act() -> object:
            return verbs.move_application(row, "reject", by=user, **form.cleaned_data)

        if saved(request, form, act, _("The application is closed and the applicant told.")):
            return back_to("application", row)
    return form_page(request, "recruitment/applications/reject.html", form, {"application": row})


@login_required
def new_interview(request: HttpRequest, uid: str) -> HttpResponse:
    row, user = received_here(request, uid), signed_in_user(request)
    members = list(active_members(row.posting.employer))
    initial = {"version": row.case.version, "interviewer": user.uid}
    form = InterviewForm(request.POST or None, members=members, initial=initial)
    if request.method == "POST" and form.is_valid():

        def act() -> object:
            data = form.cleaned_data
            starts_at, ends_at = form.span
            time = interviews.Appointment(starts_at, ends_at, data["mode"], data["place"])
            holder = user_by_uid(data["interviewer"])
            return interviews.propose_interview(
                row, time, by=user, interviewer=holder, version=data["version"]
            )

        if saved(request, form, act, _("The interview is proposed; the applicant answers.")):
            return back_to("application", row)
    return form_page(request, "recruitment/applications/interview.html", form, {"application": row})


@login_required
@require_POST
def interview(request: HttpRequest, uid: str, part: str) -> HttpResponse:
    """Call an interview off, or record whether it took place."""
    row, user = received_here(request, uid), signed_in_user(request)
    meeting = part_of(row, Interview.objects.all(), part)
    act, note, version = request.POST.get("act"), request.POST.get("note", ""), version_of(request)
    if act == "cancel":
        done_or_told(
            request,
            lambda: interviews.cancel_interview(meeting, by=user, note=note, version=version),
            _("The interview is called off and the applicant told."),
        )
    else:
        done_or_told(
            request,
            lambda: interviews.record_interview(
                meeting, held=act == "held", by=user, note=note, version=version
            ),
            _("The interview is recorded."),
        )
    return back_to("application", row)


@login_required
def new_offer(request: HttpRequest, uid: str) -> HttpResponse:
    row, user = received_here(request, uid), signed_in_user(request)
    initial = {"version": row.case.version, "months": row.posting.salary_months}
    form = OfferForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():

        def act() -> object:
            data = {**form.cleaned_data}
            version, text = data.pop("version"), data.pop("terms")
            return offers.send_offer(row, offers.Terms(text=text, **data), by=user, version=version)

        if saved(request, form, act, _("The offer is sent.")):
            return back_to("application", row)
    return form_page(request, "recruitment/applications/offer.html", form, {"application": row})


@login_required
def retract(request: HttpRequest, uid: str) -> HttpResponse:
    row, user = received_here(request, uid), signed_in_user(request)
    open_offer = offers_of(row).filter(state="sent").first()
    if open_offer is None:
        messages.error(request, _("There is no open offer to take back."))
        return back_to("application", row)
    open_offer.application = row
    form = retract_form(request.POST or None, initial={"version": row.case.version})
    if request.method == "POST" and form.is_valid():

        def act() -> object:
            return offers.retract_offer(open_offer, by=user, **form.cleaned_data)

        if saved(request, form, act, _("The offer is taken back and the applicant told.")):
            return back_to("application", row)
    context = {"application": row, "offer": open_offer}
    return form_page(request, "recruitment/applications/retract.html", form, context)


@login_required
def transfer(request: HttpRequest, uid: str) -> HttpResponse:
    row, user, on = received_here(request, uid), signed_in_user(request), timezone.localdate()
    form = TransferForm(request.POST or None, initial={"version": row.case.version})
    public = public_postings(on).select_related("employer")
    if request.method == "POST" and form.is_valid():
        other = public.filter(uid=form.posting_uid).first()
        if other is None:
            form.add_error(
                "posting", _("No open position has this address. Copy it from its page.")
            )
        elif saved(
            request, form, lambda: propose(row, other, user, form), _("The applicant decides now.")
        ):
            return back_to("application", row)
    own = public.filter(employer=row.posting.employer).exclude(pk=row.posting_id)
    context = {"application": row, "own": own.order_by("-posted_on", "-pk")[:OWN_POSITIONS]}
    return form_page(request, "recruitment/applications/transfer.html", form, context)


def propose(row: JobApplication, other: Posting, user: Any, form: TransferForm) -> object:
    return propose_transfer(row, other, by=user, version=form.cleaned_data["version"])


@login_required
@require_POST
def arrival(request: HttpRequest, uid: str) -> HttpResponse:
    row = received_here(request, uid)
    done_or_told(
        request,
        lambda: offers.confirm_arrival(row, by=signed_in_user(request)),
        _("The arrival is confirmed: the promise is kept."),
    )
    return back_to("application", row)


@login_required
def funnel(request: HttpRequest) -> HttpResponse:
    """How far applications come, over all employers; for the office, to read."""
    user = officer(request)
    filters = FunnelFilters(visible_to(user), request)
    ever, now = reached(filters.result), counts_by_state(filters.result)
    stages = [(APPLICATION.state(name).word(inside=True), ever[name]) for name in STAGES]
    ends = [
        (state.word(inside=True), now[state.name]) for state in APPLICATION.states if state.closed
    ]
    context = {
        "filters": filters,
        "stages": stages,
        "ends": ends,
        "open": sum(now[name] for name in ACTIVE),
        "total": sum(now.values()),
        "table": ReceivedTable(filters.result, request),
    }
    return render(request, "recruitment/applications/funnel.html", context)
