"""Reads on organisations, memberships and verifications."""

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from yucaihui.core.accounts.models import Role, User
from yucaihui.core.accounts.rules import is_office
from yucaihui.directory import rules
from yucaihui.directory.models import Membership, Organisation, OrganisationKind, Verification
from yucaihui.engines.text.names import is_chinese_name, organisation_key

# Whose officers are partners that take referred cases; all others employ.
PARTNER_KINDS = frozenset(
    {
        OrganisationKind.BANK,
        OrganisationKind.INSURER,
        OrganisationKind.INVESTOR,
        OrganisationKind.PARK,
        OrganisationKind.DISTRICT,
    }
)


def organisation_named(name: str, credit_code: str = "") -> Organisation | None:
    """The organisation with this credit code, else the one of this name written any way, or of
    this English name.

    Two organisations with different credit codes are different, whatever their names.
    """
    if credit_code:
        found = Organisation.objects.filter(credit_code=credit_code).first()
        if found:
            return found
    key = organisation_key(name)[:160]
    if not key:
        return None
    # The key is the Chinese name's where there are both.
    same = Organisation.objects.filter(Q(name_key=key) | Q(name_en__iexact=name.strip()))
    if credit_code:
        same = same.filter(credit_code=None)
    return same.order_by("pk").first()


def organisations_named(names: set[str]) -> dict[str, Organisation]:
    """By the name as asked for; names that nobody has are missing. One query."""
    keys = {name: organisation_key(name)[:160] for name in names}
    rows = Organisation.objects.filter(name_key__in=set(keys.values()) - {""}).order_by("-pk")
    found = {row.name_key: row for row in rows}
    return {name: found[key] for name, key in keys.items() if key in found}


def organisation_by_uid(uid: str) -> Organisation | None:
    return Organisation.objects.filter(uid=uid).first()


def organisations_of(user: Any) -> QuerySet[Organisation]:
    """The organisations that the user acts for today."""
    if not user.is_authenticated:
        return Organisation.objects.none()
    active = Membership.objects.filter(user=user, state=Membership.State.ACTIVE)
    return Organisation.objects.filter(pk__in=active.values("organisation")).order_by("pk")


def is_member(user: Any, organisation: Organisation) -> bool:
    return rules.is_active_member(user, organisation)


def is_owner(user: Any, organisation: Organisation) -> bool:
    return rules.is_active_owner(user, organisation)


def manageable_by(user: Any) -> QuerySet[Organisation]:
    """The organisations whose own pages the user may open."""
    if is_office(user):
        return Organisation.objects.order_by("pk")
    return organisations_of(user)


def verified_organisations(on: date) -> QuerySet[Organisation]:
    """Organisations whose verification holds on that day."""
    return Organisation.objects.filter(verified_until__gte=on).order_by("pk")


def partner_organisations_of(user: Any, on: date) -> QuerySet[Organisation]:
    """The partners that the user acts for and whose verification holds on that day."""
    return organisations_of(user).filter(kind__in=PARTNER_KINDS, verified_until__gte=on)


def lapsed_officers(on: date) -> QuerySet[User]:
    """Who has the partner role from a membership of partners none of which is verified any more.

    A role that an administrator granted is theirs to withdraw.
    """
    acting = Membership.objects.filter(
        user=OuterRef("pk"),
        state=Membership.State.ACTIVE,
        organisation__kind__in=PARTNER_KINDS,
        organisation__verified_until__isnull=False,
    )
    holders = User.objects.filter(grants__role=Role.PARTNER, grants__granted_by=None)
    verified = acting.filter(organisation__verified_until__gte=on)
    return holders.filter(Exists(acting), ~Exists(verified)).order_by("pk")


def search_organisations(text: str) -> QuerySet[Organisation]:
    """By part of the name, or the whole credit code."""
    organisations = Organisation.objects.order_by("-pk")
    plain = text.strip()
    if not plain:
        return organisations
    chinese = Q(name_zh__contains=plain) | Q(name_key__contains=organisation_key(plain) or plain)
    condition = chinese if is_chinese_name(plain) else Q(name_en__icontains=plain)
    return organisations.filter(condition | Q(credit_code=plain.upper()))


def members_of(organisation: Organisation) -> QuerySet[Membership]:
    """Active members and open invitations, owners first."""
    open_ones = organisation.memberships.exclude(state=Membership.State.ENDED)
    return open_ones.select_related("user").order_by("state", "-role", "pk")


def active_members(organisation: Organisation) -> QuerySet[Membership]:
    """Memberships of those who may act for the organisation today; `user` is loaded."""
    return members_of(organisation).filter(state=Membership.State.ACTIVE)


def invitations_to(email: str) -> QuerySet[Membership]:
    invited = Membership.objects.filter(email=email, state=Membership.State.INVITED)
    return invited.select_related("organisation").order_by("pk")


def latest_verification(organisation: Organisation) -> Verification | None:
    return organisation.verifications.order_by("-pk").first()


def pending_verifications() -> QuerySet[Verification]:
    """Requests that wait for the office, oldest first."""
    waiting = Verification.objects.filter(state=Verification.State.PENDING)
    return waiting.select_related("organisation", "document").order_by("requested_at", "pk")


def owned_alone(user: Any) -> list[Organisation]:
    """Organisations that would be left without an owner if this user went."""
    active = Membership.objects.filter(role=Membership.Role.OWNER, state=Membership.State.ACTIVE)
    own = organisations_of(user).filter(pk__in=active.filter(user=user).values("organisation"))
    return list(own.exclude(pk__in=active.exclude(user=user).values("organisation")))
