"""Mark the database, once and only while it is empty."""

from django.conf import settings
from django.db import transaction

from yucaihui.core.accounts.models import User
from yucaihui.core.installation.models import DemoAccount, Installation


class NotEmpty(RuntimeError):
    """The database already belongs to real people: it can't become a demo."""


class DemoInProduction(RuntimeError):
    """Production settings met a demo database."""


def mark_demo(*, seed: int, scale: float) -> None:
    with transaction.atomic():
        if User.objects.exists():
            raise NotEmpty("A database with accounts in it can't be made a demo. Use a new one.")
        Installation.objects.create(pk=1, demo=True, seed=seed, scale=scale)


def add_demo_account(user: User, role: str, **words: str) -> DemoAccount:
    """Let the role picker offer `user`; `words` are name_zh, name_en, story_zh and story_en."""
    position = DemoAccount.objects.count() + 1
    return DemoAccount.objects.create(user=user, role=role, position=position, **words)


def refuse_demo_in_production() -> None:
    """Called when a server or worker starts.

    Raises:
        DemoInProduction: the settings are production's and the database is marked as demo.
    """
    if settings.PRODUCTION and Installation.objects.filter(demo=True).exists():
        raise DemoInProduction(
            "This database is marked as a demo, where anyone may take any role. "
            "Point DATABASE_URL at a real one, or unset YUCAIHUI_MODE."
        )
