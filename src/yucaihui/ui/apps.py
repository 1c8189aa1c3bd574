from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "yucaihui.ui"
    label = "ui"
