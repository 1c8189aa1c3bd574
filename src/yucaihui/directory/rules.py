"""Who may do what in the directory. Predicates take the user first."""

from typing import Any

from yucaihui.core.accounts.rules import is_office


def owns(user: Any, person: Any) -> bool:
    """Is it the user's own record? A record merged into it may carry the account."""
    if not user.is_authenticated:
        return False
    return bool(person.user_id == user.pk or person.merged_records.filter(user=user).exists())


def may_see_record(user: Any, person: Any) -> bool:
    return owns(user, person) or is_office(user)


def may_edit_record(user: Any, person: Any) -> bool:
    return person.erased_at is None and may_see_record(user, person)


def is_active_member(user: Any, organisation: Any) -> bool:
    if not user.is_authenticated:
        return False
    return bool(organisation.memberships.filter(user=user, state="active").exists())


def is_active_owner(user: Any, organisation: Any) -> bool:
    if not user.is_authenticated:
        return False
    active = organisation.memberships.filter(user=user, state="active")
    return bool(active.filter(role="owner").exists())


def may_edit_organisation(user: Any, organisation: Any) -> bool:
    return is_active_member(user, organisation) or is_office(user)


def may_manage_members(user: Any, organisation: Any) -> bool:
    return is_active_owner(user, organisation) or is_office(user)
