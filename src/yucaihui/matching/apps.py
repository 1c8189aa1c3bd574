from django.apps import AppConfig


class MatchingConfig(AppConfig):
    name = "yucaihui.matching"
    label = "matching"
