from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "yucaihui.portal"
    label = "portal"

    def ready(self) -> None:
        from yucaihui.portal.channels import CHANNELS  # noqa: PLC0415 - settings first
        from yucaihui.ui.navigation import register  # noqa: PLC0415

        register(*CHANNELS)
