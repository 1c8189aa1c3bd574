"""Is this the demo city, and who may one be in it?"""

from django.conf import settings
from django.db.models import QuerySet

from yucaihui.core.installation.models import DemoAccount, Installation


def marked_demo() -> bool:
    """Does the database say that it is a demo?"""
    return Installation.objects.filter(pk=1, demo=True).exists()


def is_demo() -> bool:
    """May roles be picked here without a password? Never in production."""
    return not settings.PRODUCTION and marked_demo()


def demo_accounts() -> QuerySet[DemoAccount]:
    return DemoAccount.objects.select_related("user")


def demo_account(uid: str) -> DemoAccount | None:
    return demo_accounts().filter(user__uid=uid).first()
