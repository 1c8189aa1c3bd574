"""Long and recurring work of competitions; importing a part registers its tasks."""

from yucaihui.competitions.tasks import challenges, entries, judging, results

__all__ = ["challenges", "entries", "judging", "results"]
