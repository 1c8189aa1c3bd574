"""Real-name verification of organisations: decided by the office, good for six months."""

import calendar
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from yucaihui.core.accounts.rules import is_office
from yucaihui.core.audit.services import record, record_many
from yucaihui.core.files.models import StoredFile
from yucaihui.core.files.services import JPEG, PDF, PNG, store
from yucaihui.core.mail.services import write_to
from yucaihui.directory import rules
from yucaihui.directory.errors import AlreadyDecided, Refused
from yucaihui.directory.letters import path_for
from yucaihui.directory.models import Membership, Organisation, Verification
from yucaihui.directory.queries.organisations import (
    PARTNER_KINDS,
    active_members,
    lapsed_officers,
)
from yucaihui.directory.services.organisations import (
    grant_role_of_members,
    withdraw_partner_role,
)
from yucaihui.directory.services.people import require

MONTHS_VALID = 6
# Days before the end at which owners are reminded, and until which day the first holds.
REMINDERS = ((30, 7), (7, 0))
# Ends within this span are told: a worker may have been off.
LAPSE_SPAN = timedelta(days=14)
MAX_BYTES = 10 * 2**20


def add_months(day: date, months: int) -> date:
    """The same day of a later month, or that month's last day when it is shorter."""
    years, month = divmod(day.month - 1 + months, 12)
    last = calendar.monthrange(day.year + years, month + 1)[1]
    return date(day.year + years, month + 1, min(day.day, last))


def store_licence(data: bytes, name: str, *, owner: Any) -> StoredFile:
    """Keep the business licence that a request shows. Raises RefusedFile."""
    return store(
        data,
        name=name,
        owner=owner,
        purpose="verification",
        allowed={PDF, PNG, JPEG},
        max_bytes=MAX_BYTES,
    )


def ask_with_licence(
    organisation: Organisation, data: bytes, name: str, *, by: Any
) -> Verification:
    """Keep the licence and ask the office to verify by it; neither without the other.

    Raises:
        RefusedFile: not a PDF, PNG or JPEG, or too large.
        Refused: a request waits already.
    """
    require(allowed=rules.may_manage_members(by, organisation))
    with transaction.atomic():
        document = store_licence(data, name, owner=by)
        return request_verification(organisation, by=by, document=document)


def request_verification(
    organisation: Organisation, *, by: Any, document: StoredFile | None = None
) -> Verification:
    """Ask the office to verify.

    Raises:
        Refused: a request waits already.
    """
    require(allowed=by is None or rules.may_manage_members(by, organisation))
    try:
        with transaction.atomic():
            request = Verification.objects.create(
                organisation=organisation, document=document, requested_by=by
            )
            record(by, "verification.requested", organisation)
    except IntegrityError:
        raise Refused(_("A request waits for the office already; it answers soon.")) from None
    return request


def decide_verification(
    verification: Verification, *, by: Any, verified: bool, reason: str = "", on: date | None = None
) -> Verification:
    """Verify for six months from `on` (default: today), or refuse with a reason.

    Raises:
        Refused: a refusal without a reason.
        AlreadyDecided: a colleague was quicker.
    """
    require(allowed=by is None or is_office(by))
    if not verified and not reason.strip():
        raise Refused(_("Say why, and what the organisation should do."), "reason")
    day = on or timezone.localdate()
    until = add_months(day, MONTHS_VALID) if verified else None
    state = Verification.State.VERIFIED if verified else Verification.State.REFUSED
    with transaction.atomic():
        decided = Verification.objects.filter(
            pk=verification.pk, state=Verification.State.PENDING
        ).update(
            state=state, decided_by=by, decided_on=day, expires_on=until, reason=reason.strip()
        )
        if not decided:
            raise AlreadyDecided(_("A colleague has decided on this request. Look at it again."))
        verification.refresh_from_db()
        take_effect(verification, by)
    return verification


