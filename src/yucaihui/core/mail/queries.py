"""A reader's letters."""

from typing import Any

from django.db.models import QuerySet

from yucaihui.core.mail.models import Letter


def letters_for(user: Any) -> QuerySet[Letter]:
    """The letters to this user, newest first."""
    return Letter.objects.filter(reader=user).order_by("-id")


def unread_count(user: Any) -> int:
    return Letter.objects.filter(reader=user, read_at=None).count()
