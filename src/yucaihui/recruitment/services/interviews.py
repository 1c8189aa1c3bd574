"""Propose interviews, answer them, record what came of them; nobody is in two at a time."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from yucaihui.core.accounts.models import User
from yucaihui.directory.errors import Refused
from yucaihui.directory.queries import is_member
from yucaihui.recruitment.models import Interview, JobApplication
from yucaihui.recruitment.process import APPLICANT, EMPLOYER
from yucaihui.recruitment.queries.interviews import busy_with
from yucaihui.recruitment.services.applications import lock_applications, step
from yucaihui.recruitment.services.letters import tell_applicant, tell_employer

LONGEST = timedelta(hours=8)
WAITING = (Interview.State.PROPOSED,)
STANDING = (Interview.State.PROPOSED, Interview.State.CONFIRMED)


@dataclass(frozen=True)
class Appointment:
    """When, how and where. `place` is an address, a booth, a link or a number."""

    starts_at: datetime
    ends_at: datetime
    mode: str
    place: str = ""


def propose_interview(
    application: JobApplication,
    appointment: Appointment,
    *,
    by: Any,
    interviewer: Any = None,
    version: int | None = None,
    now: datetime | None = None,
) -> Interview:
    """Propose a time to the applicant; `interviewer` is a member of the employer (default: `by`).

    Raises:
        Refused: a time that has passed or makes no sense, or that the applicant or the interviewer
            already has something else at; `field` names which.
    """
    check_appointment(appointment, now or timezone.now())
    holder = interviewer or by
    if holder is not None and holder != by:
        check_interviewer(holder, application)
    with transaction.atomic():
        lock_calendars(application, holder)
        check_free(application, holder, appointment)
        step(application, "propose_interview", EMPLOYER, by=by, version=version, shared=True)
        interview = Interview.objects.create(
            application=application,
            interviewer=holder,
            starts_at=appointment.starts_at,
            ends_at=appointment.ends_at,
            mode=Interview.Mode(appointment.mode),
            place=appointment.place.strip(),
        )
        tell_applicant(application, "interview_proposed", interview=interview)
    return interview


def check_appointment(appointment: Appointment, now: datetime) -> None:
    if appointment.mode not in Interview.Mode.values:
        raise Refused(_("Choose how the interview is held."), "mode")
    if appointment.starts_at <= now:
        raise Refused(_("This time has passed. Choose a later one."), "starts_at")
    if appointment.ends_at <= appointment.starts_at:
        raise Refused(_("The interview ends before it starts."), "ends_at")
    if appointment.ends_at - appointment.starts_at > LONGEST:
        raise Refused(_("An interview takes 8 hours at the most. Propose two."), "ends_at")
    needs_place = appointment.mode != Interview.Mode.PHONE
    if needs_place and not appointment.place.strip():
        raise Refused(_("Say where: an address, a booth or a link."), "place")


def check_interviewer(interviewer: Any, application: JobApplication) -> None:
    if not is_member(interviewer, application.posting.employer):
        raise Refused(_("The interviewer has to be a member of the employer."), "interviewer")


def lock_calendars(application: JobApplication, interviewer: Any) -> None:
    """Two who book the same applicant or the same interviewer go one after the other."""
    lock_applications(application.person)
    if interviewer is not None:
        holder = User.objects.select_for_update(no_key=True).filter(pk=interviewer.pk)
        list(holder.values_list("pk"))


def check_free(application: JobApplication, interviewer: Any, appointment: Appointment) -> None:
    span = (appointment.starts_at, appointment.ends_at)
    if busy_with(*span, person=application.person).exists():
        raise Refused(
            _("The applicant has another interview at this time. Choose another one."), "starts_at"
        )
    if interviewer is not None and busy_with(*span, interviewer=interviewer).exists():
        raise Refused(
            _("The interviewer has another interview at this time. Choose another time or person."),
            "starts_at",
        )


def answer_interview(
    interview: Interview, *, confirm: bool, by: Any, note: str = "", version: int | None = None
) -> Interview:
    """The applicant confirms, or declines with a note; one who confirmed may still decline.

    Raises:
        Refused: the interview no longer stands.
    """
    state = Interview.State.CONFIRMED if confirm else Interview.State.DECLINED
    name = "confirm_interview" if confirm else "decline_interview"
    with transaction.atomic():
        set_state(interview, WAITING if confirm else STANDING, state)
        step(interview.application, name, APPLICANT, by=by, version=version, note=note.strip())
        tell_employer(
            interview.application, "interview_answered", interview=interview, note=note.strip()
        )
    return interview


def cancel_interview(
    interview: Interview, *, by: Any, note: str = "", version: int | None = None
) -> Interview:
    """The employer calls it off; the note goes to the applicant."""
    with transaction.atomic():
        set_state(interview, STANDING, Interview.State.CANCELLED)
        step(
            interview.application, "cancel_interview", EMPLOYER, by=by, version=version,
            note=note.strip(), shared=True,
        )  # fmt: skip
        tell_applicant(
            interview.application, "interview_cancelled", interview=interview, note=note.strip()
        )
    return interview


def record_interview(
    interview: Interview,
    *,
    held: bool,
    by: Any,
    note: str = "",
    version: int | None = None,
    now: datetime | None = None,
) -> Interview:
    """The employer notes whether it took place; the note stays with the employer.

    Raises:
        Refused: it has not begun, or was not confirmed.
    """
    if interview.starts_at > (now or timezone.now()):
        raise Refused(_("The interview has not begun yet."), "state")
    state = Interview.State.HELD if held else Interview.State.NO_SHOW
    with transaction.atomic():
        set_state(interview, STANDING, state)
        step(
            interview.application, "record_interview", EMPLOYER, by=by, version=version,
            note=note.strip(),
        )  # fmt: skip
    return interview


def set_state(interview: Interview, sources: tuple[str, ...], target: str) -> None:
    """Only from `sources`: of two answers at once, one finds the interview as it was."""
    found: QuerySet[Interview] = Interview.objects.filter(pk=interview.pk, state__in=sources)
    if not found.update(state=target):
        raise Refused(
            _("This interview no longer stands as you saw it. Look at it again."), "state"
        )
    interview.state = target
