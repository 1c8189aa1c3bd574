from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LedgerConfig(AppConfig):
    name = "yucaihui.ledger"
    label = "ledger"

    def ready(self) -> None:
        from yucaihui.ledger import wiring  # noqa: PLC0415 - models first
        from yucaihui.ui.navigation import NavItem, register  # noqa: PLC0415 - apps first

        wiring.connect()
        roles = frozenset({"office", "administrator"})
        register(NavItem(_("Ledger"), "ledger:home", roles=roles, order=85))
