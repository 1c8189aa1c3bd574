"""Long and recurring work of recruitment; importing a part registers its tasks."""

from yucaihui.recruitment.tasks import applications, imports, matches

__all__ = ["applications", "imports", "matches"]
