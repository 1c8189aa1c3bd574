"""Verbs on accounts."""

from collections.abc import Mapping
from datetime import datetime

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction

from yucaihui.core.accounts.models import AccessToken, Role, RoleGrant, User, normal_email
from yucaihui.core.audit.services import record, record_many

BATCH = 500


class UnknownLanguage(ValueError):
    """A language the site does not speak."""


def create_user(email: str, password: str | None = None, *, language: str | None = None) -> User:
    """A new account. Without a password, only an identity service or a reset opens it."""
    user = User.objects.create_user(email, password)
    if language:
        set_preferences(user, language=language)
    return user


def create_users(emails: Mapping[str, str], role: str, *, by: User | None = None) -> list[User]:
    """Many new accounts without a password, by address with their language, all in one role.

    Raises:
        UnknownLanguage: nothing is written then.
        IntegrityError: an address has an account already; nothing is written then.
    """
    unknown = set(emails.values()) - set(dict(settings.LANGUAGES))
    if unknown:
        raise UnknownLanguage(", ".join(sorted(unknown)))
    users = [
        User(email=normal_email(email), language=language, password=make_password(None))
        for email, language in emails.items()
    ]
    with transaction.atomic():
        made = User.objects.bulk_create(users, batch_size=BATCH)
        RoleGrant.objects.bulk_create(
            [RoleGrant(user=user, role=Role(role), granted_by=by) for user in made], BATCH
        )
        record_many(by, "role.granted", made, role=str(role))
    return made


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


def close_account(user: User, *, by: User | None = None) -> None:
    """For good: nobody signs in with it, and its row, which others point at, names nobody.

    Addresses, second factors, sessions, keys and roles go with it.
    """
    with transaction.atomic():
        for relation in User._meta.related_objects:  # noqa: SLF001 - Django's own API
            model = relation.related_model
            if model in (RoleGrant, AccessToken) or model.__module__.startswith("allauth."):
                model._base_manager.filter(**{relation.field.name: user}).delete()  # noqa: SLF001
        user.email = f"{user.uid}@closed.invalid"
        user.is_active = False
        user.set_unusable_password()
        user.save(update_fields=["email", "is_active", "password"])
        record(by, "account.closed", user)
    forget_roles(user)
