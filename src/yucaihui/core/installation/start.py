"""What has to be done before a process serves; quick when nothing changed."""

from django.core.management import call_command

from yucaihui.core.catalogues import compile_catalogues
from yucaihui.core.installation.services import refuse_demo_in_production


def prepare() -> None:
    """Bring the database, the translations and the static files up to this version.

    Raises:
        DemoInProduction: the settings are production's and the database is marked as demo.
    """
    compile_catalogues()
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    refuse_demo_in_production()
    call_command("collectstatic", verbosity=0, interactive=False)
