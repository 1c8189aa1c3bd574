"""Personal access tokens: made, recognised, withdrawn."""

import hashlib
import secrets
from datetime import date, timedelta

from django.utils import timezone

from yucaihui.core.accounts.models import AccessToken, User
from yucaihui.core.audit.services import record

PREFIX = "ych_"
LIFETIME = timedelta(days=365)


def issue_token(user: User, name: str) -> tuple[AccessToken, str]:
    """A new token and its key, which can't be had again."""
    key = PREFIX + secrets.token_urlsafe(32)
    token = AccessToken.objects.create(
        user=user, name=name, digest=digest_of(key), expires_on=timezone.localdate() + LIFETIME
    )
    record(user, "token.issued", token)
    return token, key


def user_of_key(key: str, today: date) -> User | None:
    """Whose key this is, while the token and the account are good."""
    found = AccessToken.objects.filter(digest=digest_of(key), expires_on__gte=today)
    token = found.filter(user__is_active=True).select_related("user").first()
    if token is None:
        return None
    if token.last_used_on != today:
        AccessToken.objects.filter(pk=token.pk).update(last_used_on=today)
    return token.user


def withdraw_token(user: User, uid: str) -> None:
    for token in AccessToken.objects.filter(user=user, uid=uid):
        record(user, "token.withdrawn", token)
        token.delete()


def digest_of(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
