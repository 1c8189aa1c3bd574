from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    name = "yucaihui.casework"
    label = "casework"

    def ready(self) -> None:
        """A person's cases leave with them: exported as they may read them, notes erased."""
        from yucaihui.casework.queries import exported_cases  # noqa: PLC0415 - models first
        from yucaihui.casework.services import erase_notes  # noqa: PLC0415
        from yucaihui.directory.registry import register_eraser, register_export  # noqa: PLC0415

        register_export("cases", exported_cases)
        register_eraser("cases", erase_notes)
