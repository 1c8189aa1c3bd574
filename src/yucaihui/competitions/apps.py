from django.apps import AppConfig


class CompetitionsConfig(AppConfig):
    name = "yucaihui.competitions"
    label = "competitions"

    def ready(self) -> None:
        from yucaihui.competitions import wiring  # noqa: PLC0415 - models first

        wiring.connect()
