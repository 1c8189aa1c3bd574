from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "yucaihui.core.search"
    label = "search"
