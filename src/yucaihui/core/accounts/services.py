"""Verbs on accounts."""

from datetime import datetime

from django.conf import settings
from django.db import transaction

from yucaihui.core.accounts.models import Role, RoleGrant, User
from yucaihui.core.audit.services import record


class UnknownLanguage(ValueError):
    """A language the site does not speak."""


def create_user(email: str, password: str | None = None, *, language: str | None = None) -> User:
    """A new account. Without a password, only an identity service or a reset opens it."""
    user = User.objects.create_user(email, password)
    if language:
        set_preferences(user, language=language)
    return user


def grant_role(
    user: User, role: str, *, by: User | None = None, until: datetime | None = None
) -> RoleGrant:
    """Give `role`; granting again moves its end."""
    with transaction.atomic():
        grant, _ = RoleGrant.objects.update_or_create(
            user=user, role=Role(role), defaults={"granted_by": by, "until": until}
        )
        record(by, "role.granted", user, role=str(role))
    forget_roles(user)
    return grant


def revoke_role(user: User, role: str, *, by: User | None = None) -> None:
    with transaction.atomic():
        deleted, _ = RoleGrant.objects.filter(user=user, role=role).delete()
        if deleted:
            record(by, "role.revoked", user, role=str(role))
    forget_roles(user)


def forget_roles(user: User) -> None:
    """The roles kept on this user object are read anew on the next question."""
    user.__dict__.pop("_roles", None)


def set_preferences(
    user: User, *, language: str | None = None, large_type: bool | None = None
) -> None:
    if language is not None:
        if language not in dict(settings.LANGUAGES):
            raise UnknownLanguage(language)
        user.language = language
    if large_type is not None:
        user.large_type = large_type
    user.save(update_fields=["language", "large_type"])
