"""Verbs on organisations."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.validators import URLValidator
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from yucaihui.core.accounts.models import Role
from yucaihui.core.accounts.rules import is_office
from yucaihui.core.accounts.services import grant_role, revoke_role
from yucaihui.core.audit.services import record
from yucaihui.directory import rules
from yucaihui.directory.errors import Refused
from yucaihui.directory.identity import is_credit_code
from yucaihui.directory.models import Membership, Organisation
from yucaihui.directory.queries.organisations import (
    PARTNER_KINDS,
    organisation_named,
    partner_organisations_of,
)
from yucaihui.engines.text.names import organisation_key

EDITABLE = [
    "name_zh",
    "name_en",
    "credit_code",
    "kind",
    "cluster",
    "district",
    "website",
    "intro_zh",
    "intro_en",
]
# What the office verified stays what it verified.
VERIFIED = frozenset({"name_zh", "name_en", "credit_code", "kind"})


def grant_role_of_members(organisation: Organisation, user: Any) -> None:
    """Partners handle other people's cases: nobody is one by calling an organisation a bank, only
    once the office has verified that it is."""
    if organisation.kind not in PARTNER_KINDS:
        grant_role(user, Role.EMPLOYER)
    elif is_verified(organisation):
        grant_role(user, Role.PARTNER)


def withdraw_partner_role(user: Any, on: date, *, by: Any) -> None:
    """Who acts for no verified partner any more handles nobody's cases either."""
    if not partner_organisations_of(user, on).exists():
        revoke_role(user, Role.PARTNER, by=by)


def is_verified(organisation: Organisation) -> bool:
    until = organisation.verified_until
    return until is not None and until >= timezone.localdate()


def create_organisation(
    *, name_zh: str = "", name_en: str = "", by: Any = None, owner: Any = None, **fields: Any
) -> Organisation:
    """A new, unverified organisation; `owner` (a user) becomes its first member.

    Raises:
        Refused: no name, a wrong or taken credit code, or the organisation is on file already.
    """
    values = cleaned({"name_zh": name_zh, "name_en": name_en, **fields})
    refuse_existing(values)
    with transaction.atomic():
        organisation = saved(Organisation(**values, name_key=key_of(values)))
        record(by or owner, "organisation.created", organisation)
        if owner is not None:
            add_owner(organisation, owner)
    return organisation


def add_owner(organisation: Organisation, owner: Any) -> Membership:
    membership = Membership.objects.create(
        organisation=organisation,
        user=owner,
        email=owner.email,
        role=Membership.Role.OWNER,
        state=Membership.State.ACTIVE,
        accepted_at=timezone.now(),
    )
    grant_role_of_members(organisation, owner)
    return membership


def update_organisation(organisation: Organisation, *, by: Any, **fields: Any) -> Organisation:
    """Change what is given. Names and credit code of a verified organisation are the office's.

    Raises:
        Refused: no name left, or a wrong or taken credit code, or what the office verified.
    """
    if by is not None and not rules.may_edit_organisation(by, organisation):
        raise PermissionDenied
    changed = {k: v for k, v in cleaned(fields).items() if getattr(organisation, k) != v}
    refuse_disguise(organisation, changed, by)
    for name, value in changed.items():
        setattr(organisation, name, value)
    if not changed:
        return organisation
    organisation.name_key = key_of(vars(organisation))
    with transaction.atomic():
        saved(organisation)
        record(by, "organisation.changed", organisation, fields=sorted(changed))
    return organisation


def refuse_disguise(organisation: Organisation, changed: Iterable[str], by: Any) -> None:
    """A verified organisation can't take another's name and keep the office's word for it."""
    held = sorted(VERIFIED.intersection(changed))
    if held and is_verified(organisation) and by is not None and not is_office(by):
        raise Refused(
            _("The office has verified this. Write to the office to have it changed."), held[0]
        )


def saved(organisation: Organisation) -> Organisation:
    try:
        with transaction.atomic():
            organisation.save()
    except IntegrityError:
        raise Refused(
            _(
                "An organisation with this credit code is on file already. Ask its owner to invite"
                " you, or write to the office."
            ),
            "credit_code",
        ) from None
    return organisation


def cleaned(fields: dict[str, Any]) -> dict[str, Any]:
    unknown = set(fields) - set(EDITABLE)
    if unknown:
        raise TypeError(f"An organisation has no field {', '.join(sorted(unknown))}.")
    plain = {name: value.strip() if isinstance(value, str) else value
             for name, value in fields.items()}  # fmt: skip
    if "credit_code" in plain:
        plain["credit_code"] = checked_code(plain["credit_code"])
    if plain.get("website"):
        URLValidator(schemes=["http", "https"])(plain["website"])
    return plain


def checked_code(code: str | None) -> str | None:
    if not code:
        return None
    plain = code.replace(" ", "").upper()
    if not is_credit_code(plain):
        raise Refused(
            _(
                "This is not a unified social credit code: it has 18 digits and letters, of which"
                " the last one checks the others. Compare it with the business licence."
            ),
            "credit_code",
        )
    return plain


def key_of(values: dict[str, Any]) -> str:
    key = organisation_key(values.get("name_zh") or values.get("name_en") or "")
    if not key:
        raise Refused(_("Give the name in Chinese or in English."), "name_zh")
    return key[:160]


def refuse_existing(values: dict[str, Any]) -> None:
    name = values.get("name_zh") or values.get("name_en") or ""
    if organisation_named(name, values.get("credit_code") or ""):
        raise Refused(
            _(
                "This organisation is on file already. Ask its owner to invite you, or write to the"
                " office."
            ),
            "credit_code" if values.get("credit_code") else "name_zh",
        )
