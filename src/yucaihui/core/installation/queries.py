"""Is this the demo city?"""

from django.conf import settings

from yucaihui.core.installation.models import Installation


def marked_demo() -> bool:
    """Does the database say that it is a demo?"""
    return Installation.objects.filter(pk=1, demo=True).exists()


def is_demo() -> bool:
    """May roles be picked here without a password? Never in production."""
    return not settings.PRODUCTION and marked_demo()
