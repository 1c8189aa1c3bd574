from typing import Any

from django.apps import AppConfig


class PromisesConfig(AppConfig):
    name = "yucaihui.promises"
    label = "promises"

    def ready(self) -> None:
        # Models exist only now.
        from yucaihui.directory.registry import register_eraser, register_export  # noqa: PLC0415
        from yucaihui.promises.services import erase_notes_to  # noqa: PLC0415

        register_export("promises", export)
        register_eraser("promises", erase_notes_to)


def export(person: Any) -> list[dict[str, Any]]:
    """What the person was promised, in a form ready for JSON."""
    from yucaihui.promises.queries import all_promises  # noqa: PLC0415 - models exist only now

    fields = ("kind", "title_zh", "title_en", "due_on", "state", "ended_at", "note")
    return list(all_promises().filter(to_person=person).values(*fields))
