from importlib import import_module

from django.apps import AppConfig, apps
from django.utils.module_loading import module_has_submodule


class JobsConfig(AppConfig):
    name = "yucaihui.core.jobs"
    label = "jobs"

    def ready(self) -> None:
        """Every app's `tasks.py` registers its tasks, as Django itself finds models."""
        for config in apps.get_app_configs():
            if config.module is not None and module_has_submodule(config.module, "tasks"):
                import_module(f"{config.name}.tasks")
