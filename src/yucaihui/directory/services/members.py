"""Invite members of an organisation by e-mail, accept, leave, remove."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from yucaihui.core.accounts.models import Role
from yucaihui.core.accounts.queries import user_by_email
from yucaihui.core.accounts.services import revoke_role
from yucaihui.core.audit.services import record
from yucaihui.core.mail.services import queue_letter, write_to
from yucaihui.directory import rules
from yucaihui.directory.contacts import normal_email
from yucaihui.directory.errors import Refused
from yucaihui.directory.letters import in_both_languages, path_for
from yucaihui.directory.models import Membership, Organisation
from yucaihui.directory.queries.organisations import organisations_of
from yucaihui.directory.services.organisations import (
    grant_role_of_members,
    withdraw_partner_role,
)
from yucaihui.directory.services.people import require

INVITATION = "directory/letters/invitation.txt"
# Nobody writes to strangers in bulk through us.
OPEN_INVITATIONS = 20


def open_invitations(organisation: Organisation) -> int:
    waiting = Membership.objects.filter(organisation=organisation, state=Membership.State.INVITED)
    return waiting.count()


def invite_member(
    organisation: Organisation, email: str, *, by: Any, role: str = Membership.Role.MEMBER
) -> Membership:
    """Invite the holder of an address; a letter with the link goes out.

    Raises:
        Refused: not an address, a member or invited already, or too many invitations are open.
    """
    require(allowed=by is None or rules.may_manage_members(by, organisation))
    if open_invitations(organisation) >= OPEN_INVITATIONS:
        raise Refused(
            _("%(limit)d invitations are open. Withdraw some, or wait until they are answered.")
            % {"limit": OPEN_INVITATIONS},
            "email",
        )
    address = normal_email(email)
    try:
        with transaction.atomic():
            invitation = Membership.objects.create(
                organisation=organisation,
                email=address,
                role=Membership.Role(role),
                invited_by=by,
            )
            record(by, "member.invited", organisation, role=str(role))
            write_invitation(invitation)
    except IntegrityError:
        raise Refused(
            _("This address is a member or invited already. Look at the list below."), "email"
        ) from None
    return invitation


def write_invitation(invitation: Membership) -> None:
    """To an account in its language, else in both."""
    context = {"organisation": invitation.organisation, "invitation": invitation}
    reader = user_by_email(invitation.email)
    link = path_for(reader, "directory:invitation", invitation.uid)
    if reader is not None:
        write_to(reader, INVITATION, context, link=link)
        return
    subject, body = in_both_languages(INVITATION, {**context, "link": link})
    queue_letter(to=invitation.email, subject=subject, body=body, link=link)


def accept_invitation(invitation: Membership, *, user: Any) -> Membership:
    """The holder of the invited address joins.

    Raises:
        PermissionDenied: the account has another address.
        Refused: the invitation was taken back or used.
    """
    require(allowed=user.email == invitation.email)
    with transaction.atomic():
        joined = Membership.objects.filter(pk=invitation.pk, state=Membership.State.INVITED).update(
            user=user, state=Membership.State.ACTIVE, accepted_at=timezone.now()
        )
        if not joined:
            raise Refused(_("This invitation no longer holds. Ask for a new one."))
        grant_role_of_members(invitation.organisation, user)
        record(user, "member.joined", invitation.organisation)
    invitation.refresh_from_db()
    return invitation


def remove_member(membership: Membership, *, by: Any) -> None:
    """End a membership or take an invitation back. Everybody may leave, owners may remove.

    Raises:
        Refused: the last owner can't go before somebody else is owner.
    """
    organisation = membership.organisation
    own = by is not None and membership.user_id == by.pk
    require(allowed=by is None or own or rules.may_manage_members(by, organisation))
    with transaction.atomic():
        Organisation.objects.select_for_update().get(pk=organisation.pk)
        if is_last_owner(membership):
            raise Refused(
                _("An organisation needs an owner. Make somebody else owner first, then go.")
            )
        ended = Membership.objects.filter(pk=membership.pk).exclude(
            state=Membership.State.ENDED
        ).update(state=Membership.State.ENDED, ended_at=timezone.now())  # fmt: skip
        if ended:
            record(by, "member.removed", organisation, left=own)
            withdraw_role(membership.user, by)
    membership.refresh_from_db()


def withdraw_role(user: Any, by: Any) -> None:
    """Who acts for no partner or no employer any more is none."""
    if user is None:
        return
    withdraw_partner_role(user, timezone.localdate(), by=by)
    if not organisations_of(user).exists():
        revoke_role(user, Role.EMPLOYER, by=by)


def set_member_role(membership: Membership, role: str, *, by: Any) -> None:
    """Make a member owner, or an owner a member.

    Raises:
        Refused: the last owner can't become a member.
    """
    organisation = membership.organisation
    require(allowed=by is None or rules.may_manage_members(by, organisation))
    with transaction.atomic():
        Organisation.objects.select_for_update().get(pk=organisation.pk)
        if Membership.Role(role) != Membership.Role.OWNER and is_last_owner(membership):
            raise Refused(_("An organisation needs an owner. Make somebody else owner first."))
        membership.role = Membership.Role(role)
        membership.save(update_fields=["role"])
        record(by, "member.role_changed", organisation, role=str(role))


def is_last_owner(membership: Membership) -> bool:
    owners = membership.organisation.memberships.filter(
        role=Membership.Role.OWNER, state=Membership.State.ACTIVE
    )
    return list(owners.values_list("pk", flat=True)) == [membership.pk]
