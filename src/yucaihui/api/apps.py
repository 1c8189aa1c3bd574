from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "yucaihui.api"
    label = "api"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _  # noqa: PLC0415 - settings first

        from yucaihui.ui.navigation import NavItem, register  # noqa: PLC0415

        register(NavItem(_("For developers"), "developers:reference", order=80, place="foot"))
