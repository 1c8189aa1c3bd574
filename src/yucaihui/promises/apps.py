from django.apps import AppConfig


class PromisesConfig(AppConfig):
    name = "yucaihui.promises"
    label = "promises"
