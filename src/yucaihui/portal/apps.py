from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "yucaihui.portal"
    label = "portal"
