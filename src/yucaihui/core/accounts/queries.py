"""Reads on accounts."""

from collections.abc import Iterable

from django.db.models import QuerySet

from yucaihui.core.accounts.models import RoleGrant, User, normal_email


def user_by_email(email: str) -> User | None:
    return User.objects.filter(email=normal_email(email)).first()


def user_by_uid(uid: str) -> User | None:
    return User.objects.filter(uid=uid).first()


def users_with_emails(emails: Iterable[str]) -> QuerySet[User]:
    return User.objects.filter(email__in=list(emails))


def users_in_role(role: str) -> QuerySet[User]:
    """Active users who hold `role` today."""
    holders = RoleGrant.objects.current().filter(role=role).values("user")
    return User.objects.filter(is_active=True, pk__in=holders).order_by("pk")


def all_users() -> QuerySet[User]:
    return User.objects.prefetch_related("grants").order_by("-pk")


def grants_of(user: User) -> QuerySet[RoleGrant]:
    return user.grants.current().order_by("role")
