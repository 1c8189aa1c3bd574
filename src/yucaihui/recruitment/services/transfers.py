"""An employer proposes another position; the application goes there when the applicant agrees."""

from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from yucaihui.casework.services import open_case
from yucaihui.directory.errors import Refused
from yucaihui.directory.services import grant_consent
from yucaihui.recruitment.models import JobApplication, Posting, TransferProposal
from yucaihui.recruitment.process import APPLICANT, APPLICATION, EMPLOYER
from yucaihui.recruitment.queries.applications import open_application
from yucaihui.recruitment.services.applications import (
    SNAPSHOT,
    already_applied,
    check_posting,
    step,
)
from yucaihui.recruitment.services.letters import tell_applicant, tell_employer


def propose_transfer(
    application: JobApplication,
    posting: Posting,
    *,
    by: Any,
    version: int | None = None,
    on: date | None = None,
) -> TransferProposal:
    """Propose to pass the application on to another public posting, of any employer.

    Raises:
        Refused: the same or a closed posting, one applied for already, or a proposal is open.
    """
    check_posting(posting, on or timezone.localdate())
    if posting.pk == application.posting_id:
        raise Refused(_("That is the position of this application. Choose another."), "posting")
    if open_application(application.person, posting):
        raise Refused(_("The applicant has applied for that position already."), "posting")
    try:
        with transaction.atomic():
            step(application, "propose_transfer", EMPLOYER, by=by, version=version, shared=True)
            proposal = TransferProposal.objects.create(
                application=application, posting=posting, proposed_by=by
            )
            tell_applicant(application, "transfer_proposed", proposal=proposal)
    except IntegrityError:
        raise Refused(
            _("A proposal waits for the applicant's answer already."), "posting"
        ) from None
    return proposal


def answer_transfer(
    proposal: TransferProposal,
    *,
    accept: bool,
    by: Any,
    version: int | None = None,
    on: date | None = None,
) -> JobApplication | None:
    """The applicant's answer. Accepting consents to passing the profile on, closes this application
    and gives the new one.

    Raises:
        Refused: the proposal no longer waits, or its posting has closed.
        AlreadyApplied: the applicant has applied there meanwhile.
    """
    application = proposal.application
    if accept:
        check_posting(proposal.posting, on or timezone.localdate())
    try:
        with transaction.atomic():
            name = "accept_transfer" if accept else "decline_transfer"
            take_answer(proposal, accept=accept)
            step(application, name, APPLICANT, by=by, version=version)
            tell_employer(application, "transfer_answered", proposal=proposal)
            return moved_to(proposal, by=by) if accept else None
    except IntegrityError:
        raise already_applied() from None


def take_answer(proposal: TransferProposal, *, accept: bool) -> None:
    state = TransferProposal.State.ACCEPTED if accept else TransferProposal.State.DECLINED
    waiting = TransferProposal.objects.filter(pk=proposal.pk, state=TransferProposal.State.PROPOSED)
    if not waiting.update(state=state):
        raise Refused(_("This proposal no longer waits for an answer."), "transfer")
    proposal.state = state


def moved_to(proposal: TransferProposal, *, by: Any) -> JobApplication:
    """The application at the other posting, with the profile as it was sent first."""
    before, posting = proposal.application, proposal.posting
    grant_consent(before.person, "application", by=by, recipient=posting.employer)
    case = open_case(APPLICATION, subject=before.person, actor=by, role=APPLICANT)
    application = JobApplication.objects.create(
        case=case,
        posting=posting,
        person=before.person,
        cover_note=before.cover_note,
        transferred_from=before,
        **{name: getattr(before, name) for name in SNAPSHOT},
    )
    tell_employer(application, "received")
    return application
