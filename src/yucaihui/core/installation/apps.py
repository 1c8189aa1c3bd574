from django.apps import AppConfig


class InstallationConfig(AppConfig):
    name = "yucaihui.core.installation"
    label = "installation"
