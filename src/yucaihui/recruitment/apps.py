from django.apps import AppConfig


class RecruitmentConfig(AppConfig):
    name = "yucaihui.recruitment"
    label = "recruitment"

    def ready(self) -> None:
        from yucaihui.recruitment import receivers, wiring  # noqa: PLC0415 - models first

        receivers.connect()
        wiring.connect()
