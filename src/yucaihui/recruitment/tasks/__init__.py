"""Long and recurring work of recruitment; importing a part registers its tasks."""

from yucaihui.recruitment.tasks import imports, matches

__all__ = ["imports", "matches"]