def take_effect(verification: Verification, by: Any) -> None:
    organisation = verification.organisation
    if verification.expires_on:
        organisation.verified_until = verification.expires_on
        organisation.save(update_fields=["verified_until"])
        for member in active_members(organisation):
            grant_role_of_members(organisation, member.user)
    record(by, "verification.decided", organisation, state=verification.state)
    tell_owners(
        organisation,
        "directory/letters/verification_decided.txt",
        {"verification": verification},
        key=f"verification:{verification.uid}",
    )


def verify_organisations(
    organisations: Iterable[Organisation], *, by: Any, reason: str, on: date | None = None
) -> int:
    """The office verifies several in one step, with the reason kept for each; gives how many."""
    require(allowed=by is None or is_office(by))
    count = 0
    with transaction.atomic():
        for organisation in organisations:
            pending = organisation.verifications.filter(state=Verification.State.PENDING).first()
            request = pending or Verification.objects.create(
                organisation=organisation, requested_by=by
            )
            decide_verification(request, by=by, verified=True, reason=reason, on=on)
            count += 1
    return count


def revoke_verification(organisation: Organisation, *, by: Any, reason: str, on: date) -> None:
    """The office ends a verification before its time, with a reason that the owners read."""
    require(allowed=by is None or is_office(by))
    if not reason.strip():
        raise Refused(_("Say why, and what the organisation should do."), "reason")
    with transaction.atomic():
        organisation.verified_until = on - timedelta(days=1)
        organisation.save(update_fields=["verified_until"])
        latest = organisation.verifications.filter(state=Verification.State.VERIFIED)
        latest.filter(expires_on__gte=on).update(
            state=Verification.State.REFUSED, expires_on=on, reason=reason.strip(), decided_by=by
        )
        record(by, "verification.revoked", organisation)
        for member in active_members(organisation):
            withdraw_partner_role(member.user, on, by=by)
        tell_end(organisation, reason=reason.strip())


def lapse_verifications(on: date) -> dict[str, int]:
    """Take back what an ended verification gave, and tell the owners, once.

    Public lists need nothing: they ask for the day. Gives the numbers of organisations told and of
    officers whose role went. A renewal gives the role back.
    """
    with transaction.atomic():
        officers = list(lapsed_officers(on))
        for officer in officers:
            withdraw_partner_role(officer, on, by=None)
        span = (on - LAPSE_SPAN, on - timedelta(days=1))
        ended = Organisation.objects.filter(verified_until__range=span).order_by("pk")
        told = [organisation for organisation in ended if tell_end(organisation)]
        record_many(None, "verification.lapsed", told)
    return {"organisations": len(told), "officers": len(officers)}


def tell_end(organisation: Organisation, reason: str = "") -> int:
    """One letter to each owner for each end, whether its day came or the office ended it."""
    partner = organisation.kind in PARTNER_KINDS
    return tell_owners(
        organisation,
        "directory/letters/verification_ended.txt",
        {"reason": reason, "partner": partner},
        key=f"verification-ended:{organisation.verified_until}",
    )


def remind_of_expiry(on: date) -> int:
    """Letters to the owners 30 and 7 days before; each once, however often this runs."""
    written = 0
    for days, floor in REMINDERS:
        window = (on + timedelta(days=floor + 1), on + timedelta(days=days))
        for organisation in Organisation.objects.filter(verified_until__range=window):
            written += tell_owners(
                organisation,
                "directory/letters/verification_ends.txt",
                {},
                key=f"verification-ends:{days}:{organisation.verified_until}",
            )
    return written


def tell_owners(
    organisation: Organisation, template: str, context: dict[str, Any], *, key: str
) -> int:
    """A letter to each owner; gives how many were new."""
    owners = active_members(organisation).filter(role=Membership.Role.OWNER)
    letters = [
        write_to(
            owner.user,
            template,
            {"organisation": organisation, **context},
            link=path_for(owner.user, "directory:organisation", organisation.uid),
            key=f"{key}:{owner.uid}",
        )
        for owner in owners
    ]
    return sum(letter is not None for letter in letters)
