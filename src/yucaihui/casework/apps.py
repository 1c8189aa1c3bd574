from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    name = "yucaihui.casework"
    label = "casework"
